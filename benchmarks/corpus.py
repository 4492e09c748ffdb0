"""Any number of articles made from examples/: the same sentences about ever other people and companies.

Names of people and organizations that the product finds in the examples are replaced by invented ones, drawn with a
fixed seed so that some recur: the graph grows with the number of articles and has hubs, as real ones do.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from re import compile as pattern
from re import escape

from ingest.documents import read_articles
from ingest.pipeline import Reader
from ontology.ids import content_hash
from ontology.model import Article

EXAMPLES = Path(__file__).parent.parent / "examples" / "port"
SYLLABLES = [
    "ba",
    "do",
    "fe",
    "ga",
    "hi",
    "ka",
    "lo",
    "ma",
    "ne",
    "po",
    "ra",
    "se",
    "ti",
    "vo",
    "ya",
    "zu",
    "mar",
    "len",
    "dor",
    "vin",
    "sel",
    "tam",
]


@cache
def templates() -> tuple[tuple[Article, tuple[tuple[str, str], ...]], ...]:
    """The example articles and the names in each, longest first, with their types."""
    articles = [a for a in read_articles([EXAMPLES]) if isinstance(a, Article)]
    made = []
    for reading in Reader().read(articles):
        found = {(m.text, m.type) for m in getattr(reading, "mentions", ()) if m.kind == "name" and len(m.text) > 3}
        wanted = [(text, kind) for text, kind in found if kind in ("Person", "Organization", "Company")]
        made.append((reading.article, tuple(sorted(wanted, key=lambda n: (-len(n[0]), n)))))  # type: ignore[union-attr]
    return tuple(made)


def articles(count: int, seed: int = 7) -> Iterator[Article]:
    """That many articles, each with its own names, title and date; the same for the same seed."""
    random = Random(seed)
    for number in range(count):
        template, names = templates()[number % len(templates())]
        yield _rewritten(template, names, number, random)


def _rewritten(template: Article, names: tuple[tuple[str, str], ...], number: int, random: Random) -> Article:
    body = "\n\n".join(template.text[s.start : s.end] for s in template.kept)
    if names:
        new = {text: _name(kind, random) for text, kind in names}
        body = pattern("|".join(escape(text) for text, _ in names)).sub(lambda m: new[m.group()], body)
    published = (date(2020, 1, 1) + timedelta(days=number % 1500)).isoformat()
    url = f"https://news.example/{number}"
    return replace(
        template,
        id=url,
        url=url,
        text=body,
        sha256=content_hash(body),
        published=published,
        kept=(),
        dropped=(),
        metadata={},
    )


def _name(kind: str, random: Random) -> str:
    # The square of a uniform number prefers low ones: a few names recur in very many articles.
    rank = int(20_000 * random.random() ** 2)
    own = Random(f"{kind}{rank}")
    words = ["".join(own.choices(SYLLABLES, k=own.choice((2, 3)))).capitalize() for _ in range(2)]
    return (
        " ".join(words) if kind == "Person" else f"{words[0]} {own.choice(('Holdings', 'Group', 'Capital', 'Systems'))}"
    )
