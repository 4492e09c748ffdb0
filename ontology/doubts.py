"""What is doubtful in a vocabulary that can be used: each with its line and what to do.

    a property that no pattern reads            a pattern without an example sentence, which is its test
    a pattern that can never fire               two properties that claim the same statement

Whether an example is read by its own pattern is for `ingest.examples` to tell, which can read it.
"""

from collections.abc import Iterator
from itertools import combinations

from ontology.patterns import End, Pattern
from ontology.places import Finding, Places
from ontology.vocabulary import Entry, Ontology, Property

# The slots in which a frame's first argument can stand: a pattern has to name one of them at one of its ends.
FIRST = {
    "verb": frozenset({"subj", "obj", "surface"}),
    "noun": frozenset({"bearer", "poss", "compound", "between"}),
    "shape": frozenset({"inner"}),
}


def doubts(ontology: Ontology, places: Places) -> Iterator[Finding]:
    """All of them, in no order."""
    for made in ontology.properties.values():
        if not _worded(made, ontology):
            remedy = 'give it a tw:wording [ tw:reads "verb ..." ; tw:example "..." ]'
            yield _doubt(places, made.name, "", f"no pattern reads {made.name!r}", remedy)
        for wording in made.wordings:
            text = wording.pattern.text
            if not wording.examples:
                yield _doubt(places, made.name, text, "a pattern without an example", "add tw:example with a sentence")
            for message, remedy in (*_never(wording.pattern), *_outside(made, wording.pattern, ontology)):
                yield _doubt(places, made.name, text, message, remedy)
    yield from _rivals(ontology, places)


def _doubt(places: Places, name: str, text: str, message: str, remedy: str) -> Finding:
    return Finding(places.inside(name, text), message, remedy, fatal=False)


def _worded(made: Property, ontology: Ontology) -> bool:
    """Whether something can make a claim of it: its own patterns, its inverse's, or those of what implies it."""
    if made.generic or made.wordings:
        return True
    inverse = ontology.properties.get(made.inverse)
    below = (p for p in ontology.properties.values() if made.name in ontology.implies(p.name))
    return bool(inverse and inverse.wordings) or any(p.wordings for p in below)


def _never(pattern: Pattern) -> Iterator[tuple[str, str]]:
    if pattern.near and pattern.near <= pattern.barred:
        yield 'can never fire: "near" and "not" name the same words', "take them out of one"
    if pattern.near and all(pattern.near <= {trigger} for trigger in pattern.triggers):
        yield 'can never fire: the words of "near" are its triggers', "name words that stand beside the trigger"
    first = FIRST[pattern.kind]
    if not first & (pattern.subject.slots | pattern.object.slots):
        yield (
            f"can never fire: neither end is one of {', '.join(sorted(first))}",
            "a statement of the grammar begins with one of them",
        )


def _outside(made: Property, pattern: Pattern, ontology: Ontology) -> Iterator[tuple[str, str]]:
    """A class that a pattern asks for and the property does not admit: its facts would break their own shape."""
    for end, side, classes in ((pattern.subject, "domain", made.domain), (pattern.object, "range", made.range)):
        if end.wanted and classes and not any(ontology.is_a(end.wanted, c) for c in classes):
            message = f"asks for {end.wanted}, which the {side} ({', '.join(classes)}) does not admit"
            yield message, "ask for a class of it, or for none: then the property's own is asked for"


def _rivals(ontology: Ontology, places: Places) -> Iterator[Finding]:
    for (_, trigger), found in ontology.index.items():
        ours_first = sorted(found.entries, key=lambda e: ontology.properties[e.property].theirs)
        for left, right in combinations(ours_first, 2):
            if left.property != right.property and _same(left, right, ontology):
                text = right.pattern.text
                message = f"{right.property!r} and {left.property!r} claim the same: {trigger} in {left.pattern.text!r}"
                remedy = "take the trigger out of one, part them by classes or by near, or put one below the other"
                if ontology.properties[right.property].theirs and not ontology.properties[left.property].theirs:
                    remedy = f"yours goes first; if {left.property!r} is to be said too, {remedy}"
                yield _doubt(places, right.property, text, message, remedy)


def _same(left: Entry, right: Entry, ontology: Ontology) -> bool:
    """Whether one statement may be read by both, and nothing says which of the two is meant."""
    if right.property in ontology.implies(left.property) or left.property in ontology.implies(right.property):
        return False
    here, there = ontology.properties[left.property], ontology.properties[right.property]
    if here.inverse == there.name or not _alike(left.pattern, right.pattern):
        return False
    special = len(ontology.implies(left.property)) - len(ontology.implies(right.property))
    narrow = ontology.narrowness(left.pattern) - ontology.narrowness(right.pattern)
    if narrow and special * narrow >= 0:
        return False  # the narrower classes go before the wider ones
    if there.theirs and not here.theirs and _within(right, there, left, here, ontology):
        return False  # what is meant: a user's own, for some of what ours is said of
    ends = ((left.pattern.subject, here.domain), (left.pattern.object, here.range))
    others = ((right.pattern.subject, there.domain), (right.pattern.object, there.range))
    return _meet(ends, others, ontology) or _meet(ends, (others[1], others[0]), ontology)


def _within(inner: Entry, its: Property, outer: Entry, others: Property, ontology: Ontology) -> bool:
    """Whether the one pattern asks for nothing that the other does not admit, and for less than it."""
    pairs = [
        ((end.wanted,) if end.wanted else classes, (other.wanted,) if other.wanted else wide)
        for end, classes, other, wide in (
            (inner.pattern.subject, its.domain, outer.pattern.subject, others.domain),
            (inner.pattern.object, its.range, outer.pattern.object, others.range),
        )
    ]
    below = all(a and all(any(ontology.is_a(x, y) for y in b) for x in a) for a, b in pairs if b)
    return below and any(set(a) != set(b) for a, b in pairs)


def _alike(left: Pattern, right: Pattern) -> bool:
    """Whether the guards let the same words pass. A pattern that asks for a word goes before one that does not."""
    if bool(left.near) != bool(right.near) or (left.near and not left.near & right.near):
        return False
    return left.barred == right.barred


Ends = tuple[tuple[End, tuple[str, ...]], tuple[End, tuple[str, ...]]]


def _meet(ends: Ends, others: Ends, ontology: Ontology) -> bool:
    pairs = zip(ends, others, strict=True)
    return all(a.slots & b.slots and _overlap(a, x, b, y, ontology) for (a, x), (b, y) in pairs)


def _overlap(left: End, domain: tuple[str, ...], right: End, other: tuple[str, ...], ontology: Ontology) -> bool:
    one, two = (left.wanted,) if left.wanted else domain, (right.wanted,) if right.wanted else other
    if not one or not two or "~" in (left.strict, right.strict):
        return True
    kinds = ontology.classes
    return any(any(ontology.is_a(k, c) for c in one) and any(ontology.is_a(k, c) for c in two) for k in kinds)
