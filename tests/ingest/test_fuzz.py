"""News text made at random and then mangled: whatever comes in, a claim that stands or a reason comes out.

Sentences are built from templates with swapped words; mangling deletes blanks, unbalances quotes, turns words round,
puts in emoji, right-to-left and zero-width characters, capitals, huge words. What must hold of every reading:

    nothing is raised             every offset cuts back to its words       no claim without subject or relation
    the same again the same       ids are unique within the article         JSON and back is the same claim
"""

from collections.abc import Callable, Iterator
from functools import cache
from json import loads

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest.pipeline import Reader
from ontology.jsonl import from_json, line
from ontology.model import Argument, Circumstance, Claim, Mention, Quote, Reading, Rejected, Relation, Source, When

FUZZ = settings(
    max_examples=120, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)

NAMES = [
    "Mara Velde",
    "Jonas Reck",
    "Norvane Systems",
    "Brightlake Capital",
    "the ministry",
    "Lagos",
    "NSA",
    "she",
    "it",
]
VERBS = ["bought", "denied", "will sell", "has not paid", "may sue", "was arrested by", "said it had fined", "met with"]
WORDS = [
    "a unit of",
    "in April",
    "since 2015",
    "for $2 million",
    "who",
    "that",
    "and",
    ", ",
    "“",
    "”",
    '"',
    "not",
    "'s",
]
TEMPLATES = [
    "{0} {v} {1} in Kanza on Friday.",
    "{0}, a unit of {1}, {v} {2}, according to {1}.",
    "“{0} {v} {1},” {2} told {1} last year.",
    "{0} denied that {1} {v} {2} before 12/03/2019.",
    "In May, {0} and {1} {v} {2}'s subsidiary and left.",
    "{0} (formerly {1}), which {v} {2}, declined to comment.",
    "Police said {0} said {1} {v} {2}?",
    "{0} chief executive {1} {v} {2}; {1}: no comment!",
]
STRANGE = [
    "🔥",
    "👩‍👩‍👧",
    "\u202eabc\u202c",
    "\u200b",
    "عربي",
    "中文",
    "\ufeff",
    "é",
    "\x00",
    "\x1f",
    "…",
    "\u2028",
    "x" * 400,
    "#1",
    "½",
]


@cache
def reader() -> Reader:
    return Reader()


@st.composite
def sentences(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3))
    return draw(st.sampled_from(TEMPLATES)).format(*names, v=draw(st.sampled_from(VERBS)))


def without_blanks(text: str, at: int) -> str:
    return text[:at] + text[at:].replace(" ", "", 2)


def capitals(text: str, _: int) -> str:
    return text.upper()


def no_punctuation(text: str, _: int) -> str:
    return "".join(c for c in text if c.isalnum() or c == " ")


def turned(text: str, at: int) -> str:
    words = text.split(" ")
    cut = at % len(words)
    return " ".join(words[cut:] + words[:cut])


def cut(text: str, at: int) -> str:
    return text[:at]


def doubled(text: str, at: int) -> str:
    return text[:at] + text[at:] + text[at:]


MANGLES: list[Callable[[str, int], str]] = [without_blanks, capitals, no_punctuation, turned, cut, doubled]
INSERTS = STRANGE + WORDS + ["\n", "\n\n", "\t", "  ", "(", ")", "—", "--", ".", "..."]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from([" ", "\n", "\n\n", ""])).join(draw(st.lists(sentences(), max_size=3)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            text = text[:at] + draw(st.sampled_from(INSERTS)) + text[at:]
        else:
            text = draw(st.sampled_from(MANGLES))(text, at)
    return text


def test_templates_give_claims() -> None:
    text = TEMPLATES[0].format(*NAMES, v=VERBS[0])
    assert [c.relation.text for c in reader().read_text(text).claims]


@FUZZ
@given(mangled(), st.sampled_from([None, "2019-06-12"]))
def test_any_news_text_is_read(text: str, published: str | None) -> None:
    check(text, published)


@FUZZ
@example("0A\xa00\\", None)
@given(st.text(max_size=200), st.sampled_from([None, "2019-06-12"]))
def test_any_text_is_read(text: str, published: str | None) -> None:
    check(text, published)


@settings(FUZZ, max_examples=60)
@given(st.lists(st.sampled_from([*NAMES, *VERBS, *WORDS]), max_size=40))
def test_any_row_of_words_is_read(words: list[str]) -> None:
    check(" ".join(words), "2019-06-12")


LONG = [
    ", ".join(["Norvane Systems bought a unit of Brightlake Capital"] * 150) + ".",
    " and ".join(["Mara Velde said Jonas Reck denied it"] * 170),
    " ".join(["of the"] * 500) + " bank",
    "(" * 400 + "Mara Velde" + ")" * 400,
    "“" * 300 + " said Mara Velde.",
    " | ".join(str(n * 37) for n in range(400)),
    "x" * 20_000,
    "Mara Velde " * 1000,
    "\n".join(["Jonas Reck met Mara Velde."] * 60),
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_long_sentences_are_read(text: str) -> None:
    check(text, "2019-06-12")


def check(text: str, published: str | None) -> None:
    """Reads a text and holds the reading to all that must be so."""
    reading = reader().read_text(text, published)  # raises what the Reader caught
    for part in parts(reading):
        cuts_back(part, text)
    for claim in reading.claims:
        assert claim.subject.text.strip()
        assert claim.relation.text.strip()
        assert from_json(Claim, loads(line(claim))) == claim
        when = claim.when
        assert when is None or when.since is None or when.until is None or when.since <= when.until
    ids = [claim.id for claim in reading.claims]
    assert len(ids) == len(set(ids))
    assert reader().read_text(text, published) == reading


Part = Quote | Argument | Relation | Circumstance | Source | When | Mention | Rejected


def parts(reading: Reading) -> Iterator[Part]:
    """Everything in a reading that has words of the article."""
    yield from reading.mentions
    yield from reading.rejected
    for claim in reading.claims:
        yield claim.quote
        yield claim.relation
        yield from claim.arguments
        for argument in (claim.subject, claim.object):
            if argument is not None:
                yield argument
                yield argument.full
        for level in claim.attribution:
            yield level.source
            yield level.cue
        if claim.when is not None:
            yield claim.when


def cuts_back(part: Part, text: str) -> None:
    """Holds offsets to their words."""
    spans = part.spans if isinstance(part, Argument | Relation) else ()
    words = part.words or part.text if isinstance(part, Relation) else part.text
    assert 0 <= part.start <= part.end <= len(text)
    if spans:
        assert " ".join(text[s.start : s.end] for s in spans) == words
        assert (min(s.start for s in spans), max(s.end for s in spans)) == (part.start, part.end)
    else:
        assert text[part.start : part.end] == words
