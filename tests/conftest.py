"""What all tests share: one embedded Neo4j for the whole run, a clean database for each module; no skips in CI.

    def test_something(store): ...            a ready, empty store; what a module writes stays for that module
    def test_a_command(store_folder, environ): ...      the same store by its folder, as `--store` takes it

TRIPLEWIRE_TEST_NEO4J=5.26.30 runs them on the long-term line, of tests/graph/neo4j-5.26.30.lock.
"""

from collections.abc import Generator, Iterator
from os import environ as process_environ
from pathlib import Path

import pytest
from hypothesis import settings

from graph.embedded import fetch, stop
from graph.folder import Folder
from graph.store import Store, open_store
from ontology.errors import StoreUnavailable

# selenium brings trio, whose plugin hands hypothesis a random generator that nothing here draws from, and is warned
# about: hypothesis looks for who holds it, and what was there when a model was loaded is out of the collector's sight.
process_environ["HYPOTHESIS_NO_PLUGINS"] = "1"
# No assertion on time: a busy machine is not a bug.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
IN_CI = process_environ.get("CI") == "true"


@pytest.fixture(scope="session")
def environ() -> dict[str, str]:
    """The environment that embedded servers of the tests run under; a copy: change it freely."""
    own = {key: value for key, value in process_environ.items() if not key.startswith("NEO4J_")}
    version = own.get("TRIPLEWIRE_TEST_NEO4J")
    if version:
        own["TRIPLEWIRE_LOCK"] = str(Path(__file__).parent / "graph" / f"neo4j-{version}.lock")
    return own | {"TRIPLEWIRE_IDLE": "600"}


@pytest.fixture(scope="session")
def neo4j_at_hand(environ: dict[str, str]) -> None:
    """Neo4j is fetched; skips where it cannot be."""
    try:
        fetch(environ)
    except StoreUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def session_folder(
    tmp_path_factory: pytest.TempPathFactory, environ: dict[str, str], neo4j_at_hand: None
) -> Iterator[Path]:
    """The folder of the one store of the run."""
    folder = tmp_path_factory.mktemp("neo4j") / "store"
    yield folder
    if Folder(folder).is_store():
        stop(folder, environ)


@pytest.fixture(scope="module")
def store_folder(session_folder: Path, environ: dict[str, str]) -> Path:
    """The folder of the run's store, emptied for the module."""
    with open_store(session_folder, environ=environ) as store:
        empty(store)
    return session_folder


@pytest.fixture(scope="module")
def store(store_folder: Path, environ: dict[str, str]) -> Iterator[Store]:
    """The run's store, emptied for the module."""
    with open_store(store_folder, environ=environ) as opened:
        yield opened


def empty(store: Store) -> None:
    """Takes all data out; constraints, indexes and the marker stay."""
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one: what is not tested there is tested nowhere."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Likewise for a module that skips itself."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report
