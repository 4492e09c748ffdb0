"""The command about which report is which: origins."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from click import argument, command, option

from graph.copies import ARTICLE
from graph.resolution import decide
from graph.store import open_store
from ontology.errors import InputError
from ontology.model import Decision, Verdict
from ontology.schema import load_ontology
from queries.names import find_article
from queries.origins import around, groups
from triplewire.asking import answer
from triplewire.deciding import by_option, moment
from triplewire.options import examples, format_option, ontology_option, store_option
from triplewire.tally import many
from triplewire.terminal import meter, say

GROUPS = 50  # groups that are listed


@command(
    epilog=examples(
        "triplewire origins",
        "triplewire origins https://news.example/a.html",
        'triplewire origins a.html --join b.html --why "both credit Northwire"',
        'triplewire origins a.html --split b.html --why "two sessions of the court"',
    )
)
@argument("article", required=False, metavar="[ARTICLE]")
@option("--join", metavar="OTHER", help="Count the two as one report.")
@option("--split", metavar="OTHER", help="Count the two as two reports.")
@option("--why", metavar="WORDS", help="The reason, for whoever reads the list.")
@by_option
@store_option
@ontology_option
@format_option
def origins(
    article: str | None, *, join: str | None, split: str | None, why: str | None, by: str, **where: Any
) -> None:
    """Tell which articles are copies of one report, and why; with ARTICLE also what nearly is, and why not.

    Copies count once, however many outlets carry them. ARTICLE and OTHER are ids or addresses. What a person joins or
    splits beats the rule, also for articles that come later; `triplewire identity list` shows it, and
    `triplewire identity unmerge` takes it back.
    """
    if join is None and split is None:
        if why is not None:
            raise InputError("a reason for what?", "give --join or --split")
        _show(article, **where)
        return
    if article is None or why is None or (join is not None and split is not None):
        raise InputError("a decision is about two articles", "give ARTICLE, one of --join and --split, and --why")
    verdict: Verdict = "same" if join is not None else "not-same"
    decision = Decision("", "", verdict, by, why, made=moment())
    _decide((article, join or split or ""), decision, where["store"], where["ontology"])


def _show(article: str | None, **where: Any) -> None:
    if article is None:
        answer(lambda opened: groups(opened, most=GROUPS), **where)
    else:
        answer(lambda opened: around(opened, find_article(opened, article)), **where)


def _decide(articles: tuple[str, str], verdict: Decision, store: str | None, ontology: tuple[Path, ...]) -> None:
    vocabulary = load_ontology(*ontology)
    with meter() as progress, open_store(store, progress=progress.of_jars) as opened:
        left, right = (ARTICLE + find_article(opened, name) for name in articles)
        done = decide(opened, [replace(verdict, left=left, right=right)], vocabulary)
    what = f"{many(len(done.recorded), 'decision')} recorded" if done.recorded else "nothing new"
    say(f"{what}: {many(done.effects.facts_changed, 'fact')} changed")
