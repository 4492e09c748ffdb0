"""RDF: facts as plain triples where somebody asserts them, every fact as a statement with its claims and their words.

    with open("story.ttl", "wb") as out:
        write_rdf(out, store, load_ontology(), "turtle")

An asserted fact is a triple between its entities, under the ontology's own terms. Every fact, asserted or not, is a
`te:Fact` (an rdf:Statement) with belief, voice, dates, and links to the claims for it, against it, and neither; every
claim has its verbatim words and offsets (W3C Web Annotation selectors), its article, speaker and stance. The terms are
those of the ontology and of ontology/evidence.ttl; rdfs:subClassOf and rdfs:subPropertyOf stand at the beginning, so a
query needs no other file. Streamed, an article at a time; the same graph gives the same bytes. Turtle, N-Triples and
JSON-LD (W3C, 2014 and 2020).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from json import dumps, loads
from typing import IO, Any, Literal, get_args

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef
from rdflib import Literal as Value
from rdflib.namespace import PROV

from graph import cypher
from graph.contents import entities, facts
from graph.store import Row, Store
from ontology.ids import digest
from ontology.model import Entity, Fact
from ontology.schema import Ontology
from ontology.shapes import EVIDENCE
from ontology.vocabulary import Class, Property

Format = Literal["turtle", "ntriples", "json-ld"]
FORMATS: tuple[Format, ...] = get_args(Format)

TE = Namespace(EVIDENCE)
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
DATA = "urn:triplewire:"
BLOCK = 500  # entities or facts that are written together
OURS = "https://triplewire.example/schema#"

Triple = tuple[URIRef, URIRef, URIRef | Value]
Writer = Callable[[IO[bytes], Iterable[Graph], dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into the file."""

    entities: int
    facts: int
    claims: int
    articles: int
    triples: int


def write_rdf(stream: IO[bytes], store: Store, ontology: Ontology, format_: Format = "turtle") -> Exported:
    """Writes all that the store holds. Errors: StoreError; OSError of the stream."""
    counts = dict.fromkeys(("entities", "facts", "claims", "articles", "triples"), 0)

    def blocks() -> Iterator[Graph]:
        for kind, made in _blocks(store, ontology):
            graph = Graph()
            for prefix, space in prefixes(ontology).items():
                graph.bind(prefix, space, replace=True)
            for triple in made:
                graph.add(triple)
            for name, class_ in COUNTED[kind]:
                counts[name] += sum(1 for _ in graph.subjects(RDF.type, class_))
            counts["triples"] += len(graph)
            yield graph

    WRITERS[format_](stream, blocks(), prefixes(ontology))
    return Exported(**counts)


COUNTED: dict[str, tuple[tuple[str, URIRef], ...]] = {
    "terms": (),
    "entities": (("entities", TE.Entity),),
    "facts": (("facts", TE.Fact),),
    "article": (("claims", TE.Claim), ("articles", SCHEMA.NewsArticle)),
}


def prefixes(ontology: Ontology) -> dict[str, str]:
    """Prefix to namespace, of all that an export uses; terms of a user's own namespace are written out."""
    fixed = {
        "tw": OURS, "te": str(TE), "oa": str(OA), "schema": str(SCHEMA), "prov": str(PROV), "skos": str(SKOS),
        "rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL), "xsd": str(XSD),
    }  # fmt: skip
    iris = {c.iri for c in ontology.classes.values()} | {p.iri for p in ontology.properties.values()}
    own = sorted({_space(text) for text in iris} - {OURS, ""})
    return fixed | {f"own{n or ''}": space for n, space in enumerate(own)}


