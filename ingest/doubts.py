"""Doubts: readings that look wrong by the words and types of their own ends, whatever the grammar says.

A doubtful statement stays a claim, with its words and offsets, but its confidence falls below what draws an edge
(`warning.doubtful` in lexicons/confidence.toml). Each doubt was found among edges of news that were read by hand:

    role       "the festival, Mara Velde"        a place or a work has no trade, a person is no festival
    number     "Mara Velde: two warrants"        one person is not several things
    identity   "the MD-9 became Norvane"         a product is no company: one of the two names is cut or misread
    cut        "Roe [Today]", "Kano-[Mecklen]"   the name goes on, or begins, outside of what was read as the name
    unit       "3.7 [GW]"                        a measure, no name
    the city   "joined the [London], ..."        no city has an article
    said       "said [its plant]"                nobody says a thing: the clause behind it was misread
    between    "a debate between [Roe]"          half of a pair
    who        "Lagos, who was a lawyer"         no place is anybody
    what       "what he sees as"                 what is left of a question
    some       "many [Democrats] in Kano"        not all of them
    part       "Acme's [Club]"                   half of a name
    member     "led deals, including Acme"       a name is not one of what has no name
    topic      "secretary of [Defense]"          no name, nor is "Fame" behind "Hall of"
    stump      "St. Anna's [Cathedral]"          the kind of thing that a longer name ends with, or begins with
    day        "[Sunday]'s edition of Acme"      no day does or has anything
    again      "as she did with Reck"            the verb says what was told before
"""

from ingest.candidates import Candidate
from ingest.descriptions import PERSON_NOUNS
from ingest.gazetteer import CLASS, HONORIFICS, OFFICES, TITLES, is_people, place_class
from ingest.keys import TOPICS
from ingest.mentions import UNKNOWN
from ingest.misreadings import misread
from ingest.sayings import HYPHENS
from ingest.slots import TIMES
from ingest.tree import Tree, once
from ontology.model import Argument
from ontology.schema import Ontology

COMMON_DAYS = frozenset({"now", "today", "tomorrow", "tonight", "yesterday"})  # not capital by themselves
NOMINAL_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
PROPER = frozenset({"NNP", "NNPS"})
ROLE_RULES = frozenset({"apposition", "apposition.phrase", "title", "title.phrase"})
IDENTITY = frozenset({"be", "become", "remain"})
KNOWN_AS = frozenset({"call", "know", "name", "nickname", "rename"})
SAYING = frozenset({"argue", "contend", "insist", "say"})
PARTED = frozenset({"Group", "Party"})
HEADS = frozenset({"commissioner", "director", "general"})
OWNED = frozenset({"compound", "possessive"})
PAIRS = frozenset({"among", "between"})


def doubtful(tree: Tree, candidate: Candidate, subject: Argument, target: Argument | None, ontology: Ontology) -> bool:
    """Whether one of the doubts holds. `subject` and `target` are the candidate's ends as rendered."""
    if target is None:
        return False
    ends = [phrase.head for phrase in (candidate.subject, candidate.object) if phrase is not None]
    return (
        any(misnamed(tree, end) for end in ends)
        or (candidate.rule in ROLE_RULES and misplaced(tree, candidate, subject, ontology))
        or (identifies(tree, candidate) and unlike(subject.type, target.type, ontology))
        or (candidate.frame.lemma in SAYING and "obj" in candidate.frame.roles)
        or (".chain" in candidate.rule and any(tree.lower[i] in PAIRS for i in candidate.relation))
        or any(tree.tags[i] == "WP" for i in candidate.relation)
        or tree.kinds[candidate.subject.head] in TIMES
        or (candidate.frame.lemma == "do" and not candidate.frame.particle and "obj" not in candidate.frame.roles)
        or misread(tree, candidate, subject, target, ontology)
        or any(misnamed(tree, i) for i in candidate.relation if tree.named(i) and tree.names[i][1] == i + 1)
        or (candidate.frame.lemma == "demand" and subject_like(target, ontology))
        or any(stump(tree, end, ontology) for end in ends)
        or (candidate.rule.startswith("relative.") and inhuman(tree, candidate, subject, ontology))
        or (candidate.rule.endswith(".member") and nameless(candidate, ontology))
        or (candidate.rule in OWNED and half_named(tree, candidate.head))
    )


