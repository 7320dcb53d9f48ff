"""The pool: tasks in, replies out, each in a process that can be killed, with a cap on how many run and wait."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.errors import KgError
from kg.serve.freshness import state_of
from kg.serve.limits import Limits
from kg.serve.loaded import Dead, Loaded, Worker, load
from kg.serve.messages import Reply, Task, problem
from kg.serve.nursery import Started

_RETRY_SECONDS = 5
# A build puts its files in place one after the other: what has not changed for so long is whole.
_SETTLED_SECONDS = 1.0


class Pool:
    """So many workers, forked from one nursery; ``run`` and ``watch`` are for the event loop's thread alone."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self._folder = folder
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(limits.workers, thread_name_prefix="worker")
        self._loaded: Loaded | None = None
        self._former: list[Loaded] = []
        self._waiting = 0
        self._stopping = False

    @property
    def started(self) -> Started:
        """What the nursery of the present graph said when it was ready."""
        return self._present().started

    def start(self) -> None:
        """Load the graph and fork the workers; KgError where the graph cannot be opened."""
        self._loaded = load(self._folder, self.limits)
        for _ in range(self.limits.workers):
            self._idle.put_nowait(self._fork())

    def stop(self) -> None:
        """End all workers and the nursery."""
        self._stopping = True
        every = [*self._former, *([self._loaded] if self._loaded else [])]
        for loaded in every:
            loaded.kill_workers()
        self._threads.shutdown(wait=True)
        for loaded in every:
            loaded.close()

    async def watch(self, renewed: Callable[[Started], None], tell: Callable[[str], None]) -> None:
        """Serve the graph anew whenever a build has put another in its place; ends when cancelled.

        What runs meanwhile ends on the graph it began with. ``renewed`` is called, in a thread, after each change. A
        graph that cannot be loaded is told of once, and the former one stays.
        """
        seen = refused = self._present().state
        while True:
            await asyncio.sleep(_SETTLED_SECONDS)
            before, seen = seen, await asyncio.to_thread(state_of, self._folder)
            if seen != before or seen in (self._present().state, refused):
                continue
            try:
                loaded = await asyncio.to_thread(load, self._folder, self.limits)
            except KgError as error:
                refused = seen
                tell(f"the graph has changed and cannot be loaded, the former one is served: {error}")
                continue
            self._adopt(loaded)
            await asyncio.to_thread(renewed, loaded.started)

    def _adopt(self, loaded: Loaded) -> None:
        """Let the workers of this graph take the next tasks; those of the former one end when they are done."""
        self._former.append(self._present())
        self._loaded = loaded
        for _ in range(self._idle.qsize()):
            self._idle.put_nowait(self._replaced(self._idle.get_nowait()))

    async def run(self, task: Task) -> Reply:
        """The reply of a worker, or 429 where too many wait, 503 where time or memory ran out.

        Cancelling it, as when the client has gone, ends the worker's work.
        """
        if self._waiting >= self.limits.waiting:
            return problem(
                429, f"{self._waiting} queries wait already; ask again in a while", Retry_After=str(_RETRY_SECONDS)
            )
        try:
            async with asyncio.timeout(self.limits.seconds):
                worker = await self._next()
        except TimeoutError:
            return _overloaded("all workers are busy; ask again in a while")
        return await self._reply(worker, task)

    async def _reply(self, worker: Worker, task: Task) -> Reply:
        """The reply of this worker, or what became of it instead."""
        asked = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, task, self.limits.seconds)
        # Only when its thread is done may a worker's connection be closed: the descriptor could be another's by then.
        asked.add_done_callback(lambda done: self._back(worker, done))
        try:
            reply = await asyncio.shield(asked)
        except asyncio.CancelledError:
            os.kill(worker.pid, signal.SIGKILL)
            raise
        except Dead:
            memory = f"{self.limits.megabytes:,} MB"
            return _overloaded(f"the query ran out of memory ({memory}) or is nested too deep; ask for less")
        if reply is None:
            seconds = f"{self.limits.seconds:g} s"
            return _overloaded(f"the query took longer than {seconds} and was stopped; ask for less, or with LIMIT")
        return reply

    def _back(self, worker: Worker, done: asyncio.Future[Reply | None]) -> None:
        """Put a worker back, or its successor where it gave no reply: as many are there afterwards as before."""
        reply = None if done.cancelled() or done.exception() else done.result()
        # A worker that failed says so and ends.
        sound = reply is not None and reply.status != 500 and worker.origin is self._loaded
        if not self._stopping:
            self._idle.put_nowait(worker if sound else self._replaced(worker))

    async def _next(self) -> Worker:
        self._waiting += 1
        try:
            return await self._idle.get()
        finally:
            self._waiting -= 1

    def _replaced(self, worker: Worker) -> Worker:
        """A new worker in place of one that is dead, or must die, or has the former graph."""
        worker.origin.end(worker)
        if worker.origin in self._former and not worker.origin.alive:
            self._former.remove(worker.origin)
            self._threads.submit(worker.origin.close)
        return self._fork()

    def _fork(self) -> Worker:
        """A new worker; where the nursery is gone, as after an end of the machine's memory, from a new one."""
        try:
            return self._present().fork()
        except OSError:
            self._loaded = load(self._folder, self.limits)
            return self._loaded.fork()

    def _present(self) -> Loaded:
        if self._loaded is None:
            raise RuntimeError("the pool was not started")
        return self._loaded


def _overloaded(message: str) -> Reply:
    return problem(503, message, Retry_After=str(_RETRY_SECONDS))
