"""The beginning of a stream tells what it is: JSON lines, one JSON value, or neither; and streams of any encoding.

head = stream.read(SNIFFED)
json_form(head, ".txt")                 # "lines", "document" or ""
joined(head, stream).readline(1000)     # the stream from its start, in UTF-8
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, EncodedFile
from io import BytesIO
from json import loads
from re import compile as regex
from typing import IO, Literal

from ingest.decoding import MARKS

JsonForm = Literal["lines", "document", ""]
SNIFFED = 4096  # bytes
LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
OBJECT = regex(r'\{\s*"[^"\n]*"\s*:')
LIST = regex(r'\[\s*\{\s*"[^"\n]*"\s*:')


def json_form(head: bytes, suffix: str) -> JsonForm:
    """What JSON a stream that begins so is, by its name, else by its words. An article may begin with a bracket."""
    if suffix in LINES:
        return "lines"
    if suffix in PAGES:
        return ""
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, errors="ignore").lstrip()
    first, ends, _ = text.partition("\n")
    if OBJECT.match(text) and (_is_json(first) or not ends):
        return "lines"  # a first line that is whole, or longer than the head
    return "document" if suffix == ".json" or OBJECT.match(text) or LIST.match(text) else ""


def _is_json(line: str) -> bool:
    try:
        loads(line)
    except (ValueError, RecursionError):
        return False
    return True


class _Joined(BytesIO):
    """What was read of a stream, then the rest of it; `read` and `readline` only."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__(head)
        self._rest = rest

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        if size is None or size < 0:
            return found + self._rest.read()
        return found or self._rest.read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        return line if line.endswith(b"\n") else line + self._rest.readline(size if size is not None else -1)


def joined(head: bytes, rest: IO[bytes]) -> IO[bytes]:
    """The whole stream, in UTF-8 where it is marked as UTF-16, whose lines no byte ends."""
    whole = _Joined(head, rest)
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return EncodedFile(whole, "utf-8", "utf-16", errors="replace")
    return whole
