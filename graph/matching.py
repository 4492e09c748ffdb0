"""Which keys are one across articles, by rule: what stands in the articles of two keys, weighed pair by pair.

    surname      "Velde" of one article is "Mara Velde"
    middle       "Mara Velde" is "Mara Anna Velde"
    initial      "Mara Velde" is "Mara A. Velde"                    as the same name is, but for other initials
    patronymic   "Omar Hakim" may be "Omar bin Hakim"               never more than unsure
    acronym      "OCP" is the "Organization of Coastal Ports"
    short        "Norvane" is "Norvane Group"                   what is left out makes it no other company
    subsidiary   "Acme" may be "Acme Bank"                      never more than unsure
    place        "Rovers" is the "Port Harcourt Rovers"         what is left out is a place that their articles name

    [decision] = links(short, [full])       a Decision of verdict "same" or "unsure", by "rule:short", with its score

A pair's score reads only what the articles of its two keys say, with neighbours as keys: no counts of the corpus, and
no use of what other pairs came to. So it is the same in whatever order articles come. A key that could be short for
two different ones is merged with neither: both are unsure. Common ground is asked for always (some other name, no
place, that articles of both give, or an alias that is stated); a claim that relates the one to the other says that
they are two. Role words ("org:interior ministry@...") stay inside their article. Weights and thresholds, and how they
were measured: matching.toml.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from ontology.model import Decision
from ontology.schema import Ontology

WEIGHTS: dict[str, Any] = loads(files("graph").joinpath("matching.toml").read_text("utf-8"))
GLUE = frozenset({"and", "of", "the", "for", "in", "on", "at", "de"})
MOST_LETTERS = 7  # of an acronym
MOST = 0.99  # a rule is never as sure as a person
PROFILES = 20_000  # kept at a time
MOST_WORDS = 12  # of a name that is compared


@dataclass(frozen=True, slots=True)
class Key:
    """A key taken apart: family, words, and the origin that it is scoped to ("" for none)."""

    text: str
    family: str
    words: tuple[str, ...]
    origin: str

    @classmethod
    def of(cls, text: str) -> "Key":
        """Reads a key as ingest/keys.py writes it."""
        family, _, rest = text.partition(":")
        words, _, origin = rest.partition("@")
        return cls(text, family, tuple(words.split()), origin)

    @property
    def named(self) -> bool:
        """Whether rules compare it at all: a person or body, with a name that is short enough to be one."""
        scoped = bool(self.origin) and self.family != "person"  # a person's is a surname, with its particles
        return self.family in {"person", "org"} and 0 < len(self.words) <= MOST_WORDS and not scoped


@dataclass(frozen=True)
class Profile:
    """What the articles of a key say: which they are, whom they name beside it, what they call it.

    `related`: keys that a claim puts at its other end. `aliases`: short forms that articles state, in lower case.
    """

    key: Key
    articles: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()

    @cached_property
    def neighbours(self) -> frozenset[str]:
        """What counts as common ground; of persons only the surname, as some articles give no more."""
        others = [Key.of(text) for text in self.company]
        surname = self.key.words[-1:]
        return frozenset(
            other.words[-1] if other.family == "person" else other.text
            for other in others
            if other.words and other.family not in {"place", "described"}
            if other.words[-1:] != surname and (other.family == "person" or not other.origin)
        )

    @cached_property
    def namesakes(self) -> bool:
        """Whether its articles name somebody in full who ends in the same word: whom it means is open already there."""
        others = (key for key in map(Key.of, self.company) if key.family == "person" and not key.origin)
        return any(len(other.words) > 1 and other.words[-1:] == self.key.words[-1:] for other in others)

    @cached_property
    def places(self) -> frozenset[tuple[str, ...]]:
        """The places that its articles name, each as its words."""
        return frozenset(key.words for key in map(Key.of, self.company) if key.family == "place")


def company_words(ontology: Ontology) -> frozenset[str]:
    """Words that may be left out of a company's name: "Ltd", "Corp"; with regions, which are a subsidiary's."""
    company = ontology.classes.get("Company")
    names = company.name_words if company else ()
    return frozenset(w.lower().strip(".") for w in names) | frozenset(WEIGHTS["regions"])


def rule_of(one: Key, other: Key, generic: frozenset[str]) -> str:
    """The rule by which the first, as words, may be short for the other; "" for none."""
    if not (one.named and other.named) or one.family != other.family or other.origin or one.text == other.text:
        return ""
    words, more = one.words, other.words
    if len(more) <= len(words):
        return ""
    if one.family == "person":
        if one.origin or len(words) == 1:
            return "surname" if one.origin and more[-len(words) :] == words else ""
        ends = len(words) == 2 and (more[0], more[-1]) == words  # first and last name
        return _left_out(more[1:-1], words[0]) if ends else ""
    if len(words) == 1 and 1 < len(words[0]) <= MOST_LETTERS and initials(more) == tuple(words[0]):
        return "acronym"
    rest = more[len(words) :]
    if more[: len(words)] == words and len(rest) <= 2 and all(word in generic for word in rest):
        return "short" if all(word in WEIGHTS["same_company"] for word in rest) else "subsidiary"
    return "place" if more[-len(words) :] == words else ""


def _left_out(inner: tuple[str, ...], first: str) -> str:
    """The rule by which a person's name may do without what stands between the first word and the last."""
    if any(word in WEIGHTS["patronymics"] for word in inner):
        return "patronymic"
    return "initial" if len(first) > 1 and all(len(word) == 1 for word in inner) else "middle"


