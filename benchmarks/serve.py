"""Time of the ready questions over HTTP, and the same in rdflib's memory.

    python benchmarks/serve.py FOLDER [--rounds N] [--limit SECONDS] [--rdflib 0]

FOLDER is any build folder. Starts ``kg serve`` on it, asks each ready question that needs no setting ``N`` times over
one connection, and prints the median in milliseconds as a table in Markdown, then memory and how long the start took.
rdflib asks graph.ttl in a process of its own, which is ended where a question takes longer than the limit.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import re
import statistics
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlencode

from kg.queries import load_queries


def started(folder: Path) -> tuple[subprocess.Popen[str], int, float]:
    """A running server, its port, and the seconds it took to be ready."""
    command = [
        sys.executable,
        "-m",
        "kg.cli",
        "serve",
        str(folder),
        "--port",
        "0",
        "--workers",
        "1",
        "--timeout",
        "300",
    ]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"served on http://[^/]+:(\d+)/", line):
            return process, int(found[1]), time.perf_counter() - begun
    raise SystemExit("the server did not start")


def over_http(port: int, text: str, rounds: int) -> tuple[float, int]:
    """The median of the seconds until the whole answer is there, and its number of rows."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
    times, rows = [], 0
    for _ in range(rounds):
        begun = time.perf_counter()
        connection.request("POST", "/sparql", urlencode({"query": text}), headers)
        answer = connection.getresponse()
        body = answer.read()
        times.append(time.perf_counter() - begun)
        assert answer.status == 200, body[:200]
        rows = len(json.loads(body)["results"]["bindings"])
    return statistics.median(times), rows


def in_rdflib(turtle: Path, texts: list[str], pipe: Connection) -> None:
    """Load, say so, then ask one question after another; the main function of a process."""
    import rdflib

    graph = rdflib.Graph().parse(turtle, format="turtle")
    pipe.send(None)
    for text in texts:
        begun = time.perf_counter()
        rows = sum(1 for _ in graph.query(text))
        pipe.send((time.perf_counter() - begun, rows))


def rdflib_times(turtle: Path, texts: list[str], limit: float) -> list[float | None]:
    """Seconds of each question, None where it took longer than the limit; loading does not count."""
    found: list[float | None] = []
    while len(found) < len(texts):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(
            target=in_rdflib, args=(turtle, texts[len(found) :], theirs), daemon=True
        )
        process.start()
        ours.recv()
        while len(found) < len(texts):
            if not ours.poll(limit):
                found.append(None)
                break
            found.append(ours.recv()[0])
        process.kill()
        process.join()
    return found


def resident(pid: int) -> float:
    """Megabytes in memory of a process and its children, shared pages counted in part."""
    pids, total = [pid], 0
    while pids:
        one = pids.pop()
        children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
        pids += [int(child) for child in children]
        total += int(re.search(r"Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text())[1])  # type: ignore[index]
    return total / 1000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--limit", type=float, default=60.0)
    arguments.add_argument("--rdflib", type=int, default=1)
    given = arguments.parse_args()

    ready = [one for one in load_queries().values() if not any(setting.needed for setting in one.settings)]
    process, port, seconds = started(given.folder)
    try:
        ours = [over_http(port, one.text, given.rounds) for one in ready]
        memory = resident(process.pid)
    finally:
        process.terminate()
        process.wait()
    texts = [one.text for one in ready]
    theirs = rdflib_times(given.folder / "graph.ttl", texts, given.limit) if given.rdflib else [None] * len(ready)

    print("| question | rows | kg serve, ms | rdflib, ms | ratio |\n|---|---:|---:|---:|---:|")
    for one, (median, rows), other in zip(ready, ours, theirs, strict=True):
        beside = f"{other * 1000:,.0f} | {other / median:,.0f}" if other else f"> {given.limit * 1000:,.0f} | "
        print(f"| {one.name} | {rows:,} | {median * 1000:,.1f} | {beside if given.rdflib else ' | '} |")
    print(f"\nmedian of the questions {statistics.median(m for m, _ in ours) * 1000:,.1f} ms over HTTP; ", end="")
    print(f"ready after {seconds:.1f} s, {memory:,.0f} MB in all processes")


if __name__ == "__main__":
    main()
