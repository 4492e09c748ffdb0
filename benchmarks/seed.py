"""The article that this project began from, read by the product's own command and scored by the scorer beside it.

    python -m benchmarks.seed ../shared/seed [--check]

The floors are in benchmarks/floors.toml, beside the hash of the gold: how many triples of each priority are found, and
that nothing forbidden is asserted. `--check` fails (exit 1) below one, and when the gold is another.
"""

import argparse
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tomllib import loads
from typing import Any

HERE = Path(__file__).parent
FOUND = re.compile(r"^priority (\d): (\d+) of \d+$", re.MULTILINE)
FORBIDDEN = re.compile(r"^forbidden assertions: (\d+)$", re.MULTILINE)


def scored(folder: Path) -> str:
    """What the scorer prints of the article's claims. Errors: CalledProcessError where the reading fails."""
    article = next(folder.glob("*.txt"))
    command = [sys.executable, "-m", "triplewire", "extract", str(article)]
    claims = subprocess.run(command, capture_output=True, check=True).stdout
    scorer = [sys.executable, str(folder / "score.py")]
    return subprocess.run(
        scorer, input=claims, capture_output=True, check=False
    ).stdout.decode()  # 1: something forbidden


def breaches(report: str, folder: Path, floors: dict[str, Any]) -> list[str]:
    """What is below its floor, a line each; empty where nothing is."""
    found = {f"priority_{level}": int(count) for level, count in FOUND.findall(report)}
    broken = [
        f"{name}: {found.get(name, 0)} of {least}"
        for name, least in floors["least"].items()
        if found.get(name, 0) < least
    ]
    forbidden = FORBIDDEN.search(report)
    if forbidden is None or int(forbidden.group(1)):
        broken.append("something forbidden is asserted")
    if sha256((folder / "gold.json").read_bytes()).hexdigest()[: len(floors["corpus"])] != floors["corpus"]:
        broken.append("the gold is another than the floors were measured on")
    return broken


def main() -> int:
    """Runs, prints; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    options = parser.parse_args()
    report = scored(options.folder)
    print(report)
    floors = loads((HERE / "floors.toml").read_text(encoding="utf-8"))["seed"]
    broken = breaches(report, options.folder, floors) if options.check else []
    for line in broken:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
