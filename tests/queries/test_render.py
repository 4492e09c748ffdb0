"""What people and programs get of every answer: at any width, without a terminal, with hostile text in articles."""

from csv import reader
from io import StringIO
from json import loads
from re import sub

import pytest
from rich.cells import cell_len

from graph.load import load
from graph.store import Store
from ontology.schema import Ontology, load_ontology
from queries.ask import ask
from queries.catalogue import catalogue, run
from queries.connect import connect
from queries.flat import Answer, notes
from queries.formats import FORMATS, escaped, harmless, write
from queries.plain import fold, one_line, printable
from queries.render import console, display
from queries.show import show
from queries.table import Table
from tests.graph.stories import Said, reading

HOSTILE = "[red]Acme[/red] \x1b[2J\x07| <b>*x*</b> `rm` \u202eevil\u2028 :smile: =1+1"
STORIES = [
    reading(
        "a1",
        Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person"),
        Said("Oakmere", "owns", "Norvane Systems", "owns", speaker="Jonas Reck", stance="alleges"),
        outlet="The Ledger",
    ),
    reading(
        "a2",
        Said("Oakmere", "owns", "Norvane Systems", "owns", speaker="Tomas Hale", stance="denies"),
        Said("Quillon", "acquires", "Oakmere", "acquired", modality="planned"),
        Said(HOSTILE, "=cmd|' /C calc'!A0", "Oakmere"),
        Said("Oakmere", "is", "[bold]a risk", object_type=""),
    ),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def story(store: Store, ontology: Ontology) -> Store:
    load(store, STORIES, ontology)
    return store


def shown(answer: Answer, ontology: Ontology, width: int | None = None) -> str:
    stream = StringIO()
    display(console(stream, width), answer, ontology)
    return stream.getvalue()


def written(answer: Answer, format_: str, ontology: Ontology) -> str:
    stream = StringIO(newline="")
    write(stream, answer, format_, ontology)
    return stream.getvalue()


def test_a_path_for_people(story: Store, ontology: Ontology) -> None:
    text = sub(r"claim [0-9a-f]{16}", "claim ID", shown(connect(story, "Mara Velde", "Oakmere"), ontology))
    assert [line.rstrip() for line in text.splitlines()] == [
        "1. Mara Velde - Norvane Systems - Oakmere  (2 hops)",
        "├── Mara Velde —works for→ Norvane Systems",
        "│   ├── belief 0.57 · said by the outlet · 1 report · reported 2024-05-01",
        "│   └── “Mara Velde works for Norvane Systems.”",
        "│       └── Article a1 · The Ledger · 2024-05-01 · a1:0-37 · claim ID",
        "└── Norvane Systems ←owns— Oakmere  [disputed]",
        "    ├── belief 0.57 · said by sources · 1 report · reported 2024-05-01 · denied by Tomas Hale",
        "    ├── Jonas Reck (alleges): “Jonas Reck alleges: Oakmere owns Norvane Systems.”",
        "    │   └── Article a1 · The Ledger · 2024-05-01 · a1:38-87 · claim ID",
        "    └── against: Tomas Hale (denies): “Tomas Hale denies: Oakmere owns Norvane Systems.”",
        "        └── Article a2 · 2024-05-01 · a2:0-48 · claim ID",
        "",
    ]


def test_no_path_for_people(story: Store, ontology: Ontology) -> None:
    text = shown(connect(story, "Quillon", "Mara Velde", most_hops=3), ontology)
    assert "no asserted path of up to 3 hops" in text
    assert "[planned] Quillon —acquired→ Oakmere" in text
    assert "planned: “Quillon acquires Oakmere.”" in text


def test_an_entity_for_people(story: Store, ontology: Ontology) -> None:
    text = shown(show(story, "Oakmere"), ontology)
    for words in (
        "Oakmere (Company)", "org:oakmere", "Oakmere —owns→ Norvane Systems  [disputed]",
        "[planned] Quillon —acquired→ Oakmere", "Oakmere | is | [bold]a risk", "Articles that name it (2)",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_keep_to_the_width_and_lose_nothing(story: Store, ontology: Ontology, width: int) -> None:
    wide = Table(("name", "words"), (("汉" * 300, "x" * 500), ("b", "end")))
    answers: list[Answer] = [
        connect(story, "Mara Velde", "Oakmere"),
        show(story, "Oakmere"),
        run(story, "denials"),
        catalogue(),
        wide,
    ]
    for answer in answers:
        lines = shown(answer, ontology, width).splitlines()
        assert max(map(cell_len, lines)) <= width
    letters = shown(wide, ontology, width)
    assert (letters.count("汉"), letters.count("x")) == (300, 500)


def test_hostile_text_is_text(story: Store, ontology: Ontology) -> None:
    named = {"name": "Oakmere"}
    answers: list[Answer] = [show(story, "Oakmere"), run(story, "connected", named), ask(story, "MATCH (n) RETURN n")]
    for answer in answers:
        text = shown(answer, ontology, 300)
        assert "[red]Acme[/red] \\x1b[2J\\x07" in text
        assert "\\u202eevil" in text
        assert ":smile:" in text
        assert not {"\x1b", "\x07", "\u202e", "\u2028"} & set(text)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_answer_in_every_format(story: Store, ontology: Ontology, format_: str) -> None:
    answers: list[Answer] = [
        connect(story, "Mara Velde", "Oakmere"), connect(story, "Quillon", "Mara Velde"), show(story, "Oakmere"),
        run(story, "connected", {"name": "Oakmere"}), run(story, "copies"), catalogue(),
        ask(story, "MATCH p = (a:Entity)-[r]->(b) RETURN p, r, a, {x: a} AS m, [1.5, null, true] AS l, 0.0 / 0 AS n"),
    ]  # fmt: skip
    for answer in answers:
        text = written(answer, format_, ontology)
        if format_ == "json":
            assert loads(text)
        elif format_ == "jsonl":
            assert all(isinstance(loads(line), dict) for line in text.split("\n")[:-1])
        elif format_ == "csv":
            rows = list(reader(StringIO(text, newline="")))
            assert {len(row) for row in rows} == {len(rows[0])}
        else:
            assert {line.replace("\\|", "").count("|") for line in text.splitlines()} == {
                text.partition("\n")[0].count("|")
            }


def test_programs_get_all_words(story: Store, ontology: Ontology) -> None:
    found = connect(story, "Mara Velde", "Oakmere")
    whole = loads(written(found, "json", ontology))
    assert (
        whole["paths"][0]["hops"][1]["facts"][0]["opposes"][0]["quote"]
        == "Tomas Hale denies: Oakmere owns Norvane Systems."
    )
    [line] = written(found, "jsonl", ontology).splitlines()
    assert loads(line)["hops"] == whole["paths"][0]["hops"]
    header, *rows = reader(StringIO(written(found, "csv", ontology), newline=""))
    assert [(row[header.index("hop")], row[header.index("effect")], row[header.index("words")]) for row in rows] == [
        ("1", "supports", "Mara Velde works for Norvane Systems."),
        ("2", "supports", "Jonas Reck alleges: Oakmere owns Norvane Systems."),
        ("2", "opposes", "Tomas Hale denies: Oakmere owns Norvane Systems."),
    ]


def test_columns_keep_their_order(story: Store, ontology: Ontology) -> None:
    found = ask(story, "RETURN 2 AS z, 1 AS a")
    assert written(found, "jsonl", ontology) == '{"z": 2, "a": 1}\n'
    assert written(found, "csv", ontology) == "z,a\r\n2,1\r\n"
    assert written(found, "markdown", ontology) == "| z | a |\n| --- | --- |\n| 2 | 1 |\n"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-x", "'-x"), ("@cmd", "'@cmd"), ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),        ("\n=1", "'\n=1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""), ("'quoted", "'quoted"),
    ],
)  # fmt: skip
def test_spreadsheets_find_no_formula(cell: str, safe: str, ontology: Ontology) -> None:
    assert harmless(cell) == safe
    [_, row] = reader(StringIO(written(Table(("c", "n"), ((cell, -5),)), "csv", ontology), newline=""))
    assert row == [safe, "-5"]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("a|b", r"a\|b"), ("<script>", "&lt;script&gt;"), ("[x](http://y)", r"\[x\](http://y)"), ("`c`", r"\`c\`"),
        ("line\nbreak", "line break"), ("a & b", "a &amp; b"), ("\x1b[0m", r"\\x1b\[0m"), ("\\|", r"\\\|"),
    ],
)  # fmt: skip
def test_markdown_is_inert(cell: str, safe: str) -> None:
    assert escaped(cell) == safe


def test_what_is_left_out_is_said(story: Store, ontology: Ontology) -> None:
    assert notes(run(story, "connected", {"name": "Oakmere", "limit": 1})) == ("There are more rows than these 1.",)
    assert notes(show(story, "Oakmere", limit=1)) == ("Not shown: 1 articles.",)
    assert notes(connect(story, "Mara Velde", "Oakmere")) == ()
    assert "There are more rows" in shown(run(story, "connected", {"name": "Oakmere", "limit": 1}), ontology)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\x00b", "a\\x00b"),
        ("a\r\nb\tc", "a b c"),
        ("\u2066x", "\\u2066x"),
        ("\ud800", "\\ud800"),
        ("é 汉 🙂", "é 汉 🙂"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
    assert one_line(line) == line


def test_printable_keeps_lines() -> None:
    assert printable("a\r\nb\rc\n\x1b[m") == "a\nb\nc\n\\x1b[m"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Société  Générale S.A.", "societe generale sa"), ("O’Hara-Smith", "O'HARA SMITH"), ("Straße", "STRASSE"),
     ("ﬁrm", "firm"), ("Ёлкин", "елкин"), ("!!!", "")],
)  # fmt: skip
def test_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)
