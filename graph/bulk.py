"""Files for Neo4j's own importer out of readings: the store that loading them would make, whatever their number.

    written = bulk([readings], iter, Path("import"), load_ontology())

Every rule is the one of loading, over rows that DuckDB sorts: `rows_of` for an article, `compared` for copies, `links`
for names, `entity_of` and `fact_of` for what follows from them. All claims between the same two entities come together,
so that a fact finds its evidence and what ends it. Memory holds one such group. What people decided is not in readings:
the store that the files make takes it afterwards, as any other does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from graph import bulk_sql as sql
from graph.bulk_files import Files, new_folder
from graph.bulk_reading import Read, Taken, take
from graph.candidates import found_by, handles, short_text
from graph.columns import KEY, TEXT, WHOLE
from graph.copies import story_of
from graph.facts import Evidence, FactKey, fact_of
from graph.identity import Votes, entity_of
from graph.linking import READ, link_row
from graph.matching import WEIGHTS, Key, Profile, links, rule_of
from graph.nodes import edge_row, entity_row, fact_row
from graph.origins import LEAST, SURELY, compared, window
from graph.rows import Row, evidence_of, votes_from_json, votes_to_json
from graph.sorting import Sorter
from graph.terms import Terms
from ontology.errors import InputError
from ontology.ids import digest
from ontology.schema import Ontology, relationship_type

PROFILES = 2000  # keys that are compared together

Heard = Callable[[Taken | str], None]


def ignored(_: object) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Bulked:
    """What was written. Articles that came again: `changed` under another text or reader, `unchanged` as they were."""

    articles: int
    changed: int
    unchanged: int
    claims: int
    entities: int
    facts: int
    edges: int


class Bulk:
    """The readings of one run, sorted on disk, and the files that they become."""

    def __init__(self, rows: Sorter, files: Files, ontology: Ontology) -> None:
        self.rows, self.files, self.terms = rows, files, Terms(ontology)
        rows.function("digest_of", digest, 1)
        rows.function("origin_digest", lambda id_: digest("origin", id_), 1)

    # --- articles

    def chosen(self) -> tuple[int, int, int]:
        """Keeps the last state of each article; counts of all, of those that changed, of those that came again."""
        counts = self.rows.run(sql.COUNTS)[0]
        for statement in sql.KEEP_LAST if counts[1:] != (0, 0) else ():
            self.rows.run(statement)
        for id_, one, two in self.rows.run(sql.SHARED_CLAIMS):
            raise InputError(f"the claim {id_} is in two articles, {one} and {two}", "give each claim its own id")
        self.rows.run(sql.OUT)
        return counts[0], counts[1], counts[2]

    # --- origins

    def origins(self) -> None:
        """Finds copies, and what each article counts as."""
        with self.rows.spool("windows", {"day": TEXT, "other": TEXT}) as put:
            for (day,) in self.rows.stream(sql.DAYS):
                for other in window(day):
                    put({"day": day, "other": other})
        self.rows.run(sql.CANDIDATES.format(least=SURELY * LEAST))
        with self.rows.spool("copies", {"source": TEXT, "target": TEXT, "shared": "DOUBLE", "why": TEXT}) as put:
            for one, two, *about in self.rows.stream(sql.STORIES):
                found = compared(*(story_of(dict(zip(sql.STORY, about[i::2], strict=True))) for i in (0, 1)))
                if found.copies:
                    put({"source": two, "target": one, "shared": round(found.shared, 6), "why": found.why})
        self._join("article_groups", sql.ALIKE_ARTICLES)
        self.rows.run(sql.ORIGINS)

    def _join(self, table: str, pairs: str) -> None:
        """A table of nodes with the smallest node that pairs connect each to; those in no pair are not in it."""
        for statement in sql.BEGIN_JOIN:
            self.rows.run(statement.format(pairs=pairs))
        moved = True
        while moved:
            for statement in sql.JOIN_ROUND:
                self.rows.run(statement)
            moved = self.rows.run(sql.MOVED)[0][0]
            self.rows.run(sql.ADVANCE)
        self.rows.run(sql.END_JOIN.format(table=table))

    # --- names

    def keys(self) -> None:
        """Adds up what articles say of each key, and puts it where rules look for it."""
        with ExitStack() as stack:
            key = stack.enter_context(self.rows.spool("keys", KEY))
            form = stack.enter_context(self.rows.spool("forms", {"form": TEXT, "whole": "BOOLEAN", "key": TEXT}))
            for text, said in groupby(self.rows.stream(sql.VOTES), key=lambda row: row[0]):
                votes = _sum(row[1] for row in said)
                key({"key": text, "votes": votes} | handles(text, self.terms.company_words))
                taken = Key.of(text)
                if taken.named:
                    form({"form": short_text(taken), "whole": False, "key": text})
                    for words in found_by(text, self.terms.company_words):
                        form({"form": words, "whole": True, "key": text})

    def links(self) -> None:
        """What rules say of pairs of keys, and which keys are one by it."""
        with self.rows.spool("pairs", {"number": WHOLE, "short": TEXT, "whole": TEXT}) as put:
            for number, (short, full) in enumerate(self._pairs()):
                put({"number": number, "short": short, "whole": full})
        for statement in sql.PROFILES:
            self.rows.run(statement.format(read=READ))
        said = {"short": TEXT, "whole": TEXT, "verdict": TEXT}
        with self.files.links("alike") as write, self.rows.spool("said", said) as put:
            for row in self._said():
                write(row["left"], row["right"], row)
                put({"short": row["left"], "whole": row["right"], "verdict": row["verdict"]})
        self._join("key_groups", sql.SAME_KEYS)
        self.rows.run(sql.OWNERS)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for _, group in groupby(self.rows.stream(sql.FORMS), key=lambda row: row[0]):
            members = [(whole, Key.of(key)) for _, whole, key in group]
            shorts, fulls = ([key for whole, key in members if whole is side] for side in (False, True))
            found: dict[tuple[str, bool], list[Key]] = {}
            for short in shorts:
                alike = (short.family, bool(short.origin))  # that is all that is asked of a short form beside its words
                if alike not in found:
                    found[alike] = [full for full in fulls if rule_of(short, full, self.terms.company_words)]
                if len(found[alike]) <= WEIGHTS["bearers"]:
                    yield from ((short.text, full.text) for full in found[alike])

    def _said(self) -> Iterator[Row]:
        pairs = ((short, full) for short, full in self.rows.stream(sql.PAIRS))
        batch: defaultdict[str, list[str]] = defaultdict(list)
        keys: set[str] = set()
        for short, group in groupby(pairs, key=lambda pair: pair[0]):
            batch[short] = [full for _, full in group]
            keys.update((short, *batch[short]))
            if len(keys) >= PROFILES:
                yield from self._compared(batch, keys)
                batch.clear()
                keys.clear()
        yield from self._compared(batch, keys)

    def _compared(self, batch: dict[str, list[str]], keys: set[str]) -> Iterator[Row]:
        known = {row[0]: _profile(*row) for row in self.rows.run(sql.PROFILES_OF, [sorted(keys)])} if keys else {}
        for short, fulls in batch.items():
            for link in links(known[short], [known[full] for full in fulls], self.terms.company_words):
                yield link_row(link)

    def entities(self) -> int:
        """Writes entities; how many."""
        count = 0
        with self.files.nodes("Entity") as write:
            for _, group in groupby(self.rows.stream(sql.CLUSTERS), key=lambda row: row[0]):
                votes = {key: votes_from_json(text) for _, key, text in group}
                if any(vote.uses for vote in votes.values()):
                    entity = entity_of(votes, votes, self.terms.chain)
                    write(entity_row(entity), self.terms.chain(entity.type))
                    count += 1
        return count

    # --- facts

    def facts(self) -> tuple[int, int]:
        """Writes facts, edges, and what each claim does to its fact; counts of facts and edges."""
        with self.rows.spool("properties", {"property": TEXT, "literal": "BOOLEAN"}) as put:
            for (name,) in self.rows.stream(sql.PROPERTIES):
                put({"property": name, "literal": self.terms.of(name or None).literal})
        counts: Counter[str] = Counter()
        with ExitStack() as stack:
            fact = stack.enter_context(self.files.nodes("Fact"))
            edge = stack.enter_context(self.files.links("edges"))
            link = stack.enter_context(self.files.links("evidence"))
            for _, group in groupby(self.rows.stream(sql.EVIDENCE), key=lambda row: row[:3]):
                for row, evidence in self._facts(row[3:] for row in group):
                    counts["facts"] += 1
                    fact(row, ())
                    for claim in evidence:
                        link(claim.claim, row["id"], {}, claim.effect.upper())
                    if row["drawn"]:
                        counts["edges"] += 1
                        drawn = edge_row(row)
                        edge(drawn["subject"], drawn["object"], drawn["edge"], relationship_type(row["property"]))
        return counts["facts"], counts["edges"]

    def _facts(self, group: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Row, list[Evidence]]]:
        """The facts of all claims between two entities, each with its evidence."""
        found: defaultdict[FactKey, list[Evidence]] = defaultdict(list)
        for values in group:
            claim = dict(zip(sql.CLAIM, values, strict=False))
            article = dict(zip(sql.ARTICLE, values[len(sql.CLAIM) :], strict=False))
            ends = {claim["subject_key"]: values[-2], claim["object_key"]: values[-1]}
            key = self.terms.fact_key(claim, ends.__getitem__)
            if key:
                found[key].append(evidence_of(claim, article))
        for key, evidence in found.items():
            ended = [claim for ender in self.terms.enders(key) for claim in found.get(ender, ())]
            term = self.terms.of(key.relation)
            made = fact_of(key, evidence, ended, state=term.state, label=term.label, outlets=self.terms.outlets)
            yield fact_row(made, key), evidence

    def others(self) -> int:
        """Writes what becomes files as it is; how many claims."""
        for label, query in sql.NODES.items():
            self.files.copy_nodes(label, query)
        for name, query in sql.LINKS.items():
            self.files.copy_links(name, query)
        self.files.finish(longest=self.rows.run(sql.LONGEST)[0][0] or 0)
        return int(self.rows.run("SELECT count(*) FROM claims")[0][0])


def bulk(parts: Iterable[Any], read: Read, folder: Path, ontology: Ontology, heard: Heard = ignored) -> Bulked:
    """Writes the files of readings to a new folder, streaming.

    `read` makes readings of a part, maybe in other processes. `heard` is told what came of each part, and then what is
    being done, in words. The folder is there when all is written, or not at all. Errors: InputError.
    """
    with new_folder(folder) as (draft, scratch), Sorter(scratch) as rows:
        take(parts, read, rows, ontology, heard)
        return _written(Bulk(rows, Files(draft, rows), ontology), heard)


def _written(work: Bulk, heard: Heard) -> Bulked:
    articles, changed, unchanged = work.chosen()
    if not articles:
        raise InputError("there are no claims in the input", "pipe in what `triplewire extract` prints")
    heard("finding copies")
    work.origins()
    heard("joining names")
    work.keys()
    work.links()
    entities = work.entities()
    heard("working out facts")
    facts, edges = work.facts()
    heard("writing articles, claims and names")
    claims = work.others()
    return Bulked(articles, changed, unchanged, claims, entities, facts, edges)


def _sum(votes: Iterable[str]) -> str:
    """Votes of all articles together; most keys are in one."""
    first, *more = votes
    if not more:
        return str(first)
    names, aliases, types = Counter[str](), Counter[str](), Counter[str]()
    uses = 0
    for one in map(votes_from_json, (first, *more)):
        names.update(one.names)
        aliases.update(one.aliases)
        types.update(one.types)
        uses += one.uses
    return votes_to_json(Votes(names, aliases, types, uses))


def _profile(key: str, votes: str, articles: list[str], company: list[str], related: list[str]) -> Profile:
    said = votes_from_json(votes)
    return Profile(
        Key.of(key),
        frozenset(articles),
        frozenset(company) - {key},
        frozenset(word.lower() for word in {*said.aliases, *said.names}),
        frozenset(related),
    )
