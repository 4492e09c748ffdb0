"""Outside lists of people and bodies, and which entity is on one: sanctions lists, registers, a desk's own list.

    watch(store, "sanctions", [Entry("Q1", "Mara Velde", "person:mara velde", "Person", ("place:cyprus",))], ontology)
    matches(store)                       # Match("3f2a...", "Mara Velde", "sanctions:Q1", sure=True, ...)
    unwatch(store, "sanctions", ontology)

An entry is matched where an entity has its very key, and only then. One entry of a list that fits is the entity's;
where several do, or the places that the entity is tied to are others than the entry's, all are unsure, never the first
that came. A match is derived: a function of the entries and of what the articles say, kept on the entity as `listed`
and `listed_unsure`, made anew whenever one of the two changes. It joins no two entities.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import islice

from graph import cypher, watch_cypher
from graph.rows import Row
from graph.store import Store
from graph.terms import Terms
from ontology.errors import InputError, UnknownName
from ontology.ids import digest
from ontology.schema import Ontology

BATCH = 5000  # names in a transaction

Run = Callable[..., list[Row]]
Chain = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of somebody on an outside list: their id there, the name, the key that it is filed under.

    `type` is a class of the ontology or "", `countries` are keys of places; none where the list does not say.
    """

    outside: str
    name: str
    key: str
    type: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that the store holds: how many are on it, and under how many names."""

    list: str
    entries: int
    names: int


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that is, or may be (`sure` is False), the one of that id on a list; `outside` is LIST:ID."""

    entity: str
    name: str
    type: str
    outside: str
    sure: bool
    names: tuple[str, ...]
    countries: tuple[str, ...]


def watch(store: Store, list_: str, entries: Iterable[Entry], ontology: Ontology) -> Listing:
    """Puts a list into the store in place of one of the same name. Errors: InputError for a bad name, StoreError.

    Written in batches: a run that was killed is completed by running it again.
    """
    if not list_ or not list_.replace("-", "").replace("_", "").replace(".", "").isalnum():
        raise InputError(
            f"{list_[:60]!r} is no name for a list", "use letters, digits, - and _, as in --list sanctions"
        )
    rows = {(row := _row(list_, entry))["id"]: row for entry in entries}
    held = {row["id"] for row in store.read(watch_cypher.HELD, list=list_)}
    _change(store, ontology, gone=sorted(held - rows.keys()), come=[rows[id_] for id_ in sorted(rows.keys() - held)])
    return Listing(list_, len({row["outside"] for row in rows.values()}), len(rows))


def unwatch(store: Store, list_: str, ontology: Ontology) -> int:
    """Takes a list out, with its matches; how many names it had. Errors: UnknownName where there is none."""
    held = [row["id"] for row in store.read(watch_cypher.HELD, list=list_)]
    if not held:
        raise UnknownName(f"no list is called {list_[:60]!r}", "`triplewire watchlist list --lists` prints their names")
    _change(store, ontology, gone=held, come=[])
    return len(held)


def lists(store: Store) -> tuple[Listing, ...]:
    """The lists that the store holds, by name."""
    return tuple(Listing(**row) for row in store.read(watch_cypher.LISTS))


def matches(store: Store) -> tuple[Match, ...]:
    """The entities that are on a list, or may be, sure ones first."""
    found = store.read(watch_cypher.MATCHES)
    tuples = ({"names": tuple(sorted(row["names"])), "countries": tuple(row["countries"])} for row in found)
    return tuple(Match(**row | more) for row, more in zip(found, tuples, strict=True))


def _row(list_: str, entry: Entry) -> Row:
    row = asdict(entry) | {"list": list_, "countries": list(entry.countries)}
    return row | {"id": digest(*(row[name] for name in sorted(row)))}


def _change(store: Store, ontology: Ontology, gone: list[str], come: list[Row]) -> None:
    chain = Terms(ontology).chain
    leaving, coming = iter(gone), iter(come)
    while batch := (list(islice(leaving, BATCH)), list(islice(coming, BATCH))):
        if not any(batch):
            return
        store.writing(lambda run, batch=batch: _apply(run, chain, *batch))  # type: ignore[misc]


def _apply(run: Run, chain: Chain, gone: list[str], come: list[Row]) -> None:
    run(cypher.TAKE_TURN)
    keys = {row["key"] for row in run(watch_cypher.KEYS, ids=gone)} | {row["key"] for row in come}
    run(watch_cypher.DELETE, ids=gone)
    run(watch_cypher.CREATE, rows=come)
    relist(run, chain, {row["row"]["entity"] for row in run(cypher.KEYS, keys=sorted(keys))})


def relist(run: Run, chain: Chain, ids: Iterable[str]) -> None:
    """Makes the matches of these entities anew; `chain` gives a class and all above it."""
    rows = []
    for row in run(watch_cypher.CANDIDATES, ids=sorted(set(ids))):
        sure, unsure = matched(row["type"], row["rows"], frozenset(row["places"]), chain)
        if (row["listed"], row["unsure"]) != (sure, unsure):
            rows.append({"id": row["id"], "listed": sure or None, "listed_unsure": unsure or None})
    if rows:
        run(watch_cypher.SET, rows=rows)


def matched(type_: str, rows: Iterable[Row], places: frozenset[str], chain: Chain) -> tuple[list[str], list[str]]:
    """The ids on outside lists that an entity surely has, and those that it may have, each as LIST:ID, sorted."""
    fitting: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for row in rows:
        if _of_one_kind(type_, row["type"], chain):
            elsewhere = bool(row["countries"] and places) and places.isdisjoint(row["countries"])
            fitting[row["list"]][f"{row['list']}:{row['outside']}"] = elsewhere
    sure = [id_ for ids in fitting.values() if len(ids) == 1 for id_, elsewhere in ids.items() if not elsewhere]
    return sorted(sure), sorted({id_ for ids in fitting.values() for id_ in ids} - set(sure))


def _of_one_kind(one: str, other: str, chain: Chain) -> bool:
    return not one or not other or one in chain(other) or other in chain(one)


def without_matches(row: Row) -> Row:
    """The properties of an entity's node that follow from articles alone."""
    return {name: value for name, value in row.items() if name not in {"listed", "listed_unsure"}}
