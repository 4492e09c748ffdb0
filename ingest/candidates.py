"""Candidate statements: the renderings of each clause, before anybody asks who is meant and whether it is true.

A clause gives one candidate for each of its arguments. What stands before the argument and is needed to understand it
goes into the relation ("signed an agreement with"), as MinIE does (Gashteovski 2017); what stands beside it becomes a
circumstance with a role. A noun in an argument hands its own phrases on ("became a founding justice of | the High
Court"): both ways of attaching a phrase give the same statement, so that attachment errors vanish (BenchIE +.07).

    rule           object of the statement
    object         direct object                        receiver    indirect object
    complement     predicate noun or adjective          agent       by-phrase of a passive
    prep           first phrase of a verb without object
    prep.after     any other prepositional phrase       content     a clause ("that ...")
    chain          phrase of a noun in the argument     time        bare date
                                                        amount      bare amount ("fell 7 percent")
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest.clauses import Clause, core_of, lead
from ingest.confidence import FAR, WARNING, confidence
from ingest.frames import Statement, frame_of, frame_roles, kinds_beside, near_tokens
from ingest.phrases import close, full, minimal, name_of, reach
from ingest.slots import AMOUNTS, PLACES, TIMES, Slot, prep_slots, shared_preps
from ingest.tree import Tokens, Tree, once
from ingest.words import WORDS
from ontology.model import Frame, Role

MAX_CHAIN = 4
SUBJECT = ("nsubj", "nsubjpass")


# What a noun phrase takes for granted holds whatever its clause says; an indefinite one only if the clause is so.
Assumed = Literal["", "known", "new"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An argument: its head, the least words that name it, all its words. Token numbers of the Doc, sorted."""

    head: int
    minimal: Tokens
    full: Tokens


