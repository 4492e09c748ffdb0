"""All Cypher text of graph/: constraints and indexes, and the statements that loading and reading run.

Values are always parameters. What Cypher cannot take as a parameter, labels and relationship types, is spliced in by
the functions below, from names of the ontology only, each checked and quoted by `name`. Cypher 5: it runs on 5.26 and
on the calendar versions.
"""

from re import fullmatch

from ontology.errors import StoreError

VERSION = 1  # of the graph schema; graph.store refuses a newer one

# Order matters: nothing but the marker's own constraint may precede the check of whose data this is.
SCHEMA = (
    "CREATE CONSTRAINT triplewire_store IF NOT EXISTS FOR (n:TriplewireStore) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT key_key IF NOT EXISTS FOR (n:Key) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "CREATE INDEX fact_subject IF NOT EXISTS FOR (n:Fact) ON (n.subject)",
    "CREATE INDEX fact_object IF NOT EXISTS FOR (n:Fact) ON (n.object)",
    "CREATE INDEX claim_subject_key IF NOT EXISTS FOR (n:Claim) ON (n.subject_key)",
    "CREATE INDEX claim_object_key IF NOT EXISTS FOR (n:Claim) ON (n.object_key)",
    "CREATE INDEX mention_key IF NOT EXISTS FOR (n:Mention) ON (n.key)",
    "CREATE INDEX mention_article IF NOT EXISTS FOR (n:Mention) ON (n.article)",
    "CREATE INDEX article_url IF NOT EXISTS FOR (n:Article) ON (n.url)",
    "CREATE INDEX article_origin IF NOT EXISTS FOR (n:Article) ON (n.origin)",
    "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]",
)
AWAIT_INDEXES = "CALL db.awaitIndexes(120)"
WHOSE = """
OPTIONAL MATCH (s:TriplewireStore)
WITH s LIMIT 1
RETURN s.version AS version, EXISTS { MATCH (n) } AS filled
"""
MARK = "MERGE (s:TriplewireStore {name: 'triplewire'}) ON CREATE SET s.version = $version"
PING = "RETURN 1 AS one"


def name(text: str) -> str:
    """A label or relationship type, quoted. Errors: StoreError for what is no plain name."""
    if not fullmatch(r"[A-Za-z][A-Za-z0-9_]*", text):
        raise StoreError(f"{text!r} is no name for a label or relationship type", "use letters, digits and _")
    return f"`{text}`"


def labels(names: tuple[str, ...]) -> str:
    """Labels as they stand behind a variable: `:Organization:Company`; "" for none."""
    return "".join(f":{name(text)}" for text in names)
