"""A headless Chromium for the tests of the page: one session a module, and what a reader does with it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install -e .[dev]")
Service = pytest.importorskip("selenium.webdriver.chrome.service").Service
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium or chromedriver is not installed"),
]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
]
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        made = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        yield made
        made.quit()


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def visit(driver: Any) -> Open:
    """Opens a page in a window of a given size; after the test no error may stand in the console."""

    def opened(path: Path, fragment: str = "", width: int = 1440, height: int = 900) -> Any:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.get("about:blank")
        driver.get_log("browser")
        driver.get_log("performance")
        driver.get(path.resolve().as_uri() + fragment)
        wait(driver, "return document.documentElement.dataset.ready")
        return driver

    return opened


def wait(driver: Any, script: str, seconds: float = 15) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = driver.execute_script(script)
        if value:
            return value
        time.sleep(0.03)
    raise AssertionError(f"never came true: {script}")


def settle(driver: Any) -> None:
    driver.execute_async_script("const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => done()), 60)")


def count(driver: Any, selector: str) -> int:
    return len(driver.find_elements("css selector", selector))


def click(driver: Any, selector: str) -> None:
    driver.find_element("css selector", selector).click()
    settle(driver)


def press(driver: Any, text: str) -> None:
    driver.find_element("id", "search").send_keys(text)
    settle(driver)


def press_button(driver: Any, words: str) -> None:
    buttons = driver.find_elements("css selector", "#panel button")
    next(button for button in buttons if words in button.text).click()
    settle(driver)


def shown(driver: Any) -> int:
    return len(driver.execute_script("return kgPage.shown()"))


def names(driver: Any) -> set[str]:
    return {box["words"] for box in driver.execute_script("return kgPage.labels()")}


def panel(driver: Any) -> str:
    return str(driver.find_element("id", "panel").text)


def tick(driver: Any, facet: str, value: str) -> None:
    click(driver, f"input[data-facet='{facet}'][data-value='{value}']")


def console(driver: Any) -> list[str]:
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]
