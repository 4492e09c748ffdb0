"""Each pattern must read its own example: the three ways in which one does not, each told with its reason."""

from pathlib import Path

import pytest

from ingest.examples import unread
from ingest.pipeline import Reader
from ontology.schema import load_ontology, places_of

HEAD = """@prefix tw: <https://triplewire.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
tw:sails a owl:ObjectProperty ; rdfs:domain tw:Person ; rdfs:range tw:Place ; tw:wording
"""
CASES = {
    "read": ("verb sail : S=subj! O=to!", "Mara Velde sailed to Malta.", ""),
    "read, turned round": ("verb draw : S=obj! O=subj", "Malta drew Mara Velde.", ""),
    "another verb": ("verb sail : S=subj! O=to!", "Mara Velde went to Malta.", "are verb go (subj, to)"),
    "no sentence": ("verb sail : S=subj! O=to!", "To Malta.", "are none"),
    "other ends": ("verb sail : S=subj! O=to!", "Norvane Systems sailed to Malta.", "not for Company and Country"),
    "another property": ("verb buy : S=subj:Company! O=in:Company!",
                         "Norvane Systems bought a stake in Brightlake Capital.",
                         "it is read as acquired"),
}  # fmt: skip


@pytest.mark.parametrize(("pattern", "sentence", "why"), CASES.values(), ids=CASES)
def test_an_example_and_its_pattern(pattern: str, sentence: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(f'{HEAD} [ tw:reads "{pattern}" ;\n tw:example "{sentence}" ] .\n', encoding="utf-8")
    reader = Reader(ontology=load_ontology(path))
    found = list(unread(reader, places_of(path), frozenset({str(path)})))
    assert len(found) == bool(why), [str(f) for f in found]
    for finding in found:
        assert why in finding.message
        assert (finding.place.line, finding.fatal) == (6, False)
