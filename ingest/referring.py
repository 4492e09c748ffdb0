"""One pass over an article: every noun and pronoun in the order of the text, with what has been spoken of before."""

from collections.abc import Iterable

from ingest.chains import Chain, Chains, titles_of
from ingest.definites import Definites
from ingest.descriptions import (
    NAMING_NOUNS,
    NOMINAL,
    PERSON_NOUNS,
    Described,
    HeadNouns,
    key_phrase,
    phrase_of,
    said_of,
)
from ingest.keys import AGENCIES, PLACE_CLASSES, PLACES_OF, UNIQUE, country_of_adjective, family_of, words_of
from ingest.nlp import Paragraph
from ingest.phrases import close
from ingest.pronouns import SUBJECTS, Pronoun, clause_of, kind_of
from ingest.pronouns import resolve as resolve_pronoun
from ingest.quotations import quotations, speaking_verb
from ingest.salience import Discourse, Gender, Occurrence, Place, Thing, gender_of, words
from ingest.tree import Tree
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
_MALE_NOUNS, _FEMALE_NOUNS = words("person", "male_nouns"), words("person", "female_nouns")
BEFORE = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod"})
_VOICES = words("described", "voices")
MALE: Gender = "he"
FEMALE: Gender = "she"
GENDERED = dict.fromkeys(_MALE_NOUNS, MALE) | dict.fromkeys(_FEMALE_NOUNS, FEMALE)


class Referring:
    """Works through the paragraphs of one article. `at`: offset of a head word to what it means."""

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
        for thing in self.things.values():
            self._call(thing, thing.nouns)
        self.described: dict[str, list[Thing]] = {}
        self.at: dict[int, Thing] = {}
        self.mentions: list[Mention] = []

    def _thing(self, chain: Chain) -> Thing:
        texts = [self.chains.names[i] for i in chain.names]
        gender: Gender = ""
        nouns: set[str] = set()
        if chain.family == "person":
            titles = frozenset(t for n in texts for t in titles_of(n))
            gender = gender_of(titles, chain.name)
            nouns = set(titles & PERSON_NOUNS)
        elif chain.family != "group":
            nouns = set(words_of(chain.name)) & NAMING_NOUNS
        outlet = chain.name.casefold() in AGENCIES | {self.article.outlet.casefold()} or chain.type == "NewsOutlet"
        return Thing(chain.key, chain.name, chain.type, chain.family, gender, chain.family == "group", outlet, nouns)

    def _call(self, thing: Thing, nouns: Iterable[str]) -> None:
        for noun in nouns:
            listed = self.called.setdefault(noun, [])
            if thing not in listed:
                listed.append(thing)

    def read(self, paragraph: Paragraph, names: dict[int, int]) -> None:
        """Reads one paragraph. `names`: token to index of the name that it stands in."""
        scene = Scene(self, paragraph, names)
        for start, end in scene.tree.sentences():
            scene.sentence = self.discourse.sentence()
            for i in range(start, end):
                scene.visit(i)
        for i, thing in scene.means.items():
            if thing is not None:
                self.at[paragraph.start + scene.tree.starts[i]] = thing


