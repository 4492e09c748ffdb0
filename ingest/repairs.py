"""Repairs of a parse before it is read: what small models are known to get wrong, undone by agreement and type.

"ties with Acme and rival Globex, which are a risk"   the clause hangs on the bare noun "ties": the names before
                                                      the comma take it
"the head of Acme, who resigned"                      "who" cannot be a company: the noun above takes it
"officials of Acme, which makes ..."                  number: what agrees with the clause's verb takes it
"take a closer look at X, Y's scrutiny of Z"          a second object behind a comma is none
"Roe, head of Acme, and Doe"                            a person beside a company is the next person's conjunct
"is the keeper and defender Roe"                       no verb is bare beside a finite one
"is sold and shipped to Kano"                          no past tense beside a present one
"the businessman Jonas Reck"                           the name is the head, however it was hung
"the tanker Vela Star sank"                            one subject with a title, not two
"A former adviser to Doe, Roe heads the port"            the same, set apart by a comma, however it was hung
"denied meeting Doe"                                    no "meeting" is called Doe, and nobody denied Doe
"jailed for fraud and his assets were seized"          the assets are the subject of the second verb
"Roe, who police say killed Doe"                      two subjects of one verb: the pronoun is that of the next
"the head of Acme, Jane Roe,"                           the head is Jane Roe, not Acme
"police said on Tuesday they had met"                  when it was said
"Acme has won a tender, the ministry said"            behind the verb of a name nothing is its apposition
"Doe, Jonas Reck (also known as Jon Rex)"             brackets are about the name in front of them
"passed the bill 51 to 49"                              one figure of two numbers, the verb's
"Kano is in Nigeria and Lima in Peru"                 a second sentence without its verb

Clauses that are what a word announces ("the rumour that Acme won") are in `contents.py`, names that are only ruled out
("Roe, not Doe") in `exclusions.py`, phrases hung one word off in `attachments.py`.
"""

from spacy.tokens import Doc

from ingest.attachments import (
    crown_daily,
    join_tally,
    part_aside,
    part_named,
    part_pair,
    raise_agent,
    raise_place,
    seat_based,
)
from ingest.contents import (
    DISPUTING,
    crown_disputing,
    crown_saying,
    free_reporting,
    open_content,
    part_denial,
    part_inserted,
    part_sentence,
    part_told,
    seat_gerund,
    unnoun,
)
from ingest.coordination import ROLES, part_gap, raise_conjunct, seat_subject, unpast, unverb
from ingest.descriptions import PERSON_NOUNS
from ingest.exclusions import EXCLUDING, part_excluded
from ingest.relatives import reattach_relative
from ingest.reporting import REPORTING
from ingest.slots import TIMES
from ingest.tree import PEOPLE, VERBS, Tree

REPAIRED = "repaired"  # key of a Doc's user data

FRONTED = frozenset({"advcl", "dep", "npadvmod"})
MODIFYING = frozenset({"amod", "appos", "compound", "nmod", "prep"})
FINITE = frozenset({"VBD", "VBN", "VBP", "VBZ"})
SEATS = ROLES | {"boss", "chair", "head"}


def repaired(doc: Doc) -> Tree:
    """The repaired tree of a paragraph whose names are annotated: the one that all rules read, made once."""
    found: Tree | None = doc.user_data.get(REPAIRED)
    if found is None:
        found = doc.user_data[REPAIRED] = Tree(doc)
        repair(found)
    return found


def repair(tree: Tree) -> None:
    """Rewires a tree in place."""
    for i, dep in enumerate(tree.deps):
        mend_word(tree, i)
        if dep == "relcl" and tree.pos[i] in VERBS:
            rehang_relative(tree, i)
        elif dep in {"dobj", "oprd"}:
            rehang_object(tree, i)
        elif dep in {"nsubj", "nsubjpass"}:
            join_title(tree, i)
        elif dep in FRONTED:
            front_title(tree, i)
        elif dep in MODIFYING:
            rehang_modifier(tree, i, dep)
        elif dep == "acl":
            attach_bracket(tree, i)
            seat_gerund(tree, i)
            crown_saying(tree, i)
        elif dep == "ccomp":
            crown_saying(tree, i)
            part_inserted(tree, i)
            hand_up_time(tree, i)
            part_sentence(tree, i)
        elif dep == "conj":
            part_inserted(tree, i)
            part_gap(tree, i)
            unverb(tree, i)
            unpast(tree, i)
            raise_conjunct(tree, i)
            seat_subject(tree, i)
    tree.known.clear()


