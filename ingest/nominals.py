"""Statements that noun phrases make: appositions, titles, possessives, of-phrases, compounds, event nouns.

    rule               words                                       statement
    apposition         Kashgar, a city in Xinjiang                 Kashgar | city | a city in Xinjiang
    apposition.phrase  Kashgar, a city in Xinjiang                 Kashgar | a city in | Xinjiang
    title              equipment maker Acme; chief executive J. R. Acme | equipment maker | equipment maker
    title.phrase       Acme chief executive Jane Roe               Jane Roe | chief executive | Acme
    possessive         Acme's sales unit                           Acme's sales unit | sales unit | Acme
    of                 a subsidiary of Acme                        a subsidiary of Acme | a subsidiary of | Acme
    compound           another Acme subsidiary                     another Acme subsidiary | subsidiary | Acme
    naming             named Acme as supplier of Globex             Acme | supplier of | Globex
    including          banks, including Acme                       banks | including | Acme
    event              Lagos's scrutiny of Acme                    Lagos | scrutiny of | Acme
    shape              Kano, Nigeria                               Kano | , | Nigeria
    shape              Lagos-based Acme                            Acme | based | Lagos
    shape              Kenya's Tana River                          Tana River | 's | Kenya
    shape              Jane Roe, a Nigerian banker                 Jane Roe | (is) | Nigerian

A noun says less than a verb: what a possessor has to do with the noun is known only for nouns that the ontology has a
pattern for. `typed` candidates become claims only where a property fits them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.candidates import Candidate, phrase
from ingest.children import children
from ingest.copulas import holder, predicates, reversed_
from ingest.descriptions import PERSON_NOUNS, is_person_noun
from ingest.gazetteer import CLASS, place_class
from ingest.keys import country_of_adjective
from ingest.layouts import PLACES, mutual, named_of, origins, possessed, predicated, shapes
from ingest.lifetimes import dated, lives
from ingest.phrases import close, name_of
from ingest.salience import words as listed
from ingest.sayings import Saying, hyphenated, noun_candidate, role_words, scopes, whose
from ingest.slots import prep_slots
from ingest.titles import titles_of
from ingest.tree import PEOPLE, Tokens, Tree
from ingest.triggers import MARRYING
from ingest.words import WORDS

UNREAL = frozenset({"no", "any", "every", "each", "either", "neither", "never", "not", "what", "which"})


def nominal(tree: Tree, start: int, end: int) -> Iterator[Candidate]:
    """The candidates of the noun phrases of one sentence."""
    for i in range(start, end):
        if tree.pos[i] in {"NOUN", "PROPN"} and not any(tree.lower[k] in UNREAL for k in tree.under(i, "det", "neg")):
            yield from appositions(tree, i)
            yield from titles(tree, i)
            yield from capitals(tree, i)
            yield from owners(tree, i)
            yield from predicates(tree, i)
            yield from reversed_(tree, i)
            yield from events(tree, i)
            yield from shapes(tree, i)
            yield from named_of(tree, i)
            yield from possessed(tree, i)
            yield from lives(tree, i)
            yield from dated(tree, i)
            yield from origins(tree, i)
            yield from children(tree, i)
            yield from inclusions(tree, i)
        elif tree.tags[i] == "PRP":
            yield from appositions(tree, i)
        elif tree.lemmas[i] in MUTUAL:
            yield from mutual(tree, i)
        elif tree.lemmas[i] in WORDS.naming and tree.pos[i] == "VERB":
            yield from namings(tree, i)


def appositions(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Kashgar, a city in Xinjiang": the noun is what the apposition says."""
    for other in tree.under(noun, "appos"):
        if tree.literal(other) or tree.literal(noun):
            continue
        common_ = not (tree.named(noun) or tree.named(other) or tree.named(max(0, tree.subtree(other)[0] - 2)))
        bearer = predicated(tree, noun) if common_ else None  # not "the envoy of Acme, a member of Globex"
        if bearer is not None:  # "Roe is a banker, the son of Reck"
            yield from described(tree, bearer, other, "apposition", role_words(tree, other))
        elif tree.tags[noun] == "PRP" and other < noun:  # "A native of Kano, she"
            yield from described(tree, noun, other, "apposition", role_words(tree, other))
        name, role = (seated(tree, noun, other), other) if not tree.named(other) else (other, noun)
        if tree.named(other) and tree.words[tree.names[other][0] - 1] == "(":
            continue  # "the industrial average (INDX)" is short for the whole phrase
        if tree.named(role) or not tree.named(name) or not common(tree, role, name) or quoted(tree, noun, other):
            continue
        if any(tree.tags[k] == "$" for k in tree.subtree(role) if k < role) and name < role:
            continue  # the next of a list: "a stake in Acme, a $5 million holding in Globex"
        for held in tree.conjuncts(role):
            if role < name < held:
                continue  # "his wife, Mara Velde, and his father": another person
            if held == role or not (tree.named(held) or tree.literal(held)):
                yield from described(tree, name, held, "apposition", role_words(tree, held))


