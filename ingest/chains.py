"""Chains: what the names of one article stand for, what each is called, its class and its key.

A chain is called by its commonest full form, the first of several, never by the longest; its class is the one that most
of its names have. What is joined with what: ingest/joins.py.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.joins import Name, Surface, Surfaces, core
from ingest.keys import (
    STATES,
    Words,
    bare,
    family_of,
    key_of,
    key_words,
)
from ingest.shortening import (
    is_acronym,
    words_plain,
)
from ontology.model import Mention
from ontology.schema import Ontology


@dataclass(slots=True)
class Chain:
    """What several names stand for. `names` are indices into the list given."""

    key: str
    name: str
    type: str
    family: str
    names: list[int] = field(default_factory=list)
    full: Words = ()


class Chains:
    """The chains of one article. `of[i]` is the chain of the i-th name."""

    def __init__(self, names: Sequence[Name], text: str, origin: str, ontology: Ontology) -> None:
        self.names = names
        self.origin = origin
        self.ontology = ontology
        self.surfaces = Surfaces(names, text, ontology)
        self.of: list[Chain] = []
        self.chains = self._chains()

    def _chains(self) -> list[Chain]:
        groups: dict[int, list[Surface]] = {}
        for i, surface in enumerate(self.surfaces.all):
            if not surface.names:
                continue
            groups.setdefault(self.surfaces.root(i), []).append(surface)
        made: dict[int, Chain] = {}
        for root, surfaces in groups.items():
            chain = self._chain(self.surfaces.all[root], surfaces)
            made |= dict.fromkeys(chain.names, chain)
        self.of = [made[i] for i in range(len(self.names))]
        return list({id(chain): chain for chain in self.of}.values())

    def _chain(self, root: Surface, surfaces: list[Surface]) -> Chain:
        listed = sorted(i for surface in surfaces for i in surface.names)
        family = root.family
        if family == "thing":
            votes = Counter(s.family for s in surfaces for _ in s.names)
            family = max(votes, key=lambda f: (f != "thing", votes[f]))
        name = self._display(root, family)
        key = key_of(root.country or name, family, self.origin)
        return Chain(key, name, self._type(root, listed, family), family, listed, root.words)

    def _display(self, root: Surface, family: str) -> str:
        """The commonest form of the full name, the first of several; of a country never the adjective."""
        listed = [i for i in root.names if not self.names[i].adjective] if root.country else root.names
        if not listed:
            return root.country.title().replace(" And ", " and ").replace(" Of ", " of ").replace(" The ", " the ")
        texts = [core(self.names[i], family).text for i in listed]
        counts = Counter(texts)
        spelled = root.country.split()
        short = set(filter(is_acronym, texts)) if root.country else set()
        return max(counts, key=lambda t: (list(words_plain(t)) == spelled, t not in short, counts[t], -texts.index(t)))

    def _type(self, root: Surface, listed: list[int], family: str) -> str:
        """The class that most names of the chain have, among those of its family; the more special of several."""
        if root.country:
            return "Country" if root.country in STATES else "Region"
        own = [t for i in listed if family_of(t := self.names[i].type, self.ontology) == family]
        counts = Counter(own)
        deep = self.ontology.ancestors
        return max(counts, key=lambda t: (counts[t], len(deep.get(t, ())), t), default=self.names[listed[0]].type)

    def kind(self, i: int) -> str:
        """How the i-th name names its chain: name, short or acronym."""
        chain = self.of[i]
        text = bare(self.names[i].text)
        words = key_words(text, chain.family)
        if words == chain.full or bare(chain.name) == text:
            return "name"
        if is_acronym(text):
            return "acronym"
        return "short" if len(words) < len(chain.full) or chain.family == "place" else "name"

    def mentions(self) -> Iterator[Mention]:
        """The names as mentions, in the order given."""
        for i, name in enumerate(self.names):
            chain = self.of[i]
            cut = core(name, chain.family)
            kind = self.kind(i)
            assert kind in ("name", "short", "acronym")
            text = self.surfaces.text[cut.start : cut.end]  # the parser saw other blanks
            yield Mention(cut.start, cut.end, text, chain.type, kind, chain.key, chain.name)  # type: ignore[arg-type]
