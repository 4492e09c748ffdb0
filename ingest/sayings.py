"""How a noun says something: about whom, to whom, in which words (the rules that say so are in ingest/nominals.py)."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.candidates import Assumed, Candidate, Detail, Phrase, phrase
from ingest.confidence import confidence
from ingest.descriptions import PERSON_NOUNS
from ingest.frames import IN_LAW, role_lemma
from ingest.gazetteer import CLASS
from ingest.layouts import PLACES
from ingest.negation import compound_word
from ingest.phrases import close, full, head_phrase, name_of
from ingest.slots import TIMES, prep_slots, shared_preps
from ingest.tree import LOOSE, NOUNS, Tokens, Tree, once
from ingest.words import WORDS
from ontology.model import Frame, Role

INDEFINITE = frozenset({"a", "an", "some"})
SCOPED = ("prep", "poss", "compound", "nmod", "amod")
HYPHENS = frozenset({"-", "‑"})
WHEN = frozenset({"formerly", "now", "once", "previously", "then"})
# A possessor may own, make, suffer or be something: only a property of the ontology says which.
TYPED = frozenset({"possessive", "compound", "of", "phrase"})


@dataclass(frozen=True, slots=True)
class Saying:
    """What a noun says: about whom, to whom, in which words; `slot` and `other` are the frame's names for the two."""

    rule: str
    noun: int
    subject: int
    target: int
    relation: Tokens
    slot: str
    other: str


def noun_candidate(tree: Tree, said: Saying) -> Candidate:
    """A statement whose trigger is a noun."""
    noun = said.noun
    roles = {name: tree.lemmas[head] for name, head, _ in reversed(scopes(tree, noun))}
    roles |= {said.slot: tree.lemmas[said.subject], said.other: tree.lemmas[said.target]}
    subject, target = phrase(tree, said.subject), phrase(tree, said.target)
    if said.rule == "title":
        target = Phrase(noun, said.relation, said.relation)
    elif said.other == "class":
        target = without(tree, target, {*subject.minimal, *(tree.subtree(said.subject) if said.subject > noun else ())})
    ends = {*subject.minimal, *target.minimal, noun} if said.subject != noun else {*target.minimal, noun}
    words = {*tree.subtree(noun, LOOSE), *(said.relation if said.rule.startswith("title") else ())}
    around = [t for t in sorted(words) if t not in ends and tree.pos[t] not in {"PUNCT", "DET"}]
    near = tuple(sorted({tree.lemmas[t] for t in around}))
    owned = said.rule == "possessive" and tree.named(said.target)
    return Candidate(
        rule=said.rule,
        confidence=confidence("main", said.rule),
        head=noun,
        first=noun,
        subject=subject,
        relation=said.relation or (noun,),
        object=target,
        details=tuple(aside(tree, said)),
        frame=Frame("noun", role_lemma(tree, noun), said.slot, said.other, dict(sorted(roles.items())), near=near),
        assumed=assumed(tree, said),
        typed=said.other == "amod" or (said.rule in TYPED and not owned),
    )


@once
def scopes(tree: Tree, role: int) -> list[tuple[str, int, Tokens]]:
    """What a role is a role of: slot, noun and the words that say it."""
    return list(_scopes(tree, role)) if tree.deps[role] == "conj" or tree.under(role, *SCOPED) else []


def _scopes(tree: Tree, role: int) -> Iterator[tuple[str, int, Tokens]]:
    words = role_words(tree, role)
    for prep in [*tree.under(role, "prep"), *shared_preps(tree, role)]:
        # "a unit of Acme, over payments": what follows a comma belongs to the verb.
        if prep > role and tree.words[prep - 1] != "," and tree.lower[prep] not in WORDS.no_chain:
            for slot in prep_slots(tree, prep):
                for head in slot.heads:
                    other = tree.named(slot.heads[0]) and tree.lemmas[head] in PERSON_NOUNS and not tree.named(head)
                    if tree.kinds[head] not in TIMES and not other:  # "owner of Acme and former head of Globex"
                        yield slot.name, head, tuple(sorted({*words, *slot.prep}))
    for owner in tree.under(role, "poss"):
        for head in tree.conjuncts(owner):
            yield "poss", whose(tree, head), words
    for part in tree.under(role, "compound", "nmod"):
        if tree.named(part) and not hyphenated(tree, part):
            yield "compound", part, words
    for part in tree.under(role, "amod"):
        if tree.kinds[part] == CLASS["people"]:  # "a Republican senator"
            yield "amod", part, tuple(t for t in words if t != part)


