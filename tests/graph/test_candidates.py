"""Short and full forms as a store finds them: as by looking at every pair, also where very many share a word."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.candidates import Candidates, handles
from graph.matching import WEIGHTS, Key, forms, rule_of
from graph.store import Store

GENERIC = frozenset({"bank", "group"})
MOST = WEIGHTS["bearers"]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("person:mara velde", {"surname": "person:velde"}),
        ("person:mara anna velde", {
            "surname": "person:velde", "rest": "person:anna velde", "ends": "person:mara velde",
        }),
        ("person:velde@o1", {}),
        ("person:velde", {}),
        ("place:port harcourt", {}),
        ("org:interior ministry@o1", {}),
        ("org:norvane", {}),
        ("org:norvane systems", {"backwards": "org:systems norvane", "initials": "org:ns"}),
        ("org:union of acme bank group", {
            "backwards": "org:group bank acme of union", "initials": "org:uabg", "stem": "org:union of acme bank",
            "root": "org:union of acme",
        }),
        (f"org:{'x ' * 12}bank", {}),
    ],
)  # fmt: skip
def test_the_handles_of_a_key(key: str, wanted: dict[str, str]) -> None:
    assert handles(key, GENERIC) == wanted


ORGS = ["acme", "acme bank", "acme bank group", "acme group", "north acme", "na", "nab", "north acme bank", "acme x"]
PEOPLE = [
    "velde@o1",
    "velde@o2",
    "mara velde",
    "mara anna velde",
    "jan velde",
    "velde",
    "anna mara velde",
    "anna velde@o1",
    "mara velde@o2",
    "anna velde",
    "mara x velde",
]
KEYS = [*(f"org:{name}" for name in ORGS), *(f"person:{name}" for name in PEOPLE), "place:acme bank"]
CROWD = [f"person:x{number} anna velde" for number in range(MOST)] + [f"org:x{number} acme" for number in range(MOST)]


def may_be(short: Key, full: Key) -> bool:
    return bool(rule_of(short, full, GENERIC)) and (short.family, *short.words) in forms(full)


def by_every_pair(keys: set[str], touched: set[str]) -> dict[str, set[str]]:
    """What the candidates around some keys are by definition."""
    named = [key for key in map(Key.of, keys) if key.named]
    found = {key.text: {full.text for full in named if may_be(key, full)} for key in named}
    return {
        short: full if len(full) <= MOST else set()
        for short, full in found.items()
        if short in touched or (full & touched and len(full - touched) <= MOST)
    }


def around(store: Store, keys: set[str], touched: set[str]) -> dict[str, set[str]]:
    store.write("MATCH (k:Key) DELETE k")
    store.write("UNWIND $rows AS row CREATE (k:Key) SET k = row", rows=[{"key": k} | handles(k, GENERIC) for k in keys])
    named = {key.text: key for key in map(Key.of, touched) if key.named}
    found = store.reading(lambda run: Candidates(run, GENERIC).around(named))
    return {short: {key.text for key in full} for short, full in found.items()}


@given(
    st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS), min_size=1), st.integers(0, MOST), st.integers(0, 2)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_candidates_are_those_of_every_pair(
    clean: Store, others: set[str], touched: set[str], crowd: int, new: int
) -> None:
    many = [*CROWD[:crowd], *CROWD[MOST : MOST + crowd]]
    keys, fresh = {*others, *touched, *many}, {*touched, *many[:new]}
    wanted, found = by_every_pair(keys, fresh), around(clean, keys, fresh)
    assert found == wanted


def test_a_key_that_has_gone_is_still_looked_around(clean: Store) -> None:
    found = around(clean, {"org:acme", "org:acme bank"}, {"org:acme group"})
    assert found == {"org:acme group": set(), "org:acme": {"org:acme bank"}}


@pytest.mark.parametrize(("others", "touched"), list(product((MOST - 1, MOST), (1, 2))))
def test_a_crowd_is_counted_with_and_without_what_came(clean: Store, others: int, touched: int) -> None:
    people = [f"person:x{number} velde" for number in range(others + touched)]
    found = around(clean, {*people, "person:velde@o1"}, set(people[:touched]))
    few = others + touched <= MOST
    assert ("person:velde@o1" in found) == (others <= MOST)
    assert len(found.get("person:velde@o1", ())) == (others + touched if few else 0)
