"""What a reader may believe of an event: a value and, where it is open, why."""

from dataclasses import dataclass

from ingest.signatures import Signature
from ontology.model import Modality

# Below this an event is no plain fact. "said that" leaves 2.4, "insisted that" 2.0, "will" 2.1 (but planned).
OPEN_BELOW = 1.9
TO_BE_PREVENTED = -0.9  # "meant to thwart his return": he may well return (UW train: .5 on average)


@dataclass(frozen=True, slots=True)
class Reading:
    """Factuality -3..3 and modality. The sign of the value is the polarity, but for what is `denied` by somebody."""

    value: float
    modality: Modality
    denied: bool = False

    def at(self, value: float, modality: Modality | None = None) -> "Reading":
        """The same with another value, and another modality if given."""
        return Reading(value, modality or self.modality, self.denied)


FACT = Reading(3.0, "asserted")


def bounded(value: float, by: float) -> float:
    """`value` no further from 0 than `by`: nothing is surer than what governs it."""
    limit = abs(by)
    return max(-limit, min(limit, value))


def governed(governor: Reading, signature: Signature) -> Reading:
    """The reading of a complement under its governor."""
    value = bounded(signature.value if governor.value >= 0 else signature.negated, governor.value)
    if governor.value >= 0 and governor.modality == "planned":
        value = max(value, TO_BE_PREVENTED)
    denied = governor.denied != (signature.denial and governor.value >= 0)
    if governor.modality != "conditional" and abs(value) < OPEN_BELOW and signature.modality is not None:
        return Reading(value, signature.modality, denied)
    return Reading(value, governor.modality, denied)


def apart(reading: Reading, signature: Signature) -> Reading:
    """The reading of a noun with a telling adjective ("alleged attack")."""
    return reading.at(bounded(signature.value, reading.value), signature.modality)
