"""Paths: their order and direction, the words under each hop, filters, what is cut, and what nobody asserts."""

import pytest

from graph.load import load
from graph.store import Store
from ontology.errors import QueryError, UnknownName
from ontology.schema import load_ontology
from queries.connect import Connections, Hop, connect
from tests.conftest import empty
from tests.graph.stories import Said, reading


def person(name: str, phrase: str, other: str, property_: str, **more: object) -> Said:
    return Said(name, phrase, other, property_, subject_type="Person", **more)  # type: ignore[arg-type]


DENIED = Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo", speaker="Jonas Reck", stance="denies")
STORIES = [
    reading(
        "a1",
        person("Mara Velde", "works for", "Norvane Systems", "worksFor"),
        Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo"),
        outlet="The Ledger", published="2024-03-01",
    ),
    reading("a2", Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo"), DENIED, outlet="Wire"),
    reading(
        "a3",
        Said("Oakmere", "partners with", "Norvane Systems", "partnersWith", confidence=0.4),
        Said("Brightlake Capital", "owns", "Oakmere", "owns", speaker="Tomas Hale", stance="alleges"),
        person("Mara Velde", "advises", "Brightlake Capital", "advises", confidence=0.5),
    ),
    reading("a4", Said("Quillon", "acquires", "Oakmere", "acquired", modality="planned")),
    reading("a5", Said("Tarn Shipping", "pays", "Quillon", "paid", speaker="Tomas Hale", stance="denies")),
    reading("a7", Said("Norvane Systems", "sells to", "Oakmere", speaker="Mara Velde", stance="denies")),
    reading("a6", Said("Lone Star", "owns", "Lone Rock", "owns")),
]  # fmt: skip


@pytest.fixture(scope="module")
def story(store: Store) -> Store:
    load(store, STORIES, load_ontology())
    return store


def lines(found: Connections) -> list[str]:
    return [path.nodes[0].name + "".join(map(step, path.hops)) for path in found]


def step(hop: Hop) -> str:
    arrow = f"-{hop.best.phrase}->" if hop.forward(hop.best) else f"<-{hop.best.phrase}-"
    return f" {arrow} {hop.target.name}"


def test_the_shortest_and_best_supported_come_first(story: Store) -> None:
    assert lines(connect(story, "Mara Velde", "Oakmere")) == [
        "Mara Velde -works for-> Norvane Systems -supplies-> Oakmere",
        "Mara Velde -advises-> Brightlake Capital -owns-> Oakmere",
    ]
    assert lines(connect(story, "Mara Velde", "Oakmere", limit=1)) == [
        "Mara Velde -works for-> Norvane Systems -supplies-> Oakmere"
    ]
    assert connect(story, "Mara Velde", "Oakmere", limit=1).more
    assert not connect(story, "Mara Velde", "Oakmere", limit=2).more


@pytest.mark.parametrize("hops", [1, 2, 3, 4, 5, 6])
def test_either_end_gives_the_same_ways(story: Store, hops: int) -> None:
    there = connect(story, "Norvane Systems", "Brightlake Capital", most_hops=hops)
    back = connect(story, "Brightlake Capital", "Norvane Systems", most_hops=hops)
    assert len(there) == len(back) == (0 if hops == 1 else 2)
    assert [path.nodes for path in there] == [path.nodes[::-1] for path in back]


def test_a_hop_has_its_words_and_who_says_so(story: Store) -> None:
    [path, *_] = connect(story, "Norvane Systems", "Oakmere")
    [hop] = path.hops
    assert [(fact.property, round(fact.belief, 2)) for fact in hop.facts] == [
        ("suppliesTo", 0.8),
        ("partnersWith", 0.38),
    ]
    assert hop.count == 2
    # The denial of the same thing in other words is another fact, and stands beside.
    assert [(fact.phrase, fact.standing, fact.opposes[0].speaker) for fact in hop.beside] == [
        ("sells to", "denied", "Mara Velde")
    ]
    best = hop.best
    assert (best.voice, best.disputed, best.disputed_by) == ("outlet", True, ("Jonas Reck",))
    assert (best.supporting, best.opposing, best.mentioning) == (2, 1, 0)
    told = [(e.quote, e.outlet, e.published, e.title, e.speaker) for e in best.supports]
    assert told == [
        ("Norvane Systems supplies Oakmere.", "The Ledger", "2024-03-01", "Article a1", ""),
        ("Norvane Systems supplies Oakmere.", "Wire", "2024-05-01", "Article a2", ""),
    ]
    [denial] = best.opposes
    assert (denial.speaker, denial.stance, denial.voice) == ("Jonas Reck", "denies", "attributed")
    texts = {row["id"]: row["text"] for row in story.read("MATCH (a:Article) RETURN a.id AS id, a.text AS text")}
    for evidence in (*best.supports, *best.opposes):
        assert texts[evidence.article][evidence.start : evidence.end] == evidence.quote


def test_filters(story: Store) -> None:
    assert lines(connect(story, "Mara Velde", "Oakmere", voice="outlet")) == [
        "Mara Velde -works for-> Norvane Systems -supplies-> Oakmere"
    ]
    weak = connect(story, "Mara Velde", "Oakmere", least_belief=0.6)
    assert lines(weak) == []
    assert [(link.fact.phrase, link.fact.standing, link.hops) for link in weak.otherwise] == [
        ("works for", "asserted", 2)
    ]


def test_no_path_tells_how_far_it_came_and_what_nobody_asserts(story: Store) -> None:
    found = connect(story, "Mara Velde", "Tarn Shipping")
    assert (len(found), found.left_reach, found.right_reach, found.more, found.cuts) == (0, 3, 0, False, ())
    planned = connect(story, "Mara Velde", "Quillon")
    assert not planned
    [link] = planned.otherwise
    assert (link.fact.subject.name, link.fact.standing, link.hops) == ("Quillon", "planned", 3)
    [denied] = connect(story, "Quillon", "Tarn Shipping").otherwise
    assert (denied.fact.standing, denied.fact.opposes[0].speaker, denied.hops) == ("denied", "Tomas Hale", 1)


def test_what_cannot_be_asked(story: Store) -> None:
    with pytest.raises(QueryError, match="both mean 'Norvane Systems'"):
        connect(story, "Norvane Systems", "org:norvane systems")
    with pytest.raises(UnknownName):
        connect(story, "Mara Velde", "Nobody At All")
    for wrong in ({"most_hops": 0}, {"most_hops": 7}, {"limit": 0}, {"least_belief": 1.5}):
        with pytest.raises(QueryError, match="give"):
            connect(story, "Mara Velde", "Oakmere", **wrong)


def test_hubs_are_reached_and_what_is_cut_is_told(store: Store) -> None:
    empty(store)
    spokes = [Said(f"Spoke {i:04}", "supplies", hub, "suppliesTo", confidence=0.9)
              for hub in ("Hub One", "Hub Two") for i in range(150 if hub == "Hub One" else 120)]  # fmt: skip
    weak = [
        Said("Hub One", "owns", "Zeta", "owns", confidence=0.4),
        Said("Zeta", "owns", "Hub Two", "owns", confidence=0.4),
        Said("Hub One", "owns", "Hub Two", "owns", confidence=0.4),
        Said("Hub One", "owns", "Far", "owns", confidence=0.4),
    ]
    load(store, [reading("h1", *spokes, *weak)], load_ontology())
    found = connect(store, "Hub One", "Hub Two", limit=200)
    names = [path.nodes[1].name for path in found if len(path.hops) == 2]
    assert len(found[0].hops) == 1
    assert names == [*(f"Spoke {i:04}" for i in sorted(range(120), key=lambda i: names.index(f"Spoke {i:04}"))), "Zeta"]
    assert [(cut.name, cut.edges, cut.followed) for cut in found.cuts[:2]] == [
        ("Hub One", 153, 100),
        ("Hub Two", 122, 100),
    ]
    empty(store)
