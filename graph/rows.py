"""A reading as rows for the database: flat properties that Neo4j can hold, and nothing of the reading lost.

What has no flat form goes along as JSON: `record` of a claim is its whole line of `triplewire extract`, `rejected` of
an article its rejected candidates. `kept` is a flat list of offsets (start, end, start, end, ...), `dropped` a list of
"start end reason". A mention node has its spans likewise, and in `kinds`, `types` and `names` what each of them is.
`reading_of` is the way back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from json import JSONEncoder, loads
from typing import Any

from graph.facts import Evidence
from graph.identity import Votes
from graph.origins import Story
from graph.terms import Terms
from ontology.ids import article_digest, digest
from ontology.jsonl import from_json, line, to_json
from ontology.model import Article, Claim, Dropped, Mention, Reading, Rejected, Span
from ontology.statements import REPEATED, UNREAD, plain

Row = dict[str, Any]

# How a mention counts for its key: a name or a description names it, a short form is a further name, a pronoun neither.
NAMING = frozenset({"name", "described"})
SHORTENING = frozenset({"short", "acronym"})
PACKED = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
ACCEPTED = 1.0  # confidence in a claim that a person has confirmed
RETYPED = frozenset({REPEATED, UNREAD})  # rejected candidates that typing again may make claims of


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """One article's nodes: itself, its claims, its mentions, and what it says of each key."""

    article: Row
    claims: tuple[Row, ...]
    mentions: tuple[Row, ...]
    votes: dict[str, Votes]


def rows_of(reading: Reading, body: str, terms: Terms) -> ArticleRows:
    """The rows of a reading. A claim that comes twice (the same id) counts once."""
    claims = {claim.id: claim for claim in reading.claims}
    votes = votes_of(reading.mentions, claims.values())
    return ArticleRows(
        article=_article(reading, body),
        claims=tuple(_claim(claims[id_], terms) for id_ in sorted(claims)),
        mentions=tuple(_mentions(reading.article, reading.mentions, votes)),
        votes=votes,
    )


def _article(reading: Reading, body: str) -> Row:
    article = reading.article
    story = Story.of_article(article)
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "sha256": article.sha256,
        "digest": article_digest(article),
        "text": article.text,
        "kept": [offset for span in article.kept for offset in (span.start, span.end)],
        "dropped": [f"{span.start} {span.end} {span.reason}" for span in article.dropped],
        "metadata": _json(article.metadata),
        "rejected": _json(reading.rejected),
        "body": body,
        "day": story.day,
        "marks": list(story.marks),
        "origin": "",  # until all that came is compared
        "corrects": article.metadata.get("corrects") or None,
        "agency": article.metadata.get("agency") or None,
        "reader": reading.reader,
    }


def _claim(claim: Claim, terms: Terms) -> Row:
    outermost = claim.attribution[0] if claim.attribution else None
    when = claim.when
    return {
        "id": claim.id,
        "article": claim.article,
        "subject_key": claim.subject.key,
        "subject": claim.subject.text,
        "object_key": claim.object.key if claim.object else "",
        "object": claim.object.text if claim.object else "",
        "stated": _stated(claim),
        "property": claim.relation.property,
        "relation": claim.relation.text,
        "lemma": claim.relation.lemma,
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "factuality": claim.factuality,
        "speaker": outermost.source.name or outermost.source.text if outermost else None,
        "speaker_key": outermost.source.key if outermost else None,
        "cue": outermost.cue.text if outermost else None,
        "stance": outermost.stance if outermost else None,
        "stances": [level.stance for level in claim.attribution],
        "speakers": [level.source.name or level.source.text for level in claim.attribution],
        "when_from": when.since if when else None,
        "when_to": when.until if when else None,
        "when_text": when.text if when else None,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "begun": terms.begun(claim.relation.property, claim.frame),
        "ended": terms.ended(claim.relation.property, claim.frame),
        "frame": _json(claim.frame),
        "record": line(claim),
    }


def _stated(claim: Claim) -> list[str]:
    """Subject, relation and object as the grammar has them, whichever way round the property is."""
    words = plain(claim)
    return [words.subject.text, words.relation.text, words.object.text if words.object else ""]


def _mentions(article: Article, mentions: Iterable[Mention], votes: dict[str, Votes]) -> Iterator[Row]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.key:
            found[mention.key].append(mention)
    for key in sorted(votes):
        yield {
            "key": key,
            "article": article.id,
            "spans": [offset for mention in found[key] for offset in (mention.start, mention.end)],
            "kinds": [mention.kind for mention in found[key]],
            "types": [mention.type for mention in found[key]],
            "names": [mention.name for mention in found[key]],
            "name": min(votes[key].names, key=lambda n, v=votes[key].names: (-v[n], n), default=""),  # type: ignore[misc]
            "votes": votes_to_json(votes[key]),
        }


