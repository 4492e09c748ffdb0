"""What stands behind a preposition: the reading that its governor leaves to the noun or -ing form there.

An argument shares the fate of its verb ("did not agree to a merger"); what only tells when, why or how is there
whatever did not happen ("did not sell because of a lawsuit").
"""

from collections.abc import Mapping

from ingest.forms import form_of, marks_of
from ingest.reading import FACT, OPEN_BELOW, Reading, bounded, governed
from ingest.signatures import SIGNATURES, Signature
from ingest.tree import VERBS, Tree
from ingest.truth import truth

BEFORE = 2.0  # "until", "before": likely, not certain
OPEN = Reading(1.0, "possible")
WHETHER = Signature(0.4, 0.4, "asked")
MISTAKEN = Signature(-2.0, 0.0)
_FRAME = SIGNATURES.frame


def after_preposition(tree: Tree, i: int, whole: Mapping[int, Reading]) -> Reading:
    """The -ing form or noun behind a preposition."""
    prep = tree.heads[i]
    head = governor_of(tree, prep)
    word, governor = tree.lower[prep], whole[head]
    if tree.deps[i] == "pcomp" and marks_of(tree, i) & {"if", "whether"}:
        return governed(governor, WHETHER)
    if word in _FRAME["until_before"] and tree.pos[i] in VERBS:
        return Reading(BEFORE, "asserted")
    if word == "without":
        return Reading(bounded(-3.0, governor.value), "asserted") if governor.value > 0 else Reading(1.0, "possible")
    if word == "of" and tree.lower[prep - 1] == "instead":
        return Reading(-2.5, "asserted")
    signature = _prepositional(tree, i, prep, head)
    if signature is not None:
        return governed(truth(tree, head, whole), signature)
    if word in _FRAME["circumstance"] or (governor.value < 0 and word in _FRAME["circumstance_of_nothing"]):
        return FACT
    if tree.pos[i] in VERBS:
        if form_of(tree, i) == "that" or word == "except":
            return FACT  # "nothing on why it exploded"
        loose = governor.value < 0 and word in {"about", "of", "over"} and tree.pos[head] == "NOUN"
        return OPEN if loose else governor  # "had no qualms about selling"
    if governor.value < 0 and word == "of" and tree.pos[head] not in VERBS:
        return OPEN  # "no member of a cartel": the cartel may well be there
    return governor if governor.value >= OPEN_BELOW or indefinite(tree, i) else FACT


def governor_of(tree: Tree, prep: int) -> int:
    """What a preposition belongs to: "accused by prosecutors of", where the parser hangs "of" on the prosecutors."""
    while tree.deps[prep] == "conj" and tree.deps[tree.heads[prep]] in {"conj", "prep"}:
        prep = tree.heads[prep]  # "charged with murder and with violating"
    head = tree.heads[prep]
    above = tree.heads[head]
    if (
        tree.deps[head] == "pobj"
        and tree.deps[above] == "agent"
        and tree.lemmas[tree.heads[above]] in SIGNATURES.charge
    ):
        return tree.heads[above]
    return head


def _prepositional(tree: Tree, i: int, prep: int, head: int) -> Signature | None:
    word, lemma = tree.lower[prep], tree.lemmas[head]
    if word == "from":
        return SIGNATURES.from_ing.get(lemma) if tree.pos[i] in VERBS else None
    if word in {"of", "with", "for", "over", "on", "in"} and lemma in SIGNATURES.charge:
        charge = SIGNATURES.charge[lemma]
        if word == "in" and tree.pos[i] not in VERBS:
            return None  # "a suspect in the attack": there was one
        if charge.value > 0 and wrongly(tree, head):
            return MISTAKEN
        if word == "of" or charge.value >= 0:  # "cleared the way for the sale"
            return charge
    if tree.pos[head] == "ADJ" and tree.pos[i] in VERBS and f"{lemma}_{word}" in SIGNATURES.adjective:
        return SIGNATURES.adjective[f"{lemma}_{word}"]
    if tree.pos[head] in VERBS:
        if tree.pos[i] in VERBS:
            return SIGNATURES.ing.get(f"{lemma}_{word}") or SIGNATURES.ing.get(lemma) or SIGNATURES.to.get(lemma)
        found = SIGNATURES.object.get(lemma)
        free = indefinite(tree, i) or (word == "for" and lemma in _FRAME["bearing"] and pending(tree, i))
        return found if found and free and word in {"for", "of", "against", "about", "to"} else None
    found = SIGNATURES.noun.get(lemma)
    if (found is not None and found.modality == "conditional") or lemma in _FRAME["infinitive_only"]:
        return None  # "a condition of the sale"
    return found if word in {"of", "for", "against", "to", "about", "on"} else None


def wrongly(tree: Tree, verb: int) -> bool:
    """Whether a verb of saying or charging is said to be wrong ("falsely accused of", "wrongly reported that")."""
    return any(tree.lower[k] in _FRAME["wrongly"] for k in tree.under(verb, "advmod"))


def indefinite(tree: Tree, i: int) -> bool:
    """Whether a noun phrase does not presuppose that what it names exists."""
    if tree.pos[i] == "PROPN" or tree.pos[i] == "PRON":
        return False
    return not any(tree.deps[k] == "poss" or tree.lower[k] in _FRAME["definite"] for k in tree.kids[i] if k < i)


def pending(tree: Tree, i: int) -> bool:
    """Whether a noun phrase may name an act still to come ("its return", "the withdrawal of")."""
    return tree.tags[i] == "NN" and not any(tree.lower[k] in {"this", "that"} for k in tree.kids[i])
