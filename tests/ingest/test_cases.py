"""Tables of sentences and their claims: tests/cases/claims/*.toml, one table a phenomenon.

text    the sentence
has     claims that must be among those read, as "subject | relation | object | property"; the object is empty where
        there is none, the property where no pattern reads it, and marks may follow: "negative", a modality, "by SOURCE"
lacks   claims that must not be: the same form, each part may be "*"; without a mark a plain, positive fact
xfail   why a case is known to fail
"""

from collections.abc import Iterator
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from ingest.pipeline import Reader
from ontology.model import Claim

CASES = Path(__file__).parents[1] / "cases" / "claims"
FEWEST = 100


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['text'][:60]}", marks=marks)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def written(claim: Claim) -> str:
    """A claim as a table writes it, with the article's own words for the relation."""
    target = claim.object.text if claim.object else ""
    parts = [claim.subject.text, claim.relation.words or claim.relation.text, target, claim.relation.property or ""]
    marks = [claim.polarity if claim.polarity == "negative" else "", "" if plain(claim) else claim.modality]
    marks += [f"by {level.source.text or 'somebody'}" for level in claim.attribution]
    return " | ".join([*parts, *filter(None, marks)])


def plain(claim: Claim) -> bool:
    return claim.modality == "asserted"


def fits(claim: str, pattern: str) -> bool:
    said, wanted = claim.split(" | "), pattern.split(" | ")
    return len(said) == len(wanted) and all(w in ("*", s) for s, w in zip(said, wanted, strict=True))


@pytest.mark.parametrize("case", list(cases()))
def test_claims_of_a_sentence(case: dict[str, Any], reader: Reader) -> None:
    claims = [written(claim) for claim in reader.read_text(case["text"]).claims]
    missing = [wanted for wanted in case.get("has", ()) if wanted not in claims]
    wrong = [claim for claim in claims for barred in case.get("lacks", ()) if fits(claim, barred)]
    assert not missing, claims
    assert not wrong, claims


def test_there_are_enough() -> None:
    assert len(list(cases())) >= FEWEST
