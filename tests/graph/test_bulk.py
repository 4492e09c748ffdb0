"""Import files: what Neo4j's own importer makes of them is, byte for byte, the store that loading makes."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from graph.bulk import bulk
from graph.check import check
from graph.columns import EDGE, NODES
from graph.contents import totals
from graph.dump import dump as write_dump
from graph.embedded import stop
from graph.importing import import_files
from graph.load import load
from graph.store import Store, open_store
from ontology.errors import InputError, StoreRefused
from ontology.ids import content_hash
from ontology.model import Mention, Reading, Span
from ontology.schema import Ontology
from tests.conftest import empty
from tests.graph.stories import Said, reading

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
WORKS = Said("Mara Velde", "works for", "Norvane Systems", "worksFor", "Person", when=("2020", None))
LEFT = Said("Mara Velde", "quit", "Norvane Systems", "leaves", "Person", when=("2023-01-05", "2023-01-05"))
DENIED = replace(SUPPLIES, speaker="Jonas Reck", stance="denies")
PLANNED = replace(SUPPLIES, modality="planned")
GUESSED = Said("Calder", "owns", "Dorn", "owns", confidence=0.2)
AGE = Said("Mara Velde", "is aged", "54", "age", "Person", "")
ITSELF = Said("Dorn", "sued", "Dorn")
ODD = Said('Jonas "Jo" Reck\u2028', "met\x1f\x1e, ;\t", "Zoë Ünal 𝒜\\", subject_type="Person", object_type="Person")
EMPTY = Said("Oakmere", "was shut", "", object_type="")
WIRE = " ".join(f"word{number} of the report" for number in range(60))


def wire(id_: str, *said: Said, day: str | None = "2024-05-02") -> Reading:
    """A report with a body that others have too."""
    made = reading(id_, *said, published=day)
    text = f"{made.article.text}\n{WIRE} 'quoted', \"twice\"\r\n\x00 end "
    kept = (*made.article.kept, Span(len(made.article.text) + 1, len(text)))
    return replace(made, article=replace(made.article, text=text, sha256=content_hash(text), kept=kept))


def corrected(story: Reading, of: str) -> Reading:
    return replace(story, article=replace(story.article, metadata={"corrects": of}, url=f"https://x.example/{of}"))


def unnamed(story: Reading) -> Reading:
    """With a mention of no type and no name, alone for its key: lists of one empty text."""
    more = Mention(0, 1, story.article.text[:1], "", "short", "org:alone")
    return replace(story, mentions=(*story.mentions, more))


def credited(story: Reading, agency: str) -> Reading:
    return replace(story, article=replace(story.article, metadata={"agency": agency}))


STORIES = [
    credited(reading("w1", SUPPLIES, ODD), "Reuters"),
    credited(reading("w2", SUPPLIES, GUESSED), "Reuters"),
    reading("a1", WORKS, SUPPLIES, outlet="The Ledger"),
    reading("a2", SUPPLIES, ODD, AGE, EMPTY),
    reading("a3", WORKS, DENIED, PLANNED, published=None),
    reading("a4", LEFT, GUESSED, ITSELF),
    wire("b1", SUPPLIES),
    wire("b2", SUPPLIES, GUESSED),
    wire("b3", SUPPLIES, day="2024-05-03"),
    wire("b4", SUPPLIES, day="2024-07-03"),
    corrected(reading("c1", WORKS), of="a3"),
    corrected(reading("c2", WORKS), of="c2"),
    unnamed(reading("d1", Said("Norvane", "supplies", "Calder", "suppliesTo"),
                    Said("Norvane", "partners with", "Oakmere", "partnersWith"))),
    reading("d2", Said("Norvane Group", "supplies", "Calder", "suppliesTo"),
            Said("Oakmere", "owns", "Norvane Group", "owns"), Said("Mara Velde", "runs", "Oakmere", None, "Person")),
    reading("d3", Said("Mara Anna Velde", "works for", "Oakmere", "worksFor", "Person"),
            Said("Dorn", "supplies", "Oakmere", "suppliesTo"), Said("Velde", "met", "Reck", None, "Person", "Person")),
    reading("e1"),
]  # fmt: skip
CHANGED = reading("d2", Said("Norvane Bank", "supplies", "Calder", "suppliesTo"))


def dumped(store: Store) -> bytes:
    stream = BytesIO()
    write_dump(store, stream)
    return stream.getvalue()


def imported(files: Path, folder: Path, environ: dict[str, str], ontology: Ontology) -> bytes:
    """The dump of the store that the importer makes; it is in order."""
    import_files(files, folder, environ)
    with open_store(folder, environ=environ) as other:
        assert check(other, ontology) == []
        found = dumped(other)
        assert other.read("SHOW CONSTRAINTS")
        load(other, STORIES, ontology)
        assert dumped(other) == found  # nothing is new to it
    with open_store(folder, environ=environ) as again:
        assert again.read("MATCH (s:TriplewireStore) RETURN s.imported AS left") == [{"left": None}]
    stop(folder, environ)
    return found


def test_the_importer_makes_the_store_that_loading_makes(
    store: Store, ontology: Ontology, tmp_path: Path, environ: dict[str, str]
) -> None:
    empty(store)
    load(store, STORIES, ontology)
    again = [story for story in STORIES if story.article.id == "d2"]
    stories = [*STORIES[::-1], CHANGED, *again, STORIES[0]]
    made = bulk([[story] for story in stories], iter, tmp_path / "files", ontology)
    assert (made.articles, made.changed, made.unchanged) == (len(STORIES), 2, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files"]  # nothing is left beside it
    assert imported(tmp_path / "files", tmp_path / "other", environ, ontology) == dumped(store)
    held = totals(store)
    assert (held.entities, held.facts, held.claims, held.edges) == (made.entities, made.facts, made.claims, made.edges)
    assert store.read("MATCH ()-[r:COPY_OF]->() RETURN count(r) > 1 AS some") == [{"some": True}]
    assert store.read("MATCH ()-[r:ALIKE]->() RETURN count(r) > 1 AS some") == [{"some": True}]


def test_the_columns_are_those_that_loading_writes(store: Store, ontology: Ontology) -> None:
    empty(store)
    load(store, STORIES, ontology)
    for label, columns in NODES.items():
        found = store.read(f"MATCH (n:{label}) UNWIND keys(n) AS name RETURN DISTINCT name")
        assert {row["name"] for row in found} <= set(columns)
    edges = store.read("MATCH (:Entity)-[r]->(:Entity) UNWIND keys(r) AS name RETURN DISTINCT name")
    assert {row["name"] for row in edges} <= set(EDGE)


def test_a_store_that_holds_something_takes_no_files(
    store_folder: Path, store: Store, ontology: Ontology, tmp_path: Path, environ: dict[str, str]
) -> None:
    bulk([STORIES[:1]], iter, tmp_path / "files", ontology)
    with pytest.raises(StoreRefused, match="holds something"):
        import_files(tmp_path / "files", store_folder, environ)
    (tmp_path / "files" / "claim.csv.gz").unlink()
    with pytest.raises(InputError, match=r"claim\.csv\.gz is missing"):
        import_files(tmp_path / "files", tmp_path / "other", environ)
    with pytest.raises(InputError, match="holds no import files"):
        import_files(tmp_path, tmp_path / "other", environ)


def test_a_claim_of_two_articles_is_refused_and_nothing_is_left(tmp_path: Path, ontology: Ontology) -> None:
    other = reading("a9", WORKS)
    twice = replace(other, claims=(replace(other.claims[0], id=STORIES[0].claims[0].id),))
    with pytest.raises(InputError, match=f"in two articles, a9 and {STORIES[0].article.id}"):
        bulk([[STORIES[0], twice]], iter, tmp_path / "files", ontology)
    with pytest.raises(InputError, match="no claims in the input"):
        bulk([], iter, tmp_path / "files", ontology)
    assert list(tmp_path.iterdir()) == []
