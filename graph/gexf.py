"""The graph as GEXF 1.3, as Gephi reads it: kinds, colours, weights and the timeline.

    with open("story.gexf", "wb") as stream:
        write_gexf(stream, connected(store), edges(store), load_ontology())

One edge for each subject, object and property: Gephi adds up edges of one kind between one pair in silence, so facts in
words that no property reads are grouped here, and all their phrases kept. `weight` is the number of independent
reports. A node has the colour of its class and a size by its edges. An edge's colour says whose word it is: dark the
outlet's own, light a source's, red where somebody disputes it.

An edge's spells are the days that its facts are known to hold; one without stays in view whatever the timeline shows.
Nodes have none: Gephi hides an edge when one of its nodes is hidden. What Gephi does to a file was measured with its
own importer, which is also the test. No clock goes into the file: the same graph gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from re import compile as pattern
from typing import IO, Any

from lxml.etree import Element, SubElement, _Element, xmlfile

from graph.contents import Node
from ontology.ids import digest
from ontology.model import Fact
from ontology.schema import Ontology

GEXF = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
# What XML 1.0 cannot hold; one such character makes the file unreadable.
FORBIDDEN = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEUTRAL = "#999999"  # a class without a colour
OUTLET, ATTRIBUTED, DISPUTED = "#4d4d4d", "#b3b3b3", "#b2182b"

# Title and type of each column; Gephi loses columns of types that it does not know ("date"), so dates are strings.
NODE_COLUMNS = {
    "type": "string",
    "classes": "liststring",
    "aliases": "liststring",
    "keys": "liststring",
    "described": "boolean",
    "listed": "liststring",
    "edges": "integer",
}
EDGE_COLUMNS = {
    "property": "string",
    "phrase": "string",
    "phrases": "liststring",
    "quote": "string",
    "belief": "double",
    "voice": "string",
    "disputed": "boolean",
    "disputed_by": "liststring",
    "articles": "integer",
    "origins": "integer",
    "first_reported": "string",
    "last_reported": "string",
    "facts": "liststring",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What went into the file."""

    nodes: int
    edges: int
    dated: int


def write_gexf(stream: IO[bytes], nodes: Iterable[Node], facts: Iterable[Fact], ontology: Ontology) -> Written:
    """Writes the graph. `facts` are drawn ones, those of one subject, object and property side by side."""
    with xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{GEXF}}}gexf", version="1.3", nsmap={None: GEXF, "viz": VIZ}):
            file.write(_meta(), pretty_print=True)
            with file.element(f"{{{GEXF}}}graph", **GRAPH):
                file.write(_columns("node", NODE_COLUMNS), pretty_print=True)
                file.write(_columns("edge", EDGE_COLUMNS), pretty_print=True)
                with _section(file, "nodes"):
                    written = _write(file, (_node(node, ontology) for node in nodes))
                with _section(file, "edges"):
                    groups = (list(group) for _, group in groupby(facts, key=_edge_of))
                    made = (_edge(group, ontology) for group in groups)
                    drawn, dated = _write_edges(file, made)
    return Written(written, drawn, dated)


GRAPH = {
    "defaultedgetype": "directed",
    "mode": "dynamic",
    "timeformat": "date",
    "timerepresentation": "interval",
}


def _edge_of(fact: Fact) -> tuple[str, str, str]:
    return fact.subject, fact.object, fact.property


def _section(file: Any, name: str) -> AbstractContextManager[None]:
    section: AbstractContextManager[None] = file.element(f"{{{GEXF}}}{name}")
    return section


def _write(file: Any, elements: Iterable[_Element]) -> int:
    count = 0
    for count, element in enumerate(elements, 1):  # noqa: B007
        file.write(element, pretty_print=True)
    return count


def _write_edges(file: Any, elements: Iterable[_Element]) -> tuple[int, int]:
    count = dated = 0
    for element in elements:
        file.write(element, pretty_print=True)
        count += 1
        dated += element.find(f"{{{GEXF}}}spells") is not None
    return count, dated


def _new(name: str, attributes: dict[str, str] | None = None) -> _Element:
    nsmap: Any = {None: GEXF, "viz": VIZ}  # the stubs do not know that None is the default namespace
    return Element(f"{{{GEXF}}}{name}", {k: clean(v) for k, v in (attributes or {}).items()}, nsmap=nsmap)


def _under(parent: _Element, name: str, attributes: dict[str, str] | None = None, space: str = GEXF) -> _Element:
    return SubElement(parent, f"{{{space}}}{name}", {k: clean(v) for k, v in (attributes or {}).items()})


def _meta() -> _Element:
    meta = _new("meta")
    _under(meta, "creator").text = "triplewire"
    _under(meta, "description").text = (
        "Edges: dark = in the outlet's own voice, light = attributed to a source, red = disputed. "
        "Weight = independent reports."
    )
    return meta


