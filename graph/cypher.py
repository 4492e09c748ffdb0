"""All Cypher text of graph/: constraints and indexes, and the statements that loading and reading run.

Values are always parameters. What Cypher cannot take as a parameter, labels and relationship types, is spliced in by
the functions below, from names of the ontology only, each checked and quoted by `name`. Cypher 5: it runs on 5.26 and
on the calendar versions.
"""

from re import fullmatch

from ontology.errors import StoreError

VERSION = 8  # of the graph schema; graph.store refuses a newer one

# Order matters: nothing but the marker's own constraint may precede the check of whose data this is.
SCHEMA = (
    "CREATE CONSTRAINT triplewire_store IF NOT EXISTS FOR (n:TriplewireStore) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT key_key IF NOT EXISTS FOR (n:Key) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT ruling_id IF NOT EXISTS FOR (n:Ruling) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT retraction_id IF NOT EXISTS FOR (n:Retraction) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT listed_id IF NOT EXISTS FOR (n:Listed) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX listed_key IF NOT EXISTS FOR (n:Listed) ON (n.key)",
    "CREATE INDEX listed_list IF NOT EXISTS FOR (n:Listed) ON (n.list)",
    "CREATE INDEX retraction_article IF NOT EXISTS FOR (n:Retraction) ON (n.article)",
    "CREATE INDEX article_corrects IF NOT EXISTS FOR (n:Article) ON (n.corrects)",
    "CREATE INDEX ruling_article IF NOT EXISTS FOR (n:Ruling) ON (n.article)",
    "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "CREATE INDEX fact_subject IF NOT EXISTS FOR (n:Fact) ON (n.subject)",
    "CREATE INDEX fact_object IF NOT EXISTS FOR (n:Fact) ON (n.object)",
    "CREATE INDEX fact_ends IF NOT EXISTS FOR (n:Fact) ON (n.subject, n.object)",
    "CREATE INDEX claim_subject_key IF NOT EXISTS FOR (n:Claim) ON (n.subject_key)",
    "CREATE INDEX claim_object_key IF NOT EXISTS FOR (n:Claim) ON (n.object_key)",
    *(
        f"CREATE INDEX key_{handle} IF NOT EXISTS FOR (n:Key) ON (n.{handle})"
        for handle in ("surname", "rest", "ends", "initials", "stem", "root", "backwards")
    ),
    *(f"DROP INDEX key_{handle} IF EXISTS" for handle in ("word", "tail")),  # of schema 7
    "CREATE INDEX mention_key IF NOT EXISTS FOR (n:Mention) ON (n.key)",
    "CREATE INDEX mention_key_article IF NOT EXISTS FOR (n:Mention) ON (n.key, n.article)",
    "CREATE INDEX mention_article IF NOT EXISTS FOR (n:Mention) ON (n.article)",
    "CREATE INDEX article_url IF NOT EXISTS FOR (n:Article) ON (n.url)",
    "CREATE INDEX article_body IF NOT EXISTS FOR (n:Article) ON (n.body)",
    "CREATE INDEX article_day IF NOT EXISTS FOR (n:Article) ON (n.day)",
    "CREATE INDEX article_origin IF NOT EXISTS FOR (n:Article) ON (n.origin)",
    # Folding: "Muller" finds "Müller".
    (
        "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
    ),
    # For search alone; they follow writes a little later, so that loading does not wait for them.
    *(
        f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS FOR (n:{label}) ON EACH [{columns}] OPTIONS {{indexConfig: "
        "{`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: true}}"
        for index, label, columns in (
            ("key_votes", "Key", "n.votes"),
            ("claim_quotes", "Claim", "n.quote"),
            ("article_texts", "Article", "n.title, n.text"),
        )
    ),
)
AWAIT_INDEXES = "CALL db.awaitIndexes(120)"
WHOSE = """
OPTIONAL MATCH (s:TriplewireStore)
WITH s LIMIT 1
RETURN s.version AS version, s.behind AS behind, s.restoring AS restoring, s.imported AS imported,
    EXISTS { MATCH (n) } AS filled
"""
# `behind`: the schema of an older store whose content is yet to follow (graph/catching.py).
MARK = """
MERGE (s:TriplewireStore {name: 'triplewire'})
SET s.behind = CASE WHEN s.version < $version THEN coalesce(s.behind, s.version) ELSE s.behind END
SET s.version = $version
"""
CAUGHT_UP = "MATCH (s:TriplewireStore) REMOVE s.behind"
PING = "RETURN 1 AS one"


def name(text: str) -> str:
    """A label or relationship type, quoted. Errors: StoreError for what is no plain name."""
    if not fullmatch(r"[A-Za-z][A-Za-z0-9_]*", text):
        raise StoreError(f"{text!r} is no name for a label or relationship type", "use letters, digits and _")
    return f"`{text}`"


def labels(names: tuple[str, ...]) -> str:
    """Labels as they stand behind a variable: `:Organization:Company`; "" for none."""
    return "".join(f":{name(text)}" for text in names)


# --- Loading. One writer at a time: every writing transaction first takes the marker's write lock.
TAKE_TURN = "MATCH (s:TriplewireStore) SET s.turn = coalesce(s.turn, 0) + 1 RETURN s.version AS version"
TURNS = "MATCH (s:TriplewireStore) RETURN s.turn AS turn"
KNOWN = "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id AS id, a.digest AS digest, a.reader AS reader"
# People's decisions, and whether there is an outside list.
STANDING = """
RETURN COLLECT {
        MATCH (d:Decision) WHERE d.withdrawn IS NULL
        RETURN d {.left, .right, .verdict, .by, .score}
    } AS decisions, EXISTS { MATCH (:Listed) } AS watched
"""

# What an article brought, before it goes.
FACTS_OF_ARTICLES = """
MATCH (a:Article) WHERE a.id IN $ids
MATCH (a)<-[:IN]-(:Claim)-[:SUPPORTS|OPPOSES|MENTIONS]->(f:Fact)
RETURN DISTINCT f.subject AS subject, f.property AS relation, f.object AS object, f.value AS value, f.lemma AS lemma
"""
# Those of a retracted article were taken back before.
VOTES_OF_ARTICLES = """
MATCH (a:Article) WHERE a.id IN $ids AND a.retracted IS NULL
MATCH (m:Mention {article: a.id})
RETURN m.key AS key, m.votes AS votes
"""
DELETE_ARTICLES = """
MATCH (a:Article) WHERE a.id IN $ids
OPTIONAL MATCH (a)<-[:IN]-(c:Claim)
DETACH DELETE c
WITH DISTINCT a
DETACH DELETE a
"""
DELETE_MENTIONS = "MATCH (m:Mention) WHERE m.article IN $ids DELETE m"

CREATE_ARTICLES = "UNWIND $rows AS row CREATE (a:Article) SET a = row"
CREATE_CLAIMS = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
UNWIND row.claims AS claim
CREATE (c:Claim)-[:IN]->(a)
SET c = claim
"""
CREATE_MENTIONS = "UNWIND $rows AS row CREATE (m:Mention) SET m = row"

KEYS = "MATCH (k:Key) WHERE k.key IN $keys RETURN properties(k) AS row"
CREATE_KEYS = "UNWIND $rows AS row CREATE (k:Key) SET k = row"
SET_KEYS = "UNWIND $rows AS row MATCH (k:Key {key: row.key}) SET k = row"
DELETE_KEYS = "MATCH (k:Key) WHERE k.key IN $keys DETACH DELETE k"

ENTITIES = """
MATCH (e:Entity) WHERE e.id IN $ids
RETURN e.id AS id, properties(e) AS row, [label IN labels(e) WHERE label <> 'Entity'] AS classes
"""
DELETE_ENTITIES = "MATCH (e:Entity) WHERE e.id IN $ids DETACH DELETE e"

FACTS = "MATCH (f:Fact) WHERE f.id IN $ids RETURN f.id AS id, properties(f) AS row"
FACTS_WITH_EVIDENCE = """
MATCH (f:Fact) WHERE f.id IN $ids
RETURN f.id AS id, properties(f) AS row, COLLECT {
        MATCH (f)<-[:SUPPORTS|OPPOSES|MENTIONS]-(c:Claim)-[:IN]->(a:Article)
        RETURN [c {.id, .article, .start, .confidence, .polarity, .modality, .stances, .speakers, .when_from, .when_to,
            .relation, .quote, .begun, .ended, .verdict}, a {.origin, .outlet, .agency, .published}]
    } AS evidence
"""
# Claims to be filed under their facts anew.
FACTS_OF_CLAIMS = """
MATCH (c:Claim) WHERE c.id IN $ids
MATCH (c)-[:SUPPORTS|OPPOSES|MENTIONS]->(f:Fact)
RETURN DISTINCT f.subject AS subject, f.property AS relation, f.object AS object, f.value AS value, f.lemma AS lemma
"""
UNFILE_CLAIMS = "MATCH (c:Claim) WHERE c.id IN $ids MATCH (c)-[r:SUPPORTS|OPPOSES|MENTIONS]->(:Fact) DELETE r"
CLAIMS = """
MATCH (c:Claim) WHERE c.id IN $ids
MATCH (c)-[:IN]->(a:Article)
RETURN c {.id, .article, .subject_key, .object_key, .object, .property, .lemma, .start, .confidence, .polarity,
    .modality, .stances, .speakers, .when_from, .when_to, .relation, .quote, .begun, .ended, .verdict,
    .retracted} AS claim, a {.origin, .outlet, .agency, .published} AS article
ORDER BY c.id
"""

# Types and classes are values here, of each row its own: one statement for all of them, planned once.
CREATE_FACTS = """
UNWIND $rows AS row
CREATE (f:Fact)
SET f = row.row
WITH f, row
UNWIND row.claims AS claim
MATCH (c:Claim {id: claim.id})
CREATE (c)-[:$(claim.type)]->(f)
"""
SET_FACTS = "UNWIND $rows AS row MATCH (f:Fact {id: row.id}) SET f = row"
DELETE_FACTS = "MATCH (f:Fact) WHERE f.id IN $ids DETACH DELETE f"
LINK_CLAIMS = """
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact})
UNWIND row.claims AS claim
MATCH (c:Claim {id: claim.id})
CREATE (c)-[:$(claim.type)]->(f)
"""
CREATE_ENTITIES = "UNWIND $rows AS row CREATE (e:Entity:$(row.classes)) SET e = row.row"
CREATE_EDGES = """
UNWIND $rows AS row
MATCH (s:Entity {id: row.subject})
MATCH (o:Entity {id: row.object})
CREATE (s)-[r:$(row.type)]->(o) SET r = row.edge
"""
# Both ends first: then only the edges of the one that has fewer are looked through.
_EDGE = """
UNWIND $rows AS row
MATCH (s:Entity {id: row.subject})
MATCH (o:Entity {id: row.object})
WITH row, s, o LIMIT 10000000000
MATCH (s)-[r]->(o) WHERE r.id = row.id
"""
SET_EDGES = f"{_EDGE} SET r = row.edge"
DELETE_EDGES = f"{_EDGE} DELETE r"


def set_entities(classes: tuple[str, ...], others: tuple[str, ...]) -> str:
    """Changes entities, and their classes from `others` to these."""
    remove = f" REMOVE e{labels(others)}" if others else ""
    put = f" SET e{labels(classes)}" if classes else ""
    return f"UNWIND $rows AS row MATCH (e:Entity {{id: row.id}}){remove}{put} SET e = row"


# --- Verdicts on claims. A ruling finds its claims by their words within their article.
CLAIMS_TO_RULE = """
MATCH (c:Claim) WHERE c.id IN $ids
WITH c, c.stated AS stated
RETURN c {.id, .article, .quote, subject: stated[0], relation: stated[1], object: stated[2]} AS claim
ORDER BY claim.id
"""
CLAIMS_OF_WORDS = """
UNWIND $rows AS row
MATCH (:Article {id: row.article})<-[:IN]-(c:Claim {quote: row.quote})
WHERE c.stated = [row.subject, row.relation, row.object]
RETURN DISTINCT c.id AS id
ORDER BY id
"""
RULINGS_OF_ARTICLES = """
MATCH (r:Ruling) WHERE r.article IN $articles AND r.withdrawn IS NULL
RETURN properties(r) AS row
ORDER BY r.id
"""
RULINGS = "MATCH (r:Ruling) RETURN properties(r) AS row ORDER BY r.made, r.claim, r.id"
RULINGS_OF_CLAIMS = """
MATCH (r:Ruling) WHERE r.claim IN $ids AND r.withdrawn IS NULL
RETURN properties(r) AS row
ORDER BY r.id
"""
CREATE_RULINGS = "UNWIND $rows AS row MERGE (r:Ruling {id: row.id}) SET r = row"
WITHDRAW_RULINGS = "MATCH (r:Ruling) WHERE r.id IN $ids SET r.withdrawn = $when"
SET_VERDICTS = "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) SET c.verdict = row.verdict"

# --- Decisions on identity.
STANDING_DECISIONS = "MATCH (d:Decision) WHERE d.withdrawn IS NULL RETURN properties(d) AS row ORDER BY d.id"
ALL_DECISIONS = "MATCH (d:Decision) RETURN properties(d) AS row ORDER BY d.made, d.left, d.right, d.id"
RECORDED = "MATCH (d:Decision) WHERE d.id IN $ids RETURN d.id AS id, d.withdrawn AS withdrawn"
CREATE_DECISIONS = "UNWIND $rows AS row CREATE (d:Decision) SET d = row"
WITHDRAW_DECISIONS = "UNWIND $rows AS row MATCH (d:Decision {id: row.id}) SET d.withdrawn = row.when"
CLAIMS_OF_KEYS = """
MATCH (c:Claim) WHERE c.subject_key IN $keys OR c.object_key IN $keys
RETURN c.id AS id ORDER BY id
"""

OWNERS = "MATCH (k:Key) RETURN k.key AS key, k.entity AS entity"

# --- Typing again: articles by pages, each with all that was read of it.
READERS = """
MATCH (a:Article) WHERE a.id > $after
RETURN a.id AS id, a.reader AS reader ORDER BY a.id LIMIT $most
"""
READINGS = """
MATCH (a:Article) WHERE a.id IN $ids
RETURN properties(a) AS article,
    COLLECT { MATCH (c:Claim)-[:IN]->(a) RETURN c.record ORDER BY c.start, c.id } AS claims,
    COLLECT { MATCH (m:Mention) WHERE m.article = a.id RETURN properties(m) ORDER BY m.key } AS mentions
