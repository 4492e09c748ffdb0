"""Names in a text and their types: what spaCy finds, mended and completed, in the classes of the ontology.

    names = Names(ontology)
    names.annotate(parsed)          # writes them into the Docs, for coreference, clauses and stance to read

Where a name stands is worked out paragraph by paragraph (ingest/spans.py), what it is for the whole article at once:
everything that speaks for a type is added up over all places where the article has the name, and the surest class wins.

    gazetteer     Lagos, Xinjiang, U.S.                  name word   Norvane Systems, Ministry of Health
    title         President Reck, Mr Reck                given       Mara Velde
    noun beside   equipment maker Norvane; Norvane, a shipping company; the tanker Vela Star
    part          "Velde" where the article has "Mara Velde"     place beside   in Varnholt
    model         spaCy's label, once a place, up to a limit

Which words make a name or a phrase one of a class the ontology says (tw:nameWord, tw:headNoun), so a user's own
classes are found as well. A name without any type is still a name: its label is `UNKNOWN`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from re import compile as pattern

from spacy.tokens import Doc, Span, Token

from ingest.brackets import Spot
from ingest.figures import literals_of
from ingest.gazetteer import (
    ACTS,
    AROUND_ORGANIZATION,
    BEHIND_PLACE,
    CLASS,
    EITHER,
    HONORIFICS,
    MODEL,
    OFFICES,
    TITLES,
    WEIGHT,
    WHERE,
    ends_as_facility,
    is_people,
    place_by_form,
    place_class,
)
from ingest.keys import POSSESSIVE
from ingest.nlp import Parsed
from ingest.repairs import REPAIRED
from ingest.salience import words as listed_names
from ingest.shortening import is_designation
from ingest.spans import is_headline, is_somebody, spots_of
from ingest.tree import columns
from ingest.triggers import is_office, triggered
from ingest.wholes import NORP, Clues
from ingest.works import KIND as TITLE
from ontology.schema import Ontology, load_ontology

UNKNOWN = "Name"
INITIALS = pattern(r"[A-Z]\.?J\.?$|J\.?[A-Z]\.?$")  # "PJ Reck"
OLDEST = 110  # years
MOST_WORDS = 3  # of a word of the ontology ("Institute of Technology", "private equity firm")
Votes = dict[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """A name at its place: the paragraph's number and the tokens."""

    paragraph: int
    spot: Spot
    text: str


