"""Whether the terms of a vocabulary fit together: what makes it unusable, each with its line and what to do.

one generic property            no class or property above itself       every term that is named is declared
names that Cypher can hold      no two relationship types alike         patterns that could fire, and not on everything
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from re import compile as regex
from tomllib import loads

from ontology.builder import near
from ontology.patterns import End, Pattern
from ontology.places import Finding, Places
from ontology.vocabulary import Class, Ontology, Property, relationship_type, way_back

CHECKS = loads(files("ontology").joinpath("checks.toml").read_text(encoding="utf-8"))
KEYWORDS = frozenset(CHECKS["keywords"])
OWN_RELATIONSHIPS = frozenset(CHECKS["own_relationships"])
OWN_NODES = frozenset(CHECKS["own_nodes"])
BROAD = frozenset(CHECKS["broad"])
SLOTS = {kind: frozenset(CHECKS["slots"][kind]) for kind in ("verb", "noun", "shape")}
SHAPES = frozenset(CHECKS["slots"]["shapes"])
PREPOSITIONS = frozenset(CHECKS["slots"]["prepositions"])
LEMMA = regex(r"^[^\W_A-Z]([^\W_A-Z]|[-_'’.&])*$|^%$")
WIDE = 0.35  # of all classes: what admits more of them (an agent) admits nearly anything
ANOTHER = "give it another name"
NARROW = 'ask for a word beside it ("; near lawsuit") or for narrow classes at both ends ("S=subj:Person!")'


def conflicts(ontology: Ontology, places: Places) -> Iterator[Finding]:
    """All of it, in no order."""
    generic = sorted(p.name for p in ontology.properties.values() if p.generic)
    if len(generic) != 1:
        place = places.term(generic[-1]) if generic else places.last
        yield Finding(place, "one property, and only one, must be tw:generic", "mark the one for untyped claims")
    yield from _circles(ontology.classes, "class", places)
    yield from _circles(ontology.properties, "property", places)
    yield from _names(ontology, places)
    for made in ontology.properties.values():
        yield from _references(made, ontology, places)
        for wording in made.wordings:
            place = places.inside(made.name, wording.pattern.text)
            for message, remedy in _of_pattern(made, wording.pattern, ontology):
                yield Finding(place, message, remedy)


def _circles(terms: Mapping[str, Class] | Mapping[str, Property], kind: str, places: Places) -> Iterator[Finding]:
    for name in terms:
        way = way_back(name, lambda n: terms[n].parents)
        if way and name == min(way):  # a circle is told once
            message = f"{kind} {name!r} is above itself ({' under '.join((*way, name))})"
            yield Finding(places.term(name), message, "take one of these parents out")


def _names(ontology: Ontology, places: Places) -> Iterator[Finding]:
    for name in sorted(OWN_NODES & ontology.classes.keys()):
        yield Finding(places.term(name), f"the store has its own nodes named {name}", ANOTHER)
    types: dict[str, str] = {}
    for made in ontology.properties.values():
        type_ = made.cypher_name
        if type_ in KEYWORDS:
            yield Finding(places.term(made.name), f"{type_} is a keyword of Cypher", f"{ANOTHER}, as {made.name}Thing")
        elif type_ in OWN_RELATIONSHIPS:
            yield Finding(places.term(made.name), f"the store has its own relationships named {type_}", ANOTHER)
        other = types.setdefault(type_, made.name)
        if other != made.name:
            message = f"{made.name!r} and {other!r} are both {type_} in the graph"
            yield Finding(places.term(made.name), message, ANOTHER)


def is_reserved(name: str, *, property_: bool) -> bool:
    """Whether no class, or no property, can have that local name: Cypher's keywords, and what the store has itself."""
    return relationship_type(name) in KEYWORDS | OWN_RELATIONSHIPS if property_ else name in OWN_NODES


def _references(made: Property, ontology: Ontology, places: Places) -> Iterator[Finding]:
    for name in (*made.domain, *made.range):
        if name not in ontology.classes:
            yield Finding(places.inside(made.name, name), f"no class is named {name!r}", near(name, ontology.classes))
    for name in (*made.ends, *([made.inverse] if made.inverse else ())):
        if name not in ontology.properties:
            remedy = near(name, ontology.properties)
            yield Finding(places.inside(made.name, name), f"no property is named {name!r}", remedy)


def _of_pattern(made: Property, pattern: Pattern, ontology: Ontology) -> Iterator[tuple[str, str]]:
    for end, side in ((pattern.subject, "S"), (pattern.object, "O")):
        if end.wanted and end.wanted not in ontology.classes:
            yield f"no class is named {end.wanted!r}", near(end.wanted, ontology.classes)
        for slot in sorted(end.slots):
            if not is_slot(pattern.kind, slot):
                known = f"{', '.join(sorted(SLOTS[pattern.kind]))}{', prepositions' if pattern.kind != 'shape' else ''}"
                yield f"can never fire: {side}={slot} is no slot of a {pattern.kind}", f"it has {known}"
    for slot, _, name in (word.partition(":") for word in sorted(pattern.near | pattern.barred) if ":" in word):
        classed = name[:1].isupper()
        if classed and name not in ontology.classes:
            yield f"no class is named {name!r}", near(name, ontology.classes)
        elif (classed and pattern.kind != "verb") or not is_slot(pattern.kind, slot):
            yield f"can never be met: {slot!r} is no slot of a {pattern.kind} with words", 'write "obj:stake"'
    for trigger in pattern.triggers:
        if pattern.kind == "shape" and trigger not in SHAPES:
            yield f"can never fire: no shape is named {trigger!r}", f"one of {', '.join(sorted(SHAPES))}"
        elif not LEMMA.match(trigger):
            yield f"can never fire: {trigger!r} is no lemma", "write the base form in lower case"
        elif pattern.kind == "verb" and trigger in BROAD and _broad(made, pattern, ontology):
            yield f"too broad: {trigger!r} alone would read nearly every sentence", NARROW


def is_slot(kind: str, slot: str) -> bool:
    """Whether frames of that class have such a slot."""
    if kind == "shape":
        return slot in SLOTS[kind]
    way = slot.split("+")
    return (slot in SLOTS[kind]) or all(step in PREPOSITIONS for step in way)


def _broad(made: Property, pattern: Pattern, ontology: Ontology) -> bool:
    """Whether one end at least admits nearly anything, and no word beside the trigger is asked for."""
    ends = ((pattern.subject, made.domain), (pattern.object, made.range))
    return not pattern.near and any(_open(end, wanted, ontology) for end, wanted in ends)


def _open(end: End, wanted: tuple[str, ...], ontology: Ontology) -> bool:
    classes = (end.wanted,) if end.wanted else wanted
    admitted = sum(any(ontology.is_a(name, c) for c in classes) for name in ontology.classes)
    return end.strict != "!" or not classes or admitted > WIDE * len(ontology.classes)