ORDER BY a.id
"""

# --- Reading for exports: streamed, in the order of ids.
_ENTITY = (
    "e.id AS id, e.name AS name, e.type AS type, e.keys AS keys, e.aliases AS aliases, e.described AS described, "
    "e.listed AS listed, e.listed_unsure AS listed_unsure"
)
ALL_ENTITIES = f"""
MATCH (e:Entity)
RETURN {_ENTITY}
ORDER BY e.id
"""
ALL_FACTS = """
MATCH (f:Fact)
RETURN properties(f) AS row,
    COLLECT { MATCH (c:Claim)-[:SUPPORTS]->(f) RETURN c.id ORDER BY c.id } AS supports,
    COLLECT { MATCH (c:Claim)-[:OPPOSES]->(f) RETURN c.id ORDER BY c.id } AS opposes,
    COLLECT { MATCH (c:Claim)-[:MENTIONS]->(f) RETURN c.id ORDER BY c.id } AS mentions
ORDER BY f.id
"""
CLAIM_RECORDS = """
MATCH (c:Claim)-[:IN]->(a:Article) WHERE $article IS NULL OR a.id = $article
RETURN c.record AS record ORDER BY a.id, c.start, c.id
"""
ARTICLES_WITH_CLAIMS = """
MATCH (a:Article)
RETURN a {.id, .url, .title, .outlet, .published, .language, .sha256} AS article,
    COLLECT {
        MATCH (c:Claim)-[:IN]->(a)
        OPTIONAL MATCH (s:Key {key: c.subject_key})
        OPTIONAL MATCH (o:Key {key: c.object_key})
        OPTIONAL MATCH (w:Key {key: c.speaker_key})
        RETURN c {.id, .subject, .relation, .object, .property, .quote, .start, .end, .polarity, .modality,
            .factuality, .confidence, .rule, .speaker, .stance, .verdict, .when_from, .when_to, .when_text,
            subject_entity: s.entity, object_entity: o.entity, speaker_entity: w.entity}
        ORDER BY c.start, c.id
    } AS claims
