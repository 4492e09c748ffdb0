"""What the command line shares: errors as one line and an exit code, progress on a terminal, results on stdout.

Exit codes: 0 all was read; 1 the run finished, some articles were skipped; 2 nothing could be done; 130 interrupted;
141 whoever read the output has gone. A user's mistake is one line with its remedy, never a traceback.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from os import O_WRONLY, devnull, dup2
from os import open as open_descriptor
from pathlib import Path
from typing import IO, Any

from click import Context, Group, echo, open_file
from click.exceptions import Exit
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ontology.errors import AmbiguousName, InputError, TriplewireError
from queries.plain import one_line

SKIPPED, NOTHING, INTERRUPTED, NO_READER = 1, 2, 130, 141
STDOUT = 1  # the descriptor


class Commands(Group):
    """A group of commands that ends errors as this module says."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """Their names, in the order in which one needs them."""
        return list(self.commands)

    def invoke(self, ctx: Context) -> Any:
        """Runs the command."""
        try:
            found = super().invoke(ctx)
        except TriplewireError as error:
            tell(error)
            raise Exit(NOTHING) from None
        except KeyboardInterrupt:
            raise Exit(INTERRUPTED) from None
        except BrokenPipeError:
            dup2(open_descriptor(devnull, O_WRONLY), STDOUT)  # else Python complains while it shuts down
            raise Exit(NO_READER) from None
        except OSError as error:  # what reads and writes files has errors of ours: this is the output
            message = f"the output cannot be written ({error.strerror})"
            tell(InputError(message, "make room, or send it to another place"))
            dup2(open_descriptor(devnull, O_WRONLY), STDOUT)
            raise Exit(NOTHING) from None
        return found


def tell(error: TriplewireError) -> None:
    """The error on stderr, on one line; candidates for a name below it."""
    say(f"triplewire: {one_line(str(error))}")
    if isinstance(error, AmbiguousName):
        for candidate in error.candidates:
            say(f"  {candidate}")


def say(line: str) -> None:
    """A line on stderr, where everything goes that is no result."""
    echo(line, err=True)


def standard_input() -> IO[bytes]:
    """What is piped in. Errors: InputError where nothing can be."""
    try:
        return open_file("-", "rb")
    except RuntimeError:
        raise InputError("standard input is not open", "pipe something in, or name files") from None


def stream_of(file: Path, stack: ExitStack) -> IO[bytes]:
    """A file, or standard input for -, open until the stack is closed. Errors: InputError."""
    if str(file) == "-":
        return standard_input()
    try:
        return stack.enter_context(file.open("rb"))
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror})", "check the path and its permissions") from None


def bytes_of(file: Path) -> bytes:
    """What is in a file; - is standard input. Errors: InputError."""
    if str(file) == "-":
        return standard_input().read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror})", "check the path and its permissions") from None


def shown_name(file: Path) -> str:
    """What messages call a file."""
    return "standard input" if str(file) == "-" else str(file)


def standard_output() -> IO[bytes]:
    """Where bytes go that are no text."""
    return open_file("-", "wb")


def standard_text() -> IO[str]:
    """Where text goes that is a result."""
    return open_file("-", "w")


class Meter:
    """Progress of a run on a terminal; silent elsewhere."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._counted = False

    def of_jars(self, done: int, total: int) -> None:
        """So many files of Neo4j are there."""
        if self._progress:
            self._show(f"fetching Neo4j, once: {done} of {total} files", done, total)
        elif done == 1:
            say("fetching Neo4j Community, once")

    def say(self, words: str) -> None:
        """What goes on, where nobody knows how much of it is to come."""
        if self._progress:
            self._show(words, None, None)

    def end(self) -> None:
        """Takes itself off the screen, before results are printed."""
        if self._progress:
            self._progress.stop()

    def _show(self, words: str, done: int | None, total: int | None) -> None:
        assert self._progress is not None
        if self._counted != (total is not None) or not self._progress.task_ids:
            for task in self._progress.task_ids:  # a task cannot forget its total
                self._progress.remove_task(task)
            self._progress.add_task(words, total=total)
            self._counted = total is not None
        self._progress.update(self._progress.task_ids[0], description=words, completed=done)


@contextmanager
def meter(*, beside_results: bool = False) -> Iterator[Meter]:
    """A meter on stderr while the context lasts; `beside_results` are lines that a terminal would show in between."""
    console = Console(stderr=True)
    if not console.is_terminal or (beside_results and Console().is_terminal):
        yield Meter(None)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20))
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        yield Meter(progress)
