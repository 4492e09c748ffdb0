"""Figures: those that are dates and amounts, and those that are part of a name.

the Norvane 300, the Orrin 100 index            a name: the figure counts nothing
Norvane 300 million, the Norvane 100 workers    it counts
V500                                            a model, which the recogniser takes for a number
"""

from collections.abc import Iterator
from re import compile as pattern

from spacy.tokens import Doc, Span, Token

from ingest.brackets import Spot
from ingest.gazetteer import is_people, place_class
from ingest.shortening import is_designation
from ingest.tree import MODEL_LITERALS

SCALES = frozenset({"million", "billion", "trillion", "thousand", "percent", "%", "euros", "dollars", "pounds"})
FIGURE = pattern(r"\d{2,4}(?:-\d{2,4})?[A-Za-z]{0,3}$")  # of a model: "300", "300-20ER", "300s"


def literals_of(doc: Doc) -> Iterator[Spot]:
    """Dates, amounts and numbers; a number that can only be a year is a date."""
    for ent in doc.ents:
        if is_value(ent):
            year = ent.label_ == "CARDINAL" and len(ent) == 1 and _is_year(ent[0])
            age = ent.label_ == "DATE" and len(ent) == 1 and ent.text.isdigit() and len(ent.text) < 4
            yield Spot(ent.start, ent.end, "DATE" if year else "CARDINAL" if age else ent.label_)


def is_value(ent: Span) -> bool:
    """Whether an entity of the recogniser is a date or an amount; it takes many a model ("V500") for a number."""
    return ent.label_ in MODEL_LITERALS and not (ent.label_ == "CARDINAL" and is_designation(ent.text))


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and "1900" <= token.text <= "2099"


def with_figure(doc: Doc, spot: Spot, taken: bytearray) -> Spot:
    """A name with the figure behind it, which counts nothing: "the Norvane 300", "the Orrin 100 index"."""
    end, text = spot.end, doc[spot.start : spot.end].text
    if end == len(doc) or not FIGURE.match(doc[end].text) or _is_year(doc[end]):
        return spot
    if taken[end] and not _is_part(doc, spot):
        return spot
    scaled = end + 1 < len(doc) and (doc[end + 1].lower_ in SCALES or doc[end + 1].tag_ == "CD")
    if scaled or place_class(text) or is_people(text):
        return spot
    return Spot(spot.start, end + 1, "" if spot.label in {"GPE", "LOC"} else spot.label)


def _is_part(doc: Doc, spot: Spot) -> bool:
    """Whether a figure that the recogniser counts with is part of the name with the article in front of it."""
    figure, last = doc[spot.end], doc[spot.end - 1]
    if figure.ent_type_ != "CARDINAL" or not spot.start or doc[spot.start - 1].lower_ != "the":
        return False
    head = figure.head
    if head.i > figure.i and head.tag_ in {"NNS", "NNPS"}:
        return False  # "the Norvane 100 workers"
    return spot.start <= head.i < figure.i or last.head.i in {head.i, figure.i}
