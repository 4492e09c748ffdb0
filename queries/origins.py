"""Which reports are one, and why: the groups of copies, or all that is near one article, near misses too.

groups(store, most=50)              one row an article, of the largest groups first
around(store, "a1")                 its copies and its near misses, each with the reason
"""

from collections.abc import Iterator
from typing import Any

from graph import cypher, origin_cypher
from graph.copies import ARTICLE, of_articles, story_of
from graph.ledger import decision_of, pair
from graph.origins import Marked, candidates, compared, window
from graph.store import Row, Run, Store
from ontology.model import Decision
from queries.table import Table

GROUPS = ("origin", "articles", "article", "outlet", "published", "title")
AROUND = ("outcome", "article", "outlet", "published", "title", "why")


def groups(store: Store, *, most: int) -> Table:
    """Groups of more than one article, the largest first, at most so many groups. Errors: StoreError."""
    found = store.read(origin_cypher.GROUP, id=None, most=most)
    rows = [(row["origin"], len(row["articles"]), *_about(one)) for row in found for one in row["articles"]]
    return Table(GROUPS, tuple(rows))


def around(store: Store, article: str) -> Table:
    """What counts as one report with this article, and what nearly does. `article`: an id. Errors: StoreError."""
    return Table(AROUND, tuple(store.reading(lambda run: list(_around(run, article)))))


def _around(run: Run, article: str) -> Iterator[tuple[Any, ...]]:
    [own] = run(origin_cypher.STORIES, ids=[article])
    story = story_of(own)
    [group] = run(origin_cypher.GROUP, id=article, most=1)
    members = {row["id"] for row in group["articles"]}
    rows = run(origin_cypher.MARKED, days=sorted(window(story.day)))
    pairs = set(candidates({article: story}, (Marked(row["id"], row["day"], row["marks"]) for row in rows)))
    near = {id_ for pair_ in pairs for id_ in pair_}
    decided = _decided(run, article)
    others = sorted((members | near | decided.keys()) - {article})
    stories = run(origin_cypher.STORIES, ids=others)
    outlets = {row["id"]: row["outlet"] for row in run(origin_cypher.OUTLETS, ids=others)}
    for row in sorted(stories, key=lambda r: (r["id"] not in members, r["id"])):
        outcome = "one origin" if row["id"] in members else "another"
        why = decided.get(row["id"]) or compared(story, story_of(row)).why
        yield outcome, row["id"], outlets[row["id"]], row["published"], row["title"], why


def _decided(run: Run, article: str) -> dict[str, str]:
    """What people decided on this article and another, by the other's id."""
    found: dict[str, str] = {}
    for row in run(cypher.STANDING_DECISIONS):
        decision = decision_of(row["row"])
        if of_articles(decision) and ARTICLE + article in pair(decision):
            [other] = (key.removeprefix(ARTICLE) for key in pair(decision) if key != ARTICLE + article)
            found[other] = _words(decision, row["row"])
    return found


def _words(decision: Decision, row: Row) -> str:
    verdict = "joined" if decision.verdict == "same" else "split" if decision.verdict == "not-same" else "unsure"
    return f"{verdict} by {decision.by}: {decision.why} ({row['id']})"


def _about(row: Row) -> tuple[Any, ...]:
    return row["id"], row["outlet"], row["published"], row["title"]
