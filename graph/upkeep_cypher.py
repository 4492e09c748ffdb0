"""Cypher text for the upkeep of a store: retractions, choosing what to remove, checking, dumping, searching.

As in graph/cypher.py: values are parameters, names come from the ontology, and Cypher 5 runs on both lines.
"""

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
