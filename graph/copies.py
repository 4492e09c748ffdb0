"""Origins in the store: copies are linked when an article comes, and the groups of what that touches are made anew.

A link (COPY_OF, from the greater id to the smaller) follows from its two articles alone, and articles with the same
body are linked without one; a group is what links connect, as people decided otherwise (`article:ID` in the ledger):
"same" joins two reports, "not-same" cuts the weakest links between them. An origin's id follows from the smallest id of
its articles. So origins are a function of what the store holds, in whatever order it came.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph import origin_cypher
from graph.identity import clusters
from graph.origins import Marked, Story, candidates, compared, window
from graph.rows import Row
from ontology.ids import digest
from ontology.model import Decision

Run = Callable[..., list[Row]]

ARTICLE = "article:"  # before the id of an article, in a decision on two of them
ALIKE = 0.99  # the weight of a link by the same body, below a person's
RULE = "rule:copy"


def of_articles(decision: Decision) -> bool:
    """Whether a decision is about reports, not about who is who."""
    return decision.left.startswith(ARTICLE) and decision.right.startswith(ARTICLE)


def story_of(row: Row) -> Story:
    """The report of an article's row: what of its text is story."""
    kept = row["kept"]
    pieces = [row["text"][start:end] for start, end in zip(kept[::2], kept[1::2], strict=True)]
    return Story.of("\n".join(pieces) or row["text"], row["title"], row["published"])


class Copies:
    """One transaction's articles that come and go, and the groups that they touch."""

    def __init__(self, run: Run, decisions: Iterable[Decision]) -> None:
        self.run = run
        self.decisions = [decision for decision in decisions if of_articles(decision)]
        self.touched: set[str] = set()

    def leaving(self, ids: list[str]) -> None:
        """Articles are about to go: their groups may fall apart."""
        for row in self.run(origin_cypher.AROUND, ids=ids):
            self.touched.update(row["same"], *(article["copies"] for article in row["articles"]))
        self.decided(ids)
        self.touched.difference_update(ids)

    def decided(self, ids: Iterable[str]) -> None:
        """Decisions on these articles came or went, or bind what goes with them."""
        wanted = {ARTICLE + id_ for id_ in ids}
        self.touched.update(key.removeprefix(ARTICLE) for key in wanted)
        for decision in self.decisions:
            if wanted & {decision.left, decision.right}:
                self.touched.update(key.removeprefix(ARTICLE) for key in (decision.left, decision.right))

    def coming(self, articles: Iterable[Row]) -> None:
        """Articles came, of these rows: they are linked with their copies."""
        stories = {row["id"]: story_of(row) for row in articles}
        ids = sorted(stories)
        days = sorted({day for story in stories.values() for day in window(story.day)})
        marked = (Marked(row["id"], row["day"], row["marks"]) for row in self.run(origin_cypher.MARKED, days=days))
        pairs = sorted(set(candidates(stories, marked)))
        missing = sorted({id_ for pair in pairs for id_ in pair} - stories.keys())
        if missing:
            stories |= {row["id"]: story_of(row) for row in self.run(origin_cypher.STORIES, ids=missing)}
        links = []
        for one, two in pairs:
            found = compared(stories[one], stories[two])
            if found.copies:
                links.append({"one": one, "two": two, "shared": round(found.shared, 6), "why": found.why})
        if links:
            self.run(origin_cypher.LINK, rows=links)
        self.touched.update(ids)

    def marked_before(self, most: int) -> list[str]:
        """Articles that an older program loaded, for which only the same body was a copy: marked and linked now."""
        rows = self.run(origin_cypher.STORIES, ids=[row["id"] for row in self.run(origin_cypher.UNMARKED, most=most)])
        stories = {row["id"]: story_of(row) for row in rows}
        marks = [{"id": id_, "day": story.day, "marks": list(story.marks)} for id_, story in stories.items()]
        if stories:
            self.run(origin_cypher.SET_MARKS, rows=marks)
            self.coming(rows)
        return sorted(stories)

    def settle(self) -> dict[str, str]:
        """Brings the origins of all that was touched up to date; the new one of each article that has another."""
        if not self.touched:
            return {}
        before, links = self._reach()
        joined, _ = clusters([*self.decisions, *links])
        after = {}
        for id_ in sorted(before):
            group = [key.removeprefix(ARTICLE) for key in joined.get(ARTICLE + id_, ())]
            after[id_] = digest("origin", min((one for one in group if one in before), default=id_))
        moved = {id_: origin for id_, origin in after.items() if before[id_] != origin}
        if moved:
            self.run(origin_cypher.SET_ORIGINS, rows=[{"id": id_, "origin": origin} for id_, origin in moved.items()])
        self.touched = set()
        return moved

    def _reach(self) -> tuple[dict[str, str], list[Decision]]:
        """All articles that links, bodies and decisions lead to from what was touched, their origins; the links."""
        bound: defaultdict[str, set[str]] = defaultdict(set)
        for decision in self.decisions:
            one, two = (key.removeprefix(ARTICLE) for key in (decision.left, decision.right))
            bound[one].add(two)
            bound[two].add(one)
        before: dict[str, str] = {}
        bodies: set[tuple[str, ...]] = set()
        links: dict[tuple[str, str], float] = {}
        seen: set[str] = set()
        waiting = set(self.touched)
        while waiting:
            seen |= waiting
            ids, waiting = sorted(waiting), set()
            for id_ in ids:
                waiting |= bound[id_]
            for row in self.run(origin_cypher.AROUND, ids=ids):
                bodies.add(tuple(sorted(row["same"])))
                waiting.update(row["same"])
                for article in row["articles"]:
                    before[article["id"]] = article["origin"]
                    waiting.update(article["copies"])
                    for other, shared in zip(article["copies"], article["shares"], strict=True):
                        links[min(article["id"], other), max(article["id"], other)] = shared
            waiting -= seen
        made = [_link(one, two, ALIKE * share) for (one, two), share in links.items()]
        for same in bodies:
            made += [_link(same[0], id_, ALIKE) for id_ in same[1:]]
        return before, made


def _link(one: str, two: str, score: float) -> Decision:
    return Decision(ARTICLE + one, ARTICLE + two, "same", RULE, score=score)
