"""A CSV table that says of the files of a folder what the files do not: title, date, outlet, URL.

`file` is a path relative to the table's own folder; further columns are kept as metadata of the article.
"""

from collections.abc import Iterator, Mapping
from csv import DictReader
from csv import Error as CsvError
from io import StringIO
from pathlib import Path

from ingest.decoding import decode, shown
from ontology.errors import ArticleError, InputError

Row = Mapping[str, str]


class MetadataTable:
    """The rows of a metadata table by file, and which of them were asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._rows = dict(self._read())
        self._asked: set[Path] = set()

    def is_at(self, file: Path) -> bool:
        """Whether a file is the table itself."""
        return file.resolve() == self.path.resolve()

    def row(self, file: Path) -> Row:
        """What the table says of a file; nothing where it has no row."""
        place = file.resolve()
        self._asked.add(place)
        return self._rows.get(place, {})

    def missed(self) -> list[str]:
        """Files of the table that were not read."""
        return sorted(shown(self._rows[place]["file"]) for place in self._rows.keys() - self._asked)

    def _read(self) -> Iterator[tuple[Path, Row]]:
        name = shown(self.path)
        try:
            text, _ = decode(self.path.read_bytes(), name)
            rows = DictReader(StringIO(text, newline=""))
            fields = [f.strip().lower() for f in rows.fieldnames or ()]
            if "file" not in fields:
                message = f"{name}: no column named 'file' (found: {', '.join(fields) or 'none'})"
                raise InputError(message, "name the columns file, title, published, outlet, url")
            rows.fieldnames = ["published" if f == "date" else f for f in fields]
            for row in rows:
                kept = {k: v.strip() for k, v in row.items() if k and isinstance(v, str)}
                if kept.get("file"):
                    yield (self.path.parent / kept["file"]).resolve(), kept
        except (OSError, CsvError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(f"{name}: cannot be read ({reason})", "name a CSV table by --metadata") from None
        except ArticleError as error:
            raise InputError(error.message, "name a CSV table by --metadata") from None
