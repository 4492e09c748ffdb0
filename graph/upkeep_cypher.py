"""Cypher text for the upkeep of a store: retractions, choosing what to remove, checking, dumping, searching.

As in graph/cypher.py: values are parameters, names come from the ontology, and Cypher 5 runs on both lines.
"""

from re import search

from graph.cypher import SCHEMA, labels, name

# --- Retractions. An article is out where a person retracted it, or where another corrects it; a correction by an
# article that a person retracted does not count.
OUT = """(
    EXISTS { MATCH (r:Retraction {article: a.id}) WHERE r.withdrawn IS NULL }
    OR EXISTS {
        MATCH (x:Article) WHERE x.corrects IN [a.id, a.url] AND x <> a
            AND NOT EXISTS { MATCH (r:Retraction {article: x.id}) WHERE r.withdrawn IS NULL }
    }
)"""
OUT_AMONG = f"MATCH (a:Article) WHERE a.id IN $ids AND {OUT} RETURN a.id AS id ORDER BY id"
CORRECTED = """
MATCH (x:Article) WHERE x.id IN $ids AND x.corrects IS NOT NULL
MATCH (a:Article) WHERE (a.id = x.corrects OR a.url = x.corrects) AND a <> x
RETURN DISTINCT a.id AS id ORDER BY id
"""
RESTANDING = f"""
MATCH (a:Article) WHERE a.id IN $ids
WITH a, {OUT} AS out WHERE out <> coalesce(a.retracted, false)
RETURN a.id AS id, out ORDER BY id
"""
SET_RETRACTED = """
MATCH (a:Article) WHERE a.id IN $ids SET a.retracted = $out
WITH a
MATCH (c:Claim)-[:IN]->(a) SET c.retracted = $out
RETURN c.id AS id ORDER BY id
"""
VOTES = "MATCH (m:Mention) WHERE m.article IN $ids RETURN m.key AS key, m.votes AS votes"
RETRACTIONS = "MATCH (r:Retraction) RETURN properties(r) AS row ORDER BY r.made, r.article, r.id"
STANDING_RETRACTIONS = """
MATCH (r:Retraction) WHERE r.article IN $ids AND r.withdrawn IS NULL
RETURN properties(r) AS row ORDER BY r.id
"""
CREATE_RETRACTIONS = "UNWIND $rows AS row MERGE (r:Retraction {id: row.id}) SET r = row"
WITHDRAW_RETRACTIONS = "MATCH (r:Retraction) WHERE r.id IN $ids SET r.withdrawn = $when"
CORRECTIONS = """
MATCH (x:Article) WHERE x.corrects IS NOT NULL
    AND NOT EXISTS { MATCH (r:Retraction {article: x.id}) WHERE r.withdrawn IS NULL }
MATCH (a:Article) WHERE (a.id = x.corrects OR a.url = x.corrects) AND a <> x
RETURN a.id AS article, x.id AS corrector ORDER BY article, corrector
"""

# --- Choosing articles to remove.
CHOSEN = """
MATCH (a:Article)
WHERE ($outlet IS NULL OR a.outlet = $outlet) AND ($before IS NULL OR a.published < $before)
RETURN a.id AS id ORDER BY id
"""
TOUCHED = """
MATCH (a:Article) WHERE a.id IN $ids
MATCH (a)<-[:IN]-(:Claim)-[:SUPPORTS|OPPOSES|MENTIONS]->(f:Fact)
WITH DISTINCT f
OPTIONAL MATCH (s:Entity {id: f.subject})
OPTIONAL MATCH (o:Entity {id: f.object})
RETURN properties(f) AS row, s.name AS subject, coalesce(o.name, f.value) AS object ORDER BY f.id
"""
FACT_ROWS = "MATCH (f:Fact) WHERE f.id IN $ids RETURN properties(f) AS row"
ENTITY_NAMES = """
MATCH (k:Key) WHERE k.key IN $keys
MATCH (e:Entity {id: k.entity})
RETURN DISTINCT e.id AS id, e.name AS name ORDER BY id
"""
KEYS_OF_ARTICLES = "MATCH (m:Mention) WHERE m.article IN $ids RETURN DISTINCT m.key AS key ORDER BY key"

