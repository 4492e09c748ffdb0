"""Loading: what one article becomes, the second run, changed and removed articles, and that order does not matter."""

from dataclasses import replace
from itertools import permutations
from json import loads
from random import Random

import pytest

from graph.contents import entities, facts
from graph.facts import FactKey
from graph.load import Report, known, load, remove
from graph.store import Store
from ontology.ids import article_digest, digest
from ontology.jsonl import from_json
from ontology.model import Claim, Reading
from ontology.schema import Ontology
from tests.graph.stories import Said, reading
from tests.graph.stories import dump as export

WORKS = Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person")
SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
DENIED = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo", speaker="Jonas Reck", stance="denies")
PLANNED = Said("Norvane Systems", "acquires", "Oakmere", "acquired", modality="planned")
UNTYPED = Said("Norvane Systems", "resembles", "Oakmere")
NO_ENTITY = Said("Norvane Systems", "is", "a security risk", object_type="")
LEFT = Said(
    "Mara Velde", "left", "Norvane Systems", "leftPost", subject_type="Person", when=("2023-03-01", "2023-03-01")
)


def entity(name: str, family: str = "org") -> str:
    return digest(f"{family}:{name.casefold()}")


def test_one_article_becomes_the_graph_of_the_design(clean: Store, ontology: Ontology) -> None:
    report = load(clean, [reading("a1", WORKS, SUPPLIES, DENIED, PLANNED, UNTYPED, NO_ENTITY)], ontology)
    assert (report.added, report.changed, report.unchanged) == (1, 0, 0)
    assert (report.effects.claims, report.effects.entities_made, report.effects.facts_made) == (6, 5, 4)
    edges = clean.read("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.name AS a, type(r) AS t, b.name AS b ORDER BY t")
    assert [(row["a"], row["t"], row["b"]) for row in edges] == [
        ("Norvane Systems", "RELATED_TO", "Oakmere"),
        ("Norvane Systems", "SUPPLIES_TO", "Brightlake Capital"),
        ("Mara Velde", "WORKS_FOR", "Norvane Systems"),
    ]
    [row] = clean.read("MATCH (e:Entity {name: 'Norvane Systems'}) RETURN labels(e) AS labels, e.keys AS keys")
    assert set(row["labels"]) == {"Entity", "Agent", "Organization", "Company"}
    assert row["keys"] == ["org:norvane systems"]


def test_an_edge_leads_to_its_words(clean: Store, ontology: Ontology) -> None:
    load(clean, [reading("a1", SUPPLIES, DENIED, outlet="The Ledger")], ontology)
    [row] = clean.read("""
        MATCH (:Entity)-[r:SUPPLIES_TO]->(:Entity)
        MATCH (f:Fact {id: r.id})<-[:SUPPORTS]-(c:Claim)-[:IN]->(a:Article)
        MATCH (f)<-[:OPPOSES]-(denial:Claim)
        RETURN r, a.text AS text, c.quote AS quote, c.start AS start, c.end AS end, denial.speaker AS speaker
        """)
    assert row["text"][row["start"] : row["end"]] == row["quote"] == row["r"]["quote"]
    assert (row["r"]["disputed"], row["r"]["voice"], row["speaker"]) == (True, "outlet", "Jonas Reck")
    assert row["r"]["belief"] == pytest.approx(0.57)
    assert (row["r"]["first_reported"], row["r"]["articles"], row["r"]["origins"]) == ("2024-05-01", 1, 1)


def test_no_claim_is_lost(clean: Store, ontology: Ontology) -> None:
    story = reading("a1", WORKS, DENIED, NO_ENTITY)
    load(clean, [story], ontology)
    records = [from_json(Claim, loads(row["r"])) for row in clean.read("MATCH (c:Claim) RETURN c.record AS r")]
    assert sorted(records, key=lambda c: c.id) == sorted(story.claims, key=lambda c: c.id)


