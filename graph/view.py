"""The graph for notebooks: records, tables of pandas or Polars, and a networkx graph.

    with open_graph("triplewire.db") as graph:
        for fact in graph.facts():                        # ontology.model.Fact
            print(graph.name_of(fact.subject), fact.phrase, graph.name_of(fact.object), fact.belief)
        table = graph.frame("claims")                     # pandas; kind="polars" for Polars
        paths = networkx.shortest_path(graph.networkx().to_undirected(), one, other)

What it reads is what the store holds at that moment; nothing is kept but the names, once asked for. Tables have a row
for each record and a column for each field; lists stay lists, an argument of a claim is its name.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from json import loads
from os import environ as process_environ
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from networkx import MultiDiGraph

from graph import cypher
from graph.contents import entities, facts
from graph.store import Store, open_store
from ontology.errors import InputError
from ontology.jsonl import from_json, to_json
from ontology.model import Claim, Entity, Fact

Table = Literal["entities", "facts", "claims"]
Kind = Literal["pandas", "polars"]
COLUMNS: Mapping[Table, tuple[str, ...]] = {
    "entities": ("id", "name", "type", "keys", "aliases", "described", "listed", "listed_unsure"),
    "facts": (
        "id", "subject", "subject_name", "property", "phrase", "object", "object_name", "value", "belief", "voice",
        "disputed", "disputed_by", "drawn", "articles", "origins", "first_reported", "last_reported", "valid", "quote",
        "supports", "opposes", "mentions",
    ),
    "claims": (
        "id", "article", "subject", "subject_key", "property", "relation", "object", "object_key", "quote", "start",
        "end", "polarity", "modality", "factuality", "speaker", "stance", "since", "until", "confidence", "rule",
    ),
}  # fmt: skip


class Graph:
    """A store, read as records. Made by `open_graph`; a context manager."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __repr__(self) -> str:
        return f"Graph({self._store.address!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the connections back."""
        self._store.close()

    def entities(self) -> Iterator[Entity]:
        """All entities, by id. Errors: StoreError, here and below."""
        return entities(self._store)

    def facts(self, *, drawn: bool = False) -> Iterator[Fact]:
        """All facts, by id; with `drawn` those that somebody asserts and that are edges."""
        return facts(self._store, drawn=drawn)

    def claims(self, article: str | None = None) -> Iterator[Claim]:
        """All claims by article and place, or those of one article by its id."""
        for row in self._store.stream(cypher.CLAIM_RECORDS, article=article):
            yield from_json(Claim, loads(row["record"]))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {entity.id: entity.name for entity in self.entities()}

    def name_of(self, entity: str) -> str:
        """What an entity is called; "" for an id of none."""
        return self._names.get(entity, "")

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """The rows of a table, with the columns of `COLUMNS`."""
        if table not in COLUMNS:
            raise InputError(f"{table!r} is no table", f"name {', '.join(COLUMNS)}")
        if table == "entities":
            yield from (to_json(entity) for entity in self.entities())
        elif table == "facts":
            yield from map(self._fact, self.facts())
        else:
            yield from map(_claim, self.claims())

    def _fact(self, fact: Fact) -> dict[str, Any]:
        row = to_json(fact)
        row |= {"subject_name": self.name_of(fact.subject), "object_name": self.name_of(fact.object)}
        return {column: row[column] for column in COLUMNS["facts"]}

    def frame(self, table: Table, kind: Kind = "pandas") -> Any:
        """A table as a DataFrame of pandas or Polars. Errors: InputError where the library is not installed."""
        try:
            library = import_module(kind)
        except ModuleNotFoundError:
            raise InputError(f"{kind} is not installed", f"run: pip install {kind}") from None
        rows = list(self.rows(table))
        columns = {name: [row[name] for row in rows] for name in COLUMNS[table]}
        return library.DataFrame(columns) if kind == "pandas" else library.DataFrame(columns, strict=False)

    def networkx(self) -> "MultiDiGraph[str]":
        """The drawn graph: a node for each entity (name, type), an edge for each drawn fact, its id the key.

        Edge attributes: property, phrase, belief, voice, disputed, origins, first_reported, last_reported, quote.
        """
        made: MultiDiGraph[str] = MultiDiGraph()
        for entity in self.entities():
            made.add_node(entity.id, name=entity.name, type=entity.type)
        for fact in self.facts(drawn=True):
            made.add_edge(
                fact.subject,
                fact.object,
                key=fact.id,
                property=fact.property,
                phrase=fact.phrase,
                belief=fact.belief,
                voice=fact.voice,
                disputed=fact.disputed,
                origins=fact.origins,
                first_reported=fact.first_reported,
                last_reported=fact.last_reported,
                quote=fact.quote,
            )
        return made


def _claim(claim: Claim) -> dict[str, Any]:
    outermost = claim.attribution[0] if claim.attribution else None
    target, when = claim.object, claim.when
    return {
        "id": claim.id,
        "article": claim.article,
        "subject": claim.subject.name or claim.subject.text,
        "subject_key": claim.subject.key,
        "property": claim.relation.property,
        "relation": claim.relation.text,
        "object": (target.name or target.text) if target else "",
        "object_key": target.key if target else "",
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "factuality": claim.factuality,
        "speaker": (outermost.source.name or outermost.source.text) if outermost else "",
        "stance": outermost.stance if outermost else "",
        "since": when.since if when else None,
        "until": when.until if when else None,
        "confidence": claim.confidence,
        "rule": claim.rule,
    }


def open_graph(target: str | Path | None = None, *, environ: Mapping[str, str] = process_environ) -> Graph:
    """The graph of a store: a folder or an address, as `open_store` takes it. Errors: StoreError."""
    return Graph(open_store(target, environ=environ))
