"""The Cypher of names, paths and entities. Questions that people ask by name are files of their own: `*.cypher`.

Values are parameters always; nothing is spliced in. Cypher 5: it runs on 5.26 and on the calendar versions. Every
list is cut by a limit, one row more than asked for tells that there was more.
"""

ENTITY = (
    "e {.id, .name, .type, .keys, .aliases, .described, .listed, .listed_unsure} AS entity, COUNT { (e)--() } AS edges"
)

# --- Names.
BY_ID = f"MATCH (e:Entity {{id: $name}}) RETURN {ENTITY}"
BY_KEY = f"MATCH (k:Key {{key: $name}}) MATCH (e:Entity {{id: k.entity}}) RETURN {ENTITY}"
BY_NAME = f"MATCH (e:Entity {{name: $name}}) RETURN {ENTITY} ORDER BY e.id LIMIT $most"
BY_WORDS = f"""
CALL db.index.fulltext.queryNodes('entity_names', $words, {{limit: $most}}) YIELD node AS e, score
RETURN {ENTITY} ORDER BY score DESC, e.id
"""
# The last resort, a scan: aliases that did not fit on their entity, and names that no claim is about.
BY_VOTES = """
MATCH (k:Key) WHERE k.key CONTAINS $lower OR toLower(k.votes) CONTAINS $lower
RETURN k.key AS key, k.entity AS entity, k.votes AS votes, EXISTS { MATCH (:Entity {id: k.entity}) } AS claimed
ORDER BY k.key LIMIT $most
"""
KEY = "MATCH (k:Key {key: $key}) RETURN k.key AS key"
KEYS_IN_ARTICLES = """
MATCH (k:Key) WHERE k.key IN $keys
RETURN k.key AS key, k.votes AS votes, COUNT { MATCH (m:Mention {key: k.key}) } AS articles
ORDER BY key
"""
# The sentences that stand for a key, one of each, the latest first.
SENTENCES_OF_KEY = """
MATCH (c:Claim) WHERE c.subject_key = $key OR c.object_key = $key
MATCH (c)-[:IN]->(a:Article)
WITH a, c.quote AS quote, min(c.start) AS start
ORDER BY coalesce(a.published, '') DESC, a.id, start LIMIT $most
RETURN quote, a.title AS title, a.outlet AS outlet, a.published AS published, a.id AS article
"""
STANDS_IN = """
UNWIND $entities AS entity
MATCH (m:Mention) WHERE m.key IN entity.keys
MATCH (a:Article {id: m.article})
WITH entity, a ORDER BY a.published, a.id
WITH entity.id AS id, collect(a)[0] AS a
RETURN id, a.title AS title, a.published AS published, a.id AS article
"""
MENTIONED_IN = """
MATCH (m:Mention) WHERE m.key IN $keys
MATCH (a:Article {id: m.article})
RETURN DISTINCT a.id AS article, a.title AS title, a.published AS published ORDER BY published, article LIMIT $most
"""

