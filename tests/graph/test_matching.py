import pytest

from graph.matching import propose
from ontology.schema import load_ontology

# articles by the keys that they name -> pairs that the rules join
CASES = [
    (
        "a surname",
        {"a": "person:velde@o1, org:norvane", "b": "person:mara velde, org:norvane"},
        {"velde@o1: mara velde"},
    ),
    ("no common ground", {"a": "person:velde@o1, org:norvane", "b": "person:mara velde, org:orrin"}, set()),
    ("a place is no ground", {"a": "person:velde@o1, place:lagos", "b": "person:mara velde, place:lagos"}, set()),
    (
        "two bearers",
        {"a": "person:velde@o1, org:norvane", "b": "person:mara velde, person:pieter velde, org:norvane"},
        set(),
    ),
    (
        "one bearer in nearly all articles",
        {"a": "person:velde@o1, org:norvane"}
        | {f"b{n}": "person:mara velde, org:norvane" for n in range(3)}
        | {"c": "person:pieter velde, org:norvane"},
        {"velde@o1: mara velde"},
    ),
    ("bearers of one article", {"a": "person:velde@o1, person:mara velde, org:norvane"}, set()),
    (
        "an acronym",
        {"a": "org:ocp, person:mara velde", "b": "org:organization of coastal ports, person:mara velde"},
        {"ocp: organization of coastal ports"},
    ),
    (
        "two with these initials",
        {
            "a": "org:ocp, person:mara velde",
            "b": "org:orrin crime police, org:organization of coastal ports, person:mara velde",
        },
        set(),
    ),
    (
        "a short name",
        {"a": "org:norvane, org:orrin", "b": "org:norvane systems, org:orrin"},
        {"norvane: norvane systems"},
    ),
    ("a foundation is another", {"a": "org:norvane, org:orrin", "b": "org:norvane foundation, org:orrin"}, set()),
    ("a person is no company", {"a": "person:norvane@o1, org:orrin", "b": "org:norvane systems, org:orrin"}, set()),
    (
        "a known place is left out",
        {"a": "org:rovers, org:orrin", "b": "org:lagos rovers, org:orrin, place:lagos"},
        {"rovers: lagos rovers"},
    ),
    ("role words stay", {"a": "org:navy@o1, org:orrin", "b": "org:navy@o2, org:orrin"}, set()),
    (
        "a middle name",
        {"a": "person:mara anna velde, org:orrin", "b": "person:mara velde, org:orrin"},
        {"mara anna velde: mara velde"},
    ),
    ("nothing", {}, set()),
    ("odd keys", {"a": "org:, described:o:unit@org:x, :, person:@o"}, set()),
]


@pytest.mark.parametrize(("articles", "pairs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_proposed(articles: dict[str, str], pairs: set[str]) -> None:
    found = propose({name: keys.split(", ") for name, keys in articles.items()}, load_ontology())
    assert {f"{d.left.split(':', 1)[1]}: {d.right.split(':', 1)[1]}" for d in found} == pairs
    assert all(d.verdict == "same" and d.by.startswith("rule:") and d.why and d.score for d in found)
