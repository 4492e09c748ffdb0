"""Keys: what a name is filed under, the same in every article that means the same.

    Key(family, words)        "org:norvane systems"            legal forms, articles, accents, spelling levelled
    one article's own         "person:velde@4f1c..."           one-word persons, role words, ministries

`family` is of the type: person, org, place, group, thing. What stands behind "@" is the origin of the article: copies
of one report say the same, other reports nothing. Lists and figures: lexicons/keys.toml.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from re import compile as pattern
from tomllib import loads
from typing import Any
from unicodedata import combining, normalize

from ontology.schema import Ontology

Words = tuple[str, ...]

FAMILIES = (("Person", "person"), ("Place", "place"), ("Organization", "org"), ("Group", "group"))
LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "æ": "ae", "Æ": "AE",
        "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "’": "'", "‘": "'",
    }
)  # fmt: skip
WORD = pattern(r"[^\W_]+(?:['.&][^\W_]+)*|&")
POSSESSIVE = pattern(r"(?:['’][sS]|(?<=[sS])['’])$")
INITIALS = pattern(r"\b([A-Z])\.(?=[A-Z]\.)")  # "J.R. Hale"
UNSPACED = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3,}$")  # a full name in a script without blanks
PLURAL_MODEL = pattern(r"\ds$")  # "two A380s"
ARTICLES = frozenset({"the", "a", "an"})
AMPERSANDS = frozenset({"&", "amp"})  # "Tarn amp Sons": what careless text leaves of "&amp;"
KNOWN = 1 << 14  # answers about words that are kept


_DATA: dict[str, Any] = loads(files("ingest").joinpath("lexicons", "keys.toml").read_text(encoding="utf-8"))


def _listed(section: str, name: str) -> frozenset[str]:
    return frozenset(_DATA[section][name])


TITLES = _listed("person", "titles")
SUFFIXES = _listed("person", "suffixes")
PARTICLES = _listed("person", "particles")
LEGAL_FORMS = _listed("organization", "legal_forms")
SHORT_LEGAL_FORMS = _listed("organization", "short_legal_forms")  # words as well
REST_WORDS = _listed("organization", "rest_words") | LEGAL_FORMS
GLUE = _listed("organization", "glue")
GENERIC = _listed("organization", "generic")
BODIES = _listed("organization", "bodies")
TOPICS = _listed("organization", "topics")
UNIQUE = _listed("organization", "unique")
OPENING = _listed("organization", "opening")
AGENCIES = frozenset(a.casefold() for a in _DATA["organization"]["agencies"])
INSIDE_TITLES = _listed("work", "inside")
COMPASS = _listed("place", "compass")
PREPOSITIONS = _listed("place", "prepositions")
PLACE_CLASSES = _listed("place", "class_nouns")
PLACES_OF = _listed("place", "of_nouns")
_TABLES: tuple[Mapping[str, list[str]], ...] = (_DATA["country"], _DATA["former_or_part"])

STATES = frozenset(_DATA["country"]) | {"european union"}


def _countries() -> dict[str, str]:
    """Names and short forms of countries and territories, to the name that keys use."""
    found = {country: country for table in _TABLES for country in table}
    return found | {k: v for k, v in _DATA["short"].items() if v in found or v == "european union"}


def _demonyms() -> dict[str, str]:
    """Adjectives of one country only, to its name."""
    pairs = [(adjective, country) for table in _TABLES for country, listed in table.items() for adjective in listed]
    counts = Counter(adjective for adjective, _ in pairs)
    return {adjective: country for adjective, country in pairs if counts[adjective] == 1}


# States and provinces that news writes short: "Ill." is Illinois.
PROVINCES = frozenset({**_DATA["us_state"], **_DATA["ca_province"]})
SHORT_PROVINCES: Mapping[str, str] = {
    short: name for table in ("us_state", "ca_province") for name, listed in _DATA[table].items() for short in listed
}
COUNTRIES = _countries()
DEMONYMS = _demonyms()
_SPELLING: Mapping[str, str] = _DATA["spelling"]
_SHORT: Mapping[str, str] = _DATA["short"]
_CAPITALS: Mapping[str, str] = _DATA["short_capitals"]


def family_of(kind: str, ontology: Ontology) -> str:
    """The family of a class: the first part of its keys. A country is a place, although it acts."""
    return next((family for name, family in FAMILIES if ontology.is_a(kind, name)), "thing")


@lru_cache(KNOWN)
def plain(text: str) -> str:
    """Without accents, with straight apostrophes."""
    return "".join(c for c in normalize("NFKD", text.translate(LETTERS)) if not combining(c))


def bare(text: str) -> str:
    """A name without the article before it and the possessive behind it."""
    text = POSSESSIVE.sub("", text.strip(" \"“”'‘’,;:()[]"))
    first, _, rest = text.partition(" ")
    return rest.strip() if first.lower() in ARTICLES and rest else text


def proper(text: str, family: str) -> str:
    """The name proper inside a longer stretch: without bracket, clause, comma parts, and common words before it.

    "airframe maker Acme" -> Acme; "Jane Roe, the Acme chairwoman" -> Jane Roe; "the mayor, Mr. Roe" -> Mr. Roe.
    """
    text = text.split(" (", 1)[0]
    first, comma, rest = text.partition(", ")
    if comma:
        named = any(w[:1].isupper() for w in first.split() if w.lower() not in ARTICLES and w.lower() not in TITLES)
        lower = rest[:1].islower() or country_of(rest) is not None
        if not named and rest[:1].isupper():
            text = rest
        elif lower or (family == "person" and rest.lower().rstrip(".") not in SUFFIXES and "." not in rest):
            text = rest if family == "person" and not lower and is_title(first) else first
    owner, possessive, owned = text.replace("’", "'").partition("'s ")
    if possessive and country_of(owner) and owned[:1].isupper():
        text = text[len(text) - len(owned) :]
    if family == "place":
        return _place(text)
    words = text.split(" ")
    inner = GLUE | PARTICLES | AMPERSANDS
    if family == "thing":  # a work: "The Boy from Vaduz"
        inner |= INSIDE_TITLES
    common = [i for i, w in enumerate(words[:-1]) if w[:1].islower() and w not in inner]
    if common and common[-1] + 1 < len(words) and words[common[-1] + 1][:1].isupper():
        text = " ".join(words[common[-1] + 1 :])
    if family == "person":
        words = text.split(" ")
        titles = [i for i, w in enumerate(words[:-1]) if w.lower().rstrip(".") in TITLES]
        if titles and not is_title(text):
            text = " ".join(words[titles[-1] + 1 :])
    return text


def _place(text: str) -> str:
    """A place without prepositions in front and phrases behind: "in the Gulf of Orrin, near Lagos" -> Gulf of Orrin.

    What begins with a common noun ("a hill in Norway") is another place, and is left whole.
    """
    words = text.split(" ")
    outside = PREPOSITIONS | ARTICLES | {"of"}
    first = next((i for i, w in enumerate(words) if w.lower() not in outside), 0)
    if not words[first][:1].isupper():
        return text
    last = next((i for i in range(first + 1, len(words)) if words[i] in PREPOSITIONS), len(words))
    return " ".join(words[first:last]).strip(" ,") or text


def is_title(text: str) -> bool:
    """Whether a stretch ends in a role: "Acme CEO"."""
    last = text.rsplit(" ", 1)[-1].lower().rstrip(".")
    return last in TITLES


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The words of a name as keys spell them: "the Centre for U.S. Studies" -> center, for, united, states, studies."""
    found: list[str] = []
    for word in WORD.findall(plain(bare(text))):
        lower = word.casefold()
        if word in _CAPITALS or ("." in word and lower in _SHORT):
            found += (_CAPITALS.get(word) or _SHORT[lower]).split()
        elif word in AMPERSANDS:
            found += ["and"] if found[-1:] != ["and"] else []  # "&amp;" is two
        else:
            lower = lower.replace(".", "")
            found.append(_SPELLING.get(lower, lower))
    return tuple(found)


