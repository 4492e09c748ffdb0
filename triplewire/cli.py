"""The command line: one thin command over each function of the library, by the same name.

building.py: build, extract, load.  bulking.py: bulk, store import.
asking.py: connect, show, search, ask, queries, run.
storing.py: export, store.  serving.py: serve.  removing.py: remove, retract.  upkeep.py: more of store.
claiming.py: claim.  identifying.py: identity.  origins.py: origins.  watching.py: watchlist.  explaining.py: explain.
demonstration.py: demo.  vocabulary.py: ontology, retype.
What all share (errors, exit codes, progress) is terminal.py.
"""

from importlib.metadata import version
from sys import stderr, stdout

from click import group, version_option
from click.exceptions import Abort, ClickException, Exit

from triplewire.asking import ask, connect, dropped, queries, run, search, show
from triplewire.building import build, extract, load
from triplewire.bulking import bulk_command, import_command
from triplewire.claiming import claim
from triplewire.demonstration import demo_command
from triplewire.explaining import explain
from triplewire.identifying import identity
from triplewire.options import examples
from triplewire.origins import origins
from triplewire.removing import remove, retract
from triplewire.serving import serve
from triplewire.storing import export, store
from triplewire.terminal import INTERRUPTED, Commands
from triplewire.upkeep import check, dump, migrate, restore, stats
from triplewire.vocabulary import ontology, retype
from triplewire.watching import watchlist


@group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "triplewire demo",
        "triplewire build articles/",
        'triplewire connect "Mara Velde" "Jonas Reck"',
    ),
)
@version_option(version("triplewire"), "--version", "-V", message="%(prog)s %(version)s")
def triplewire() -> None:
    """News articles in, a graph of who did what to whom out; every edge leads back to its words.

    Results go to standard output, everything else to standard error. Exit codes: 0 all was read; 1 the run finished,
    some articles were skipped and named; 2 nothing could be done.
    """


for _command in (
    demo_command,
    build,
    extract,
    explain,
    load,
    bulk_command,
    connect,
    show,
    search,
    ask,
    queries,
    run,
    dropped,
    claim,
    identity,
    origins,
    watchlist,
    remove,
    retract,
    export,
    serve,
    ontology,
    retype,
    store,
):
    triplewire.add_command(_command)


for _command in (check, stats, migrate, dump, restore, import_command):
    store.add_command(_command)


def main() -> None:
    """The script `triplewire`."""
    for stream in (stdout, stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # of a terminal or a pipe
    try:
        code = triplewire.main(prog_name="triplewire", standalone_mode=False)
    except ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except (Abort, KeyboardInterrupt):
        raise SystemExit(INTERRUPTED) from None
    except Exit as error:
        code = error.exit_code
    raise SystemExit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
