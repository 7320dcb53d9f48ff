"""What reading costs beside the parser, and how much memory a large table takes.

    python benchmarks/inputs.py

The costs are shares of bare `nlp.pipe` on the same texts in the same run; the memory is the highest that Python held
while a table of so many rows was read, or so many signatures compared, from beginning to end.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
import tracemalloc
from array import array
from collections.abc import Callable
from pathlib import Path

from kg.annotate import annotate
from kg.pipeline import claims_of_reading, load_resources, outcome_of
from kg.read import Document, Told, find, near_duplicates, read, read_each, told
from kg.read.language import foreign
from kg.resolve import resolve

SEEDS = Path(__file__).parents[1] / "seeds"
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of some rounds."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def costs() -> None:
    resources = load_resources()
    articles = [read(document) for document in find([SEEDS])]
    parsed = list(annotate(articles, resources.nlp))
    passages = [[article.text[block.start : block.end] for block in article.blocks] for article in articles]
    bare = seconds(lambda: list(resources.nlp.pipe(article.text for article in articles)))
    whole = seconds(lambda: [outcome_of(article, parse, resources) for article, parse in parsed])
    claims = seconds(
        lambda: [
            claims_of_reading(resolve(article, parse, resources.gazetteer, resources.roles), resources)
            for article, parse in parsed
        ]
    )
    rows = {
        "language": seconds(lambda: [foreign(one) for one in passages]),
        "signature for near duplicates": seconds(lambda: [told(article) for article in articles]),
        "silent sentences and their reasons": whole - claims,
    }
    for name, spent in rows.items():
        print(f"{name:<36}{spent / bare:7.2%} of bare nlp.pipe")


def memory(rows: int) -> None:
    text = (SEEDS / "003_37e8a2a38bea86b4.txt").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.jsonl")
        with path.open("w", encoding="utf-8") as file:
            for number in range(rows):
                file.write(json.dumps({"id": number, "text": f"Report {number}. {text}"}) + "\n")
        tracemalloc.start()
        count = sum(1 for _ in read_each(Document(path, path.name)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        size = path.stat().st_size
    assert count == rows
    print(f"{rows:>6} rows, {size / 1e6:6.1f} MB: {peak / 1e6:5.2f} MB at most")


def compared(documents: int) -> None:
    """Signatures drawn at random stand for texts that differ, as nearly all do."""
    chance = random.Random(1)
    tracemalloc.start()
    pile = [
        Told(str(n), None, n.to_bytes(16), array("I", (chance.getrandbits(32) for _ in range(128))))
        for n in range(documents)
    ]
    assert not list(near_duplicates(pile))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{documents:>6} signatures compared: {peak / documents:5.0f} bytes each at most")


if __name__ == "__main__":
    costs()
    for size in (1_000, 5_000):
        memory(size)
    for size in (1_000, 20_000):
        compared(size)
