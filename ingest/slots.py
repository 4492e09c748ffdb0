"""What stands around a verb: objects, complements, prepositional phrases, times, content clauses.

A slot has the name that a frame gives it (ontology.model.Frame): "obj" and "subj" are logical, a prepositional phrase
is named by its preposition ("with", "on_behalf_of"). Coordinated objects are one slot with several heads.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.reporting import REPORTING
from ingest.timewords import PARTS, SEASONS, UNITS
from ingest.tree import VERBS, Tokens, Tree
from ingest.verbs import settled
from ingest.words import WORDS

NOMINAL = frozenset({"dobj", "dative", "attr", "oprd", "acomp", "npadvmod"})
AMOUNTS = frozenset({"Money", "Percent", "Quantity", "MONEY", "PERCENT", "QUANTITY"})
PLACES = frozenset({"Place", "Country", "Region", "City", "Facility", "GPE", "LOC", "FAC"})
TIMES = frozenset({"Date", "Time", "DATE", "TIME"})
CALENDAR = frozenset({*UNITS, *PARTS, *SEASONS, "time"})  # "that night", "this time"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place around a verb. `kind`: object, receiver, complement, prep, agent, time, amount, content.

    `at` is the token under the verb; `heads` are the nouns (or the verb of a content clause); `prep` the preposition.
    """

    kind: str
    name: str
    at: int
    heads: Tokens
    prep: Tokens = ()


def slots_of(tree: Tree, verb: int, passive: bool) -> tuple[Slot, ...]:
    """The slots of a verb, in the order of their words."""
    found: list[Slot] = []
    within = settled(tree, verb)
    for kid in tree.kids[verb]:
        if kid in within:
            found.extend(s for deeper in tree.under(within[-1], "prep") for s in prep_slots(tree, deeper))
        else:
            found.extend(_slot(tree, verb, kid, passive))
    return tuple(found)


def _slot(tree: Tree, verb: int, kid: int, passive: bool) -> Iterator[Slot]:
    dep = tree.deps[kid]
    if dep in NOMINAL:
        yield from _noun_slot(tree, kid, dep)
    elif dep == "agent" and passive:
        yield from (Slot("agent", "subj", kid, s.heads, s.prep) for s in prep_slots(tree, kid))
    elif dep in {"prep", "agent"}:
        including = tree.lower[kid] == "including"  # its noun is a member of what stands before; its phrases are not
        for prep in tree.under(kid, "prep") if including else (kid,):
            yield from prep_slots(tree, prep)
    elif dep == "advmod":
        yield from _adverb_slots(tree, kid)
    elif dep == "advcl" and tree.tags[kid] == "VB" and tree.under(kid, "aux") and kid > verb:
        yield Slot("clause", "clause", kid, (kid,))
    elif dep == "ccomp" and tree.pos[kid] in VERBS and not beside(tree, verb, kid):
        yield Slot("content", "content", kid, tuple(tree.conjuncts(kid)))


def _noun_slot(tree: Tree, kid: int, dep: str) -> Iterator[Slot]:
    heads = tuple(tree.conjuncts(kid))
    if dep == "dobj":
        yield Slot("object", "obj", kid, heads)
    elif dep == "dative" and tree.tags[kid] in {"IN", "TO", "RP"}:
        yield from prep_slots(tree, kid)
    elif dep == "dative":
        yield Slot("receiver", "iobj", kid, heads)
    elif dep == "npadvmod":
        if kid > 1 and is_tally(tree, kid - 2):
            yield Slot("amount", "amount", kid, (kid,))
        elif tree.kinds[kid] in TIMES or tree.lemmas[kid] in CALENDAR:
            yield Slot("time", "time", kid, (kid,))
        elif tree.kinds[kid] in AMOUNTS:
            yield Slot("amount", "amount", kid, (kid,))
    elif dep != "acomp" or tree.pos[kid] != "ADV":
        # "is a liar and Lester Holt needs": a name beside a common noun opens a clause that was misread.
        alike = tuple(h for h in heads if (tree.pos[h] == "PROPN") == (tree.pos[kid] == "PROPN"))
        yield Slot("complement", "comp", kid, alike)


def is_tally(tree: Tree, figure: int) -> bool:
    """Whether a number opens "won 47 to 38", "beat Orrin 3-1"; not so "5 to 7 percent"."""
    last = figure + 2
    if last >= len(tree) or tree.lower[figure + 1] not in {"to", "-", "–"}:
        return False
    alone = last + 1 >= len(tree) or tree.pos[last + 1] not in {"NOUN", "NUM", "SYM"}
    return alone and tree.tags[figure] == tree.tags[last] == "CD"


