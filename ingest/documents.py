"""Articles in: files, folders and standard input, in plain text, HTML, JSON and JSON lines.

    for found in read_articles(["story.txt", "scrape/", "feed.jsonl"], metadata=Path("scrape/articles.csv")):
        ...                                         # an Article, or an ArticleError for one that cannot be read

What a file is, its content decides. Folders are walked in the order of their names; hidden files are passed over, and
what else cannot be read (another kind of file, a closed folder, a link to a folder) is an ArticleError: nothing is left
out in silence. JSON lines are read as a stream, so a list of any length needs the memory of one article.

An article's id is the one that it is given, else its URL, else the hash of its text; never its path.

`metadata` is a CSV table of the articles of a folder: `file` (a path relative to the table's folder), and any of `id`,
`title`, `outlet`, `url`, `published`; what it says goes before what the file says. A folder that has such a table under
the name `articles.csv` brings its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import walk
from pathlib import Path
from stat import S_ISREG
from typing import IO

from ingest.dating import published_on
from ingest.decoding import decode, shown
from ingest.metadata import MetadataTable, Row
from ingest.records import drafts_of_document, drafts_of_lines
from ingest.story import Draft, story
from ingest.streams import PAGES, SNIFFED, JsonForm, joined, json_form
from ingest.webpages import draft_of, looks_like_html
from ontology.errors import ArticleError, InputError
from ontology.model import Article

MOST_BYTES = 20_000_000  # of one article; a book has 2
TEXT = frozenset({"", ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson"})
Found = Draft | ArticleError
OWN_TABLE = "articles.csv"
COLUMNS = ("id", "title", "outlet", "url", "published")


def read_articles(
    paths: Iterable[Path | str], *, metadata: Path | None = None, raw: bool = False, stdin: IO[bytes] | None = None
) -> Iterator[Article | ArticleError]:
    """The articles of all paths, in order; "-" is `stdin`. `raw`: nothing is cleaned off.

    Errors: InputError for a path that is not there, a folder without articles, a table that cannot be read.
    """
    wanted = list(paths)
    for path in wanted:
        if str(path) != "-" and not _there(Path(path)):
            raise InputError(f"{shown(path)}: no such file or folder", "check the path")
    table = MetadataTable(metadata) if metadata else None
    for path in wanted:
        own = None if table else _own_table(Path(path))
        for found in _drafts(path, table or own, stdin):
            yield found if isinstance(found, ArticleError) else _read(found, raw)
        yield from _missed(own)
    yield from _missed(table)


def _own_table(folder: Path) -> MetadataTable | None:
    """The table that lies in a folder; None where there is none, or a file of that name is something else."""
    try:
        return MetadataTable(folder / OWN_TABLE) if (folder / OWN_TABLE).is_file() else None
    except (InputError, OSError):
        return None


def _missed(table: MetadataTable | None) -> Iterator[ArticleError]:
    for missed in table.missed() if table else ():
        message = f"{shown(table.path)}: no file {missed!r} was read"  # type: ignore[union-attr]  # it has missed some
        yield ArticleError(message, "take the row out, or name its folder")


def read_text_article(article: Article, *, raw: bool = False) -> Article:
    """An article that has only its text, with what of it is story. Errors: ArticleError."""
    made = story(Draft(article.id, article.text), raw=raw)
    return replace(made, id=article.id, outlet=article.outlet, url=article.url, published=article.published)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, a loop of links
        return False


def _read(draft: Draft, raw: bool) -> Article | ArticleError:
    try:
        return story(draft, raw=raw)
    except ArticleError as error:
        return error


def _drafts(path: Path | str, table: MetadataTable | None, stdin: IO[bytes] | None) -> Iterator[Found]:
    if str(path) == "-":
        if stdin is None:
            raise InputError("standard input is not open", "pipe articles in, or name files")
        try:
            yield from _stream("standard input", stdin, table, None)
        except OSError as error:
            yield ArticleError(f"standard input: cannot be read ({error.strerror})", "pipe articles in, or name files")
        return
    place = Path(path)
    if not place.is_dir():
        yield from _file(place, table)
        return
    count = 0
    for count, file in enumerate(_files(place, table), 1):  # noqa: B007
        yield from (file,) if isinstance(file, ArticleError) else _file(file, table)
    if not count:
        raise InputError(f"{shown(place)}: no articles in this folder", "put text, HTML or JSON-lines files in")


def _files(folder: Path, table: MetadataTable | None) -> Iterator[Path | ArticleError]:
    """The files of a folder, without hidden ones; links to folders are not followed, so that no loop is walked."""
    closed: list[OSError] = []
    for root, folders, files in walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for link in (place for name in folders if (place := Path(root, name)).is_symlink()):
            yield ArticleError(f"{shown(link)}: a link to a folder is not followed", "name the folder itself")
        for name in sorted(files):
            file = Path(root, name)
            if not name.startswith(".") and (table is None or not table.is_at(file)):
                yield file
    for error in closed:
        yield ArticleError(f"{shown(error.filename)}: cannot be read ({error.strerror})", "check its permissions")


def _file(path: Path, table: MetadataTable | None) -> Iterator[Found]:
    name = shown(path)
    try:
        _check_kind(path, name)
        with path.open("rb") as stream:
            yield from _stream(name, stream, table, path)
    except ArticleError as error:
        yield error
    except OSError as error:
        yield ArticleError(f"{name}: cannot be read ({error.strerror})", "check its permissions")


def _check_kind(path: Path, name: str) -> None:
    if not S_ISREG(path.stat().st_mode):
        raise ArticleError(f"{name}: no plain file", "name files, folders or -")
    if path.suffix.lower() not in TEXT:
        raise ArticleError(f"{name}: {path.suffix} files hold no article", "convert it to text, HTML or JSON lines")


def _stream(name: str, stream: IO[bytes], table: MetadataTable | None, path: Path | None) -> Iterator[Found]:
    head = stream.read(SNIFFED)
    row = table.row(path) if table and path else {}
    suffix = path.suffix.lower() if path else ""
    form = json_form(head, suffix)
    if form == "lines":
        for found in drafts_of_lines(name, joined(head, stream)):
            yield found if isinstance(found, ArticleError) else _with(found, row)
        return
    data = head + stream.read(MOST_BYTES - len(head) + 1)
    if len(data) > MOST_BYTES:
        message = f"{name}: larger than {MOST_BYTES // 10**6} MB, too large for one article"
        yield ArticleError(message, "split it, or write the articles as JSON lines")
        return
    try:
        yield from (d if isinstance(d, ArticleError) else _with(d, row) for d in _one(name, data, suffix, form, row))
    except ArticleError as error:
        yield error


def _one(name: str, data: bytes, suffix: str, form: JsonForm, row: Row) -> Iterator[Found]:
    """The drafts of a file that is read whole."""
    text, encoding = decode(data, name)
    if form == "document":
        yield from drafts_of_document(name, text)
    elif suffix in PAGES or looks_like_html(text):
        yield draft_of(name, text, row)
    else:
        yield Draft(name, text, metadata={} if encoding.startswith("utf-8") else {"encoding": encoding})


def _with(draft: Draft, row: Row) -> Draft:
    """The draft with what the table says of its file."""
    said = {name: row[name] for name in COLUMNS if row.get(name)}
    stated = said.pop("published", "")
    published = published_on(stated) or draft.published
    others = {name: value for name, value in row.items() if name not in (*COLUMNS, "file") and value}
    if stated and not published_on(stated):
        others["published as stated"] = stated
    return replace(draft, **said, published=published, metadata={**draft.metadata, **others})  # type: ignore[arg-type]  # all texts