def seated(tree: Tree, noun: int, role: int) -> int:
    """Whom a role is said of: in "Jane Roe, D-Ohio, chairman of the panel" the person, not the place between."""
    head = tree.heads[noun]
    between = tree.deps[noun] == "appos" and tree.kinds[noun] in PLACES and tree.kinds[head] == CLASS["person"]
    return head if between and is_person_noun(tree.lemmas[role]) else noun


def common(tree: Tree, role: int, name: int) -> bool:
    """Whether a word is a common noun, or a person's role in capitals ("Roe, Deputy Secretary of the Treasury")."""
    capital = tree.pos[role] == "PROPN" and tree.lemmas[role] in PERSON_NOUNS and tree.kinds[name] in PEOPLE
    return tree.pos[role] == "NOUN" or capital


def inclusions(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "controls on trade, including limits on exports": what is among the things that a common noun names."""
    for prep in () if tree.named(noun) else tree.under(noun, "prep"):
        if tree.lower[prep] == "including" and prep > noun and tree.lower[prep - 1] != "not":
            for member in (m for o in tree.under(prep, "pobj") for m in tree.conjuncts(o)):
                made = noun_candidate(tree, Saying("including", noun, noun, member, (prep,), "bearer", "including"))
                yield replace(made, object=phrase(tree, member, subject=True), assumed="")


def quoted(tree: Tree, noun: int, other: int) -> bool:
    """Whether a quotation opens between the two: a title of a work then, no apposition."""
    return any(tree.words[i] in {"“", '"', "``", "‘"} for i in range(noun + 1, other))


def described(tree: Tree, name: int, role: int, rule: str, relation: Tokens) -> Iterator[Candidate]:
    """`name` is a `role`, and what the role's own phrases say of it."""
    yield noun_candidate(tree, Saying(rule, role, name, role, relation, "bearer", "class"))
    for slot, head, words in scopes(tree, role):
        if head != name:
            yield noun_candidate(tree, Saying(f"{rule}.phrase", role, name, head, words, "bearer", slot))


def titles(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Acme chief executive Jane Roe", "equipment maker Acme": common nouns in front of a name."""
    name = name_of(tree, noun)
    if not name or noun != name[-1]:
        return
    before = [k for k in tree.kids[noun] if k < name[0] and tree.deps[k] in {"compound", "nmod", "amod"}]
    roles = [k for k in before if tree.pos[k] == "NOUN" and not tree.kinds[k]]
    apart = any(tree.lower[t] in {"'s", "’s"} for k in roles for t in tree.subtree(k))
    if not roles or roles[-1] != name[0] - 1 or apart:
        return  # "Lagos's port | Kano" was misread
    role = roles[-1]
    own = [t for k in roles for t in tree.subtree(k) if not tree.named(t) and tree.pos[t] != "DET"]
    if any(tree.tags[t] == "CC" and tree.words[t - 1][:1].isupper() for t in own):  # "Reck and | Kenyan leader Velde"
        own = [t for t in own if t > max(k for k in own if tree.tags[k] == "CC")]
    words = close(tree, own)
    yield noun_candidate(tree, Saying("title", role, noun, role, words, "bearer", "class"))
    if tree.lemmas[role] in WORDS.mutual and tree.deps[noun] == "conj" and tree.named(tree.heads[noun]):
        yield noun_candidate(tree, Saying("title.phrase", role, noun, tree.heads[noun], words, "bearer", "of"))
    for part in before:
        inner = [part, *tree.under(part, "compound", "nmod", "poss")]
        for owner in inner:
            if tree.named(owner) and not hyphenated(tree, owner) and not coordinated(tree, owner, role):
                yield noun_candidate(tree, Saying("title.phrase", role, noun, owner, words, "bearer", "compound"))
        for people in tree.under(part, "amod") if part == role else ():
            if country_of_adjective(tree.words[people]):  # "Spanish prime minister Jane Roe"
                said = Saying("title.phrase", role, noun, people, words, "bearer", "compound")
                yield replace(noun_candidate(tree, said), typed=True)
    yield from kin(tree, noun, role)
    for owner in tree.under(noun, "poss"):
        yield noun_candidate(tree, Saying("title.phrase", role, noun, owner, words, "bearer", "poss"))


def coordinated(tree: Tree, person: int, role: int) -> bool:
    """Whether an "and" parts a person from a role: "Abel Roe and Acme president Jane Doe"."""
    return tree.kinds[person] in PEOPLE and "and" in tree.lower[person:role]


def kin(tree: Tree, noun: int, role: int) -> Iterator[Candidate]:
    """Reads "her husband Jonas Reck": whose the role is by a pronoun."""
    for owner in tree.under(role, "poss"):
        if tree.tags[owner] in {"PRP$", "WP$"}:
            words = close(tree, [t for t in tree.subtree(role) if t != owner and not tree.named(t)])
            yield noun_candidate(tree, Saying("title.phrase", role, noun, whose(tree, owner), words, "bearer", "poss"))


def capitals(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Ohio Gov. Jane Roe": a title in capitals and whose it is."""
    for title in titles_of(tree, noun) if tree.named(noun) else ():
        yield noun_candidate(
            tree, Saying("title.phrase", title.role, noun, title.owner, title.words, "bearer", title.slot)
        )


def namings(tree: Tree, verb: int) -> Iterator[Candidate]:
    """Reads "named Acme as the sole supplier of Globex": what somebody is named, and of whom.

    Who appoints makes it so; who describes, and a document that names, is only cited for it.
    """
    objects = [h for o in tree.under(verb, "dobj") for h in tree.conjuncts(o)]
    roles = [o for p in tree.under(verb, "prep") if tree.lower[p] == "as" for o in tree.under(p, "pobj")]
    roles += tree.under(verb, "oprd")
    subject = tree.first(verb, "nsubj")
    says = tree.lemmas[verb] in WORDS.describing
    if subject is not None and tree.lemmas[subject] in WORDS.documents:
        says = True
    for bearer in objects:
        for role in roles:
            if tree.pos[role] != "NOUN" or role < bearer:
                continue
            for made in described(tree, bearer, role, "naming", (verb,)):
                yield replace(made, cited=(subject, verb) if says and subject is not None else None)


def owners(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Acme's unit", "a unit of Acme", "the Acme unit": the phrase itself is what the noun says."""
    head = tree.heads[noun]
    first = noun  # of the nouns coordinated with it
    while tree.deps[first] == "conj" and tree.heads[first] != first:
        first = tree.heads[first]
    predicate = tree.deps[first] in {"attr", "oprd", "appos"} or tree.lower[tree.heads[first]] == "as"
    title = tree.deps[noun] in {"compound", "nmod", "amod"} and noun < head and tree.named(head)
    if tree.named(noun) or predicate or title or holder(tree, noun) is not None:
        return  # the clause, the apposition or the title says who it is
    bearer = noun
    place = tree.lemmas[noun] in PLACE_NOUNS
    inside = [k for k in tree.under(noun, "compound", "nmod") if tree.named(k) and tree.kinds[k] in PLACES]
    if inside and place and tree.under(noun, "poss"):
        bearer = inside[0]  # "China's Xinjiang region", not "Roe's Kano relatives"
    several = place or tree.tags[noun] == "NNS"
    for slot, head, words in scopes(tree, noun):
        rule = {"poss": "possessive", "compound": "compound", "of": "of"}.get(slot, "phrase")
        if several and tree.deps[head] == "conj" and slot not in {"poss", "compound"}:
            continue  # "the states of Ohio and Iowa", "police in Ohio and Iowa": each has its own
        if slot == "compound" and tree.kinds[head] not in PLACES and owned(tree, noun):
            continue  # "Acme's Globex unit", "the Globex unit of Acme" is Globex
        if slot in {"poss", "compound"} and named_so(tree, noun, head):
            continue
        if slot == "of" and tree.kinds[head] in PLACES and same_place(tree, noun):
            continue
        if head != bearer:
            yield noun_candidate(tree, Saying(rule, noun, bearer, head, words, "bearer", slot))


def owned(tree: Tree, noun: int) -> bool:
    """Whether a possessor, or a name behind "of", says whose a noun is."""
    behind = (k for p in tree.under(noun, "prep") if tree.lower[p] == "of" for k in tree.under(p, "pobj"))
    return bool(tree.under(noun, "poss")) or any(map(tree.named, behind))


def named_so(tree: Tree, noun: int, name: int) -> bool:
    """Whether a name right before its noun is what the noun is called: "the Kano Argus newspaper"."""
    start, end = tree.names.get(name, (0, 0))
    if end != noun or tree.lemmas[noun] not in CALLED or tree.lower[start - 1] != "the":
        return False
    return not any(place_class(" ".join(tree.words[start:k])) for k in range(start + 1, end + 1))


def same_place(tree: Tree, noun: int) -> bool:
    """Whether "of" behind a noun gives the place's own name: "the nation of Kenya", "the Kenyan port of Mombasa"."""
    if tree.lemmas[noun] not in PLACE_NOUNS or not any(tree.lower[k] == "the" for k in tree.under(noun, "det")):
        return False
    placed = any(tree.kinds[k] in PLACES | {CLASS["people"]} for k in tree.under(noun, "compound", "amod", "nmod"))
    return placed if tree.lemmas[noun] in BESIDE else tree.lemmas[noun] not in PARTS


MUTUAL = MARRYING | {"married", "divorced"}
CALLED = frozenset({"channel", "daily", "magazine", "network", "newspaper", "paper", "tabloid", "weekly"})
PLACE_NOUNS = listed("definite", "place")
PARTS = frozenset({"area", "district", "enclave", "region", "territory"})  # of a place
BESIDE = frozenset({"capital", "suburb"})  # of a place, or a place of one
WHERE = frozenset({"at", "from", "in", "near", "outside"})


def events(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Reads "Lagos's scrutiny of Acme", "talks between A and B": both sides of an event noun."""
    shared = tree.deps[noun] == "conj" or tree.under(noun, "conj")
    if tree.named(noun) or tree.tags[noun] == "NNP" or (shared and tree.lemmas[noun] in PERSON_NOUNS):
        return  # "the Acme chairman and a banker in Kano" are of one each; "Chancellor of" is a title
    owners_ = [(h, "poss") for o in tree.under(noun, "poss") for h in tree.conjuncts(o)]
    makers = (s for p in tree.under(noun, "prep") if tree.lower[p] == "by" for s in prep_slots(tree, p))
    owners_ += [(h, "by") for s in makers for h in s.heads if tree.named(h)]
    # "the Acme editor for Globex": whose editor, not what Acme has to do with Globex; "Roe's aunt in Kano": hers.
    somebody = is_person_noun(tree.lemmas[noun])
    if not shared and not somebody:
        owners_ += [(k, "poss") for k in tree.under(noun, "compound", "nmod") if tree.named(k) and k < noun]
    for slot, head, words in scopes(tree, noun):
        if (
            slot in {"poss", "by", "compound", "between", "among", "via"}
            or (somebody and slot in WHERE)
            or same_place(tree, noun)
        ):
            continue
        for owner, by in owners_:
            living = any(tree.pos[i] == "VERB" for i in words)
            if somebody and (living or tree.tags[owner] == "PRP$" or tree.kinds[owner] == CLASS["person"]):
                continue  # "Reck's envoy to Kano", "a Lagos native living in Kano": another's business than the owner's
            yield noun_candidate(tree, Saying("event", noun, owner, head, words, by, slot))
    for prep in tree.under(noun, "prep"):
        if tree.lower[prep] == "between":
            sides = [h for s in prep_slots(tree, prep) for h in s.heads]
            for left, right in pairwise(sides):
                words = tuple(sorted({*role_words(tree, noun), prep}))
                yield noun_candidate(tree, Saying("event", noun, left, right, words, "between", "and"))
