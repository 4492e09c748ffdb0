"""The GEXF file, as Gephi's own importer sees it; and what in it must not depend on chance."""

from io import BytesIO
from itertools import pairwise
from json import loads
from os import environ
from pathlib import Path
from shutil import which
from subprocess import run
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import fromstring

from graph.contents import Node, connected, edges
from graph.gexf import ATTRIBUTED, DISPUTED, GEXF, OUTLET, Written, clean, joined, strings, write_gexf
from graph.load import load
from graph.store import Store
from ontology.model import Entity, Fact
from ontology.schema import Ontology
from tests.graph.stories import Said, reading

CHECK = Path(__file__).parents[3] / "shared" / "tools" / "gephi-check" / "gephi-check"

STORY = (
    reading(
        "a1",
        Said("Mara Velde", "works for", "Norvane Systems", "worksFor", "Person", when=("2015-01-01", "2019-12-31")),
        Said("Mara Velde", "advised", "Norvane Systems", "advises", "Person"),
        Said("Norvane Systems", "resembles", "Oakmere"),
        Said("Norvane Systems", "mirrors", "Oakmere"),
        Said("Norvane Systems", "sued", "Brightlake Capital", "sued", when=("2021-03-01", "2021-03-01")),
    ),
    reading(
        "a2",
        Said("Mara Velde", "works for", "Norvane Systems", "worksFor", "Person", when=("2021-06-01", None)),
        Said("Mara Velde", "advised", "Norvane Systems", "advises", "Person", speaker="Jonas Reck", stance="denies"),
        Said("Brightlake Capital", "funds", "Oakmere", "funds", speaker="Jonas Reck", when=(None, "2018-05-01")),
        published="2024-06-02",
    ),
)


@pytest.fixture(scope="module")
def story(store: Store, ontology: Ontology) -> Store:
    load(store, STORY, ontology)
    return store


def gexf(store: Store, ontology: Ontology) -> tuple[bytes, Written]:
    stream = BytesIO()
    written = write_gexf(stream, connected(store), edges(store), ontology)
    return stream.getvalue(), written


def opened(path: Path, *options: str) -> dict[str, Any]:
    if not CHECK.exists() or not which("java") or not which("mvn"):
        pytest.skip("Gephi's importer is not at hand: it needs Java, Maven and ../shared/tools")
    done = run([str(CHECK), str(path), *options], capture_output=True, text=True, env=dict(environ), check=False)
    assert done.returncode in {0, 1}, done.stderr
    found: dict[str, Any] = loads(done.stdout)
    assert [row for row in found["issues"] if row["level"] != "INFO"] == []
    return found


def test_gephi_opens_it_without_a_word(story: Store, ontology: Ontology, tmp_path: Path) -> None:
    data, written = gexf(story, ontology)
    path = tmp_path / "story.gexf"
    path.write_bytes(data)
    found = opened(path, "--window", "2016-01-01", "2016-12-31")
    assert (found["nodes"], found["edges"], found["direction"]) == (4, 5, "directed") == (
        written.nodes, written.edges, "directed",
    )  # fmt: skip
    kinds = {row["kind"]: row["edges"] for row in found["edge_kinds"] if row["edges"]}
    assert kinds == {"WORKS_FOR": 1, "ADVISES": 1, "RELATED_TO": 1, "SUED": 1, "FUNDS": 1}
    assert found["parallel"]["same_pair_same_kind"] == 0
    assert found["time"]["edges_with_time"] == written.dated == 3
    assert (found["time"]["representation"], found["time"]["format"]) == ("INTERVAL", "DATE")
    # In 2016 the employment and the open-started funding hold, the lawsuit does not; undated edges always show.
    assert found["window"]["with_undated"] == [4, 4]
    assert set(found["viz"]["edge_colours"]) == {OUTLET, ATTRIBUTED, DISPUTED}
    assert set(found["viz"]["node_colours"]) == {ontology.colours["Person"], ontology.colours["Company"]}
    columns = {row["id"]: row["type"] for row in found["edge_columns"]}
    assert columns["belief"] == "Double"
    assert columns["phrases"] == "String[]"


