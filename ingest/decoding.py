"""Bytes to text: Unicode where it is marked or valid, else Windows-1252 where that gives readable text."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from html import unescape
from re import compile as regex

from ontology.errors import ArticleError

MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
MAGIC = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or office file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}
MAGIC |= {b"GIF8": "a picture", b"\x1f\x8b": "a compressed file", b"\x7fELF": "a program"}
UNSOUND = regex("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
REFERENCE = regex("&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text and the encoding it was in. Errors: ArticleError for an empty or binary file."""
    if not data.strip():
        raise ArticleError(f"{name}: empty", "take it out, or put the article in")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"{name}: {kind}, not text", "convert it to text or HTML first")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, name), encoding
    if b"\x00" in data:
        raise ArticleError(f"{name}: binary, not text", "convert it to text or HTML first")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if sum(byte in CONTROLS for byte in data[:100_000]) > len(data[:100_000]) // 200:
        raise ArticleError(f"{name}: binary, not text", "convert it to text or HTML first")
    return data.decode("cp1252", errors="replace"), "windows-1252"


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{name}: marked as {encoding}, but broken at byte {error.start}"
        raise ArticleError(message, "save it as UTF-8") from None


def unescaped(text: str) -> str:
    """The text with the characters for which scrapes left HTML's references ("Tarn &amp; Sons", "&amp;quot;")."""
    for _ in range(2):  # some escape what was escaped
        text = REFERENCE.sub(lambda found: unescape(found[0]), text)
    return text


def sound(text: str) -> str:
    """The text with every control character and lone surrogate, which no file can hold, replaced one for one."""
    return UNSOUND.sub("\ufffd", text)


def shown(path: object) -> str:
    """A path as it can be printed, whatever bytes are in it."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
