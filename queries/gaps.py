"""What the vocabulary does not read: the most frequent untyped statements between two entities, with sentences.

    table = gaps(store, load_ontology(), limit=20)
    table.rows[0]    # ("donate to", 31, 12, "Company", "Party", "verb donate : S=subj! O=to!", "no pattern", [...])

Statements that one pattern would read are one row, by how many claims it has, in how many articles. `from` and `to` are
the classes that stand most often at its ends; `pattern` is a first version of what to write into a file of one's own;
`why` tells what keeps them from being read: no pattern, or one whose property is not for such ends.
"""

from collections import Counter
from dataclasses import dataclass, field
from json import loads
from typing import TypeVar

from graph.store import Row, Store
from ontology.errors import QueryError
from ontology.jsonl import from_json
from ontology.model import Claim, Frame
from ontology.properties import grammatical, type_claim
from ontology.rules import LEMMA, is_slot
from ontology.schema import Ontology
from queries import cypher
from queries.table import Table

COLUMNS = ("phrase", "claims", "articles", "from", "to", "pattern", "why", "examples")
ROWS = 20
SENTENCES = 2

Item = TypeVar("Item")
Words = tuple[str, str, str, str]  # class of pattern, trigger, slots of subject and object


@dataclass(slots=True)
class _Gap:
    """The claims of one row. `sentences` are the shortest, which make the best examples."""

    claims: int = 0
    articles: set[str] = field(default_factory=set)
    phrases: Counter[str] = field(default_factory=Counter)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)


def gaps(store: Store, ontology: Ontology, *, limit: int = ROWS, sentences: int = SENTENCES) -> Table:
    """The table, at most `limit` rows, each with so many `sentences`. Errors: QueryError, StoreError."""
    if limit < 1 or sentences < 1:
        raise QueryError(f"the limit is {min(limit, sentences)}", "give 1 or more")
    found: dict[Words, _Gap] = {}
    for row in store.stream(cypher.UNTYPED):
        claim = from_json(Claim, loads(row["record"]))
        _count(found.setdefault(_words(claim.frame), _Gap()), row, claim, ontology, sentences)
    ranked = sorted(found.items(), key=lambda item: (-item[1].claims, -len(item[1].articles), item[0]))
    return Table(COLUMNS, tuple(_row(words, gap) for words, gap in ranked[:limit]), len(ranked) > limit)


def _count(gap: _Gap, row: Row, claim: Claim, ontology: Ontology, sentences: int) -> None:
    ends = grammatical(claim)
    gap.claims += 1
    gap.articles.add(row["article"])
    gap.phrases[row["phrase"]] += 1
    gap.ends[ends] += 1
    typing = type_claim(claim.frame, *ends, ontology)
    gap.why[typing.reason or f"{typing.property} reads it: `triplewire retype`"] += 1
    kept = {*gap.sentences, row["quote"]}
    gap.sentences = sorted(kept, key=lambda quote: (len(quote), quote))[:sentences]


def _words(frame: Frame) -> Words:
    """How a pattern would name the frame; the noun inside a light verb goes before the verb ("have a stake in")."""
    if frame.kind == "verb" and frame.noun and frame.subject == "subj":
        return "noun", frame.noun, "poss", frame.object
    trigger = f"{frame.lemma}_{frame.particle}" if frame.particle else frame.lemma
    return frame.kind, trigger, frame.subject, frame.object


def _row(words: Words, gap: _Gap) -> tuple[object, ...]:
    (left, right), phrase, why = _most(gap.ends), _most(gap.phrases), _most(gap.why)
    return phrase, gap.claims, len(gap.articles), left, right, _pattern(*words), why, gap.sentences


def _most(counts: Counter[Item]) -> Item:
    return min(counts, key=lambda item: (-counts[item], str(item)))


def _pattern(kind: str, trigger: str, subject: str, target: str) -> str:
    """What one would write; "" where the pattern language has no words for it."""
    words = trigger.replace(" ", "_")
    fits = LEMMA.match(words) and is_slot(kind, subject) and is_slot(kind, target)
    return f"{kind} {words} : S={subject}! O={target}!" if fits else ""
