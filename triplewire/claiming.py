"""Commands about single claims: claim reject, claim accept, claim undo, claim list."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from click import argument, group, option

from graph.store import open_store
from graph.verdicts import Done
from graph.verdicts import rule as rule_on
from graph.verdicts import undo as take_back
from ontology.schema import load_ontology
from queries.rulings import claims_ruled_on
from triplewire.asking import answer
from triplewire.deciding import by_option, moment, why_option
from triplewire.options import examples, format_option, ontology_option, store_option
from triplewire.tally import many
from triplewire.terminal import meter, say

claims_argument = argument("claims", nargs=-1, required=True, metavar="ID...")


@group(
    epilog=examples(
        'triplewire claim reject 3f2a6c01b5d9e874 --why "another Velde"',
        "triplewire claim list",
    )
)
def claim() -> None:
    """Strike a false claim, or confirm a right one; both can be taken back.

    `triplewire show` and `triplewire connect` print the id of every claim.
    """


@claim.command(epilog=examples('triplewire claim reject 3f2a6c01b5d9e874 --why "another Velde"'))
@claims_argument
@why_option
@by_option
@store_option
@ontology_option
def reject(claims: tuple[str, ...], why: str, by: str, store: str | None, ontology: tuple[Path, ...]) -> None:
    """Strike claims: their facts are computed without them.

    A struck claim stays for the record, and the same words read again in that article stay struck.
    """
    strike = partial(rule_on, claims=claims, verdict="reject", by=by, why=why, made=moment())
    _tell("struck", _changed(store, ontology, strike))


@claim.command(epilog=examples('triplewire claim accept 3f2a6c01b5d9e874 --why "checked against the deed"'))
@claims_argument
@why_option
@by_option
@store_option
@ontology_option
def accept(claims: tuple[str, ...], why: str, by: str, store: str | None, ontology: tuple[Path, ...]) -> None:
    """Confirm that claims are what the article says: they count as surely read."""
    confirm = partial(rule_on, claims=claims, verdict="accept", by=by, why=why, made=moment())
    _tell("confirmed", _changed(store, ontology, confirm))


@claim.command(epilog=examples("triplewire claim undo 3f2a6c01b5d9e874"))
@claims_argument
@store_option
@ontology_option
def undo(claims: tuple[str, ...], store: str | None, ontology: tuple[Path, ...]) -> None:
    """Take back the verdicts on claims: the graph is what it was without them."""
    _tell("taken back", _changed(store, ontology, partial(take_back, claims=claims, made=moment())))


@claim.command("list", epilog=examples("triplewire claim list", "triplewire claim list --all --format csv"))
@option("--all", "withdrawn", is_flag=True, help="Also those that were taken back.")
@store_option
@format_option
def list_(*, withdrawn: bool, **where: Any) -> None:
    """The claims that people have ruled on, by whom, and why."""
    answer(lambda opened: claims_ruled_on(opened, withdrawn=withdrawn), **where)


def _changed(store: str | None, ontology: tuple[Path, ...], change: Callable[..., Done]) -> Done:
    vocabulary = load_ontology(*ontology)
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        return change(opened, ontology=vocabulary)


def _tell(what: str, done: Done) -> None:
    facts = done.effects
    say(
        f"{many(len(done.rulings), 'claim')} {what}: {many(facts.facts_gone, 'fact')} fell, "
        f"{facts.facts_changed:,} changed, {facts.facts_made:,} new"
    )
