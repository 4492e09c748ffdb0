"""Who is meant by a name: one entity, or an error that says what to type instead.

    found = find(store, "norvane")          # a name, alias, acronym, key ("org:norvane systems") or id
    found.entity.name, found.also           # "also" lists the others that go by that name as a further one

Case, accents, dots and blanks do not matter. An entity's own name goes before further names of others; where several
have it, AmbiguousName lists them, as a guess could put words about one person on another. Where none has it,
UnknownName offers the nearest, or says in which articles the name stands without anything said of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from json import loads
from re import compile as pattern

from rapidfuzz.fuzz import WRatio

from graph.contents import entity_of_row
from graph.cypher import OWNERS
from graph.store import Row, Run, Store
from ontology.errors import AmbiguousName, UnknownName
from ontology.ids import DIGITS, digest
from ontology.model import Entity
from queries import cypher
from queries.plain import fold, one_line, storable

MOST_CANDIDATES = 20  # that an error lists
MOST_HITS = 500  # that the index is asked for
MOST_WORDS = 12  # of a name that go into a fuzzy search
LONGEST = 300  # characters of a name
NEAREST = 5
NEAR = 70.0  # rapidfuzz's WRatio, 0 to 100; below it names only share letters
ID = pattern(f"[0-9a-f]{{{DIGITS}}}")
WORD = pattern(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """The entity that a name means. `also`: others, by name and id, for which it is only a further name."""

    entity: Entity
    also: tuple[str, ...] = ()


def find(store: Store, name: str) -> Found:
    """The one entity of that name. Errors: UnknownName, AmbiguousName, StoreError."""
    return store.reading(lambda run: find_in(run, name))


def find_in(run: Run, name: str) -> Found:
    """As `find`, within a transaction."""
    wanted = storable(name).strip()
    if not wanted or len(wanted) > LONGEST:
        raise UnknownName(f"a name has 1 to {LONGEST} characters, this one {len(wanted)}", "give another")
    exact = run(cypher.BY_ID, name=wanted) or run(cypher.BY_KEY, name=wanted)
    if exact:
        return Found(entity_from(exact[0]))
    owners, others = _bearers(run, wanted)
    if not owners and not others:
        others = _by_votes(run, wanted) or _by_former_id(run, wanted)
    chosen = owners or others
    if not chosen:
        raise _unknown(run, wanted)
    if len(chosen) > 1:
        raise _ambiguous(run, wanted, owners + others)
    return Found(chosen[0], tuple(_short(entity) for entity in others if entity is not chosen[0]))


def find_article(store: Store, article: str) -> str:
    """The id of the article of that id or address. Errors: UnknownName, StoreError."""
    rows = store.read(cypher.ARTICLE, article=storable(article).strip())
    if not rows:
        message = f"no article in the graph has the id or address {one_line(article)!r}"
        raise UnknownName(message, "`triplewire run articles` lists those that name somebody")
    return str(rows[0]["id"])


def _bearers(run: Run, name: str) -> tuple[list[Entity], list[Entity]]:
    """Those whose name it is, and those for whom it is a further name."""
    rows = run(cypher.BY_NAME, name=name, most=MOST_HITS)
    for words in (f"{_quoted(name)} {_quoted(fold(name))}", _fuzzy(name)):  # the second: "US Steel" for "U.S. Steel"
        rows += run(cypher.BY_WORDS, words=words, most=MOST_HITS) if words else []
        found = {row["entity"]["id"]: row for row in rows}
        owners, others = [], []
        # Those with most edges first: mostly it is they who are meant.
        for entity in map(entity_from, sorted(found.values(), key=lambda row: (-row["edges"], row["entity"]["id"]))):
            if _same(name, entity.name):
                owners.append(entity)
            elif any(_same(name, alias) for alias in entity.aliases):
                others.append(entity)
        if owners or others:
            break
    return owners, others


def _same(name: str, other: str) -> bool:
    # A name of nothing but signs folds to "", and is only itself.
    return name == other or (fold(name) == fold(other) != "")


def _quoted(words: str) -> str:
    """Words side by side, for the index: in quotes nothing but these two is a sign of its query language."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _votes(run: Run, name: str) -> list[Row]:
    """The keys that articles call so, of entities and of names that no claim is about."""
    rows = run(cypher.BY_VOTES, lower=name.lower(), most=MOST_HITS)
    return [row for row in rows if any(_same(name, said) for said in _said(row))]


