"""Commands about the store itself: export, store fetch, store status, store stop; upkeep.py has its other ones."""

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import IO, TypeVar

from click import Choice, argument, echo, group, option

from graph.contents import connected, edges
from graph.embedded import fetch as fetch_neo4j
from graph.embedded import status as status_of
from graph.embedded import stop as stop_server
from graph.gexf import Written, write_gexf
from graph.rdf import FORMATS, Format, write_rdf
from graph.store import Store, open_store
from ontology.errors import InputError
from ontology.model import Voice
from ontology.schema import load_ontology
from triplewire.options import FILE, belief_option, examples, folder_option, ontology_option, store_option, voice_option
from triplewire.terminal import Commands, meter, say, standard_output

Result = TypeVar("Result")


@group(epilog=examples("triplewire export gephi story.gexf", "triplewire export rdf story.ttl"))
def export() -> None:
    """Write the graph to a file for another program."""


@export.command(
    epilog=examples(
        "triplewire export gephi story.gexf",
        "triplewire export gephi sure.gexf --voice outlet --least-belief 0.6",
    )
)
@argument("out", metavar="OUT.gexf", type=FILE)
@store_option
@voice_option
@belief_option
@ontology_option
def gephi(out: Path, store: str | None, voice: Voice | None, least_belief: float, ontology: tuple[Path, ...]) -> None:
    """Write a GEXF file, which Gephi opens; - is standard output.

    The same graph gives the same bytes.
    """
    vocabulary = load_ontology(*ontology)

    def write(stream: IO[bytes], opened: Store) -> Written:
        chosen = {"voice": voice, "least_belief": least_belief}
        return write_gexf(stream, connected(opened, **chosen), edges(opened, **chosen), vocabulary)  # type: ignore[arg-type]

    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        if str(out) == "-":
            written = write(standard_output(), opened)
        else:
            written = whole_file(out, lambda stream: write(stream, opened))
    say(f"{written.nodes:,} nodes, {written.edges:,} edges, {written.dated:,} of them with dates: {out}")


@export.command(
    epilog=examples(
        "triplewire export rdf story.ttl",
        "triplewire export rdf story.jsonld --format json-ld",
        "triplewire export rdf - --format ntriples | gzip > story.nt.gz",
    )
)
@argument("out", metavar="OUT", type=FILE)
@option("--format", "format_", type=Choice(FORMATS), help="[default: by the file's name: .ttl, .nt, .jsonld]")
@store_option
@ontology_option
def rdf(out: Path, format_: Format | None, store: str | None, ontology: tuple[Path, ...]) -> None:
    """Write all facts with their claims and words as RDF; - is standard output.

    An asserted fact is a triple of its own; every fact is a statement with belief, dates, and the claims for and
    against it, each with its verbatim words (Web Annotation), article and speaker. The same graph gives the same bytes.
    """
    vocabulary = load_ontology(*ontology)
    chosen = format_ or format_of(out)
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        if str(out) == "-":
            done = write_rdf(standard_output(), opened, vocabulary, chosen)
        else:
            done = whole_file(out, lambda stream: write_rdf(stream, opened, vocabulary, chosen))
    say(f"{done.triples:,} triples: {done.entities:,} entities, {done.facts:,} facts, {done.claims:,} claims: {out}")


SUFFIXES: dict[str, Format] = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "json-ld", ".json": "json-ld"}


def format_of(out: Path) -> Format:
    """The format that a file's name tells; Turtle for standard output. Errors: InputError."""
    if str(out) == "-":
        return "turtle"
    if out.suffix.lower() not in SUFFIXES:
        message = f"{out}: its name does not tell the format"
        raise InputError(message, f"name it {', '.join(SUFFIXES)}, or give --format")
    return SUFFIXES[out.suffix.lower()]


def whole_file(out: Path, write: Callable[[IO[bytes]], Result]) -> Result:
    """Writes beside the file and renames: whoever opens it finds the old one or the new one, never half of one."""
    part = out.with_name(f".{out.name}.{token_hex(4)}.part")
    try:
        try:
            with part.open("xb") as stream:
                written = write(stream)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        message = f"{out}: cannot be written ({error.strerror})"
        raise InputError(message, "name a file in a folder that you may write to") from None
    return written


@group(
    cls=Commands,
    epilog=examples("triplewire store check", "triplewire store stop --store case.db"),
)
def store() -> None:
    """See to the store, and to the Neo4j that triplewire runs itself."""


@store.command(epilog=examples("triplewire store fetch"))
def fetch() -> None:
    """Fetch Neo4j Community, once, checked by hash; nothing happens where it is there."""
    with meter() as progress:
        runtime = fetch_neo4j(progress=progress.of_jars)
    echo(f"Neo4j {runtime.version} is at hand")


@store.command(epilog=examples("triplewire store status --store case.db"))
@folder_option
def status(store: Path) -> None:
    """Tell what is there: the store, its server, the Neo4j to run it."""
    found = status_of(store)
    there = "a store" if found.exists else "no store yet"
    echo(f"store    {found.folder}: {there}")
    echo(f"neo4j    {found.version}, {'at hand' if found.fetched else 'not fetched yet'}")
    echo(f"server   {f'{found.uri}, process {found.pid}' if found.pid else 'not running'}")


@store.command(epilog=examples("triplewire store stop --store case.db"))
@folder_option
def stop(store: Path) -> None:
    """Stop the server of a store; it stops by itself when it was not used for a while."""
    echo("stopped" if stop_server(store) else "no server was running")
