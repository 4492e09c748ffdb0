"""What common noun phrases mean: somebody spoken of before, a place by its kind, or somebody described.

    the company                        whoever the text called so, or the company in the air (definites.py)
    the Kashgar region                 the place Kashgar
    a subsidiary of Acme               described:<origin>:subsidiary@org:acme
    another Acme subsidiary            described:<origin>:subsidiary@org:acme#2
    a firm controlled by Acme          described:<origin>:firm controlled by@org:acme
    the Norwegian foreign ministry     org:norway foreign ministry: of some bodies a country has one

"a" and "another" begin a new thing, "the" and a possessive mean the last one; copies of a report describe the same.
"""

from ingest.descriptions import NOMINAL, Described, key_phrase, phrase_of
from ingest.keys import PLACE_CLASSES, PLACES_OF, UNIQUE, country_of_adjective, family_of, words_of
from ingest.phrases import close
from ingest.pronouns import SUBJECTS, clause_of
from ingest.salience import DESCRIBED, Thing, words
from ingest.scene import GENDERED, Scene

BEFORE = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod"})
_NAMED = words("definite", "named")
_VOICES = words("described", "voices")
_UNITS = words("definite", "units")


def meant(scene: Scene, i: int) -> Thing | None:
    """What a common noun phrase means: somebody spoken of before, or somebody described."""
    tree = scene.tree
    if i in scene.means:
        return scene.means[i]
    scene.means[i] = None  # a phrase that is anchored in itself is anchored in nothing
    phrase = phrase_of(tree, i, scene.known.nouns)
    if phrase is None:
        return None
    called = scene.known.called_by(phrase.noun if phrase.bare_head else phrase.said)
    if (phrase.bare_head or called) and phrase.determiner == "the" and not (_pointed(scene, i) or _branded(scene, i)):
        thing = scene.known.definites.resolve(phrase, scene.sentence, called, subjects_beside(scene, i))
        if thing is not None:
            scene.means[i] = thing
            scene.mention(close(tree, [*tree.under(i, "det"), i]), thing, "definite")
        return thing
    same = _place(scene, phrase) or _named(scene, phrase) or _unit(scene, phrase)
    if same is not None:
        scene.means[i] = same
        return same
    if not phrase.kind or not phrase.particular or (phrase.kind == "Person" and phrase.plural):
        return None
    return _anchored(scene, phrase)


def subjects_beside(scene: Scene, i: int) -> set[int]:
    """The things that are the subject of the clause in which a token is none itself."""
    if scene.tree.deps[i] in SUBJECTS:
        return set()
    clause = scene.paragraph.start + clause_of(scene.tree, i)
    here = scene.known.discourse.back(scene.sentence, 0)
    return {id(o.thing) for o in here if o.clause == clause and o.place == "subject"}


def _pointed(scene: Scene, i: int) -> bool:
    """Whether a speaker points at something: "this country" in a quotation is where he is."""
    return scene.quoted[i] and any(scene.tree.lower[k] != "the" for k in scene.tree.under(i, "det"))


def _branded(scene: Scene, i: int) -> bool:
    """Whether a word with a figure tells it from others of its kind: "the popular RV4 van" is no van spoken of."""
    return any(c.isdigit() for k in scene.tree.under(i, "compound", "nmod", "amod") for c in scene.tree.words[k])


def _place(scene: Scene, phrase: Described) -> Thing | None:
    """The place that "the Kashgar region" and "the city of Kashgar" are."""
    tree, i = scene.tree, phrase.head
    for prep, anchor in phrase.anchors:
        thing = scene.means.get(anchor)
        if thing is None or thing.family != "place":
            continue
        near = prep == "compound" and anchor == i - 1 and thing.type != "Country"
        of = prep == "of" and phrase.determiner == "the"
        if (near and tree.lemmas[i] in PLACE_CLASSES) or (of and tree.lemmas[i] in PLACES_OF):
            return thing
    return None


def _named(scene: Scene, phrase: Described) -> Thing | None:
    """What "the Varna 100 index", "the tanker", "the Lagos Daily newspaper" name: the noun only says what it is."""
    thing = scene.means.get(phrase.head - 1)
    if thing is None or phrase.head - 1 not in scene.names or phrase.determiner != "the" or phrase.noun not in _NAMED:
        return None
    ontology = scene.known.ontology
    kind = phrase.kind or "Organization"  # "the Dow Jones index"
    fits = ontology.is_a(thing.type, kind) if thing.family == "org" else thing.family == "thing"
    if not fits:
        return None
    thing.nouns.add(phrase.noun)
    scene.known.call(thing, {phrase.noun})
    return thing


def _unit(scene: Scene, phrase: Described) -> Thing | None:
    """The body that "the Boreal unit of Acme" and "Acme's Boreal unit" name: one whose owner is told beside it."""
    thing = scene.means.get(phrase.head - 1)
    if thing is None or phrase.head - 1 not in scene.names or thing.family != "org" or phrase.noun not in _UNITS:
        return None
    owners = (_anchor(scene, token) for prep, token in phrase.anchors if prep in {"of", "poss"})
    owned = any(owner is not None and owner is not thing and owner.family == "org" for owner in owners)
    if not owned:
        return None
    thing.nouns.add(phrase.noun)
    scene.known.call(thing, {phrase.noun})
    return thing


