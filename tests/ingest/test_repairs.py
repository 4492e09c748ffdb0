"""Repairs of a parse: whatever they rewire, every word still hangs on a root."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mentions import annotate
from ingest.nlp import load_model, parse
from ingest.repairs import repair
from ingest.tree import Tree
from ontology.model import Article, Span

NLP = load_model()
SENTENCES = [
    (
        "He also held the positions of Vice President and Chief Information Officer at Norvane Services, a "
        "subsidiary of The Halden Group as well as Manager of Product Development for Oakmere, an insurer."
    ),
    "The man who officials believe killed Reck was arrested, and the woman who police say stole the van fled.",
    "Mara Velde, chairwoman of Norvane Systems, and Jonas Reck, its lawyer, and Ada Finch met the tanker Vela Star.",
]
PARTS = [
    "Mara Velde", "Jonas Reck", "Norvane Systems", "the director of", "a subsidiary of", ", which", ", who",
    "police say", "and", "as well as", "the tanker", "chief executive",
    "killed", "owns", "said", "of", "for", ",", ".", "manager",
]  # fmt: skip


def repaired(text: str) -> Tree:
    [parsed] = parse(NLP, [Article("a", text, "", kept=(Span(0, len(text)),))])
    annotate(parsed)
    tree = Tree(parsed.paragraphs[0].doc)
    repair(tree)
    return tree


def roots(tree: Tree) -> list[int]:
    """The root above each token; fails where there is a circle."""
    found = []
    for i in range(len(tree)):
        steps = 0
        while tree.heads[i] != i:
            i = tree.heads[i]  # noqa: PLW2901  # climbs
            steps += 1
            assert steps <= len(tree), "the words hang in a circle"
        found.append(i)
    return found


@pytest.mark.parametrize("text", SENTENCES)
def test_no_circle(text: str) -> None:
    tree = repaired(text)
    assert roots(tree)
    for i, kids in enumerate(tree.kids):
        assert all(tree.heads[k] == i for k in kids)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PARTS), min_size=3, max_size=25))
def test_no_circle_in_mangled_text(parts: list[str]) -> None:
    roots(repaired(" ".join(parts)))


def test_moving_under_oneself_changes_nothing() -> None:
    tree = repaired("Norvane Systems paid Mara Velde.")
    before = list(tree.heads)
    root = next(i for i, head in enumerate(tree.heads) if head == i)
    tree.move(root, tree.kids[root][0], "conj")
    assert tree.heads == before
