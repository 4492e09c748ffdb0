"""Kin by a list of names: "their children, Olivia and Daxten", "they have two sons, Jonas and Anton".

Each of the names is one of the kin; whose they are, a possessor says, or who "has" them.
"""

from collections.abc import Iterator
from dataclasses import replace

from ingest.candidates import Candidate
from ingest.gazetteer import CLASS
from ingest.sayings import Saying, noun_candidate, role_words, scopes
from ingest.tree import Tree
from ingest.triggers import KIN

PLURAL = "NNS"
OFFSPRING = KIN | {"child", "grandchild", "kid", "sibling"}
HAVING = frozenset({"bear", "have", "raise", "welcome"})
OPENS = frozenset({",", ":", "-", "–", "("})


def children(tree: Tree, noun: int) -> Iterator[Candidate]:
    """What a list of names behind a plural noun of kin says of each of them."""
    if tree.tags[noun] != PLURAL or tree.lemmas[noun] not in OFFSPRING:
        return
    names = list(_listed(tree, noun))
    words = role_words(tree, noun)
    owners = [(slot, head) for slot, head, _ in scopes(tree, noun) if slot in {"of", "poss"}]
    for name in names:
        for slot, owner in owners:
            if owner != name:
                yield noun_candidate(tree, Saying("apposition.phrase", noun, name, owner, words, "bearer", slot))
        verb = tree.heads[noun]
        if not owners and tree.deps[noun] == "dobj" and tree.lemmas[verb] in HAVING:
            for subject in (h for s in tree.under(verb, "nsubj") for h in tree.conjuncts(s)):
                said = Saying("apposition.phrase", noun, name, subject, words, "bearer", "poss")
                yield replace(noun_candidate(tree, said), head=verb, first=verb, typed=True, assumed="")


def _listed(tree: Tree, noun: int) -> Iterator[int]:
    """The names of people that begin right behind the noun, however the parser hung them on it or on each other."""
    first = noun + 2
    if first >= len(tree) or tree.words[noun + 1] not in OPENS or tree.kinds[first] != CLASS["person"]:
        return
    heads = [tree.names[k][1] - 1 for k in tree.subtree(noun) if k > noun and tree.kinds[k] == CLASS["person"]]
    for head in dict.fromkeys(heads):
        if tree.deps[head] in {"appos", "conj"} and _joined(tree, noun, head):
            yield head


def _joined(tree: Tree, noun: int, name: int) -> bool:
    """Whether nothing but names, commas and "and" leads from the noun to a name."""
    between = range(noun + 1, tree.names[name][0])
    return all(tree.kinds[k] == CLASS["person"] or tree.words[k] in OPENS or tree.pos[k] == "CCONJ" for k in between)
