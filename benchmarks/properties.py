"""Precision and recall by property, and the ceiling that the names found set: gold pairs with both ends found.

python benchmarks/quality.py DIR conll04_dev knowledgenet --by-property
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Spot = tuple[int, int]
Fact = tuple[str, Spot, Spot]
GAP = 12  # characters between two tokens of CoNLL04, whose text is joined again otherwise than it was parted


def ceilings(gold: Path, inputs: Path, predictions: Path) -> Iterator[tuple[str, int, int]]:
    """Property, its gold facts, and how many of them have both ends among the places that a reading found."""
    texts = {row["id"]: row["text"] for row in _rows(inputs)}
    found = {row["id"]: [tuple(spot) for spot in row["found"]] for row in _rows(predictions)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in _rows(gold):
        for name, *ends in facts(item, texts[item["id"]]):
            counts[name][0] += 1
            counts[name][1] += all(any(_meet(end, spot) for spot in found[item["id"]]) for end in ends)
    for name in sorted(counts):
        yield name, counts[name][0], counts[name][1]


def facts(item: dict[str, Any], text: str) -> Iterator[Fact]:
    """The gold facts of an item with their ends as offsets; CoNLL04 counts tokens."""
    spots = _tokens(item["tokens"], text) if "tokens" in item else None
    for fact in item["facts"]:
        one, other = ((end[0], end[1]) for end in (fact["s"], fact["o"]))
        if spots is None:
            yield fact["property"], one, other
        else:
            yield fact["property"], _joined(spots, one), _joined(spots, other)


def _joined(spots: list[Spot], tokens: Spot) -> Spot:
    return spots[tokens[0]][0], spots[tokens[1] - 1][1]


def _tokens(tokens: list[str], text: str) -> list[Spot]:
    """Where each token stands in the text; nowhere (an empty span) for one that the text writes otherwise."""
    spots, at = [], 0
    for token in tokens:
        start = text.find(token, at, at + GAP + len(token))
        if start >= 0:
            at = start + len(token)
        spots.append((start, at) if start >= 0 else (at, at))
    return spots


def _meet(left: Spot, right: Spot) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
