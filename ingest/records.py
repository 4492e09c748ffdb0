"""Articles as JSON: an object with `text` or `html`, and `id`, `title`, `url`, `outlet`, `published` where known.

Other keys are kept as metadata. Names that feeds and archives use for the same (`body`, `source`, `date`) are
understood.
"""

from collections.abc import Iterator
from json import JSONDecodeError, dumps, loads
from typing import IO, Any

from ingest.dating import published_on
from ingest.decoding import decode
from ingest.story import Draft
from ingest.webpages import draft_of, looks_like_html
from ontology.errors import ArticleError

KEYS = {
    "id": ("id",),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "html": ("html",),
    "url": ("url", "link"),
    "outlet": ("outlet", "source", "publisher"),
    "published": ("published", "date", "published_at", "pubDate"),
}
MOST_LINE = 20_000_000  # bytes: a longer line is no article
REMEDY = 'write one JSON object a line, as {"title": "...", "text": "..."}'


def drafts_of_lines(name: str, stream: IO[bytes]) -> Iterator[Draft | ArticleError]:
    """A draft for each line of JSON lines that is not blank, an ArticleError for one that cannot be read."""
    number = 0
    while line := stream.readline(MOST_LINE + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > MOST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_LINE)  # the rest of the line is passed over
            yield ArticleError(f"{where}: longer than {MOST_LINE // 10**6} MB", "an article is expected on each line")
        elif line.strip():
            try:
                yield draft_of_record(where, _loaded(where, decode(line, where)[0].strip()))
            except ArticleError as error:
                yield error


def drafts_of_document(name: str, text: str) -> Iterator[Draft | ArticleError]:
    """The drafts of a file that is one JSON value: an object, or a list of objects."""
    value = _loaded(name, text)
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, 1):
        try:
            yield draft_of_record(name if len(records) == 1 else f"{name}, item {number}", record)
        except ArticleError as error:
            yield error


def _loaded(where: str, text: str) -> Any:
    try:
        return loads(text)
    except (JSONDecodeError, RecursionError, ValueError) as error:
        raise ArticleError(f"{where}: not JSON ({str(error)[:80]})", REMEDY) from None


def draft_of_record(where: str, record: object) -> Draft:
    """The draft of one object. Errors: ArticleError where it has no text."""
    if not isinstance(record, dict):
        raise ArticleError(f"{where}: a JSON {type(record).__name__}, not an object", REMEDY)
    said: dict[str, str] = {}
    used = set()
    for field, names in KEYS.items():
        name = next((n for n in names if record.get(n) not in (None, "")), None)
        if name is not None:
            said[field] = _words(where, name, record[name])
            used.add(name)
    rest = {str(k): _plain(v) for k, v in record.items() if k not in used and v not in (None, "")}
    stated = said.pop("published", "")
    published = published_on(stated)
    if stated and published is None:
        rest["published as stated"] = stated
    if "html" in said or looks_like_html(said.get("text", "")):
        given = {k: v for k, v in said.items() if k not in ("html", "text")}
        given |= {"published": published} if published else {}
        draft = draft_of(where, said.get("html") or said["text"], given)
        return Draft(**{f: getattr(draft, f) for f in Draft.__slots__} | {"metadata": rest})
    if not said.get("text", "").strip():
        raise ArticleError(f'{where}: neither "text" nor "html" in it', REMEDY)
    return Draft(where, said["text"], said.get("title", ""), said.get("outlet", ""), said.get("url", ""), published,
                 said.get("id", ""), metadata=rest)  # fmt: skip


def _words(where: str, name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])  # schema.org and news feeds: "source": {"name": "..."}
    raise ArticleError(f"{where}: {name!r} is a {type(value).__name__}, not a text", REMEDY)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else dumps(value, ensure_ascii=False, sort_keys=True)
