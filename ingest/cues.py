"""The reporting words of a paragraph: what says that something was said, by whom, and which words it covers.

Verbs report by a clause ("said that"), a gerund ("denied taking"), an infinitive ("is said to have"), an object
("denied wrongdoing") or a preposition ("accused of"); nouns by a clause or "of" ("his claim that", "reports of");
"according to" and "as X put it" report the clause that they hang on. Which verbs report in which construction, and what
each is worth on PolNeAR, stands in ingest/lexicons/reporting.toml.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.forms import SUBJECTS, form_of
from ingest.negation import negated_phrase, seat_of_negation
from ingest.prepositions import governor_of, indefinite
from ingest.reporting import REPORTING
from ingest.signatures import SIGNATURES
from ingest.tree import LOOSE, VERBS, Tree
from ingest.truth import refuted
from ontology.model import Stance

ADDRESSED = frozenset({"you", "anyone", "nobody"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
CHARGED, CONFESSED = frozenset({"of", "with"}), frozenset({"to"})
CHAIN = 4  # verbs between a reporting verb and the one that has its subject


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word.

    `words`: first and last token of the cue; `source`: head of who says it (None: unnamed); `content`: heads of what
    is said; `cut`: a branch of the content that is the cue itself. `kind` tells the construction: clause, gerund,
    infinitive, object, preposition, noun, phrase, quote, label, judgement (which covers nothing).
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
            found += _as_said(tree, i) or _verb(tree, i)
        elif tree.lemmas[i] in REPORTING.nouns and tree.pos[i] in {"NOUN", "PROPN"}:
            found += _noun(tree, i)
    return found


def _verb(tree: Tree, i: int) -> list[Cue]:
    stance = REPORTING.stance.get(tree.lemmas[i])
    if stance is None or tree.deps[i] in {"amod", "compound"}:
        return []
    if tree.deps[i] == "parataxis" and tree.lemmas[i] in REPORTING.clause and not tree.under(i, "ccomp", "xcomp"):
        return _inserted(tree, i)
    content, kind = _content(tree, i, tree.lemmas[i])
    if not content and not _judges(tree, i):
        return []
    kind = kind if content else "judgement"
    source, known = source_of(tree, i)
    if (not known and kind != "clause") or (source is not None and negated_phrase(tree, source)):
        return []  # "nobody denies": that is no source
    if source is not None and kind in {"judgement", "infinitive"} and tree.lower[source] in ADDRESSED:
        return []  # "You want to sell": whoever is spoken to says nothing here
    if kind in {"judgement", "infinitive", "object"} and _of_thing(tree, i, source):
        return []  # "rules that promise to end the trade"
    if source is not None and tree.lower[source] in {"'s", "’s"}:
        return []  # "Let's say"
    if source is not None and tree.lemmas[i] == "think" and tree.lower[source] in ADDRESSED | {"i"}:
        return []  # "I think that": the outlet's own hedge
    return [Cue(i, cue_words(tree, i), stance_of(tree, i), source, content, kind)]


def _of_thing(tree: Tree, verb: int, source: int | None) -> bool:
    """Whether a clause with "that" tells what a thing is for, not what somebody says."""
    thing = source is not None and not tree.named(source) and tree.lemmas[source] not in REPORTING.guards["speakers"]
    return thing and any(tree.lower[k] == "that" for k in tree.under(verb, *SUBJECTS))


def _inserted(tree: Tree, i: int) -> list[Cue]:
    """As in "The firm, Roe said, was sold": the clause around it is what was said."""
    source, known = source_of(tree, i)
    return [Cue(i, cue_words(tree, i), stance_of(tree, i), source, (tree.heads[i],), "clause", i)] if known else []


def _judges(tree: Tree, i: int) -> bool:
    """Whether a verb speaks of its object without saying anything that could be a claim ("criticised the deal")."""
    lemma = tree.lemmas[i]
    if lemma in REPORTING.objects and (tree.under(i, "dobj", "nsubjpass")):
        return True
    return any(
        tree.deps[k] in {"prep", "prt", "dative"} and f"{lemma} {tree.lower[k]}" in REPORTING.prepositions
        for k in tree.kids[i]
    )


def stance_of(tree: Tree, verb: int) -> Stance:
    """The stance of a reporting verb; who does not deny says nothing of the kind, but is heard."""
    stance = REPORTING.stance.get(tree.lemmas[verb], "says")
    return "says" if stance == "denies" and seat_of_negation(tree, verb) else stance


def _content(tree: Tree, i: int, lemma: str) -> tuple[tuple[int, ...], str]:
    clauses = [*tree.under(i, "ccomp"), *(k for k in tree.under(i, "conj") if opened_by_that(tree, k))]
    if clauses and lemma in REPORTING.reporting:
        return tuple(clauses), "clause"
    opened = tree.under(i, "xcomp")
    gerunds = tuple(k for k in opened if tree.pos[k] in VERBS and form_of(tree, k) == "ing")
    if gerunds:
        return (gerunds, "gerund") if lemma in REPORTING.clause else ((), "")
    if opened and (tree.under(i, "auxpass") or lemma in REPORTING.infinitive):
        return tuple(opened), "infinitive"
    if lemma in REPORTING.charging | REPORTING.confessing:
        charged = _charged(tree, i, CHARGED if lemma in REPORTING.charging else CONFESSED)
        if charged:
            return charged, "preposition"
    objects = tree.under(i, "dobj")
    if objects and lemma in REPORTING.objects and REPORTING.stance[lemma] != "judges":
        return tuple(k for k in objects if indefinite(tree, k) or _refused(tree, i, k)), "object"
    turned = [k for k in tree.under(i, "nsubjpass") if _refused(tree, i, k)]
    if turned and lemma in REPORTING.objects:
        return tuple(turned), "object"
    return (), ""


def _refused(tree: Tree, verb: int, noun: int) -> bool:
    """As in "rejected the allegation that": what a statement says is denied with it."""
    denies = REPORTING.stance[tree.lemmas[verb]] == "denies" and tree.lemmas[verb] in SIGNATURES.that
    told = any(opened_by_that(tree, k) for k in tree.under(noun, "acl", "relcl", "ccomp"))
    return denies and told and tree.lemmas[noun] in SIGNATURES.noun


def _charged(tree: Tree, i: int, links: frozenset[str]) -> tuple[int, ...]:
    """What stands after "of" or "with" of a charging verb, also where an agent comes between; "to" of a confession."""
    preps = tree.under(i, "prep")
    preps += [p for a in tree.under(i, "agent") for k in tree.under(a, "pobj") for p in tree.under(k, "prep")]
    return tuple(
        k for p in preps if tree.lower[p] in links and governor_of(tree, p) == i for k in tree.under(p, "pcomp", "pobj")
    )


def source_of(tree: Tree, i: int) -> tuple[int | None, bool]:
    """Head of the source of verb `i`, and whether its place is known (filled, or left out by a passive)."""
    passive = bool(tree.under(i, "auxpass", "nsubjpass")) or (tree.deps[i] == "acl" and tree.tags[i] == "VBN")
    if passive:
        by = [k for a in tree.under(i, "agent") for k in tree.under(a, "pobj")]
        return (by[0], True) if by else (None, True)
    at = i
    for _ in range(CHAIN):
        subjects = tree.under(at, *SUBJECTS)
        if subjects:
            # the nearest one: '"..." said Roe' also has the quotation's subject
            return _antecedent(tree, min(subjects, key=lambda k: (abs(k - at), k)), at)
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


def cue_words(tree: Tree, i: int) -> tuple[int, int]:
    """First and last token of the cue: the verb with its auxiliaries and particle where they stand together."""
    start, end = i, i
    near = set(tree.under(i, "aux", "auxpass", "neg", "prt"))
    while start - 1 in near:
        start -= 1
    while end + 1 in near:
        end += 1
    return start, end


def _noun(tree: Tree, i: int) -> list[Cue]:
    """As in "his claim that", "reports of abuses", "allegations by prosecutors that"."""
    content = [k for k in tree.under(i, "acl", "ccomp", "relcl") if opened_by_that(tree, k)]
    preps = tree.under(i, "prep")
    content += [k for p in preps if tree.lower[p] == "of" for k in tree.under(p, "pcomp", "pobj")]
    owners = tree.under(i, "poss")
    for prep in preps:
        if tree.lower[prep] in {"by", "from"}:
            for owner in tree.under(prep, "pobj"):
                owners.append(owner)
                content += [k for k in tree.under(owner, "acl", "relcl") if opened_by_that(tree, k)]
    if not content or refuted(tree, i):
        return []  # "the reports were false" is what the outlet says
    source = owners[0] if owners else i
    return [Cue(i, (i, i), REPORTING.nouns[tree.lemmas[i]], source, tuple(content), "noun")]


def _according(tree: Tree, i: int) -> list[Cue]:
    prep = tree.under(i, "prep")[0]
    sources = tree.under(prep, "pobj")
    if not sources:
        return []
    head = clause_above(tree, i)
    if head != i:
        return [Cue(i, (i, prep), "says", sources[0], (head,), "phrase", i)]
    # read as the root: the clause hangs on the source
    said = [k for k in tree.subtree(sources[0]) if tree.pos[k] in VERBS and tree.under(k, *SUBJECTS) and k > sources[0]]
    return [Cue(i, (i, prep), "says", sources[0], (said[0],), "phrase")] if said else []


def _as_said(tree: Tree, i: int) -> list[Cue]:
    """As in "as Roe put it": the clause that it hangs on is what was put so."""
    if tree.deps[i] != "advcl" or tree.lemmas[i] not in REPORTING.guards["as_said"]:
        return []
    subjects = tree.under(i, "nsubj")
    marked = any(tree.lower[k] == "as" and tree.deps[k] in {"mark", "advmod"} for k in tree.kids[i])
    if not (subjects and marked) or (tree.under(i, "ccomp", "dobj") and tree.lemmas[i] != "put"):
        return []
    return [Cue(i, cue_words(tree, i), "says", subjects[0], (tree.heads[i],), "phrase", i)]


def clause_above(tree: Tree, i: int) -> int:
    """The nearest verb over `i`, or the root."""
    at = tree.heads[i]
    while tree.pos[at] not in VERBS and tree.heads[at] != at:
        at = tree.heads[at]
    return at


def opened_by_that(tree: Tree, i: int) -> bool:
    """Whether the clause of `i` begins with the conjunction "that", also where it was read as a second subject."""
    first = next(iter(tree.kids[i]), i)
    if tree.lower[first] != "that":
        return False
    return tree.deps[first] == "mark" or len(tree.under(i, *SUBJECTS)) > 1


def verb_cue(tree: Tree, verb: int) -> Cue:
    """The cue that a reporting verb is for a quotation beside it."""
    return Cue(verb, cue_words(tree, verb), stance_of(tree, verb), source_of(tree, verb)[0], (), "quote")


def mark_cue(mark: int, source: int | None, kind: str) -> Cue:
    """The cue that a colon, dash or quotation mark is."""
    return Cue(mark, (mark, mark), "says", source, (), kind)


def phrase_of(tree: Tree, cue: Cue) -> tuple[int, int]:
    """First and last token of the phrase that names a cue's source, without clauses and appositions."""
    head = cue.source
    assert head is not None
    skip = LOOSE | {"prep"} if head == cue.anchor else LOOSE
    said = {tree.heads[k] for k in cue.content}  # "prosecutors [of bribing]" is no part of the name
    words = [
        i
        for i in tree.subtree(head, skip)
        if not any(tree.descends(i, k) for k in said if k != head and tree.descends(k, head))
    ]
    start = end = words.index(head)
    while start and words[start - 1] == words[start] - 1:
        start -= 1
    while end + 1 < len(words) and words[end + 1] == words[end] + 1:
        end += 1
    return words[start], words[end]


def covered(cues: list[Cue]) -> Iterator[tuple[int, Cue]]:
    """Each head of something said with its cue."""
    for cue in cues:
        for root in cue.content:
            yield root, cue
