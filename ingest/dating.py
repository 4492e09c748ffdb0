"""Publication dates as sources write them: to ISO 8601, or not at all. Nothing is guessed, no clock is asked."""

from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from re import compile as pattern

# Forms that can be read one way only; "03/04/2021" is not among them.
FORMS = (
    "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%B %d %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
    "%A, %B %d, %Y", "%A, %d %B %Y", "%a, %d %b %Y",
)  # fmt: skip
ISO = pattern(r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$")


def published_on(text: str) -> str | None:
    """An ISO date, or date and time where the source has one; None for what has no single reading."""
    words = " ".join(text.split())
    if ISO.match(words):
        with suppress(ValueError):
            date.fromisoformat(words[:10])
            return words.replace(" ", "T", 1) if _is_time(words) else words[:10]
        return None
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(words, form).date().isoformat()  # a day has no time zone
    with suppress(ValueError, TypeError, IndexError):
        return parsedate_to_datetime(words).isoformat()
    return None


def _is_time(words: str) -> bool:
    with suppress(ValueError):
        datetime.fromisoformat(words)
        return len(words) > 10
    return False
