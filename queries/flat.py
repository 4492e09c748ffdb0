"""Answers as rows, for formats that have nothing but rows, and as records, for formats with one record a line.

    flatten(connect(store, "A", "B"), ontology).columns

A row of paths or of an entity is one claim, with the fact that it is for or against, so that a spreadsheet holds all
the words; a fact of which no claim is shown has one row all the same. `notes` says what an answer leaves out.
"""

from collections.abc import Iterator
from typing import Any

from ontology.jsonl import to_json
from ontology.schema import Ontology
from queries.connect import Connections, Possible
from queries.evidence import Evidence, Statement
from queries.header import Query
from queries.show import About
from queries.table import Table

Answer = Table | Connections | About | tuple[Query, ...]

FACT = (
    "subject", "relation", "phrase", "object", "standing", "belief", "voice", "disputed", "reports", "first_reported",
    "last_reported", "fact",
)  # fmt: skip
CLAIM = (
    "effect", "speaker", "stance", "polarity", "modality", "from", "until", "words", "title", "outlet", "published",
    "url", "article", "start", "end", "claim", "verdict",
)  # fmt: skip
EFFECTS = ("supports", "opposes", "mentions")


def label(ontology: Ontology, statement: Statement) -> str:
    """How a fact's relation is called: the ontology's label, or the article's words where no property reads them."""
    known = ontology.properties.get(statement.property)
    if known is not None and not known.generic:
        return known.label
    # Not the words of a denial: "has never worked for", marked as denied, would be read as worked for.
    return statement.supports[0].relation if statement.supports else statement.phrase


def flatten(answer: Answer, ontology: Ontology) -> Table:
    """The answer as rows."""
    if isinstance(answer, Table):
        return answer
    if isinstance(answer, Connections):
        return Table(("path", "hop", *FACT, *CLAIM), tuple(_of_paths(answer, ontology)), answer.more)
    if isinstance(answer, About):
        return Table(("part", *FACT, *CLAIM), tuple(_of_entity(answer, ontology)))
    columns = ("name", "title", "description", "parameters")
    return Table(columns, tuple((q.name, q.title, q.description, [p.name for p in q.parameters]) for q in answer))


def _of_paths(found: Connections, ontology: Ontology) -> Iterator[tuple[Any, ...]]:
    for number, path in enumerate(found.paths, 1):
        for place, hop in enumerate(path.hops, 1):
            for fact in (*hop.facts, *hop.beside):
                for row in _of_fact(fact, ontology):
                    yield (number, place, *row)
    for link in found.otherwise:  # no path: what nobody asserts
        for row in _of_fact(link.fact, ontology):
            yield (None, None, *row)
    for number, possible in enumerate(found.possibly, 1):  # no path either: marked in every row
        yield from _of_possible(f"possibly {number}", possible, ontology)


def _of_possible(name: str, possible: Possible, ontology: Ontology) -> Iterator[tuple[Any, ...]]:
    step, decision = possible.step, possible.step.decision
    why = f"{decision.by}: {decision.why}" + (f" ({decision.score})" if decision.score is not None else "")
    said = (step.source.name, "may be", why, step.target.name, "possibly")
    hops = (*possible.before, None, *possible.after)
    for place, hop in enumerate(hops, 1):
        if hop is None:
            yield (name, place, *said, *(None,) * (len(FACT) + len(CLAIM) - len(said)))
            continue
        for fact in (*hop.facts, *hop.beside):
            for row in _of_fact(fact, ontology):
                yield (name, place, *row)


def _of_entity(about: About, ontology: Ontology) -> Iterator[tuple[Any, ...]]:
    for part, groups in (("asserted", about.asserted), ("literal", about.literal), ("open", about.open)):
        for group in groups:
            for fact in group.facts:
                for row in _of_fact(fact, ontology):
                    yield (part, *row)
    for part, claims in (("said", about.said), ("struck", about.struck)):
        for claim in claims:
            said = (claim.subject, claim.relation, claim.relation, claim.object, None, None, claim.voice)
            yield (part, *said, *(None,) * (len(FACT) - len(said)), *_of_claim("", claim))


