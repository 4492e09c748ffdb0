"""What claims agree on: each fact is computed from its claims alone, so any order of articles gives the same fact.

`VERDICTS` is the table of the design: what a claim does to its fact. `belief` is the probability that we read it right,

    (1 - SYSTEMATIC_ERROR) * (1 - product over origins of (1 - c)),      c: the best confidence in each origin,

and says nothing about truth: who opposes a fact makes it disputed and lowers nothing. Nine copies of one report are one
origin. What an article takes from an outlet ("Reuters reported that ...", "OSLO (Reuters) -") is that outlet's report
and no second one, however many take it. Validity comes from the claims' dates: an event holds when it happened; a state
holds from and to the dates that the text gives, and ends where a claim ends it. An end that nobody tells is left open,
and open is not "still".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Literal

from ontology.ids import digest
from ontology.model import Fact, Modality, Polarity, Stance, Voice

Effect = Literal["supports", "opposes", "mentions"]
Standing = Literal["outlet", "affirmed", "denied", "open"]

# A reader of articles is wrong in ways that more articles do not mend; 5 % is what INDRA gives its readers.
SYSTEMATIC_ERROR = 0.05
# A claim below it draws no edge: a rule that BenchIE's annotators agree with in less than one case of three (their
# agreement is what ingest/lexicons/confidence.toml holds) is a guess.
CONFIDENCE_FLOOR = 0.35
LATEST = "~"  # sorts behind every date
RELAYED = "outlet:"  # before the name of an outlet whose own report is not there
DIGITS = 6  # of belief; fewer than a sum in another order could change

AFFIRM: frozenset[Stance] = frozenset({"says", "alleges", "confirms", "warns", "shows"})

# Polarity and who stands behind the claim, for asserted claims; all other modalities only mention the fact.
VERDICTS: dict[tuple[Polarity, Standing], Effect] = {
    ("positive", "outlet"): "supports",
    ("positive", "affirmed"): "supports",
    ("positive", "denied"): "opposes",
    ("positive", "open"): "mentions",
    ("negative", "outlet"): "opposes",
    ("negative", "affirmed"): "opposes",
    ("negative", "denied"): "supports",
    ("negative", "open"): "mentions",
}


@dataclass(frozen=True, slots=True)
class FactKey:
    """What makes a fact one: subject and object entity (or a value), property, and the phrase where there is none.

    `relation` is the property's name, `relatedTo` where the claims have none; `lemma` then tells relations apart.
    """

    subject: str
    relation: str
    object: str = ""
    value: str = ""
    lemma: str = ""

    @property
    def id(self) -> str:
        """The same for the same fact in every run."""
        return digest("fact", self.subject, self.relation, self.object, self.value, self.lemma)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a fact needs to know of one of its claims. `begun`, `ended`: words of start, of end ("joined", "former").

    `agency`: whom its article is credited to in front, as "(Reuters)".
    """

    claim: str
    article: str
    origin: str
    start: int
    confidence: float
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    stances: tuple[Stance, ...] = ()
    speakers: tuple[str, ...] = ()
    outlet: str = ""
    agency: str = ""
    published: str = ""
    since: str = ""
    until: str = ""
    phrase: str = ""
    quote: str = ""
    begun: bool = False
    ended: bool = False

    @property
    def standing(self) -> Standing:
        """Who stands behind it: the outlet, or a chain of sources, of which each must affirm; one denial turns it."""
        if not self.stances:
            return "outlet"
        denials = self.stances.count("denies")
        if any(stance not in AFFIRM for stance in self.stances if stance != "denies"):
            return "open"
        return "denied" if denials % 2 else "affirmed"

    @property
    def effect(self) -> Effect:
        """What it does to its fact."""
        return "mentions" if self.modality != "asserted" else VERDICTS[self.polarity, self.standing]

    @property
    def voice(self) -> Voice:
        """Whose word it is."""
        return "attributed" if self.stances else "outlet"

    @property
    def speaker(self) -> str:
        """Who says so, by name: the outermost source, else the outlet, else the article."""
        named = [name for name in self.speakers if name]
        return named[0] if named else (self.outlet if not self.stances else "unnamed source") or self.article


def best(claims: Iterable[Evidence]) -> Evidence:
    """The claim whose words stand for the fact: surest, the outlet's own first, then earliest; total order."""
    return min(claims, key=lambda e: (-e.confidence, e.voice != "outlet", e.published, e.article, e.start, e.claim))


def told_once(supports: Sequence[Evidence], outlets: frozenset[str]) -> list[Evidence]:
    """The claims with the origins that they count for: of reports that take it from an outlet, that outlet's.

    Its own report where one is among them, else one that nobody here has seen. `outlets`: see `is_outlet`. An article
    that says so in its own voice too still has it from there, and so has one that is credited to an agency in front.
    """
    own = {_plain_name(e.outlet) for e in supports} - {""}
    relayed: dict[str, str] = {}
    for e in supports:
        speaker = _plain_name(e.speakers[0]) if e.stances and e.speakers else ""
        heard = speaker if speaker in own or is_outlet(speaker, outlets) else ""
        source = heard or _plain_name(e.agency)
        if source and source != _plain_name(e.outlet):
            relayed[e.origin] = min(source, relayed.get(e.origin, source))
    first: dict[str, str] = {}
    for e in supports:
        if e.origin not in relayed:
            name = _plain_name(e.outlet)
            first[name] = min(e.origin, first.get(name, e.origin))
    roots = {origin: first.get(source, f"{RELAYED}{source}") for origin, source in relayed.items()}
    return [replace(e, origin=roots.get(e.origin, e.origin)) for e in supports]


