"""Retractions: what is left is the graph that never had the article, and it comes back whole."""

from dataclasses import replace
from itertools import permutations

import pytest

from graph.contents import entities, facts
from graph.load import load, remove
from graph.resolution import decide
from graph.retractions import corrections, reinstate, retract, retractions
from graph.store import Store
from ontology.errors import InputError, UnknownName
from ontology.model import Decision, Reading
from ontology.schema import Ontology
from tests.conftest import empty
from tests.graph.stories import Said, dump, reading

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
WORKS = Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person")
LEFT = Said("Mara Velde", "left", "Norvane Systems", "leftPost", subject_type="Person", when=("2023-03-01",) * 2)
NO_ENTITY = Said("Norvane Systems", "is", "a security risk", object_type="")
WHEN = {"by": "tester", "why": "withdrawn by its editors", "made": "2026-01-01T00:00:00Z"}
RECORD = ("Article", "Claim", "Mention", "Retraction")  # stays of an article that does not count


def correcting(id_: str, corrects: str, *said: Said) -> Reading:
    story = reading(id_, *said)
    return replace(story, article=replace(story.article, metadata={"corrects": corrects}))


def graph(store: Store) -> list[str]:
    """What is shown of the graph: without articles and their claims, and without claims on facts that are none."""
    links = store.read("MATCH (c:Claim)-[r]->(f:Fact) RETURN c.id AS c, type(r) AS t, f.id AS f ORDER BY c, f")
    nodes = store.read("MATCH (n) WHERE n:Entity OR n:Fact OR n:Key RETURN labels(n) AS l, properties(n) AS p")
    edges = store.read("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS p")
    rows = [repr((sorted(n["l"]), sorted(n["p"].items()))) for n in nodes]
    rows += [repr((e["a"], e["t"], e["b"], sorted(e["p"].items()))) for e in edges]
    return (
        sorted(rows) + [repr(link) for link in links] + [repr(e) for e in entities(store)] + [*map(repr, facts(store))]
    )


STORIES = [
    reading("a1", WORKS, SUPPLIES),
    reading("a2", SUPPLIES, NO_ENTITY, outlet="The Ledger"),
    reading("a3", LEFT),
]


@pytest.mark.parametrize("gone", ["a1", "a2", "a3"])
def test_the_graph_is_that_of_a_store_that_never_had_it(clean: Store, ontology: Ontology, gone: str) -> None:
    load(clean, [s for s in STORIES if s.article.id != gone], ontology)
    expected = graph(clean)
    empty(clean)
    load(clean, STORIES, ontology)
    before, whole = graph(clean), dump(clean)
    done = retract(clean, [gone], ontology, **WHEN)
    assert [r.article for r in done.retractions] == [gone]
    assert graph(clean) == expected
    assert clean.read("MATCH (a:Article) RETURN count(a) AS n") == [{"n": 3}]
    assert retract(clean, [gone], ontology, **WHEN).retractions == ()
    reinstate(clean, [gone], ontology, made="2026-01-02T00:00:00Z")
    assert graph(clean) == before
    assert dump(clean, but=("Retraction",)) == whole
    assert [r.withdrawn for r in retractions(clean, withdrawn=True)] == ["2026-01-02T00:00:00Z"]


def test_it_holds_when_the_article_comes_back_and_when_names_are_joined(clean: Store, ontology: Ontology) -> None:
    load(clean, STORIES, ontology)
    retract(clean, ["a1"], ontology, **WHEN)
    expected = graph(clean)
    load(clean, [reading("a1", WORKS, SUPPLIES, reader="r2")], ontology)
    assert graph(clean) == expected
    remove(clean, ["a1"], ontology)
    assert graph(clean) == expected
    load(clean, [STORIES[0]], ontology)
    assert graph(clean) == expected
    decide(clean, [Decision("org:brightlake capital", "org:norvane systems", "same", "t", "one")], ontology)
    joined = graph(clean)
    remove(clean, ["a1"], ontology)
    assert graph(clean) == joined


def test_a_correction_does_the_same_in_any_order(clean: Store, ontology: Ontology) -> None:
    first, other = reading("a1", WORKS, SUPPLIES), reading("a2", SUPPLIES)
    second = correcting("a9", "a1", LEFT)
    load(clean, [other, replace(second, article=replace(second.article, metadata={}))], ontology)
    expected = graph(clean)
    for order in permutations([first, other, second]):
        for batch in (1, 3):
            empty(clean)
            load(clean, order, ontology, batch=batch)
            assert graph(clean) == expected, [s.article.id for s in order]
    assert corrections(clean) == (("a1", "a9"),)


def test_a_correction_by_address_ends_with_the_article_that_makes_it(clean: Store, ontology: Ontology) -> None:
    first = reading("a1", WORKS)
    first = replace(first, article=replace(first.article, url="https://news.example/a"))
    load(clean, [first], ontology)
    alone = graph(clean)
    second = correcting("a9", "https://news.example/a", SUPPLIES)
    load(clean, [second], ontology)
    assert {e.name for e in entities(clean)} == {"Norvane Systems", "Brightlake Capital"}
    corrected = graph(clean)
    retract(clean, ["a9"], ontology, **WHEN)
    assert graph(clean) == alone
    reinstate(clean, ["a9"], ontology, made="later")
    assert graph(clean) == corrected
    load(clean, [reading("a9", SUPPLIES)], ontology)  # it comes without the word
    assert {e.name for e in entities(clean)} == {"Mara Velde", "Norvane Systems", "Brightlake Capital"}
    remove(clean, ["a9"], ontology)
    assert graph(clean) == alone


def test_what_cannot_be_retracted_is_named(clean: Store, ontology: Ontology) -> None:
    load(clean, STORIES, ontology)
    before = dump(clean)
    with pytest.raises(UnknownName, match="no-such"):
        retract(clean, ["a1", "no-such"], ontology, **WHEN)
    with pytest.raises(InputError, match="why"):
        retract(clean, ["a1"], ontology, **WHEN | {"why": " "})
    with pytest.raises(UnknownName, match="no retraction"):
        reinstate(clean, ["a1"], ontology, made="later")
    assert dump(clean) == before
