"""Negation and modality of one clause, by the words that stand in it: what it says of itself, not what governs it.

Negation has three seats, because they reach differently far through coordinated verbs ("nobody came or called",
"did not come or call", "found no proof and left"): the verb, its subject and its object.
"""

from typing import Literal

from ingest.signatures import SIGNATURES, Signature
from ingest.tree import VERBS, Tree

Seat = Literal["verb", "subject", "object", ""]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_NEGATION = SIGNATURES.negation
_COPULA = SIGNATURES.frame["copula"]
_PREDICATED = (["acomp"], ["oprd"])
_LONGEST_PHRASE = 4
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in _NEGATION["phrases"])


def seat_of_negation(tree: Tree, i: int) -> Seat:
    """Where the clause of predicate `i` is negated; "" where it is not."""
    seat: Seat = ""
    for kid in tree.kids[i]:
        dep = tree.deps[kid]
        if dep in SUBJECTS:
            if negated_phrase(tree, kid) or _hardly_any(tree, kid):
                return "subject"
        elif dep in {"dobj", "attr", "dative"} or (dep in {"acomp", "oprd"} and tree.lemmas[i] in _COPULA):
            seat = seat or ("object" if negated_phrase(tree, kid) and not _silence(tree, kid) else "")
        elif _negates_verb(tree, kid, i):
            return "verb"
    return seat


def _silence(tree: Tree, noun: int) -> bool:
    """As in "made no comment": who says nothing has not said no; the phrase as a whole tells what was done."""
    return tree.lemmas[noun] in _NEGATION["unsaid"] and not tree.under(noun, "acl", "relcl")


def _negates_verb(tree: Tree, kid: int, verb: int) -> bool:
    dep, word = tree.deps[kid], tree.lower[kid]
    if kid > verb and tree.lemmas[verb] not in _COPULA and tree.deps[kid + 1 : kid + 2] in _PREDICATED:
        return False  # "pleaded not guilty"
    if dep == "neg" or word in _NEGATION["particles"]:
        return not only_focus(tree, kid)
    if dep in {"advmod", "preconj", "cc"} and word in _NEGATION["adverbs"]:
        return kid < verb or dep == "advmod"
    if dep in {"advmod", "prep", "npadvmod"}:
        return _fixed_phrase(tree, kid)
    return False


def only_focus(tree: Tree, i: int) -> bool:
    """Whether the negation is part of "not only", "not just": the event stands."""
    return i + 1 < len(tree) and tree.lower[i + 1] in _NEGATION["not_negating_next"]


def may_be(tree: Tree, i: int) -> bool:
    """As in "is not necessarily so": it may be."""
    negations = (k for k in tree.under(i, "neg") if k + 1 < len(tree))
    return any(tree.lower[k + 1] in _NEGATION["opening_next"] for k in negations)


def _focused(tree: Tree, i: int) -> bool:
    """Whether the negation of a noun phrase leaves its clause standing, in whole or in part."""
    return only_focus(tree, i) or (i + 1 < len(tree) and tree.lower[i + 1] in _NEGATION["universal"])


def of_some_only(tree: Tree, i: int) -> bool:
    """As in "Not all directors came": of the clause's subject it holds in part, and nobody knows of whom."""
    for subject in tree.under(i, *SUBJECTS):
        words = [k for k in (*tree.kids[subject], subject) if tree.lower[k] in _NEGATION["universal"]]
        if any(k and tree.lower[k - 1] == "not" for k in words):
            return True
    return False


def _fixed_phrase(tree: Tree, i: int) -> bool:
    if not any(tree.lower[k] in _FIRST_WORDS for k in (i, *tree.kids[i])):
        return False
    words = tree.subtree(i)
    return len(words) <= _LONGEST_PHRASE and tree.text(words).lower() in _NEGATION["phrases"]


