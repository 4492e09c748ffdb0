"""Readings that look wrong by the phrases beside them: roles, names, what hangs on nouns (and ingest/misreadings.py).

list         "Reck, the port scandal, and his trial" the second of a list is no apposition
role         "Mara Velde, a scandal"                 a noun that no person is
and to       "objects to talks with Velde and to sales to [Acme]"   the second phrase is the verb's
overlapping  "leads [Save] the Kano Fund"            words of the name in the relation
beside event "a [DWI] conviction in Kano"        the name only sorts it
together     "[Reck] and Velde's firm bought"      the firm of both did
chief        "a [California] transit chief"         of a part only
strayed      "its view of a meeting between X and Y at [Velde]'s"  of the meeting, more likely
behind end   "served as a member of [Acme], as well as the first woman"   what stands behind it is no part of it
strangers    "head of Acme and [Mara Velde]"         nobody is the head of a company and a person
tongue       "teaches [French]"                      a language, not its people
nested       "the brother of Acme's chief, [Velde]"  who is called so: the brother or the chief
himself      "the brother of Acme's chief, Velde"    is that chief: one of them, no tie between two
of a name    "sued [Acme] of Kano"                   another name's place is nobody's tie to it
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

from ingest.candidates import Candidate
from ingest.copulas import holder
from ingest.descriptions import is_person_noun
from ingest.gazetteer import CLASS, OFFICES, RANKS, TITLES, is_people
from ingest.layouts import PLACES
from ingest.tree import NOUNS, PEOPLE, Tree
from ontology.model import Argument
from ontology.schema import Ontology

CLOSERS = frozenset({",", ".", "?", "!", ";", ":", ")", "-", "–", "—", "_", "--", "''", '"', "”", "’"})
Test = Callable[[Tree, Candidate], bool]
SOMEWHERE = frozenset({"at", "from", "in", "near", "outside"})
CHIEFS = frozenset({"boss", "chief", "director", "head"})
STRAYED = 7  # words between what a phrase is of and the phrase


def listed(tree: Tree, candidate: Candidate) -> bool:
    """An apposition with an "and" behind which no comma closes it."""
    for end in (candidate.head, candidate.subject.head):
        top = end
        while tree.deps[top] == "conj" and tree.heads[top] != top:
            top = tree.heads[top]
        if tree.deps[top] != "appos" or not any(tree.lower[k] in {"and", "or"} for k in tree.under(top, "cc")):
            continue
        behind = tree.subtree(top)[-1] + 1
        if "," in tree.words[tree.heads[top] : top] and behind < len(tree) and tree.words[behind] not in CLOSERS:
            return True
    return False


def no_role(tree: Tree, candidate: Candidate, bearer: Argument, ontology: Ontology) -> bool:
    """Whether a person is called what no person is, or one place by a word for several people."""
    noun = candidate.head
    lemma = tree.lemmas[noun].rstrip(".")
    known = {lemma, tree.lower[noun].rstrip("."), *candidate.frame.lemma.split("_")}
    role = any(map(is_person_noun, known)) or bool(known & (TITLES | OFFICES | RANKS))
    if not bearer.type:
        return False
    if ontology.is_a(bearer.type, CLASS["person"]):
        kind = ontology.noun_classes.get(lemma, "")
        return not role and not (kind and ontology.is_a(kind, CLASS["person"]))
    if ontology.is_a(bearer.type, CLASS["organization"]) and known & TITLES:
        return True  # no company is an ambassador
    owned = not role and bool(tree.under(noun, "poss")) and lemma not in ontology.noun_classes
    return (owned or tree.tags[noun] == "NNS") and ontology.is_a(bearer.type, CLASS["place"])


def second_phrase(tree: Tree, candidate: Candidate) -> bool:
    """A chain over a second preposition that the verb has as well ("objects to talks with Velde and to sales to")."""
    joined = (i for i in candidate.relation if tree.deps[i] == "conj" and tree.tags[i] in {"IN", "TO"})
    above = ((i, tree.heads[tree.heads[tree.heads[i]]]) for i in joined)
    again = any(tree.lower[i] == tree.lower[prep] for i, prep in above)
    return again or any(tree.tags[i] == "TO" and tree.lower[i - 1] == "and" for i in candidate.relation[1:])


def overlapping(tree: Tree, candidate: Candidate) -> bool:
    """A relation that holds words of the name that it leads to."""
    target = candidate.object
    name = range(*tree.names[target.head]) if target is not None and tree.named(target.head) else range(0)
    return any(i in name for i in candidate.relation)


def beside_event(tree: Tree, candidate: Candidate) -> bool:
    """A name in front of a noun as that of whom something is somewhere: "a [DWI] conviction in Kano"."""
    slot = tree.lower[candidate.relation[-1]] if candidate.relation else ""
    return tree.deps[candidate.subject.head] in {"compound", "nmod"} and slot in SOMEWHERE


def owning_together(tree: Tree, candidate: Candidate) -> bool:
    """The first of "Jonas Reck and Mara Velde's firm bought Acme": both may own it, and he bought nothing."""
    first = candidate.subject.head
    if not tree.named(first) or candidate.frame.kind != "verb":
        return False
    for noun in tree.under(first, "conj"):
        for owner in tree.under(noun, "poss"):
            beside = tree.named(owner) and tree.kinds[owner] == tree.kinds[first] and not tree.named(noun)
            if beside and tree.lower[tree.names[owner][0] - 1] == "and" and tree.tags[noun] == "NN":
                return True
    return False


def part_chief(tree: Tree, candidate: Candidate) -> bool:
    """Who is chief of a part of a place: "a [California] transit chief" leads no California."""
    target, role = candidate.object, candidate.head
    if target is None or tree.lemmas[role] not in CHIEFS or tree.kinds[target.head] not in PLACES:
        return False
    return any(tree.tags[k] in {"NN", "NNS", "JJ"} and k == role - 1 for k in tree.under(role, "compound"))


def strayed(tree: Tree, candidate: Candidate) -> bool:
    """A phrase of the verb behind a long one of its object ("condemned the handling [of talks between X and Y] at")."""
    words = candidate.relation
    for left, right in pairwise(words):
        if (
            right - left > STRAYED
            and tree.pos[right] == "ADP"
            and tree.pos[left] in NOUNS
            and tree.descends(right - 1, left)
        ):
            return sum(tree.pos[i] == "ADP" for i in range(left, right)) > 1
    return False


def behind_end(tree: Tree, candidate: Candidate) -> bool:
    """A noun of the relation behind the end: "served as a member of [Acme], as well as the first woman"."""
    target = candidate.object
    if target is None:
        return False
    return any(i > target.head and tree.pos[i] == "NOUN" for i in candidate.relation)


def tongue(tree: Tree, candidate: Candidate) -> bool:
    """An adjective of a people that stands alone, as the subject or object of a verb."""
    target = candidate.object if candidate.rule.endswith(".object") else None
    heads = [phrase.head for phrase in (candidate.subject, target) if phrase is not None]
    return candidate.frame.kind == "verb" and any(alone(tree, head) for head in heads)


def alone(tree: Tree, head: int) -> bool:
    """Whether a word of a people has neither an article nor an ending that tells several of them."""
    word = tree.words[head]
    people = tree.tags[head] in {"JJ", "NN", "NNP"} and is_people(word) and not word.endswith("s")
    return people and not tree.under(head, "det", "nummod")


def strangers(tree: Tree, candidate: Candidate) -> bool:
    """A person behind "and" and a body, or the other way round, as what a role is of."""
    target = candidate.object
    if target is None or tree.deps[target.head] != "conj" or candidate.frame.kind != "noun":
        return False
    first = tree.heads[target.head]
    both = tree.named(first) and tree.named(target.head)
    return both and (tree.kinds[first] in PEOPLE) != (tree.kinds[target.head] in PEOPLE)


def nested(tree: Tree, candidate: Candidate) -> bool:
    """A role in apposition inside "the brother of": two may bear it."""
    name = candidate.subject.head
    noun = tree.heads[name] if tree.deps[name] == "appos" else candidate.head
    above = tree.heads[tree.heads[noun]]
    held = tree.deps[noun] == "pobj" and tree.lower[tree.heads[noun]] == "of"
    return held and noun < name and tree.pos[noun] == "NOUN" and is_person_noun(tree.lemmas[above])


def himself(tree: Tree, candidate: Candidate) -> bool:
    """An apposition as a tie of somebody to what he is called."""
    target = candidate.object
    if candidate.rule.endswith(".complement") and holder(tree, candidate.subject.head) is not None:
        return True
    return (
        candidate.rule == "apposition"
        and target is not None
        and target.head == candidate.head
        and not tree.named(target.head)
    )


def of_a_name(tree: Tree, candidate: Candidate) -> bool:
    """A chain over "of" behind another name."""
    if candidate.object is None:
        return False
    prep = candidate.relation[-1]
    return tree.lower[prep] == "of" and tree.named(tree.heads[prep]) and tree.kinds[tree.heads[prep]] != CLASS["people"]


PHRASES: tuple[Test, ...] = (  # in the order of the list above
    listed,
    second_phrase,
    overlapping,
    beside_event,
    owning_together,
    part_chief,
    strayed,
    behind_end,
    tongue,
    nested,
    himself,
    of_a_name,
    strangers,
)

PHRASE_RULES: Mapping[Test, Callable[[str], bool]] = {  # of which rules' statements alone
    listed: lambda rule: rule.startswith("apposition"),
    second_phrase: lambda rule: ".chain" in rule,
    beside_event: lambda rule: rule == "event",
    behind_end: lambda rule: ".chain" in rule,
    nested: lambda rule: rule.startswith("apposition"),
    himself: lambda rule: rule == "apposition" or rule.endswith(".complement"),
    of_a_name: lambda rule: rule.endswith(".chain.of"),
    strangers: lambda rule: rule != "event",
}
