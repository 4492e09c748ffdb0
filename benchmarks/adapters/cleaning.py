"""Cleaning: which lines of a scraped page the product keeps.

Nothing is decided here: the lines are those of `ingest.cleaning`, by number.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.cleaning import clean


def kept_lines(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The words of the lines kept, the title's apart."""
    for row in items:
        text = row["text"]
        cleaned = clean(text)
        body = [span for span in cleaned.kept if span != cleaned.title]
        title = text[cleaned.title.start : cleaned.title.end] if cleaned.title else ""
        yield {"id": row["id"], "text": "\n".join(text[s.start : s.end] for s in body), "title": title}


BENCHES = {"clean_news": kept_lines, "clean_tails": kept_lines, "clean_snippets": kept_lines}
