"""What a clause with "be" says of somebody: "Roe is Acme's president", "Acme's president is Roe"."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.candidates import Candidate
from ingest.descriptions import is_person_noun
from ingest.gazetteer import OFFICES, TITLES
from ingest.sayings import Saying, noun_candidate, scopes
from ingest.tree import PEOPLE, Tree

DEFINITE = frozenset({"the", "his", "her", "its", "their", "whose"})


def predicates(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Roe is Acme's president", "Roe is a Lagos native": whose the predicate noun is, if the clause is so."""
    verb = tree.heads[noun]
    if tree.deps[noun] != "attr" or tree.lemmas[verb] != "be" or tree.named(noun):
        return
    copula = {verb, *tree.under(verb, "aux", "neg")}
    for subject in (h for s in tree.under(verb, "nsubj") for h in tree.conjuncts(s)):
        for slot, head, words in scopes(tree, noun):
            if slot in {"poss", "compound", "amod"} and subject < verb < head:
                said = Saying(
                    "apposition.phrase", noun, subject, head, tuple(sorted({*copula, *words})), "bearer", slot
                )
                yield replace(noun_candidate(tree, said), head=verb, first=verb, typed=True, assumed="")


def reversed_(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Acme's president is Roe", "Acme, whose president is Roe": whose the role is that the subject names."""
    person = holder(tree, noun)
    if person is None:
        return
    verb = tree.heads[noun]
    for slot, head, words in scopes(tree, noun):
        if head != person:
            said = Saying("apposition.phrase", noun, person, head, words, "bearer", slot)
            yield replace(noun_candidate(tree, said), head=verb, first=verb, typed=True, assumed="")


def holder(tree: Tree, noun: int) -> int | None:
    """The person whom a clause names as the one that has the role of its subject."""
    verb = tree.heads[noun]
    if tree.deps[noun] != "nsubj" or tree.lemmas[verb] != "be" or tree.tags[noun] != "NN":
        return None
    if not is_person_noun(tree.lemmas[noun]) and tree.lemmas[noun] not in TITLES | OFFICES:
        return None
    told = {tree.lower[k] for k in tree.under(noun, "det", "poss")} & DEFINITE
    owned = any(tree.named(k) for k in tree.under(noun, "poss"))
    named = [k for k in tree.under(verb, "attr") if tree.named(k) and tree.kinds[k] in PEOPLE]
    alone = len(named) == 1 and len(tree.conjuncts(named[0])) == len(tree.conjuncts(noun)) == 1
    return named[0] if alone and (told or owned) and not tree.named(noun) else None
