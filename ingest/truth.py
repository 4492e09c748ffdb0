"""What is said of what somebody says: "it is a myth that", "the story was a hoax", "no one disputes that"."""

from collections.abc import Mapping

from ingest.forms import SUBJECTS, Form
from ingest.negation import negated_phrase, seat_of_negation
from ingest.reading import FACT, Reading, governed
from ingest.signatures import SIGNATURES, Signature, is_denial
from ingest.tree import VERBS, Tree, once
from ingest.undertakings import of_venture

SURE, LIKELY = Reading(2.6, "asserted"), Reading(1.7, "possible")
DOUBTED = -1.0  # what a verb leaves to its clause that denies or doubts it
FORGED = Signature(0.5, 0.5, "possible")
NOTHING = Reading(-3.0, "asserted")
UNTRUE = Reading(-2.0, "asserted")
DOING = frozenset({"did", "do", "does", "had", "has", "have"})
_DEFAULT = SIGNATURES.default


def undisputed(tree: Tree, head: int) -> Reading | None:
    """What nobody denies or doubts is so; what few do is likely so."""
    signature = SIGNATURES.that.get(tree.lemmas[head])
    if signature is None or signature.value > DOUBTED or seat_of_negation(tree, head) != "subject":
        return None
    subjects = tree.under(head, *SUBJECTS)
    return SURE if any(negated_phrase(tree, k) for k in subjects) else LIKELY


def forged(tree: Tree, verb: int) -> bool:
    """Whether what a verb says is said by a fake ("a forged letter said")."""
    return any(_called(tree, k, SIGNATURES.frame["forged"]) for k in tree.under(verb, "nsubj"))


def refuted(tree: Tree, noun: int) -> bool:
    """Whether a noun that announces something is said to be untrue ("the reports are baseless", "false claims")."""
    if _called(tree, noun, SIGNATURES.frame["untrue"]):
        return True
    predicate = said_of(tree, tree.heads[noun]) if tree.deps[noun] == "nsubj" else None
    return predicate is not None and predicate.value < DOUBTED


def _called(tree: Tree, noun: int, words: frozenset[str]) -> bool:
    return any(k < noun and tree.lower[k] in words for k in tree.under(noun, "amod", "compound"))


def announced(tree: Tree, verb: int) -> Reading | None:
    """What a subject leaves to the clause behind its verb ("reports emerged that", "no evidence was found that")."""
    if tree.lemmas[verb] not in SIGNATURES.frame["emerging"] or seat_of_negation(tree, verb) == "verb":
        return None
    if tree.lemmas[verb] == "have" and "it" not in (tree.lower[k] for k in tree.under(verb, "dobj")):
        return None  # "rumour has it that"
    subject = tree.first(verb, "nsubj", "nsubjpass")
    signature = None if subject is None else SIGNATURES.noun.get(tree.lemmas[subject])
    if subject is None or signature is None or (signature.modality == "planned" and tree.lemmas[verb] != "be"):
        return None
    return governed(NOTHING if negated_phrase(tree, subject) else FACT, signature)


@once
def contested(tree: Tree) -> frozenset[int]:
    """The verbs of what is only a charge ("Acme bribed Doe, a charge that Roe denies")."""
    found = set()
    for noun in range(2, len(tree)):
        signature = SIGNATURES.noun.get(tree.lemmas[noun]) if tree.lower[noun - 1] in {"a", "an"} else None
        charge = signature is not None and signature.modality == "possible" and tree.words[noun - 2] == ","
        if charge and any(is_denial(tree.lemmas[k]) for k in tree.under(noun, "relcl", "acl")):
            at = noun
            while tree.pos[at] not in VERBS and tree.heads[at] != at:
                at = tree.heads[at]
            found.add(at)
    return frozenset(found)


def checked(tree: Tree, i: int) -> bool:
    """Whether the sentence only tells what is looked into: "False: Roe owns Acme", "CHECK: Does Roe own Acme?"."""
    start, end = next((s for s in tree.sentences() if s[0] <= i < s[1]), (0, len(tree)))
    if start + 1 < end and tree.words[start + 1] == ":" and tree.lower[start] in SIGNATURES.frame["checked"]:
        return True
    subject = tree.first(i, *SUBJECTS)
    asks = any(tree.words[k] == "?" for k in range(i, end))
    return asks and subject is not None and any(k < subject and tree.lower[k] in DOING for k in tree.under(i, "aux"))


def said_of(tree: Tree, head: int) -> Signature | None:
    """As in "it is not true that", "it is a myth that": what hangs on the copula is what its predicate says."""
    if tree.lemmas[head] != "be":
        return None
    adjective, noun = tree.first(head, "acomp"), tree.first(head, "attr")
    if adjective is not None:
        return adjective_signature(tree, adjective, "that")
    return None if noun is None else SIGNATURES.noun.get(tree.lemmas[noun])


def adjective_signature(tree: Tree, head: int, form: Form) -> Signature:
    """What an adjective says of its clause: "unable to", "false that"."""
    table = SIGNATURES.adjective
    if form == "to" and f"{tree.lemmas[head]}_to" in table:
        return table[f"{tree.lemmas[head]}_to"]
    found = table.get(tree.lower[head]) or table.get(tree.lemmas[head]) or SIGNATURES.to.get(tree.lemmas[head])
    return found or _DEFAULT["adjective_to" if form == "to" else "adjective_that"]


def truth(tree: Tree, noun: int, whole: Mapping[int, Reading]) -> Reading:
    """The reading that a noun leaves to what it tells, by what is said of it: "the story that it paid is a hoax"."""
    verb = tree.heads[noun]
    if _called(tree, noun, SIGNATURES.frame["untrue"]):
        return UNTRUE
    predicate = said_of(tree, verb) if tree.deps[noun] == "nsubj" else None
    if predicate is not None and predicate.value < 0:
        return governed(whole[verb], predicate)
    if tree.deps[noun] in {"nsubjpass", "dobj"}:
        verdict = SIGNATURES.that.get(tree.lemmas[verb])
        if verdict is not None and verdict.value < DOUBTED:
            return governed(whole[verb], verdict)
    return of_venture(tree, noun, whole)


def disputed(tree: Tree, i: int, head: int) -> bool:
    """As in "rejected claims that": what a statement says is denied with the statement."""
    said = SIGNATURES.noun[tree.lemmas[i]].modality == "possible"
    return (
        said
        and SIGNATURES.that[tree.lemmas[head]].value < -2
        and any(tree.deps[k] in {"acl", "relcl", "prep", "ccomp"} for k in tree.kids[i])
    )