def mend_word(tree: Tree, i: int) -> None:
    """What is told by a word alone, however it hangs."""
    unnoun(tree, i)
    if tree.lower[i] in EXCLUDING:
        part_excluded(tree, i)
    elif tree.tags[i] == "CD":
        join_tally(tree, i)
    elif tree.pos[i] == "NOUN" and tree.lemmas[i] in DISPUTING:
        crown_disputing(tree, i)


def _resumed(tree: Tree, noun: int, wrong: int) -> bool:
    """Gives "Roe, who police say paid Doe, left" its own verb, "left", which hangs on "paid"."""
    for right in tree.under(wrong, "advcl", "conj", "dep", "ccomp"):
        bare = tree.pos[right] in VERBS and not tree.under(right, "nsubj", "nsubjpass", "mark", "cc")
        if right > wrong and bare and tree.tags[right] in FINITE and tree.words[tree.subtree(right)[0] - 1] == ",":
            passive = tree.under(right, "auxpass")
            tree.supplant(right, wrong)
            tree.move(noun, right, "nsubjpass" if passive else "nsubj")
            return True
    return False


def rehang_relative(tree: Tree, i: int) -> None:
    """Repairs a relative clause: whose it is, and whether it is one."""
    if crown_saying(tree, i):
        return
    hand_down_pronoun(tree, i)
    reattach_relative(tree, i)
    open_content(tree, i)
    part_told(tree, i)
    part_denial(tree, i)


def rehang_object(tree: Tree, i: int) -> None:
    """Repairs what stands behind a verb: whom it names, lists, gerunds."""
    part_named(tree, i)
    part_aside(tree, i)
    if tree.deps[i] == "dobj":
        unlist_object(tree, i)
        join_person(tree, i)
        free_gerund(tree, i)


def rehang_modifier(tree: Tree, i: int, dep: str) -> None:
    """Repairs what stands beside a noun: appositions, phrases, adjectives."""
    if dep == "prep":
        raise_agent(tree, i)
        raise_place(tree, i)
    elif dep == "amod":
        seat_based(tree, i)
    elif dep == "compound":
        free_reporting(tree, i)
    elif dep == "nmod":
        part_pair(tree, i)
    else:
        crown_daily(tree, i)
        crown_name(tree, i)
        seat_opener(tree, i)
        part_apposition(tree, i)
        seat_holder(tree, i)


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
    if _resumed(tree, noun, wrong):
        tree.move(wrong, verb, "ccomp")
        return wrong
    right = next((k for k in tree.under(wrong, "ccomp") if tree.pos[k] in VERBS), None)
    victim = tree.first(right, "nsubj", "nsubjpass") if right is not None else None
    if right is None or victim is None or tree.subtree(victim)[0] != wrong + 1:
        return None
    dep = tree.deps[victim]
    for kid in [k for k in tree.kids[wrong] if k > right or k == noun]:
        tree.move(kid, right, dep if kid == noun else tree.deps[kid])
    tree.supplant(right, wrong)
    tree.move(victim, wrong, "dobj")
    tree.move(wrong, verb, "ccomp")
    return wrong


def hand_up_time(tree: Tree, verb: int) -> None:
    """Gives the time of "said on Tuesday they had met" to who said so: it stands before the clause."""
    head, subject = tree.heads[verb], tree.first(verb, "nsubj", "nsubjpass", "expl")
    if subject is None or head > subject or tree.under(verb, "mark"):
        return
    first = tree.subtree(subject)[0]
    for kid in list(tree.kids[verb]):
        noun = next(iter(tree.under(kid, "pobj")), kid)
        if head < kid < first and tree.kinds[noun] in TIMES and "," not in tree.words[head:first]:
            tree.move(kid, head, tree.deps[kid])


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


