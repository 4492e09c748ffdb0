"""Cypher text of watchlists. As in graph/cypher.py: values are parameters, and Cypher 5 runs on both lines."""

LISTS = """
MATCH (l:Listed)
RETURN l.list AS list, count(DISTINCT l.outside) AS entries, count(*) AS names ORDER BY list
"""
HELD = "MATCH (l:Listed {list: $list}) RETURN l.id AS id, l.key AS key ORDER BY id"
CREATE = "UNWIND $rows AS row CREATE (l:Listed) SET l = row"
DELETE = "MATCH (l:Listed) WHERE l.id IN $ids DELETE l"
KEYS = "MATCH (l:Listed) WHERE l.id IN $ids RETURN DISTINCT l.key AS key ORDER BY key"

# What an entity may be on a list: the rows that one of its names is filed under, and the places that it has edges to.
CANDIDATES = """
MATCH (e:Entity) WHERE e.id IN $ids
RETURN e.id AS id, e.type AS type, coalesce(e.listed, []) AS listed, coalesce(e.listed_unsure, []) AS unsure,
    COLLECT {
        UNWIND CASE WHEN e.described THEN [] ELSE e.keys END AS key
        MATCH (l:Listed {key: key})
        RETURN l {.list, .outside, .type, .countries} ORDER BY l.id
    } AS rows,
    COLLECT {
        MATCH (e)--(n:Entity) UNWIND n.keys AS key
        WITH DISTINCT key WHERE key STARTS WITH 'place:'
        RETURN key ORDER BY key
    } AS places
ORDER BY id
"""
# A null takes a property away.
SET = """
UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e.listed = row.listed, e.listed_unsure = row.listed_unsure
"""
MATCHES = """
MATCH (e:Entity) WHERE e.listed IS NOT NULL OR e.listed_unsure IS NOT NULL
WITH e, [id IN coalesce(e.listed, []) | [id, true]] + [id IN coalesce(e.listed_unsure, []) | [id, false]] AS found
UNWIND found AS one
MATCH (l:Listed) WHERE l.key IN e.keys AND l.list + ':' + l.outside = one[0]
RETURN e.id AS entity, e.name AS name, e.type AS type, one[0] AS outside, one[1] AS sure,
    collect(DISTINCT l.name) AS names, l.countries AS countries
ORDER BY sure DESC, name, entity, outside
"""
