"""Speed of reading: sentences a second of the whole extraction against bare `nlp.pipe` of the same model.

Both run over the same paragraphs in one process, in turn (A B A B ...), so that a noisy machine slows both; the figure
is the ratio of each pair, median first. A ratio of .8 means that everything of ours costs a quarter of the parse.
"""

import argparse
from statistics import median
from time import process_time

from benchmarks.corpus import articles
from ingest.documents import read_text_article
from ingest.nlp import DEFAULT_MODEL, load_model, parse
from ingest.pipeline import Reader
from ontology.model import Article, Reading


def main() -> None:
    """Prints sentences, seconds and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    options = parser.parse_args()
    reader, nlp = Reader(options.model), load_model(options.model)
    corpus = [cleaned(article) for article in articles(options.articles)]
    sentences = sum(len(list(p.doc.sents)) for parsed in parse(nlp, corpus) for p in parsed.paragraphs)
    pairs = []
    for _ in range(options.rounds + 1):
        start = process_time()
        for _parsed in parse(nlp, corpus):
            pass
        middle = process_time()
        claims = sum(len(r.claims) for r in reader.read(corpus) if isinstance(r, Reading))
        pairs.append((middle - start, process_time() - middle))
    pairs = pairs[1:]  # the first round warms caches
    bare, whole = (median(p[i] for p in pairs) for i in (0, 1))
    ratios = sorted(a / b for a, b in pairs)
    print(f"{options.model}: {sentences} sentences of {len(corpus)} articles, {claims} claims")
    print(f"bare nlp.pipe    {sentences / bare:7.0f} sentences a CPU second")
    print(f"whole extraction {sentences / whole:7.0f} sentences a CPU second")
    print(f"ratio {median(ratios):.3f} (min {ratios[0]:.3f}, max {ratios[-1]:.3f}, {len(ratios)} pairs)")


def cleaned(article: Article) -> Article:
    """The article with its paragraphs, as `build` would read it."""
    return read_text_article(article)


if __name__ == "__main__":
    main()
