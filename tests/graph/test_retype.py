"""A store typed again is the store that reading again would make: nodes, labels, facts, edges and their evidence."""

from pathlib import Path

import pytest

from graph.load import known, load
from graph.retype import Retyped, differences, retype, version_under
from graph.store import Store
from graph.verdicts import rule, undo
from ingest.documents import read_articles
from ingest.pipeline import Reader
from ontology.jsonl import line
from ontology.model import Article, Reading
from ontology.schema import Ontology, load_ontology
from ontology.statements import plain
from tests.conftest import empty
from tests.graph.stories import Said, reading
from tests.graph.stories import dump as export

ROOT = Path(__file__).parents[2]
OTHER = ROOT / "tests" / "cases" / "other.ttl"


@pytest.fixture(scope="module")
def stories() -> tuple[list[Reading], list[Reading]]:
    found = [a for a in read_articles([str(ROOT / "examples" / "port")]) if isinstance(a, Article)]
    return _read(Reader(), found), _read(Reader(ontology=load_ontology(OTHER)), found)


def _read(reader: Reader, articles: list[Article]) -> list[Reading]:
    return [made for made in reader.read(articles) if isinstance(made, Reading)]


@pytest.mark.parametrize("batch", [1, 3, 50])
def test_typed_again_is_read_again(clean: Store, stories: tuple[list[Reading], list[Reading]], batch: int) -> None:
    ours, other = load_ontology(), load_ontology(OTHER)
    load(clean, stories[1], other)
    expected = export(clean)
    empty(clean)
    load(clean, stories[0], ours)
    before = export(clean)
    assert before != expected
    report = retype(clean, other, batch=batch)
    assert (report.done, report.unchanged, report.unfit, report.reread) == (len(stories[0]), 0, 0, 0)
    assert export(clean) == expected
    ids = [story.article.id for story in stories[1]]
    assert {id_: version for id_, (_, version) in known(clean, ids).items()} == {
        story.article.id: story.reader for story in stories[1]
    }
    assert retype(clean, other) == Retyped(unchanged=len(ids))
    retype(clean, ours, batch=batch)
    assert export(clean) == before


def test_a_run_that_was_stopped_goes_on(clean: Store, stories: tuple[list[Reading], list[Reading]]) -> None:
    ours, other = load_ontology(), load_ontology(OTHER)
    load(clean, stories[1], other)
    expected = export(clean)
    empty(clean)
    load(clean, stories[0], ours)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        retype(clean, other, batch=3, heard=stop)
    report = retype(clean, other)
    assert report.unchanged == 3
    assert export(clean) == expected


def test_differences_are_told_and_nothing_is_written(
    clean: Store, stories: tuple[list[Reading], list[Reading]]
) -> None:
    ours, other = load_ontology(), load_ontology(OTHER)
    load(clean, stories[0], ours)
    before = export(clean)
    found = list(differences(clean, ours, other))
    old, new = ({line(claim) for story in each for claim in story.claims} for each in stories)
    assert {line(change.before) for change in found if change.before} == old - new
    assert {line(change.after) for change in found if change.after} == new - old
    assert not list(differences(clean, other, other))
    assert export(clean) == before


def test_a_property_that_is_gone_takes_its_edges_along(clean: Store, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        "@prefix tw: <https://triplewire.example/schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . tw:Port a owl:Class .\n"
        "tw:Company rdfs:subClassOf tw:Organization , tw:Port .\n"
        'tw:outbid a owl:ObjectProperty ; tw:wording [ tw:reads "verb outbids : S=subj O=obj" ; tw:example "." ] .\n',
        encoding="utf-8",
    )
    own, ours = load_ontology(path), load_ontology()
    said = Said("Norvane Systems", "outbids", "Oakmere", "outbid")
    load(clean, [reading("a1", said), reading("a2", said)], own)
    edges = "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS type, labels(b) AS labels, r.articles AS articles"
    [row] = clean.read(edges)
    assert (row["type"], row["articles"]) == ("OUTBID", 2)
    assert "Port" in row["labels"]
    retype(clean, ours, batch=1)
    [row] = clean.read(edges)
    assert (row["type"], row["articles"]) == ("RELATED_TO", 2)
    assert "Port" not in row["labels"]


def test_what_an_older_program_left_is_let_alone(clean: Store) -> None:
    load(clean, [reading("a1", Said("Norvane", "outbids", "Oakmere"))], load_ontology())
    clean.write("MATCH (m:Mention) REMOVE m.kinds")
    before = export(clean)
    report = retype(clean, load_ontology(OTHER))
    assert (report.done, report.unfit) == (0, 1)
    assert export(clean) == before


def test_other_classes_want_reading_again(clean: Store, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text('@prefix tw: <https://triplewire.example/schema#> .\ntw:Person tw:headNoun "skipper" .\n')
    own, ours = load_ontology(path), load_ontology()
    load(clean, [reading("a1", Said("Norvane", "outbids", "Oakmere"), reader=version(ours))], ours)
    assert retype(clean, own).reread == 1
    assert retype(clean, ours).reread == 0


def version(ontology: Ontology) -> str:
    return ".".join(("rules", ontology.reading_digest, ontology.typing_digest))


def test_the_version_of_a_reader_under_another_vocabulary() -> None:
    ours, other = load_ontology(), load_ontology(OTHER)
    assert version_under(version(ours), other) == version(other)
    assert version_under(version_under("r1", other), ours) == version_under("r1", ours)
    assert ours.reading_digest == other.reading_digest
    assert ours.typing_digest != other.typing_digest


def test_a_struck_statement_stays_struck(clean: Store, stories: tuple[list[Reading], list[Reading]]) -> None:
    ours, other = load_ontology(), load_ontology(OTHER)
    load(clean, stories[0], ours)
    turned = next(
        c for story in stories[1] for c in story.claims if c.relation.words and c.relation.property == "leads"
    )
    before = next(c for story in stories[0] for c in story.claims if plain(c).id == plain(turned).id)
    rule(clean, [before.id], "reject", ours, by="tester", why="misread", made="2024-05-01")
    retype(clean, other)
    assert clean.read("MATCH (c:Claim {id: $id}) RETURN c.verdict AS v", id=turned.id) == [{"v": "reject"}]
    undo(clean, [turned.id], other, made="2024-05-02")
    assert clean.read("MATCH (c:Claim {id: $id}) RETURN c.verdict AS v", id=turned.id) == [{"v": None}]