def _anchor(scene: Scene, token: int) -> Thing | None:
    """Who an anchor is."""
    tree = scene.tree
    if token in scene.means:
        found = scene.means[token]
    elif tree.pos[token] in NOMINAL:
        found = meant(scene, token)
    else:
        country = country_of_adjective(tree.words[token])
        found = scene.known.countries.get(f"place:{country}") if country else None
    return found if found is not None and found.key else None


def described_key(scene: Scene, phrase: Described) -> str:
    """The key of a described thing, without its ordinal; "" where no anchor is somebody, or an owner is nobody."""
    anchors: list[tuple[str, int, Thing]] = []
    for prep, token in phrase.anchors:
        thing = _anchor(scene, token)
        if thing is not None and thing.family != "group":
            anchors.append((prep, token, thing))
        elif prep == "poss":
            return ""
    if not anchors:
        return ""
    tree = scene.tree
    inside = {t for _, token, _ in anchors for t in tree.subtree(token)}
    said = key_phrase(tree, phrase, inside)
    prep, _, first = anchors[0]
    unique = said in UNIQUE or said.endswith("ministry")
    if first.type == "Country" and unique and len(anchors) == 1 and phrase.determiner in {"the", "own", ""}:
        return f"org:{first.key.removeprefix('place:')} {' '.join(words_of(said))}"
    if " " in prep:
        said = f"{said} {prep}"  # "company controlled by"
    more = "".join(f" {prep} {thing.key}" for prep, _, thing in anchors[1:] if thing is not first)
    return f"{DESCRIBED}{scene.known.origin}:{said}{more}@{first.key}"


def _anchored(scene: Scene, phrase: Described) -> Thing | None:
    """The thing that an anchored phrase means; None where several have been called so by name."""
    key = described_key(scene, phrase)
    if not key or _voice(phrase):
        return None
    listed = scene.known.described.setdefault(key, [])
    if phrase.determiner in {"a", "another"} or not listed:
        number = sum(thing.key.startswith(key) for thing in listed) + 1
        listed.append(_new(scene, phrase, key if number == 1 else f"{key}#{number}"))
    thing = listed[-1]
    if not thing.key.startswith(DESCRIBED) and any(other is not thing for other in listed):
        return None
    scene.means[phrase.head] = thing
    scene.mention(anchored_words(scene, phrase), thing, "described")
    return thing


def _voice(phrase: Described) -> bool:
    """Whether it is only an anonymous voice of a country ("a U.S. official")."""
    return phrase.noun in _VOICES and all(prep == "compound" for prep, _ in phrase.anchors)


def before(scene: Scene, head: int) -> tuple[int, ...]:
    """A noun with what stands before it, from its article on."""
    tree = scene.tree
    kids = [k for k in tree.kids[head] if k < head and tree.deps[k] in BEFORE]
    first = min((k for k in kids if tree.deps[k] == "det"), default=0)
    tokens = [token for kid in kids for token in tree.subtree(kid) if token >= first]
    return close(tree, [head, *tokens])


def anchored_words(scene: Scene, phrase: Described) -> tuple[int, ...]:
    """The words of a described thing, up to its last anchor, or to a comma where more than its noun stands before."""
    tokens, words = [*before(scene, phrase.head)], scene.tree.words
    anchors = [anchor for _, anchor in phrase.anchors if scene.means.get(anchor) is not None]
    close_by = [anchor for anchor in anchors if "," not in words[phrase.head : anchor]]
    for anchor in close_by if close_by or phrase.modifiers else anchors:
        if anchor > phrase.head:
            tokens += range(phrase.head, _end(scene, anchor) + 1)
    return close(scene.tree, tokens)


def _end(scene: Scene, anchor: int) -> int:
    """The last token of the name that an anchor stands in."""
    name, last = scene.names.get(anchor), anchor
    while name is not None and scene.names.get(last + 1) == name:
        last += 1
    while last > anchor and scene.tree.tags[last] == "POS":
        last -= 1
    return last


def _new(scene: Scene, phrase: Described, key: str) -> Thing:
    """A thing that the phrase describes; "its subsidiary" is called by whose it is."""
    tree = scene.tree
    _, text = scene.words(anchored_words(scene, phrase))
    owner = tree.first(phrase.head, "poss")
    owning = None if owner is None or tree.tags[owner] != "PRP$" else scene.means.get(owner)
    if owning is not None:
        text = f"{owning.name}’s {text.partition(' ')[2]}"
    family = family_of(phrase.kind, scene.known.ontology)
    made = Thing(key, text, phrase.kind, family, GENDERED.get(phrase.noun, ""), phrase.several)
    made.nouns = {phrase.noun, tree.lemmas[phrase.head]}
    scene.known.call(made, made.nouns)
    return made