def _adverb_slots(tree: Tree, kid: int) -> Iterator[Slot]:
    """Reads "back to Lagos" and "years later": the phrases of an adverb."""
    for deeper in tree.under(kid, "prep"):
        yield from (Slot("prep", s.name, kid, s.heads, (kid, *s.prep)) for s in prep_slots(tree, deeper))
    yield from (Slot("time", "time", kid, (kid,)) for k in tree.under(kid, "npadvmod") if tree.kinds[k] in TIMES)


def beside(tree: Tree, verb: int, kid: int) -> bool:
    """Whether a "ccomp" is no content but a sentence of its own: before a verb that reports nothing, or around it."""
    lo, hi = sorted((verb, kid))
    if kid < verb and tree.lemmas[verb] not in REPORTING.reporting:
        return True
    return ";" in tree.lower[lo:hi] or tree.descends(verb, kid)


def shared_preps(tree: Tree, noun: int) -> list[int]:
    """The prepositions behind a coordinated noun that the parser hung on the first of the nouns.

    "president and CEO of Acme": "of" belongs to both.
    """
    if tree.deps[noun] != "conj" or tree.under(noun, "prep"):
        return []
    first = tree.heads[noun]
    while tree.deps[first] == "conj":
        first = tree.heads[first]
    between = "".join(tree.words[noun + 1 : noun + 2])
    return [p for p in tree.under(first, "prep") if p > noun and between != ","]


def prep_slots(tree: Tree, at: int) -> Iterator[Slot]:
    """The slots of a preposition: its own object, and those of prepositions coordinated with it."""
    words, last = preposition(tree, at)
    if phrase_dropped(tree, words, last):
        return
    objects = [o for o in tree.under(last, "pobj") if tree.pos[o] not in VERBS or tree.tags[o] == "VBG"]
    if objects:
        heads = tuple(h for o in objects for h in (*tree.conjuncts(o), *wider(tree, words, o)))
        yield Slot("prep", slot_name(tree, words), at, heads, words)
    for deeper in tree.under(last, "prep", "conj"):
        if tree.pos[deeper] in {"ADP", "SCONJ"} and deeper not in words:
            before = words if not objects and deeper == last + 1 else ()  # "instead of", "depending on"
            for slot in prep_slots(tree, deeper):
                name = slot_name(tree, (*before, *slot.prep)) if before else slot.name
                yield Slot(slot.kind, name, slot.at, slot.heads, (*before, *slot.prep))


def wider(tree: Tree, words: Tokens, place: int) -> list[int]:
    """The place around a place: who was born in Kano, Nigeria, was born in Nigeria."""
    if tree.lower[words[-1]] not in {"in", "within"} or tree.kinds[place] not in PLACES:
        return []
    end = tree.names[place][1]
    around = [k for k in tree.under(place, "appos") if k > place and tree.kinds[k] in PLACES]
    return [k for k in around if tree.names[k][0] == end + 1 and tree.words[end] == ","]


def preposition(tree: Tree, at: int) -> tuple[Tokens, int]:
    """The words of a preposition of one or several words, and the last of them, which has the object."""
    pair = tree.first(at, "prep", "pcomp", "fixed", "pobj")
    if pair is None:
        return (at,), at
    two = f"{tree.lower[at]} {tree.lower[pair]}"
    if two in WORDS.prepositions and pair == at + 1 and tree.under(at, "pobj") and tree.deps[pair] == "pcomp":
        return (at, pair), at  # "because of the ruling": the noun hangs on the first
    if two in WORDS.prepositions and tree.under(pair, "pobj", "pcomp"):
        return (at, pair), pair
    third = tree.first(pair, "prep") if tree.deps[pair] == "pobj" else None
    if third is not None and f"{two} {tree.lower[third]}" in WORDS.prepositions:
        inner = range(at, third + 1)
        return tuple(inner) if len(inner) <= 5 else (at, pair, third), third
    return (at,), at


def slot_name(tree: Tree, words: Tokens) -> str:
    """The frame's name for a preposition: its words without articles, joined by "_"."""
    return "_".join(tree.lower[w] for w in words if tree.pos[w] != "DET")


def phrase_dropped(tree: Tree, words: Tokens, last: int) -> bool:
    """Whether the phrase has no content ("for example"), leaves out ("instead of Acme"), or cites ("according to")."""
    adverbs = [k for k in tree.under(words[0], "advmod") if k == words[0] - 1]
    if tree.lower[words[0]] == "according" or any(tree.lower[w] in WORDS.excluding for w in (*adverbs, *words)):
        return True
    objects = tree.under(last, "pobj", "amod", "pcomp", "advmod")
    return any(f"{tree.lower[words[0]]} {tree.lower[o]}" in WORDS.dropped and len(tree.kids[o]) <= 1 for o in objects)
