"""store check: a store in order has no breach, and each thing that can be broken in it is named."""

from dataclasses import replace

import pytest

from graph.check import Breach, breaches, check
from graph.load import load, remove
from graph.resolution import decide
from graph.retractions import retract
from graph.store import Run, Store
from graph.upkeep_cypher import LOOSE
from graph.verdicts import rule
from ontology.model import Decision
from ontology.schema import Ontology
from tests.graph.stories import Said, dump, reading

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
WORKS = Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person")
LEFT = Said("Mara Velde", "left", "Norvane Systems", "leftPost", subject_type="Person", when=("2023-03-01",) * 2)
DENIED = Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo", speaker="Jonas Reck", stance="denies")
BEST = Said("Oakmere", "partners with", "Norvane Systems", "partnersWith")
STORIES = [
    reading("a1", WORKS, SUPPLIES),
    reading("a2", SUPPLIES, DENIED),
    reading("a3", LEFT),
    reading("a4", BEST, SUPPLIES),
]
WHEN = {"by": "tester", "why": "for the test", "made": "2026-01-01T00:00:00Z"}


@pytest.fixture(scope="module")
def filled(store: Store, ontology: Ontology) -> Store:
    """A store with all that people can do to one: a decision, a verdict, a retraction, a correction."""
    load(store, STORIES, ontology)
    decide(store, [Decision("org:brightlake capital", "org:oakmere", "same", "tester", "for the test")], ontology)
    rule(store, [STORIES[1].claims[0].id], "reject", ontology, **WHEN)
    retract(store, ["a4"], ontology, **WHEN)
    correcting = reading("a9", WORKS)
    load(store, [replace(correcting, article=replace(correcting.article, metadata={"corrects": "a3"}))], ontology)
    return store


def test_a_store_in_order_has_no_breach_and_is_not_changed(filled: Store, ontology: Ontology) -> None:
    before = dump(filled)
    seen: list[int] = []
    assert check(filled, ontology, seen.append) == []
    assert seen == sorted(seen)
    assert seen[-1] > 10
    assert dump(filled) == before


SABOTAGE = {
    "MATCH (f:Fact {property: 'worksFor'}) SET f.belief = 0.99": {"not what its evidence makes", "edge that is not"},
    "MATCH (f:Fact {property: 'worksFor'}) SET f.articles = 9": {"not what its evidence makes", "edge that is not"},
    "MATCH (:Entity)-[r:WORKS_FOR]->(:Entity) SET r.belief = 0.99": {"edge that is not its fact's"},
    "MATCH (:Entity)-[r:WORKS_FOR]->(:Entity) DELETE r": {"edge that is not its fact's"},
    "MATCH (a:Entity)-[r:WORKS_FOR]->(b) CREATE (b)-[:OWNS {id: 'x'}]->(a)": {"edge without its fact"},
    "MATCH (f:Fact {property: 'worksFor'})<-[r]-() DELETE r": {"nothing stands behind it", "claim under the wrong"},
    "MATCH (f:Fact {property: 'worksFor'}) DETACH DELETE f": {"claim under the wrong fact", "edge without its fact"},
    "MATCH (c:Claim {article: 'a1'})-[r:SUPPORTS]->(f) CREATE (c)-[:OPPOSES]->(f)": {"claim under the wrong fact"},
    "MATCH (c:Claim {article: 'a1'}) SET c.quote = 'Mara Velde left.'": {"quote that is not in its article"},
    "MATCH (c:Claim {article: 'a1'}) SET c.record = replace(c.record, 'works', 'owned')": {"words that are not in"},
    "MATCH (c:Claim {article: 'a1'})-[r:IN]->() DELETE r": {"claim without its article"},
    "MATCH (a:Article {id: 'a1'}) DETACH DELETE a": {"claim without its article", "mention without its article"},
    "MATCH (a:Article {id: 'a1'}) SET a.text = 'Another text.'": {"quote that is not in", "mention outside its"},
    "MATCH (m:Mention {article: 'a1'}) DELETE m": {"votes that do not add up"},
    "MATCH (k:Key {key: 'person:mara velde'}) DELETE k": {"mention without its key", "entity without a key"},
    "MATCH (e:Entity {name: 'Mara Velde'}) DETACH DELETE e": {"fact without its entity", "not what its evidence makes"},
    "MATCH (e:Entity {name: 'Mara Velde'}) SET e.name = 'Mara Reck'": {"not what its evidence makes"},
    "MATCH (e:Entity {name: 'Mara Velde'}) REMOVE e:Person": {"not what its evidence makes"},
    "MATCH (d:Decision) SET d.right = 'org:elsewhere'": {"decision under another id"},
    "MATCH (d:Decision) DELETE d": {"not what its evidence makes", "claim under the wrong fact"},
    "MATCH (r:Ruling) DELETE r": {"verdict that is not the ruling's"},
    "MATCH (r:Retraction) DELETE r": {"retraction that is not applied"},
    "MATCH (a:Article {id: 'a9'}) REMOVE a.corrects": {"retraction that is not applied"},
}  # fmt: skip


@pytest.mark.parametrize(("broken", "said"), SABOTAGE.items(), ids=range(len(SABOTAGE)))
def test_what_is_broken_is_named(filled: Store, ontology: Ontology, broken: str, said: set[str]) -> None:
    def work(run: Run) -> list[Breach]:
        run(broken)
        return breaches(run, ontology)

    found = {breach.what for breach in filled.rehearsing(work)}  # the next one finds it whole
    for words in said:
        assert any(what.startswith(words) for what in found), (words, found)


def test_who_writes_meanwhile_does_not_wait_and_is_seen(filled: Store, ontology: Ontology) -> None:
    before, looks = dump(filled), 0

    def heard(seen: int) -> None:
        nonlocal looks
        looks += seen == 0
        if looks == 1:  # it would wait for the check, which waits for it, if the check kept its turn
            load(filled, [reading("a5", BEST)], ontology)

    assert check(filled, ontology, heard) == []
    kinds = len(LOOSE) + 1
    assert looks > kinds  # it began anew
    remove(filled, ["a5"], ontology)
    assert dump(filled) == before
