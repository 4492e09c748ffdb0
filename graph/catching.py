"""A store that an older program made, brought to what this one keeps in it: before its first change, batch by batch.

    catch_up(store, Terms(load_ontology()))         # nothing to do in a store that is not `behind`

Constraints and indexes are made when a store is opened; this is about what lies in it. The marker's `behind` is the
schema from which it comes, until all is done: a run that was killed begins anew, and changes nothing twice.
"""

from collections.abc import Callable

from graph import cypher, linking_cypher
from graph.assembly import Assembly, Run
from graph.candidates import handles
from graph.rows import Row
from graph.store import Store
from graph.terms import Terms

KEYS = 1000  # in a transaction
ARTICLES = 50  # likewise
COMPARED = 7  # the first schema whose keys were all compared

OWN = ("key", "entity", "votes")  # of a key's node, beside its handles


def catch_up(store: Store, terms: Terms) -> None:
    """Gives keys their handles, compares those that never were, and groups articles. Errors: StoreError."""
    if store.behind is None:
        return
    _over_keys(store, lambda run, rows: _handle(run, terms, rows))
    if store.behind < COMPARED:
        _over_keys(store, lambda run, rows: _compare(run, terms, rows))
    while store.writing(lambda run: _group(run, terms)):
        pass
    store.write(cypher.CAUGHT_UP)
    store.behind = None


def _over_keys(store: Store, work: Callable[[Run, list[Row]], None]) -> None:
    after = ""
    while after := store.writing(lambda run, after=after: _page(run, work, after)):  # type: ignore[misc]
        pass


def _page(run: Run, work: Callable[[Run, list[Row]], None], after: str) -> str:
    """The last key of the page; "" behind the last page."""
    run(cypher.TAKE_TURN)
    rows = [row["row"] for row in run(linking_cypher.NEXT_KEYS, after=after, most=KEYS)]
    if rows:
        work(run, rows)
    return rows[-1]["key"] if rows else ""


def _handle(run: Run, terms: Terms, rows: list[Row]) -> None:
    made = [{name: row[name] for name in OWN} | handles(row["key"], terms.company_words) for row in rows]
    run(cypher.SET_KEYS, rows=[new for new, row in zip(made, rows, strict=True) if new != row])


def _compare(run: Run, terms: Terms, rows: list[Row]) -> None:
    work = Assembly(run, terms)
    work.review((row["key"] for row in rows), ())
    work.settle()


def _group(run: Run, terms: Terms) -> bool:
    """Groups some articles that were not; whether there were any."""
    run(cypher.TAKE_TURN)
    work = Assembly(run, terms)
    found = work.copies.marked_before(ARTICLES)
    work.settle()
    return bool(found)
