from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ingest.coreference import Referents, resolve
from ingest.mentions import annotate
from ingest.nlp import load_model, parse
from ontology.ids import content_hash, origin_of
from ontology.model import Article, Span


@cache
def model() -> Language:
    return load_model()


def article_of(text: str) -> Article:
    """Each line of the text is a paragraph."""
    kept, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            kept.append(Span(start, start + len(line.rstrip("\n"))))
        start += len(line)
    return Article("x", text, content_hash(text), language="en", kept=tuple(kept))


def read(text: str) -> Referents:
    parsed = next(parse(model(), [article_of(text)]))
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
    ("Anna Velde left Norvane Systems in May. Mr. [Velde] declined to comment.", "Velde"),
    ("Mara Velde left Norvane Systems. A friend of Velde said [Mara] was tired.", V),
    ("Mara J. Velde left in May. [Mara Velde] declined to comment.", "Mara J. Velde"),
    ("Mara Velde left in May. [M. Velde] declined to comment.", V),
    ("Mara Velde and Max Velde left in May. [M. Velde] declined to comment.", "M. Velde"),
    ("Jonas W. Reck left in May. Jonas H. Reck stayed. [Jonas H. Reck] declined to comment.", "Jonas H. Reck"),
    ("Jonas W. Reck left in May. Jonas H. Reck stayed. [Jonas Reck] declined to comment.", "Jonas Reck"),
    ("Mara Velde and Pieter Velde left in May. [Velde] declined to comment.", "Velde"),
    ("Mara Velde left in May. [Velde] said so. Pieter Velde stayed.", V),
    ("The Lagos Institute of Biology shut down. Officials from the [LIB] left.", "Lagos Institute of Biology"),
    ("The Norwegian Coastal Ports Bureau met. The [CPB] represents 40 ports.", "Norwegian Coastal Ports Bureau"),
    ("The Organization of Coastal Ports (OCP) met. The [OCP] represents 40 ports.", "Organization of Coastal Ports"),
    ("Lawyers met officials of the United States. The [U.S.] objected.", "United States"),
    ("Norway objected. A [Norwegian] company won the contract.", "Norway"),
    ("The United Kingdom objected. Officials in [Britain] said so.", "United Kingdom"),
    ("Jonas Reck met Tom Velde. Reck called [Velde] a liar.", "Tom Velde"),
    ("Anthony Velde III was jailed. A lawyer for [Velde] appealed.", "Anthony Velde III"),
    ("Anthony Velde III was jailed. His wife, Ida Velde, wept. [Velde] appealed.", "Velde"),
    ("The U.S. Federal Tribunal met on Monday. Lawyers said [the Fed] would wait.", ""),
    ("Officials of the U.S. Federal Reserve met. Analysts said the [Fed] would wait.", "U.S. Federal Reserve"),
    ("Robert Velde left in May. A friend of [Bob Velde] said so.", "Robert Velde"),
    ("Robert Velde and Tom Velde left in May. [Tom Velde] said so.", "Tom Velde"),
    ("Mara Velde, the Norvane-Air Force deal and [Norvane] were in the news.", "Norvane"),
    ("Oakmere Airlines (OKA) lost money in May. [OKA] declined to comment.", "Oakmere Airlines"),
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
    ("Mara Velde regretted hiring [her].", ""),
    ("Jonas Reck wanted to see [him].", ""),
    ("Norvane’s founder and chairman, Jonas Reck, said [he] would stay.", "Jonas Reck"),
    # it
    ("Norvane Systems lost money in May. [It] sold its plant.", N),
    ("Norvane Systems lost money in May. It sold [its] plant.", N),
    ("Norvane Systems said [it] would appeal.", N),
    ("Norvane Systems will keep the sanctions imposed on Orrin Group after [its] fraud.", ""),
    ("A report on the deal was published. [It] names nobody.", ""),
    ("Norvane Systems lost money. [It] is likely that the plant will close.", ""),
    ("As Mara Velde put [it], Norvane Systems lost money.", ""),
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
    ("Norvane Systems said [they] would appeal the ruling.", N),
    ("Norvane Systems said that a replacement for [their] engine has been delayed.", N),
    ("Norvane Systems told Brightlake Capital [they] would appeal.", ""),
    ("The workers met on Monday. Norvane Systems said [they] would be paid.", ""),
    # an opening phrase goes ahead
    ("In [its] report, Norvane Systems said the vessel sank.", N),
    ("As [she] left the court, Mara Velde said nothing.", V),
    ("Jonas Reck left in May. In [his] letter, Pieter Velde objected.", ""),
    ("With [his] help, Mara Velde founded Norvane Systems.", ""),
    # models and their maker
    ("Norvane Systems bought the Norvane N320. [Norvane] declined to comment.", N),
    ("Oakmere Airlines ordered the Halden N320. The [N320s] are built in Lagos.", "Halden N320"),
    ("Oakmere Airlines ordered the Halden N320. The N320 is built in Lagos. [It] seats 150 people.", "Halden N320"),
    ("Halden said on Monday it had sold the Halden 300. The [Halden 300] flew in May.", "Halden 300"),
    ("The Halden N320 landed in Oslo. [The plane] left on Monday.", "Halden N320"),
    ("The Halden N320 and the Velstra V500 landed in Oslo. [The plane] left on Monday.", ""),
    ("The Orrin 100 index fell in May. It rose later. [The index] closed at 900.", "Orrin 100"),
    ("Mara Velde bought the tanker Orrin Star. [The vessel] sank in May.", "Orrin Star"),
    # another noun for the same
    ("Oakmere Airlines lost money. [The airline] declined to comment.", "Oakmere Airlines"),
    ("Oakmere Airlines lost money. [The carrier] declined to comment.", "Oakmere Airlines"),
    ("Oakmere Airlines sued Halden Airlines. [The carrier] declined to comment.", ""),
    # a role of two words
    ("Norwegian bank chief Jonas Reck resigned. A clerk left. [The bank chief] gave no reason.", "Jonas Reck"),
    ("Shadow Finance Minister Jonas Reck met Finance Minister Mara Velde. [The finance minister] left.", V),
    ("Brightlake Capital is wary of its main rival, Norvane Systems and [its] owner.", N),
    # "in addition" is nothing, "due to open" is somebody's
    ("Norvane Systems lost money in May. In addition, [it] lost a lawsuit.", N),
    ("Norvane Systems lost money. [It] is unable to pay.", N),
    ("Norvane Systems lost money. [It] is hard to say why.", ""),
    ("The Orrin 100 index fell in May. [It] rose in June.", "Orrin 100"),
    ("Mara Velde left the lender for Brightlake Capital, where she ran [its] office.", "Brightlake Capital"),
    # one set against the other: either
    ("Norvane Systems sued Orrin Group on Monday, saying [it] had stolen its plans.", ""),
    ("Norvane Systems bought Orrin Group after [it] lost money.", ""),
    ("Norvane Systems accused Orrin Group of hiring [its] engineers.", ""),
    ("The Coastal Agency approved Orrin Group’s plan after [it] promised to pay.", ""),
    ("The Coastal Agency approved Orrin Group’s plan after it promised to sell [its] plant.", ""),
    ("Halden Bank said that Norvane Systems had repaid its loan. [It] declined to comment.", ""),
    ("Norvane Systems said Jonas Reck had left. [It] declined to comment.", N),
    ("Jonas Reck met Pieter Orrin after [he] left prison.", ""),
    ("Jonas Reck met Mara Velde after [he] left prison.", "Jonas Reck"),
    ("Norvane Systems sued Orrin Group in May. [It] said the plans were stolen.", N),
    # what a noun is about is another
    ("Norvane Systems unveiled a version of [its] engine.", N),
    ("Norvane Systems won after a rival said that [its] chairman had lied.", ""),
    ("Brightlake Capital said [its] chairman had left.", "Brightlake Capital"),
    ("Norvane Systems lost money after the ruling. [It] plans to sell its plant.", N),
    # a short form in brackets, even one that is a word
    (
        "The Institute of Trade (IT) and the World Herring Organisation (WHO) met. [WHO] objected.",
        "World Herring Organisation",
    ),
    (
        "Officials of the Coastal Research and Ports Company (CRPC) met. [CRPC] objected.",
        "Coastal Research and Ports Company",
    ),
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
    ("The Orrin Watch sells well. On Monday [Orrin] sued a rival over it.", "Orrin"),
    ("The ethics committee, chaired by Mara Velde, met. [It] said nothing.", "The ethics committee"),
    (
        "Norvane Systems won a contract worth 3 million to supply the Halden Port Authority, [the authority] said.",
        "Halden Port Authority",
    ),
    ("Norvane Systems is a lender. A rival lost money. [The lender] declined to comment.", N),
    ("Jonas Reck, a lawyer, was arrested. [The lawyer] was released.", "Jonas Reck"),
    ("Jonas Reck was arrested. [The lawyer] was released.", ""),
    ("Jonas Reck, a lawyer, met David Orrin, a lawyer. [The lawyer] was released.", ""),
    ("Norway objected to the deal. [The country] exports oil.", "Norway"),
    ("The Nigerian government objected. [The government] gave no reason.", "The Nigerian government"),
    (
        "Norvane Systems agreed to buy Brightlake Capital from Jonas Reck. Reck started [the company] in 2003.",
        "",  # either
    ),
    ("Norvane Systems lost money. A fund in Oslo sold its stake in [the company].", N),
    ("Norvane Systems is based in Lagos. The Norwegian fund sold its stake in [the company].", N),
    ("Prime Minister Jonas Reck resigned. [The prime minister] gave no reason.", "Jonas Reck"),
    ("Norvane Systems, a lender, lost money. [The lender, which is based in Oslo,] said nothing.", ""),
    ("Norvane Systems, a lender, lost money. [The lender], which is based in Oslo, said nothing.", N),
    ('Norway objected. "[This country] is tired," Mara Velde said.', ""),
    ("The European Union objected to a ban in Norway. [The country] exports oil.", "Norway"),
    (
        "The Bank of Varna lost money. Norvane Systems runs [the bank]. The Central Bank of Orrin fined it.",
        "Bank of Varna",
    ),
    ("A Bulgarian lender lost money. An Austrian fund sued. [The country] has few banks.", ""),
    ("Norvane Systems bribed a judge. The minister denied [it].", ""),
    ("Norvane Systems was fined. The Economic Crimes Agency sued. A fund sold its stake in [the company].", N),
    ("Norvane Systems was fined. [It] is the third fine this year.", ""),
    ("Halden Dredging AS was fined. Two former [Halden] executives left.", "Halden Dredging AS"),
    # ages and seats
    ("Mara Velde, 52, and Jonas Reck, 40, left Norvane Systems. Police arrested [the 52-year-old].", V),
    ("Mara Velde (52) met Jonas Reck. Police said [the 52-year-old] was in Kano.", V),
    ("The 52-year-old Mara Velde met Jonas Reck. Police arrested [the 52-year-old].", V),
    ("Mara Velde, 52, and Jonas Reck, 52, left. Police arrested [the 52-year-old].", ""),
    ("Mara Velde left Norvane Systems. Police arrested [the 52-year-old].", V),
    ("Mara Velde, 47, left Norvane Systems. Police arrested [the 52-year-old].", ""),
    ("Mara Velde met a lawyer. Police arrested [the 52-year-old].", ""),
    ("Mara Velde and Jonas Reck left. Police arrested [the 52-year-old].", ""),
    ("Mara Velde, 52, met [the 52-year-old].", ""),
    ("Norvane Systems, a chipmaker based in Kano, sued Orrin Group. [The Kano-based firm] lost.", N),
    ("Kano-based Norvane Systems sued Orrin Group. [The Kano-based company] lost.", N),
    ("Norvane Systems, which is based in Kano, sued Orrin Group. [The Kano-based company] lost.", N),
    ("Kano-based Norvane Systems sued Kano-based Orrin Group. [The Kano-based company] lost.", ""),
    ("Norvane Systems hired Mara Velde. [The Oslo-based chipmaker] grew.", N),
    ("Norvane Systems hired Mara Velde. It bought [the Oslo-based chipmaker].", ""),
    ("Norvane Systems is based in Kano. [The Oslo-based company] grew.", ""),
    ("Norvane Systems met a rival. [The Oslo-based company] grew.", ""),
    ("Norvane Systems sued Orrin Group. [The Oslo-based company] won.", ""),
    ("Reuters interviewed Mara Velde. [The Oslo-based company] grew.", ""),
    # a surname of two
    ("Mara Velde left. Her brother, Tomas Velde, stayed. Mr [Velde] was fined.", "Tomas Velde"),
    # owners
    ("Brightlake Capital praised Norvane Systems and [its] owner.", N),
    ("Jonas Reck’s lawyer said [he] was in London.", ""),
    ("Norvane Systems, the owner of Brightlake Capital, said [it] would appeal.", N),
    ("Norvane Systems, which bought Brightlake Capital, lost money, and [its] chairman left.", N),
    # aliases
    ("Norvane Systems, formerly known as Orrin Group, lost money. [Orrin Group] was founded in Oslo.", N),
    ("Norvane Systems and Orrin Group lost money. [Orrin Group] was founded in Oslo.", "Orrin Group"),
    ("The United States Coastal Police won. [The Coastal Police] said so.", ""),
    # a founder behind a comma is no company
    ("A company controlled by its founder, Mara Velde, won. [Velde] was pleased.", V),
    # described
    ("[A company controlled by Mara Velde] won the contract.", "A company controlled by Mara Velde"),
    ("[A firm registered in Cyprus] won the contract.", "A firm registered in Cyprus"),
    ("Norvane Systems chief executive Mara Velde left. [Norvane Systems’ chief executive] said so.", V),
    ("A Norvane Systems unit won. Nothing happened. It rained. It snowed. It rained. [The unit] closed.", ""),
    ("[Its business] with Norvane Systems grew.", ""),
    ("[A group of Norwegian companies] won contracts.", ""),
    ("[Two subsidiaries of Norvane Systems] won contracts.", ""),
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


