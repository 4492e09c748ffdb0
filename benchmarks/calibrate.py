"""Calibration: how often a rule's claims are ones that BenchIE's annotators list, beside the confidence they carry.

    python benchmarks/calibrate.py DIR [SPLIT]          (SPLIT: benchie_dev)

Prints, for the figures of ingest/lexicons/confidence.toml, the measured precision of each rule and kind of clause and
of claims whose subject stands far from its verb, each for the even and the odd half; then the reliability of the
confidences: by tenths, and the expected calibration error (Naeini 2015: the mean distance between confidence and
precision, weighted by bin). A rule is set from the even half; the odd half tells whether it holds.

A claim counts as right when the folder's own scorer (DIR/score.py) finds it in the gold: that is a lower bound, since
the annotators list one way of cutting a phrase (hand-read: 8 % of the misses are true, 37 % are cut elsewhere).
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.adapters.extraction import items_read, kind, triple, verbal  # noqa: E402
from ingest.confidence import FAR  # noqa: E402
from ontology.model import Claim  # noqa: E402

FEWEST = 10  # a row with fewer claims says nothing


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim: what kind it is, what it says of its own confidence, whether the gold lists it."""

    rule: str
    source: str
    far: bool
    confidence: float
    right: bool
    even: bool


def scorer(folder: Path) -> ModuleType:
    """The folder's score.py as a module."""
    spec = spec_from_file_location("folder_score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder} has no score.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judged(folder: Path, split: str) -> Iterator[Judged]:
    """Every claim of the split's clauses, held against the gold of its sentence."""
    score = scorer(folder)
    gold = {row["id"]: row for row in lines(folder / "gold" / f"{split}.jsonl")}
    for number, (row, claims) in enumerate(items_read(lines(folder / "inputs" / f"{split}.jsonl"))):
        if row["id"] not in gold:
            continue
        clusters = [[[score.groups(s) for s in t[:3]] for t in c] for c in gold[row["id"]]["clusters"]]
        tokens = gold[row["id"]]["sentence"].split()
        for claim in verbal(claims):
            said = score.tup(triple(claim), tokens, "split")
            right = any(listed(score, clusters, args[0], relation, args[1]) for relation, args, _ in said)
            yield Judged(kind(claim), source(claim), far(claim), claim.confidence, right, number % 2 == 0)


def listed(score: ModuleType, clusters: list[Any], *slots: str) -> bool:
    """Whether one of the gold's triples is this one."""
    words = [slot.split() for slot in slots]
    return any(
        all(score.fits(w, g) for w, g in zip(words, wanted, strict=False)) for cluster in clusters for wanted in cluster
    )


def source(claim: Claim) -> str:
    """The kind of clause."""
    return claim.rule.partition(".")[0]


def far(claim: Claim) -> bool:
    """Whether the subject stands far from the verb, before or behind it."""
    head = claim.relation.head
    return min(abs(head - claim.subject.end), abs(head - claim.subject.start)) > FAR


def share(found: list[Judged]) -> str:
    """Number and precision."""
    if len(found) < FEWEST:
        return f"{len(found):5}     -"
    return f"{len(found):5} {sum(j.right for j in found) / len(found):5.2f}"


def table(title: str, rows: Iterable[tuple[str, Judged]]) -> None:
    """Precision by one property, for both halves."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for name, claim in rows:
        groups[name].append(claim)
    print(f"\n{title:16} {'even n':>6} {'P':>5} {'odd n':>6} {'P':>5}  said")
    for name, found in sorted(groups.items(), key=lambda g: -len(g[1])):
        halves = [share([j for j in found if j.even is even]) for even in (True, False)]
        print(f"{name:16} {halves[0]} {halves[1]}  {sum(j.confidence for j in found) / len(found):.2f}")


def reliability(found: list[Judged]) -> float:
    """The expected calibration error over tenths; prints the bins."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for claim in found:
        bins[min(9, int(claim.confidence * 10))].append(claim)
    error = 0.0
    for tenth, inside in sorted(bins.items()):
        said = sum(j.confidence for j in inside) / len(inside)
        right = sum(j.right for j in inside) / len(inside)
        error += abs(said - right) * len(inside) / len(found)
        print(f".{tenth}-         {len(inside):5}  said {said:.2f}  right {right:.2f}")
    return error


def main() -> None:
    """Prints the tables and the reliability of both halves."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    found = list(judged(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "benchie_dev"))
    table("rule", ((j.rule, j) for j in found))
    table("clause", ((j.source, j) for j in found))
    table("subject", (("far" if j.far else "near", j) for j in found))
    for name, even in (("even", True), ("odd", False)):
        half = [j for j in found if j.even is even]
        print(f"\n{name} half, {len(half)} claims")
        print(f"expected calibration error {reliability(half):.3f}")


if __name__ == "__main__":
    main()
