"""Commands for the upkeep of a store: store check, store stats, store migrate."""

from pathlib import Path
from typing import Any

from click import command, echo
from click.exceptions import Exit

from graph.check import MOST
from graph.check import check as check_store
from graph.contents import stats as stats_of
from graph.cypher import VERSION
from graph.store import open_store
from ontology.schema import load_ontology
from queries.table import Table
from triplewire.asking import answer, tell
from triplewire.options import examples, format_option, ontology_option, store_option
from triplewire.tally import many
from triplewire.terminal import SKIPPED, meter, say


@command(epilog=examples("triplewire store check", "triplewire store check --store case.db --format jsonl"))
@store_option
@ontology_option
@format_option
def check(store: str | None, ontology: tuple[Path, ...], format_: str) -> None:
    """Hold every fact, entity, edge and quote against the articles; name what does not agree.

    Facts and entities are computed anew from their evidence; quotes are cut out of their articles again. Nothing is
    changed. Exit codes: 0 all is in order; 1 something is not, and is named.
    """
    vocabulary, seen = load_ontology(*ontology), 0

    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:

        def heard(count: int) -> None:
            nonlocal seen
            seen += count
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

    Every command does so when it opens a store; an older triplewire then refuses it.
    """
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        former = opened.former_version
    if former in (None, VERSION):
        echo(f"schema {VERSION}, nothing to do")
    else:
        echo(f"schema {former} brought to {VERSION}")
