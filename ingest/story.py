"""A draft of an article to the article that is read: cleaned, its openings cut off, its language known.

    article = story(Draft(name="b.txt", text="..."), raw=False)

Every line that is not blank is kept or dropped with a reason; so are the dateline of the first paragraph and the label
of the headline, which also go into the metadata. `raw` takes the text as it is: every line is a paragraph.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.cleaning import clean, trim
from ingest.decoding import sound, unescaped
from ingest.language import language_of
from ingest.openings import opening_of
from ingest.pages import lines_of
from ontology.errors import ArticleError
from ontology.ids import content_hash
from ontology.model import Article, Dropped, Span

DATELINE_WITHIN = 3  # paragraphs: a summary or a byline may stand before the dateline
ID_DIGITS = 16
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source says of one article. `name` says where it stands, for errors; `id` and `url` may be unknown.

    `text` is the body where there is a `title`, else the whole; `extracted`: page furniture is out already.
    """

    name: str
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str | None = None
    id: str = ""
    extracted: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)


def story(draft: Draft, *, raw: bool = False) -> Article:
    """The article. Errors: ArticleError where there is no text, or none in English."""
    title, body = draft.title, draft.text
    if not raw:
        title, body = unescaped(title), unescaped(body)
    title, body = " ".join(sound(title).split()), sound(body)
    text, headline = _titled(title, body)
    if not body.strip():
        raise ArticleError(f"{draft.name}: no text in it", "take it out, or put the article's text in")
    found = _whole(text) if raw else _cleaned(text, headline, draft.extracted)
    language = language_of(" ".join(text[s.start : s.end] for s in found.kept) or text)
    if language != LANGUAGE:
        raise ArticleError(f"{draft.name}: the text is in {language!r}, not English", "leave it out, or translate it")
    whole = content_hash(text)
    article = Article(
        id=sound(draft.id) or sound(draft.url) or whole[:ID_DIGITS],
        text=text,
        sha256=whole,
        title=title or found.title,
        outlet=sound(draft.outlet),
        url=sound(draft.url),
        published=draft.published,
        language=language,
        kept=found.kept,
        dropped=found.dropped,
        metadata={sound(k): sound(v) for k, v in sorted(draft.metadata.items())},
    )
    return article if raw else opened(article)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Spans kept and dropped, and the title that stands in the text itself."""

    kept: tuple[Span, ...]
    dropped: tuple[Dropped, ...]
    title: str = ""


def _whole(text: str) -> Sorted:
    return Sorted(tuple(Span(line.start, line.end) for line in lines_of(text)), ())


def _titled(title: str, body: str) -> tuple[str, Span | None]:
    """The text with its title, which is not said twice where the body begins with it; and where the title stands."""
    if not title:
        return body, None
    start = len(body) - len(body.lstrip())
    first = body[start:].partition("\n")[0].rstrip()
    if " ".join(first.split()).casefold() == title.casefold():
        return body, Span(start, start + len(first))
    return f"{title}\n\n{body}", Span(0, len(title))


def _cleaned(text: str, headline: Span | None, extracted: bool) -> Sorted:
    if headline is None:
        cleaned = trim(text) if extracted else clean(text)
        named = text[cleaned.title.start : cleaned.title.end] if cleaned.title else ""
        return Sorted(cleaned.kept, cleaned.dropped, " ".join(named.split()))
    # The title that the source gives is the title, whatever it looks like; the body is judged without it.
    at = len(text) - len(text[headline.end :].lstrip("\r\n"))
    cleaned = trim(text[at:]) if extracted else clean(text[at:])
    kept = (headline, *(Span(s.start + at, s.end + at) for s in cleaned.kept))
    dropped = (Dropped(d.start + at, d.end + at, d.reason) for d in cleaned.dropped)
    return Sorted(kept, tuple(dropped))


def opened(article: Article) -> Article:
    """The article without the label of its headline and the dateline of its story, which are dropped with a reason."""
    kept, dropped, metadata = list(article.kept), list(article.dropped), dict(article.metadata)
    paragraphs = 0
    for i, span in enumerate(kept):
        text = article.text[span.start : span.end]
        headline = i == 0 and bool(article.title) and " ".join(text.split()) == article.title
        opening = opening_of(text, headline)
        if opening is not None:
            kept[i] = Span(span.start + opening.length, span.end)
            dropped.append(Dropped(*_trimmed(text, span.start, opening.length), opening.reason))
            metadata |= {name: said for name, said in opening.metadata.items() if name not in metadata}
        paragraphs += not headline
        if paragraphs >= DATELINE_WITHIN or (opening is not None and not headline):
            break
    in_order = tuple(sorted(dropped, key=lambda d: (d.start, d.end)))
    return replace(article, kept=tuple(kept), dropped=in_order, metadata=metadata)


def _trimmed(text: str, start: int, length: int) -> tuple[int, int]:
    return start, start + len(text[:length].rstrip())
