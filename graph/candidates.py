"""Which keys of a store a name may be short for, and which may be short for it, however many share one of its words.

    handles("person:mara anna velde", generic)      {"surname": "person:velde", "ends": "person:mara velde", ...}

A full form's node carries every form that a rule may cut it down to (graph/matching.py), each as an indexed property:
its handles. So a short form finds those that it may be short for by its own words, and no more than decide whether they
are too many. The other way round the forms themselves are the keys to look for. What is found is a candidate, and
`rule_of` says whether it is one.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from graph import linking_cypher
from graph.matching import MOST_LETTERS, WEIGHTS, Key, forms, initials, rule_of
from graph.rows import Row

Run = Callable[..., list[Row]]


def handles(text: str, generic: frozenset[str]) -> Row:
    """The short forms of a key as properties of its node; none for what nothing is short for."""
    key = Key.of(text)
    words, family = key.words, key.family
    found: dict[str, tuple[str, ...]]
    if not key.named or key.origin or len(words) < 2:
        return {}
    if family == "person":
        more = len(words) > 2  # beside the first word and the last
        found = {"surname": words[-1:]} | ({"rest": words[1:], "ends": (words[0], words[-1])} if more else {})
    else:
        letters = "".join(initials(words))
        found = {
            "backwards": words[::-1],
            "initials": (letters,) if 1 < len(letters) <= MOST_LETTERS else (),
            "stem": words[:-1] if words[-1] in generic else (),
            "root": words[:-2] if generic.issuperset(words[-2:]) else (),
        }
    return {name: _text(family, form) for name, form in found.items() if form}


def found_by(text: str, generic: frozenset[str]) -> set[str]:
    """The short forms that find a key by its handles, in all the store."""
    key = Key.of(text)
    found = handles(text, generic)
    ends = (key.words[start:] for start in range(1, len(key.words))) if "backwards" in found else ()
    return {form for name, form in found.items() if name != "backwards"} | {_text(key.family, words) for words in ends}


def _text(family: str, words: tuple[str, ...]) -> str:
    return f"{family}:{' '.join(words)}"


def short_text(key: Key) -> str:
    """A key without its origin: what the full forms have among their handles."""
    return _text(key.family, key.words)


class Candidates:
    """The short and full forms around some keys of a store."""

    def __init__(self, run: Run, generic: frozenset[str]) -> None:
        self.run, self.generic = run, generic
        self._found: dict[str, list[Key]] = {}

    def around(self, touched: dict[str, Key]) -> dict[str, list[Key]]:
        """The touched keys and those that may be short for one, each with all that it may be short for.

        No full forms where they are too many. Where those that are not touched are too many by themselves, the touched
        ones change nothing, and the short form is left out; so the thousand short forms of a common surname are not
        looked at once.
        """
        full = [key for key in touched.values() if not key.origin and len(key.words) > 1]
        cut = {text for key in full for text in self._cuts(key)} - touched.keys()
        people = [handles(key.text, self.generic) for key in full if key.family == "person"]
        surnames = {found[name] for found in people for name in ("surname", "rest") if name in found}
        shared = Counter(form for key in full for form in handles(key.text, self.generic).values())
        rows = self.run(
            linking_cypher.AROUND_FORMS,
            rows=[_asked(text, surnames) for text in sorted({*cut, *surnames, *map(short_text, touched.values())})],
            most=WEIGHTS["bearers"] + 1 + max(shared.values(), default=0),
            crowd=WEIGHTS["bearers"],
            touched=sorted(touched),
        )
        self._found = {row["form"]: [Key.of(text) for text in row["full"]] for row in rows}
        there = [row["form"] for row in rows if row["there"] and row["form"] in cut]
        shorts = [Key.of(text) for text in (*there, *(text for row in rows for text in row["scoped"]))]
        found = touched | {key.text: key for key in shorts if key.named and not self._crowded(key, touched)}
        return {text: self._bearers(key) for text, key in found.items()}

    def _cuts(self, full: Key) -> Iterable[str]:
        """The keys without an origin that may be short for a full one."""
        texts = (_text(family, tuple(words)) for family, *words in forms(full))
        return (text for text in texts if rule_of(Key.of(text), full, self.generic))

    def _all(self, short: Key) -> list[Key]:
        return [key for key in self._found.get(short_text(short), ()) if rule_of(short, key, self.generic)]

    def _bearers(self, short: Key) -> list[Key]:
        found = self._all(short)
        return found if len(found) <= WEIGHTS["bearers"] else []

    def _crowded(self, short: Key, touched: dict[str, Key]) -> bool:
        return len([key for key in self._all(short) if key.text not in touched]) > int(WEIGHTS["bearers"])


def _asked(text: str, surnames: set[str]) -> Row:
    """A short form as it is asked for: with what the `backwards` of a full form begins with that ends in its words.

    A surname also with what its scoped keys begin with, and what its full forms end in.
    """
    key = Key.of(text)
    scoped = {"start": f"{text}@", "tail": f" {' '.join(key.words)}"} if text in surnames else {}
    return {"form": text, "back": f"{_text(key.family, key.words[::-1])} "} | scoped
