"""Titles of works in quotation marks: one name from mark to mark, not the names of places and people in them.

the musical "The Boy from Vaduz"     behind a word for a work, or for naming
"Stone Harbour," a novel             with such a word behind
starred in "The Long Way Home"       by its capitals alone, where nothing in it is a clause
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.brackets import Spot
from ingest.gazetteer import listed
from ingest.keys import INSIDE_TITLES as INSIDE
from ingest.reporting import REPORTING
from ingest.tree import columns

KIND = "TITLE"  # of a spot, as the recogniser's labels are
BEFORE = listed("work", "before")
SINGLE = frozenset({"'", "‘", "’"})
MARKS = REPORTING.marks["opening"] | REPORTING.marks["closing"] | REPORTING.marks["straight"]
LONGEST = 10  # tokens
CAPITALS = 2  # words in capitals without which a title needs a word for a work beside it
CLAUSAL = frozenset({"MD", "PRP", "UH", "VBD", "VBP", "VBZ"})
ARTICLES = frozenset({"a", "an", "the"})
COMMAS = frozenset({",", "."})


def titles(doc: Doc, nouns: frozenset[str]) -> Iterator[Spot]:
    """The titles of a paragraph, in order. `nouns`: the ontology's words for works."""
    words = columns(doc).words
    for kind in (MARKS, SINGLE):
        marks = [i for i, word in enumerate(words) if word in kind]
        at = 0
        while at + 1 < len(marks):
            start, end = marks[at] + 1, marks[at + 1]
            if _opens(doc, marks[at]) and _title(doc, start, end, nouns, kind is MARKS):
                first = start + 1 if words[start].lower() in ARTICLES and end - start > 2 else start
                yield Spot(first, end - 1 if words[end - 1] in COMMAS else end, KIND)
                at += 1
            at += 1


def _opens(doc: Doc, mark: int) -> bool:
    """Whether a mark opens a quotation: a blank or a bracket before it, none behind."""
    before = mark == 0 or bool(doc[mark - 1].whitespace_) or doc[mark - 1].text in {"(", "[", "-", "–", "—"}
    return before and not doc[mark].whitespace_


def _title(doc: Doc, start: int, end: int, nouns: frozenset[str], double: bool) -> bool:
    """Whether the words between two marks are a title. `double`: they cannot be apostrophes."""
    stop = end - 1 if doc[end - 1].text in COMMAS else end
    if not start < stop <= start + LONGEST or not all(_fits(doc, i) for i in range(start, stop)):
        return False
    words = doc[start:stop]
    if not words[0].text[:1].isupper() or words.text.isupper():
        return False
    if _called(doc, start - 2, nouns) or _told(doc, end + 1, nouns):
        return True
    if (start > 1 and doc[start - 2].lower_ in {"a", "an"}) or (not double and doc[end - 1].text.endswith("s")):
        return False  # "called him a 'Man of Steel'"; an apostrophe looks like a single mark
    capitals = sum(t.text[:1].isupper() and t.lower_ not in INSIDE for t in words)
    inside = stop == end or (start > 1 and doc[start - 2].tag_ == "IN")  # no answer: “Not Guilty,” he said
    return capitals >= CAPITALS and inside and not any(t.tag_ in CLAUSAL for t in words)


def _fits(doc: Doc, i: int) -> bool:
    """Whether a word may stand in a title: in capitals, a figure, or one of the small words."""
    token = doc[i]
    plain = not token.is_alpha or token.text[:1].isupper() or token.lower_ in INSIDE
    return plain and token.text not in {".", ";", "?", "!"} and not token.is_space


def _called(doc: Doc, i: int, nouns: frozenset[str]) -> bool:
    """Whether the word before a mark tells that a title comes."""
    if i > 0 and doc[i].text == ",":
        i -= 1
    return i >= 0 and (doc[i].lower_ in BEFORE or doc[i].lemma_.lower() in nouns | BEFORE)


def _told(doc: Doc, i: int, nouns: frozenset[str]) -> bool:
    """Whether an article and a word for a work follow: "..., a 1998 novel"."""
    if i < len(doc) and doc[i].text == ",":
        i += 1
    if i >= len(doc) or doc[i].lower_ not in ARTICLES | {"her", "his", "their"}:
        return False
    return any(t.lemma_.lower() in nouns for t in doc[i + 1 : i + 4])
