"""Clauses that tell what a word announces, read by the parser as something else.

"the rumour that Acme bribed Roe"    no relative clause: "bribed" has its object, "that" is none
"No one disputes that Acme paid"     a verb and its subject, no noun
"told a meeting that Acme won"       no meeting that won
"Acme paid Doe, which Roe denies"    nobody denies Doe
"Acme won; Roe denied it"            two sentences, not what Roe denied
"""

from ingest.forms import SUBJECTS
from ingest.reporting import REPORTING
from ingest.signatures import SIGNATURES, is_denial
from ingest.slots import TIMES
from ingest.tree import VERBS, Tree

NEVER_NOUNS = frozenset(
    {"accuse", "allege", "argue", "assert", "believe", "contend", "deny", "insist", "maintain", "own", "say", "think"}
)
TAILS = frozenset({"advcl", "advmod", "npadvmod", "prep"})  # when, where and citing whom somebody said something
ANNOUNCING = SIGNATURES.noun.keys() | REPORTING.nouns.keys()
OPENERS = frozenset({"advmod", "dative", "dobj", "mark", "npadvmod"})
FOLLOWING = frozenset({"DET", "NOUN", "NUM", "PRON", "PROPN"})


def unnoun(tree: Tree, word: int) -> None:
    """Makes a verb of "Police [allege] that Reck paid", read as a noun: nobody's "allege" is a thing."""
    if tree.lower[word] not in NEVER_NOUNS:
        return
    if tree.lower[word] == "own" and tree.under(word, "nsubj") and tree.under(word, "dobj"):
        tree.tags[word], tree.pos[word] = "VBP", "VERB"  # "Roe and Doe own Acme"
    if tree.tags[word] != "NN":
        return
    tree.tags[word], tree.pos[word] = "VBP", "VERB"
    source = word - 1
    if source < 0 or tree.heads[source] != word or tree.deps[source] not in {"compound", "nmod"}:
        return
    for kid in [k for k in tree.kids[word] if k < source and tree.deps[k] in {"amod", "compound", "det", "poss"}]:
        tree.move(kid, source, tree.deps[kid])
    tree.move(source, word, "nsubj")
    for kid in tree.under(word, "acl", "relcl"):
        if tree.under(kid, "mark", "nsubj"):
            tree.move(kid, word, "ccomp")


def seat_gerund(tree: Tree, verb: int) -> None:
    """Makes what is voted against or stopped the event, not its subject: "against Acme buying Globex"."""
    name = tree.heads[verb]
    if tree.tags[verb] != "VBG" or not tree.named(name) or tree.names[name][1] != tree.subtree(verb)[0]:
        return
    above = tree.heads[name]
    objected = tree.lower[above] == "to" and tree.lemmas[tree.heads[above]] == "object"
    if tree.deps[name] == "pobj" and (objected or tree.lower[above] in {"against", "for"}):
        tree.move(verb, above, "pcomp")
    elif (
        tree.deps[name] == "dobj"
        and tree.lemmas[above] in SIGNATURES.ing
        and SIGNATURES.ing[tree.lemmas[above]].value <= 0
    ):
        tree.move(verb, above, "ccomp")
    else:
        return
    tree.move(name, verb, "nsubj")


def free_reporting(tree: Tree, word: int) -> None:
    """Gives "Police allege Erik Reck paid" its verb back, which was read as the first of a name's words.

    What an accusation says would be the outlet's own word else.
    """
    source, said = word - 1, tree.words[word]
    if tree.lemmas[word] != said or said not in REPORTING.reporting or source < 0:
        return
    if tree.tags[source] not in {"NNS", "NNPS"} and tree.lower[source] != "police":
        return
    name = tree.heads[word]
    while tree.deps[name] in {"compound", "nmod"} and tree.heads[name] > name:
        name = tree.heads[name]
    verb = tree.heads[name]
    if tree.deps[name] not in {"nsubj", "nsubjpass"} or verb < name or not tree.named(name):
        return
    tree.tags[word], tree.pos[word] = "VBP", "VERB"
    tree.supplant(word, verb)
    tree.move(verb, word, "ccomp")
    for kid in [k for k in tree.kids[name] if k < source]:
        tree.move(kid, source, tree.deps[kid])
    tree.move(source, word, "nsubj")


