"""Quality: runs the product on a benchmark folder, scores it with that folder's own scorer, holds it to the floors.

    python benchmarks/quality.py DIR [NAME...] [--half even|odd] [--check] [--keep FOLDER] [--by-property]

DIR holds inputs/NAME.jsonl, gold/NAME.jsonl and score.py or score_stages.py. NAME is any split: it may end in _dev,
_train, _test or nothing; without names all splits of DIR that an adapter knows are run. Every prediction renders what
the product's own reading of the text gives (benchmarks/adapters/): there is no second extractor.

Floors are in benchmarks/floors.toml beside the hash of the gold file they were measured on. `--check` fails (exit 1)
when a figure is below its floor, and when the gold file is another one than the floor was measured on.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tomllib import loads
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # the adapters, when called as a script

from benchmarks.properties import ceilings  # noqa: E402  (found by the line above)

TYPED = frozenset({"conll04", "knowledgenet"})

Predict = Callable[[Iterable[dict[str, Any]]], Iterator[dict[str, Any]]]

# Rivals' best figures as given by the READMEs of the benchmark folders and the papers they name.
RIVALS = {
    "benchie": ("F1", "ClausIE .353, MinIE .350"),
    "benchie_fl": ("F1", "MinIE .237, ClausIE .121"),
    "carb": ("F1", "Gen2OIE .530 (test)"),
    "conll04": ("F1", "type pairs .42; supervised .71 exact"),
    "knowledgenet": ("F1", "type pairs .41; supervised .70"),
    "fact_uw": ("r", "Stanovsky 2017 .67 (test)"),
    "fact_meantime": ("r", "-"),
    "polnear": ("F1", "triplet-extract .44 to .56 (test)"),
    "clean_news": ("headline", "prose run .86; trafilatura .957 with the HTML"),
    "clean_tails": ("headline", "prose run .96"),
    "clean_snippets": ("headline", "prose run .83; trafilatura .958 with the HTML"),
    "coref_gum": ("headline", "names only .41"),
    "coref_meantime": ("headline", "nearest entity .61"),
    "identity_ecb": ("headline", "containment .88"),
    "identity_meantime": ("headline", "containment .89"),
    "copies_reuters": ("headline", "containment in a day .87"),
    "copies_synthetic": ("headline", "names and numbers .97"),
    "dates_timebank": ("headline", "dateparser .51"),
    "dates_gum": ("headline", "dateparser .88"),
}


def family(name: str) -> str:
    """The benchmark a split belongs to: its longest known prefix."""
    return max((known for known in RIVALS if name == known or name.startswith(known + "_")), key=len, default="")


def adapters() -> dict[str, Predict]:
    """Every family's predictor, from the modules in benchmarks/adapters."""
    found: dict[str, Predict] = {}
    for module in iter_modules([str(HERE / "adapters")]):
        found |= getattr(import_module(f"benchmarks.adapters.{module.name}"), "BENCHES", {})
    return found


def splits(folder: Path, names: list[str]) -> Iterator[tuple[str, Path]]:
    """Names of gold files and the inputs that they score; a part (carb_dev_news) is scored on its whole's inputs."""
    for name in names or sorted(path.stem for path in (folder / "gold").glob("*.jsonl")):
        whole = name
        while whole and not (folder / "inputs" / f"{whole}.jsonl").exists():
            whole = whole.rpartition("_")[0]
        if whole and family(name):
            yield name, folder / "inputs" / f"{whole}.jsonl"
        elif names:
            sys.exit(f"{folder}/inputs has nothing for {name!r}, or no adapter knows it")


def score(folder: Path, name: str, predictions: Path) -> dict[str, float]:
    """The figures that the folder's own scorer prints for these predictions."""
    scorer = folder / "score.py"
    if scorer.exists():
        output = _run([sys.executable, str(scorer), name, str(predictions), "--json"])
        figures: dict[str, float] = json.loads(output.splitlines()[-1])
        return figures
    output = _run([sys.executable, str(folder / "score_stages.py"), name, str(predictions)])
    print(output, file=sys.stderr)
    return {"headline": float(output.split()[-1])}


def by_property(folder: Path, name: str, inputs: Path, predictions: Path) -> None:
    """Prints the scorer's own lines for each property, and the share of the gold whose two ends were found."""
    said = _run([sys.executable, str(folder / "score.py"), name, str(predictions), "--verbose"])
    print(*(line.rstrip() for line in said.splitlines() if "P=" in line and "exact " not in line), sep="\n")
    every = list(ceilings(folder / "gold" / f"{name}.jsonl", inputs, predictions))
    total = ("all", sum(gold for _, gold, _ in every), sum(both for _, _, both in every))
    for label, gold, both in [*every, total]:
        print(f"   {label:24} both ends found {both / gold:.3f} of {gold}")


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