def whose(tree: Tree, owner: int) -> int:
    """The noun that "whose" stands for, the one that its clause hangs on; any other owner itself."""
    at = owner
    while tree.tags[owner] == "WP$" and tree.heads[at] != at:
        if tree.deps[at] == "relcl":
            return tree.heads[at] if tree.pos[tree.heads[at]] in NOUNS else owner
        at = tree.heads[at]
    return owner


def hyphenated(tree: Tree, part: int) -> bool:
    """Whether a name is half of a compound word ("an Acme-trained surgeon")."""
    end = tree.names[part][1]
    return end < len(tree) and tree.words[end] in HYPHENS and tree.ends[end - 1] == tree.starts[end]


@once
def role_words(tree: Tree, role: int) -> Tokens:
    """The role's words without article, possessor and name."""
    apart: set[int] = set()
    for kid in tree.kids[role]:
        if tree.deps[kid] in {"poss", "det"} or (tree.named(kid) and tree.deps[kid] in {"compound", "nmod"}):
            apart.update(tree.subtree(kid))
            apart.update(name_of(tree, kid))
    spent = [k for k in tree.under(role, "advmod") if tree.lower[k] in WHEN]
    law = range(role + 1, role + 5) if tree.lower[role + 1 : role + 5] == IN_LAW else ()
    return close(tree, [*spent, *(t for t in head_phrase(tree, role) if t not in apart), *law])


def assumed(tree: Tree, said: Saying) -> Assumed:
    """Whether the phrase takes its statement for granted. Events and namings are said to happen, not assumed."""
    if said.rule == "event" or said.rule.startswith("naming") or hedged(tree, said.noun):
        return ""
    if said.rule not in TYPED:
        return "known"
    determiners = {tree.lower[k] for k in tree.under(said.noun, "det")}
    known = tree.under(said.noun, "poss") or determiners - INDEFINITE or said.subject != said.noun
    return "known" if known else "new"


def hedged(tree: Tree, noun: int) -> bool:
    """Whether a word before the noun takes the statement back ("alleged", "so-called"), or marks around it do."""
    if any(compound_word(tree, k) in WORDS.hedges for k in tree.kids[noun] if k < noun):
        return True
    around = {tree.tags[k] for k in (noun - 1, noun + 1) if 0 <= k < len(tree)}
    return around == {"``", "''"}  # the "owner"


def aside(tree: Tree, said: Saying) -> Iterator[Detail]:
    """The noun's other phrases as circumstances ("supplier of systems | to police")."""
    for prep in tree.under(said.noun, "prep"):
        for slot in prep_slots(tree, prep):
            for head in slot.heads:
                if prep > said.noun and head not in {said.subject, said.target} and slot.name != said.other:
                    tokens = close(tree, [*slot.prep, *full(tree, head)])
                    yield Detail(noun_role(tree, slot.name, head), head, tokens)


def noun_role(tree: Tree, slot: str, head: int) -> Role:
    """The role of a noun's phrase among its circumstances."""
    if tree.kinds[head] in TIMES:
        return "time"
    if tree.kinds[head] in PLACES and slot in {"in", "at", "near", "on"}:
        return "place"
    return "recipient" if slot == "to" else "other"


def without(tree: Tree, of: Phrase, apart: set[int]) -> Phrase:
    """A phrase without the words of another that stands inside it."""
    full = close(tree, [t for t in of.full if t not in apart] or list(of.minimal))
    return Phrase(of.head, close(tree, [t for t in of.minimal if t not in apart] or [of.head]), full)