def links(short: Profile, bearers: Iterable[Profile], generic: frozenset[str]) -> tuple[Decision, ...]:
    """What rules say of a key and those that it may be short for, by key: "same" for one at most, else "unsure"."""
    found = [link for full in bearers if (link := _link(short, full, generic)) is not None]
    rivals = _different([Key.of(link.right) for link in found])
    merged = [link for link in found if link.verdict == "same"]
    joined = merged if rivals <= 1 else []
    best = max(joined, key=lambda d: (d.score or 0.0, -len(d.right), d.right), default=None)
    return tuple(
        link if link is best else Decision(link.left, link.right, "unsure", link.by, link.why, link.score)
        for link in sorted(found, key=lambda d: d.right)
    )


def _different(keys: Sequence[Key]) -> int:
    """How many are meant: "Mara Velde" and "Mara Anna Velde" may be one, "Mara" and "Jan" are two."""
    return sum(not any(_extends(key, other) for other in keys) for key in keys)


def _extends(key: Key, other: Key) -> bool:
    if key.family != "person" or len(key.words) < len(other.words) or key.words == other.words:
        return False
    ends = (key.words[0], key.words[-1]) == (other.words[0], other.words[-1])
    inner, rest = key.words[1:-1], other.words[1:-1]
    return ends and (not rest or (len(inner) == len(rest) and all(map(str.startswith, inner, rest))))


def _link(short: Profile, full: Profile, generic: frozenset[str]) -> Decision | None:
    rule = rule_of(short.key, full.key, generic)
    if not rule or full.key.text in short.related or short.key.text in full.related:
        return None
    if rule == "place" and full.key.words[: -len(short.key.words)] not in short.places | full.places:
        return None
    together = bool(short.articles & full.articles)
    if together and short.key.family == "person":
        return None  # in one article the chains have decided about persons
    if rule == "surname" and short.namesakes:
        return None
    shared = sorted(short.neighbours & full.neighbours)
    called = rule != "surname" and " ".join(short.key.words) in full.aliases
    if not (shared or called or together or rule == "initial"):
        return None
    score = (WEIGHTS["rules"] | WEIGHTS["asked"])[rule] + WEIGHTS["neighbour"] * min(len(shared), WEIGHTS["neighbours"])
    score += WEIGHTS["alias"] * called + WEIGHTS["article"] * together
    if score < WEIGHTS["unsure"]:
        return None
    asked = rule in WEIGHTS["asked"] or round(score, 2) < WEIGHTS["merged"]
    return Decision(
        short.key.text,
        full.key.text,
        "unsure" if asked else "same",
        f"rule:{rule}",
        _why(shared, called, together),
        round(min(score, MOST), 2),
    )


def _why(shared: list[str], called: bool, together: bool) -> str:
    listed = ", ".join(shared[: WEIGHTS["neighbours"]])
    reasons = (("an article calls it so", called), ("both stand in one article", together))
    return (
        "; ".join(
            [*(words for words, holds in reasons if holds), *([f"articles of both name {listed}"] * bool(shared))]
        )
        or "first and last name alike"
    )


def initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first letters, small words left out."""
    return tuple(w[0] for w in words if w not in GLUE)


def propose(
    articles: Mapping[str, Iterable[str]], ontology: Ontology, aliases: Mapping[str, Iterable[str]] | None = None
) -> tuple[Decision, ...]:
    """What rules say of whole articles, without a store. `articles`: the keys that each names, in any order.

    `aliases`: the short forms that articles state of a key.
    """
    generic, said = company_words(ontology), Said(articles, aliases or {})
    index = Index(map(Key.of, said.seen))
    found: list[Decision] = []
    for text in sorted(said.seen):
        bearers = index.bearers(Key.of(text), generic)
        if bearers:  # most have none, and no profile is made of them
            found.extend(links(said.profile(text), (said.profile(key.text) for key in bearers), generic))
    return tuple(found)


class Index:
    """Keys by the forms that they may be shortened to, so that no block is ever searched through."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._of: defaultdict[tuple[str, ...], list[Key]] = defaultdict(list)
        for key in keys:
            if key.named and not key.origin:
                for form in forms(key):
                    self._of[form].append(key)

    def bearers(self, short: Key, generic: frozenset[str]) -> list[Key]:
        """The keys that this one may be short for, as words; none where they are too many."""
        found = self.all_bearers(short, generic)
        return found if len(found) <= WEIGHTS["bearers"] else []

    def all_bearers(self, short: Key, generic: frozenset[str]) -> list[Key]:
        """As `bearers`, however many they are."""
        return [key for key in self._of.get((short.family, *short.words), ()) if rule_of(short, key, generic)]


def forms(full: Key) -> set[tuple[str, ...]]:
    """Family and words of all that a key may be shortened to by some rule."""
    words = full.words
    cuts = {words[start:] for start in range(1, len(words))}
    if full.family == "person":
        cuts = {words[-1:], words[1:], (words[0], words[-1])}
    else:
        cuts |= {words[:-1], words[:-2], ("".join(initials(words)),)}
    return {(full.family, *cut) for cut in cuts if cut}


class Said:
    """What articles say of their keys, when there is no store to ask."""

    def __init__(self, articles: Mapping[str, Iterable[str]], aliases: Mapping[str, Iterable[str]]) -> None:
        self.named = {article: frozenset(keys) for article, keys in articles.items()}
        self.aliases = aliases
        self.seen: defaultdict[str, list[str]] = defaultdict(list)
        for article, keys in self.named.items():
            for key in keys:
                self.seen[key].append(article)
        self.profile = lru_cache(maxsize=PROFILES)(self._profile)

    def _profile(self, key: str) -> Profile:
        """The profile of a key that they name."""
        return Profile(
            Key.of(key),
            frozenset(self.seen[key]),
            frozenset(other for article in self.seen[key] for other in self.named[article]) - {key},
            frozenset(alias.lower() for alias in self.aliases.get(key, ())),
        )
