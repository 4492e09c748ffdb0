"""Free Cypher: what may run, what is refused, what the cells hold, and the limits of rows and time."""

from typing import Any

import pytest

from graph.load import load
from graph.store import Store
from ontology.errors import QueryError, UnsafeQuery
from ontology.schema import load_ontology
from queries.ask import ask
from queries.table import GraphEdge, GraphNode, GraphPath
from tests.graph.stories import Said, reading


@pytest.fixture(scope="module")
def story(store: Store) -> Store:
    load(store, [reading("a1", Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo"))], load_ontology())
    return store


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("MATCH (e:Entity) RETURN e.name AS name ORDER BY name", [("Norvane Systems",), ("Oakmere",)]),
        ("UNWIND [3, 1] AS x RETURN x, x * 2 AS y ORDER BY x", [(1, 2), (3, 6)]),
        ("CYPHER 5 RETURN 1 AS one", [(1,)]),
        ("MATCH (n:NoSuchLabel) RETURN n", []),
        ("CALL db.labels() YIELD label WHERE label = 'Fact' RETURN label", [("Fact",)]),
        ("CALL db.index.fulltext.queryNodes('entity_names', 'oakmere') YIELD node RETURN node.name", [("Oakmere",)]),
        ("RETURN 'LOAD CSV' AS a, 'apoc.do.it(x)' AS c", [("LOAD CSV", "apoc.do.it(x)")]),
        ("RETURN date.truncate('month', date('2024-05-09')) AS d", [("2024-05-01",)]),
        ("RETURN duration('P1DT2H') AS d, time('10:00:00Z') AS t", [("P1DT2H", "10:00:00.000000000+00:00")]),
        ("RETURN 0.0 / 0 AS n, [1, [2.5, null]] AS l, {b: 1} AS m", [("nan", [1, [2.5, None]], {"b": 1})]),
        ("OPTIONAL MATCH (n:Missing) RETURN n /* ; CREATE (x) */ // DELETE", [(None,)]),
    ],
)  # fmt: skip
def test_reading_is_allowed(story: Store, query: str, rows: list[tuple[object, ...]]) -> None:
    assert list(ask(story, query).rows) == rows


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:X)",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Entity {id: 'x'}) RETURN n",
        "MATCH (n) REMOVE n.name RETURN n",
        "MATCH (n) FOREACH (x IN [1] | SET n.x = x)",
        "MATCH (n) CALL (n) { SET n.x = 1 } RETURN n",
        "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS",
        "CREATE INDEX x FOR (n:A) ON (n.b)",
        "DROP CONSTRAINT entity_id IF EXISTS",
        "CREATE USER eve SET PASSWORD 'abcdefgh'",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:9/' AS line RETURN line",
        "MATCH (n) RETURN COUNT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } AS c",
        "CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line",
        "SHOW SETTINGS",
        "SHOW USERS",
        "SHOW TRANSACTIONS",
        "SHOW FUNCTIONS",
        "SHOW INDEXES YIELD name RETURN name",
        "TERMINATE TRANSACTION 'neo4j-transaction-1'",
        "CALL dbms.listConfig()",
        "CALL dbms.queryJmx('*:*')",
        "CALL `db`.`clearQueryCaches`()",
        "CALL db.createLabel('X')",
        "RETURN COUNT { CALL db.clearQueryCaches() YIELD value RETURN value } AS c",
        "CALL dbms.listCapabilities()",
        "CALL db.stats.status()",
    ],
)
def test_everything_else_is_refused(story: Store, query: str) -> None:
    before = story.read("MATCH (n) RETURN count(n) AS n, count(n.x) AS x")
    with pytest.raises(UnsafeQuery) as caught:
        ask(story, query)
    assert caught.value.remedy
    assert story.read("MATCH (n) RETURN count(n) AS n, count(n.x) AS x") == before


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("MATCH (n) RETRN n", "line 1, column 11"),
        ("MATCH (n)\nRETURN m", "line 2, column 8"),
        ("RETURN $missing AS x", "missing"),
        ("RETURN 1 AS x; MATCH (n) DELETE n", "one statement"),
        ("EXPLAIN MATCH (n) RETURN n", "give a plan"),
        ("profile MATCH (n) RETURN n", "give a plan"),
        ("RETURN " + "1+" * 30_000 + "1", "characters"),
        ("CALL no.such.procedure()", "no procedure"),
        ("RETURN apoc.version() AS v", "function"),
        ("RETURN 1 / 0 AS x", "zero"),
    ],
)
def test_mistakes_are_told(story: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        ask(story, query)
    assert not isinstance(caught.value, UnsafeQuery)
    assert caught.value.remedy


def test_nodes_edges_and_paths(story: Store) -> None:
    query = "MATCH p = (a:Entity)-[r]->(b) RETURN a, r, p, [a] AS nested"
    [[node, edge, path, nested]] = ask(story, query).rows
    assert isinstance(node, GraphNode)
    assert (node.labels, node.properties["name"]) == (("Agent", "Company", "Entity", "Organization"), "Norvane Systems")
    assert isinstance(edge, GraphEdge)
    assert (edge.type, edge.source, edge.properties["phrase"]) == ("SUPPLIES_TO", node.properties["id"], "supplies")
    assert isinstance(path, GraphPath)
    assert (path.nodes[0], path.edges, nested) == (node, (edge,), [node])


def test_parameters(story: Store) -> None:
    given = {"name": "Oakmere", "many": [1, "two", None], "map": {"x": 0.5}, "half": "\ud800"}
    query = "MATCH (e:Entity {name: $name}) RETURN e.name AS name, $many AS many, $map AS map, $half AS half"
    assert ask(story, query, given).rows == (("Oakmere", [1, "two", None], {"x": 0.5}, "?"),)
    for wrong in (2**63, {1, 2}, object(), b"bytes"):
        with pytest.raises(QueryError, match="parameter 'x'"):
            ask(story, "RETURN $x AS x", {"x": wrong})


def test_rows_are_limited_and_it_is_told(story: Store) -> None:
    query = "UNWIND range(1, 100000) AS x RETURN x"
    found = ask(story, query, rows=3)
    assert (found.rows, found.more) == (((1,), (2,), (3,)), True)
    assert not ask(story, "UNWIND range(1, 3) AS x RETURN x", rows=3).more


@pytest.mark.parametrize("limits", [{"rows": 0}, {"seconds": 0.0}, {"seconds": -1.0}, {"seconds": float("nan")}])
def test_limits_have_limits(story: Store, limits: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match="at least one"):
        ask(story, "RETURN 1 AS one", **limits)


def test_time_is_limited(story: Store) -> None:
    with pytest.raises(QueryError, match="longer than 1 s"):
        ask(story, "UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 8 RETURN count(x)", seconds=1)
