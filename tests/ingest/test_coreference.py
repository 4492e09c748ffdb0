from functools import cache

import pytest
from spacy.language import Language

from ingest.coreference import Referents, resolve
from ingest.mentions import annotate
from ingest.nlp import load_model, parse
from ontology.ids import content_hash
from ontology.model import Article, Span


@cache
def model() -> Language:
    return load_model()


def read(text: str, outlet: str = "") -> Referents:
    """Each line of the text is a paragraph."""
    kept, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            kept.append(Span(start, start + len(line.rstrip("\n"))))
        start += len(line)
    article = Article("x", text, content_hash(text), outlet=outlet, language="en", kept=tuple(kept))
    parsed = next(parse(model(), [article]))
    annotate(parsed)
    return resolve(parsed)


def meant(text: str) -> str:
    """The name that the words between brackets stand for; "" for nobody."""
    start, end = text.index("["), text.index("]") - 1
    found = read(text.replace("[", "", 1).replace("]", "", 1)).mentions()
    return next((m.name for m in found if (m.start, m.end) == (start, end)), "")


V = "Mara Velde"
N = "Norvane Systems"

# Who is meant by the words between brackets; "" for nobody.
MEANT = [
    # names, short names, acronyms
    ("Mara Velde left Norvane Systems in May. [Velde] declined to comment.", V),
    ("Mara Velde left Norvane Systems in May. Mr. Reck praised [Ms. Velde].", ""),
    ("Mara Velde left Norvane Systems. A friend of Velde said [Mara] was tired.", V),
    ("Mara J. Velde left in May. [Mara Velde] declined to comment.", "Mara J. Velde"),
    ("Mara Velde and Pieter Velde left in May. [Velde] declined to comment.", "Velde"),
    ("Mara Velde left in May. [Velde] said so. Pieter Velde stayed.", V),
    ("The Lagos Institute of Biology shut down. Officials from the [LIB] left.", "Lagos Institute of Biology"),
    ("The Organization of Coastal Ports (OCP) met. The [OCP] represents 40 ports.", "Organization of Coastal Ports"),
    ("Lawyers met officials of the United States. The [U.S.] objected.", "United States"),
    ("Norway objected. A [Norwegian] company won the contract.", "Norway"),
    ("The United Kingdom objected. Officials in [Britain] said so.", "United Kingdom"),
    # he, she
    ("Mara Velde left Norvane Systems in May. [She] now runs Brightlake Capital.", V),
    ("Mara Velde left Norvane Systems in May. [He] now runs Brightlake Capital.", ""),
    ("Jonas Reck met Mara Velde in Lagos. [She] paid for the trip.", V),
    ("Jonas Reck met Mara Velde in Lagos. [He] paid for the trip.", "Jonas Reck"),
    ("Jonas Reck met David Orrin in Lagos. The judge said [he] had lied.", ""),
    ("Mara Velde left Norvane Systems. Anna Orrin paid [her].", V),
    ("Mara Velde paid [her] in May.", ""),
    ("Jonas Reck resigned. [His] lawyer declined to comment.", "Jonas Reck"),
    ("Jonas Reck resigned. His lawyer said [he] was in London.", ""),
    ("Mara Velde hurt [herself] in May.", V),
    ("Mara Velde was there. The woman said [she] knew nothing.", ""),
    ("A spokesman declined to comment. [He] would not give his name.", ""),
    ("Jonas Reck and his wife were arrested. [She] was released on Monday.", "Jonas Reck’s wife"),
    # it
    ("Norvane Systems lost money in May. [It] sold its plant.", N),
    ("Norvane Systems lost money in May. It sold [its] plant.", N),
    ("Norvane Systems said [it] would appeal.", N),
    ("A report on the deal was published. [It] names nobody.", ""),
    pytest.param(
        *("Norvane Systems published a report. [It] names nobody.", ""),
        marks=pytest.mark.xfail(reason="what a verb asks of its subject is not known: reports name, so do companies"),
    ),
    ("Norvane Systems lost money. [It] is likely that the plant will close.", ""),
    ("Norvane Systems lost money. [It] seems that the plant will close.", ""),
    ("Norvane Systems lost money. Mara Velde made [it] clear that the plant will close.", ""),
    ('Norvane Systems lost money. "[It] was a hard year," Mara Velde said.', ""),
    ("Norvane Systems sued Brightlake Capital. The court said [it] had lied.", ""),
    ("Reuters reported the deal. [It] closed in May.", ""),
    # they
    ("Norvane Systems lost money in May. [They] sold the plant.", ""),
    ("Norvane Systems and Brightlake Capital merged. [They] sold a plant.", ""),
    ("Jonas Reck met Mara Velde. [They] signed the papers.", ""),
    ("Investors met Norvane Systems. [They] were angry.", ""),
    # I, we
    ('"[I] paid nothing," Mara Velde said.', V),
    ('Mara Velde said: "[I] paid nothing."', V),
    ('"[We] paid nothing," Mara Velde said.', ""),
    ('"[I] paid nothing," the company said.', ""),
    ("[I] met Mara Velde in Lagos.", ""),
    # the company, the minister
    ("Norvane Systems declined to comment. [The company] said nothing.", N),
    ("Norvane Systems declined to comment. [The firm] said nothing.", N),
    ("Norvane Systems declined to comment, Reuters reported. [The company] said nothing.", N),
    ("Reuters asked for a comment. [The company] said nothing.", ""),
    ("Norvane Systems declined to comment. [The bank] said nothing.", ""),
    ("Norvane Systems declined to comment. [The company that won] said nothing.", ""),
    ("Norvane Systems sued a rival. A company in Lagos won. [The company] said nothing.", "A company in Lagos"),
    ("A company sued Norvane Systems. [The company] said nothing.", ""),
    ("Norvane Systems is a lender. A rival lost money. [The lender] declined to comment.", N),
    ("Jonas Reck, a lawyer, was arrested. [The lawyer] was released.", "Jonas Reck"),
    ("Jonas Reck was arrested. [The lawyer] was released.", ""),
    ("Jonas Reck, a lawyer, met David Orrin, a lawyer. [The lawyer] was released.", ""),
    ("Norway objected to the deal. [The country] exports oil.", "Norway"),
    ("The Nigerian government objected. [The government] gave no reason.", "The Nigerian government"),
    # described
    ("[A subsidiary of Norvane Systems] won. The subsidiary sells cameras.", "A subsidiary of Norvane Systems"),
    ("A subsidiary of Norvane Systems won. [The subsidiary] sells cameras.", "A subsidiary of Norvane Systems"),
    ("He trained [police in Port Harcourt] for years.", "police in Port Harcourt"),
    ("Norvane Systems sold [its subsidiary] in May.", "Norvane Systems’s subsidiary"),
    ("[A Norwegian company] won the contract.", "A Norwegian company"),
    ("Norvane Systems has ties with [a Norwegian company]. It won.", "a Norwegian company"),
    ("[Some Norwegian companies] won contracts.", ""),
    ("[Norwegian officials] declined to comment.", ""),
    ("[Scrutiny of Norvane Systems] has grown.", ""),
    ("[A company] won the contract.", ""),
]


@pytest.mark.parametrize(("text", "name"), MEANT)
def test_who_is_meant(text: str, name: str) -> None:
    assert meant(text) == name