def _of_fact(fact: Statement, ontology: Ontology) -> Iterator[tuple[Any, ...]]:
    row = (
        fact.subject.name, label(ontology, fact), fact.phrase, fact.object.name if fact.object else fact.value,
        fact.standing, fact.belief, fact.voice, fact.disputed, fact.origins, fact.first_reported, fact.last_reported,
        fact.id,
    )  # fmt: skip
    claims = [(effect, claim) for effect in EFFECTS for claim in getattr(fact, effect)]
    if not claims:
        yield (*row, *(None for _ in CLAIM))
    for effect, claim in claims:
        yield (*row, *_of_claim(effect, claim))


def _of_claim(effect: str, claim: Evidence) -> tuple[Any, ...]:
    return (
        effect, claim.speaker, claim.stance, claim.polarity, claim.modality, claim.since, claim.until, claim.quote,
        claim.title, claim.outlet, claim.published, claim.url, claim.article, claim.start, claim.end, claim.claim,
        claim.verdict,
    )  # fmt: skip


def records(answer: Answer) -> Iterator[Any]:
    """The answer as JSON values, one for each path, fact, claim, row or query."""
    if isinstance(answer, Table):
        yield from (dict(zip(answer.columns, map(to_json, row), strict=True)) for row in answer.rows)
    elif isinstance(answer, Connections):
        yield from ({"path": number} | to_json(path) for number, path in enumerate(answer.paths, 1))
        yield from ({"path": None} | to_json(link) for link in answer.otherwise)
        yield from ({"path": None, "possibly": n} | to_json(each) for n, each in enumerate(answer.possibly, 1))
    elif isinstance(answer, About):
        yield {"part": "entity"} | to_json(answer.entity)
        for part, groups in (("asserted", answer.asserted), ("literal", answer.literal), ("open", answer.open)):
            yield from ({"part": part} | to_json(fact) for group in groups for fact in group.facts)
        yield from ({"part": "said"} | to_json(claim) for claim in answer.said)
        yield from ({"part": "struck"} | to_json(claim) for claim in answer.struck)
        yield from ({"part": "article"} | to_json(article) for article in answer.articles)
    else:
        yield from map(to_json, answer)


def notes(answer: Answer) -> tuple[str, ...]:
    """What the answer leaves out, in sentences; () where it is whole."""
    if isinstance(answer, Table):
        return (f"There are more rows than these {len(answer.rows)}.",) if answer.more else ()
    if isinstance(answer, Connections):
        return tuple(_of_search(answer))
    if isinstance(answer, About):
        return tuple(_left_out(answer))
    return ()


def _of_search(found: Connections) -> Iterator[str]:
    if found.more:
        yield f"There are more paths than these {len(found.paths)}."
    for cut in found.cuts[:3]:
        yield f"{cut.name} has {cut.edges:,} edges; {cut.followed:,} neighbours were followed from it."
    if len(found.cuts) > 3:
        yield f"{len(found.cuts) - 3:,} more entities were not followed to all of their neighbours."
    if found.cuts:
        yield "Paths of three hops and more may be missing; a higher least belief leaves less to follow."
    for other in found.also:
        yield f"The name may also mean {other}."


def _left_out(about: About) -> Iterator[str]:
    groups = (*about.asserted, *about.literal, *about.open)
    facts = sum(group.count - len(group.facts) for group in groups)
    claims = sum(_hidden(fact) for group in groups for fact in group.facts)
    left_out = (
        (facts, "facts"),
        (claims, "further claims of the facts shown"),
        (about.said_count - len(about.said), "claims that are no facts"),
        (about.struck_count - len(about.struck), "claims that were struck out"),
        (about.article_count - len(about.articles), "articles"),
    )
    if any(count for count, _ in left_out):
        yield f"Not shown: {', '.join(f'{count:,} {what}' for count, what in left_out if count)}."
    for other in about.also:
        yield f"The name may also mean {other}."


def _hidden(fact: Statement) -> int:
    shown = len(fact.supports) + len(fact.opposes) + len(fact.mentions)
    return fact.supporting + fact.opposing + fact.mentioning - shown
