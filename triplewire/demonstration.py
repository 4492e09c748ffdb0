"""The demo: a graph from the story in examples/port, a connection in it, and what was left out of it.

`demo(store)` is what `triplewire demo` runs: a story of eight articles about invented people and companies, in files of
different kinds. Nothing in what it prints is prepared; it is what the program makes of the articles.
"""

from collections.abc import Iterator
from pathlib import Path
from sys import prefix
from time import perf_counter
from typing import IO

from click import command, option

from graph.store import Store, open_store
from ontology.errors import InputError
from ontology.schema import Ontology, load_ontology
from queries.connect import connect
from queries.dropped import dropped
from queries.plain import one_line
from queries.render import console, display
from queries.table import Table
from triplewire.options import FILE, examples
from triplewire.tally import Tally, summary
from triplewire.terminal import meter, say, standard_text

STORY = Path("examples") / "port"
PLACES = (Path(__file__).parent.parent / STORY, Path(prefix) / "share" / "triplewire" / STORY)
ENDS = ("Mara Velde", "Jonas Reck")
PATHS = 2
WORDS = 60  # characters of a dropped line that are shown
MOST_CANDIDATES = 1000


def examples_folder() -> Path:
    """Where the example articles are. Errors: InputError."""
    found = next((place for place in PLACES if place.is_dir()), None)
    if found is None:
        message = "the example articles are not installed with the program"
        raise InputError(message, "run the demo from a checkout, or `triplewire build` articles of yours")
    return found


def demo(store: Store, stream: IO[str], ontology: Ontology) -> None:
    """Prints how two people of the story are connected, and what was left out, from a store that holds it."""
    out = console(stream)
    with out.capture() as held:
        out.rule(f"How are {ENDS[0]} and {ENDS[1]} connected?", style="dim")
        out.print()
        display(out, connect(store, *ENDS, limit=PATHS, evidence=1), ontology)
        out.print()
        out.rule("What was left out, and why", style="dim")
        out.print()
        for line in left_out(store):
            out.print(line, overflow="fold")
        out.print()
    stream.write(held.get())
    stream.flush()


def left_out(store: Store) -> Iterator[str]:
    """Lines of the pages that are not the story, each with its reason, and the reasons of rejected candidates."""
    place = ""
    for article, _, reason, words, *_ in dropped(store, what="line").rows:
        if article != place:
            yield article
            place = article
        yield f"  {reason:15} {_short(words)}"
    yield ""
    yield from _reasons(dropped(store, what="candidate", limit=MOST_CANDIDATES))


def _short(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= WORDS else f"{line[: WORDS - 3]}..."


def _reasons(table: Table) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for _, _, reason, words, *_ in table.rows:
        reasons.setdefault(reason, []).append(_short(words))
    for reason, found in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"{len(found):3} candidates for a claim were rejected: {reason}, as in “{found[0]}”"


@command(
    "demo",
    epilog=examples("triplewire demo", "triplewire demo --store case.db"),
)
@option(
    "--store",
    "folder",
    metavar="DIR",
    type=FILE,
    default=Path("demo.db"),
    show_default=True,
    help="The folder for its store; it is kept for questions of yours.",
)
def demo_command(folder: Path) -> None:
    """Build a graph from the example story, and show what can be asked of it."""
    from ingest.documents import read_articles  # noqa: PLC0415  # spaCy and trafilatura take a second to import
    from ingest.pipeline import Reader  # noqa: PLC0415
    from triplewire.runs import build  # noqa: PLC0415

    start, tally, ontology = perf_counter(), Tally(), load_ontology()
    place = examples_folder()
    with meter() as progress:
        progress.say("loading the language model")
        reader = Reader(ontology=ontology)
        progress.say("opening the store")
        with open_store(folder, progress=progress.of_jars) as store:
            build(store, read_articles([place]), reader, tally)
            tally.seconds = perf_counter() - start
            progress.end()
            for line in summary(tally):
                say(line)
            demo(store, standard_text(), ontology)
    say(f'Ask on: triplewire show "Norvane Systems" --store {folder}')
    say(f'        triplewire connect "Calder Freight" Kestrel --voice outlet --store {folder}')
    say(f"        triplewire run denials --name Kestrel --store {folder}")
