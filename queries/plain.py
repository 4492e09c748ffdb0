r"""Text out of articles and from the command line, made comparable, and made safe to print.

fold("Société  GÉNÉRALE S.A.") == "societe generale sa"      # for comparing names
printable("Acme\x1b[2J") == "Acme\\x1b[2J"                    # for terminals and error messages
"""

from re import Match
from re import compile as pattern
from unicodedata import normalize

# Accents of Latin, Greek and Cyrillic; the vowel signs of other scripts are letters and stay.
ACCENTS = pattern("[\u0300-\u036f]")
SILENT = pattern("[.'’‘`´]")
GAPS = pattern(r"[\W_]+")
# What a terminal could obey, or what could make the eye read another text than stands there: control characters,
# line and paragraph separators, changes of direction, halves of surrogate pairs.
UNSAFE = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
BLANKS = pattern("[\t\n\v\f\r\x85\u2028\u2029]+")


def fold(name: str) -> str:
    """A name without what writers differ in: case, accents, dots, apostrophes, hyphens, blanks."""
    bare = ACCENTS.sub("", normalize("NFKD", name)).casefold()
    return GAPS.sub(" ", SILENT.sub("", bare)).strip()


def storable(text: str) -> str:
    """The text as the database can take it: halves of surrogate pairs, which no article holds, become "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def printable(text: str) -> str:
    """The text with what a terminal could obey written out; line breaks stay."""
    return UNSAFE.sub(_written_out, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text on one line, with what a terminal could obey written out."""
    return UNSAFE.sub(_written_out, BLANKS.sub(" ", text))


def _written_out(match: Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
