"""Did it happen? Factuality, polarity and modality of every predicate and noun of a paragraph.

The walk goes down the tree: a governor's signature and value bound what it governs, then the event's own negation,
modal and adverbs apply (Karttunen, Nairn 2006, Sauri 2012; TruthTeller, Lotan 2013). The nearest open governor names
the modality. `ingest/governors.py` knows what stands over a word, `ingest/negation.py` what stands in its clause.

Values run from -3 (certainly not) to 3 (certainly so), as in the UW factuality set (Lee 2015).
"""

from dataclasses import replace

from ingest.fiction import event_of_fiction, told_in_fiction
from ingest.governors import Environment, environment
from ingest.negation import (
    Seat,
    compound_word,
    counterfactual,
    hedge_of,
    may_be,
    modal_of,
    negated_phrase,
    of_some_only,
    one_of,
    seat_of_negation,
)
from ingest.reading import OPEN_BELOW, Reading, apart, bounded
from ingest.reporting import REPORTING
from ingest.signatures import SIGNATURES, Signature
from ingest.tree import NOUNS, VERBS, Tree
from ingest.truth import checked, contested
from ontology.model import Modality

NEGATED_AT_MOST = -1.0  # UW dev: r as before, F1 of negation .684 -> .710
CONDITION_CAP = 1.7  # main clause of an if-clause; UW train
NEARLY = -2.0
# "made no plans": negative as a statement; something was done or said all the same (UW train: .7 on average)
NO_OBJECT = -0.9
FICTION = 0.5  # nothing that a film tells is so because it tells it
CONTESTED = 1.5  # "a charge that Roe denies"
OF_SOME = 0.5
ONE_OF = 1.5  # "paid or promised": which of them, nobody says


