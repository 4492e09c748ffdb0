"""Turtle files as one graph: reads them, names the line of a mistake, lets a later file override an earlier one.

rdflib's exceptions end here; each becomes an `OntologyError` with file, line and remedy.
"""

from logging import NullHandler, getLogger
from pathlib import Path
from re import search

from rdflib import RDF, Graph, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax

from ontology.errors import OntologyError
from ontology.places import Place, Source

MOST_BYTES = 5_000_000  # a vocabulary is written by hand; schema.org has 1 MB
QUOTED = 120  # characters of the parser's own words in a message

# rdflib tells of odd IRIs on a logger; where nobody listens, Python would print them on stderr.
getLogger("rdflib").addHandler(NullHandler())


def read(path: Path) -> Source:
    """A file's text. Errors: OntologyError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            message = f"{path}: larger than {MOST_BYTES // 10**6} MB"
            raise OntologyError(message, "a vocabulary is expected, not data: keep the terms, leave the instances out")
        return Source(str(path), path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise OntologyError(f"{path}: cannot be read ({why})", "name a Turtle file in UTF-8") from None


def parse(source: Source) -> Graph:
    """The statements of a file. Errors: OntologyError."""
    try:
        return Graph().parse(data=source.text, format="turtle")
    except BadSyntax as error:
        last = source.text.rstrip().count("\n") + 1  # at the end of a file the parser counts on
        raise _mistake(Place(source.name, min(error.lines + 1, last)), str(error)) from None
    except Exception as error:  # the parser has no tree of its own: it asserts, recurses, indexes
        raise _mistake(Place(source.name, _line_of(str(error), source.text)), str(error)) from None


def _mistake(place: Place, words: str) -> OntologyError:
    prefix = search(r'Prefix "(.*?):?" not bound', words)
    if prefix:
        remedy = f"say at the top of the file what it stands for: @prefix {prefix[1]}: <...> ."
        return OntologyError(f"{place}: the prefix {prefix[1]}: is not declared", remedy)
    why = search(r"Bad syntax \((.*?)\) at \^", words) or search(r"^(.*?)(?: at \^ in|$)", words)
    return OntologyError(f"{place}: not Turtle ({why[1][:QUOTED] if why else words[:QUOTED]})", "mend the syntax")


def _line_of(words: str, text: str) -> int:
    """The line of the words that an error quotes behind its caret; 0 where it quotes none."""
    behind = words.partition(" at ^ in")[2].partition("^")[2][:40]
    at = text.find(behind) if behind else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def override(merged: Graph, later: Graph) -> None:
    """What the later file says of a term's property replaces what was said before; blank nodes come along."""
    for subject, predicate in set(later.subject_predicates()):
        if isinstance(subject, URIRef) and (subject, predicate, None) in merged and predicate != RDF.type:
            merged.remove((subject, predicate, None))
    for triple in later:
        merged.add(triple)