def halved(folder: Path, half: str, into: Path) -> Path:
    """A copy of the folder that holds only one half of each split, so that its own scorer can be used as it is."""
    for part in ("inputs", "gold"):
        (into / part).mkdir(parents=True)
    for path in (folder / "inputs").glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for i, line in enumerate(lines) if (i % 2 == 0) == (half == "even")]
        ids = {json.loads(line)["id"] for line in kept}
        (into / "inputs" / path.name).write_text("\n".join(kept) + "\n", encoding="utf-8")
        for gold in (folder / "gold").glob(f"{path.stem}*.jsonl"):
            chosen = [g for g in gold.read_text(encoding="utf-8").splitlines() if _belongs(json.loads(g), ids)]
            (into / "gold" / gold.name).write_text("\n".join(chosen) + "\n", encoding="utf-8")
    for scorer in folder.glob("score*.py"):
        (into / scorer.name).write_bytes(scorer.read_bytes())
    return into


def _belongs(gold: dict[str, Any], ids: set[Any]) -> bool:
    return any(gold.get(key) in ids for key in ("id", "doc", "story")) or str(gold.get("id", "")).split("#")[0] in ids


def predict(run: Predict, inputs: Path, output: Path) -> None:
    """Writes the predictions for one inputs file, a line an item."""
    with inputs.open(encoding="utf-8") as lines, output.open("w", encoding="utf-8") as out:
        for made in run(json.loads(line) for line in lines if line.strip()):
            out.write(json.dumps(made, ensure_ascii=False) + "\n")


def report(rows: list[tuple[str, str, float, dict[str, float], float | None]]) -> None:
    """The table: split, headline figure, precision and recall where given, floor, best rival."""
    print(f"{'split':24} {'figure':>9} {'value':>6} {'P':>6} {'R':>6} {'floor':>6}  best rival")
    for name, figure, value, figures, floor in rows:
        p, r = (f"{figures[k]:.3f}" if k in figures else "-" for k in ("P", "R"))
        held = f"{floor:.3f}" if floor is not None else "-"
        print(f"{name:24} {figure:>9} {value:6.3f} {p:>6} {r:>6} {held:>6}  {RIVALS[family(name)][1]}")
        if "neg_F1" in figures:
            print(f"{'':24} {'neg F1':>9} {figures['neg_F1']:6.3f}")


def breaches(folder: Path, rows: list[tuple[str, str, float, dict[str, float], float | None]]) -> list[str]:
    """What is below its floor, or was measured on another corpus."""
    floors = loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    found = []
    for name, figure, value, _, floor in rows:
        if floor is None:
            continue
        if value < floor - 5e-4:
            found.append(f"{name}: {figure} {value:.3f} is below its floor {floor:.3f}")
        corpus = sha256((folder / "gold" / f"{name}.jsonl").read_bytes()).hexdigest()[:16]
        if corpus != floors[name]["corpus"]:
            found.append(f"{name}: the gold file is {corpus}, the floor was measured on {floors[name]['corpus']}")
    return found


def main() -> int:
    """Runs, scores, prints; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--half", choices=["even", "odd"], default="", help="only every other item")
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    parser.add_argument("--by-property", action="store_true", help="typed relations: P, R, F1 and ceiling of each")
    parser.add_argument("--keep", type=Path, help="leave the predictions in this folder")
    options = parser.parse_args()
    floors = loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    known, rows, done = adapters(), [], set()
    with tempfile.TemporaryDirectory() as scratch:
        folder = halved(options.folder, options.half, Path(scratch) / "half") if options.half else options.folder
        out = options.keep or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        for name, inputs in splits(folder, options.names):
            if family(name) not in known:
                continue
            predictions = out / f"{inputs.stem}.jsonl"
            if inputs not in done:
                predict(known[family(name)], inputs, predictions)
                done.add(inputs)
            figures = score(folder, name, predictions)
            if options.by_property and family(name) in TYPED:
                by_property(folder, name, inputs, predictions)
            figure = RIVALS[family(name)][0]
            floor = None if options.half else floors.get(name, {}).get("floor")
            rows.append((name, figure, figures[figure], figures, floor))
    report(rows)
    problems = breaches(options.folder, rows) if options.check else []
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
