"""Who says so: the reporting words of a paragraph, their sources, and the words that they cover.

A `Cue` is one reporting word with its source and the heads of what it reports. Verbs report by a clause ("said that"),
an infinitive ("is said to have"), an object ("denied wrongdoing") or a preposition ("warned of"); nouns by a clause
("his claim that"); "according to" reports the clause it hangs on. Which verbs report in which construction, and what
each is worth on PolNeAR, stands in ingest/lexicons/reporting.toml.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.governors import SUBJECTS, indefinite
from ingest.negation import seat_of_negation
from ingest.reporting import REPORTING
from ingest.tree import LOOSE, VERBS, Tree
from ontology.model import Stance

RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word.

    `words`: first and last token of the cue; `source`: head of who says it (None: unnamed); `content`: heads of what
    is said; `cut`: a branch of the content that is the cue itself. `kind` tells the construction: clause, infinitive,
    object, preposition, noun, phrase, quote.
    """

    anchor: int
    words: tuple[int, int]
    stance: Stance
    source: int | None
    content: tuple[int, ...]
    kind: str
    cut: int | None = None


def cues_of(tree: Tree) -> list[Cue]:
    """The reporting words of a paragraph, in order."""
    found: list[Cue] = []
    for i in range(len(tree)):
        if tree.lower[i] == "according" and tree.under(i, "prep"):
            found += _according(tree, i)
        elif tree.pos[i] in VERBS:
            found += _verb(tree, i)
        elif tree.lemmas[i] in REPORTING.nouns and tree.pos[i] == "NOUN":
            found += _noun(tree, i)
    return found


def _verb(tree: Tree, i: int) -> Iterator[Cue]:
    lemma = tree.lemmas[i]
    stance = REPORTING.stance.get(lemma)
    if stance is None or tree.deps[i] in {"amod", "compound"}:
        return
    content, kind = _content(tree, i, lemma)
    if not content:
        return
    source, known = _source(tree, i)
    if not known and kind != "clause":
        return
    if stance == "denies" and seat_of_negation(tree, i):
        stance = "says"
    yield Cue(i, _words(tree, i), stance, source, content, kind)


def _content(tree: Tree, i: int, lemma: str) -> tuple[tuple[int, ...], str]:
    clauses = [
        k for k in tree.kids[i] if tree.deps[k] == "ccomp" and tree.pos[k] in VERBS | {"NOUN", "ADJ", "PROPN", "PRON"}
    ]
    clauses += [
        k
        for k in tree.kids[i]
        if tree.deps[k] == "conj" and any(tree.deps[m] == "mark" and tree.lower[m] == "that" for m in tree.kids[k])
    ]
    if clauses and lemma in REPORTING.clause | REPORTING.documents | REPORTING.attitude:
        return tuple(clauses), "clause"
    infinitives = tree.under(i, "xcomp")
    if infinitives and (
        tree.under(i, "auxpass") or lemma in REPORTING.infinitive - {"decline", "refuse", "try", "need"}
    ):
        return tuple(infinitives), "infinitive"
    charged = [
        k for p in tree.under(i, "prep") if tree.lower[p] in {"of", "with"} for k in tree.under(p, "pcomp", "pobj")
    ]
    if charged and lemma in {"accuse", "suspect"}:
        return tuple(charged), "preposition"
    objects = tree.under(i, "dobj")
    if objects and lemma in REPORTING.objects and REPORTING.stance[lemma] != "judges":
        free = tuple(k for k in objects if indefinite(tree, k))
        return free, "object"
    return (), ""


def _source(tree: Tree, i: int) -> tuple[int | None, bool]:
    """Head of the source of verb `i`, and whether its place is known (filled or left out by a passive)."""
    passive = bool(tree.under(i, "auxpass", "nsubjpass")) or (tree.deps[i] == "acl" and tree.tags[i] == "VBN")
    if passive:
        by = [k for a in tree.under(i, "agent") for k in tree.under(a, "pobj")]
        return (by[0], True) if by else (None, True)
    at = i
    for _ in range(4):
        subjects = [k for k in tree.kids[at] if tree.deps[k] in SUBJECTS]
        if subjects:
            return _antecedent(tree, subjects[0], at)
        head = tree.heads[at]
        if tree.deps[at] in {"acl", "relcl"} and head != at:
            return head, True
        if head == at or tree.deps[at] not in {"conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp"}:
            return None, False
        at = head
    return None, False


