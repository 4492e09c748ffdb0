"""Pronouns: he, she, it, they and what goes with them, and a quoted speaker's "I".

A pronoun means the most salient thing of fitting kind, or nobody: where a common noun wins, where two are close or set
against each other ("Acme sued Globex, saying it"), where "it" is empty ("it is likely that"), and for it and they in a
quotation. They mean a group, or the one body that speaks ("Acme said they would appeal").
Measured (development): P .88 on GUM news and .88 on MEANTIME; a third and a half of the pronouns stay silent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.salience import DATA, DESCRIBED, WEIGHTS, Asking, Discourse, Occurrence, Thing, words
from ingest.tree import VERBS, Tree

KINDS: Mapping[str, str] = {word: kind for kind, listed in DATA["pronouns"].items() for word in listed}
POSSESSIVE = frozenset({"his", "her", "its", "their", "my"})
_EMPTY_VERBS = words("pleonastic", "verbs")
_EMPTY_NOUNS = words("pleonastic", "nouns")
_SAID = words("pleonastic", "said")
_KINDS = words("definite", "organization") | words("definite", "place") | words("thing", "product")
_KIN = words("person", "kin")
_ACTS = words("pleonastic", "acts")
_PERSONAL = words("pleonastic", "personal")
_RAISING = words("pleonastic", "raising")
_UNDER = frozenset({"ccomp", "xcomp", "pcomp", "advcl"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WITHIN = frozenset({"poss", "prep", "pobj", "compound", *SUBJECTS})


def kind_of(tree: Tree, i: int) -> str:
    """he, she, it, they, speaker; "" for what is no such pronoun."""
    return KINDS.get(tree.lower[i], "") if tree.tags[i] in {"PRP", "PRP$"} else ""


def fits(thing: Thing, kind: str) -> bool:
    """Whether a pronoun of that kind can mean the thing."""
    if kind in {"he", "she"}:
        other = "she" if kind == "he" else "he"
        person = thing.family == "person" and not thing.plural
        return person and (thing.told or thing.gender) in {"", kind} and other not in thing.pronouns
    if kind == "they":
        return thing.plural
    return thing.family != "person" and not thing.plural and not (thing.outlet and thing.key)


def empty(tree: Tree, i: int) -> bool:
    """Whether "it" stands for nothing: "it is likely that", "it seems", "made it clear that"."""
    head = tree.heads[i]
    kids = tree.kids[head]
    if tree.deps[i] == "expl":
        return True
    if tree.deps[i] == "dobj" and tree.lemmas[head] in _SAID:
        return True  # "denied it": what was said, not a thing
    if tree.lemmas[head] == "put" and any(tree.lower[k] == "as" for k in tree.under(head, "mark", "advmod")):
        return True  # "as Velde put it"
    clausal = any(tree.deps[k] in {"ccomp", "xcomp", "csubj", "advcl", "acl", "relcl"} for k in kids)
    if tree.lemmas[head] in _EMPTY_VERBS and tree.deps[i] in {"nsubj", "nsubjpass"}:
        return clausal or tree.lemmas[head] in {"rain", "snow", "seem", "appear"}
    if tree.lemmas[head] == "be" and tree.deps[i] in {"nsubj", "nsubjpass"}:
        said = tree.under(head, "acomp", "attr")
        below = any(tree.deps[k] in {"ccomp", "xcomp", "acl", "relcl", "advcl"} for s in said for k in tree.kids[s])
        if not said and not clausal:
            return False
        own = any(tree.lemmas[s] in _PERSONAL and any(tree.deps[k] == "xcomp" for k in tree.kids[s]) for s in said)
        if own:
            return False  # "it is due to open"
        adjective = any(tree.pos[s] == "ADJ" for s in said)
        noun = any(tree.lemmas[s] in _EMPTY_NOUNS for s in said)
        # "it is the third resignation": what happened, not who
        happening = any(tree.pos[s] == "NOUN" and tree.lemmas[s] not in _KINDS for s in said)
        return noun or happening or (adjective and (clausal or below))
    if tree.deps[i] == "nsubjpass" and any(tree.deps[k] == "ccomp" for k in kids):
        return True  # "it is said that"
    governor = tree.heads[head]
    return tree.pos[head] == "ADJ" and tree.lemmas[governor] in _RAISING


def clause_of(tree: Tree, i: int) -> int:
    """The verb whose clause a token stands in; the root where there is none."""
    at = tree.heads[i]
    while tree.pos[at] not in VERBS and tree.heads[at] != at:
        at = tree.heads[at]
    return at


def controlled(tree: Tree, clause: int) -> Iterator[int]:
    """A clause and those whose subject it shares: "Reck wanted to see him", "regretted hiring her"."""
    yield clause
    while tree.deps[clause] in {"xcomp", "pcomp"} and tree.first(clause, "nsubj", "nsubjpass") is None:
        clause = clause_of(tree, clause)
        yield clause


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun where it stands. `offset` of its paragraph makes clauses unique in the article."""

    tree: Tree
    token: int
    kind: str
    sentence: int
    offset: int
    quoted: bool = False

    @property
    def owns(self) -> bool:
        """Whether it is a possessive."""
        return self.tree.lower[self.token] in POSSESSIVE and self.tree.deps[self.token] == "poss"

    @property
    def clause(self) -> int:
        """The clause whose subject may own: the one above where it stands in a subject: "Acme said its owner left"."""
        tree, at = self.tree, clause_of(self.tree, self.token)
        while tree.deps[at] in _UNDER and any(self.token in tree.subtree(k) for k in tree.under(at, *SUBJECTS)):
            at = clause_of(tree, at)
        return self.offset + at

    @property
    def inside(self) -> frozenset[int]:
        """The nouns in whose phrase it stands, none of which it means: "a version of its engine"."""
        tree, at = self.tree, self.token
        found = set()
        while tree.heads[at] != at and (tree.deps[at] in _WITHIN or self._says_what(at)):
            at = tree.heads[at]
            found.add(self.offset + at)
        return frozenset(found)

    @property
    def adverbial(self) -> bool:
        """Whether it stands in an adverbial clause, or below one: "after it promised to sell its plant"."""
        tree, at = self.tree, clause_of(self.tree, self.token)
        while tree.deps[at] in _UNDER and tree.deps[at] != "advcl":
            at = clause_of(tree, at)
        return tree.deps[at] == "advcl"

    def _says_what(self, verb: int) -> bool:
        """Whether a clause with a subject of its own tells what a noun is: "the fact that it sold the plant"."""
        return self.tree.deps[verb] == "acl" and self.tree.first(verb, *SUBJECTS) is not None


