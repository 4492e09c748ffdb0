"""The reference of the command line, from what `--help` says.

python -m triplewire.docs            # writes docs/cli.md
python -m triplewire.docs --check    # fails where docs/cli.md says something else
"""

from collections.abc import Iterator
from pathlib import Path
from sys import argv, stderr

from click import Command, Context, Group

from triplewire.cli import triplewire

DOCS = Path(__file__).parent.parent / "docs" / "cli.md"
HEAD = """# The command line

Made from `--help` by `python -m triplewire.docs`; do not edit.
"""
WIDTH = 100


def commands(
    command: Command = triplewire, parent: Context | None = None, name: str = "triplewire"
) -> Iterator[tuple[str, str]]:
    """Each command's full name and its help, groups before what is in them, by name."""
    context = Context(command, parent=parent, info_name=name, **{**command.context_settings, "terminal_width": WIDTH})
    yield context.command_path, command.get_help(context)
    if isinstance(command, Group):
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            if found and not found.hidden:
                yield from commands(found, context, each)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for path, text in commands():
        lines = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"{'#' * (1 + len(path.split()))} {path}\n\n```text\n{lines}\n```\n")
    return "\n".join(parts)


def run() -> int:
    """Writes the page, or compares it."""
    made = page()
    if "--check" not in argv[1:]:
        DOCS.write_text(made, encoding="utf-8")
        return 0
    if DOCS.exists() and DOCS.read_text(encoding="utf-8") == made:
        return 0
    stderr.write(f"{DOCS.name} is not what --help says: run `python -m triplewire.docs`\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(run())
