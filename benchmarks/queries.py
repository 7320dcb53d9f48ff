"""Time of the ready questions over a graph, in our store and, for comparison, in rdflib's memory.

    python benchmarks/generate.py --triples 240000 -o /tmp/big && python benchmarks/queries.py /tmp/big

Prints a table in Markdown: the rows of each answer, the median in our store, in rdflib where it stays within
``--limit`` seconds, and the ratio, all of one run. ``--rdflib 0`` leaves rdflib out. Each store answers in a process of
its own, which a question past its limit ends.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.opened import Graph
from kg.queries import load_queries
from kg.query import run
from kg.store import open_together

Answer = Callable[[str], int]


def ours(folder: Path) -> Answer:
    """A function from a query to the number of its rows, in our store."""
    store = open_together(folder)

    def answer(text: str) -> int:
        result = run(store, text)
        assert isinstance(result, ox.QuerySolutions)
        return sum(1 for _ in result)

    return answer


def theirs(folder: Path) -> Answer:
    """The same in rdflib."""
    graph = rdflib.Graph().parse(folder / "graph.ttl")
    return lambda text: sum(1 for _ in graph.query(text))


class Timed:
    """A store in a process of its own, asked one question after another; made anew after one that had to be ended."""

    def __init__(self, opener: Callable[[Path], Answer], folder: Path, limit: float) -> None:
        self._opener, self._folder, self._limit = opener, folder, limit
        self.loaded = self._start()

    def _start(self) -> float:
        self._connection, there = multiprocessing.Pipe()
        self._process = multiprocessing.Process(
            target=_answer_all, args=(there, self._opener, self._folder), daemon=True
        )
        self._process.start()
        seconds: float = self._connection.recv()
        return seconds

    def median(self, text: str, rounds: int) -> tuple[float, int] | None:
        """Seconds and rows; None where the first answer takes longer than the limit."""
        times, rows = [], 0
        for _ in range(rounds):
            self._connection.send(text)
            if not self._connection.poll(self._limit):
                self.close()
                self._start()
                return None
            seconds, rows = self._connection.recv()
            times.append(seconds)
            if sum(times) > self._limit / 2:
                break
        return statistics.median(times), rows

    def close(self) -> None:
        self._process.kill()
        self._process.join()


def _answer_all(connection: Connection, opener: Callable[[Path], Answer], folder: Path) -> None:
    started = time.perf_counter()
    answer = opener(folder)
    connection.send(time.perf_counter() - started)
    while True:
        text = connection.recv()
        started = time.perf_counter()
        rows = answer(text)
        connection.send((time.perf_counter() - started, rows))


def questions(folder: Path) -> Mapping[str, str]:
    """The text of each ready question, with an actor for those that cannot go without.

    Relations are those of the actor most is said of. Paths are asked between two of middling fame, because their number
    grows with the cube of what is said of the two.
    """
    names = [f"<{actor.iri}>" for actor, _ in zip(Graph.open(folder).actors(), range(121), strict=False)]
    fixed = {
        "relations-of": f"VALUES ?actor {{ {names[0]} }}",
        "paths-between": f"VALUES (?from ?to) {{ ({names[100]} {names[120]}) }}",
    }
    return {
        name: ready.text.replace("WHERE {", f"WHERE {{ {fixed[name]}", 1) if name in fixed else ready.text
        for name, ready in load_queries().items()
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--limit", type=float, default=60.0, help="seconds a question may take")
    arguments.add_argument("--rdflib", type=int, default=1, help="0: do not compare")
    given = arguments.parse_args()
    asked = questions(given.folder)
    stores = {"ours": Timed(ours, given.folder, given.limit)}
    if given.rdflib:
        stores["rdflib"] = Timed(theirs, given.folder, given.limit)
    print(", ".join(f"{name}: loaded in {store.loaded:.1f} s" for name, store in stores.items()))
    print(f"\n| question | rows | {' | '.join(stores)} | ratio |\n|---|---|{'---|' * len(stores)}---|")
    for name, text in asked.items():
        found = [store.median(text, given.rounds) for store in stores.values()]
        cells = [f"{one[0] * 1000:,.0f} ms" if one else f"> {given.limit:.0f} s" for one in found]
        rows = next((str(one[1]) for one in found if one), "")
        mine = found[0]
        other = found[-1][0] if found[-1] else given.limit
        ratio = f"{'' if found[-1] else '> '}{other / mine[0]:,.0f}" if mine and given.rdflib else ""
        print(f"| {name} | {rows} | {' | '.join(cells)} | {ratio} |", flush=True)
    for store in stores.values():
        store.close()


if __name__ == "__main__":
    main()
