"""Who is who, as tables: the keys that an entity is made of, and the decisions that people made about them.

keys_of(store, "Norvane Systems").rows      # key, what articles call it, in how many, the decisions on it
decided(store, "Norvane Systems").rows      # the decisions that touch it, people's and rules'; without a name all
suggested(store).rows                       # pairs that a rule finds alike, for a person to decide
card(store, "org:norvane").sentences        # what a person reads before deciding
key_for(store, "Norvane Systems")           # the key that a decision about this name is about
"""

from collections import defaultdict
from dataclasses import dataclass
from json import loads

from graph.identity import votes_name
from graph.ledger import decision_id
from graph.resolution import decisions
from graph.store import Run, Store
from graph.suggestions import ruled, suggestions
from ontology.errors import AmbiguousName
from queries import cypher
from queries.names import find_in
from queries.plain import one_line, storable
from queries.table import Table

KEYS = ("key", "name", "also", "articles", "claims", "decisions")
SUGGESTED = ("left", "verdict", "right", "by", "why", "score")
DECISIONS = ("id", "left", "verdict", "right", "by", "why", "score", "made", "withdrawn")
CUT = "= (cut)"  # a rule would join what people hold apart
SIGNS = {"same": "=", "not-same": "is not", "unsure": "may be"}


def key_for(store: Store, name: str) -> str:
    """A key as it is; of the entity of that name or id its first key.

    Errors: UnknownName; AmbiguousName for a name of several entities.
    """
    return store.reading(lambda run: _key(run, name))


def two_keys(store: Store, left: str, right: str) -> tuple[str, str]:
    """The keys of two names. Errors: as `key_for`; AmbiguousName where both mean one entity of several keys."""

    def work(run: Run) -> tuple[str, str]:
        one, other = _key(run, left), _key(run, right)
        keys = find_in(run, one).entity.keys if one == other and left != right else ()
        if len(keys) > 1:
            message = f"{one_line(left)!r} and {one_line(right)!r} are one entity, of {len(keys)} keys"
            raise AmbiguousName(message, "name the two that you mean", keys)
        return one, other

    return store.reading(work)


def _key(run: Run, name: str) -> str:
    wanted = storable(name).strip()
    return wanted if run(cypher.KEY, key=wanted) else find_in(run, name).entity.keys[0]


def keys_of(store: Store, name: str) -> Table:
    """The keys of the entity of that name, and on each what stands: decisions by id, rules by score.

    Errors: UnknownName, AmbiguousName.
    """
    on_record = [(decision, decision_id(decision)) for decision in decisions(store)]
    on_record += [(each.decision, f"{each.decision.score}") for each in ruled(store) if not each.cut]

    def work(run: Run) -> Table:
        keys = find_in(run, name).entity.keys
        touching: defaultdict[str, list[str]] = defaultdict(list)
        for decision, mark in on_record:
            for key, other in ((decision.left, decision.right), (decision.right, decision.left)):
                words = f"{SIGNS[decision.verdict]} {other}, {decision.by}: {decision.why} ({mark})"
                touching[key].append(words)
        rows = []
        for row in run(cypher.KEYS_IN_ARTICLES, keys=list(keys)):
            votes = loads(row["votes"])
            called = votes_name(votes["names"]) or votes_name(votes["aliases"])
            also = sorted({*votes["names"], *votes["aliases"]} - {called})
            rows.append((row["key"], called, also, row["articles"], votes["uses"], touching[row["key"]]))
        return Table(KEYS, tuple(rows))

    return store.reading(work)


@dataclass(frozen=True, slots=True)
class Card:
    """What a person sees of one key: how articles call it, of which class, in how many, and sentences about it."""

    key: str
    name: str
    type: str
    also: tuple[str, ...]
    articles: int
    sentences: tuple[tuple[str, str], ...]  # words, and where they stand


def suggested(store: Store, name: str | None = None) -> Table:
    """Pairs that may be one by a rule, the surest first; of one entity, if named. Errors: as `key_for`."""
    keys = set(store.reading(lambda run: find_in(run, name)).entity.keys) if name is not None else None
    rows = (
        (d.left, SIGNS[d.verdict], d.right, d.by, d.why, d.score)
        for d in suggestions(store)
        if keys is None or keys & {d.left, d.right}
    )
    return Table(SUGGESTED, tuple(rows))


def card(store: Store, key: str, *, sentences: int = 3) -> Card:
    """The card of a key. Errors: StoreError."""

    def work(run: Run) -> Card:
        [row] = run(cypher.KEYS_IN_ARTICLES, keys=[key])
        votes = loads(row["votes"])
        called = votes_name(votes["names"]) or votes_name(votes["aliases"]) or key
        also = tuple(sorted({*votes["names"], *votes["aliases"]} - {called}))
        found = run(cypher.SENTENCES_OF_KEY, key=key, most=sentences)
        places = [", ".join(filter(None, (r["title"] or r["article"], r["outlet"], r["published"]))) for r in found]
        told = tuple((r["quote"], place) for r, place in zip(found, places, strict=True))
        return Card(
            key,
            called,
            max(votes["types"], key=lambda t: (votes["types"][t], t), default=""),
            also,
            row["articles"],
            told,
        )

    return store.reading(work)


def decided(store: Store, name: str | None = None, *, withdrawn: bool = False) -> Table:
    """People's decisions that stand, the oldest first, then what rules merged, the surest first, which has no id.

    Of one entity, if named; also those that people took back, if asked for. A rule that had to give way is "= (cut)".
    """
    keys = set(store.reading(lambda run: find_in(run, name)).entity.keys) if name is not None else None
    people = [
        (decision_id(d), d.left, d.verdict, d.right, d.by, d.why, d.score, d.made, d.withdrawn)
        for d in decisions(store, withdrawn=withdrawn)
    ]
    rules = [
        ("", d.left, CUT if each.cut else d.verdict, d.right, d.by, d.why, d.score, "", None)
        for each in ruled(store)
        if (d := each.decision).verdict == "same"
    ]
    return Table(DECISIONS, tuple(row for row in (*people, *rules) if keys is None or keys & {row[1], row[3]}))
