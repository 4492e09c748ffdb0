"""Names and their types: sentences, whole articles, the ontology's own words, and that any text can be read."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ingest.gazetteer import MODEL
from ingest.mentions import Names
from ingest.nlp import Parsed, load_model, parse
from ontology.model import Article, Span
from ontology.schema import load_ontology

LITERALS = {"Date", "Time", "Money", "Percent", "Quantity", "Number"}
# Sentence -> names with their classes.
SENTENCES = [
    (
        "The U.S. Food and Drug Administration objected. Acme Holdings and Orrin Group merged.",
        "U.S. Food and Drug Administration GovernmentBody | Acme Holdings Company | Orrin Group Company",
    ),
    (
        "Oakmere Airlines ordered ten Halden N320 jets, and a Halden 300 flew from Lagos to Kano.",
        "Oakmere Airlines Company | Halden N320 Product | Halden 300 Name | Lagos City | Kano City",
    ),
    (
        "Lawyers at Reck, Hale & Co. hired a unit of General Motors Corp.'s Detroit office and Orrin amp Co.",
        "Reck, Hale & Co. Company | General Motors Corp. Company | Detroit City | Orrin amp Co. Company",
    ),
    (
        "Norvane Systems <NRV> acquired Orrin Group on Feb 27.",
        "Norvane Systems Company | NRV Name | Orrin Group Company",
    ),
    (
        'Replied Norvane Systems deputy spokesman Jonas Reck, "No."',
        "Norvane Systems Company | Jonas Reck Person",
    ),
    (
        "She joined the London, Midland and Scottish Railway Company under the Death in Custody Reporting Act.",
        "London, Midland and Scottish Railway Company Company | Death in Custody Reporting Act Law",
    ),
    (
        "Mara Velde read Reck's 1995 tax filings at the Oakmere Center for the Arts.",
        "Mara Velde Person | Reck Person | Oakmere Center for the Arts Organization",
    ),
    (
        "Shares of General Motors and General Electric fell.",
        "General Motors Company | General Electric Company",
    ),
    (
        "The World Herring Organisation (WHO) said so, and the WHO will meet in Kano.",
        "World Herring Organisation Organization | WHO Organization | WHO Organization | Kano City",
    ),
    (
        "Assistant Secretary of the Air Force James Orrin met Mara Velde.",
        "Air Force SecurityForce | James Orrin Person | Mara Velde Person",
    ),
    (
        "The Al-Saqr company and Wal-Mart agreed. Police in Varnholt searched a Wal-Mart.",
        "Al-Saqr Organization | Wal-Mart Organization | Varnholt Place | Wal-Mart Organization",
    ),
    (
        "Mara Velde, the chief executive of Norvane Systems, met Interior Minister Jonas Reck in Varnholt on Monday.",
        "Mara Velde Person | Norvane Systems Company | Jonas Reck Person | Varnholt Place",
    ),
    (
        "The tanker Vela Star, owned by Oakmere Shipping Ltd, left the port of Kano for Rotterdam.",
        "Vela Star Product | Oakmere Shipping Ltd Company | Kano City | Rotterdam City",
    ),
    (
        "Chipmaker Quellon, based in Varnholt, Ohio, agreed to buy rival ZTQ for $3 billion.",
        "Quellon Company | Varnholt Place | Ohio Region | ZTQ Organization",
    ),
    (
        "Prosecutors in Lagos charged Nigerian businessman Tunde Adeyemi with fraud.",
        "Lagos City | Nigerian Group | Tunde Adeyemi Person",
    ),
    (
        "Harland & Voss LLP, a law firm, represents the Reform Party and its leader, Lena Marsh.",
        "Harland & Voss LLP Company | Reform Party Party | Lena Marsh Person",
    ),
    (
        "The Halden Courier first reported that Velde, a former aide to President Okoro, had left the Reform Party.",
        "Halden Courier NewsOutlet | Velde Person | Okoro Person | Reform Party Party",
    ),
    (
        "Norvane's shares fell 5% in Frankfurt after the European Commission opened an investigation.",
        "Norvane Organization | Frankfurt City | European Commission GovernmentBody",
    ),
    (
        "Georgia and Armenia signed a treaty in Tbilisi in April.",
        "Georgia Country | Armenia Country | Tbilisi City",
    ),
    (
        "He works at the University of California, Berkeley, and at Kano State University.",
        "University of California, Berkeley University | Kano State University University",
    ),
    (
        "Ex-soldier Dmitri Volkov, who ran the militia in Donetsk, was killed in May 2019.",
        "Dmitri Volkov Person | Donetsk City",
    ),
    (
        "Spokeswoman Ada Finch of the Norwegian Refugee Council said Uighurs and Kurds were kept in camps.",
        "Ada Finch Person | Norwegian Refugee Council Organization | Uighurs Group | Kurds Group",
    ),
    (
        "The company, GreenTek Holdings, is a unit of iVolt.",
        "GreenTek Holdings Company | iVolt Organization",
    ),
    (
        "Police in Varnholt arrested Tunde Adeyemi, a Nigerian banker, on Friday.",
        "Varnholt Place | Tunde Adeyemi Person | Nigerian Group",
    ),
    (
        "The European Union imposed sanctions on Oakmere Shipping and its owner, Piet Okafor.",
        "European Union Organization | Oakmere Shipping Company | Piet Okafor Person",
    ),
    (
        '"We had no choice," said Lena Marsh, a spokeswoman for Quellon Inc.',
        "Lena Marsh Person | Quellon Inc. Company",
    ),
    (
        "Prime Minister Ada Finch will meet President Jonas Reck in Brussels.",
        "Ada Finch Person | Jonas Reck Person | Brussels City",
    ),
    (
        "The Varnholt Times reported that Halden Bank lent $40 million to Norvane.",
        "Varnholt Times NewsOutlet | Halden Bank Company | Norvane Organization",
    ),
    (
        "NATO and the United Nations condemned the attack on Kharkiv.",
        "NATO Organization | United Nations Organization | Kharkiv City",
    ),
    (
        "Judge Miriam Oduya of the High Court ruled against the Ministry of Energy.",
        "Miriam Oduya Person | High Court Court | Ministry of Energy GovernmentBody",
    ),
    (
        "Dr. Lena Marsh teaches at Halden College in Perth, Australia.",
        "Lena Marsh Person | Halden College University | Perth City | Australia Country",
    ),
    (
        "Norvane Systems Ltd. and Brightlake Capital LLC signed the deal.",
        "Norvane Systems Ltd. Company | Brightlake Capital LLC Company",
    ),
    (
        "Chinese telecoms company Quellon supplied cameras to Xinjiang police.",
        "Chinese Group | Quellon Company | Xinjiang Region",
    ),
    (
        "The app ParcelFox, made by GreenTek, was banned in India.",
        "ParcelFox Product | GreenTek Organization | India Country",
    ),
    (
        "Mount Halden rises above Lake Varn.",
        "Mount Halden Place | Lake Varn Place",
    ),
    (
        "Sir Piet Okafor chairs the Halden Foundation.",
        "Piet Okafor Person | Halden Foundation Organization",
    ),
    (
        "Kurdish fighters and Shiite militias clashed near Kirkuk.",
        "Kurdish Group | Shiite Group | Kirkuk City",
    ),
    (
        "The Okafor Group bought Hotel Varnholt from the Marsh family.",
        "Okafor Group Company | Hotel Varnholt Organization | Marsh Person",
    ),
    (
        "The Reform Party's Jonas Reck beat the Liberal Democrats' Ada Finch.",
        "Reform Party Party | Jonas Reck Person | Liberal Democrats Party | Ada Finch Person",
    ),
    (
        "Reck Industries, Velde & Sons and Harland Partners bid for the mine.",
        "Reck Industries Company | Velde & Sons Organization | Harland Partners Company",
    ),
    (
        "Interpol issued a notice for Dmitri Volkov, 52.",
        "Interpol Organization | Dmitri Volkov Person",
    ),
    (
        "Volkov's lawyer, Anna Petrova, said he was in Dubai.",
        "Volkov Person | Anna Petrova Person | Dubai City",
    ),
    (
        "The U.S. Treasury Department froze the assets of Volkov.",
        "U.S. Treasury Department GovernmentBody | Volkov Person",
    ),
    (
        "He was born in Kano, Nigeria, and studied at the London School of Economics.",
        "Kano City | Nigeria Country | London School of Economics Organization",
    ),
    (
        "The Bank of Halden and the Central Bank of Nigeria declined to comment.",
        "Bank of Halden Company | Central Bank of Nigeria GovernmentBody",
    ),
    (
        "Colonel Idris Bello led the raid in Borno State.",
        "Idris Bello Person | Borno State Place",
    ),
    (
        "The World Health Organization and Doctors Without Borders sent teams to Goma.",
        "World Health Organization Organization | Doctors Without Borders Organization | Goma City",
    ),
    (
        "Halden mayor Jonas Reck opened the Varn Bridge.",
        "Halden Place | Jonas Reck Person | Varn Bridge Facility",
    ),
    (
        "Foreign Minister Lena Marsh said the Interior Ministry had no record of it.",
        "Lena Marsh Person | Interior Ministry GovernmentBody",
    ),
    (
        "Oakmere owns 40% of Port Halden, a container terminal near Varnholt.",
        "Port Halden Facility | Varnholt Place",
    ),
    (
        "Attorney General Ada Finch charged the Varnholt Fire Department.",
        "Ada Finch Person | Varnholt Fire Department GovernmentBody",
    ),
    (
        'Her book, "The Long Road", was reviewed by The New York Times.',
        "Long Road Work | New York Times NewsOutlet",
    ),
    ("She wrote the novel “Winter in Lagos” about Kano.", "Winter in Lagos Work | Kano City"),
    ("Mara Velde starred in ``The Boy from Vaduz.''", "Mara Velde Person | Boy from Vaduz Work"),
    ("Mara Velde directed 'The Boy from Vaduz', a comedy.", "Mara Velde Person | Boy from Vaduz Work"),
    ("Mara Velde called Jonas Reck a “Man of Steel”.", "Mara Velde Person | Jonas Reck Person"),
    (
        "A spokesman for U.S. President Jonas Reck confirmed the visit.",
        "U.S. Country | Jonas Reck Person",
    ),
    (
        "The Kano-Lagos railway was built by China Harbour Engineering Company.",
        "Kano City | Lagos City | China Harbour Engineering Company Company",
    ),
    (
        "The Russian Orthodox Church and the Catholic Church signed a declaration in Havana.",
        "Russian Orthodox Church Organization | Catholic Church Organization | Havana City",
    ),
    (
        "From 1970 to 1985, Gideon Rodan taught at Halden University.",
        "Gideon Rodan Person | Halden University University",
    ),
    ("General Dynamics Corp. was given a contract.", "General Dynamics Corp. Company"),
    ("General Motors sued General Jonas Reck.", "General Motors Company | Jonas Reck Person"),
    ("It was founded in 1851 as the German-English Academy by a group.", "German-English Academy Organization"),
]

# Article -> name -> its class everywhere in it: what one paragraph says holds for all.
ARTICLES = [
    (
        "Mara Velde resigned on Monday.\n\nVelde had led Norvane Systems since 2019.\n\nNorvane declined to comment.",
        {"Velde": "Person", "Norvane": "Company", "Norvane Systems": "Company"},
    ),
    (
        "Quellon sold its plant.\n\nThe chipmaker Quellon has 300 employees.\n\nQuellon was founded in Varnholt.",
        {"Quellon": "Company"},
    ),
    ("Paris Okafor was born in Lagos.\n\nOkafor said she would return.", {"Okafor": "Person", "Lagos": "City"}),
    ("ParcelFox was banned.\n\nThe app ParcelFox has a million users.", {"ParcelFox": "Product"}),
    (
        "Norvane Sells Its Port Terminal To Rival Oakmere\n\nNorvane Systems sold it to the shipping company Oakmere.",
        {"Oakmere": "Company", "Norvane Systems": "Company"},
    ),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load_ontology())


def read(nlp: Language, names: Names, text: str) -> Parsed:
    kept, start = [], 0
    for line in text.split("\n"):
        kept.append(Span(start, start + len(line)))
        start += len(line) + 1
    [parsed] = parse(nlp, [Article("a", text, "", kept=tuple(s for s in kept if s.start < s.end))])
    names.annotate(parsed)
    return parsed


def found(parsed: Parsed) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for p in parsed.paragraphs for e in p.doc.ents if e.label_ not in LITERALS]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_names_of_a_sentence(text: str, expected: str, nlp: Language, names: Names) -> None:
    assert " | ".join(f"{name} {kind}" for name, kind in found(read(nlp, names, text))) == expected


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_one_type_a_name_in_an_article(text: str, expected: dict[str, str], nlp: Language, names: Names) -> None:
    types = found(read(nlp, names, text))
    for name, kind in expected.items():
        assert {k for n, k in types if n == name} == {kind}, types


def test_a_year_is_a_date_and_an_age_is_none(nlp: Language, names: Names) -> None:
    parsed = read(nlp, names, "A 2016 report named Mara Velde, 45, as the owner.")
    literals = {e.text: e.label_ for p in parsed.paragraphs for e in p.doc.ents if e.label_ in LITERALS}
    assert literals == {"2016": "Date", "45": "Number"}


def test_labels_of_the_model_are_classes_of_the_ontology() -> None:
    assert set(MODEL.values()) <= set(load_ontology().classes)


words = st.sampled_from(["Mara", "Velde", "of", "the", "Ministry", "U.S.", "(", ")", "'s", ",", ".", "-", "and", "X"])


@cache
def at_hand() -> tuple[Language, Names]:
    return load_model(), Names(load_ontology())


@settings(max_examples=60, deadline=None)
@given(st.lists(words | st.text(max_size=6), max_size=25))
def test_any_text(parts: list[str]) -> None:
    text = " ".join(" ".join(parts).split())
    model, maker = at_hand()
    first, second = (found(read(model, maker, text)) if text else [] for _ in range(2))
    assert first == second
