"""Where a vocabulary's file says what: the file and line behind each term and each text, for messages.

    places = Places([Source("own.ttl", text)])
    places.term("owns")                          # Place("own.ttl", 12)
    places.inside("owns", "verb own : S=subj O=obj")      # where the statement of "owns" says that

A term is known by its local name. Files are looked through last first: a later one overrides. The index is made when
the first place is asked for; a sound file needs none.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from re import DOTALL, finditer, sub
from re import compile as regex

TOKEN = regex(
    r'#[^\n]*|(?P<iri><[^<>\s]*>)|"""(?P<long>.*?)"""|"(?P<text>(?:[^"\\\n]|\\.)*)"'
    r"|(?P<name>[A-Za-z][\w-]*:[\w-]+|:[\w-]+)|(?P<stop>\.(?!\d))",
    DOTALL,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A Turtle file: its name as messages give it, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1; 0 where it is not known."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at a place, and what to do about it. `fatal`: the file cannot be used."""

    place: Place
    message: str
    remedy: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Each finding once, by file and line."""
    return sorted(set(found), key=lambda f: (f.place.file, f.place.line, f.message))


class Places:
    """The index of some files."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = tuple(sources)

    @property
    def last(self) -> Place:
        """The file that was named last, for what stands on no line."""
        return Place(self._sources[-1].name)

    def term(self, name: str) -> Place:
        """Where the statement of a term begins, else where it is first mentioned."""
        return self._found.get((name, ""), self._found.get(("", name), self.last))

    def inside(self, name: str, words: str) -> Place:
        """Where the statement of a term has this text or names this other term."""
        return self._found.get((name, words), self.term(name))

    @cached_property
    def _found(self) -> dict[tuple[str, str], Place]:
        found: dict[tuple[str, str], Place] = {}
        for source in reversed(self._sources):
            for subject, words, place in _tokens(source):
                found.setdefault((subject, words), place)
                if words:
                    found.setdefault(("", words), place)
        return found


def local(name: str) -> str:
    """The part of an IRI or prefixed name behind the last #, / or colon."""
    return sub(r"^.*[#/:]", "", name.strip("<>"))


def _tokens(source: Source) -> Iterator[tuple[str, str, Place]]:
    """Each term and text with the term whose statement it stands in; a statement's own term with "" as words."""
    starts = [0, *(found.end() for found in finditer(r"\n", source.text))]
    subject = ""
    for token in TOKEN.finditer(source.text):
        place = Place(source.name, bisect_right(starts, token.start()))
        if token["stop"]:
            subject = ""
        elif token["iri"] or token["name"]:
            name = local(token.group())
            if name and not subject:
                subject = name
                yield subject, "", place
            elif name:
                yield subject, name, place
        elif token["text"] is not None or token["long"] is not None:
            yield subject, sub(r"\\(.)", r"\1", token["text"] or token["long"] or ""), place
