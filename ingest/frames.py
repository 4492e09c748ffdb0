"""Frames: what a statement's grammar says, as patterns read it, enough to type it again without the article.

Verb frames name the verb and the slots of subject and object; a predicate noun ("Acme is a unit of Globex") gives the
noun's own frame. Only a phrase of the object itself may pass for a slot of the verb; a deeper one is named by its way
("with+in"), so that "works with police in Lagos" is never read as working in Lagos.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.clauses import Clause
from ingest.slots import Slot, prep_slots
from ingest.tree import Tokens, Tree
from ingest.words import WORDS
from ontology.model import Frame


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause's statement about one argument, for any of its subjects; `root` is the slot's noun that leads there."""

    rule: str
    slot: Slot
    relation: Tokens
    object: int
    noun: int = -1
    chain: str = ""
    depth: int = 0
    root: int = -1


def frame_roles(tree: Tree, clause: Clause) -> dict[str, str]:
    """Slot to head lemma, for all slots of a clause."""
    roles = {"obj" if clause.passive else "subj": tree.lemmas[clause.subjects[0]]}
    for slot in clause.slots:
        roles.setdefault(slot.name, tree.lemmas[slot.heads[0]])
    return roles


def frame_of(tree: Tree, clause: Clause, made: Statement, roles: Mapping[str, str], near: tuple[str, ...]) -> Frame:
    """The frame of a statement: the verb's, or the predicate noun's for "Acme is a unit of Globex"."""
    if predicative(clause, made.slot) and not clause.controlled:
        noun = made.root if made.root >= 0 else made.slot.heads[0]
        if tree.pos[noun] in {"NOUN", "PROPN"}:
            return noun_frame(tree, noun, clause.subjects[0], made, near)
    lemma = tree.lemmas[clause.first] if clause.controlled else clause.lemma
    object_slot = made.chain or made.slot.name
    if clause.controlled and object_slot in {"obj", "subj"}:
        object_slot = "xcomp"
    return Frame(
        kind="verb",
        lemma=lemma,
        subject="obj" if clause.passive else "subj",
        object=object_slot,
        roles=dict(sorted(roles.items())),
        particle=clause.particle,
        voice="passive" if clause.passive else "active",
        noun=tree.lemmas[made.noun] if made.noun >= 0 and lemma in WORDS.light else "",
        near=near,
    )


AS = frozenset({"act", "emerge", "serve", "work"})  # "as" a role: retiring as chairman says the opposite


def predicative(clause: Clause, slot: Slot) -> bool:
    """Whether a slot says what the subject is: "is a", "was named", "serves as"."""
    if slot.kind == "complement":
        return clause.lemma in WORDS.copula or (clause.passive and clause.lemma in WORDS.naming)
    if slot.kind != "prep" or slot.name != "as":
        return False
    return (clause.passive and clause.lemma in WORDS.naming) or (not clause.passive and clause.lemma in AS)


def noun_frame(tree: Tree, noun: int, bearer: int, made: Statement, near: tuple[str, ...]) -> Frame:
    """The frame of a predicate noun: its bearer is the subject, its phrases are its slots."""
    roles = {"bearer": tree.lemmas[bearer]}
    for prep in tree.under(noun, "prep"):
        for slot in prep_slots(tree, prep):
            roles.setdefault(slot.name, tree.lemmas[slot.heads[0]])
    for owner in tree.under(noun, "poss"):
        roles.setdefault("poss", tree.lemmas[owner])
    other = made.chain or ("class")
    return Frame("noun", role_lemma(tree, noun), "bearer", other, dict(sorted(roles.items())), near=near)


def role_lemma(tree: Tree, noun: int) -> str:
    """The noun's lemma, with the words around it where all are one role ("chief_executive_officer", "son-in-law")."""
    if tree.lower[noun + 1 : noun + 5] == IN_LAW:
        return f"{tree.lemmas[noun]}-in-law"
    for count in (2, 1):
        before = range(noun - count, noun)
        if before[0] >= 0 and all(tree.heads[k] in {noun, noun - 1} and tree.deps[k] in INSIDE for k in before):
            role = " ".join([*(tree.lower[k] for k in before), tree.lemmas[noun]])
            if role in WORDS.compound_roles:
                return role.replace(" ", "_")
    return tree.lemmas[noun]


IN_LAW = ["-", "in", "-", "law"]
INSIDE = frozenset({"compound", "amod", "nmod"})
EMBEDDED = frozenset({"relcl", "ccomp", "advcl", "conj", "cc", "punct", "parataxis", "det", "aux", "auxpass", "csubj"})


def kinds_beside(tree: Tree, clause: Clause, target: int) -> Iterator[str]:
    """Slot and class of what else the clause names, as guards of patterns ask for it: "obj:Company"."""
    for slot in clause.slots:
        head = slot.heads[0]
        if head != target and tree.kinds[head]:
            yield f"{slot.name}:{tree.kinds[head]}"


def near_tokens(tree: Tree, clause: Clause) -> list[int]:
    """The words of a clause without those of clauses inside it."""
    own = tree.subtree(clause.head, EMBEDDED)
    return sorted({*own, *clause.verb})
