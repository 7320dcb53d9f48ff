"""What a reader does with the page in Chromium, and what is then seen of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chromium import DRIVER, PROGRAM
from selenium import webdriver
from selenium.webdriver.remote.webelement import WebElement

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not (PROGRAM and DRIVER), reason="chromium or chromedriver is not installed"),
]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


class Page:
    """The page in a window; places in it are CSS selectors."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, path: Path, fragment: str = "", width: int = 1440, height: int = 900) -> None:
        """Open a file afresh in a window of this size, its logs empty, and wait until it is ready."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(path.resolve().as_uri() + fragment)
        self.wait("return document.documentElement.dataset.ready")

    def prefer(self, scheme: str) -> None:
        """Let the system prefer the colour scheme ``light`` or ``dark``."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def back(self) -> None:
        self.driver.back()
        self.settle()

    @property
    def address(self) -> str:
        return self.driver.current_url

    # --- acting

    def run(self, script: str, *given: object) -> Any:
        return self.driver.execute_script(script, *given)

    def wait(self, script: str, seconds: float = 15) -> Any:
        """What the script gives as soon as that is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.03)
        raise AssertionError(f"never came true: {script}")

    def settle(self) -> None:
        """Let the page draw what has changed."""
        self.driver.execute_async_script(
            "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => done()), 60)"
        )

    def click(self, selector: str) -> None:
        self.find(selector).click()
        self.settle()

    def keys(self, keys: str) -> None:
        """Press keys while no field has the focus."""
        self.find("body").send_keys(keys)
        self.settle()

    def search(self, text: str) -> None:
        self.find("#search").send_keys(text)
        self.settle()

    def press_button(self, words: str) -> None:
        """Press the button of the panel that has these words."""
        buttons = self.driver.find_elements("css selector", "#panel button")
        next(button for button in buttons if words in button.text).click()
        self.settle()

    def tick(self, facet: str, value: str) -> None:
        self.click(f"input[data-facet='{facet}'][data-value='{value}']")

    def choose(self, selector: str, value: str) -> None:
        self.run(
            "const s = document.querySelector(arguments[0]); s.value = arguments[1];"
            "s.dispatchEvent(new Event('change'))",
            selector,
            value,
        )

    def unfold(self, selector: str) -> None:
        self.run("document.querySelector(arguments[0]).open = true", selector)

    def drag(self, *places: tuple[float, float]) -> None:
        """Press the mouse at the first place of the window, move through those between, let go at the last."""
        kinds = ["mousePressed", *["mouseMoved"] * (len(places) - 2), "mouseReleased"]
        for kind, (x, y) in zip(kinds, places, strict=True):
            mouse = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", mouse)

    def click_picture(self, place: str) -> None:
        """Click a place of the picture, given in JavaScript by ``at``, the places of the nodes in the network."""
        there = self.run(
            "const n = kgPage.network(), at = n.getPositions();"
            f"const dom = n.canvasToDOM({place});"
            "const box = document.getElementById('graph').getBoundingClientRect();"
            "return [Math.round(box.x + dom.x), Math.round(box.y + dom.y)]"
        )
        self.drag(there, there)

    def save(self, button: str) -> str:
        """The text of the file that a button of the page saves."""
        self.run(
            "globalThis.kept = []; const plain = URL.createObjectURL;"
            "URL.createObjectURL = (b) => { b.text().then((t) => kept.push(t)); return plain(b); };"
        )
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "deny"})
        self.unfold("#share")
        self.click(button)
        return str(self.wait("return kept[0]"))

    def ask(self, query: str) -> str:
        """What the page says of a query of one's own, once it is answered."""
        self.run("document.getElementById('sparql').value = arguments[0]", query)
        self.click("#ask")
        return self.answered()

    # --- seeing

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element("css selector", selector)

    def text(self, selector: str) -> str:
        return self.find(selector).text

    def texts(self, selector: str) -> list[str]:
        return [found.text for found in self.driver.find_elements("css selector", selector)]

    def count(self, selector: str) -> int:
        return len(self.driver.find_elements("css selector", selector))

    def answered(self) -> str:
        """What the page says of the query under way, once it is answered."""
        self.wait("return document.getElementById('stop').hidden", 40)
        return self.text("#answered")

    def shown(self) -> int:
        """How many nodes are drawn."""
        return len(self.run("return kgPage.shown()"))

    def lines(self) -> Any:
        return self.run("return kgPage.lines()")

    def labels(self) -> Any:
        """The names written in the picture, each with its box."""
        return self.run("return kgPage.labels()")

    def names(self) -> set[str]:
        return {box["words"] for box in self.labels()}

    def fits(self) -> bool:
        """True where nothing has to be scrolled sideways."""
        return bool(self.run("return document.documentElement.scrollWidth <= innerWidth"))

    def nameless(self) -> list[str]:
        """The controls that a screen reader has no name for."""
        found: list[str] = self.run(
            "return [...document.querySelectorAll('button, input, select, summary, textarea, [role=button]')]"
            ".filter((e) => "
            "!(e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')?.textContent.trim()))"
            ".map((e) => e.outerHTML.slice(0, 80))"
        )
        return found

    def console(self) -> list[str]:
        """The errors and warnings in the console since it was last looked at."""
        logged = self.driver.get_log("browser")
        return [entry["message"] for entry in logged if entry["level"] in {"SEVERE", "WARNING"}]

    def requests(self) -> list[str]:
        """The addresses asked for since the log was last looked at."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]


Open = Callable[..., Page]