class Factuality:
    """The readings of one paragraph, worked out as they are asked for, each once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._inside: dict[int, Reading] = {}
        self._whole: dict[int, Reading] = {}
        self._denied: set[int] = set()  # plainly negative, for all that their value is near 0

    def of(self, i: int) -> Reading:
        """The reading of the event that token `i` heads."""
        path = [i]
        while path[-1] not in self._whole and self.tree.heads[path[-1]] != path[-1]:
            path.append(self.tree.heads[path[-1]])
        for at in reversed(path):
            if at not in self._whole:
                self._read(at)
        found = self._whole[i]
        if found.modality == "asserted" and abs(found.value) < OPEN_BELOW and i not in self._denied:
            return replace(found, modality="possible")
        return found

    def _read(self, i: int) -> None:
        """Readings of `i` when those of its ancestors are known."""
        around = environment(self.tree, i, self._inside, self._whole)
        self._inside[i] = around.reading
        if self.tree.pos[i] in VERBS or around.predicate:
            self._whole[i] = self._clause(i, around)
        elif self.tree.pos[i] in NOUNS or self.tree.pos[i] == "ADJ":
            self._whole[i] = self._noun(i, around.reading)
        else:
            self._whole[i] = around.reading

    def _clause(self, i: int, around: Environment) -> Reading:
        tree = self.tree
        seat, modal = seat_of_negation(tree, i), modal_of(tree, i)
        if around.shares is not None:
            seat, modal = self._shared(i, around.shares, seat, modal)
        reading = _apply(around.reading, bool(seat) or _added_denial(tree, i), modal)
        if seat == "object" and reading.modality == "asserted" and reading.value < NO_OBJECT:
            reading = reading.at(NO_OBJECT)
            self._denied.add(i)
        if counterfactual(tree, i):
            reading = reading.at(bounded(0.5, reading.value), "conditional")
        cap = hedge_of(tree, i)
        if cap is not None:
            reading = _capped(reading, cap, "possible")
        told = _told_as(tree, i)
        if told is not None:
            reading = _capped(reading, told.value, "possible")
        if i in contested(tree) or checked(tree, i):
            reading = _capped(reading, CONTESTED, "possible")
        if told_in_fiction(tree, i):
            reading = _capped(reading, FICTION, "possible")
        if of_some_only(tree, i) or may_be(tree, i):
            reading = Reading(OF_SOME, "possible")
        if not seat and around.reading.value > 0 and one_of(tree, i):
            reading = _capped(reading, ONE_OF, "possible")
        if _nearly(tree, i):
            reading = reading.at(bounded(NEARLY, reading.value))
        if _conditioned(tree, i):
            reading = _capped(reading, CONDITION_CAP, "conditional")
        return reading

    def _shared(self, i: int, other: int, seat: Seat, modal: Signature | None) -> tuple[Seat, Signature | None]:
        """Negation and modal that a coordinated verb takes over from the first ("did not come or call")."""
        tree = self.tree
        theirs = seat_of_negation(tree, other)
        if _added_denial(tree, i):
            return "verb", modal or modal_of(tree, other)
        if theirs == "subject" and not seat:
            seat = "subject"
        if tree.tags[i] not in {"VB", "VBN", "VBG"} or tree.tags[i] != tree.tags[other]:
            return seat, modal
        if any(tree.deps[k] in {"aux", "auxpass"} and tree.lower[k] != "to" for k in tree.kids[i]):
            return seat, modal
        if theirs == "verb" and not seat and not _contrast(tree, i, other):
            seat = "verb"
        return seat, modal or modal_of(tree, other)

    def _noun(self, i: int, reading: Reading) -> Reading:
        tree = self.tree
        if negated_phrase(tree, i):
            reading = reading.at(-max(abs(reading.value), 1.0))
        for kid in tree.kids[i]:
            word = compound_word(tree, kid)
            found = SIGNATURES.premodifier.get(word)
            if found is not None and kid < i:
                reading = apart(reading, found)
            elif word in SIGNATURES.adverb and kid < i:
                reading = _capped(reading, SIGNATURES.adverb[word], "possible")
        if event_of_fiction(tree, i):
            reading = _capped(reading, FICTION, "possible")
        return reading


def _apply(reading: Reading, negated: bool, modal: Signature | None) -> Reading:
    if modal is not None:
        value = modal.negated if negated else modal.value
        bound = bounded(value, reading.value)
        return reading.at(bound if reading.value >= 0 else -bound, modal.modality)
    if not negated:
        return reading
    value = -reading.value
    plain = reading.value >= 0 and reading.modality != "conditional"
    return reading.at(min(value, NEGATED_AT_MOST) if plain else value)


def _capped(reading: Reading, cap: float, modality: Modality) -> Reading:
    """No surer than `cap`; what that opens is open in this way, unless it already was in another."""
    if abs(reading.value) <= abs(cap):
        return replace(reading, modality=modality) if modality == "conditional" else reading
    value = bounded(cap, reading.value)
    opened = abs(value) < OPEN_BELOW and (modality == "conditional" or reading.modality == "asserted")
    return reading.at(value if reading.value >= 0 else -value, modality if opened else None)


def _added_denial(tree: Tree, i: int) -> bool:
    """As in "..., nor did it sell": a conjunct that "nor" joins is denied whether or not it has a subject."""
    other = tree.heads[i]
    joined = tree.deps[i] == "conj" and tree.pos[i] in VERBS
    return joined and any(tree.deps[k] == "cc" and other < k < i and tree.lower[k] == "nor" for k in tree.kids[other])


def _contrast(tree: Tree, i: int, other: int) -> bool:
    """As in "did not buy but sold": the second verb stands."""
    return any(tree.deps[k] == "cc" and other < k < i and tree.lower[k] in {"but", "yet"} for k in tree.kids[other])


def _nearly(tree: Tree, i: int) -> bool:
    words = SIGNATURES.negation["nearly"]
    near = [i, *(tree.under(i, "attr", "acomp") if tree.lemmas[i] == "be" else ())]  # "was nearly the head"
    return any(
        tree.lower[k] in words and (k + 1 == i or (n != i and tree.deps[k] == "advmod" and k - 1 == i))
        for n in near
        for k in tree.kids[n]
    )


def _told_as(tree: Tree, i: int) -> Signature | None:
    """The adjective that takes back what a copula says: "is the alleged owner", "became self-proclaimed leader"."""
    predicate = tree.first(i, "attr") if tree.lemmas[i] in SIGNATURES.frame["copula"] else None
    words = () if predicate is None else (compound_word(tree, k) for k in tree.kids[predicate] if k < predicate)
    found = (SIGNATURES.premodifier.get(word) for word in words)
    return next((f for f in found if f is not None and f.modality == "possible"), None)


def _framing(tree: Tree, i: int) -> bool:
    """Whether a reporting verb stands inside what it reports: "If it failed, they said, it would close"."""
    said = tree.under(i, "ccomp")
    return tree.lemmas[i] in REPORTING.clause and any(k > i and tree.words[i + 1] == "," for k in said)


def _conditioned(tree: Tree, i: int) -> bool:
    """Whether an if-clause hangs on predicate `i`, or on the "they said" around which it stands."""
    conditions = SIGNATURES.frame["condition"]
    clauses = [] if _framing(tree, i) else tree.under(i, "advcl")
    if tree.deps[i] == "ccomp" and _framing(tree, tree.heads[i]):
        clauses += [k for k in tree.under(tree.heads[i], "advcl") if k < tree.heads[i]]
    for kid in clauses:
        for mark in tree.kids[kid]:
            if tree.deps[mark] in {"mark", "advmod"} and tree.lower[mark] in conditions - {"whether", "lest"}:
                return not any(mark - 1 == k and tree.lower[k] == "even" for k in tree.kids[kid])
    return False
