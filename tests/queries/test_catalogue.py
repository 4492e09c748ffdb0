"""Each question of the catalogue on one story: its rows, its header, that it only reads, and its parameters."""

import pytest

from graph.load import load
from graph.store import Store
from ontology.errors import AmbiguousName, QueryError, UnknownName
from ontology.ids import digest
from ontology.schema import load_ontology
from queries.ask import check
from queries.catalogue import bind, catalogue, query, run
from queries.header import TYPES
from tests.graph.stories import Said, reading

SUPPLIES = Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo")
LOAN = Said("Brightlake Capital", "lent to", "Norvane Systems", "lentTo", confidence=0.5,
            when=("2022-04-01", "2022-04-30"))  # fmt: skip
STORIES = [
    reading("a1", SUPPLIES, published="2024-01-10", outlet="The Ledger"),
    reading("a2", SUPPLIES, published="2024-01-11", outlet="Daily Wire"),  # a copy of a1
    reading(
        "a3",
        SUPPLIES,
        Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo", speaker="Jonas Reck", stance="denies"),
        LOAN,
        published="2024-02-01", outlet="The Ledger",
    ),
    reading(
        "a4",
        Said("Brightlake Capital", "owns", "Norvane Systems", "owns", speaker="Mara Velde", stance="alleges"),
        Said("Quillon", "is a subsidiary of", "Norvane Systems", "subsidiaryOf", confidence=0.8),
        Said("Norvane Systems", "acquires", "Tarn Shipping", "acquired", modality="planned", speaker="Jonas Reck"),
        Said("Norvane Systems", "is", "a security risk", object_type="", speaker="Mara Velde", stance="warns"),
        published="2024-03-01",
    ),
    reading("a5", Said("Quillon", "pays", "Mara Velde", "paid", object_type="Person",
                       speaker="Mara Velde", stance="denies"), published="2024-03-05"),
    reading("a6", Said("Oakmere", "meets", "Tarn Shipping", "met", subject_type="Country"), published="2024-04-01"),
]  # fmt: skip
BY_LEDGER, DENIAL = "Norvane Systems supplies Oakmere.", "Jonas Reck denies: Norvane Systems supplies Oakmere."
ORG = "org:oakmere"


@pytest.fixture(scope="module")
def story(store: Store) -> Store:
    load(store, STORIES, load_ontology())
    return store


