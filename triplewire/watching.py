"""Commands about outside lists of people and bodies: watchlist add, list, remove."""

from dataclasses import astuple
from pathlib import Path
from typing import Any

from click import argument, group, option

from graph.store import Store, open_store
from graph.watchlist import Listing, lists, matches, unwatch, watch
from ontology.errors import InputError
from ontology.schema import Ontology, load_ontology
from queries.table import Table
from triplewire.asking import answer
from triplewire.options import FILE, examples, format_option, ontology_option, store_option
from triplewire.tally import many
from triplewire.terminal import bytes_of, meter, say, shown_name
from triplewire.watchfile import Watchlist, read_watchlist

COLUMNS = ("name", "type", "outside", "sure", "names", "countries", "entity")


@group(
    epilog=examples("triplewire watchlist add sanctions.csv", "triplewire watchlist list"),
)
def watchlist() -> None:
    """Match entities to outside lists: sanctions, registers, a list of your own.

    An entity whose name is that of one entry gets its id; where several entries have the name, or the places that the
    articles tie it to are not the entry's country, it is unsure. `triplewire show` tells both; nothing is merged.
    """


@watchlist.command(
    epilog=examples("triplewire watchlist add sanctions.csv", "triplewire watchlist add entities.ftm.json --list desk")
)
@argument("file", metavar="FILE", type=FILE)
@option("--list", "name", metavar="NAME", help="What the list is called. [default: the file's name]")
@store_option
@ontology_option
def add(file: Path, name: str | None, store: str | None, ontology: tuple[Path, ...]) -> None:
    """Put a list into the store, in place of one of the same name.

    FILE is CSV with the columns id, name, type, country; JSON lines with these keys; or FollowTheMoney entities.
    Several names, or countries, of one entry are parted by ; in CSV.
    """
    vocabulary = load_ontology(*ontology)
    found = read_watchlist(bytes_of(file), shown_name(file), vocabulary)
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        put(opened, name or called(file), found, vocabulary)


@watchlist.command("list", epilog=examples("triplewire watchlist list", "triplewire watchlist list --lists"))
@option("--lists", "which", is_flag=True, help="The lists that the store holds, with their sizes.")
@store_option
@format_option
def list_(*, which: bool, **where: Any) -> None:
    """The entities that are on a list, and those that may be."""
    answer(lambda store: _held(store) if which else _matched(store), **where)


@watchlist.command(epilog=examples("triplewire watchlist remove sanctions"))
@argument("name", metavar="NAME")
@store_option
@ontology_option
def remove(name: str, store: str | None, ontology: tuple[Path, ...]) -> None:
    """Take a list out of the store, with its matches."""
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        gone = unwatch(opened, name, load_ontology(*ontology))
    say(f"{name}: {many(gone, 'name')} taken out")


def lists_of(chosen: tuple[Path, ...], ontology: tuple[Path, ...]) -> dict[str, Watchlist]:
    """The lists of these files by their names, all read before anything is done. Errors: InputError, OntologyError."""
    if not chosen:
        return {}
    names = [called(file) for file in chosen]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"two lists are called {twice!r}", "rename one of the files")
    vocabulary = load_ontology(*ontology)
    return {called(file): read_watchlist(bytes_of(file), shown_name(file), vocabulary) for file in chosen}


def called(file: Path) -> str:
    """The name of a list that is not named otherwise: its file's, up to the first dot."""
    return file.name.partition(".")[0]


def put_all(store: Store, found: dict[str, Watchlist], vocabulary: Ontology) -> None:
    """Puts lists into the store by their names, and says so."""
    for name, listed in found.items():
        put(store, name, listed, vocabulary)


def put(store: Store, name: str, found: Watchlist, vocabulary: Ontology) -> None:
    """Puts a list into the store, and says so."""
    made: Listing = watch(store, name, found.entries, vocabulary)
    mine = [match for match in matches(store) if match.outside.startswith(f"{name}:")]
    sure = len({match.entity for match in mine if match.sure})
    unsure = len({match.entity for match in mine if not match.sure})
    entries = f"{many(made.entries, 'entry', 'entries')} under {many(made.names, 'name')}"
    over = f", {many(found.passed_over, 'line')} passed over" if found.passed_over else ""
    say(f"{name}: {entries}{over}; {sure:,} matched, {unsure:,} unsure")


def _held(store: Store) -> Table:
    return Table(("list", "entries", "names"), tuple(astuple(listing) for listing in lists(store)))


def _matched(store: Store) -> Table:
    return Table(COLUMNS, tuple(tuple(_cell(getattr(match, name)) for name in COLUMNS) for match in matches(store)))


def _cell(value: object) -> object:
    return [item.removeprefix("place:") for item in value] if isinstance(value, tuple) else value
