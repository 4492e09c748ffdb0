"""One pass over an article: every noun and pronoun in the order of the text, with what has been spoken of before."""

from ingest.chains import Chains
from ingest.describing import anchored_words, before, described_key, meant
from ingest.descriptions import NOMINAL, is_person_noun, phrase_of, said_of
from ingest.epithets import aged, note, seated, speak
from ingest.keys import family_of
from ingest.nlp import Paragraph
from ingest.pronouns import SUBJECTS, Pronoun, clause_of, empty, fits, kind_of
from ingest.pronouns import resolve as resolve_pronoun
from ingest.quotations import speaking_verb
from ingest.reporting import REPORTING
from ingest.salience import Thing, words
from ingest.scene import GENDERED, Known, Scene
from ontology.model import Article, Mention
from ontology.schema import Ontology

IDIOMS = words("pleonastic", "idioms")
KIN = words("person", "kin") | {"boy", "girl", "man", "woman"}


class Referring:
    """Works through the paragraphs of one article. `at`: offset of a head word to what it means."""

    def __init__(self, article: Article, chains: Chains, origin: str, ontology: Ontology) -> None:
        self.known = Known(article, chains, origin, ontology)
        self.at: dict[int, Thing] = {}

    @property
    def mentions(self) -> list[Mention]:
        """Pronouns, definites and described things, in the order in which they were understood."""
        return self.known.mentions

    def read(self, paragraph: Paragraph, names: dict[int, int]) -> None:
        """Reads one paragraph. `names`: token to index of the name that it stands in."""
        scene = Scene(self.known, paragraph, names)
        for start, end in scene.tree.sentences():
            scene.sentence = self.known.discourse.sentence()
            for i in range(start, end):
                visit(scene, i)
        for i, thing in scene.means.items():
            if thing is not None:
                self.at[paragraph.start + scene.tree.starts[i]] = thing


def visit(scene: Scene, i: int) -> None:
    """Takes notice of one token."""
    tree = scene.tree
    name = scene.names.get(i)
    if name is not None:
        if scene.names.get(tree.heads[i]) != name or tree.heads[i] == i:
            thing = scene.means[i]
            assert thing is not None
            if tree.deps[i] in SUBJECTS and tree.lemmas[tree.heads[i]] in REPORTING.clause:
                scene.known.speaker = thing
            scene.spoken(i, thing)
        note(scene, i)
        return
    kind = kind_of(tree, i)
    if kind:
        _pronoun(scene, i, kind)
    elif tree.lower[i] == "old":
        old = aged(scene, i)
        if old is not None:
            speak(scene, i, old)
    elif tree.pos[i] in NOMINAL and not tree.literal(i) and tree.deps[i] not in {"compound", "nmod"}:
        _noun(scene, i)
    elif tree.deps[i] in {"compound", "nmod"}:
        _said(scene, i)


def _pronoun(scene: Scene, i: int, kind: str) -> None:
    speaker = _speaker(scene, i) if scene.quoted[i] else None
    thing: Thing | None
    if kind == "speaker":
        thing = speaker if speaker is not None and speaker.family == "person" else None
    elif (scene.quoted[i] and kind in {"it", "they"}) or (kind == "it" and empty(scene.tree, i)):
        return
    else:
        pronoun = Pronoun(scene.tree, i, kind, scene.sentence, scene.paragraph.start, scene.quoted[i])
        thing = resolve_pronoun(pronoun, scene.known.discourse, speaker, _beside(scene, i))
        if thing is not None and (_strangers(scene, i) or (speaker is None and _unsaid(scene, pronoun, thing))):
            thing = None
        ahead = _ahead(scene, pronoun)
        if ahead is not None and thing is not ahead:
            thing = None if _rivals(scene, pronoun) else ahead
    if thing is None:
        return
    scene.means[i] = thing
    thing.pronouns.add(kind)
    scene.spoken(i, thing)
    scene.mention((i,), thing, "pronoun")


def _ahead(scene: Scene, pronoun: Pronoun) -> Thing | None:
    """The named subject behind an opening phrase: "In its report, the ministry", "As she left, Velde"."""
    tree, i = scene.tree, pronoun.token
    clause = clause_of(tree, i)
    opening = next((k for k in tree.kids[clause] if k <= i <= max(tree.subtree(k))), i)
    if tree.deps[clause] == "advcl" and clause_of(tree, clause) > i:
        clause, opening = clause_of(tree, clause), min(tree.subtree(clause))
    elif tree.deps[opening] != "prep":
        return None
    subject = tree.first(clause, *SUBJECTS)
    if subject is None or not opening <= i < subject or subject not in scene.names or tree.deps[i] == "expl":
        return None
    thing = scene.means[subject]
    return thing if thing is not None and fits(thing, pronoun.kind) else None


