"""Reads schema.ttl, and files of users that extend or override it, into typed records: the only reader of it.

    ontology = load_ontology()                      # ours
    ontology = load_ontology(Path("shipping.ttl"))  # ours, extended: what a file says of a term replaces what ours says

A term is known by its local name. `Ontology.digest` changes with anything that could change what is read or drawn.
The way: `turtle` (text to graph), `builder` (graph to the records of `vocabulary`), `rules` (do they fit together).
`check_ontology` tells all that is wrong, else all that is doubtful (`doubts`), each with its line.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from rdflib import Graph
from rdflib.term import Node

from ontology.builder import build
from ontology.doubts import doubts
from ontology.errors import OntologyError
from ontology.places import Finding, Places, Source, in_order
from ontology.rules import conflicts
from ontology.turtle import override, parse, read
from ontology.vocabulary import Class, Entry, Ontology, Property, Wording, relationship_type

__all__ = [
    "Class",
    "Entry",
    "Ontology",
    "Property",
    "Wording",
    "check_ontology",
    "load_ontology",
    "places_of",
    "relationship_type",
]

OURS = "schema.ttl"


def load_ontology(*paths: Path) -> Ontology:
    """Our vocabulary, extended by those files in order. Errors: OntologyError with file, line and remedy."""
    ontology, faults = _load(_sources(paths))
    if faults:
        first, more = faults[0], len(faults) - 1
        told = f", and {more} more: see `triplewire ontology check`" if more else ""
        raise OntologyError(f"{first}{told}", first.remedy)
    return ontology


def check_ontology(*paths: Path) -> tuple[Finding, ...]:
    """All that is wrong, else all that is doubtful, in the order of files and lines.

    Errors: OntologyError for a file that is no Turtle.
    """
    sources = _sources(paths)
    ontology, faults = _load(sources)
    return faults or tuple(in_order(doubts(ontology, Places(sources))))


def places_of(*paths: Path) -> Places:
    """Where our file and those say what. Errors: OntologyError."""
    return Places(_sources(paths))


def _sources(paths: tuple[Path, ...]) -> list[Source]:
    return [_ours(), *map(read, paths)]


@cache
def _ours() -> Source:
    return Source(OURS, files("ontology").joinpath(OURS).read_text(encoding="utf-8"))


@cache
def _our_graph() -> Graph:
    return parse(_ours())


def _load(sources: list[Source]) -> tuple[Ontology, tuple[Finding, ...]]:
    merged, places, theirs = Graph(), Places(sources), set[Node]()
    for source in sources:
        ours = source is _ours()
        graph = _our_graph() if ours else parse(source)
        theirs.update(() if ours else graph.subjects())
        override(merged, graph)
    draft = build(merged, places, theirs)
    return draft.ontology, tuple(in_order((*draft.faults, *conflicts(draft.ontology, places))))
