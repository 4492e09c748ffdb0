"""How a text stands to each of its events: polarity, modality, factuality, and who says so.

    stances = read_stance(parsed)
    stance = stances.of(paragraph, head)        # head: verb, predicate of a copula, event noun or predicate noun

Polarity is that of what is said: in "X denies that Y sold Z" the sale is positive, and the denial stands in the
attribution, which turns it round. Factuality (-3..3) has both in it. What a text leaves open is never both positive
and asserted: its modality is possible, planned, conditional, asked or commanded.

Nothing is computed but what is asked for, and a pass over each paragraph that is asked about.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from ingest.attribution import Attributions, Speech
from ingest.cues import Cue, phrase_of
from ingest.factuality import Factuality
from ingest.nlp import Paragraph, Parsed
from ingest.reading import FACT, Reading, bounded
from ingest.repairs import repaired
from ingest.reporting import REPORTING
from ingest.signatures import SIGNATURES
from ingest.tree import Tree
from ontology.model import Article, Modality, Polarity
from ontology.model import Stance as StanceClass

OPENING = 300  # characters
RETRACTED = 0.5  # "an earlier version of this article said"
PLEADED = 1.5  # "the lawsuit says"
SCARE_QUOTED = 1.5  # "the 'owner' of the villa": somebody's word, not the outlet's


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

    def __init__(self, paragraph: Paragraph, number: int, last: Speech | None) -> None:
        self.paragraph = paragraph
        self.tree = repaired(paragraph.doc)
        self.factuality = Factuality(self.tree)
        self.attributions = Attributions(self.tree, number, last)


class Stances:
    """The stances of one article. Paragraphs are worked out in order when one of them is first asked about."""

    def __init__(self, parsed: Parsed) -> None:
        self._paragraphs = parsed.paragraphs
        self._numbers = {paragraph.start: number for number, paragraph in enumerate(parsed.paragraphs)}
        self._read: list[_Read] = []
        self.correcting = _corrects(parsed.article)
        self._known: dict[tuple[int, int], Stance] = {}

    def of(self, paragraph: Paragraph, head: Token) -> Stance:
        """The stance to the event that `head`, a token of `paragraph`, is the head of."""
        key = paragraph.start, head.i
        if key not in self._known:
            self._known[key] = self._stance(paragraph, head)
        return self._known[key]

    def _stance(self, paragraph: Paragraph, head: Token) -> Stance:
        number = self._numbers[paragraph.start]
        read = self._of(number)
        self._of(min(number + 1, len(self._paragraphs) - 1))  # a quotation may be signed below
        reading = read.factuality.of(head.i)
        predicate = read.tree.first(head.i, "attr") if head.lemma_ == "be" else None
        if any(read.attributions.scare_quoted(i) for i in (head.i, predicate) if i is not None):
            reading = reading.at(bounded(SCARE_QUOTED, reading.value), "possible")
        cues = [(_as_heard(cue, reading), number) for cue, number in read.attributions.of(head.i)]
        levels = tuple(_attributed(self._read[number], cue) for cue, number in cues if cue is not None)
        if any(level.stance == "alleges" and _pleads(level) for level in levels):
            reading = reading.at(bounded(PLEADED, reading.value), "possible")
        if any(_retracted(level) or (self.correcting and _correctable(level)) for level in levels):
            reading = reading.at(bounded(RETRACTED, reading.value), "possible")
        denied = reading.denied and any(level.stance == "denies" for level in levels)
        negative = (reading.value < 0) != denied
        return Stance("negative" if negative else "positive", reading.modality, round(reading.value, 2), levels)

    def tree(self, paragraph: Paragraph) -> Tree:
        """The repaired tree of a paragraph, the one that all rules read."""
        return self._of(self._numbers[paragraph.start]).tree

    def _of(self, number: int) -> _Read:
        while len(self._read) <= number:
            speeches = self._read[-1].attributions.speeches if self._read else []
            paragraph = self._paragraphs[len(self._read)]
            self._read.append(_Read(paragraph, len(self._read), speeches[-1] if speeches else None))
            self._signed()
        return self._read[number]

    def _signed(self) -> None:
        """Hands the quotations above a signature to who signs."""
        below = len(self._read) - 1
        signature = self._read[below].attributions.signature
        above = below - 1
        while signature is not None and above >= 0 and self._read[above].attributions.sign(signature, below):
            above -= 1


def _correctable(level: Attributed) -> bool:
    return level.head is not None and level.head.lemma_.lower() in REPORTING.guards["correctable"]


def _retracted(level: Attributed) -> bool:
    source = level.source.text.lower() if level.source else ""
    return any(phrase in source for phrase in REPORTING.guards["retracted"])


def _pleads(level: Attributed) -> bool:
    """Whether a source has yet to prove what it says: a lawsuit, an indictment."""
    return level.head is not None and level.head.lemma_.lower() in SIGNATURES.frame["pleading"]


def _corrects(article: Article) -> bool:
    """Whether an article is a correction of another."""
    opening = f"{article.title} {article.text[:OPENING]}".lower()
    return any(words in opening for words in REPORTING.guards["correcting"])


def _as_heard(cue: Cue, reading: Reading) -> Cue | None:
    """The cue as it bears on an event.

    A denial does not reach what it takes for granted ("denied paying Acme, which owns the port"); a doubt is none.
    Nor does what nobody in particular expects ("is said to pay its unit in Kano").
    """
    if cue.source is None and cue.kind == "infinitive" and reading == FACT:
        return None
    if cue.stance == "denies" and cue.kind == "infinitive":
        return None  # "declined to say whether": no word of what
    if cue.stance != "denies" or reading.denied:
        return cue
    return None if reading.modality == "asserted" else replace(cue, stance="says")


def _attributed(read: _Read, cue: Cue) -> Attributed:
    doc = read.paragraph.doc
    span = doc[cue.words[0] : cue.words[1] + 1]
    if cue.source is None:
        return Attributed(None, None, span, cue.stance, read.paragraph)
    first, last = phrase_of(read.tree, cue)
    level = Attributed(doc[cue.source], doc[first : last + 1], span, cue.stance, read.paragraph)
    return replace(level, stance="alleges") if level.stance in {"says", "shows"} and _pleads(level) else level


def read_stance(parsed: Parsed) -> Stances:
    """The stances of an article's events, to be asked for one by one."""
    return Stances(parsed)
