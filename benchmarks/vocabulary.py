"""What typing costs: its share of the time of `extract`, with our properties and with a thousand.

The thousand are ours and generated ones. Half of these wait for the very verbs and nouns of the corpus, with a guard
that is not met, which is the dearest way not to fit; the others for words that never come. So the claims stay the same,
and only the cost of looking differs. Both vocabularies type the same statements in turn (A B A B ...); times are CPU
seconds, median first. Exit status 1 where typing takes more than 5 % of the extraction.
"""

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from statistics import median
from sys import exit as leave
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.corpus import articles
from ingest.documents import read_text_article
from ingest.pipeline import Reader
from ontology.model import Claim, Reading
from ontology.schema import Ontology, load_ontology
from ontology.statements import plain, settle

MOST = 0.05  # of the time of extract
HEAD = """@prefix tw: <https://triplewire.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""

Statements = list[list[Claim]]  # by sentence


def main() -> None:
    """Prints seconds and shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--properties", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    ours, reader = load_ontology(), Reader()
    corpus = [read_text_article(article) for article in articles(options.articles)]
    list(reader.read(corpus[:10]))  # warms caches
    start = process_time()
    readings = [reading for reading in reader.read(corpus) if isinstance(reading, Reading)]
    whole = process_time() - start
    statements = [group for reading in readings for group in statements_of(reading)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "generated.ttl"
        path.write_text(generated(options.properties - len(ours.properties), statements), encoding="utf-8")
        start = process_time()
        many = load_ontology(path)
        loading = process_time() - start
    count = sum(map(len, statements))
    print(
        f"extract: {whole:.2f} s for {len(corpus)} articles, {count} statements; {loading:.1f} s to load the generated"
    )
    shares = compare(statements, (ours, many), options.rounds, whole)
    leave(max(shares) > MOST)


def statements_of(reading: Reading) -> Iterator[list[Claim]]:
    """What the grammar found in each sentence, before any property is known."""
    found = [plain(claim) for claim in reading.claims]
    found += [rejected.unread for rejected in reading.rejected if rejected.unread]
    found.sort(key=lambda claim: claim.quote.start)
    for _, group in groupby(found, key=lambda claim: claim.quote.start):
        yield list(group)


def generated(count: int, statements: Statements) -> str:
    """A vocabulary of so many properties."""
    frames = {(c.frame.kind, c.frame.lemma) for group in statements for c in group if c.frame.lemma.isalpha()}
    triggers = sorted((kind, lemma) for kind, lemma in frames if kind in {"verb", "noun"} and lemma.islower())
    return HEAD + "".join(_property(number, *triggers[number % len(triggers)]) for number in range(count))


def _property(number: int, kind: str, lemma: str) -> str:
    trigger = lemma if number % 2 else f"zx{lemma}"
    ends = "S=subj! O=obj!" if kind == "verb" else "S=bearer! O=scope!"
    return (
        f"tw:generated{number} a owl:ObjectProperty ;\n"
        f'    tw:wording [ tw:reads "{kind} {trigger} : {ends} ; near qx{number}" ; tw:example "None." ] .\n'
    )


def compare(
    statements: Statements, ontologies: tuple[Ontology, Ontology], rounds: int, whole: float
) -> tuple[float, float]:
    """Prints, for each vocabulary, the time to type all statements; their shares of the whole."""
    times: tuple[list[float], list[float]] = ([], [])
    claims = [0, 0]
    for _ in range(rounds + 1):
        for side, ontology in enumerate(ontologies):
            start = process_time()
            claims[side] = sum(len(settle(group, ontology)[0]) for group in statements)
            times[side].append(process_time() - start)
    assert claims[0] == claims[1], "the generated properties were to fit nowhere"
    taken = [median(side[1:]) for side in times]  # the first round warms caches
    for ontology, seconds in zip(ontologies, taken, strict=True):
        share = seconds / whole
        print(f"{len(ontology.properties):5} properties: typing {seconds:.3f} s, {100 * share:.2f} % of extract")
    return taken[0] / whole, taken[1] / whole


if __name__ == "__main__":
    main()
