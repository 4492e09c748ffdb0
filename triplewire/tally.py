r"""What a run did: articles by what became of them, claims, what was dropped and rejected, and why.

    tally = Tally()
    tally.read(reading); tally.skip(error)
    print("\n".join(summary(tally)))

Nothing that a run leaves out goes uncounted; skipped articles are named, each with its reason.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.assembly import Effects
from graph.contents import Totals
from ontology.errors import ArticleError
from ontology.model import Reading
from queries.plain import one_line

NAMED = 1000  # skipped articles that are named; more are counted
REASONS = 12  # of rejected candidates that are listed


@dataclass(slots=True)
class Tally:
    """Counts of one run. `repeated`: articles that came twice under the same text. `totals`: of the whole store."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    skipped: int = 0
    named: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    claims: Counter[tuple[str, str]] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    effects: Effects = field(default_factory=Effects)
    totals: Totals | None = None
    readings: int = 0
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """Articles that are in order: read, or there already."""
        return self.readings + self.unchanged + self.repeated

    def skip(self, error: ArticleError) -> None:
        """An article that was left out."""
        self.skipped += 1
        if len(self.named) < NAMED:
            self.named.append(one_line(str(error)))

    def read(self, reading: Reading) -> None:
        """An article that was read."""
        self.readings += 1
        self.dropped.update(dropped.reason for dropped in reading.article.dropped)
        self.claims.update((claim.modality, claim.polarity) for claim in reading.claims)
        self.rejected.update(rejected.reason for rejected in reading.rejected)


def summary(tally: Tally) -> Iterator[str]:
    """The end of a run, in lines."""
    yield _articles(tally)
    yield from _counted("dropped lines", tally.dropped)
    if tally.readings:
        yield _claims(tally)
    yield from _counted("rejected candidates", tally.rejected)
    if tally.totals:
        t = tally.totals
        made = f"{many(t.entities, 'entity', 'entities')}, {many(t.facts, 'fact')}, {many(t.edges, 'edge')}"
        yield f"in the graph: {many(t.articles, 'article')}, {many(t.claims, 'claim')}, {made}"
    yield from skipped(tally)


def skipped(tally: Tally) -> Iterator[str]:
    """The articles that were left out, each with its reason."""
    yield from (f"skipped: {name}" for name in tally.named)
    if tally.skipped > len(tally.named):
        yield f"skipped: {tally.skipped - len(tally.named):,} more"


def _articles(tally: Tally) -> str:
    said = [f"{many(tally.readings, 'article')} read"]
    said += [f"{tally.changed:,} of them changed"] if tally.changed else []
    said += [f"{tally.unchanged:,} unchanged"] if tally.unchanged else []
    said += [f"{tally.repeated:,} repeated"] if tally.repeated else []
    said += [f"{tally.skipped:,} skipped"] if tally.skipped else []
    return f"{', '.join(said)}, in {tally.seconds:.1f} s"


def _claims(tally: Tally) -> str:
    total = sum(tally.claims.values())
    parts: Counter[str] = Counter()
    for (modality, polarity), count in tally.claims.items():
        parts["negative" if modality == "asserted" and polarity == "negative" else modality] += count
    return f"{many(total, 'claim')}" + (f": {_listed(parts.items())}" if total else "")


def _counted(what: str, counts: Counter[str]) -> Iterator[str]:
    if counts:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        rest = sum(count for _, count in ranked[REASONS:])
        shown = [*ranked[:REASONS], *([("other reasons", rest)] if rest else [])]
        yield f"{what}: {sum(counts.values()):,} ({_listed(shown)})"


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    ranked = sorted(counts, key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {name}" for name, count in ranked)


def many(count: int, one: str, more: str = "") -> str:
    """A count with its noun: "1 entity", "2,000 entities"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
