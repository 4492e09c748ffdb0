"""Commands about the vocabulary: ontology show, check, gaps."""

from functools import partial
from pathlib import Path

from click import argument, group, option
from click.exceptions import Exit

from ontology.places import Finding, in_order
from ontology.schema import check_ontology, load_ontology, places_of
from queries.gaps import ROWS, SENTENCES
from queries.gaps import gaps as find_gaps
from queries.table import Table
from queries.vocabulary import about, overview
from triplewire.asking import answer, tell
from triplewire.options import FILE, examples, format_option, ontology_option, store_option
from triplewire.tally import many
from triplewire.terminal import NOTHING, SKIPPED, meter, say


@group(epilog=examples("triplewire ontology show owns", "triplewire ontology check shipping.ttl"))
def ontology() -> None:
    """See to the vocabulary: what can be said, and how news words it.

    The vocabulary is one Turtle file; docs/ontology.md shows all of it. A file of your own extends or overrides it.
    """


@ontology.command(
    epilog=examples(
        "triplewire ontology show",
        "triplewire ontology show Company",
        "triplewire ontology show 'works for' --format markdown",
        "triplewire ontology show owns --ontology shipping.ttl",
    )
)
@argument("term", required=False, metavar="[TERM]")
@ontology_option
@format_option
def show(term: str | None, ontology: tuple[Path, ...], format_: str) -> None:
    """All terms, or all that is said of one: its ends, what it implies and ends, its patterns with their examples.

    TERM is a name, a label or a relationship type.
    """
    vocabulary = load_ontology(*ontology)
    tell(about(vocabulary, places_of(*ontology), term) if term else overview(vocabulary), format_, ontology)


@ontology.command(
    epilog=examples(
        "triplewire ontology gaps", "triplewire ontology gaps --ontology shipping.ttl --format csv > gaps.csv"
    )
)
@option("--limit", type=int, default=ROWS, show_default=True, help="The most rows.")
@option("--sentences", type=int, default=SENTENCES, show_default=True, help="Example sentences in each row.")
@store_option
@ontology_option
@format_option
def gaps(limit: int, sentences: int, store: str | None, ontology: tuple[Path, ...], format_: str) -> None:
    """What is said between two entities and no property reads, most frequent first, with sentences.

    Each row has the pattern to begin with, for a file of your own, and why it is not read: there is no pattern, or its
    property is not for such ends.
    """
    vocabulary = load_ontology(*ontology)
    ask_for = partial(find_gaps, ontology=vocabulary, limit=limit, sentences=sentences)
    answer(ask_for, store=store, format_=format_, ontology=ontology)


@ontology.command(epilog=examples("triplewire ontology check shipping.ttl", "triplewire ontology check"))
@argument("paths", nargs=-1, type=FILE, metavar="[FILE.ttl]...")
@format_option
def check(paths: tuple[Path, ...], format_: str) -> None:
    """Find what is wrong in a vocabulary, and what is doubtful, each with its line and what to do.

    Files extend ours in order, as with --ontology; without one, ours is checked. Every example sentence is read, and
    must be read by its own pattern. Exit codes: 0 nothing was found; 1 it can be used, but something is doubtful;
    2 it cannot be used.
    """
    found = check_ontology(*paths)
    if not any(finding.fatal for finding in found):
        with meter() as progress:
            progress.say("reading the example sentences")
            found = tuple(in_order((*found, *_examples(paths))))
    if found or format_ != "table":
        tell(_findings(found), format_)
    say(f"{', '.join(map(str, paths)) or 'our vocabulary'}: {many(len(found), 'finding') if found else 'sound'}")
    if found:
        raise Exit(NOTHING if any(finding.fatal for finding in found) else SKIPPED)


def _examples(paths: tuple[Path, ...]) -> tuple[Finding, ...]:
    from ingest.examples import unread  # noqa: PLC0415  # imports spaCy
    from ingest.pipeline import Reader  # noqa: PLC0415

    return tuple(unread(Reader(ontology=load_ontology(*paths)), places_of(*paths), frozenset(map(str, paths))))


def _findings(found: tuple[Finding, ...]) -> Table:
    rows = ((f.place.file, f.place.line, "wrong" if f.fatal else "doubtful", f.message, f.remedy) for f in found)
    return Table(("file", "line", "is", "what", "remedy"), tuple(rows))
