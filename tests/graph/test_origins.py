"""Which report is which: copies are one origin in any order of arrival, moulds are not, and people overrule."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.copies import ARTICLE
from graph.ledger import decision_id
from graph.load import load, remove
from graph.origins import Marked, Story, candidates, compared
from graph.resolution import decide, decisions, withdraw
from graph.store import Store
from ontology.errors import InputError, UnknownName
from ontology.ids import content_hash
from ontology.model import Decision, Reading, Span
from ontology.schema import Ontology
from tests.graph.stories import Said, dump, reading

WIRE = (
    "Norvane Systems said on Monday it will close its turbine plant in Oakmere and move 420 workers to the coast. "
    "The company, which makes blades for wind farms, blamed the price of steel. Its shares fell 3.5 percent. "
    "Mara Velde, who leads the works council, said that nobody had been told before the statement went out. "
    "The town has offered to buy the site for 12 million crowns, its mayor told reporters after a meeting."
)
CUT = WIRE.partition(" Mara Velde")[0]
HOUSE = WIRE.replace("percent", "per cent").replace("Norvane Systems said on Monday it", "Norvane Systems Ltd. said it")
EXPANDED = f"{WIRE} A hearing is due next month, and the union has called its members to the gates of the works."
MOULD = (
    "Shares in Velmar closed {0} percent {1} at {2} points on {3}, with {4} stocks higher and {5} lower, as dealers "
    "waited for word from the central bank. Volume was {6} million shares, brokers said, and the index of banks "
    "ended {7} points away from where it had begun the week."
)
MONDAY = MOULD.format("1.2", "lower", "4,310", "Monday", "112", "230", "81", "14")
TUESDAY = MOULD.format("0.7", "higher", "4,340", "Tuesday", "201", "148", "77", "9")
NAMED = (
    "{0} named {1} as its head of finance, saying that the appointment takes effect at once. {2} has run the treasury "
    "of {3} since the spring and will report to the chairman, the company said in a short notice to the exchange."
)
FIRST = NAMED.format("Brightlake", "Mara Velde", "Velde", "Oakmere")
SECOND = NAMED.format("Kestrel", "Jonas Reck", "Reck", "Harrowgate")
HEADLINE = "Norvane closes turbine plant"

PAIRS = {
    "the same": (WIRE, WIRE, "2024-05-01", True, "no figure or name changed"),
    "cut": (WIRE, CUT, "2024-05-01", True, "100% of the shorter"),
    "house style": (WIRE, HOUSE, "2024-05-02", True, "of the shorter"),
    "expanded": (WIRE, EXPANDED, "2024-05-02", True, "100% of the shorter"),
    "a figure corrected": (WIRE, WIRE.replace("420", "402"), "2024-05-01", True, "1 figures changed"),
    "the same words two days on": (WIRE, WIRE, "2024-05-03", True, "2 days between them, no figure"),
    "changed words two days on": (WIRE, WIRE.replace("420", "402"), "2024-05-03", False, "2 days between them"),
    "another week": (WIRE, CUT, "2024-05-09", False, "8 days between them"),
    "another session": (MONDAY, TUESDAY, "2024-05-02", False, "figures changed"),
    "another company": (FIRST, SECOND, "2024-05-01", False, "names changed"),
    "no words in common": (WIRE, MONDAY, "2024-05-01", False, "only 0 word runs"),
    "one sentence in common": (WIRE.split(". ")[2], WIRE, "2024-05-01", False, "word runs are shared"),
    "nothing at all": ("", WIRE, "2024-05-01", False, "only 0 word runs"),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right", "day", "copies", "why"), PAIRS.values(), ids=PAIRS.keys())
def test_what_is_a_copy_and_why(left: str, right: str, day: str, copies: bool, why: str) -> None:
    one, two = Story.of(left, HEADLINE, "2024-05-01"), Story.of(right, HEADLINE, f"{day}T10:00:00Z")
    found = compared(one, two)
    assert (found.copies, why in found.why) == (copies, True), found
    assert compared(two, one) == found
    if copies:
        marked = [Marked(name, story.day, story.marks) for name, story in (("a", one), ("b", two))]
        assert set(candidates({"a": one, "b": two}, marked)) == {("a", "b")}
        assert set(candidates({"b": two}, marked)) == {("a", "b")}


@pytest.mark.parametrize(("day", "found"), [(None, True), ("2024-05", False), ("2024-05-01", False)])
def test_undated_reports_are_held_against_undated_ones(day: str | None, found: bool) -> None:
    left, right = Story.of(WIRE, HEADLINE, None), Story.of(WIRE, HEADLINE, day)
    assert bool(set(candidates({"a": left}, [Marked("b", right.day, right.marks)]))) == found
    assert not compared(left, Story.of(WIRE.replace("420", "402"), HEADLINE, day)).copies


WORDS = st.lists(st.sampled_from(["the", "fund", "of", "12", "Velde", "3.5", "rose", "Oakmere", "7"]), max_size=60)


@given(WORDS, WORDS, st.sampled_from(["2024-05-01", "2024-05-02", "2024-05-03", "", "9999-12-31", "0001-01-01"]))
def test_the_order_of_two_reports_says_nothing(left: list[str], right: list[str], day: str) -> None:
    one, two = Story.of(" ".join(left), "Velde", "2024-05-02"), Story.of(" ".join(right), "a fund", day)
    assert compared(one, two) == compared(two, one)
    assert compared(one, replace(one)).copies or len(one.words) < 1 or one.day == ""


# --- in the store

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
CLOCK = count(1)


def report(id_: str, body: str, day: str | None = "2024-05-01") -> Reading:
    """A reading that says one thing, in front of a body of its own."""
    read = reading(id_, SUPPLIES, published=day)
    text = f"{read.article.text}\n{body}"
    kept = (*read.article.kept, Span(len(read.article.text) + 1, len(text)))
    article = replace(read.article, text=text, sha256=content_hash(text), kept=kept, title=HEADLINE)
    return replace(read, article=article)


REPORTS = [
    report("a1", WIRE),
    report("a2", CUT),
    report("a3", WIRE, "2024-05-02"),
    report("a4", EXPANDED, "2024-05-02"),
    report("a5", MONDAY),
    report("a6", WIRE, "2023-01-01"),  # the same body, long before: the same report
]
IDS = [read.article.id for read in REPORTS]


@pytest.fixture
def clean(store: Store) -> Iterator[Store]:
    empty(store)
    yield store
    empty(store)


def empty(store: Store) -> None:
    store.write("MATCH (n) WHERE NOT n:TriplewireStore DETACH DELETE n")


def grouped(store: Store) -> set[frozenset[str]]:
    rows = store.read("MATCH (a:Article) WITH a.origin AS o, collect(a.id) AS ids RETURN ids")
    return {frozenset(row["ids"]) for row in rows}


def counted(store: Store) -> int:
    [row] = store.read("MATCH (:Entity)-[r:SUPPLIES_TO]->(:Entity) RETURN r.origins AS origins, r.belief AS belief")
    assert row["belief"] == pytest.approx(0.95 * (1 - 0.4 ** row["origins"]))
    return int(row["origins"])


def decision(left: str, right: str, verdict: str) -> Decision:
    keys = ARTICLE + left, ARTICLE + right
    return Decision(*keys, verdict, "mv", "read both", made=f"2026-01-01T00:00:00.{next(CLOCK):06}Z")  # type: ignore[arg-type]


def test_copies_count_once_and_a_removal_recounts(clean: Store, ontology: Ontology) -> None:
    load(clean, REPORTS, ontology)
    assert grouped(clean) == {frozenset({"a1", "a2", "a3", "a4", "a6"}), frozenset({"a5"})}
    assert counted(clean) == 2
    remove(clean, ["a1", "a5"], ontology)
    assert (grouped(clean), counted(clean)) == ({frozenset({"a2", "a3", "a4", "a6"})}, 1)
    left = dump(clean)
    empty(clean)
    load(clean, [read for read in REPORTS if read.article.id not in {"a1", "a5"}], ontology)
    assert dump(clean) == left


def test_a_person_joins_and_splits_and_takes_it_back(clean: Store, ontology: Ontology) -> None:
    load(clean, REPORTS[:5], ontology)
    before = dump(clean)
    done = decide(clean, [decision("a1", "a5", "same"), decision("a2", "a4", "not-same")], ontology)
    [apart] = [group for group in grouped(clean) if "a2" in group]
    assert "a4" not in apart
    assert any({"a1", "a5"} <= group for group in grouped(clean))
    with pytest.raises(InputError, match="cannot be not the same"):
        decide(clean, [decision("a5", "a2", "same"), decision("a1", "a2", "not-same")], ontology)
    withdraw(clean, map(decision_id, done.recorded), ontology, made="2026-02-01T00:00:00.000Z")
    assert [row for row in dump(clean) if "'Decision'" not in row] == before


@pytest.mark.parametrize("pair", [(ARTICLE + "a1", "org:norvane systems"), (ARTICLE + "a1", ARTICLE + "never")])
def test_a_decision_that_says_nothing_is_refused(clean: Store, ontology: Ontology, pair: tuple[str, str]) -> None:
    load(clean, REPORTS[:1], ontology)
    before = dump(clean)
    with pytest.raises((InputError, UnknownName), match=r"no two of a kind|no article"):
        decide(clean, [Decision(*pair, "same", "mv", "why", made="2026")], ontology)
    assert dump(clean) == before


STEPS = st.one_of(
    st.tuples(st.sampled_from(["load", "remove"]), st.sampled_from(range(len(REPORTS)))),
    st.tuples(st.sampled_from(["same", "not-same"]), st.sampled_from(list(permutations(IDS, 2)))),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=8), batch=st.integers(1, 6))
def test_any_way_to_the_same_reports_and_decisions_is_the_same_graph(
    store: Store, ontology: Ontology, steps: list[tuple[str, int | tuple[str, str]]], batch: int
) -> None:
    empty(store)
    load(store, REPORTS[:4], ontology, batch=batch)
    for step, what in steps:
        if isinstance(what, tuple):
            try:
                decide(store, [decision(*what, step)], ontology, ahead=True)
            except InputError:  # it contradicts the others
                continue
        elif step == "load":
            load(store, [REPORTS[what]], ontology)
        else:
            remove(store, [IDS[what]], ontology)
    reached, made = dump(store, but=("Decision",)), decisions(store)
    there = {row["id"] for row in store.read("MATCH (a:Article) RETURN a.id AS id")}
    empty(store)
    load(store, [read for read in REPORTS[::-1] if read.article.id in there], ontology)
    decide(store, made[::-1], ontology, ahead=True)
    assert dump(store, but=("Decision",)) == reached
    empty(store)


def test_a_store_of_an_older_program_is_grouped_when_more_is_loaded(clean: Store, ontology: Ontology) -> None:
    load(clean, REPORTS, ontology)
    wanted = dump(clean)
    clean.write("MATCH (:Article)-[c:COPY_OF]->(:Article) DELETE c")
    clean.write("MATCH (a:Article) SET a.origin = a.body REMOVE a.body, a.day, a.marks")
    clean.behind = 5
    load(clean, REPORTS[:1], ontology)
    assert dump(clean) == wanted
