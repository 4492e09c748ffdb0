"""What another vocabulary would make of a store: which facts change their property, appear or disappear.

    table = changes(store, load_ontology(), load_ontology(Path("shipping.ttl")))
    table.rows[0]    # ("new property", "", "charters", "Norvane Systems", "Vela Star", 3, ...)

A row for each pair of ends and change, most claims first: another property; a new property, where there was none; a
lost property, which leaves the words alone; a new claim, of a noun phrase that nothing read; a lost claim, of one that
nothing reads any more; the same property in other ends or words. Nothing is written, and no article is read.
"""

from dataclasses import dataclass

from graph.retype import Change, differences
from graph.store import Store
from ontology.errors import QueryError
from ontology.model import Argument, Claim
from ontology.schema import Ontology
from queries.table import Table

COLUMNS = ("what", "before", "after", "subject", "object", "claims", "example", "article")
ROWS = 100

Key = tuple[str, str, str, str, str]


@dataclass(slots=True)
class _Seen:
    """How many claims change so, and the first of them."""

    claims: int
    first: Claim


def changes(store: Store, old: Ontology, new: Ontology, *, limit: int = ROWS) -> Table:
    """The table, at most `limit` rows. Errors: QueryError, StoreError."""
    if limit < 1:
        raise QueryError(f"the limit is {limit}", "give 1 or more")
    seen: dict[Key, _Seen] = {}
    for change in differences(store, old, new):
        claim = change.after or change.before
        assert claim is not None
        found = seen.setdefault(_key(change, claim), _Seen(0, claim))
        found.claims += 1
    ranked = sorted(seen.items(), key=lambda item: (-item[1].claims, item[0]))
    rows = ((*key, found.claims, found.first.quote.text, found.first.article) for key, found in ranked[:limit])
    return Table(COLUMNS, tuple(rows), len(ranked) > limit)


def _key(change: Change, claim: Claim) -> Key:
    before, after = _property(change.before), _property(change.after)
    return _what(change, before, after), before, after, _name(claim.subject), _name(claim.object)


def _what(change: Change, before: str, after: str) -> str:
    if change.before is None:
        return "new claim"
    if change.after is None:
        return "lost claim"
    if before == after:
        return "other ends or words"
    return "another property" if before and after else "new property" if after else "lost property"


def _property(claim: Claim | None) -> str:
    return (claim.relation.property or "") if claim else ""


def _name(end: Argument | None) -> str:
    return (end.name or end.text) if end else ""
