"""From token numbers to the article's words: arguments, relations, circumstances and quotes with their offsets."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Span as SpacySpan

from ingest.candidates import Candidate, Detail, Phrase
from ingest.coreference import Referents
from ingest.descriptions import is_person_noun
from ingest.gazetteer import CLASS
from ingest.nlp import Paragraph
from ingest.phrases import full
from ingest.stance import Attributed
from ingest.tree import Tokens, Tree
from ingest.words import WORDS
from ontology.model import Argument, Article, Attribution, Circumstance, Quote, Relation, Source, Span
from ontology.schema import Ontology
from ontology.statements import IS

# Words of a relation that say nothing of which relation it is.
NAMING = frozenset({"call", "dub", "name"})
SILENT = frozenset({"aux", "auxpass", "neg", "punct", "det"})
PERSONAL = frozenset({"he", "him", "himself", "his", "i", "me", "my", "myself", "she", "her", "herself", "who", "whom"})


class Rendering:
    """Renders the phrases of one paragraph; each argument once."""

    def __init__(
        self, article: Article, paragraph: Paragraph, tree: Tree, referents: Referents, ontology: Ontology
    ) -> None:
        self.text = article.text
        self.paragraph = paragraph
        self.tree = tree
        self.referents = referents
        self.ontology = ontology
        self.nouns = ontology.noun_classes  # what is no entity still has a type
        self._known: dict[tuple[int, Tokens, Tokens, int | None], Argument] = {}

    def argument(self, phrase: Phrase, *, by_name: bool = False, predicated: bool = False) -> Argument:
        """The argument that a phrase is: its words, and who is meant.

        `by_name`: "its owner, Jane Roe," is Jane Roe; not so where the statement is that she is the owner.
        `predicated`: in "Acme is a firm based in Lagos" the firm is Acme; so for the subject of a clause inside it.
        """
        name = self._name_beside(phrase.head) if by_name else None
        if name is None and predicated:
            name = self._name_before(phrase.head)
        key = (phrase.head, phrase.minimal, phrase.full, name)
        if key not in self._known:
            self._known[key] = self._argument(phrase, phrase.head if name is None else name)
        return self._known[key]

    def _name_beside(self, head: int) -> int | None:
        """The name that stands in apposition to one common noun, or to "one of its directors"."""
        tree = self.tree
        common = tree.pos[head] == "NOUN" or tree.lower[head] == "one" or tree.lemmas[head] in self.nouns
        if tree.named(head) or tree.tags[head] in {"NNS", "NNPS"} or not common:
            return None
        names = [k for k in (*tree.under(head, "appos"), *self._called(head)) if tree.named(k)]
        alone = len(names) == 1 and len(tree.conjuncts(names[0])) == 1 and names[0] > head
        alone = alone and ":" not in tree.words[head : names[0]]  # a list may follow
        if not alone:
            return None
        many = [o for p in tree.under(head, "prep") if tree.lower[p] == "of" for o in tree.under(p, "pobj")]
        noun = many[0] if tree.lower[head] == "one" and many else head
        kind = self.nouns.get(tree.lemmas[noun]) or (CLASS["person"] if is_person_noun(tree.lemmas[noun]) else "")
        return names[0] if self._alike(kind, tree.kinds[names[0]]) else None

    def _called(self, head: int) -> Iterator[int]:
        """The names that "named" and "called" right behind one common noun give it: "a company called Acme"."""
        tree = self.tree
        single = {"a", "an", "another", "one"} & self._articles(head)
        for verb in tree.under(head, "acl"):
            if tree.lemmas[verb] == "identify" and tree.tags[verb] == "VBN":  # "the shooter, identified as Roe,"
                by = [p for p in tree.under(verb, "prep") if tree.lower[p] == "as"]
                yield from (k for p in by for k in tree.under(p, "pobj"))
            if single and verb == head + 1 and tree.lemmas[verb] in NAMING and tree.tags[verb] == "VBN":
                yield from tree.under(verb, "oprd", "attr")

    def _name_before(self, head: int) -> int | None:
        """The name that one common noun is plainly said of: "Acme is a firm", "Acme, a firm"."""
        tree = self.tree
        single = tree.tags[head] == "NN" and not tree.named(head) and {"a", "an", "the"} & self._articles(head)
        above = tree.heads[head]
        name: int | None = None
        if tree.deps[head] == "attr" and tree.lemmas[above] == "be" and not tree.under(above, "aux", "neg", "mark"):
            name = tree.first(above, "nsubj")
        elif tree.deps[head] == "appos" and tree.pos[above] == "PROPN":
            name = above
        if name is None or not single or name > head or len(tree.conjuncts(name)) > 1:
            return None
        return name if self._said_of(head, name) else None

    def _said_of(self, head: int, name: int) -> bool:
        """Whether a noun says what a name or a pronoun that means somebody is: of one class, or no class's noun."""
        tree, kind = self.tree, self.nouns.get(self.tree.lemmas[head], "")
        if not tree.named(name):
            meant = self.referents.of(self.paragraph, self.paragraph.doc[name]) if tree.tags[name] == "PRP" else None
            return meant is not None and self._alike(kind or meant.type, meant.type)
        unlisted = not kind and bool({"a", "an"} & self._articles(head))
        return unlisted or self._alike(kind, tree.kinds[name])

    def _articles(self, head: int) -> set[str]:
        return {self.tree.lower[k] for k in self.tree.under(head, "det")}

    def _alike(self, kind: str, other: str) -> bool:
        """Whether a thing of the one class may be of the other."""
        return bool(kind) and (self.ontology.is_a(kind, other) or self.ontology.is_a(other, kind))

    def _argument(self, phrase: Phrase, means: int) -> Argument:
        spans = self.spans(phrase.minimal)
        text = self.words(spans)
        whole = self.quote(phrase.full[0], phrase.full[-1] + 1)
        referent = self.referents.of(self.paragraph, self.paragraph.doc[means])
        several = spans if len(spans) > 1 else ()
        start, end = spans[0].start, spans[-1].end
        if referent is None:
            kind = self.tree.kinds[phrase.head] or self._kind_of(phrase.head)
            return Argument(text, start, end, whole, several, "", text, kind)
        return Argument(text, start, end, whole, several, referent.key, referent.name or text, referent.type)

    def _kind_of(self, head: int) -> str:
        """The class of what is no entity: of a common noun, and of a pronoun that only a person can be."""
        if self.tree.lower[head] in PERSONAL:
            return CLASS["person"]
        return self.nouns.get(self.tree.lemmas[head], "")

    def relation(self, candidate: Candidate) -> Relation:
        """The relation's words in reading order; `start` and `end` hold all of them."""
        spans = self.spans(candidate.relation)
        return Relation(
            text=self.words(spans),
            start=min(s.start for s in spans),
            end=max(s.end for s in spans),
            head=self.paragraph.start + self.tree.starts[candidate.head],
            lemma=relation_lemma(self.tree, candidate),
            spans=spans if len(spans) > 1 else (),
        )

    def circumstance(self, detail: Detail) -> Circumstance:
        """A circumstance with its preposition."""
        quote = self.quote(detail.tokens[0], detail.tokens[-1] + 1)
        referent = self.referents.of(self.paragraph, self.paragraph.doc[detail.head])
        return Circumstance(detail.role, quote.text, quote.start, quote.end, referent.key if referent else "")

    def attribution(self, level: Attributed) -> Attribution:
        """Who says so, and in which words; a source without words where the text names none."""
        cue = self._elsewhere(level.paragraph, level.cue)
        if level.head is None or level.source is None:
            return Attribution(Source("", cue.start, cue.start), cue, level.stance)
        words = self._elsewhere(level.paragraph, level.source)
        referent = self.referents.of(level.paragraph, level.head)
        key, name = (referent.key, referent.name) if referent else ("", "")
        return Attribution(Source(words.text, words.start, words.end, key, name or words.text), cue, level.stance)

    def citation(self, source: int, cue: int) -> Attribution:
        """The attribution that a statement's own verb makes ("a filing named Acme as the owner")."""
        words = self.quote(*edges(full(self.tree, source)))
        referent = self.referents.of(self.paragraph, self.paragraph.doc[source])
        key, name = (referent.key, referent.name) if referent else ("", "")
        shows = self.tree.lemmas[source] in WORDS.documents
        verb = self.quote(cue, cue + 1)
        return Attribution(
            Source(words.text, words.start, words.end, key, name or words.text), verb, "shows" if shows else "says"
        )

    def _elsewhere(self, paragraph: Paragraph, span: SpacySpan) -> Quote:
        start, end = paragraph.offsets(span)
        return Quote(start, end, self.text[start:end])

    def spans(self, tokens: Tokens) -> tuple[Span, ...]:
        """Stretches of the article that the tokens cover; neighbours are one stretch."""
        runs: list[tuple[int, int]] = []
        for i in tokens:
            if runs and runs[-1][1] == i:
                runs[-1] = (runs[-1][0], i + 1)
            else:
                runs.append((i, i + 1))
        starts, ends, at = self.tree.starts, self.tree.ends, self.paragraph.start
        return tuple(Span(at + starts[first], at + ends[last - 1]) for first, last in runs)

    def words(self, spans: Iterable[Span]) -> str:
        """The article's words in these stretches, joined by blanks."""
        return " ".join(self.text[s.start : s.end] for s in spans)

    def quote(self, start: int, end: int) -> Quote:
        """The article's words from one token to another, without blanks at the edges."""
        lo = self.paragraph.start + self.tree.starts[start]
        text = self.text[lo : self.paragraph.start + self.tree.ends[end - 1]]
        lo += len(text) - len(text.lstrip())
        trimmed = text.strip()
        return Quote(lo, lo + len(trimmed), trimmed)


def edges(tokens: Tokens) -> tuple[int, int]:
    """First token and the one behind the last."""
    return tokens[0], tokens[-1] + 1


def relation_lemma(tree: Tree, candidate: Candidate) -> str:
    """The relation, words but names reduced, no articles, auxiliaries, negation; "be" where no word says it."""
    if candidate.rule in IS:
        return "be"
    kept = [i for i in candidate.relation if tree.deps[i] not in SILENT and tree.pos[i] not in {"PUNCT", "DET"}]
    return " ".join(tree.words[i] if tree.pos[i] == "PROPN" else tree.lemmas[i] for i in kept or candidate.relation)
