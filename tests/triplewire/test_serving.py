"""serve: the server's address and its two ways in, Neo4j Browser in a real Chromium, and what read-only refuses."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ as process_environ
from pathlib import Path
from shutil import which
from signal import SIGINT
from subprocess import PIPE, Popen
from threading import Timer

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import text_to_be_present_in_element, visibility_of_element_located
from selenium.webdriver.support.wait import WebDriverWait

from graph.embedded import status, stop
from graph.folder import Mode
from graph.load import load
from graph.serving import serving
from graph.store import open_store
from ontology.errors import StoreLocked, StoreRefused
from ontology.schema import load_ontology
from queries.catalogue import query
from tests.graph.stories import Said, reading
from tests.triplewire.conftest import TRIPLEWIRE, Run

PATIENCE = 60.0  # seconds
STORIES = [reading("a1", Said("Mara Velde", "works for", "Norvane Systems", "worksFor", subject_type="Person"))]
COUNT = "MATCH (e:Entity) RETURN count(e) AS n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, environ: Mapping[str, str]) -> Iterator[Path]:
    """A store of this module's own: serving stops its server."""
    path = tmp_path_factory.mktemp("served") / "case.db"
    with open_store(path, environ=environ) as store:
        load(store, STORIES, load_ontology())
    yield path
    stop(path, environ)


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Chrome]:
    browser = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = which("chromedriver")
    if browser is None or driver is None:
        if process_environ.get("CI"):
            pytest.fail("no Chromium with its driver on this machine")
        pytest.skip("no Chromium with its driver on this machine")
    options = ChromeOptions()
    options.binary_location = browser
    for word in ("headless", "no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update",
                 "disable-sync", "no-first-run", "window-size=1300,900", f"user-data-dir={tmp_path}"):  # fmt: skip
        options.add_argument(f"--{word}")
    chrome = Chrome(options, Service(driver))
    yield chrome
    chrome.quit()


@contextmanager
def served(folder: Path, environ: Mapping[str, str], *words: str) -> Iterator[dict[str, str]]:
    """The command in a process of its own: what it prints, by the first word of each line; ended by Ctrl-C."""
    command = [*TRIPLEWIRE, "serve", "--store", str(folder), *words]
    with Popen(command, stdout=PIPE, stderr=PIPE, text=True, env={**process_environ, **environ}) as running:
        late = Timer(2 * PATIENCE, running.kill)
        late.start()
        assert running.stdout is not None
        lines = dict(
            running.stdout.readline().strip().partition(" ")[::2] for _ in range(4 + ("--no-browser" not in words))
        )
        yield {name: words.strip() for name, words in lines.items()}
        running.send_signal(SIGINT)
        assert running.wait(PATIENCE) == 0
        late.cancel()


class Page:
    """Neo4j Browser as a person uses it."""

    def __init__(self, chromium: Chrome) -> None:
        self.chromium, self.wait = chromium, WebDriverWait(chromium, PATIENCE)

    def there(self, selector: str) -> WebElement:
        return self.wait.until(visibility_of_element_located((By.CSS_SELECTOR, selector)))

    def says(self, words: str) -> None:
        self.wait.until(text_to_be_present_in_element((By.CSS_SELECTOR, "[data-testid=stream]"), words))

    def ask(self, words: str) -> None:
        self.there("[data-testid=activeEditor] textarea")
        typing = ActionChains(self.chromium).move_to_element(self.there("[data-testid=activeEditor]")).click()
        typing.send_keys(words).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()


def secret_of(said: Mapping[str, str]) -> str:
    return Path(said["password"].removeprefix("in ")).read_text(encoding="utf-8")


def test_a_driver_and_another_command_use_it(folder: Path, environ: Mapping[str, str]) -> None:
    with served(folder, environ, "--no-browser") as said:
        secret = secret_of(said)
        assert secret not in str(said)
        with GraphDatabase.driver(said["bolt"], auth=(said["user"], secret)) as driver:
            [row] = driver.execute_query(COUNT).records
            assert row["n"] == 2
            with driver.session(default_access_mode="READ") as session, pytest.raises(ClientError, match=r"[Ww]rite"):
                session.run("CREATE (:X)").consume()
        with open_store(folder, environ=environ) as store:
            assert store.read(COUNT) == [{"n": 2}]
            assert store.address == str(folder)
    assert status(folder, environ).pid == 0


@pytest.mark.parametrize("name", ["nothing", "a.txt", "bolt://localhost:7687", "x" * 300])
def test_what_is_no_store(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("text")
    done = run("serve", "--store", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_who_works_on_the_store_is_not_cut_off(folder: Path, environ: Mapping[str, str]) -> None:
    with open_store(folder, environ=environ) as store:
        with (
            pytest.raises(StoreLocked, match="another program works on"),
            serving(folder, Mode(read_only=True), environ),
        ):
            pass
        assert store.read(COUNT) == [{"n": 2}]


def test_a_command_that_writes_after_it_was_killed(folder: Path, environ: Mapping[str, str]) -> None:
    command = [*TRIPLEWIRE, "serve", "--store", str(folder), "--no-browser", "--read-only"]
    with Popen(command, stdout=PIPE, stderr=PIPE, text=True, env={**process_environ, **environ}) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("bolt")
        with open_store(folder, environ=environ) as store, pytest.raises(StoreRefused, match="takes no writes now"):
            store.write("CREATE (:Never)")
        running.kill()
    with open_store(folder, environ=environ) as store:
        store.write("MATCH (e:Entity) SET e.name = e.name")
        assert store.read(COUNT) == [{"n": 2}]
    stop(folder, environ)


def test_neo4j_browser_and_a_command_on_a_store_that_takes_no_writes(
    folder: Path, environ: Mapping[str, str], chromium: Chrome
) -> None:
    lines = query("hubs").text.replace("$label", "null").replace("$limit", "5").splitlines()
    hubs = " ".join(line for line in lines if not line.startswith("//"))
    with served(folder, environ, "--read-only") as said:
        assert said["reading"] == "only: no program can write"
        with open_store(folder, environ=environ) as store:
            assert store.read(COUNT) == [{"n": 2}]
            with pytest.raises(StoreRefused, match="takes no writes now") as refused:
                load(store, [reading("a2", Said("Acme", "owns", "Quillon", "owns"))], load_ontology())
            assert "serve --read-only" in refused.value.remedy
        page = Page(chromium)
        chromium.get(said["browser"])
        page.there("[data-testid=username]").send_keys(said["user"])
        page.there("[data-testid=password]").send_keys(secret_of(said), Keys.ENTER)
        page.says("You are connected as user neo4j")
        page.ask(hubs)
        page.says("neighbours")
        page.ask("MATCH (a:Entity)-[r]->(b:Entity) RETURN a, r, b")
        page.there("svg g.node")
        shown = {node.text.split()[0] for node in chromium.find_elements(By.CSS_SELECTOR, "svg g.node")}
        assert shown == {"Mara", "Norvane"}
    with open_store(folder, environ=environ) as store:
        store.write("MATCH (e:Entity) SET e.name = e.name")
