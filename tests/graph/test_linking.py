"""Rules in a store: what they merge is derived from the articles that it holds, and gives way to people."""

from gzip import decompress
from io import BytesIO
from itertools import count
from json import dumps, loads
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.contents import entities
from graph.cypher import VERSION
from graph.dump import dump as dump_store
from graph.ledger import decision_id
from graph.load import load, remove
from graph.resolution import decide, decisions, withdraw
from graph.store import Store, open_store
from graph.suggestions import ruled, suggestions
from ontology.errors import InputError
from ontology.jsonl import from_json, to_json
from ontology.model import Decision, Reading
from ontology.schema import Ontology
from tests.graph.stories import Said, dump, reading

# "Norvane" is the "Norvane Group" by Calder and Oakmere; a4 brings a second body of the name, a5 relates the two.
STORIES = [
    reading("a1", Said("Norvane", "supplies", "Calder", "suppliesTo"),
            Said("Norvane", "partners with", "Oakmere", "partnersWith")),
    reading("a2", Said("Norvane Group", "supplies", "Calder", "suppliesTo"),
            Said("Oakmere", "owns", "Norvane Group", "owns"), Said("Mara Velde", "runs", "Oakmere", None, "Person")),
    reading("a3", Said("Mara Anna Velde", "works for", "Oakmere", "worksFor", "Person"),
            Said("Dorn", "supplies", "Oakmere", "suppliesTo")),
    reading("a4", Said("Norvane Bank", "supplies", "Calder", "suppliesTo"),
            Said("Norvane Bank", "partners with", "Oakmere", "partnersWith")),
    reading("a5", Said("Norvane Group", "sued", "Norvane", None)),
]  # fmt: skip
KEYS = ["org:norvane", "org:norvane group", "org:norvane bank", "org:calder", "person:mara velde",
        "person:mara anna velde", "org:never said"]  # fmt: skip
NORVANE, GROUP, BANK, CALDER, MARA, ANNA, NEVER = KEYS
CLOCK = count(1)


def filled(store: Store, ontology: Ontology, *numbers: int) -> Store:
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
    load(store, [STORIES[n - 1] for n in numbers], ontology)
    return store


def made(left: str, right: str, verdict: str) -> Decision:
    return Decision(left, right, verdict, "mv", "why", made=f"2026-01-01T00:00:00.{next(CLOCK):06}Z")  # type: ignore[arg-type]


def scoped(story: Reading) -> Reading:
    """With "Velde" as a key of its own article, as surnames are read."""
    return from_json(Reading, loads(dumps(to_json(story)).replace("person:velde", "person:velde@o1")))


def merged(store: Store) -> set[tuple[str, ...]]:
    return {entity.keys for entity in entities(store) if len(entity.keys) > 1}


def test_rules_merge_and_say_why(store: Store, ontology: Ontology) -> None:
    filled(store, ontology, 1, 2, 3)
    assert merged(store) == {(NORVANE, GROUP), (ANNA, MARA)}
    assert {(r.decision.by, r.decision.why, r.decision.score, r.one) for r in ruled(store)} == {
        ("rule:short", "articles of both name org:calder, org:oakmere", 0.8, True),
        ("rule:middle", "articles of both name org:oakmere", 0.8, True),
    }
    assert not decisions(store, withdrawn=True)
    assert check(store, ontology) == []


def test_an_article_can_make_a_merge_doubtful_and_its_removal_gives_it_back(store: Store, ontology: Ontology) -> None:
    before = dump(filled(store, ontology, 1, 2, 3))
    load(store, [STORIES[3]], ontology)
    assert merged(store) == {(ANNA, MARA)}
    assert {(d.left, d.right) for d in suggestions(store)} == {(NORVANE, BANK), (NORVANE, GROUP)}
    remove(store, ["a4"], ontology)
    assert dump(store) == before


def test_a_person_beats_a_rule_also_by_being_unsure(store: Store, ontology: Ontology) -> None:
    before = dump(filled(store, ontology, 1, 2), but=("Decision",))
    for verdict in ("not-same", "unsure"):
        done = decide(store, [made(GROUP, NORVANE, verdict)], ontology)
        assert merged(store) == set()
        assert check(store, ontology) == []
        withdraw(store, map(decision_id, done.recorded), ontology, made="2026-02-01")
        assert dump(store, but=("Decision",)) == before


def test_a_rule_gives_way_where_people_hold_apart_and_it_shows(store: Store, ontology: Ontology) -> None:
    filled(store, ontology, 1, 2)
    decide(store, [made(NORVANE, BANK, "same"), made(BANK, GROUP, "not-same")], ontology, ahead=True)
    assert merged(store) == set()
    assert [(r.decision.left, r.decision.right, r.cut) for r in ruled(store)] == [(NORVANE, GROUP, True)]
    assert check(store, ontology) == []


