"""Who says so: for every word of a paragraph the reporting words that cover it, outermost first.

Cues cover what they govern in the tree (ingest/cues.py), and quotations cover what stands between their marks
(ingest/quotations.py), which the parser often hangs elsewhere.
"""

from dataclasses import dataclass, replace

from ingest.cues import Cue, covered, cues_of, mark_cue, verb_cue
from ingest.labels import label_of, signature_of
from ingest.quotations import (
    FULL_STOP,
    Quotation,
    is_title,
    offered,
    quotations,
    says_something,
    speaking_verb,
    whole_sentence,
)
from ingest.tree import VERBS, Tree

PREDICATED = frozenset({"appos", "attr", "conj", "dobj", "nsubj", "nsubjpass", "oprd", "pobj"})
SCRAP = 3  # words of a quotation that only marks a word as not one's own


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation and its cue; numbers of the paragraphs where the cue and the quotation stand."""

    quotation: Quotation
    cue: Cue
    cued: int
    spoken: int


class Attributions:
    """The cues over the tokens of one paragraph.

    `number` is that of the paragraph in its article, `last` the speech that the paragraph before ended with.
    """

    def __init__(self, tree: Tree, number: int = 0, last: Speech | None = None) -> None:
        self.tree = tree
        self.number = number
        self.cues = cues_of(tree)
        signed = signature_of(tree)
        self.signature = None if signed is None else mark_cue(0, signed, "signature")
        self._rooted: dict[int, list[Cue]] = {}
        for root, cue in covered(self.cues):
            self._rooted.setdefault(root, []).append(cue)
        self._cut = {cue.cut: cue for cue in self.cues if cue.cut is not None}
        self._anchors = {cue.anchor for cue in self.cues}
        self._known: dict[int, tuple[Cue, ...]] = {}
        self.quoted = quotations(tree)
        self.speeches = self._speeches(last)

    def of(self, i: int) -> tuple[tuple[Cue, int], ...]:
        """The cues over token `i`, outermost first, each with the number of its paragraph."""
        cues = [(cue, self.number) for cue in self._governing(i)]
        for speech in self.speeches:
            if i in speech.quotation:
                said = (speech.cue, speech.cued)
                if said not in cues:
                    inner = (n for n, (c, _) in enumerate(cues) if c.anchor in speech.quotation)
                    cues.insert(next(inner, len(cues)), said)
        return tuple(cues)

    def sign(self, cue: Cue, number: int) -> bool:
        """Gives the quotations that nobody is named for to who signs below, in paragraph `number`; False: none."""
        unsigned = [speech for speech in self.speeches if speech.cue.source is None and speech.cue.kind == "quote"]
        self.speeches = [replace(s, cue=cue, cued=number) if s in unsigned else s for s in self.speeches]
        return bool(unsigned)

    def scare_quoted(self, i: int) -> bool:
        """Whether a predicate stands in quotation marks that quote nobody: "the 'owner' of the villa", "he 'won'"."""
        scraps = [q for q in self.quoted if i in q and q.end - q.start <= SCRAP]
        predicate = self.tree.deps[i] in PREDICATED or self.tree.pos[i] in VERBS
        return bool(scraps) and predicate and not self.of(i)

    def _governing(self, i: int) -> tuple[Cue, ...]:
        """The cues that govern token `i` in the tree, outermost first."""
        heads, path = self.tree.heads, [i]
        while path[-1] not in self._known and heads[path[-1]] != path[-1]:
            path.append(heads[path[-1]])
        for at in reversed(path):
            if at not in self._known:
                above = self._known[heads[at]] if heads[at] != at else ()
                if self._aside(at):
                    above = ()
                cut = self._cut.get(at)
                self._known[at] = (*(c for c in above if c is not cut), *self._rooted.get(at, ()))
        return self._known[i]

    def _aside(self, i: int) -> bool:
        """A relative clause that names its own source (", which the union says is ...") is the outlet's own word."""
        tree = self.tree
        if tree.deps[i] != "relcl" or i not in self._anchors:
            return False
        first = tree.subtree(i)[0]
        return first > 0 and tree.words[first - 1] == ","

    def _speeches(self, last: Speech | None) -> list[Speech]:
        found = self.quoted
        inside = [False] * len(self.tree)
        for quotation in found:
            inside[quotation.start : quotation.end] = [True] * (quotation.end - quotation.start)
        speeches: list[Speech] = []
        for quotation in found:
            speech = self._speech(quotation, inside, last)
            if speech is not None:
                speeches.append(speech)
                last = speech
        named = any(speech.cue.source is not None for speech in speeches)
        return speeches if named else self._labelled() or speeches

    def _labelled(self) -> list[Speech]:
        label = label_of(self.tree)
        if label is None:
            return []
        mark, source, said = label
        return [Speech(said, mark_cue(mark, source, "label"), self.number, self.number)]

    def _speech(self, quotation: Quotation, inside: list[bool], last: Speech | None) -> Speech | None:
        tree, here = self.tree, self.number
        if last is not None and not quotation.opened:
            return Speech(quotation, last.cue, last.cued, here)
        governing = [c for c in self._governing(_top(tree, quotation)) if c.anchor not in quotation]
        if governing:
            return Speech(quotation, governing[-1], here, here)
        if not says_something(tree, quotation) and not offered(tree, quotation):
            return None
        if is_title(tree, quotation):
            return None
        verb = speaking_verb(tree, quotation, inside)
        if verb is not None:
            known = next((c for c in self.cues if c.anchor == verb), None)
            return Speech(quotation, known or verb_cue(tree, verb), here, here)
        if not whole_sentence(tree, quotation):
            return None
        if last is not None and self._goes_on(quotation, last):
            return Speech(quotation, last.cue, last.cued, here)
        return Speech(quotation, mark_cue(max(quotation.start - 1, 0), None, "quote"), here, here)

    def _goes_on(self, quotation: Quotation, last: Speech) -> bool:
        """Whether a quotation is the next thing after another one and the clause of its cue."""
        if last.spoken < self.number:
            return quotation.start <= 1 and last.spoken == self.number - 1
        said = max(last.quotation.end, last.cue.anchor if last.cued == self.number else 0)
        between = self.tree.words[said : quotation.start - 1]
        return sum(word in FULL_STOP for word in between) <= 1


def _top(tree: Tree, quotation: Quotation) -> int:
    """A word of the quotation whose head stands outside it."""
    at = quotation.start
    while tree.heads[at] != at and tree.heads[at] in quotation:
        at = tree.heads[at]
    return at
