"""Files of outside lists: CSV, JSON lines, and FollowTheMoney entities as JSON lines.

    id,name,type,country                                              one row a name, or names parted by ";"
    {"id": "17", "names": ["Mara Velde", "M. Velde"], "type": "Person", "country": "cy"}
    {"id": "Q1", "schema": "Person", "properties": {"name": ["Mara Velde"], "nationality": ["cy"]}}

Names become keys as those of articles do. A person's surname, alone or with an initial, is nobody's in particular and
is left out; so is an entry of a kind that is about nobody (an address, a sanction), and both are counted. A file with a
bad line is refused whole, with the line.
"""

from collections.abc import Iterable, Iterator, Mapping
from csv import DictReader
from csv import Error as CsvError
from dataclasses import dataclass, field
from importlib.resources import files
from io import StringIO
from json import JSONDecodeError, loads
from tomllib import loads as loads_toml
from typing import Any

from graph.watchlist import Entry
from ingest.keys import FAMILIES, country_of, family_of, key_of
from ontology.errors import InputError
from ontology.schema import Ontology
from queries.plain import one_line, storable

_DATA: Mapping[str, Any] = loads_toml(files("triplewire").joinpath("watchlists.toml").read_text("utf-8"))
COLUMNS: Mapping[str, list[str]] = _DATA["columns"]
NEEDED = "the columns are id and name, and where known type and country"
LONGEST = 400  # characters of a name: longer ones are no name
NOBODY = "*"  # where a key is scoped to it, the name is no one's in particular


@dataclass(frozen=True, slots=True)
class Watchlist:
    """The entries of a file, and how many lines were about nobody or under no usable name."""

    entries: tuple[Entry, ...]
    passed_over: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line: where it stands, and its values by column, each a list."""

    where: str
    values: Mapping[str, list[str]] = field(default_factory=dict)


def read_watchlist(data: bytes, name: str, ontology: Ontology) -> Watchlist:
    """The entries of a file. Errors: InputError with the line for what is neither of the three forms."""
    try:
        text = storable(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{name}: not UTF-8", "save it as CSV or JSON lines in UTF-8") from None
    rows = _json_rows(text, name) if text.lstrip().startswith("{") else _csv_rows(text, name)
    entries, passed_over = [], 0
    for row in rows:
        found = list(_entries(row, ontology))
        entries += found
        passed_over += not found
    if not entries:
        raise InputError(f"{name}: nobody is on the list", NEEDED)
    return Watchlist(tuple(entries), passed_over)


def _csv_rows(text: str, name: str) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    table = DictReader(StringIO(text, newline=""), strict=True, delimiter=max(",;\t", key=first.count))
    try:
        titles = [title.strip() for title in table.fieldnames or ()]
        _check(titles, name)
        table.fieldnames = titles
        for row in table:
            where = f"{name}, line {table.line_num}"
            if None in row or None in row.values():
                raise InputError(f"{where}: not as many cells as columns", "the file may have been cut off")
            cells = {title: [part.strip() for part in cell.split(";")] for title, cell in row.items()}
            yield Row(where, _known(cells))
    except CsvError as error:
        raise InputError(f"{name}, line {table.line_num}: not CSV ({error})", NEEDED) from None


def _check(titles: Iterable[str], name: str) -> None:
    found = _known({title: [title] for title in titles})
    missing = [column for column in ("id", "name") if not found[column]]
    if missing:
        raise InputError(f"{name}: no column {' and no column '.join(missing)}", NEEDED)


def _json_rows(text: str, name: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            found = loads(line)
        except (JSONDecodeError, RecursionError):
            raise InputError(f"{where}: not JSON", "the list is one JSON object a line, or CSV") from None
        properties = found.get("properties", {}) if isinstance(found, dict) else None
        if not isinstance(properties, dict):
            raise InputError(f"{where}: no object with id and names", "the list is one JSON object a line, or CSV")
        cells = {title: _strings(value) for title, value in (properties | found).items()}
        row = Row(where, _known(cells))
        if not row.values["id"]:
            raise InputError(f"{where}: no id in it", NEEDED)
        yield row


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [str(item).strip() for item in items if isinstance(item, str | int) and not isinstance(item, bool)]


def _known(cells: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The values of the columns that are ours, under our names, each once."""
    lower = {title.casefold(): values for title, values in cells.items()}
    return {
        column: list(dict.fromkeys(v for title in titles for v in lower.get(title.casefold(), ()) if v))
        for column, titles in COLUMNS.items()
    }


def _entries(row: Row, ontology: Ontology) -> Iterator[Entry]:
    kind = _kind(row.values["type"][:1], ontology)
    if kind is None:
        return
    if not row.values["id"]:
        raise InputError(f"{row.where}: no id in it", NEEDED)
    families = [family_of(kind, ontology)] if kind else [family for _, family in FAMILIES]
    countries = tuple(sorted({_place(country) for country in row.values["country"]}))
    for name in row.values["name"]:
        if len(name) > LONGEST or not any(character.isalnum() for character in name):
            continue
        for family in families:
            key = key_of(_in_order(name) if family == "person" else name, family, NOBODY)
            if not key.endswith(f"@{NOBODY}") and not (family == "person" and _initial(key)):
                yield Entry(row.values["id"][0], one_line(name), key, kind, countries)


def _kind(said: list[str], ontology: Ontology) -> str | None:
    """The class of the vocabulary that a list's kind is; "" for any, None for a kind that is about nobody."""
    if not said:
        return ""
    wanted = said[0].casefold()
    known = {name.casefold(): name for name in ontology.classes}
    found: str | None = known.get(wanted) or _DATA["types"].get(wanted)
    return found if not found or found in ontology.classes else ""


def _place(country: str) -> str:
    name = _DATA["codes"].get(country.casefold(), country)
    return f"place:{country_of(name) or key_of(name, 'place', NOBODY).removeprefix('place:')}"


def _initial(key: str) -> bool:
    """Whether a person's key has no first name, only the letter of one: anybody of that family."""
    return len(key.partition(":")[2].split()[0]) == 1


def _in_order(name: str) -> str:
    """The name as people are called in print: "Velde, Mara" is Mara Velde."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name
