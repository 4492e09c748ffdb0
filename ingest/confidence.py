"""How sure a rule is: its precision as measured (ingest/lexicons/confidence.toml), lowered where a parse looks odd."""

from importlib.resources import files
from tomllib import loads

_DATA = loads(files("ingest").joinpath("lexicons", "confidence.toml").read_text(encoding="utf-8"))
RULE: dict[str, float] = _DATA["rule"]
SOURCE: dict[str, float] = _DATA["source"]
WARNING: dict[str, float] = _DATA["warning"]
FAR = 60  # code points between subject and verb; `benchmarks/calibrate.py` measures beyond the same distance


def confidence(source: str, rule: str, factor: float = 1.0) -> float:
    """The probability that a statement of this rule in this kind of clause is one that the sentence makes."""
    return round(RULE[rule] * SOURCE[source] * factor, 3)
