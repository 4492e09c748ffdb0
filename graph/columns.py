"""What the nodes and relationships of a store have, as columns: for files of Neo4j's importer, and to sort them by.

Types are DuckDB's. The importer has no empty list (it leaves the property out), and cannot tell [""] from one: a row
whose list is [""] names it in `lone`, and `graph.importing` puts both right after the import.
"""

from dataclasses import dataclass

TEXT, WHOLE, DECIMAL, TRUTH, TEXTS, WHOLES = "VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR[]", "BIGINT[]"
IMPORTER = {TEXT: "string", WHOLE: "long", DECIMAL: "double", TRUTH: "boolean", TEXTS: "string[]", WHOLES: "long[]"}
LONE = "lone"

Columns = dict[str, str]


def _texts(*names: str) -> Columns:
    return dict.fromkeys(names, TEXT)


ARTICLE: Columns = {
    **_texts("id", "url", "title", "outlet", "published", "language", "sha256", "digest", "text"),
    "kept": WHOLES,
    "dropped": TEXTS,
    **_texts("metadata", "rejected", "body", "day"),
    "marks": WHOLES,
    **_texts("origin", "corrects", "agency", "reader"),
    "retracted": TRUTH,
}
CLAIM: Columns = {
    **_texts("id", "article", "subject_key", "subject", "object_key", "object"),
    "stated": TEXTS,
    **_texts("property", "relation", "lemma", "quote"),
    "start": WHOLE,
    "end": WHOLE,
    **_texts("polarity", "modality"),
    "factuality": DECIMAL,
    **_texts("speaker", "speaker_key", "cue", "stance"),
    "stances": TEXTS,
    "speakers": TEXTS,
    **_texts("when_from", "when_to", "when_text"),
    "confidence": DECIMAL,
    "rule": TEXT,
    "begun": TRUTH,
    "ended": TRUTH,
    **_texts("frame", "record"),
    "retracted": TRUTH,
}
MENTION: Columns = {
    **_texts("id", "key", "article"),
    "spans": WHOLES,
    "kinds": TEXTS,
    "types": TEXTS,
    "names": TEXTS,
    **_texts("name", "votes"),
}
KEY: Columns = _texts("key", "entity", "votes", "surname", "rest", "ends", "initials", "stem", "root", "backwards")
ENTITY: Columns = {**_texts("id", "name", "type"), "keys": TEXTS, "aliases": TEXTS, "described": TRUTH}
EDGE: Columns = {
    "id": TEXT,
    "belief": DECIMAL,
    "voice": TEXT,
    "disputed": TRUTH,
    **_texts("phrase", "quote"),
    "articles": WHOLE,
    "origins": WHOLE,
    **_texts("first_reported", "last_reported"),
    "valid": TEXTS,
}
FACT: Columns = {
    **_texts("subject", "property", "object", "value", "lemma"),
    **EDGE,
    "disputed_by": TEXTS,
    "drawn": TRUTH,
}
ALIKE: Columns = {**_texts("id", "left", "right", "verdict", "by", "why"), "score": DECIMAL}
COPY_OF: Columns = {"shared": DECIMAL, "why": TEXT}

NODES = {"Article": ARTICLE, "Claim": CLAIM, "Mention": MENTION, "Key": KEY, "Entity": ENTITY, "Fact": FACT}


@dataclass(frozen=True, slots=True)
class Links:
    """Relationships of one file: from and to which label, of which type ("" where a column has it), with what."""

    source: str
    target: str
    type: str
    columns: Columns


LINKS = {
    "in": Links("Claim", "Article", "IN", {}),
    "evidence": Links("Claim", "Fact", "", {}),
    "edges": Links("Entity", "Entity", "", EDGE),
    "copies": Links("Article", "Article", "COPY_OF", COPY_OF),
    "alike": Links("Key", "Key", "ALIKE", ALIKE),
}


def lists(columns: Columns) -> list[str]:
    """The columns that hold lists."""
    return [name for name, type_ in columns.items() if type_.endswith("[]")]


def key_of(label: str) -> str:
    """The property by which a node of that label is known."""
    return "key" if label == "Key" else "id"


def node_header(label: str) -> str:
    """The header of a file of nodes; labels beside the base one stand in a last column of entities."""
    key = key_of(label)
    names = [
        f"{name}:ID({label})" if name == key else f"{name}:{IMPORTER[type_]}" for name, type_ in NODES[label].items()
    ]
    return ",".join([*names, f"{LONE}:string[]", *([":LABEL"] if label == "Entity" else [])])


def link_header(links: Links) -> str:
    """The header of a file of relationships."""
    ends = [f":START_ID({links.source})", f":END_ID({links.target})", *([] if links.type else [":TYPE"])]
    return ",".join([*ends, *(f"{name}:{IMPORTER[type_]}" for name, type_ in links.columns.items())])
