"""The command that shows how a sentence is read: explain."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from click import Choice, argument, command, echo, option
from rich.text import Text
from rich.tree import Tree

from ontology.errors import ArticleError, InputError
from ontology.jsonl import line
from ontology.model import Article, Claim
from queries.render import console
from triplewire.options import Sources, examples, ontology_option
from triplewire.terminal import meter, standard_text

if TYPE_CHECKING:
    from ingest.explain import Explanation, Predicate, Row


@command(
    epilog=examples(
        'triplewire explain "Norvane Systems failed to pay Mara Velde."',
        "triplewire explain article.txt",
        "triplewire explain article.txt --sentence 3",
        'triplewire explain "Mara Velde may join Norvane Systems." --format jsonl',
    )
)
@argument("text", metavar="SENTENCE|FILE")
@option("--sentence", "number", type=int, metavar="N", help="Only that sentence of the article, counted from 1.")
@option("--model", metavar="NAME", help="A spaCy pipeline, by name or folder. [default: the small English one]")
@ontology_option
@option("--format", "format_", type=Choice(["text", "jsonl"]), default="text", show_default=True, help="How to print.")
def explain(text: str, number: int | None, model: str | None, ontology: tuple[Path, ...], format_: str) -> None:
    """Show how a sentence is read, and why it gives these claims and no others.

    For each sentence: its parse, its clauses, each claim with the rule that made it and the words that it used, each
    candidate that was turned down with the reason, and pairs of names that no claim brings together.
    """
    with meter() as progress:
        progress.say("loading the language model")
        made = _chosen(_explained(text, model, ontology), number)
    if format_ == "jsonl":
        for explanation in made:
            echo(line(explanation))
        return
    stream = standard_text()
    out = console(stream)
    with out.capture() as held:
        for explanation in made:
            for part in _parts(explanation):
                out.print(part)
            out.print()
    stream.write(held.get())


def _explained(text: str, model: str | None, ontology: tuple[Path, ...]) -> "tuple[Explanation, ...]":
    chosen = Sources((text,), None, raw=False, model=model, ontology=ontology)
    found: Article | ArticleError | str = text
    if _is_file(text):
        articles = list(chosen.articles())
        found = articles[0]
        if len(articles) > 1:
            raise InputError(f"{text}: {len(articles)} articles", "name a file with one article")
    elif not text.strip():
        raise InputError("the sentence is empty", 'give one, as triplewire explain "Acme paid Roe."')
    if isinstance(found, ArticleError):
        raise found
    return chosen.reader().explain(found)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # longer than a path may be, or with a NUL in it
        return False


def _chosen(made: "tuple[Explanation, ...]", number: int | None) -> "tuple[Explanation, ...]":
    if number is None:
        return made
    if not 1 <= number <= len(made):
        raise InputError(f"there is no sentence {number}", f"the article has sentences 1 to {len(made)}")
    return (made[number - 1],)


def _parts(explanation: "Explanation") -> Iterator[Text | Tree]:
    yield Text(explanation.quote.text, style="bold")
    yield from _parse(explanation.rows)
    yield _section("clauses", [_clause_words(clause) for clause in explanation.predicates])
    yield _section("claims", [_claim_words(claim) for claim in explanation.claims])
    yield _section("turned down", [f"{r.text}  ({r.rule}: {r.reason})" for r in explanation.rejected])
    yield _section("names without a claim between them", [f"{a} and {b}" for a, b in explanation.apart])


def _parse(rows: "tuple[Row, ...]") -> Iterator[Tree]:
    """The parse as a tree, a root each."""
    trees = {row.number: Tree(_row_words(row), guide_style="dim") for row in rows}
    for row in rows:
        if row.head in trees and row.head != row.number:
            trees[row.head].children.append(trees[row.number])
    yield from (trees[row.number] for row in rows if row.head == row.number or row.head not in trees)


def _row_words(row: "Row") -> Text:
    told = Text(row.word)
    told.append(f"  {row.dependency} {row.tag}", style="dim")
    if row.type:
        told.append(f"  {row.type}", style="cyan")
    return told


def _clause_words(clause: "Predicate") -> str:
    parts = [f"{clause.source}, {clause.voice}: {clause.verb}", f"subject: {', '.join(clause.subjects) or 'none'}"]
    return "; ".join([*parts, *(f"{name}: {words}" for name, words in clause.slots)])


def _claim_words(claim: Claim) -> str:
    target = f" | {claim.object.text}" if claim.object else ""
    said = f"{claim.subject.text} | {claim.relation.text}{target}"
    about = [claim.relation.property or "no property", claim.polarity, claim.modality]
    if claim.relation.words:
        about.insert(1, f"in words: {claim.relation.words}")
    about.append(f"factuality {claim.factuality:g}")
    about += [f"{level.source.text or 'somebody'} {level.stance} ({level.cue.text})" for level in claim.attribution]
    about += [f"{a.role}: {a.text}" for a in claim.arguments]
    return f"{said}  [{'; '.join(about)}; rule {claim.rule}, confidence {claim.confidence:g}]"


def _section(title: str, lines: list[str]) -> Tree:
    tree = Tree(Text(title if lines else f"{title}: none", style="bold cyan"), guide_style="dim")
    for words in lines:
        tree.add(Text(" ".join(words.split()), overflow="fold"))
    return tree
