"""SQL text for `graph.bulk`, for DuckDB. Values that data give are parameters or rows, never spliced in."""

STORY = ("text", "kept", "title", "published")
CLAIM = (
    "id", "article", "subject_key", "object_key", "object", "property", "lemma", "start", "confidence", "polarity",
    "modality", "stances", "speakers", "when_from", "when_to", "relation", "quote", "begun", "ended",
)  # fmt: skip
ARTICLE = ("origin", "outlet", "agency", "published")

# --- Articles. One that comes again is what it was when it last changed, as in loading.
_SEEN = """
SELECT id, number, lag(number) OVER same AS former,
    lag(digest) OVER same IS DISTINCT FROM digest OR lag(reader) OVER same IS DISTINCT FROM reader AS new
FROM articles WINDOW same AS (PARTITION BY id ORDER BY number)
"""
COUNTS = f"""
SELECT count(*) FILTER (former IS NULL), count(*) FILTER (former IS NOT NULL AND new), count(*) FILTER (NOT new)
FROM ({_SEEN})
"""
KEEP_LAST = (
    f"CREATE TABLE kept AS SELECT max(number) AS number FROM ({_SEEN}) WHERE new GROUP BY id",
    *(
        f"DELETE FROM {table} WHERE number NOT IN (SELECT number FROM kept)"
        for table in ("articles", "claims", "mentions")
    ),
)
SHARED_CLAIMS = "SELECT id, min(article), max(article) FROM claims GROUP BY id HAVING count(*) > 1 LIMIT 1"
# What another article corrects is out, with its claims.
OUT = """
CREATE TABLE outs AS
SELECT a.id FROM articles a JOIN articles x ON x.corrects = a.id AND x.id <> a.id
UNION SELECT a.id FROM articles a JOIN articles x ON x.corrects = a.url AND x.id <> a.id
"""

# --- Origins.
DAYS = "SELECT DISTINCT day FROM articles"
CANDIDATES = """
CREATE TABLE candidates AS
WITH marked AS (SELECT id, day, unnest(marks) AS mark, len(marks) AS count FROM articles),
    near AS (SELECT day, other FROM windows UNION SELECT other, day FROM windows)
SELECT a.id AS one, b.id AS two
FROM marked a JOIN near ON near.day = a.day
JOIN marked b ON b.day = near.other AND b.mark = a.mark AND a.id < b.id
GROUP BY a.id, b.id, a.count, b.count HAVING count(*) >= {least!r}::DOUBLE * least(a.count, b.count)
"""
STORIES = f"""
SELECT one, two, {", ".join(f"a.{name}, b.{name}" for name in STORY)}
FROM candidates JOIN articles a ON a.id = one JOIN articles b ON b.id = two
"""
ALIKE_ARTICLES = """
SELECT source AS one, target AS two FROM copies
UNION ALL SELECT id, first FROM (SELECT id, min(id) OVER (PARTITION BY body) AS first FROM articles) WHERE id <> first
"""
ORIGINS = """
CREATE TABLE origins AS SELECT id, origin_digest(coalesce(top, id)) AS origin
FROM articles LEFT JOIN article_groups ON node = id
"""

# --- What pairs connect: each node takes the smallest top around it, and that one's own, until none moves.
BEGIN_JOIN = (
    """CREATE OR REPLACE TABLE ends AS
    WITH pairs AS ({pairs}) SELECT one, two FROM pairs UNION SELECT two, one FROM pairs""",
    "CREATE OR REPLACE TABLE tops AS SELECT DISTINCT one AS node, one AS top FROM ends",
)
JOIN_ROUND = (
    """CREATE OR REPLACE TABLE lower AS
    SELECT own.node, least(own.top, min(other.top)) AS top
    FROM tops own JOIN ends ON ends.one = own.node JOIN tops other ON other.node = ends.two
    GROUP BY own.node, own.top""",
    """CREATE OR REPLACE TABLE jumped AS
    SELECT own.node, other.top FROM lower own JOIN lower other ON other.node = own.top""",
)
MOVED = "SELECT count(*) FROM tops JOIN jumped USING (node) WHERE tops.top <> jumped.top"
ADVANCE = "CREATE OR REPLACE TABLE tops AS FROM jumped"
END_JOIN = "CREATE TABLE {table} AS FROM tops"

