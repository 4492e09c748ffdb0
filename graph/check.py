"""Whether a store is what it says: every invariant of the design, held against what it stores, each breach by name.

    breaches = check(store, load_ontology())        # [] for a store that is in order

Facts and entities are made anew from their evidence by the very code that loading uses; whatever it would write is a
breach. Quotes are cut back out of their articles, links are compared with what each claim does to its fact, votes are
added up again. Nothing is changed. Where somebody writes meanwhile it begins anew, and others wait for it then. Memory
holds a page.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from json import loads
from re import search
from typing import Any

from graph import cypher, upkeep_cypher
from graph.assembly import Assembly, Run
from graph.catching import catch_up
from graph.facts import FactKey
from graph.identity import Votes
from graph.ledger import contradiction, decision_id, standing
from graph.nodes import edge_row
from graph.rows import Row, evidence_of, votes_from_json
from graph.rulings import ruled
from graph.store import Store, Stream
from graph.terms import Terms
from ontology.jsonl import from_json
from ontology.model import Argument, Claim
from ontology.schema import Ontology, relationship_type

PAGE = 200  # rows of a kind that are looked at together
MOST = 1000  # breaches that are listed

Heard = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Breach:
    """What is wrong, with which node, by its id or key."""

    what: str
    id: str
    words: str = ""


def check(store: Store, ontology: Ontology, heard: Heard | None = None) -> list[Breach]:
    """All breaches, up to `MOST`. `heard` is told how many rows were looked at so far. Errors: StoreError."""
    catch_up(store, Terms(ontology))

    def work(stream: Stream) -> list[Breach]:
        return breaches(lambda query, /, **given: list(stream(query, **given)), ontology, heard)

    return store.undisturbed(work)


def breaches(run: Run, ontology: Ontology, heard: Heard | None = None) -> list[Breach]:
    """As `check`, within a transaction."""
    found: list[Breach] = []
    total = 0
    for seen, some in _looks(run, Terms(ontology)):
        found.extend(some)
        total += seen
        if heard:
            heard(total)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _looks(run: Run, terms: Terms) -> Iterator[tuple[int, Iterable[Breach]]]:
    for what, query in upkeep_cypher.LOOSE.items():
        yield 0, [Breach(what, row["id"]) for row in run(query, most=MOST)]
    yield 0, _ledger(run)
    for query, look in (
        (upkeep_cypher.NEXT_ARTICLES, _articles),
        (upkeep_cypher.NEXT_KEYS, _keys),
        (upkeep_cypher.NEXT_FACTS, _facts),
    ):
        for page in _pages(run, query):
            yield len(page), list(look(run, terms, page))


def _pages(run: Run, query: str) -> Iterator[list[str]]:
    after = ""
    while page := [row["id"] for row in run(query, after=after, most=PAGE)]:
        yield page
        after = page[-1]


def _ledger(run: Run) -> Iterator[Breach]:
    decisions = standing(run)
    for id_, decision in decisions.items():
        if decision_id(decision) != id_:
            yield Breach("decision under another id", id_, f"its content makes {decision_id(decision)}")
    apart = contradiction(decisions.values())
    if apart:
        yield Breach("decisions contradict", decision_id(apart.apart), f"{apart.apart.left} and {apart.apart.right}")


# --- articles, claims, mentions


def _articles(run: Run, terms: Terms, ids: list[str]) -> Iterator[Breach]:
    work = Assembly(run, terms)
    for row in run(upkeep_cypher.RESTANDING, ids=ids):
        yield Breach("retraction that is not applied", row["id"], "out" if row["out"] else "stands again")
    for row in run(upkeep_cypher.FILED, ids=ids):
        article, claims = row["article"], [claim["row"] for claim in row["claims"]]
        bare = [{name: value for name, value in claim.items() if name != "verdict"} for claim in claims]
        for claim, again in zip(claims, ruled(run, bare), strict=True):
            if claim.get("verdict") != again.get("verdict"):
                yield Breach("verdict that is not the ruling's", claim["id"], str(again.get("verdict")))
            if claim.get("retracted") != article.get("retracted"):
                yield Breach("claim that does not stand as its article", claim["id"], article["id"])
            yield from _cut(article["text"], claim)
        work.know(claims)
        for entry in row["claims"]:
            yield from _filed(work, entry["row"], article, entry["links"])
        for mention in row["mentions"]:
            pairs = zip(mention["spans"][::2], mention["spans"][1::2], strict=False)
            if len(mention["spans"]) % 2 or any(not 0 <= s < e <= len(article["text"]) for s, e in pairs):
                yield Breach("mention outside its article", mention["id"], article["id"])


def _cut(text: str, claim: Row) -> Iterator[Breach]:
    """Its quote, and the words of its record, stand in the article where it says."""
    if text[claim["start"] : claim["end"]] != claim["quote"]:
        yield Breach("quote that is not in its article", claim["id"], claim["quote"])
    record = from_json(Claim, loads(claim["record"]))
    for piece in (record.quote, record.subject, record.object):
        if piece is None:
            continue
        spans = piece.spans if isinstance(piece, Argument) else ()
        words = " ".join(text[s.start : s.end] for s in spans) if spans else text[piece.start : piece.end]
        if words != piece.text:
            yield Breach("words that are not in their article", claim["id"], piece.text)
    if record.id != claim["id"] or record.quote.text != claim["quote"]:
        yield Breach("record of another claim", claim["id"], record.id)


def _filed(work: Assembly, claim: Row, article: Row, links: list[list[str]]) -> Iterator[Breach]:
    fact = work.fact_key_of(claim)
    about = {name: article.get(name) for name in ("origin", "outlet", "agency", "published")}
    wanted = [[evidence_of(claim, about).effect, fact.id]] if fact else []
    if links != wanted:
        yield Breach("claim under the wrong fact", claim["id"], f"is {links}, should be {wanted}")


# --- what is computed from them


def _keys(run: Run, terms: Terms, keys: list[str]) -> Iterator[Breach]:
    for row in run(upkeep_cypher.VOTES_OF_KEYS, keys=keys):
        total = Votes()
        for votes in row["said"]:
            total = total.plus(votes_from_json(votes))
        if total != votes_from_json(row["votes"]):
            yield Breach("votes that do not add up", row["key"])
    yield from _again(run, terms, keys, [])


def _facts(run: Run, terms: Terms, ids: list[str]) -> Iterator[Breach]:
    keys = []
    for row in run(upkeep_cypher.DRAWN, ids=ids):
        fact = row["row"]
        key = FactKey(fact["subject"], fact["property"], fact["object"], fact["value"], fact["lemma"])
        if key.id != fact["id"]:
            yield Breach("fact under another id", fact["id"], f"its content makes {key.id}")
        keys.append(key)
        if not row["subject"] or not row["object"]:
            yield Breach("fact without its entity", fact["id"], fact["object"] if row["subject"] else fact["subject"])
        edges = [{"type": relationship_type(fact["property"]), "row": edge_row(fact)["edge"]}] if fact["drawn"] else []
        if row["edges"] != edges:
            yield Breach("edge that is not its fact's", fact["id"], f"{len(row['edges'])} of {len(edges)} edges")
    yield from _again(run, terms, [], keys)


def _again(run: Run, terms: Terms, keys: list[str], facts: list[FactKey]) -> Iterator[Breach]:
    """What loading would write if these were touched: nothing, in a store that is in order."""
    writes: list[tuple[str, dict[str, Any]]] = []
    work = Assembly(partial(_listening, run, writes), terms)
    work.review(keys, facts)
    work.settle()
    for statement, given in writes:
        for given_row in given.get("rows", []):
            row = given_row.get("row", given_row)
            id_ = row.get("id") or row.get("key")
            if id_ and "edge" not in row and "claim" not in row:
                yield Breach("not what its evidence makes", id_, _differences(run, id_, row))
        for id_ in given.get("ids") or given.get("keys") or ():
            yield Breach("nothing stands behind it", id_, statement.partition(")")[0].removeprefix("MATCH ("))


def _listening(run: Run, writes: list[tuple[str, dict[str, Any]]], statement: str, /, **given: Any) -> list[Row]:
    if search(r"\b(CREATE|SET|DELETE|MERGE|REMOVE)\b", statement):
        writes.append((statement, given))
        return []
    return run(statement, **given)


def _differences(run: Run, id_: str, row: Row) -> str:
    stored = [found["row"] for query in (cypher.FACTS, cypher.ENTITIES) for found in run(query, ids=[id_])]
    if not stored:
        return "it is missing" if "key" not in row else f"belongs to {row['entity']}"
    names = sorted(name for name in row.keys() | stored[0].keys() if row.get(name) != stored[0].get(name))
    return ", ".join(f"{n} is {stored[0].get(n)!r}, should be {row.get(n)!r}" for n in names) or "its classes"
