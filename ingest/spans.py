"""Where the names of a paragraph stand: the recogniser's, mended, and runs of proper nouns that it missed.

mended     no article, title or possessive; cut at brackets and at small words that no name has ("Acme to Globex")
runs       proper nouns side by side, over "of" where a body's word is in front of it ("Ministry of Health")
recurring  a name that the paragraph has again, where the recogniser saw it only once
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.brackets import Spot, with_brackets
from ingest.figures import SCALES, is_value, with_figure
from ingest.gazetteer import (
    GLUE,
    HONORIFICS,
    MODEL,
    NO_NAME,
    OFFICES,
    PARTICLES,
    TITLES,
    is_people,
    is_short_state,
    place_class,
)
from ingest.keys import AMPERSANDS, SUFFIXES, TOPICS, country_of
from ingest.salience import words as listed
from ingest.shortening import is_designation
from ingest.tree import MODEL_LITERALS, columns
from ingest.wholes import CONCERNED, LAWS, NORP, PERSON, PROPER, Clues, is_campus, is_proper, whole
from ingest.works import titles

GIVEN = listed("given", "male") | listed("given", "female")
UNITS = listed("definite", "units")
OPENING = TITLES | HONORIFICS | {"general", "major", "premier", "prime", "star"}
LONGEST = 12  # tokens; a longer "name" is a headline
LETTERS = 6  # of a degree, with its stops
LEGAL = frozenset({"AG", "Co", "Corp", "Inc", "LLC", "Ltd", "NV", "PLC", "SA"})  # no name without what is before them
REPLYING = frozenset({"added", "asked", "continued", "countered", "declared", "replied", "responded", "said"})
HALF_TITLES = frozenset({"attorney", "inspector", "majority", "minority", "solicitor", "surgeon"})
LEADERS = frozenset({"general", "leader", "whip"})
TITLE_CASE = 0.6  # share of capitals from which a line is set as a headline


def spots_of(doc: Doc, clues: Clues) -> list[Spot]:
    """The names of a paragraph, in order, none in another."""
    found: list[Spot] = []
    taken = bytearray(len(doc))
    for ent in doc.ents:
        if is_value(ent):
            _take(taken, ent.start, ent.end)
    for ent in doc.ents:
        if ent.label_ in MODEL and ent.label_ not in MODEL_LITERALS:
            for spot in mended(doc, ent.start, ent.end, ent.label_, clues):
                _add(found, taken, spot)
    if not is_headline(doc):
        for spot in runs(doc, taken, clues):
            _add(found, taken, spot)
    for i, word in enumerate(columns(doc).words):
        if word[0].isupper() and not taken[i] and (place_class(word) or is_people(word)):
            _add(found, taken, Spot(i, i + 1))
    named = sorted((s for s in found if s.end > s.start + 1 or not is_somebody(doc[s.start])), key=lambda s: s.start)
    named = [spot for spot in named if not is_degree(doc, spot.start, spot.end)]
    joined = [with_figure(doc, spot, taken) for spot in whole(doc, named, clues)]
    return over(with_brackets(doc, joined), list(titles(doc, clues.works)))


def over(spots: list[Spot], titled: list[Spot]) -> list[Spot]:
    """Names, with the titles of works in place of the names inside them, in order."""
    inside = {i for spot in titled for i in range(spot.start, spot.end)}
    apart = [s for s in spots if inside.isdisjoint(range(s.start, s.end))]
    return sorted([*apart, *titled], key=lambda s: s.start) if titled else spots


def is_degree(doc: Doc, i: int, end: int) -> bool:
    """Whether words from `i` to `end` are a degree or an order behind a person's name ("Jane Roe, M. D.")."""
    if i < 2 or columns(doc).words[i - 1] != ",":
        return False
    letters = "".join(t.text for t in doc[i:end]).replace(".", "")
    if letters.lower() not in SUFFIXES or not letters[0].isupper():
        return False
    while i > 3 and doc[i - 1].text == "," and doc[i - 2].text.replace(".", "").isupper() and len(doc[i - 2]) < LETTERS:
        i -= 2 if doc[i - 3].text == "," else 3  # one of several
    if doc[i - 1].text != ",":
        return False
    start = i - 2
    while start > 0 and is_proper(doc[start - 1]):
        start -= 1
    given = start < i - 2 and doc[start].lower_ in GIVEN
    return given or doc[i - 2].ent_type_ == PERSON


