"""Joins: which names of one article are the same, or short for another.

    same name            "Norvane Systems, Inc.", "Norvane Systems"     legal forms and titles aside
    nickname             "Bob Velde" for "Robert Velde"
    surname, given name  "Velde" for "Mara Velde"                       where one bearer is named in full
    short name           "Norvane" for "Norvane Systems"                what is left out is a legal form or generic
    acronym              "MIT" for "Massachusetts Institute of ..."     initials, or put in brackets behind the name
    country              "U.S.", "American" for "United States"         by the table of lexicons/keys.toml
    alias                "Norvane Systems, formerly known as Orrin"     where the text says so

Where two could be meant, none is: the short name then stands for itself, within its article; a surname of two goes to
the one who alone was spoken of so far. Measured (CORE, names only): short names and acronyms P .96 to 1.0.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from re import compile as pattern

from ingest.gazetteer import place_class
from ingest.keys import (
    BODIES,
    COMPASS,
    COUNTRIES,
    DEMONYMS,
    REST_WORDS,
    TITLES,
    TOPICS,
    Words,
    bare,
    country_of,
    country_of_adjective,
    family_of,
    is_role,
    key_words,
    proper,
    surname_only,
    words_of,
)
from ingest.salience import gender_of, words
from ingest.shortening import (
    clipped,
    has_initials,
    in_order,
    initialled,
    is_acronym,
    is_designation,
    left_out,
    named_after,
    nickname,
    of_country,
    part_of,
)
from ontology.schema import Ontology

ALIAS = pattern(
    r"(?i)^(?:\s*[,(]\s*(?:(?:formerly|previously|once|also|better|now|then|originally)\s+)?(?:known|called|named)"
    r"|\s*(?:(?:formerly|previously|once|also|better|now|then|originally)\s+)?known)"
    r"(?:\s+(?:simply|formerly|previously|originally))?\s*(?:as\s+)?(?:the\s+)?[\"“']?$"
    r"|^,?\s*(?:\(?a\.?k\.?a\.?|\(?formerly|\(?previously|\(?originally)\s+(?:the\s+)?[\"“']?$"
)
OR_SHORT = pattern(r"^,\s+or\s+(?:the\s+)?[\"“']?$")
BRACKET = pattern(r"^\s*\((?:the\s+)?[\"“']?([A-Z][A-Za-z&.]{1,9})[\"”']?[,)]")
INSIDE = pattern(r"\s\((?:the\s+)?([A-Z][A-Za-z&.]{1,9})\)?$")
PRODUCTS = words("thing", "product") | words("thing", "brand")
NO_NAME = BODIES | TOPICS | COMPASS | REST_WORDS | frozenset(DEMONYMS) | frozenset(COUNTRIES)
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})  # behind a surname
LOCATIVE = frozenset({"in", "at", "near", "outside", "across", "around"})
TOWARDS = LOCATIVE | {"from", "to", "into", "through", "toward", "towards", "outside", "leaving", "reached"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands. `before`: the word in front, lower case; `adjective`: it only modifies a noun."""

    start: int
    end: int
    text: str
    type: str
    before: str = ""
    adjective: bool = False
    headline: bool = False


@dataclass(slots=True)
class Surface:
    """All names of the same words."""

    words: Words
    family: str
    names: list[int]
    country: str = ""

    @property
    def full(self) -> bool:
        """Whether these words name something in full."""
        return not surname_only(self.words) if self.family == "person" else len(self.words) > 1


