"""One worker process: its life, and what the caller knows of it.

The caller watches it, because it may hang or die; only the caller keeps results, so that a worker that is killed can
leave nothing half-written.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, Protocol, TypeVar

from kg.errors import KgError

Item = TypeVar("Item")
_Given = TypeVar("_Given", contravariant=True)
# How often an item may be alone with a worker that fails.
ATTEMPTS = 2
_SIZE_OF_ONE_LIMIT = 100_000
_STILL_THERE = 1.0
# Seconds that a process may take to load the model, and what it says when it has.
_START = 120.0
# How many more objects than before bring the collector on: a worker makes many, and hardly any in circles.
_GARBAGE = 50_000
_READY = -1


class Task(Protocol[_Given]):
    """What to do with a batch of items; can be sent to another process."""

    def prepare(self) -> None:
        """Load what the work needs."""

    def __call__(self, items: Sequence[_Given], /) -> Iterator[tuple[int, bytes | str]]:
        """A result or a line of failure for each item, by its place."""


@dataclass(frozen=True, slots=True)
class Sized(Generic[Item]):
    """An item of work with its size in bytes."""

    item: Item
    size: int


@dataclass(frozen=True, slots=True)
class Lost:
    """Why there is no result: the item killed the process or took longer than it may."""

    reason: str


class Worker(Generic[Item]):
    """One process, what it is working on, and until when it may stay silent."""

    def __init__(self, context: multiprocessing.context.BaseContext, task: Task[Item], limit: float) -> None:
        self._context, self._task, self._limit = context, task, limit
        self.batch: dict[int, Sized[Item]] = {}
        self.alone = False
        self.failures = 0
        self.failure: str | None = None
        self.deadline = 0.0
        self.connection: Connection
        self._launch()

    def start(self, batch: Sequence[Sized[Item]], failures: int) -> None:
        """Give the process a batch; ``failures`` counts how often its only item failed alone."""
        self.batch, self.alone, self.failures = dict(enumerate(batch)), len(batch) == 1, failures
        self._wait_longer()
        try:
            self.connection.send([sized.item for sized in batch])
        except OSError:
            self.failure = self._death()

    def take(self) -> Iterator[tuple[Sized[Item], bytes | str]]:
        """The results that have come; sets ``failure`` where the process has died or taken too long."""
        try:
            while self.batch and self.failure is None and self.connection.poll():
                place, result = self.connection.recv()
                if place is None:
                    raise KgError(result)
                self._ready = True
                self._wait_longer()
                if place == _READY:
                    continue
                yield self.batch.pop(place), result
        except (EOFError, OSError):
            self.failure = self._death()
        if self.batch and self.failure is None and time.monotonic() > self.deadline:
            self.failure, self.failures = f"took longer than {self._allowance():.0f} s", ATTEMPTS

    def replace(self) -> None:
        """Put a new process in the place of this one."""
        self.stop()
        self.batch, self.failure = {}, None
        self._launch()

    def stop(self) -> None:
        """End the process at once; it holds nothing that could be lost."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _launch(self) -> None:
        self._ready = False
        self.connection, theirs = self._context.Pipe()
        self.process = self._context.Process(  # type: ignore[attr-defined]
            target=_work, args=(self._task, theirs, os.getpid()), daemon=True
        )
        self.process.start()
        theirs.close()

    def _death(self) -> str:
        self.process.join(1)
        code = self.process.exitcode
        return f"killed the process that read it (signal {-code})" if code and code < 0 else "broke its process"

    def _allowance(self) -> float:
        """Seconds without a result; the results of a batch may come together at its end."""
        return allowance(self._limit, self.batch.values())

    def _wait_longer(self) -> None:
        self.deadline = time.monotonic() + (self._allowance() if self._ready else max(self._limit, _START))


def allowance(limit: float, batch: Iterable[Sized[Item]]) -> float:
    """Seconds that a batch may take, which grow with its size: a book takes as long as a shelf of articles."""
    return limit * (1 + sum(sized.size for sized in batch) // _SIZE_OF_ONE_LIMIT)


def _work(task: Task[Item], connection: Connection, parent: int) -> None:
    """The life of a worker: batches in, results out, until the caller closes the line or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        task.prepare()
    except KgError as error:
        connection.send((None, str(error)))
        return
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    connection.send((_READY, ""))
    while os.getppid() == parent:
        if not connection.poll(_STILL_THERE):
            continue
        try:
            for reply in task(connection.recv()):
                connection.send(reply)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
