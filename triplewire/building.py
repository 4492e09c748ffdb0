"""Commands that read articles: build, extract, load."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from time import perf_counter

from click import Choice, argument, command, echo, option
from click.exceptions import Exit

from graph.store import open_store
from ontology.errors import ArticleError, InputError
from ontology.model import Reading
from ontology.schema import load_ontology
from triplewire.asking import tell
from triplewire.lines import lines_of, readings_of, table_of
from triplewire.options import FILE, Sources, examples, ontology_option, sources, store_option
from triplewire.tally import Tally, skipped, summary
from triplewire.terminal import NOTHING, SKIPPED, Meter, meter, say, shown_name, stream_of
from triplewire.watching import lists_of, put_all

watchlist_option = option(
    "--watchlist",
    metavar="FILE",
    type=FILE,
    multiple=True,
    help="A list of people or bodies to match entities to, as `triplewire watchlist add` takes it.",
)


@command(
    epilog=examples(
        "triplewire build articles/ --metadata articles.csv",
        "triplewire build scrape/ feed.jsonl --store case.db",
        "curl -s https://news.example/a.html | triplewire build -",
    )
)
@sources
@watchlist_option
@store_option
def build(chosen: Sources, watchlist: tuple[Path, ...], store: str | None) -> None:
    """Read articles into the graph.

    PATH is a file, a folder, or - for standard input; plain text, HTML, JSON or JSON lines with the keys id, title,
    text or html, url, outlet, published. Articles that the store has under the same text are not read again, so a run
    that was stopped goes on where it stopped.
    """
    from triplewire.runs import begun  # noqa: PLC0415  # imports spaCy
    from triplewire.runs import build as read_into  # noqa: PLC0415

    tally, start = Tally(), perf_counter()
    watched = lists_of(watchlist, chosen.ontology)
    found = begun(chosen.articles(), tally)
    if found:
        with meter() as progress:
            progress.say("loading the language model")
            reader = chosen.reader()
            progress.say("opening the store")
            with open_store(store, progress=progress.of_jars) as opened:
                put_all(opened, watched, reader.ontology)
                read_into(opened, found, reader, tally, lambda t: progress.say(_state(t)))
    _end(tally, perf_counter() - start)


@command(
    epilog=examples(
        "triplewire extract article.txt --bare | jq .relation.text",
        "triplewire extract scrape/ | gzip > claims.jsonl.gz",
        "triplewire extract scrape/ --format csv > claims.csv",
        "triplewire extract article.html | triplewire load - --store case.db",
    )
)
@sources
@option("--bare", is_flag=True, help="Claims alone: without the article that `load` needs.")
@option(
    "--format",
    "format_",
    type=Choice(["jsonl", "csv", "markdown", "table"]),
    default="jsonl",
    show_default=True,
    help="JSON lines hold all of a claim; the others what fits in columns.",
)
def extract(chosen: Sources, *, bare: bool, format_: str) -> None:
    """Print the claims of articles as JSON lines; touch no store.

    The first claim of an article carries the article itself under its last key, "readings", so that the lines can be
    loaded somewhere else. --bare leaves it out.
    """
    from triplewire.runs import begun, once  # noqa: PLC0415  # as in build
    from triplewire.runs import extract as read  # noqa: PLC0415

    tally, start = Tally(), perf_counter()
    found = begun(chosen.articles(), tally)
    if found:
        with meter(beside_results=True) as progress:
            progress.say("loading the language model")
            reader = chosen.reader()
            readings = read(once(found, tally), reader, tally, lambda t: progress.say(_state(t)))
            if format_ == "jsonl":
                for line in lines_of(readings, bare=bare):
                    echo(line)
            else:
                tell(table_of(readings), format_)
    _end(tally, perf_counter() - start)


@command(
    epilog=examples(
        "triplewire extract article.txt | triplewire load -",
        "zcat claims.jsonl.gz | triplewire load - --store bolt://localhost:7687",
    )
)
@argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@watchlist_option
@store_option
@ontology_option
def load(files: tuple[Path, ...], watchlist: tuple[Path, ...], store: str | None, ontology: tuple[Path, ...]) -> None:
    """Load what `triplewire extract` printed; - is standard input.

    An article is loaded whole or not at all: one with lines missing is skipped and named.
    """
    from triplewire.runs import begun, put  # noqa: PLC0415  # as in build

    tally, start = Tally(), perf_counter()
    watched = lists_of(watchlist, ontology)
    with ExitStack() as stack:
        streams = [(shown_name(file), stream_of(file, stack)) for file in files]
        found = begun(chain.from_iterable(readings_of(stream, name) for name, stream in streams), tally)
        if found:
            vocabulary, progress = load_ontology(*ontology), stack.enter_context(meter())
            progress.say("opening the store")
            opened = stack.enter_context(open_store(store, progress=progress.of_jars))
            put_all(opened, watched, vocabulary)
            put(opened, _heard(found, tally, progress), vocabulary, tally)
    if not tally.done and not tally.skipped:
        raise InputError("there are no claims in the input", "pipe in what `triplewire extract` prints")
    _end(tally, perf_counter() - start)


def _heard(found: Iterator[Reading | ArticleError], tally: Tally, progress: Meter) -> Iterator[Reading]:
    for item in found:
        if isinstance(item, ArticleError):
            tally.skip(item)
        else:
            tally.read(item)
            progress.say(_state(tally))
            yield item


def _state(tally: Tally) -> str:
    skipped_ = f", {tally.skipped:,} skipped" if tally.skipped else ""
    unchanged = f", {tally.unchanged:,} unchanged" if tally.unchanged else ""
    return f"{tally.readings:,} articles read{unchanged}{skipped_}, {tally.claims.total():,} claims"


def _end(tally: Tally, seconds: float) -> None:
    """Tells what the run did; leaves with the exit code that says it in a number."""
    tally.seconds = seconds
    if not tally.done:
        for line in skipped(tally):
            say(f"triplewire: {line.removeprefix('skipped: ')}")
        raise Exit(NOTHING)
    for line in summary(tally):
        say(line)
    if tally.skipped:
        raise Exit(SKIPPED)
