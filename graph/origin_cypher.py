"""Cypher text for origins: which reports may be copies, which are, and what they count as.

As in graph/cypher.py: values are parameters, and Cypher 5 runs on both lines.
"""

STORIES = """
MATCH (a:Article) WHERE a.id IN $ids
RETURN a.id AS id, a.text AS text, a.kept AS kept, a.title AS title, a.published AS published
ORDER BY id
"""
MARKED = "MATCH (a:Article) WHERE a.day IN $days RETURN a.id AS id, a.day AS day, a.marks AS marks"
LINK = """
UNWIND $rows AS row
MATCH (one:Article {id: row.one})
MATCH (two:Article {id: row.two})
CREATE (two)-[:COPY_OF {shared: row.shared, why: row.why}]->(one)
"""
# By their bodies: of thousands that have one, each names all of them once.
AROUND = """
MATCH (a:Article) WHERE a.id IN $ids
OPTIONAL MATCH (a)-[c:COPY_OF]-(b:Article)
WITH a, c, b ORDER BY b.id
WITH a, collect(b.id) AS copies, collect(c.shared) AS shares
WITH a.body AS body, collect({id: a.id, origin: a.origin, copies: copies, shares: shares}) AS articles
RETURN articles, COLLECT { MATCH (s:Article) WHERE s.body = body RETURN s.id } AS same
"""
SET_ORIGINS = "UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a.origin = row.origin"
UNMARKED = "MATCH (a:Article) WHERE a.marks IS NULL RETURN a.id AS id ORDER BY id LIMIT $most"
SET_MARKS = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
SET a.body = a.origin, a.day = row.day, a.marks = row.marks
"""
GROUP = """
MATCH (a:Article) WHERE $id IS NULL OR a.id = $id OR a.url = $id
WITH DISTINCT a.origin AS origin
MATCH (a:Article {origin: origin})
WITH origin, a ORDER BY a.published, a.id
WITH origin, collect(a {.id, .title, .outlet, .published}) AS articles
WHERE $id IS NOT NULL OR size(articles) > 1
RETURN origin, articles ORDER BY size(articles) DESC, origin LIMIT $most
"""
OUTLETS = "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id AS id, a.outlet AS outlet"
