"""The clauses of a paragraph: who does what in each, with everything that stands around the verb.

A `Clause` is one predicate with its verb group, its logical subjects and its slots (objects, complements,
prepositional phrases, times). Subjects are found through conjuncts, relative clauses, participles, control and raising;
a verb that only opens the next one ("agreed to sell", "is able to build", "is accused of killing") is merged with it,
as ClausIE, PredPatt and MinIE each do in part (Del Corro 2013, White 2016, Gashteovski 2017). What each construction
pays was measured on BenchIE and CaRB: merging xcomp +.03 to +.04, relatives +.03, participles +.03.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.phrases import head_phrase, reach
from ingest.slots import PLACES, TIMES, Slot, slots_of
from ingest.subjects import SUBJECTS, Subjects
from ingest.tree import VERBS, Tokens, Tree
from ingest.verbs import FINITE, is_passive, lemma_of, particle_of, verb_group
from ingest.words import WORDS

MAX_TOKENS = 500  # a longer "sentence" is a list or a table: it is not read
MAX_DEPTH = 6  # merged verbs in a row
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "case", "prep", "punct"})
WHEN = frozenset(
    {"after", "at", "before", "by", "during", "from", "in", "on", "since", "throughout", "until", "within"}
)
SOURCES = {
    "relcl": "relative",
    "acl": "participle",
    "advcl": "adverbial",
    "ccomp": "complement",
    "pcomp": "gerund",
    "csubj": "gerund",
    "csubjpass": "gerund",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate. Token numbers are those of the paragraph's Doc.

    `head` is the event's word: the last verb of a merged group ("sell" in "agreed to sell"), `first` the one that
    governs it. `verb` are the words of the whole group; `lemma` and `particle` name the event. `controlled` tells that
    another noun stands in the group ("asked Acme to sell"), so that the subject does not itself do what `head` says.
    `source`: main, conjunct, relative, participle, adverbial, complement, gerund, control.
    """

    head: int
    first: int
    verb: Tokens
    lemma: str
    particle: str
    passive: bool
    subjects: Tokens
    slots: tuple[Slot, ...]
    source: str
    controlled: bool = False


def clauses_of(tree: Tree) -> list[Clause]:
    """All clauses of a repaired tree. Sentences of more than `MAX_TOKENS` tokens have none."""
    finder = Finder(tree)
    found: list[Clause] = []
    for start, end in tree.sentences():
        if end - start <= MAX_TOKENS:
            found += finder.sentence(start, end)
    return found


@dataclass(frozen=True, slots=True)
class Link:
    """How a verb is reached from the one that opens it: what is already known of its clause."""

    first: int
    before: Tokens
    subjects: Tokens
    source: str
    inherited: tuple[Slot, ...] = ()
    controlled: bool = False


