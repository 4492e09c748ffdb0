"""What is doubtful stays a claim and draws no edge: its confidence is below the floor; the last rows are sound."""

import pytest

from graph.facts import CONFIDENCE_FLOOR
from ingest.pipeline import Reader

# sentence, subject, relation, object, whether it may draw an edge
WORK = "Best in a Variety or Music Show"
ROWS = [
    ("Mara Velde works for Russia Today.", "Mara Velde", "works for", "Russia", False),
    ("Mara Velde works for Brightlake Capital Today.", "Mara Velde", "works for", "Brightlake Capital", False),
    ("Many Democrats met Jonas Reck.", "Democrats", "met", "Jonas Reck", False),
    ("Norvane Systems bought 3.7 GW from Brightlake Capital.", "Norvane Systems", "bought", "GW", False),
    ("The ship Vela Star became Norvane Systems.", "Vela Star", "became", "Norvane Systems", False),
    ("Jonas Reck: two warrants from Kano County.", "Jonas Reck", "two warrants from", "Kano County", False),
    ("Norvane Systems met rebels in Fort Scott, who attacked Kano.", "Fort Scott", "attacked", "Kano", False),
    (
        "Mara Velde saw a debate between Jonas Reck and Tom Hale.",
        "Mara Velde",
        "saw a debate between",
        "Tom Hale",
        False,
    ),
    ("Mara Velde joined the Lagos, Kano and Abuja Railway Company.", "Mara Velde", "joined", "Kano", False),
    ("Mara Velde met the Secretary of Defense.", "Secretary of Defense", "Secretary of", "Defense", False),
    (
        "Norvane Systems said a view in its filing with Brightlake Capital.",
        "Norvane Systems",
        "said a view in its filing with",
        "Brightlake Capital",
        False,
    ),
    ("Mara Velde led acquisitions, including Norvane Systems.", "Mara Velde", "led", "Norvane Systems", False),
    ("Mara Velde prayed at St. Anna's Cathedral in Kano.", "Mara Velde", "prayed at", "Cathedral", False),
    ("Mara Velde met Jonas Reck as she did with Tom Hale.", "she", "did with", "Tom Hale", False),
    ("Velde Goes After Jonas Reck in Kano.", "Velde Goes", "Goes After", "Jonas Reck", False),
    ("Mara Velde, the Kano scandal, was forgotten.", "Mara Velde", "scandal", "Kano", False),
    ("Mara Velde was blamed in Kano like Tom Hale.", "Mara Velde", "was blamed in Kano like", "Tom Hale", False),
    (
        "Brightlake Capital showed a film -- made before Mara Velde died -- featuring Jonas Reck.",
        "Mara Velde",
        "featuring",
        "Jonas Reck",
        False,
    ),
    ("Mara Velde is a liar from entering Kenya.", "Mara Velde", "is a liar from entering", "Kenya", False),
    ("Mara Velde left as Jonas Reck.", "Mara Velde", "left as", "Jonas Reck", False),
    (
        "Jonas Reck began what he calls a merger with Norvane Systems.",
        "he",
        "calls a merger with",
        "Norvane Systems",
        False,
    ),
    ("Norvane Systems is based in Brightlake Capital.", "Norvane Systems", "is based in", "Brightlake Capital", False),
    ("Mara Velde had made about Jonas Reck.", "Mara Velde", "had made about", "Jonas Reck", False),
    (
        "Mara Velde said the union correctly listed Tom Hale as having paid a million, but gave a name for Kenya.",
        "Mara Velde",
        "gave a name for",
        "Kenya",
        False,
    ),
    ("Mara Velde, a columnist for Halden Courier, left.", "Mara Velde", "columnist for", "Halden Courier", True),
    ("Mara Velde won more than $3 million from Kenya.", "Mara Velde", "won more than $3 million from", "Kenya", True),
    ("Mara Velde teaches French in Kano.", "Mara Velde", "teaches", "French", False),
    (
        "An engine of the Vela Star she had flown in from Kano overheated.",
        "she",
        "had flown in An engine of",
        "Vela Star",
        False,
    ),
    ("Elian was found in Kano after Mara Velde.", "Elian", "was found in Kano after", "Mara Velde", False),
    ("The ship was named after Mara Velde.", "ship", "was named after", "Mara Velde", True),
    (
        "Mara Velde testified before the Kano Ports Commission.",
        "Mara Velde",
        "testified before",
        "Kano Ports Commission",
        True,
    ),
    ("Swedish were marooned in Kano.", "Swedish", "were marooned in", "Kano", False),
    ("Tom Hale left Mara Velde intrigued.", "Tom Hale", "left", "Mara Velde", False),
    ("Tom Hale left Mara Velde in Kano.", "Tom Hale", "left", "Mara Velde", True),
    (
        "Jonas Reck was the director of Norvane Systems and Mara Velde.",
        "Jonas Reck",
        "was the director of",
        "Mara Velde",
        False,
    ),
    ("The clinic was founded in Kano, named after Mara Velde, in 1920.", "Kano", "named after", "Mara Velde", False),
    (
        "The brother of the Karsk Front's deputy leader, Jonas Reck, met Mara Velde.",
        "Jonas Reck",
        "deputy leader",
        "Karsk Front",
        False,
    ),
    ("Mara Velde won a prize for “Best in a Variety or Music Show.”", "Mara Velde", "won a prize for", WORK, True),
    ("A star at Kano (Ohio) High School, Tom Reck went to Lagos.", "Tom Reck", "star at", "High School", False),
    ("The Zama conviction in Kano stands.", "Zama", "conviction in", "Kano", False),
    ("Tom Reck and Mara Velde's company bought Halden Group.", "Tom Reck", "bought", "Halden Group", False),
    ("Ghana transit chief Tom Reck met Mara Velde.", "Tom Reck", "transit chief", "Ghana", False),
    ("Iran's talks with Ghana failed.", "Iran", "talks with", "Ghana", True),
    ("Mara Velde sued Norvane Systems of Kano.", "Mara Velde", "sued Norvane Systems of", "Kano", False),
    (
        "Jonas Reck is anything but a friend of Mara Velde.",
        "Jonas Reck",
        "is anything but a friend of",
        "Mara Velde",
        False,
    ),
    ("Kano, Lagos's effort against Ghana, failed.", "Kano", "effort", "Lagos", False),
    ("The Kano State Attorney General left.", "Kano State Attorney General", "Attorney General", "Kano State", True),
    ("Mara Velde led companies, including Norvane Systems.", "Mara Velde", "led", "Norvane Systems", True),
    ("Mara Velde commented on the situation in the US.", "Mara Velde", "commented on the situation in", "US", True),
    ("Mara Velde works for Brightlake Capital on Monday.", "Mara Velde", "works for", "Brightlake Capital", True),
    ("The Democrats met Jonas Reck.", "Democrats", "met", "Jonas Reck", True),
    ("Norvane Systems CEO Jonas Reck met Mara Velde.", "Jonas Reck", "met", "Mara Velde", True),
    ("Norvane Systems and lawyer Jonas Reck met Mara Velde.", "Jonas Reck", "met", "Mara Velde", True),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_is_doubtful_draws_no_edge(row: tuple[str, str, str, str, bool], reader: Reader) -> None:
    text, *wanted, drawn = row
    found = [c for c in reader.read_text(text).claims if c.object]
    claims = [c for c in found if c.object and [c.subject.text, c.relation.text, c.object.text] == wanted]
    assert len(claims) == 1, found
    assert (claims[0].confidence >= CONFIDENCE_FLOOR) is drawn
