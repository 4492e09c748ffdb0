"""People's verdicts on claims as a table, with the words that they are about.

claims_ruled_on(store, withdrawn=True).rows
"""

from graph.store import Store
from graph.verdicts import rulings
from queries.table import Table

COLUMNS = (
    "claim", "verdict", "subject", "relation", "object", "words", "article", "by", "why", "made", "withdrawn",
)  # fmt: skip


def claims_ruled_on(store: Store, *, withdrawn: bool = False) -> Table:
    """The standing verdicts, the oldest first; also the withdrawn ones, if asked for. Errors: StoreError."""
    rows = (
        (r.claim, r.verdict, r.subject, r.relation, r.object, r.quote, r.article, r.by, r.why, r.made, r.withdrawn)
        for r in rulings(store, withdrawn=withdrawn)
    )
    return Table(COLUMNS, tuple(rows))
