"""How a clause is built: its form, what opens it, and the word that governs it with its particle."""

from typing import Literal

from ingest.tree import Tree

Form = Literal["to", "ing", "that"]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


def unit(tree: Tree, i: int) -> str:
    """Lemma, with its particle where it has one."""
    for kid in tree.kids[i]:
        if tree.deps[kid] == "prt":
            return f"{tree.lemmas[i]}_{tree.lower[kid]}"
    return tree.lemmas[i]


def form_of(tree: Tree, i: int) -> Form:
    """How the clause of `i` is built: infinitive, -ing, or with a tense of its own."""
    for kid in tree.kids[i]:
        if tree.deps[kid] == "aux" and tree.tags[kid] == "TO":
            return "to"
        if tree.deps[kid] in {"aux", "auxpass"} and tree.tags[kid] in {"MD", "VBD", "VBZ", "VBP"}:
            return "that"
    if tree.tags[i] == "VBG":
        return "ing"
    if tree.tags[i] in {"VB", "VBN"}:
        return "to"
    return "that"


def marks_of(tree: Tree, i: int) -> set[str]:
    """What opens the clause of `i`: its conjunctions and the adverbs before it, lower case."""
    return {tree.lower[k] for k in tree.kids[i] if k < i and tree.deps[k] in {"mark", "advmod"}}


def inverted(tree: Tree, i: int) -> bool:
    """As in "Had he won, ..."."""
    kids = tree.kids[i]
    return (
        len(kids) > 1
        and tree.lower[kids[0]] in {"had", "should", "were"}
        and tree.deps[kids[0]] in {"aux", "auxpass"}
        and tree.deps[kids[1]] in {*SUBJECTS, "expl"}
    )
