"""Choosing what to remove, and the rehearsal of it."""

import pytest

from graph.contents import entities, facts
from graph.load import load, remove
from graph.removal import chosen, preview
from graph.store import Store
from ontology.errors import InputError
from ontology.schema import load_ontology
from tests.graph.stories import Said, dump, reading

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
WORKS = Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person")
STORIES = [
    reading("a1", WORKS, SUPPLIES, outlet="The Ledger", published="2019-12-31"),
    reading("a2", SUPPLIES, outlet="The Herald", published="2020-01-01T09:00:00"),
    reading("a3", WORKS, SUPPLIES, outlet="The Ledger", published=None),
]


@pytest.fixture(scope="module")
def filled(store: Store) -> Store:
    load(store, STORIES, load_ontology())
    return store


@pytest.mark.parametrize(
    ("outlet", "before", "ids"),
    [
        ("The Ledger", None, ("a1", "a3")),
        (None, "2020", ("a1",)),
        (None, "2020-01-01", ("a1",)),
        (None, "2020-01-02", ("a1", "a2")),
        ("The Herald", "2020", ()),
        ("Nobody", None, ()),
    ],
)
def test_articles_are_chosen(filled: Store, outlet: str | None, before: str | None, ids: tuple[str, ...]) -> None:
    assert chosen(filled, outlet=outlet, before=before) == ids


@pytest.mark.parametrize("date", ["", "yesterday", "2020-1-1", "01.02.2020"])
def test_what_is_no_date_is_refused(filled: Store, date: str) -> None:
    with pytest.raises(InputError, match="no date"):
        chosen(filled, before=date)


def test_the_rehearsal_tells_what_the_removal_does_and_does_nothing(filled: Store) -> None:
    before = dump(filled)
    seen = preview(filled, ["a1", "a3", "never there"], load_ontology())
    assert dump(filled) == before
    assert seen.articles == ("a1", "a3")
    assert [(f.subject, f.after is None, f.reports, f.left) for f in seen.falls] == [
        ("Mara Velde", True, 1, 0),  # one text in both articles: one report
        ("Norvane Systems", False, 2, 1),
    ]
    assert [name for _, name in seen.entities] == ["Mara Velde"]
    were = {entity.id for entity in entities(filled)}
    report = remove(filled, ["a1", "a3"], load_ontology())
    assert were - {entity.id for entity in entities(filled)} == {id_ for id_, _ in seen.entities}
    assert report.effects.facts_gone == 1
    [fact] = facts(filled)
    assert fact.belief == seen.falls[1].after
    load(filled, STORIES, load_ontology())
    assert dump(filled) == before
