"""Repairs of a parse before it is read: what small models are known to get wrong, undone by agreement and type.

"ties with Acme and rival Globex, which are a risk"   the clause hangs on the bare noun "ties": the names before
                                                      the comma take it
"the head of Acme, who resigned"                      "who" cannot be a company: the noun above takes it
"officials of Acme, which makes ..."                  number: what agrees with the clause's verb takes it
"take a closer look at X, Y's scrutiny of Z"          a second object behind a comma is none
"Roe, head of Acme, and Doe"                            a person beside a company is the next person's conjunct
"is the keeper and defender Roe"                       no verb is bare beside a finite one
"the businessman Jonas Reck"                           the name is the head, however it was hung
"the tanker Vela Star sank"                            one subject with a title, not two
"A former adviser to Doe, Roe heads the port"            the same, set apart by a comma
"denied meeting Doe"                                    no "meeting" is called Doe, and nobody denied Doe
"jailed for fraud and his assets were seized"          the assets are the subject of the second verb
"Roe, who police say killed Doe"                      two subjects of one verb: the pronoun is that of the next
"the head of Acme, Jane Roe,"                           the head is Jane Roe, not Acme
"Acme has won a tender, the ministry said"            behind the verb of a name nothing is its apposition
"""

from ingest.reporting import REPORTING
from ingest.salience import words
from ingest.tree import NOUNS, VERBS, Tree

ROLES = words("person", "nouns")
SEATS = ROLES | {"boss", "chair", "head"}
PEOPLE = frozenset({"Person", "Group", "PERSON", "NORP", "Agent"})
SINGULAR = frozenset({"is", "was", "has", "does"})
PLURAL = frozenset({"are", "were", "have", "do"})
DETERMINED = ("det", "poss", "nummod")


def repair(tree: Tree) -> None:
    """Rewires a tree in place."""
    for i, dep in enumerate(tree.deps):
        if dep == "relcl" and tree.pos[i] in VERBS:
            hand_down_pronoun(tree, i)
            reattach_relative(tree, i)
        elif dep == "dobj":
            unlist_object(tree, i)
            free_gerund(tree, i)
        elif dep in {"nsubj", "nsubjpass"}:
            join_title(tree, i)
        elif dep == "appos":
            crown_name(tree, i)
            part_apposition(tree, i)
            seat_holder(tree, i)
        elif dep == "conj":
            unverb(tree, i)
            raise_conjunct(tree, i)
            seat_subject(tree, i)
    tree.known.clear()


def hand_down_pronoun(tree: Tree, verb: int) -> None:
    """Gives the pronoun of "who police say killed" to the verb that it is the subject of; "say" keeps its own."""
    subjects = tree.under(verb, "nsubj")
    if len(subjects) != 2 or tree.tags[subjects[0]] not in {"WDT", "WP"}:
        return
    below = _said(tree, verb)
    if below is None or tree.under(below, "nsubj", "nsubjpass"):
        return
    passive = tree.under(below, "auxpass")
    tree.move(subjects[0], below, "nsubjpass" if passive else "nsubj")
    tree.deps[below] = "ccomp"
    if tree.tags[below] == "VBN" and not tree.under(below, "aux", "auxpass"):
        tree.tags[below] = "VBD"


def _said(tree: Tree, verb: int) -> int | None:
    """The verb that the clause of "say" is about, dug out of three misreadings."""
    below = [k for k in tree.under(verb, "xcomp", "ccomp") if tree.pos[k] in VERBS]
    if len(below) == 1:
        return below[0]
    for noun in tree.under(verb, "dobj"):  # "say [had bribed officials]"
        found = next((k for k in tree.under(noun, "amod") if verb < k < noun and tree.tags[k] in {"VBN", "VBD"}), None)
        if found is not None:
            tree.move(found, verb, "ccomp")
            tree.move(noun, found, "dobj")
            return found
    return _crowned(tree, verb)


def _crowned(tree: Tree, verb: int) -> int | None:
    """Undoes "the man [who police say] killed [Roe was arrested]": the man was arrested, Roe was killed."""
    noun, wrong = tree.heads[verb], verb + 1
    if wrong >= len(tree) or tree.heads[noun] != wrong or tree.deps[noun] not in {"nsubj", "nsubjpass"}:
        return None
    right = next((k for k in tree.under(wrong, "ccomp") if tree.pos[k] in VERBS), None)
    victim = tree.first(right, "nsubj", "nsubjpass") if right is not None else None
    if right is None or victim is None or tree.subtree(victim)[0] != wrong + 1:
        return None
    dep = tree.deps[victim]
    head = tree.heads[wrong]
    for kid in [k for k in tree.kids[wrong] if k > right or k == noun]:
        tree.move(kid, right, dep if kid == noun else tree.deps[kid])
    tree.move(right, head if head != wrong else right, tree.deps[wrong])
    tree.move(victim, wrong, "dobj")
    tree.move(wrong, verb, "ccomp")
    return wrong


