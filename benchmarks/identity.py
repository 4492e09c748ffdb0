"""Speed and memory of resolving names: generated articles whose keys collide as names do.

    python -m benchmarks.identity [--keys 10000 100000 1000000] [--stored 20000]

First without a store: what rules say of all keys, and the clusters. Then with one: what one more article costs in a
store that holds that many keys (`--stored 0` leaves that out). Surnames, first names and words of company names follow
a steep curve over generated words: the commonest surnames have thousands of bearers. Articles name ten each, two in
five persons by the surname alone. The aim: a million keys of 100,000 articles in two minutes and 4 GB on one core, one
more article in 100 ms.
"""

import argparse
import tempfile
from multiprocessing import get_context
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import monotonic
from typing import Any

from benchmarks.loading import batches
from graph.assembly import Assembly
from graph.candidates import handles
from graph.embedded import stop
from graph.identity import Votes, clusters, entity_id
from graph.matching import initials, propose
from graph.rows import votes_to_json
from graph.store import Run, Store, open_store
from graph.terms import Terms
from ontology.ids import digest
from ontology.schema import load_ontology

NAMED = 10  # keys of an article
ROUNDS = 20
LETTERS = ("bdfgklmnprstv", "aeiou", "lmnrst")


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--stored", type=int, default=20_000)
    options = parser.parse_args()
    for size in options.keys:
        with get_context("spawn").Pool(1) as pool:  # a process of its own: peak memory never falls
            print(pool.apply(resolved, (size,)), flush=True)
    if options.stored:
        print(one_more(options.stored))


def resolved(size: int) -> str:
    """What resolving that many keys took."""
    ontology, found = load_ontology(), articles(size)
    before = peak()
    start = monotonic()
    decisions = propose(found, ontology)
    joined, _ = clusters(decisions)
    took = monotonic() - start
    keys = len({key for named in found.values() for key in named})
    merged = sum(decision.verdict == "same" for decision in decisions)
    return (
        f"{keys:9,} keys of {len(found):7,} articles: {took:6.1f} s, peak {peak():5.2f} GB ({before:.2f} before); "
        f"{merged:,} merged, {len(decisions) - merged:,} unsure, {len(joined):,} keys in clusters"
    )


def peak() -> float:
    """The most memory that this process has had, in GB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1e6


def articles(keys: int, seed: int = 7) -> dict[str, list[str]]:
    """Articles that name about that many different keys, ten for each article."""
    random = Random(seed)
    words = ["".join(random.choice(group) for group in LETTERS * 2) for _ in range(20_000)]
    people = [f"{_one(random, words[:2000])} {_one(random, words)}" for _ in range(keys)]
    bodies = [_body(random, words) for _ in range(keys // 2)]
    found: dict[str, list[str]] = {}
    different: set[str] = set()
    while len(different) < keys:
        id_ = f"a{len(found)}"
        named = [_person(random, people, id_) for _ in range(NAMED // 2)]
        named += [_organization(random, bodies) for _ in range(NAMED // 2)]
        found[id_] = named
        different.update(named)
    return found


def _one(random: Random, words: list[str]) -> str:
    return words[int(len(words) * random.random() ** 3)]  # the commonest of 20,000 has 4 in 100


def _near(random: Random, names: list[str]) -> str:
    """A name: one in three of the few that everybody writes about."""
    return random.choice(names[:1000]) if random.random() < 0.3 else random.choice(names)


def _person(random: Random, people: list[str], article: str) -> str:
    name = _near(random, people)
    short = random.random() < 0.4
    return f"person:{name.split()[-1]}@{article}" if short else f"person:{name}"


def _body(random: Random, words: list[str]) -> str:
    form = random.choice(["group", "bank", "of {}", "{}", "{} group", "{} {}"])
    return f"{_one(random, words)} {form.format(_one(random, words), _one(random, words))}"


def _organization(random: Random, bodies: list[str]) -> str:
    name = _near(random, bodies)
    short = random.random() < 0.2
    cut = random.choice([name.split()[0], "".join(initials(tuple(name.split())))])
    return f"org:{cut if short else name}"


def one_more(size: int) -> str:
    """What rules and clusters take for the keys of one article of a store."""
    found = articles(size)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        with open_store(folder) as store:
            terms = Terms(load_ontology())
            _fill(store, found, terms.company_words)
            store.rehearsing(lambda run: _timed(run, terms, list(found.values())[:3]))  # warms the server
            times = sorted(store.rehearsing(lambda run: _timed(run, terms, list(found.values())[-ROUNDS:])))
        stop(folder)
    return (
        f"one more article into {size:,} keys: median {median(times) * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms"
    )


def _timed(run: Run, terms: Terms, named: list[list[str]]) -> list[float]:
    times = []
    for keys in named:
        start = monotonic()
        linking = Assembly(run, terms).linking
        linking.know({*keys, *linking.relink(keys)})
        times.append(monotonic() - start)
    return times


def _fill(store: Store, found: dict[str, list[str]], generic: frozenset[str]) -> None:
    votes = votes_to_json(Votes({"x": 1}, {}, {}, 1))
    keys = sorted({key for named in found.values() for key in named})
    mentions = (
        {"id": digest(article, key), "article": article, "key": key} for article in found for key in found[article]
    )
    rows: dict[str, list[dict[str, Any]]] = {
        "Article": [{"id": article} for article in found],
        "Key": [{"key": key, "entity": entity_id((key,)), "votes": votes} | handles(key, generic) for key in keys],
        "Mention": list({row["id"]: row for row in mentions}.values()),
    }
    for label, made in rows.items():
        for batch in batches(made):
            store.write(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows=batch)
    store.write("CALL db.awaitIndexes(120)")


if __name__ == "__main__":
    main()
