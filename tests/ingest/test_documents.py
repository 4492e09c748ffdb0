"""Articles in: every kind of source, every kind of broken source, and that nothing of a text goes missing."""

from io import BytesIO
from itertools import pairwise, product
from json import dumps
from os import geteuid, seteuid
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import clean, trim
from ingest.documents import read_articles, read_text_article
from ingest.openings import opening_of
from ingest.records import MOST_LINE
from ontology.errors import ArticleError, InputError
from ontology.ids import content_hash
from ontology.model import Article, Span

NOBODY = 65534
GERMAN = "Der Minister hat am Montag in Berlin erklärt, dass die Regierung das Werk nicht verkaufen wird. " * 5
BODY = (
    "LAGOS (Reuters) - Norvane Systems sold its port terminal in Lagos to Brightlake Capital in May, the two companies "
    "said on Monday.\n\nMara Velde, the chief executive of Norvane Systems, said the money would pay for a plant that "
    "the company has been building in the north of the country since last year.\n\n"
    "She declined to comment on the price."
)
PAGE = f"""<!DOCTYPE html><html><head><title>Norvane sells its terminal</title>
<meta property="og:site_name" content="The Ledger"><meta property="article:published_time" content="2024-05-06">
<script>alert('x')</script></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Norvane sells its terminal</h1>{"".join(f"<p>{p}</p>" for p in BODY.split(chr(10) * 2))}</article>
<footer>Copyright The Ledger</footer></body></html>"""


def one(path: Path, **options: object) -> Article:
    [found] = read_articles([path], **options)  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def kept(article: Article) -> list[str]:
    return [article.text[s.start : s.end] for s in article.kept]


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        f"Exclusive: Norvane sells its terminal\n\n{BODY}\n\nRelated Posts\n\ncheap pills http://x.example\n"
    )
    article = one(path)
    assert article.id == content_hash(article.text)[:16]
    assert (article.title, article.published, article.url) == ("Exclusive: Norvane sells its terminal", None, "")
    assert kept(article)[:2] == [
        "Norvane sells its terminal",
        BODY.split("\n\n", maxsplit=1)[0].removeprefix("LAGOS (Reuters) - "),
    ]
    assert kept(article)[-1] == "She declined to comment on the price."
    reasons = {article.text[d.start : d.end]: d.reason for d in article.dropped}
    assert reasons == {
        "Exclusive:": "label",
        "LAGOS (Reuters) -": "dateline",
        "Related Posts": "tail heading",
        "cheap pills http://x.example": "link",
    }
    assert article.metadata == {"label": "Exclusive", "dateline": "LAGOS", "agency": "Reuters"}


@pytest.mark.parametrize("line", ["OSLO, 3 July 2025 -", "OSLO, July 3, 2025 -", "OSLO, 3 July (Norvane News) -"])
def test_a_dateline_with_its_day(line: str) -> None:
    found = opening_of(f"{line} Norvane Systems sold its terminal.", headline=False)
    assert found is not None
    assert (found.length, found.metadata["dateline"]) == (len(line) + 1, "OSLO")


def test_raw_takes_the_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"Exclusive: Norvane sells\n{BODY}\nRelated Posts")
    article = one(path, raw=True)
    assert not article.dropped
    assert kept(article)[-1] == "Related Posts"


def test_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    article = one(path)
    assert (article.title, article.outlet, article.published) == (
        "Norvane sells its terminal",
        "The Ledger",
        "2024-05-06",
    )
    assert kept(article)[0] == "Norvane sells its terminal"
    assert kept(article)[1].startswith("Norvane Systems sold its port terminal")
    assert len(kept(article)) == 4
    assert "alert" not in article.text


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    rows = [
        {
            "id": "a1",
            "title": "Norvane sells",
            "text": BODY,
            "outlet": "The Ledger",
            "published": "2024-05-06",
            "desk": 7,
        },
        {"url": "https://ledger.example/2", "html": PAGE, "published": "6 May 2024", "title": None},
        {"id": 3, "text": BODY, "published": "05/06/2024", "source": {"name": "The Wire"}},
    ]
    path.write_text("\n".join(map(dumps, rows)) + "\n\n")
    first, second, third = read_articles([path])
    assert isinstance(first, Article)
    assert (first.id, first.published, first.metadata["desk"]) == ("a1", "2024-05-06", "7")
    assert first.text.startswith("Norvane sells\n\nLAGOS")
    assert isinstance(second, Article)
    assert (second.id, second.published, second.title) == (
        "https://ledger.example/2",
        "2024-05-06",
        "Norvane sells its terminal",
    )
    assert isinstance(third, Article)
    assert (third.id, third.published, third.outlet) == ("3", None, "The Wire")
    assert third.metadata["published as stated"] == "05/06/2024"


