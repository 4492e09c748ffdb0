"""Dates of a life: in brackets behind a name, or behind a noun ("her death in 2011").

    shape        words                              statement
    life_from    Roe (born 8 April 1938)            Roe | born | 8 April 1938
    life_until   Roe (died 2 May 2017)              Roe | died | 2 May 2017
    life_place   Roe (born 1938 in Lagos)           Roe | born | Lagos
    (the noun)   its founding in 2009               its | founding in | 2009

Two years alone may be a term of office; two full dates are a life.
"""

from collections.abc import Iterator
from dataclasses import replace

from ingest.candidates import Candidate, Phrase
from ingest.gazetteer import CLASS
from ingest.layouts import PLACES, shape
from ingest.phrases import name_of
from ingest.tree import Tokens, Tree
from ontology.model import Frame

LONGEST = 30  # tokens of a bracket
BORN = frozenset({"born", "b.", "b"})
DIED = frozenset({"died", "d.", "d"})
SMALL = frozenset({"on", "in", "about", "around", "circa", "c."})
DASHES = frozenset({"-", "\u2013", "\u2014"})
DATE = CLASS["date"]


def lives(tree: Tree, noun: int) -> Iterator[Candidate]:
    """The statements of the bracket behind a person's name."""
    name = name_of(tree, noun)
    if not name or noun != name[-1] or tree.kinds[noun] != CLASS["person"]:
        return
    start = noun + 1
    if start >= len(tree) or tree.words[start] != "(":
        return
    end = next((i for i in range(start, min(len(tree), start + LONGEST)) if tree.words[i] == ")"), None)
    if end is None:
        return
    for i in range(start + 1, end):
        if tree.lower[i] in BORN:
            yield from _told(tree, noun, i, end, "life_from")
        elif tree.lower[i] in DIED:
            yield from _told(tree, noun, i, end, "life_until")
    yield from _span(tree, noun, start + 1, end)


def dated(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "her death in 2011", "its founding in 2009": when what somebody has happened."""
    for owner in tree.under(noun, "poss") if tree.pos[noun] == "NOUN" else ():
        for prep in tree.under(noun, "prep"):
            for day in tree.under(prep, "pobj") if tree.lower[prep] in {"in", "on"} else ():
                if tree.kinds[day] == DATE:
                    slot, lemma = tree.lower[prep], tree.lemmas[noun]
                    frame = Frame("noun", lemma, "poss", slot, {"poss": tree.lemmas[owner], slot: tree.lemmas[day]})
                    yield replace(shape(tree, lemma, (owner, day), (noun, prep)), frame=frame)


def _told(tree: Tree, noun: int, word: int, end: int, form: str) -> Iterator[Candidate]:
    """Reads "born on 8 April 1938 in Lagos" from the word on."""
    at = word + 1
    while at < end and tree.lower[at] in SMALL:
        at += 1
    date = _date(tree, at, end)
    if date:
        yield _dated(tree, form, noun, (word,), date)
        at = date[-1] + 1
        if at < end and tree.words[at] == ",":
            at += 1
        if at < end and tree.lower[at] == "in":
            at += 1
    if form == "life_from" and at < end and tree.kinds[at] in PLACES:
        place = tree.names[at][1] - 1
        yield shape(tree, "life_place", (noun, place), (word,))


def _span(tree: Tree, noun: int, start: int, end: int) -> Iterator[Candidate]:
    """Reads "8 April 1938 - 2 May 2017", the whole bracket or what follows its last semicolon."""
    start = max([start, *(i + 1 for i in range(start, end) if tree.words[i] == ";")])
    dash = next((i for i in range(start, end) if tree.words[i] in DASHES), None)
    if dash is None:
        return
    left, right = _date(tree, start, dash), _date(tree, dash + 1, end)
    if len(left) > 1 and len(right) > 1 and left[-1] == dash - 1 and right[-1] == end - 1:
        yield _dated(tree, "life_from", noun, (dash,), left)
        yield _dated(tree, "life_until", noun, (dash,), right)


def _dated(tree: Tree, form: str, noun: int, relation: Tokens, date: Tokens) -> Candidate:
    return replace(shape(tree, form, (noun, date[0]), relation), object=Phrase(date[0], date, date))


def _date(tree: Tree, start: int, end: int) -> Tokens:
    """The tokens of the date that begins here, up to its year; none where it has none."""
    at = start
    while at < end and (tree.kinds[at] == DATE or tree.words[at].isdigit() or tree.words[at] == ","):
        if len(tree.words[at]) == 4 and tree.words[at].isdigit():
            return tuple(range(start, at + 1)) if tree.kinds[start] == DATE else ()
        at += 1
    return ()
