"""What a reader does with the page in Chromium, and what is then seen of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chromium import DRIVER, PROGRAM

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not (PROGRAM and DRIVER), reason="chromium or chromedriver is not installed"),
]
Open = Callable[..., Any]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


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


def words_of(driver: Any, selector: str) -> list[str]:
    return [found.text for found in driver.find_elements("css selector", selector)]


def choose(driver: Any, selector: str, value: str) -> None:
    script = (
        "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))"
    )
    driver.execute_script(script, selector, value)


def answered(driver: Any) -> str:
    """What the page says of the query under way, once it is answered."""
    wait(driver, "return document.getElementById('stop').hidden", 40)
    return str(driver.find_element("id", "answered").text)


def ask(driver: Any, query: str) -> str:
    """What the page says of a query of one's own, once it is answered."""
    driver.execute_script("document.getElementById('sparql').value = arguments[0]", query)
    click(driver, "#ask")
    return answered(driver)


def drag(driver: Any, *places: tuple[float, float]) -> None:
    """Press the mouse at the first place of the window, move through those between, let go at the last."""
    kinds = ["mousePressed", *["mouseMoved"] * (len(places) - 2), "mouseReleased"]
    for kind, (x, y) in zip(kinds, places, strict=True):
        mouse = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", mouse)


def click_picture(driver: Any, place: str) -> None:
    """Click a place of the picture, given in JavaScript by ``at``, the places of the nodes in the network."""
    there = driver.execute_script(
        "const n = kgPage.network(), at = n.getPositions();"
        f"const dom = n.canvasToDOM({place});"
        "const box = document.getElementById('graph').getBoundingClientRect();"
        "return [Math.round(box.x + dom.x), Math.round(box.y + dom.y)]"
    )
    drag(driver, there, there)


def saved(driver: Any, button: str) -> str:
    """The text of the file that a button of the page saves."""
    driver.execute_script(
        "globalThis.kept = []; const plain = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { b.text().then((t) => kept.push(t)); return plain(b); };"
    )
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "deny"})
    driver.execute_script("document.getElementById('share').open = true")
    click(driver, button)
    return str(wait(driver, "return kept[0]"))


def nameless(driver: Any) -> list[str]:
    """The controls that a screen reader has no name for."""
    found: list[str] = driver.execute_script(
        "return [...document.querySelectorAll('button, input, select, summary, textarea, [role=button]')]"
        ".filter((e) => "
        "!(e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')?.textContent.trim()))"
        ".map((e) => e.outerHTML.slice(0, 80))"
    )
    return found