def _space(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _blocks(store: Store, ontology: Ontology) -> Iterator[tuple[str, Iterator[Triple]]]:
    yield "terms", terms(ontology)
    for group in _batched(entities(store)):
        yield "entities", (triple for entity in group for triple in of_entity(entity, ontology))
    for batch in _batched(facts(store)):
        yield "facts", (triple for fact in batch for triple in of_fact(fact, ontology))
    for row in store.stream(cypher.ARTICLES_WITH_CLAIMS):
        yield "article", of_article(row, ontology)


def _batched(items: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(items)
    while group := list(islice(waiting, BLOCK)):
        yield group


# --- Names.


def iri(kind: str, id_: str) -> URIRef:
    """The name of one of ours: kind is entity, fact, claim or article."""
    return URIRef(f"{DATA}{kind}:{id_}")


def article_iri(article: str) -> URIRef:
    """The name of an article: by digest, as its id may be any text."""
    return iri("article", digest("article", article))


def term(terms_: Mapping[str, Class] | Mapping[str, Property], name: str) -> URIRef:
    """The name of a class or property; of one that the ontology no longer has, under our namespace."""
    known = terms_.get(name)
    return URIRef(known.iri if known is not None and known.iri else f"{OURS}{name}")


# --- What is said of each.


def terms(ontology: Ontology) -> Iterator[Triple]:
    """Labels and hierarchy of the ontology: what a query over the export needs of it."""
    for class_ in ontology.classes.values():
        node = URIRef(class_.iri)
        yield node, RDF.type, RDFS.Datatype if class_.literal else OWL.Class
        yield node, RDFS.label, Value(class_.label, lang="en")
        for parent in class_.parents:
            yield node, RDFS.subClassOf, term(ontology.classes, parent)
    for property_ in ontology.properties.values():
        node = URIRef(property_.iri)
        yield node, RDF.type, OWL.DatatypeProperty if property_.datatype else OWL.ObjectProperty
        yield node, RDFS.label, Value(property_.label, lang="en")
        for parent in property_.parents:
            yield node, RDFS.subPropertyOf, term(ontology.properties, parent)
        if property_.inverse:
            yield node, OWL.inverseOf, term(ontology.properties, property_.inverse)
        if property_.symmetric:
            yield node, RDF.type, OWL.SymmetricProperty
        if property_.transitive:
            yield node, RDF.type, OWL.TransitiveProperty


def of_entity(entity: Entity, ontology: Ontology) -> Iterator[Triple]:
    """An entity: its class, names and keys."""
    node = iri("entity", entity.id)
    yield node, RDF.type, TE.Entity
    if entity.type:
        yield node, RDF.type, term(ontology.classes, entity.type)
    yield node, RDFS.label, Value(entity.name)
    for alias in entity.aliases:
        yield node, SKOS.altLabel, Value(alias)
    for key in entity.keys:
        yield node, TE.key, Value(key)
    for outside in entity.listed:
        yield node, TE.listed, Value(outside)
    if entity.described:
        yield node, TE.described, Value(True)


def of_fact(fact: Fact, ontology: Ontology) -> Iterator[Triple]:
    """A fact as a statement, and as a triple of its own where somebody asserts it."""
    node, subject = iri("fact", fact.id), iri("entity", fact.subject)
    predicate = term(ontology.properties, fact.property)
    target = iri("entity", fact.object) if fact.object else Value(fact.value)
    if fact.drawn or (fact.value and fact.supports):
        yield subject, predicate, target
    yield node, RDF.type, TE.Fact
    yield node, RDF.type, RDF.Statement
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, target
    yield node, TE.phrase, Value(fact.phrase)
    yield node, TE.belief, decimal(fact.belief)
    yield node, TE.drawn, Value(fact.drawn)
    yield node, TE.disputed, Value(fact.disputed)
    yield node, TE.voice, Value(fact.voice)
    yield node, TE.reports, Value(fact.origins)
    if fact.first_reported and fact.last_reported:
        yield node, TE.firstReported, date(fact.first_reported)
        yield node, TE.lastReported, date(fact.last_reported)
    for since, until in fact.valid:
        yield node, TE.valid, Value(interval(since, until))
    for link, claims in (
        (TE.supportedBy, fact.supports),
        (TE.opposedBy, fact.opposes),
        (TE.mentionedBy, fact.mentions),
    ):
        for claim in claims:
            yield node, link, iri("claim", claim)


def of_article(row: Row, ontology: Ontology) -> Iterator[Triple]:
    """An article and its claims."""
    article = row["article"]
    node = article_iri(article["id"])
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, SCHEMA.identifier, Value(article["id"])
    yield node, TE.sha256, Value(article["sha256"])
    for link, value in ((SCHEMA.headline, article["title"]), (SCHEMA.publisher, article["outlet"]),
                        (SCHEMA.inLanguage, article["language"])):  # fmt: skip
        if value:
            yield node, link, Value(value)
    if article["url"]:
        yield node, SCHEMA.url, Value(article["url"], datatype=XSD.anyURI)
    if article["published"]:
        yield node, SCHEMA.datePublished, date(article["published"])
    for claim in row["claims"]:
        yield from of_claim(claim, node, ontology)


def of_claim(claim: Row, article: URIRef, ontology: Ontology) -> Iterator[Triple]:
    """A claim: its words and where they stand, its ends, how it stands and who says so."""
    node = iri("claim", claim["id"])
    target, words, place = (URIRef(f"{node}:{part}") for part in ("target", "words", "place"))
    yield node, RDF.type, TE.Claim
    yield node, PROV.wasDerivedFrom, article
    yield node, OA.hasTarget, target
    yield target, OA.hasSource, article
    yield target, OA.hasSelector, words
    yield target, OA.hasSelector, place
    yield words, RDF.type, OA.TextQuoteSelector
    yield words, OA.exact, Value(claim["quote"])
    yield place, RDF.type, OA.TextPositionSelector
    yield place, OA.start, Value(claim["start"])
    yield place, OA.end, Value(claim["end"])
    yield node, TE.subject, Value(claim["subject"])
    yield node, TE.phrase, Value(claim["relation"])
    if claim["object"]:
        yield node, TE.object, Value(claim["object"])
    if claim["property"]:
        yield node, RDF.predicate, term(ontology.properties, claim["property"])
    for entity in sorted({claim["subject_entity"], claim["object_entity"]} - {None}):
        yield node, TE.about, iri("entity", entity)
    yield from _standing(claim, node)


def _standing(claim: Row, node: URIRef) -> Iterator[Triple]:
    yield node, TE.polarity, Value(claim["polarity"])
    yield node, TE.modality, Value(claim["modality"])
    yield node, TE.factuality, decimal(claim["factuality"])
    yield node, TE.confidence, decimal(claim["confidence"])
    yield node, TE.rule, Value(claim["rule"])
    for link, value in ((TE.speaker, claim["speaker"]), (TE.stance, claim["stance"]), (TE.verdict, claim["verdict"])):
        if value:
            yield node, link, Value(value)
    if claim["speaker_entity"]:
        yield node, TE.said, iri("entity", claim["speaker_entity"])
    if claim["when_from"] or claim["when_to"]:
        yield node, TE.when, Value(interval(claim["when_from"] or "", claim["when_to"] or ""))
    elif claim["when_text"]:
        yield node, TE.when, Value(claim["when_text"])


def decimal(number: float) -> Value:
    """A number as xsd:decimal, without what binary fractions add."""
    return Value(Decimal(str(number)), datatype=XSD.decimal)


def date(text: str) -> Value:
    """A day or a point of time, by how it is written."""
    return Value(text, datatype=XSD.date if len(text) == len("2024-01-31") else XSD.dateTime, normalize=False)


def interval(since: str, until: str) -> str:
    """An EDTF interval (ISO 8601-2); ".." is an open end."""
    return since if since == until else f"{since or '..'}/{until or '..'}"


# --- Formats.


def _turtle(stream: IO[bytes], graphs: Iterable[Graph], spaces: dict[str, str]) -> None:
    for prefix, space in spaces.items():
        stream.write(f"@prefix {prefix}: <{space}> .\n".encode())
    for graph in graphs:
        lines = graph.serialize(format="turtle").splitlines(keepends=True)
        body = "".join(line for line in lines if not line.startswith("@prefix ")).strip("\n")
        stream.write(f"\n{body}\n".encode() if body else b"")


def _ntriples(stream: IO[bytes], graphs: Iterable[Graph], spaces: dict[str, str]) -> None:  # noqa: ARG001  # has none
    for graph in graphs:
        lines = sorted(line for line in graph.serialize(format="nt").splitlines() if line)
        stream.write("".join(f"{line}\n" for line in lines).encode())


def _json_ld(stream: IO[bytes], graphs: Iterable[Graph], spaces: dict[str, str]) -> None:
    stream.write(f'{{"@context": {dumps(spaces)},\n"@graph": ['.encode())
    first = True
    for graph in graphs:
        made = loads(graph.serialize(format="json-ld", context=spaces, auto_compact=True))
        nodes = made["@graph"] if "@graph" in made else [{k: v for k, v in made.items() if k != "@context"}]
        for node in sorted(nodes, key=lambda node: str(node["@id"])):
            stream.write(("\n" if first else ",\n").encode() + dumps(_ordered(node), ensure_ascii=False).encode())
            first = False
    stream.write(b"\n]}\n")


def _ordered(value: Any) -> Any:
    """Keys sorted, and lists too: in RDF the order of values says nothing."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda item: dumps(item, sort_keys=True))
    return value


WRITERS: dict[Format, Writer] = {"turtle": _turtle, "ntriples": _ntriples, "json-ld": _json_ld}
