"""What a vocabulary says, as tables: all of its terms, or one term with how news words it.

    overview(load_ontology()).columns == ("term", "is", "from", "to", "implies", "patterns", "in the graph")
    about(load_ontology(), places_of(), "owns").rows[0] == ("term", "owns")

A term may be given by its local name, its label, or its relationship type.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ontology.errors import UnknownName
from ontology.places import Places
from ontology.schema import Class, Ontology, Property
from queries.table import Table

NEAREST = 5


def overview(ontology: Ontology) -> Table:
    """A row for each class and property."""
    columns = ("term", "is", "from", "to", "implies", "patterns", "in the graph")
    return Table(columns, (*_classes(ontology), *_properties(ontology)))


def _classes(ontology: Ontology) -> Iterator[tuple[object, ...]]:
    for made in ontology.classes.values():
        is_ = "literal type" if made.literal else "class"
        yield made.name, is_, "", "", list(made.parents), 0, "" if made.literal else f":{made.name}"


def _properties(ontology: Ontology) -> Iterator[tuple[object, ...]]:
    for made in ontology.properties.values():
        ends = list(made.domain), list(made.range)
        yield made.name, made.kind, *ends, list(made.parents), len(made.wordings), made.cypher_name


def about(ontology: Ontology, places: Places, term: str) -> Table:
    """All that is said of one term. Errors: UnknownName, with the terms that look like it."""
    found = _find(ontology, term)
    rows = _of_class(ontology, found) if isinstance(found, Class) else _of_property(ontology, places, found)
    said = [
        ("term", found.name),
        ("label", found.label),
        ("says", found.comment),
        ("stands in", places.term(found.name)),
    ]
    return Table(("what", "is"), tuple((what, str(is_)) for what, is_ in (*said, *rows) if is_))


def _find(ontology: Ontology, term: str) -> Class | Property:
    wanted = term.strip().rpartition(":")[2].casefold()
    terms: list[Class | Property] = [*ontology.properties.values(), *ontology.classes.values()]
    for names in (_local, _label, _type):
        for made in terms:
            if wanted == names(made).casefold():
                return made
    names_of = {name(made).casefold(): made.name for made in terms for name in (_label, _local)}
    alike = dict.fromkeys(names_of[n] for n in get_close_matches(wanted, sorted(names_of), NEAREST))
    remedy = f"did you mean {', '.join(alike)}?" if alike else "see `triplewire ontology show`"
    raise UnknownName(f"no term is named {term!r}", remedy, tuple(alike))


def _local(made: Class | Property) -> str:
    return made.name


def _label(made: Class | Property) -> str:
    return made.label


def _type(made: Class | Property) -> str:
    return made.cypher_name if isinstance(made, Property) else made.name


def _of_class(ontology: Ontology, made: Class) -> Iterator[tuple[str, str]]:
    properties = ontology.properties.values()
    yield "is a", _list(made.parents)
    yield "kinds of it", _list(c.name for c in ontology.classes.values() if made.name in c.parents)
    yield "colour", made.colour
    yield "in the graph", "" if made.literal else "".join(f":{label}" for label in ontology.labels(made.name))
    yield "head nouns", _list(made.head_nouns)
    yield "words of names", _list(made.name_words)
    yield "same as", _list(made.matches)
    yield "properties from it", _list(p.name for p in properties if any(ontology.is_a(made.name, c) for c in p.domain))
    yield "properties to it", _list(p.name for p in properties if any(ontology.is_a(made.name, c) for c in p.range))


def _of_property(ontology: Ontology, places: Places, made: Property) -> Iterator[tuple[str, str]]:
    others = ontology.properties.values()
    marks = ("symmetric", "functional", "transitive")
    yield "from", _list(made.domain) or "anything"
    yield "to", _list(made.range) or "anything"
    yield "is", _list([made.kind, *(mark for mark in marks if getattr(made, mark))])
    yield "in the graph", made.cypher_name
    yield "implies", _list(ontology.implies(made.name)[1:])
    yield "implied by", _list(p.name for p in others if made.name in ontology.implies(p.name)[1:])
    yield "inverse of", made.inverse
    yield "ends", _list(made.ends)
    yield "ended by", _list(p.name for p in others if made.name in p.ends)
    yield "same as", _list(made.matches)
    for wording in made.wordings:
        line = places.inside(made.name, wording.pattern.text).line
        yield "pattern", f"{wording.pattern.text}  (line {line})"
        yield from (("example", sentence) for sentence in wording.examples)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