@dataclass(frozen=True, slots=True)
class Detail:
    """A circumstance: its role, the head of its noun, its words with the preposition."""

    role: Role
    head: int
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement as the grammar has it. `head` is the event's word, `first` the verb or noun that governs it.

    `typed`: a claim only where the ontology has a property for it. `cited`: head of the source and verb of a statement
    that its own words attribute ("a filing named Acme as the owner"). `assumed`: taken for granted by a noun phrase, a
    known ("Acme's unit") or a new one ("a unit of Acme").
    """

    rule: str
    confidence: float
    head: int
    first: int
    subject: Phrase
    relation: Tokens
    object: Phrase | None
    details: tuple[Detail, ...]
    frame: Frame
    typed: bool = False
    cited: tuple[int, int] | None = None
    assumed: Assumed = ""


MEANS = frozenset({"via", "through", "by_means_of", "by_way_of", "by"})
WHERE = frozenset(
    {"in", "at", "near", "on", "inside", "outside", "outside_of", "across", "around", "throughout", "from"}
)


def verbal(tree: Tree, clause: Clause) -> Iterator[Candidate]:
    """The candidates of one clause."""
    if not clause.subjects:
        return
    context = Context(
        tree,
        clause,
        frame_roles(tree, clause),
        [t for t in near_tokens(tree, clause) if tree.pos[t] != "PUNCT"],
        [(slot, detail) for slot in clause.slots for detail in details(tree, clause, slot)],
    )
    for statement in statements(tree, clause):
        for subject in clause.subjects:
            if subject != statement.object and not asks(tree, subject):
                yield candidate(context, statement, subject, 1.0)
                for member in members(tree, subject):
                    yield candidate(context, statement, member, INCLUDED)
    yield from of_object(context)


def statements(tree: Tree, clause: Clause) -> Iterator[Statement]:
    """One statement an argument and noun-chain step."""
    core = core_of(clause)
    if is_bare(clause) and not tree.under(clause.head, "dep"):  # what a repair set aside was an argument
        yield Statement("bare", Slot("bare", "", clause.head, ()), clause.verb, clause.head)
    for slot in clause.slots:
        if slot.kind == "clause":
            continue
        rule = rule_of(slot, slot is core)
        noun = core.heads[0] if core is not None and core.kind == "object" and slot is not core else -1
        relation = lead(tree, clause, slot)
        named = called(tree, clause, slot) or relation
        if any(asks(tree, t) for t in relation):
            continue
        for head in slot.heads:
            pronoun = asks(tree, head) or (slot.kind == "content" and opened_by_pronoun(tree, head))
            if head in clause.verb or pronoun:
                continue
            yield Statement(rule, slot, named, head, noun, root=head)
            for member in members(tree, head):
                yield Statement("member", slot, relation, member, noun)
            if slot.kind == "object":
                yield from told(tree, relation, head)
            if slot.kind in {"object", "complement", "prep", "agent"}:
                yield from chained(tree, Statement(rule, slot, relation, head, noun, root=head), head, 1)


def called(tree: Tree, clause: Clause, slot: Slot) -> Tokens:
    """The verb with what it says of its object: "called a liar | Roe". None for other verbs and slots."""
    if slot.kind != "object" or clause.passive or clause.lemma not in WORDS.describing:
        return ()
    said = next((s for s in clause.slots if s.kind == "complement" or (s.name == "as" and len(s.prep) == 1)), None)
    if said is None or said.heads[0] < slot.heads[0]:
        return ()
    return ordered(clause.verb, said.prep, reach(tree, said.heads[0]))


def told(tree: Tree, relation: Tokens, noun: int) -> Iterator[Statement]:
    """Reads "found no evidence that ...": the clause that an object noun announces."""
    for kid in tree.under(noun, "acl", "ccomp"):
        mark = tree.first(kid, "mark")
        if kid > noun and mark is not None and tree.lower[mark] == "that":
            for verb in tree.conjuncts(kid):
                slot = Slot("content", "content", kid, (verb,))
                yield Statement("content", slot, ordered(relation, reach(tree, noun, kid)), verb, noun)


def opened_by_pronoun(tree: Tree, verb: int) -> bool:
    """Whether a content is what a relative pronoun is said to do ("who they believe paid Acme"): no clause to quote."""
    return any(tree.tags[k] in {"WDT", "WP"} and tree.lower[k] in WORDS.relative for k in tree.under(verb, *SUBJECT))


def asks(tree: Tree, noun: int) -> bool:
    """Whether an end of a statement is a pronoun that asks, or stands for nothing that is named ("what they do")."""
    return tree.tags[noun] in {"WDT", "WP"}


def is_bare(clause: Clause) -> bool:
    """Whether the verb says something without an argument ("was arrested", "collapsed")."""
    kinds = {s.kind for s in clause.slots}
    if kinds & {"object", "complement", "content"} or clause.source in {"participle", "adverbial", "gerund"}:
        return False
    return clause.passive or not kinds - {"time"}


def ordered(*groups: Tokens) -> Tokens:
    """The groups one after the other, each token once: a fronted phrase still reads "told Acme in"."""
    return tuple(dict.fromkeys(t for group in groups for t in group))


def chained(tree: Tree, before: Statement, noun: int, depth: int) -> Iterator[Statement]:
    """Statements about the phrases of a noun: the relation takes the noun and its preposition."""
    name = name_of(tree, noun)
    shared = (
        shared_preps(tree, noun)
        if depth == 1 and (before.slot.kind == "complement" or before.slot.name == "as")
        else []
    )
    for prep in [*tree.under(noun, "prep"), *shared]:
        if prep < noun or prep in name or tree.lower[prep] in WORDS.no_chain:
            continue
        for slot in prep_slots(tree, prep):
            relation = ordered(before.relation, reach(tree, noun, prep), slot.prep)
            rule = "chain.of" if slot.name == "of" else "chain"
            direct = depth == 1 and (before.slot.kind in {"object", "complement"} or before.slot.name == "as")
            first = noun if direct and before.slot.kind == "object" else before.noun
            # Only the phrase of the object itself may pass for one of the verb's own.
            chain = slot.name if direct else f"{before.chain or before.slot.name}+{slot.name}"
            for head in slot.heads:
                step = Statement(rule, before.slot, relation, head, first, chain, depth, before.root)
                yield step
                if depth < MAX_CHAIN:
                    yield from chained(tree, step, head, depth + 1)


def rule_of(slot: Slot, core: bool) -> str:
    """The rule's name for a slot."""
    return "prep.after" if slot.kind == "prep" and not core else slot.kind


@dataclass(frozen=True, slots=True)
class Context:
    """What all statements of one clause share."""

    tree: Tree
    clause: Clause
    roles: dict[str, str]
    near: list[int]
    details: list[tuple[Slot, Detail]]


FURTHER = 0.85  # each step of a chain of phrases: one more attachment that may be wrong
INCLUDED = 0.9  # "banks, including Acme, have ...": what holds of the whole holds of the member named


BESIDE = frozenset({"together", "along"})


def members(tree: Tree, noun: int) -> Iterator[int]:
    """Names that "including" puts among what the noun stands for, and "together with" beside it."""
    for prep in tree.under(noun, "prep"):
        beside = tree.lower[prep] == "with" and any(tree.lower[k] in BESIDE for k in tree.under(prep, "advmod"))
        such = tree.lower[prep] == "as" and any(tree.lower[k] == "such" for k in tree.subtree(noun) if k < prep)
        if such or beside or tree.lower[prep] == "including":
            for found in tree.under(prep, "pobj"):
                yield from (m for m in tree.conjuncts(found) if tree.named(m))


