"""Records to JSON lines and back: one generic codec over the frozen dataclasses of `ontology.model`.

Field names are those of the records, but where a field's metadata gives another ("from" and "to" of When). A Span is
written as a pair, [start, end]. Empty optional parts (`spans`, `words`, what
only typing again needs) are left out; everything else is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from json import JSONDecodeError, dumps, loads
from types import NoneType, UnionType
from typing import IO, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ontology.errors import InputError
from ontology.model import Span

Record = TypeVar("Record")

LEFT_OUT_WHEN_EMPTY = frozenset({"spans", "words", "only_typed", "otherwise", "unread"})


def to_json(record: object) -> Any:
    """A record as plain lists, dictionaries, strings and numbers."""
    if isinstance(record, Span):
        return [record.start, record.end]
    if is_dataclass(record):
        pairs = ((_json_name(f), f.name, getattr(record, f.name)) for f in fields(record))
        return {name: to_json(value) for name, raw, value in pairs if value or raw not in LEFT_OUT_WHEN_EMPTY}
    if isinstance(record, Mapping):
        return {str(key): to_json(record[key]) for key in sorted(record)}
    if isinstance(record, list | tuple):
        return [to_json(value) for value in record]
    return record


def from_json(kind: type[Record], data: object) -> Record:
    """The record of that kind that `to_json` wrote. Unknown keys are passed over. Errors: InputError."""
    made = _decode(kind, data, kind.__name__)
    if not isinstance(made, kind):
        raise InputError(f"not a {kind.__name__}", "write it with `triplewire extract`")
    return made


def line(record: object) -> str:
    """One JSON line, keys in the order of the record, no escapes but those JSON asks for."""
    return dumps(to_json(record), ensure_ascii=False, separators=(", ", ": "))


def read_lines(stream: IO[str] | Iterable[str], name: str) -> Iterator[tuple[int, Any]]:
    """Line numbers (from 1) and JSON values; blank lines are passed over. Errors: InputError with file and line."""
    for number, text in enumerate(stream, 1):
        if not text.strip():
            continue
        try:
            yield number, loads(text)
        except (JSONDecodeError, RecursionError) as error:
            message = f"{name}, line {number}: not JSON ({error})"
            raise InputError(message, "one JSON object a line is expected") from None


def _json_name(f: "Field[Any]") -> str:
    return str(f.metadata.get("json", f.name))


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if data is None and NoneType in get_args(kind):
            return None
        arms = [arm for arm in get_args(kind) if arm is not NoneType]
        if all(get_origin(arm) is Literal for arm in arms):
            return _one_of([value for arm in arms for value in get_args(arm)], data, where)
        return _decode(arms[0], data, where)  # unions of records have one arm beside None
    if origin is Literal:
        return _one_of(get_args(kind), data, where)
    if kind in (Any, object):
        return data
    if origin is tuple:
        return _decode_tuple(kind, data, where)
    if origin is not None:  # Mapping[str, str]
        return _expect(data, Mapping, where)
    if kind is Span:
        return Span(*_decode_tuple(tuple[int, int], data, where))
    if is_dataclass(kind):
        return _decode_record(kind, data, where)
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    return _expect(data, kind, where)


def _one_of(values: Sequence[object], data: Any, where: str) -> Any:
    if data not in values:
        message = f"{where}: {str(data)[:40]!r} is none of {', '.join(map(repr, values))}"
        raise InputError(message, "write it with `triplewire extract`")
    return data


def _decode_tuple(kind: Any, data: Any, where: str) -> tuple[Any, ...]:
    items = _expect(data, (list, tuple), where)
    arms = get_args(kind)
    if len(arms) == 2 and arms[1] is Ellipsis:
        return tuple(_decode(arms[0], item, f"{where}[{i}]") for i, item in enumerate(items))
    if len(items) != len(arms):
        raise InputError(f"{where}: {len(arms)} values expected, {len(items)} found")
    return tuple(_decode(arm, item, where) for arm, item in zip(arms, items, strict=True))


def _decode_record(kind: Any, data: Any, where: str) -> Any:
    given = _expect(data, Mapping, where)
    values = {}
    for f in fields(kind):
        name = _json_name(f)
        if name in given:
            values[f.name] = _decode(_hints(kind)[f.name], given[name], f"{where}.{name}")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise InputError(f"{where}: {name!r} is missing", "write it with `triplewire extract`")
    return kind(**values)


def _expect(data: Any, kind: Any, where: str) -> Any:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind in (int, float)):
        wanted = getattr(kind, "__name__", "list")
        message = f"{where}: {wanted} expected, {type(data).__name__} found"
        raise InputError(message, "write it with `triplewire extract`")
    return data
