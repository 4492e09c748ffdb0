"""Typing again gives what reading again gives, claim for claim and rejection for rejection, in both directions."""

from collections.abc import Iterator
from pathlib import Path
from tomllib import loads

import pytest

from ingest.pipeline import Reader
from ontology.model import Reading
from ontology.schema import load_ontology
from ontology.statements import claim_id, plain, settle, settle_again

ROOT = Path(__file__).parents[2]
OTHER = ROOT / "tests" / "cases" / "other.ttl"


def texts() -> Iterator[str]:
    yield from (path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "port").glob("*.txt")))
    for path in sorted((ROOT / "tests" / "cases").rglob("*.toml")):
        cases = loads(path.read_text(encoding="utf-8")).get("case", [])
        yield " ".join(str(case.get("text", case.get("sentence", ""))) for case in cases)
    yield (
        "Norvane Systems failed to pay Mara Velde. Brightlake Capital refused to pay Jonas Reck, its director. "
        "Mara Velde, head of Oakmere's procurement department, said Norvane's website and Reck's home were searched. "
        "Norvane Systems declined to fund the Reform Party. Reck did not fail to pay Velde."
    )


@pytest.fixture(scope="module")
def readers() -> tuple[Reader, Reader]:
    return Reader(), Reader(ontology=load_ontology(OTHER))


@pytest.fixture(scope="module")
def readings(readers: tuple[Reader, Reader]) -> list[tuple[Reading, Reading]]:
    ours, other = readers
    return [(ours.read_text(text), other.read_text(text)) for text in texts() if text.strip()]


def test_typing_again_is_reading_again(readers: tuple[Reader, Reader], readings: list[tuple[Reading, Reading]]) -> None:
    ours, other = readers
    for one, two in readings:
        for given, wanted, ontology in (
            (one, two, other.ontology),
            (two, one, ours.ontology),
            (one, one, ours.ontology),
        ):
            again = settle_again(given, ontology)
            assert again.claims == wanted.claims
            assert again.rejected == wanted.rejected


def test_the_two_differ_in_every_way(readings: list[tuple[Reading, Reading]]) -> None:
    seen = set()
    for one, two in readings:
        before, after = ({plain(c).id: c for c in reading.claims} for reading in (one, two))
        for id_ in before.keys() | after.keys():
            old, new = before.get(id_), after.get(id_)
            if old is None or new is None:
                seen.add("new" if old is None else "lost")
            elif old.polarity != new.polarity:
                seen.add("denied")
            elif bool(old.relation.words) != bool(new.relation.words):
                seen.add("turned")
            elif old != new:
                seen.add("retyped" if old.relation.property and new.relation.property else "typed")
    assert seen == {"new", "lost", "denied", "turned", "retyped", "typed"}


def test_the_order_of_statements_does_not_matter(readings: list[tuple[Reading, Reading]]) -> None:
    ontology = load_ontology()
    for reading, _ in readings:
        for start in {claim.quote.start for claim in reading.claims}:
            statements = [plain(claim) for claim in reading.claims if claim.quote.start == start]
            assert settle(statements, ontology) == settle(reversed(statements), ontology)


def test_an_id_says_what_is_claimed(readings: list[tuple[Reading, Reading]]) -> None:
    for pair in readings:
        for reading in pair:
            for c in reading.claims:
                assert c.id == claim_id(c.article, c.rule, c.subject, c.relation, c.object)
            assert all(plain(plain(claim)) == plain(claim) for claim in reading.claims)
