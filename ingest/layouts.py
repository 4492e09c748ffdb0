"""Statements that only the layout of names makes: no verb and no noun says them.

    shape               words                              statement
    place_comma_place   Kano, Nigeria                      Kano | , | Nigeria
    place_based         Lagos-based Acme                   Acme | based | Lagos
    mutual              Jane Roe and Jonas Reck married    Jane Roe | married | Jonas Reck
    people_noun         Jane Roe, a Nigerian banker        Jane Roe | (is) | Nigerian
    name_of             Jane Roe, 34, of Lagos             Jane Roe | of | Lagos
    name_in             the High Court in Lagos            High Court | in | Lagos
    name_poss           Kenya's Tana River                 Tana River | 's | Kenya

The last three ask for two names side by side, the second one whole: "Roe of Lagos police" is not of Lagos.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.candidates import Candidate, phrase
from ingest.confidence import confidence
from ingest.gazetteer import CLASS, is_people
from ingest.phrases import name_of
from ingest.tree import Tree
from ontology.model import Frame

PLACES = frozenset({"Place", "Country", "Region", "City", "GPE", "LOC"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PART"})
FIXED = frozenset({"Court", "Facility", "University"})
# Beside "Roe and Reck married": each of them somebody else.
APART = frozenset({"also", "both", "each", "never", "or", "respectively", "separately", "to", "twice", "with"})
SORTS = frozenset({"county", "district", "province", "region", "state"})
SAINTS = frozenset({"saint", "st", "st."})
WIDER = frozenset({"Country", "Region"})  # what stands behind the comma of "Kano, Nigeria"
# Words between a name and its place: "in northeast England".
BEARINGS = frozenset(
    {"the", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast"}
    | {"northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern"}
    | {"downtown", "nearby", "neighboring", "neighbouring", "upstate", "rural", "suburban"}
)


def shapes(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads what only the layout says: "Kano, Nigeria" and "Lagos-based Acme"."""
    if not tree.named(noun):
        return
    comma = name_of(tree, noun)[-1] + 1
    outer = tree.names.get(comma + 1) if comma + 1 < len(tree) and tree.words[comma] == "," else None
    inner = tree.kinds[noun] in PLACES - {"Country"}  # "Benin, Togo" is a list
    state = outer is not None and stated(tree, noun, outer)
    alone = outer is not None and (state or not listed(tree, noun, outer)) and not modifies(tree, outer[1] - 1)
    if outer is not None and alone and inner and tree.kinds[comma + 1] in WIDER:
        yield shape(tree, "place_comma_place", (noun, outer[1] - 1), (comma,))
    for seat in tree.under(noun, "amod"):
        if tree.lemmas[seat] == "base" and tree.words[seat - 1] == "-":
            for place in tree.under(seat, "npadvmod"):
                if tree.kinds[place] in PLACES:
                    yield shape(tree, "place_based", (noun, place), (seat,))


def listed(tree: Tree, noun: int, outer: tuple[int, int]) -> bool:
    """Whether two places stand in a list: one is coordinated with the other or a further one."""
    last = outer[1] - 1
    joined = tree.deps[last] == "conj" or any(tree.under(t, "conj") for t in (noun, last))
    follows = outer[1] < len(tree) and tree.pos[outer[1]] == "CCONJ"
    return joined or follows


def stated(tree: Tree, noun: int, outer: tuple[int, int]) -> bool:
    """Whether a town's state follows it, so that a list goes on only behind that ("Kano, Ohio, and Lima, Ohio")."""
    if tree.kinds[outer[0]] != CLASS["region"] or tree.kinds[noun] in WIDER:
        return False
    behind = next((k for k in range(outer[1], min(outer[1] + 4, len(tree))) if tree.named(k)), None)
    return behind is None or tree.kinds[behind] not in WIDER  # "to Lima, Ohio, and Iowa" may be a list


def modifies(tree: Tree, place: int) -> bool:
    """Whether a place belongs to the noun behind it ("in Kano, Nigeria's envoy said")."""
    above = tree.heads[place]
    between = (tree.pos[i] in NOMINAL for i in range(place + 1, above + 1))
    return tree.deps[place] in {"poss", "compound", "nmod", "amod"} and above > place and all(between)


