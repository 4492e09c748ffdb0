"""Commands about who is who: identity list, show, same, not-same, unmerge, review, export, import."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from click import argument, echo, getchar, group, option

from graph.resolution import Done, decide, decisions, withdraw
from graph.store import Store, open_store
from graph.suggestions import suggestions
from ontology.model import Decision, Verdict
from ontology.schema import load_ontology
from queries.identity import card, decided, keys_of, two_keys
from queries.identity import suggested as suggested_pairs
from triplewire.asking import answer
from triplewire.deciding import by_option, moment, why_option
from triplewire.ledgerfile import read_ledger, write_ledger
from triplewire.options import FILE, examples, format_option, ontology_option, store_option
from triplewire.reviewing import review
from triplewire.storing import whole_file
from triplewire.tally import many
from triplewire.terminal import bytes_of, meter, say, shown_name, standard_text

ahead_option = option("--ahead", is_flag=True, help="Also keys that no article says yet.")


@group(
    epilog=examples(
        'triplewire identity same "Norvane" "Norvane Systems" --why "one register number"',
        "triplewire identity list",
    )
)
def identity() -> None:
    """Decide who is who, and take it back; no decision rewrites an article's claims.

    A decision beats what the program thinks, also for articles that come later.
    """


@identity.command(
    "list",
    epilog=examples(
        "triplewire identity list",
        'triplewire identity list "Mara Velde" --all',
        "triplewire identity list --suggested",
    ),
)
@argument("name", required=False, metavar="[NAME]")
@option("--all", "withdrawn", is_flag=True, help="Also those that were taken back.")
@option("--suggested", is_flag=True, help="Pairs that may be one, which no rule merges and nobody has decided yet.")
@store_option
@format_option
def list_(name: str | None, *, withdrawn: bool, suggested: bool, **where: Any) -> None:
    """The decisions that stand, people's and rules'; with NAME those that touch it.

    What rules merged has a score and no id: `triplewire identity not-same A B` parts it for good.
    """
    if suggested:
        answer(lambda store: suggested_pairs(store, name), **where)
    else:
        answer(lambda store: decided(store, name, withdrawn=withdrawn), **where)


@identity.command("review", epilog=examples("triplewire identity review"))
@by_option
@store_option
@ontology_option
def review_(by: str, store: str | None, ontology: tuple[Path, ...]) -> None:
    """Decide about suggested pairs one by one: two cards side by side, one key press each.

    s the same, n not the same, u unsure and not to be asked again, blank later, q stop. Each answer is recorded at
    once.
    """
    vocabulary = load_ontology(*ontology)
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        pairs = suggestions(opened)

        def record(pair: Decision, verdict: Verdict) -> None:
            row = replace(pair, verdict=verdict, by=by, why=f"{pair.by}: {pair.why}", score=None, made=moment())
            decide(opened, [row], vocabulary)

        progress.end()
        answered = review(pairs, partial(card, opened), getchar, record, standard_text())
    say(f"{answered:,} of {many(len(pairs), 'suggestion')} decided")


@identity.command(epilog=examples('triplewire identity show "Norvane Systems"'))
@argument("name", metavar="NAME")
@store_option
@format_option
def show(name: str, **where: Any) -> None:
    """The keys that an entity is made of, how articles call each, and the decisions on it."""
    answer(lambda store: keys_of(store, name), **where)


@identity.command(epilog=examples('triplewire identity same "Norvane" "Norvane Systems" --why "one register number"'))
@argument("left", metavar="A")
@argument("right", metavar="B")
@why_option
@by_option
@ahead_option
@store_option
@ontology_option
def same(left: str, right: str, **how: Any) -> None:
    """A and B are one: names, ids, or keys as `triplewire show` prints them."""
    _decide("same", left, right, **how)


@identity.command(
    "not-same", epilog=examples('triplewire identity not-same "J. Reck" "Jonas Reck" --why "father and son"')
)
@argument("left", metavar="A")
@argument("right", metavar="B")
@why_option
@by_option
@ahead_option
@store_option
@ontology_option
def not_same(left: str, right: str, **how: Any) -> None:
    """A and B are two, whatever else would join them."""
    _decide("not-same", left, right, **how)


@identity.command(epilog=examples("triplewire identity unmerge 3f2a6c01b5d9e874"))
@argument("ids", nargs=-1, required=True, metavar="ID...")
@store_option
@ontology_option
def unmerge(ids: tuple[str, ...], store: str | None, ontology: tuple[Path, ...]) -> None:
    """Take decisions back, of either kind: the graph is what it was without them.

    `triplewire identity list` prints the ids.
    """
    _tell(_changed(store, ontology, lambda opened: partial(withdraw, opened, ids, made=moment())))


@identity.command(epilog=examples("triplewire identity export ledger.csv", "triplewire identity export -"))
@argument("out", metavar="OUT.csv", type=FILE)
@store_option
def export(out: Path, store: str | None) -> None:
    """Write all decisions as CSV, also those that were taken back; - is standard output."""
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        made = decisions(opened, withdrawn=True)
    stream = StringIO(newline="")
    write_ledger(stream, made)
    if str(out) == "-":
        echo(stream.getvalue(), nl=False)
    else:
        whole_file(out, lambda file: file.write(stream.getvalue().encode("utf-8")))
    say(f"{many(len(made), 'decision')}: {out}")


@identity.command(
    "import", epilog=examples("triplewire identity import ledger.csv", "triplewire identity import - < a.csv")
)
@argument("file", metavar="FILE.csv", type=FILE)
@option("--why", default="imported", show_default=True, metavar="WORDS", help="The reason, for rows without one.")
@by_option
@ahead_option
@store_option
@ontology_option
def import_(  # noqa: PLR0913  # a command has as many arguments as options
    file: Path, *, why: str, by: str, ahead: bool, store: str | None, ontology: tuple[Path, ...]
) -> None:
    """Read decisions from CSV, all or none; - is standard input.

    The columns are those of `triplewire identity export`; left, right and verdict (same, not-same, unsure) are enough.
    """
    rows = read_ledger(bytes_of(file), shown_name(file), by=by, why=why, made=moment())
    _tell(_changed(store, ontology, lambda opened: partial(decide, opened, rows, ahead=ahead, replacing=False)))


def _decide(verdict: Verdict, left: str, right: str, **how: Any) -> None:
    why, by, ahead = how["why"], how["by"], how["ahead"]

    def change(opened: Store) -> Callable[..., Done]:
        keys = (left, right) if ahead else two_keys(opened, left, right)
        return partial(decide, opened, [Decision(*keys, verdict, by, why, made=moment())], ahead=ahead)

    _tell(_changed(how["store"], how["ontology"], change))


def _changed(store: str | None, ontology: tuple[Path, ...], change: Callable[[Store], Callable[..., Done]]) -> Done:
    vocabulary = load_ontology(*ontology)
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        return change(opened)(ontology=vocabulary)


def _tell(done: Done) -> None:
    effects, kept = done.effects, len(done.recorded)
    what = [f"{many(kept, 'decision')} recorded"] if kept else []
    what += [f"{many(len(done.withdrawn), 'decision')} taken back"] if done.withdrawn else []
    say(
        f"{', '.join(what) or 'nothing new'}: {many(effects.entities_gone, 'entity', 'entities')} gone, "
        f"{effects.entities_made:,} new; {many(effects.facts_gone, 'fact')} gone, {effects.facts_changed:,} changed, "
        f"{effects.facts_made:,} new"
    )
