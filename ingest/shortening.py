"""How names are shortened: which short form can stand for which long name, by the words alone."""

from collections.abc import Mapping
from importlib.resources import files
from re import compile as pattern
from tomllib import loads

from ingest.keys import (
    COUNTRIES,
    DEMONYMS,
    GLUE,
    OPENING,
    REST_WORDS,
    Words,
    bare,
    country_of,
    country_of_adjective,
    plain,
)

LETTERS = pattern(r"[^\W\d_]+")
DESIGNATION = pattern(r"(?!G\d)(?:[A-Z]{1,3}-?\d{2,4}|\d{2,4}-\d{2,4})[A-Za-z]{0,3}$|(?!G\d)[A-Z]{1,3}-\d[A-Z]?s?$")
SHORTEST_CLIP = 3  # letters of "the Fed"
NICKNAMES: Mapping[str, list[str]] = loads(
    files("ingest").joinpath("lexicons", "nicknames.toml").read_text(encoding="utf-8")
)


def is_designation(word: str) -> bool:
    """Whether a word is a model of something made: "A380", "KC-45s", "777-200LR", but not "G20"."""
    return DESIGNATION.match(word) is not None


def left_out(short: Words, full: Words) -> bool:
    """Whether the long name is the short one and one or two generic words more, or a year ("Act of 1916")."""
    rest = full[len(short) :]
    if rest[:1] == ("of",) and len(rest) == 2 and rest[1].isdigit():
        return full[: len(short)] == short
    return bool(short) and full[: len(short)] == short and 0 < len(rest) <= 2 and all(w in REST_WORDS for w in rest)


def part_of(role: Words, full: Words) -> bool:
    """Whether a role word is what a longer name calls it: "the Air Force", "the Church" of X."""
    rest = full[len(role) :]
    ends = len(full) > len(role) and full[-len(role) :] == role and " ".join(role) not in OPENING
    return ends or (full[: len(role)] == role and rest[:1] in {("of",), ("for",)})


def of_country(short: Words, full: Words) -> bool:
    """Whether only the country is left out: "Federal Reserve" for "United States Federal Reserve"."""
    rest = " ".join(full[: -len(short)])
    return full[-len(short) :] == short and (rest in COUNTRIES or rest in DEMONYMS)


def nickname(short: Words, full: Words) -> bool:
    """Whether a name has the short form of the other's given name: "Bob Velde" for "Robert Velde"."""
    return len(short) > 1 and short[1:] == full[1:] and full[0] in NICKNAMES.get(short[0], ())


def initialled(short: Words, full: Words) -> bool:
    """Whether a person's name has initials for the other's words, or leaves initials out: "M. Velde", "Mara Velde".

    A middle name that is left out altogether may be another person's.
    """
    if len(short) < 2 or len(full) < 2 or short == full or short[-1] != full[-1] or not _stands_for(short[0], full[0]):
        return False
    inner = list(full[1:-1])
    for word in short[1:-1]:
        while inner and not _stands_for(word, inner[0]):
            if len(inner.pop(0)) > 1:
                return False
        if not inner:
            return False
        inner.pop(0)
    return all(len(word) == 1 for word in inner)


def _stands_for(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))


def clipped(short: Words, full: Words) -> bool:
    """Whether a word is the beginning of the first one, the country aside: "Fed" for "U.S. Federal Reserve"."""
    if len(short) != 1 or len(short[0]) < SHORTEST_CLIP:
        return False
    known = next((n for n in (3, 2, 1) if " ".join(full[:n]) in COUNTRIES or " ".join(full[:n]) in DEMONYMS), 0)
    return any(w.startswith(short[0]) and len(w) > len(short[0]) + 2 for w in full[known : known + 1])


def named_after(short: Words, full: Words) -> bool:
    """Whether the long name is "head of short": "Orrinism" for "Church of Orrinism"."""
    return len(short) == 1 and len(full) == 3 and full[1:] == ("of", *short)


def words_plain(text: str) -> Words:
    """The words of a name, short forms left as they are."""
    return tuple(plain(bare(text)).casefold().split())


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: "MIT", "DoJ", "N.A.T.O."."""
    letters = text.replace(".", "").replace("&", "")
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(letters) <= 7 and letters.isalpha() and letters[0].isupper() and capitals * 2 > len(letters)


def has_initials(acronym: str, name: str) -> bool:
    """Whether the acronym is the name's initials.

    With or without small words and the country in front; generic words at the end are left out.
    """
    wanted = acronym.replace(".", "").replace("&", "").upper()
    said = bare(name.partition(" (")[0])
    country, _, rest = said.partition(" ")
    known = country_of(country) or country_of_adjective(country)
    return _has_initials(wanted, said) or bool(known and len(wanted) > 2 and _has_initials(wanted, rest))


def _has_initials(wanted: str, name: str) -> bool:
    words = [w for w in LETTERS.findall(plain(name)) if w.upper() != wanted]
    if len(words) < 2:
        return False
    for kept in ([w for w in words if w.lower() not in GLUE], words):
        initials = "".join(w[0] for w in kept).upper()
        if initials == wanted and len(wanted) > 1:
            return True
        rest = kept[len(wanted) :]
        if initials.startswith(wanted) and len(wanted) > 2 and all(w.lower() in REST_WORDS for w in rest):
            return True
    return False


def begins_with_initials(acronym: str, name: str) -> bool:
    """Whether the name's first words give the acronym, whatever follows them."""
    words = [w for w in LETTERS.findall(plain(bare(name))) if w.lower() not in GLUE]
    return "".join(w[0] for w in words[: len(acronym)]).upper() == acronym.upper() and len(acronym) > 2


def in_order(acronym: str, name: str) -> bool:
    """Whether the acronym's letters stand in the name in this order, the first at its start."""
    letters = iter(plain(bare(name)).upper())
    wanted = acronym.replace(".", "").upper()
    return is_acronym(acronym) and bare(name)[:1].upper() == wanted[:1] and all(c in letters for c in wanted)
