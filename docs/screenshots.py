"""Takes the screenshots of the page for the README: ``python docs/screenshots.py out/graph.html docs/images``.

Needs Debian's chromium and chromium-driver, and selenium from the ``dev`` extra. The focus picture shows the node in
most claims, the pair picture the two with the most claims between them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
DESKTOP = (1440, 900)
PHONE = {"deviceMetrics": {"width": 390, "height": 800, "pixelRatio": 2.0}}
# Name of the picture, dark or light, what is clicked first (a CSS selector).
SHOTS = (
    ("light", False, None),
    ("dark", True, None),
    ("pair", False, ".pair"),
    ("focus", False, ".many .actor"),
    ("table", False, "#as-table"),
)


@contextmanager
def browser(dark: bool = False, phone: bool = False) -> Iterator[webdriver.Chrome]:
    """A headless Chromium with an empty profile, gone again afterwards."""
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={DESKTOP[0]},{DESKTOP[1]}"):
            options.add_argument(flag)
        if phone:
            options.add_experimental_option("mobileEmulation", PHONE)
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            if not phone:
                size = {"width": DESKTOP[0], "height": DESKTOP[1], "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
            yield driver
        finally:
            driver.quit()


def shoot(driver: webdriver.Chrome, page: Path, picture: Path, click: str | None) -> None:
    """Opens the page afresh, clicks, and saves what is seen."""
    driver.get("about:blank")
    driver.get(page.resolve().as_uri())
    WebDriverWait(driver, 20).until(lambda d: d.execute_script("return document.documentElement.dataset.ready"))
    if click:
        driver.find_element("css selector", click).click()
    if picture.stem == "focus":
        driver.find_element("css selector", "#panel .switch button").click()
    driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    driver.save_screenshot(str(picture))


def main(page: Path, folder: Path) -> None:
    """Writes each picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        with browser(dark) as driver:
            for name, wants_dark, click in SHOTS:
                if wants_dark == dark:
                    shoot(driver, page, folder / f"{name}.png", click)
    with browser(phone=True) as driver:
        shoot(driver, page, folder / "phone.png", None)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python docs/screenshots.py PAGE.html FOLDER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