def test_facts_of_one_kind_are_one_edge_with_all_their_phrases(story: Store, ontology: Ontology) -> None:
    root = fromstring(gexf(story, ontology)[0])
    [edge] = root.findall(f".//{{{GEXF}}}edge[@kind='RELATED_TO']")
    values = {v.get("for"): v.get("value") for v in edge.iter(f"{{{GEXF}}}attvalue")}
    assert values["phrases"] == '["mirrors", "resembles"]'
    assert edge.get("label") in {"mirrors", "resembles"}
    assert edge.get("weight") == "2"


def test_two_terms_in_office_are_two_spells(story: Store, ontology: Ontology) -> None:
    root = fromstring(gexf(story, ontology)[0])
    [edge] = root.findall(f".//{{{GEXF}}}edge[@kind='WORKS_FOR']")
    spells = [dict(spell.attrib) for spell in edge.iter(f"{{{GEXF}}}spell")]
    assert spells == [{"start": "2015-01-01", "end": "2019-12-31"}, {"start": "2021-06-01"}]


def test_the_same_graph_gives_the_same_bytes(story: Store, ontology: Ontology) -> None:
    assert gexf(story, ontology) == gexf(story, ontology)


def test_only_the_outlets_own_voice(story: Store, ontology: Ontology) -> None:
    stream = BytesIO()
    write_gexf(stream, connected(story, voice="outlet"), edges(story, voice="outlet"), ontology)
    assert b"FUNDS" not in stream.getvalue()
    assert b"WORKS_FOR" in stream.getvalue()


HOSTILE = "<b>\x00\x0b & \"x\\\" 'a|b;c' \ud800 ]] é 中 \U0001f600\n\t</gexf>"


def test_hostile_names_arrive(ontology: Ontology, tmp_path: Path) -> None:
    one = Entity("e1", HOSTILE, "Person", ("person:x", HOSTILE), (HOSTILE, "a, b"))
    two = Entity("e2", "Zoë", "", ("thing:z",))
    fact = Fact(
        id="f1", subject="e1", property="relatedTo", object="e2", phrase=HOSTILE, belief=0.5, voice="outlet",
        disputed=False, supports=("c",), opposes=(), mentions=(), articles=1, origins=1, first_reported=None,
        last_reported=None, drawn=True, quote=HOSTILE, valid=(("2021-05-01", "2020-01-01"),),
    )  # fmt: skip
    path = tmp_path / "hostile.gexf"
    with path.open("wb") as stream:
        write_gexf(stream, [Node(one, 1), Node(two, 1)], [fact], ontology)
    assert fromstring(path.read_bytes()).find(f".//{{{GEXF}}}node").get("label") == clean(HOSTILE)  # type: ignore[union-attr]
    found = opened(path)
    assert (found["nodes"], found["edges"]) == (2, 1)


def test_an_empty_graph_opens(ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "empty.gexf"
    with path.open("wb") as stream:
        assert write_gexf(stream, [], [], ontology) == Written(0, 0, 0)
    found = opened(path)
    assert (found["nodes"], found["edges"]) == (0, 0)


days = st.sampled_from(["", "2015-01-01", "2017-06-30", "2019-12-31"])


@given(st.lists(st.tuples(days, days)))
def test_spells_never_overlap(valid: list[tuple[str, str]]) -> None:
    spells = list(joined(valid))
    for (_, end), (start, _) in pairwise(spells):
        assert end
        assert end < start
    assert all(not (s and e) or s <= e for s, e in spells)


@pytest.mark.parametrize(
    ("values", "written"),
    [([], ""), ([""], ""), (["a, x", 'b "q"'], r'["a, x", "b \"q\""]'), (["a\\b"], r'["a\\b"]')],
)
def test_lists_are_quoted(values: list[str], written: str) -> None:
    assert strings(values) == written
