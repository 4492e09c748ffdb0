"""Commands that ask the graph: connect, show, search, ask, dropped, queries, run."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from click import Choice, Command, Context, Group, IntRange, Option, argument, command, echo, option

from graph.store import Store, open_store
from ontology.errors import QueryError
from ontology.model import Voice
from ontology.schema import load_ontology
from queries.ask import ROWS, SECONDS
from queries.ask import ask as ask_store
from queries.catalogue import catalogue, query
from queries.catalogue import run as run_query
from queries.connect import connect as connect_names
from queries.dropped import ROWS as LEFT_OUT
from queries.dropped import What
from queries.dropped import dropped as list_dropped
from queries.flat import Answer, notes
from queries.formats import write
from queries.header import Parameter, Query
from queries.render import console, display
from queries.search import KINDS, Kind
from queries.search import ROWS as FOUND
from queries.search import search as search_store
from queries.show import show as show_name
from triplewire.options import (
    belief_option,
    evidence_option,
    examples,
    format_option,
    ontology_option,
    store_option,
    voice_option,
)
from triplewire.terminal import meter, standard_input, standard_text

SAMPLES = {"name": '"Mara Velde"', "article": "https://news.example/a.html"}
QUERY_OPTIONS = ("store", "format_", "ontology")


def answer(
    question: Callable[[Store], Answer], *, store: str | None, format_: str, ontology: tuple[Path, ...] = ()
) -> None:
    """Puts a question to the store, and prints what comes back."""
    with meter() as progress:
        progress.say("opening the store")
        with open_store(store, progress=progress.of_jars) as opened:
            found = question(opened)
    tell(found, format_, ontology)


def tell(found: Answer, format_: str, ontology: tuple[Path, ...] = ()) -> None:
    """Prints an answer."""
    vocabulary, stream = load_ontology(*ontology), standard_text()
    if format_ == "table":
        out = console(stream)
        with out.capture() as held:  # rich would leave with a code of its own when whoever reads has gone
            display(out, found, vocabulary)
        stream.write(held.get())
    else:
        write(stream, found, format_, vocabulary)
        for note in notes(found) if format_ != "json" else ():  # json has it all
            echo(note, err=True)
    stream.flush()


@command(
    epilog=examples(
        'triplewire connect "Mara Velde" "Jonas Reck"',
        "triplewire connect Norvane Brightlake --voice outlet --hops 3",
        "triplewire connect Norvane Brightlake --format csv > paths.csv",
    )
)
@argument("left", metavar="A")
@argument("right", metavar="B")
@option("--hops", type=int, default=4, show_default=True, help="The most hops from one to the other.")
@option("--limit", type=int, default=10, show_default=True, help="The most paths.")
@voice_option
@belief_option
@evidence_option
@store_option
@format_option
@ontology_option
def connect(  # noqa: PLR0913  # a command has as many arguments as options
    left: str,
    right: str,
    *,
    hops: int,
    limit: int,
    voice: Voice | None,
    least_belief: float,
    evidence: int,
    **where: Any,
) -> None:
    """How two names are connected: paths between them, with the sentences under every hop.

    The shortest and best supported come first. A path goes along facts that somebody asserts; what is denied, planned
    or asked is told below them, and never part of one. So are two names that may be one, marked "possibly", until
    somebody decides.
    """
    ask_for = partial(
        connect_names,
        left=left,
        right=right,
        most_hops=hops,
        limit=limit,
        voice=voice,
        least_belief=least_belief,
        evidence=evidence,
    )
    answer(ask_for, **where)


@command(
    epilog=examples(
        'triplewire show "Mara Velde"',
        "triplewire show norvane --format json | jq .asserted",
    )
)
@argument("name", metavar="NAME")
@option("--limit", type=int, default=10, show_default=True, help="The most facts of one kind, and the most articles.")
@evidence_option
@store_option
@format_option
@ontology_option
def show(name: str, *, limit: int, evidence: int, **where: Any) -> None:
    """What the graph holds of a name: what is asserted, denied, planned, and where it stands.

    A name may be written as people write it; where several go by it, they are listed with ids, and an id is a name too.
    """
    answer(partial(show_name, name=name, limit=limit, evidence=evidence), **where)


@command(
    epilog=examples(
        "triplewire ask 'MATCH (a:Entity)-[r:OWNS]->(b) RETURN a.name, b.name, r.quote'",
        "triplewire ask 'MATCH (e:Entity {name: $name})--(o) RETURN o.name' --param name=\"Mara Velde\"",
        "triplewire ask - < question.cypher",
    )
)
@argument("cypher", metavar="CYPHER")
@option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter, $NAME in the query.")
@option("--rows", type=IntRange(1), default=ROWS, show_default=True, help="The most rows.")
@option("--seconds", type=float, default=SECONDS, show_default=True, help="The longest time.")
@store_option
@format_option
def ask(cypher: str, *, params: tuple[str, ...], rows: int, seconds: float, **where: Any) -> None:
    """Ask in Cypher; - reads the query from standard input. It may read the graph and nothing else."""
    given = dict(map(_pair, params))
    text = cypher if cypher != "-" else _piped_in()
    answer(lambda store: ask_store(store, text, given, rows=rows, seconds=seconds), **where)


def _pair(given: str) -> tuple[str, object]:
    name, mark, value = given.partition("=")
    if not mark or not name:
        raise QueryError(f"--param {given!r} is no NAME=VALUE", "write it as --param name=Norvane")
    try:
        return name, int(value)
    except ValueError:
        return name, value


def _piped_in() -> str:
    return standard_input().read().decode("utf-8", "replace")


@command(
    epilog=examples(
        "triplewire search velde cyprus",
        "triplewire search '\"port authority\"' --what article",
    )
)
@argument("words", nargs=-1, required=True, metavar="WORDS...")
@option("--what", type=Choice(KINDS), multiple=True, help="Only names, claims or articles. [default: all three]")
@option("--limit", type=int, default=FOUND, show_default=True, help="The most of each kind.")
@store_option
@format_option
def search(words: tuple[str, ...], *, what: tuple[Kind, ...], limit: int, **where: Any) -> None:
    """Is this anywhere? Full text over names, claims and articles, with what was found marked.

    All words must occur; words in double quotes stand side by side. Names may be misspelt, and are found too where no
    claim is made of them.
    """
    answer(partial(search_store, words=" ".join(words), kinds=what or KINDS, limit=limit), **where)


@command(
    epilog=examples(
        "triplewire dropped --what line",
        "triplewire dropped https://news.example/a.html --format csv",
    )
)
@argument("article", required=False, metavar="[ARTICLE]")
@option("--what", type=Choice(["line", "candidate"]), help="Lines of pages, or candidates for claims. [default: both]")
@option("--limit", type=int, default=LEFT_OUT, show_default=True, help="The most rows.")
@store_option
@format_option
def dropped(article: str | None, *, what: What | None, limit: int, **where: Any) -> None:
    """What was left out of the articles, and why; with ARTICLE, an id or address, of that one."""
    answer(lambda store: list_dropped(store, article, what=what, limit=limit), **where)


@command(
    epilog=examples(
        "triplewire queries",
        "triplewire queries denials",
    )
)
@argument("name", required=False, metavar="[NAME]")
@format_option
def queries(name: str | None, format_: str) -> None:
    """The questions that come with the program, each with what it takes; with NAME one of them."""
    tell((query(name),) if name else catalogue(), format_)


class Questions(Group):
    """A command for each question of the catalogue, made from the header of its file."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """Their names."""
        return [each.name for each in catalogue()]

    def get_command(self, ctx: Context, cmd_name: str) -> Command:  # noqa: ARG002
        """The command of that name. Errors: UnknownName."""
        return _question(query(cmd_name))


def _question(asked: Query) -> Command:
    def callback(**given: Any) -> None:
        where = {name: given.pop(name) for name in QUERY_OPTIONS}
        answer(lambda store: run_query(store, asked.name, given), **where)

    made = Command(
        asked.name,
        callback=callback,
        params=[_option(parameter) for parameter in asked.parameters],
        help=f"{asked.title}.\n\n{asked.description}",
        short_help=asked.title,
        epilog=examples(_example(asked)),
    )
    for decorate in (store_option, format_option, ontology_option):
        decorate(made)
    return made


def _example(asked: Query) -> str:
    needed = (p for p in asked.parameters if p.required)
    given = "".join(f" --{p.name.replace('_', '-')} {SAMPLES.get(p.type, '...')}" for p in needed)
    return f"triplewire run {asked.name}{given}"


def _option(parameter: Parameter) -> Option:
    default = "" if parameter.default is None else f" [default: {parameter.default}]"
    return Option(
        [f"--{parameter.name.replace('_', '-')}", parameter.name],
        required=parameter.required,
        metavar="|".join(parameter.choices) or parameter.type.upper(),
        help=parameter.description + default,
    )


@command(
    cls=Questions,
    subcommand_metavar="NAME [OPTIONS]",
    epilog=examples("triplewire run denials --name Norvane", "triplewire run denials --help"),
)
def run() -> None:
    """Run a question of the catalogue; each has a help text of its own."""
