"""A person strikes a claim or confirms it, and takes that back: the facts follow in the same transaction.

    rule(store, ["3f2a..."], "reject", load_ontology(), by="mv", why="another Velde", made="2026-11-27T09:30:00Z")
    undo(store, ["3f2a..."], load_ontology(), made="2026-11-27T09:40:00Z")
    rulings(store)

A struck claim stays for the record, under no fact. A confirmed one counts as surely read. Times are the caller's: no
clock is read here, and no export shows one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph import cypher
from graph.assembly import Assembly, Effects
from graph.rows import Row
from graph.rulings import Run, ruling_of, ruling_row, same_words, words_of
from graph.store import Store
from graph.terms import Terms
from ontology.errors import InputError, UnknownName
from ontology.model import Ruled, Ruling
from ontology.schema import Ontology

REMEDY = "`triplewire show NAME` prints the ids of claims, `triplewire claim list` those that are ruled on"
LISTED = 5  # unknown ids that an error names


@dataclass(frozen=True, slots=True)
class Done:
    """What was ruled or taken back, and what that did to the facts."""

    rulings: tuple[Ruling, ...] = ()
    effects: Effects = field(default_factory=Effects)


def rule(  # noqa: PLR0913  # all but the first four by name only
    store: Store, claims: Iterable[str], verdict: Ruled, ontology: Ontology, *, by: str, why: str, made: str
) -> Done:
    """Strikes or confirms claims, all or none. A claim that is ruled on gets the new verdict in place of the old.

    Errors: UnknownName for an id that no claim has; InputError without a name or a reason; StoreError.
    """
    if not by.strip() or not why.strip():
        raise InputError("a verdict needs who gives it, and why", "give --why, and --by where the system knows no name")
    wanted, terms = sorted(set(claims)), Terms(ontology)

    def work(run: Run) -> Done:
        run(cypher.TAKE_TURN)
        found = {row["claim"]["id"]: row["claim"] for row in run(cypher.CLAIMS_TO_RULE, ids=wanted)}
        _refuse("no claim", [id_ for id_ in wanted if id_ not in found])
        standing = {words_of(row): row for row in _standing(run, found.values())}
        due = {}
        for id_, claim in found.items():
            old = standing.get(words_of(claim))
            if old is None or (old["verdict"], old["by"], old["why"]) != (verdict, by, why):
                words = {name: claim[name] for name in ("article", "quote", "subject", "relation", "object")}
                due[words_of(claim)] = ruling_row(Ruling(id_, verdict=verdict, by=by, why=why, made=made, **words))
        run(cypher.WITHDRAW_RULINGS, ids=[standing[words]["id"] for words in due if words in standing], when=made)
        run(cypher.CREATE_RULINGS, rows=list(due.values()))
        return _settled(run, terms, list(due.values()), verdict)

    return store.writing(work)


def undo(store: Store, claims: Iterable[str], ontology: Ontology, *, made: str) -> Done:
    """Withdraws the verdicts on claims, all or none: the graph is what it was without them.

    Errors: UnknownName for an id of which there is no standing verdict; StoreError.
    """
    wanted, terms = sorted(set(claims)), Terms(ontology)

    def work(run: Run) -> Done:
        run(cypher.TAKE_TURN)
        found = {row["claim"]["id"]: row["claim"] for row in run(cypher.CLAIMS_TO_RULE, ids=wanted)}
        standing = {words_of(row): row for row in _standing(run, found.values())}
        by_claim = {row["row"]["claim"]: row["row"] for row in run(cypher.RULINGS_OF_CLAIMS, ids=wanted)}
        rows = {}
        for id_ in wanted:
            row = standing.get(words_of(found[id_])) if id_ in found else by_claim.get(id_)
            if row is not None:
                rows[id_] = row
        _refuse("no standing verdict on a claim", [id_ for id_ in wanted if id_ not in rows])
        due = {row["id"]: row for row in rows.values()}
        run(cypher.WITHDRAW_RULINGS, ids=sorted(due), when=made)
        return _settled(run, terms, [due[id_] for id_ in sorted(due)], None)

    return store.writing(work)


def rulings(store: Store, *, withdrawn: bool = False) -> tuple[Ruling, ...]:
    """The verdicts that stand, the oldest first; also those that were withdrawn, if asked for."""
    found = (ruling_of(row["row"]) for row in store.read(cypher.RULINGS))
    return tuple(ruling for ruling in found if withdrawn or ruling.withdrawn is None)


def _standing(run: Run, claims: Iterable[Row]) -> list[Row]:
    articles = sorted({claim["article"] for claim in claims})
    return [row["row"] for row in run(cypher.RULINGS_OF_ARTICLES, articles=articles)]


def _settled(run: Run, terms: Terms, rows: list[Row], verdict: Ruled | None) -> Done:
    touched = same_words(run, rows)
    run(cypher.SET_VERDICTS, rows=[{"claim": id_, "verdict": verdict} for id_ in touched])
    work = Assembly(run, terms)
    work.refile(touched)
    return Done(tuple(map(ruling_of, rows)), work.settle())


def _refuse(what: str, ids: list[str]) -> None:
    if ids:
        more = f" and {len(ids) - LISTED:,} more" if len(ids) > LISTED else ""
        raise UnknownName(f"{what} has the id {', '.join(map(repr, ids[:LISTED]))}{more}", REMEDY)