class Finder:
    """Finds the clauses of one tree; remembers the subjects that it has worked out."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.subjects = Subjects(tree)

    def sentence(self, start: int, end: int) -> Iterator[Clause]:
        """The clauses of one sentence."""
        for i in range(start, end):
            if self._predicate(i):
                yield from self._expand(i, Link(i, (), self.subjects.of(i), source_of(self.tree, i)), 0)

    def _predicate(self, i: int) -> bool:
        tree, dep = self.tree, self.tree.deps[i]
        gapped = dep == "conj" and tree.named(i)  # "gives Acme the port and Globex a seat": a name taken for a verb
        if tree.pos[i] not in VERBS or dep in NO_CLAUSE or gapped:
            return False
        purpose = dep == "acl" and tree.lower[tree.heads[i]] == "order"  # "in order to"
        return not purpose and not self._merged(i)

    def _merged(self, i: int) -> bool:
        """Whether a governing verb's expansion brings this one."""
        tree, dep, head = self.tree, self.tree.deps[i], self.tree.heads[i]
        if dep == "conj" and tree.pos[head] in VERBS and not tree.under(i, *SUBJECTS):
            return self._merged(head)
        if dep == "xcomp":
            return tree.pos[head] in VERBS or tree.pos[head] == "ADJ"
        if dep == "pcomp":
            opened = tree.tags[i] == "VBG" and not tree.under(i, *SUBJECTS) and tree.lower[head] not in WORDS.apart
            return opened and tree.pos[tree.heads[head]] in VERBS and tree.heads[head] < head
        if dep == "advcl":
            return self._purpose(i) and tree.pos[head] in VERBS
        return dep == "ccomp" and tree.lemmas[head] in WORDS.raising and bare_complement(tree, i)

    def _expand(self, i: int, link: Link, depth: int) -> Iterator[Clause]:
        """The clause of a verb and those that it opens."""
        tree = self.tree
        passive = is_passive(tree, i)
        verb = tuple(dict.fromkeys((*link.before, *verb_group(tree, i))))
        slots = (*self.subjects.relative_slots(i), *self._own_slots(i, passive), *link.inherited)
        slots = (*slots, *self.subjects.shared_slots(i, passive), *self.subjects.place_slots(i))
        own = Clause(
            i,
            link.first,
            verb,
            lemma_of(tree, i),
            particle_of(tree, i),
            passive,
            link.subjects,
            slots,
            link.source,
            link.controlled,
        )
        further = [] if depth >= MAX_DEPTH else list(self._opened(i, own, link))
        if not any(swallows for _, _, swallows in further):
            yield own
        for new, verbs, _ in further:
            for verb_ in verbs:
                yield from self._expand(verb_, new, depth + 1)

    def _own_slots(self, i: int, passive: bool) -> tuple[Slot, ...]:
        """The slots of a verb; "buy and sell shares": with those of the verb behind the conjunction.

        "was arrested and charged with fraud": of a passive one only who does it is shared.
        """
        found = tuple(self._resolved(slot) for slot in slots_of(self.tree, i, passive))
        found = (*found, *self._fronted(i, found))
        if all(slot.at < i for slot in found) and not self.tree.under(i, "xcomp", "ccomp", "acomp"):
            for other in self.tree.under(i, "conj"):
                between = all(self.tree.pos[k] in {"CCONJ", "ADV"} for k in range(i + 1, other))
                if between and self.tree.tags[other] == self.tree.tags[i]:
                    shared = slots_of(self.tree, other, passive)
                    return (*found, *(s for s in shared if not passive or s.kind == "agent" or self._where(s)))
        return found

    def _where(self, slot: Slot) -> bool:
        """Whether it says where: "was born and raised in Kano" says it of both."""
        return slot.kind == "prep" and slot.name in {"at", "in", "near"} and self.tree.kinds[slot.heads[0]] in PLACES

    def _fronted(self, i: int, own: tuple[Slot, ...]) -> Iterator[Slot]:
        """Reads "In 2019 Acme sued Globex and left the port": a time in front of both verbs and their one subject."""
        tree, first = self.tree, self.tree.heads[i]
        if tree.deps[i] != "conj" or tree.pos[first] not in VERBS or tree.under(i, *SUBJECTS, "mark"):
            return
        subject = tree.first(first, "nsubj", "nsubjpass")
        if subject is None or any(s.kind == "time" or tree.kinds[s.heads[0]] in TIMES for s in own):
            return
        for slot in slots_of(tree, first, False):
            if slot.at < subject and slot.kind in {"prep", "time"} and tree.kinds[slot.heads[0]] in TIMES:
                yield slot

    def _resolved(self, slot: Slot) -> Slot:
        """A slot with what its relative pronoun stands for ("which Acme bought")."""
        if slot.kind not in {"object", "prep"} or not any(map(self.subjects.relative_pronoun, slot.heads)):
            return slot
        found = self.subjects.antecedent(slot.heads[0])
        return replace(slot, heads=found) if found else slot

    def _opened(self, i: int, own: Clause, link: Link) -> Iterator[tuple[Link, list[int], bool]]:
        """Merged continuations: what leads there, the verbs that continue, and whether they swallow the clause."""
        tree = self.tree
        objects = tree.under(i, "dobj", "dative")
        adjuncts = tuple(s for s in own.slots if s.kind in {"prep", "time"})
        for kid in tree.kids[i]:
            dep = tree.deps[kid]
            if dep == "xcomp" and tree.pos[kid] in VERBS:
                if objects:
                    yield from self._controlled(own, tree.conjuncts(objects[0]), kid)
                else:
                    yield self._link(own, own.verb, adjuncts), self._chain(kid), True
            elif dep == "ccomp" and tree.lemmas[i] in WORDS.raising and bare_complement(tree, kid):
                yield from self._controlled(own, tree.conjuncts(tree.under(kid, "nsubj", "nsubjpass")[0]), kid)
            elif dep in {"acomp", "oprd"} and tree.pos[kid] == "ADJ":
                for opened in tree.under(kid, "xcomp"):
                    group = tuple(sorted({*own.verb, *head_phrase(tree, kid)}))
                    yield self._link(own, group, adjuncts), self._chain(opened), True
            elif dep in {"prep", "agent"}:
                yield from self._gerunds(own, kid, objects)
            elif dep == "advcl" and self._purpose(kid):
                yield self._link(own, reach_core(tree, own), (), source="purpose"), self._chain(kid), False
        for slot in own.slots:
            if slot.kind in {"object", "complement", "prep"} and slot not in link.inherited:
                for noun in slot.heads:
                    yield from self._from_noun(own, lead(tree, own, slot), noun)

    def _purpose(self, i: int) -> bool:
        """Whether an adverbial clause is an infinitive behind its verb ("used the money to buy votes")."""
        tree = self.tree
        infinitive = tree.tags[i] == "VB" and any(tree.tags[k] == "TO" for k in tree.under(i, "aux"))
        return infinitive and i > tree.heads[i] and not tree.under(i, "mark", *SUBJECTS)

    def _controlled(self, own: Clause, subjects: list[int], verb: int) -> Iterator[tuple[Link, list[int], bool]]:
        """Reads "asked Acme to sell Globex": what was asked, under the whole group, and what Acme is to do."""
        tree, chain = self.tree, self._chain(verb)
        between = head_phrase(tree, subjects[0])
        controlled = tree.lemmas[own.head] not in WORDS.subject_control
        yield self._link(own, (*own.verb, *between), (), controlled), chain, False
        if (controlled and tree.deps[verb] != "ccomp") or controlled:
            yield Link(own.first, (), tuple(subjects), "control"), chain, False

    def _gerunds(self, own: Clause, prep: int, objects: list[int]) -> Iterator[tuple[Link, list[int], bool]]:
        """Reads "accused of killing", "prevented Acme from selling": preposition and -ing form."""
        tree = self.tree
        between = head_phrase(tree, objects[0]) if objects else ()
        for verb in tree.under(prep, "pcomp"):
            if self._merged(verb):
                yield self._link(own, (*own.verb, *between, prep), (), bool(objects)), self._chain(verb), False

    def _from_noun(
        self, own: Clause, before: Tokens, noun: int, depth: int = 0
    ) -> Iterator[tuple[Link, list[int], bool]]:
        """Reads "has plans to build", "in the process of selling": the noun in the argument opens a verb."""
        tree = self.tree
        if noun in own.verb:
            return
        for kid in tree.kids[noun]:
            if tree.deps[kid] == "acl" and tree.tags[kid] == "VB" and kid > noun:
                control = tree.lemmas[noun] not in WORDS.infinitive_nouns
                yield self._link(own, (*before, *reach(tree, noun, kid)), (), control), self._chain(kid), False
            elif tree.deps[kid] == "prep" and kid > noun:
                words = (*before, *reach(tree, noun, kid), kid)
                for verb in tree.under(kid, "pcomp"):
                    if tree.tags[verb] == "VBG" and not tree.under(verb, *SUBJECTS):
                        yield self._link(own, words, (), True), self._chain(verb), False
                for further in tree.under(kid, "pobj") if depth < 2 else ():
                    yield from self._from_noun(own, words, further, depth + 1)

    def _link(
        self, own: Clause, before: Tokens, inherited: tuple[Slot, ...], controlled: bool = False, source: str = ""
    ) -> Link:
        return Link(own.first, before, own.subjects, source or own.source, inherited, own.controlled or controlled)

    def _chain(self, verb: int) -> list[int]:
        """A verb and those coordinated with it that have no subject of their own."""
        return [v for v in self.tree.conjuncts(verb) if v == verb or not self.tree.under(v, *SUBJECTS)]


