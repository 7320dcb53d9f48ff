"""What `kg add` of one article costs, by part, in folders of more and more documents.

    python benchmarks/add.py [100 1000 3000] [--keep FOLDER]

Builds folders of that many short articles (the first paragraph of those of benchmarks/generated.py), every one taken
for a large one, so that all have the store on disk; then adds, replaces and removes one further article in each, and
prints the seconds of the processor, workers included, that each part took. ``--keep`` works in a folder that is kept,
so that a second run needs no building.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generated import articles

from kg.corpus import catalog, documents, ondisk, rows, update, write
from kg.corpus.manifest import load
from kg.corpus.shards import Shards
from kg.corpus.update import Settings

# The parts, by the function that does them; what is nested counts for the inner one alone.
PARTS: dict[str, tuple[Any, ...]] = {
    "digests of the program": ((update, "stamp_of"),),
    "reading the article": ((update, "read_sources"),),
    "who is the same": ((catalog.Catalog, "follow"), (catalog.Catalog, "note"), (catalog.Catalog, "identities")),
    "quads": ((rows, "make_quads"),),
    "store": ((write, "_write_store"), (ondisk, "mark")),
    "sample of the shapes": ((write, "_check"),),
    "report.json": ((write, "_report"),),
    "articles.jsonl": ((write, "write_listed"),),
    "manifest": ((documents, "load"), (update, "save")),
    "shards listed": ((Shards, "tidy"), (Shards, "prune"), (Shards, "keys")),
}


def spent() -> float:
    """Seconds of the processor, of this process and of the workers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class Meter:
    """Seconds by part, taken by wrapping the functions of ``PARTS``."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._nested = [0.0]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure what is called meanwhile."""
        wrapped = [(owner, name, getattr(owner, name)) for part in PARTS.values() for owner, name in part]
        for part, functions in PARTS.items():
            for owner, name in functions:
                setattr(owner, name, self._timed(part, getattr(owner, name)))
        try:
            yield
        finally:
            for owner, name, function in wrapped:
                setattr(owner, name, function)

    def _timed(self, part: str, function: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            started = spent()
            self._nested.append(0.0)
            try:
                return function(*given, **named)
            finally:
                taken = spent() - started
                self.seconds[part] += taken - self._nested.pop()
                self._nested[-1] += taken

        return run


def folder_of(count: int, place: Path) -> Path:
    """A built folder of so many short articles."""
    out, texts = place / f"built-{count}", place / f"texts-{count}"
    if not (out / "shards" / "manifest.json").exists():
        for name, text in articles(count):
            part = texts / f"{int(name[8:14]) // 1000:03}"
            part.mkdir(parents=True, exist_ok=True)
            (part / name).write_text(short(text), "utf-8")
        update.build([texts], out, Settings(), quiet)
    return out


def short(text: str) -> str:
    """Title, byline and first paragraph."""
    return "\n\n".join(text.split("\n\n")[:3]) + "\n"


def quiet(done: int, total: int, name: str) -> None:
    """No progress."""


def changes(out: Path, place: Path, seed: int) -> Iterator[tuple[str, float, dict[str, float]]]:
    """Each change with its seconds, in all and by part."""
    one, other = (short(text) for _, text in articles(2, seed))
    file = place / "one-more.txt"
    calls: list[tuple[str, str, Callable[[], object]]] = [
        ("add", one, lambda: documents.add([file], out, Settings(jobs=1), quiet)),
        ("replace", other, lambda: documents.put_in_place([file], out, Settings(jobs=1), quiet)),
        ("remove", other, lambda: documents.remove([file.name], out, Settings(jobs=1), quiet)),
    ]
    for name, text, call in calls:
        file.write_text(text, "utf-8")
        meter, started = Meter(), spent()
        with meter.running():
            call()
        yield name, spent() - started, dict(meter.seconds)


def measure(count: int, place: Path) -> None:
    """Print the table of one folder; what is loaded once for a process has been loaded by a first round."""
    write.LARGE = 0
    out = folder_of(count, place)
    list(changes(out, place, seed=7))
    manifest = load(out)
    assert manifest
    print(f"{count:,} documents, {sum(row.triples for row in manifest.rows):,} triples", flush=True)
    found = list(changes(out, place, seed=8))
    print(f"  {'':26}" + "".join(f"{name:>10}" for name, _, _ in found))
    for part in PARTS:
        print(f"  {part:26}" + "".join(f"{seconds.get(part, 0.0):10.2f}" for _, _, seconds in found))
    print(f"  {'everything':26}" + "".join(f"{total:10.2f}" for _, total, _ in found), flush=True)


def main() -> None:
    """Measure each size in turn."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("counts", nargs="*", type=int, default=[100, 1000, 3000])
    arguments.add_argument("--keep", type=Path, help="folder to work in, kept")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-add-") as name:
        place = given.keep or Path(name)
        place.mkdir(parents=True, exist_ok=True)
        for count in given.counts:
            measure(count, place)


if __name__ == "__main__":
    sys.exit(main())
