"""Commands for very many claims: bulk, store import."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from click import argument, command, echo
from click.exceptions import Exit

from graph.bulk_files import SCRIPT
from graph.importing import import_files
from graph.store import open_store
from ontology.schema import load_ontology
from triplewire.lines import parts_of, readings_of_part
from triplewire.options import FILE, examples, folder_option, ontology_option
from triplewire.tally import Tally, many, skipped
from triplewire.terminal import SKIPPED, Meter, meter, say, shown_name, stream_of

if TYPE_CHECKING:
    from graph.bulk import Bulked
    from graph.bulk_reading import Taken


@command(
    "bulk",
    epilog=examples(
        "triplewire extract archive/ > claims.jsonl && triplewire bulk import claims.jsonl",
        "zcat claims.jsonl.gz | triplewire bulk import -",
    ),
)
@argument("folder", metavar="DIR", type=FILE)
@argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@ontology_option
def bulk_command(folder: Path, files: tuple[Path, ...], ontology: tuple[Path, ...]) -> None:
    """Write files for Neo4j's own importer to DIR, out of what `triplewire extract` printed; - is standard input.

    For archives of millions of claims: the store is the one that `triplewire load` would make. The command line to run
    is printed, and is import.sh in DIR; `triplewire store import DIR` fills a store of triplewire's own. What people
    decided (identity, verdicts, retractions) is not in claims: give it to the store afterwards.
    """
    from graph.bulk import bulk  # noqa: PLC0415  # DuckDB takes a while to import, and nothing else needs it

    tally, start = Tally(), perf_counter()
    vocabulary = load_ontology(*ontology)
    with ExitStack() as stack:
        streams = [(shown_name(file), stream_of(file, stack)) for file in files]
        progress = stack.enter_context(meter())
        parts = chain.from_iterable(parts_of(stream, name) for name, stream in streams)
        made = bulk(parts, readings_of_part, folder, vocabulary, partial(_heard, tally, progress))
    for line in _summary(made, tally, perf_counter() - start):
        say(line)
    echo(f"sh {folder / SCRIPT}")
    if tally.skipped:
        raise Exit(SKIPPED)


def _heard(tally: Tally, progress: Meter, what: "Taken | str") -> None:
    if isinstance(what, str):
        progress.say(what)
        return
    tally.readings += what.readings
    for error in what.errors:
        tally.skip(error)
    progress.say(f"{tally.readings:,} articles read")


def _summary(made: "Bulked", tally: Tally, seconds: float) -> Iterator[str]:
    again = [f"{made.changed:,} changed on the way"] if made.changed else []
    again += [f"{made.unchanged:,} repeated"] if made.unchanged else []
    again += [f"{tally.skipped:,} skipped"] if tally.skipped else []
    yield f"{', '.join([many(made.articles, 'article'), *again])}, in {seconds:.1f} s"
    counts = f"{many(made.entities, 'entity', 'entities')}, {many(made.facts, 'fact')}, {many(made.edges, 'edge')}"
    yield f"written: {many(made.claims, 'claim')}, {counts}"
    yield from skipped(tally)


@command("import", epilog=examples("triplewire store import import --store case.db"))
@argument("folder", metavar="DIR", type=FILE)
@folder_option
def import_command(folder: Path, store: Path) -> None:
    """Fill a new store of triplewire's own from files that `triplewire bulk` wrote.

    A Neo4j of your own is filled by the files' import.sh, while it is stopped.
    """
    with meter() as progress:
        progress.say("Neo4j's importer is running")
        import_files(folder, store, progress=progress.of_jars)
        progress.say("making constraints and indexes")
        open_store(store, progress=progress.of_jars).close()
    say(f"imported: {store}")