def is_outlet(name: str, outlets: frozenset[str]) -> bool:
    """Whether words of a name make it a news outlet's: "times" or "associated press" among `outlets`."""
    words = f" {' '.join(name.casefold().split())} "
    return any(f" {word} " in words for word in outlets)


def _plain_name(outlet: str) -> str:
    """A name as it is compared: "The Harbour Gazette" is "harbour gazette"."""
    return " ".join(outlet.casefold().split()).removeprefix("the ")


def belief(supports: Iterable[Evidence]) -> float:
    """The probability that we read the fact right, from the claims for it; 0 without any."""
    by_origin: dict[str, float] = {}
    for claim in supports:
        by_origin[claim.origin] = max(claim.confidence, by_origin.get(claim.origin, 0.0))
    missed = prod(1.0 - by_origin[origin] for origin in sorted(by_origin))
    return round((1.0 - SYSTEMATIC_ERROR) * (1.0 - missed), DIGITS)


def fact_of(  # noqa: PLR0913  # what the ontology says of the property, by name only
    key: FactKey,
    claims: Sequence[Evidence],
    ends: Sequence[Evidence] = (),
    *,
    state: bool = False,
    label: str = "",
    outlets: frozenset[str] = frozenset(),
) -> Fact:
    """The fact that these claims make; they must be all of it, and at least one.

    `ends` are all claims of facts that end this one; `state`: it lasts, it does not happen; `label`: of its property;
    `outlets`: words, in lower case, that make a name a news outlet's.
    """
    groups: dict[Effect, list[Evidence]] = {"supports": [], "opposes": [], "mentions": []}
    for claim in sorted(claims, key=lambda e: e.claim):
        groups[claim.effect].append(claim)
    supports, opposes = groups["supports"], groups["opposes"]
    words, reports = best(supports or claims), told_once(supports, outlets)
    dates = sorted(e.published for e in supports or claims if e.published)
    voices = {e.voice for e in supports}
    return Fact(
        id=key.id,
        subject=key.subject,
        property=key.relation,
        object=key.object,
        # The words of a denial ("never worked for"), told as denied, would be read as their contrary.
        phrase=words.phrase if words.polarity == "positive" else key.lemma or label or words.phrase,
        belief=belief(reports),
        voice="outlet" if "outlet" in voices else "attributed" if voices else "",
        disputed=bool(opposes),
        supports=_ids(supports),
        opposes=_ids(opposes),
        mentions=_ids(groups["mentions"]),
        articles=len({e.article for e in supports}),
        origins=len({e.origin for e in reports}),
        first_reported=dates[0] if dates else None,
        last_reported=dates[-1] if dates else None,
        drawn=_drawn(key, supports),
        value=key.value,
        disputed_by=tuple(sorted({e.speaker for e in opposes})),
        valid=_valid(supports, ends, state=state),
        quote=words.quote,
    )


def _ids(claims: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(e.claim for e in claims)


def _drawn(key: FactKey, supports: Iterable[Evidence]) -> bool:
    # An edge from an entity to itself connects nobody.
    return bool(key.object) and key.object != key.subject and any(e.confidence >= CONFIDENCE_FLOOR for e in supports)


def _valid(supports: Sequence[Evidence], ends: Sequence[Evidence], *, state: bool) -> tuple[tuple[str, str], ...]:
    if not state:
        return _joined({(e.since, e.until) for e in supports if e.since or e.until})
    # Who joined in 2019 was there from then on, not for that year.
    spans = _joined({(e.since, "" if e.begun else e.until) for e in supports if e.since or (e.until and not e.begun)})
    # The last day that it can have held: of the ending itself, else of the report that it is over.
    ended = {e.until or e.since or e.published for e in ends if e.effect == "supports"}
    ended |= {e.until or e.published for e in supports if e.ended}
    for day in sorted(ended - {""}):
        spans = _closed(spans, day)
    return _joined(spans)


def _closed(spans: Sequence[tuple[str, str]], day: str) -> tuple[tuple[str, str], ...]:
    day = day[:10]
    if not spans:
        return (("", day),)
    return tuple((since, day) if not until and since <= day else (since, until) for since, until in spans)


def _joined(spans: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Intervals in order, overlapping ones made one, "until 2019" and "since 2015" likewise; "" is an open end."""
    kept: list[tuple[str, str]] = []
    for since, until in sorted(set(spans), key=lambda s: (s[0], s[1] or LATEST)):
        if kept and since <= (kept[-1][1] or LATEST):
            first, last = kept[-1]
            if not first and since and not until:
                kept[-1] = (since, last)  # two halves of one term
            else:
                kept[-1] = (first, "" if "" in (last, until) else max(last, until))
        else:
            kept.append((since, until))
    return tuple(kept)