def test_every_name_is_stored_also_without_a_claim(clean: Store, ontology: Ontology) -> None:
    story = reading("a1", SUPPLIES)
    load(clean, [Reading(story.article, (), story.mentions, (), "r1")], ontology)
    rows = clean.read("MATCH (m:Mention) RETURN m.key AS key, m.article AS article, m.spans AS spans ORDER BY key")
    assert [(row["key"], row["article"]) for row in rows] == [
        ("org:brightlake capital", "a1"),
        ("org:norvane systems", "a1"),
    ]
    assert rows[1]["spans"] == [0, 15]
    assert not list(entities(clean))


def test_the_second_run_changes_nothing(clean: Store, ontology: Ontology) -> None:
    stories = [reading("a1", WORKS, SUPPLIES), reading("a2", SUPPLIES, UNTYPED)]
    load(clean, stories, ontology)
    before = export(clean)
    report = load(clean, stories, ontology)
    assert report == Report(unchanged=2)
    assert export(clean) == before
    assert known(clean, ["a1", "a2", "a3"]) == {s.article.id: (article_digest(s.article), "r1") for s in stories}


def test_a_changed_article_is_replaced_with_what_only_it_supported(clean: Store, ontology: Ontology) -> None:
    load(clean, [reading("a1", WORKS, SUPPLIES), reading("a2", SUPPLIES)], ontology)
    report = load(clean, [reading("a1", UNTYPED)], ontology)
    assert (report.changed, report.added) == (1, 0)
    replaced = export(clean)
    clean.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
    load(clean, [reading("a2", SUPPLIES), reading("a1", UNTYPED)], ontology)
    assert export(clean) == replaced


def test_a_new_reader_reads_again(clean: Store, ontology: Ontology) -> None:
    load(clean, [reading("a1", WORKS)], ontology)
    assert load(clean, [reading("a1", WORKS, reader="r2")], ontology).changed == 1
    assert known(clean, ["a1"])["a1"][1] == "r2"


