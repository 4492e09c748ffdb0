"""Stance: factuality of events for UW and MEANTIME, attributions for PolNeAR, as the product reads them.

    fact        the factuality of every predicate, found by its place: the benchmark's tokens are counted in letters
    polnear     the outermost attribution of every word that is said, and the judgements that cover no statement

Nothing is worked out here: every value is that of `ingest.stance`.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from ingest.attribution import Attributions
from ingest.cues import RELATIVE, Cue, phrase_of
from ingest.mentions import annotate
from ingest.nlp import Parsed, load_model, parse
from ingest.openings import opening_of
from ingest.repairs import repaired
from ingest.stance import read_stance
from ingest.tree import Tree
from ontology.ids import content_hash
from ontology.model import Article, Span

EVENTS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADV", "X"})


def parsed_items(items: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Parsed]]:
    """Each item with its parse, names annotated."""
    rows = list(items)
    articles = (
        Article(str(n), row["text"], content_hash(row["text"]), language="en", kept=(story(row["text"]),))
        for n, row in enumerate(rows)
    )
    for row, parsed in zip(rows, parse(load_model(), articles), strict=True):
        annotate(parsed)
        yield row, parsed


def story(text: str) -> Span:
    """A text without its dateline, which the product cuts off."""
    opening = opening_of(text, headline=False)
    return Span(opening.length if opening else 0, len(text))


def factuality(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for the factuality sets."""
    for row, parsed in parsed_items(items):
        [paragraph] = parsed.paragraphs
        places, stances = token_places(row), read_stance(parsed)
        letters = [0, *accumulate(0 if c.isspace() else 1 for c in row["text"])]
        triples = []
        for token in paragraph.doc:
            place = places.get(letters[paragraph.start + token.idx])
            if place is not None and token.pos_ in EVENTS:
                stance = stances.of(paragraph, token)
                triples.append(
                    {
                        "subject": "",
                        "relation": token.text,
                        "object": "",
                        "head_index": place,
                        "factuality": stance.factuality,
                        "modality": stance.modality,
                        "negated": stance.polarity == "negative",
                    }
                )
        yield {"id": row["id"], "sentence": row["sentence"], "triples": triples}


def token_places(row: dict[str, Any]) -> dict[int, int]:
    """The number of the benchmark's token that begins after so many letters."""
    tokens = row["sentence"].replace("``", '"').replace("''", '"').split(" ")  # as its text writes quotation marks
    return dict(zip([0, *accumulate(map(len, tokens))], range(len(tokens)), strict=False))


def attributions(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for PolNeAR: it marks no nesting, so the outermost of each chain."""
    for row, parsed in parsed_items(items):
        [paragraph] = parsed.paragraphs
        tree = repaired(paragraph.doc)
        made = Attributions(tree)
        chains = (made.of(i) for i in range(len(tree)))
        cues = dict.fromkeys(chain[0][0] for chain in chains if chain and named(chain[0][0]))
        cues |= dict.fromkeys(cue for cue in made.cues if cue.kind == "judgement" and not made.of(cue.anchor))
        cues |= dict.fromkeys([made.signature] if made.signature else [])
        triples = [{"subject": "", "relation": "", "object": "", "attribution": attribution(tree, cue)} for cue in cues]
        yield {"id": row["id"], "sentence": row["sentence"], "triples": triples}


def named(cue: Cue) -> bool:
    """Whether somebody is named as the source; "reports of fraud" name nobody, and PolNeAR leaves them out."""
    return cue.kind != "noun" or cue.source != cue.anchor


def attribution(tree: Tree, cue: Cue) -> dict[str, str]:
    """Source and cue in words; a mark (a colon, quotation marks) is no word."""
    words = tree.text(range(cue.words[0], cue.words[1] + 1))
    cued = words if any(c.isalpha() for c in words) else ""
    if cue.source is None:
        return {"source": "", "cue": cued}
    pronoun = next((k for k in tree.under(cue.anchor, "nsubj") if tree.lower[k] in RELATIVE), None)
    if pronoun is not None and tree.deps[cue.anchor] == "relcl":
        return {"source": tree.words[pronoun], "cue": cued}  # the bench names a source as its own clause does
    first, last = phrase_of(tree, cue)
    return {"source": tree.text(range(first, last + 1)), "cue": cued}


BENCHES = {"fact_uw": factuality, "fact_meantime": factuality, "polnear": attributions}
