"""How a text stands to each of its events: polarity, modality, factuality, and who says so.

    stances = read_stance(parsed)
    stance = stances.of(paragraph, head)        # head: verb, predicate of a copula, event noun or predicate noun

Polarity is that of what is said: in "X denies that Y sold Z" the sale is positive, and the denial stands in the
attribution, which turns it round. Factuality (-3..3) has both in it. What a text leaves open is never both positive
and asserted: its modality is possible, planned, conditional, asked or commanded.

Nothing is computed but what is asked for, and a pass over each paragraph that is asked about.
"""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from ingest.attribution import Attributions, Cue, phrase_of
from ingest.factuality import Factuality
from ingest.nlp import Paragraph, Parsed
from ingest.tree import Tree
from ontology.model import Modality, Polarity
from ontology.model import Stance as StanceClass


@dataclass(frozen=True, slots=True)
class Attributed:
    """One level of "who says so". `head` and `source` are None where the text names nobody ("is said to").

    `paragraph` is where source and cue stand: another one than the event's in a quotation that runs on.
    """

    head: Token | None
    source: Span | None
    cue: Span
    stance: StanceClass
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Stance:
    """The stance to one event. `attribution` is outermost first; empty where the outlet itself speaks."""

    polarity: Polarity
    modality: Modality
    factuality: float
    attribution: tuple[Attributed, ...] = ()


class _Read:
    """What is worked out for one paragraph."""

    def __init__(self, paragraph: Paragraph) -> None:
        tree = Tree(paragraph.doc)
        self.factuality = Factuality(tree)
        self.attributions = Attributions(tree)
        self.tree = tree


class Stances:
    """The stances of one article. Paragraphs are worked out when they are first asked about."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._read: dict[int, _Read] = {}

    def of(self, paragraph: Paragraph, head: Token) -> Stance:
        """The stance to the event that `head`, a token of `paragraph`, is the head of."""
        read = self._of(paragraph)
        reading = read.factuality.of(head.i)
        cues = read.attributions.of(head.i)
        denials = sum(cue.stance == "denies" for cue in cues) if reading.modality == "asserted" else 0
        negative = (reading.value < 0) != (denials % 2 == 1)
        levels = tuple(_attributed(paragraph, read.tree, cue) for cue in cues)
        return Stance("negative" if negative else "positive", reading.modality, round(reading.value, 2), levels)

    def _of(self, paragraph: Paragraph) -> _Read:
        found = self._read.get(paragraph.start)
        if found is None:
            found = self._read[paragraph.start] = _Read(paragraph)
        return found


def _attributed(paragraph: Paragraph, tree: Tree, cue: Cue) -> Attributed:
    doc = paragraph.doc
    span = doc[cue.words[0] : cue.words[1] + 1]
    if cue.source is None:
        return Attributed(None, None, span, cue.stance, paragraph)
    first, last = phrase_of(tree, cue.source)
    return Attributed(doc[cue.source], doc[first : last + 1], span, cue.stance, paragraph)


def read_stance(parsed: Parsed) -> Stances:
    """The stances of an article's events, to be asked for one by one."""
    return Stances(parsed)
