"""The reference says what --help says, and every command has both."""

from itertools import groupby
from shlex import shlex

import pytest
from click import Command, Context, Group, Option

import triplewire as library
from triplewire.cli import triplewire
from triplewire.docs import DOCS, commands, page
from triplewire.outputs import README


def test_the_page_is_up_to_date() -> None:
    assert DOCS.read_text(encoding="utf-8") == page(), "run `python -m triplewire.docs`"


def test_every_command_is_documented_with_examples() -> None:
    for path, text in commands():
        assert "Examples:" in text, path
        assert f"{path} " in text, path


def examples() -> list[list[str]]:
    """The words of each command of ours in the README and in the help texts; pipes and redirections are cut off."""
    texts = [*README.read_text(encoding="utf-8").split("```")[1::2], *(text for _, text in commands())]
    found = set()
    for line in {line.strip().removeprefix("$ ") for text in texts for line in text.splitlines()}:
        if "triplewire " in line and not line.startswith(("Usage:", "#")) and "`" not in line:
            words = shlex(line, posix=True, punctuation_chars="|<>")
            words.whitespace_split = True
            try:
                parts = [list(part) for is_sign, part in groupby(words, lambda w: w in "|<>") if not is_sign]
            except ValueError:  # prose with an apostrophe
                continue
            found |= {tuple(part[1:]) for part in parts if part[0] == "triplewire" and "".join(part[1:2]).isalpha()}
    return sorted(map(list, found))


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_every_example_is_a_command_line(words: list[str]) -> None:
    command: Command = triplewire
    context = Context(triplewire)
    while isinstance(command, Group):
        name, found, words = command.resolve_command(context, words)
        assert found
        command, context = found, Context(found, parent=context, info_name=name)
    if "--help" not in words:
        command.parse_args(context, words)


def test_every_option_has_a_help_text() -> None:
    waiting: list[Command] = [triplewire]
    while waiting:
        command = waiting.pop()
        if isinstance(command, Group):
            context = Context(command)
            waiting += [
                found for name in command.list_commands(context) if (found := command.get_command(context, name))
            ]
        for parameter in command.params:
            if isinstance(parameter, Option):
                assert parameter.help, (command.name, parameter.name)


def test_the_public_names_are_there() -> None:
    assert all(getattr(library, name) for name in library.__all__)
    assert set(library.__all__) <= set(dir(library))