def is_somebody(token: Token) -> bool:
    """Whether a word of a people stands for one or some of them, not for the people ("a German", "two Iranians")."""
    if token.dep_ in {"amod", "compound", "nmod", "poss"} or not is_people(token.text):
        return False
    around = list(token.children)
    article = any(k.lower_ in {"a", "an", "another"} for k in around)
    return article or any(k.dep_ == "nummod" for k in around)


def is_headline(doc: Doc) -> bool:
    """Whether a paragraph is set in capitals, so that they tell nothing."""
    if len(doc) and doc[-1].text in {".", "!", "?", "”", '"'}:
        return False
    words = [word for word in columns(doc).words if len(word) > 3 and word.isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > TITLE_CASE * len(words)


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)


def _add(found: list[Spot], taken: bytearray, spot: Spot) -> None:
    if not any(taken[spot.start : spot.end]):
        _take(taken, spot.start, spot.end)
        found.append(spot)


def mended(doc: Doc, start: int, end: int, label: str, clues: Clues) -> Iterator[Spot]:
    """The names that an entity of the recogniser really is; none where it is none."""
    begin = start
    for i in range(start, end):
        of_place = label == PERSON and doc[i].lower_ == "of" and i - begin > 1  # "Peggy Roe of Kano"
        if of_place or _cuts(doc, i, begin, end) or _parts(doc, i, begin, clues):
            yield from _trimmed(doc, begin, i, label, clues)
            begin = i + 1
        elif _names_another(doc, i, begin, end, clues) or _owned(doc, i, begin, end, clues):
            yield from _trimmed(doc, begin, i, label, clues)
            begin = i
    yield from _trimmed(doc, begin, end, label, clues)


def _cuts(doc: Doc, i: int, begin: int, end: int) -> bool:
    """Whether a name cannot go on over a token."""
    word = doc[i].text
    if word in AMPERSANDS or (word == "," and any(doc[k].text in AMPERSANDS for k in range(i, end))):
        return False  # "Goldman, Sachs & Co."
    if doc[i].tag_ == "CD" and i + 1 < len(doc) and doc[i + 1].lower_ in SCALES:
        return True  # "paid Acme 4.1 million"
    if word in {"(", ")", "/", ";", ":", "–", "—", "\u201c", "\u201d", '"', "[", "]", "<", ">"}:
        return True
    if word == "-" and begin < i and doc[i].whitespace_ and doc[i - 1].whitespace_:
        return doc[begin:i].text.isupper()  # "KANO - Norvane"
    if word == ",":
        # "University of California, Berkeley" is one, "Lagos, Nigeria" are two.
        return not (i + 2 == end and is_campus(doc, begin, i))
    if word in {"'s", "’s"}:  # "Acme's Boreal unit"
        return begin < i < end - 1 and end < len(doc) and doc[end].lower_ in UNITS
    if not word[0].islower() or any(c.isupper() for c in word):
        return False
    if word in PARTICLES or word in GLUE:
        return i + 1 == end
    if doc[end - 1].text in LAWS and doc[i].tag_ in {"IN", "TO"}:
        return False  # "Freedom of Access to Clinic Entrances Act"
    return i > begin and doc[i].pos_ not in {"NOUN", "PROPN", "ADJ", "X"}


def _parts(doc: Doc, i: int, begin: int, clues: Clues) -> bool:
    """Whether an "and" or "for" parts two names: what is before ends as a name of its own ("Acme Holdings and ...")."""
    if doc[i].lower_ == "for" and i > begin + 1:
        return doc[i - 1].text in clues.bodies - CONCERNED  # "Acme Steel | for Globex"
    left = [t.text for t in doc[begin:i] if t.pos_ != "DET"]
    if left and (country_of(left[0]) or is_people(left[0])):
        left = left[1:]  # "U.S. Securities and Exchange Commission"
    return doc[i].lower_ == "and" and len(left) > 1 and left[-1] in clues.bodies and not {"of", "for"} & set(left)