def core_of(clause: Clause) -> Slot | None:
    """The argument that later ones take into the relation: object, complement, else the first phrase of the verb.

    "In 2019 Roe moved to Lagos": a phrase in front of its verb comes last.
    """
    for slot in clause.slots:
        if slot.kind in {"object", "complement"}:
            return slot
    phrases = [s for s in clause.slots if s.kind in {"prep", "agent"}]
    return min(phrases, key=lambda s: s.at < clause.head, default=None)


def reach_core(tree: Tree, clause: Clause) -> Tokens:
    """The verb group with the core argument."""
    core = core_of(clause)
    within = (*core.prep, *reach(tree, core.heads[0])) if core is not None else ()
    return tuple(dict.fromkeys((*clause.verb, *within)))


def lead(tree: Tree, clause: Clause, slot: Slot) -> Tokens:
    """The words of a statement about a slot: the verb group, the core argument before it, its own preposition."""
    core = core_of(clause)
    within: Tokens = ()
    later = slot is not core and slot.kind in {"prep", "agent", "time", "receiver"}
    later = later or (core is not None and core.kind == "object" and slot.kind == "amount")
    if core is not None and later and not passing(tree, core):
        within = (*core.prep, *reach(tree, core.heads[0]))
    return tuple(dict.fromkeys((*clause.verb, *within, *slot.prep)))


def passing(tree: Tree, core: Slot) -> bool:
    """Whether the core is only when it was: "founded in 1851 by | Roe" says "founded by"; not "sentenced to a year"."""
    return core.kind == "prep" and core.name in WHEN and tree.kinds[core.heads[0]] in TIMES


def bare_complement(tree: Tree, i: int) -> bool:
    """A clausal complement without tense ("help Acme build", "ask Acme to leave"): object and infinitive."""
    finite = any(tree.tags[k] in FINITE for k in [i, *tree.under(i, "aux", "auxpass")])
    return not finite and tree.first(i, "mark") is None and tree.first(i, "nsubj", "nsubjpass") is not None


def source_of(tree: Tree, i: int) -> str:
    """The kind of clause by how its verb hangs in the sentence."""
    dep = tree.deps[i]
    if dep in {"acl", "relcl"} and tree.tags[i] == "VB" and any(tree.tags[k] == "TO" for k in tree.under(i, "aux")):
        return "infinitive"
    if dep == "conj" and tree.pos[tree.heads[i]] in VERBS:
        return "conjunct" if source_of(tree, tree.heads[i]) == "main" else source_of(tree, tree.heads[i])
    return SOURCES.get(dep, "main")
