"""The word lists of ingest/lexicons/clauses.toml as sets, loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from tomllib import loads
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """The lists by their job; the file says what each is for and what was measured."""

    prepositions: frozenset[str]
    dropped: frozenset[str]
    no_chain: frozenset[str]
    apart: frozenset[str]
    excluding: frozenset[str]
    partitive: frozenset[str]
    mutual: frozenset[str]
    hedges: frozenset[str]
    documents: frozenset[str]
    compound_roles: frozenset[str]
    infinitive_nouns: frozenset[str]
    adjunct_nouns: frozenset[str]
    raising: frozenset[str]
    subject_control: frozenset[str]
    light: frozenset[str]
    dative_to: frozenset[str]
    naming: frozenset[str]
    particles: frozenset[str]
    settled: frozenset[str]
    describing: frozenset[str]
    copula: frozenset[str]
    creating: frozenset[str]
    relative: frozenset[str]
    marks: frozenset[str]
    lemmas: Mapping[str, str]


def _load() -> Words:
    path = files("ingest").joinpath("lexicons", "clauses.toml")
    data: dict[str, dict[str, Any]] = loads(path.read_text(encoding="utf-8"))
    prep, verb, word = data["preposition"], data["verb"], data["word"]
    return Words(
        prepositions=frozenset(_bare(p) for p in prep["words"]),
        dropped=frozenset(_bare(p) for p in prep["drop"]),
        no_chain=frozenset(prep["no_chain"]),
        apart=frozenset(prep["apart"]),
        excluding=frozenset(prep["excluding"]),
        partitive=frozenset(data["noun"]["partitive"]),
        hedges=frozenset(data["noun"]["hedges"]),
        mutual=frozenset(data["noun"]["mutual"]),
        documents=frozenset(data["noun"]["documents"]),
        compound_roles=frozenset(data["noun"]["compound_roles"]),
        adjunct_nouns=frozenset(data["noun"]["adjunct_nouns"]),
        infinitive_nouns=frozenset(data["noun"]["infinitive_nouns"]),
        raising=frozenset(verb["raising_object"]) | frozenset(verb["raising_object_added"]),
        subject_control=frozenset(verb["subject_control"]),
        light=frozenset(verb["light"]),
        dative_to=frozenset(verb["dative_to"]),
        naming=frozenset(verb["naming"]),
        particles=frozenset(verb["particles"]),
        settled=frozenset(verb["settled"]),
        describing=frozenset(verb["describing"]),
        copula=frozenset(verb["copula"]),
        creating=frozenset(verb["creating"]),
        relative=frozenset(word["relative"]),
        marks=frozenset(word["clause_mark"]),
        lemmas=data["lemma"],
    )


def _bare(phrase: str) -> str:
    """The phrase without articles: they are skipped when it is looked for."""
    return " ".join(w for w in phrase.split() if w not in {"the", "a", "an"})


WORDS = _load()
