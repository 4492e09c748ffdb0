"""Commands for the upkeep of a store: store check, store stats, store migrate, store dump, store restore."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from click import argument, command, echo
from click.exceptions import Exit

from graph.catching import catch_up
from graph.check import MOST
from graph.check import check as check_store
from graph.contents import stats as stats_of
from graph.cypher import VERSION
from graph.dump import Written
from graph.dump import dump as dump_store
from graph.dump import restore as restore_store
from graph.store import open_store
from graph.terms import Terms
from ontology.schema import load_ontology
from queries.table import Table
from triplewire.asking import answer, tell
from triplewire.options import FILE, examples, format_option, ontology_option, store_option
from triplewire.storing import whole_file
from triplewire.tally import many
from triplewire.terminal import SKIPPED, Meter, meter, say, standard_output


@command(epilog=examples("triplewire store check", "triplewire store check --store case.db --format jsonl"))
@store_option
@ontology_option
@format_option
def check(store: str | None, ontology: tuple[Path, ...], format_: str) -> None:
    """Hold every fact, entity, edge and quote against the articles; name what does not agree.

    Facts and entities are computed anew from their evidence; quotes are cut out of their articles again. Nothing is
    changed. Where somebody writes meanwhile it begins anew, and others wait for it then. Exit codes: 0 all is in order;
    1 something is not, and is named.
    """
    vocabulary, seen = load_ontology(*ontology), 0

    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:

        def heard(count: int) -> None:
            nonlocal seen
            seen = count
            progress.say(f"{seen:,} articles, names and facts checked")

        breaches = check_store(opened, vocabulary, heard)
    if not breaches:
        say(f"{many(seen, 'article, name or fact', 'articles, names and facts')} checked; all is in order")
        return
    rows = tuple((breach.what, breach.id, breach.words) for breach in breaches)
    tell(Table(("what", "id", "words"), rows, len(breaches) == MOST), format_, ontology)
    say("read the articles again into a new store, or restore a dump; under another vocabulary give --ontology")
    raise Exit(SKIPPED)


@command(epilog=examples("triplewire store stats", "triplewire store stats --format json"))
@store_option
@format_option
def stats(**where: Any) -> None:
    """Count what the store holds."""
    answer(lambda opened: Table(("what", "count"), tuple(_rows(stats_of(opened)))), **where)


def _rows(counts: dict[str, int | str | None]) -> list[tuple[str, object]]:
    return [("schema", VERSION), *((name.replace("_", " "), count) for name, count in counts.items())]


@command(epilog=examples("triplewire store migrate --store case.db"))
@store_option
def migrate(store: str | None) -> None:
    """Bring a store that an older triplewire made to the schema of this one.

    Every command that changes a store does so before; an older triplewire then refuses it.
    """
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        former = opened.behind or opened.former_version
        catch_up(opened, Terms(load_ontology()))
    if former in (None, VERSION):
        echo(f"schema {VERSION}, nothing to do")
    else:
        echo(f"schema {former} brought to {VERSION}")


@command(epilog=examples("triplewire store dump case.jsonl.gz --store case.db"))
@argument("file", type=FILE, metavar="FILE")
@store_option
def dump(file: Path, store: str | None) -> None:
    """Write all that the store holds to one file; - is standard output.

    JSON lines under gzip, with a checksum; the same store gives the same bytes. Where somebody writes meanwhile it
    begins anew, and others wait for it then; to standard output they wait from the start.
    """
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        heard = _heard(progress, "written")
        if str(file) == "-":
            written = dump_store(opened, standard_output(), heard)
        else:
            written = whole_file(file, lambda stream: dump_store(opened, stream, heard, again=True))
    say(f"{_listed(written)}: {file}")


@command(epilog=examples("triplewire store restore case.jsonl.gz --store bolt://localhost:7687"))
@argument("file", type=FILE, metavar="FILE")
@store_option
def restore(file: Path, store: str | None) -> None:
    """Fill an empty store from a file that `triplewire store dump` wrote.

    A file that is cut or was changed is refused, and nothing of it is written. One that was stopped begins anew.
    """
    with meter() as progress, open_store(store, progress=progress.of_jars, halves=True) as opened:
        restored = restore_store(opened, file, _heard(progress, "restored"))
    say(f"{_listed(restored)} restored")


def _heard(progress: Meter, done: str) -> Callable[[int], None]:
    return lambda lines: progress.say(f"{lines:,} lines {done}")


def _listed(written: Written) -> str:
    return f"{many(written.nodes, 'node')} and {many(written.edges, 'edge')}"
