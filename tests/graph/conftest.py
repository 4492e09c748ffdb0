"""What the tests of the graph share: the vocabulary, and a store that each test leaves empty."""

from collections.abc import Iterator

import pytest

from graph.store import Store
from ontology.schema import Ontology, load_ontology
from tests.conftest import empty


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """Ours, alone."""
    return load_ontology()


@pytest.fixture
def clean(store: Store) -> Iterator[Store]:
    """The module's store, emptied behind the test."""
    yield store
    empty(store)
