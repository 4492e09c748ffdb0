"""Which time belongs to which statement: the expressions that stand at its own verb, and no other clause's.

A time counts where it modifies the word of the event itself ("was arrested on Friday"), the verb that opens it ("agreed
in May to sell"), or stands in front of a coordination ("In May, Acme bought Globex and sold Initech"). A time inside an
argument ("the 2016 deal") and one right behind another verb ("said Monday it sold") are not the statement's. Of several
the nearest to the event's word counts that names days; a length of time or a vague word only where nothing else does.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ingest.candidates import Candidate
from ingest.nlp import Paragraph
from ingest.slots import TIMES
from ingest.subjects import SUBJECTS, time_told
from ingest.timewords import COMPARED, MOVED, TRIGGERS
from ingest.tree import VERBS, Tree, once
from ingest.when import Times
from ingest.words import WORDS
from ontology.model import When

LABELS = frozenset({"prep", "npadvmod", "advmod", "dobj", "attr", "nmod", "appos", "dep", "agent"})
ADJUNCTS = frozenset({"prep", "npadvmod", "advmod"})
COMPARING = frozenset({"from", "against", "than", "versus"})
POOR = {"vague": 1, "duration": 2, "unresolved": 3}  # how little a time says; the others say days


class Moments:
    """Finds the times of the statements of one article; each word's are looked for once."""

    def __init__(self, text: str, base: date | None) -> None:
        self.times = Times(text, base)
        self._at: dict[tuple[int, int], dict[int, When]] = {}

    def of(self, paragraph: Paragraph, tree: Tree, candidate: Candidate) -> When | None:
        """The time of a statement; None where the text gives none. A statement about a date has that one."""
        if not clues(tree):
            return None
        head, target = candidate.head, candidate.object
        found = self._under(paragraph, tree, head)
        if not found and tree.lemmas[head] in WORDS.copula:  # "was governor between 1999 and 2003"
            for noun in tree.under(head, "attr", "oprd"):
                found = found | self._under(paragraph, tree, noun)
        own = nearest(found)
        if found and target is not None and tree.kinds[target.head] in TIMES:
            named = next((found[k] for k in _branch(tree, target.head) if k in found), None)
            if named is not None and named.precision not in POOR and not _within(named, own):
                return named
        if own is None and candidate.first != head and candidate.first in candidate.relation:
            own = nearest(self._under(paragraph, tree, candidate.first))
        return own or self._shared(paragraph, tree, head) or self._antecedent(paragraph, tree, head)

    def _under(self, paragraph: Paragraph, tree: Tree, head: int) -> dict[int, When]:
        """The times that the phrases under a word name, by the children of the word."""
        key = (paragraph.start, head)
        if key not in self._at:
            found = {kid: self._of_phrase(paragraph, tree, head, kid) for kid in tree.kids[head]}
            self._at[key] = {kid: when for kid, when in found.items() if when is not None}
        return self._at[key]

    def _shared(self, paragraph: Paragraph, tree: Tree, head: int) -> When | None:
        """The time in front of a verb that this one is coordinated with."""
        while tree.deps[head] == "conj" and tree.pos[head] in VERBS and not tree.under(head, *SUBJECTS):
            head = tree.heads[head]
            subject = tree.first(head, *SUBJECTS)
            when = nearest(self._under(paragraph, tree, head))
            if when is not None and subject is not None:
                return when if when.end <= paragraph.start + tree.starts[subject] else None
        return None

    def _antecedent(self, paragraph: Paragraph, tree: Tree, head: int) -> When | None:
        """The time that a relative clause tells of: "in 2009, when Roe founded Acme"."""
        noun = time_told(tree, head)
        if noun is None:
            return None
        first = min([noun, *(k for k in tree.kids[noun] if tree.kinds[k] in TIMES)])
        dated = self.times.at(paragraph.start + tree.starts[first], tense=-1 if tree.tags[head] == "VBD" else 0)
        return self.times.when(dated) if dated is not None and dated.precision not in POOR else None

    def _of_phrase(self, paragraph: Paragraph, tree: Tree, head: int, kid: int) -> When | None:
        """What a phrase under a word says of its time."""
        dep = tree.deps[kid]
        if dep not in LABELS or tree.lower[kid] == "of":
            return None
        noun = kid if dep != "prep" else _object(tree, kid)
        timed = tree.kinds[noun] in TIMES or any(tree.kinds[k] in TIMES for k in tree.under(kid, "npadvmod"))
        if not timed and dep not in ADJUNCTS:
            return None
        words = tree.subtree(kid)
        if clues(tree).isdisjoint(words):
            return None
        lemma, word = tree.lemmas[head], tree.lower[words[0]]
        if _behind_other_verb(tree, head, words[0]) or (lemma in COMPARED and word in COMPARING):
            return None
        if tree.first(head, "mark") == words[-1] + 1:  # "a day after he was charged" measures what is above
            return None
        start, stop = paragraph.start + tree.starts[words[0]], paragraph.start + tree.ends[words[-1]]
        dated = self.times.at(start, tense=-1 if tree.tags[head] == "VBD" else 0)
        if dated is not None and dated.end > paragraph.start + tree.starts[noun]:
            if dated.precision == "set" or (dated.precision in POOR and dep not in ADJUNCTS):
                return None  # "was 65 years old"
            if dated.precision == "vague" and tree.under(noun, "relcl", "acl"):
                return None  # "by the time he left"
            when = self.times.when(dated)
            moved = lemma in MOVED and word == "from"
            return replace(when, precision="unresolved", since=None, until=None) if moved else when
        if not timed or dep not in ADJUNCTS or (dated is None and self.times.read(start, stop) is None):
            return None
        end = paragraph.start + tree.ends[max(noun, kid)]
        return When(self.times.text[start:end], start, end, "unresolved")


def nearest(found: dict[int, When]) -> When | None:
    """The first that names days, else the first."""
    return min(found.values(), key=lambda when: POOR.get(when.precision, 0), default=None)


@once
def clues(tree: Tree) -> frozenset[int]:
    """The tokens without which a phrase names no time: dates, words of time, figures."""
    words = enumerate(zip(tree.lower, tree.kinds, strict=True))
    return frozenset(i for i, (word, kind) in words if kind in TIMES or word in TRIGGERS or word[0].isdecimal())


def _within(when: When, other: When | None) -> bool:
    """Whether a time is a part of another ("till 1957" of "from 1953 till 1957")."""
    return other is not None and other.start <= when.start and when.end <= other.end


def _branch(tree: Tree, word: int) -> Iterator[int]:
    """A word and the words above it."""
    yield word
    while tree.heads[word] != word:
        word = tree.heads[word]
        yield word


def _object(tree: Tree, prep: int) -> int:
    """The noun of a preposition, of the last one where several stand in a row."""
    for _ in range(3):
        noun = tree.first(prep, "pobj", "pcomp", "amod", "advmod", "prep")
        if noun is None:
            return prep
        if tree.deps[noun] != "prep":
            return noun
        prep = noun
    return prep


def _behind_other_verb(tree: Tree, head: int, first: int) -> bool:
    """Whether the words follow at once on a verb that governs this one ("said Monday it sold")."""
    before = first - 1
    return before >= 0 and before != head and tree.pos[before] in VERBS and tree.descends(head, before)
