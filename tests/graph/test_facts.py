"""What a claim does to a fact, belief, words, dates and validity: tables, and that order never matters."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import CONFIDENCE_FLOOR, Effect, Evidence, FactKey, belief, fact_of
from ontology.model import Modality, Polarity, Stance

KEY = FactKey("s", "worksFor", "o")


def claim(number: int = 1, /, **given_: object) -> Evidence:
    defaults: dict[str, object] = {
        "claim": f"c{number}",
        "article": f"a{number}",
        "origin": f"o{number}",
        "start": 0,
        "confidence": 0.6,
    }
    return Evidence(**(defaults | given_))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("polarity", "modality", "stances", "effect", "voice"),
    [
        ("positive", "asserted", (), "supports", "outlet"),
        ("positive", "asserted", ("says",), "supports", "attributed"),
        ("positive", "asserted", ("alleges",), "supports", "attributed"),
        ("positive", "asserted", ("confirms",), "supports", "attributed"),
        ("positive", "asserted", ("warns",), "supports", "attributed"),
        ("positive", "asserted", ("denies",), "opposes", "attributed"),
        ("negative", "asserted", ("says",), "opposes", "attributed"),
        ("negative", "asserted", (), "opposes", "outlet"),
        ("negative", "asserted", ("denies",), "supports", "attributed"),
        ("positive", "asserted", ("says", "says"), "supports", "attributed"),
        ("positive", "asserted", ("says", "denies"), "opposes", "attributed"),
        ("positive", "asserted", ("denies", "denies"), "supports", "attributed"),
        ("positive", "asserted", ("asks",), "mentions", "attributed"),
        ("positive", "asserted", ("promises",), "mentions", "attributed"),
        ("positive", "asserted", ("believes",), "mentions", "attributed"),
        ("positive", "asserted", ("says", "believes"), "mentions", "attributed"),
        ("positive", "possible", (), "mentions", "outlet"),
        ("positive", "planned", (), "mentions", "outlet"),
        ("negative", "conditional", (), "mentions", "outlet"),
        ("positive", "asked", ("says",), "mentions", "attributed"),
        ("negative", "commanded", ("denies",), "mentions", "attributed"),
    ],
)
def test_what_a_claim_does_to_a_fact(
    polarity: Polarity, modality: Modality, stances: tuple[Stance, ...], effect: Effect, voice: str
) -> None:
    said = claim(polarity=polarity, modality=modality, stances=stances)
    assert (said.effect, said.voice) == (effect, voice)
    fact = fact_of(KEY, [said])
    assert getattr(fact, effect) == ("c1",)
    assert fact.drawn == (effect == "supports")
    assert fact.disputed == (effect == "opposes")
    assert fact.voice == (voice if effect == "supports" else "")


@pytest.mark.parametrize(
    ("polarity", "lemma", "phrase"),
    [("positive", "pay", "did pay"), ("negative", "pay", "pay"), ("negative", "", "paid"), ("positive", "", "did pay")],
)
def test_words_of_a_denial_are_no_phrase(polarity: Polarity, lemma: str, phrase: str) -> None:
    key = FactKey("a", "paid", "b", lemma=lemma)
    assert fact_of(key, [claim(polarity=polarity, phrase="did pay")], label="paid").phrase == phrase


@pytest.mark.parametrize(
    ("confidences", "origins", "expected"),
    [
        ([0.5], "a", 0.475),
        ([0.5, 0.5], "ab", 0.7125),
        ([0.5, 0.5], "aa", 0.475),
        ([0.5, 0.8], "aa", 0.76),
        ([], "", 0.0),
    ],
)
def test_belief_counts_an_origin_once(confidences: list[float], origins: str, expected: float) -> None:
    claims = [claim(i, confidence=c, origin=o) for i, (c, o) in enumerate(zip(confidences, origins, strict=True))]
    assert belief(claims) == pytest.approx(expected)


def test_opposition_disputes_and_lowers_nothing() -> None:
    alone = fact_of(KEY, [claim(1)])
    against = claim(2, polarity="negative", stances=("says",), speakers=("Ada Finch",))
    both = fact_of(KEY, [claim(1), against])
    assert (alone.belief, alone.disputed) == (both.belief, False)
    assert (both.disputed, both.disputed_by, both.drawn) == (True, ("Ada Finch",), True)


def test_a_guess_draws_no_edge() -> None:
    assert not fact_of(KEY, [claim(confidence=CONFIDENCE_FLOOR - 0.01)]).drawn
    assert fact_of(KEY, [claim(confidence=CONFIDENCE_FLOOR)]).drawn


@pytest.mark.parametrize("key", [FactKey("s", "bornOn", value="1 May 1970"), FactKey("s", "owns", "s")])
def test_no_edge_to_a_value_or_to_itself(key: FactKey) -> None:
    assert not fact_of(key, [claim()]).drawn


def test_the_outlets_own_word_gives_the_voice_and_the_words() -> None:
    said = claim(1, stances=("says",), quote="He said so.", published="2020-01-01")
    own = claim(2, quote="It is so.", published="2020-02-01")
    fact = fact_of(KEY, [said, own])
    assert (fact.voice, fact.quote) == ("outlet", "It is so.")
    assert (fact.first_reported, fact.last_reported) == ("2020-01-01", "2020-02-01")
    assert fact_of(KEY, [said]).voice == "attributed"


@pytest.mark.parametrize(
    ("claims", "ends", "state", "valid"),
    [
        ([("", "")], [], True, ()),
        ([("2015-01-01", "")], [], True, (("2015-01-01", ""),)),
        ([("2015-01-01", ""), ("", "2019-12-31")], [], True, (("2015-01-01", "2019-12-31"),)),
        ([("2001-01-01", "2003-12-31"), ("2010-01-01", "")], [], True,
         (("2001-01-01", "2003-12-31"), ("2010-01-01", ""))),
        ([("2015-01-01", ""), ("2017-01-01", "2017-12-31")], [], True, (("2015-01-01", ""),)),
        ([("2015-01-01", "")], ["2020-03-01"], True, (("2015-01-01", "2020-03-01"),)),
        ([("2021-01-01", "")], ["2020-03-01"], True, (("2021-01-01", ""),)),
        ([("", "")], ["2020-03-01", "2022-03-01"], True, (("", "2020-03-01"),)),
        ([("2020-03-01", "2020-03-01")], [], False, (("2020-03-01", "2020-03-01"),)),
        ([("2020-03-01", "")], ["2021-01-01"], False, (("2020-03-01", ""),)),
    ],
)  # fmt: skip
def test_validity(
    claims: list[tuple[str, str]], ends: list[str], state: bool, valid: tuple[tuple[str, str], ...]
) -> None:
    evidence = [claim(i, since=since, until=until) for i, (since, until) in enumerate(claims)]
    endings = [claim(100 + i, since=day, until=day) for i, day in enumerate(ends)]
    assert fact_of(KEY, evidence, endings, state=state).valid == valid


@pytest.mark.parametrize(
    ("since", "until", "ends", "valid"),
    [
        ("2019-01-01", "2019-12-31", [], (("2019-01-01", ""),)),
        ("2019-01-01", "2019-12-31", ["2021-05-05"], (("2019-01-01", "2021-05-05"),)),
        ("", "2019-12-31", [], ()),
    ],
)
def test_who_joined_in_a_year_stays_beyond_it(
    since: str, until: str, ends: list[str], valid: tuple[tuple[str, str], ...]
) -> None:
    endings = [claim(100 + i, since=day, until=day) for i, day in enumerate(ends)]
    assert fact_of(KEY, [claim(since=since, until=until, begun=True)], endings, state=True).valid == valid


def test_what_was_former_when_it_was_reported_is_over() -> None:
    assert fact_of(KEY, [claim(ended=True, published="2020-05-01T09:00")], state=True).valid == (("", "2020-05-01"),)


def test_a_denied_ending_ends_nothing() -> None:
    denied = claim(9, since="2020-01-01", polarity="negative")
    assert fact_of(KEY, [claim(since="2015-01-01")], [denied], state=True).valid == (("2015-01-01", ""),)


days = st.sampled_from(["", "2015-01-01", "2017-06-30", "2019-12-31", "2021-05-05"])
evidence_lists = st.lists(
    st.builds(
        claim,
        st.integers(1, 10**6),
        confidence=st.floats(0.01, 0.99).map(lambda x: round(x, 3)),
        origin=st.sampled_from("abcd"),
        polarity=st.sampled_from(["positive", "negative"]),
        modality=st.sampled_from(["asserted", "asserted", "possible"]),
        stances=st.sampled_from([(), ("says",), ("denies",)]),
        since=days,
        until=days,
        published=days,
        begun=st.booleans(),
        ended=st.booleans(),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda e: e.claim,
)


OUTLETS = frozenset({"reuters", "gazette"})
TAKEN: dict[str, object] = {"stances": ("says",), "speakers": ("Reuters",)}


@pytest.mark.parametrize(
    ("said", "origins"),
    [
        ([claim(1, **TAKEN), claim(2, **TAKEN)], 1),
        ([claim(1, outlet="Reuters"), claim(2, **TAKEN)], 1),
        ([claim(1, outlet="Reuters"), claim(2, outlet="Reuters"), claim(3, **TAKEN)], 2),
        ([claim(1, **TAKEN), claim(2)], 2),
        ([claim(1, **TAKEN), claim(2, origin="o1"), claim(3, **TAKEN)], 1),  # its headline says so too
        ([claim(1, **TAKEN), claim(2, stances=("says",), speakers=("The Harbour Gazette",))], 2),
        ([claim(1, outlet="Harbour Gazette"), claim(2, stances=("says",), speakers=("The Harbour Gazette",))], 1),
        ([claim(1, outlet="Oakmere Live"), claim(2, stances=("says",), speakers=("Oakmere Live",))], 1),
        ([claim(1, outlet="Reuters", **TAKEN), claim(2, outlet="Reuters")], 2),  # it speaks of itself
        ([claim(n, stances=("says",), speakers=("Mara Velde",)) for n in (1, 2)], 2),  # heard twice
        ([claim(1, agency="Reuters"), claim(2, agency="Reuters"), claim(3, outlet="Reuters")], 1),
        ([claim(1, agency="Reuters"), claim(2, agency="AP"), claim(3)], 3),
        ([claim(1, agency="Reuters", outlet="Reuters"), claim(2, agency="Reuters", outlet="Reuters")], 2),
        ([claim(1, agency="Reuters"), claim(2, stances=("says",), speakers=("Reuters",))], 1),
        ([claim(1, stances=("says", "says"), speakers=("Reuters", "Mara Velde")), claim(2, **TAKEN)], 1),
        (
            [claim(1, outlet="Reuters", stances=("says",), speakers=("The Harbour Gazette",)), claim(2, **TAKEN)],
            2,
        ),
    ],
)
def test_what_is_taken_from_an_outlet_is_its_report(said: list[Evidence], origins: int) -> None:
    for order in (said, said[::-1]):
        fact = fact_of(KEY, order, outlets=OUTLETS)
        assert fact.origins == origins
        assert fact.belief == pytest.approx(0.95 * (1 - 0.4**origins))
    assert fact_of(KEY, said).articles == len({e.article for e in said})


@given(evidence_lists, evidence_lists, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_claims_does_not_matter(
    claims: list[Evidence], ends: list[Evidence], random: Random, state: bool
) -> None:
    shuffled, shuffled_ends = random.sample(claims, len(claims)), random.sample(ends, len(ends))
    assert fact_of(KEY, claims, ends, state=state) == fact_of(KEY, shuffled, shuffled_ends, state=state)


@given(evidence_lists)
def test_more_support_never_lowers_belief(claims: list[Evidence]) -> None:
    assert belief(claims[:-1]) <= belief(claims) <= 0.95
