import pytest

from ingest.keys import country_of, country_of_adjective, key_of, proper

KEYS = [
    ("the Massachusetts Institute of Technology", "org", "org:massachusetts institute of technology"),
    ("Norvane Systems, Inc.", "org", "org:norvane systems"),
    ("NORVANE SYSTEMS", "org", "org:norvane systems"),
    ("Norvane Holdings", "org", "org:norvane holdings"),  # a parent is not its subsidiary
    ("Norvane Systems’", "org", "org:norvane systems"),
    ("Reck & Velde", "org", "org:reck and velde"),
    ("Reck and Velde", "org", "org:reck and velde"),
    ("Reck & Co.", "org", "org:reck and co"),
    ("Orrin Coastal Ports Company OCP N.V.", "org", "org:orrin coastal ports"),
    ("Halden N320s", "thing", "thing:halden n320"),
    ("Société Orrin SA", "org", "org:societe orrin"),
    ("Centre for Defence Studies", "org", "org:center for defense studies"),
    ("U.S. Coast Guard", "org", "org:united states coast guard"),
    ("Norwegian Defence Ministry", "org", "org:norway defense ministry"),
    ("Federal Bureau of Investigation", "org", "org:federal bureau of investigation"),
    ("the Interior Ministry", "org", "org:interior ministry@o"),
    ("Ministry of Defence", "org", "org:ministry of defense@o"),
    ("Supreme Court", "org", "org:supreme court@o"),
    ("World Bank", "org", "org:world bank"),
    ("Ms. Mara J. Velde", "person", "person:mara j velde"),
    ("President Mara Velde", "person", "person:mara velde"),
    ("Mara Velde, PhD", "person", "person:mara velde"),
    ("Jonas Reck Jr.", "person", "person:jonas reck jr"),
    ("Velde", "person", "person:velde@o"),
    ("Mr. van der Velde", "person", "person:van der velde@o"),
    ("Prime Minister", "person", "person:prime minister@o"),
    ("U.S.", "place", "place:united states"),
    ("Britain", "place", "place:united kingdom"),
    ("St. Orrin", "place", "place:saint orrin"),
    ("in the Gulf of Orrin, near Lagos", "place", "place:gulf of orrin"),
    ("Orrin’s Law", "thing", "thing:orrin's law"),
    ("", "org", "org:"),
    ("’s", "person", "person:s@o"),
    ("\u200b", "thing", "thing:\u200b"),
]


@pytest.mark.parametrize(("text", "family", "key"), KEYS)
def test_a_name_has_one_key_in_every_article(text: str, family: str, key: str) -> None:
    assert key_of(text, family, "o") == key


PROPER = [
    ("airframe maker Norvane", "org", "Norvane"),
    ("Norvane, which makes cameras", "org", "Norvane"),
    ("Norvane Systems (NVS", "org", "Norvane Systems"),
    ("University of Orrin, Lagos", "org", "University of Orrin, Lagos"),
    ("Mara Velde, the Norvane chairwoman", "person", "Mara Velde"),
    ("the mayor of Lagos, Mr. Jonas Reck", "person", "Jonas Reck"),
    ("Norvane CEO, Mara Velde", "person", "Mara Velde"),
    ("Norvane Executive Vice President Mara Velde", "person", "Mara Velde"),
    ("Lagos, Nigeria", "place", "Lagos"),
    ("a hill in Norway", "place", "a hill in Norway"),
    ("Norway’s Orrin Airport", "place", "Orrin Airport"),
    ("Organization of Coastal Ports", "org", "Organization of Coastal Ports"),
]


@pytest.mark.parametrize(("text", "family", "name"), PROPER)
def test_the_name_proper(text: str, family: str, name: str) -> None:
    assert proper(text, family) == name


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("US", "united states"),
        ("us", None),
        ("the U.S.", "united states"),
        ("U.K.", "united kingdom"),
        ("Norway", "norway"),
        ("Lagos", None),
    ],
)
def test_countries_by_name(text: str, country: str | None) -> None:
    assert country_of(text) == country


@pytest.mark.parametrize(("text", "country"), [("Norwegian", "norway"), ("Congolese", None), ("Lagosian", None)])
def test_countries_by_adjective(text: str, country: str | None) -> None:
    assert country_of_adjective(text) == country
