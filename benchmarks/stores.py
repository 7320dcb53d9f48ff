"""The graph in each installed store: triples counted there, time to load and to answer all ready questions.

    python benchmarks/stores.py [DIR]

Prints a Markdown table. Stores that are not installed are named with what is missing. Times include the start of the
program: Jena starts a Java for each question, Comunica a Node that reads the file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from kg.queries import load_queries

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from endpoints import Row  # noqa: E402 - beside the tests that use them
from triple_stores import STORES, Comunica, TripleStore, answers  # noqa: E402


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=ROOT / "out")
    folder: Path = arguments.parse_args().folder
    print("| store | file | triples | same rows | load | questions |\n| --- | --- | --- | --- | --- | --- |")
    for name in ("graph.ttl", "graph.trig"):
        if (folder / name).is_file():
            expected = answers(folder / name)
            for kind in STORES:
                if reason := kind.missing():
                    print(f"{kind.name}: {reason}", file=sys.stderr)
                else:
                    print(line(kind, (folder / name).resolve(), expected))


def line(kind: type[TripleStore], file: Path, expected: dict[str, list[Row]]) -> str:
    """The row of one store and file."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        started = time.perf_counter()
        with kind(Path(folder)).loaded(file) as store:
            loaded = time.perf_counter() - started
            triples = "not counted" if kind is Comunica else f"{store.count():,}"
            started = time.perf_counter()
            same = sum(store.ask(query.text) == expected[name] for name, query in load_queries().items())
            asked = time.perf_counter() - started
    return f"| {kind.name} | {file.name} | {triples} | {same} of {len(expected)} | {loaded:.1f} s | {asked:.1f} s |"


if __name__ == "__main__":
    main()
