"""Import files: facts a second and peak memory of `triplewire bulk` over size, and its speed against loading over Bolt.

    python -m benchmarks.bulk [--facts 10000 100000 1000000] [--loaded 10000]

Claims are generated: ten of an article, between names that follow a steep curve as news does, two in three of a known
property. The smallest run is also loaded by `triplewire load` into a store of its own, and imported into another: the
ratios are of facts a second, in one run. The aim: a million facts a minute on two cores, in less than 2 GB.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from re import search
from time import monotonic

from psutil import NoSuchProcess, Process

from benchmarks.identity import articles
from graph.embedded import stop
from ontology.ids import content_hash, digest
from ontology.model import Argument, Article, Claim, Frame, Mention, Quote, Reading, Relation, Span
from triplewire.lines import lines_of

TRIPLEWIRE = [sys.executable, "-m", "triplewire"]
TYPES = {"person": "Person", "org": "Company"}
SAID = (
    ("supplies", "suppliesTo"),
    ("owns", "owns"),
    ("met", None),
    ("sued", None),
    ("funds", "funds"),
    ("works for", "worksFor"),
)
CLAIMS = 10  # of an article
WORDS = 6  # of a sentence beside its claim


def main() -> None:
    """Prints a line for each size, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--loaded", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for size in options.facts:
            claims = written(size, Path(scratch) / f"{size}.jsonl")
            print(bulked(claims, Path(scratch) / f"bulk-{size}")[1], flush=True)
            claims.unlink()
        if options.loaded:
            print(compared(options.loaded, Path(scratch)))


def bulked(claims: Path, folder: Path) -> tuple[float, str]:
    """Facts a second, and the line to print."""
    seconds, peak, words = run("bulk", folder, claims)
    found = search(r"([\d,]+) facts", words)
    facts = int(found[1].replace(",", "")) if found else 0
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    rate = facts / seconds
    return rate, f"{facts:9,} facts: {seconds:6.1f} s, {rate:8,.0f} a second, peak {peak:5.2f} GB, files {size:,.0f} MB"


def compared(size: int, scratch: Path) -> str:
    """The ratio of the rates of files and of loading the same claims, and how long their import takes."""
    claims = written(size, scratch / "claims.jsonl")
    files, other, store = scratch / "files", scratch / "imported", scratch / "loaded"
    rate, _ = bulked(claims, files)
    importing, _, _ = run("store", "import", files, "--store", other)
    loading, _, words = run("load", claims, "--store", store)
    for folder in (other, store):
        stop(folder)
    found = search(r"([\d,]+) facts", words)
    loaded = int(found[1].replace(",", "")) / loading if found else 0.0
    rates = f"{rate:,.0f} and {loaded:,.0f} facts a second"
    return f"bulk {rate / loaded:.1f} times as fast as load ({rates}); import {importing:.1f} s"


def run(*words: object) -> tuple[float, float, str]:
    """Seconds, peak resident GB of the program and what it started, and what it said."""
    start, peak = monotonic(), 0
    with tempfile.TemporaryFile("w+") as said:
        program = subprocess.Popen([*TRIPLEWIRE, *map(str, words)], stdout=said, stderr=said)
        while program.poll() is None:
            with suppress(NoSuchProcess):
                own = Process(program.pid)
                peak = max(peak, own.memory_info().rss + sum(_resident(child) for child in own.children()))
            with suppress(subprocess.TimeoutExpired):
                program.wait(0.2)
        said.seek(0)
        text = said.read()
    if program.returncode:
        sys.exit(f"{words[0]} failed: {text}")
    return monotonic() - start, peak / 1e9, text


def _resident(child: Process) -> int:
    with suppress(NoSuchProcess):
        return int(child.memory_info().rss) if "java" not in child.name() else 0
    return 0


def written(facts: int, file: Path) -> Path:
    """Claims of that many facts, as `triplewire extract` prints them."""
    with file.open("w", encoding="utf-8") as stream:
        for line in lines_of(readings(facts)):
            stream.write(line + "\n")
    return file


def readings(facts: int, seed: int = 7) -> Iterator[Reading]:
    """Articles of ten claims each."""
    random = Random(seed)
    for number, (id_, keys) in enumerate(articles(facts, seed).items()):
        if number * CLAIMS >= facts:
            return
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield _reading(id_, [(random.sample(keys, 2), random.choice(SAID)) for _ in range(CLAIMS)], day)


def _reading(id_: str, said: list[tuple[list[str], tuple[str, str | None]]], day: str) -> Reading:
    claims, mentions, sentences, offset = [], [], [], 0
    for number, ((one, two), (phrase, property_)) in enumerate(said):
        names = [key.partition(":")[2].partition("@")[0].title() for key in (one, two)]
        rest = " ".join(digest(id_, number, word) for word in range(WORDS))  # nobody copies it
        sentence = f"{names[0]} {phrase} {names[1]}, {rest}."
        starts = (offset, offset + len(names[0]) + len(phrase) + 2)
        ends = [_argument(name, start, key) for name, start, key in zip(names, starts, (one, two), strict=True)]
        verb = offset + len(names[0]) + 1
        claims.append(
            Claim(
                id=digest(id_, number),
                article=id_,
                quote=Quote(offset, offset + len(sentence), sentence),
                subject=ends[0],
                relation=Relation(phrase, verb, verb + len(phrase), verb, phrase, (), property_),
                object=ends[1],
                frame=Frame("verb", phrase, "subj", "obj", {"subj": "x", "obj": "y"}),
                confidence=0.6,
                rule="object",
            )
        )
        mentions += [Mention(e.start, e.end, e.text, e.type, "name", e.key, e.name) for e in ends]
        sentences.append(sentence)
        offset += len(sentence) + 1
    text = "\n".join(sentences)
    article = Article(id_, text, content_hash(text), f"Case {id_}", "The Paper", "", day, "en", (Span(0, len(text)),))
    return Reading(article, tuple(claims), tuple(mentions), (), "generated")


def _argument(name: str, start: int, key: str) -> Argument:
    end = start + len(name)
    return Argument(name, start, end, Quote(start, end, name), (), key, name, TYPES[key.partition(":")[0]])


if __name__ == "__main__":
    main()
