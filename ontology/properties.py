"""Which property of the ontology a statement expresses: a pure function of frame, argument types and ontology.

So a store can be typed again under another ontology without its articles. A statement gets the most special property
whose pattern fits its frame and whose domain and range admit its arguments. What fits a pattern but breaks domain or
range stays untyped, with the reason. The language of the patterns is described in `ontology.patterns`.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from ontology.model import Claim, Frame
from ontology.patterns import End, Pattern
from ontology.schema import Entry, Ontology, Property

BARE = frozenset({"amod", "compound"})


@dataclass(frozen=True, slots=True)
class Typing:
    """The property, or None with the reason. `turned`: its subject is the statement's object. `ended`: it is over."""

    property: str | None
    turned: bool = False
    ended: bool = False
    reason: str = "no pattern"


@dataclass(frozen=True, slots=True)
class Fit:
    """A pattern that fits a frame. `turned`: the statement's two ends stand the other way round in it.

    `bare`: only the layout says it, a shape or a name before a noun, and no verb, possessor or preposition.
    """

    property: Property
    pattern: Pattern
    turned: bool
    bare: bool


def type_claim(frame: Frame, subject_type: str, object_type: str, ontology: Ontology) -> Typing:
    """Types a statement. `subject_type` and `object_type` are class names, "" where unknown."""
    fits, broken = [], ""
    for fit in fitting(frame, ontology):
        why = misfit(fit, subject_type, object_type, ontology)
        if not why:
            fits.append(fit)
        broken = broken or why
    if not fits:
        return Typing(None, reason=broken or "no pattern")
    wider = {name for fit in fits for name in ontology.implies(fit.property.name)[1:]}
    best = max(fits, key=lambda f: _rank(f, wider, ontology))
    words = {*frame.near, "ex" if frame.lemma.startswith("ex-") else ""}
    ended = bool(best.pattern.ended & words)
    return Typing(best.property.name, best.turned and not best.property.symmetric, ended, "")


def grammatical(claim: Claim) -> tuple[str, str]:
    """The types of a claim's two ends in the order of its frame: a claim that was turned says so by its `words`."""
    ends = (claim.subject.type, claim.object.type if claim.object else "")
    return (ends[1], ends[0]) if claim.relation.words else ends


def _rank(fit: Fit, wider: Set[str], ontology: Ontology) -> tuple[int, int, int, int, bool, str]:
    """A guard that was met says more than none; then a user's own property, unless another fits that implies it.

    Then the more special property, then classes; not turned; by name. `wider`: what some property that fits implies.
    """
    name = fit.property.name
    theirs, special = fit.property.theirs and name not in wider, len(ontology.implies(name))
    return bool(fit.pattern.near), theirs, special, ontology.narrowness(fit.pattern), not fit.turned, name


def fitting(frame: Frame, ontology: Ontology) -> Iterator[Fit]:
    """Patterns whose trigger, slots and guards fit the frame, whatever stands in its slots."""
    surface = "obj" if frame.voice == "passive" else "subj"
    for kind, trigger, subject in _triggers(frame):
        for entry in _candidates(frame, kind, trigger, ontology):
            turned = _turned(subject, frame.object, surface, entry.pattern)
            if turned is not None and _guarded(frame, entry.pattern, trigger):
                bare = kind == "shape" or frame.object in BARE
                yield Fit(ontology.properties[entry.property], entry.pattern, turned, bare)


def _candidates(frame: Frame, kind: str, trigger: str, ontology: Ontology) -> tuple[Entry, ...]:
    """The patterns to try: those that ask for a word beside them only where one of all their words is there."""
    found = ontology.triggered(kind, trigger)
    return found.entries if found.near and _beside(found.near, frame, trigger) else found.free


def _triggers(frame: Frame) -> Iterator[tuple[str, str, str]]:
    """Class, trigger and the slot of the statement's subject, for each way to read the frame."""
    lemma = f"{frame.lemma}_{frame.particle}" if frame.particle else frame.lemma
    yield frame.kind, lemma, frame.subject
    if frame.kind == "noun" and lemma.startswith("ex-"):
        yield "noun", lemma.removeprefix("ex-"), frame.subject
    if frame.kind == "verb" and frame.noun and frame.subject == "subj":
        yield "noun", frame.noun, "poss"


def _guarded(frame: Frame, pattern: Pattern, trigger: str) -> bool:
    if pattern.near and not _beside(pattern.near, frame, trigger):
        return False
    return not (pattern.barred and _beside(pattern.barred, frame, trigger))


def _beside(words: Set[str], frame: Frame, trigger: str) -> bool:
    """Whether one of the words stands beside the trigger, which is none of them."""
    if trigger in words:
        words = words - {trigger}
    if frame.lemma in words or frame.noun in words:
        return True
    if not (words.isdisjoint(frame.near) and words.isdisjoint(frame.roles.values())):
        return True
    return not words.isdisjoint(map(":".join, frame.roles.items()))


def _turned(here: str, there: str, surface: str, pattern: Pattern) -> bool | None:
    """Whether the statement's two ends stand the other way round in the pattern; None where they do not fit.

    `surface`: the slot of the grammatical subject.
    """
    subject, target = pattern.subject.slots, pattern.object.slots
    if _in(here, surface, subject) and _in(there, surface, target):
        return False
    if _in(there, surface, subject) and _in(here, surface, target):
        return True
    return None


def _in(slot: str, surface: str, slots: Set[str]) -> bool:
    return slot in slots or (slot == surface and "surface" in slots)


def misfit(fit: Fit, subject_type: str, object_type: str, ontology: Ontology) -> str:
    """Why domain, range or the pattern's own classes do not admit a statement's two ends; "" where they do."""
    types = (object_type, subject_type) if fit.turned else (subject_type, object_type)
    ends = ((fit.pattern.subject, fit.property.domain), (fit.pattern.object, fit.property.range))
    if all(_fits(kind, end, wanted, ontology, fit.bare) for kind, (end, wanted) in zip(types, ends, strict=True)):
        return ""
    return f"{fit.property.name}: not for {types[0] or 'unknown'} and {types[1] or 'unknown'}"


def _fits(kind: str, end: End, wanted: tuple[str, ...], ontology: Ontology, bare: bool) -> bool:
    if end.strict == "~":
        return True
    if not kind:
        return end.strict != "!"
    if kind not in ontology.classes and not bare:  # a name of nobody knows what: what is said of it tells
        return not (end.strict == "!" and end.wanted)
    classes = (end.wanted,) if end.wanted else wanted
    return not classes or any(ontology.is_a(kind, c) for c in classes)
