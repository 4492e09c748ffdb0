"""The arrows between the rooms point one way, and the flat import names are ours."""

import ast
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest

from ontology.schema import load_ontology

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "ontology": {"ontology"},
    "ingest": {"ingest", "ontology"},
    "graph": {"graph", "ontology"},
    "queries": {"queries", "graph", "ontology"},
    "triplewire": {"triplewire", "queries", "graph", "ingest", "ontology"},
}
PROPERTIES = load_ontology().properties.keys()
MODULES = sorted(path.relative_to(ROOT) for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            found.add(str(node.module).split(".")[0])
    return found & set(MAY_IMPORT)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_one_way(module: Path) -> None:
    assert imported_rooms(module) <= MAY_IMPORT[module.parts[0]]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_property_of_the_vocabulary_is_wired_in(module: Path) -> None:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not words & PROPERTIES


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_import_name_is_ours(name: str) -> None:
    found = find_spec(name)
    assert found is not None, f"{name!r} is not installed"
    assert found.origin == str(ROOT / name / "__init__.py"), f"another package overwrites {name!r}"


def test_never_uploaded() -> None:
    assert "Private :: Do Not Upload" in (distribution("triplewire").metadata.get_all("Classifier") or [])


def test_spacy_stays_in_ingest() -> None:
    outside = [m for m in MODULES if m.parts[0] != "ingest"]
    texts = {m: (ROOT / m).read_text(encoding="utf-8") for m in outside}
    assert not [m for m, text in texts.items() if "import spacy" in text or "from spacy" in text]
