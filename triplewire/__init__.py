"""The front door: the command line, and the library's public names.

    from triplewire import Reader, build, connect, open_store, read_articles

    with open_store("triplewire.db") as store:
        tally = build(store, read_articles(["articles/"]), Reader())
        for path in connect(store, "Mara Velde", "Jonas Reck"):
            print([name.name for name in path.nodes], path.hops[0].best.supports[0].quote)

Each name is imported when it is first used: spaCy takes a second to load, and a question needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.contents import connected, edges, entities, facts
    from graph.gexf import write_gexf
    from graph.load import known, load, remove
    from graph.store import Store, open_store
    from graph.view import Graph, open_graph
    from ingest.documents import read_articles
    from ingest.pipeline import Reader
    from ontology.errors import TriplewireError
    from ontology.schema import load_ontology
    from queries.connect import connect
    from queries.names import find
    from triplewire.lines import lines_of, readings_of
    from triplewire.runs import build, extract
    from triplewire.tally import Tally

ROOMS = {
    "graph.contents": ("connected", "edges", "entities", "facts"),
    "graph.gexf": ("write_gexf",),
    "graph.load": ("known", "load", "remove"),
    "graph.store": ("Store", "open_store"),
    "graph.view": ("Graph", "open_graph"),
    "ingest.documents": ("read_articles",),
    "ingest.pipeline": ("Reader",),
    "ontology.errors": ("TriplewireError",),
    "ontology.schema": ("load_ontology",),
    "queries.connect": ("connect",),
    "queries.names": ("find",),
    "triplewire.lines": ("lines_of", "readings_of"),
    "triplewire.runs": ("build", "extract"),
    "triplewire.tally": ("Tally",),
}
_ROOM_OF = {name: room for room, names in ROOMS.items() for name in names}

__all__ = [
    "Graph",
    "Reader",
    "Store",
    "Tally",
    "TriplewireError",
    "build",
    "connect",
    "connected",
    "edges",
    "entities",
    "extract",
    "facts",
    "find",
    "known",
    "lines_of",
    "load",
    "load_ontology",
    "open_graph",
    "open_store",
    "read_articles",
    "readings_of",
    "remove",
    "write_gexf",
]


def __getattr__(name: str) -> object:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'triplewire' has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