def half_named(tree: Tree, noun: int) -> bool:
    """Whether a noun in capitals that no name holds ends one, and is no office ("the Kano Argus [Leader]")."""
    office = tree.lower[noun] in TITLES | OFFICES | HEADS
    return tree.tags[noun] in PROPER and not tree.named(noun) and not office


def subject_like(target: Argument, ontology: Ontology) -> bool:
    """Whether an object is a person: nobody demands one, but that he does something ("demands Roe [resign]")."""
    return bool(target.type) and ontology.is_a(target.type, CLASS["person"])


def nameless(candidate: Candidate, ontology: Ontology) -> bool:
    """Whether a name is counted among what the ontology knows no names for ("acquisitions, including Acme")."""
    whole = candidate.frame.roles.get(candidate.frame.object, "")
    return bool(whole) and whole not in ontology.noun_classes


def inhuman(tree: Tree, candidate: Candidate, subject: Argument, ontology: Ontology) -> bool:
    """Whether "who" would stand for a place or a thing."""
    pronouns = (k for verb in {candidate.first, candidate.head} for k in tree.under(verb, "nsubj", "nsubjpass"))
    if not any(tree.lower[k] == "who" for k in pronouns):
        return False
    body = bool(subject.type) and ontology.is_a(subject.type, CLASS["organization"])
    return not body and unlike(subject.type, CLASS["person"], ontology)


def misplaced(tree: Tree, candidate: Candidate, bearer: Argument, ontology: Ontology) -> bool:
    """Whether the bearer of a role cannot have it: of another kind, or one person where the role is of several."""
    noun = candidate.head
    person = ontology.is_a(bearer.type, CLASS["person"]) if bearer.type else False
    if person and tree.tags[noun] == "NNS" and len(tree.conjuncts(candidate.subject.head)) == 1:
        return True
    kind = ontology.noun_classes.get(tree.lemmas[noun], "")
    if not kind or not bearer.type:
        return False
    # An organization may be a member or an owner, which the ontology has for people.
    body = ontology.is_a(bearer.type, CLASS["organization"]) and ontology.is_a(kind, CLASS["person"])
    return not body and unlike(kind, bearer.type, ontology)


def unlike(left: str, right: str, ontology: Ontology) -> bool:
    """Whether nothing can be of both classes. False where one is unknown."""
    above = ontology.ancestors
    if left not in above or right not in above:
        return False
    acting = above[CLASS["person"]] & above[CLASS["organization"]]  # people and companies are both agents
    return not (above[left] & above[right]) - acting


def identifies(tree: Tree, candidate: Candidate) -> bool:
    """Whether a statement says that its ends are one ("became Acme", "known as Acme")."""
    if candidate.rule.endswith(".complement"):
        return tree.lemmas[candidate.head] in IDENTITY
    return tree.lemmas[candidate.head] in KNOWN_AS and tree.lower[candidate.relation[-1]] == "as"


@once
def misnamed(tree: Tree, head: int) -> bool:
    """Whether what was read as a name is no whole name."""
    if not tree.named(head):
        return False
    start, end = tree.names[head]
    topical = all(word in TOPICS for word in tree.lower[start:end])
    if (topical and not place_class(tree.words[start])) or behind_of(tree, head):
        return True
    if end == start + 1 and any(tree.tags[k] == "CD" for k in tree.under(head, "nummod")):
        return tree.words[start].isupper()
    first = tree.heads[head] if tree.deps[head] == "conj" else head
    if tree.kinds[head] == tree.kinds[first] == CLASS["city"] and "the" in {
        tree.lower[k] for k in tree.under(first, "det")
    }:
        return True  # "the Kano, Lagos and Abuja Railway"
    return opens_earlier(tree, start) or goes_on(tree, end) or only_some(tree, head)


