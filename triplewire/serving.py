"""The command that keeps a store up for other programs: serve."""

from contextlib import suppress
from os import environ
from pathlib import Path
from signal import SIGTERM, default_int_handler, signal
from time import sleep

from click import command, echo, launch, option

from graph.folder import Mode, State
from graph.serving import serving
from ontology.errors import StoreUnavailable
from triplewire.options import examples, folder_option
from triplewire.terminal import meter, say

LOOK = 0.5  # seconds between looks at the server

READING = 'driver.session(default_access_mode="READ") refuses writes; --read-only does so for everybody'


@command(
    epilog=examples(
        "triplewire serve",
        "triplewire serve --store case.db --read-only --open",
    )
)
@folder_option
@option("--read-only", is_flag=True, help="Nobody can write while it is served, whatever program asks.")
@option(
    "--browser/--no-browser",
    default=True,
    show_default=True,
    help="Neo4j Browser too, fetched on first use (15 MB).",
)
@option("--open", "opened", is_flag=True, help="Open Neo4j Browser in the web browser of this machine.")
def serve(store: Path, *, read_only: bool, browser: bool, opened: bool) -> None:
    """Keep a store up for notebooks, drivers and Neo4j Browser, until Ctrl-C.

    Prints where it is, on loopback only, and where its password lies. Other commands may use the store meanwhile;
    with --read-only those that write are refused.
    """
    signal(SIGTERM, default_int_handler)  # ended by a service manager as by Ctrl-C
    with meter() as progress, serving(store, Mode(browser, read_only), environ, progress.of_jars) as state:
        progress.end()
        for name, words in _lines(store, state):
            echo(f"{name:9} {words}")
        if opened and state.browser:
            launch(state.browser)
        say("Ctrl-C ends it")
        with suppress(KeyboardInterrupt):
            while state.server.alive():
                sleep(LOOK)
            raise StoreUnavailable(f"the server of {store} is gone", f"see {store / 'server.log'}")


def _lines(store: Path, state: State) -> list[tuple[str, str]]:
    lines = [("bolt", state.uri), ("browser", state.browser)] if state.browser else [("bolt", state.uri)]
    lines += [("user", state.username), ("password", f"in {store.absolute() / 'secret'}")]
    return [*lines, ("reading", "only: no program can write" if state.read_only else READING)]
