"""CPU time of the text part of a build against bare ``nlp.pipe`` on the same texts, in the same process.

    python benchmarks/text_part.py [FOLDER] [--rounds N]

Prints seconds (best of the rounds), the ratio, words and claims per second. The target is a ratio of at most 1.5. Bare
means: the model as its makers give it, on the same texts, in batches of the same size.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Callable
from pathlib import Path

from kg.pipeline import claims_of, load_resources
from kg.read import find, read
from kg.resources import DEFAULT_MODEL

FEWEST_WORDS = 20_000


def best(rounds: int, *runs: Callable[[], object]) -> list[float]:
    """The least CPU time of each, in seconds; they take turns, so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, measured in zip(runs, times, strict=True):
            started = time.process_time()
            run()
            measured.append(time.process_time() - started)
    return [min(measured) for measured in times]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "seeds")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()

    articles = [read(document) for document in find([given.folder])]
    words = sum(len(article.text.split()) for article in articles)
    articles *= max(1, -(-FEWEST_WORDS // words))
    words = sum(len(article.text.split()) for article in articles)
    resources = load_resources()
    nlp = importlib.import_module(DEFAULT_MODEL).load()

    def bare() -> None:
        for _ in nlp.pipe((article.text for article in articles), batch_size=32):
            pass

    def ours() -> int:
        return sum(len(claims) for _, claims, _ in claims_of(articles, resources))

    claims = ours()
    alone, whole = best(given.rounds, bare, ours)
    print(f"{len(articles)} articles, {words} words, {claims} claims, model {DEFAULT_MODEL}")
    print(f"nlp.pipe alone {alone:.2f} s, text part {whole:.2f} s, ratio {whole / alone:.2f}")
    print(f"{words / whole:.0f} words/s, {claims / whole:.0f} claims/s")


if __name__ == "__main__":
    main()
