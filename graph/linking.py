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
from dataclasses import replace

from graph import linking_cypher
from graph.candidates import Candidates
from graph.identity import clusters
from graph.ledger import pair
from graph.matching import Key, Profile, links
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
        return self._replace(Candidates(self.run, self.generic).around(touched)) if touched else set()

    def _replace(self, bearers: dict[str, list[Key]]) -> set[str]:
        compared = {key: found for key, found in bearers.items() if found}
        said = self._profiles(compared)
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
            self.run(linking_cypher.DELETE_LINKS, keys=shorts_of, ids=sorted(row["id"] for row in gone))
        if come:
            self.run(linking_cypher.CREATE_LINKS, rows=come)
        return {key for row in (*gone, *come) for key in (row["left"], row["right"])}

    def _profiles(self, compared: dict[str, list[Key]]) -> dict[str, Profile]:
        keys = sorted({*compared, *(full.text for found in compared.values() for full in found)})
        rows = (
            {row["key"]: row for row in self.run(linking_cypher.SAID_OF_KEYS, keys=keys, most=READ + 1)} if keys else {}
        )
        articles = sorted({article for row in rows.values() for article in row["articles"][:READ]})
        found = self.run(linking_cypher.KEYS_BESIDE, articles=articles) if articles else []
        beside = {row["article"]: frozenset(row["keys"]) for row in found}
        profiles = {key: _profile(row, beside) for key, row in rows.items()}
        pairs = [
            sorted((short, full.text), key=lambda key: (len(rows[key]["articles"]), key))
            for short, fulls in compared.items()
            for full in fulls
            if short in rows and full.text in rows and _may_meet(profiles[short], profiles[full.text])
        ]
        return self._met(profiles, pairs) if pairs else profiles

    def _met(self, profiles: dict[str, Profile], pairs: list[list[str]]) -> dict[str, Profile]:
        """With the articles that both of a pair stand in, and whom a claim relates to whom."""
        together, related = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for row in self.run(linking_cypher.PAIRS, pairs=pairs):
            for one, other in ((row["one"], row["two"]), (row["two"], row["one"])):
                together[one].add(row["article"])
                related[one].update([other] if row["related"] else [])
        return {
            key: replace(profile, articles=profile.articles | together[key], related=frozenset(related[key]))
            for key, profile in profiles.items()
        }

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


def _profile(row: Row, beside: dict[str, frozenset[str]]) -> Profile:
    """What the first articles of a key say; of those that were not read it knows that there are some."""
    votes, key, articles = votes_from_json(row["votes"]), row["key"], row["articles"]
    return Profile(
        Key.of(key),
        frozenset(articles),
        frozenset(other for article in articles[:READ] for other in beside[article]) - {key},
        frozenset(word.lower() for word in {*votes.aliases, *votes.names}),
    )


def _may_meet(one: Profile, other: Profile) -> bool:
    """Whether an article may name both: one does that was read, or both have more of them."""
    unread = len(one.articles) > READ and len(other.articles) > READ
    return unread or one.key.text in other.company or other.key.text in one.company


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
