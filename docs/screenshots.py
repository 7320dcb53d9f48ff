"""Takes the screenshots of the page: ``python docs/screenshots.py out docs/images``.

The first argument is a build folder or its page, the second where the pictures go. Needs Debian's chromium and
chromium-driver, selenium from the ``dev`` extra, and pngquant where the pictures are to be small. The focus picture
shows the node in most claims, the pair picture the two with the most claims between them, ``2000`` a made-up graph of
that many actors.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import browser  # noqa: E402
from view_records import large_records  # noqa: E402

from kg.view import render  # noqa: E402


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the view's fragment, and what is clicked one after another (CSS selectors)."""

    name: str
    fragment: str = ""
    clicks: tuple[str, ...] = ()
    dark: bool = False
    phone: bool = False
    large: bool = False


SHOTS = (
    Shot("light"),
    Shot("dark", dark=True),
    Shot("phone", phone=True),
    Shot("pair", clicks=(".pair",)),
    Shot("focus", clicks=(".many .actor", "#panel .switch button")),
    Shot("table", clicks=("#as-table",)),
    Shot("reader", "#view=reader", ("#next-claim", "#next-claim", "#next-claim")),
    Shot("compare", "#view=compare", ("[data-jump=shared]",)),
    Shot("query", "#view=query", ("#ask",)),
    Shot("2000", large=True),
    Shot("communities", "#grouped=yes", large=True),
)


def shoot(driver: webdriver.Chrome, page: Path, picture: Path, shot: Shot) -> None:
    """Opens the page afresh, clicks, and saves what is seen."""
    driver.get("about:blank")
    driver.get(page.resolve().as_uri() + shot.fragment)
    WebDriverWait(driver, 20).until(lambda d: d.execute_script("return document.documentElement.dataset.ready"))
    for selector in shot.clicks:
        driver.find_element("css selector", selector).click()
        time.sleep(0.2)
    if shot.name == "query":
        WebDriverWait(driver, 30).until(lambda d: d.execute_script("return document.getElementById('stop').hidden"))
    time.sleep(0.3)
    driver.save_screenshot(str(picture))
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--skip-if-larger", "--output", picture, picture], check=False)


def main(folder: Path, pictures: Path) -> None:
    """Writes each picture into the folder."""
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        large = Path(name) / "large.html"
        large.write_text(render(large_records(2000), "2,000 actors"), "utf-8")
        for dark, phone in sorted({(shot.dark, shot.phone) for shot in SHOTS}):
            with browser(dark, phone) as driver:
                for shot in SHOTS:
                    if (shot.dark, shot.phone) == (dark, phone):
                        page = large if shot.large else folder if folder.is_file() else folder / "graph.html"
                        shoot(driver, page, pictures / f"{shot.name}.png", shot)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python docs/screenshots.py FOLDER PICTURES")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