STORIES = [
    reading("a1", WORKS, SUPPLIES, published="2020-01-05"),
    reading("a2", SUPPLIES, UNTYPED, outlet="The Ledger", published="2021-02-01"),
    reading("a3", DENIED, PLANNED, LEFT, published=None),
    reading("a4", SUPPLIES, Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo", object_type="Organization")),
    reading("a5", Said("Oakmere", "partners with", "Norvane Systems", "partnersWith")),
    reading("a6", Said("Norvane Systems", "partners with", "Oakmere", "partnersWith", when=("2019-01-01", None)),
            Said("Oakmere", "cut ties with", "Norvane Systems", "endedTiesWith", when=("2022-07-01", "2022-07-01"))),
]  # fmt: skip


def test_neither_order_nor_batches_nor_runs_change_the_graph(clean: Store, ontology: Ontology) -> None:
    load(clean, STORIES, ontology)
    expected = export(clean)
    random = Random(7)
    orders = random.sample(list(permutations(STORIES)), 8)
    for order in orders:
        clean.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
        size = random.choice([1, 2, 3, 50])
        load(clean, order, ontology, batch=size)
        load(clean, random.sample(order, 3), ontology, batch=1)
        assert export(clean) == expected, f"batches of {size}, order {[s.article.id for s in order]}"


@pytest.mark.parametrize("gone", [["a1"], ["a3"], ["a6"], ["a2", "a4"], ["a5", "a6"], [s.article.id for s in STORIES]])
def test_taking_out_is_as_if_it_had_never_come(clean: Store, ontology: Ontology, gone: list[str]) -> None:
    load(clean, [s for s in STORIES if s.article.id not in gone], ontology)
    expected = export(clean)
    clean.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
    load(clean, STORIES, ontology)
    report = remove(clean, [*gone, "never there"], ontology)
    assert report.removed == len(gone)
    assert export(clean) == expected


def test_copies_of_one_report_are_one_origin(clean: Store, ontology: Ontology) -> None:
    load(clean, [reading("a1", SUPPLIES), reading("a2", SUPPLIES), reading("a3", UNTYPED, SUPPLIES)], ontology)
    [fact] = [f for f in facts(clean, drawn=True) if f.property == "suppliesTo"]
    assert (fact.articles, fact.origins) == (3, 2)
    assert fact.belief == pytest.approx(0.95 * (1 - 0.4**2))


def test_what_an_agency_wrote_is_its_report(clean: Store, ontology: Ontology) -> None:
    taken = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo", speaker="Reuters")
    credited = reading("a2", UNTYPED, SUPPLIES)
    credited = replace(credited, article=replace(credited.article, metadata={"agency": "Reuters"}))
    load(clean, [reading("a1", taken), credited], ontology)
    [fact] = [f for f in facts(clean, drawn=True) if f.property == "suppliesTo"]
    assert (fact.articles, fact.origins) == (2, 1)
    load(clean, [reading("a3", DENIED, SUPPLIES)], ontology)
    [fact] = [f for f in facts(clean, drawn=True) if f.property == "suppliesTo"]
    assert (fact.articles, fact.origins) == (3, 2)


def test_an_ending_closes_the_state_whichever_comes_first(clean: Store, ontology: Ontology) -> None:
    load(clean, STORIES, ontology)
    pair = sorted([entity("Oakmere"), entity("Norvane Systems")])
    found = {fact.id: fact for fact in facts(clean)}
    assert found[FactKey(pair[0], "partnersWith", pair[1]).id].valid == (("2019-01-01", "2022-07-01"),)
    works = FactKey(entity("Mara Velde", "person"), "worksFor", entity("Norvane Systems"))
    assert found[works.id].valid == (("", "2023-03-01"),)


def test_former_is_over(clean: Store, ontology: Ontology) -> None:
    load(clean, [reading("a1", Said(
        "Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person", near=("former",)
    ))], ontology)  # fmt: skip
    [fact] = facts(clean)
    assert fact.valid == (("", "2024-05-01"),)


def test_a_property_and_its_inverse_are_one_fact(clean: Store, ontology: Ontology) -> None:
    down = Said("Norvane Systems", "owns", "Oakmere", "hasSubsidiary")
    up = Said("Oakmere", "is a subsidiary of", "Norvane Systems", "subsidiaryOf")
    load(clean, [reading("a1", down), reading("a2", up)], ontology)
    [fact] = facts(clean)
    assert (fact.property, fact.subject, fact.articles) == ("subsidiaryOf", entity("Oakmere"), 2)


def test_a_decision_joins_keys_and_facts(clean: Store, ontology: Ontology) -> None:
    clean.write(
        "CREATE (:Decision {id: 'd1', left: $left, right: $right, verdict: 'same', by: 'tester'})",
        left="org:oakmere", right="org:brightlake capital",
    )  # fmt: skip
    load(clean, [reading("a1", SUPPLIES), reading("a2", UNTYPED)], ontology)
    names = {e.name: e.keys for e in entities(clean)}
    assert names == {
        "Brightlake Capital": ("org:brightlake capital", "org:oakmere"),
        "Norvane Systems": ("org:norvane systems",),
    }


def test_a_claim_of_an_unknown_property_is_generic(clean: Store, ontology: Ontology) -> None:
    load(clean, [reading("a1", Said("Oakmere", "frobnicates", "Norvane Systems", "notInThisOntology"))], ontology)
    [fact] = facts(clean)
    assert (fact.property, fact.phrase, fact.drawn) == ("relatedTo", "frobnicates", True)


def test_the_name_index_finds_names_and_aliases(clean: Store, ontology: Ontology) -> None:
    load(clean, [reading("a1", SUPPLIES)], ontology)
    clean.write("CALL db.awaitIndexes(60)")
    query = "CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node RETURN node.name AS name"
    assert clean.read(query, words="brightlke~") == [{"name": "Brightlake Capital"}]