def join_title(tree: Tree, noun: int) -> None:
    """Hangs a common noun on the name right behind it: "the tanker Vela Star sank" has one subject, not two."""
    twin = next((k for k in tree.under(tree.heads[noun], tree.deps[noun]) if k > noun), None)
    if twin is None or tree.pos[noun] != "NOUN" or tree.named(noun) or not tree.named(twin):
        return
    start = tree.names[twin][0]
    if start == noun + 1:
        tree.move(noun, twin, "compound")
    elif tree.words[start - 1] == "," and tree.subtree(noun)[-1] + 1 in {start - 1, start}:
        tree.move(noun, twin, "appos")  # "A former adviser to Doe, Roe heads the port."


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
    if not tree.named(noun):
        raise_role(tree, noun)
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


def raise_role(tree: Tree, noun: int) -> None:
    """Reads "is a director of Acme and the head of Globex": a role beside a company is the earlier role's conjunct."""
    head = tree.heads[noun]
    if (
        not tree.named(head)
        or tree.kinds[head] in PEOPLE
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


def crown_name(tree: Tree, name: int) -> None:
    """Makes a name the head of "the businessman Jonas Reck", where it was read as an apposition without a comma."""
    if not tree.named(name) or tree.names[name][1] != name + 1:
        return
    noun = tree.names[name][0] - 1  # also where the name was hung on a noun before that one
    if noun < 0 or tree.pos[noun] != "NOUN" or tree.named(noun) or not tree.descends(noun, tree.heads[name]):
        return
    if tree.heads[noun] == noun:
        return
    tree.move(name, tree.heads[noun], tree.deps[noun])
    for kid in list(tree.kids[noun]):
        if kid > name or tree.deps[kid] == "det":
            tree.move(kid, name, tree.deps[kid])
    tree.move(noun, name, "compound")


def part_apposition(tree: Tree, noun: int) -> None:
    """Frees what stands behind the verb of the name that it was hung on: whoever reports the sentence, or nobody."""
    subject = tree.heads[noun]
    verb = tree.heads[subject]
    if tree.deps[subject] not in {"nsubj", "nsubjpass"} or not subject < verb < noun or tree.pos[verb] not in VERBS:
        return
    said = next((k for k in tree.under(noun, "acl", "relcl") if tree.tags[k] in {"VBD", "VBN"}), None)
    reports = said is not None and said == noun + 1 and tree.lemmas[said] in REPORTING.reporting
    if said is None or not reports or tree.heads[verb] != verb:
        tree.deps[noun] = "dep"
        return
    tree.move(noun, verb, "dep")
    tree.move(said, said, "ROOT")
    tree.move(verb, said, "ccomp")
    tree.move(noun, said, "nsubj")
    tree.tags[said] = "VBD"


def seat_holder(tree: Tree, person: int) -> None:
    """Hangs the person of "the head of Acme, Jane Roe," on the role: no company and no place is a person."""
    place = tree.heads[person]
    if tree.kinds[person] not in PEOPLE or not tree.named(place) or tree.kinds[place] in PEOPLE or person < place:
        return
    role = tree.heads[tree.heads[place]]
    if tree.deps[place] == "pobj" and role < place and not tree.named(role) and tree.lemmas[role] in SEATS:
        tree.move(person, role, "appos")


def unverb(tree: Tree, word: int) -> None:
    """Takes a bare infinitive beside a finite verb for what it is, a noun ("is the keeper and defender Roe")."""
    head = tree.heads[word]
    bare = tree.tags[word] == "VB" and not tree.under(word, "aux", "auxpass", "neg", "nsubj")
    if bare and tree.tags[head] in {"VBZ", "VBD", "VBP"} and not tree.under(head, "aux"):
        tree.pos[word], tree.tags[word] = "NOUN", "NN"


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


def unlist_object(tree: Tree, noun: int) -> None:
    """Makes a second object behind a comma a loose apposition of the verb: nothing reads it."""
    verb = tree.heads[noun]
    first = tree.first(verb, "dobj")
    if first is not None and first != noun and "," in tree.lower[first:noun]:
        tree.deps[noun] = "dep"


GERUND_TAKERS = frozenset(
    {"admit", "avoid", "consider", "deny", "discuss", "recall", "resist", "risk", "start", "stop"}
)


def free_gerund(tree: Tree, noun: int) -> None:
    """Takes a name from a verb that governs the -ing form before it, read as a modifier: nothing reads either."""
    verb = tree.heads[noun]
    gerund = verb + 1
    modifies = gerund < noun and tree.heads[gerund] == noun and tree.deps[gerund] in {"amod", "compound", "nmod"}
    if modifies and tree.lower[gerund].endswith("ing") and tree.named(noun) and tree.lemmas[verb] in GERUND_TAKERS:
        tree.deps[noun] = tree.deps[gerund] = "dep"
