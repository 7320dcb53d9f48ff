"""The process that loads the graph once and forks a worker from itself whenever one is wanted.

A worker that took too long is killed, and its successor must not load the graph again: with a large graph, a few slow
queries would keep a server busy loading. Forks share the loaded graph's memory. The nursery has one thread and no
network; it is told what to do over a Unix socket: ``F`` and a connection's descriptor to fork a worker on it, ``R`` and
a process number to collect one that has ended.
"""

from __future__ import annotations

import array
import json
import os
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kg.errors import KgError
from kg.serve.limits import Limits, limit_memory
from kg.serve.lockdown import forbid_files, forbid_network
from kg.serve.messages import problem, receive_task, send_reply

if TYPE_CHECKING:
    from kg.serve.tasks import Graph

# A worker ends itself by an alarm so long after the limit, in case that the server, which kills it on time, is gone.
_GRACE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Started:
    """What the nursery says when it is ready: the locks that hold, the size of the graph; or what went wrong."""

    locks: tuple[str, ...] = ()
    triples: int = 0
    base: str = ""
    error: str | None = None


def run(control: Connection, folder: Path, limits: Limits) -> None:
    """Load, lock, and fork workers until the server closes its end; the main function of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Imported here: the server's own process, which needs only the name of this function, opens no graph.
    from kg.serve.tasks import open_graph_for_tasks

    with socket.socket(fileno=os.dup(control.fileno())) as channel:
        control.close()
        try:
            graph = open_graph_for_tasks(folder, limits)
            locks = tuple(forbid_network())
        except KgError as error:
            _tell(channel, Started(error=str(error)))
            return
        if not graph.on_disk:
            locks = (*locks, "files")
        _tell(channel, Started(locks, graph.triples, graph.base))
        _serve(channel, graph, limits)


def _tell(channel: socket.socket, started: Started) -> None:
    channel.sendall(json.dumps(asdict(started)).encode() + b"\n")


def _serve(channel: socket.socket, graph: Graph, limits: Limits) -> None:
    """Fork and collect as told, until the server is gone."""
    size = struct.calcsize("=cI")
    while True:
        message, ancillary, _, _ = channel.recvmsg(size, socket.CMSG_SPACE(array.array("i").itemsize))
        if len(message) < size:
            return
        order, number = struct.unpack("=cI", message)
        if order == b"R":
            with suppress(ChildProcessError):
                os.waitpid(number, 0)
            continue
        descriptors = array.array("i")
        for _, _, data in ancillary:
            descriptors.frombytes(data)
        child = os.fork()
        if child == 0:
            channel.close()
            _work(Connection(descriptors[0]), graph, limits)
        os.close(descriptors[0])
        channel.sendall(struct.pack("=I", child))


def _work(connection: Connection, graph: Graph, limits: Limits) -> None:
    """Do tasks until the server closes the connection; never returns into the nursery's own loop."""
    from kg.serve.tasks import perform

    # The engine writes a page of its own to stderr when memory ends, which is the client's affair, not the operator's.
    log = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        # Each of these says that the server is gone, or wants this worker gone.
        with suppress(EOFError, BrokenPipeError, ConnectionResetError):
            graph.enter_worker()
            limit_memory(limits.megabytes)
            if not graph.on_disk:
                forbid_files()
            while True:
                task = receive_task(connection)
                signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_SECONDS)
                reply = perform(graph, task)
                signal.setitimer(signal.ITIMER_REAL, 0)
                send_reply(connection, reply)
    finally:
        _report(connection, log)
        os._exit(0)


def _report(connection: Connection, log: TextIO) -> None:
    """Tell log and client of a fault in the program itself; an end of memory is told by the silence."""
    kind = sys.exc_info()[0]
    if kind is not None and not issubclass(kind, MemoryError):
        traceback.print_exc(file=log)
        log.flush()
        with suppress(OSError):
            send_reply(connection, problem(500, "the server failed at this request; its log says how"))
