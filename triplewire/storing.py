"""Commands about the store itself: export, store fetch, store status, store stop."""

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import IO, TypeVar

from click import argument, echo, group

from graph.contents import connected, edges
from graph.embedded import fetch as fetch_neo4j
from graph.embedded import status as status_of
from graph.embedded import stop as stop_server
from graph.gexf import Written, write_gexf
from graph.store import Store, open_store
from ontology.errors import InputError
from ontology.model import Voice
from ontology.schema import load_ontology
from triplewire.options import FILE, belief_option, examples, folder_option, ontology_option, store_option, voice_option
from triplewire.terminal import meter, say, standard_output

Result = TypeVar("Result")


@group(epilog=examples("triplewire export gephi story.gexf"))
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
    epilog=examples("triplewire store status", "triplewire store stop --store case.db"),
)
def store() -> None:
    """See to the Neo4j that triplewire runs itself: fetch, status, stop."""


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