def crown_saying(tree: Tree, verb: int) -> bool:
    """Puts "[the Coastal Agency said on Monday]" at the end of a sentence above what it says; whether it did.

    The parser hangs it below, or on the name before it as a relative clause or an apposition: what a source alleges
    would be the outlet's own word else.
    """
    participle = tree.deps[verb] == "acl"
    source = tree.heads[verb] if participle else tree.first(verb, "nsubj")
    if source is None or not _at_the_end(tree, verb, source, participle=participle):
        return False
    above = tree.heads[source if participle else verb]
    while tree.heads[above] != above:
        above = tree.heads[above]
    subject = tree.first(above, "nsubj", "nsubjpass")
    if tree.pos[above] not in VERBS or subject is None or not subject < above < source:
        return False
    tree.tags[verb], tree.pos[verb] = "VBD", "VERB"
    tree.supplant(verb, above)
    tree.move(above, verb, "ccomp")
    tree.move(source, verb, "nsubj")
    return True


def part_inserted(tree: Tree, verb: int) -> None:
    """Takes "Roe, [witnesses told police], shot Doe" apart: what the parser read as told by Roe is told of her."""
    said = tree.heads[verb]
    comma = tree.subtree(verb)[0] - 1
    if verb <= said or comma <= said or tree.words[comma] != "," or tree.lemmas[said] not in REPORTING.clause:
        return
    if tree.under(verb, "nsubj", "nsubjpass", "mark", "cc") or any(said < k < verb for k in tree.under(said, "cc")):
        return
    subjects = tree.under(said, "nsubj", "nsubjpass")
    about = subjects[0] if subjects else said
    source = next((k for k in (*subjects[1:], *tree.under(about, "appos")) if about < k == said - 1), None)
    if source is None or tree.words[tree.subtree(source)[0] - 1] != ",":
        return
    tree.supplant(verb, said)
    tree.move(about, verb, "nsubjpass" if tree.under(verb, "auxpass") else "nsubj")
    tree.move(source, said, "nsubj")
    tree.move(said, verb, "parataxis")


def _at_the_end(tree: Tree, verb: int, source: int, *, participle: bool) -> bool:
    """Whether a source and its verb stand between a comma and the end of the sentence, with a time at most."""
    if tree.lemmas[verb] not in REPORTING.clause or tree.tags[verb] not in {"VBD", "VBN", "VBZ"}:
        return False
    suffered = any(tree.lower[k] in {"as", "by", "for", "of", "with"} for k in tree.kids[verb])  # "a man accused of"
    if participle and (suffered or tree.deps[source] not in {"appos", "npadvmod"}):
        return False
    first = min(k for k in tree.subtree(source) if k <= source)
    if first == 0 or tree.words[first - 1] != "," or source > verb or tree.under(verb, "mark", "auxpass", "neg"):
        return False
    if any(tree.tags[k] in {"WDT", "WP", "WP$", "WRB"} for k in range(first, verb)):
        return False
    end = next(end for start, end in tree.sentences() if start <= verb < end)
    behind = [k for k in tree.kids[verb] if k > verb and tree.pos[k] != "PUNCT"]
    last = max((max(tree.subtree(k)) for k in behind), default=verb)
    apart = participle or tree.deps[verb] == "relcl"  # no pronoun behind a comma: nothing else it can be
    timed = all(tree.deps[k] in TAILS and (apart or _is_time(tree, k)) for k in behind)
    return timed and all(tree.pos[k] in {"PUNCT", "SPACE"} for k in range(last + 1, end))


def _is_time(tree: Tree, k: int) -> bool:
    return any(tree.kinds[t] in TIMES for t in tree.subtree(k))


def open_content(tree: Tree, verb: int) -> None:
    """Makes the relative clause of a noun that announces something what is announced."""
    noun = tree.heads[verb]
    that = _conjunction(tree, verb) if tree.lemmas[noun] in ANNOUNCING else None
    if that is not None:
        _conjoin(tree, that)
        tree.deps[verb] = "acl"


