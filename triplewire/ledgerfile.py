"""Decisions on identity as CSV, for a spreadsheet and for another store.

    left,right,verdict,by,why,made,withdrawn
    org:norvane,org:norvane systems,same,mv,one register number,2026-11-27T09:30:00.000Z,

Only the first three columns must be there; who and when are filled in for rows that somebody adds by hand. What a
spreadsheet saves is read: a byte order mark, semicolons, an apostrophe before what it would take for a formula. A file
with one bad line is refused whole, as half of a ledger is none.
"""

from collections.abc import Iterable
from csv import Error as CsvError
from csv import reader, writer
from datetime import datetime
from io import StringIO
from typing import IO

from ontology.errors import InputError
from ontology.model import Decision, Verdict
from queries.formats import FORMULA, harmless
from queries.plain import one_line, storable

COLUMNS = ("left", "right", "verdict", "by", "why", "made", "withdrawn")
NEEDED = COLUMNS[:3]
PASSED_OVER = frozenset({"id", "score", "evidence"})  # what lists of decisions and suggestions have beside these
VERDICTS: dict[str, Verdict] = {"same": "same", "not-same": "not-same", "unsure": "unsure"}
RULE = "rule:"  # who suggested; the person who decides is somebody else


def write_ledger(stream: IO[str], decisions: Iterable[Decision]) -> None:
    """Writes decisions, withdrawn ones too."""
    out = writer(stream)
    out.writerow(COLUMNS)
    out.writerows([harmless(str(getattr(decision, name) or "")) for name in COLUMNS] for decision in decisions)


def read_ledger(data: bytes, name: str, *, by: str, why: str, made: str) -> list[Decision]:
    """The decisions of a file; `by`, `why` and `made` for rows without. Errors: InputError with the line."""
    try:
        text = storable(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{name}: not UTF-8", "save it as CSV in UTF-8") from None
    rows = reader(StringIO(text, newline=""), strict=True, delimiter=";" if ";" in text.split("\n", 1)[0] else ",")
    given = {"by": by, "why": why, "made": made}
    try:
        columns = [column.strip().casefold() for column in next(rows, [])]
        _check_columns(columns, name)
        return [_decision(columns, row, given, f"{name}, line {rows.line_num}") for row in rows if any(row)]
    except CsvError as error:
        message = f"{name}, line {rows.line_num}: not CSV ({error})"
        raise InputError(message, "the file may have been cut off: export it again") from None


def _check_columns(columns: list[str], name: str) -> None:
    missing = [column for column in NEEDED if column not in columns]
    unknown = [one_line(column) for column in columns if column not in COLUMNS and column not in PASSED_OVER]
    twice = sorted({column for column in columns if columns.count(column) > 1} & set(COLUMNS))
    remedy = f"the columns are {', '.join(COLUMNS)}"
    if missing:
        raise InputError(f"{name}: no column {', '.join(missing)}", remedy)
    if unknown:
        raise InputError(f"{name}: unknown column {', '.join(map(repr, unknown))}", remedy)
    if twice:
        raise InputError(f"{name}: column {', '.join(twice)} twice", remedy)


def _decision(columns: list[str], row: list[str], given: dict[str, str], where: str) -> Decision:
    if len(row) != len(columns):
        message = f"{where}: {len(row)} cells, where there are {len(columns)} columns"
        raise InputError(message, "the file may have been cut off: export it again")
    cells = dict(zip(columns, (_bare(cell.strip()) for cell in row), strict=True))
    verdict = VERDICTS.get(cells["verdict"].casefold())
    if verdict is None:
        message = f"{where}: the verdict is {one_line(cells['verdict'])!r}"
        raise InputError(message, f"it is one of {', '.join(VERDICTS)}")
    for column in ("made", "withdrawn"):
        _check_time(cells.get(column, ""), f"{where}, {column}")
    made, withdrawn = (cells.get(column, "") for column in ("made", "withdrawn"))
    if made and withdrawn and withdrawn[:10] < made[:10]:
        raise InputError(f"{where}: withdrawn on {withdrawn[:10]}, before it was made", "one of the two times is wrong")
    maker = cells.get("by", "")
    return Decision(
        left=cells["left"],
        right=cells["right"],
        verdict=verdict,
        by=maker if maker and not maker.startswith(RULE) else given["by"],
        why=cells.get("why") or given["why"],
        made=cells.get("made") or given["made"],
        withdrawn=cells.get("withdrawn") or None,
    )


def _check_time(text: str, where: str) -> None:
    if text and not _is_time(text):
        raise InputError(f"{where}: {one_line(text)!r} is no time", "write it as 2026-11-27T09:30:00Z")


def _is_time(text: str) -> bool:
    """Whether it is an ISO time that sorts among the others by its letters: "20261127" does not."""
    try:
        return datetime.fromisoformat(text).date().isoformat() == text[:10]
    except ValueError:
        return False


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
