"""Readings that look wrong by the grammar around them: a second list of doubts (ingest/doubts.py), about clauses.

Those about roles and phrases are in ingest/misphrased.py.

headline     "Reck [Goes] After Velde"               a verb in capitals: a headline, which the parser does not know
those        "investigators from Acme, Kenya and"    one place is not several people
like         "was blamed like [Reck]", "than [Acme]" a comparison says nothing of its end
as           "backs the port as [Acme]"              what somebody is named as, or another clause
trailing     "founded a unit, led by [Reck]"         who is led: the noun before the comma or the subject
inserted     "a film - shown before Reck died - featuring"   the clause goes on around the dashes
between      "Roe watched, sitting by [Velde], and Hale sat"   whose the participle is
after        "was found after [Velde]"               somebody is no time: of what she did, the verb is missing
bare         "[had made] about Acme"                 a verb that needs an object has none
from         "is a liar from [entering] Kenya"       a gerund that hangs on the wrong noun
and said     "said that Acme won, but [lost] Globex" whose the second verb is
what         "what he calls a merger with [Acme]"    the object is "what"
based in     "based in [Acme]"                       no company is a place
could        "strikes against [Acme] could harm"     of an event that may come
within       "joined the [London] as a clerk in"     half of a name inside the relation
halved       "[ended] a car", of "rear-ended"        half of the verb is missing
bare clause  "an engine of the [Vela] she flew in"   whose the clause is: the name right before it
left         "left [Velde] intrigued"                 half of what was said
beside place "was founded in Kano, named after [Velde]"   whose the participle is: the place's or the subject's
far from     "is anything but a friend of [Velde]"   he is none
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise

from ingest.attachments import PLACES
from ingest.candidates import Candidate
from ingest.gazetteer import CLASS
from ingest.misphrased import PHRASE_RULES, PHRASES, Test, no_role
from ingest.reporting import REPORTING
from ingest.tree import NOUNS, VERBS, Tree
from ingest.words import WORDS
from ontology.model import Argument
from ontology.schema import Ontology

OPENERS = frozenset({"``", "''", '"', "“", "‘", ":", "-", "–", "—", "_", "--", "("})
DASHES = frozenset({"-", "–", "—", "_", "--"})
COMPARING = frozenset({"than", "like", "unlike", "besides"})
EXAMPLES = frozenset({"example", "instance"})
AS = frozenset({"act", "emerge", "serve", "use", "work"})
ABOUT_SUBJECT = frozenset(
    {"accompany", "arm", "dress", "escort", "flank", "follow", "join", "surround", "tell", "urge", "worry"}
)
NEEDS_OBJECT = frozenset({"give", "have", "make", "put"})
WHEN = frozenset({"after", "before", "since", "until"})
AFTER = frozenset({"call", "christen", "come", "go", "look", "model", "name", "rename", "run", "succeed", "take"})
LEAVING = frozenset({"find", "get", "keep", "leave", "make", "render"})
SITUATED = frozenset({"base", "headquarter", "locate", "situate"})
ROLE_RULES = ("apposition", "title")


def misread(tree: Tree, candidate: Candidate, subject: Argument, target: Argument, ontology: Ontology) -> bool:
    """Whether a statement with two ends looks misread. `subject` and `target` are its ends as rendered."""
    if objectless(candidate) or any(test(tree, candidate) for test in tests_of(candidate.rule)):
        return True
    if far_from(tree, candidate, target, ontology) or about_when(tree, candidate, target, ontology):
        return True
    if candidate.rule.startswith(ROLE_RULES):
        return no_role(tree, candidate, subject, ontology)
    kind = target.type
    body = bool(kind) and not ontology.is_a(kind, CLASS["place"])
    return candidate.frame.lemma in SITUATED and candidate.frame.object in {"in", "obj"} and body


def headline(tree: Tree, candidate: Candidate) -> bool:
    """A verb in capitals inside its sentence."""
    at = candidate.head
    if tree.pos[at] not in VERBS or not tree.words[at][:1].isupper() or at == 0:
        return False
    opens = any(start == at for start, _ in tree.sentences()) or tree.words[at - 1] in OPENERS
    return not opens


def compares(tree: Tree, candidate: Candidate) -> bool:
    """A relation over "than" or "like"; or over "as examples of"."""
    words = candidate.relation
    likened = any(tree.lower[i] in COMPARING and tree.pos[i] not in VERBS and not counted(tree, i) for i in words)
    examples = any(tree.lemmas[i] in EXAMPLES and i > 0 and tree.lower[i - 1] == "as" for i in words)
    return likened or examples


def counted(tree: Tree, i: int) -> bool:
    """Whether a number follows: "more than $3 million"."""
    return i + 1 < len(tree) and tree.tags[i + 1] in {"CD", "$"}


def as_name(tree: Tree, candidate: Candidate) -> bool:
    """A name behind "as", where the verb names nobody."""
    target = candidate.object
    if target is None or not candidate.relation or tree.lower[candidate.relation[-1]] != "as":
        return False
    lemma = candidate.frame.lemma.removeprefix("re-")
    naming = lemma in WORDS.naming | WORDS.describing | AS
    return candidate.frame.kind == "verb" and tree.named(target.head) and not naming


def trailing(tree: Tree, candidate: Candidate) -> bool:
    """A participle behind a comma and a noun of the clause that could be meant as well as the subject."""
    verb = candidate.first
    above = tree.heads[verb]
    if tree.deps[verb] != "advcl" or tree.tags[verb] != "VBN" or above >= verb or tree.lemmas[verb] in ABOUT_SUBJECT:
        return False
    comma = tree.subtree(verb)[0] - 1
    if comma < 1 or tree.words[comma] != "," or tree.under(verb, "mark", "auxpass"):
        return False
    at = comma - 1
    return tree.pos[at] in NOUNS and not tree.named(at) and tree.descends(at, above)


def between(tree: Tree, candidate: Candidate) -> bool:
    """A participle between two clauses: "Velde watched, sitting by Reck, and Hale sat near": who sits by him."""
    verb, above = candidate.first, tree.heads[candidate.first]
    if tree.deps[verb] != "advcl" or above < verb or tree.tags[verb] not in {"VBG", "VBN"}:
        return False
    first = tree.subtree(verb)[0]
    start = next((start for start, end in tree.sentences() if start <= verb < end), 0)
    comma = first > start + 1 and tree.words[first - 1] == ","
    said = any(tree.pos[i] == "VERB" for i in range(start, first))
    return comma and said and tree.tags[first - 2] not in {"CC", "IN"}


def about_when(tree: Tree, candidate: Candidate, target: Argument, ontology: Ontology) -> bool:
    """Somebody behind "after" or "before": of what they did, the verb is missing."""
    word = tree.lower[candidate.relation[-1]] if candidate.relation else ""
    if word not in WHEN or candidate.frame.kind != "verb" or (word == "after" and candidate.frame.lemma in AFTER):
        return False
    kinds = ("person",) if word == "before" else ("person", "organization")  # "appeared before the Acme Commission"
    return bool(target.type) and any(ontology.is_a(target.type, CLASS[kind]) for kind in kinds)


def far_from(tree: Tree, candidate: Candidate, target: Argument, ontology: Ontology) -> bool:
    """What somebody is "anything but", or "far from" where that is no place."""
    words = [tree.lower[i] for i in candidate.relation]
    pairs = set(pairwise(words))
    away = ("far", "from") in pairs and not (target.type and ontology.is_a(target.type, CLASS["place"]))
    return away or ("anything", "but") in pairs


def inserted(tree: Tree, candidate: Candidate) -> bool:
    """An adverbial clause on the other side of a dash from its verb."""
    verb, above = candidate.first, tree.heads[candidate.first]
    if tree.deps[verb] != "advcl" or above > verb or tree.under(verb, "nsubj", "nsubjpass"):
        return False
    between = [tree.words[i] in DASHES and spaced(tree, i) for i in range(above, verb)]
    return any(between)


def spaced(tree: Tree, i: int) -> bool:
    """Whether a dash stands between blanks, and does not join two words."""
    return 0 < i < len(tree) - 1 and tree.starts[i] > tree.ends[i - 1] and tree.starts[i + 1] > tree.ends[i]


def objectless(candidate: Candidate) -> bool:
    """A verb that needs an object, without one."""
    frame = candidate.frame
    active = frame.kind == "verb" and frame.voice == "active" and not frame.particle
    return active and frame.lemma in NEEDS_OBJECT and not {"obj", "xcomp", "iobj"} & {*frame.roles, frame.object}


def from_noun(tree: Tree, candidate: Candidate) -> bool:
    """A gerund behind a predicate noun and "from"."""
    words = candidate.relation
    if tree.lemmas[candidate.first] != "be" or tree.tags[candidate.head] != "VBG":
        return False
    return any(tree.lower[i] == "from" and i < candidate.head for i in words)


def and_said(tree: Tree, candidate: Candidate) -> bool:
    """A second verb that may be the speaker's or that of whom the clause is about."""
    verb, above = candidate.first, tree.heads[candidate.first]
    if tree.deps[verb] != "conj" or tree.lemmas[above] not in REPORTING.reporting or above > verb:
        return False
    if tree.lemmas[verb] in REPORTING.reporting or tree.under(verb, "nsubj", "nsubjpass"):
        return False
    said = [k for k in tree.under(above, "ccomp") if above < k < verb and tree.tags[k] in {"VBD", "VBZ", "VBP"}]
    return any(not tree.under(k, "mark") and tree.under(k, "nsubj", "nsubjpass") for k in said)


