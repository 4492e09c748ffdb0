"""Whether each pattern of a vocabulary reads its own example sentence: the vocabulary's tests, run with the reader.

    for finding in unread(Reader(ontology=mine), places_of(path), {str(path)}): ...

A sentence is its pattern's example when some statement of it fits the pattern, domain and range admit the two ends, and
the property that it gets is the pattern's own or implies it. The message says which of the three fails.
"""

from collections.abc import Iterator

from ingest.pipeline import Reader
from ontology.model import Claim
from ontology.places import Finding, Places
from ontology.properties import fitting, grammatical, misfit
from ontology.schema import Property, Wording


def unread(reader: Reader, places: Places, files: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """A finding for each example that its own pattern does not read; of patterns that stand in `files`, else of all."""
    for made in reader.ontology.properties.values():
        for wording in made.wordings:
            place = places.inside(made.name, wording.pattern.text)
            if not files or place.file in files:
                for sentence in wording.examples:
                    why = _why_not(reader, made, wording, sentence)
                    if why:
                        at = places.inside(made.name, sentence)
                        message = f"{wording.pattern.text!r} does not read its example {sentence!r}: {why}"
                        remedy = "mend the pattern or the sentence; `triplewire explain` shows how it is read"
                        yield Finding(at, message, remedy, fatal=False)


def _why_not(reader: Reader, made: Property, wording: Wording, sentence: str) -> str:
    """Why the sentence is no example of the pattern; "" where it is one."""
    ontology, why = reader.ontology, ""
    claims = reader.read_text(sentence).claims
    for claim in claims:
        fits = (f for f in fitting(claim.frame, ontology) if f.property.name == made.name)  # two may share a pattern
        fit = next((f for f in fits if f.pattern == wording.pattern), None)
        if fit is None:
            continue
        broken = misfit(fit, *grammatical(claim), ontology)
        read = claim.relation.property
        if not broken and read and made.name in ontology.implies(read):
            return ""
        why = broken or f"it is read as {read}"
    return why or f"the statements in it are {_frames(claims) or 'none'}"


def _frames(claims: tuple[Claim, ...]) -> str:
    """How patterns would name the statements: "verb own (subj, obj)"."""
    frames = [claim.frame for claim in claims]
    return "; ".join(
        dict.fromkeys(
            f"{f.kind} {f.lemma}{'_' + f.particle if f.particle else ''} ({f.subject}, {f.object})" for f in frames
        )
    )
