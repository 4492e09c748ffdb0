"""What stands in front of a story and is not part of its first sentence: datelines and labels of headlines.

"SHANGHAI (Reuters) -" or "New York, NY –" would become a subject, "Risky partner:" another; both are cut off and kept
as metadata.
"""

from dataclasses import dataclass
from re import IGNORECASE
from re import compile as regex

from ingest.pages import LISTS

PLACE = r"[A-Z][A-Z.'’ \-]+(?:(?:,|/) ?[A-Z][\w.'’ \-]+?)?"
CITY = r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}"
DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?)"
AGENCY = r"[A-Z][\w.&' ]{1,30}"
DATELINE = regex(
    rf"^(?P<place>{PLACE})(?:, (?P<day>{DAY}))?\s*(?:\((?P<agency>{AGENCY})\)\s*[-–—:]+|[-–—]{{1,2}}(?=\s))\s*"
    rf"|^(?P<city>{CITY}), (?:[A-Z]{{2}}|[A-Z][a-z]+\.)(?:, (?P<date>{DAY}))?,?\s*[–—]\s*"
    rf"|^\((?P<alone>{AGENCY})\)\s*[-–—]+\s*"
)
# "Risky partner: ...": up to four words of which only the first is capital, then a headline of four words or more.
LABEL = regex(r"^(?:[A-Z][\w'’-]*(?: [a-z][\w'’-]*){1,3})\s*:\s+(?=(?:\S+\s+){3})")
KNOWN_LABEL = regex(LISTS.labels.pattern, IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """How many characters to cut off, why, and what they say."""

    length: int
    reason: str
    metadata: dict[str, str]


def opening_of(text: str, headline: bool) -> Opening | None:
    """What to cut off a paragraph, or off a headline."""
    if headline:
        found = KNOWN_LABEL.match(text) or LABEL.match(text)
        return Opening(found.end(), "label", {"label": found.group().strip(" :-|")}) if found else None
    found = DATELINE.match(text)
    if not found or found.end() >= len(text):
        return None
    parts = {
        "dateline": found["place"] or found["city"],
        "dateline_day": found["day"] or found["date"],
        "agency": found["agency"] or found["alone"],
    }
    return Opening(found.end(), "dateline", {name: said.strip() for name, said in parts.items() if said})