NAME = "Norvane Systems"
# Query, parameters, the columns to look at, the rows.
CASES: list[tuple[str, dict[str, object], str, list[tuple[object, ...]]]] = [
    ("connected", {"name": NAME}, "subject relation object voice disputed reports", [
        (NAME, "SUPPLIES_TO", "Oakmere", "outlet", True, 2),
        ("Quillon", "SUBSIDIARY_OF", NAME, "outlet", False, 1),
        ("Brightlake Capital", "OWNS", NAME, "attributed", False, 1),
        ("Brightlake Capital", "LENT_TO", NAME, "outlet", False, 1),
    ]),
    ("connected", {"name": NAME, "voice": "attributed"}, "object phrase words", [
        (NAME, "owns", "Mara Velde alleges: Brightlake Capital owns Norvane Systems."),
    ]),
    ("connected", {"name": NAME, "least": "0.7"}, "phrase", [("supplies",), ("is a subsidiary of",)]),
    ("said-about", {"name": NAME}, "speaker stance subject relation object modality article", [
        ("Jonas Reck", "denies", NAME, "supplies", "Oakmere", "asserted", "a3"),
        ("Jonas Reck", "says", NAME, "acquires", "Tarn Shipping", "planned", "a4"),
        ("Mara Velde", "alleges", "Brightlake Capital", "owns", NAME, "asserted", "a4"),
        ("Mara Velde", "warns", NAME, "is", "a security risk", "asserted", "a4"),
    ]),
    ("says", {"name": "Mara Velde"}, "published stance subject relation object", [
        ("2024-03-05", "denies", "Quillon", "pays", "Mara Velde"),
        ("2024-03-01", "alleges", "Brightlake Capital", "owns", NAME),
        ("2024-03-01", "warns", NAME, "is", "a security risk"),
    ]),
    ("denials", {}, "subject phrase object standing denied_by denial asserted", [
        (NAME, "supplies", "Oakmere", "disputed", "Jonas Reck", DENIAL, BY_LEDGER),
        ("Quillon", "pays", "Mara Velde", "denied", "Mara Velde", "Mara Velde denies: Quillon pays Mara Velde.", ""),
    ]),
    ("denials", {"name": "Mara Velde"}, "standing", [("denied",)]),
    ("timeline", {"name": NAME}, "date to basis phrase effect modality", [
        ("2022-04-01", "2022-04-30", "stated", "lent to", "supports", "asserted"),
        ("2024-01-10", None, "reported", "supplies", "supports", "asserted"),
        ("2024-01-11", None, "reported", "supplies", "supports", "asserted"),
        ("2024-02-01", None, "reported", "supplies", "supports", "asserted"),
        ("2024-02-01", None, "reported", "supplies", "opposes", "asserted"),
        ("2024-03-01", None, "reported", "owns", "supports", "asserted"),
        ("2024-03-01", None, "reported", "is a subsidiary of", "supports", "asserted"),
        ("2024-03-01", None, "reported", "acquires", "mentions", "planned"),
    ]),
    ("timeline", {"name": NAME, "from": "2024-01-11", "until": "2024-01"}, "article", [("a2",)]),
    ("owners", {"name": NAME}, "direction steps chain voices", [
        ("down", 1, "Norvane Systems > Quillon", ["outlet"]),
        ("up", 1, "Brightlake Capital > Norvane Systems", ["attributed"]),
    ]),
    ("owners", {"name": "Quillon"}, "direction steps chain words", [
        ("up", 1, "Norvane Systems > Quillon", ["Quillon is a subsidiary of Norvane Systems."]),
        ("up", 2, "Brightlake Capital > Norvane Systems > Quillon", [
            "Quillon is a subsidiary of Norvane Systems.",
            "Mara Velde alleges: Brightlake Capital owns Norvane Systems.",
        ]),
    ]),
    ("owners", {"name": "Quillon", "direction": "down"}, "chain", []),
    ("owners", {"name": "Quillon", "up": "subsidiaryOf", "down": "", "steps": 1}, "steps", [(1,)]),
    ("sources", {}, "source key claims articles reports alleges denies", [
        ("Mara Velde", "person:mara velde", 3, 2, 2, 1, 1),
        ("Jonas Reck", "person:jonas reck", 2, 2, 2, 0, 1),
    ]),
    ("single-source", {}, "subject phrase object voice copies outlets", [
        ("Quillon", "is a subsidiary of", NAME, "outlet", 1, []),
        ("Brightlake Capital", "owns", NAME, "attributed", 1, []),
        ("Oakmere", "meets", "Tarn Shipping", "outlet", 1, []),
        ("Brightlake Capital", "lent to", NAME, "outlet", 1, ["The Ledger"]),
    ]),
    ("planned", {}, "subject phrase object speaker denied", [(NAME, "acquires", "Tarn Shipping", "Jonas Reck", False)]),
    ("planned", {"modality": "possible"}, "subject", []),
    ("two-lives", {}, "name", []),
    ("articles", {"name": "Oakmere", "limit": 2} | {"name": ORG}, "article times claims copies", [
        ("a3", 2, 2, 0), ("a2", 1, 1, 1),
    ]),
    ("hubs", {"limit": "3"}, "name neighbours edges articles", [
        (NAME, 3, 4, 4), ("Brightlake Capital", 1, 2, 2), ("Oakmere", 1, 1, 1),
    ]),
    ("hubs", {"label": "Country"}, "name type", [("Oakmere", "Country")]),
    ("retract", {"article": "a3"}, "outcome phrase reports left words", [
        ("falls", "lent to", 1, 0, "Brightlake Capital lent to Norvane Systems."),
        ("weaker", "supplies", 2, 1, BY_LEDGER),
    ]),
    ("retract", {"article": "a1"}, "outcome reports left", [("stands", 2, 2)]),
    ("retract", {"article": "a1", "copies": "yes"}, "outcome reports left", [("weaker", 2, 1)]),
    ("money", {}, "payer property payee valid disputed", [
        ("Brightlake Capital", "lentTo", NAME, ["2022-04-01/2022-04-30"], False),
    ]),
    ("money", {"properties": "owns, paid"}, "payer property", [("Brightlake Capital", "owns")]),
    ("between", {"name": NAME, "other": ORG}, "effect speaker article", [
        ("supports", "", "a3"), ("opposes", "Jonas Reck", "a3"), ("supports", "", "a2"), ("supports", "", "a1"),
    ]),
    ("copies", {}, "articles title outlets first last claims ids", [
        (2, "Article a1", ["The Ledger", "Daily Wire"], "2024-01-10", "2024-01-11", 1, ["a1", "a2"]),
    ]),
    ("namesakes", {}, "name entities types", [("oakmere", 2, None)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "params", "columns", "rows"), CASES, ids=[f"{c[0]}-{list(c[1].values())}" for c in CASES]
)
def test_answers(
    story: Store, name: str, params: dict[str, object], columns: str, rows: list[tuple[object, ...]]
) -> None:
    found = run(story, name, params)
    places = [found.columns.index(column) for column in columns.split()]
    shown = [tuple(row[place] for place in places) for row in found.rows]
    if name == "namesakes":
        assert sorted(found.rows[0][found.columns.index("types")]) == ["Company", "Country"]
        shown = [(*row[:2], None) for row in shown]
    assert shown == rows


def test_every_question_is_asked_here() -> None:
    assert {case[0] for case in CASES} == {entry.name for entry in catalogue()}
    assert len(catalogue()) >= 10


@pytest.mark.parametrize("name", [entry.name for entry in catalogue()])
def test_every_header_is_whole(story: Store, name: str) -> None:
    entry = query(name)
    assert entry.title
    assert entry.description.endswith(".")
    for parameter in entry.parameters:
        assert parameter.type in {*TYPES, "choice"}, parameter.name
        assert parameter.description, parameter.name
        assert f"${parameter.name}" in entry.text.partition("MATCH")[2], parameter.name
    given = {p.name: {"name": NAME, "article": "a1"}[p.type] for p in entry.parameters if p.required}
    found = run(story, name, given)
    assert found.columns == tuple(column for column, _ in entry.columns)
    check(story, entry.text, bind(story, entry, given))


def test_more_is_told(story: Store) -> None:
    assert run(story, "connected", {"name": NAME, "limit": 3}).more
    assert not run(story, "connected", {"name": NAME, "limit": 4}).more


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("connected", {}, "needs the parameter 'name'"),
        ("connected", {"name": NAME, "nmae": "x"}, "no parameter 'nmae'.*it takes name, voice, least, limit"),
        ("connected", {"name": NAME, "voice": "loud"}, "voice is 'loud'.*outlet, attributed"),
        ("connected", {"name": NAME, "least": "much"}, "least is 'much'.*a number"),
        ("connected", {"name": NAME, "least": "nan"}, "least is 'nan'"),
        ("connected", {"name": NAME, "limit": "0"}, "limit is '0'.*whole number"),
        ("connected", {"name": NAME, "limit": "-3"}, "limit is '-3'"),
        ("connected", {"name": NAME, "limit": "9" * 30}, "limit is '999"),
        ("connected", {"name": NAME, "limit": "٣"}, "limit is"),
        ("timeline", {"name": NAME, "from": "last week"}, "from is 'last week'.*2024-05-01"),
        ("retract", {"article": "a1", "copies": "perhaps"}, "copies is 'perhaps'.*true or false"),
    ],
)
def test_wrong_parameters(story: Store, name: str, params: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(story, name, params)


def test_unknown_names(story: Store) -> None:
    with pytest.raises(UnknownName, match="did you mean denials") as caught:
        run(story, "denial", {})
    assert "denials" in caught.value.nearest
    with pytest.raises(UnknownName, match="nobody and nothing"):
        run(story, "connected", {"name": "Nobody At All"})
    with pytest.raises(AmbiguousName):
        run(story, "connected", {"name": "Oakmere"})
    with pytest.raises(UnknownName, match="no article"):
        run(story, "retract", {"article": "a99"})
    assert query("Said_About").name == "said-about"


def test_an_id_is_a_name(story: Store) -> None:
    assert run(story, "connected", {"name": digest(ORG)}).rows == run(story, "connected", {"name": ORG}).rows
