"""Who is meant: by every name, short name, acronym, pronoun and phrase like "the company"; what described things are.

    names (chains.py)            "MIT" is the Massachusetts Institute of Technology of the same article
    pronouns (pronouns.py)       "it" is whom the text speaks of, or nobody
    definites (definites.py)     "the company" is the one in the air, "the lender" the one that the text calls so
    described (descriptions.py)  "a subsidiary of Acme" is somebody, though without a name

One pass over an article in the order of the text (referring.py). Two candidates that compete are answered by silence: a
wrong identity is the worst that can happen to a graph of people. A described thing is never taken to be a named one
unless the text says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from ingest.chains import Chains
from ingest.joins import Name
from ingest.keys import country_of_adjective, words_of
from ingest.nlp import Paragraph, Parsed
from ingest.referring import Referring
from ingest.salience import Thing
from ingest.tree import LITERALS, MODEL_LITERALS
from ontology.ids import origin_of
from ontology.model import Mention
from ontology.schema import Ontology, load_ontology

MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Referent:
    """Who is meant: key, best name in the article, class of the ontology."""

    key: str
    name: str
    type: str


class Referents:
    """Who is meant by the words of one article. `at`: offset of a head word to what it means."""

    def __init__(self, at: dict[int, Thing], mentions: tuple[Mention, ...]) -> None:
        self._at = {offset: Referent(t.key, t.name, t.type) for offset, t in at.items()}
        self._mentions = mentions

    def of(self, paragraph: Paragraph, token: Token) -> Referent | None:
        """Who is meant by the phrase that this token heads; None for what is no entity."""
        return self._at.get(paragraph.start + token.idx)

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in the order of the text."""
        return self._mentions


def resolve(parsed: Parsed, ontology: Ontology | None = None) -> Referents:
    """Works out who is meant in an article whose names are annotated."""
    ontology = ontology or _ours()
    origin = origin_of(parsed.article)
    spans = [(number, ent) for number, p in enumerate(parsed.paragraphs) for ent in _names(p.doc)]
    names = [name_of(parsed.paragraphs[number], ent) for number, ent in spans]
    chains = Chains(names, parsed.article.text, origin, ontology)
    tokens: list[dict[int, int]] = [{} for _ in parsed.paragraphs]
    for i, (number, ent) in enumerate(spans):
        tokens[number] |= dict.fromkeys(range(ent.start, ent.end), i)
    pass_ = Referring(parsed.article, chains, origin, ontology)
    for paragraph, named in zip(parsed.paragraphs, tokens, strict=True):
        pass_.read(paragraph, named)
    mentions = sorted([*chains.mentions(), *pass_.mentions], key=lambda m: (m.start, m.end, m.kind))
    return Referents(pass_.at, tuple(mentions))


@cache
def _ours() -> Ontology:
    return load_ontology()


def _names(doc: Doc) -> Iterator[Span]:
    """The names of a paragraph: no dates and amounts, and nothing without a letter or figure."""
    values = LITERALS | MODEL_LITERALS
    return (ent for ent in doc.ents if ent.label_ not in values and words_of(ent.text))


def name_of(paragraph: Paragraph, ent: Span) -> Name:
    """A name of the article from where spaCy or the gazetteer found it."""
    start, end = paragraph.offsets(ent)
    doc = ent.doc
    before = doc[ent.start - 1].lower_ if ent.start else ""
    root = ent.root
    modifies = root.dep_ in MODIFIERS and root.head.i >= ent.end
    adjective = country_of_adjective(ent.text) is not None and (modifies or root.tag_ == "JJ")
    return Name(start, end, ent.text, ent.label_, before, adjective, paragraph.headline)