# What the text calls somebody tells more than a given name; a quotation of nobody known is not about its last speaker.
TOLD = [
    (
        "Jonas Reck was charged. He struck Raj Hale, a grandmother. Hale was unconscious. [She] was taken to Kano.",
        "Raj Hale",
    ),
    ("“The port is safe,” Jonas Reck said. “I left in May.” “He paid for it, and [he] has no regrets,” it says.", ""),
    ("Jonas Reck greeted the man and [his] wife.", ""),
]


# Known failures, each with its reason.
TOO_HARD = [
    (
        "Norvane Systems published a report. [It] names nobody.",
        "",
        "what a verb asks of its subject is not known: reports name, so do companies",
    ),
]
HARD = [pytest.param(text, name, marks=pytest.mark.xfail(reason=why)) for text, name, why in TOO_HARD]


@pytest.mark.parametrize(("text", "name"), [*MEANT, *TOLD, *HARD])
def test_who_is_meant(text: str, name: str) -> None:
    assert meant(text) == name


# text -> words: key, "o" for the origin
KEYS = [
    (
        "The Massachusetts Institute of Technology has ties with a Norwegian company. MIT declined to comment.",
        {
            "Massachusetts Institute of Technology": "org:massachusetts institute of technology",
            "MIT": "org:massachusetts institute of technology",
            "a Norwegian company": "described:o:company@place:norway",
        },
    ),
    (
        "A subsidiary of Norvane Systems won. Another Norvane Systems subsidiary lost.",
        {
            "A subsidiary of Norvane Systems": "described:o:subsidiary@org:norvane systems",
            "Another Norvane Systems subsidiary": "described:o:subsidiary@org:norvane systems#2",
        },
    ),
    ("He trained police in Lagos.", {"police in Lagos": "described:o:police@place:lagos"}),
    ("The Norwegian government objected.", {"The Norwegian government": "org:norway government"}),
    ("Mr Velde declined to comment on the plans.", {"Velde": "person:velde@o"}),
    ("The Interior Ministry objected.", {"Interior Ministry": "org:interior ministry@o"}),
    ("Norway’s foreign ministry objected.", {"Norway’s foreign ministry": "org:norway foreign ministry"}),
    (
        "Norvane Systems was fined. Its prison camp in Norway closed.",
        {"Its prison camp in Norway": "described:o:prison camp in place:norway@org:norvane systems"},
    ),
]