@lru_cache(KNOWN)
def country_of(text: str) -> str | None:
    """The country that a name or short form is: "U.S." -> "united states"; None for others."""
    text = plain(bare(text))
    if text in _CAPITALS:
        return _CAPITALS[text]
    lower = text.casefold().rstrip(".")
    return COUNTRIES.get(lower) if lower != "us" else None


@lru_cache(KNOWN)
def country_of_adjective(text: str) -> str | None:
    """The country of an adjective: "Norwegian" -> "norway"."""
    return DEMONYMS.get(plain(bare(text)).casefold())


def person_words(words: Words) -> Words:
    """A person's name without titles and degrees; as it was where nothing else is left.

    Initials stay: "Mara A. Velde" and "Mara B. Velde" are two.
    """
    kept = list(words)
    while kept and kept[0] in TITLES:
        kept.pop(0)
    while len(kept) > 1 and kept[-1] in SUFFIXES:
        kept.pop()
    return tuple(kept) or words


def organization_words(words: Words, text: str = "") -> Words:
    """An organization's name without its legal form. In `text` capitals tell "AG" from a word."""
    kept = list(words)
    last = text.rsplit(" ", 1)[-1].replace(".", "")
    if len(kept) > 1 and last.isupper() and not text.isupper() and last.lower() == kept[-1] and kept[-1] in LEGAL_FORMS:
        kept.pop()
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        if kept[-1] in SHORT_LEGAL_FORMS and len(kept) < 3 and kept[-1] != "co":
            break
        kept.pop()
    if len(kept) > 1 and kept[-1] == "and":  # "Reck & Co."
        kept = list(words)
    initials = "".join(w[0] for w in kept[:-1] if w not in GLUE)
    if kept and 2 < len(kept[-1]) < len(kept) and initials.startswith(kept[-1]):  # "Orrin Coastal Ports Company OCP"
        return organization_words(tuple(kept[:-1]), " ".join(kept[:-1]))
    if len(kept) > 1 and kept[0] in DEMONYMS and is_role(tuple(kept[1:])):
        kept[0:1] = DEMONYMS[kept[0]].split()
    return tuple(kept)