def _said(row: Row) -> list[str]:
    votes = loads(row["votes"])
    return [*votes["names"], *votes["aliases"]]


def _by_votes(run: Run, name: str) -> list[Entity]:
    ids = sorted({row["entity"] for row in _votes(run, name) if row["claimed"]})
    return [entity_from(row) for id_ in ids for row in run(cypher.BY_ID, name=id_)]


def _by_former_id(run: Run, name: str) -> list[Entity]:
    """An entity that another was joined to is still found by the id that it had: the digest of one of its keys."""
    if not ID.fullmatch(name):
        return []
    owner = next((row["entity"] for row in run(OWNERS) if digest(row["key"]) == name), "")
    return [entity_from(row) for row in run(cypher.BY_ID, name=owner)]


def _unknown(run: Run, name: str) -> UnknownName:
    shown = one_line(name)
    nearest = _nearest(run, name)
    offer = f"did you mean {_listed(nearest)}?" if nearest else "write it as the articles do"
    keys = sorted({row["key"] for row in _votes(run, name)})
    if keys:
        places = run(cypher.MENTIONED_IN, keys=keys, most=NEAREST + 1)
        listed = ", ".join(_place(row) for row in places[:NEAREST])
        more = ", and more" if len(places) > NEAREST else ""
        message = f"{shown!r} is mentioned, but nothing is said of it that could be read: {listed}{more}"
        return UnknownName(message, "read those articles" + (f"; or {offer}" if nearest else ""), nearest)
    return UnknownName(f"nobody and nothing in the graph is called {shown!r}", offer, nearest)


def _nearest(run: Run, name: str) -> tuple[str, ...]:
    words = _fuzzy(name)
    if not words:
        return ()
    rows = run(cypher.BY_WORDS, words=words, most=MOST_HITS)
    folded = fold(name)
    scores: dict[str, float] = {}
    for entity in map(entity_from, rows):
        best = max(WRatio(folded, fold(called)) for called in (entity.name, *entity.aliases))
        scores[entity.name] = max(best, scores.get(entity.name, 0.0))
    ranked = sorted((label for label in scores if scores[label] >= NEAR), key=lambda n: (-scores[n], n))
    return tuple(ranked[:NEAREST])


def _fuzzy(name: str) -> str:
    """Its words for the index, each also misspelt or as a beginning. Nothing but letters and digits gets through."""
    words = WORD.findall(fold(name))[:MOST_WORDS]
    return " ".join(f"{word}~{edits(word)} {word}*" for word in words)


def edits(word: str) -> int:
    """How many letters of a word may be wrong."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def _ambiguous(run: Run, name: str, entities: list[Entity]) -> AmbiguousName:
    listed = entities[:MOST_CANDIDATES]
    asked = [{"id": entity.id, "keys": list(entity.keys)} for entity in listed]
    places = {row["id"]: _place(row) for row in run(cypher.STANDS_IN, entities=asked)}
    candidates = tuple(f"{_short(entity)} in {places.get(entity.id, 'no article')}" for entity in listed)
    more = f" (the first {len(listed)} are listed)" if len(entities) > len(listed) else ""
    message = f"{one_line(name)!r} may be any of {len(entities)}{more}"
    return AmbiguousName(message, "name one by its id", candidates)


def _short(entity: Entity) -> str:
    return f"{one_line(entity.name)} ({entity.type or 'of no known type'}, id {entity.id})"


def _place(row: Row) -> str:
    date = f", {row['published'][:10]}" if row["published"] else ""
    return f"{one_line(row['title'] or row['article'])!r}{date}"


def _listed(names: Iterable[str]) -> str:
    *first, last = (one_line(name) for name in names)
    return f"{', '.join(first)} or {last}" if first else last


def entity_from(row: Row) -> Entity:
    """The entity of a row that queries.cypher.ENTITY returns."""
    return entity_of_row(row["entity"])
