"""Why and why not: all that reading a sentence brought to light, as a record for people who doubt a claim.

    rows         the parse after its repairs, a row a token
    predicates   the clauses found in it, with subjects and slots
    claims       what was made of them: each has its rule, and its spans are the words that the rule used
    rejected     candidates that became no claim, each with its reason
    apart        pairs of names in the sentence that no claim brings together

A pure function of a parsed article and its reading; nothing is read a second time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ingest.clauses import Clause, clauses_of
from ingest.nlp import Paragraph, Parsed
from ingest.repairs import repaired
from ingest.tree import Tokens, Tree
from ontology.model import Claim, Mention, Quote, Reading, Rejected

NAMING = frozenset({"name", "short", "acronym"})


@dataclass(frozen=True, slots=True)
class Row:
    """A token: its number in the sentence, that of its head (its own for the root), its place in the article."""

    number: int
    word: str
    lemma: str
    tag: str
    dependency: str
    head: int
    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """A clause in words. `slots` are pairs of a slot's name and its words."""

    source: str
    verb: str
    voice: str
    subjects: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence and what came of it. `apart` are pairs of names, in the order of the text."""

    quote: Quote
    rows: tuple[Row, ...]
    predicates: tuple[Predicate, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    apart: tuple[tuple[str, str], ...]


def explain(parsed: Parsed, reading: Reading) -> tuple[Explanation, ...]:
    """The sentences of an article in order. `reading` must be that of `parsed`."""
    return tuple(made for paragraph in parsed.paragraphs for made in _paragraph(paragraph, reading))


def _paragraph(paragraph: Paragraph, reading: Reading) -> Iterator[Explanation]:
    tree = repaired(paragraph.doc)
    found = clauses_of(tree)
    for start, end in tree.sentences():
        lo, hi = paragraph.start + tree.starts[start], paragraph.start + tree.ends[end - 1]
        claims = tuple(c for c in reading.claims if lo <= c.quote.start < hi)
        yield Explanation(
            quote=Quote(lo, hi, reading.article.text[lo:hi]),
            rows=tuple(_row(paragraph, tree, i, start) for i in range(start, end)),
            predicates=tuple(_predicate(tree, c) for c in found if start <= c.head < end),
            claims=claims,
            rejected=tuple(r for r in reading.rejected if lo <= r.start < hi),
            apart=tuple(_apart([m for m in reading.mentions if lo <= m.start < hi], claims)),
        )


def _row(paragraph: Paragraph, tree: Tree, i: int, first: int) -> Row:
    return Row(
        number=i - first,
        word=tree.words[i],
        lemma=tree.lemmas[i],
        tag=tree.tags[i],
        dependency=tree.deps[i],
        head=tree.heads[i] - first,
        type=tree.kinds[i],
        start=paragraph.start + tree.starts[i],
        end=paragraph.start + tree.ends[i],
    )


def _predicate(tree: Tree, clause: Clause) -> Predicate:
    return Predicate(
        source=clause.source,
        verb=_words(tree, clause.verb),
        voice="passive" if clause.passive else "active",
        subjects=tuple(tree.words[i] for i in clause.subjects),
        slots=tuple((slot.name, _words(tree, (*slot.prep, head))) for slot in clause.slots for head in slot.heads),
    )


def _words(tree: Tree, tokens: Tokens) -> str:
    return " ".join(tree.words[i] for i in tokens)


def _apart(mentions: Iterable[Mention], claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Pairs of names whose keys are never in one claim, as its arguments or circumstances."""
    together = [_keys(claim) for claim in claims]
    names: dict[str, str] = {}
    for mention in mentions:
        if mention.key and mention.kind in NAMING:
            names.setdefault(mention.key, mention.name or mention.text)
    for left, right in combinations(names, 2):
        if not any(left in keys and right in keys for keys in together):
            yield names[left], names[right]


def _keys(claim: Claim) -> frozenset[str]:
    ends = {claim.subject.key, claim.object.key if claim.object else ""}
    return frozenset(ends | {circumstance.key for circumstance in claim.arguments})
