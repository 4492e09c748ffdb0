"""What becomes of an undertaking: "Acme's takeover of Globex fell through", "was approved", "will be completed".

A killing that has a name has been done; a takeover, a visit or a meeting may be spoken of with all its parties and
never come about. The verb that it is subject or object of says which, or a clause of its own ("..., which collapsed").
Plans, bids and talks are there themselves: the same verbs tell what becomes of what they are for.
"""

from collections.abc import Mapping

from ingest.forms import SUBJECTS, unit
from ingest.reading import FACT, Reading, governed
from ingest.signatures import SIGNATURES, Signature
from ingest.tree import VERBS, Tree

RELATIVE = frozenset({"that", "which"})
_FRAME = SIGNATURES.frame


def outcome(tree: Tree, i: int, whole: Mapping[int, Reading]) -> Reading | None:
    """The reading of an undertaking by what becomes of it; None where nothing says."""
    return _outcome(tree, i, whole) if tree.lemmas[i] in _FRAME["undertaking"] else None


def of_venture(tree: Tree, i: int, whole: Mapping[int, Reading]) -> Reading:
    """The reading that a plan, a bid or another noun leaves to what it is for."""
    found = _outcome(tree, i, whole) if tree.lemmas[i] in _FRAME["venture"] else None
    return whole[i] if found is None else found


def _outcome(tree: Tree, i: int, whole: Mapping[int, Reading]) -> Reading | None:
    head, dep = tree.heads[i], tree.deps[i]
    if dep in SUBJECTS or dep == "dobj":
        found = _told_by(tree, head, whole[head], dep == "nsubj")
        if found is not None:
            return found
    if dep == "pobj":
        verb, name = _governing(tree, i)
        signature = SIGNATURES.fate_object.get(name)
        if signature is not None:
            return governed(whole[verb], signature)
    return next((found for clause in _clauses(tree, i) if (found := _told_in(tree, clause)) is not None), None)


def _clauses(tree: Tree, i: int) -> list[int]:
    """The clauses that hang on a noun, and those in its phrase that can only be about it: no firm falls through."""
    nouns = [noun for prep in tree.under(i, "prep") for noun in tree.under(prep, "pobj")]
    below = [k for noun in nouns for k in tree.under(noun, "relcl")]
    return [*tree.under(i, "relcl", "acl"), *(k for k in below if tree.lemmas[k] == "fall" or tree.under(k, "auxpass"))]


def _told_in(tree: Tree, clause: int) -> Reading | None:
    """What a relative clause or participle says of the noun that it hangs on."""
    passive = tree.tags[clause] == "VBN"
    if tree.deps[clause] == "relcl":
        passive = bool(tree.under(clause, "auxpass"))
        if not any(tree.lower[k] in RELATIVE for k in tree.under(clause, *SUBJECTS)):
            return None
    return _told_by(tree, clause, FACT, not passive)


def _told_by(tree: Tree, verb: int, reading: Reading, active_subject: bool) -> Reading | None:
    """What a verb whose reading is known says of its subject or object, also by the verb that it governs."""
    adjective = tree.first(verb, "acomp")
    above = verb if adjective is None else adjective
    below = tree.first(above, "xcomp")
    if below is None:
        signature = _fate(tree, verb, active_subject)
        return None if signature is None else governed(reading, signature)
    signature = _fate(tree, below, not tree.under(below, "auxpass"))
    if signature is None:
        return None
    raising = (SIGNATURES.to if adjective is None else SIGNATURES.adjective).get(tree.lemmas[above])
    return governed(reading if raising is None else governed(reading, raising), signature)


def _fate(tree: Tree, verb: int, active_subject: bool) -> Signature | None:
    if active_subject and tree.lemmas[verb] == "be":
        words = [*tree.under(verb, "acomp", "attr", "advmod", "prep", "prt")]
        words += [k for p in tree.under(verb, "prep") for k in tree.under(p, "pobj")]
        return next((s for k in words if (s := SIGNATURES.fate_predicate.get(tree.lower[k])) is not None), None)
    table = SIGNATURES.fate_subject if active_subject else SIGNATURES.fate_object
    names = (f"{tree.lemmas[verb]}_{tail}" for tail in _tails(tree, verb))
    return next((table[name] for name in names if name in table), None) or table.get(tree.lemmas[verb])


def _tails(tree: Tree, verb: int) -> list[str]:
    """What follows a verb and may change it: its particle, its preposition, "to nothing", "take place"."""
    near = [k for k in tree.under(verb, "prt", "advmod", "prep", "dobj") if k > verb]
    return [tree.lower[k] for k in near] + [f"{tree.lower[k]}_{tree.lower[o]}" for k in near for o in tree.kids[k]]


def _governing(tree: Tree, i: int) -> tuple[int, str]:
    """The verb that a noun behind a preposition belongs to, and its name ("walk_away_from")."""
    at = tree.heads[i]
    words: list[str] = []
    while tree.pos[at] not in VERBS and tree.heads[at] != at and tree.deps[at] in {"prep", "advmod", "prt"}:
        words.insert(0, tree.lower[at])
        at = tree.heads[at]
    name = unit(tree, at)
    return at, "_".join([name, *words])
