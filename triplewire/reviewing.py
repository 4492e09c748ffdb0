"""The terminal loop of `triplewire identity review`: two cards side by side, one key press for each pair.

    s: the same    n: not the same    u: unsure, do not ask again    blank: later    q: stop

Each answer is recorded before the next pair is shown, so a loop that is broken off loses nothing.
"""

from collections.abc import Callable, Iterable
from typing import IO

from rich.columns import Columns
from rich.panel import Panel
from rich.text import Text

from ontology.model import Decision, Verdict
from queries.identity import Card
from queries.plain import one_line
from queries.render import console

KEYS: dict[str, Verdict] = {"s": "same", "n": "not-same", "u": "unsure"}
LATER, STOP = " ", "q"
ASKS = "s same · n not the same · u unsure, do not ask again · blank later · q stop"
INTERRUPT = "\x03"
END = "\x04"


def review(
    pairs: Iterable[Decision],
    card: Callable[[str], Card],
    press: Callable[[], str],
    record: Callable[[Decision, Verdict], None],
    stream: IO[str],
) -> int:
    """Asks for each pair; returns how many were answered. A key that means nothing is asked again."""
    answered = 0
    for pair in pairs:
        _show(stream, pair, card(pair.left), card(pair.right))
        key = _pressed(press)
        if key in (STOP, INTERRUPT, END, ""):
            break
        if key in KEYS:
            record(pair, KEYS[key])
            answered += 1
    return answered


def _pressed(press: Callable[[], str]) -> str:
    while (key := press().lower()) not in {*KEYS, LATER, "\r", "\n", STOP, INTERRUPT, END, ""}:
        pass
    return key


def _show(stream: IO[str], pair: Decision, left: Card, right: Card) -> None:
    out = console(stream)
    width = max(30, out.width // 2 - 1)
    with out.capture() as held:
        out.print(Columns([_panel(left, width), _panel(right, width)], padding=(0, 1)))
        out.print(Text(f"{pair.by}: {one_line(pair.why)} ({pair.score})", "dim"))
        out.print(Text(ASKS, "bold"))
    stream.write(held.get())
    stream.flush()


def _panel(shown: Card, width: int) -> Panel:
    text = Text(f"{one_line(shown.name)} ({shown.type or 'of no known type'})\n", "bold")
    text.append(f"{shown.key} · {shown.articles} article{'' if shown.articles == 1 else 's'}\n", "dim")
    if shown.also:
        text.append(f"also: {one_line(', '.join(shown.also))}\n", "not bold")
    for words, place in shown.sentences:
        text.append(f"“{one_line(words)}”\n", "not bold")
        text.append(f"    {one_line(place)}\n", "dim")
    return Panel(text, width=width)
