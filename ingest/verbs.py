"""Verb groups: the auxiliaries, negation and particle that belong to a verb, its voice, lemma and particle."""

from ingest.negation import only_focus
from ingest.tree import VERBS, Tokens, Tree
from ingest.words import WORDS

FINITE = frozenset({"MD", "VBZ", "VBP", "VBD"})
HAVE = frozenset({"have", "'ve", "has", "'s", "had", "'d", "having"})


def verb_group(tree: Tree, verb: int) -> Tokens:
    """The verb with auxiliaries, negation and particle; a coordinated verb of the same form shares auxiliaries."""
    negations = [k for k in tree.under(verb, "neg") if not only_focus(tree, k)]  # "is not just a supplier": is one
    own = [*negations, *tree.under(verb, "aux", "auxpass", "prt"), *adverb_particle(tree, verb), *settled(tree, verb)]
    shared = () if tree.under(verb, "aux", "auxpass") else shared_auxiliaries(tree, verb)
    return tuple(sorted([*shared, *own, verb]))


def shared_auxiliaries(tree: Tree, verb: int) -> Tokens:
    """Auxiliaries of the verb that this one is coordinated with, when both have the same form ("was held and charged").

    Sharing them with other forms was tried and failed (reference: BenchIE errors).
    """
    if tree.deps[verb] != "conj" or tree.under(verb, "nsubj", "nsubjpass"):
        return ()
    head = tree.heads[verb]
    passive = tree.tags[verb] == "VBN" and tree.first(head, "auxpass") is not None and not tree.under(verb, "dobj")
    same = tree.tags[head] == tree.tags[verb] and tree.tags[verb] in {"VB", "VBN", "VBG"}
    if not passive and not same:
        return ()
    own = tuple(tree.under(head, "aux", "auxpass"))
    return own or shared_auxiliaries(tree, head)


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the grammatical subject is what the verb is done to."""
    if tree.under(verb, "auxpass", "nsubjpass"):
        return True
    if tree.tags[verb] != "VBN":
        return False
    if any(tree.lower[k] in HAVE for k in tree.under(verb, "aux")):
        return False
    if tree.deps[verb] == "conj" and tree.pos[tree.heads[verb]] in VERBS and not tree.under(verb, "nsubj"):
        return not tree.under(verb, "dobj") and is_passive(tree, tree.heads[verb])
    return tree.deps[verb] in {"acl", "advcl", "relcl", "xcomp", "amod"} and not tree.under(verb, "nsubj", "dobj")


def lemma_of(tree: Tree, verb: int) -> str:
    """The verb's lemma; lower-case, never empty."""
    return tree.lemmas[verb] or tree.lower[verb]


def particle_of(tree: Tree, verb: int) -> str:
    """The particle of a phrasal verb ("down" of "step down"), a settled phrase ("into_custody") or ""."""
    particles = tree.under(verb, "prt") or adverb_particle(tree, verb)
    if particles:
        return tree.lower[particles[0]]
    return "_".join(tree.lower[t] for t in settled(tree, verb))


def settled(tree: Tree, verb: int) -> Tokens:
    """Preposition and bare noun that are part of the predicate ("took Roe [into custody]"), or nothing."""
    for prep in tree.under(verb, "prep") if tree.lemmas[verb] not in WORDS.copula else ():
        noun = tree.first(prep, "pobj")
        if noun == prep + 1 and prep > verb and f"{tree.lower[prep]} {tree.lower[noun]}" in WORDS.settled:
            return (prep, noun)
    return ()


def adverb_particle(tree: Tree, verb: int) -> list[int]:
    """A particle that was read as an adverb right behind its verb ("stepped down as chairman")."""
    behind = verb + 1
    if behind >= len(tree) or tree.heads[behind] != verb or tree.deps[behind] != "advmod" or tree.kids[behind]:
        return []
    return [behind] if tree.lower[behind] in WORDS.particles else []
