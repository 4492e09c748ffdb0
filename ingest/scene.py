"""What one pass over an article knows: of the article so far, and of the paragraph at hand."""

from collections.abc import Iterable
from typing import Literal

from ingest.chains import Chain, Chains
from ingest.definites import Definites
from ingest.descriptions import NAMING_NOUNS, PERSON_NOUNS, HeadNouns
from ingest.joins import titles_of
from ingest.keys import AGENCIES, family_of, words_of
from ingest.nlp import Paragraph
from ingest.pronouns import clause_of
from ingest.quotations import quotations
from ingest.repairs import repaired
from ingest.salience import DATA, Discourse, Gender, Occurrence, Place, Thing, gender_of, words
from ontology.model import Article, Mention
from ontology.schema import Ontology

PLACES: dict[str, Place] = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "attr": "object",
    "poss": "modifier",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
}
MALE: Gender = "he"
FEMALE: Gender = "she"
GENDERED = dict.fromkeys(words("person", "male_nouns"), MALE) | dict.fromkeys(words("person", "female_nouns"), FEMALE)
SAME: dict[str, tuple[str, ...]] = {noun: tuple(nouns) for nouns in DATA["definite"]["same"] for noun in nouns}


class Known:
    """What an article has said so far.

    `called`: noun to whom the text called so; `described`: key without ordinal to its things, in order.
    """

    def __init__(self, article: Article, chains: Chains, origin: str, ontology: Ontology) -> None:
        self.article = article
        self.chains = chains
        self.origin = origin
        self.ontology = ontology
        self.nouns = HeadNouns(ontology)
        self.discourse = Discourse()
        self.definites = Definites(self.discourse, ontology)
        self.things = {id(chain): self._thing(chain) for chain in chains.chains}
        self.countries = {t.key: t for t in self.things.values() if t.family == "place"}
        self.called: dict[str, list[Thing]] = {}
        self.described: dict[str, list[Thing]] = {}
        self.mentions: list[Mention] = []
        self.speaker: Thing | None = None  # the last name that said something
        for thing in self.things.values():
            self.call(thing, thing.nouns)

    def _thing(self, chain: Chain) -> Thing:
        texts = [self.chains.names[i] for i in chain.names]
        gender: Gender = ""
        nouns: set[str] = set()
        if chain.family == "person":
            titles = frozenset(t for n in texts for t in titles_of(n))
            gender = gender_of(titles, chain.name)
            nouns = set(titles & PERSON_NOUNS)
        elif chain.family != "group":
            said = words_of(chain.name)
            nouns = {*said, *(word.removesuffix("s") for word in said)} & NAMING_NOUNS  # "Oakmere Airlines"
        outlet = chain.name.casefold() in AGENCIES | {self.article.outlet.casefold()} or chain.type == "NewsOutlet"
        return Thing(chain.key, chain.name, chain.type, chain.family, gender, chain.family == "group", outlet, nouns)

    def called_by(self, noun: str) -> list[Thing]:
        """All that the text has called so, or by a noun that says the same ("the aircraft" of an airliner)."""
        nouns = SAME.get(noun, (noun,))
        found = {id(thing): thing for same in nouns for thing in self.called.get(same, ())}
        return list(found.values())

    def call(self, thing: Thing, nouns: Iterable[str]) -> None:
        """The text calls a thing by these nouns."""
        for noun in nouns:
            listed = self.called.setdefault(noun, [])
            if thing not in listed:
                listed.append(thing)


class Scene:
    """A paragraph. `means`: token to what it means, None where that is nobody; `names`: token to index of its name."""

    def __init__(self, known: Known, paragraph: Paragraph, names: dict[int, int]) -> None:
        self.known = known
        self.paragraph = paragraph
        self.tree = repaired(paragraph.doc)
        self.names = names
        self.sentence = 0
        self.means: dict[int, Thing | None] = {i: known.things[id(known.chains.of[n])] for i, n in names.items()}
        self.quotations = quotations(self.tree)
        inside = {i for quotation in self.quotations for i in range(quotation.start, quotation.end)}
        self.quoted = [i in inside for i in range(len(self.tree))]

    def spoken(self, i: int, thing: Thing) -> None:
        """A token speaks of a thing."""
        tree = self.tree
        top = i
        while tree.deps[top] in {"conj", "appos"} and tree.heads[top] != top:
            top = tree.heads[top]
        place = PLACES.get(tree.deps[top], "")
        clause = clause_of(tree, top)
        if tree.deps[clause] == "relcl":
            place = "object" if place == "subject" else ""  # an aside
        start = self.paragraph.start
        self.known.discourse.add(Occurrence(thing, self.sentence, place, start + clause, start + i))
        if any(tree.deps[k] == "conj" for k in tree.kids[i]):
            several = Thing("", "", "", thing.family, plural=True)
            self.known.discourse.add(Occurrence(several, self.sentence, place, -1))

    def mention(self, tokens: tuple[int, ...], thing: Thing, kind: Literal["pronoun", "definite", "described"]) -> None:
        """Notes down that these words mean a thing."""
        start, text = self.words(tokens)
        found = Mention(start, start + len(text), text, thing.type, kind, thing.key, thing.name)
        self.known.mentions.append(found)

    def words(self, tokens: tuple[int, ...]) -> tuple[int, str]:
        """Where tokens stand in the article, and the text from the first to the last."""
        tree, at = self.tree, self.paragraph.start
        start, end = at + tree.starts[tokens[0]], at + tree.ends[tokens[-1]]
        return start, self.known.article.text[start:end]

    def anonymous(self, i: int) -> Thing:
        """A common noun that means nobody in particular, but may be what a pronoun stands for."""
        tree = self.tree
        noun, kind = self.known.nouns.of(tree, i)
        noun = noun or tree.lemmas[i]
        person = kind == "Person" or noun in PERSON_NOUNS
        family = "person" if person else family_of(kind, self.known.ontology)
        plural = tree.tags[i] in {"NNS", "NNPS"}
        made = Thing("", noun, kind, family, GENDERED.get(noun, ""), plural, nouns={noun})
        figured = any(c.isdigit() for k in tree.under(i, "compound", "nmod") for c in tree.words[k])
        again = (
            not figured
            and not tree.under(i, "prep", "relcl", "acl")
            and any(tree.lower[k] == "the" for k in tree.under(i, "det"))
        )
        if not self.paragraph.headline and not again:  # "the bank", whichever it is, is no second one
            self.known.call(made, made.nouns)
        return made
