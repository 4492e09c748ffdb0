"""Decisions on identity: what they join and part, that they last, and that undoing gives back what was before."""

from collections.abc import Iterator
from io import BytesIO
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.contents import connected, edges, entities, facts
from graph.gexf import write_gexf
from graph.ledger import contradiction, decision_id
from graph.load import Report, load, remove
from graph.resolution import Done, decide, decisions, withdraw
from graph.store import Store
from ontology.errors import InputError, TriplewireError, UnknownName
from ontology.model import Decision
from ontology.schema import Ontology
from tests.graph.stories import Said, reading
from tests.graph.stories import dump as dump_all

STORIES = [
    reading("a1", Said("Velde", "works for", "Norvane", "worksFor", subject_type="Person"),
            Said("Norvane", "supplies", "Oakmere", "suppliesTo"), published="2020-01-05"),
    reading("a2", Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person"),
            Said("Norvane Systems", "owns", "Norvane", "owns"), outlet="The Ledger"),
    reading("a3", Said("Oakmere", "partners with", "Norvane Systems", "partnersWith", when=("2019-01-01", None)),
            Said("Norvane", "cut ties with", "Oakmere", "endedTiesWith", when=("2022-07-01", "2022-07-01"))),
    reading("a4", Said("Norvane Group", "supplies", "Oakmere", "suppliesTo", speaker="Jonas Reck", stance="denies")),
]  # fmt: skip
ORGS = ["org:norvane", "org:norvane systems", "org:norvane group", "org:oakmere", "org:never said"]
NORVANE, SYSTEMS, GROUP, OAKMERE, NEVER = ORGS
CLOCK = count(1)


@pytest.fixture
def filled(store: Store, ontology: Ontology) -> Iterator[Store]:
    empty(store)
    load(store, STORIES, ontology)
    yield store
    empty(store)


def empty(store: Store) -> None:
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")


def dump(store: Store) -> list[str]:
    return dump_all(store, but=("Decision",))


def gexf(store: Store, ontology: Ontology) -> bytes:
    stream = BytesIO()
    write_gexf(stream, connected(store), edges(store), ontology)
    return stream.getvalue()


def time() -> str:
    return f"2026-01-01T00:00:00.{next(CLOCK):06}Z"


def same(left: str, right: str, why: str = "seen in the register") -> Decision:
    return Decision(left, right, "same", "mv", why, made=time())


def apart(left: str, right: str) -> Decision:
    return Decision(left, right, "not-same", "mv", "two registers", made=time())


def names(store: Store) -> dict[str, tuple[str, ...]]:
    return {entity.name: entity.keys for entity in entities(store)}


def test_two_names_become_one_entity_with_the_facts_of_both(filled: Store, ontology: Ontology) -> None:
    done = decide(filled, [same(SYSTEMS, NORVANE)], ontology)
    assert (len(done.recorded), done.effects.entities_gone, done.effects.entities_made) == (1, 1, 0)
    assert names(filled)["Norvane Systems"] == (NORVANE, SYSTEMS)
    found = {(f.phrase, f.articles, f.drawn): f.valid for f in facts(filled) if f.property != "suppliesTo"}
    assert found == {
        ("works for", 1, True): (),
        ("owns", 1, False): (),  # of itself: no edge
        ("partners with", 1, True): (("2019-01-01", "2022-07-01"),),
        ("cut ties with", 1, True): (("2022-07-01", "2022-07-01"),),
    }
    assert len([f for f in facts(filled) if f.phrase == "works for"]) == 2


def test_undoing_gives_back_the_same_graph(filled: Store, ontology: Ontology) -> None:
    before, picture = dump(filled), gexf(filled, ontology)
    done = decide(filled, [same(SYSTEMS, NORVANE), same(NORVANE, GROUP), same(OAKMERE, NEVER)], ontology, ahead=True)
    assert dump(filled) != before
    withdraw(filled, map(decision_id, done.recorded), ontology, made=time())
    assert dump(filled) == before
    assert gexf(filled, ontology) == picture
    assert not decisions(filled)
    assert len(decisions(filled, withdrawn=True)) == 3


def test_a_decision_holds_for_articles_that_come_later(store: Store, ontology: Ontology) -> None:
    empty(store)
    decide(store, [same(SYSTEMS, NORVANE), apart(NORVANE, GROUP)], ontology, ahead=True)
    load(store, STORIES, ontology, batch=1)
    early = dump(store)
    empty(store)
    load(store, STORIES, ontology)
    decide(store, [apart(NORVANE, GROUP), same(SYSTEMS, NORVANE)], ontology)
    assert dump(store) == early
    assert load(store, STORIES, ontology) == Report(unchanged=4)
    assert dump(store) == early


def test_the_last_word_on_a_pair_counts(filled: Store, ontology: Ontology) -> None:
    decide(filled, [same(SYSTEMS, NORVANE)], ontology)
    done = decide(filled, [apart(NORVANE, SYSTEMS)], ontology)
    assert [d.verdict for d in done.withdrawn] == ["same"]
    assert [d.verdict for d in decisions(filled)] == ["not-same"]
    assert names(filled)["Norvane"] == (NORVANE,)
    again = decide(filled, [apart(NORVANE, SYSTEMS)], ontology)
    assert again == Done()