def _conjoin(tree: Tree, that: int) -> None:
    """Makes the pronoun that the parser read the conjunction that it is."""
    tree.deps[that], tree.tags[that], tree.pos[that] = "mark", "IN", "SCONJ"


def _conjunction(tree: Tree, verb: int) -> int | None:
    """The "that" of a clause that lacks nothing, and so is no relative clause."""
    noun = tree.heads[verb]
    that = next((k for k in tree.kids[verb] if tree.lower[k] == "that" and noun < k < verb), None)
    subjects = tree.under(verb, *SUBJECTS)
    if that is None or not subjects or subjects == [that]:
        return None
    if tree.deps[that] not in OPENERS and that not in subjects:
        return None
    objects = [k for k in tree.under(verb, "dobj", "attr", "acomp", "auxpass", "ccomp", "xcomp") if k != that]
    followed = verb + 1 < len(tree) and tree.pos[verb + 1] in FOLLOWING
    return that if tree.deps[that] == "mark" or objects or followed else None


def part_denial(tree: Tree, verb: int) -> None:
    """Frees ", which the firm denies" from the name before it: what is denied is the sentence."""
    which = next((k for k in tree.under(verb, "dobj") if tree.lower[k] == "which"), None)
    if which is not None and is_denial(tree.lemmas[verb]) and tree.named(tree.heads[verb]):
        tree.deps[verb], tree.deps[which] = "parataxis", "dep"


TELLING = frozenset({"assure", "convince", "inform", "remind", "tell", "warn"})


def part_told(tree: Tree, verb: int) -> None:
    """Gives the clause of "told a meeting of leaders that they ..." to the verb that tells it."""
    that = _conjunction(tree, verb) if tree.deps[verb] == "relcl" else None
    teller = tree.heads[verb]
    while tree.deps[teller] in {"pobj", "prep", "dobj", "dative"} and tree.lemmas[teller] not in TELLING:
        teller = tree.heads[teller]
    if that is not None and tree.lemmas[teller] in TELLING and not tree.under(teller, "ccomp"):
        _conjoin(tree, that)
        tree.move(verb, teller, "ccomp")


DISPUTING = frozenset({"contest", "deny", "dispute", "doubt", "question"})
PLURAL = frozenset({"few", "many", "most", "none", "some"})
PLAIN = frozenset({"ROOT", "ccomp", "conj"})


def crown_disputing(tree: Tree, noun: int) -> None:
    """Makes the noun of "No one disputes that ..." the verb that it is."""
    kids = [k for k in tree.kids[noun] if k < noun]
    if tree.lemmas[noun] not in DISPUTING or tree.deps[noun] not in PLAIN or not kids or kids[-1] != noun - 1:
        return
    clause = tree.first(noun, "relcl", "acl", "ccomp")
    who = kids[-1]
    one = tree.lower[who] == "one" and tree.tags[noun] == "NNS" and tree.lower[who - 1] in {"no", "every", "some"}
    many = tree.lower[who] in PLURAL and tree.tags[noun] == "NN"
    if clause is None or tree.lower[noun + 1] != "that" or not (one or many):
        return
    tree.pos[noun], tree.tags[noun] = "VERB", "VBZ" if one else "VBP"
    tree.deps[who], tree.tags[who], tree.pos[who] = "nsubj", "NN", "PRON"
    for kid in kids[:-1]:
        tree.move(kid, who, tree.deps[kid])
    tree.deps[noun + 1] = "mark"
    tree.deps[clause] = "ccomp"


def part_sentence(tree: Tree, i: int) -> None:
    """Frees a clause before a semicolon from the verb after it; one in quotation marks ends with another mark."""
    head = tree.heads[i]
    if i > head:
        return
    apart = ";" in tree.words[i:head] and (tree.under(head, "dobj") or _ended(tree, i))
    if apart or is_denial(tree.lemmas[head]):  # "the aide was paid, a charge Roe denied"
        tree.deps[i] = "parataxis"


def _ended(tree: Tree, clause: int) -> bool:
    end = tree.subtree(clause)[-1]
    return ";" in (tree.words[end], tree.words[end + 1])
