"""Facts as people read them: who, what, whom, how sure, and the words of the articles for it, against it, and neither.

    for fact in statements(run, ["3f2a..."]):
        fact.standing                      # "asserted", "denied", "planned", ...
        fact.supports[0].quote             # verbatim: article.text[start:end]

The claims of one origin after another's, so that nine copies of a report do not hide the tenth, which is another.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.store import Row, Run
from queries import cypher

FETCHED = 60  # claims of each kind that are read of a fact, from which those of different origins are shown
SHOWN = 3  # claims of each kind that are shown, where the caller does not say


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim: its sentence at its place in its article, and who says so.

    `speaker` and `stance` are of the outermost source, "" where the outlet itself speaks; `speakers` and `stances` are
    the whole chain. `since` and `until` are ISO dates, None where open or unknown. `verdict` is a person's: "accept",
    "reject", or "" where nobody ruled on the claim.
    """

    claim: str
    quote: str
    start: int
    end: int
    article: str
    title: str
    outlet: str
    published: str | None
    url: str
    speaker: str
    stance: str
    cue: str
    voice: str
    polarity: str
    modality: str
    subject: str
    relation: str
    object: str
    when: str
    since: str | None
    until: str | None
    confidence: float
    rule: str
    origin: str
    speakers: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """An entity, as it is named: enough to print it and to ask for it."""

    id: str
    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its evidence. `object` is None where `value` holds a literal.

    `standing`: "asserted"; "unsure" (for it, but below the floor of confidence); "denied"; else how it is put
    ("planned", "possible", "asked", ...). `supporting`, `opposing` and `mentioning` count all claims, also those not
    shown.
    """

    id: str
    subject: Name
    property: str
    object: Name | None
    value: str
    phrase: str
    standing: str
    belief: float
    voice: str
    disputed: bool
    disputed_by: tuple[str, ...]
    articles: int
    origins: int
    first_reported: str | None
    last_reported: str | None
    valid: tuple[str, ...]
    supporting: int
    opposing: int
    mentioning: int
    supports: tuple[Evidence, ...] = ()
    opposes: tuple[Evidence, ...] = ()
    mentions: tuple[Evidence, ...] = ()


def statements(run: Run, ids: Iterable[str], *, most: int = SHOWN) -> dict[str, Statement]:
    """The facts of these ids with at most so many claims of each kind, by id. Unknown ids are passed over."""
    rows = run(cypher.FACTS, ids=sorted(set(ids)), most=max(most, FETCHED))
    return {row["fact"]["id"]: _statement(row, most) for row in rows}


def _statement(row: Row, most: int) -> Statement:
    fact = row["fact"]
    groups = {kind: [evidence_from(claim) for claim in row[kind]] for kind in ("supports", "opposes", "mentions")}
    return Statement(
        id=fact["id"],
        subject=Name(fact["subject"], row["subject_name"] or "", row["subject_type"] or ""),
        property=fact["property"],
        object=Name(fact["object"], row["object_name"] or "", row["object_type"] or "") if fact["object"] else None,
        value=fact["value"],
        phrase=fact["phrase"],
        standing=_standing(fact, groups["mentions"], row["opposing"]),
        belief=fact["belief"],
        voice=fact["voice"],
        disputed=fact["disputed"],
        disputed_by=tuple(fact["disputed_by"]),
        articles=fact["articles"],
        origins=fact["origins"],
        first_reported=fact.get("first_reported"),
        last_reported=fact.get("last_reported"),
        valid=tuple(fact["valid"]),
        supporting=row["supporting"],
        opposing=row["opposing"],
        mentioning=row["mentioning"],
        **{kind: tuple(_by_origin(claims)[:most]) for kind, claims in groups.items()},
    )


def _standing(fact: Row, mentions: Sequence[Evidence], opposing: int) -> str:
    if fact["voice"]:
        unsure = fact["object"] and fact["object"] != fact["subject"] and not fact["drawn"]
        return "unsure" if unsure else "asserted"
    if opposing:
        return "denied"
    # Asserted by a source that does not affirm it: a promise, a question, a belief.
    return ", ".join(sorted({m.modality if m.modality != "asserted" else m.stance for m in mentions}))


def _by_origin(claims: Sequence[Evidence]) -> list[Evidence]:
    """First the best of each origin, then the second best, ...; within a round, in the order given."""
    rounds: defaultdict[int, list[Evidence]] = defaultdict(list)
    seen: defaultdict[str, int] = defaultdict(int)
    for claim in claims:
        rounds[seen[claim.origin]].append(claim)
        seen[claim.origin] += 1
    return [claim for number in sorted(rounds) for claim in rounds[number]]


def evidence_from(row: Row) -> Evidence:
    """The evidence of a map that queries.cypher.CLAIM returns."""
    speakers, stances = tuple(row["speakers"]), tuple(row["stances"])
    return Evidence(
        claim=row["claim"],
        quote=row["quote"],
        start=row["start"],
        end=row["end"],
        article=row["article"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        url=row["url"],
        speaker=next((name for name in speakers if name), "an unnamed source" if stances else ""),
        stance=stances[0] if stances else "",
        cue=row["cue"] or "",
        voice="attributed" if stances else "outlet",
        polarity=row["polarity"],
        modality=row["modality"],
        subject=row["subject"],
        relation=row["relation"],
        object=row["object"],
        when=row["when"] or "",
        since=row["since"],
        until=row["until"],
        confidence=row["confidence"],
        rule=row["rule"],
        origin=row["origin"],
        speakers=speakers,
        stances=stances,
        verdict=row["verdict"] or "",
    )
