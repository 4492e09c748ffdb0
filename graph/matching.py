"""Which keys are one across articles: rules that propose decisions for the ledger, each with its reason.

    surname      "Velde" of one article is the corpus's only "Mara Velde"      or the bearer of 75 % of the mentions
    middle       "Mara Anna Velde" is "Mara Velde"
    acronym      "OCP" is the only "Organization of Coastal Ports"
    short        "Norvane" is the only "Norvane Systems"                        what is left out words a company
    place        "Rovers" is the "Port Harcourt Rovers"                         what is left out is a known place

Keys never change: a proposal is a `Decision` that can be withdrawn. None is made where two could be meant, nor without
common ground: some other name, no place, that articles of both sides share. Role words ("org:interior ministry@...")
stay inside their article always.
Measured on named mentions (development, CoNLL): MEANTIME .91 to .93, pair precision 1.0; ECB+ .73 to .78, .986.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.model import Decision
from ontology.schema import Ontology

Block = Callable[[tuple[str, ...]], tuple[str, ...]]

DOMINANT = 0.75  # share of the articles, for one of several bearers of a surname
GLUE = frozenset({"and", "of", "the", "for", "in", "on", "at", "de"})
MOST_LETTERS = 7  # of an acronym
SCORES = {"surname": 0.8, "middle": 0.9, "acronym": 0.85, "short": 0.85, "place": 0.8}


@dataclass(frozen=True, slots=True)
class Key:
    """A key taken apart: family, words, and the origin that it is scoped to ("" for none)."""

    text: str
    family: str
    words: tuple[str, ...]
    origin: str

    @classmethod
    def of(cls, text: str) -> "Key":
        """Reads a key as ingest/keys.py writes it."""
        family, _, rest = text.partition(":")
        words, _, origin = rest.partition("@")
        return cls(text, family, tuple(words.split()), origin)


def propose(articles: Mapping[str, Iterable[str]], ontology: Ontology) -> tuple[Decision, ...]:
    """Decisions that the rules propose. `articles`: the keys that each article names, in any order."""
    return tuple(sorted(Matching(articles, ontology).decisions(), key=lambda d: (d.left, d.right)))


class Matching:
    """The keys of a corpus, by what they could be short for."""

    def __init__(self, articles: Mapping[str, Iterable[str]], ontology: Ontology) -> None:
        self.named = {article: frozenset(keys) for article, keys in articles.items()}
        self.seen: dict[str, set[str]] = {}
        for article in sorted(self.named):
            for key in self.named[article]:
                self.seen.setdefault(key, set()).add(article)
        self.keys = [Key.of(text) for text in sorted(self.seen) if not text.startswith("described:")]
        company = ontology.classes.get("Company")
        self.generic = frozenset(w.lower().strip(".") for w in company.name_words) if company else frozenset()
        self.places = {k.words for k in self.keys if k.family == "place"}
        self.by_last = self._index("person", lambda words: words[-1:])
        self.by_ends = self._index("person", lambda words: (words[0], words[-1]))
        self.by_first = self._index("org", lambda words: words[:1])
        self.by_tail = self._index("org", lambda words: words[-1:])
        self.by_initials = self._index("org", initials)

    def _index(self, family: str, block: Block) -> dict[tuple[str, ...], list[Key]]:
        found: dict[tuple[str, ...], list[Key]] = {}
        for key in self.keys:
            if key.family == family and len(key.words) > 1 and not key.origin:
                found.setdefault(block(key.words), []).append(key)
        return found

    def decisions(self) -> Iterator[Decision]:
        """One decision at most for each key that may be short for another."""
        for key in self.keys:
            for rule, bearers in self._bearers(key):
                near = [b for b in bearers if b.text != key.text and self._common(key, b)]
                found = self._one(near)
                if found is not None:
                    why = f"{' '.join(key.words)} for {' '.join(found.words)}"
                    yield Decision(key.text, found.text, "same", f"rule:{rule}", why, SCORES[rule])
                if near:
                    break

    def _bearers(self, key: Key) -> Iterator[tuple[str, list[Key]]]:
        words = key.words
        if key.family == "person" and key.origin and len(words) == 1:
            yield "surname", self.by_last.get(words, [])
        elif key.family == "person" and len(words) > 2 and not key.origin:
            yield "middle", [b for b in self.by_ends.get((words[0], words[-1]), []) if len(b.words) == 2]
        elif key.family == "org" and not key.origin and words:
            if len(words) == 1 and 1 < len(words[0]) <= MOST_LETTERS:
                yield "acronym", self.by_initials.get(tuple(words[0]), [])
            yield "short", [b for b in self.by_first.get(words[:1], []) if self._leaves_out(words, b.words)]
            yield "place", [b for b in self.by_tail.get(words[-1:], []) if self._of_place(words, b.words)]

    def _leaves_out(self, short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        rest = full[len(short) :]
        return 0 < len(rest) <= 2 and full[: len(short)] == short and all(w in self.generic for w in rest)

    def _of_place(self, short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        rest = full[: -len(short)]
        return bool(rest) and full[-len(short) :] == short and rest in self.places

    def _common(self, left: Key, right: Key) -> bool:
        """Whether articles of both name something else that is the same, and no place."""
        if self.seen[left.text] & self.seen[right.text]:
            return left.family != "person"  # in one article the chains have decided about persons
        mine = self._company(left)
        return any(key in mine for key in self._company(right))

    def _company(self, key: Key) -> set[str]:
        """What else the articles of a key name; of persons only the surname, as some articles give no more."""
        found = {other for article in self.seen[key.text] for other in self.named[article]} - {key.text}
        others = [Key.of(text) for text in sorted(found)]
        surname = key.words[-1:]
        return {
            other.words[-1] if other.family == "person" else other.text
            for other in others
            if other.words and other.family not in {"place", "described"}
            if other.words[-1:] != surname and (other.family == "person" or not other.origin)
        }

    def _one(self, bearers: list[Key]) -> Key | None:
        """The only bearer, or the one that nearly all articles mean."""
        if not bearers:
            return None
        total = sum(len(self.seen[b.text]) for b in bearers)
        best = max(bearers, key=lambda b: (len(self.seen[b.text]), b.text))
        dominant = best.family == "person" and len(self.seen[best.text]) >= DOMINANT * total
        return best if len(bearers) == 1 or dominant else None


def initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first letters, small words left out."""
    return tuple(w[0] for w in words if w not in GLUE)