def reading_of(article: Row, claims: Iterable[str], mentions: Iterable[Row]) -> Reading | None:
    """The reading whose rows these are; `claims` are their records. None where an older program left something out.

    Mentions stand in the order of their rows; those of nobody have no row, and are not in it.
    """
    rows, rejected = list(mentions), loads(article["rejected"])
    if any("kinds" not in row for row in rows) or any(r["reason"] in RETYPED and "unread" not in r for r in rejected):
        return None
    text = article["text"]
    return Reading(
        article=_article_of(article),
        claims=tuple(from_json(Claim, loads(record)) for record in claims),
        mentions=tuple(mention for row in rows for mention in _mentions_of(row, text)),
        rejected=tuple(from_json(Rejected, entry) for entry in rejected),
        reader=article["reader"],
    )


def _article_of(row: Row) -> Article:
    dropped = (entry.split(" ", 2) for entry in row["dropped"])
    return Article(
        id=row["id"],
        text=row["text"],
        sha256=row["sha256"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=row.get("published"),
        language=row["language"],
        kept=tuple(Span(start, end) for start, end in _pairs(row["kept"])),
        dropped=tuple(Dropped(int(start), int(end), reason) for start, end, reason in dropped),
        metadata=loads(row["metadata"]),
    )


def _mentions_of(row: Row, text: str) -> Iterator[Mention]:
    for (start, end), kind, type_, name in zip(
        _pairs(row["spans"]), row["kinds"], row["types"], row["names"], strict=True
    ):
        yield Mention(start, end, text[start:end], type_, kind, row["key"], name)


def _pairs(offsets: list[int]) -> Iterator[tuple[int, int]]:
    return zip(offsets[::2], offsets[1::2], strict=True)


def votes_of(mentions: Iterable[Mention], claims: Iterable[Claim]) -> dict[str, Votes]:
    """What one article says of each key that its mentions or claims mean."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    aliases: defaultdict[str, Counter[str]] = defaultdict(Counter)
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    uses: Counter[str] = Counter()
    for mention in mentions:
        if mention.key:
            if mention.kind in NAMING:
                names[mention.key][mention.name or mention.text] += 1
            if mention.kind in SHORTENING or (mention.kind == "name" and mention.text != mention.name):
                aliases[mention.key][mention.text] += 1
            if mention.type:
                types[mention.key][mention.type] += 1
    named = set(names)
    for key, name, type_ in _ends(claims):
        uses[key] += 1
        # A key that no mention names has only its claims to be named by.
        if key not in named:
            names[key][name] += 1
            types[key].update([type_] if type_ else [])
    return {
        key: Votes(dict(names[key]), dict(aliases[key]), dict(types[key]), uses[key])
        for key in sorted({*names, *aliases, *types, *uses})
    }


def _ends(claims: Iterable[Claim]) -> Iterator[tuple[str, str, str]]:
    for claim in claims:
        for end in (claim.subject, claim.object):
            if end and end.key:
                yield end.key, end.name or end.text, end.type
        for level in claim.attribution:
            if level.source.key:
                yield level.source.key, level.source.name or level.source.text, ""


def votes_to_json(votes: Votes) -> str:
    """Votes as Neo4j can hold them."""
    return _json(votes)


def votes_from_json(text: str) -> Votes:
    """What `votes_to_json` wrote."""
    return Votes(**loads(text))


def mention_id(row: Row) -> str:
    """One mention node for each key of an article."""
    return digest("mention", row["article"], row["key"])


def evidence_of(claim: Row, article: Row) -> Evidence:
    """What a fact needs to know of a claim, from its own properties and its article's, fresh or out of the store."""
    return Evidence(
        claim=claim["id"],
        article=claim["article"],
        origin=article["origin"],
        start=claim["start"],
        confidence=ACCEPTED if claim.get("verdict") == "accept" else claim["confidence"],
        polarity=claim["polarity"],
        modality=claim["modality"],
        stances=tuple(claim["stances"]),
        speakers=tuple(claim["speakers"]),
        outlet=article["outlet"],
        agency=article.get("agency") or "",
        published=article["published"] or "",
        since=claim["when_from"] or "",
        until=claim["when_to"] or "",
        phrase=claim["relation"],
        quote=claim["quote"],
        begun=bool(claim["begun"]),
        ended=bool(claim["ended"]),
    )


def _json(record: object) -> str:
    return PACKED.encode(to_json(record))