def stump(tree: Tree, head: int, ontology: Ontology) -> bool:
    """Whether a name of one word is only what a longer one calls its kind ("St. Anna's [Cathedral]")."""
    start, end = tree.names[head] if tree.named(head) else (0, 0)
    if end - start != 1 or tree.tags[start] not in PROPER or tree.lower[start] not in ontology.kind_words:
        return False
    owned = start > 1 and tree.tags[start - 1] == "POS" and tree.tags[start - 2] in PROPER
    numbered = start > 0 and tree.words[start - 1][:1].isdigit()
    further = end + 1 < len(tree) and tree.lower[end] == "of" and tree.tags[end + 1] in PROPER
    return owned or numbered or (further and not tree.named(end + 1))


def behind_of(tree: Tree, head: int) -> bool:
    """Whether a word of no known kind only ends a longer name ("Hall of [Fame]", "Person of the [Week]")."""
    start, _ = tree.names[head]
    at = start - 2 if tree.lower[start - 1] == "the" else start - 1
    if tree.kinds[head] != UNKNOWN or at < 1 or tree.lower[at] != "of":
        return False
    word = tree.words[at - 1]
    return tree.tags[at - 1] in PROPER and word[:1].isupper() and not titled(word) and not opens(tree, at - 1)


def only_some(tree: Tree, head: int) -> bool:
    """Whether the words around a people's or party's name part some of them from the others ("many Democrats")."""
    if tree.tags[head] != "NNPS" or not (is_people(tree.words[head]) or tree.kinds[head] in PARTED):
        return False
    closer = [k for k in tree.under(head, "acl", "relcl") if "," not in tree.words[head:k]]
    return bool(closer or tree.under(head, "amod", "nummod"))


def opens_earlier(tree: Tree, start: int) -> bool:
    """Whether a name begins before its first word: behind a hyphen, or behind a capital word that is no title."""
    before = start - 1
    if before < 1 or tree.named(before):
        return False
    if tree.lower[before] in {"and", "or"} and before > 1 and not tree.named(before - 1):
        first = tree.words[before - 1]
        half = tree.tags[before - 1] in PROPER and first.istitle() and not titled(first)
        return half and not opens(tree, before - 1) and not opens(tree, before - 2)  # "a Variety or [Music Program]"
    if tree.words[before] == ")" and tree.words[before - 2] == "(":
        return before > 3 and tree.tags[before - 3] in PROPER  # "Kano (N.J.) [High School]"
    if tree.words[before] in HYPHENS:
        joined = tree.ends[before] == tree.starts[start] and tree.ends[before - 1] == tree.starts[before]
        return joined and tree.words[before - 1][:1].isupper()
    word = tree.words[before]
    proper = tree.tags[before] in PROPER and word[:1].isupper() and word.isalpha()
    return proper and not tree.literal(before) and not opens(tree, before) and not titled(word)


def goes_on(tree: Tree, end: int) -> bool:
    """Whether a name goes on behind its last word: over a capital word that is no title."""
    if end >= len(tree) or tree.named(end) or tree.tags[end] not in NOMINAL_TAGS:
        return False
    word = tree.words[end]
    dated = tree.literal(end) and tree.tags[end] in PROPER and word.lower() not in COMMON_DAYS
    return word[:1].isupper() and word.isalpha() and not dated and not titled(word)


def opens(tree: Tree, token: int) -> bool:
    """Whether a token opens its sentence, where capitals tell nothing."""
    return any(start == token for start, _ in tree.sentences())


def titled(word: str) -> bool:
    """Whether a capital word in front of a name or behind it says what somebody is."""
    lower = word.lower().rstrip(".")
    return lower in TITLES or lower in HONORIFICS or lower in PERSON_NOUNS or is_people(word)
