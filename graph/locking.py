"""Locks between processes that the operating system gives back when their holder dies, even by kill -9.

A lock is held on an open file, not by the file's existence: nothing has to be cleaned up after a crash.
"""

import sys  # mypy knows the platform by this name only
from collections.abc import Iterator
from contextlib import contextmanager
from os import O_CREAT, O_RDWR, close
from os import open as open_file
from pathlib import Path
from time import monotonic, sleep

from ontology.errors import StoreLocked

if sys.platform == "win32":
    from msvcrt import LK_NBLCK, locking

    def _grab(descriptor: int) -> None:
        locking(descriptor, LK_NBLCK, 1)

else:
    from fcntl import LOCK_EX, LOCK_NB, flock

    def _grab(descriptor: int) -> None:
        flock(descriptor, LOCK_EX | LOCK_NB)


def try_lock(path: Path) -> int | None:
    """A descriptor that holds the lock until it is closed or the process ends; None where another holds it."""
    descriptor = open_file(path, O_RDWR | O_CREAT, 0o600)
    try:
        _grab(descriptor)
    except OSError:
        close(descriptor)
        return None
    return descriptor


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock now."""
    descriptor = try_lock(path)
    if descriptor is not None:
        close(descriptor)
    return descriptor is not None


@contextmanager
def locked(path: Path, patience: float, what: str) -> Iterator[None]:
    """Holds the lock; waits `patience` seconds for another holder. Errors: StoreLocked, named by `what`."""
    end = monotonic() + patience
    while (descriptor := try_lock(path)) is None:
        if monotonic() > end:
            message = f"{what} is held by another process (lock file {path})"
            raise StoreLocked(message, "wait for it to finish, or end it")
        sleep(0.1)
    try:
        yield
    finally:
        close(descriptor)
