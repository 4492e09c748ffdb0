"""Commands about the vocabulary: ontology show, check, import, gaps, diff, shapes, validate; retype."""

from functools import partial
from pathlib import Path

from click import argument, command, group, option
from click.exceptions import Exit

from graph.contents import totals
from graph.retype import Retyped
from graph.retype import retype as retype_store
from graph.store import open_store
from ontology.importing import imported
from ontology.places import Finding, in_order
from ontology.schema import Ontology, check_ontology, load_ontology, places_of
from ontology.shapes import shapes as shapes_of
from ontology.turtle import parse, read
from queries.changes import ROWS as CHANGES
from queries.changes import changes
from queries.gaps import ROWS, SENTENCES
from queries.gaps import gaps as find_gaps
from queries.table import Table
from queries.vocabulary import about, overview
from triplewire.asking import answer, tell
from triplewire.options import FILE, examples, format_option, ontology_option, store_option
from triplewire.tally import many
from triplewire.terminal import NOTHING, SKIPPED, meter, say, standard_output, standard_text

OURS = "ours"  # what `diff` calls the vocabulary of triplewire alone


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
    name="import",
    epilog=examples("triplewire ontology import org.ttl > mine.ttl", "triplewire ontology check mine.ttl"),
)
@argument("file", type=FILE)
def import_(file: Path) -> None:
    """A start for a vocabulary of your own: the classes and properties of another OWL or RDFS file, in our form.

    Turtle, RDF/XML, N-Triples or JSON-LD, by the file's name. What news says of each is for you to add.
    """
    found = imported(file)
    standard_text().write(found.text)
    if found.left_out:
        say(f"{many(len(found.left_out), 'term')} left out: named at the top of the result, with the reasons")


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


@ontology.command(
    epilog=examples(
        "triplewire ontology diff ours shipping.ttl --store case.db",
        "triplewire ontology diff shipping-1.ttl shipping-2.ttl --format csv > changes.csv",
    )
)
@argument("old", metavar="OLD")
@argument("new", metavar="NEW")
@option("--limit", type=int, default=CHANGES, show_default=True, help="The most rows.")
@store_option
@format_option
def diff(old: str, new: str, limit: int, store: str | None, format_: str) -> None:
    """What would change in the store if it were typed under NEW instead of OLD; no article is read, nothing is written.

    OLD and NEW are files, each extending ours; "ours" is ours alone. `triplewire retype` makes it so.
    """
    before, after = _named(old), _named(new)
    answer(partial(changes, old=before, new=after, limit=limit), store=store, format_=format_)
    if before.reading_digest != after.reading_digest:
        say("the classes differ too: names keep theirs until `triplewire build` reads the articles again")


@ontology.command(epilog=examples("triplewire ontology shapes > shapes.ttl"))
@ontology_option
def shapes(ontology: tuple[Path, ...]) -> None:
    """Print the SHACL shapes of the vocabulary, as Turtle: domains, ranges, cardinalities, and what evidence must have.

    They fit the files of `triplewire export rdf`, in any SHACL validator.
    """
    standard_output().write(shapes_of(load_ontology(*ontology)).serialize(format="turtle", encoding="utf-8"))


@ontology.command(
    epilog=examples(
        "triplewire ontology validate --store case.db",
        "triplewire ontology validate --shapes ours.ttl --format csv > violations.csv",
    )
)
@option("--shapes", type=FILE, metavar="FILE.ttl", help="SHACL shapes of your own, beside those of the vocabulary.")
@store_option
@ontology_option
@format_option
def validate(shapes: Path | None, store: str | None, ontology: tuple[Path, ...], format_: str) -> None:
    """Find facts of the store that break a SHACL shape, an article at a time, each with its shape and its article.

    Exit codes: 0 nothing was found; 1 something was; 2 it could not be done. `triplewire store check` finds what only
    the whole store can show.
    """
    vocabulary, own = load_ontology(*ontology), parse(read(shapes)) if shapes else None
    with meter() as progress:
        progress.say("opening the store")
        with open_store(store, progress=progress.of_jars) as opened:
            from graph.validation import violations  # noqa: PLC0415  # imports pySHACL

            found = tuple(violations(opened, vocabulary, own=own))
    rows = ((f.severity, f.shape, f.words, f.message, f.fact, f.article) for f in found)
    if found or format_ != "table":
        tell(Table(("severity", "shape", "words", "message", "fact", "article"), tuple(rows)), format_, ontology)
    say(f"the store: {many(len(found), 'finding') if found else 'breaks no shape'}")
    if found:
        raise Exit(SKIPPED)


def _named(name: str) -> Ontology:
    return load_ontology() if name == OURS else load_ontology(Path(name))


@command(epilog=examples("triplewire retype --ontology shipping.ttl --store case.db", "triplewire retype"))
@store_option
@ontology_option
def retype(store: str | None, ontology: tuple[Path, ...]) -> None:
    """Type the whole store again under a vocabulary, without reading the articles.

    Claims, facts and edges become what `build` would make of the articles under that vocabulary. The classes of names
    alone stay: where they differ, `build` reads the articles again. `triplewire ontology diff` tells beforehand what
    changes. A run that was stopped goes on where it stopped.
    """
    vocabulary = load_ontology(*ontology)
    with meter() as progress:
        progress.say("opening the store")
        with open_store(store, progress=progress.of_jars) as opened:
            done = 0

            def heard(articles: int) -> None:
                nonlocal done
                done += articles
                progress.say(f"{many(done, 'article')} typed")

            report = retype_store(opened, vocabulary, heard=heard)
            left = totals(opened)
    say(_summary(report))
    say(f"in the graph: {many(left.claims, 'claim')}, {many(left.facts, 'fact')}, {many(left.edges, 'edge')}")
    if report.unfit:
        say(f"{many(report.unfit, 'article')} of an older program left as they are: build them again")
    if report.reread:
        say(f"{many(report.reread, 'article')} read under other classes: build them again to find names by these")


def _summary(report: Retyped) -> str:
    done = report.effects
    facts = f"{done.facts_made:,} facts new, {done.facts_changed:,} changed, {done.facts_gone:,} gone"
    return f"{many(report.done, 'article')} typed again, {report.unchanged:,} so already: {facts}"
