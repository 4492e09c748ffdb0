"""The word lists of ingest/lexicons/reporting.toml as sets, loaded once: who said it, and how."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from tomllib import loads
from typing import Any, cast

from ontology.model import Stance


@dataclass(frozen=True, slots=True)
class Reporting:
    """Stance of each reporting verb and noun, and which verbs report in which construction."""

    stance: Mapping[str, Stance]
    nouns: Mapping[str, Stance]
    clause: frozenset[str]
    reporting: frozenset[str]
    charging: frozenset[str]
    confessing: frozenset[str]
    infinitive: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str]
    adjectives: frozenset[str]
    marks: Mapping[str, frozenset[str]]
    guards: Mapping[str, frozenset[str]]


def _load() -> Reporting:
    path = files("ingest").joinpath("lexicons", "reporting.toml")
    data: dict[str, Any] = loads(path.read_text(encoding="utf-8"))
    built = {name: frozenset(words) for name, words in data["construction"].items()}
    return Reporting(
        stance=_by_word(data["stance"]),
        nouns=_by_word(data["noun"]),
        clause=built["clause_core"] | built["clause_speech"],
        reporting=built["clause_core"] | built["clause_speech"] | built["clause_document"] | built["clause_attitude"],
        charging=built["charging"],
        confessing=built["confessing"],
        infinitive=built["infinitive"],
        objects=built["noun_object"],
        prepositions=built["preposition"],
        adjectives=frozenset(data["adjective"]["words"]),
        marks={name: frozenset(words) for name, words in data["mark"].items()},
        guards={name: frozenset(words) for name, words in data["guard"].items()},
    )


def _by_word(classes: Mapping[str, list[str]]) -> dict[str, Stance]:
    return {word: cast("Stance", name) for name, words in classes.items() for word in words}


REPORTING = _load()