# --- Paths. `nodes` of one step from both ends; each is followed to its `most` best supported neighbours.
EXPAND = """
UNWIND $nodes AS node
MATCH (n:Entity {id: node})
WITH n, COUNT { (n)--() } AS degree
CALL (n, degree) {
    MATCH (n)-[r]-(m:Entity)
    WHERE degree <= $hub AND r.belief >= $least AND ($voice IS NULL OR r.voice = $voice)
    WITH m, max(r.belief) AS belief
    ORDER BY belief DESC, m.id LIMIT $most
    RETURN collect({id: m.id, belief: belief, degree: COUNT { (m)--() }}) AS neighbours
}
RETURN n.id AS id, n.name AS name, degree, neighbours
"""
# What the best neighbours of a hub may miss: its direct edges, and whom both ends have an edge with.
DIRECT = """
MATCH (a:Entity {id: $left})-[r]-(b:Entity {id: $right})
WHERE r.belief >= $least AND ($voice IS NULL OR r.voice = $voice)
RETURN max(r.belief) AS belief
"""
SHARED = """
MATCH (a:Entity {id: $left})-[r]-(m:Entity)-[s]-(b:Entity {id: $right})
USING JOIN ON m
WHERE r.belief >= $least AND ($voice IS NULL OR r.voice = $voice)
    AND s.belief >= $least AND ($voice IS NULL OR s.voice = $voice)
WITH m, max(r.belief) AS near, max(s.belief) AS far
ORDER BY near * far DESC, m.id LIMIT $most
RETURN m.id AS id, near, far, COUNT { (m)--() } AS degree
"""
EDGES_OF_PAIRS = """
UNWIND $pairs AS pair
MATCH (a:Entity {id: pair[0]})-[r]-(b:Entity {id: pair[1]})
WHERE r.belief >= $least AND ($voice IS NULL OR r.voice = $voice)
RETURN pair, r.id AS fact
ORDER BY pair, r.belief DESC, r.id
"""
UNASSERTED = """
UNWIND $pairs AS pair
MATCH (f:Fact) WHERE f.subject = pair[0] AND f.object = pair[1] AND NOT f.drawn
RETURN pair, f.id AS fact
ORDER BY pair, f.id
"""
# Facts between those near one end and those near the other which the paths may not take.
OTHERWISE = """
MATCH (f:Fact) USING INDEX f:Fact(subject)
WHERE f.subject IN $left AND f.object IN $right
    AND NOT (f.drawn AND f.belief >= $least AND ($voice IS NULL OR f.voice = $voice))
RETURN f.id AS id, f.subject AS subject, f.object AS object
ORDER BY id LIMIT $most
"""
# Keys of entities near one end that a rule takes for those of entities near the other, without being sure.
MAY_BE = """
MATCH (e:Entity) WHERE e.id IN $left
UNWIND e.keys AS key
MATCH (k:Key {key: key})-[l:ALIKE {verdict: 'unsure'}]-(o:Key)
WHERE o.entity IN $right AND o.entity <> e.id
RETURN e.id AS one, o.entity AS other, k.key AS key, o.key AS other_key, l.by AS by, l.why AS why, l.score AS score
ORDER BY score DESC, key, other_key LIMIT $most
"""
OWNERS_OF_KEYS = "MATCH (k:Key) WHERE k.key IN $keys RETURN k.key AS key, k.entity AS entity"
NAMES = "MATCH (e:Entity) WHERE e.id IN $ids RETURN e.id AS id, e.name AS name, e.type AS type"


# --- Facts with the claims behind them, the surest first, as graph.facts chooses the one that stands for a fact.
def _claims(link: str) -> str:
    return f"""COLLECT {{
        MATCH (f)<-[:{link}]-(c:Claim)-[:IN]->(a:Article)
        RETURN {{{CLAIM}}}
        ORDER BY {SUREST} LIMIT $most
    }}"""


SUREST = (
    "CASE c.verdict WHEN 'accept' THEN 1.0 ELSE c.confidence END DESC, size(c.stances), coalesce(a.published, ''), "
    "a.id, c.start, c.id"
)
CLAIM = """
    claim: c.id, quote: c.quote, start: c.start, end: c.end, subject: c.subject, relation: c.relation,
    object: c.object, polarity: c.polarity, modality: c.modality, speakers: c.speakers, stances: c.stances,
    cue: c.cue, since: c.when_from, until: c.when_to, when: c.when_text, confidence: c.confidence, rule: c.rule,
    verdict: c.verdict,
    article: a.id, title: a.title, outlet: a.outlet, published: a.published, url: a.url, origin: a.origin
"""
FACTS = f"""
MATCH (f:Fact) WHERE f.id IN $ids
OPTIONAL MATCH (s:Entity {{id: f.subject}})
OPTIONAL MATCH (o:Entity {{id: f.object}})
RETURN properties(f) AS fact, s.name AS subject_name, s.type AS subject_type, o.name AS object_name,
    o.type AS object_type,
    COUNT {{ (f)<-[:SUPPORTS]-() }} AS supporting,
    COUNT {{ (f)<-[:OPPOSES]-() }} AS opposing,
    COUNT {{ (f)<-[:MENTIONS]-() }} AS mentioning,
    {_claims("SUPPORTS")} AS supports, {_claims("OPPOSES")} AS opposes, {_claims("MENTIONS")} AS mentions
"""

