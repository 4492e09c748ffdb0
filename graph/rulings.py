"""Which claims people have ruled on: verdicts find their claims by words, so that a later reading changes nothing.

A ruling is on a statement: subject, relation and object as the article words them, in one sentence of one article.
Another rule, reader or offset gives the claim another id, but not other words. Polarity, modality and who says so are
left out on purpose: a struck claim is not to come back because one of them is read in another way. Nor does the
vocabulary matter: the words are those of the grammar (`stated` of a claim), however a property turns them.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from graph import cypher
from graph.rows import Row
from ontology.ids import digest
from ontology.model import Ruling

Run = Callable[..., list[Row]]
Words = tuple[str, ...]

REJECTED = "reject"
WORDS = ("article", "quote", "subject", "relation", "object")


def words_of(row: Row) -> Words:
    """What makes a statement one: of the row of a ruling, or of a claim to rule on."""
    return tuple(row[name] for name in WORDS)


def ruled(run: Run, claims: list[Row]) -> list[Row]:
    """The rows of claims that are yet to be stored, with the verdict on those that there is one on."""
    found = run(cypher.RULINGS_OF_ARTICLES, articles=sorted({claim["article"] for claim in claims})) if claims else []
    verdicts = {words_of(row["row"]): row["row"]["verdict"] for row in found}
    known = ((claim, verdicts.get((claim["article"], claim["quote"], *claim["stated"]))) for claim in claims)
    return [claim | {"verdict": verdict} if verdict else claim for claim, verdict in known]


def ruling_row(ruling: Ruling) -> Row:
    """A ruling as the properties of its node."""
    row = {name: value for name, value in asdict(ruling).items() if value is not None}
    return {"id": digest("ruling", *words_of(row), ruling.verdict, ruling.by, ruling.why, ruling.made)} | row


def ruling_of(row: Row) -> Ruling:
    """What `ruling_row` made."""
    return Ruling(**{name: value for name, value in row.items() if name != "id"})


def same_words(run: Run, rows: Iterable[Row]) -> list[str]:
    """The ids of all claims of the statements of these rows, of claims or rulings."""
    wanted = [{name: row[name] for name in WORDS} for row in rows]
    return [row["id"] for row in run(cypher.CLAIMS_OF_WORDS, rows=wanted)] if wanted else []
