"""The pattern language: how news words a property, over the frames that extraction writes (`ontology.model.Frame`).

    pattern   = class trigger ("|" trigger)* ":" "S=" slots "O=" slots (";" modifier)*
    class     = "verb" | "noun" | "shape"
    trigger   = lemma, words of one trigger joined by "_" (step_down, chief_executive), or "@" and the name of a list
    slots     = slot ("|" slot)* [":" Class] ["!" | "~"]
    modifier  = ("near" | "not" | "begun" | "ended") words        words are lemmas and lists (@name) joined by "|"

`S` and `O` are the property's subject and object, whatever the grammar calls them: "verb hire : S=obj O=subj" reads
"Acme hired Roe" as Roe's. Slots of a verb: subj, obj (logical: voice is resolved), iobj, comp, time, prepositions, and
"surface", the grammatical subject whatever the voice (born, based). A phrase of the object counts as the verb's ("win a
contract from"), a deeper one is named by its way ("on+of" in "sits on the board of"). Slots of a noun: bearer (who the
noun describes), poss, compound, between, prepositions; "scope" stands for of, for, at, with, from, in, to, poss and
compound. A noun pattern also reads the noun inside a light verb ("has ties with"): the verb's subject is its possessor.

After slots, ":Class" asks for that class instead of the property's domain or range. "!" wants a known type that fits;
without a mark an unknown type is admitted too; "~" takes any. "near": one of the words stands in the trigger's phrase;
"not": none does; "begun": one of them says that it begins then (joined), "ended": that it is over (former). A word of
"near" and "not" may say where it stands, "obj:stake" or "obj:@asset"; of a verb also the class of a name there:
"; not obj:@asset|obj:Organization" keeps "sold the mine to Globex" and "sold Acme to Globex" from being a supply.

A pattern is looked up by its trigger: typing costs a dictionary look-up, however many patterns there are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import compile as regex
from typing import Literal

from ontology.errors import OntologyError

SCOPE = ("of", "for", "at", "with", "from", "in", "to", "poss", "compound")
KINDS = ("verb", "noun", "shape")
MODIFIERS = ("near", "not", "begun", "ended")
SHAPE = regex(r"^(\w+)\s+(\S+)\s*:\s*S=(\S+)\s+O=(\S+)\s*((?:;[^;]*)*)$")
SLOTS = regex(r"^([a-z_+|-]+)(?::([A-Za-z]\w*))?([!~]?)$")

Strictness = Literal["", "!", "~"]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a pattern: the slots it may stand in, the class it asks for ("" = the property's), how strictly."""

    slots: frozenset[str]
    wanted: str
    strict: Strictness


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `text` is how the file has it."""

    text: str
    kind: str
    triggers: tuple[str, ...]
    subject: End
    object: End
    near: frozenset[str]
    barred: frozenset[str]
    begun: frozenset[str]
    ended: frozenset[str]


def compile_pattern(text: str, lists: Mapping[str, tuple[str, ...]]) -> Pattern:
    """The pattern that a text says; `lists` are word lists by name. Errors: OntologyError, without file and line."""
    found = SHAPE.match(text.strip())
    if not found:
        raise OntologyError(f"not a pattern: {text!r}", 'write "verb lemma|lemma : S=subj O=obj|with"')
    kind, words, subject, target, modifiers = found.groups()
    if kind not in KINDS:
        raise OntologyError(f"{kind!r} is no class of patterns", f"one of {', '.join(KINDS)}")
    told: dict[str, frozenset[str]] = {}
    for name, lemmas in _modifiers(modifiers, lists):
        if name in told:
            raise OntologyError(f"{name!r} is said twice", f'join the words: "{name} word|word"')
        told[name] = lemmas
    return Pattern(
        text=text,
        kind=kind,
        triggers=tuple(_lemmas(words, lists)),
        subject=_end(subject),
        object=_end(target),
        near=told.get("near", frozenset()),
        barred=told.get("not", frozenset()),
        begun=told.get("begun", frozenset()),
        ended=told.get("ended", frozenset()),
    )


def _lemmas(words: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The words of a trigger or a modifier, lists written out."""
    for word in words.split("|"):
        slot, listed, name = word.rpartition("@")
        if not word:
            raise OntologyError("an empty word", 'take out the doubled "|"')
        if not listed:
            yield word
        elif name in lists:
            yield from (slot + lemma for lemma in lists[name])
        else:
            raise OntologyError(f"no list is named {word!r}", "add it to tw:list")


def _end(text: str) -> End:
    found = SLOTS.match(text)
    if not found:
        raise OntologyError(f"{text!r} are no slots", "write slot|slot, then !, ~ or nothing")
    names, wanted, strict = found.groups()
    slots: set[str] = set()
    for name in names.split("|"):
        slots.update(SCOPE if name == "scope" else [name])
    kept: Strictness = "!" if strict == "!" else "~" if strict == "~" else ""
    return End(frozenset(slots), wanted or "", kept)


def _modifiers(text: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, frozenset[str]]]:
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, _, words = part.partition(" ")
        if name not in MODIFIERS or not words:
            raise OntologyError(f"{part!r} is no modifier", f"{', '.join(MODIFIERS)}: then words joined by |")
        yield name, frozenset(_lemmas(words.strip(), lists))