def _rivals(scene: Scene, pronoun: Pronoun) -> bool:
    """Whether the pronoun may as well go back to who does something in its sentence or the one before."""
    back = scene.known.discourse.back(pronoun.sentence, 1)
    return any(o.thing.key and o.place == "subject" and fits(o.thing, pronoun.kind) for o in back)


def _unsaid(scene: Scene, pronoun: Pronoun, thing: Thing) -> bool:
    """Whether a quotation that names no speaker may go on with whom it would then mean."""
    return pronoun.quoted and pronoun.kind in {"he", "she"} and thing is scene.known.speaker


def _strangers(scene: Scene, i: int) -> bool:
    """Whether the owner is the unnamed person beside: "the man and his wife" are nobody's of whom the article tells."""
    tree, owned = scene.tree, scene.tree.heads[i]
    if tree.deps[i] != "poss" or not _with_another(scene, i):
        return False
    beside = tree.heads[owned]
    return beside not in scene.means and is_person_noun(tree.lemmas[beside]) and tree.tags[beside] == "NN"


def _beside(scene: Scene, i: int) -> Thing | None:
    """What the owned noun is coordinated with: "Acme and its owner"."""
    tree, owned = scene.tree, scene.tree.heads[i]
    if i > 1 and tree.lower[i - 1] == "and" and i - 2 in scene.names:
        return scene.means[i - 2]
    return scene.means.get(tree.heads[owned]) if _with_another(scene, i) else None


def _with_another(scene: Scene, i: int) -> bool:
    """Whether what the pronoun owns is coordinated with something before it: "the man and his wife"."""
    owned = scene.tree.heads[i]
    return scene.tree.deps[owned] == "conj" and owned > i


def _speaker(scene: Scene, i: int) -> Thing | None:
    quotation = next(q for q in scene.quotations if i in q)
    verb = speaking_verb(scene.tree, quotation, scene.quoted)
    subject = None if verb is None else scene.tree.first(verb, "nsubj")
    return None if subject is None else scene.means.get(subject)


def _noun(scene: Scene, i: int) -> None:
    if i in scene.means or _said(scene, i):
        return
    based = seated(scene, i)
    if based is not None:
        speak(scene, i, based)
        return
    thing = meant(scene, i)
    if thing is not None:
        scene.spoken(i, thing)
    elif not _idiom(scene, i):
        scene.spoken(i, scene.anonymous(i))


def _idiom(scene: Scene, i: int) -> bool:
    """Whether a bare noun behind "in" or "for" speaks of nothing: "in addition", "for example"."""
    tree = scene.tree
    return tree.lemmas[i] in IDIOMS and tree.deps[i] == "pobj" and not tree.under(i, "det", "amod", "poss", "nummod")


def _said(scene: Scene, i: int) -> bool:
    """Whether the noun is said of somebody; who is then called so."""
    tree, known = scene.tree, scene.known
    target = said_of(tree, i)
    if target is None:
        return False
    thing = scene.means.get(target)
    if thing is None or tree.first(tree.heads[i], "neg") is not None:
        return True
    noun, kind = known.nouns.of(tree, i)
    if kind and family_of(kind, known.ontology) != thing.family:
        scene.spoken(i, scene.anonymous(i))  # the name was mistyped: nobody is surely meant
        return True
    phrase = phrase_of(tree, i, known.nouns)
    nouns = {noun or tree.lemmas[i], tree.lemmas[i]}
    if tree.named(target):
        said = [k for k in before(scene, i) if tree.deps[k] != "det" and k not in scene.names]
        nouns.add(" ".join(tree.lower[k] for k in said))  # "prime minister", "U.S. bank chief"
    thing.nouns |= nouns
    known.call(thing, nouns)
    gender = GENDERED.get(tree.lemmas[i].rpartition("-")[2], "")
    if thing.family == "person" and gender and (not thing.gender or tree.lemmas[i] in KIN):
        thing.told = gender  # "Raj Velde, a grandmother": the noun tells more than a given name
    if phrase is not None and kind:
        if tree.deps[i] not in {"attr", "oprd", "pobj"}:
            apposed = tree.deps[i] == "appos"
            scene.mention(anchored_words(scene, phrase) if apposed else before(scene, i), thing, "definite")
        key = described_key(scene, phrase)
        if key:
            known.described.setdefault(key, []).append(thing)
    return True
