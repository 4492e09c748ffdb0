"""One transaction of the graph: articles taken out and put in, then the entities and facts that they touch made anew.

Nothing is added up in place: an entity follows from the votes of its keys, a fact from all of its claims, so the graph
is a function of the articles that it holds. Existing ids are read first and only the new is created (MERGE is slow).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from graph import cypher, upkeep_cypher
from graph.candidates import handles
from graph.copies import Copies
from graph.facts import Evidence, FactKey, fact_of
from graph.identity import Votes, entity_id, entity_of
from graph.linking import Linking
from graph.rows import ArticleRows, Row, evidence_of, mention_id, votes_from_json, votes_to_json
from graph.rulings import REJECTED, ruled
from graph.terms import Terms
from graph.watchlist import relist, without_matches
from graph.writing import write, write_entities, write_facts
from ontology.model import Decision, Fact

Run = Callable[..., list[Row]]


@dataclass(frozen=True, slots=True)
class Effects:
    """What a transaction did, in counts of claims, entities and facts."""

    claims: int = 0
    entities_made: int = 0
    entities_gone: int = 0
    facts_made: int = 0
    facts_changed: int = 0
    facts_gone: int = 0

    def __add__(self, other: "Effects") -> "Effects":
        return Effects(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def assemble(run: Run, terms: Terms, gone: Iterable[str], come: Iterable[ArticleRows]) -> Effects:
    """Takes the articles of ids `gone` out, puts `come` in, and brings entities and facts up to date."""
    work = Assembly(run, terms)
    work.take_out(sorted(set(gone)))
    work.put_in(list(come))
    return work.settle()


class Assembly:
    """One transaction's changes, and the entities and facts that they touch."""

    def __init__(self, run: Run, terms: Terms) -> None:
        self.run, self.terms = run, terms
        (standing,) = run(cypher.STANDING)
        decisions = [Decision(why="", **row) for row in standing["decisions"]]
        self.watched: bool = standing["watched"]
        self.linking = Linking(run, decisions, terms)
        self.copies = Copies(run, decisions)
        self.moving: set[str] = set()  # keys whose clusters may be others than before
        self.pending: dict[str, tuple[Row, Row]] = {}  # claims to be filed, each with its article
        self.former: set[str] = set()  # ids of entities that keys were of
        self.remade: set[str] = set()  # ids of entities that were made anew
        self.changes: defaultdict[str, Votes] = defaultdict(Votes)
        self.facts: dict[str, FactKey] = {}
        self.fresh: defaultdict[str, list[Evidence]] = defaultdict(list)
        self.restanding: set[str] = set()  # articles that may have come to be retracted or corrected, or no longer be
        self.claims = 0

    # --- articles

    def take_out(self, ids: list[str]) -> None:
        """Articles go, with their claims and what they say of their keys."""
        if not ids:
            return
        for row in self.run(cypher.FACTS_OF_ARTICLES, ids=ids):
            self._touch(FactKey(**{name: value or "" for name, value in row.items()}))
        self.restand(ids)
        self.copies.leaving(ids)
        self._vote(cypher.VOTES_OF_ARTICLES, ids, -1)
        self.run(cypher.DELETE_MENTIONS, ids=ids)
        self.run(cypher.DELETE_ARTICLES, ids=ids)

    def put_in(self, articles: list[ArticleRows]) -> None:
        """Articles come; verdicts that people gave on their words hold again."""
        if not articles:
            return
        mentions = [mention for article in articles for mention in article.mentions]
        ids = [article.article["id"] for article in articles]
        self.run(cypher.CREATE_ARTICLES, rows=[article.article for article in articles])
        self.copies.coming(article.article for article in articles)
        origins = self._settle_origins(new=ids)
        self.restand([article.article["id"] for article in articles if article.article["corrects"]])
        out = {row["id"] for row in self.run(upkeep_cypher.OUT_AMONG, ids=ids)}
        if out:
            self.run(upkeep_cypher.SET_RETRACTED, ids=sorted(out), out=True)
        claims = [
            claim | {"retracted": True} if claim["article"] in out else claim
            for claim in ruled(self.run, [claim for article in articles for claim in article.claims])
        ]
        by_article = groupby(claims, key=itemgetter("article"))  # each article's stand together
        self.run(cypher.CREATE_CLAIMS, rows=[{"article": id_, "claims": list(group)} for id_, group in by_article])
        self.run(cypher.CREATE_MENTIONS, rows=[{"id": mention_id(row)} | row for row in mentions])
        self.claims = len(claims)
        for article in articles:
            for key, votes in article.votes.items() if article.article["id"] not in out else ():
                self.changes[key] = self.changes[key].plus(votes)
        about = {id_: article.article | {"origin": origins[id_]} for id_, article in zip(ids, articles, strict=True)}
        self.pending.update((claim["id"], (claim, about[claim["article"]])) for claim in claims)

    def _settle_origins(self, new: Iterable[str] = ()) -> dict[str, str]:
        """The new origins of articles that have another; what facts they bear counts them anew. `new` bear none yet."""
        moved = self.copies.settle()
        known = sorted(moved.keys() - set(new))
        for row in self.run(cypher.FACTS_OF_ARTICLES, ids=known) if known else ():
            self._touch(FactKey(**{name: value or "" for name, value in row.items()}))
        return moved

    def restand(self, ids: Iterable[str]) -> None:
        """These articles, and those that they correct, may stand otherwise when all is put in."""
        wanted = sorted(set(ids))
        if wanted:
            self.restanding.update(wanted, (row["id"] for row in self.run(upkeep_cypher.CORRECTED, ids=wanted)))

    def _restand(self) -> None:
        """What came to be retracted or corrected leaves its facts and its names, and what no longer is comes back."""
        if not self.restanding:
            return
        found = self.run(upkeep_cypher.RESTANDING, ids=sorted(self.restanding))
        for out in (True, False):
            ids = [row["id"] for row in found if row["out"] == out]
            if ids:
                # No property rather than a false one: the row is that of an article that never was retracted.
                claims = self.run(upkeep_cypher.SET_RETRACTED, ids=ids, out=out or None)
                self._vote(upkeep_cypher.VOTES, ids, -1 if out else 1)
                self.refile([row["id"] for row in claims])

    def _vote(self, statement: str, ids: list[str], sign: int) -> None:
        for row in self.run(statement, ids=ids):
            self.changes[row["key"]] = self.changes[row["key"]].plus(votes_from_json(row["votes"]), sign)

    def refile(self, ids: list[str]) -> None:
        """Takes claims off their facts; each is filed under the fact that its keys and its verdict make in the end."""
        if not ids:
            return
        for row in self.run(cypher.FACTS_OF_CLAIMS, ids=ids):
            self._touch(FactKey(**{name: value or "" for name, value in row.items()}))
        self.run(cypher.UNFILE_CLAIMS, ids=ids)
        for row in self.run(cypher.CLAIMS, ids=ids):
            self.pending[row["claim"]["id"]] = row["claim"], row["article"]

    def review(self, keys: Iterable[str], facts: Iterable[FactKey]) -> None:
        """The entities of these keys, and these facts, are made anew although nothing is known to have changed."""
        for key in keys:
            self.changes[key] = self.changes[key].plus(Votes())
        for fact in facts:
            self._touch(fact)

    def fact_key_of(self, claim: Row) -> FactKey | None:
        """The fact that a claim is filed under; None for one that is struck, retracted, or about no fact."""
        left_out = claim.get("verdict") == REJECTED or claim.get("retracted")
        return None if left_out else self.terms.fact_key(claim, self._entity)

    def _file(self) -> None:
        self.know(claim for claim, _ in self.pending.values())
        for claim, article in self.pending.values():
            fact = self.fact_key_of(claim)
            if fact:
                self._touch(fact)
                self.fresh[fact.id].append(evidence_of(claim, article))

    # --- identity

    def know(self, claims: Iterable[Row]) -> None:
        """Finds out which entities these claims are about, for `fact_key_of`."""
        keys = {claim[end] for claim in claims for end in ("subject_key", "object_key") if claim[end]}
        self.linking.know(keys - self.linking.of.keys())

    def regroup(self, keys: Iterable[str]) -> None:
        """People decided about these keys, or took that back."""
        self.moving.update(keys)

    def _cluster(self, key: str) -> tuple[str, ...]:
        return self.linking.of[key]

    def _entity(self, key: str) -> str:
        return entity_id(self._cluster(key))

    def _touch(self, fact: FactKey) -> None:
        self.facts[fact.id] = fact

    # --- bringing up to date

    def settle(self) -> Effects:
        """Makes what was touched anew."""
        self._settle_origins()
        self._restand()
        rows = self._settle_votes()
        self.moving |= self.linking.relink(self.changes)
        keys = self._settle_keys(rows)
        self._file()
        made, gone = self._settle_entities(keys)
        effects = self._settle_facts()
        if gone:
            self.run(cypher.DELETE_ENTITIES, ids=gone)
        if self.watched:
            ends = {end for fact in self.facts.values() for end in (fact.subject, fact.object) if end}
            relist(self.run, self.terms.chain, self.remade | ends)
        return effects + Effects(claims=self.claims, entities_made=made, entities_gone=len(gone))

    def _settle_votes(self) -> dict[str, Row]:
        """Keys come and go with their votes; which entity each is of follows when rules have said what they say."""
        before = self._keys(self.changes)
        after = {key: row_votes(before.get(key)).plus(change) for key, change in self.changes.items()}
        rows = {
            key: {"key": key, "entity": before[key]["entity"] if key in before else entity_id((key,))}
            | {"votes": votes_to_json(votes)}
            | handles(key, self.terms.company_words)
            for key, votes in after.items()
            if votes != Votes()
        }
        lost = sorted(before.keys() - rows.keys())
        if lost:
            self.moving |= self.linking.ends(lost)
            self.former |= {before[key]["entity"] for key in lost}
            self.run(cypher.DELETE_KEYS, keys=lost)
        write(self.run, cypher.CREATE_KEYS, [rows[key] for key in rows if key not in before])
        write(self.run, cypher.SET_KEYS, [rows[key] for key in rows if key in before and rows[key] != before[key]])
        return rows

    def _settle_keys(self, known: dict[str, Row]) -> dict[str, Row]:
        """Keys come to be of the entities that decisions and rules make; all keys of the entities that are touched.

        `known`: what is left of the keys that changed.
        """
        rows = known | self._keys(self.linking.know({*self.changes, *self.moving}) - self.changes.keys())
        moved = {key: row | {"entity": self._entity(key)} for key, row in rows.items()}
        renamed = sorted(key for key, row in rows.items() if row != moved[key])
        self.former |= {rows[key]["entity"] for key in renamed}
        write(self.run, cypher.SET_KEYS, [moved[key] for key in renamed])
        # An entity that only gains or loses keys keeps its id, and the claims of its keys their facts.
        self.refile([row["id"] for row in self.run(cypher.CLAIMS_OF_KEYS, keys=renamed)] if renamed else [])
        return moved

    def _keys(self, keys: Iterable[str]) -> dict[str, Row]:
        wanted = sorted(keys)
        return {row["row"]["key"]: row["row"] for row in self.run(cypher.KEYS, keys=wanted)} if wanted else {}

    def _settle_entities(self, keys: dict[str, Row]) -> tuple[int, list[str]]:
        groups = {entity_id(cluster): cluster for cluster in map(self._cluster, keys)}
        self.remade |= groups.keys()
        ids = sorted(groups.keys() | self.former)
        found = self.run(cypher.ENTITIES, ids=ids)
        stored = {row["id"]: without_matches(row["row"]) for row in found}
        entities = {}
        for id_, cluster in groups.items():
            votes = {key: votes_from_json(keys[key]["votes"]) for key in cluster if key in keys}
            if any(vote.uses for vote in votes.values()):
                entities[id_] = entity_of(cluster, votes, self.terms.chain)
        labels = {row["id"]: frozenset(row["classes"]) for row in found}
        write_entities(self.run, self.terms, stored, labels, entities)
        return len(entities.keys() - stored.keys()), sorted(stored.keys() - entities.keys())

    def _settle_facts(self) -> Effects:
        for fact in list(self.facts.values()):  # what a fact of an ending touches ends or goes on
            for ended in self.terms.ended_by(fact):
                self.facts.setdefault(ended.id, ended)
        enders = {id_: tuple(self.terms.enders(fact)) for id_, fact in self.facts.items()}
        wanted = sorted({*self.facts, *(ender.id for group in enders.values() for ender in group)})
        found = self.run(cypher.FACTS_WITH_EVIDENCE, ids=wanted) if wanted else []
        stored = {row["id"]: row["row"] for row in found if row["id"] in self.facts}
        evidence = self._evidence(found)
        made: dict[str, tuple[Fact, FactKey]] = {}
        for id_, key in self.facts.items():
            if evidence[id_]:
                ends = [claim for ender in enders[id_] for claim in evidence[ender.id]]
                term = self.terms.of(key.relation)
                made[id_] = (
                    fact_of(key, evidence[id_], ends, state=term.state, label=term.label, outlets=self.terms.outlets),
                    key,
                )
        new, changed, gone = write_facts(self.run, stored, made, self.fresh)
        return Effects(facts_made=new, facts_changed=changed, facts_gone=gone)

    def _evidence(self, rows: Iterable[Row]) -> defaultdict[str, list[Evidence]]:
        found: defaultdict[str, list[Evidence]] = defaultdict(list)
        for row in rows:
            found[row["id"]] = [evidence_of(claim, article) for claim, article in row["evidence"]]
        for id_, fresh in self.fresh.items():
            found[id_].extend(fresh)
        return found


def row_votes(row: Row | None) -> Votes:
    """The votes of a key's node; none without one."""
    return votes_from_json(row["votes"]) if row else Votes()
