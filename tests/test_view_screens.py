"""The page for every reader: dark and light, a phone, a screen reader, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_browser import Open, needs_browser
from selenium.webdriver.common.keys import Keys
from view_records import seed_records

pytestmark = needs_browser


def test_dark_follows_the_system_and_the_button(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = page.run(ground)
    page.click("#theme")
    assert page.run(ground) != light
    page.prefer("dark")
    visit(seed_page)
    assert page.run(ground) != light
    page.prefer("light")


def test_every_control_has_a_name_for_screen_readers(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    assert page.nameless() == []
    assert "claims" in page.find("#graph").get_attribute("aria-label")


def test_a_phone_has_the_graph_and_the_filters_in_a_sheet(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page, width=390, height=800)
    assert page.fits()
    assert page.run("return document.getElementById('graph').clientHeight") > 400
    page.click("#show-filters")
    assert page.find("#filters").is_displayed()
    page.keys(Keys.ESCAPE)
    assert not page.find("#filters").is_displayed()


@pytest.mark.parametrize("view", ["reader", "compare", "query"])
def test_every_view_fits_a_phone_and_names_its_controls(visit: Open, real_page: Path, view: str) -> None:
    page = visit(real_page, f"#view={view}", width=390, height=800)
    assert page.fits()
    box = f"document.getElementById('{view}')"
    assert page.run(f"return {box}.scrollWidth <= {box}.clientWidth")
    assert page.nameless() == []


def test_paper_gets_a_light_picture_and_the_page_is_itself_again(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    page.click("#theme")
    size = page.run("return document.getElementById('graph').clientWidth")
    page.driver.execute_cdp_cmd("Page.printToPDF", {})
    page.settle()
    assert page.run("return document.documentElement.dataset.theme") == "dark"
    assert page.run("return document.getElementById('graph').clientWidth") == size
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.run("return document.documentElement.dataset.theme") == "paper"
    assert page.run("return document.getElementById('sheet').width") >= 1000
    assert page.count("#table tbody tr") == len(seed_records())
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.count("#sheet") == 0
    assert page.console() == []
