"""Repairs of coordination: what hangs behind "and" on the wrong word, or is no such word at all.

The list is that of ingest/repairs.py, which calls them.
"""

from ingest.salience import words
from ingest.slots import PLACES
from ingest.tree import NOUNS, PEOPLE, VERBS, Tree

KIN = words("person", "kin")
ROLES = words("person", "nouns")
NOW = frozenset({"'re", "'s", "are", "be", "been", "being", "is"})


def seat_subject(tree: Tree, verb: int) -> None:
    """Gives "jailed for fraud and his assets were seized" its second subject: the noun right before a finite verb."""
    if tree.pos[verb] not in VERBS or tree.under(verb, "nsubj", "nsubjpass", "expl", "csubj"):
        return
    passive = tree.under(verb, "auxpass")
    first = min([verb, *passive, *tree.under(verb, "aux")])
    noun = first - 1
    if noun < 1 or tree.tags[first] not in {"MD", "VBD", "VBP", "VBZ"} or tree.pos[noun] not in NOUNS:
        return
    if tree.deps[noun] == "conj" and tree.heads[noun] != verb and not tree.descends(verb, noun):
        tree.move(noun, verb, "nsubjpass" if passive else "nsubj")


def raise_conjunct(tree: Tree, noun: int) -> None:
    """Hangs a name on the noun above that is of its kind, where what it was hung on is of another."""
    head = tree.heads[noun]
    if tree.deps[noun] != "conj":
        return
    if not tree.named(noun):
        raise_role(tree, noun)
        return
    crown = crown_of(tree, head)
    if crown != head and tree.names.get(noun) != tree.names.get(head) and not placed(tree, noun):
        tree.move(noun, crown, "conj")  # the whole name's, not that of the last noun in it
        return
    whole = tree.heads[tree.heads[head]]
    if placed(tree, head) and not placed(tree, noun) and tree.deps[head] == "pobj" and tree.named(whole):
        tree.move(noun, whole, "conj")  # "the Union of Kano and Norvane": two bodies
        return
    if not tree.named(head) or alike(tree, noun, head) or "," not in tree.lower[head:noun]:
        return
    above = tree.heads[head]
    while tree.heads[above] != above and tree.deps[above] in {"prep", "pobj", "appos", "conj", "compound"}:
        if tree.named(above) and alike(tree, noun, above):
            tree.move(noun, above, "conj")
            return
        above = tree.heads[above]
    if tree.named(above) and alike(tree, noun, above):
        tree.move(noun, above, "conj")


def crown_of(tree: Tree, token: int) -> int:
    """The head of the name that a token stands in; the token itself where it stands in none."""
    name = tree.names.get(token)
    while name is not None and name[0] <= tree.heads[token] < name[1] and tree.heads[token] != token:
        token = tree.heads[token]
    return token


def placed(tree: Tree, name: int) -> bool:
    """Whether a name is a place's."""
    return tree.named(name) and tree.kinds[name] in PLACES


def raise_role(tree: Tree, noun: int) -> None:
    """Reads "is a director of Acme and the head of Globex": a role beside a company is the earlier role's conjunct."""
    head = tree.heads[noun]
    kin = (
        tree.lemmas[noun] in KIN and tree.first(noun, "prep") is not None
    )  # "is the aunt of Roe and the sister of Doe"
    if (
        not tree.named(head)
        or (tree.kinds[head] in PEOPLE and not kin)
        or tree.lemmas[noun] not in ROLES
        or tree.deps[head] != "pobj"
    ):
        return
    above = tree.heads[tree.heads[head]]
    if tree.deps[above] in {"attr", "appos", "pobj", "oprd"} and tree.lemmas[above] in ROLES:
        tree.move(noun, above, "conj")


def alike(tree: Tree, left: int, right: int) -> bool:
    """Whether two names are both of people, or both of something else."""
    return (tree.kinds[left] in PEOPLE) == (tree.kinds[right] in PEOPLE)


def part_gap(tree: Tree, noun: int) -> None:
    """Frees the subject of a second sentence whose verb is left out: a name with the same preposition behind it."""
    above = tree.heads[noun]
    prep = tree.heads[above]
    if not tree.named(noun) or tree.deps[above] != "pobj" or tree.deps[prep] != "prep":
        return
    behind = tree.names[noun][1]
    if behind < len(tree) and tree.lower[behind] == tree.lower[prep] and tree.deps[behind] == "prep":
        tree.deps[noun] = tree.deps[behind] = "dep"


def unverb(tree: Tree, word: int) -> None:
    """Takes a bare infinitive beside a finite verb for what it is, a noun ("is the keeper and defender Roe")."""
    head = tree.heads[word]
    bare = tree.tags[word] == "VB" and not tree.under(word, "aux", "auxpass", "neg", "nsubj")
    if not bare or tree.under(head, "aux"):
        return
    if tree.tags[head] == "VBP":  # "they buy and sell": the same form
        tree.tags[word] = "VBP"
    elif tree.tags[head] in {"VBZ", "VBD"}:
        tree.pos[word], tree.tags[word] = "NOUN", "NN"


def unpast(tree: Tree, verb: int) -> None:
    """Takes the second verb of "is cut into pieces and flushed" for a participle: tenses do not mix so."""
    head = tree.heads[verb]
    passive = tree.tags[head] == "VBN" and any(tree.lower[k] in NOW for k in tree.under(head, "auxpass"))
    alone = not tree.under(verb, "nsubj", "nsubjpass", "aux", "auxpass", "dobj", "ccomp", "expl")
    if tree.tags[verb] == "VBD" and passive and alone:
        tree.tags[verb] = "VBN"
