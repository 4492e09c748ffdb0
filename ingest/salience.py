"""Who is in the air: what an article has spoken of so far, and how much each of it offers itself to a pronoun.

`Thing` is whatever can be meant: a name's chain, a described thing, or a common noun that stands for nothing in the
graph but competes ("a report ... it"): where such a one wins, nobody is named. Weights and the measured ladder:
lexicons/coreference.toml.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from importlib.resources import files
from tomllib import loads
from typing import Any, Literal

Gender = Literal["he", "she", ""]
Place = Literal["subject", "object", "modifier", ""]


@dataclass(slots=True, eq=False)
class Thing:
    """What can be meant. `key` is "" for a common noun; `nouns` are what the text calls it.

    `ages` and `seats` (keys of places) are what it tells of a person's years, and of where a body is based.
    `gender` is by the name, `told` by what the text calls somebody: that rules out, and prefers nobody.
    """

    key: str
    name: str
    type: str
    family: str
    gender: Gender = ""
    plural: bool = False
    outlet: bool = False
    nouns: set[str] = field(default_factory=set)
    mentions: int = 0
    pronouns: set[str] = field(default_factory=set)
    told: Gender = ""
    ages: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A thing at its place.

    `clause` is the token of the governing verb, `at` its own, both unique in the article; -1 for none.
    """

    thing: Thing
    sentence: int
    place: Place
    clause: int
    at: int = -1


@dataclass(frozen=True, slots=True)
class Weights:
    """Salience, and when to keep silent."""

    sentence: float
    subject: float
    object: float
    modifier: float
    mention: float
    most_mentions: int
    same_pronoun: float
    known_gender: float
    own_subject: float
    called: float
    floor: float
    margin: float
    definite_margin: float
    window: int
    definite_window: int


DESCRIBED = "described:"  # begins the key of what has no name
Ranked = tuple[float, Thing]

DATA: dict[str, Any] = loads(files("ingest").joinpath("lexicons", "coreference.toml").read_text(encoding="utf-8"))
WEIGHTS = Weights(**DATA["weights"])


def words(section: str, name: str) -> frozenset[str]:
    """A list of lexicons/coreference.toml."""
    return frozenset(DATA[section][name])


class Discourse:
    """What was spoken of, in order; asks back a few sentences only, so it stays linear."""

    def __init__(self) -> None:
        self._sentences: list[list[Occurrence]] = []

    def sentence(self) -> int:
        """Begins a sentence; its number."""
        self._sentences.append([])
        return len(self._sentences) - 1

    def add(self, occurrence: Occurrence) -> None:
        """Somebody or something is spoken of."""
        occurrence.thing.mentions += 1
        self._sentences[occurrence.sentence].append(occurrence)

    def back(self, sentence: int, window: int) -> Iterator[Occurrence]:
        """What was spoken of in this sentence and the ones before, latest first."""
        for number in range(sentence, max(-1, sentence - window - 1), -1):
            yield from reversed(self._sentences[number])

    def ranked(self, found: Iterable[Occurrence], sentence: int, asking: "Asking | None" = None) -> list[Ranked]:
        """The things that occur, best first; `asking` adds what a pronoun prefers."""
        best: dict[int, Ranked] = {}
        for occurrence in found:
            score = value(occurrence, sentence)
            if asking is not None:
                score += asking.preference(occurrence)
            key = id(occurrence.thing)
            if key not in best or score > best[key][0]:
                best[key] = (score, occurrence.thing)
        return sorted(best.values(), key=lambda pair: -pair[0])


@dataclass(frozen=True, slots=True)
class Asking:
    """What a pronoun prefers. `clause`: of whose subject a possessive is likely."""

    kind: str
    clause: int

    def preference(self, occurrence: Occurrence) -> float:
        """What is added to a candidate's salience."""
        thing, score = occurrence.thing, 0.0
        if occurrence.clause == self.clause and occurrence.place == "subject":
            score += WEIGHTS.own_subject
        if self.kind in thing.pronouns:
            score += WEIGHTS.same_pronoun
        return score + WEIGHTS.known_gender * (thing.gender == self.kind)


def value(occurrence: Occurrence, sentence: int) -> float:
    """How much an occurrence counts from a sentence."""
    place = {
        "subject": WEIGHTS.subject,
        "object": WEIGHTS.object,
        "modifier": WEIGHTS.modifier,
        "": 0.0,
    }[occurrence.place]
    often = WEIGHTS.mention * min(occurrence.thing.mentions, WEIGHTS.most_mentions)
    return WEIGHTS.sentence * (sentence - occurrence.sentence) + place + often


_TITLES: tuple[tuple[Gender, frozenset[str], frozenset[str]], ...] = (
    ("he", words("person", "male_titles"), words("given", "male")),
    ("she", words("person", "female_titles"), words("given", "female")),
)


def gender_of(titles: Set[str], name: str) -> Gender:
    """He or she, by title, else by given name; "" where neither tells, or both."""
    titled = [gender for gender, listed, _ in _TITLES if titles & listed]
    named = [gender for gender, _, given in _TITLES if name.split(" ", maxsplit=1)[0].casefold() in given]
    found = titled or named
    return found[0] if len(found) == 1 else ""
