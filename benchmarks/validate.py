"""Time of each part of ``kg validate`` on one graph, and its share: SHACL by pySHACL, the rest by SPARQL over Oxigraph.

python benchmarks/generate.py --triples 240000 -o big
python benchmarks/validate.py big
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.problem import Problem
from kg.store import open_graph
from kg.validate import check_problems, kind_problems, shape_problems, term_problems

PARTS: dict[str, Callable[..., Iterable[Problem]]] = {
    "shapes (pySHACL)": shape_problems,
    "checks (Oxigraph)": check_problems,
    "terms (Oxigraph)": term_problems,
    "kinds (Oxigraph)": kind_problems,
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("graph", type=Path)
    given = arguments.parse_args()
    started = time.perf_counter()
    store = open_graph(given.graph)
    print(f"{len(store):,} statements, loaded in {time.perf_counter() - started:.1f} s")
    seconds: dict[str, float] = {}
    for name, part in PARTS.items():
        started = time.perf_counter()
        found = len(set(part(store)))
        seconds[name] = time.perf_counter() - started
        print(f"{name:20} {seconds[name]:7.2f} s, {found} problems")
    whole = sum(seconds.values())
    print(f"{'all':20} {whole:7.2f} s, pySHACL {seconds['shapes (pySHACL)'] / whole:.0%} of it")


if __name__ == "__main__":
    main()