# --- Names.
VOTES = "SELECT key, votes FROM mentions WHERE article NOT IN (FROM outs) ORDER BY key"
FORMS = """
SELECT form, whole, key FROM forms
WHERE form IN (SELECT form FROM forms GROUP BY form HAVING bool_or(whole) AND NOT bool_and(whole))
ORDER BY form
"""
PROFILES = (
    "CREATE TABLE compared AS SELECT short AS key FROM pairs UNION SELECT whole FROM pairs",
    """CREATE TABLE live AS
    SELECT key, article FROM mentions SEMI JOIN compared USING (key) WHERE article NOT IN (FROM outs)""",
    """CREATE TABLE company AS
    SELECT heard.key, list(DISTINCT mentions.key) AS company
    FROM (SELECT key, article FROM live QUALIFY row_number() OVER (PARTITION BY key ORDER BY article) <= {read}) heard
    JOIN mentions USING (article) GROUP BY heard.key""",
    # One article that names both is as good as all of them.
    """CREATE TABLE together AS
    SELECT short, whole, min(article) AS article
    FROM (
        SELECT short, whole, a.article
        FROM pairs JOIN live a ON a.key = short JOIN live b ON b.key = whole AND b.article = a.article
    ) GROUP BY short, whole""",
    """CREATE TABLE articles_of AS
    SELECT key, list(DISTINCT article) AS articles
    FROM (SELECT short AS key, article FROM together UNION ALL SELECT whole, article FROM together) GROUP BY key""",
    """CREATE TABLE related AS
    SELECT subject_key AS key, list(DISTINCT object_key) AS related
    FROM claims SEMI JOIN compared ON compared.key = subject_key
    WHERE object_key <> '' AND article NOT IN (FROM outs) GROUP BY subject_key""",
    """CREATE TABLE profiles AS
    SELECT key, votes, coalesce(articles, []) AS articles, coalesce(company, []) AS company,
        coalesce(related, []) AS related
    FROM keys SEMI JOIN compared USING (key)
    LEFT JOIN articles_of USING (key) LEFT JOIN company USING (key) LEFT JOIN related USING (key)""",
)
PROFILES_OF = "SELECT key, votes, articles, company, related FROM profiles WHERE key IN (SELECT unnest(?::VARCHAR[]))"
PAIRS = "SELECT short, whole FROM pairs ORDER BY number"
SAME_KEYS = "SELECT short AS one, whole AS two FROM said WHERE verdict = 'same'"
OWNERS = """
CREATE TABLE owners AS
SELECT key, coalesce(top, key) AS top, digest_of(coalesce(top, key)) AS entity
FROM keys LEFT JOIN key_groups ON node = key
"""
CLUSTERS = "SELECT top, key, votes FROM owners JOIN keys USING (key) ORDER BY top, key"

# --- Facts. Claims between the same two entities come together, whichever way round they are; values by their words.
PROPERTIES = "SELECT DISTINCT coalesce(property, '') FROM claims"
EVIDENCE = f"""
SELECT CASE WHEN p.literal THEN '' ELSE least(s.entity, o.entity) END,
    CASE WHEN p.literal THEN s.entity ELSE greatest(s.entity, o.entity) END,
    CASE WHEN p.literal THEN c.object ELSE '' END, {", ".join(f'c."{name}"' for name in CLAIM)},
    origins.origin, a.outlet, a.agency, a.published, s.entity, o.entity
FROM claims c
JOIN articles a ON a.id = c.article
JOIN origins ON origins.id = c.article
JOIN owners s ON s.key = c.subject_key
LEFT JOIN owners o ON o.key = c.object_key
JOIN properties p ON p.property = coalesce(c.property, '')
WHERE c.article NOT IN (FROM outs) AND CASE WHEN p.literal THEN c.object <> '' ELSE c.object_key <> '' END
ORDER BY 1, 2, 3
"""

# --- What becomes files as it is.
NODES = {
    "Article": """
        SELECT a.* REPLACE (o.origin AS origin, CASE WHEN outs.id IS NOT NULL THEN true END AS retracted)
        FROM articles a JOIN origins o ON o.id = a.id LEFT JOIN outs ON outs.id = a.id""",
    "Claim": """
        SELECT c.* REPLACE (CASE WHEN outs.id IS NOT NULL THEN true END AS retracted)
        FROM claims c LEFT JOIN outs ON outs.id = c.article""",
    "Mention": "FROM mentions",
    "Key": "SELECT k.* REPLACE (o.entity AS entity) FROM keys k JOIN owners o ON o.key = k.key",
}
LINKS = {
    "in": "SELECT id AS source, article AS target FROM claims",
    "copies": "SELECT source, target, shared, why FROM copies",
}
LONGEST = """
SELECT greatest(
    (SELECT max(greatest(length(text), length(rejected), length(metadata), len(marks) * 12, len(kept) * 12))
        FROM articles),
    (SELECT max(length(record)) FROM claims),
    (SELECT max(greatest(length(votes), len(spans) * 12)) FROM mentions),
    (SELECT max(length(votes)) FROM keys))
"""