def _antecedent(tree: Tree, subject: int, verb: int) -> tuple[int | None, bool]:
    if tree.lower[subject] in RELATIVE and tree.deps[verb] == "relcl":
        return tree.heads[verb], True
    if tree.lower[subject] in {"it", "there"} and tree.deps[subject] == "expl":
        return None, True
    return subject, True


def _words(tree: Tree, i: int) -> tuple[int, int]:
    """The cue with its auxiliaries and particle where they stand together."""
    start, end = i, i
    near = set(tree.under(i, "aux", "auxpass", "neg", "prt"))
    while start - 1 in near:
        start -= 1
    while end + 1 in near:
        end += 1
    return start, end


def _noun(tree: Tree, i: int) -> Iterator[Cue]:
    """As in "his claim that", "reports of abuses", "allegations by prosecutors that"."""
    content = [k for k in tree.under(i, "acl", "ccomp", "relcl") if opened_by_that(tree, k)]
    content += [k for p in tree.under(i, "prep") if tree.lower[p] == "of" for k in tree.under(p, "pcomp", "pobj")]
    if content:
        owners = tree.under(i, "poss") or [
            k for p in tree.under(i, "prep") if tree.lower[p] in {"by", "from"} for k in tree.under(p, "pobj")
        ]
        source = owners[0] if owners else i
        yield Cue(i, (i, i), REPORTING.nouns[tree.lemmas[i]], source, tuple(content), "noun")


def _according(tree: Tree, i: int) -> Iterator[Cue]:
    prep = tree.under(i, "prep")[0]
    sources = tree.under(prep, "pobj")
    head = tree.heads[i]
    if sources and head != i:
        while tree.pos[head] not in VERBS and tree.heads[head] != head:
            head = tree.heads[head]
        yield Cue(i, (i, prep), "says", sources[0], (head,), "phrase", i)


def opened_by_that(tree: Tree, i: int) -> bool:
    """Whether the clause of `i` begins with the conjunction "that"."""
    return any(tree.deps[k] == "mark" and tree.lower[k] == "that" for k in tree.kids[i])


def phrase_of(tree: Tree, head: int) -> tuple[int, int]:
    """First and last token of the phrase that names a source, without clauses and appositions."""
    words = tree.subtree(head, LOOSE | {"prep"} if tree.pos[head] == "PRON" else LOOSE)
    start = end = words.index(head)
    while start and words[start - 1] == words[start] - 1:
        start -= 1
    while end + 1 < len(words) and words[end + 1] == words[end] + 1:
        end += 1
    return words[start], words[end]


class Attributions:
    """For every token of a paragraph the cues that cover it, outermost first."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.cues = cues_of(tree)
        self._rooted: dict[int, list[Cue]] = {}
        self._cut: dict[int, list[Cue]] = {}
        for cue in self.cues:
            for root in cue.content:
                self._rooted.setdefault(root, []).append(cue)
            if cue.cut is not None:
                self._cut.setdefault(cue.cut, []).append(cue)
        self._known: dict[int, tuple[Cue, ...]] = {}

    def of(self, i: int) -> tuple[Cue, ...]:
        """The cues over token `i`, outermost first."""
        heads, path = self.tree.heads, [i]
        while path[-1] not in self._known and heads[path[-1]] != path[-1]:
            path.append(heads[path[-1]])
        for at in reversed(path):
            if at not in self._known:
                above = self._known[heads[at]] if heads[at] != at else ()
                cut = self._cut.get(at, ())
                self._known[at] = (*(c for c in above if c not in cut), *self._rooted.get(at, ()))
        return self._known[i]
