"""What the tests of the command line share: running a command, and a small story in a store."""

from collections.abc import Callable, Mapping
from pathlib import Path
from sys import executable

import pytest
from click.testing import CliRunner, Result

from triplewire.cli import triplewire

Run = Callable[..., Result]

STORY = (
    "Norvane Systems, based in Gdansk, supplies cargo scanners to Oakmere Port Authority. "
    "Mara Velde, a director of Norvane Systems, met Jonas Reck in Vienna in March 2024.\n\n"
    "Brightlake Capital owns 30 percent of Norvane Systems, the company said on Tuesday. "
    "Jonas Reck denied that he took money from Norvane Systems.\n"
)
TRIPLEWIRE = [executable, "-m", "triplewire"]
EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "port"


@pytest.fixture(scope="session")
def run(environ: Mapping[str, str]) -> Run:
    """Runs a command in this process: exit_code, stdout, stderr."""
    unset: dict[str, str | None] = dict.fromkeys(("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD"))

    def runner(*args: object, input: bytes | str | None = None, **env: str) -> Result:  # noqa: A002
        return CliRunner().invoke(triplewire, [str(a) for a in args], input=input, env={**unset, **environ, **env})

    return runner


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file with a story."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path
