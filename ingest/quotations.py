"""Quotations: which words of a paragraph stand in quotation marks, and who speaks them.

A straight mark closes when no blank precedes it; an unmatched one reaches the edge of the paragraph, as it does where
a quotation runs over several paragraphs. A quotation belongs to the reporting verb beside it in its sentence; a whole
quoted sentence without one goes on with the last speaker (PolNeAR: 77 % of such sentences have no cue of their own,
73 % of those follow a found source). One that nobody is named for is still nobody's fact: its source is unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.reporting import REPORTING
from ingest.tree import VERBS, Tree

REACH = 30  # tokens between a quotation and its reporting verb
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
FULL_STOP = frozenset({".", "!", "?"})
_OPENING, _CLOSING = REPORTING.marks["opening"], REPORTING.marks["closing"]
_STRAIGHT = REPORTING.marks["straight"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start` to `end` (excluded) between two marks; `opened`, `closed`: in this paragraph."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True

    def __contains__(self, i: int) -> bool:
        return self.start <= i < self.end


def quotations(tree: Tree) -> list[Quotation]:
    """The quotations of a paragraph, in order. Marks inside a quotation of the other kind are read as its words."""
    found: list[Quotation] = []
    start: int | None = None
    closer = ""
    for i, word in enumerate(tree.words):
        if start is None:
            if (
                word in _OPENING
                or (word in _STRAIGHT and not _attached(tree, i))
                or (word == "‘" and i + 1 < len(tree))
            ):
                start, closer = i + 1, word
            elif (word in _CLOSING or word in _STRAIGHT) and not found:
                found.append(Quotation(0, i, opened=False))
        elif _closes(tree, i, closer):
            found.append(Quotation(start, i))
            start = None
    if start is not None and closer != "‘":
        found.append(Quotation(start, len(tree), closed=False))
    return [q for q in found if q.start < q.end]


def _closes(tree: Tree, i: int, opener: str) -> bool:
    word = tree.words[i]
    if opener == "‘":
        # the apostrophe of a plural ("officers’ union") stands after a letter and before a word
        return word == "’" and (
            not tree.words[i - 1][-1].isalnum() or i + 1 == len(tree) or not tree.words[i + 1][0].isalnum()
        )
    if opener in _STRAIGHT:
        return word in _CLOSING or (word in _STRAIGHT and (_attached(tree, i) or i + 1 == len(tree)))
    return word in _CLOSING or word in _STRAIGHT


def _attached(tree: Tree, i: int) -> bool:
    return i > 0 and tree.ends[i - 1] == tree.starts[i]


def speaking_verb(tree: Tree, quotation: Quotation, inside: list[bool]) -> int | None:
    """The reporting verb that a quotation belongs to, beside it and outside all quotation marks."""
    after = next(_verbs(tree, _forward(tree, quotation, inside)), None)
    before = next(_verbs(tree, _backward(tree, quotation, inside)), None)
    if after is None or before is None:
        return before if after is None else after
    last = tree.words[quotation.end - 1]
    return after if last in {",", "?", "!"} else before


def _forward(tree: Tree, quotation: Quotation, inside: list[bool]) -> Iterator[int]:
    if tree.words[quotation.end - 1] == ".":
        return
    for i in range(quotation.end, min(len(tree), quotation.end + REACH)):
        if not inside[i]:
            if tree.words[i] in FULL_STOP:
                return
            yield i


def _backward(tree: Tree, quotation: Quotation, inside: list[bool]) -> Iterator[int]:
    for i in range(quotation.start - 1, max(-1, quotation.start - REACH), -1):
        if not inside[i]:
            if tree.words[i] in FULL_STOP:
                return
            yield i
        elif tree.words[i] == "." and inside[i]:
            return


def _verbs(tree: Tree, tokens: Iterator[int]) -> Iterator[int]:
    for i in tokens:
        if (
            tree.pos[i] in VERBS
            and tree.lemmas[i] in REPORTING.clause
            and tree.deps[i] not in {"amod", "compound", "aux"}
        ):
            yield i


def whole_sentence(tree: Tree, quotation: Quotation) -> bool:
    """Whether a quotation begins where a sentence may begin."""
    before = quotation.start - 2
    return before < 0 or tree.words[before] in FULL_STOP | _CLOSING | _STRAIGHT | {":"}


def is_title(tree: Tree, quotation: Quotation) -> bool:
    """Whether the words between the marks are one name, which nobody says."""
    start = quotation.start
    if tree.lower[start] in {"a", "an", "the"} and start + 1 < quotation.end:
        start += 1
    if not tree.named(start):
        return False
    end = tree.names[start][1]
    return end == quotation.end or (end == quotation.end - 1 and tree.words[end] in {",", "."})


def says_something(tree: Tree, quotation: Quotation) -> bool:
    """Whether a clause stands in a quotation: a verb with a tense or with its subject."""
    return any(
        tree.tags[i] in FINITE or (tree.deps[i] in {"nsubj", "nsubjpass", "expl"} and tree.heads[i] in quotation)
        for i in range(quotation.start, quotation.end)
    )


def offered(tree: Tree, quotation: Quotation) -> bool:
    """Whether the marks around a fragment show that somebody said it ("Probably not," Roe said; Roe said, "Not me").

    A fragment without either only marks a word as not one's own.
    """
    if tree.words[quotation.end - 1] in {",", "?", "!"} and quotation.closed:
        return True
    before = quotation.start - 3
    led = before >= 0 and tree.words[before + 1] in {",", ":"} and tree.pos[before] in VERBS
    return led and tree.lemmas[before] in REPORTING.clause
