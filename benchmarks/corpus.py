"""A corpus built by one process and by two, against bare ``nlp.pipe`` on the same texts, in one run.

    python benchmarks/corpus.py [COUNT] [--seed N] [--keep FOLDER]
    python benchmarks/corpus.py [COUNT] --phases
    python benchmarks/corpus.py --memory 1000,5000,20000
    python benchmarks/corpus.py [COUNT] --profile

Generates COUNT articles (benchmarks/generated.py), reads them with the bare model in one process and in two, then runs
`kg build` on them with one and with two workers, each in a process and folder of its own, everything included:
start-up, shards, store, page, report. Then: the same again with nothing changed, with one article changed, and `kg add`
of one article. Prints wall and CPU seconds, their ratios, and the memory of the largest process. On a busy machine the
ratios of CPU time are the ones to trust for one process; for two against one, only wall time on idle cores tells, and
what the bare model gains from the second core tells how much these cores can.

``--phases`` only reads with the bare model and builds with one worker, and prints where the time goes, in shares of
the bare model's CPU time. ``--memory`` builds corpora of short articles (some 80 words) of these sizes and prints the
memory of caller and worker after each phase. ``--profile`` prints where the time of one worker's work goes.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generated import articles, write
from phases import watched

from kg.corpus.stamp import stamp_of
from kg.corpus.update import Settings, build
from kg.corpus.work import Extract, MakeQuads
from kg.read import find, read
from kg.resources import DEFAULT_MODEL


def bare(folder: Path, part: slice = slice(None)) -> None:
    """The model as its makers give it over the texts, in the batches that work best for it."""
    texts = [read(document).text for document in find([folder])][part]
    for _ in importlib.import_module(DEFAULT_MODEL).load().pipe(texts, batch_size=32):
        pass


def timed(name: str, work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of work in another process; prints them with the memory of the largest process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work()
        os.close(writing)
        os._exit(0)
    os.close(writing)
    started = time.perf_counter()
    _, status, used = os.wait4(child, 0)
    wall, cpu = time.perf_counter() - started, used.ru_utime + used.ru_stime
    os.close(reading)
    print(f"{name:34} {wall:8.1f} s wall {cpu:8.1f} s CPU {used.ru_maxrss // 1024:6} MB", flush=True)
    if status:
        raise SystemExit(f"{name}: failed")
    return wall, cpu


def bare_by_two(folder: Path) -> None:
    """The same in two processes, half of the texts each: what two of these cores can gain at all."""
    children = []
    for first in (0, 1):
        child = os.fork()
        if child == 0:
            bare(folder, slice(first, None, 2))
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def kg(*arguments: object) -> Callable[[], object]:
    """A `kg` command, as work."""
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(folder: Path, count: int, seed: int) -> None:
    texts, extra = folder / "texts", folder / "one-more.txt"
    words = write(texts, count, seed)
    extra.write_text(next(articles(1, seed + 1))[1], "utf-8")
    print(f"{count:,} articles, {words:,} words, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    alone = timed("nlp.pipe alone", lambda: bare(texts))
    halves = timed("nlp.pipe, two processes", lambda: bare_by_two(texts))
    one = timed("kg build --jobs 1", kg("build", texts, "-o", folder / "one", "--jobs", 1))
    two = timed("kg build --jobs 2", kg("build", texts, "-o", folder / "two", "--jobs", 2))
    again = timed("the same again, nothing changed", kg("build", texts, "-o", folder / "one"))
    first = texts / "000" / "article-000000.txt"
    first.write_text(first.read_text("utf-8") + "\nIran attacked Israel.\n", "utf-8")
    timed("the same again, one changed", kg("build", texts, "-o", folder / "one"))
    timed("kg add of one article", kg("add", extra, "-d", folder / "one"))
    timed("kg query", kg("query", "SELECT ?o { ent:Iran rel:attacked ?o } LIMIT 5", "-d", folder / "one"))
    print(f"one process / nlp.pipe: {one[0] / alone[0]:.2f} wall, {one[1] / alone[1]:.2f} CPU (target: at most 1.3)")
    print(f"two processes are {one[0] / two[0]:.2f} times as fast as one (target: at least 1.6)")
    print(f"of the bare model, which has nothing to share, {alone[0] / halves[0]:.2f} times")
    print(f"unchanged / first build: {again[0] / one[0]:.3f}")
    for part in ("shards/claims", "shards/quads", "store"):
        size = sum(file.stat().st_size for file in (folder / "one" / part).rglob("*") if file.is_file())
        print(f"{part}: {size / count / 1000:.1f} kB an article")


def phased(texts: Path, out: Path, unit: float | None = None) -> Callable[[], object]:
    """A build with one worker that prints what its phases take, in shares of ``unit`` seconds, as work."""

    def work() -> None:
        with watched() as clock:
            build([texts], out, Settings(jobs=1), lambda done, total, name: None)
        print(clock.table(unit), flush=True)

    return work


def phases(folder: Path, count: int, seed: int) -> None:
    words = write(folder / "texts", count, seed)
    print(f"{count:,} articles, {words:,} words, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    alone = timed("nlp.pipe alone", lambda: bare(folder / "texts"))
    whole = timed("build with one worker", phased(folder / "texts", folder / "out", alone[1]))
    print(f"one worker / nlp.pipe: {whole[0] / alone[0]:.2f} wall, {whole[1] / alone[1]:.2f} CPU (target: at most 1.3)")


def memory(folder: Path, counts: list[int], seed: int) -> None:
    for count in counts:
        words = write(folder / f"texts{count}", count, seed, short=True)
        print(f"{count:,} short articles, {words:,} words, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        timed("build with one worker", phased(folder / f"texts{count}", folder / f"out{count}"))


def profile(count: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), count, seed)
        documents = find([Path(name)])
        extract = Extract(None, None, tuple(stamp_of(None, None).items()))
        extract.prepare()
        profiler = cProfile.Profile()
        profiler.enable()
        shards = [shard for _, shard in extract(documents)]
        list(MakeQuads("https://w3id.org/actorkg/data/")([shard for shard in shards if isinstance(shard, bytes)]))
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(35)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("count", nargs="?", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path, help="folder to work in, kept")
    arguments.add_argument("--phases", action="store_true")
    arguments.add_argument("--memory", help="sizes of the corpora, as 1000,5000,20000")
    arguments.add_argument("--profile", action="store_true")
    given = arguments.parse_args()
    if given.profile:
        profile(given.count, given.seed)
        return
    with tempfile.TemporaryDirectory(prefix="kg-corpus-") as name:
        folder = given.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if given.memory:
            memory(folder, [int(count) for count in given.memory.split(",")], given.seed)
        elif given.phases:
            phases(folder, given.count, given.seed)
        else:
            measure(folder, given.count, given.seed)


if __name__ == "__main__":
    main()
