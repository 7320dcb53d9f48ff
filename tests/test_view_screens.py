"""The page for every reader: dark and light, a phone, a screen reader, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_browser import (
    Open,
    click,
    console,
    count,
    nameless,
    needs_browser,
    settle,
)
from selenium.webdriver.common.keys import Keys
from view_records import seed_records

pytestmark = needs_browser


def test_dark_follows_the_system_and_the_button(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = driver.execute_script(ground)
    click(driver, "#theme")
    assert driver.execute_script(ground) != light
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    visit(seed_page)
    assert driver.execute_script(ground) != light
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_every_control_has_a_name_for_screen_readers(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    assert nameless(driver) == []
    assert "claims" in driver.find_element("id", "graph").get_attribute("aria-label")


def test_a_phone_has_the_graph_and_the_filters_in_a_sheet(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page, width=390, height=800)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert driver.execute_script("return document.getElementById('graph').clientHeight") > 400
    click(driver, "#show-filters")
    assert driver.find_element("id", "filters").is_displayed()
    driver.find_element("tag name", "body").send_keys(Keys.ESCAPE)
    assert not driver.find_element("id", "filters").is_displayed()


@pytest.mark.parametrize("view", ["reader", "compare", "query"])
def test_every_view_fits_a_phone_and_names_its_controls(visit: Open, real_page: Path, view: str) -> None:
    driver = visit(real_page, f"#view={view}", width=390, height=800)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    box = f"document.getElementById('{view}')"
    assert driver.execute_script(f"return {box}.scrollWidth <= {box}.clientWidth")
    assert nameless(driver) == []


def test_paper_gets_a_light_picture_and_the_page_is_itself_again(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    click(driver, "#theme")
    size = driver.execute_script("return document.getElementById('graph').clientWidth")
    driver.execute_cdp_cmd("Page.printToPDF", {})
    settle(driver)
    assert driver.execute_script("return document.documentElement.dataset.theme") == "dark"
    assert driver.execute_script("return document.getElementById('graph').clientWidth") == size
    driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert driver.execute_script("return document.documentElement.dataset.theme") == "paper"
    assert driver.execute_script("return document.getElementById('sheet').width") >= 1000
    assert count(driver, "#table tbody tr") == len(seed_records())
    driver.execute_script("dispatchEvent(new Event('afterprint'))")
    assert count(driver, "#sheet") == 0
    assert console(driver) == []
