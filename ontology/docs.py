"""Writes docs/ontology.md from schema.ttl and questions.toml; `--check` tells whether it is up to date.

python -m ontology.docs            # writes it
python -m ontology.docs --check    # exit status 1 where it differs
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from sys import argv, stderr
from sys import exit as leave

from ontology.questions import competency_questions
from ontology.schema import Ontology, Property, load_ontology

PAGE = Path("docs") / "ontology.md"
HEAD = """\
# The vocabulary

Made from `ontology/schema.ttl` by `python -m ontology.docs`; edit that file, not this page. How news words a property
is written in a small pattern language, described in `ontology/patterns.py`; each wording has a sentence that it reads,
which is its test.
"""


def page(ontology: Ontology) -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, *_classes(ontology), *_properties(ontology), *_questions()]) + "\n"


def _classes(ontology: Ontology) -> Iterator[str]:
    things = [c for c in ontology.classes.values() if not c.literal]
    yield f"## Classes ({len(things)})\n"
    yield "| class | is a | colour | what it is | same as |"
    yield "|---|---|---|---|---|"
    for made in things:
        yield _row(f"**{made.name}**", _list(made.parents), f"`{made.colour}`" if made.colour else "", made.comment,
                   _list(made.matches))  # fmt: skip
    yield "\nWords that make a phrase or a name one of a class:\n"
    yield "| class | head nouns | words of names |"
    yield "|---|---|---|"
    for made in things:
        if made.head_nouns or made.name_words:
            yield _row(f"**{made.name}**", ", ".join(made.head_nouns), ", ".join(made.name_words))
    yield "\nLiteral types, which stand at the end of a statement but are no entities:\n"
    yield "| type | what it is |"
    yield "|---|---|"
    for made in ontology.classes.values():
        if made.literal:
            yield _row(f"**{made.name}**", made.comment)


def _properties(ontology: Ontology) -> Iterator[str]:
    yield f"\n## Properties ({len(ontology.properties)})\n"
    for made in ontology.properties.values():
        yield from _property(made)


def _property(made: Property) -> Iterator[str]:
    yield f"### {made.name}\n"
    yield f"{made.label}: {made.comment}\n"
    ends = (_list(made.domain) or "anything", _list(made.range) or "anything")
    yield f"- from {ends[0]} to {ends[1]}; in the graph `{made.cypher_name}`"
    marks = [("symmetric", made.symmetric), ("functional", made.functional), ("transitive", made.transitive)]
    told = [made.kind, *(name for name, holds in marks if holds)]
    yield f"- {', '.join(told)}"
    for name, values in (("implies", made.parents), ("ends", made.ends), ("same as", made.matches)):
        if values:
            yield f"- {name} {_list(values)}"
    if made.inverse:
        yield f"- inverse of {made.inverse}"
    if made.wordings:
        yield "\n| news words it | for example |"
        yield "|---|---|"
        for wording in made.wordings:
            yield _row(f"`{wording.pattern.text}`", "<br>".join(wording.examples))
    yield ""


def _questions() -> Iterator[str]:
    asked = competency_questions()
    yield f"## Competency questions ({len(asked)})\n"
    yield "What analysts ask, from `ontology/questions.toml`: in Cypher by `triplewire ask`, in SPARQL over the file of"
    yield "`triplewire export rdf`. Both give the same rows. The SPARQL queries share these prefixes:\n"
    prefixes = asked[0].sparql.partition("SELECT")[0].strip()
    yield f"```sparql\n{prefixes}\n```"
    for each in asked:
        yield f"\n### {each.name}\n\n{each.asks}\n"
        yield f"```cypher\n{each.cypher}\n```\n"
        yield f"```sparql\n{each.sparql.removeprefix(prefixes).strip()}\n```"


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main(arguments: list[str]) -> int:
    """Writes or checks the page; returns the exit status."""
    made = page(load_ontology())
    if "--check" not in arguments:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    stderr.write(f"{PAGE} is not what schema.ttl says: run `python -m ontology.docs`\n")
    return 1


if __name__ == "__main__":
    leave(main(argv[1:]))
