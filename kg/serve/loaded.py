"""A graph loaded by a nursery process, as the server holds it: where workers are forked from."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.errors import KgError
from kg.serve import nursery
from kg.serve.freshness import State, state_of
from kg.serve.limits import Limits
from kg.serve.messages import Reply, Task, receive_reply, send_task
from kg.serve.nursery import Started


class Dead(Exception):
    """A worker ended without a reply; the message says why, as far as is known."""


@dataclass(slots=True)
class Worker:
    """One process that answers one task at a time, from the graph that ``origin`` has loaded."""

    pid: int
    connection: Connection
    origin: Loaded

    def ask(self, task: Task, seconds: float) -> Reply | None:
        """The reply, None where there is none in time; Dead where the process ended. Blocks: runs in a thread."""
        try:
            send_task(self.connection, task)
            if not self.connection.poll(seconds):
                return None
            return receive_reply(self.connection)
        except (EOFError, OSError) as error:
            raise Dead from error


@dataclass(slots=True, eq=False)
class Loaded:
    """A nursery that has the graph; ``state`` is that of the files it was loaded from, ``alive`` are its workers."""

    started: Started
    state: State
    _process: BaseProcess
    _control: socket.socket
    alive: set[int] = field(default_factory=set)

    def fork(self) -> Worker:
        """A new worker; OSError where the nursery is gone, as after an end of the machine's memory."""
        ours, theirs = Pipe()
        with theirs:
            self._order(b"F", 0, theirs.fileno())
        reply = self._control.recv(4, socket.MSG_WAITALL)
        if len(reply) < 4:
            raise ConnectionResetError("the nursery has ended")
        (pid,) = struct.unpack("=I", reply)
        self.alive.add(pid)
        return Worker(pid, ours, self)

    def end(self, worker: Worker) -> None:
        """Nothing; the worker, which may be dead already, is."""
        # The nursery, while it lives, has not collected it, so the number is still its own.
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
        worker.connection.close()
        self.alive.discard(worker.pid)
        with suppress(OSError):
            self._order(b"R", worker.pid)

    def kill_workers(self) -> None:
        """Nothing; its workers are ended."""
        for pid in self.alive:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """Nothing; the nursery is ended."""
        self._control.close()
        self._process.kill()
        self._process.join()

    def _order(self, order: bytes, number: int, *descriptors: int) -> None:
        socket.send_fds(self._control, [struct.pack("=cI", order, number)], descriptors)


def load(folder: Path, limits: Limits) -> Loaded:
    """The graph of a build folder or RDF file, loaded as it is; again, where it changes meanwhile.

    Raises:
        KgError: the graph cannot be opened, or its files are not of one build.
    """
    while True:
        state = state_of(folder)
        loaded = _launched(folder, limits, state)
        if loaded.started.error is None and state_of(folder) == state:
            return loaded
        loaded.close()
        if loaded.started.error and state_of(folder) == state:
            raise KgError(loaded.started.error)


def _launched(folder: Path, limits: Limits, state: State) -> Loaded:
    """A nursery, once it has said that it has the graph, or why not."""
    ours, theirs = socket.socketpair()
    context = multiprocessing.get_context("spawn")
    given = Connection(theirs.detach())
    process = context.Process(target=nursery.run, args=(given, folder, limits), daemon=True)
    process.start()
    given.close()
    line = _line(ours)
    if not line:
        raise KgError(f"{folder}: the process that loads the graph ended; is there enough memory?")
    told = json.loads(line)
    return Loaded(Started(**(told | {"locks": tuple(told["locks"])})), state, process, ours)


def _line(control: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        part = control.recv(4096)
        if not part:
            return b""
        line += part
    return line
