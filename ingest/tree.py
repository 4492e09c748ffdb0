"""A parse as plain lists, open to repair.

spaCy's tokens are made anew at every look and cannot be re-attached without touching the Doc that mentions,
coreference and stance read. A `Tree` copies what the clause rules need into lists indexed by token, once a paragraph;
ingest/repairs.py rewires it, everything else only reads it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from spacy.tokens import Doc

from ingest.words import WORDS

Tokens = tuple[int, ...]
Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")
QUOTES = frozenset({"“", "”", '"', "``", "''"})

# What hangs on a noun without being part of what it names.
LOOSE = frozenset({"relcl", "acl", "appos", "conj", "cc", "preconj", "punct", "parataxis", "advcl", "mark", "intj"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
VERBS = frozenset({"VERB", "AUX"})
PEOPLE = frozenset({"Person", "Group", "PERSON", "NORP", "Agent"})  # who can be "who"
LITERALS = frozenset({"Date", "Time", "Money", "Percent", "Quantity", "Number"})
# Labels of spaCy's own entity recogniser, for paragraphs that were not annotated yet.
MODEL_LITERALS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What a parse says of its tokens, one list a column; never changed."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    lower: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    spans: list[tuple[int, int]]
    marked: bool


def columns(doc: Doc) -> Columns:
    """The columns of a parse, read once and kept with it."""
    found: Columns | None = doc.user_data.get("columns")
    if found is None:
        tokens = list(doc)
        words = [t.text for t in tokens]
        starts = [t.idx for t in tokens]
        lower = [w.lower() for w in words]
        found = Columns(
            words,
            starts,
            [start + len(word) for start, word in zip(starts, words, strict=True)],
            lower,
            [WORDS.lemmas.get(low) or t.lemma_.lower() for t, low in zip(tokens, lower, strict=True)],
            [t.tag_ for t in tokens],
            [t.pos_ for t in tokens],
            [t.dep_ for t in tokens],
            [t.head.i for t in tokens],
            [(s.start, s.end) for s in doc.sents],
            not QUOTES.isdisjoint(words),
        )
        doc.user_data["columns"] = found
    return found


class Tree:
    """The words of a paragraph with tag, lemma, head and label each; `kids` are sorted, `names` are entity spans.

    `known` holds what was worked out about the tree as it is (see `once`); `marked` tells whether it has quotation
    marks at all.
    """

    __slots__ = (
        "deps",
        "ends",
        "heads",
        "kids",
        "kinds",
        "known",
        "lemmas",
        "lower",
        "marked",
        "names",
        "pos",
        "spans",
        "starts",
        "tags",
        "words",
    )

    def __init__(self, doc: Doc) -> None:
        read = columns(doc)
        self.words, self.starts, self.ends = read.words, read.starts, read.ends
        self.lower, self.lemmas, self.pos = read.lower, read.lemmas, read.pos
        self.spans, self.marked = read.spans, read.marked
        self.tags, self.deps, self.heads = list(read.tags), list(read.deps), list(read.heads)
        self.kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
        self.known: dict[tuple[Any, ...], Any] = {}
        self.names: dict[int, tuple[int, int]] = {}
        self.kinds = [""] * len(self.words)
        for ent in doc.ents:
            for i in range(ent.start, ent.end):
                self.names[i] = (ent.start, ent.end)
                self.kinds[i] = ent.label_

    def __len__(self) -> int:
        return len(self.words)

    def under(self, i: int, *deps: str) -> list[int]:
        """The children of `i` with one of these labels, in order."""
        labels, found = self.deps, []
        for k in self.kids[i]:
            if labels[k] in deps:
                found.append(k)  # noqa: PERF401  # asked 200 times a sentence: a comprehension takes half as long again
        return found

    def first(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of these labels."""
        labels = self.deps
        for k in self.kids[i]:  # half the time of a generator
            if labels[k] in deps:
                return k
        return None

    def move(self, i: int, head: int, dep: str) -> None:
        """Hangs `i` on another head, or makes it a root (its own head); nothing where that closes a circle."""
        if head != i and self.descends(head, i):
            return
        self.known.clear()
        old = self.heads[i]
        if old != i:
            self.kids[old].remove(i)
        self.heads[i], self.deps[i] = head, dep
        if head != i:
            self.kids[head].append(i)
            self.kids[head].sort()

    def supplant(self, i: int, other: int) -> None:
        """Hangs `i` where `other` hangs, which stays where it is; a root, where it is one."""
        head = self.heads[other]
        self.move(i, head if head != other else i, self.deps[other])

    def subtree(self, i: int, skip: frozenset[str] = frozenset()) -> list[int]:
        """Tokens at and under `i`, sorted, without the branches whose label is in `skip`."""
        kids, labels = self.kids, self.deps
        if not kids[i]:
            return [i]
        found = [i]
        for at in found:  # grows as it goes
            if kids[at]:
                found += [k for k in kids[at] if labels[k] not in skip] if skip else kids[at]
        found.sort()
        return found

    def descends(self, i: int, ancestor: int) -> bool:
        """Whether `i` is at or under `ancestor`."""
        while i != ancestor:
            if self.heads[i] == i:
                return False
            i = self.heads[i]
        return True

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is coordinated with it, in order; words joined by "&" stay one name."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            kids = self.kids[at]
            if any(self.words[k] == "&" for k in kids):
                continue
            name, verb = self.names.get(at), self.pos[i] in VERBS
            stack.extend(
                k
                for k in kids
                if self.deps[k] == "conj"
                and (self.pos[k] in VERBS) == verb
                and (name is None or self.names.get(k) != name or self.literal(k))
            )
        found.sort()
        return found

    def quoted(self, i: int) -> bool:
        """Whether a quotation that opens before the token is still open at it."""
        if not self.marked:
            return False
        before = self.words[:i]
        pairs = (("“", "”"), ("``", "''"))
        return before.count('"') % 2 == 1 or any(before.count(left) > before.count(right) for left, right in pairs)

    def literal(self, i: int) -> bool:
        """Whether `i` stands in a date, an amount or a number."""
        return self.kinds[i] in LITERALS or self.kinds[i] in MODEL_LITERALS

    def named(self, i: int) -> bool:
        """Whether `i` stands in a name."""
        return bool(self.kinds[i]) and not self.literal(i)

    def text(self, tokens: Iterable[int]) -> str:
        """The words of these tokens with blanks between."""
        return " ".join(self.words[i] for i in tokens)

    def sentences(self) -> list[tuple[int, int]]:
        """First and last token (excluded) of each sentence."""
        return self.spans


def once(make: Callable[Concatenate[Tree, Rest], Answer]) -> Callable[Concatenate[Tree, Rest], Answer]:
    """A question about a tree that is worked out once and answered again until the tree is rewired."""

    def answered(tree: Tree, /, *rest: Rest.args, **named: Rest.kwargs) -> Answer:
        key = (make, rest, *named.values()) if named else (make, rest)
        answer: Answer
        try:
            answer = tree.known[key]
        except KeyError:
            answer = tree.known[key] = make(tree, *rest, **named)
        return answer

    update_wrapper(answered, make)
    return answered
