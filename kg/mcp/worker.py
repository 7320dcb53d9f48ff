"""Answers from a process that may be ended: a query past its time limit stops neither the server nor the next one.

A query runs inside Oxigraph, which nothing in the same process can interrupt. The worker holds the graph, answers one
call at a time, and is ended and made anew when an answer takes too long; it ends by itself when the server does.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import CallError, KgError
from kg.mcp import answers
from kg.opened import Graph
from kg.serve.freshness import state_of

TASKS: Mapping[str, Callable[..., answers.Answer]] = MappingProxyType(
    {
        task.__name__: task
        for task in (
            answers.describe_graph,
            answers.search_actors,
            answers.list_claims,
            answers.run_query,
            answers.ask_question,
            answers.read_document,
        )
    }
)
_MEMORY = 2**30


class Worker:
    """A graph in a process of its own; calls from several threads wait for one another."""

    def __init__(self, folder: Path, articles: tuple[Path, ...], seconds: float) -> None:
        """Start the process.

        Raises:
            KgError: there is no graph at ``folder``.
        """
        self._given = (folder, articles)
        self._seconds = seconds
        self._turn = threading.Lock()
        self._state = state_of(folder)
        self._connection, self._process = self._started()

    def call(self, task: str, given: Mapping[str, Any]) -> answers.Answer:
        """The answer of one of ``TASKS``.

        Raises:
            CallError: the call is wrong, or its answer took too long or too much memory.
        """
        with self._turn:
            self._renew()
            try:
                self._connection.send((task, dict(given)))
                if not self._connection.poll(self._seconds):
                    raise TimeoutError
                fine, answer = self._connection.recv()
            except (TimeoutError, EOFError, OSError) as error:
                self._end()
                self._connection, self._process = self._started()
                reason = f"more than {self._seconds:g} s" if isinstance(error, TimeoutError) else "too much memory"
                raise CallError(f"stopped, it took {reason}; ask for less, with more conditions or a LIMIT") from error
        if not fine:
            raise CallError(str(answer))
        return dict(answer)

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _renew(self) -> None:
        """Answer from the present graph where a build has put another in place; from the former where it has none."""
        state = state_of(self._given[0])
        if state == self._state:
            return
        self._state = state
        with suppress(KgError):
            started = self._started()
            self._end()
            self._connection, self._process = started

    def _started(self) -> tuple[Connection, BaseProcess]:
        # A new interpreter, since a fork of a process with threads may stand still.
        context = multiprocessing.get_context("spawn")
        connection, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, *self._given), daemon=True)
        process.start()
        there.close()
        try:
            problem = connection.recv()
        except EOFError as error:
            raise KgError(f"{self._given[0]}: the graph could not be opened; run kg validate on it") from error
        if problem:
            raise KgError(problem)
        return connection, process

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()


def _serve(connection: Connection, folder: Path, articles: tuple[Path, ...]) -> None:
    """Open the graph, then answer calls until the server is gone."""
    # Standard output belongs to the protocol; nothing here may write to it.
    sys.stdout = sys.stderr
    try:
        desk = answers.Desk(Graph.open(folder), articles)
    except KgError as error:
        connection.send(str(error))
        return
    _limit_memory()
    _forbid_network()
    connection.send(None)
    while True:
        try:
            task, given = connection.recv()
        except EOFError:
            return
        try:
            connection.send((True, TASKS[task](desk, **given)))
        except KgError as error:
            connection.send((False, str(error)))
        except MemoryError:
            return


def _forbid_network() -> None:
    """Let no query call out that passes by the check of its text, where the system can be told so."""
    with suppress(ImportError):
        from kg.serve.lockdown import forbid_network

        forbid_network()


def _limit_memory() -> None:
    """Allow a gigabyte beyond what the graph takes, where the system can be told so."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
