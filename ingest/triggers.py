"""What a construction asks of a name: who is married is a person, where somebody lives is a place.

A small recogniser takes a rare name for anything; a clear trigger overrules it (CoNLL04 and KnowledgeNet: +.03).

    person   married to X, the wife of X, X's daughter, arrested X
    place    lives in X, born in X; X, Ohio
    body     graduated from X
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.gazetteer import CLASS, OFFICES, TITLES, WEIGHT, is_short_state, listed, place_class
from ingest.spans import is_degree

KIN = listed("trigger", "kin")
MARRYING = listed("trigger", "marrying")
HARMING = listed("trigger", "harming")
DWELLING = listed("trigger", "dwelling")
OWNING = listed("trigger", "owning")
GRADUATING = listed("trigger", "graduating")


def triggered(doc: Doc, root: Token, end: int) -> Iterator[tuple[str, float]]:
    """The classes that the words around a name with this head ask for, each with its weight. `end`: behind its last."""
    if _akin(root) or _suffers(root):
        yield CLASS["person"], WEIGHT["trigger"]
    elif _governed(root, DWELLING, {"in", "at", "near"}):
        yield CLASS["place"], WEIGHT["trigger"]
    elif _governed(root, GRADUATING, {"from", "at"}) or _owned(root):
        yield CLASS["organization"], WEIGHT["trigger"]
    if _before_state(doc, end):
        yield CLASS["place"], WEIGHT["state_behind"]


def is_office(noun: Token) -> bool:
    """Whether a bare noun is an office or kinship with its holder before it ("Roe, wife of Reck")."""
    held = noun.lemma_.lower() in KIN | TITLES | OFFICES
    return held and any(k.dep_ in {"prep", "poss"} and k.lower_ != "in" for k in noun.children)


def _akin(root: Token) -> bool:
    """Whether it is whose kin somebody is: "the wife of X", "X's son", "married to X"."""
    head = root.head
    if root.dep_ == "poss":
        return head.lemma_.lower() in KIN
    if root.dep_ != "pobj":
        return False
    above = head.head.lemma_.lower()
    married = head.head.lower_ == "married" or above in MARRYING
    return (head.lower_ == "of" and above in KIN) or (head.lower_ == "to" and married)


def _owned(root: Token) -> bool:
    """Whether it is what shares are in, which no person is: "control of X", "a stake in X"."""
    noun = root.head.head
    return root.dep_ == "pobj" and root.head.lower_ in {"in", "of"} and noun.lemma_.lower() in OWNING


def _suffers(root: Token) -> bool:
    """Whether something is done to it that is done to people only."""
    verb = root.head.lemma_.lower()
    return (root.dep_ == "dobj" and verb in MARRYING | HARMING) or (root.dep_ == "nsubjpass" and verb in HARMING)


def _governed(root: Token, verbs: frozenset[str], prepositions: set[str]) -> bool:
    """Whether it stands in such a phrase of such a verb."""
    prep = root.head
    return root.dep_ == "pobj" and prep.lower_ in prepositions and prep.head.lemma_.lower() in verbs


def _before_state(doc: Doc, end: int) -> bool:
    """Whether a state follows behind a comma, and nothing that it would belong to ("Roe, Ohio's governor")."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return False
    for count in (1, 2):
        state = doc[end + 1 : end + 1 + count].text
        after = doc[end + 1 + count] if end + 1 + count < len(doc) else None
        if count == 1 and is_degree(doc, end + 1, end + 2):
            return False
        apart = after is None or after.is_punct or after.pos_ in {"ADP", "VERB", "AUX", "CCONJ"}
        if apart and (is_short_state(state) or (place_class(state) == CLASS["region"] and state[:1].isupper())):
            return True
    return False
