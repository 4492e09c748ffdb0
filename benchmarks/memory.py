"""Memory of a run over many articles, and the time of `connect` on the graph that it leaves.

`triplewire build` reads 1,000 and then 10,000 articles made from the examples, each into a store of its own. Peak
resident memory of the program (the database server is another process, with fixed limits) may not grow with their
number. `connect` is then timed between the pairs of the best connected people, the library call without start-up.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

from psutil import NoSuchProcess, Process

from benchmarks.corpus import articles
from graph.store import open_store
from queries.connect import connect

TRIPLEWIRE = [sys.executable, "-m", "triplewire"]


def write_corpus(count: int, path: Path) -> None:
    """That many articles as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for article in articles(count):
            record = {"id": article.id, "url": article.url, "title": "", "text": article.text}
            out.write(json.dumps(record | {"outlet": article.outlet, "published": article.published}) + "\n")


def build(corpus: Path, store: Path) -> tuple[float, float]:
    """Seconds and peak resident megabytes of one `triplewire build`."""
    start, peak = monotonic(), 0
    run = subprocess.Popen([*TRIPLEWIRE, "build", str(corpus), "--store", str(store)])
    watched = Process(run.pid)
    while run.poll() is None:
        try:
            peak = max(peak, watched.memory_info().rss)
            run.wait(0.2)
        except (NoSuchProcess, subprocess.TimeoutExpired):
            continue
    if run.returncode == 2:
        sys.exit("build failed")
    return monotonic() - start, peak / 2**20


def time_connect(store: Path, pairs: int) -> list[float]:
    """Milliseconds of `connect` between neighbours in the list of the best connected people."""
    busiest = "MATCH (n:Person)-[r]-() WITH n, count(r) AS ties ORDER BY ties DESC, n.id LIMIT $most RETURN n.id AS id"
    taken = []
    with open_store(store) as opened:
        people = [str(row["id"]) for row in opened.read(busiest, most=2 * pairs)]
        for number, (left, right) in enumerate(zip(people[::2], people[1::2], strict=False)):
            if not number:
                connect(opened, left, right)  # the database plans its queries at the first
            start = monotonic()
            connect(opened, left, right)
            taken.append(1000 * (monotonic() - start))
    return taken


def main() -> None:
    """Prints a line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--pairs", type=int, default=50)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            corpus, store = Path(scratch) / "articles.jsonl", Path(scratch) / "store"
            write_corpus(size, corpus)
            seconds, peak = build(corpus, store)
            print(f"{size} articles: {seconds:.0f} s, peak {peak:.0f} MB")
            taken = time_connect(store, options.pairs)
            if len(taken) > 1:
                late = quantiles(taken, n=20)[-1]
                print(f"  connect: {len(taken)} pairs, median {median(taken):.0f} ms, 95 of 100 under {late:.0f} ms")
            subprocess.run([*TRIPLEWIRE, "store", "stop", "--store", str(store)], check=False)


if __name__ == "__main__":
    main()
