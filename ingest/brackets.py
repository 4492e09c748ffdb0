"""Names with their short form in brackets: "the World Herring Organisation (WHO)".

The short form is a name, whatever the parser took it for, and tells where the long one begins: "European Aeronautic
Defence | and | Space Company (EADS)" is one name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.shortening import begins_with_initials, has_initials, in_order, is_acronym

SHORTEST = 3  # letters; two stand for too much
BETWEEN = frozenset({"and", "of", "for", "&"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A name by its tokens; `label` is the recogniser's, "" where it saw none."""

    start: int
    end: int
    label: str = ""


def with_brackets(doc: Doc, spots: list[Spot]) -> list[Spot]:
    """The names of a paragraph, in order, with the short forms in brackets behind them."""
    made: list[Spot] = []
    for spot in spots:
        if made and made[-1].end > spot.start:
            continue  # the short form, found already
        made += list(_given_short(doc, made, spot))
    return made


def _given_short(doc: Doc, made: list[Spot], spot: Spot) -> Iterator[Spot]:
    """A name, from its very beginning, and the short form behind it. Takes out of `made` what it begins with."""
    at = spot.end + 1
    bracket = at + 1 < len(doc) and doc[spot.end].text == "(" and doc[at + 1].text in {")", ","}
    short = doc[at].text if bracket else ""
    if len(short) < SHORTEST or not is_acronym(short):
        yield spot
        return
    whole = spot
    if made and made[-1].end == spot.start - 1 and doc[spot.start - 1].lower_ in BETWEEN:
        start = made[-1].start
        alone = has_initials(short, doc[spot.start : spot.end].text)
        if not alone and begins_with_initials(short, doc[start : spot.end].text):
            made.pop()
            whole = Spot(start, spot.end, spot.label)
    yield whole
    if in_order(short, doc[whole.start : whole.end].text):
        yield Spot(at, at + 1, "ORG" if whole.label == "ORG" else "")