CONTRADICTIONS = {
    "through a third": [same(NORVANE, SYSTEMS), same(SYSTEMS, GROUP), apart(NORVANE, GROUP)],
    "in a circle": [same(NORVANE, SYSTEMS), same(SYSTEMS, GROUP), same(GROUP, NORVANE), apart(GROUP, OAKMERE),
                    same(OAKMERE, NORVANE)],
    "through a name to come": [same(NORVANE, NEVER), same(NEVER, GROUP), apart(NORVANE, GROUP)],
}  # fmt: skip


@pytest.mark.parametrize("rows", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_what_cannot_be_meant_is_refused_whole(filled: Store, ontology: Ontology, rows: list[Decision]) -> None:
    kept = decide(filled, [same(OAKMERE, NEVER)], ontology, ahead=True).recorded
    before = dump_all(filled)
    with pytest.raises(InputError, match=r"cannot be not the same .* while"):
        decide(filled, rows, ontology, ahead=True)
    assert dump_all(filled) == before
    assert decisions(filled) == kept
    assert contradiction(rows)


BAD = {
    "an unknown key": (same(NORVANE, "org:nobody"), "no article says the key 'org:nobody'"),
    "no key": (same("Norvane", NORVANE), "'Norvane' is no key"),
    "an empty key": (same("org: ", NORVANE), "'org: ' is no key"),
    "a long key": (same("x" * 5000, NORVANE), "is no key"),
    "one key twice": (same(NORVANE, NORVANE), "stands on both sides"),
    "no reason": (same(NORVANE, SYSTEMS, " "), "needs who makes it, and why"),
    "a key in another script": (same("org:\u0646\u0631\u0641\u0627\u0646", NORVANE), "no article says the key"),
}


@pytest.mark.parametrize(("bad", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_row_refuses_all(filled: Store, ontology: Ontology, bad: Decision, said: str) -> None:
    before = dump_all(filled)
    with pytest.raises(TriplewireError) as error:
        decide(filled, [same(NORVANE, SYSTEMS), bad], ontology)
    assert said in error.value.message
    assert dump_all(filled) == before


@pytest.mark.parametrize("id_", ["", "never", "0" * 16])
def test_an_unknown_decision_is_not_withdrawn(filled: Store, ontology: Ontology, id_: str) -> None:
    [kept] = decide(filled, [same(NORVANE, SYSTEMS)], ontology).recorded
    before = dump_all(filled)
    with pytest.raises(UnknownName, match="no standing decision has the id"):
        withdraw(filled, [decision_id(kept), id_], ontology, made=time())
    assert dump_all(filled) == before


def test_a_ledger_can_be_read_in_twice(filled: Store, ontology: Ontology) -> None:
    decide(filled, [same(NORVANE, SYSTEMS)], ontology)
    decide(filled, [apart(NORVANE, SYSTEMS), same(GROUP, SYSTEMS)], ontology)
    ledger, before = decisions(filled, withdrawn=True), dump_all(filled)
    assert not decide(filled, ledger, ontology, replacing=False).recorded
    assert dump_all(filled) == before
    empty(filled)
    decide(filled, ledger, ontology, ahead=True, replacing=False)
    load(filled, STORIES, ontology)
    assert dump_all(filled) == before
    with pytest.raises(InputError, match="says one, and not-same, mv"):
        decide(filled, [same(NORVANE, SYSTEMS)], ontology, replacing=False)


PAIRS = st.tuples(st.sampled_from(ORGS), st.sampled_from(ORGS)).filter(lambda p: p[0] < p[1])
STEPS = st.one_of(
    st.tuples(st.just("same"), PAIRS),
    st.tuples(st.just("same"), PAIRS),
    st.tuples(st.just("not-same"), PAIRS),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.just("load"), st.integers(0, 3)),
    st.tuples(st.just("remove"), st.integers(0, 3)),
)


def take(store: Store, ontology: Ontology, step: str, what: tuple[str, str] | int) -> None:
    if isinstance(what, tuple):
        decide(store, [Decision(*what, step, "mv", "why", made=time())], ontology, ahead=True)  # type: ignore[arg-type]
    elif step == "load":
        load(store, [STORIES[what]], ontology)
    elif step == "remove":
        remove(store, [STORIES[what].article.id], ontology)
    elif made := decisions(store):
        withdraw(store, [decision_id(made[what % len(made)])], ontology, made=time())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=10))
def test_any_way_to_the_same_articles_and_decisions_is_the_same_graph(
    store: Store, ontology: Ontology, steps: list[tuple[str, tuple[str, str] | int]]
) -> None:
    empty(store)
    load(store, STORIES[:2], ontology)
    for step, what in steps:
        before = dump_all(store)
        try:
            take(store, ontology, step, what)
        except InputError:  # it contradicts the others
            assert dump_all(store) == before
    reached, picture, made = dump(store), gexf(store, ontology), decisions(store)
    there = {row["id"] for row in store.read("MATCH (a:Article) RETURN a.id AS id")}
    empty(store)
    decide(store, made[::-1], ontology, ahead=True)
    load(store, [story for story in STORIES[::-1] if story.article.id in there], ontology)
    assert dump(store) == reached
    assert gexf(store, ontology) == picture
    assert decisions(store) == made
