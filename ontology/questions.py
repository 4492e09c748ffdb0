"""The competency questions of questions.toml: what analysts ask, in Cypher over the store and in SPARQL over the RDF.

    [each.name for each in competency_questions()]

The method is that of Grüninger and Fox (1995): a vocabulary is fit if it can answer the questions it was made for.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its two queries, which give the same rows. `sparql` has its prefixes."""

    name: str
    asks: str
    cypher: str
    sparql: str


@cache
def competency_questions() -> tuple[Question, ...]:
    """All of them, in the order of the file."""
    data = loads(files("ontology").joinpath("questions.toml").read_text(encoding="utf-8"))
    return tuple(
        Question(q["name"], q["asks"], q["cypher"], f"{data['prefixes'].strip()}\n{q['sparql']}")
        for q in data["question"]
    )