class Scene:
    """One paragraph of the pass. `means`: token to what it means, None where that is nobody."""

    def __init__(self, article: Referring, paragraph: Paragraph, names: dict[int, int]) -> None:
        self.all = article
        self.paragraph = paragraph
        self.tree = Tree(paragraph.doc)
        self.names = names
        self.sentence = 0
        self.means: dict[int, Thing | None] = {
            i: article.things[id(article.chains.of[name])] for i, name in names.items()
        }
        self.quotations = quotations(self.tree)
        self.quoted = [any(i in q for q in self.quotations) for i in range(len(self.tree))]

    # ------------------------------------------------------------ tokens

    def visit(self, i: int) -> None:
        """Takes notice of one token."""
        tree = self.tree
        name = self.names.get(i)
        if name is not None:
            if self.names.get(tree.heads[i]) != name or tree.heads[i] == i:
                thing = self.means[i]
                assert thing is not None
                if self._model(i, name):
                    self._spoken(i, Thing("", "", "Product", "thing"))
                else:
                    self._spoken(i, thing)
            return
        kind = kind_of(tree, i)
        if kind:
            self._pronoun(i, kind)
        elif tree.pos[i] in NOMINAL and not tree.literal(i) and tree.deps[i] not in {"compound", "nmod"}:
            self._noun(i)
        elif tree.deps[i] in {"compound", "nmod"}:
            self._said(i)

    def _model(self, i: int, name: int) -> bool:
        """Whether a figure follows the name: "the Norvane 300" is a thing that Norvane makes."""
        behind = i + 1
        while self.names.get(behind) == name:
            behind += 1
        return behind < len(self.tree) and self.tree.words[behind][0].isdigit() and not self.tree.literal(behind)

    def _spoken(self, i: int, thing: Thing) -> None:
        tree = self.tree
        top = i
        while tree.deps[top] in {"conj", "appos"} and tree.heads[top] != top:
            top = tree.heads[top]
        place = PLACES.get(tree.deps[top], "")
        clause = clause_of(tree, top)
        if tree.deps[clause] == "relcl":
            place = "object" if place == "subject" else ""  # an aside
        self.all.discourse.add(Occurrence(thing, self.sentence, place, self.paragraph.start + clause))
        if any(tree.deps[k] == "conj" for k in tree.kids[i]):
            several = Thing("", "", "", thing.family, plural=True)
            self.all.discourse.add(Occurrence(several, self.sentence, place, -1))

    def _pronoun(self, i: int, kind: str) -> None:
        speaker = self._speaker(i) if self.quoted[i] else None
        thing: Thing | None
        if kind == "speaker":
            thing = speaker if speaker is not None and speaker.family == "person" else None
        elif self.quoted[i] and kind in {"it", "they"}:
            return
        else:
            pronoun = Pronoun(self.tree, i, kind, self.sentence, self.paragraph.start, self.quoted[i])
            thing = resolve_pronoun(pronoun, self.all.discourse, speaker, self._beside(i))
        if thing is None:
            return
        self.means[i] = thing
        thing.pronouns.add(kind)
        self._spoken(i, thing)
        self._mention((i,), thing, "pronoun")

    def _beside(self, i: int) -> Thing | None:
        """What the owned noun is coordinated with: "Acme and its owner"."""
        tree, owned = self.tree, self.tree.heads[i]
        return self.means.get(tree.heads[owned]) if tree.deps[owned] == "conj" and owned > i else None

    def _speaker(self, i: int) -> Thing | None:
        quotation = next(q for q in self.quotations if i in q)
        verb = speaking_verb(self.tree, quotation, self.quoted)
        subject = None if verb is None else self.tree.first(verb, "nsubj")
        return None if subject is None else self.means.get(subject)

    def _mention(self, tokens: tuple[int, ...], thing: Thing, kind: str) -> None:
        tree, at = self.tree, self.paragraph.start
        start, end = at + tree.starts[tokens[0]], at + tree.ends[tokens[-1]]
        text = self.all.article.text[start:end]
        assert kind in ("pronoun", "definite", "described")
        self.all.mentions.append(Mention(start, end, text, thing.type, kind, thing.key, thing.name))  # type: ignore[arg-type]

    # ------------------------------------------------------------ common nouns

    def _noun(self, i: int) -> None:
        if i in self.means or self._said(i):
            return
        thing = self._described(i)
        if thing is not None:
            self._spoken(i, thing)
        else:
            self._spoken(i, self._anonymous(i))

    def _anonymous(self, i: int) -> Thing:
        """A common noun that means nobody in particular, but may be what a pronoun stands for."""
        tree = self.tree
        noun, kind = self.all.nouns.of(tree, i)
        noun = noun or tree.lemmas[i]
        person = kind == "Person" or noun in PERSON_NOUNS
        family = "person" if person else family_of(kind, self.all.ontology)
        plural = tree.tags[i] in {"NNS", "NNPS"}
        made = Thing("", noun, kind, family, GENDERED.get(noun, ""), plural, nouns={noun})
        self.all._call(made, made.nouns)
        return made

    def _said(self, i: int) -> bool:
        """Whether the noun is said of somebody; who is then called so."""
        tree = self.tree
        target = said_of(tree, i)
        if target is None:
            return False
        thing = self.means.get(target)
        verb = tree.heads[i]
        if thing is not None and tree.first(verb, "neg") is None:
            noun, kind = self.all.nouns.of(tree, i)
            if kind and family_of(kind, self.all.ontology) != thing.family:
                self._spoken(i, self._anonymous(i))  # the name was mistyped: nobody is surely meant
                return True
            nouns = {noun or tree.lemmas[i], tree.lemmas[i]}
            thing.nouns |= nouns
            self.all._call(thing, nouns)
            phrase = phrase_of(tree, i, self.all.nouns)
            if phrase is not None:
                if kind and tree.deps[i] not in {"attr", "oprd", "pobj"}:
                    self._mention(self._before(i), thing, "definite")
                for key in self._keys(phrase)[:1]:
                    self.all.described.setdefault(key, []).append(thing)
        return True

    def _described(self, i: int) -> Thing | None:
        """What a common noun phrase means: somebody spoken of before, or somebody described."""
        tree = self.tree
        if i in self.means:
            return self.means[i]
        self.means[i] = None  # a phrase that is anchored in itself is anchored in nothing
        phrase = phrase_of(tree, i, self.all.nouns)
        if phrase is None:
            return None
        if phrase.bare_head and phrase.determiner == "the" and not self._pointed(i):
            called = self.all.called.get(phrase.noun, ())
            thing = self.all.definites.resolve(phrase, self.sentence, called, self._subjects(i))
            if thing is not None:
                self.means[i] = thing
                self._mention(close(tree, [*tree.under(i, "det"), i]), thing, "definite")
            return thing
        place = self._place(phrase)
        if place is not None:
            self.means[i] = place
            return place
        if not phrase.kind or not phrase.particular or (phrase.kind == "Person" and phrase.plural):
            return None
        return self._anchored(phrase)

    def _subjects(self, i: int) -> set[int]:
        """The things that are the subject of the clause in which a token is none itself."""
        if self.tree.deps[i] in SUBJECTS:
            return set()
        clause = self.paragraph.start + clause_of(self.tree, i)
        here = self.all.discourse.back(self.sentence, 0)
        return {id(o.thing) for o in here if o.clause == clause and o.place == "subject"}

    def _pointed(self, i: int) -> bool:
        """Whether a speaker points at something: "this country" in a quotation is where he is."""
        return self.quoted[i] and any(self.tree.lower[k] != "the" for k in self.tree.under(i, "det"))

    def _place(self, phrase: Described) -> Thing | None:
        """The place that "the Kashgar region" and "the city of Kashgar" are."""
        tree, i = self.tree, phrase.head
        for prep, anchor in phrase.anchors:
            thing = self.means.get(anchor)
            if thing is None or thing.family != "place":
                continue
            near = prep == "compound" and anchor == i - 1 and tree.lemmas[i] in PLACE_CLASSES
            if (near and thing.type != "Country") or (
                prep == "of" and tree.lemmas[i] in PLACES_OF and phrase.determiner == "the"
            ):
                return thing
        return None

    # ------------------------------------------------------------ described things

    def _anchor(self, token: int) -> Thing | None:
        """Who an anchor is."""
        tree = self.tree
        if token in self.means:
            found = self.means[token]
        elif tree.pos[token] in NOMINAL:
            found = self._described(token)
        else:
            country = country_of_adjective(tree.words[token])
            found = self.all.countries.get(f"place:{country}") if country else None
        return found if found is not None and found.key else None

    def _keys(self, phrase: Described) -> list[str]:
        """The key of a described thing, without its ordinal; none where no anchor is somebody."""
        anchors = [(prep, token, thing) for prep, token in phrase.anchors if (thing := self._anchor(token))]
        anchors = [a for a in anchors if a[2].family != "group"]
        owners = [token for prep, token in phrase.anchors if prep == "poss"]
        if not anchors or any(self._anchor(token) is None for token in owners):
            return []
        tree = self.tree
        inside = {t for _, token, _ in anchors for t in tree.subtree(token)}
        words_ = key_phrase(tree, phrase, inside)
        prep, _, first = anchors[0]
        unique = words_ in UNIQUE or words_.endswith("ministry")
        if first.type == "Country" and unique and len(anchors) == 1 and phrase.determiner in {"the", "own", ""}:
            return [f"org:{first.key.removeprefix('place:')} {' '.join(words_of(words_))}"]
        if " " in prep:
            words_ = f"{words_} {prep}"  # "company controlled by"
        more = "".join(f" {prep} {thing.key}" for prep, _, thing in anchors[1:] if thing is not first)
        return [f"described:{self.all.origin}:{words_}{more}@{first.key}"]

    def _anchored(self, phrase: Described) -> Thing | None:
        keys = self._keys(phrase)
        if not keys or self._voice(phrase):
            return None
        known = self.all.described.setdefault(keys[0], [])
        if phrase.determiner in {"the", "own", ""} and known:
            thing = known[-1]
            kind = "definite"
        else:
            number = sum(t.key.startswith(keys[0]) for t in known) + 1
            key = keys[0] if number == 1 else f"{keys[0]}#{number}"
            thing = self._new(phrase, key)
            known.append(thing)
            kind = "described"
        self.means[phrase.head] = thing
        self._mention(self._words(phrase), thing, "described" if thing.key.startswith("described:") else kind)
        return thing

    def _voice(self, phrase: Described) -> bool:
        """Whether it is only an anonymous voice of a country ("a U.S. official")."""
        return phrase.noun in _VOICES and all(prep == "compound" for prep, _ in phrase.anchors)

    def _before(self, head: int) -> tuple[int, ...]:
        """A noun with what stands before it."""
        tree = self.tree
        kids = [k for k in tree.kids[head] if k < head and tree.deps[k] in BEFORE]
        return close(tree, [head, *(token for kid in kids for token in tree.subtree(kid))])

    def _words(self, phrase: Described) -> tuple[int, ...]:
        tree, head = self.tree, phrase.head
        tokens = [*self._before(head)]
        for prep, anchor in phrase.anchors:
            if anchor > head and self.means.get(anchor) is not None:
                del prep
                tokens += range(head, max(anchor, *self._end(anchor)) + 1)
        return close(tree, tokens)

    def _end(self, anchor: int) -> tuple[int, int]:
        name = self.names.get(anchor)
        last = anchor
        while name is not None and self.names.get(last + 1) == name:
            last += 1
        while last > anchor and self.tree.tags[last] == "POS":
            last -= 1
        return last, last

    def _new(self, phrase: Described, key: str) -> Thing:
        tree = self.tree
        tokens = self._words(phrase)
        at = self.paragraph.start
        text = self.all.article.text[at + tree.starts[tokens[0]] : at + tree.ends[tokens[-1]]]
        owner = tree.first(phrase.head, "poss")
        if owner is not None and tree.tags[owner] == "PRP$":
            thing = self.means.get(owner)
            if thing is not None:
                text = f"{thing.name}’s {text.partition(' ')[2]}"
        family = family_of(phrase.kind, self.all.ontology)
        made = Thing(key, text, phrase.kind, family, GENDERED.get(phrase.noun, ""), phrase.several)
        made.nouns = {phrase.noun, tree.lemmas[phrase.head]}
        self.all._call(made, made.nouns)
        return made
