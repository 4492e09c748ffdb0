"""Finding who is meant: names, aliases, keys and ids, however they are written; several, none, hostile text."""

from dataclasses import replace

import pytest

from graph.load import load
from graph.store import Store
from ontology.errors import AmbiguousName, UnknownName
from ontology.ids import digest
from ontology.model import Mention, Reading
from ontology.schema import load_ontology
from queries.names import find
from tests.graph.stories import Said, reading

NORVANE = "org:norvane systems"


def also_called(story: Reading, name: str, *others: str) -> Reading:
    """The story with further names for one of its own: as if the text had them."""
    [first, *_] = [mention for mention in story.mentions if mention.name == name]
    more = [Mention(0, 1, other, first.type, "acronym", first.key, name) for other in others]
    return replace(story, mentions=(*story.mentions, *more))


@pytest.fixture(scope="module")
def story(store: Store) -> Store:
    stories = [
        also_called(
            reading("a1", Said("Norvane Systems", "supplies", "Société Brûlée", "suppliesTo")),
            "Norvane Systems", "NS", "Norvane", *(f"Norvane of day {day:02}" for day in range(30)),
        ),
        reading("a2", Said("Jonas Reck", "owns", "O'Hara & Sons", "owns", subject_type="Person")),
        reading("a3", Said("Jonas Reck", "supplies", "Oakmere", "suppliesTo"), published=None),
        also_called(reading("a4", Said("Norvane Harbour", "owns", "IT", "owns")), "Norvane Harbour", "Norvane"),
        also_called(reading("a5", Said("NS", "owns", "Oakmere", "owns", object_type="City")), "NS", "Ness"),
    ]  # fmt: skip
    mute = reading("a6", Said("Mara Velde", "met", "Tomas Hale", "met", subject_type="Person", object_type="Person"))
    load(store, [*stories, replace(mute, claims=())], load_ontology())
    return store


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Norvane Systems", "Norvane Systems"),
        ("  norvane   SYSTEMS ", "Norvane Systems"),
        ("societe brulee", "Société Brûlée"),
        ("SOCIÉTÉ BRÛLÉE", "Société Brûlée"),
        ("Société Brûlée", "Société Brûlée"),
        ("O'Hara & Sons", "O'Hara & Sons"),
        ("o’hara and sons", None),
        ("O’Hara & Sons", "O'Hara & Sons"),
        (NORVANE, "Norvane Systems"),
        (digest(NORVANE), "Norvane Systems"),
        ("it", "IT"),  # a stop word of the index
        ("NESS", "NS"),
        ("Norvane of day 07", "Norvane Systems"),
        ("Norvane of day 29", "Norvane Systems"),  # did not fit among the aliases of the entity
    ],
)
def test_one_is_meant(story: Store, typed: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(UnknownName):
            find(story, typed)
    else:
        assert find(story, typed).entity.name == name


def test_a_name_of_its_own_goes_before_a_further_name(story: Store) -> None:
    found = find(story, "N.S.")
    assert (found.entity.keys, found.also) == (("org:ns",), (f"Norvane Systems (Company, id {digest(NORVANE)})",))


def test_several_are_listed_with_what_tells_them_apart(story: Store) -> None:
    with pytest.raises(AmbiguousName) as caught:
        find(story, "jonas reck")
    assert sorted(caught.value.candidates) == sorted(
        [
            f"Jonas Reck (Person, id {digest('person:jonas reck')}) in 'Article a2', 2024-05-01",
            f"Jonas Reck (Company, id {digest('org:jonas reck')}) in 'Article a3'",
        ]
    )
    assert "id" in caught.value.remedy
    with pytest.raises(AmbiguousName) as caught:
        find(story, "Norvane")
    assert [candidate.partition(" (")[0] for candidate in caught.value.candidates] in (
        ["Norvane Systems", "Norvane Harbour"],
        ["Norvane Harbour", "Norvane Systems"],
    )


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Norvan Sistems", "Norvane Systems"),
        ("Oakmeer", "Oakmere"),
        ("Soc. Brulee", "Société Brûlée"),
        ("Jonas Rek", "Jonas Reck"),
    ],
)
def test_the_nearest_are_offered(story: Store, typed: str, nearest: str) -> None:
    with pytest.raises(UnknownName, match=nearest) as caught:
        find(story, typed)
    assert nearest in caught.value.nearest


def test_a_name_without_a_claim_leads_to_its_articles(story: Store) -> None:
    with pytest.raises(UnknownName, match=r"mentioned, but nothing is said of it.*'Article a6', 2024-05-01"):
        find(story, "mara velde")


@pytest.mark.parametrize(
    "hostile",
    [
        "", "   ", "x" * 10_000, '"', '\\"', "\\", "a\\", "*", "?:", "name:*", "a AND (", "[a TO z]", "~5", "!!!",
        "/.*/", "a~99999999999", "𝕏 🙂", "\x1b[31mred\x1b[0m", "\x00", "' OR 1=1 //", "AND OR NOT", "a" * 299,
        "ab " * 90, "٣", "\ud800", "person:\udfff", "ﬁ" * 99, "{}", "aliases", "names",
    ],
)  # fmt: skip
def test_hostile_names_are_unknown_names(story: Store, hostile: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find(story, hostile)
    assert "\x1b" not in str(caught.value)
