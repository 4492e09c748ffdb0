"""Whose clause it is: the subject of a verb that has none of its own, and what a relative pronoun stands for."""

from collections.abc import Iterator

from ingest.slots import PLACES, TIMES, Slot, slot_name
from ingest.tree import NOUNS, VERBS, Tokens, Tree
from ingest.words import WORDS

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
# A gerund after one of these prepositions is what the object does ("accused Acme of selling").
OBJECT_CONTROL = frozenset({"of", "from", "for", "into"})
MAX_STEPS = 30  # verbs that may hand a subject down before the search gives up


class Subjects:
    """Logical subjects of the verbs of a tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[int, Tokens] = {}

    def of(self, verb: int) -> Tokens:
        """Heads of the subject phrases of a verb, conjuncts apart; none where the sentence names none."""
        if verb not in self._known:
            self._known[verb] = ()  # a circle of verbs has no subject
            self._known[verb] = self._find(verb)
        return self._known[verb]

    def _find(self, verb: int) -> Tokens:
        tree = self.tree
        own = tree.first(verb, "nsubj", "nsubjpass")
        if own is not None:
            return self.resolve(own)
        if tree.first(verb, "expl", "csubj", "csubjpass") is not None:
            return ()
        head, dep = tree.heads[verb], tree.deps[verb]
        if head == verb:
            return ()
        if dep == "conj":
            return self.of(head) if tree.pos[head] in VERBS else ()
        if dep in {"acl", "relcl"}:
            return tuple(tree.conjuncts(head)[:1]) if tree.pos[head] in NOUNS else ()
        if dep == "xcomp":
            objects = tree.under(head, "dobj")
            return tuple(tree.conjuncts(objects[0])) if objects else self.of(head)
        if dep == "advcl":
            bare = tree.first(verb, "mark") is None and tree.tags[verb] in {"VBG", "VBN"}
            return self.of(head) if bare and tree.pos[head] in VERBS else ()
        if dep == "pcomp":
            return self._of_gerund(head)
        return ()

    def _of_gerund(self, prep: int) -> Tokens:
        tree, head = self.tree, self.tree.heads[prep]
        if tree.pos[head] not in VERBS:
            return ()
        objects = tree.under(head, "dobj")
        # "Instead of suing Doe, Acme sued Roe": what stands after the phrase has no part in it
        if objects and objects[0] < prep and tree.lower[prep] in OBJECT_CONTROL:
            return tuple(tree.conjuncts(objects[0]))
        return self.of(head)

    def resolve(self, noun: int) -> Tokens:
        """The noun and its conjuncts; for a relative pronoun what it stands for."""
        if self.relative_pronoun(noun):
            found = self.antecedent(noun)
            if found is not None:
                return found
        return tuple(self.tree.conjuncts(noun))

    def relative_pronoun(self, i: int) -> bool:
        """Whether the word is who, which, that at the head of a relative clause."""
        return self.tree.tags[i] in {"WDT", "WP"} and self.tree.lower[i] in WORDS.relative

    def antecedent(self, pronoun: int) -> Tokens | None:
        """What a relative pronoun stands for: the noun that its relative clause hangs on."""
        tree, at = self.tree, self.tree.heads[pronoun]
        for _ in range(MAX_STEPS):
            if tree.deps[at] == "relcl":
                head = tree.heads[at]
                verb = tree.heads[pronoun] if tree.deps[pronoun] in SUBJECTS else at  # "which, he says, are"
                return self._meant(pronoun, verb, head) if tree.pos[head] in NOUNS else None
            if tree.heads[at] == at or tree.deps[at] not in {"ccomp", "conj", "prep", "pobj", "xcomp", "dobj"}:
                return None
            at = tree.heads[at]
        return None

    def _meant(self, pronoun: int, verb: int, head: int) -> Tokens:
        """All that is coordinated; of bodies with "which" behind them the last, but for a verb of several."""
        tree, found = self.tree, tuple(self.tree.conjuncts(head))
        words = (verb, *tree.under(verb, "aux", "auxpass"))
        several = any(tree.tags[k] == "VBP" or tree.lower[k] in {"are", "have", "were"} for k in words)
        before = [k for k in found if k < pronoun]
        if several or tree.lower[pronoun] != "which" or not before or not tree.named(before[-1]):
            return found
        return (before[-1],)

    def place_slots(self, verb: int) -> Iterator[Slot]:
        """The place or time of a relative clause: "Kano, where Acme is based", "1998, when Acme was founded"."""
        tree, noun = self.tree, self.tree.heads[verb]
        where = next((k for k in tree.under(verb, "advmod") if tree.lower[k] == "where"), None)
        if where is not None and tree.deps[verb] == "relcl" and tree.named(noun) and tree.kinds[noun] in PLACES:
            yield Slot("prep", "in", verb, (noun,), (where,))
        time = time_told(tree, verb)
        if time is not None:
            yield Slot("time", "time", verb, (time,))

    def relative_slots(self, verb: int) -> Iterator[Slot]:
        """The slot that the antecedent fills in a relative clause without a pronoun ("the company Acme bought")."""
        tree = self.tree
        if tree.deps[verb] != "relcl" or tree.pos[tree.heads[verb]] not in NOUNS:
            return
        subject = tree.first(verb, "nsubj", "nsubjpass")
        if subject is None or self.relative_pronoun(subject) or self._has_pronoun(verb):
            return
        antecedent = tuple(tree.conjuncts(tree.heads[verb]))
        for prep in tree.under(verb, "prep"):
            if not tree.under(prep, "pobj", "pcomp", "prep"):
                yield Slot("prep", slot_name(tree, (prep,)), prep, antecedent, (prep,))
                return
        full = tree.under(verb, "dobj", "ccomp", "xcomp", "attr", "acomp", "nsubjpass")
        if not full and tree.lemmas[antecedent[0]] not in WORDS.adjunct_nouns and not tree.literal(antecedent[0]):
            yield Slot("object", "obj", verb, antecedent)

    def shared_slots(self, verb: int, passive: bool) -> Iterator[Slot]:
        """The object of the second verb of "which Acme founded and sold to Globex": that of the first."""
        tree, first = self.tree, self.tree.heads[verb]
        own = tree.under(verb, "dobj", "ccomp", "xcomp", "attr", "acomp", *SUBJECTS)
        if passive or own or tree.deps[verb] != "conj" or tree.deps[first] != "relcl":
            return
        shared = next((k for k in tree.under(first, "dobj") if self.relative_pronoun(k)), None)
        antecedent = self.antecedent(shared) if shared is not None and shared < first else None
        if antecedent and tree.under(verb, "prep", "dative"):
            yield Slot("object", "obj", verb, antecedent)

    def _has_pronoun(self, verb: int) -> bool:
        return any(self.tree.tags[k] in {"WDT", "WP", "WRB", "WP$"} for k in self.tree.subtree(verb))


def time_told(tree: Tree, verb: int) -> int | None:
    """The date that a clause with "when" tells of ("in 2009, when Roe founded Acme"), also where it hangs elsewhere."""
    when = next((k for k in tree.under(verb, "advmod") if tree.lower[k] == "when"), None)
    if when is None or when < 2:
        return None
    noun = tree.heads[verb] if tree.deps[verb] == "relcl" and tree.heads[verb] < when else when - 2
    if tree.kinds[noun] not in TIMES or (noun == when - 2 and tree.words[when - 1] != ","):
        return None
    while tree.kinds[tree.heads[noun]] in TIMES and tree.heads[noun] not in {noun, verb}:
        noun = tree.heads[noun]
    return noun
