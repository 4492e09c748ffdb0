"""Epithets: whom "the 52-year-old" and "the Kano-based firm" mean, from the ages and seats that the article tells.

    Mara Velde, 52, left. The 52-year-old ...                     the only one of that age
    Norvane Systems, a firm based in Kano, ... The Kano-based ...  the only one of that seat
    Mara Velde left. Police said the 52-year-old ...              the only person, whose age is not told otherwise
    Norvane grew. The Kano-based firm ...                         likewise, as a subject: as an object it may be new

Where the article tells of two, or of nobody so far, nobody is meant; nor who is the subject of the same clause.
"""

from collections.abc import Iterable, Iterator

from ingest.describing import before, subjects_beside
from ingest.descriptions import phrase_of, said_of
from ingest.pronouns import SUBJECTS
from ingest.salience import Thing, words
from ingest.scene import Scene
from ingest.tree import Tree

ENDS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "conj", "agent"})
BASED = frozenset({"based", "headquartered"})
BEHIND = frozenset({",", ".", ";", ")"})  # "Velde, 52, left"
_ORGANIZATION = words("definite", "organization")
_CALLED_ONLY = words("definite", "needs_description")
_RIVALS = words("definite", "rivals")


def note(scene: Scene, i: int) -> None:
    """Takes down what the words around a name tell: a person's age, and where somebody is based."""
    thing = scene.means[i]
    if thing is None:
        return
    if thing.family == "person":
        thing.ages |= set(_ages(scene.tree, i))
    elif thing.family == "place":
        owner = _based(scene, i)
        if owner is not None:
            owner.seats.add(thing.key)


def _ages(tree: Tree, i: int) -> Iterator[str]:
    opening, years, closing = (tree.words[i + 1 : i + 4] + [""] * 3)[:3]
    if opening in {",", "("} and _years(years) and closing in BEHIND:
        yield years
    for old in tree.under(i, "amod"):
        age = _age(tree, old)
        if age:
            yield age


def _years(word: str) -> bool:
    return word.isdigit() and len(word) < 4


def _age(tree: Tree, old: int) -> str:
    """The number of "52-year-old"; "" for other words."""
    said = tree.lower[max(0, old - 4) : old + 1]
    return said[0] if len(said) == 5 and list(said[1:]) == ["-", "year", "-", "old"] and _years(said[0]) else ""


def _based(scene: Scene, place: int) -> Thing | None:
    """Who is based in a place, by the words around its name."""
    tree = scene.tree
    head = tree.heads[place]
    if tree.deps[place] == "pobj" and tree.lower[head] == "in":
        head = tree.heads[head]
    elif tree.deps[place] != "npadvmod":
        return None
    if tree.lower[head] not in BASED:
        return None
    subject = tree.first(head, "nsubjpass", "nsubj")
    owner = tree.heads[head] if tree.deps[head] in {"acl", "relcl", "amod"} else subject
    if owner is None or owner == place:
        return None
    target = owner if owner in scene.names else said_of(tree, owner)
    thing = scene.means.get(target) if target is not None else None
    return thing if thing is not None and thing.family == "org" else None


def aged(scene: Scene, i: int) -> Thing | None:
    """Whom "the 52-year-old" means, by its last word; None for nobody, and for other words."""
    tree = scene.tree
    age = _age(tree, i)
    if not age or tree.deps[i] not in ENDS or not any(tree.lower[k] == "the" for k in tree.under(i, "det")):
        return None
    persons = [t for t in _spoken(scene) if t.family == "person"]
    found = _only(persons, [t for t in persons if age in t.ages], [t for t in _near(scene, persons) if not t.ages])
    return found if found is not None and id(found) not in subjects_beside(scene, i) else None


def seated(scene: Scene, i: int) -> Thing | None:
    """Whom "the Kano-based firm" means, by its noun; None for nobody, and for other phrases."""
    places = set(_places(scene, i))
    phrase = phrase_of(scene.tree, i, scene.known.nouns) if places else None
    if phrase is None or phrase.determiner != "the" or phrase.plural or phrase.noun not in _ORGANIZATION:
        return None
    spoken = [t for t in _spoken(scene) if t.family == "org" and not t.outlet]
    barred = subjects_beside(scene, i)
    subject = scene.tree.deps[i] in SUBJECTS and phrase.noun not in _CALLED_ONLY
    open_ = [t for t in _near(scene, spoken) if not t.seats] if subject else []
    found = _only(spoken, [t for t in spoken if places & t.seats], open_)
    return found if found is not None and id(found) not in barred else None


def _places(scene: Scene, i: int) -> Iterator[str]:
    tree = scene.tree
    for based in tree.under(i, "amod"):
        if tree.lower[based] in BASED:
            for place in tree.under(based, "npadvmod"):
                thing = scene.means.get(place)
                if thing is not None and thing.family == "place":
                    yield thing.key


def _spoken(scene: Scene) -> list[Thing]:
    """What the article has spoken of by name so far."""
    return [thing for thing in scene.known.things.values() if thing.mentions]


def _near(scene: Scene, named: Iterable[Thing]) -> list[Thing]:
    """Those of a family: all that were named, and each that the article spoke of without a name."""
    families = {thing.family for thing in named}
    back = scene.known.discourse.back(scene.sentence, scene.sentence)
    nameless = {
        id(o.thing): o.thing
        for o in back
        if id(o.thing) not in {id(thing) for thing in named} and not o.thing.plural
        if o.thing.family in families or o.thing.nouns & _RIVALS
    }
    return [*named, *nameless.values()]


def _only(named: list[Thing], told: list[Thing], open_: list[Thing]) -> Thing | None:
    """The one of whom it is told; where it is told of nobody, the only one there is, of whom nothing else is told."""
    if told:
        return told[0] if len(told) == 1 else None
    return open_[0] if len(open_) == 1 and len(named) == 1 and open_[0].key else None


def speak(scene: Scene, i: int, thing: Thing) -> None:
    """Notes down that a phrase means a thing."""
    scene.means[i] = thing
    scene.spoken(i, thing)
    scene.mention(before(scene, i), thing, "definite")
