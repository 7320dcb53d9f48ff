"""Worker processes that may hang or die: each is watched, replaced, and the item it failed on is named.

On Linux the caller loads the model and the workers are forked from it, so that start-up is paid once and its memory
shared; elsewhere each worker is spawned and loads its own.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import wait
from typing import Generic, Protocol

from kg.corpus.worker import ATTEMPTS, Item, Lost, Sized, Task, Worker


class Executor(Protocol):
    """What can carry out a task: processes of this machine, or a cluster."""

    def run(
        self, task: Task[Item], batches: Iterable[Sequence[Sized[Item]]]
    ) -> Iterator[tuple[Sized[Item], bytes | str | Lost]]:
        """Each item of the batches with its result, in any order."""


class Pool:
    """``jobs`` worker processes; an item may take ``limit`` seconds for each 100,000 bytes begun."""

    def __init__(self, jobs: int, limit: float) -> None:
        self.jobs, self.limit = jobs, limit
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")

    def run(
        self, task: Task[Item], batches: Iterable[Sequence[Sized[Item]]]
    ) -> Iterator[tuple[Sized[Item], bytes | str | Lost]]:
        """Each item of the batches with its result, in any order.

        A batch whose worker fails is tried again item by item. An item that alone kills two workers, or makes one
        exceed its time, is lost.
        """
        if self._context.get_start_method() == "fork":
            task.prepare()
            gc.collect()
            gc.freeze()
        waiting = _Waiting(batches, ahead=self.jobs)
        workers = [Worker(self._context, task, self.limit) for _ in range(self.jobs)]
        try:
            while waiting.give(workers) or any(worker.batch for worker in workers):
                waiting.look_ahead()
                for worker in _ready(workers):
                    results: list[tuple[Sized[Item], bytes | str | Lost]] = list(worker.take())
                    if worker.failure:
                        results += waiting.put_back(worker)
                        worker.replace()
                    # Before the caller keeps these results, so that nobody waits for the disk.
                    waiting.give([worker])
                    yield from results
        finally:
            for worker in workers:
                worker.stop()
            gc.unfreeze()


class _Waiting(Generic[Item]):
    """The batches nobody works on: what failed first, then the rest, of which so many are made ahead."""

    def __init__(self, batches: Iterable[Sequence[Sized[Item]]], ahead: int) -> None:
        self._failed: deque[tuple[Sized[Item], int]] = deque()
        self._fresh = iter(batches)
        self._ready: deque[Sequence[Sized[Item]]] = deque()
        self._ahead = ahead

    def look_ahead(self) -> None:
        """Make the next batches while all are at work, so that whoever is done need not wait for one."""
        self._ready.extend(islice(self._fresh, self._ahead - len(self._ready)))

    def give(self, workers: Sequence[Worker[Item]]) -> bool:
        """Set idle workers to work; true where one was."""
        given = False
        for worker in workers:
            if worker.batch:
                continue
            if self._failed:
                sized, failures = self._failed.popleft()
                worker.start([sized], failures)
            elif batch := self._ready.popleft() if self._ready else next(self._fresh, None):
                worker.start(batch, 0)
            else:
                break
            given = True
        return given

    def put_back(self, worker: Worker[Item]) -> Iterator[tuple[Sized[Item], Lost]]:
        """Keep what a worker left undone, to be tried item by item; an item without an attempt left is lost.

        A death may come from outside, so an item has two of them; for time there is no second attempt.
        """
        failures = worker.failures + 1 if worker.alone else 0
        for sized in reversed(worker.batch.values()):
            if failures >= ATTEMPTS:
                yield sized, Lost(worker.failure or "failed")
            else:
                self._failed.appendleft((sized, failures))


def _ready(workers: Sequence[Worker[Item]]) -> list[Worker[Item]]:
    """The workers at work, once one of them has something to say or has been silent for too long."""
    busy = [worker for worker in workers if worker.batch]
    until = min((worker.deadline for worker in busy if worker.failure is None), default=0.0)
    if all(worker.failure is None for worker in busy):
        wait([worker.connection for worker in busy], timeout=max(0.0, until - time.monotonic()))
    return busy
