"""Verdicts on claims: what a struck or confirmed claim does to its facts, that it lasts, and that it can be undone."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from graph.contents import edges, facts
from graph.load import Report, load, remove
from graph.store import Store
from graph.verdicts import rule, rulings, undo
from ontology.errors import InputError, UnknownName
from ontology.model import Reading
from ontology.schema import Ontology
from tests.graph.stories import Said, reading
from tests.graph.stories import dump as dump_all

OWNS = Said("Brightlake Capital", "owns", "Norvane Systems", "owns")
SUPPLIES = Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo")
DENIES = Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo", speaker="Jonas Reck", stance="denies")
FAINT = Said("Norvane Systems", "bribes", "Oakmere", confidence=0.2)
PARTNERS = Said("Oakmere", "partners with", "Norvane Systems", "partnersWith", when=("2019-01-01", None))
PARTED = Said("Oakmere", "cut ties with", "Norvane Systems", "endedTiesWith", when=("2022-07-01", "2022-07-01"))
STORIES = [
    reading("a1", OWNS, SUPPLIES, published="2020-01-05"),
    reading("a2", SUPPLIES, DENIES, FAINT, outlet="The Ledger"),
    reading("a3", PARTNERS, PARTED),
]
BY = {"by": "mv", "why": "misread", "made": "2026-01-01T00:00:00Z"}
LATER = "2026-01-02T00:00:00Z"


@pytest.fixture
def filled(store: Store, ontology: Ontology) -> Iterator[Store]:
    load(store, STORIES, ontology)
    yield store
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")


def dump(store: Store) -> list[str]:
    return dump_all(store, but=("Ruling",))


def claim(article: int, number: int) -> str:
    return STORIES[article - 1].claims[number].id


def verbs(store: Store) -> set[str]:
    return {fact.phrase for fact in edges(store)}


def test_a_struck_claim_takes_its_fact_and_stays_for_the_record(filled: Store, ontology: Ontology) -> None:
    done = rule(filled, [claim(1, 0)], "reject", ontology, **BY)
    assert (done.effects.facts_gone, done.effects.facts_changed, done.effects.facts_made) == (1, 0, 0)
    assert verbs(filled) == {"supplies", "partners with", "cut ties with"}
    [row] = filled.read("MATCH (c:Claim {verdict: 'reject'}) RETURN c.id AS id, c.quote AS quote, COUNT {(c)--()} AS n")
    assert row == {"id": claim(1, 0), "quote": "Brightlake Capital owns Norvane Systems.", "n": 1}
    [ruling] = rulings(filled)
    assert (ruling.verdict, ruling.by, ruling.why, ruling.subject) == ("reject", "mv", "misread", "Brightlake Capital")


def test_a_fact_stands_on_the_claims_that_are_left(filled: Store, ontology: Ontology) -> None:
    rule(filled, [claim(1, 1)], "reject", ontology, **BY)
    [fact] = [f for f in facts(filled) if f.phrase == "supplies"]
    assert (fact.articles, fact.first_reported, fact.disputed) == (1, "2024-05-01", True)
    rule(filled, [claim(2, 1)], "reject", ontology, **BY)
    [fact] = [f for f in facts(filled) if f.phrase == "supplies"]
    assert not fact.disputed


def test_striking_an_ending_opens_what_it_ended(filled: Store, ontology: Ontology) -> None:
    assert [f.valid for f in facts(filled) if f.phrase == "partners with"] == [(("2019-01-01", "2022-07-01"),)]
    rule(filled, [claim(3, 1)], "reject", ontology, **BY)
    assert [f.valid for f in facts(filled) if f.phrase == "partners with"] == [(("2019-01-01", ""),)]


def test_a_confirmed_claim_is_surely_read(filled: Store, ontology: Ontology) -> None:
    assert "bribes" not in verbs(filled)
    rule(filled, [claim(2, 2)], "accept", ontology, **BY)
    [fact] = [f for f in facts(filled) if f.phrase == "bribes"]
    assert fact.drawn
    assert fact.belief == pytest.approx(0.95)


@pytest.mark.parametrize("verdict", ["reject", "accept"])
def test_undoing_gives_back_the_same_graph(filled: Store, ontology: Ontology, verdict: str) -> None:
    before = dump(filled)
    ids = [c.id for story in STORIES for c in story.claims]
    rule(filled, ids, verdict, ontology, **BY)  # type: ignore[arg-type]
    assert dump(filled) != before
    undo(filled, ids, ontology, made=LATER)
    assert dump(filled) == before
    assert not rulings(filled)
    assert {r.withdrawn for r in rulings(filled, withdrawn=True)} == {LATER}


def test_the_last_verdict_counts_and_the_same_one_twice_changes_nothing(filled: Store, ontology: Ontology) -> None:
    rule(filled, [claim(1, 0)], "accept", ontology, **BY)
    rule(filled, [claim(1, 0)], "reject", ontology, **BY | {"made": LATER})
    assert [r.verdict for r in rulings(filled)] == ["reject"]
    assert len(rulings(filled, withdrawn=True)) == 2
    before = dump_all(filled)
    assert not rule(filled, [claim(1, 0)], "reject", ontology, **BY | {"made": "2026-01-03T00:00:00Z"}).rulings
    assert dump_all(filled) == before


def test_the_second_build_changes_nothing(filled: Store, ontology: Ontology) -> None:
    rule(filled, [claim(1, 0), claim(2, 1)], "reject", ontology, **BY)
    before = dump_all(filled)
    assert load(filled, STORIES, ontology) == Report(unchanged=3)
    assert dump_all(filled) == before


def reworded(story: Reading) -> Reading:
    """As another reader would give it: other ids and rules, the same words."""
    claims = tuple(replace(c, id=f"other-{c.id}", rule="another", polarity="negative") for c in story.claims)
    return replace(story, claims=claims, reader="r2")


def test_a_struck_claim_does_not_come_back_with_another_reader(filled: Store, ontology: Ontology) -> None:
    rule(filled, [claim(1, 0)], "reject", ontology, **BY)
    load(filled, [reworded(STORIES[0])], ontology)
    [row] = filled.read("MATCH (c:Claim {verdict: 'reject'}) RETURN c.id AS id")
    assert row["id"] == f"other-{claim(1, 0)}"
    assert "owns" not in {fact.property for fact in facts(filled)}
    undo(filled, [row["id"]], ontology, made=LATER)  # by the id that it has today
    assert "owns" in {fact.property for fact in facts(filled)}


def test_a_verdict_outlives_its_article(filled: Store, ontology: Ontology) -> None:
    rule(filled, [claim(1, 0)], "reject", ontology, **BY)
    expected = dump_all(filled)
    remove(filled, ["a1"], ontology)
    assert rulings(filled)
    load(filled, STORIES, ontology)
    assert dump_all(filled) == expected
    remove(filled, ["a1"], ontology)
    undo(filled, [claim(1, 0)], ontology, made=LATER)
    load(filled, STORIES, ontology)
    assert "owns" in verbs(filled)


def test_neither_the_order_of_verdicts_nor_of_articles_matters(filled: Store, ontology: Ontology) -> None:
    ids = [claim(1, 1), claim(2, 1), claim(3, 0), claim(3, 1)]
    rule(filled, ids, "reject", ontology, **BY)
    expected = dump_all(filled)
    random = Random(3)
    for _ in range(4):
        remove(filled, [s.article.id for s in random.sample(STORIES, 2)], ontology)
        load(filled, random.sample(STORIES, 3), ontology, batch=1)
        assert dump_all(filled) == expected
    undo(filled, random.sample(ids, 4), ontology, made=LATER)
    for id_ in random.sample(ids, 4):
        rule(filled, [id_], "reject", ontology, **BY | {"made": "2026-01-03T00:00:00Z"})
    assert dump(filled) == [line for line in expected if not line.startswith("['Ruling'")]


@pytest.mark.parametrize("ids", [["never"], ["never", "{good}"], ["x' OR 1=1"], [""], [f"n{n}" for n in range(9)]])
def test_an_unknown_id_changes_nothing(filled: Store, ontology: Ontology, ids: list[str]) -> None:
    before, wanted = dump_all(filled), [id_.format(good=claim(1, 0)) for id_ in ids]
    with pytest.raises(UnknownName, match="no claim has the id"):
        rule(filled, wanted, "reject", ontology, **BY)
    with pytest.raises(UnknownName, match="no standing verdict on a claim has the id"):
        undo(filled, wanted, ontology, made=LATER)
    assert dump_all(filled) == before


@pytest.mark.parametrize("words", [{"by": " "}, {"why": ""}])
def test_a_verdict_needs_a_name_and_a_reason(filled: Store, ontology: Ontology, words: dict[str, str]) -> None:
    with pytest.raises(InputError, match="needs who gives it, and why"):
        rule(filled, [claim(1, 0)], "reject", ontology, **BY | words)
