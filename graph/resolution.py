"""People decide who is who, and take it back: clusters, entities and facts follow in the same transaction.

    decide(store, [Decision("org:norvane", "org:norvane systems", "same", "mv", "one register number", made="...")],
           load_ontology())
    withdraw(store, ["5c1e..."], load_ontology(), made="...")
    decisions(store)

Decisions hold for keys, also for those that no article says yet, so the order of articles and decisions does not
matter, and a withdrawn decision leaves the graph that would have been without it. What cannot be meant is refused, and
nothing is stored. Times are the caller's: no clock is read here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph import cypher
from graph.assembly import Assembly, Effects
from graph.copies import ARTICLE, of_articles
from graph.ledger import (
    Contradiction,
    Run,
    contradiction,
    decision_id,
    decision_of,
    decision_row,
    ordered,
    pair,
    standing,
)
from graph.store import Store
from graph.terms import Terms
from ontology.errors import InputError, UnknownName
from ontology.model import Decision
from ontology.schema import Ontology

LISTED = 5  # unknown keys or ids that an error names
REMEDY = "`triplewire identity list` prints the ids of decisions"


@dataclass(frozen=True, slots=True)
class Done:
    """The decisions that were recorded, those that they replaced or that were withdrawn, and what that did."""

    recorded: tuple[Decision, ...] = ()
    withdrawn: tuple[Decision, ...] = ()
    effects: Effects = field(default_factory=Effects)


def decide(
    store: Store, given: Iterable[Decision], ontology: Ontology, *, ahead: bool = False, replacing: bool = True
) -> Done:
    """Records decisions, all or none. What is on record under the same id stays as it is, or becomes withdrawn.

    `ahead`: also of keys that no article says yet. `replacing`: a standing decision on the same pair gives way;
    otherwise another verdict on it is an error. Errors: InputError, UnknownName, StoreError.
    """
    rows = [ordered(decision) for decision in given]
    terms = Terms(ontology)
    for decision in rows:
        _check(decision)

    def work(run: Run) -> Done:
        run(cypher.TAKE_TURN)
        if not ahead:
            _refuse_unknown(run, rows)
        before = standing(run)
        on_record = {row["id"]: row["withdrawn"] for row in run(cypher.RECORDED, ids=[decision_id(d) for d in rows])}
        fresh = {decision_id(d): d for d in rows if decision_id(d) not in on_record}
        # A file of the ledger may tell that what stands here was withdrawn elsewhere; never the other way.
        gone = {id_: d.withdrawn for d in rows if (id_ := decision_id(d)) in before and d.withdrawn is not None}
        after = {id_: d for id_, d in before.items() if id_ not in gone}
        for id_, decision in list(fresh.items()):  # as they were given: ids hold times, whose order says nothing
            if decision.withdrawn is None:
                gone |= _give_way(after, decision, replacing=replacing)
                if any(_alike(decision, other) for other in after.values()):
                    del fresh[id_]
                else:
                    after[id_] = decision
        found = contradiction(after.values())
        if found:
            raise _contradicted(found)
        run(cypher.WITHDRAW_DECISIONS, rows=[{"id": id_, "when": gone[id_]} for id_ in sorted(gone)])
        run(cypher.CREATE_DECISIONS, rows=[decision_row(fresh[id_]) for id_ in sorted(fresh)])
        effects = _regrouped(run, terms, before)
        return Done(tuple(fresh[id_] for id_ in sorted(fresh)), tuple(before[id_] for id_ in sorted(gone)), effects)

    return store.writing(work)


def withdraw(store: Store, ids: Iterable[str], ontology: Ontology, *, made: str) -> Done:
    """Withdraws decisions, all or none. Errors: UnknownName for an id of no standing decision; StoreError."""
    wanted, terms = sorted(set(ids)), Terms(ontology)

    def work(run: Run) -> Done:
        run(cypher.TAKE_TURN)
        before = standing(run)
        unknown = [id_ for id_ in wanted if id_ not in before]
        if unknown:
            raise UnknownName(f"no standing decision has the id {_listed(unknown)}", REMEDY)
        run(cypher.WITHDRAW_DECISIONS, rows=[{"id": id_, "when": made} for id_ in wanted])
        gone = tuple(replace(before[id_], withdrawn=made) for id_ in wanted)
        return Done((), gone, _regrouped(run, terms, before))

    return store.writing(work)


def decisions(store: Store, *, withdrawn: bool = False) -> tuple[Decision, ...]:
    """The decisions that stand, the oldest first; also those that were withdrawn, if asked for."""
    found = (decision_of(row["row"]) for row in store.read(cypher.ALL_DECISIONS))
    return tuple(decision for decision in found if withdrawn or decision.withdrawn is None)


def _regrouped(run: Run, terms: Terms, before: dict[str, Decision]) -> Effects:
    work = Assembly(run, terms)
    after = standing(run)
    changed = [before.get(id_) or after[id_] for id_ in before.keys() ^ after.keys()]
    work.regroup(key for d in changed if not of_articles(d) for key in pair(d))
    work.copies.decided(key.removeprefix(ARTICLE) for d in changed if of_articles(d) for key in pair(d))
    return work.settle()


def _check(decision: Decision) -> None:
    for key in (decision.left, decision.right):
        family, mark, words = key.partition(":")
        if not (family and mark and words.strip()):
            raise InputError(
                f"{key[:60]!r} is no key", "keys are as `triplewire show` prints them: org:norvane systems"
            )
    if of_articles(decision) != any(key.startswith(ARTICLE) for key in (decision.left, decision.right)):
        message = f"{decision.left[:60]!r} and {decision.right[:60]!r} are no two of a kind"
        raise InputError(message, "a decision is about two keys of entities, or about two articles")
    if decision.left == decision.right:
        raise InputError(f"{decision.left!r} stands on both sides", "a decision is about two keys")
    if not decision.by.strip() or not decision.why.strip():
        raise InputError(
            "a decision needs who makes it, and why", "give --why, and --by where the system knows no name"
        )


def _refuse_unknown(run: Run, rows: list[Decision]) -> None:
    keys = sorted({key for decision in rows for key in pair(decision)})
    known = {row["row"]["key"] for row in run(cypher.KEYS, keys=keys)}
    articles = [key.removeprefix(ARTICLE) for key in keys if key.startswith(ARTICLE)]
    known |= {ARTICLE + row["id"] for row in run(cypher.KNOWN, ids=articles)}
    unknown = [key for key in keys if key not in known]
    if unknown:
        message = f"no article says the key {_listed(unknown)}"
        raise UnknownName(message, "check it with `triplewire show`; --ahead takes keys that are yet to come")


def _give_way(after: dict[str, Decision], decision: Decision, *, replacing: bool) -> dict[str, str]:
    """What stands on the same pair with another verdict is taken out of `after`: ids, and the time that they end."""
    others = [i for i, d in after.items() if pair(d) == pair(decision) and not _alike(d, decision)]
    for id_ in others:
        if not replacing:
            old = after[id_]
            message = (
                f"{decision.left} and {decision.right} are {decision.verdict}, says one, and {old.verdict}, {old.by}"
            )
            raise InputError(message, f"`triplewire identity unmerge {id_}` first, or leave that row out")
        del after[id_]
    return dict.fromkeys(others, decision.made)


def _alike(one: Decision, other: Decision) -> bool:
    return pair(one) == pair(other) and one.verdict == other.verdict


def _contradicted(found: Contradiction) -> InputError:
    chain = ", ".join(f"{d.left} = {d.right} ({decision_id(d)}, {d.by})" for d in found.chain)
    apart = found.apart
    message = f"{apart.left} and {apart.right} cannot be not the same ({apart.by}) while {chain}"
    return InputError(message, "`triplewire identity unmerge ID` takes one back")


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return ", ".join(repr(name[:80]) for name in names[:LISTED]) + more
