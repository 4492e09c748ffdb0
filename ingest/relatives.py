"""Which noun a relative clause belongs to: the one that agrees with it in number, and can be "who"."""

from ingest.attachments import PLACES
from ingest.descriptions import is_person_noun
from ingest.tree import NOUNS, PEOPLE, VERBS, Tree

SINGULAR = frozenset({"is", "was", "has", "does"})
PLURAL = frozenset({"are", "were", "have", "do"})
DETERMINED = ("det", "poss", "nummod")


def reattach_relative(tree: Tree, clause: int) -> None:
    """Hangs a relative clause on the noun that agrees with it."""
    noun = tree.heads[clause]
    pronoun = opening(tree, clause)
    if pronoun is None or tree.pos[noun] not in NOUNS or noun > pronoun:
        return
    number = number_of_verb(tree, clause, pronoun)
    human = tree.lower[pronoun] in {"who", "whom"}
    if human and tree.named(noun) and tree.kinds[noun] not in PEOPLE:
        above = tree.heads[tree.heads[noun]]
        agrees = not number or number_of(tree, above) in {number, ""}  # "lawyers for Roe, who is"
        if tree.deps[noun] == "pobj" and tree.pos[above] == "NOUN" and agrees:
            tree.move(clause, above, "relcl")
        return
    if (
        tree.lower[pronoun] == "which"
        and pronoun > 0
        and tree.lower[pronoun - 1] != ","
        and part_place(tree, clause, number)
    ):
        return
    if tree.lower[pronoun] in {"that", "which"} and part_person(tree, clause, number):
        return
    last = before_comma(tree, pronoun, noun)
    if last == noun and number and number_of(tree, noun) not in {number, ""}:
        raise_relative(tree, clause, number)
    if last is None or last == noun:
        return
    many = number_of(tree, last)
    bare = tree.pos[noun] == "NOUN" and not tree.under(noun, *DETERMINED) and tree.named(last)
    wrong = bool(number) and number_of(tree, noun) not in {number, ""}
    fits = not number or many in {number, ""}
    someone = tree.kinds[last] in PEOPLE or (wrong and tree.pos[last] == "PROPN")
    if fits and (wrong or (bare and not human)) and (not human or someone):
        tree.move(clause, last, "relcl")


def part_place(tree: Tree, clause: int, number: str) -> bool:
    """Hangs "a fleet to patrol the Gulf which was joined by" on the noun above: of places there is only one each."""
    noun = above = tree.heads[clause]
    if not tree.named(noun) or tree.kinds[noun] not in PLACES:
        return False
    while tree.heads[above] != above and (tree.pos[above] not in VERBS or tree.deps[above] in {"acl", "relcl"}):
        above = tree.heads[above]
        if above < noun and tree.pos[above] == "NOUN" and number_of(tree, above) in {number or "singular", number, ""}:
            tree.move(clause, above, "relcl")
            return True
    return False


def part_person(tree: Tree, clause: int, number: str) -> bool:
    """Hangs "the case of the boy that has shaken Kano" on the case: a person is "who"."""
    noun = tree.heads[clause]
    above = tree.heads[tree.heads[noun]]
    person = tree.kinds[noun] in PEOPLE if tree.named(noun) else is_person_noun(tree.lemmas[noun])
    thing = tree.pos[above] == "NOUN" and not tree.named(above) and not is_person_noun(tree.lemmas[above])
    held = tree.deps[noun] == "pobj" and tree.lower[tree.heads[noun]] in {"about", "against", "of", "over"}
    if not (person and thing and held and tree.under(above, "det", "poss", "amod")):
        return False
    if number_of(tree, above) not in {number or "singular", number, ""}:
        return False
    tree.move(clause, above, "relcl")
    return True


def raise_relative(tree: Tree, clause: int, number: str) -> None:
    """Hangs "machines for word processing, which have" on the noun above that its verb agrees with."""
    noun = above = tree.heads[clause]
    while tree.heads[above] != above and (tree.pos[above] not in VERBS or tree.deps[above] == "acl"):
        above = tree.heads[above]
        if above < noun and tree.pos[above] in NOUNS and number_of(tree, above) == number:
            tree.move(clause, above, "relcl")
            return


def opening(tree: Tree, clause: int) -> int | None:
    """The relative pronoun of a clause, where it opens it."""
    words = tree.subtree(clause)
    first = next((i for i in words if tree.pos[i] != "PUNCT"), clause)
    return first if tree.tags[first] in {"WDT", "WP"} else None


def before_comma(tree: Tree, pronoun: int, noun: int) -> int | None:
    """The head of the noun phrase below `noun` that ends at the comma before a pronoun; the first of a list."""
    if pronoun < 2 or tree.lower[pronoun - 1] != ",":
        return None
    at = pronoun - 2
    while tree.heads[at] != at and tree.heads[at] > noun and tree.deps[at] in {"compound", "conj", "flat", "nmod"}:
        at = tree.heads[at]
    return at if tree.pos[at] in NOUNS and tree.descends(at, noun) else None


def number_of(tree: Tree, noun: int) -> str:
    """Singular, plural, or "" for names and words that are both."""
    if len(tree.conjuncts(noun)) > 1:
        return "plural"
    if tree.tags[noun] in {"NNS", "NNPS"}:
        return "plural"
    return "singular" if tree.tags[noun] == "NN" else ""


def number_of_verb(tree: Tree, clause: int, pronoun: int) -> str:
    """The number that the verb of a relative clause asks of the pronoun, where the pronoun is its subject."""
    verb = tree.heads[pronoun]
    if tree.deps[pronoun] not in {"nsubj", "nsubjpass"}:
        if tree.under(clause, "nsubj", "nsubjpass") and not tree.under(clause, "ccomp"):
            return ""
        verb = next(iter(tree.under(clause, "ccomp")), clause)
    for word in [*tree.under(verb, "aux", "auxpass"), verb]:
        if tree.lower[word] in SINGULAR or tree.tags[word] == "VBZ":
            return "singular"
        if tree.lower[word] in PLURAL or tree.tags[word] == "VBP":
            return "plural"
    return ""
