"""Reads the header of a `*.cypher` file: what it answers, what it takes, what it gives.

    // Who is connected to a name
    //
    // All edges of the name, whichever way round.
    //
    // $name: name                       whose edges
    // $voice: outlet|attributed = any   only what articles say themselves
    //
    // > subject         who
    MATCH ...

First the title, then what it answers, then a line for each parameter ($name: type = default, two blanks or more, what
it is) and each column. A parameter without a default must be given; "any" stands for none. Types: `name` (of an
entity, given to the query as its id), `article` (id or address, given as its id), `text`, `integer`, `number`,
`boolean`, `date` (a year, month or day), `words` (a list, with commas), `relations` (such a list of properties of the
ontology, given as relationship types), or the values to choose from, with bars.
"""

from dataclasses import dataclass
from re import compile as pattern

TYPES = ("name", "article", "text", "integer", "number", "boolean", "date", "words", "relations")
ANY = "any"
PARAMETER = pattern(r"\$(\w+): ([\w|]+)(?: = (\S+(?: \S+)*))?(?:  +(.*))?")
COLUMN = pattern(r"> (\w+)  +(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query. `default` is None where it must be given. `choices` are the values, if not all are."""

    name: str
    type: str
    default: str | None
    description: str
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is None


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the catalogue. `columns`: name and what it is. `text`: the whole file."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    text: str


def parse(name: str, text: str) -> Query:
    """The query of a file."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line[2:].strip())
    found = [match for match in map(PARAMETER.fullmatch, lines) if match]
    columns = [match for match in map(COLUMN.fullmatch, lines) if match]
    prose = [line for line in lines[1:] if not line.startswith(("$", "> "))]
    return Query(
        name=name,
        title=lines[0] if lines else "",
        description=" ".join(" ".join(prose).split()),
        parameters=tuple(_parameter(*match.groups()) for match in found),
        columns=tuple((match[1], match[2]) for match in columns),
        text=text,
    )


def _parameter(name: str, type_: str, default: str | None, description: str | None) -> Parameter:
    choices = tuple(type_.split("|")) if "|" in type_ else ()
    return Parameter(name, "choice" if choices else type_, default, description or "", choices)