def _names_another(doc: Doc, i: int, begin: int, end: int, clues: Clues) -> bool:
    """Whether a person's name begins behind that of a body ("secretary of the Air Force | Jonas Reck")."""
    body = i > begin + 1 and (doc[i - 1].text in clues.bodies or doc[i - 2 : i].text in clues.bodies)
    return body and doc[i].lower_ in clues.given and i + 1 < end and doc[i + 1].text[:1].isupper()


def _owned(doc: Doc, i: int, begin: int, end: int, clues: Clues) -> bool:
    """Whether a person's name or a year begins behind a possessor: "the Green Party's | Jane Roe", "Roe's | 1995"."""
    if i < begin + 2 or doc[i - 1].text not in {"'s", "’s"}:
        return False
    if doc[begin].lower_ in clues.given and i == begin + 3:
        return True  # "Jane Roe's | Problogger"
    return doc[i].text.isdigit() or (doc[i].lower_ in clues.given and i + 2 == end)


def _trimmed(doc: Doc, start: int, end: int, label: str, clues: Clues) -> Iterator[Spot]:
    while start < end and (_no_end(doc, start, end) or _titles(doc, start, end, label, clues)):
        end -= 1
    while start < end and _no_start(doc, start, end, clues) and not _company(doc, start, end, label, clues):
        start += 1
    roles = all(doc[i].lower_ in clues.roles or doc[i].lower_ in OFFICES for i in range(start, end))
    if start >= end or end - start > LONGEST or roles or not _may_be(doc, start, end, label):
        return
    yield Spot(start, end, label)


def _no_start(doc: Doc, i: int, end: int, clues: Clues) -> bool:
    word = doc[i].lower_.rstrip(".")
    if doc[i].pos_ in {"DET", "PUNCT"} or word in {"the", "a", "an"} or not any(c.isalnum() for c in word):
        return True
    if doc[i].is_sent_start and word in REPLYING and i + 1 < end:
        return True  # "Replied State Department spokesman Roe"
    if word in HONORIFICS or (i + 1 < end and doc[i].is_sent_start and word.removeprefix("ex-") in clues.roles):
        return True
    return i + 1 < end and word in TITLES and doc[i + 1].text[:1].isupper() and doc[i + 1].lower_ not in TITLES | GLUE


def _company(doc: Doc, start: int, end: int, label: str, clues: Clues) -> bool:
    """Whether a title opens the name of a company: "General Motors", "Premier Foods", "General Dynamics Corp."."""
    if end - start < 2:
        return False
    if doc[start].lower_.rstrip(".") in TITLES and doc[start + 1].text in clues.bodies:
        return True
    titled = label == "ORG" and doc[start].lower_ in OPENING and doc[start].is_title
    return titled and (doc[end - 1].tag_ == "NNPS" or doc[end - 1].text in clues.bodies)


def _no_end(doc: Doc, start: int, end: int) -> bool:
    word = doc[end - 1]
    if word.text in {"'s", "’s", "'", "’", "-"} or word.lower_ in GLUE:
        return True
    if word.lower_ in HALF_TITLES and end < len(doc) and doc[end].lower_ in LEADERS:
        return end - start > 1  # "Senate | Majority Leader"
    return end - start > 1 and word.lower_ in TITLES and word.lower_ not in TOPICS  # "Acme CEO"


def _titles(doc: Doc, start: int, end: int, label: str, clues: Clues) -> bool:
    """Whether the last word is the title of the person behind it ("FAA Administrator | Jane Roe")."""
    if end - start < 2 or end >= len(doc) or label == PERSON or doc[end].ent_type_ != PERSON:
        return False
    return doc[end - 1].lower_ in clues.persons


