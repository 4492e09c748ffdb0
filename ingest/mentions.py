"""Names in a text and their types: what spaCy finds, in the classes of the ontology."""

from spacy.tokens import Span

from ingest.nlp import Parsed

TYPES = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Facility", "NORP": "Group",
    "PRODUCT": "Product", "EVENT": "Event", "LAW": "Law", "WORK_OF_ART": "Work", "DATE": "Date", "TIME": "Time",
    "MONEY": "Money", "PERCENT": "Percent", "QUANTITY": "Quantity", "CARDINAL": "Number", "ORDINAL": "Number",
}  # fmt: skip


def annotate(parsed: Parsed) -> None:
    """Writes the names of an article, with classes of the ontology as labels, into its Docs."""
    for paragraph in parsed.paragraphs:
        doc = paragraph.doc
        found = [Span(doc, e.start, e.end, TYPES[e.label_]) for e in doc.ents if e.label_ in TYPES]
        doc.set_ents(found)