@lru_cache(maxsize=4096)
def key_words(text: str, family: str) -> Words:
    """The words that a name is filed under in its family."""
    if family == "place":
        country = country_of(text)
        if country:
            return tuple(country.split())
        if text in SHORT_PROVINCES:
            return tuple(SHORT_PROVINCES[text].split())
    if family == "person":
        spaced = INITIALS.sub(r"\1. ", proper(bare(text), family))
        return person_words(tuple(w.replace("'", "") for w in words_of(spaced)))
    words = words_of(proper(bare(text), family))
    if family == "thing" and words and PLURAL_MODEL.search(words[-1]):
        return (*words[:-1], words[-1][:-1])
    return organization_words(words, proper(bare(text), family)) if family == "org" else words


def surname_only(words: Words) -> bool:
    """Whether a person's name has one word, particles aside: "Velde", "van der Velde"."""
    return sum(w not in PARTICLES for w in words) <= 1 and not UNSPACED.match(words[0] if words else "")


def is_role(words: Words) -> bool:
    """Whether a name says a role or a kind of body only: "Prime Minister", "Interior Ministry", "the Supreme Court"."""
    if " ".join(words) in GENERIC or (words and all(w in TITLES for w in words)):
        return True
    content = [w for w in words if w not in GLUE]
    known = all(w in BODIES or w in TOPICS for w in content)
    return known and any(w in BODIES for w in content) and (len(content) <= 2 or "ministry" in content)


def key_of(text: str, family: str, origin: str) -> str:
    """The key of a name. One-word persons and role words are scoped to the article's origin."""
    words = key_words(text, family)
    key = f"{family}:{' '.join(words) or text.casefold()}"
    own = (family == "person" and surname_only(words)) or (family != "place" and is_role(words))
    return f"{key}@{origin}" if own else key