def _may_be(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether words can be a name: capitals in them, and more than roles, days and small words."""
    words = [doc[i] for i in range(start, end)]
    if sum(c.isalnum() for w in words for c in w.text) < 2:
        return False
    if label == NORP and is_people(doc[start:end].text):
        return True
    if not any(c.isupper() for w in words for c in w.text):
        return False
    lower = [w.lower_.rstrip(".") for w in words]
    if all(w.text.replace(".", "") in LEGAL for w in words):
        return False
    if lower == ["staff"] and start > 1 and doc[start - 1].lower_ == "of":
        return False  # "Chief of Staff"
    if len(words) == 1 and end < len(doc) and doc[end].lower_ in TITLES and doc[end].text[0].isupper():
        return bool(place_class(words[0].text))  # "Interior Minister Roe"
    if all(w in TOPICS or w in TITLES for w in lower) and lower[-1] in TITLES:
        return False  # "Interior Minister" is a role
    if all(w in NO_NAME or w in TITLES or w in HONORIFICS or w.isdigit() for w in lower):
        return False
    return not (len(words) == 1 and words[0].pos_ in {"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX"})


def runs(doc: Doc, taken: bytearray, clues: Clues) -> Iterator[Spot]:
    """Proper nouns side by side that no entity holds."""
    read, i = columns(doc), 0
    while i < len(doc):
        capital = read.tags[i] in PROPER or read.words[i][:1].isupper()
        if taken[i] or not capital or not (is_proper(doc[i]) or _opens(doc, i, clues)):
            i += 1
            continue
        end = _over_of(doc, _end_of_run(doc, i, taken, clues), taken, clues.bodies)
        for spot in _trimmed(doc, i, end, "", clues):
            if _sure(doc, spot):
                yield spot
        i = end


def _end_of_run(doc: Doc, start: int, taken: bytearray, clues: Clues) -> int:
    """Where proper nouns stop; behind a hyphen where a body is named so ("German-English Academy")."""
    end = start + 1
    while end < len(doc) and not taken[end] and _goes_on(doc[end], clues):
        end += 1
    hyphened = end + 2 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
    if hyphened and not taken[end + 1] and is_proper(doc[end + 1]):
        further = _end_of_run(doc, end + 1, taken, clues)
        if doc[further - 1].text in clues.bodies:
            return further
    return end


def _goes_on(token: Token, clues: Clues) -> bool:
    return is_proper(token) or token.text == "&" or token.text in clues.bodies or is_designation(token.text)


def _opens(doc: Doc, i: int, clues: Clues) -> bool:
    """Whether a capital word, not read as a name, opens one: a word of bodies is behind it ("Oakmere Shipping")."""
    token = doc[i]
    if not (token.text[:1].isupper() and token.is_alpha and i + 1 < len(doc) and doc[i + 1].text in clues.bodies):
        return False
    return token.pos_ not in {"DET", "PRON", "ADP"} and token.lower_ not in NO_NAME


def _over_of(doc: Doc, end: int, taken: bytearray, bodies: frozenset[str]) -> int:
    """The end of "Ministry of Foreign Affairs", behind its "of"."""
    fame = doc[end - 1 : end + 2].text == "Hall of Fame"
    kind = "for" if end < len(doc) and doc[end].lower_ == "for" else "of"
    fit = fame or doc[end - 1].text in (CONCERNED if kind == "for" else bodies)
    if end + 1 >= len(doc) or doc[end].lower_ != kind or not fit:
        return end
    at = end + 2 if doc[end + 1].lower_ == "the" else end + 1
    stop = at
    while stop < len(doc) and not taken[stop] and is_proper(doc[stop]):
        stop += 1
    return stop if stop > at else end


def _sure(doc: Doc, spot: Spot) -> bool:
    """A single capitalised word that opens a sentence is a name only where its form says so."""
    if spot.end - spot.start > 1 or is_short_state(doc[spot.start].text):
        return True
    token = doc[spot.start]
    if spot.end < len(doc) and (doc[spot.end].lower_ in TITLES or doc[spot.end].text in {"'s", "’s"}):
        return True  # "Acme CEO", "Acme's"
    opens = token.is_sent_start or (token.i > 0 and doc[token.i - 1].text in {"“", '"', "‘", ":"})
    return not opens or sum(c.isupper() for c in token.text) > 1 or bool(place_class(token.text))