ORDER BY a.id
"""
FACTS_OF_ARTICLE = """
MATCH (:Article {id: $article})<-[:IN]-(:Claim)-[:SUPPORTS|OPPOSES|MENTIONS]->(f:Fact)
WITH DISTINCT f
RETURN properties(f) AS row,
    COLLECT { MATCH (c:Claim)-[:SUPPORTS]->(f) RETURN c.id ORDER BY c.id } AS supports,
    COLLECT { MATCH (c:Claim)-[:OPPOSES]->(f) RETURN c.id ORDER BY c.id } AS opposes,
    COLLECT { MATCH (c:Claim)-[:MENTIONS]->(f) RETURN c.id ORDER BY c.id } AS mentions
ORDER BY f.id
"""
ENTITIES_WITH_IDS = f"""
MATCH (e:Entity) WHERE e.id IN $ids
RETURN {_ENTITY}
ORDER BY e.id
"""
CONNECTED_ENTITIES = f"""
MATCH (e:Entity)
WITH e, COUNT {{ (e)-[r]-(:Entity) WHERE r.belief >= $least AND ($voice IS NULL OR r.voice = $voice) }} AS edges
WHERE edges > 0
RETURN {_ENTITY}, edges
ORDER BY e.id
"""
DRAWN_FACTS = """
MATCH (f:Fact)
WHERE f.drawn AND f.belief >= $least AND ($voice IS NULL OR f.voice = $voice)
RETURN properties(f) AS row,
    COLLECT { MATCH (c:Claim)-[:SUPPORTS]->(f) RETURN c.id ORDER BY c.id } AS supports,
    COLLECT { MATCH (c:Claim)-[:OPPOSES]->(f) RETURN c.id ORDER BY c.id } AS opposes,
    COLLECT { MATCH (c:Claim)-[:MENTIONS]->(f) RETURN c.id ORDER BY c.id } AS mentions
ORDER BY f.subject, f.object, f.property, f.id
"""
TOTALS = """
RETURN COUNT { (:Article) } AS articles, COUNT { (:Claim) } AS claims, COUNT { (:Entity) } AS entities,
    COUNT { (:Fact) } AS facts, COUNT { (:Entity)-->(:Entity) } AS edges
"""