def test_a_surname_that_too_many_bear_is_left_alone_until_they_are_fewer(store: Store, ontology: Ontology) -> None:
    many = [reading(f"m{n}", Said(f"M{n} Velde", "left", "Dorn", None, "Person")) for n in range(20)]
    short = reading(
        "s", Said("Velde", "runs", "Oakmere", None, "Person"), Said("Velde", "left", "Dorn", None, "Person")
    )
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")
    load(store, [many[0], scoped(short), STORIES[1]], ontology)
    before = dump(store)
    assert len(suggestions(store)) == 2
    load(store, many[1:], ontology, batch=7)
    assert suggestions(store) == ()
    assert check(store, ontology) == []
    remove(store, [each.article.id for each in many[1:]], ontology)
    assert dump(store) == before


def test_a_claim_between_the_two_parts_them(store: Store, ontology: Ontology) -> None:
    filled(store, ontology, 1, 2, 5)
    assert merged(store) == set()
    assert ruled(store) == ()


def test_keys_of_an_older_store_are_compared_by_the_next_run(store: Store, ontology: Ontology) -> None:
    wanted = dump(filled(store, ontology, 1, 2, 3))
    remove(store, ["a1"], ontology)
    load(store, [STORIES[0]], ontology)
    assert dump(store) == wanted
    for article in ("a1", "a2", "a3"):
        remove(store, [article], ontology)
    assert dump(store) == []
    load(store, STORIES[:3], ontology)
    store.write("MATCH (:Key)-[l:ALIKE]->() DELETE l")
    store.write(
        "MATCH (k:Key) REMOVE k.surname, k.rest, k.ends, k.initials, k.stem, k.root, k.backwards SET k.word = ''"
    )
    store.behind = 6
    load(store, [], ontology)
    assert dump(store) == wanted


def test_a_store_of_schema_7_gets_its_handles_before_the_first_change(
    store: Store, ontology: Ontology, store_folder: Path, environ: dict[str, str]
) -> None:
    wanted = dump(filled(store, ontology, 1, 2, 3))
    store.write(
        "MATCH (k:Key) REMOVE k.surname, k.rest, k.ends, k.initials, k.stem, k.root, k.backwards SET k.word = k.key"
    )
    store.write("MATCH (s:TriplewireStore) SET s.version = 7")
    with open_store(store_folder, environ=environ) as older:
        assert (older.former_version, older.behind) == (7, 7)
    with open_store(store_folder, environ=environ) as again:  # what the first opening left to do
        assert (again.former_version, again.behind) == (VERSION, 7)
        whole = BytesIO()
        dump_store(again, whole)
        assert b'"schema":7' in decompress(whole.getvalue()).partition(b"\n")[0]
        remove(again, ["a3"], ontology)
        load(again, [STORIES[2]], ontology)
        assert again.behind is None
    assert dump(store) == wanted
    assert check(store, ontology) == []
    with open_store(store_folder, environ=environ) as last:
        assert last.behind is None


def test_what_stands_beyond_the_articles_that_are_read_still_parts_two(
    store: Store, ontology: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.linking.READ", 1)
    filled(store, ontology, 1, 2)
    assert merged(store) == {(NORVANE, GROUP)}
    load(store, [STORIES[4]], ontology)  # the second article of either
    assert merged(store) == set()
    remove(store, ["a5"], ontology)
    assert merged(store) == {(NORVANE, GROUP)}


PAIRS = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda p: p[0] < p[1])
STEPS = st.one_of(
    st.tuples(st.sampled_from(["same", "not-same", "unsure"]), PAIRS),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.sampled_from(["load", "load", "remove"]), st.integers(0, 4)),
)


def take(store: Store, ontology: Ontology, step: str, what: tuple[str, str] | int) -> None:
    if isinstance(what, tuple):
        decide(store, [made(*what, step)], ontology, ahead=True)
    elif step == "load":
        load(store, [STORIES[what]], ontology)
    elif step == "remove":
        remove(store, [STORIES[what].article.id], ontology)
    elif found := decisions(store):
        withdraw(store, [decision_id(found[what % len(found)])], ontology, made="2026-02-01")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=10), batch=st.integers(1, 3))
def test_any_way_to_the_same_articles_and_decisions_is_the_same_graph(
    store: Store, ontology: Ontology, steps: list[tuple[str, tuple[str, str] | int]], batch: int
) -> None:
    filled(store, ontology, 1, 2)
    for step, what in steps:
        try:
            take(store, ontology, step, what)
        except InputError:  # it contradicts the others
            continue
    reached, rules, found = dump(store, but=("Decision",)), ruled(store), decisions(store)
    assert check(store, ontology) == []
    there = {row["id"] for row in store.read("MATCH (a:Article) RETURN a.id AS id")}
    filled(store, ontology)
    decide(store, found[::-1], ontology, ahead=True)
    load(store, [story for story in STORIES[::-1] if story.article.id in there], ontology, batch=batch)
    assert dump(store, but=("Decision",)) == reached
    assert ruled(store) == rules
