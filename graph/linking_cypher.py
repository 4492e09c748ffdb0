"""Cypher text for what rules say of pairs of keys: a relationship from the short form to the full one.

As in graph/cypher.py: values are parameters, and Cypher 5 runs on both lines.
"""

_LINK = "l.id AS id, l.left AS left, l.right AS right, l.verdict AS verdict, l.by AS by, l.why AS why, l.score AS score"

# Around some short forms: the full forms, in arms of which each ends at what is too many already; whether the form is a
# key itself; and its scoped keys, which begin with `start`, but for a form that is crowded without what is touched.
AROUND_FORMS = """
UNWIND $rows AS row
WITH row, COLLECT {
        MATCH (k:Key) WHERE k.surname = row.form RETURN k.key AS key LIMIT $most
        UNION MATCH (k:Key) WHERE k.rest = row.form RETURN k.key AS key LIMIT $most
        UNION MATCH (k:Key) WHERE k.ends = row.form RETURN k.key AS key LIMIT $most
        UNION MATCH (k:Key) WHERE k.initials = row.form RETURN k.key AS key LIMIT $most
        UNION MATCH (k:Key) WHERE k.stem = row.form RETURN k.key AS key LIMIT $most
        UNION MATCH (k:Key) WHERE k.root = row.form RETURN k.key AS key LIMIT $most
        UNION MATCH (k:Key) WHERE k.backwards STARTS WITH row.back RETURN k.key AS key LIMIT $most
    } AS full
WITH row, full, size([key IN full WHERE key ENDS WITH row.tail AND NOT key IN $touched]) AS others
WITH row, full, CASE WHEN others <= $crowd THEN row.start END AS start
RETURN row.form AS form, full, EXISTS { MATCH (k:Key {key: row.form}) } AS there,
    COLLECT { MATCH (k:Key) WHERE k.key STARTS WITH start RETURN k.key } AS scoped
"""
NEXT_KEYS = "MATCH (k:Key) WHERE k.key > $after RETURN properties(k) AS row ORDER BY k.key LIMIT $most"
SAID_OF_KEYS = """
MATCH (k:Key) WHERE k.key IN $keys
RETURN k.key AS key, k.votes AS votes,
    COLLECT {
        MATCH (m:Mention) WHERE m.key = k.key AND m.article >= ''
        MATCH (a:Article {id: m.article}) WHERE a.retracted IS NULL
        RETURN m.article ORDER BY m.article LIMIT $most
    } AS articles
"""
KEYS_BESIDE = """
MATCH (m:Mention) WHERE m.article IN $articles
RETURN m.article AS article, collect(m.key) AS keys
"""
# In which articles both keys of a pair stand, and whether a claim of one of them relates the two.
PAIRS = """
UNWIND $pairs AS pair
CALL (pair) {
    MATCH (one:Mention) WHERE one.key = pair[0] AND one.article >= ''
    MATCH (two:Mention) WHERE two.key = pair[1] AND two.article = one.article
    MATCH (a:Article {id: one.article}) WHERE a.retracted IS NULL
    RETURN a
}
RETURN pair[0] AS one, pair[1] AS two, min(a.id) AS article, max(EXISTS {
        MATCH (a)<-[:IN]-(c:Claim)
        WHERE c.subject_key = pair[0] AND c.object_key = pair[1] OR c.subject_key = pair[1] AND c.object_key = pair[0]
    }) AS related
"""
# From the keys: a plan that was made while there were few links would look through all of them ever after.
_FROM = "MATCH (k:Key) USING INDEX k:Key(key) WHERE k.key IN $keys"
FROM_KEYS = f"{_FROM} MATCH (k)-[l:ALIKE]->(:Key) RETURN {_LINK}"
AROUND_KEYS = f"{_FROM} MATCH (k)-[l:ALIKE]-(:Key) RETURN DISTINCT {_LINK}"
ALL_LINKS = f"""
MATCH (s:Key)-[l:ALIKE]->(f:Key)
RETURN {_LINK}, s.entity = f.entity AS one ORDER BY score DESC, left, right
"""
DELETE_LINKS = f"{_FROM} MATCH (k)-[l:ALIKE]->(:Key) WHERE l.id IN $ids DELETE l"
CREATE_LINKS = """
UNWIND $rows AS row
MATCH (s:Key {key: row.left}) MATCH (f:Key {key: row.right})
CREATE (s)-[l:ALIKE]->(f) SET l = row
"""
