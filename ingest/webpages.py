"""A web page to a draft: trafilatura finds the body, the headline, the date, the outlet and the address.

Its body is trimmed once more (`ingest.cleaning.trim`): in pages of loose paragraphs it keeps the comment spam.
"""

from collections.abc import Mapping
from re import IGNORECASE
from re import compile as pattern

from lxml.etree import LxmlError
from trafilatura import bare_extraction
from trafilatura.settings import Document

from ingest.dating import published_on
from ingest.decoding import sound
from ingest.story import Draft
from ontology.errors import ArticleError

MARKUP = pattern(r"<(?:!doctype\s+html|html|head|body|article|main|div|p)\b", IGNORECASE)
SNIFFED = 4000  # characters in which a page says that it is one
SAFE_DATES = {"extensive_search": False, "original_date": True}


def looks_like_html(text: str) -> bool:
    """Whether a text is a web page, or part of one."""
    return text.lstrip()[:1] == "<" and MARKUP.search(text[:SNIFFED]) is not None


def draft_of(name: str, markup: str, given: Mapping[str, str] | None = None) -> Draft:
    """The draft of a page; what is `given` (title, outlet, url, published, id) goes before what the page says.

    Errors: ArticleError for a page without an article.
    """
    given = given or {}
    found = _extracted(name, sound(markup), given.get("url"))
    body = (found.text or "").strip() if found else ""
    if found is None or not body:
        raise ArticleError(f"{name}: no article found in the page", "save the article's text, or give it as JSON lines")
    title = given.get("title") or found.title or ""
    return Draft(
        name=name,
        text=_without_title(body, title),
        title=title,
        outlet=given.get("outlet") or found.sitename or "",
        url=given.get("url") or found.url or "",
        published=given.get("published") or published_on(found.date or ""),
        id=given.get("id", ""),
        extracted=True,
    )


def _extracted(name: str, markup: str, url: str | None) -> Document | None:
    try:
        found = bare_extraction(
            markup, url=url or None, with_metadata=True, include_comments=False, include_tables=False,
            date_extraction_params=SAFE_DATES,
        )  # fmt: skip
    except (LxmlError, ValueError, AttributeError, TypeError, RecursionError) as error:  # it raises what its parsers do
        message = f"{name}: the page cannot be read ({type(error).__name__})"
        raise ArticleError(message, "save the article's text instead") from None
    return found if isinstance(found, Document) else None


def _without_title(body: str, title: str) -> str:
    """The body without a first line that is the title again."""
    first, _, rest = body.partition("\n")
    return rest.strip() if title and rest.strip() and " ".join(first.split()) == " ".join(title.split()) else body
