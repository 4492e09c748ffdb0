"""Components of a spaCy pipeline that do what spaCy's own do, to the bit, in less time.

    parser, recogniser    spaCy lets go of Python's lock for the whole walk and takes it back for each test of a
                  transition: half of its time. Stepped from here the lock is kept; all figures are spaCy's own.
    ruler         spaCy matches each rule anew at every token. What the rules ask of one token (its tag, word, label)
                  is asked once for each tag, word and label, and remembered.

The Language stays as it was loaded: `annotated` runs it up to the first of these, then these and what follows them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

ASKED = frozenset({"DEP", "IS_SPACE", "LOWER", "ORTH", "TAG"})  # what the rules may ask of a token
MOST_KNOWN = 200_000  # values of one attribute
Values = dict[int | str, Any]


def annotated(nlp: Language, texts: Iterable[str], batch: int) -> Iterator[Doc]:
    """The Docs of `nlp.pipe(texts, batch_size=batch)`."""
    stages = _stages(nlp)
    docs: Iterator[Doc] = nlp.pipe(texts, batch_size=batch, disable=list(stages))
    for stage in stages.values():
        docs = stage.pipe(docs, batch_size=batch) if hasattr(stage, "pipe") else map(stage, docs)
    return docs


@lru_cache(maxsize=4)
def _stages(nlp: Language) -> dict[str, Any]:
    """The components from the first that can be replaced, the replaced ones in their place."""
    found: dict[str, Any] = {}
    for name, pipe in nlp.pipeline:
        quick = _quick(pipe)
        if found or quick is not pipe:
            found[name] = quick
    return found


def _quick(pipe: Any) -> Any:
    """What does the work of one of spaCy's components faster; the component itself where nothing does."""
    if type(pipe) in STEPPED and pipe.cfg["beam_width"] == 1:
        return STEPPED[type(pipe)](pipe.vocab, pipe.model, pipe.name, pipe.moves)
    if type(pipe) is AttributeRuler and Ruler.reads(pipe):
        return Ruler(pipe)
    return pipe


class Stepped:
    """The greedy walk of spaCy's transition parsers, one step for all Docs of a batch at a time."""

    def greedy_parse(self: Any, docs: list[Doc], drop: float = 0.0) -> list[Any]:
        """The final states of these Docs. `drop` is for training: nothing is dropped here."""
        del drop
        self._ensure_labels_are_added(docs)
        states = self.moves.init_batch(docs)
        scorer = self.model.predict(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            going = self.transition_states(going, scorer.predict(going))
        scorer.clear_memory()
        return list(states)


class Parser(Stepped, DependencyParser):  # type: ignore[misc]  # spaCy gives no types for it
    """spaCy's greedy dependency parser."""


class Recogniser(Stepped, EntityRecognizer):  # type: ignore[misc]  # spaCy gives no types for it
    """spaCy's greedy recogniser of names."""


STEPPED = {DependencyParser: Parser, EntityRecognizer: Recogniser}


@dataclass(frozen=True, slots=True)
class Question:
    """Which of the numbered tests a value of one attribute passes, as bits; `free` are those that do not ask for it."""

    matcher: Matcher
    free: int
    known: dict[int, int] = field(default_factory=dict)

    def answer(self, doc: Doc, i: int, value: int) -> int:
        """The tests that a token with this value passes."""
        if value not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            met = self.matcher(doc[i : i + 1], allow_missing=True)
            self.known[value] = reduce(or_, (1 << int(doc.vocab.strings[test]) for test, _, _ in met), self.free)
        return self.known[value]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of a rule: the bits of the tests that its tokens pass in turn, which of them gets the values."""

    number: int
    tests: tuple[int, ...]
    index: int


class Ruler:
    """spaCy's attribute ruler with a memory: every test asks one token only, so its answer is the token's own."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._values: list[Values] = ruler.attrs
        asked = [part for _, _, pattern in _patterns(ruler) for part in pattern]
        self._asked: list[int | str] = sorted({name for part in asked for name in part})
        self._questions = [_question(ruler, str(name), asked) for name in self._asked]
        self._single: list[Rule] = []
        self._longer: list[Rule] = []
        bits = (1 << number for number in range(len(asked)))
        for number, index, pattern in _patterns(ruler):
            tests = tuple(next(bits) for _ in pattern)
            (self._longer if len(tests) > 1 else self._single).append(Rule(number, tests, index % len(tests)))
        self._opening = reduce(or_, (rule.tests[0] for rule in self._longer), 0)
        self._merged: dict[tuple[int, ...], Values] = {}
        self._numbers: dict[int, tuple[int, ...]] = {}

    @staticmethod
    def reads(ruler: AttributeRuler) -> bool:
        """Whether all patterns are of single tests a token, on attributes that stand in ASKED."""
        patterns = list(_patterns(ruler))
        within = all(-len(pattern) <= index < len(pattern) for _, index, pattern in patterns)
        return within and all(set(part) <= ASKED for _, _, pattern in patterns for part in pattern)

    def __call__(self, doc: Doc) -> Doc:
        """Sets what the rules say of the tokens, later rules over earlier ones."""
        met = self._met(doc)
        further = self._further(met)
        for token, bits in zip(doc, met, strict=True):
            numbers = self._of_one(bits)
            if token.i in further:
                numbers = tuple(sorted((*numbers, *further[token.i])))
            set_token_attrs(token, self._joined(numbers))
        return doc

    def _met(self, doc: Doc) -> list[int]:
        """The tests that each token passes."""
        found = [-1] * len(doc)
        values: Any = doc.to_array(self._asked).reshape(len(doc), len(self._asked))
        for question, column in zip(self._questions, values.T.tolist(), strict=True):
            known = question.known
            for i, value in enumerate(column):
                bits = known.get(value)
                found[i] &= question.answer(doc, i, value) if bits is None else bits
        return found

    def _further(self, met: list[int]) -> dict[int, list[int]]:
        """Rules whose patterns are of several tokens, by the token that they are about."""
        found: dict[int, list[int]] = {}
        for start in (i for i, bits in enumerate(met) if bits & self._opening):
            for rule in self._longer:
                ahead = met[start : start + len(rule.tests)]
                if len(ahead) == len(rule.tests) and all(b & t for b, t in zip(ahead, rule.tests, strict=True)):
                    found.setdefault(start + rule.index, []).append(rule.number)
        return found

    def _of_one(self, bits: int) -> tuple[int, ...]:
        """The rules of one token that this one meets, in order."""
        if bits not in self._numbers:
            self._numbers[bits] = tuple(rule.number for rule in self._single if bits & rule.tests[0])
        return self._numbers[bits]

    def _joined(self, numbers: tuple[int, ...]) -> Values:
        """What these rules set, one after the other."""
        if numbers not in self._merged:
            joined: Values = {}
            for number in numbers:
                joined |= self._values[number]
            self._merged[numbers] = joined
        return self._merged[numbers]


def _patterns(ruler: AttributeRuler) -> Iterator[tuple[int, int, list[dict[str, Any]]]]:
    """Number of the rule, index of the token that it is about, and tests of each pattern."""
    rules: Any = ruler.patterns
    for number, rule in enumerate(rules):
        for pattern in rule["patterns"]:
            yield number, rule["index"], pattern


def _question(ruler: AttributeRuler, name: str, asked: list[dict[str, Any]]) -> Question:
    """One attribute's question, with a pattern for each test that has it."""
    matcher, free = Matcher(ruler.vocab), 0
    for number, part in enumerate(asked):
        if name in part:
            matcher.add(str(number), [[{name: part[name]}]])
        else:
            free |= 1 << number
    return Question(matcher, free)
