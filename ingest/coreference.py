"""Who is meant: names, and what stands for them, with keys."""

from dataclasses import dataclass

from spacy.tokens import Token

from ingest.nlp import Paragraph, Parsed
from ingest.tree import LITERALS
from ontology.model import Mention

FAMILIES = {"Person": "person", "Organization": "org", "Place": "place", "Facility": "place", "Group": "group"}


@dataclass(frozen=True, slots=True)
class Referent:
    """Who is meant: key, best name in the article, class of the ontology."""

    key: str
    name: str
    type: str


class Referents:
    """Who is meant by the words of one article."""

    def __init__(self, parsed: Parsed) -> None:
        self._at: dict[int, Referent] = {}
        self._mentions: list[Mention] = []
        for paragraph in parsed.paragraphs:
            for ent in paragraph.doc.ents:
                if ent.label_ in LITERALS:
                    continue
                start, end = paragraph.offsets(ent)
                text = parsed.article.text[start:end]
                key = f"{FAMILIES.get(ent.label_, 'thing')}:{text.removeprefix('the ').casefold()}"
                found = Referent(key, text, ent.label_)
                self._at[paragraph.offsets(ent.root)[0]] = found
                self._mentions.append(Mention(start, end, text, ent.label_, "name", key, text))

    def of(self, paragraph: Paragraph, token: Token) -> Referent | None:
        """Who is meant by the phrase that this token heads; None for what is no entity."""
        return self._at.get(paragraph.offsets(token)[0])

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in the order of the text."""
        return tuple(self._mentions)


def resolve(parsed: Parsed) -> Referents:
    """Works out who is meant in an article whose names are annotated."""
    return Referents(parsed)
