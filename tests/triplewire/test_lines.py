"""Lines of claims carry their articles: there and back, whole or not at all."""

from json import dumps, loads

import pytest

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


first, second, third = lines_of([ONE, TWO])
LOSSES = {
    "a lost line": ([first, third], "1 of the 2 claims of a1 are there"),
    "a lost beginning": ([second, third], "line 1: the article a1 is not in the stream"),
    "half a line": ([first, second[:40], third], "line 2: not JSON"),
    "other words": ([first, second.replace('"text": "Mara', '"text": "Sara'), third], "has other words at"),
    "another text": ([first.replace("Norvane supplies", "Norvane suppliez"), second, third], "is not the one"),
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