def _columns(kind: str, columns: dict[str, str]) -> _Element:
    # The spells of an edge need the mode of their class.
    made = _new("attributes", {"class": kind, "mode": "static"})
    for title, type_ in columns.items():
        _under(made, "attribute", {"id": title, "title": title, "type": type_})
    return made


def _node(node: Node, ontology: Ontology) -> _Element:
    entity = node.entity
    element = _new("node", {"id": entity.id, "label": entity.name})
    values = {
        "type": entity.type,
        "classes": strings(ontology.labels(entity.type)),
        "aliases": strings(entity.aliases),
        "keys": strings(entity.keys),
        "described": _truth(entity.described),
        "listed": strings(entity.listed),
        "edges": str(node.edges),
    }
    _values(element, values)
    _colour(element, colour_of(entity.type, ontology))
    _under(element, "size", {"value": f"{6 + 4 * sqrt(node.edges):.2f}"}, VIZ)
    return element


def colour_of(kind: str, ontology: Ontology) -> str:
    """The colour of a class: its own, else that of the nearest class above it that has one."""
    colours = (ontology.colours.get(name) for name in reversed(ontology.labels(kind)))
    return next((colour for colour in colours if colour), NEUTRAL)


def _edge(facts: Sequence[Fact], ontology: Ontology) -> _Element:
    best = max(facts, key=lambda f: (f.belief, f.voice == "outlet", f.id))
    known = ontology.properties.get(best.property)
    single = len(facts) == 1
    element = _new(
        "edge",
        {
            "id": best.id if single else digest("edge", *_edge_of(best)),
            "source": best.subject,
            "target": best.object,
            "kind": known.cypher_name if known else best.property,
            "label": best.phrase if known is None or known.generic else known.label,
            "weight": str(sum(fact.origins for fact in facts)),
        },
    )
    disputed = any(fact.disputed for fact in facts)
    voice = "outlet" if any(fact.voice == "outlet" for fact in facts) else "attributed"
    reported = sorted(day for f in facts for day in (f.first_reported, f.last_reported) if day)
    values = {
        "property": known.label if known else best.property,
        "phrase": best.phrase,
        "phrases": strings(sorted({fact.phrase for fact in facts})),
        "quote": best.quote,
        "belief": f"{best.belief:.6f}",
        "voice": voice,
        "disputed": _truth(disputed),
        "disputed_by": strings(sorted({name for fact in facts for name in fact.disputed_by})),
        "articles": str(sum(fact.articles for fact in facts)),
        "origins": str(sum(fact.origins for fact in facts)),
        "first_reported": reported[0][:10] if reported else "",
        "last_reported": reported[-1][:10] if reported else "",
        "facts": strings(sorted(fact.id for fact in facts)),
    }
    _values(element, values)
    _colour(element, DISPUTED if disputed else OUTLET if voice == "outlet" else ATTRIBUTED)
    _spells(element, [spell for fact in facts for spell in fact.valid])
    return element


def _values(element: _Element, values: dict[str, str]) -> None:
    made = _under(element, "attvalues")
    for name, value in values.items():
        if value:
            _under(made, "attvalue", {"for": name, "value": value})


def _colour(element: _Element, colour: str) -> None:
    red, green, blue = (str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    _under(element, "color", {"r": red, "g": green, "b": blue}, VIZ)


def _spells(element: _Element, valid: Iterable[tuple[str, str]]) -> None:
    spells = list(joined(valid))
    if not spells:
        return
    made = _under(element, "spells")
    for since, until in spells:
        ends = {"start": since, "end": until}
        _under(made, "spell", {name: day for name, day in ends.items() if day})


def joined(valid: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Intervals in order, those that overlap made one: Gephi drops a spell that overlaps another. "" is an open end."""
    last: tuple[str, str] | None = None
    for since, until in sorted(set(valid)):
        if (not since and not until) or (since and until and since > until):
            continue
        if last is None:
            last = since, until
        elif not last[1] or since <= last[1]:
            last = last[0], "" if not (last[1] and until) else max(last[1], until)
        else:
            yield last
            last = since, until
    if last is not None and any(last):
        yield last


def strings(values: Iterable[str]) -> str:
    """A list as Gephi reads one: every item quoted, so that commas and bars in it do no harm; "" for none."""
    quoted = [f'"{_escaped(value)}"' for value in values if value]
    return f"[{', '.join(quoted)}]" if quoted else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _truth(value: bool) -> str:
    return "true" if value else "false"


def clean(text: str) -> str:
    """The text without what XML cannot hold; line ends become blanks, as an attribute would turn them anyway."""
    return FORBIDDEN.sub("", " ".join(text.split("\n")))
