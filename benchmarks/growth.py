"""A store that grows: does loading keep its pace, and what do one article more, one less, a start and a question take?

    python -m benchmarks.growth [--facts 10000 100000] [--large]

Readings are made without reading (benchmarks/readings.py). The pace is milliseconds a row, of nodes and relationships,
over the last articles before each size; the aim is that the last is no slower than 1.3 times the first. At the last
size: one article in and out (aim 100 ms), a start of the server until it answers (aim 10 s), and `show` of well known
names in an open store (aim 20 ms), medians. `--large` goes on to a million facts, which takes hours.
"""

import argparse
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import monotonic

from benchmarks.readings import readings
from graph.embedded import stop
from graph.load import load, remove
from graph.store import Store, open_store
from ontology.model import Reading
from ontology.schema import Ontology, load_ontology
from queries.show import show

PIECE = 200  # articles that are loaded between two looks
ROUNDS = 15
LARGE = 1_000_000
SIZE = "RETURN COUNT { (:Fact) } AS facts, COUNT { () } + COUNT { ()-->() } AS rows, COUNT { (:Article) } AS articles"
KNOWN = "MATCH (e:Entity) WITH e, COUNT { (e)--(:Entity) } AS n ORDER BY n DESC, e.id RETURN e.id AS id LIMIT $most"


def main() -> None:
    """Prints a line for each size, then the single figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    ontology, waiting = load_ontology(), readings()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        with open_store(folder) as store:
            load(store, islice(waiting, PIECE), ontology)  # warms the server
            paces = [grown(store, waiting, ontology, size) for size in [*options.facts, *[LARGE] * options.large]]
            print(f"pace: the last {paces[-1] / paces[0]:.2f} times the first")
            number = int(store.read(SIZE)[0]["articles"])
            print(one_more(store, ontology, number))
        stop(folder)
        print(started(folder))
        with open_store(folder) as store:
            print(shown(store))
        stop(folder)


def grown(store: Store, waiting: Iterator[Reading], ontology: Ontology, facts: int) -> float:
    """Loads until there are so many facts; the milliseconds a row of the last piece."""
    while True:
        before, start = store.read(SIZE)[0], monotonic()
        load(store, islice(waiting, PIECE), ontology)
        took, after = monotonic() - start, store.read(SIZE)[0]
        pace: float = 1000 * took / (after["rows"] - before["rows"])
        if after["facts"] >= facts:
            print(f"{after['facts']:9,} facts of {after['articles']:,} articles: {pace:.3f} ms a row", flush=True)
            return pace


def one_more(store: Store, ontology: Ontology, number: int) -> str:
    """What one more article takes, and to take it out again."""
    come, gone = [], []
    for reading in islice(readings(number), ROUNDS):
        start = monotonic()
        load(store, [reading], ontology)
        middle = monotonic()
        remove(store, [reading.article.id], ontology)
        come.append(1000 * (middle - start))
        gone.append(1000 * (monotonic() - middle))
    return (
        f"one article: in {median(come):.0f} ms, out {median(gone):.0f} ms (fastest {min(come):.0f}, {min(gone):.0f})"
    )


def started(folder: Path) -> str:
    """What a start of the server takes, until a question is answered."""
    start = monotonic()
    with open_store(folder) as store:
        store.read("MATCH (e:Entity) RETURN e.id LIMIT 1")
    return f"start: {monotonic() - start:.1f} s"


def shown(store: Store) -> str:
    """What `show` takes for the best connected names; the first calls, which plan the queries, left out."""
    ids = [str(row["id"]) for row in store.read(KNOWN, most=ROUNDS)]
    taken = []
    for id_ in ids[:3] + ids:
        start = monotonic()
        show(store, id_)
        taken.append(1000 * (monotonic() - start))
    return f"show: {median(taken[3:]):.0f} ms (fastest {min(taken):.0f})"


if __name__ == "__main__":
    main()
