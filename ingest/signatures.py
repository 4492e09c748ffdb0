"""The word lists of ingest/lexicons/signatures.toml as tables, loaded once.

A `Signature` says what a governing word does to the clause, noun or object under it: its factuality when the governor
itself holds and when it is negated, and what an open value means. The file says where the numbers come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from tomllib import loads
from typing import Any, cast

from ontology.model import Modality


@dataclass(frozen=True, slots=True)
class Signature:
    """What a governor makes of its complement: values in -3..3, positive and negated. `denial`: somebody says no."""

    value: float
    negated: float
    modality: Modality | None = None
    denial: bool = False


Table = Mapping[str, Signature]
FATES = ("fate_subject", "fate_object", "fate_predicate")


@dataclass(frozen=True, slots=True)
class Signatures:
    """The tables by the form of the complement, and the words of modality and negation by their job."""

    to: Table
    ing: Table
    from_ing: Table
    that: Table
    noun: Table
    adjective: Table
    object: Table
    charge: Table
    fate_subject: Table
    fate_object: Table
    fate_predicate: Table
    default: Table
    modal: Table
    modal_forms: Mapping[str, str]
    semi_modal: Table
    premodifier: Table
    adverb: Mapping[str, float]
    negation: Mapping[str, frozenset[str]]
    frame: Mapping[str, frozenset[str]]


def _classes(form: Mapping[str, Any]) -> dict[str, Signature]:
    found: dict[str, Signature] = {}
    for entry in form.values():
        value, negated = entry["value"]
        for word in entry["words"]:
            found[word] = Signature(value, negated, entry.get("modality"), entry.get("denial", False))
    return found


def _rows(form: Mapping[str, Any]) -> dict[str, Signature]:
    found: dict[str, Signature] = {}
    for word, row in form.items():
        value = row["value"]
        pair = value if isinstance(value, list) else [value, -1.0]
        found[word] = Signature(pair[0], pair[1], cast("Modality", row["modality"]))
    return found


def _load() -> Signatures:
    path = files("ingest").joinpath("lexicons", "signatures.toml")
    data: dict[str, Any] = loads(path.read_text(encoding="utf-8"))
    forms = {
        name: _classes(data[name])
        for name in ("to", "ing", "from_ing", "that", "noun", "adjective", "object", "charge", *FATES)
    }
    return Signatures(
        **forms,
        default={name: Signature(*row) for name, row in data["default"].items()},
        modal=_rows(data["modal"]),
        modal_forms=data["modal_forms"],
        semi_modal=_rows(data["semi_modal"]),
        premodifier=_rows(data["premodifier"]),
        adverb=data["adverb"],
        negation={name: frozenset(words) for name, words in data["negation"].items()},
        frame={name: frozenset(words) for name, words in data["frame"].items()},
    )


SIGNATURES = _load()


def is_denial(lemma: str) -> bool:
    """Whether a verb with a clause behind it is somebody's no to what the clause says ("deny that")."""
    return lemma in SIGNATURES.that and SIGNATURES.that[lemma].denial


def says_no(lemma: str) -> bool:
    """Whether a governing verb or adjective says that what it governs did not come about ("fail", "unable")."""
    tables = (SIGNATURES.to, SIGNATURES.ing, SIGNATURES.from_ing, SIGNATURES.adjective)
    return any(lemma in table and table[lemma].value < 0 for table in tables)