def origins(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Jane Roe is a Nigerian banker": the people that somebody is of, by the adjective of what they are."""
    if tree.named(noun) or tree.pos[noun] != "NOUN" or not {"a", "an"} & {tree.lower[k] for k in tree.kids[noun]}:
        return
    people = [k for k in tree.under(noun, "amod") if is_people(tree.words[k]) and not tree.under(k, "punct", "advmod")]
    bearer = predicated(tree, noun)
    if len(people) == 1 and bearer is not None:
        yield shape(tree, "people_noun", (bearer, people[0]), people, tree.lemmas[noun])


def predicated(tree: Tree, noun: int) -> int | None:
    """The name or pronoun that an apposition or predicate noun is said of."""
    head = tree.heads[noun]
    if tree.deps[noun] == "appos" and tree.named(head):
        return head
    if tree.deps[noun] == "attr" and tree.lemmas[head] == "be":
        negated = tree.under(head, "neg") or tree.under(noun, "neg")
        return None if negated else tree.first(head, "nsubj")
    return None


def shape(tree: Tree, name: str, ends: tuple[int, int], relation: Sequence[int], noun: str = "") -> Candidate:
    """A statement that the layout makes; `noun` is what guards of patterns may ask about."""
    inner, outer = ends
    roles = {"inner": tree.lemmas[inner], "outer": tree.lemmas[outer]} | ({"noun": noun} if noun else {})
    return Candidate(
        rule="shape",
        confidence=confidence("main", "shape"),
        head=inner,
        first=inner,
        subject=phrase(tree, inner),
        relation=tuple(relation),
        object=phrase(tree, outer),
        details=(),
        frame=Frame("shape", name, "inner", "outer", roles),
        assumed="known",
        typed=True,
    )


def mutual(tree: Tree, verb: int) -> Iterator[Candidate]:
    """Reads "Roe and Reck married in 2004", "Roe and Reck are married": what two people do to each other."""
    clause = tree.heads[verb] if tree.deps[verb] == "acomp" else verb
    first = tree.first(clause, "nsubj", "nsubjpass")
    told = {tree.lower[k] for i in (clause, verb) for k in tree.kids[i]}
    whom = verb + 1 < len(tree) and tree.pos[verb + 1] in {"NOUN", "PROPN", "PRON", "DET"}
    if first is None or whom or told & APART or tree.under(verb, "dobj", "attr", "oprd", "agent", "dative"):
        return
    ends = tree.conjuncts(first)
    if len(ends) == 2 and all(tree.kinds[k] == CLASS["person"] for k in ends):
        said = shape(tree, "mutual", (ends[0], ends[1]), (verb,), tree.lemmas[verb])
        yield replace(said, head=clause, first=clause, assumed="")


def named_of(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Jane Roe, 34, of Lagos" and "the High Court in Lagos": a name, a preposition, a name."""
    name = name_of(tree, noun)
    if not name or noun != name[-1]:
        return
    prep = behind_age(tree, noun + 1)
    if prep >= len(tree) or tree.lower[prep] not in {"of", "in", "at"}:
        return
    at = prep + 1
    while at < len(tree) and tree.lower[at] in BEARINGS and not tree.kinds[at]:
        at += 1
    outer = tree.names.get(at)
    if outer is None or outer[0] != at or tree.literal(at) or goes_on(tree, behind_sort(tree, outer[1])):
        return
    if tree.kinds[noun] == CLASS["country"] and tree.kinds[at] == CLASS["city"]:
        return  # "the embassy of Nigeria in Oslo"
    if belongs(tree, noun, prep, at):
        form = "name_of" if tree.lower[prep] == "of" else "name_in"
        yield shape(tree, form, (noun, outer[1] - 1), (prep,))


def possessed(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Kenya's Tana River": a name and, right before it, whose it is. A name that goes on is part of another."""
    name = name_of(tree, noun)
    if not name or noun != name[-1] or goes_on(tree, noun + 1):
        return
    mark = name[0] - 1
    while mark > 0 and tree.lower[mark] in BEARINGS - {"the"}:
        mark -= 1
    owner = mark - 1
    if owner < 0 or tree.tags[mark] != "POS" or tree.deps[owner] != "poss" or tree.heads[owner] != noun:
        return
    saint = tree.lower[name_of(tree, owner)[0]] in SAINTS if tree.named(owner) else True  # "St. Patrick's Cathedral"
    if not saint and not tree.literal(owner) and len(tree.conjuncts(owner)) == 1:
        yield shape(tree, "name_poss", (noun, owner), (mark,))


def belongs(tree: Tree, noun: int, prep: int, outer: int) -> bool:
    """Whether the second name goes with the first: as the parser has it, or wherever it hung the preposition.

    A town and a court stand where they are; a person is of what follows, unless a verb asks for the "of" ("accused").
    """
    hosted = tree.lower[prep] != "of" and tree.deps[tree.heads[noun]] == "agent"  # "a dinner given by Acme in Lagos"
    if tree.descends(prep, noun) and not hosted:
        return True
    if tree.lower[prep] == "of":
        return tree.kinds[noun] == CLASS["person"] and tree.pos[tree.heads[prep]] in {"NOUN", "PROPN"}
    town = tree.kinds[noun] in PLACES - {"Country"} and tree.kinds[outer] in WIDER
    return town or (tree.kinds[noun] in FIXED and tree.kinds[outer] in PLACES)


def behind_sort(tree: Tree, at: int) -> int:
    """Where the words go on behind the "province" of "in Umbria province"."""
    return at + 1 if at < len(tree) and tree.lower[at] in SORTS else at


def behind_age(tree: Tree, at: int) -> int:
    """Where the words go on behind ", 34," or a single comma; `at` itself where there is none."""
    if at >= len(tree) or tree.words[at] != ",":
        return at
    aged = at + 2 < len(tree) and tree.words[at + 1].isdigit() and tree.words[at + 2] == ","
    return at + 3 if aged else at + 1


def goes_on(tree: Tree, end: int) -> bool:
    """Whether a noun behind a name makes it a part of something else ("Lagos police", "Lagos's mayor")."""
    if end >= len(tree):
        return False
    return tree.tags[end] == "POS" or tree.words[end] == "-" or (tree.pos[end] in {"NOUN", "PROPN"})