class Surfaces:
    """The names of one article by their words, and what is short for what. `all[root(i)]` names the i-th in full."""

    def __init__(self, names: Sequence[Name], text: str, ontology: Ontology) -> None:
        self.names = names
        self.text = text
        self.ontology = ontology
        self.all = self._spellings()
        self._parent = list(range(len(self.all)))
        self._join_all()

    def _spellings(self) -> list[Surface]:
        """Names by their words. A name is of the family that most of its occurrences are of."""
        by_words: dict[Words, list[int]] = {}
        for i, name in enumerate(self.names):
            by_words.setdefault(self._spelled(name), []).append(i)
        found: dict[tuple[Words, str], Surface] = {}
        for spelled, listed in by_words.items():
            votes = Counter(family_of(self.names[i].type, self.ontology) for i in listed)
            family = max(votes, key=lambda f: (votes[f], f != "thing"))
            country = self._country(spelled, family, [self.names[i] for i in listed])
            family = "place" if country else family
            text = self.names[listed[0]].text
            words = tuple(country.split()) if country else key_words(text, family)
            surface = found.setdefault((words or spelled, family), Surface(words or spelled, family, [], country))
            surface.names += listed
        return list(found.values())

    def _spelled(self, name: Name) -> Words:
        words = words_of(name.text) or (name.text.casefold(),)
        return (*words, "") if name.adjective and country_of_adjective(name.text) else words

    def _country(self, spelled: Words, family: str, names: list[Name]) -> str:
        if spelled[-1] == "":
            return country_of_adjective(names[0].text) or ""
        if family in {"person", "thing"} and len(spelled) == 1 and names[0].text.isalpha():
            return ""
        return country_of(names[0].text) or ""

    def root(self, i: int) -> int:
        """The surface that gives the name to the i-th."""
        while self._parent[i] != i:
            i = self._parent[i]
        return i

    def _join(self, short: int, long: int) -> None:
        """`long` goes on giving the name."""
        short, long = self.root(short), self.root(long)
        if short != long:
            self._parent[short] = long

    def _join_all(self) -> None:
        self._stated()
        for i, surface in enumerate(list(self.all)):
            if surface.country or self.root(i) != i:
                continue
            bearers = {self.root(j) for j in self._bearers(i, surface)} - {i}
            if len(bearers) == 1:
                bearer = bearers.pop()
                self._set_apart(i, bearer)
                if surface.names:
                    self._join(i, bearer)
            elif bearers and all(self.all[b].family == "person" for b in bearers):
                self._share_out(i, sorted(bearers))

    def _set_apart(self, i: int, bearer: int) -> None:
        """Keeps a surname from its only bearer where a title says the other gender: "Mr. Velde" is not "Mara Velde"."""
        short, gender = self.all[i], self._gender(self.all[bearer])
        other = [n for n in short.names if gender and gender_of(titles_of(self.names[n]), "") not in {"", gender}]
        if other:
            short.names = [n for n in short.names if n not in other]
            self.all.append(Surface(short.words, short.family, other))
            self._parent.append(len(self._parent))

    def _share_out(self, i: int, bearers: list[int]) -> None:
        """Gives a surname that several bear to the one who alone was spoken of so far, or whom its title fits."""
        firsts = {b: min(self.names[n].start for n in self.all[b].names) for b in bearers}
        genders = {b: self._gender(self.all[b]) for b in bearers}
        short = self.all[i]
        for n in list(short.names):
            title = gender_of(titles_of(self.names[n]), "")
            fitting = [b for b in bearers if firsts[b] < self.names[n].start]
            if title and all(genders[b] for b in fitting):
                fitting = [b for b in fitting if genders[b] == title]
            if len(fitting) == 1:
                short.names.remove(n)
                self.all.append(Surface(short.words, short.family, [n]))
                self._parent.append(fitting[0])

    def _gender(self, surface: Surface) -> str:
        titles = {t for n in surface.names for t in titles_of(self.names[n])}
        return gender_of(titles, self.names[surface.names[0]].text)

    def _bearers(self, i: int, short: Surface) -> list[int]:
        """The longer names that this one may be short for, by the surest sign that any of them shows."""
        others = [(j, other) for j, other in enumerate(self.all) if j != i and len(other.words) > 1]
        persons = [(j, s) for j, s in others if s.family == "person" and s.full]
        if not short.full or short.family == "person":
            found = [j for j, s in persons if self._is_surname(short, s)]
            if found:
                return found
        if short.family == "person" and len(short.words) == 1:
            found = [j for j, s in persons if s.words[0] == short.words[0]]
            if found:
                return found
        if short.family == "person":
            found = [j for j, s in persons if behind_more(s.words, short.words) or self._shorter(short.words, s.words)]
            if found:
                return found
        organizations = [(j, s) for j, s in others if s.family in {"org", "thing"} and not s.country]
        text = bare(self.names[short.names[0]].text)
        if is_designation(text):
            return [j for j, s in organizations if s.family == "thing" and s.words[-len(short.words) :] == short.words]
        organizations = [
            (j, s) for j, s in organizations if s.family != "thing" or dated(s) or not has_digit(s.words[-1])
        ]
        if is_acronym(text):
            return [j for j, s in organizations if self._has_initials(text, s)]
        titled = short.family == "person" and any(titles_of(self.names[i]) for i in short.names)
        if titled or self._is_place(short) or any(w in DEMONYMS for w in short.words):
            return []
        countries = [j for j, s in organizations if of_country(short.words, s.words)]
        if countries or is_role(short.words):
            return countries or [j for j, s in organizations if part_of(short.words, s.words)]
        if any(words_of(self.names[i].text)[-1:] != short.words[-1:] for i in short.names):
            return []  # "Orrin Corp." is a name in full
        cut = proper(text, short.family)
        organizations = [(j, s) for j, s in organizations if not self._hyphened(cut, s)]
        found = [j for j, s in organizations if left_out(short.words, s.words)]
        found = found or [j for j, s in organizations if self._introduced(short, s)]
        found = found or [j for j, s in organizations if short.family == "org" and named_after(short.words, s.words)]
        found = found or [j for j, s in organizations if self._shortened(short, s)]
        return found or [j for j, s in organizations if self._clipped(short, s)]

    def _hyphened(self, text: str, full: Surface) -> bool:
        """Whether a hyphen only sets the name before another: "the Norvane-Air Force deal"."""
        return all(bare(self.names[i].text).startswith(f"{text}-") for i in full.names)

    def _is_place(self, short: Surface) -> bool:
        """Whether a name is used as a place, or known as one: the model takes many a company for a town."""
        if short.family != "place":
            return False
        text = bare(self.names[short.names[0]].text)
        return bool(place_class(text)) or any(self.names[i].before in TOWARDS for i in short.names)

    @staticmethod
    def _shorter(short: Words, full: Words) -> bool:
        return nickname(short, full) or initialled(short, full)

    def _is_surname(self, short: Surface, full: Surface) -> bool:
        words = short.words
        if short.family == "place" and any(self.names[i].before in LOCATIVE for i in short.names):
            return False
        if short.family == "group" or " ".join(words) in COUNTRIES or is_role(words):
            return False
        longer = full.words[:-1] if full.words[-1] in GENERATIONS else full.words
        return len(words) < len(longer) and longer[-len(words) :] == words and surname_only(words)

    def _has_initials(self, acronym: str, full: Surface) -> bool:
        return any(has_initials(acronym, self.names[i].text) for i in full.names)

    def _introduced(self, short: Surface, full: Surface) -> bool:
        """Whether a name of two parts was given in full before it was shortened: "Reck Velde", then "Reck"."""
        rest = full.words[len(short.words) :]
        if short.family in {"group", "person"} or full.words[:-1] != short.words or rest[0] in NO_NAME | PRODUCTS:
            return False  # an "Orrin Watch" is not what Orrin is
        if len(short.words) > 1:
            return False  # "Norvane Action" may be the parent of "Norvane Action Lab"
        body = [i for i in short.names if not self.names[i].headline]
        first = self.names[min(body, default=short.names[0])].start
        return any(self.names[i].end <= first and not self.names[i].headline for i in full.names)

    def _shortened(self, short: Surface, full: Surface) -> bool:
        """Whether an article and the last word stand for the name: "the Guards" for "Coastal Guards"."""
        articles = all(self._with_article(i) for i in short.names)
        return articles and short.family in {"org", "group", "thing"} and full.words[-1:] == short.words

    def _clipped(self, short: Surface, full: Surface) -> bool:
        """Whether an article and the beginning of the first word stand for the name: "the Fed"."""
        articles = all(self._with_article(i) for i in short.names)
        return articles and short.family == "org" and clipped(short.words, full.words)

    def _with_article(self, i: int) -> bool:
        return self.names[i].before == "the" or self.names[i].text[:4].lower() == "the "

    def _stated(self) -> None:
        """Joins what the text itself says to be one: in brackets behind the name, "formerly known as"."""
        surface_of = {n: s for s, surface in enumerate(self.all) for n in surface.names}
        by_text = {bare(self.names[n].text): s for n, s in reversed(surface_of.items())}
        for n, s in surface_of.items():
            name = self.names[n]
            found = BRACKET.match(self.text[name.end : name.end + 20]) or INSIDE.search(name.text)
            if found and self.all[s].full and in_order(found[1], name.text):
                short = by_text.get(found[1], s)
                if not self.all[short].country and not self.all[short].full:
                    self._join(short, s)
        for n, m in pairwise(sorted(surface_of, key=lambda n: self.names[n].start)):
            left, right = self.names[n], self.names[m]
            between = self.text[left.end : right.start] if 0 < right.start - left.end < 40 else ""
            s, t = surface_of[n], surface_of[m]
            same = "thing" in (families := {self.all[s].family, self.all[t].family}) or len(families) == 1
            if between and same and self._says_alias(between, left, right):
                self._join(t, s)

    @staticmethod
    def _says_alias(between: str, left: Name, right: Name) -> bool:
        if ALIAS.match(between):
            return True
        short = bool(OR_SHORT.match(between)) and is_acronym(right.text)
        return short and has_initials(right.text, left.text)


def has_digit(word: str) -> bool:
    """Whether a figure stands in a word."""
    return any(c.isdigit() for c in word)


def dated(name: Surface) -> bool:
    """Whether a name ends with its year: "the Norvane Act of 1916"."""
    return name.words[-2:-1] == ("of",) and name.words[-1].isdigit()


def behind_more(full: Words, long: Words) -> bool:
    """Whether a person's name has a word in front that is no given name: "Harbourist Mara Velde"."""
    known = bool(gender_of(frozenset(), " ".join(full)))
    return len(full) > 1 and long[1:] == full and known and not gender_of(frozenset(), long[0])


def titles_of(name: Name) -> frozenset[str]:
    """The titles in front of a person's name and inside it."""
    return TITLES & {name.before.rstrip("."), *words_of(name.text)[:-1]}


def core(name: Name, family: str) -> Name:
    """The name proper: what is shown and marked."""
    cut = proper(bare(name.text), family)
    at = name.text.find(cut)
    if not cut or at < 0:
        return name
    start = name.start + at
    return replace(name, start=start, end=start + len(cut), text=cut)
