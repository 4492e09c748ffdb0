"""Articles that count no more: retracted by a person, or corrected by another article; kept for the record.

    retract(store, ["https://..."], load_ontology(), by="mv", why="withdrawn", made="2026-11-27T09:30:00Z")
    reinstate(store, ["https://..."], load_ontology(), made="2026-11-27T09:40:00Z")
    retractions(store), corrections(store)

The claims of such an article stand under no fact, and its names name nobody: the graph is that of a store that never
had it. A retraction holds for the article's id, so also when it comes back. An article whose metadata say that it
`corrects` another, by id or address, does the same to that one, whichever of the two came first; not so while it is
itself retracted by a person. Times are the caller's: no clock is read here.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field

from graph import cypher, upkeep_cypher
from graph.assembly import Assembly, Effects
from graph.catching import catch_up
from graph.rows import Row
from graph.store import Store
from graph.terms import Terms
from ontology.errors import InputError, UnknownName
from ontology.ids import digest
from ontology.model import Retraction
from ontology.schema import Ontology

LISTED = 5  # ids that an error names

Run = Callable[..., list[Row]]


@dataclass(frozen=True, slots=True)
class Done:
    """What was retracted or taken back, and what that did to the facts."""

    retractions: tuple[Retraction, ...] = ()
    effects: Effects = field(default_factory=Effects)


def retract(  # noqa: PLR0913  # as graph.verdicts.rule
    store: Store, articles: Iterable[str], ontology: Ontology, *, by: str, why: str, made: str
) -> Done:
    """Takes the claims of articles, by id, out of every fact, all or none. Those that are retracted already stay so.

    Errors: UnknownName for an id that no article has; InputError without a name or a reason; StoreError.
    """
    if not by.strip() or not why.strip():
        raise InputError(
            "a retraction needs who makes it, and why", "give --why, and --by where the system has no name"
        )
    wanted, terms = sorted(set(articles)), Terms(ontology)
    catch_up(store, terms)

    def work(run: Run) -> Done:
        run(cypher.TAKE_TURN)
        there = {row["id"] for row in run(cypher.KNOWN, ids=wanted)}
        _refuse("no article", [id_ for id_ in wanted if id_ not in there])
        standing = {row["row"]["article"] for row in run(upkeep_cypher.STANDING_RETRACTIONS, ids=wanted)}
        due = [Retraction(id_, by, why, made) for id_ in wanted if id_ not in standing]
        run(upkeep_cypher.CREATE_RETRACTIONS, rows=[_row(retraction) for retraction in due])
        return _settled(run, terms, due)

    return store.writing(work)


def reinstate(store: Store, articles: Iterable[str], ontology: Ontology, *, made: str) -> Done:
    """Withdraws the retractions of articles, by id, all or none: the graph is what it was without them.

    Errors: UnknownName for an article of which there is no standing retraction; StoreError.
    """
    wanted, terms = sorted(set(articles)), Terms(ontology)
    catch_up(store, terms)

    def work(run: Run) -> Done:
        run(cypher.TAKE_TURN)
        rows = {row["row"]["article"]: row["row"] for row in run(upkeep_cypher.STANDING_RETRACTIONS, ids=wanted)}
        _refuse("no retraction of an article", [id_ for id_ in wanted if id_ not in rows])
        run(upkeep_cypher.WITHDRAW_RETRACTIONS, ids=sorted(row["id"] for row in rows.values()), when=made)
        return _settled(run, terms, [_retraction(rows[id_]) for id_ in wanted])

    return store.writing(work)


def retractions(store: Store, *, withdrawn: bool = False) -> tuple[Retraction, ...]:
    """The retractions that stand, the oldest first; also those that were taken back, if asked for."""
    found = (_retraction(row["row"]) for row in store.read(upkeep_cypher.RETRACTIONS))
    return tuple(each for each in found if withdrawn or each.withdrawn is None)


def corrections(store: Store) -> tuple[tuple[str, str], ...]:
    """Pairs of ids: an article that does not count, and the article that corrects it."""
    return tuple((row["article"], row["corrector"]) for row in store.read(upkeep_cypher.CORRECTIONS))


def _settled(run: Run, terms: Terms, due: list[Retraction]) -> Done:
    work = Assembly(run, terms)
    work.restand(each.article for each in due)
    return Done(tuple(due), work.settle())


def _row(retraction: Retraction) -> Row:
    row = {name: value for name, value in asdict(retraction).items() if value is not None}
    return {"id": digest("retraction", retraction.article, retraction.by, retraction.why, retraction.made)} | row


def _retraction(row: Row) -> Retraction:
    return Retraction(**{name: value for name, value in row.items() if name != "id"})


def _refuse(what: str, ids: list[str]) -> None:
    if ids:
        more = f" and {len(ids) - LISTED:,} more" if len(ids) > LISTED else ""
        listed = ", ".join(map(repr, ids[:LISTED]))
        raise UnknownName(f"{what} has the id {listed}{more}", "`triplewire retract --list` prints what is retracted")
