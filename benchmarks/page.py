"""Load and frame times of the page by size, next to plain pyvis output of the same graph, in headless Chromium.

    python benchmarks/page.py [FOLDER ...] [--nodes 100 500 2000] [--seconds 60]

Measures made-up graphs of the given numbers of actors, two claims each, then the graphs of build folders. Ready means:
from the start of loading until the page says so, for pyvis until its physics has come to rest, at most ``--seconds``.
A frame is the time from one drawn frame to the next while the picture moves and zooms; the median of
60, or of as many as 20 seconds give.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyvis.network import Network
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from urllib3.exceptions import ReadTimeoutError

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import browser  # noqa: E402
from view_records import large_records  # noqa: E402

from kg.articles import read_articles  # noqa: E402
from kg.page import write_page  # noqa: E402
from kg.statements import statements  # noqa: E402
from kg.store import open_graph  # noqa: E402
from kg.view import render  # noqa: E402

Record = Mapping[str, Any]
OURS_READY = "return Number(document.documentElement.dataset.ready) || null"
# Set up before the page's own script: the moment at which pyvis's network says that it has come to rest.
PYVIS_WATCH = """
const look = setInterval(() => {
  if (typeof network === 'undefined' || !network) return;
  clearInterval(look);
  network.once('stabilized', () => { globalThis.atRest = performance.now(); });
}, 5);
"""
FRAMES = """
const [view, done] = [eval(arguments[0]), arguments[1]];
const gaps = [];
const begun = performance.now();
let last = begun;
const step = () => {
  const now = performance.now();
  gaps.push(now - last);
  last = now;
  if (gaps.length > 60 || now - begun > 20000) return done(gaps.slice(1).sort((a, b) => a - b));
  const centre = view.getViewPosition();
  const side = gaps.length % 2 ? 40 : -40;
  const scale = view.getScale() * (gaps.length % 2 ? 1.03 : 1 / 1.03);
  view.moveTo({ position: { x: centre.x + side, y: centre.y }, scale, animation: false });
  requestAnimationFrame(step);
};
requestAnimationFrame(step);
"""


def plain_pyvis(records: Sequence[Record]) -> str:
    """The same graph as pyvis gives it without further ado: a node an actor, an edge a claim."""
    network = Network(directed=True, cdn_resources="in_line")
    for record in records:
        for party in (record["subject"], record["object"]):
            if party:
                network.add_node(party["iri"], label=party["label"])
        if record["object"]:
            network.add_edge(record["subject"]["iri"], record["object"]["iri"], title=record["predicate"]["label"])
    return network.generate_html(notebook=False)


def pages(given: argparse.Namespace, work: Path) -> Iterator[tuple[str, Path, Path]]:
    """The name of each graph, with our page and the plain one."""
    for count in given.nodes:
        ours, plain = work / f"{count}.html", work / f"{count}-pyvis.html"
        records = large_records(count)
        ours.write_text(render(records), "utf-8")
        plain.write_text(plain_pyvis(records), "utf-8")
        yield f"{count:,} nodes, {len(records):,} claims", ours, plain
    for folder in given.folders:
        store = open_graph(folder)
        told = list(statements(store))
        ours, plain = work / f"{folder.name}.html", work / f"{folder.name}-pyvis.html"
        write_page(store, ours, read_articles(folder))
        plain.write_text(plain_pyvis(told), "utf-8")
        nodes = {party["iri"] for one in told for party in (one["subject"], one["object"]) if party}
        yield f"{folder.name}: {len(nodes):,} nodes, {len(told):,} claims", ours, plain


def measured(driver: webdriver.Chrome, page: Path, ready: str, network: str, seconds: float) -> tuple[str, str]:
    """Milliseconds until ready and of the median and 95th-percentile frame; ``never`` after so many seconds."""
    driver.get("about:blank")
    driver.get(page.as_uri())
    end = time.monotonic() + seconds
    loaded = None
    while loaded is None and time.monotonic() < end:
        loaded = driver.execute_script(ready)
        time.sleep(0.02)
    gaps = driver.execute_async_script(FRAMES, network)
    first = f"{loaded:,.0f}" if loaded is not None else f"over {1000 * seconds:,.0f}"
    return first, f"{gaps[len(gaps) // 2]:.0f} ({gaps[int(0.95 * len(gaps))]:.0f})"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="*", type=Path)
    arguments.add_argument("--nodes", nargs="*", type=int, default=[100, 500, 2000])
    arguments.add_argument("--seconds", type=float, default=60)
    given = arguments.parse_args()
    print("| graph | page | size, MB | ready, ms | frame, ms: median (95 %) |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for name, ours, plain in pages(given, Path(work)):
            with browser() as driver:
                driver.set_page_load_timeout(300)
                driver.set_script_timeout(300)
                row = measured(driver, ours, OURS_READY, "kgPage.network()", given.seconds)
                print(f"| {name} | kg | {ours.stat().st_size / 1e6:.1f} | {row[0]} | {row[1]} |", flush=True)
                driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": PYVIS_WATCH})
                try:
                    row = measured(driver, plain, "return globalThis.atRest || null", "network", given.seconds)
                except (TimeoutException, ReadTimeoutError):
                    row = ("the browser no longer answers", "")
                print(f"| | pyvis | {plain.stat().st_size / 1e6:.1f} | {row[0]} | {row[1]} |", flush=True)


if __name__ == "__main__":
    main()
