"""The reference says what --help says, and every command has both."""

from click import Command, Context, Group, Option

import triplewire as library
from triplewire.cli import triplewire
from triplewire.docs import DOCS, commands, page


def test_the_page_is_up_to_date() -> None:
    assert DOCS.read_text(encoding="utf-8") == page(), "run `python -m triplewire.docs`"


def test_every_command_is_documented_with_examples() -> None:
    for path, text in commands():
        assert "Examples:" in text, path
        assert f"{path} " in text, path


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
