"""Commands that take articles out: remove (they go), retract (they stay, and count no more)."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from click import argument, command, option

from graph.load import remove as remove_articles
from graph.removal import Preview, chosen, preview
from graph.retractions import Done, corrections, reinstate, retractions
from graph.retractions import retract as retract_articles
from graph.store import Store, open_store
from ontology.errors import InputError
from ontology.schema import load_ontology
from queries.names import find_article
from queries.table import Table
from triplewire.asking import answer
from triplewire.deciding import by_option, moment
from triplewire.options import examples, format_option, ontology_option, store_option
from triplewire.tally import many
from triplewire.terminal import meter, say

FALLS = ("outcome", "subject", "phrase", "object", "belief", "left_belief", "reports", "left", "id")
RECORD = ("article", "why", "by", "made", "withdrawn")

articles_argument = argument("articles", nargs=-1, metavar="[ARTICLE]...")
dry_option = option("--dry-run", "dry", is_flag=True, help="Only list what would fall; change nothing.")


@command(
    epilog=examples(
        "triplewire remove https://news.example/a.html",
        "triplewire remove --outlet 'The Ledger' --before 2020 --dry-run",
    )
)
@articles_argument
@option("--outlet", metavar="NAME", help="All articles of that outlet.")
@option("--before", metavar="DATE", help="All articles published before that date: 2024-05-01, 2024-05 or 2024.")
@dry_option
@store_option
@ontology_option
@format_option
def remove(articles: tuple[str, ...], *, outlet: str | None, before: str | None, dry: bool, **where: Any) -> None:
    """Take articles out, with exactly what only they supported.

    ARTICLE is an id or address. With --outlet and --before only what both choose goes. What is left is the graph that
    never had these articles.
    """
    by_rule = outlet is not None or before is not None
    if by_rule == bool(articles):
        raise InputError("which articles?", "name some by id or address, or choose them by --outlet and --before")
    vocabulary = load_ontology(*where["ontology"])

    def wanted(opened: Store) -> tuple[str, ...]:
        if by_rule:
            return chosen(opened, outlet=outlet, before=before)
        return tuple(find_article(opened, article) for article in articles)

    if dry:
        answer(lambda opened: _table(preview(opened, wanted(opened), vocabulary)), **where)
        return
    with meter() as progress, open_store(where["store"], progress=progress.of_jars) as opened:
        report = remove_articles(opened, wanted(opened), vocabulary)
    done = report.effects
    say(
        f"{many(report.removed, 'article')} removed: {many(done.facts_gone, 'fact')} fell, "
        f"{done.facts_changed:,} changed, {many(done.entities_gone, 'entity', 'entities')} gone"
    )


def _table(seen: Preview) -> Table:
    articles = (("removed", *(None,) * (len(FALLS) - 2), article) for article in seen.articles)
    return Table(FALLS, (*articles, *_falls(seen)))


def _falls(seen: Preview) -> Iterator[tuple[Any, ...]]:
    for fall in seen.falls:
        outcome = "falls" if fall.after is None else "weaker" if fall.after < fall.before else "stands"
        counts = fall.before, fall.after, fall.reports, fall.left
        yield (outcome, fall.subject, fall.phrase, fall.object, *counts, fall.fact)
    for id_, name in seen.entities:
        yield ("gone", name, *(None,) * (len(FALLS) - 3), id_)


@command(
    epilog=examples(
        'triplewire retract https://news.example/a.html --why "withdrawn by its editors"',
        "triplewire retract https://news.example/a.html --undo",
        "triplewire retract --list",
    )
)
@articles_argument
@option("--why", metavar="WORDS", help="The reason, for whoever reads the list.")
@by_option
@option("--undo", is_flag=True, help="Take the retraction back: the graph is what it was without it.")
@option("--list", "listed", is_flag=True, help="List what is retracted or corrected, also what was taken back.")
@store_option
@ontology_option
@format_option
def retract(articles: tuple[str, ...], *, why: str | None, by: str, undo: bool, listed: bool, **where: Any) -> None:
    """Keep articles for the record, and take their claims out of every fact.

    What is left is the graph that never had them; they stay so when they are read again. An article with the metadata
    `corrects` (an id or address) does the same to the one that it corrects. `triplewire remove --dry-run` lists
    beforehand what would fall.
    """
    if listed == bool(articles):
        raise InputError("which articles?", "name some by id or address; --list shows those that are retracted")
    if listed:
        answer(_record, **where)
        return
    if undo == (why is not None):
        raise InputError("a retraction needs a reason", "give --why, or --undo to take one back")
    change: Callable[..., Done] = reinstate if undo else partial(retract_articles, by=by, why=why or "")
    vocabulary = load_ontology(*where["ontology"])
    with meter() as progress, open_store(where["store"], progress=progress.of_jars) as opened:
        ids = [find_article(opened, article) for article in articles]
        done = change(opened, ids, vocabulary, made=moment())
    facts = done.effects
    say(
        f"{many(len(done.retractions), 'article')} {'back' if undo else 'retracted'}: {many(facts.facts_gone, 'fact')} "
        f"fell, {facts.facts_changed:,} changed, {facts.facts_made:,} new"
    )


def _record(opened: Store) -> Table:
    by_people = [(r.article, r.why, r.by, r.made, r.withdrawn) for r in retractions(opened, withdrawn=True)]
    by_articles = [(article, f"corrected by {other}", None, None, None) for article, other in corrections(opened)]
    return Table(RECORD, (*by_people, *by_articles))
