"""Readings made by hand, small and consistent: every quote cuts back, every key is named by a mention."""

from dataclasses import dataclass

from graph.contents import entities, facts
from graph.store import Store
from ontology.ids import content_hash, digest
from ontology.jsonl import line
from ontology.model import (
    Argument,
    Article,
    Attribution,
    Claim,
    Frame,
    Mention,
    Modality,
    Quote,
    Reading,
    Relation,
    Source,
    Span,
    Stance,
    When,
)

FAMILY = {"Person": "person", "Company": "org", "Organization": "org", "City": "place", "Country": "place"}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: `object` "" for none; `type_` "" is no entity. `speaker` and `stance` attribute it."""

    subject: str
    phrase: str
    object: str
    property: str | None = None
    subject_type: str = "Company"
    object_type: str = "Company"
    speaker: str = ""
    stance: Stance = "says"
    when: tuple[str | None, str | None] | None = None
    near: tuple[str, ...] = ()
    modality: Modality = "asserted"
    confidence: float = 0.6


def key(name: str, type_: str) -> str:
    return f"{FAMILY.get(type_, 'thing')}:{name.casefold()}" if type_ in FAMILY else ""


def reading(
    id_: str, *said: Said, published: str | None = "2024-05-01", outlet: str = "", reader: str = "r1"
) -> Reading:
    """A reading of an article that consists of these statements."""
    sentences, claims, mentions = [], [], []
    offset = 0
    for number, statement in enumerate(said):
        words = f"{statement.subject} {statement.phrase} {statement.object}".strip() + "."
        sentence = f"{statement.speaker} {statement.stance}: {words}" if statement.speaker else words
        begin = offset + len(sentence) - len(words)
        quote = Quote(offset, offset + len(sentence), sentence)
        claims.append(_claim(id_, number, statement, begin, quote))
        mentions += _mentions(statement, begin, offset)
        sentences.append(sentence)
        offset += len(sentence) + 1
    text = "\n".join(sentences)
    article = Article(
        id_, text, content_hash(text), title=f"Article {id_}", outlet=outlet, published=published, language="en",
        kept=(Span(0, len(text)),),
    )  # fmt: skip
    return Reading(article, tuple(claims), tuple(mentions), (), reader)


def _claim(article: str, number: int, said: Said, begin: int, quote: Quote) -> Claim:
    relation_at = begin + len(said.subject) + 1
    object_at = relation_at + len(said.phrase) + 1
    chain = ()
    if said.speaker:
        source = Source(
            said.speaker, quote.start, quote.start + len(said.speaker), key(said.speaker, "Person"), said.speaker
        )
        cue_at = quote.start + len(said.speaker) + 1
        chain = (Attribution(source, Quote(cue_at, cue_at + len(said.stance), said.stance), said.stance),)  # type: ignore[assignment]
    since, until = said.when or (None, None)
    return Claim(
        id=digest(article, number, said.subject, said.phrase, said.object),
        article=article,
        quote=quote,
        subject=_argument(said.subject, begin, said.subject_type),
        relation=Relation(
            said.phrase, relation_at, relation_at + len(said.phrase), relation_at, said.phrase, (), said.property
        ),
        object=_argument(said.object, object_at, said.object_type) if said.object else None,
        frame=Frame("verb", said.phrase, "subj", "obj", {}, near=said.near),
        attribution=chain,
        when=When("then", quote.start, quote.end, "day", since, until) if said.when else None,
        modality=said.modality,
        confidence=said.confidence,
        rule="object",
    )


def _argument(text: str, start: int, type_: str) -> Argument:
    return Argument(
        text, start, start + len(text), Quote(start, start + len(text), text), (), key(text, type_), text, type_
    )


def _mentions(said: Said, begin: int, offset: int) -> list[Mention]:
    object_at = begin + len(said.subject) + len(said.phrase) + 2
    found = [(said.subject, begin, said.subject_type), (said.object, object_at, said.object_type)]
    if said.speaker:
        found.append((said.speaker, offset, "Person"))
    return [
        Mention(start, start + len(text), text, type_, "name", key(text, type_), text)
        for text, start, type_ in found
        if key(text, type_)
    ]


def dump(store: Store, but: tuple[str, ...] = ()) -> list[str]:
    """All that an export may show, and all that stands behind it, in one order, but nodes with one of these labels."""
    nodes = "MATCH (n) WHERE NOT n:TriplewireStore RETURN labels(n) AS labels, properties(n) AS row"
    links = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS row"
    kept = [row for row in store.read(nodes) if not set(but) & set(row["labels"])]
    rows = [repr(sorted(row["labels"])) + repr(sorted(row["row"].items())) for row in kept]
    rows += [f"{r['a']} {r['type']} {r['b']} {sorted(r['row'].items())}" for r in store.read(links)]
    return sorted(rows) + [line(e) for e in entities(store)] + [line(f) for f in facts(store)]