def join_person(tree: Tree, noun: int) -> None:
    """The same for an object that is somebody: "met his wife Debra"."""
    twin = next((k for k in tree.under(tree.heads[noun], "dobj") if k > noun), None)
    somebody = tree.pos[noun] == "NOUN" and tree.lemmas[noun] in PERSON_NOUNS and tree.tags[noun] == "NN"
    if twin is not None and somebody and tree.kinds[twin] in PEOPLE and tree.names[twin][0] == noun + 1:
        tree.move(noun, twin, "compound")


def front_title(tree: Tree, noun: int) -> None:
    """The same, where it was read as an aside: "A native of Kano, Roe heads the port."."""
    words = tree.subtree(noun)
    subject = tree.first(tree.heads[noun], "nsubj", "nsubjpass")
    if subject is None or tree.pos[noun] != "NOUN" or tree.named(noun) or tree.lower[words[0]] not in {"a", "an"}:
        return
    start = tree.names[subject][0] if tree.named(subject) else subject
    behind = words[-1] + 1 == start - 1 and tree.words[start - 1] == ","
    if behind and (tree.named(subject) or tree.tags[subject] == "PRP"):
        tree.move(noun, subject, "appos")


def crown_name(tree: Tree, name: int) -> None:
    """Makes a name the head of "the businessman Jonas Reck", where it was read as an apposition without a comma."""
    if not tree.named(name) or tree.names[name][1] != name + 1:
        return
    noun = tree.names[name][0] - 1  # also where the name was hung on a noun before that one
    if noun < 0 or tree.pos[noun] != "NOUN" or tree.named(noun) or not tree.descends(noun, tree.heads[name]):
        return
    if tree.heads[noun] in {noun, name}:
        return
    tree.move(name, tree.heads[noun], tree.deps[noun])
    for kid in list(tree.kids[noun]):
        if kid > name or tree.deps[kid] == "det":
            tree.move(kid, name, tree.deps[kid])
    tree.move(noun, name, "compound")


def seat_opener(tree: Tree, person: int) -> None:
    """Makes a person behind an opening role the subject: "Once a friend of Roe, Doe advises Acme"."""
    other = tree.heads[person]
    prep = tree.heads[other]
    role = tree.heads[prep]
    verb = tree.heads[role]
    people = tree.kinds[person] in PEOPLE and tree.kinds[other] in PEOPLE and tree.named(person)
    if not people or tree.deps[other] != "pobj" or tree.deps[role] != "nsubj" or tree.lemmas[role] not in ROLES:
        return
    behind = tree.names[person][1]
    if tree.words[tree.names[person][0] - 1] == "," and behind < len(tree) and tree.words[behind] != ",":
        tree.move(person, verb, "nsubj")
        tree.move(role, person, "appos")


def part_apposition(tree: Tree, noun: int) -> None:
    """Frees what stands behind the verb of the name that it was hung on: whoever reports the sentence, or nobody."""
    subject = tree.heads[noun]
    verb = tree.heads[subject]
    if tree.deps[subject] not in {"nsubj", "nsubjpass"} or not subject < verb < noun or tree.pos[verb] not in VERBS:
        return
    predicate = tree.first(verb, "attr") if tree.lemmas[verb] == "be" else None
    if predicate is not None and predicate < noun and tree.pos[predicate] == tree.pos[noun] == "NOUN":
        tree.move(noun, predicate, "appos")  # "Roe is a banker, the son of Reck"
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


def attach_bracket(tree: Tree, verb: int) -> None:
    """Hangs a participle in brackets on the name right before them."""
    first = tree.subtree(verb)[0]
    bracket = first if tree.words[first] == "(" else first - 1
    name = tree.names.get(bracket - 1)
    if bracket < 1 or tree.words[bracket] != "(" or name is None or tree.named(verb):
        return
    top = next((i for i in range(*name) if not name[0] <= tree.heads[i] < name[1]), name[0])
    if tree.named(top) and top != tree.heads[verb]:
        tree.move(verb, top, "acl")


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