def resolve(
    pronoun: Pronoun, discourse: Discourse, speaker: Thing | None = None, beside: Thing | None = None
) -> Thing | None:
    """Who a third-person pronoun means; None for nobody in particular.

    A quoted `speaker` does not mean himself. `beside`: what its noun is coordinated with ("Acme and its owner").
    """
    kind = pronoun.kind
    body = _body(pronoun, discourse) if kind == "they" else None
    if body is not None:
        return body
    if beside is not None and pronoun.owns and fits(beside, kind):
        return beside if beside.key else None
    told = _told_of(pronoun, discourse)
    if told is not None:
        return told
    asking = Asking(kind, pronoun.clause if pronoun.owns else -2)
    ranked = discourse.ranked(_candidates(pronoun, discourse), pronoun.sentence, asking)
    ranked = [(score, thing) for score, thing in ranked if thing is not speaker]
    if not ranked or not ranked[0][1].key:
        return None
    score, thing = ranked[0]
    if kind in {"it", "they"} and score < WEIGHTS.floor:
        return None
    if len(ranked) > 1 and score - ranked[1][0] < WEIGHTS.margin:
        return None
    if pronoun.owns and kind == "it" and _between(pronoun, discourse, thing):
        return None
    if _sided(pronoun, discourse, thing) or _paired(pronoun, discourse, thing) or _kindred(pronoun, discourse, thing):
        return None
    near = [other for value, other in ranked[1:] if value > WEIGHTS.sentence]
    return None if any(belongs(thing, other) or belongs(other, thing) for other in near) else thing


def _between(pronoun: Pronoun, discourse: Discourse, thing: Thing) -> bool:
    """Whether the clause has an object that may own as well ("Acme bought Globex from its founder": whose?)."""
    outside = [o for o in discourse.back(pronoun.sentence, 0) if o.at not in pronoun.inside]
    near = [o for o in outside if o.clause == pronoun.offset + clause_of(pronoun.tree, pronoun.token)]
    if near and all(
        o.thing is not thing for o in near
    ):  # "will keep the sanctions imposed on Kenya after its invasion"
        return any(o.thing.key and fits(o.thing, pronoun.kind) for o in near)
    here = (o for o in outside if o.clause == pronoun.clause and o.place == "object")
    return any(o.thing is not thing and fits(o.thing, pronoun.kind) for o in here)


def _told_of(pronoun: Pronoun, discourse: Discourse) -> Thing | None:
    """The body that a relative clause tells of, where its subject cannot own: "Acme, where he ran its office"."""
    tree, clause = pronoun.tree, clause_of(pronoun.tree, pronoun.token)
    if not pronoun.owns or pronoun.kind != "it" or tree.deps[clause] != "relcl":
        return None
    here = list(discourse.back(pronoun.sentence, 0))
    head = next((o.thing for o in here if o.at == pronoun.offset + tree.heads[clause]), None)
    rivals = (o.thing for o in here if o.clause == pronoun.offset + clause and o.thing is not head)
    if head is None or not head.key or head.family != "org" or any(fits(rival, "it") for rival in rivals):
        return None
    return head


