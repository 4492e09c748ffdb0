"""Speed of reading: the whole extraction against bare `nlp.pipe` of the same model, and the time that is ours alone.

Bare is the pipeline as spaCy loads it, over the same paragraphs. Both run in one process, in turn (A B A B ...), so
that a noisy machine slows both; the figure is the ratio of each pair, median first: at 1 everything of ours, parse and
all, takes no longer than the bare parse. Times are CPU seconds.

Ours alone (all that follows the parse) is given for the slowest sentence, read as an article of its own, and for
sentences of up to 400 tokens, made of clauses of the examples joined by "and".
"""

import argparse
from collections.abc import Iterable, Iterator
from statistics import median
from time import process_time

import spacy
from spacy.language import Language

from benchmarks.corpus import articles
from ingest.documents import read_text_article
from ingest.nlp import BLANKS, DEFAULT_MODEL, load_model, parse
from ingest.pipeline import Reader
from ontology.ids import content_hash
from ontology.model import Article, Reading, Span

LENGTHS = (50, 100, 200, 300, 400)  # tokens


def main() -> None:
    """Prints sentences, seconds and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    options = parser.parse_args()
    corpus = [read_text_article(article) for article in articles(options.articles)]
    bare, reader, nlp = spacy.load(options.model), Reader(options.model), load_model(options.model)
    sentences = list(sentences_of(nlp, corpus))
    print(f"{options.model}: {len(sentences)} sentences of {len(corpus)} articles")
    compare(bare, reader, corpus, len(sentences), options.rounds)
    taken = [own_time(reader, nlp, sentence) for sentence in sentences]
    slowest = max(range(len(taken)), key=taken.__getitem__)
    again = min(own_time(reader, nlp, sentences[slowest]) for _ in range(5))
    print(f"ours alone: {1000 * sum(taken) / len(taken):.2f} ms a sentence, the slowest {1000 * again:.1f} ms")
    for count in LENGTHS:
        line = min(own_time(reader, nlp, long_sentence(nlp, sentences, count)) for _ in range(5))
        print(f"{count:4} tokens: {1000 * line:5.1f} ms, {1e6 * line / count:4.0f} µs a token")


def compare(bare: Language, reader: Reader, corpus: list[Article], sentences: int, rounds: int) -> None:
    """Prints the pairs of both ways through the corpus."""
    texts = [a.text[s.start : s.end].translate(BLANKS) for a in corpus for s in a.kept]
    pairs, claims = [], 0
    for _ in range(rounds + 1):
        start = process_time()
        for _doc in bare.pipe(texts, batch_size=64):
            pass
        middle = process_time()
        claims = sum(len(r.claims) for r in reader.read(corpus) if isinstance(r, Reading))
        pairs.append((middle - start, process_time() - middle))
    pairs = pairs[1:]  # the first round warms caches
    parsed, whole = (median(p[i] for p in pairs) for i in (0, 1))
    ratios = sorted(a / b for a, b in pairs)
    print(f"bare nlp.pipe    {sentences / parsed:7.0f} sentences a CPU second")
    print(f"whole extraction {sentences / whole:7.0f} sentences a CPU second, {claims} claims")
    print(f"ratio {median(ratios):.3f} (min {ratios[0]:.3f}, max {ratios[-1]:.3f}, {len(ratios)} pairs)")


def sentences_of(nlp: Language, corpus: Iterable[Article]) -> Iterator[str]:
    """The text of each sentence."""
    for parsed in parse(nlp, corpus):
        for paragraph in parsed.paragraphs:
            yield from (sentence.text for sentence in paragraph.doc.sents)


def long_sentence(nlp: Language, sentences: list[str], count: int) -> str:
    """Clauses joined by "and" until there are so many tokens."""
    made = ""
    for sentence in sentences:
        clause = sentence.strip().rstrip(".!?")
        longer = f"{made} and {clause}" if made else clause
        if len(nlp.make_doc(longer)) >= count:
            break
        made = longer
    return f"{made}."


def own_time(reader: Reader, nlp: Language, text: str) -> float:
    """CPU seconds from the parse of a text to its claims."""
    article = Article("a", text, content_hash(text), language="en", kept=(Span(0, len(text)),))
    [parsed] = parse(nlp, [article])
    start = process_time()
    reader.read_parsed(parsed)
    return process_time() - start


if __name__ == "__main__":
    main()
