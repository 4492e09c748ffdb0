"""Who is meant by a common noun inside a sentence that says who it is: "Acme is a firm based in Lagos"."""

import pytest

from ingest.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norvane Systems is a Norwegian chipmaker based in Oslo.", "Norvane Systems"),
        ("Norvane Systems, a chipmaker based in Oslo, declined to comment.", "Norvane Systems"),
        ("Norvane Systems is not a chipmaker based in Oslo.", "chipmaker"),
        ("Norvane Systems may be a chipmaker based in Oslo.", "chipmaker"),
    ],
)
def test_the_firm_is_who_is_called_one(reader: Reader, text: str, name: str) -> None:
    claims = reader.read_text(text).claims
    based = [c for c in claims if c.relation.property == "basedIn" and c.object and c.object.text == "Oslo"]
    assert {c.subject.name for c in based} == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ivan Volkov set up a shell company named Vela Holdings.", "Vela Holdings"),
        ("Ivan Volkov set up his former partner, Tom Hale.", "Tom Hale"),
        ("Ivan Volkov set up companies named Vela Holdings.", "companies"),
    ],
)
def test_what_is_named_is_its_name(reader: Reader, text: str, name: str) -> None:
    claims = reader.read_text(text).claims
    assert [c.object.name for c in claims if c.object and c.relation.text == "set up"] == [name]


def test_a_longer_name_is_another_body(reader: Reader) -> None:
    text = "Norvane Action is old. The parent of Norvane Action Lab, Norvane Action, left."
    keys = {mention.key for mention in reader.read_text(text).mentions if mention.kind == "name"}
    assert keys == {"org:norvane action", "org:norvane action lab"}
