"""The one error tree. Foreign exceptions are turned into these at the seam where they arise.

TriplewireError                 message and remedy; the command line prints both and exits with 2
├── InputError                  a file, folder, stream or option that cannot be used
│   └── ArticleError            one article of a run; recorded and counted, the run goes on
├── OntologyError               a Turtle file that does not parse or does not fit together
├── ModelError                  the spaCy pipeline is missing or unfit
├── StoreError                  the database
│   ├── StoreLocked             somebody else holds the embedded store
│   ├── StoreUnavailable        nobody answers, or Neo4j cannot be fetched or started
│   ├── StoreRefused            wrong password, missing right, somebody else's data
│   └── StoreVersion            made by a newer program
└── QueryError                  a question that cannot be asked
    ├── UnsafeQuery             it would write, or read outside the graph
    ├── UnknownName             no entity or query of that name; `nearest` offers some
    └── AmbiguousName           several entities; `candidates` lists them
"""


class TriplewireError(Exception):
    """Base of all errors that a user may see: what is wrong, and what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}: {self.remedy}" if self.remedy else self.message


class InputError(TriplewireError):
    """A file, folder, stream or option that cannot be used."""


class ArticleError(InputError):
    """One article of a run that cannot be read; the others can."""


class OntologyError(TriplewireError):
    """A Turtle file that does not parse or does not fit together."""


class ModelError(TriplewireError):
    """The spaCy pipeline is missing or unfit."""


class StoreError(TriplewireError):
    """The database, or the way to it."""


class StoreLocked(StoreError):
    """Somebody else holds the embedded store."""


class StoreUnavailable(StoreError):
    """Nobody answers, or Neo4j cannot be fetched or started."""


class StoreRefused(StoreError):
    """Wrong password, missing right, or somebody else's data."""


class StoreVersion(StoreError):
    """The store was made by a newer program."""


class QueryError(TriplewireError):
    """A question that cannot be asked."""


class UnsafeQuery(QueryError):
    """It would write, or read outside the graph."""


class UnknownName(QueryError):
    """No entity or catalogue query has that name."""

    def __init__(self, message: str, remedy: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.nearest = nearest


class AmbiguousName(QueryError):
    """Several entities have that name."""

    def __init__(self, message: str, remedy: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.candidates = candidates