def test_one_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    good = dumps({"text": BODY})
    path.write_text("\n".join([*[good] * 6, '{"text": ', good, "[1]", '{"text": 5}', '{"title": "x"}']))
    found = list(read_articles([path]))
    errors = [str(f) for f in found if isinstance(f, ArticleError)]
    assert len(found) == 11
    assert [e.partition(":")[0].rpartition(", ")[2] for e in errors] == ["line 7", "line 9", "line 11"]
    assert all(str(path) in e for e in errors)


def test_a_folder_with_a_table(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(BODY)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(BODY + " It is final.")
    (tmp_path / ".hidden.txt").write_text(BODY)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    table = tmp_path / "articles.csv"
    table.write_text("file,Title,date,outlet,desk\nb.txt,Norvane sells,2024-05-06,The Ledger,city\nlost.txt,,,,\n")
    first, pdf, second, lost = read_articles([tmp_path], metadata=table)
    assert isinstance(first, Article)
    assert (first.title, first.published, first.outlet, first.metadata["desk"]) == (
        "Norvane sells",
        "2024-05-06",
        "The Ledger",
        "city",
    )
    assert isinstance(second, Article)
    assert "scan.pdf" in str(pdf)
    assert "lost.txt" in str(lost)


def test_standard_input() -> None:
    [text] = read_articles(["-"], stdin=BytesIO(BODY.encode()))
    [line] = read_articles(["-"], stdin=BytesIO(dumps({"id": "a", "text": BODY}).encode()))
    [page] = read_articles(["-"], stdin=BytesIO(PAGE.encode()))
    two = list(read_articles(["-"], stdin=BytesIO(dumps([{"text": BODY}, {"text": BODY}]).encode())))
    assert all(isinstance(f, Article) for f in (text, line, page, *two))
    assert len(two) == 2


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", b"\x00\x01\x02text", "binary"),
        ("noise.txt", bytes(range(1, 256)) * 4, "binary"),
        ("a.pdf", b"%PDF-1.4", "hold no article"),
        ("disguised.txt", b"%PDF-1.4", "PDF"),
        ("huge.txt", b"word " * 10_000_000, "too large"),
        ("broken16.txt", b"\xff\xfea\x00b", "broken"),
        ("broken.json", b'{"text": "x"', "not JSON"),
        ("deep.json", b"[" * 100_000, "not JSON"),
        ("empty.html", b"<html><body></body></html>", "no article"),
        ("tags.html", b"<" * 5000, "no article"),
        ("german.txt", GERMAN.encode(), "'de'"),
    ],
)  # fmt: skip
def test_broken_files_say_what_is_wrong(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    [found] = read_articles([path])
    assert isinstance(found, ArticleError)
    assert str(path) in str(found)
    assert says in found.message
    assert found.remedy
    assert "\n" not in str(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    text = BODY.replace("Velde", "Vélde")
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    assert "Mara Vélde" in one(path).text


def test_surrogates_and_control_characters_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text('{"id": "\\ud800x", "text": ' + dumps(BODY + " \x00\x07 End.")[:-1] + '\\udfff"}\n')
    article = one(path)
    article.text.encode()
    assert article.id == "\ufffdx"
    assert "\x00" not in article.text


def test_references_that_a_scrape_left_are_read_as_their_characters(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    marked = "Tarn &amp; Sons paid Velde&#39;s firm &amp;quot;late&amp;quot; &x AT&T; R&D &notanentity;."
    path.write_text(dumps({"title": "Tarn &amp; Sons pays", "text": f"{BODY}\n\n{marked}"}))
    article = one(path)
    assert article.title == "Tarn & Sons pays"
    assert 'Tarn & Sons paid Velde\'s firm "late" &x AT&T; R&D &notanentity;.' in article.text
    assert marked in one(path, raw=True).text


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * (MOST_LINE + 10) + b'"}\n' + dumps({"text": BODY}).encode())
    first, second = read_articles([path])
    assert "longer than" in str(first)
    assert isinstance(second, Article)


@pytest.mark.parametrize("path", ["missing.txt", "x" * 5000, "missing/../../nothing"])
def test_a_missing_path(path: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_articles([tmp_path / path]))


def test_a_folder_without_articles(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no articles"):
        list(read_articles([tmp_path]))


def test_links_that_go_round(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "a.txt").write_text(BODY)
    found = list(read_articles([tmp_path]))
    assert sum(isinstance(f, Article) for f in found) == 1
    assert any("a link to a folder is not followed" in str(f) for f in found)
    assert any("self.txt" in str(f) for f in found)


def test_no_permission() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "a.txt"
        path.write_text(BODY)
        path.chmod(0)
        user = geteuid()
        seteuid(NOBODY if user == 0 else user)  # root may read everything
        try:
            [found] = read_articles([path])
        finally:
            seteuid(user)
    assert "permission" in str(found).lower()


@pytest.mark.parametrize("table", ["", "name,title\na,b\n", "\x00\x01"])
def test_a_table_that_cannot_be_used(table: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    path = tmp_path / "t.csv"
    path.write_text(table)
    with pytest.raises(InputError, match=r"t\.csv"):
        list(read_articles([tmp_path / "a.txt"], metadata=path))


LINES = st.lists(
    st.sampled_from([*BODY.split("\n\n"), "Related Posts", "2 hours ago", "Share", "By Mara Velde", "- item", ""])
    | st.text(max_size=40)
)


@given(LINES)
def test_every_line_is_kept_or_dropped(lines: list[str]) -> None:
    text = "\n".join(lines)
    for sort in (clean, trim):
        cleaned = sort(text)
        assert cleaned == sort(text)
        spans = sorted([*cleaned.kept, *(Span(d.start, d.end) for d in cleaned.dropped)], key=lambda s: s.start)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        covered = "".join(text[s.start : s.end] for s in spans)
        assert "".join(covered.split()) == "".join(text.split())


@given(LINES)
def test_any_text_is_an_article_or_an_article_error(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        article = read_text_article(Article("a", text, ""))
    except ArticleError:
        return
    assert all(article.text[s.start : s.end].strip() for s in article.kept)
    assert all(article.text[d.start : d.end].strip() for d in article.dropped)


RECORDS = [{"id": "a", "text": BODY}, {"id": "b", "text": BODY + " It is final."}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("form", "suffix"),
    [
        *product(["lines", "spaced lines"], [".txt", ".json", ".jsonl", ""]),
        *product(["list", "pretty list"], [".txt", ".json", ""]),
    ],
)
def test_json_is_known_by_its_content(form: str, suffix: str, encoding: str, tmp_path: Path) -> None:
    lines = [dumps(record).replace('{"', '{ "' if form == "spaced lines" else '{"') for record in RECORDS]
    text = "\n".join(lines) if "lines" in form else dumps(RECORDS, indent=2 if form == "pretty list" else None)
    path = tmp_path / f"feed{suffix}"
    path.write_bytes(text.encode(encoding))
    assert [getattr(f, "id", str(f)) for f in read_articles([path])] == ["a", "b"]
    assert [getattr(f, "id", str(f)) for f in read_articles(["-"], stdin=BytesIO(path.read_bytes()))] == ["a", "b"]


@pytest.mark.parametrize("suffix", [".txt", ".json", ""])
def test_one_pretty_object(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"story{suffix}"
    path.write_text(dumps(RECORDS[0], indent=4))
    assert one(path).id == "a"


@pytest.mark.parametrize("opening", ["[Update, 4 p.m.] ", '{"We are closed," she said.} ', "{ } "])
def test_text_that_begins_with_a_bracket(opening: str, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(opening + BODY)
    assert "Velde" in one(path).text


def test_a_closed_folder_is_told() -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(BODY)
        closed = Path(folder) / "closed"
        closed.mkdir()
        (closed / "b.txt").write_text(BODY)
        Path(folder).chmod(0o755)
        closed.chmod(0)
        user = geteuid()
        seteuid(NOBODY if user == 0 else user)  # root may read everything
        try:
            article, told = read_articles([folder])
        finally:
            seteuid(user)
            closed.chmod(0o755)
    assert isinstance(article, Article)
    assert "closed: cannot be read (Permission denied)" in str(told)


class _Broken(BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_broken_standard_input() -> None:
    [found] = read_articles(["-"], stdin=_Broken())
    assert "standard input: cannot be read (Input/output error)" in str(found)
