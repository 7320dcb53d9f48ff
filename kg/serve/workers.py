"""The pool: tasks in, replies out, each in a process that can be killed, with a cap on how many run and wait."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
import socket
import struct
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.errors import KgError
from kg.serve import nursery
from kg.serve.limits import Limits
from kg.serve.messages import Reply, Task, problem, receive_reply, send_task
from kg.serve.nursery import Started

_RETRY_SECONDS = 5


class _Dead(Exception):
    """A worker ended without a reply; the message says why, as far as is known."""


@dataclass(slots=True)
class _Worker:
    """One process that answers one task at a time."""

    pid: int
    connection: Connection

    def ask(self, task: Task, seconds: float) -> Reply | None:
        """The reply, None where there is none in time; _Dead where the process ended. Blocks: runs in a thread."""
        try:
            send_task(self.connection, task)
            if not self.connection.poll(seconds):
                return None
            return receive_reply(self.connection)
        except (EOFError, OSError) as error:
            raise _Dead from error


class Pool:
    """So many workers, forked from one nursery; ``run`` is for the event loop's thread alone."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self.started = Started()
        self._folder = folder
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(limits.workers, thread_name_prefix="worker")
        self._process: BaseProcess | None = None
        self._control: socket.socket | None = None
        self._waiting = 0
        self._alive: set[int] = set()
        self._stopping = False

    def start(self) -> None:
        """Load the graph and fork the workers; KgError where the graph cannot be opened."""
        self._launch()
        for _ in range(self.limits.workers):
            self._idle.put_nowait(self._fork())

    def _launch(self) -> None:
        """Start the nursery and wait until it has the graph."""
        ours, theirs = socket.socketpair()
        context = multiprocessing.get_context("spawn")
        given = Connection(theirs.detach())
        self._process = context.Process(target=nursery.run, args=(given, self._folder, self.limits), daemon=True)
        self._process.start()
        given.close()
        self._control = ours
        line = self._line()
        if not line:
            raise KgError(f"{self._folder}: the process that loads the graph ended; is there enough memory?")
        told = json.loads(line)
        self.started = Started(**(told | {"locks": tuple(told["locks"])}))
        if self.started.error:
            raise KgError(self.started.error)

    def stop(self) -> None:
        """End all workers and the nursery."""
        self._stopping = True
        for pid in self._alive:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._threads.shutdown(wait=True)
        if self._control:
            self._control.close()
        if self._process:
            self._process.join(2)
            self._process.kill()

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

    async def _reply(self, worker: _Worker, task: Task) -> Reply:
        """The reply of this worker, or what became of it instead."""
        asked = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, task, self.limits.seconds)
        # Only when its thread is done may a worker's connection be closed: the descriptor could be another's by then.
        asked.add_done_callback(lambda done: self._back(worker, done))
        try:
            reply = await asyncio.shield(asked)
        except asyncio.CancelledError:
            os.kill(worker.pid, signal.SIGKILL)
            raise
        except _Dead:
            memory = f"{self.limits.megabytes:,} MB"
            return _overloaded(f"the query ran out of memory ({memory}) or is nested too deep; ask for less")
        if reply is None:
            seconds = f"{self.limits.seconds:g} s"
            return _overloaded(f"the query took longer than {seconds} and was stopped; ask for less, or with LIMIT")
        return reply

    def _back(self, worker: _Worker, done: asyncio.Future[Reply | None]) -> None:
        """Put a worker back, or its successor where it gave no reply: as many are there afterwards as before."""
        reply = None if done.cancelled() or done.exception() else done.result()
        # A worker that failed says so and ends.
        sound = reply is not None and reply.status != 500
        if not self._stopping:
            self._idle.put_nowait(worker if sound else self._replaced(worker))

    async def _next(self) -> _Worker:
        self._waiting += 1
        try:
            return await self._idle.get()
        finally:
            self._waiting -= 1

    def _replaced(self, worker: _Worker) -> _Worker:
        """A new worker in place of one that is dead or must die."""
        # The nursery, while it lives, has not collected it, so the number is still its own.
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
        worker.connection.close()
        self._alive.discard(worker.pid)
        with suppress(OSError):
            self._order(b"R", worker.pid)
        return self._fork()

    def _fork(self) -> _Worker:
        """A new worker; where the nursery is gone, as after an end of the machine's memory, from a new one."""
        try:
            return self._forked()
        except OSError:
            self._launch()
            return self._forked()

    def _forked(self) -> _Worker:
        ours, theirs = Pipe()
        with theirs:
            control = self._order(b"F", 0, theirs.fileno())
        reply = control.recv(4, socket.MSG_WAITALL)
        if len(reply) < 4:
            raise ConnectionResetError("the nursery has ended")
        (pid,) = struct.unpack("=I", reply)
        self._alive.add(pid)
        return _Worker(pid, ours)

    def _order(self, order: bytes, number: int, *descriptors: int) -> socket.socket:
        if self._control is None:
            raise RuntimeError("the pool was not started")
        socket.send_fds(self._control, [struct.pack("=cI", order, number)], descriptors)
        return self._control

    def _line(self) -> bytes:
        line = b""
        while self._control is not None and not line.endswith(b"\n"):
            part = self._control.recv(4096)
            if not part:
                return b""
            line += part
        return line


def _overloaded(message: str) -> Reply:
    return problem(503, message, Retry_After=str(_RETRY_SECONDS))