# --- An entity. The ids of its facts in groups, the best believed first.
FACTS_OF = """
MATCH (f:Fact) WHERE f.subject = $id OR f.object = $id
WITH f, CASE
    WHEN f.drawn THEN 'asserted'
    WHEN f.voice = '' THEN 'open'
    WHEN f.value <> '' THEN 'literal'
    WHEN f.object = f.subject THEN 'asserted'
    ELSE 'open'
END AS kind
ORDER BY f.belief DESC, f.origins DESC, coalesce(f.last_reported, '') DESC, f.id
WITH kind, f.property AS property, f.subject = $id AS outgoing, collect(f.id) AS ids
RETURN kind, property, outgoing, size(ids) AS count, ids[..$most] AS ids
ORDER BY kind, count DESC, property, outgoing DESC
"""
# What is said of it with something that is no entity at the other end: "is | a security risk".
_OF_KEYS = "MATCH (c:Claim) WHERE (c.subject_key IN $keys OR c.object_key IN $keys)"
_LISTED = f"""
MATCH (c)-[:IN]->(a:Article)
WITH c, a ORDER BY {SUREST}
WITH collect({{{CLAIM}}}) AS claims
RETURN size(claims) AS count, claims[..$most] AS claims
"""
SAID_OF = f"""
{_OF_KEYS} AND NOT EXISTS {{ (c)-[:SUPPORTS|OPPOSES|MENTIONS]->(:Fact) }} AND coalesce(c.verdict, '') <> 'reject'
    AND c.retracted IS NULL
{_LISTED}
"""
# What a person has struck out: for the record.
STRUCK = f"{_OF_KEYS} AND c.verdict = 'reject' {_LISTED}"
STANDS = """
MATCH (m:Mention) WHERE m.key IN $keys
WITH m.article AS id, sum(size(m.spans) / 2) AS times
MATCH (a:Article {id: id})
WITH a, times ORDER BY coalesce(a.published, '') DESC, a.id
WITH collect(a {article: a.id, .title, .outlet, .published, .url, times: times}) AS found
RETURN size(found) AS count, found[..$most] AS articles
"""
ARTICLE = """
MATCH (a:Article) WHERE a.id = $article OR a.url = $article
RETURN a.id AS id ORDER BY a.id <> $article, id LIMIT 1
"""

# --- Search. Lucene's query language in $words; indexes that follow a little later are waited for by REFRESH.
REFRESH = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"
_NAMED_IN = """
CALL (keys) {
    MATCH (m:Mention) WHERE m.key IN keys
    MATCH (a:Article {id: m.article})
    RETURN count(DISTINCT a) AS articles, max(a.published) AS last
}
"""
SEARCH_NAMES = f"""
CALL db.index.fulltext.queryNodes('entity_names', $words, {{limit: $most}}) YIELD node AS e, score
WITH e, score, e.keys AS keys
{_NAMED_IN}
RETURN e.id AS id, e.name AS name, e.type AS type, e.aliases AS aliases, articles, last
ORDER BY score DESC, articles DESC, id
"""
SEARCH_KEYS = f"""
CALL db.index.fulltext.queryNodes('key_votes', $words) YIELD node AS k, score
WHERE NOT EXISTS {{ MATCH (:Entity {{id: k.entity}}) }}
WITH k, score, [k.key] AS keys ORDER BY score DESC, k.key LIMIT $most
{_NAMED_IN}
RETURN k.key AS id, k.votes AS votes, articles, last ORDER BY score DESC, id
"""
SEARCH_CLAIMS = """
CALL db.index.fulltext.queryNodes('claim_quotes', $words) YIELD node AS c, score
MATCH (c)-[:IN]->(a:Article)
WITH a, c.start AS start, score, c ORDER BY c.confidence DESC, c.id
WITH a, start, max(score) AS score, collect(c)[0] AS c  // of one sentence the surest claim
ORDER BY score DESC, coalesce(a.published, ''), a.id, start LIMIT $most
RETURN c.id AS id, c.quote AS quote, c.stated AS stated, c.start AS start, c.end AS end, a.id AS article, a.url AS url,
    CASE WHEN c.verdict = 'reject' THEN 'struck' WHEN c.retracted THEN 'retracted' END AS out,
    a.outlet AS outlet, a.published AS published
"""
SEARCH_ARTICLES = """
CALL db.index.fulltext.queryNodes('article_texts', $words) YIELD node AS a, score
WITH a, score ORDER BY score DESC, coalesce(a.published, ''), a.id LIMIT $most
RETURN a.id AS id, a.title AS title, a.text AS text, a.kept AS kept, a.url AS url, a.outlet AS outlet,
    CASE WHEN a.retracted THEN 'retracted' END AS out,
    a.published AS published
"""

# --- What was left out of articles.
LEFT_OUT = """
MATCH (a:Article) WHERE $article IS NULL OR a.id = $article
RETURN a.id AS article, a.title AS title, a.text AS text, a.dropped AS dropped, a.rejected AS rejected
ORDER BY coalesce(a.published, ''), a.id
"""

# --- The vocabulary: what no property of it reads, between two entities.
UNTYPED = """
MATCH (c:Claim) WHERE c.property IS NULL AND c.retracted IS NULL AND c.subject_key <> '' AND c.object_key <> ''
RETURN c.lemma AS phrase, c.article AS article, c.quote AS quote, c.record AS record
"""
