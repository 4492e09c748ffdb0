"""One name that was read as several, or only in part.

over "on"    Council on Foreign | Relations; Center for the | Arts
campus       University of California, | Berkeley
halves       Lockheed | Martin; Muhammad ibn | Abu Bakr
and          Goldman, | Sachs & Co.; the London, | Midland and | Scottish Railway Company
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.brackets import Spot
from ingest.gazetteer import CLASS, is_people, listed, place_class
from ingest.keys import AMPERSANDS, is_role, words_of

PROPER = frozenset({"NNP", "NNPS"})
PERSON, NORP = "PERSON", "NORP"
LAWS = frozenset({"Act", "Bill", "Code", "Treaty"})
CONCERNED = listed("organization", "concerned")
PATRONYMIC = frozenset({"ben", "bin", "bint", "ibn"})
WITH_ARTICLE = frozenset({"Kremlin", "Pentagon", "Vatican"})  # places in full behind "the"


@dataclass(frozen=True, slots=True)
class Clues:
    """Words of the ontology: `bodies` are of names ("Ministry"), `roles` are common nouns ("chipmaker").

    `given` are given names, `persons` words for a person, `works` for a work with a title, all lower case.
    """

    bodies: frozenset[str]
    roles: frozenset[str]
    given: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()


def whole(doc: Doc, spots: list[Spot], clues: Clues) -> list[Spot]:
    """The names of a paragraph, in order, with their parts put together."""
    joined = list(_joined(doc, _over_on(doc, spots)))
    return _laws(doc, list(_coordinated(doc, list(_firms(doc, joined)), clues.bodies)))


def _laws(doc: Doc, spots: list[Spot]) -> list[Spot]:
    """Names, where that of a law reaches back to its article: "the Death in | Custody Reporting Act"."""
    found: list[Spot] = []
    for spot in spots:
        start = spot.start
        while doc[spot.end - 1].text in LAWS and start > 1 and doc[start - 1].tag_ in {"IN", "TO"}:
            at = start - 1
            while at > 0 and is_proper(doc[at - 1]):
                at -= 1
            if at == start - 1:
                break
            start = at
        if start == 0 or doc[start - 1].lower_ != "the":
            start = spot.start
        while found and found[-1].end > start:
            found.pop()
        end = spot.end  # "the Norvane Act of 1916"
        if doc[end - 1].text in LAWS and end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].tag_ == "CD":
            end += 2
        found.append(Spot(start, end, spot.label))
    return found


def _firms(doc: Doc, spots: list[Spot]) -> Iterator[Spot]:
    """Names on both sides of "&" are one, with those that commas set before them: "Goldman, Sachs & Co."."""
    i = 0
    while i < len(spots):
        first, last = spots[i], i
        end = first.end
        while last + 1 < len(spots) and spots[last + 1].start == end + 1 and doc[end].text in AMPERSANDS | {","}:
            last += 1
            end = spots[last].end
        joined = max((k for k in range(i + 1, last + 1) if doc[spots[k].start - 1].text in AMPERSANDS), default=i)
        end = spots[joined].end
        if end + 1 < len(doc) and doc[end].text in AMPERSANDS and is_proper(doc[end + 1]):  # "Dow Jones & Co."
            end += 2
            yield Spot(first.start, end, "ORG")
        else:
            yield Spot(first.start, end, "ORG" if joined > i else first.label)
        i = joined + 1


def _coordinated(doc: Doc, spots: list[Spot], bodies: frozenset[str]) -> Iterator[Spot]:
    """A body named after several places, behind one article: "the London, Midland and Scottish Railway Company"."""
    i = 0
    while i < len(spots):
        last = _last_of_body(doc, spots, i, bodies)
        yield Spot(spots[i].start, spots[last].end, "ORG") if last > i else spots[i]
        i = last + 1


def _last_of_body(doc: Doc, spots: list[Spot], i: int, bodies: frozenset[str]) -> int:
    """The index of the name that ends the body that the i-th begins; i where it begins none."""
    at = i
    while _sole_place(doc, spots[at], at == i) and at + 1 < len(spots):
        between = doc[spots[at].end].text if spots[at + 1].start == spots[at].end + 1 else ""
        at += 1
        if between == "and":
            final = spots[at]
            body = final.end - final.start > 1 and doc[final.end - 1].text in bodies
            return at if body and (at > i + 1 or not country_opens(doc, final)) else i
        if between != ",":
            return i
    return i


def _sole_place(doc: Doc, spot: Spot, first: bool) -> bool:
    """Whether it is a place of one word that has no article but that of a longer name."""
    text = doc[spot.start].text
    article = spot.start > 0 and doc[spot.start - 1].lower_ == "the"
    known = place_class(text) in {CLASS["country"], CLASS["region"]} or text in WITH_ARTICLE or text.isupper()
    placed = spot.label in {"", "GPE", "LOC", "FAC"} and spot.end == spot.start + 1
    return placed and article == first and not known and not is_people(text)


def country_opens(doc: Doc, spot: Spot) -> bool:
    """Whether a name begins with a country or a people: a body in full."""
    text = doc[spot.start].text
    return bool(place_class(text)) or is_people(text)


def _over_on(doc: Doc, spots: list[Spot]) -> Iterator[Spot]:
    """A body goes on over "on" and "for" to what it is concerned with: "Council on Foreign Relations"."""
    reached = 0
    for spot in spots:
        if spot.start < reached:
            continue
        reached = stop = spot.end
        if stop + 1 < len(doc) and doc[stop].lower_ in {"on", "for"} and doc[stop - 1].text in CONCERNED:
            stop += 2 if doc[stop + 1].lower_ == "the" else 1
            while stop < len(doc) and is_proper(doc[stop]) and doc[stop].ent_type_ in {"", "ORG"}:
                stop += 1
        if stop > reached + 1 and is_proper(doc[stop - 1]):
            reached = stop
        yield Spot(spot.start, reached, spot.label)


def _joined(doc: Doc, spots: Iterable[Spot]) -> Iterator[Spot]:
    """A university of a state with its campus is one name; so are the halves of "Lockheed | Martin"."""
    last: Spot | None = None
    for spot in spots:
        if last is not None and spot.start == last.end and _halves(doc, last, spot):
            body = is_role(words_of(doc[spot.start : spot.end].text))
            last = Spot(last.start, spot.end, "ORG" if body else last.label or spot.label)
            continue
        if last is not None and spot.start == last.end + 1 and doc[last.end].text in PATRONYMIC:
            last = Spot(last.start, spot.end, last.label)
            continue
        near = last is not None and spot.start == last.end + 1 and doc[last.end].text == ","
        if last is not None and near and spot.end == spot.start + 1 and is_campus(doc, last.start, last.end):
            last = Spot(last.start, spot.end, last.label)
            continue
        if last is not None:
            yield last
        last = spot
    if last is not None:
        yield last


def _halves(doc: Doc, left: Spot, right: Spot) -> bool:
    """Whether two names side by side are one: neither a place or people before it, nor a person behind it."""
    if right.label == PERSON and left.label != PERSON:
        return _given(doc, left, right)
    words = doc[left.start : left.end].text
    if place_class(words) and is_role(words_of(doc[right.start : right.end].text)):
        return True  # "Ohio | Highway Patrol"
    return left.label not in {"GPE", NORP} and not place_class(words) and not is_people(words)


def _given(doc: Doc, left: Spot, right: Spot) -> bool:
    """Whether a word that the recogniser left out is the given name of the surname behind it."""
    word = doc[left.start]
    single = left.end - left.start == 1 == right.end - right.start
    bare = not left.label and not place_class(word.text) and not is_people(word.text)
    return single and bare and word.is_title and word.dep_ == "compound" and word.head.i == right.start


def is_campus(doc: Doc, begin: int, comma: int) -> bool:
    """Whether it is a university of a state, whose campus stands behind a comma."""
    words = [t.text for t in doc[begin:comma]]
    state = " ".join(words[words.index("of") + 1 :]) if "of" in words else ""
    campus = doc[comma + 1].text if comma + 1 < len(doc) else ""
    return bool(state) and place_class(state) == CLASS["region"] and not place_class(campus) and campus[:1].isupper()


def is_proper(token: Token) -> bool:
    """Whether a token is read as a proper noun and written like one."""
    if token.tag_ not in PROPER:
        return False
    text = token.text
    if not any(c.isalpha() for c in text):
        return False
    return text[0].isupper() or any(c.isupper() for c in text[1:3])