def called_so(tree: Tree, candidate: Candidate) -> bool:
    """A phrase of whom a verb calls something: "called the head of Acme a liar" says nothing of Acme."""
    active = candidate.frame.kind == "verb" and candidate.frame.voice == "active"
    return active and ".chain" in candidate.rule and bool(tree.under(candidate.head, "oprd"))


def of_what(tree: Tree, candidate: Candidate) -> bool:
    """A verb whose object is "what"."""
    return any(tree.tags[k] == "WP" and tree.lower[k] == "what" for k in tree.under(candidate.head, "dobj", "attr"))


def may_come(tree: Tree, candidate: Candidate) -> bool:
    """An event without article or owner as the subject of what could be."""
    noun = candidate.head
    if candidate.rule != "event" or tree.deps[noun] != "nsubj" or tree.under(noun, "det", "poss"):
        return False
    return any(tree.lower[k] in {"could", "may", "might", "would"} for k in tree.under(tree.heads[noun], "aux"))


def halved(tree: Tree, candidate: Candidate) -> bool:
    """A verb or role whose first half stands before a hyphen, outside of the relation ("rear-[ended]", "e-[tron]")."""
    at = candidate.head
    if at < 2 or tree.words[at - 1] != "-" or at - 2 in candidate.relation:
        return False
    return tree.ends[at - 2] == tree.starts[at - 1] and tree.ends[at - 1] == tree.starts[at]


