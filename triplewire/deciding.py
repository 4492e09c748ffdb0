"""What the commands that record people's decisions share: who decides, why, and when."""

from collections.abc import Callable
from datetime import UTC, datetime
from getpass import getuser
from typing import Any

from click import option

Decorator = Callable[[Any], Any]


def moment() -> str:
    """The time of a decision: ISO, in UTC, to the millisecond. Exports of the graph leave it out."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def user() -> str:
    """The name that the system knows the user by; "" where it knows none."""
    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""


why_option: Decorator = option("--why", required=True, metavar="WORDS", help="The reason, for whoever reads the list.")
by_option: Decorator = option("--by", metavar="NAME", default=user, help="Who decides. [default: the user's name]")
