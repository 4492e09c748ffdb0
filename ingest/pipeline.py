"""The pipeline of ingest: articles in, readings out, in order, streaming.

    documents -> cleaning -> language -> nlp -> mentions -> coreference
      -> clauses, stance -> triples -> properties, when

`Reader` holds what is loaded once (the spaCy pipeline, the ontology, the word lists) and reads any number of articles
in bounded memory: one batch of paragraphs. An article that cannot be read becomes an `ArticleError` in the stream, and
the run goes on.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from ingest.coreference import resolve
from ingest.explain import Explanation, explain
from ingest.mentions import Names
from ingest.nlp import DEFAULT_MODEL, Parsed, load_model, parse
from ingest.stance import read_stance
from ingest.triples import claims
from ontology.errors import ArticleError
from ontology.ids import content_hash, digest
from ontology.model import Article, Reading, Span
from ontology.schema import Ontology, load_ontology

TYPING = (
    "patterns.py",
    "properties.py",
    "statements.py",
)  # of ontology/: they decide what is claimed


class Reader:
    """Reads articles with one spaCy pipeline under one ontology."""

    def __init__(self, model: str = DEFAULT_MODEL, ontology: Ontology | None = None) -> None:
        self.model = model
        self.ontology = ontology or load_ontology()
        self._nlp = load_model(model)
        self._names = Names(self.ontology)

    @cached_property
    def version(self) -> str:
        """Names model and rules, classes, properties: an article read under another version is to be read again.

        The parts are joined by dots, the properties last: `retype` brings that part up to date, and nothing else.
        """
        meta = self._nlp.meta
        rules = digest(meta.get("lang"), meta.get("name"), meta.get("version"), rules_digest())
        return ".".join((rules, self.ontology.reading_digest, self.ontology.typing_digest))

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | ArticleError]:
        """A reading for each article, in order; an `ArticleError` for one whose reading failed."""
        for parsed in parse(self._nlp, articles):
            yield self.read_parsed(parsed)

    def read_text(self, text: str, published: str | None = None) -> Reading:
        """A plain text read as it is, without cleaning. Errors: ArticleError."""
        reading = next(self.read([_as_it_is(text, published)]))
        if isinstance(reading, ArticleError):
            raise reading
        return reading

    def explain(self, article: Article | str) -> tuple[Explanation, ...]:
        """Why each sentence of an article (or plain text) gives its claims, and no others. Errors: ArticleError."""
        whole = _as_it_is(article, None) if isinstance(article, str) else article
        parsed = next(parse(self._nlp, [whole]))
        reading = self.read_parsed(parsed)
        if isinstance(reading, ArticleError):
            raise reading
        return explain(parsed, reading)

    def read_parsed(self, parsed: Parsed) -> Reading | ArticleError:
        """The reading of an article that this reader's pipeline has just parsed; its Docs are written into."""
        article = parsed.article
        try:
            self._names.annotate(parsed)
            referents = resolve(parsed, self.ontology)
            made, rejected = claims(parsed, referents, read_stance(parsed), self.ontology, base_date(article))
            return Reading(article, made, referents.mentions(), rejected, self.version)
        except Exception as error:  # whatever one article brings to light, it must not stop the run of thousands
            message = f"{article.id}: reading failed ({type(error).__name__}: {error})"
            failed = ArticleError(message, "the article is left out; report it with its text")
            failed.__cause__ = error
            return failed


def base_date(article: Article) -> date | None:
    """The day that relative dates of the article count from; None where it does not say when it was published."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def rules_digest() -> str:
    """A hash over the rules and word lists of this package, and how ontology/ types: an edited rule is a new reader."""
    found = sha256()
    typing = (files("ontology").joinpath(name) for name in TYPING)
    for path in (*sorted(_files(files("ingest")), key=str), *typing):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for path in folder.iterdir():
        if path.is_dir() and path.name != "__pycache__":
            yield from _files(path)
        elif path.name.endswith((".py", ".toml")):
            yield path


def _as_it_is(text: str, published: str | None) -> Article:
    kept = tuple(_lines(text))
    return Article(digest(text), text, content_hash(text), published=published, language="en", kept=kept)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        kept = line.strip()
        if kept:
            at = start + line.index(kept[0])
            yield Span(at, at + len(kept))
        start += len(line)
