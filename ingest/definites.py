"""Definite phrases: whom "the company", "the minister", "the country" mean.

Only the article and the noun alone: with an of-phrase, a relative clause or an adjective the phrase may be new. Whoever
the text calls so is meant; failing that, for nouns that say little ("company", "group", "country"), the most salient
thing of the class. Persons must be called so. Measured (development): P .92 on GUM news, .95 on MEANTIME.
"""

from collections.abc import Container, Iterable

from ingest.descriptions import Described
from ingest.salience import DESCRIBED, WEIGHTS, Discourse, Occurrence, Thing, words
from ingest.shortening import is_designation
from ontology.schema import Ontology

_ORGANIZATION = words("definite", "organization")
_CALLED_ONLY = words("definite", "needs_description")
_COUNTRY = words("definite", "country")
_PLACE = words("definite", "not_country")
COUNTRY_WINDOW = 20  # sentences in which a second country makes "the country" doubtful
DESCRIBED_WINDOW = 3  # sentences; what has no name is soon forgotten
UNION = "place:european union"  # acts like a country, but is never called one
_VEHICLE = words("thing", "vehicle")
_TYPE_WORDS = (_ORGANIZATION | _COUNTRY | _PLACE | _VEHICLE) - _CALLED_ONLY


class Definites:
    """Resolves definite phrases against what an article has spoken of."""

    def __init__(self, discourse: Discourse, ontology: Ontology) -> None:
        self.discourse = discourse
        self.ontology = ontology

    def resolve(
        self, phrase: Described, sentence: int, called: Iterable[Thing], barred: Container[int]
    ) -> Thing | None:
        """Whom the phrase means. `called`: all that the article has called by this noun so far.

        `barred`: ids of things that it cannot mean, as the subject in "Acme sold its stake in the company".
        """
        spoken = (t for t in called if t.mentions and t.plural == phrase.several)
        found = {id(t): t for t in spoken if id(t) not in barred}
        if phrase.several or phrase.noun in _CALLED_ONLY or phrase.noun not in _TYPE_WORDS:
            return self._called(list(found.values()), sentence)
        back = self.discourse.back(sentence, WEIGHTS.definite_window)
        near = [o for o in back if id(o.thing) not in barred]
        near = [o for o in near if id(o.thing) in found or self._fits(o.thing, phrase)]
        if phrase.noun in _COUNTRY:
            wide = self.discourse.back(sentence, COUNTRY_WINDOW)
            if len({o.thing.key for o in wide if self._fits(o.thing, phrase)}) > 1:
                near = [o for o in near if o.place != "modifier"]  # "an Austrian bank" is not yet about Austria
        return self._best(near, sentence, found)

    def _called(self, found: list[Thing], sentence: int) -> Thing | None:
        """One of those that the text calls so: the only one; of described ones the last; else the most salient."""
        if len(found) == 1:
            described = found[0].key.startswith(DESCRIBED)
            return found[0] if found[0].key and (not described or self._near(found[0], sentence)) else None
        if any(t.family == "person" for t in found):
            return None
        among = {id(t) for t in found}
        near = [o for o in self.discourse.back(sentence, WEIGHTS.definite_window) if id(o.thing) in among]
        if near and all(o.thing.key.startswith(DESCRIBED) for o in near):
            return near[0].thing
        return self._best(near, sentence, ())

    def _near(self, thing: Thing, sentence: int) -> bool:
        return any(o.thing is thing for o in self.discourse.back(sentence, DESCRIBED_WINDOW))

    def _best(self, found: list[Occurrence], sentence: int, called: Container[int]) -> Thing | None:
        ranked = self.discourse.ranked(found, sentence)
        ranked = sorted(((score + WEIGHTS.called * (id(t) in called), t) for score, t in ranked), key=lambda p: -p[0])
        if not ranked or not ranked[0][1].key:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < WEIGHTS.definite_margin:
            return None
        return ranked[0][1]

    def _fits(self, thing: Thing, phrase: Described) -> bool:
        if thing.plural or thing.outlet:
            return False
        if phrase.noun in _COUNTRY:
            return thing.type == "Country" and thing.key != UNION
        if phrase.noun in _PLACE:
            kind = phrase.kind or "Place"
            fits = self.ontology.is_a(thing.type, kind) or self.ontology.is_a(kind, thing.type)
            return thing.family == "place" and thing.type != "Country" and fits
        if phrase.noun in _VEHICLE:
            return thing.family == "thing" and is_designation(thing.name.rsplit(" ", 1)[-1])
        if phrase.noun not in _ORGANIZATION:
            return False
        if thing.family != "org":
            return False
        if (
            thing.nouns & _CALLED_ONLY
            and phrase.noun not in thing.nouns
            and not self.ontology.is_a(thing.type, "Company")
        ):
            return False  # the "Coastal Agency" is no company
        kind, wanted = thing.type, phrase.kind or "Organization"
        return self.ontology.is_a(kind, wanted) or self.ontology.is_a(wanted, kind)
