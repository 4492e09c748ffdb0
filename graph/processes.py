"""The one place that asks the operating system about processes: who lives, who is connected, and ending them.

A process is known by its pid and its start time together: pids are used again, also after a restart of the machine.
"""

from dataclasses import dataclass
from os import getpid
from typing import Self

from psutil import (
    STATUS_ZOMBIE,
    NoSuchProcess,
    Process,
    process_iter,
    virtual_memory,
    wait_procs,
)
from psutil import Error as ProcessError

MEGABYTE = 1 << 20
SLACK = 1.0  # seconds: systems note the start in ticks; far less than pids need to come round


@dataclass(frozen=True, slots=True)
class Running:
    """A process, beyond doubt: its pid and when it started (seconds since the epoch, as the system notes it)."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> Self:
        """The process that has that pid now. A process that is gone gets a start time that no process has."""
        try:
            return cls(pid, float(Process(pid).create_time()))
        except ProcessError:
            return cls(pid, -1.0)

    @classmethod
    def here(cls) -> Self:
        """This process."""
        return cls.of(getpid())

    def alive(self) -> bool:
        """Whether it still runs; False when its pid belongs to another by now."""
        return self._process() is not None

    def _process(self) -> Process | None:
        try:
            found = Process(self.pid)
            same = abs(found.create_time() - self.started) < SLACK
            return found if same and found.status() != STATUS_ZOMBIE else None
        except ProcessError:  # gone, or somebody else's by now
            return None

    def serves(self, port: int) -> bool:
        """Whether any program holds a connection to that port of it."""
        found = self._process()
        if found is None:
            return False
        try:
            links = found.net_connections(kind="tcp")
        except NoSuchProcess:
            return False
        except ProcessError:
            return True  # not to be seen on this system: rather leave it up than cut somebody off
        return any(link.status == "ESTABLISHED" and link.laddr.port == port for link in links)

    def end(self, patience: float) -> bool:
        """Ends it, cleanly if that takes no more than `patience` seconds, else at once. True: cleanly, or gone."""
        found = self._process()
        if found is None:
            return True
        try:
            found.terminate()
            _, alive = wait_procs([found], timeout=patience)
            for late in alive:
                late.kill()
            wait_procs(alive, timeout=10)
        except NoSuchProcess:
            return True
        return not alive

    def kill(self) -> None:
        """Ends it at once."""
        found = self._process()
        if found is not None:
            try:
                found.kill()
                wait_procs([found], timeout=10)
            except NoSuchProcess:
                return


def with_argument(word: str) -> list[Running]:
    """The processes that have this word on their command line."""
    found = process_iter(["cmdline"])
    return [Running.of(process.pid) for process in found if word in (process.info["cmdline"] or ())]


def memory() -> int:
    """The machine's memory in megabytes."""
    return int(virtual_memory().total) // MEGABYTE