def negated_phrase(tree: Tree, i: int) -> bool:
    """Whether a noun phrase denies what it names: "no deal", "nobody", "neither company", "none of them"."""
    if tree.lower[i] in _NEGATION["pronouns"]:
        return True
    for kid in tree.kids[i]:
        word = tree.lower[kid]
        if _numbers(tree, kid):
            continue
        if kid < i and (word in _NEGATION["determiners"] or (tree.deps[kid] == "neg" and not _focused(tree, kid))):
            return True
        if tree.deps[kid] in {"preconj", "cc", "advmod"} and kid < i and word in _NEGATION["adverbs"]:
            return True
    return False


def _numbers(tree: Tree, i: int) -> bool:
    """As in "the No. 1 maker": no "no"."""
    if tree.words[i] != "No" or i + 2 >= len(tree):
        return False
    return (i > 0 and tree.tags[i + 1] == "CD") or (tree.words[i + 1] == "." and tree.tags[i + 2] == "CD")


def _hardly_any(tree: Tree, i: int) -> bool:
    """As in "Few witnesses came": a claim of one of them would be wrong more often than right.

    Not so "a few", "his few friends"; a "little boy" is small.
    """
    if tree.lower[i] in _NEGATION["weak"]:
        return not any(tree.lower[k] in {"a", "the", "quite"} for k in tree.kids[i])
    for k in tree.kids[i]:
        if k < i and tree.lower[k] in _NEGATION["weak"]:
            scarce = tree.tags[i] == "NNS" or (tree.lower[k] == "little" and k + 1 == i)
            led = k > 0 and tree.lower[k - 1] in {"a", "quite"}
            return scarce and not led and not tree.under(i, "det", "poss")
    return False


def one_of(tree: Tree, i: int) -> bool:
    """Whether "or" leaves open which of several is meant; "the port authority, or OPA," is one by two names."""
    first = i
    while tree.deps[first] == "conj" and tree.heads[first] != first:
        first = tree.heads[first]
    return any(_parts(tree, k) for n in tree.conjuncts(first) for k in tree.under(n, "cc"))


def _parts(tree: Tree, cc: int) -> bool:
    if tree.lower[cc] != "or":
        return False
    head = tree.heads[cc]
    other = next((k for k in tree.under(head, "conj") if k > cc), None)
    if other is None or (tree.pos[head] in VERBS) != (tree.pos[other] in VERBS):
        return False
    end = tree.subtree(other)[-1]
    return tree.words[cc - 1] != "," or end + 1 == len(tree) or tree.words[end + 1] != ","


def compound_word(tree: Tree, i: int) -> str:
    """The word, with what is joined to it by hyphens before it ("so-called")."""
    word, at = tree.lower[i], i
    while at > 1 and tree.words[at - 1] == "-":
        at -= 2
        word = f"{tree.lower[at]}-{word}"
    return word


def modal_of(tree: Tree, i: int) -> Signature | None:
    """The modal of predicate `i`, if it has one."""
    for kid in tree.kids[i]:
        if tree.deps[kid] == "aux":
            word = tree.lower[kid]
            found = SIGNATURES.modal.get(SIGNATURES.modal_forms.get(word, word))
            if found is not None and tree.tags[kid] == "MD":
                return found
    return None


def hedge_of(tree: Tree, i: int) -> float | None:
    """The certainty that an adverb leaves to predicate or noun `i` ("allegedly", "perhaps")."""
    found = [
        cap for k in tree.kids[i] if (cap := SIGNATURES.adverb.get(tree.lower[k])) is not None and tree.pos[k] != "ADJ"
    ]
    return min(found, default=None)


def counterfactual(tree: Tree, i: int) -> bool:
    """As in "would have won": what did not come to pass."""
    words = {tree.lower[k] for k in tree.kids[i] if tree.deps[k] in {"aux", "auxpass"}}
    return bool({"would", "'d", "’d"} & words) and bool({"have", "'ve", "’ve"} & words)
