"""Phrases hung one word too low or too high, undone by the names around them.

"the takeover of Norvane Shipping by Acme"      names are not made by anybody: "by" is the takeover's
"the Reck Fund and Velde Fund met"              two of them met
"the Norvane Party daily Argus reported"        the Argus did
"named Mara Velde chief executive"              she is named
"the chairman of Toledo, Ohio-based Norvane"    he leads Norvane: a city and its state say where a company is
"""

from ingest.descriptions import is_person_noun
from ingest.gazetteer import OFFICES, TITLES
from ingest.slots import is_tally
from ingest.tree import PEOPLE, VERBS, Tree
from ingest.words import WORDS

KIND_TAGS = frozenset({"JJ", "NN", "RB"})
UNIVERSITY = "University"
TEACHING = frozenset({"study", "teach"})
LONGEST_KIND = 3  # words that say what a name is
PLACES = frozenset({"City", "Place", "Region", "GPE", "LOC"})


def raise_agent(tree: Tree, prep: int) -> None:
    """Hangs a "by" that the parser gave to the name in an of-phrase on the noun above it."""
    name = tree.heads[prep]
    of = tree.heads[name]
    noun = tree.heads[of]
    if tree.lower[prep] != "by" or tree.deps[name] != "pobj" or tree.lower[of] != "of" or not tree.named(name):
        return
    if (
        tree.pos[noun] == "NOUN"
        and not tree.named(noun)
        and tree.words[prep - 1] != ","
        and not tree.under(noun, "agent")
    ):
        tree.move(prep, noun, "prep")


def crown_daily(tree: Tree, name: int) -> None:
    """Makes "the Norvane Party daily Argus" the Argus: lower-case words between two names say what the second is."""
    owner = tree.heads[name]
    if not (tree.named(name) and tree.named(owner)) or owner > name or tree.names[owner] == tree.names[name]:
        return
    between = range(tree.names[owner][1], tree.names[name][0])
    common = all(tree.words[i].islower() and tree.words[i].isalpha() and tree.tags[i] in KIND_TAGS for i in between)
    if 0 < len(between) <= LONGEST_KIND and common and not any(tree.pos[i] in {"ADP", "CCONJ"} for i in between):
        tree.supplant(name, owner)
        tree.move(owner, name, "compound")


def part_pair(tree: Tree, first: int) -> None:
    """Parts "the Reck Fund and Velde Fund", read as one phrase, where both are names of one kind."""
    last = tree.heads[first]
    if not (tree.named(first) and tree.named(last)) or first > last or tree.names[first] == tree.names[last]:
        return
    start, end = tree.names[last][0], tree.names[first][1]
    if start == end + 1 and tree.lower[end] == "and" and tree.kinds[first] == tree.kinds[last]:
        tree.supplant(first, last)
        tree.move(last, first, "conj")


def part_named(tree: Tree, role: int) -> None:
    """Parts "named [Mara Velde chief executive]": whom a verb names, and what."""
    verb = tree.heads[role]
    known = is_person_noun(tree.lemmas[role]) or bool({tree.lemmas[role], tree.lower[role]} & (TITLES | OFFICES))
    if tree.lemmas[verb] not in WORDS.naming or verb > role or tree.named(role) or not known:
        return
    name = next((k for k in tree.under(role, "compound", "nmod", "poss") if tree.kinds[k] in PEOPLE), None)
    if name is None or tree.names[name][0] != tree.subtree(role)[0] or tree.under(verb, "auxpass"):
        return
    if any(tree.tags[i] == "POS" or tree.words[i] == "," for i in range(name, role)):
        return
    tree.move(name, verb, "dobj")
    tree.move(role, verb, "oprd")


def part_aside(tree: Tree, noun: int) -> None:
    """Hangs "spoke at the Kano Week, [an annual fair]" on the week: nobody spoke a fair."""
    verb, comma = tree.heads[noun], tree.subtree(noun)[0] - 1
    if tree.deps[noun] != "dobj" or comma <= verb or tree.words[comma] != "," or not tree.under(noun, "det"):
        return
    at = comma - 1
    preps = [k for k in tree.under(verb, "prep") if verb < k < at and tree.descends(at, k)]
    if preps and tree.named(at) and tree.deps[at] == "pobj" and not [k for k in tree.under(verb, "dobj") if k < noun]:
        tree.move(noun, at, "appos")


def raise_place(tree: Tree, prep: int) -> None:
    """Hangs "studied law [at Halden University]" on the verb: where somebody studied, not where the law is."""
    noun = tree.heads[prep]
    verb = tree.heads[noun]
    places = tree.under(prep, "pobj")
    if tree.lower[prep] != "at" or tree.deps[noun] != "dobj" or tree.lemmas[verb] not in TEACHING:
        return
    past = tree.tags[verb] != "VBZ"  # "studies taxes at the Kano Institute" is a trade
    if past and any(tree.kinds[k] == UNIVERSITY for k in places):
        tree.move(prep, verb, "prep")


def seat_based(tree: Tree, seat: int) -> None:
    """Gives a company the place in the sentence of its city, which stands before it with a comma and its state."""
    name, state = tree.heads[seat], seat - 2
    city = tree.heads[name]
    if tree.lemmas[seat] != "base" or state < 2 or tree.words[seat - 1] != "-" or tree.deps[name] != "appos":
        return
    start = tree.names[state][0] if tree.named(state) else state
    placed = tree.kinds[city] in PLACES and tree.kinds[state] in PLACES
    if placed and tree.words[start - 1] == "," and start - 2 == city and city < name:
        tree.supplant(name, city)
        tree.move(city, seat, "npadvmod")


def join_tally(tree: Tree, figure: int) -> None:
    """Reads "passed the bill 51 to 49", "by a vote of 51 to 49" as one figure, headed by its second number."""
    head, dep = tree.heads[figure], tree.deps[figure]
    if not is_tally(tree, figure):
        return
    if dep == "appos" and tree.deps[head] == "dobj" and tree.pos[tree.heads[head]] in VERBS:
        head, dep = tree.heads[head], "npadvmod"
    if dep == "npadvmod" or (dep == "pobj" and tree.lower[head] == "of"):
        tree.move(figure + 2, head, dep)
        tree.move(figure + 1, figure + 2, "quantmod")
        tree.move(figure, figure + 2, "quantmod")
