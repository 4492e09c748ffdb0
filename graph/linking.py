"""What rules say of the keys of a store, kept beside them and made anew where an article touches it; and the clusters.

    linking = Linking(run, decisions, terms)
    linking.relink(["org:norvane"])        what rules say of these keys, and of those that may be short for them
    linking.know(["org:norvane"])          from here on
    linking.of["org:norvane"]              are the keys of its cluster known

A rule's decision is derived data: it follows from what the articles of its two keys say (graph/matching.py), so it is a
relationship between the keys, (:Key)-[:ALIKE]->(:Key), and no row of the ledger. People's decisions are the ledger's;
a pair of keys that a person has decided about, whatever the verdict, is no rule's any more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph import linking_cypher
from graph.identity import clusters
from graph.ledger import pair
from graph.matching import WEIGHTS, Blocks, Index, Key, Profile, links
from graph.rows import Row, votes_from_json
from graph.terms import Terms
from ontology.ids import digest
from ontology.model import Decision

READ = 100  # articles of a key whose other names are looked at, the first by id: who is in thousands is known by these

Run = Callable[..., list[Row]]


class Linking:
    """The links of one transaction, and the clusters that they and people's decisions make."""

    def __init__(self, run: Run, decisions: Iterable[Decision], terms: Terms) -> None:
        self.run, self.generic = run, terms.company_words
        self.people = list(decisions)
        self.decided = {pair(decision) for decision in self.people}
        self.beside: defaultdict[str, set[str]] = defaultdict(set)
        for decision in self.people:
            if decision.verdict == "same":
                self.beside[decision.left].add(decision.right)
                self.beside[decision.right].add(decision.left)
        self.of: dict[str, tuple[str, ...]] = {}

    # --- what rules say

    def relink(self, keys: Iterable[str]) -> set[str]:
        """Makes anew what rules say of these keys, which articles came to say otherwise; the keys that it changes."""
        touched = {key.text: key for key in map(Key.of, keys) if key.named}
        if not touched:
            return set()
        index, near = Index(touched.values()), self._near(touched.values())
        others = Index(key for key in near if key.text not in touched)
        crowded: dict[tuple[str, ...], bool] = {}
        shorts = {}
        for key in near:
            if index.all_bearers(key, self.generic):
                # Where the others alone are too many, these change nothing; so the thousand keys of one common surname
                # are looked at once.
                words = (key.family, *key.words)
                if words not in crowded:
                    crowded[words] = len(others.all_bearers(key, self.generic)) > WEIGHTS["bearers"]
                if not crowded[words]:
                    shorts[key.text] = key
        return self._replace(list((shorts | touched).values()))

    def _near(self, keys: Iterable[Key]) -> list[Key]:
        blocks = [Blocks.of(key) for key in keys]
        wanted = {
            "words": sorted({b.word for b in blocks} - {""}),
            "tails": sorted({b.tail for b in blocks} - {""}),
            "initials": sorted({b.initials for b in blocks} - {""}),
        }
        return [Key.of(row["key"]) for row in self.run(linking_cypher.IN_BLOCKS, **wanted)]

    def _replace(self, shorts: list[Key]) -> set[str]:
        index = Index(self._near(shorts))
        bearers = {key.text: index.bearers(key, self.generic) for key in shorts}
        compared = {key: found for key, found in bearers.items() if found}
        said = self._profiles({*compared, *(full.text for found in compared.values() for full in found)})
        fresh: dict[str, Row] = {}
        for short, found in compared.items():
            if short in said:
                for link in links(said[short], (said[full.text] for full in found), self.generic):
                    row = link_row(link)
                    fresh[row["id"]] = row
        stored = {row["id"]: row for row in self.run(linking_cypher.FROM_KEYS, keys=sorted(bearers))}
        gone = [row for id_, row in stored.items() if fresh.get(id_) != row]
        come = [row for id_, row in fresh.items() if stored.get(id_) != row]
        if gone:
            shorts_of = sorted({row["left"] for row in gone})
            self.run(linking_cypher.DELETE_LINKS, shorts=shorts_of, ids=sorted(row["id"] for row in gone))
        if come:
            self.run(linking_cypher.CREATE_LINKS, rows=come)
        return {key for row in (*gone, *come) for key in (row["left"], row["right"])}

    def _profiles(self, keys: Iterable[str]) -> dict[str, Profile]:
        rows = self.run(linking_cypher.SAID_OF_KEYS, keys=sorted(keys)) if keys else []
        articles = sorted({article for row in rows for article in row["articles"][:READ]})
        found = self.run(linking_cypher.KEYS_BESIDE, articles=articles) if articles else []
        beside = {row["article"]: row["keys"] for row in found}
        return {row["key"]: _profile(row, beside) for row in rows}

    # --- clusters

    def ends(self, keys: Iterable[str]) -> set[str]:
        """Keys that rules link to these, which are about to go."""
        return {
            row[end] for row in self.run(linking_cypher.AROUND_KEYS, keys=sorted(keys)) for end in ("left", "right")
        }

    def know(self, keys: Iterable[str]) -> set[str]:
        """Finds the clusters of these keys; all keys that are linked to them, also by links that had to be cut."""
        seen, frontier, found = set(keys), set(keys), dict[str, Decision]()
        while frontier:
            reached = {other for key in frontier for other in self.beside.get(key, ())}
            for row in self.run(linking_cypher.AROUND_KEYS, keys=sorted(frontier)):
                link = link_of(row)
                if link.verdict == "same" and pair(link) not in self.decided:
                    found[row["id"]] = link
                    reached |= {link.left, link.right}
            frontier = reached - seen
            seen |= frontier
        joined, _ = clusters([*self.people, *found.values()])
        self.of |= {key: joined.get(key, (key,)) for key in seen}
        return seen


def _profile(row: Row, beside: dict[str, list[str]]) -> Profile:
    votes, key = votes_from_json(row["votes"]), row["key"]
    return Profile(
        Key.of(key),
        frozenset(row["articles"]),
        frozenset(other for article in row["articles"][:READ] for other in beside[article]) - {key},
        frozenset(word.lower() for word in {*votes.aliases, *votes.names}),
        frozenset(row["related"]),
    )


def link_row(link: Decision) -> Row:
    """What a rule says of a pair, as the properties of the relationship."""
    id_ = digest("link", link.left, link.right)
    return {
        "id": id_, "left": link.left, "right": link.right, "verdict": link.verdict, "by": link.by, "why": link.why,
        "score": link.score,
    }  # fmt: skip


def link_of(row: Row) -> Decision:
    """What `link_row` made."""
    return Decision(row["left"], row["right"], row["verdict"], row["by"], row["why"], row["score"])


def blocks_row(key: str) -> Row:
    """Where a key is looked for, as properties of its node; `word` is there always, "" for what is never compared."""
    blocks = Blocks.of(Key.of(key))
    return {"word": blocks.word} | {n: getattr(blocks, n) for n in ("tail", "initials") if getattr(blocks, n)}
