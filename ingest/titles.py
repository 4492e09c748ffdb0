"""Titles that news sets in capitals before a name: "Ohio Gov. Jane Roe", "Norvane Systems President Roe".

The parser sees one long proper noun, so the words decide: what stands between a name and the name before it is a title
where it holds a word for a person. The last of such words side by side is the role ("Prime Minister", "Attorney
General"); a rank behind it is passed over ("Coast Guard spokesman Lt. Roe"). A common noun before a name is left to the
parse (ingest/nominals.py), but for "Kenya's ambassador Jane Roe".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.descriptions import PERSON_NOUNS
from ingest.gazetteer import CLASS, OFFICES, RANKS, TITLES
from ingest.phrases import name_of
from ingest.tree import Tokens, Tree

LONGEST = 5  # words of a title
ROLES = TITLES | OFFICES | PERSON_NOUNS
HALF = frozenset({"acting", "deputy", "prime", "vice"})  # of a role
SPENT = frozenset({"former", "late", "ousted", "retired"})
OF = frozenset({"staff", "state"})  # "Secretary of State", "Chief of Staff"
AND = frozenset({"and", "&"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Title:
    """The role's word, the last word of whose title it is, how that stands before it, and the title's words."""

    role: int
    owner: int
    slot: str
    words: Tokens


def titles_of(tree: Tree, noun: int) -> Iterator[Title]:
    """The capitalised titles in front of the name that `noun` ends: "Acme's President and CEO Jane Roe" has two."""
    name = name_of(tree, noun)
    run = list(_run(tree, name[0])) if name and noun == name[-1] else []
    if not run:
        return
    before = run[0] - 1
    slot = "poss" if before > 0 and tree.lower[before] in POSSESSIVE else "compound"
    owner = _before_bracket(tree, before - 1 if slot == "poss" else before)
    if owner < 0 or not tree.named(owner):
        return
    first = tree.names[owner][0] - 1
    spent = [first] if first >= 0 and tree.lower[first].removeprefix("then-") in SPENT else []
    for part in _parted(tree, run):
        roles = _roles(tree, part)
        common = roles and tree.pos[roles[-1]] == "NOUN" and roles[-1] == name[0] - 1
        parsed = slot == "compound" and owner == before
        if roles and not (common and (parsed or tree.kinds[noun] != CLASS["person"])):
            yield Title(roles[-1], owner, slot, (*spent, *(i for i in part if i <= roles[-1])))


def _before_bracket(tree: Tree, at: int) -> int:
    """The token before a bracket that ends here: "Reform Party (RP) candidate Jane Roe"."""
    if at > 2 and tree.words[at] == ")" and tree.words[at - 2] == "(":
        return at - 3
    return at


def _parted(tree: Tree, run: list[int]) -> Iterator[list[int]]:
    """The titles that "and" joins."""
    part: list[int] = []
    for i in run:
        if tree.lower[i] in AND:
            yield part
            part = []
        else:
            part.append(i)
    yield part


def _run(tree: Tree, end: int) -> Iterator[int]:
    """The words before a name that can be its title, in order."""
    start = end
    while start > 0 and end - start < LONGEST and _titular(tree, start - 1):
        start -= 1
    yield from range(start, end)


def _titular(tree: Tree, i: int) -> bool:
    if tree.kinds[i] or tree.lower[i] in POSSESSIVE:
        return False
    if tree.words[i] == ".":
        return i > 0 and _rank(tree, i - 1)
    if tree.lower[i] == "of":
        return i + 1 < len(tree) and tree.lower[i + 1] in OF
    if tree.lower[i] in AND:
        return i > 0 and {tree.lower[i - 1].rstrip("."), tree.lemmas[i - 1]} & ROLES != set()
    return tree.pos[i] in {"PROPN", "NOUN", "ADJ"}


def _rank(tree: Tree, i: int) -> bool:
    return tree.lower[i].rstrip(".") in RANKS


def _roles(tree: Tree, run: list[int]) -> list[int]:
    """The first words for a person that stand side by side, without a rank behind another."""
    found: list[int] = []
    for i in run:
        said = {tree.lower[i].rstrip("."), tree.lemmas[i]}
        if said <= HALF and not (i + 1 < len(tree) and {tree.lower[i + 1], tree.lemmas[i + 1]} & ROLES):
            continue  # "vice presidential nominee"
        if said & ROLES:
            found.append(i)
        elif found:
            break
    while len(found) > 1 and _rank(tree, found[-1]):
        found.pop()
    return found
