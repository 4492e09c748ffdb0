"""Fills README.md with what the commands in it really print.

    python -m triplewire.outputs

Every block that begins with "$ triplewire ..." is run against a store built from examples/port, and gets the output. A
comment `<!-- lines: 20 -->` above a block keeps the first lines only.
"""

from os import environ
from pathlib import Path
from re import Match
from re import compile as pattern
from shlex import split
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from graph.embedded import stop
from graph.store import open_store
from triplewire.cli import triplewire

README = Path(__file__).parent.parent / "README.md"
BLOCK = pattern(r"(?:<!-- lines: (\d+) -->\n)?```console\n\$ triplewire (.+)\n(?:.*\n)*?```\n")
NO_STORE = ("extract", "queries")


def filled(text: str, store: str, first: str) -> str:
    """The page with the outputs of its commands; `first` is what the first build of examples/port said."""

    def block(found: Match[str]) -> str:
        lines, command = found.groups()
        head = f"<!-- lines: {lines} -->\n" if lines else ""
        output = (first if command.startswith("build") else _output(command, store)).splitlines()
        most = int(lines or len(output))
        shown = [*output[:most], *(["..."] if len(output) > most else [])]
        body = "\n".join(line.rstrip() for line in shown).strip("\n")
        return f"{head}```console\n$ triplewire {command}\n{body}\n```\n"

    return BLOCK.sub(block, text)


def _output(command: str, store: str) -> str:
    words = split(command)
    where = [] if words[0] in NO_STORE else ["--store", store]
    return CliRunner().invoke(triplewire, [*words, *where]).output


def run() -> None:
    """Writes README.md anew."""
    environ.pop("NEO4J_URI", None)
    with TemporaryDirectory() as folder:
        store = str(Path(folder) / "readme.db")
        open_store(store).close()  # the time that a server takes to start is not the program's
        first = CliRunner().invoke(triplewire, ["build", "examples/port", "--store", store])
        if first.exit_code:
            raise SystemExit(first.output)
        README.write_text(filled(README.read_text(encoding="utf-8"), store, first.output), encoding="utf-8")
        stop(Path(store))


if __name__ == "__main__":
    run()