def _sided(pronoun: Pronoun, discourse: Discourse, thing: Thing) -> bool:
    """Whether its sentence speaks of another of the family ("Acme sued Globex, saying it had lied": who?).

    In an adverbial clause of anybody else, elsewhere of an object beside the subject.
    """
    if thing.family == "thing":
        return False  # what is worn or carried is no rival
    here = list(discourse.back(pronoun.sentence, 0))
    clauses = {o.clause for o in here if o.thing is thing and o.place == "subject"}
    adverbial = pronoun.adverbial
    others = (o for o in here if o.clause in clauses and o.thing is not thing)
    others = (o for o in others if o.place == "object" or (adverbial and o.thing.key))
    return any(o.thing.family == thing.family and fits(o.thing, pronoun.kind) for o in others)


def _kindred(pronoun: Pronoun, discourse: Discourse, thing: Thing) -> bool:
    """Whether somebody else of its sentence may have the relative ("the senator said Reck attacked his wife": whose?).

    The subject of its own clause may, where no object stands beside it and nobody says the clause.
    """
    tree = pronoun.tree
    if not pronoun.owns or pronoun.kind not in {"he", "she"} or not _relative(tree, tree.heads[pronoun.token]):
        return False
    here = list(discourse.back(pronoun.sentence, 0))
    rivals = [o for o in here if o.thing is not thing and fits(o.thing, pronoun.kind) and o.at not in pronoun.inside]
    if not any(o.thing is thing and o.place == "subject" and o.clause == pronoun.clause for o in here):
        return any(o.thing.key or o.place in {"subject", "object"} for o in rivals)
    main = tree.deps[pronoun.clause - pronoun.offset] in {"ROOT", "conj"}
    return any(o.place == "object" or (o.place == "subject" and not main) for o in rivals)


def _relative(tree: Tree, noun: int) -> bool:
    """Whether a noun, or one before the name that it stands for, is a family word: "his great-uncle Jonas Reck"."""
    return any(tree.lemmas[k].rpartition("-")[2] in _KIN for k in (noun, *tree.under(noun, "compound", "nmod")))


def _paired(pronoun: Pronoun, discourse: Discourse, thing: Thing) -> bool:
    """Whether the sentence before has another of the family as a subject ("Acme said Globex had paid. It ...": who?).

    Persons are told apart by more: of GUM news it would lose 4 % of the answers.
    """
    if pronoun.kind != "it" or any(o.thing is thing for o in discourse.back(pronoun.sentence, 0)):
        return False
    subjects = [
        o for o in discourse.back(pronoun.sentence, 1) if o.place == "subject" and o.sentence < pronoun.sentence
    ]
    rivals = (o.thing for o in subjects if o.thing is not thing and o.thing.key and o.thing.family == thing.family)
    return thing.family != "thing" and any(fits(rival, pronoun.kind) for rival in rivals)


def _body(pronoun: Pronoun, discourse: Discourse) -> Thing | None:
    """The one body that "they" means as the subject of its clause or of one above it: "Acme said they would appeal".

    Nobody where the sentence speaks of another body, or of several of anything, or the one before it is about several.
    """
    tree, top = pronoun.tree, clause_of(pronoun.tree, pronoun.token)
    clauses = {top} if pronoun.owns else set()
    while tree.deps[top] in _UNDER:
        top = clause_of(tree, top)
        clauses.add(top)
    here = list(discourse.back(pronoun.sentence, 0))
    before = (o for o in discourse.back(pronoun.sentence, 1) if o.sentence < pronoun.sentence and o.place == "subject")
    if any(o.thing.plural for o in (*here, *before)):
        return None
    if len({id(o.thing) for o in here if o.thing.family == "org"}) != 1:
        return None
    subjects = (o.thing for o in here if o.place == "subject" and o.clause - pronoun.offset in clauses)
    body = next((thing for thing in subjects if thing.family == "org"), None)
    return body if body is not None and body.key and not body.outlet else None


def belongs(left: Thing, right: Thing) -> bool:
    """Whether one is described by the other: "Reck's lawyer said he" may be either."""
    return left.key.startswith(DESCRIBED) and left.key.partition("#")[0].endswith(f"@{right.key}")


def _candidates(pronoun: Pronoun, discourse: Discourse) -> Iterator[Occurrence]:
    tree, i, kind = pronoun.tree, pronoun.token, pronoun.kind
    clauses = {pronoun.offset + at for at in controlled(tree, clause_of(tree, i))}
    here = [o for o in discourse.back(pronoun.sentence, 0) if o.clause in clauses and o.place == "subject"]
    if tree.lower[i].endswith(("self", "selves")):
        yield from (o for o in here if fits(o.thing, kind))
        return
    # "Velde paid her": somebody else
    free = pronoun.owns or tree.deps[i] in SUBJECTS
    barred = set() if free else {id(o.thing) for o in here}
    window = 1 if pronoun.quoted else WEIGHTS.window
    inside = pronoun.inside
    acts = kind == "it" and tree.deps[i] == "nsubj" and tree.lemmas[tree.heads[i]] in _ACTS
    for occurrence in discourse.back(pronoun.sentence, window):
        thing = occurrence.thing
        if acts and thing.family == "thing" and not thing.key:
            continue  # no report hopes or pays
        if fits(thing, kind) and id(thing) not in barred and occurrence.at not in inside:
            yield occurrence
