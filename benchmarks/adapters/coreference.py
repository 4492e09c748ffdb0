"""Who is meant: the answers of the product's own coreference to the anaphors of a benchmark.

Each item is read as plain text, line by line. An anaphor is answered by the mention whose words overlap it best; a
described thing has no name, so it is no answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.coreference import resolve
from ingest.mentions import annotate
from ingest.nlp import DEFAULT_MODEL, load_model, parse
from ontology.ids import content_hash
from ontology.model import Article, Mention, Span

DESCRIBED = "described:"


def lines(text: str) -> tuple[Span, ...]:
    """The lines of a text as paragraphs."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        kept = line.strip()
        if kept:
            at = start + line.index(kept[0])
            found.append(Span(at, at + len(kept)))
        start += len(line)
    return tuple(found)


def article_of(row: dict[str, Any]) -> Article:
    """An item of a benchmark as an article."""
    text = row["text"]
    return Article(row["id"], text, content_hash(text), title=row.get("title", ""), language="en", kept=lines(text))


def answer(mentions: Sequence[Mention], start: int, end: int) -> str | None:
    """The name that the mention at these words stands for, where it says more than they do."""
    best, score = None, 0.5
    for mention in mentions:
        inner = min(mention.end, end) - max(mention.start, start)
        if inner <= 0 or mention.key.startswith(DESCRIBED):
            continue
        here = inner / (max(mention.end, end) - min(mention.start, start)) + 0.5 * (mention.end == end)
        if here > score:
            best, score = mention, here
    return None if best is None or best.name == best.text else best.name


def predictions(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """An answer for each anaphor."""
    rows = list(items)
    for row, parsed in zip(rows, parse(load_model(DEFAULT_MODEL), map(article_of, rows)), strict=True):
        annotate(parsed)
        mentions = resolve(parsed).mentions()
        for anaphor in row["anaphors"]:
            yield {"id": anaphor["id"], "answer": answer(mentions, anaphor["start"], anaphor["end"])}


BENCHES = {"coref_gum": predictions, "coref_meantime": predictions}
