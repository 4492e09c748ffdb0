"""Words that tell the type of a name: places by their names, and the words of lexicons/names.toml."""

from functools import lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from ingest.keys import KNOWN, PROVINCES, SHORT_PROVINCES, STATES, country_of, country_of_adjective, plain

_DATA: dict[str, Any] = loads(files("ingest").joinpath("lexicons", "names.toml").read_text(encoding="utf-8"))


def listed(section: str, name: str) -> frozenset[str]:
    """A word list of names.toml."""
    return frozenset(_DATA[section][name])


MODEL: dict[str, str] = _DATA["model"]
CLASS: dict[str, str] = _DATA["class"]
WEIGHT: dict[str, float] = _DATA["weight"]
HONORIFICS = listed("person", "honorifics")
TITLES = listed("person", "titles")
RANKS = listed("person", "ranks")
OFFICES = listed("person", "offices")
ACTS = listed("person", "acts")
EITHER = listed("person", "either")
PARTICLES = listed("person", "particles")
GLUE = listed("organization", "glue")
WHERE = listed("place", "where")
AROUND_ORGANIZATION = listed("around_organization", "nouns")
BEHIND_PLACE = listed("behind_place", "nouns")
_PEOPLES = listed("people", "names")
NO_NAME = listed("no_name", "words")
_FACILITIES = listed("place", "facility_words")
_FIRST = listed("place", "first_words")
_CITIES, _REGIONS, _WATERS = (listed("place", name) for name in ("city", "region", "water"))


@lru_cache(KNOWN)
def place_class(text: str) -> str:
    """The class of a place that is known by this name; "" for none. "Georgia" the country is a state as well."""
    lower = plain(text).casefold()
    country = country_of(text)
    if country in STATES:
        return CLASS["country"]
    if country or lower.removesuffix(" state") in PROVINCES or lower in _REGIONS or is_short_state(text):
        return CLASS["region"]
    if lower in _CITIES or text.casefold() in _CITIES:
        return CLASS["city"]
    return CLASS["place"] if lower in _WATERS else ""


def place_by_form(words: list[str]) -> str:
    """The class of a place by a word of its name: "Lake Volta", "Kano Airport"; "" for none."""
    if len(words) < 2:
        return ""
    return CLASS["place"] if words[0].lower().rstrip(".") in _FIRST else ""


def ends_as_facility(words: list[str]) -> bool:
    """Whether the last word says that it is a built thing ("Kano Airport")."""
    return len(words) > 1 and words[-1].lower() in _FACILITIES


def is_short_state(text: str) -> bool:
    """Whether it is a state's abbreviation, as it stands behind "City,"."""
    return text in SHORT_PROVINCES


@lru_cache(KNOWN)
def is_people(text: str) -> bool:
    """Whether it is an adjective or a name of a people, of a country's or another."""
    lower = text.casefold()
    return country_of_adjective(text) is not None or lower in _PEOPLES or lower.removesuffix("s") in _PEOPLES
