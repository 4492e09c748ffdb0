"""What the tests of faults share: a store of its own, a file to load into it, what an undisturbed run makes of it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from os import environ as process_environ
from pathlib import Path
from random import Random
from subprocess import PIPE, Popen, TimeoutExpired
from time import monotonic, sleep

from graph.check import check
from graph.folder import Folder, State
from graph.store import open_store
from ontology.schema import load_ontology
from tests.conftest import IN_CI, empty
from tests.graph.stories import Said, dump, reading
from tests.triplewire.conftest import TRIPLEWIRE
from triplewire.lines import lines_of

POINTS = int(process_environ.get("TRIPLEWIRE_FAULTS", "20" if IN_CI else "6"))
TODAY = (datetime.now(UTC).date() - datetime(2026, 1, 1, tzinfo=UTC).date()).days * POINTS
FIRST = int(process_environ.get("TRIPLEWIRE_FAULT_SEED", TODAY))
ARTICLES = 105  # three transactions
PATIENCE = 600.0  # seconds for a run
NAMES = ("Norvane Systems", "Brightlake Capital", "Oakmere", "Kestrel Port Services", "Calder Freight")
WORDS = (("supplies", "suppliesTo"), ("owns", "owns"), ("partners with", "partnersWith"), ("resembles", None))


def stories() -> Iterator[str]:
    """The lines of some articles, as `triplewire extract` prints them."""
    random = Random(7)
    readings = []
    for number in range(ARTICLES):
        said = []
        for _ in range(2):
            (left, right), (words, named) = random.sample(NAMES, 2), random.choice(WORDS)
            said.append(Said(left, words, right, named, modality=random.choice(["asserted", "planned"])))
        readings.append(reading(f"a{number:03}", *said, published=f"20{random.randrange(10, 26)}-05-01"))
    return lines_of(readings, bare=False)


class Bench:
    """A store of its own, the file to load into it, and what an undisturbed run makes of it."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.folder, self.environ, self.file = folder / "store", environ, folder / "claims.jsonl"
        self.file.write_text("".join(f"{line}\n" for line in stories()), encoding="utf-8")
        self.finish()  # starts the server
        with open_store(self.folder, environ=environ) as store:
            empty(store)
        start, before = monotonic(), self.logged()
        self.finish()
        self.seconds, self.bytes = monotonic() - start, self.logged() - before
        self.expected = self.rows()

    def state(self) -> State:
        """The running server."""
        state = Folder(self.folder).state()
        assert state
        return state

    def logged(self) -> int:
        """The bytes of the server's log of transactions, which grows at each commit."""
        logs = Folder(self.folder).home / "data" / "transactions" / "neo4j"
        return sum(part.stat().st_size for part in logs.glob("neostore.transaction.db.*"))

    def moment(self, run: Popen[str], random: Random) -> None:
        """Waits for the seed's moment in a run: so many seconds after its start, or so many bytes into its commits."""
        if random.choice((True, False)):
            with suppress(TimeoutExpired):
                run.wait(random.uniform(0.3, 1.0) * self.seconds)
            return
        end, late = self.logged() + random.random() * self.bytes, random.uniform(0.0, 0.01)
        while run.poll() is None and self.logged() < end:
            sleep(0.0002)
        sleep(late)

    def load(self, **env: str) -> Popen[str]:
        """Begins a run."""
        target = [] if "NEO4J_URI" in env else ["--store", str(self.folder)]
        command = [*TRIPLEWIRE, "load", str(self.file), *target]
        return Popen(command, stderr=PIPE, text=True, env=self.environ | env)

    def finish(self) -> None:
        """A whole run."""
        run = self.load()
        _, told = run.communicate(timeout=PATIENCE)
        assert run.returncode == 0, told

    def rows(self) -> list[str]:
        """All rows of the graph."""
        with open_store(self.folder, environ=self.environ) as store:
            return dump(store)

    def check(self) -> None:
        """The store is in order: every article is wholly there or not at all."""
        with open_store(self.folder, environ=self.environ) as store:
            assert check(store, load_ontology()) == []

    def clear(self) -> None:
        """An empty store again."""
        with open_store(self.folder, environ=self.environ) as store:
            empty(store)