# --- Checking: by pages, each with what its rows must agree with.
NEXT_KEYS = "MATCH (k:Key) WHERE k.key > $after RETURN k.key AS id ORDER BY id LIMIT $most"
NEXT_FACTS = "MATCH (f:Fact) WHERE f.id > $after RETURN f.id AS id ORDER BY id LIMIT $most"
NEXT_ARTICLES = "MATCH (a:Article) WHERE a.id > $after RETURN a.id AS id ORDER BY id LIMIT $most"
VOTES_OF_KEYS = """
MATCH (k:Key) WHERE k.key IN $keys
RETURN k.key AS key, k.votes AS votes, COLLECT {
        MATCH (m:Mention {key: k.key}) MATCH (a:Article {id: m.article}) WHERE a.retracted IS NULL RETURN m.votes
    } AS said
ORDER BY key
"""
FILED = """
MATCH (a:Article) WHERE a.id IN $ids
RETURN properties(a) AS article,
    COLLECT {
        MATCH (c:Claim)-[:IN]->(a)
        RETURN {row: c {.*, .property, .when_from, .when_to}, links: COLLECT {
            MATCH (c)-[l:SUPPORTS|OPPOSES|MENTIONS]->(f:Fact) RETURN [toLower(type(l)), f.id] ORDER BY f.id
        }} ORDER BY c.id
    } AS claims,
    COLLECT { MATCH (m:Mention {article: a.id}) RETURN properties(m) ORDER BY m.key } AS mentions
ORDER BY a.id
"""
DRAWN = """
MATCH (f:Fact) WHERE f.id IN $ids
OPTIONAL MATCH (s:Entity {id: f.subject})
OPTIONAL MATCH (o:Entity {id: f.object})
RETURN properties(f) AS row, s IS NOT NULL AS subject, o IS NOT NULL OR f.object = '' AS object, COLLECT {
        MATCH (s)-[r]->(o) WHERE r.id = f.id RETURN {type: type(r), row: properties(r)}
    } AS edges
ORDER BY f.id
"""
# What hangs on nothing: each query gives the ids of its breaches.
LOOSE = {
    "claim without its article": """
        MATCH (c:Claim) WHERE NOT EXISTS { MATCH (c)-[:IN]->(a:Article) WHERE a.id = c.article }
            OR COUNT { (c)-[:IN]->() } <> 1
        RETURN c.id AS id ORDER BY id LIMIT $most""",
    "mention without its article": """
        MATCH (m:Mention) WHERE NOT EXISTS { MATCH (a:Article {id: m.article}) }
        RETURN m.id AS id ORDER BY id LIMIT $most""",
    "mention without its key": """
        MATCH (m:Mention) MATCH (a:Article {id: m.article})
        WHERE a.retracted IS NULL AND NOT EXISTS { MATCH (k:Key {key: m.key}) }
        RETURN m.id AS id ORDER BY id LIMIT $most""",
    "entity without a key": """
        MATCH (e:Entity) WHERE NOT EXISTS { MATCH (k:Key) WHERE k.key IN e.keys AND k.entity = e.id }
        RETURN e.id AS id ORDER BY id LIMIT $most""",
    "edge without its fact": """
        MATCH (a:Entity)-[r]->(b)
        WHERE NOT b:Entity OR NOT EXISTS {
            MATCH (f:Fact {id: r.id}) WHERE f.drawn AND f.subject = a.id AND f.object = b.id
        }
        RETURN coalesce(r.id, a.id) AS id ORDER BY id LIMIT $most""",
}

# --- How much there is.
STATS = """
RETURN COUNT { (:Article) } AS articles, COUNT { MATCH (a:Article) WHERE a.retracted } AS retracted_articles,
    COUNT { MATCH (a:Article) RETURN DISTINCT a.origin } AS origins,
    COUNT { MATCH (a:Article) RETURN DISTINCT a.outlet } AS outlets, COUNT { (:Claim) } AS claims,
    COUNT { MATCH (c:Claim) WHERE c.verdict = 'reject' } AS struck_claims, COUNT { (:Mention) } AS mentions,
    COUNT { (:Key) } AS keys, COUNT { (:Entity) } AS entities, COUNT { (:Fact) } AS facts,
    COUNT { (:Entity)-->(:Entity) } AS edges, COUNT { MATCH (f:Fact) WHERE f.disputed } AS disputed_facts,
    COUNT { MATCH (d:Decision) WHERE d.withdrawn IS NULL } AS decisions,
    COUNT { MATCH (r:Ruling) WHERE r.withdrawn IS NULL } AS rulings,
    COUNT { MATCH (r:Retraction) WHERE r.withdrawn IS NULL } AS retractions
"""
REACH = """
MATCH (a:Article)
RETURN min(a.published) AS first, max(a.published) AS last, count(*) - count(a.published) AS undated
"""

# --- Dumping and restoring. A node is named by its base label, of those that have a constraint, and its key there.
KEYED = {"Mention": "id"} | {
    found[1]: found[2]
    for statement in SCHEMA
    if (found := search(r"CONSTRAINT .* FOR \(n:(\w+)\) REQUIRE n\.(\w+) IS UNIQUE", statement))
    and found[1] != "TriplewireStore"
}
NODES = "MATCH (n) WHERE NOT n:TriplewireStore RETURN count(n) AS n"
LINKS = "MATCH ()-[r]->() RETURN count(r) AS n"
TAKE_SOME_OUT = """
MATCH (n) WHERE NOT n:TriplewireStore
WITH n LIMIT $most
DETACH DELETE n
RETURN count(*) AS n
"""
BEGIN_RESTORING = "MATCH (s:TriplewireStore) SET s.restoring = true, s.version = $version REMOVE s.behind"
END_RESTORING = "MATCH (s:TriplewireStore) REMOVE s.restoring"


def nodes_of(label: str) -> str:
    """All nodes of a base label, by their key."""
    return f"MATCH (n:{name(label)}) RETURN labels(n) AS labels, properties(n) AS row ORDER BY n.{KEYED[label]}"


def links_of(label: str) -> str:
    """All relationships that go out from nodes of a base label, node by node; ends by their key."""
    key = KEYED[label]
    return f"""
    MATCH (a:{name(label)})
    WITH a ORDER BY a.{key}
    CALL (a) {{
        MATCH (a)-[r]->(b)
        RETURN type(r) AS type, [l IN labels(b) WHERE l IN $bases][0] AS target, coalesce(b.id, b.key) AS key,
            properties(r) AS row
        ORDER BY type, target, key, row.id
    }}
    RETURN a.{key} AS source, type, target, key, row
    """


def create_nodes(classes: tuple[str, ...]) -> str:
    """Creates nodes with these labels."""
    return f"UNWIND $rows AS row CREATE (n{labels(classes)}) SET n = row"


def create_links(source: str, type_: str, target: str) -> str:
    """Creates relationships between nodes of these base labels; the count of them."""
    return (
        f"UNWIND $rows AS row MATCH (a:{name(source)} {{{KEYED[source]}: row.source}}) "
        f"MATCH (b:{name(target)} {{{KEYED[target]}: row.key}}) "
        f"CREATE (a)-[r:{name(type_)}]->(b) SET r = row.row RETURN count(r) AS n"
    )
