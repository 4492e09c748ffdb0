"""What stands over a word: the reading that its surroundings leave to it before its own clause speaks.

One function for each way of hanging in the tree (spaCy's CLEAR labels). Each takes the readings of the ancestors:
`inside` before, `whole` after an ancestor's own negation and modals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.forms import SUBJECTS, Form, form_of, inverted, marks_of, unit
from ingest.negation import negated_phrase
from ingest.prepositions import BEFORE, MISTAKEN, OPEN, WHETHER, after_preposition, indefinite, pending, wrongly
from ingest.reading import FACT, Reading, bounded, governed
from ingest.signatures import SIGNATURES, Signature, Table
from ingest.tree import VERBS, Tree
from ingest.truth import FORGED, NOTHING, adjective_signature, announced, disputed, forged, said_of, truth, undisputed
from ingest.undertakings import of_venture, outcome

Readings = Mapping[int, Reading]
FINITE = frozenset({"VBD", "VBP", "VBZ"})
MISSING = -0.9  # what was only turned down is there ("rejected an offer that came in May")
QUESTION = Reading(0.5, "asked")
TO_COME = Reading(1.6, "planned")
ORDER = Reading(0.8, "commanded")
CONDITION = Reading(0.5, "conditional")
LOOKS = 1.2
PURPOSE = Signature(1.6, 1.6, "planned")
DEGREES = {"too": Signature(-2.3, -2.3), "enough": Signature(2.5, -2.3)}
REJECTED = Signature(-1.8, 0.5, "planned")  # "denied a request to name him"
REJECTING = frozenset({"block", "deny", "dismiss", "rebuff", "refuse", "reject", "spurn", "turn_down", "veto"})
PROPOSED = frozenset(
    {"appeal", "application", "bid", "motion", "offer", "petition", "plan", "plea", "proposal", "request"}
)
NOT_YET = Signature(-2.0, -2.0)
_FRAME = SIGNATURES.frame
_DEFAULT = SIGNATURES.default
_NOUN = SIGNATURES.noun


@dataclass(frozen=True, slots=True)
class Environment:
    """What governs a word leaves this; `shares`: the verb whose negation and modal it may take over."""

    reading: Reading
    shares: int | None = None
    predicate: bool = False


def environment(tree: Tree, i: int, inside: Readings, whole: Readings) -> Environment:
    """The environment of `i`, given the readings of all its ancestors."""
    head = tree.heads[i]
    if head == i:
        return Environment(_root(tree, i))
    if tree.deps[i] == "conj":
        return _conjunct(tree, i, inside, whole)
    if tree.deps[i] in {"aux", "auxpass"} and tree.tags[i] != "MD":
        return Environment(inside[head])  # "has not met": it has something, whatever is denied
    fate = outcome(tree, i, whole)
    if fate is not None:
        return Environment(fate)
    rule = _RULES.get(tree.deps[i])
    return Environment(rule(tree, i, whole) if rule else whole[head])


def _root(tree: Tree, i: int) -> Reading:
    end = next((end for start, end in tree.sentences() if start <= i < end), len(tree)) - 1
    if any(tree.words[k] == "?" for k in range(max(i, end - 2), end + 1)):
        return QUESTION
    if inverted(tree, i):
        return CONDITION
    if tree.tags[i] == "VB" and any(tree.tags[k] == "TO" for k in tree.under(i, "aux")):
        return TO_COME  # a headline: "Acme to buy Globex"
    if (
        tree.tags[i] == "VB"
        and tree.pos[i] in VERBS
        and not any(tree.deps[k] in {*SUBJECTS, "aux", "expl"} for k in tree.kids[i])
    ):
        return ORDER
    return FACT


def _conjunct(tree: Tree, i: int, inside: Readings, whole: Readings) -> Environment:
    head = tree.heads[i]
    if tree.pos[i] not in VERBS or tree.pos[head] not in VERBS:
        return Environment(inside[head] if tree.pos[i] not in VERBS else whole[head])
    marked = any(tree.deps[k] == "mark" and tree.lower[k] == "that" for k in tree.kids[i])
    if marked and not any(tree.deps[k] == "mark" for k in tree.kids[head]):
        # "added that A and that B": the parser hangs the second clause on the reporting verb
        return Environment(governed(whole[head], _lookup(SIGNATURES.that, tree, head, "that")))
    if any(tree.deps[k] in SUBJECTS for k in tree.kids[i]):
        return Environment(inside[head])
    if tree.tags[i] in FINITE and form_of(tree, head) == "to" and tree.deps[head] == "xcomp":
        # "failed to pay and went bankrupt": the second verb goes with the one that has a tense
        return Environment(inside[tree.heads[head]])
    return Environment(inside[head], shares=head)


def _lookup(table: Table, tree: Tree, i: int, default: str) -> Signature:
    return table.get(unit(tree, i)) or table.get(tree.lemmas[i]) or _DEFAULT[default]


def _complement(tree: Tree, i: int, whole: Readings) -> Reading:
    """ccomp, xcomp, csubj: what a verb, noun or adjective says of its clause."""
    head = tree.heads[i]
    if _cleft(tree, i, head):
        return FACT
    degree = _degree(tree, i, head)
    if degree is not None:
        return governed(whole[head], degree)
    if tree.pos[i] not in VERBS:
        reported = SIGNATURES.to.get(tree.lemmas[head]) if tree.deps[i] == "xcomp" else None
        hedges = (
            reported is not None
            and reported.modality == "possible"
            and tree.lemmas[head] in {"seem", "appear", "tend", "claim"}
        )
        return governed(whole[head], reported) if hedges and reported else whole[head]
    form = form_of(tree, i)
    if form == "that" and marks_of(tree, i) & {"if", "whether"}:
        return governed(whole[head], WHETHER)
    predicate = said_of(tree, head) if form == "that" else None
    if predicate is not None:
        noun = tree.first(head, "attr")
        untold = noun is not None and _denied_itself(tree, noun, whole[head])
        return governed(NOTHING if untold else whole[head], predicate)  # "it is no secret that"
    if tree.lower[head] in _FRAME["providing"] and tree.deps[head] in {"advcl", "prep"} and form == "that":
        return CONDITION
    if tree.pos[head] in VERBS:
        sure = undisputed(tree, head) or announced(tree, head) if form == "that" else None
        if tree.lemmas[head] in SIGNATURES.that and wrongly(tree, head):
            return governed(whole[head], MISTAKEN)
        if forged(tree, head):
            return governed(whole[head], FORGED)
        return sure or governed(whole[head], _verb_signature(tree, head, form))
    if tree.pos[head] == "ADJ" or tree.deps[head] in {"acomp", "oprd"}:
        return governed(whole[head], adjective_signature(tree, head, form))
    return _noun_clause(tree, i, whole)


def _cleft(tree: Tree, i: int, head: int) -> bool:
    """As in "it was not until May that they sold": they did."""
    until = any(tree.lower[k] == "until" for k in tree.under(head, "prep", "advmod", "mark", "advcl"))
    return until and tree.lemmas[head] == "be" and bool(marks_of(tree, i) & {"that", "when"})


def _verb_signature(tree: Tree, head: int, form: Form) -> Signature:
    if form == "that":
        return _lookup(SIGNATURES.that, tree, head, "that")
    if form == "ing":
        found = SIGNATURES.ing.get(unit(tree, head)) or SIGNATURES.to.get(unit(tree, head))
        return found or _DEFAULT["ing"]
    lemma = tree.lemmas[head]
    semi = SIGNATURES.semi_modal.get(lemma)
    if (
        semi is not None
        and (lemma != "go" or tree.tags[head] == "VBG")
        and (lemma != "use" or tree.tags[head] == "VBD")
    ):
        return semi
    return _lookup(SIGNATURES.to, tree, head, "to")


def _degree(tree: Tree, i: int, head: int) -> Signature | None:
    """As in "too weak to pay", "strong enough to pay"; "has yet to pay"."""
    if not any(tree.tags[k] == "TO" for k in tree.kids[i]):
        return None
    for kid in tree.kids[head]:
        if tree.deps[kid] == "advmod" and tree.lower[kid] in DEGREES:
            return DEGREES[tree.lower[kid]]
    start = next(k for k in tree.kids[i] if tree.tags[k] == "TO")
    return NOT_YET if tree.lower[start - 1] == "yet" and tree.lemmas[head] in {"have", "be"} else None


def _noun_clause(tree: Tree, i: int, whole: Readings) -> Reading:
    """acl: "a plan to sell", "evidence that they sold", "the firm selling arms"."""
    head = tree.heads[i]
    form = form_of(tree, i)
    if form == "to" and any(tree.tags[k] == "TO" for k in tree.kids[i]):
        if tree.lemmas[head] in PROPOSED and turned_down(tree, head):
            return governed(whole[tree.heads[head]], REJECTED)
        return governed(of_venture(tree, head, whole), _lookup(SIGNATURES.noun, tree, head, "noun_to"))
    if "that" in marks_of(tree, i):
        return governed(truth(tree, head, whole), _lookup(SIGNATURES.noun, tree, head, "noun_that"))
    if form == "ing" and tree.deps[head] == "ROOT" and tree.lemmas[head] in SIGNATURES.ing:
        # "Acme risks losing": the verb was read as a noun
        return governed(whole[head], SIGNATURES.ing[tree.lemmas[head]])
    return _attached(tree, i, whole)


def turned_down(tree: Tree, noun: int) -> bool:
    """Whether a noun is what somebody says no to: "rejected a proposal to merge"."""
    verb = tree.heads[noun]
    return tree.deps[noun] in {"dobj", "nsubjpass"} and unit(tree, verb) in REJECTING


def _attached(tree: Tree, i: int, whole: Readings) -> Reading:
    """A relative clause or participle: the thing that it describes is there, unless it is said to be missing."""
    head = tree.heads[i]
    if (tree.tags[i] == "VB" or tree.under(i, "auxpass")) and any(tree.tags[k] == "TO" for k in tree.kids[i]):
        return governed(whole[head], _lookup(SIGNATURES.noun, tree, head, "noun_to"))
    if whole[head].value <= MISSING:
        return Reading(0.5, "possible")
    return FACT


def _adverbial(tree: Tree, i: int, whole: Readings) -> Reading:
    head = tree.heads[i]
    marks = marks_of(tree, i)
    if marks & _FRAME["condition"] or inverted(tree, i):
        return CONDITION
    if {"as", "though"} <= marks or ("like" in marks and tree.lemmas[head] in _FRAME["seeming"] | _FRAME["acting"]):
        likely = tree.lemmas[head] in _FRAME["seeming"]
        return Reading(bounded(LOOKS, whole[head].value), "possible") if likely else CONDITION
    if "that" in marks:  # "allegations surfaced in May that": read as an adverbial
        told = announced(tree, head)
        if told is not None:
            return told
    form = form_of(tree, i)
    if form == "to" and any(tree.tags[k] == "TO" for k in tree.kids[i]):
        return _purpose(tree, i, whole[head])
    if form == "ing" and not marks and i > head and "," not in tree.words[head:i]:
        # "ruled out arresting": a complement that was read as an adverbial
        found = SIGNATURES.ing.get(unit(tree, head)) or SIGNATURES.to.get(unit(tree, head))
        if found is not None:
            return governed(whole[head], found)
    future = whole[head].modality in {"planned", "conditional"}
    if future and whole[head].value > 0 and marks & _FRAME["future_with_main"]:
        return whole[head]
    if future and marks & _FRAME["until_before"] and tree.tags[i] in {"VBP", "VBZ"}:
        return Reading(BEFORE, "planned")  # "will not go until she pays"
    if marks & _FRAME["until_before"]:
        return Reading(BEFORE, "asserted")
    if marks or i < head or whole[head].value < 0:
        return FACT
    return whole[head] if form in {"ing", "to"} else FACT


def _purpose(tree: Tree, i: int, governor: Reading) -> Reading:
    wanted = SIGNATURES.to.get(tree.lemmas[tree.heads[i]])
    if wanted is not None and "for" in marks_of(tree, i):
        return governed(governor, wanted)  # "called for the minister to resign"
    led = SIGNATURES.to.get(unit(tree, tree.heads[i]))
    if led is not None and tree.under(tree.heads[i], "prt") and not marks_of(tree, i):
        return governed(governor, led)  # "went on to buy": no purpose
    if governor.value < 0:
        return Reading(PURPOSE.value, "planned")
    open_ = governor.modality != "asserted"
    return Reading(bounded(PURPOSE.value, governor.value), governor.modality if open_ else "planned")


def _object(tree: Tree, i: int, whole: Readings) -> Reading:
    head = tree.heads[i]
    governor = whole[head]
    if _denied_itself(tree, i, governor):
        return FACT
    found = SIGNATURES.object.get(unit(tree, head)) or SIGNATURES.object.get(tree.lemmas[head])
    # "does not have the right to", "made no claim": a capacity or a plan is there only as far as somebody has it
    free = indefinite(tree, i) or (tree.lemmas[i] in _NOUN and tree.lemmas[head] in _FRAME["light_verbs"])
    if tree.lemmas[i] in SIGNATURES.noun and tree.lemmas[head] in SIGNATURES.that and disputed(tree, i, head):
        return FACT  # the statement was made; what it says is denied with it
    if found is not None and (
        free or found.value < -1 or (pending(tree, i) and tree.lemmas[head] in _FRAME["bearing"])
    ):
        return governed(governor, found)
    if not free:
        return FACT
    if governor.value < 0 and tree.lemmas[head] not in _FRAME["light_verbs"] | _FRAME["making"]:
        return OPEN
    return governor


def _denied_itself(tree: Tree, i: int, governor: Reading) -> bool:
    """As in "made no plans", "there is no plan": denied once, by its own word."""
    return negated_phrase(tree, i) and governor.value < 0 and governor.modality == "asserted"


def _attribute(tree: Tree, i: int, whole: Readings) -> Reading:
    governor = whole[tree.heads[i]]
    return FACT if _denied_itself(tree, i, governor) else governor


def _subject(tree: Tree, i: int, whole: Readings) -> Reading:
    head = tree.heads[i]
    return whole[head] if tree.lemmas[head] in _FRAME["happening"] and indefinite(tree, i) else FACT


def _compound(tree: Tree, i: int, whole: Readings) -> Reading:
    """As in "takeover bid", "bomb threat"."""
    head = tree.heads[i]
    found = SIGNATURES.noun.get(tree.lemmas[head])
    if found is not None:
        return governed(of_venture(tree, head, whole), found)
    return whole[head] if tree.tags[i] == "VBG" or tree.pos[i] in VERBS else FACT


def _presupposed(_tree: Tree, _i: int, _whole: Readings) -> Reading:
    return FACT


def _inserted(tree: Tree, i: int, whole: Readings) -> Reading:
    """As in "If it failed, they said, it would close": a clause of its own, whatever stands around it."""
    own = tree.pos[i] in VERBS and any(tree.deps[k] in SUBJECTS for k in tree.kids[i])
    return FACT if own else whole[tree.heads[i]]


Rule = Callable[[Tree, int, Readings], Reading]
_RULES: dict[str, Rule] = {
    "ccomp": _complement,
    "xcomp": _complement,
    "csubj": _complement,
    "csubjpass": _complement,
    "acl": _noun_clause,
    "relcl": _attached,
    "advcl": _adverbial,
    "pcomp": after_preposition,
    "pobj": after_preposition,
    "attr": _attribute,
    "dobj": _object,
    "nsubjpass": _object,
    "dative": _object,
    "nsubj": _subject,
    "compound": _compound,
    "nmod": _compound,
    "appos": _presupposed,
    "parataxis": _inserted,
    "poss": _presupposed,
    "amod": _presupposed,
    "nummod": _presupposed,
    "det": _presupposed,
}
