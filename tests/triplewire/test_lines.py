"""Lines of claims carry their articles: there and back, whole or not at all."""

from json import dumps, loads

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import ArticleError
from ontology.model import Reading
from tests.graph.stories import Said, reading
from triplewire.lines import lines_of, readings_of

ONE = reading("a1", Said("Norvane", "supplies", "Oakmere"), Said("Mara Velde", "leads", "Norvane"))
TWO = reading("a2", Said("Brightlake", "owns", "Norvane"))
NONE, NEITHER, NOR = reading("a0"), reading("a3"), reading("a4")


def there_and_back(*lines: str) -> list[Reading | ArticleError]:
    return list(readings_of([line.encode() + b"\n" for line in lines], "in"))


@pytest.mark.parametrize(
    "readings",
    [[], [ONE], [ONE, TWO], [NONE, ONE], [ONE, NONE, NEITHER, TWO, NOR]],
    ids=["nothing", "one", "two", "without claims first", "without claims between and last"],
)
def test_there_and_back(readings: list[Reading]) -> None:
    assert there_and_back(*lines_of(readings)) == readings


def test_every_line_is_a_claim() -> None:
    lines = [loads(line) for line in lines_of([ONE, TWO])]
    assert [line["id"] for line in lines] == [claim.id for r in (ONE, TWO) for claim in r.claims]
    assert ["readings" in line for line in lines] == [True, False, True]


def test_bare_lines_are_claims_alone() -> None:
    assert not any("readings" in loads(line) for line in lines_of([ONE, TWO], bare=True))


def swapped(*way: str | int) -> list[str]:
    """The lines, with a value inside of the first rider replaced by the last of the way."""
    line = loads(first)
    node = line["readings"][0]
    *steps, last, value = way
    for step in steps:
        node = node[step]
    node[last] = value
    return [dumps(line), second, third]


first, second, third = lines_of([ONE, TWO])
LOSSES = {
    "a lost line": ([first, third], "1 of the 2 claims of a1 are there"),
    "a lost beginning": ([second, third], "line 1: the article a1 is not in the stream"),
    "half a line": ([first, second[:40], third], "line 2: not JSON"),
    "other words": ([first, second.replace('"text": "Mara', '"text": "Sara'), third], "has other words at"),
    "another text": ([first.replace("Norvane supplies", "Norvane suppliez"), second, third], "is not the one"),
    "a mention elsewhere": (swapped("mentions", 0, "start", 10**30), "has other words at"),
    "spans elsewhere": (swapped("article", "kept", 0, 1, 10**30), "has spans outside of its text"),
    "a line twice": ([first, second, second, third], "3 of the 2 claims of a1 are there"),
    "an id twice": ([first, second.replace(*(loads(line)["id"] for line in (second, first))), third], "have one id"),
    "no probability": ([first, second.replace('"confidence": 0.6', '"confidence": NaN'), third], "a confidence of nan"),
    "half a character": ([first, second.replace('"rule": "', '"rule": "\\ud800'), third], "line 2: not JSON"),
}


@pytest.mark.parametrize(("lines", "said"), LOSSES.values(), ids=LOSSES.keys())
def test_an_article_is_whole_or_an_error(lines: list[str], said: str) -> None:
    found = there_and_back(*lines)
    errors = [item for item in found if isinstance(item, ArticleError)]
    assert len(errors) == 1
    assert said in errors[0].message
    assert [item for item in found if isinstance(item, Reading)] == [TWO]


def test_what_is_no_claim_is_told() -> None:
    found = there_and_back(first, second, "[1]", third)
    assert [item for item in found if isinstance(item, Reading)] == [ONE, TWO]
    [error] = [item for item in found if isinstance(item, ArticleError)]
    assert "line 3: Claim: Mapping expected, list found" in error.message


def test_claims_of_other_programs_need_their_article() -> None:
    claim = loads(second)
    [error] = there_and_back(dumps(claim))
    assert isinstance(error, ArticleError)


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), max_size=4))
@settings(deadline=None, max_examples=200)
def test_mangled_lines_never_raise(changes: list[tuple[int, float, bytes, int]]) -> None:
    lines = [line.encode() for line in lines_of([ONE, TWO])]
    for number, place, put, cut in changes:
        at = int(place * len(lines[number]))
        lines[number] = lines[number][:at] + put + lines[number][at + cut :]
    for found in readings_of([line + b"\n" for line in lines], "in"):
        assert isinstance(found, Reading | ArticleError)


VALUES: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just([]) | st.just({})
)


@given(st.integers(0, 2), st.lists(st.integers(0, 30), min_size=1, max_size=4), VALUES)
@settings(deadline=None, max_examples=300)
def test_lines_of_another_shape_never_raise(number: int, way: list[int], value: object) -> None:
    lines = [loads(line) for line in lines_of([ONE, TWO])]
    node = lines[number]
    for step in way:
        keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        if not keys:
            break
        key = keys[step % len(keys)]
        if step == way[-1] or not isinstance(node[key], dict | list):
            node[key] = value
            break
        node = node[key]
    for found in readings_of([dumps(line).encode() for line in lines], "in"):
        assert isinstance(found, Reading | ArticleError)
