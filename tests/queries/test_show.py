"""What is shown of a name: facts in groups, what nobody asserts apart, descriptions, articles, and counts."""

import pytest

from graph.load import load
from graph.store import Store
from ontology.errors import QueryError, UnknownName
from ontology.schema import load_ontology
from queries.show import About, show
from tests.graph.stories import Said, reading

STORIES = [
    reading(
        "a1",
        Said("Norvane Systems", "supplies", "Oakmere", "suppliesTo"),
        Said("Norvane Systems", "supplies", "Quillon", "suppliesTo", confidence=0.8),
        Said("Brightlake Capital", "owns", "Norvane Systems", "owns", speaker="Tomas Hale", stance="alleges"),
        Said("Norvane Systems", "is", "a security risk", object_type="", speaker="Mara Velde", stance="warns"),
        published="2024-01-02",
    ),
    reading(
        "a2",
        Said("Norvane Systems", "acquires", "Quillon", "acquired", modality="planned"),
        Said("Norvane Systems", "pays", "Jonas Reck", "paid", object_type="Person",
             speaker="Jonas Reck", stance="denies"),
        Said("Norvane Systems", "bribes", "Jonas Reck", object_type="Person", confidence=0.2),
        Said("Norvane Systems", "resembles", "Norvane Systems"),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def about(store: Store) -> About:
    load(store, STORIES, load_ontology())
    return show(store, "norvane systems")


def test_who_it_is(about: About) -> None:
    assert (about.entity.name, about.entity.type, about.entity.keys) == (
        "Norvane Systems", "Company", ("org:norvane systems",),
    )  # fmt: skip


def test_what_is_asserted_in_groups(about: About) -> None:
    assert [(g.property, g.outgoing, g.count, [f.quote for f in g.facts[0].supports]) for g in about.asserted] == [
        ("suppliesTo", True, 2, ["Norvane Systems supplies Quillon."]),
        ("owns", False, 1, ["Tomas Hale alleges: Brightlake Capital owns Norvane Systems."]),
        ("relatedTo", True, 1, ["Norvane Systems resembles Norvane Systems."]),
    ]
    assert about.asserted[1].facts[0].voice == "attributed"


def test_what_nobody_asserts_is_apart(about: About) -> None:
    standing = {fact.phrase: fact.standing for group in about.open for fact in group.facts}
    assert standing == {"acquires": "planned", "pays": "denied", "bribes": "unsure"}
    [denied] = [fact for group in about.open for fact in group.facts if fact.standing == "denied"]
    assert (denied.opposes[0].speaker, denied.disputed_by) == ("Jonas Reck", ("Jonas Reck",))


def test_what_is_said_of_it(about: About) -> None:
    [risk] = about.said
    assert (risk.relation, risk.object, risk.speaker, risk.stance) == ("is", "a security risk", "Mara Velde", "warns")


def test_where_it_stands_newest_first(about: About) -> None:
    assert [(a.article, a.times) for a in about.articles] == [("a2", 5), ("a1", 4)]


def test_lists_are_cut_and_counted(about: About, store: Store) -> None:
    small = show(store, "Norvane Systems", limit=1, evidence=1)
    assert [(len(group.facts), group.count) for group in small.asserted] == [(1, 2), (1, 1), (1, 1)]
    assert (len(small.articles), small.article_count) == (1, 2)


def test_what_cannot_be_shown(about: About, store: Store) -> None:
    with pytest.raises(UnknownName):
        show(store, "Nobody At All")
    with pytest.raises(QueryError, match="give 1 to"):
        show(store, "Norvane Systems", limit=0)
