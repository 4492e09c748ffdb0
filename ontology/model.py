"""The records that flow from articles to edges: frozen, slotted, comparable, and the same on disk and in memory.

All offsets are code points into `Article.text`, half open. Types are local names of classes of schema.ttl, or of its
literal types (Date, Money, ...); "" where nothing is known. `ontology.jsonl` turns records into JSON and back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "possible", "planned", "conditional", "asked", "commanded"]
Stance = Literal["says", "alleges", "denies", "confirms", "promises", "warns", "asks", "judges", "believes", "shows"]
Role = Literal["time", "place", "recipient", "instrument", "amount", "purpose", "other"]
Voice = Literal["outlet", "attributed"]
Ruled = Literal["reject", "accept"]
Verdict = Literal["same", "not-same", "unsure"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch that is not the article, and why: `reason` is of the closed list in ingest/cleaning.py."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its decoded text and what of it is story.

    `text` is the decoded input for plain text; title, blank line, body for HTML and JSON lines. `published` is an ISO
    date or date and time, never taken from a clock or a file's age. `kept` are the paragraphs to read, in order.
    """

    id: str
    text: str
    sha256: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str | None = None
    language: str = ""
    kept: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words at their place: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, pronoun, acronym or description in the text, and who is meant by it."""

    start: int
    end: int
    text: str
    type: str
    kind: Literal["name", "short", "acronym", "pronoun", "definite", "described"]
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """Subject or object of a claim: the least words that name it, the full phrase, and who is meant.

    `spans` are given where the words are not one piece; `text` is then the pieces joined by a blank. `key` is "" for
    what is no entity ("a security risk"); `name` is the best name in the article, equal to `text` where none is better.
    """

    text: str
    start: int
    end: int
    full: Quote
    spans: tuple[Span, ...] = ()
    key: str = ""
    name: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How the statement reads from subject to object: the article's words, their head and lemma, and the property.

    Where the property turns the ends round ("Reck took money from Kestrel": Kestrel funds Reck), `text` is the
    property's label, and `words` keeps what the article says from object to subject.
    """

    text: str
    start: int
    end: int
    head: int
    lemma: str
    spans: tuple[Span, ...] = ()
    property: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A further argument of a statement, by role."""

    role: Role
    text: str
    start: int
    end: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a statement's grammar says, enough to type it again under another ontology without the article.

    `kind`: "verb", "noun" (the trigger is a noun: title, apposition, copula, possessive, of-phrase) or "shape" (layout:
    "City, State"). `lemma` is the trigger: the verb, the noun, the shape's name. `noun` is the bare object inside the
    relation of a light verb ("tie" in "have ties with").
    `roles` maps slots to the lemma of what stands there. Verb slots: subj and obj (logical: voice resolved), iobj,
    comp, and prepositions ("with", "on_behalf_of"). Noun slots: bearer (who the noun describes), poss, compound,
    and prepositions. `subject` and `object` say which slots the claim's two arguments stand in.
    `near` holds the lemmas in the trigger's subtree that are in neither argument, and for a verb the classes of what
    else it names, with their slots ("obj:Company"), sorted.
    """

    kind: Literal["verb", "noun", "shape"]
    lemma: str
    subject: str
    object: str
    roles: Mapping[str, str]
    particle: str = ""
    voice: Literal["active", "passive", ""] = ""
    noun: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Who is cited: a phrase of the article and, where known, who is meant. Without words where the text names none."""

    text: str
    start: int
    end: int
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One level of "who says so"."""

    source: Source
    cue: Quote
    stance: Stance


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, ends included; None is an open end.

    `precision` names what the words name: day, week, month, season, quarter, half, year, decade, century. Without days:
    vague ("recently"), duration ("for three years"), unresolved (no calendar tells it, or the article has no date).
    """

    text: str
    start: int
    end: int
    precision: str
    since: str | None = field(default=None, metadata={"json": "from"})
    until: str | None = field(default=None, metadata={"json": "to"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a statement stands: is it so, and who says so."""

    polarity: Polarity
    modality: Modality
    factuality: float
    attribution: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in one sentence. `factuality` runs from -3 (certainly not) to 3 (certainly so); 0 is open.

    For typing it again (`ontology.statements`): `only_typed`, a noun phrase that is a claim only where a property reads
    it; `otherwise`, how it would stand with a property where it has none, and without where it has one ("failed to
    pay": with a property the payment is denied, without one the words say it).
    """

    id: str
    article: str
    quote: Quote
    subject: Argument
    relation: Relation
    object: Argument | None
    frame: Frame
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    factuality: float = 3.0
    arguments: tuple[Circumstance, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    when: When | None = None
    confidence: float = 1.0
    rule: str = ""
    only_typed: bool = False
    otherwise: Standing | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that became no claim: by which rule, why, and the words.

    `unread`: the statement, where another vocabulary could make it a claim.
    """

    start: int
    end: int
    text: str
    rule: str
    reason: str
    unread: Claim | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one article.

    `reader` names model, rules and ontology: a changed one means reading again.
    """

    article: Article
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]
    reader: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A cluster of keys. Its id is the digest of its smallest key.

    `listed`: its ids on outside lists, as LIST:ID; `listed_unsure` those that it may have.
    """

    id: str
    name: str
    type: str
    keys: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    described: bool = False
    listed: tuple[str, ...] = ()
    listed_unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What claims agree on: subject entity, property, object entity or value; its standing is computed from evidence.

    `object` is an entity id, or "" where `value` holds a literal. `belief` is the probability that we read it right; it
    says nothing about truth. `supports`, `opposes` and `mentions` are claim ids, sorted. `drawn`: an edge is drawn.
    `phrase` and `quote` are the words of the best claim for it (of the best claim at all where none is for it; for
    words that deny, the phrase reduced, or the property's label).
    """

    id: str
    subject: str
    property: str
    object: str
    phrase: str
    belief: float
    voice: Voice | Literal[""]
    disputed: bool
    supports: tuple[str, ...]
    opposes: tuple[str, ...]
    mentions: tuple[str, ...]
    articles: int
    origins: int
    first_reported: str | None
    last_reported: str | None
    drawn: bool
    value: str = ""
    disputed_by: tuple[str, ...] = ()
    valid: tuple[tuple[str, str], ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the identity ledger. `verdict`: same, not-same, unsure. Withdrawn rows stay for the record."""

    left: str
    right: str
    verdict: Verdict
    by: str
    why: str = ""
    score: float | None = None
    made: str = ""
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's verdict on a claim. It holds for the statement: these words, in that sentence of that article.

    So it outlives the claim, and holds again when the article comes back or is read by another reader. Withdrawn ones
    stay for the record.
    """

    claim: str
    article: str
    quote: str
    subject: str
    relation: str
    object: str
    verdict: Ruled
    by: str
    why: str
    made: str = ""
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Retraction:
    """An article that counts no more: it is kept for the record, and its claims are in no fact.

    It holds for the article's id, also when the article comes back under another text. Withdrawn ones stay.
    """

    article: str
    by: str
    why: str
    made: str = ""
    withdrawn: str | None = None
