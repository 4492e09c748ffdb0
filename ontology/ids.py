"""Deterministic identifiers: the same content has the same id in every run, order and process."""

from hashlib import sha256
from re import sub

from ontology.model import Article

DIGITS = 16  # hex digits: 64 bits; a collision among 10^8 claims has a chance of about 3 in 10^4


def digest(*parts: object) -> str:
    """The first 16 hex digits of SHA-256 over the parts, each with its length, so that no two lists of parts meet."""
    joined = "".join(f"{len(text)}:{text}" for text in map(str, parts))
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def content_hash(text: str) -> str:
    """The whole SHA-256 of a text in UTF-8, as 64 hex digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_digest(article: Article) -> str:
    """A digest of all that is known of an article: another date or other lines dropped are another state of it."""
    spans = [(span.start, span.end) for span in article.kept]
    dropped = [(span.start, span.end, span.reason) for span in article.dropped]
    about = (article.title, article.outlet, article.url, article.published, article.language)
    return digest(article.id, article.sha256, *about, sorted(article.metadata.items()), spans, dropped)


def origin_of(article: Article) -> str:
    """The origin of a report: the same body, whatever its headline, blanks and case, is the same report."""
    parts = [article.text[span.start : span.end] for span in article.kept]
    if len(parts) > 1 and article.title.endswith(" ".join(parts[0].split())):
        del parts[0]  # papers print a wire story under headlines of their own
    body = " ".join(parts) or article.text
    return content_hash(sub(r"\W+", " ", body).casefold().strip())[:DIGITS]