def candidate(context: Context, made: Statement, subject: int, factor: float) -> Candidate:
    """The statement about one subject, with frame, circumstances and confidence."""
    tree, clause = context.tree, context.clause
    if distance(tree, subject, clause.head) > FAR:
        factor *= WARNING["far"]
    target = target_of(tree, made)
    about = phrase(tree, subject, subject=True)
    trigger = clause.first if clause.controlled else clause.head  # "pleaded guilty to killing": killing stands beside
    used, ends = set(made.relation), {*about.minimal, trigger}
    if target is not None:
        used.update(target.full)
        ends.update(target.minimal)
    beside = {tree.lemmas[t] for t in context.near if t not in ends}
    near = tuple(sorted({*beside, *kinds_beside(tree, clause, made.object)}))
    return Candidate(
        rule=f"{clause.source}.{made.rule}",
        confidence=confidence(clause.source, made.rule, factor * FURTHER ** max(0, made.depth - 1)),
        head=clause.head,
        first=clause.first,
        subject=about,
        relation=made.relation,
        object=target,
        details=tuple(
            detail
            for slot, detail in context.details
            if slot is not made.slot and detail.head not in used and not used.issuperset(detail.tokens)
        ),
        frame=frame_of(tree, clause, made, context.roles, near),
    )


def of_object(context: Context) -> Iterator[Candidate]:
    """What a clause says of its object and a phrase: "Roe founded Acme in 2009", that Acme was founded in 2009."""
    tree, clause, core = context.tree, context.clause, core_of(context.clause)
    if core is None or core.kind != "object" or clause.passive or clause.controlled:
        return
    heads = [h for h in core.heads if tree.named(h) or tree.tags[h] == "PRP"]
    for slot in clause.slots if heads else ():
        if slot.kind not in {"prep", "time"}:
            continue
        for target in (t for t in slot.heads if tree.kinds[t]):
            made = Statement(rule_of(slot, False), slot, ordered(clause.verb, slot.prep), target)
            for head in heads:
                found = candidate(context, made, head, 1.0)
                yield replace(found, typed=True, frame=replace(found.frame, subject="obj", noun=""))


def distance(tree: Tree, noun: int, verb: int) -> int:
    """Code points between a noun and its verb."""
    return max(tree.starts[verb] - tree.ends[noun], tree.starts[noun] - tree.ends[verb])


def target_of(tree: Tree, made: Statement) -> Phrase | None:
    """The object of a statement: none, a clause or a phrase."""
    if made.rule == "bare":
        return None
    if made.rule == "content":
        return content(tree, made.object)
    if made.rule == "time":  # "three years later" is headed by "later"
        words = full(tree, made.object)
        return Phrase(made.object, words, words)
    return phrase(tree, made.object)


def content(tree: Tree, verb: int) -> Phrase:
    """A clause as an argument: all its words."""
    others = {t for kid in tree.under(verb, "conj", "cc") for t in tree.subtree(kid)}
    own = [t for t in tree.subtree(verb) if t not in others]
    if tree.deps[verb] == "conj" and not tree.under(verb, "nsubj", "nsubjpass", "expl"):
        first = tree.first(tree.heads[verb], "nsubj", "nsubjpass")
        own += tree.subtree(first) if first is not None else []
    brief = [t for t in own if t not in aside(tree, own)]
    return Phrase(verb, close(tree, brief or own), close(tree, own))


def aside(tree: Tree, words: list[int]) -> set[int]:
    """The words of relative clauses that a comma sets apart, with their commas."""
    found: set[int] = set()
    for verb in words:
        if tree.deps[verb] == "relcl" and "," in tree.words[tree.heads[verb] : verb]:
            clause = tree.subtree(verb)
            edges = (clause[0] - 1, clause[-1] + 1)
            found.update(clause, (t for t in edges if 0 <= t < len(tree) and tree.words[t] == ","))
    return found


@once
def phrase(tree: Tree, head: int, subject: bool = False) -> Phrase:
    """The phrase of a head in its two renderings."""
    return Phrase(head, minimal(tree, head, subject), full(tree, head, subject))


def details(tree: Tree, clause: Clause, slot: Slot) -> Iterator[Detail]:
    """The circumstances that a slot gives to statements about other slots."""
    if slot.kind in {"content", "complement"}:
        return
    for head in slot.heads:
        whole = tree.subtree(head) if slot.kind == "clause" else full(tree, head)
        first = head == slot.heads[0]
        prep = [p for p in slot.prep if first and tree.tags[p] != "WRB"]  # "where" stands behind its place
        tokens = close(tree, [*prep, *whole])
        yield Detail(role_of(tree, clause, slot, head), head, tokens)


def role_of(tree: Tree, clause: Clause, slot: Slot, head: int) -> Role:
    """What a circumstance is to its statement, by the type of its noun and its preposition."""
    kind = tree.kinds[head]
    if slot.kind == "time" or kind in TIMES:
        return "time"
    if slot.kind == "clause":
        return "purpose"
    if slot.kind == "receiver" or (slot.name == "to" and clause.lemma in WORDS.dative_to):
        return "recipient"
    if kind in AMOUNTS:
        return "amount"
    if kind in PLACES and slot.name in WHERE:
        return "place"
    if slot.name in MEANS and slot.kind != "agent":
        return "instrument"
    return "other"
