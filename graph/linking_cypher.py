"""Cypher text for what rules say of pairs of keys: a relationship from the short form to the full one.

As in graph/cypher.py: values are parameters, and Cypher 5 runs on both lines.
"""

_LINK = "l.id AS id, l.left AS left, l.right AS right, l.verdict AS verdict, l.by AS by, l.why AS why, l.score AS score"

UNBLOCKED = "MATCH (k:Key) WHERE k.word IS NULL RETURN k.key AS key ORDER BY key LIMIT $most"
IN_BLOCKS = """
MATCH (k:Key) WHERE k.word IN $words RETURN k.key AS key
UNION MATCH (k:Key) WHERE k.tail IN $tails RETURN k.key AS key
UNION MATCH (k:Key) WHERE k.initials IN $words RETURN k.key AS key
UNION MATCH (k:Key) WHERE k.word IN $initials RETURN k.key AS key
"""
SAID_OF_KEYS = """
MATCH (k:Key) WHERE k.key IN $keys
RETURN k.key AS key, k.votes AS votes,
    COLLECT {
        MATCH (m:Mention {key: k.key}) MATCH (a:Article {id: m.article}) WHERE a.retracted IS NULL
        RETURN a.id ORDER BY a.id
    } AS articles,
    COLLECT {
        MATCH (c:Claim {subject_key: k.key})
        WHERE c.retracted IS NULL AND c.object_key <> ''
        RETURN DISTINCT c.object_key
    } AS related
"""
KEYS_BESIDE = """
MATCH (m:Mention) WHERE m.article IN $articles
RETURN m.article AS article, collect(m.key) AS keys
"""
FROM_KEYS = f"MATCH (k:Key)-[l:ALIKE]->(:Key) WHERE k.key IN $keys RETURN {_LINK}"
AROUND_KEYS = f"MATCH (k:Key)-[l:ALIKE]-(:Key) WHERE k.key IN $keys RETURN DISTINCT {_LINK}"
ALL_LINKS = f"""
MATCH (s:Key)-[l:ALIKE]->(f:Key)
RETURN {_LINK}, s.entity = f.entity AS one ORDER BY score DESC, left, right
"""
DELETE_LINKS = "MATCH (k:Key)-[l:ALIKE]->(:Key) WHERE k.key IN $shorts AND l.id IN $ids DELETE l"
CREATE_LINKS = """
UNWIND $rows AS row
MATCH (s:Key {key: row.left}) MATCH (f:Key {key: row.right})
CREATE (s)-[l:ALIKE]->(f) SET l = row
"""