@pytest.mark.parametrize(("text", "keys"), KEYS)
def test_keys(text: str, keys: dict[str, str]) -> None:
    origin = origin_of(article_of(text))
    found = {m.text: m.key.replace(origin, "o") for m in read(text).mentions()}
    assert {words: found.get(words) for words in keys} == keys


def test_a_description_is_no_name() -> None:
    """Who the unnamed company is the reader may guess; the graph may not."""
    text = "A Norwegian company has ties with police in Lagos. Norvane Systems of Norway declined to comment."
    keys = {m.key for m in read(text).mentions() if m.text in {"A Norwegian company", "Norvane Systems"}}
    assert len(keys) == 2


def test_copies_of_a_report_describe_the_same() -> None:
    text = "A subsidiary of Norvane Systems won."
    other = "A subsidiary  of Norvane Systems won . "
    assert {m.key for m in read(text).mentions()} == {m.key for m in read(other).mentions()}


ODD = ["", " ", "“", "’s", "It", "The company", "its its its", "Velde’s Velde’s Velde", "a\u200bb", "\u202eNorvane"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read(text: str) -> None:
    read(text)


WORDS = sorted(set(" ".join(text for case in MEANT for text in case).split(" ")))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_anything_is_read_and_cuts_back(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text).mentions()
    assert found == read(text).mentions()
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.key
        assert mention.name
