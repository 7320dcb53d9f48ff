"""A build folder of any size, in our own model: made-up articles, claims and their graph.

    python benchmarks/generate.py --triples 240000 -o /tmp/big

Writes graph.trig and graph.ttl as ``kg build`` does, and the articles themselves to articles/, so that
``kg validate DIR`` and ``kg verify DIR --articles DIR/articles`` hold. The same size and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from pyoxigraph import Quad
from synthetic import articles

from kg.graph import quads as quads_of
from kg.graph import write_trig, write_turtle


def generate(out: Path, triples: int, seed: int = 0) -> tuple[int, int, int]:
    """The numbers of documents, claims and quads, after writing the folder ``out``.

    Stops after the document that reaches ``triples`` statements.
    """
    texts = out / "articles"
    texts.mkdir(parents=True, exist_ok=True)
    quads: list[Quad] = []
    documents = claims = 0
    for article, told in articles(seed):
        (texts / article.name).write_text(article.text, "utf-8", newline="\n")
        quads += quads_of(article, told)
        documents, claims = documents + 1, claims + len(told)
        if len(quads) >= triples:
            break
    write_trig(quads, out / "graph.trig")
    write_turtle(quads, out / "graph.ttl")
    return documents, claims, len(quads)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--triples", type=int, default=240_000)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("-o", "--out", type=Path, required=True)
    given = arguments.parse_args()
    started = time.perf_counter()
    documents, claims, quads = generate(given.out, given.triples, given.seed)
    seconds = time.perf_counter() - started
    print(f"{given.out}: {documents} documents, {claims} claims, {quads} quads in {seconds:.1f} s")


if __name__ == "__main__":
    main()
