"""What is told in a work of fiction ("In the novel, Roe kills Doe"): no event of the world that the news is about."""

from ingest.signatures import SIGNATURES
from ingest.tree import VERBS, Tree

_FRAME = SIGNATURES.frame
PRESENT = frozenset({"VBP", "VBZ"})


def told_in_fiction(tree: Tree, i: int) -> bool:
    """Whether predicate `i`, or the first verb of its coordination, has a film, a novel or a play for its place.

    The phrase opens the clause, or the clause is in the present, in which plots are told: "met Doe in the film" may
    well be so. What actors and authors do in a work, they do.
    """
    at = i
    while tree.deps[at] == "conj":
        at = tree.heads[at]
    if tree.lemmas[i] in _FRAME["performing"] or tree.lemmas[at] in _FRAME["performing"]:
        return False
    places = [
        (prep, k) for prep in tree.under(at, "prep") if tree.lower[prep] == "in" for k in tree.under(prep, "pobj")
    ]
    if tree.deps[at] == "relcl" and tree.tags[at] in PRESENT and any(tree.lower[k] == "which" for _, k in places):
        return tree.lemmas[tree.heads[at]] in _FRAME["fiction"] | _FRAME["fiction_kind"] | _FRAME["fancied"]
    return any((prep < at or tree.tags[at] in PRESENT) and _fictional(tree, k) for prep, k in places)


def event_of_fiction(tree: Tree, i: int) -> bool:
    """Whether noun `i` is of a plot ("Roe's murder of Doe in the play"), by its phrase or its clause."""
    if tree.lemmas[i] not in _FRAME["plot"]:
        return False
    verb = tree.heads[i]
    if tree.pos[verb] in VERBS and told_in_fiction(tree, verb):
        return True
    nouns = [i, *(k for prep in tree.under(i, "prep") for k in tree.under(prep, "pobj"))]
    preps = [prep for noun in nouns for prep in tree.under(noun, "prep") if tree.lower[prep] == "in"]
    return any(_fictional(tree, k) for prep in preps for k in tree.subtree(prep))


def _fictional(tree: Tree, i: int) -> bool:
    """Whether a noun phrase names a work of fiction or a place of one ("the fictional town")."""
    words = {tree.lower[k] for k in tree.kids[i] if k < i}
    if tree.lemmas[i] in _FRAME["fiction"] or "fictional" in words or words & _FRAME["fiction"]:
        return True
    return tree.lemmas[i] in _FRAME["fiction_kind"] and bool(words & _FRAME["fiction_of"] or tree.lemmas[i] == "play")
