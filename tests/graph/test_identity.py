"""Entities from keys, votes and decisions."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import Conflict, Votes, clusters, entity_id, entity_of, type_of
from ontology.ids import digest
from ontology.model import Decision

CHAINS = {
    "Agent": ("Agent",),
    "Person": ("Person", "Agent"),
    "Organization": ("Organization", "Agent"),
    "Company": ("Company", "Organization", "Agent"),
    "University": ("University", "Organization", "Agent"),
}


def chain(name: str) -> tuple[str, ...]:
    return CHAINS.get(name, ())


def same(left: str, right: str, score: float | None = None) -> Decision:
    return Decision(left, right, "same", "rule", score=score)


def apart(left: str, right: str) -> Decision:
    return Decision(left, right, "not-same", "a person")


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ({}, ""),
        ({"Organization": 3, "Company": 2}, "Company"),
        ({"Person": 3, "Company": 2}, "Person"),
        ({"Company": 1, "University": 1}, "Company"),
        ({"Agent": 5, "Person": 1}, "Person"),
        ({"Money": 4, "Person": 1}, "Person"),
        ({"Company": 2, "University": 3, "Organization": 9}, "University"),
    ],
)
def test_the_type_of_an_entity(types: dict[str, int], expected: str) -> None:
    assert type_of(types, chain) == expected


def test_an_entity_of_one_key() -> None:
    votes = Votes({"Acme": 9, "Acme Holdings": 2}, {"AH": 3}, {"Company": 4}, 5)
    entity = entity_of(["org:acme"], {"org:acme": votes}, chain)
    assert entity.id == digest("org:acme")
    assert (entity.name, entity.type, entity.aliases) == ("Acme Holdings", "Company", ("Acme", "AH"))
    assert not entity.described


def test_a_name_beats_a_description_in_its_cluster() -> None:
    described = "described:a1:subsidiary@org:acme"
    votes = {described: Votes({"a subsidiary of Acme": 9}), "org:globex": Votes({"Globex": 1})}
    entity = entity_of(votes, votes, chain)
    assert (entity.name, entity.described, entity.aliases) == ("Globex", False, ("a subsidiary of Acme",))
    assert entity_of([described], {described: votes[described]}, chain).described


def test_a_key_that_no_article_says_yet_keeps_the_id() -> None:
    cluster = ("org:acme", "org:acme holdings")
    first = entity_of(cluster, {"org:acme holdings": Votes({"Acme Holdings": 1})}, chain)
    assert (first.id, first.keys) == (entity_id(cluster), ("org:acme holdings",))


def test_decisions_join_and_withdrawn_and_unsure_ones_do_not() -> None:
    withdrawn = Decision("a", "z", "same", "me", withdrawn="2026-01-01")
    found, conflicts = clusters([same("a", "b"), same("b", "c"), withdrawn, Decision("a", "y", "unsure", "rule")])
    assert found == dict.fromkeys("abc", ("a", "b", "c"))
    assert not conflicts


@pytest.mark.parametrize(
    ("decisions", "groups", "cut"),
    [
        ([same("a", "b", 0.9), same("b", "c", 0.8), apart("a", "c")], {("a", "b")}, [("b", "c")]),
        ([same("a", "b"), same("b", "c", 0.99), apart("a", "c")], {("a", "b")}, [("b", "c")]),
        ([same("a", "b", 0.9), apart("b", "a")], set(), [("a", "b")]),
        ([same("a", "b"), same("c", "d"), apart("a", "c")], {("a", "b"), ("c", "d")}, []),
    ],
)
def test_what_is_decided_apart_stays_apart(
    decisions: list[Decision], groups: set[tuple[str, ...]], cut: list[tuple[str, str]]
) -> None:
    found, conflicts = clusters(decisions)
    assert {keys for keys in found.values() if len(keys) > 1} == groups
    assert [conflict.cut for conflict in conflicts] == cut
    assert all(isinstance(conflict, Conflict) for conflict in conflicts)


keys = st.sampled_from("abcdefg")
decision_lists = st.lists(
    st.builds(
        Decision,
        keys,
        keys,
        st.sampled_from(["same", "same", "not-same", "unsure"]),
        st.just("rule"),
        score=st.sampled_from([None, 0.7, 0.8, 0.9]),
    ).filter(lambda d: d.left != d.right),
    max_size=12,
)


@given(decision_lists, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_decisions_and_keep_apart(
    decisions: list[Decision], random: Random
) -> None:
    found, conflicts = clusters(decisions)
    assert (found, conflicts) == clusters(random.sample(decisions, len(decisions)))
    for decision in decisions:
        if decision.verdict == "not-same":
            assert decision.right not in found.get(decision.left, ())


counts = st.dictionaries(st.sampled_from(["Acme", "Acme Inc", "AC"]), st.integers(1, 9))
votes_strategy = st.builds(Votes, counts, counts, counts, st.integers(0, 9))


@given(votes_strategy, votes_strategy)
def test_what_is_added_can_be_taken_out(one: Votes, other: Votes) -> None:
    assert one.plus(other).plus(other, -1) == Votes().plus(one)
    assert one.plus(other) == other.plus(one)
