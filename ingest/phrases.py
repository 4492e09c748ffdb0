"""Which words of a noun phrase an argument takes: the least that names it, the head phrase, or all of it.

    head     the noun with what stands before it                  "a former subsidiary"
    minimal  the name where the head is one; else the head phrase
             and its of-phrases, for subjects all its phrases      "a former subsidiary of Acme"
    full     the whole subtree but relative clauses, appositions   "a former subsidiary of Acme based in Lagos"
             and conjuncts

Measured on BenchIE (development): objects as head phrase with of-phrases, subjects with all prepositional phrases
(.581; the whole subtree .479); CaRB wants the whole subtree.
"""

from ingest.gazetteer import CLASS
from ingest.slots import AMOUNTS
from ingest.tree import LOOSE, Tokens, Tree, once
from ingest.words import WORDS

# What stands before a noun without belonging to its phrase, at the noun itself and inside its modifiers.
# Verbs used as nouns bring subjects and auxiliaries.
BESIDE = LOOSE | {"prep", "nsubj", "nsubjpass", "aux", "auxpass", "advmod", "neg", "expl", "dep", "npadvmod"}
BESIDE_DEEP = frozenset({"relcl"})
# What the full phrase leaves to statements of its own. Measured on CaRB: object without appositions, subject without
# participle clauses too .573; all of them kept .566.
APART = LOOSE - {"acl", "punct"} | {"dep"}
APART_OF_SUBJECT = APART | {"acl"}
DATE = CLASS["date"]
ARTICLES = frozenset({"the", "a", "an"})


def close(tree: Tree, tokens: list[int]) -> Tokens:
    """The tokens without punctuation at the edges and with the hyphens, quotes and commas that stand inside."""
    words, kept = tree.words, sorted(set(tokens))
    while kept and tree.pos[kept[0]] == "PUNCT" and not words[kept[0]][-1].isalnum():
        kept.pop(0)
    while kept and tree.pos[kept[-1]] == "PUNCT" and not words[kept[-1]][-1].isalnum():
        kept.pop()
    if not kept:
        return tuple(sorted(tokens))
    if (
        tree.marked
        and opening_quotes(words, kept)
        and kept[-1] + 1 < len(words)
        and words[kept[-1] + 1] in {"”", '"', "''"}
    ):
        kept.append(kept[-1] + 1)
    if kept[-1] - kept[0] == len(kept) - 1:
        return tuple(kept)
    filled = [kept[0]]
    for at in kept[1:]:
        gap = range(filled[-1] + 1, at)
        if 0 < len(gap) <= 2 and all(tree.pos[i] == "PUNCT" for i in gap):
            filled.extend(gap)
        filled.append(at)
    return tuple(filled)


def opening_quotes(words: list[str], kept: list[int]) -> bool:
    """Whether a quotation opens inside the tokens and does not close there."""
    inside = words[kept[0] : kept[-1] + 1]
    pairs = (("“", "”"), ("``", "''"))
    return inside.count('"') % 2 == 1 or any(inside.count(left) > inside.count(right) for left, right in pairs)


@once
def name_of(tree: Tree, head: int) -> Tokens:
    """The tokens of the name that the head stands in, without article and possessive; none for other heads."""
    if not tree.named(head):
        return ()
    start, end = tree.names[head]
    while start < head and tree.lower[start] in ARTICLES:
        start += 1
    while end - 1 > head and (tree.tags[end - 1] == "POS" or tree.pos[end - 1] in {"ADP", "PUNCT"}):
        end -= 1
    return tuple(range(start, end))


@once
def head_phrase(tree: Tree, head: int) -> Tokens:
    """The noun with its determiners, adjectives, compounds and possessors: what stands before it."""
    found = [head]
    for kid in tree.kids[head]:
        dep = tree.deps[kid]
        denied = dep == "neg" and tree.pos[head] == "ADJ"  # "pleaded not guilty"
        if (kid < head and (denied or dep not in BESIDE)) or (kid == head + 1 and dep == "nummod"):
            found += tree.subtree(kid, BESIDE_DEEP)
        elif dep == "npadvmod" and kid - 1 in tree.kids[kid] and tree.kinds[head] in AMOUNTS and kid > head:
            found += (kid - 1, kid)  # "$5 [a share]"
    if tree.named(head) or tree.kinds[head] == DATE:  # "December 31, 1963"
        found += [i for i in range(*tree.names[head]) if tree.tags[i] != "POS"]
    return close(tree, list(set(found)))


def of_phrases(tree: Tree, head: int, every: bool = False, depth: int = 0) -> list[int]:
    """Tokens of the of-phrases (or every prepositional phrase) of a noun, each with the head phrase of its object."""
    found: list[int] = []
    if depth > 3:
        return found
    for prep in tree.under(head, "prep"):
        apart = prep < head or "," in tree.words[head:prep]  # "Acme, together with Globex,"
        if apart or (not every and tree.lower[prep] != "of") or tree.lower[prep] in WORDS.no_chain:
            continue
        for obj in tree.under(prep, "pobj"):
            found += [prep, *head_phrase(tree, obj), *of_phrases(tree, obj, every, depth + 1)]
    return found


def reach(tree: Tree, noun: int, until: int | None = None) -> Tokens:
    """The words of a noun that a relation takes on its way to what follows it.

    The head phrase; with its of-phrases where those stand before `until` ("cases of fraud in" relation to), or where
    the noun only measures or sorts what they name ("a row of seats"). Measured on BenchIE as object inside the
    relation: bare .581, always with of-phrases .549.
    """
    words = head_phrase(tree, noun)
    title = any(tree.pos[o] == "PROPN" for p in tree.under(noun, "prep") for o in tree.under(p, "pobj"))
    title = title and tree.pos[noun] == "PROPN"  # "a Lord Justice of Appeal"
    if until is not None or title or tree.lemmas[noun] in WORDS.partitive:
        end = len(tree) if until is None else until
        words = tuple(sorted({*words, *(t for t in of_phrases(tree, noun) if t < end)}))
    return words


@once
def minimal(tree: Tree, head: int, subject: bool = False) -> Tokens:
    """The least words that name what `head` stands for."""
    name = name_of(tree, head)
    if name:
        return name
    words = close(tree, [*head_phrase(tree, head), *of_phrases(tree, head, every=subject)])
    return words[1:] if len(words) > 1 and tree.lower[words[0]] in ARTICLES else words


@once
def full(tree: Tree, head: int, subject: bool = False) -> Tokens:
    """The whole phrase, without relative clauses, appositions and what is coordinated with it."""
    return close(tree, tree.subtree(head, APART_OF_SUBJECT if subject else APART))
