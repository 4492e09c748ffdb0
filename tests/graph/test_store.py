"""The seam to Neo4j: reading, writing, first use, and every way that it can be refused, on a real server."""

from pathlib import Path
from traceback import format_exception

import pytest

from graph.cypher import VERSION, labels, name
from graph.folder import Folder
from graph.store import Store, open_store
from ontology.errors import QueryError, StoreError, StoreRefused, StoreUnavailable, StoreVersion, TriplewireError


@pytest.fixture
def address(store: Store, store_folder: Path) -> str:
    state = Folder(store_folder).state()
    assert state
    return state.uri


@pytest.fixture
def password(store: Store, store_folder: Path) -> str:
    return (store_folder / "secret").read_text(encoding="utf-8")


def test_what_is_written_is_read(store: Store) -> None:
    store.write("CREATE (:Thing {id: $id})", id=1)
    assert store.read("MATCH (n:Thing) RETURN n.id AS id") == [{"id": 1}]
    assert list(store.stream("UNWIND range(1, 2500) AS x RETURN x"))[-1] == {"x": 2500}


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def work(run):  # type: ignore[no-untyped-def]
        run("CREATE (:Half)")
        run("CREATE (:Half {id: $missing})")

    with pytest.raises(QueryError):
        store.writing(work)
    assert store.read("MATCH (n:Half) RETURN count(n) AS n") == [{"n": 0}]


def test_a_read_cannot_write(store: Store) -> None:
    with pytest.raises(QueryError, match="read access mode"):
        store.read("CREATE (:Never)")


def test_a_read_can_be_limited_in_time(store: Store) -> None:
    slow = "UNWIND range(1, 100000000) AS x WITH x WHERE x % 7 = 8 RETURN count(x) AS n"
    with pytest.raises(TriplewireError):
        store.reading(lambda run: run(slow), timeout=0.5)


def test_explain_tells_the_type_and_runs_nothing(store: Store) -> None:
    assert store.explain("CREATE (:Never)").type in ("w", "rw")
    assert store.explain("MATCH (n) RETURN n").type == "r"
    assert store.read("MATCH (n:Never) RETURN count(n) AS n") == [{"n": 0}]


def test_constraints_and_the_name_index_are_there(store: Store) -> None:
    found = {row["name"] for row in store.read("SHOW INDEXES YIELD name")}
    assert {"entity_id", "fact_id", "claim_id", "article_id", "entity_names"} <= found
    with pytest.raises(StoreError):
        store.write("CREATE (:Fact {id: 'twice'}), (:Fact {id: 'twice'})")


def test_the_second_opening_changes_nothing(store: Store, store_folder: Path, environ: dict[str, str]) -> None:
    before = store.read("MATCH (n:TriplewireStore) RETURN n.version AS v")
    with open_store(store_folder, environ=environ) as second:
        assert second.read("MATCH (n:TriplewireStore) RETURN n.version AS v") == before == [{"v": VERSION}]


def test_a_server_of_the_user(address: str, password: str) -> None:
    with open_store(environ={"NEO4J_URI": address, "NEO4J_PASSWORD": password}) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    with open_store(address, environ={"NEO4J_PASSWORD": password}) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"NEO4J_PASSWORD": "wrong-and-secret"}, StoreRefused, "password"),
        ({"NEO4J_PASSWORD": ""}, StoreRefused, "password"),
        ({"NEO4J_USERNAME": "nobody"}, StoreRefused, "user name"),
        ({"NEO4J_DATABASE": "elsewhere"}, StoreUnavailable, "elsewhere"),
        ({"NEO4J_URI": "bolt://127.0.0.1:1"}, StoreUnavailable, "no Neo4j answers"),
        ({"NEO4J_URI": "bolt://nowhere.invalid"}, StoreUnavailable, "no Neo4j answers"),
        ({"NEO4J_URI": "http://127.0.0.1"}, StoreUnavailable, "no address"),
        ({"NEO4J_URI": "localhost"}, StoreUnavailable, "no address"),
    ],
)
def test_a_server_that_cannot_be_used_is_told_with_a_remedy_and_no_password(
    address: str, password: str, changes: dict[str, str], kind: type[TriplewireError], words: str
) -> None:
    settings = {"NEO4J_URI": address, "NEO4J_PASSWORD": password} | changes
    with pytest.raises(kind, match=words) as caught:
        open_store(environ=settings)
    assert caught.value.remedy
    told = "".join(format_exception(caught.value))
    assert password not in told
    assert "wrong-and-secret" not in told


def test_other_peoples_data_is_refused_and_not_touched(store: Store, address: str, password: str) -> None:
    store.write("MATCH (n) DETACH DELETE n")
    store.write("CREATE (:Recipe {name: 'soup'})")
    before = store.read("MATCH (n) RETURN labels(n) AS l, n.name AS n")
    with pytest.raises(StoreRefused, match="other data"):
        open_store(environ={"NEO4J_URI": address, "NEO4J_PASSWORD": password})
    assert store.read("MATCH (n) RETURN labels(n) AS l, n.name AS n") == before
    store.write("MATCH (n) DETACH DELETE n")
    open_store(environ={"NEO4J_URI": address, "NEO4J_PASSWORD": password}).close()


def test_a_newer_store_is_refused(store: Store, address: str, password: str) -> None:
    store.write("MATCH (n:TriplewireStore) SET n.version = $v", v=VERSION + 1)
    with pytest.raises(StoreVersion, match="update triplewire"):
        open_store(environ={"NEO4J_URI": address, "NEO4J_PASSWORD": password})
    store.write("MATCH (n:TriplewireStore) SET n.version = $v", v=VERSION)


def test_an_older_store_gets_what_it_lacks(store: Store, address: str, password: str) -> None:
    store.write("MATCH (n:TriplewireStore) SET n.version = 1")
    store.write("DROP CONSTRAINT ruling_id")
    open_store(environ={"NEO4J_URI": address, "NEO4J_PASSWORD": password}).close()
    assert store.read("SHOW INDEXES YIELD name WHERE name = 'ruling_id' RETURN name") == [{"name": "ruling_id"}]
    assert store.read("MATCH (n:TriplewireStore) RETURN n.version AS v") == [{"v": VERSION}]


@pytest.mark.parametrize("text", ["", "A B", "A`", "1A", "A)-[", "Ä"])
def test_no_foreign_text_becomes_a_label(text: str) -> None:
    with pytest.raises(StoreError):
        name(text)


def test_labels_are_quoted() -> None:
    assert labels(("Organization", "Company")) == ":`Organization`:`Company`"
