"""dump and restore: one file of a whole store, to another server and back; broken files are refused whole."""

from gzip import compress, decompress
from io import BytesIO
from pathlib import Path

import pytest

from graph import upkeep_cypher
from graph.check import check
from graph.cypher import VERSION
from graph.dump import dump as write_dump
from graph.dump import restore
from graph.embedded import lease, stop
from graph.load import load
from graph.resolution import decide
from graph.retractions import retract
from graph.store import Store, open_store
from graph.verdicts import rule
from ontology.errors import InputError, StoreError, StoreRefused, StoreVersion
from ontology.model import Decision
from ontology.schema import load_ontology
from tests.conftest import empty
from tests.graph.stories import Said, dump, reading

SUPPLIES = Said("Norvane Systems", "supplies", "Brightlake Capital", "suppliesTo")
WORKS = Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person", when=("2020", None))
ODD = Said('Jonas "Jo" Reck\u2028', "met", "Zoë Ünal 𝒜", subject_type="Person", object_type="Person")
STORIES = [reading("a1", WORKS, SUPPLIES), reading("a2", SUPPLIES, ODD), reading("a3", WORKS, published=None)]
WHEN = {"by": "tester", "why": "for the test", "made": "2026-01-01T00:00:00Z"}


@pytest.fixture
def filled(store: Store) -> Store:
    empty(store)
    ontology = load_ontology()
    load(store, STORIES, ontology)
    decide(store, [Decision("org:brightlake capital", "org:oakmere", "same", "t", "one")], ontology, ahead=True)
    rule(store, [STORIES[1].claims[0].id], "reject", ontology, **WHEN)
    retract(store, ["a3"], ontology, **WHEN)
    return store


def dumped(store: Store) -> bytes:
    stream = BytesIO()
    write_dump(store, stream)
    return stream.getvalue()


def test_there_and_back(filled: Store, tmp_path: Path) -> None:
    before, first, file = dump(filled), dumped(filled), tmp_path / "case.jsonl.gz"
    assert dumped(filled) == first  # the same bytes, whenever it is written
    file.write_bytes(first)
    empty(filled)
    seen: list[int] = []
    done = restore(filled, file, seen.append)
    assert (done.nodes, seen[-1]) == (len(filled.read("MATCH (n) RETURN n")) - 1, done.nodes + done.edges)
    assert dump(filled) == before
    assert dumped(filled) == first
    assert check(filled, load_ontology()) == []
    load(filled, STORIES, load_ontology())
    assert dump(filled) == before


def test_from_the_embedded_store_to_a_users_server_and_back(
    filled: Store, tmp_path: Path, environ: dict[str, str]
) -> None:
    before, first, file, theirs = dump(filled), dumped(filled), tmp_path / "case.jsonl.gz", tmp_path / "theirs"
    file.write_bytes(first)
    with lease(theirs, environ) as server:  # as a server of the user it is known by its address alone
        settings = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}
        with open_store(environ=settings, halves=True) as other:
            restore(other, file)
            assert dump(other) == before
            assert check(other, load_ontology()) == []
            (tmp_path / "back.jsonl.gz").write_bytes(dumped(other))
    stop(theirs, environ)
    empty(filled)
    restore(filled, tmp_path / "back.jsonl.gz")
    assert dump(filled) == before
    assert dumped(filled) == first


def test_who_writes_meanwhile_does_not_wait_and_is_in_it(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.dump.BATCH", 10)
    stream, late = BytesIO(), [reading("b1", SUPPLIES)]

    def heard(_lines: int) -> None:
        if late:  # a writer that had to wait for the dump, which waits for it, would wait for ever
            load(filled, [late.pop()], load_ontology())

    write_dump(filled, stream, heard, again=True)
    assert late == []
    assert b'"b1"' in decompress(stream.getvalue())
    assert stream.getvalue() == dumped(filled)


def test_every_label_with_a_key_is_in_a_dump() -> None:
    labels = {"Article", "Claim", "Decision", "Entity", "Fact", "Key", "Mention", "Retraction", "Ruling"}
    assert labels <= set(upkeep_cypher.KEYED)


def cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def changed(whole: bytes) -> bytes:
    return compress(decompress(whole).replace(b"supplies", b"supplied", 1))


def without_a_line(whole: bytes) -> bytes:
    lines = decompress(whole).splitlines(keepends=True)
    return compress(b"".join(lines[:5] + lines[6:]))


def without_its_end(whole: bytes) -> bytes:
    return compress(b"".join(decompress(whole).splitlines(keepends=True)[:-1]))


def flipped(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]


@pytest.mark.parametrize("harm", [cut, changed, without_a_line, without_its_end, flipped])
def test_a_broken_file_is_refused_whole(filled: Store, tmp_path: Path, harm) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "case.jsonl.gz"
    file.write_bytes(harm(dumped(filled)))
    empty(filled)
    with pytest.raises(InputError, match=r"case\.jsonl\.gz"):
        restore(filled, file)
    assert dump(filled) == []


@pytest.mark.parametrize("content", [b"", b"not gzip", compress(b""), compress(b"[]\n"), compress(b'{"a": 1}\n{}\n')])
def test_what_is_no_dump(filled: Store, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "case.jsonl.gz"
    file.write_bytes(content)
    before = dump(filled)
    with pytest.raises(InputError):
        restore(filled, file)
    with pytest.raises(InputError, match="cannot be read"):
        restore(filled, tmp_path / "nowhere")
    assert dump(filled) == before


def test_a_newer_dump_and_a_store_with_something_in_it(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "case.jsonl.gz"
    whole, before = dumped(filled), dump(filled)
    file.write_bytes(whole)
    with pytest.raises(StoreRefused, match="holds something"):
        restore(filled, file)
    newer = decompress(whole).replace(b'"schema":%d' % VERSION, b'"schema":%d' % (VERSION + 1), 1)
    file.write_bytes(compress(newer))
    with pytest.raises(StoreVersion, match="update"):
        restore(filled, file)
    assert dump(filled) == before


def test_a_restore_that_was_stopped_is_refused_until_it_is_run_again(
    filled: Store, store_folder: Path, tmp_path: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, file = dump(filled), tmp_path / "case.jsonl.gz"
    file.write_bytes(dumped(filled))
    empty(filled)
    monkeypatch.setattr("graph.dump.BATCH", 10)

    def stopped(lines: int) -> None:
        if lines >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(filled, file, stopped)
    with pytest.raises(StoreRefused, match="half of a dump"):
        open_store(store_folder, environ=environ)
    with open_store(store_folder, environ=environ, halves=True) as again:
        restore(again, file)
    open_store(store_folder, environ=environ).close()
    assert dump(filled) == before


def test_a_foreign_node_is_not_lost_in_silence(filled: Store) -> None:
    filled.write("CREATE (:Recipe {name: 'soup'})")
    with pytest.raises(StoreError, match="are known"):
        dumped(filled)
    filled.write("MATCH (n:Recipe) DELETE n")
