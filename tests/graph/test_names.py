"""Pairs of names against the product's own rules: the keys that articles give, then what stands beside them."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from graph.matching import propose
from ingest.keys import family_of, key_of
from ontology.schema import load_ontology

ONTOLOGY = load_ontology()
CASES = Path(__file__).parents[1] / "cases" / "names.toml"
COMMON = ("org:orrin", "person:jo reck", "org:calder")


def pairs() -> Iterator[Any]:
    """Each pair with its group as a case of pytest."""
    numbers = count(1)
    for group in loads(CASES.read_text("utf-8"))["group"]:
        for left, right, verdict, *more in group["pairs"]:
            kinds = more[0] if more else [group["kind"]] * 2
            marks = [pytest.mark.xfail(reason=group["fails"], strict=True)] if "fails" in group else []
            name = f"{next(numbers)} {group['title']}: {left[:30]!r} {right[:30]!r}"
            yield pytest.param(group, (left, right), kinds, verdict, id=name, marks=marks)


def said(group: dict[str, Any], names: tuple[str, str], kinds: list[str]) -> str:
    """What rules say of two names that stand in an article each: "same", "unsure", or "not-same" for nothing."""
    beside = [*COMMON[: group.get("shared", 2)], *(key_of(place, "place", "") for place in group.get("places", ()))]
    keys = [
        key_of(" ".join([name] * group.get("repeat", 1)), family_of(kind, ONTOLOGY), f"o{number}")
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True))
    ]
    if keys[0] == keys[1]:
        return "same"
    found = propose({f"a{number}": [key, *beside] for number, key in enumerate(keys)}, ONTOLOGY)
    return next((d.verdict for d in found if {d.left, d.right} == set(keys)), "not-same")


@pytest.mark.parametrize(("group", "names", "kinds", "verdict"), list(pairs()))
def test_what_the_rules_say_of_two_names(
    group: dict[str, Any], names: tuple[str, str], kinds: list[str], verdict: str
) -> None:
    assert said(group, names, kinds) == said(group, names[::-1], kinds[::-1]) == verdict


def test_the_table_is_large() -> None:
    rows = [row for group in loads(CASES.read_text("utf-8"))["group"] for row in group["pairs"]]
    assert len(rows) >= 150
    assert {row[2] for row in rows} == {"same", "not-same", "unsure"}
