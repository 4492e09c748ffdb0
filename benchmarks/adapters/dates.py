"""Dates: the TimeML values that the product reads for the time expressions of a benchmark.

The contexts of a story's expressions, in order, are read as one text, so that an expression can go back to what was
named before it, as in an article. Nothing is worked out here: the value is that of `ingest.when`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from ingest.when import Times


def predictions(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A value for each expression."""
    for (_, base), rows in groupby(items, key=lambda row: (row["id"].rpartition("#")[0], row["dct"])):
        story = list(rows)
        times = Times("\n\n".join(row["context"] for row in story), date.fromisoformat(base[:10]))
        offset = 0
        for row in story:
            start, end = offset + row["start"], offset + row["end"]
            dated = times.read(start, end, stop=end)
            yield {"id": row["id"], "value": dated.value if dated else ""}
            offset += len(row["context"]) + 2


BENCHES = {"dates_timebank": predictions, "dates_gum": predictions}