class Names:
    """Finds names under one ontology; made once."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        classes = [c for c in ontology.classes.values() if not c.literal]
        by_depth = sorted(classes, key=lambda c: (len(ontology.ancestors[c.name]), c.name))
        self._name_words = {word: c.name for c in by_depth for word in c.name_words}
        self._nouns = ontology.noun_classes
        persons = frozenset(n for n, kind in self._nouns.items() if ontology.is_a(kind, CLASS["person"]))
        works = frozenset(n for n, kind in self._nouns.items() if ontology.is_a(kind, CLASS["work"]))
        self._given = (
            frozenset(w for kind in ("male", "female", "either") for w in listed_names("given", kind)) - EITHER
        )
        self._clues = Clues(
            frozenset(self._name_words), frozenset(self._nouns), self._given, persons | TITLES | OFFICES, works
        )
        self._person = CLASS["person"]

    def annotate(self, parsed: Parsed) -> None:
        """Writes the names of an article, with classes of the ontology as labels, into its Docs."""
        docs = [p.doc for p in parsed.paragraphs]
        found = [
            Found(number, spot, doc[spot.start : spot.end].text)
            for number, doc in enumerate(docs)
            for spot in spots_of(doc, self._clues)
        ]
        types = self._types(docs, self._believed(docs, found))
        spots_in: list[list[tuple[Spot, str]]] = [[] for _ in docs]
        for f in found:
            if f.text in types:
                spots_in[f.paragraph].append((f.spot, types[f.text]))
        # by their tokens, since "Wal-Mart" is three
        forms: dict[tuple[str, ...], str] = {(text,): kind for text, kind in types.items()}
        for f in found:
            if f.text in types:
                forms[tuple(columns(docs[f.paragraph]).words[f.spot.start : f.spot.end])] = types[f.text]
        first = defaultdict[str, list[tuple[list[str], str]]](list)
        for words in sorted(forms, key=lambda w: (-len(w), w)):
            first[words[0]].append((list(words), forms[words]))
        for doc, spots in zip(docs, spots_in, strict=True):
            self._write(doc, [*spots, *self._again(doc, [s for s, _ in spots], first)])

    def _believed(self, docs: list[Doc], found: list[Found]) -> list[Found]:
        """Without what only a headline, whose capitals tell nothing, has for a name."""
        headlines = [is_headline(doc) for doc in docs]
        elsewhere = {f.text for f in found if not headlines[f.paragraph]}
        known = (f for f in found if f.text in elsewhere or place_class(f.text) or self._is_person(f.text.split()))
        return list(known) if elsewhere else found

    def _write(self, doc: Doc, spots: Iterable[tuple[Spot, str]]) -> None:
        labels = [(s.start, s.end, label) for s, label in spots]
        named = {i for start, end, _ in labels for i in range(start, end)}
        labels += [(s.start, s.end, MODEL[s.label]) for s in literals_of(doc) if s.start not in named]
        doc.set_ents([Span(doc, start, end, label) for start, end, label in sorted(labels)])
        doc.user_data.pop(REPAIRED, None)  # of a Doc that is annotated again

    def _again(
        self, doc: Doc, spots: list[Spot], first: Mapping[str, list[tuple[list[str], str]]]
    ) -> Iterator[tuple[Spot, str]]:
        """Names of the article where a paragraph has them unseen.

        `first`: words and type of names by their first word, longest first.
        """
        taken = {i for s in [*spots, *literals_of(doc)] for i in range(s.start, s.end)}
        texts = columns(doc).words
        for start, text in enumerate(texts):
            for words, kind in first.get(text, ()):
                end = start + len(words)
                free = not any(i in taken for i in range(start, end))
                if free and texts[start:end] == words and self._stands(doc[start], words):
                    taken.update(range(start, end))
                    yield Spot(start, end), kind
                    break

    def _stands(self, token: Token, words: list[str]) -> bool:
        """Whether it can be that name here: a single word must be read as one."""
        proper = token.pos_ == "PROPN" or (token.text.isupper() and len(token) > 2)
        if is_somebody(token):
            return False
        return len(words) > 1 or proper or (token.pos_ in {"NOUN", "X"} and not token.is_sent_start)

    # --- types

    def _types(self, docs: list[Doc], found: list[Found]) -> dict[str, str]:
        votes: dict[str, Votes] = {f.text: defaultdict(float) for f in found}
        seen = Counter((f.text, MODEL[f.spot.label]) for f in found if f.spot.label)
        for f in found:
            for kind, weight in self._beside(docs[f.paragraph], f.spot):
                votes[f.text][kind] += weight
        for text, vote in votes.items():
            for kind, weight in self._by_form(text):
                vote[kind] += weight
        for (text, kind), count in seen.items():
            votes[text][kind] += min(count * WEIGHT["model"], WEIGHT["model_most"])
        self._parts(votes)
        types = {text: self._best(vote) for text, vote in votes.items()}
        surnames = (text.split()[-1] for text, kind in types.items() if " " in text and kind == self._person)
        return dict.fromkeys(surnames, self._person) | types

    def _best(self, votes: Votes) -> str:
        """The class with the most votes, where a vote for a class is one for all classes below it."""
        known = {kind for kind in votes if kind in self._ontology.classes}
        above = self._ontology.ancestors
        scores = {kind: sum(votes.get(a, 0.0) for a in above[kind]) for kind in known}
        return min(known, key=lambda k: (-scores[k], -len(above[k]), k), default=UNKNOWN)

    def _by_form(self, text: str) -> Iterator[tuple[str, float]]:
        """What the words of a name say of it, wherever it stands."""
        words = text.split()
        place = place_class(text)
        if place:
            yield place, WEIGHT["gazetteer"]
        if is_people(text):
            yield CLASS["people"], WEIGHT["gazetteer"]
        said = self._name_word(words)
        if len(words) > 1 and is_designation(words[-1]):
            yield MODEL["PRODUCT"], WEIGHT["title"]
        elif said:
            yield said, WEIGHT["name_word"]
        elif ends_as_facility(words) and not place:
            yield MODEL["FAC"], WEIGHT["name_word"]
        elif self._is_person(words):
            yield self._person, WEIGHT["given"]
        formed = place_by_form(words)
        if formed and not said:
            yield formed, WEIGHT["place_beside"]

    def _is_person(self, words: list[str]) -> bool:
        given = words[0].lower() in self._given or bool(INITIALS.match(words[0]))
        return 2 <= len(words) <= 4 and given and not self._name_word(words)

    def _name_word(self, words: list[str]) -> str:
        """The class that a word of the name makes it: the words before "of" first, then the last ones."""
        heads = [i for i, w in enumerate(words) if w in {"of", "for"} and i]
        for end in (*heads[:1], len(words)):
            for count in range(min(MOST_WORDS, end), 0, -1):
                said = self._name_words.get(" ".join(words[end - count : end]))
                if said and (end > count or count > 1 or end < len(words) or said != CLASS["people"]):
                    return said
        return ""

    def _beside(self, doc: Doc, spot: Spot) -> Iterator[tuple[str, float]]:
        """What the words around a name say of it."""
        before = doc[spot.start - 1] if spot.start else None
        if before is not None:
            word = before.lower_.rstrip(".")
            if word in HONORIFICS or (word in TITLES and before.text[0].isupper() and spot.label != NORP):
                yield self._person, WEIGHT["title"]
            elif word in WHERE and spot.label not in {"PERSON", "DATE"} and before.dep_ == "prep":
                yield CLASS["place"], WEIGHT["place_beside"] if not spot.label else WEIGHT["place_beside"] / 2
        if spot.label == TITLE:
            yield MODEL[TITLE], WEIGHT["title"]
        if _aged(doc, spot.end):
            yield self._person, WEIGHT["title"]
        if spot.end < len(doc) and doc[spot.end].lower_ in BEHIND_PLACE and spot.label not in {"PERSON", NORP}:
            yield CLASS["place"], WEIGHT["place_beside"] / 2
        root: Token = doc[spot.start : spot.end].root
        if _bodily(root):
            yield CLASS["organization"], WEIGHT["organization_beside"]
        if root.dep_ in {"nsubj", "nsubjpass"} and root.head.lemma_ in ACTS:
            yield self._person, WEIGHT["given"]
        yield from triggered(doc, root, spot.end)
        for noun in self._nouns_beside(doc, spot, root):
            yield noun, WEIGHT["noun_beside"]

    def _nouns_beside(self, doc: Doc, spot: Spot, root: Token) -> Iterator[str]:
        """Classes of common nouns that the text calls it by: in front of it, in apposition, as predicate."""
        if spot.start and doc[spot.start - 1].pos_ in {"NOUN", "PROPN"} and root.i >= spot.start:
            noun = doc[spot.start - 1]
            twin = noun.head.i == root.head.i and noun.dep_ == root.dep_  # "The maker Acme has"
            loose = spot.label != "PERSON" and noun.pos_ == "NOUN"  # "the company Acme", however it was parsed
            if spot.start <= noun.head.i < spot.end or twin or loose:
                yield from self._noun_class(doc, spot.start - 1)
        for kid in root.children:
            beyond = root.i < root.head.i < kid.i  # the verb: "Acme won, the ministry said"
            told = any(k.dep_ == "det" for k in kid.children) or is_office(kid)
            if kid.dep_ == "appos" and kid.pos_ == "NOUN" and not beyond and told:
                yield from self._noun_class(doc, kid.i)
        # "a firm owned by its founder, Mara Velde": the parser hangs her on the firm
        clause = any(k.dep_ in {"acl", "relcl"} and k.i < root.i for k in root.head.children)
        if root.dep_ == "appos" and root.head.pos_ == "NOUN" and not root.head.ent_type_ and not clause:
            yield from self._noun_class(doc, root.head.i)
        if root.dep_ == "nsubj" and root.head.lemma_ == "be":
            for kid in root.head.children:
                if kid.dep_ == "attr" and kid.pos_ == "NOUN" and any(k.lower_ in {"a", "an"} for k in kid.children):
                    yield from self._noun_class(doc, kid.i)

    def _noun_class(self, doc: Doc, i: int) -> Iterator[str]:
        """The class of a noun, with the words before it where they are one expression ("law firm")."""
        for count in range(MOST_WORDS, 0, -1):
            words = [t.lower_ for t in doc[max(0, i - count + 1) : i]] + [doc[i].lemma_.lower()]
            said = self._nouns.get(" ".join(words))
            if said:
                yield said
                return

    def _parts(self, votes: dict[str, Votes]) -> None:
        """The last word of a person's full name is that person, the first of an organization's that organization."""
        full = {text: self._best(vote) for text, vote in votes.items() if " " in text}
        for text, kind in sorted(full.items()):
            words = [POSSESSIVE.sub("", w) for w in text.split()]
            if self._ontology.is_a(kind, self._person) and len(words) <= 4:
                if words[-1] in votes:
                    votes[words[-1]][kind] += WEIGHT["part_of_name"]
            elif is_designation(words[-1]):
                for short in (words[-1], f"{words[-1]}s"):
                    if short in votes:
                        votes[short][kind] += WEIGHT["part_of_name"]
            elif words[-1][0].isdigit() and words[0] in votes and self._is_body(self._best(votes[words[0]])):
                votes[text][MODEL["PRODUCT"]] += WEIGHT["title"]  # what a body of the article makes
            elif words[0] in votes and not place_class(words[0]) and self._name_word(words):
                votes[words[0]][kind] += WEIGHT["name_word"]

    def _is_body(self, kind: str) -> bool:
        return kind in self._ontology.classes and self._ontology.is_a(kind, CLASS["organization"])


def _aged(doc: Doc, end: int) -> bool:
    """Whether an age follows between commas: "McBride, 54, of Lewisburg"."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 2].text != ",":
        return False
    return doc[end + 1].text.isdigit() and 0 < int(doc[end + 1].text) <= OLDEST


def _bodily(root: Token) -> bool:
    """Whether it is somebody's body: "a director of Acme", "Acme's subsidiary", "Acme shares"."""
    head = root.head
    if root.dep_ in {"poss", "compound"} and head.i > root.i:
        return head.lemma_.lower() in AROUND_ORGANIZATION
    noun = head.head if root.dep_ == "pobj" and head.lower_ in {"of", "at", "for", "in"} else None
    return noun is not None and noun.i < head.i and noun.lemma_.lower() in AROUND_ORGANIZATION


def annotate(parsed: Parsed) -> None:
    """Writes the names of an article into its Docs, under our own ontology."""
    _ours().annotate(parsed)


@cache
def _ours() -> Names:
    return Names(load_ontology())