def bare_clause(tree: Tree, candidate: Candidate) -> bool:
    """A phrase of the noun that a relative clause without a pronoun right behind that phrase is said to tell of."""
    target, verb = candidate.object, candidate.first
    if not candidate.rule.startswith("relative.chain") or target is None or not tree.heads[verb] < target.head < verb:
        return False
    return not any(tree.tags[i] in {"WDT", "WP", "WRB"} or tree.lower[i] == "that" for i in range(target.head, verb))


def left_so(tree: Tree, candidate: Candidate) -> bool:
    """An object right before what it is left as: "left Velde intrigued"."""
    target = candidate.object
    if target is None or not candidate.rule.endswith(".object") or candidate.frame.lemma not in LEAVING:
        return False
    behind = target.full[-1] + 1
    after = behind < len(tree) and (tree.tags[behind] == "VBN" or tree.pos[behind] == "ADJ")
    return after and tree.heads[behind] in {candidate.head, target.head}


def beside_place(tree: Tree, candidate: Candidate) -> bool:
    """A participle behind a comma and a place that only tells where the clause's event was."""
    verb, place = candidate.first, tree.heads[candidate.first]
    if tree.deps[verb] != "acl" or tree.tags[verb] != "VBN" or tree.lemmas[verb] in SITUATED:
        return False
    if tree.lower[tree.subtree(verb)[0] - 1] != ",":
        return False
    above = tree.heads[tree.heads[place]]
    adjunct = tree.deps[place] == "pobj" and tree.pos[above] in VERBS and tree.deps[tree.heads[place]] == "prep"
    return adjunct and tree.named(place) and tree.kinds[place] in PLACES


TESTS: tuple[Test, ...] = (  # in the order of the list above
    headline,
    compares,
    as_name,
    trailing,
    inserted,
    between,
    from_noun,
    and_said,
    of_what,
    called_so,
    may_come,
    bare_clause,
    halved,
    beside_place,
    left_so,
    *PHRASES,
)

# Of which rules' statements a test can hold at all; of any, where it is not here.
ONLY: Mapping[Test, Callable[[str], bool]] = {
    **PHRASE_RULES,
    bare_clause: lambda rule: rule.startswith("relative.chain"),
    called_so: lambda rule: ".chain" in rule,
    left_so: lambda rule: rule.endswith(".object"),
    may_come: lambda rule: rule == "event",
}


@cache
def tests_of(rule: str) -> tuple[Test, ...]:
    """The tests that can hold of what a rule reads."""
    return tuple(test for test in TESTS if test not in ONLY or ONLY[test](rule))
