"""Options and arguments that several commands have, and the articles that some of them are about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from click import Choice, IntRange, argument, option
from click import Path as PathType

from ontology.errors import ArticleError
from ontology.model import Article
from ontology.schema import load_ontology
from triplewire.terminal import standard_input

if TYPE_CHECKING:
    from ingest.pipeline import Reader

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]

FORMATS = ("table", "json", "jsonl", "csv", "markdown")

FILE = PathType(path_type=Path)


def examples(*lines: str) -> str:
    """Command lines for the end of a help text."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


store_option: Decorator[Any] = option(
    "--store",
    metavar="WHERE",
    help="A folder for the store, or the address of a Neo4j, as bolt://localhost:7687. "
    "[default: NEO4J_URI, else ./triplewire.db]",
)
folder_option: Decorator[Any] = option(
    "--store", metavar="DIR", type=FILE, default=Path("triplewire.db"), show_default=True, help="The folder of a store."
)
ontology_option: Decorator[Any] = option(
    "--ontology",
    metavar="FILE.ttl",
    type=FILE,
    multiple=True,
    help="A vocabulary that extends or overrides the one of triplewire; more than one may be given.",
)
format_option: Decorator[Any] = option(
    "--format",
    "format_",
    type=Choice(FORMATS),
    default="table",
    show_default=True,
    help="A table for people, the others for programs.",
)
voice_option: Decorator[Any] = option(
    "--voice",
    type=Choice(["outlet", "attributed"]),
    help="Only what outlets say themselves, or only what they attribute to a source. [default: both, marked]",
)
belief_option: Decorator[Any] = option(
    "--least-belief",
    metavar="0..1",
    type=float,
    default=0.0,
    show_default=True,
    help="Leave out facts that were probably misread.",
)
evidence_option: Decorator[Any] = option(
    "--evidence", type=IntRange(1), default=3, show_default=True, help="Sentences under each fact, of each kind."
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Which articles to read, and how: what `sources` collects from the command line."""

    paths: tuple[str, ...]
    metadata: Path | None
    raw: bool
    model: str | None
    ontology: tuple[Path, ...]

    # spaCy and trafilatura take a second to import, and most commands need neither.
    def articles(self) -> Iterator[Article | ArticleError]:
        """The articles. Errors: InputError."""
        from ingest.documents import read_articles  # noqa: PLC0415

        stdin = standard_input() if "-" in self.paths else None
        return read_articles(self.paths, metadata=self.metadata, raw=self.raw, stdin=stdin)

    def reader(self) -> "Reader":
        """Who reads them. Errors: ModelError, OntologyError."""
        from ingest.nlp import DEFAULT_MODEL  # noqa: PLC0415
        from ingest.pipeline import Reader  # noqa: PLC0415

        return Reader(self.model or DEFAULT_MODEL, load_ontology(*self.ontology))


def sources(function: Callable[..., None]) -> Callable[..., None]:
    """The arguments and options about articles, given to the command as one `Sources`."""

    def collected(**given: Any) -> None:
        named = {name: given.pop(name) for name in Sources.__slots__}
        function(Sources(**named), **given)

    wrapped: Callable[..., None] = update_wrapper(collected, function)
    for decorate in reversed(SOURCES):
        wrapped = decorate(wrapped)
    return wrapped


SOURCES: tuple[Decorator[Any], ...] = (
    argument("paths", nargs=-1, required=True, metavar="PATH..."),
    option("--metadata", metavar="FILE.csv", type=FILE, help="A table: file, title, published, outlet, url."),
    option("--raw", is_flag=True, help="Read texts as they are; clean nothing off."),
    option("--model", metavar="NAME", help="A spaCy pipeline, by name or folder. [default: the small English one]"),
    ontology_option,
)
