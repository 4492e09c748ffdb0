"""What rules say of pairs of keys, from what their articles name: a wrong merge joins two strangers."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.matching import WEIGHTS, Key, Profile, company_words, links, propose
from ontology.schema import load_ontology

ONTOLOGY = load_ontology()
TWO = "org:orrin, person:jo reck"  # common ground of two names
# articles by the keys that they name -> pairs that the rules join (=) or ask about (?)
CASES = [
    ("a surname", {"a": "person:velde@o1, org:norvane", "b": "person:mara velde, org:norvane"},
     {"velde@o1 = mara velde"}),
    ("no common ground", {"a": "person:velde@o1, org:norvane", "b": "person:mara velde, org:orrin"}, set()),
    ("a place is no ground", {"a": "person:velde@o1, place:lagos", "b": "person:mara velde, place:lagos"}, set()),
    ("father and son",
     {"a": "person:velde@o1, org:norvane", "b": "person:mara velde, person:pieter velde, org:norvane"},
     {"velde@o1 ? mara velde", "velde@o1 ? pieter velde"}),
    ("father and son, one oftener named",
     {"a": "person:velde@o1, org:norvane"} | {f"b{n}": "person:mara velde, org:norvane" for n in range(9)}
     | {"c": "person:pieter velde, org:norvane"},
     {"velde@o1 ? mara velde", "velde@o1 ? pieter velde"}),
    ("a third of the name, where two stand already",
     {"a": "person:velde@o1, person:jan velde, person:pieter velde, org:norvane",
      "b": "person:mara velde, org:norvane"}, set()),
    ("father and son of one name", {"a": f"person:jan velde, {TWO}", "b": f"person:jan velde jr, {TWO}"}, set()),
    ("bearers of one article", {"a": "person:velde@o1, person:mara velde, org:norvane"}, set()),
    ("one surname, two first names", {"a": f"person:mara velde, {TWO}", "b": f"person:maria velde, {TWO}"}, set()),
    ("a first name is no surname", {"a": f"person:mara@o1, {TWO}", "b": f"person:mara velde, {TWO}"}, set()),
    ("a middle name", {"a": "person:mara anna velde, org:orrin", "b": "person:mara velde, org:orrin"},
     {"mara velde = mara anna velde"}),
    ("two middle names",
     {"a": f"person:mara anna velde, {TWO}", "b": f"person:mara velde, {TWO}", "c": f"person:mara ida velde, {TWO}"},
     {"mara velde ? mara anna velde", "mara velde ? mara ida velde"}),
    ("a surname, with and without the middle name",
     {"a": "person:velde@o1, org:orrin", "b": "person:mara velde, org:orrin", "c": "person:mara anna velde, org:orrin"},
     {"mara velde = mara anna velde", "velde@o1 = mara velde", "velde@o1 ? mara anna velde"}),
    ("an initial, without common ground", {"a": "person:mara a velde, org:orrin", "b": "person:mara velde"},
     {"mara velde = mara a velde"}),
    ("two initials", {"a": "person:mara a velde", "b": "person:mara velde", "c": "person:mara b velde"},
     {"mara velde ? mara a velde", "mara velde ? mara b velde"}),
    ("an initial and the name that it stands for",
     {"a": f"person:mara a velde, {TWO}", "b": f"person:mara velde, {TWO}", "c": f"person:mara anna velde, {TWO}"},
     {"mara velde = mara a velde", "mara velde ? mara anna velde"}),
    ("a son by his patronymic", {"a": f"person:omar hakim, {TWO}", "b": f"person:omar bin hakim, {TWO}"},
     {"omar hakim ? omar bin hakim"}),
    ("a region", {"a": f"org:acme, {TWO}", "b": f"org:acme europe, {TWO}"}, {"acme ? acme europe"}),
    ("an acronym", {"a": f"org:ocp, {TWO}", "b": f"org:organization of coastal ports, {TWO}"},
     {"ocp = organization of coastal ports"}),
    ("an acronym, one name in common",
     {"a": "org:ocp, org:orrin", "b": "org:organization of coastal ports, org:orrin"},
     {"ocp ? organization of coastal ports"}),
    ("two with these initials",
     {"a": f"org:ocp, {TWO}", "b": f"org:orrin crime police, org:organization of coastal ports, {TWO}"},
     {"ocp ? organization of coastal ports", "ocp ? orrin crime police"}),
    ("an acronym clash", {"a": "org:ocp, org:calder", "b": "org:organization of coastal ports, org:orrin"}, set()),
    ("a short name", {"a": f"org:norvane, {TWO}", "b": f"org:norvane group, {TWO}"}, {"norvane = norvane group"}),
    ("a short name in one article with the full one",
     {"a": "org:norvane, org:norvane group, org:orrin"}, {"norvane = norvane group"}),
    ("a subsidiary", {"a": f"org:acme, org:calder, {TWO}", "b": f"org:acme bank, org:calder, {TWO}"},
     {"acme ? acme bank"}),
    ("two of a family", {"a": f"org:acme, {TWO}", "b": f"org:acme group, {TWO}", "c": f"org:acme bank, {TWO}"},
     {"acme ? acme group", "acme ? acme bank"}),
    ("namesakes of two countries",
     {"a": "org:norvane, place:chile, org:orrin", "b": "org:norvane group, place:norway, org:calder"}, set()),
    ("one country in the name", {"a": f"org:norvane chile, {TWO}", "b": f"org:norvane norway, {TWO}"}, set()),
    ("a foundation is another", {"a": f"org:norvane, {TWO}", "b": f"org:norvane foundation, {TWO}"}, set()),
    ("a person is no company", {"a": f"person:norvane@o1, {TWO}", "b": f"org:norvane group, {TWO}"}, set()),
    ("person, state and government", {"a": f"person:lagos@o1, place:lagos, {TWO}", "b": f"org:lagos, {TWO}"}, set()),
    ("a place that an article names is left out",
     {"a": f"org:rovers, {TWO}", "b": f"org:lagos rovers, place:lagos, {TWO}"}, {"rovers = lagos rovers"}),
    ("what is left out is no place", {"a": f"org:rovers, {TWO}", "b": f"org:lagos rovers, {TWO}"}, set()),
    ("role words stay", {"a": f"org:navy@o1, {TWO}", "b": f"org:navy@o2, {TWO}"}, set()),
    ("a surname of more than can be told apart",
     {"a": "person:velde@o1, org:norvane", "b": "person:mara velde, org:norvane"}
     | {f"c{n}": f"person:m{n} velde" for n in range(20)}, set()),
    ("nothing", {}, set()),
    ("odd keys", {"a": "org:, described:o:unit@org:x, :, person:@o, org:@, person: , org:.", "b": "org:, :"}, set()),
    ("a long name", {"a": f"org:{'x ' * 2500}, {TWO}", "b": f"org:{'x ' * 2500}group, {TWO}"}, set()),
]  # fmt: skip


def found(articles: Mapping[str, str]) -> set[str]:
    decisions = propose({name: keys.split(", ") for name, keys in articles.items()}, ONTOLOGY)
    assert all(d.by.startswith("rule:") and d.why and 0 < (d.score or 0) < 1 for d in decisions)
    pairs = (
        (d.left.partition(":")[2], "=" if d.verdict == "same" else "?", d.right.partition(":")[2]) for d in decisions
    )
    return {" ".join(pair) for pair in pairs}


@pytest.mark.parametrize(("articles", "pairs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_rules_say(articles: dict[str, str], pairs: set[str]) -> None:
    assert found(articles) == pairs


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_order_does_not_matter(seed: int) -> None:
    articles = {
        f"{n}{id_}": keys for n, (_, case, _) in enumerate(CASES) if n % 3 == seed % 3 for id_, keys in case.items()
    }
    shuffled = list(articles.items())
    Random(seed).shuffle(shuffled)
    assert found(dict(shuffled)) == found(articles)


NORVANE = Profile(Key.of("org:norvane"), frozenset("a"), frozenset({"org:orrin", "org:calder"}))


def group(**more: frozenset[str]) -> Profile:
    return Profile(Key.of("org:norvane group"), frozenset("b"), frozenset({"org:orrin", "org:calder"}), **more)


def test_a_claim_between_two_says_that_they_are_two() -> None:
    words = company_words(ONTOLOGY)
    assert [d.verdict for d in links(NORVANE, [group()], words)] == ["same"]
    assert not links(NORVANE, [group(related=frozenset({"org:norvane"}))], words)


def test_an_alias_that_is_stated_counts_but_is_not_enough() -> None:
    words, alias = company_words(ONTOLOGY), frozenset({"norvane"})
    [one] = links(NORVANE, [group(aliases=alias)], words)
    assert (one.verdict, one.why) == ("same", "an article calls it so; articles of both name org:calder, org:orrin")
    alone = Profile(Key.of("org:norvane"), frozenset("c"))
    [two] = links(alone, [group(aliases=alias)], words)
    assert (two.verdict, two.score) == ("unsure", 0.75)


def test_the_weights_are_in_order() -> None:
    assert 0 < WEIGHTS["unsure"] < WEIGHTS["merged"] < 1
    most = max(WEIGHTS["asked"].values()) + WEIGHTS["neighbour"] * WEIGHTS["neighbours"]
    assert most + WEIGHTS["alias"] + WEIGHTS["article"] < 1
