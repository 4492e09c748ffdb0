"""Any number of readings without reading: those of some articles, again and again under other names, days and letters.

Of every five names one stays, so that the graph has hubs; the others are new each time. The letters of the text are
others in every copy, or all would be one report: words still stand where they stood, but quotes are those of the first.
Only claims that make facts are kept, so that a store of many facts is soon filled.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from string import ascii_lowercase

from benchmarks.corpus import articles
from ingest.documents import read_text_article
from ingest.pipeline import Reader
from ontology.ids import content_hash, digest
from ontology.model import Argument, Claim, Mention, Reading

READ = 80  # articles
DAYS = 6000
LETTERS = len(ascii_lowercase)


@cache
def originals() -> tuple[Reading, ...]:
    """The readings that all others are made of, with the claims between two that have a key."""
    found = Reader().read(read_text_article(article) for article in articles(READ))
    return tuple(_dense(reading) for reading in found if isinstance(reading, Reading))


def _dense(reading: Reading) -> Reading:
    claims = tuple(c for c in reading.claims if c.subject.key and c.object and c.object.key)
    return replace(reading, claims=claims, rejected=())


def readings(start: int = 0) -> Iterator[Reading]:
    """Endless; the one of a number is always the same."""
    number = start
    while True:
        copy, place = divmod(number, len(originals()))
        yield _copied(originals()[place], copy) if copy else originals()[place]
        number += 1


def _copied(reading: Reading, copy: int) -> Reading:
    article = reading.article
    text = article.text.translate(_table(copy))
    id_ = f"{article.id}?{copy}"
    day = date.fromisoformat((article.published or "2020-01-01")[:10]) + timedelta(days=copy * 37 % DAYS)
    article = replace(
        article, id=id_, url=id_, text=text, sha256=content_hash(text), title=f"{article.title} {copy}",
        published=day.isoformat(),
    )  # fmt: skip
    claims = tuple(_claim(claim, id_, copy) for claim in reading.claims)
    mentions = tuple(_mention(mention, copy) for mention in reading.mentions)
    return replace(reading, article=article, claims=claims, mentions=mentions)


def _table(copy: int) -> dict[int, str]:
    """Letters moved along, and where all have been round once, the e's are other signs: no two copies read alike."""
    shift = copy % LETTERS
    moved = dict(zip(map(ord, ascii_lowercase), ascii_lowercase[shift:] + ascii_lowercase[:shift], strict=True))
    return moved | ({ord("e"): chr(0x4E00 + copy // LETTERS)} if copy >= LETTERS else {})


def _claim(claim: Claim, article: str, copy: int) -> Claim:
    object_ = claim.object and _argument(claim.object, copy)
    return replace(
        claim, id=digest(claim.id, copy), article=article, subject=_argument(claim.subject, copy), object=object_
    )


def _argument(argument: Argument, copy: int) -> Argument:
    return replace(argument, key=_key(argument.key, copy), name=_name(argument.name, argument.key, copy))


def _mention(mention: Mention, copy: int) -> Mention:
    return replace(mention, key=_key(mention.key, copy), name=_name(mention.name, mention.key, copy))


def _new(key: str) -> bool:
    return bool(key) and not key.startswith("place:") and int(digest(key), 16) % 5 > 0


def _key(key: str, copy: int) -> str:
    name, mark, origin = key.partition("@")
    return f"{name}{_letters(copy)}{mark}{origin}{copy if mark else ''}" if _new(key) else key


def _name(name: str, key: str, copy: int) -> str:
    return name + _letters(copy) if name and _new(key) else name


def _letters(number: int) -> str:
    return "".join(ascii_lowercase[int(digit)] for digit in str(number))
