"""Who is named only to be ruled out: "Roe, not Doe, leads", "Roe rather than Doe", "all but Doe".

The parser coordinates them with who is meant, and each would be given what is said of the other. They are set apart,
where nothing reads them, and a "not" that belongs to them is taken from the verb:

    "Roe and not Doe", "Acme, not Globex"       Doe and Globex stand beside the clause
    "owned by Roe, not by Doe"                  so does the phrase
    "not Doe but Roe"                           Roe takes the place of Doe
    "all directors but Doe", "nobody but Doe"   Doe is the exception
    "It was Roe, not Doe, who paid"             the clause belongs to Roe
"""

from ingest.forms import SUBJECTS
from ingest.negation import only_focus
from ingest.signatures import SIGNATURES
from ingest.tree import NOUNS, Tree

JOINING = frozenset({",", "and", "but", "-", "–", "—", "("})
EXCLUDING = frozenset({"but", "never", "no", "not", "than"})
ASIDE = "parataxis"
APART = frozenset({"neg", "cc", "preconj", "punct"})
PRONOUNS = frozenset({"WDT", "WP"})
_WHOLE = SIGNATURES.negation["universal"] | SIGNATURES.negation["pronouns"] | {"no", "one"}


def part_excluded(tree: Tree, word: int) -> None:
    """Sets apart what a "not", a "than" or a "but" rules out."""
    if word + 1 >= len(tree):
        return
    lower, before = tree.lower[word], tree.lower[word - 1] if word else ""
    if lower == "but":
        _except(tree, word)
    elif lower == "than" and before == "rather":
        _set_apart(tree, word)
    elif lower == "no" and before == ",":
        out = _phrase_after(tree, word)
        if out is not None and tree.deps[out] == "appos":
            tree.deps[out] = ASIDE  # "Roe, no friend of Doe"
    elif lower in {"not", "never"} and not only_focus(tree, word) and not _swap(tree, word) and before in JOINING:
        _set_apart(tree, word)


def _phrase_after(tree: Tree, word: int) -> int | None:
    """The head of the noun or prepositional phrase that begins after a word."""
    at = word + 1
    while tree.heads[at] > word and tree.heads[at] != at and _begins(tree, tree.heads[at]) > word:
        at = tree.heads[at]
    return at if tree.pos[at] in NOUNS or tree.deps[at] in {"prep", "agent"} else None


def _begins(tree: Tree, head: int) -> int:
    """First token of a phrase without its negation and conjunction."""
    return min(head, *(tree.subtree(k)[0] for k in tree.kids[head] if tree.deps[k] not in APART), head)


def _set_apart(tree: Tree, word: int) -> None:
    out = _phrase_after(tree, word)
    if out is None or tree.heads[out] in (out, word):
        return
    meant = tree.heads[out]
    if meant > word and tree.deps[out] in SUBJECTS:
        return  # "and not Acme but ...": a clause of its own
    for clause in tree.under(out, "relcl"):
        first = tree.subtree(clause)[0]
        cleft = tree.lemmas[tree.heads[meant]] == "be" and tree.deps[meant] == "attr"
        if tree.tags[first] in PRONOUNS and (cleft or tree.lower[first - 1] == ","):
            tree.move(clause, meant, "relcl")
    tree.deps[out] = ASIDE if tree.pos[out] in NOUNS else "dep"
    if tree.deps[word] == "neg":
        tree.move(word, out, "neg")


def _swap(tree: Tree, word: int) -> bool:
    """Gives the place of "not Doe but Roe" to Roe."""
    out = _phrase_after(tree, word)
    if out is None or tree.pos[out] not in NOUNS:
        return False
    end = max(out, *(tree.subtree(k)[-1] for k in tree.kids[out] if tree.deps[k] not in {"cc", "conj", "punct"}), out)
    but = end + 2 if end + 2 < len(tree) and tree.lower[end + 1] == "," else end + 1
    if but + 1 >= len(tree) or tree.lower[but] != "but":
        return False
    meant = _phrase_after(tree, but)
    if meant is None or tree.pos[meant] not in NOUNS:
        return False
    head, dep = tree.heads[out], tree.deps[out]
    if dep == "attr" and tree.lemmas[head] != "be":
        dep = "dobj"
    if head not in (out, meant):
        tree.move(meant, head, dep)
        tree.move(out, meant, ASIDE)
        tree.move(word, out, "neg")
    return True


def _except(tree: Tree, word: int) -> None:
    """Sets apart "but Doe" of "all directors but Doe"."""
    out = _phrase_after(tree, word)
    if out is None or tree.deps[out] != "conj":
        return
    whole = tree.heads[out]
    if tree.pos[whole] in NOUNS and any(tree.lower[k] in _WHOLE for k in (whole, *tree.kids[whole]) if k < word):
        tree.deps[out] = ASIDE
