"""Finding one's way in the page, in a real browser: search, filters, focus, paths, addresses and the way back."""

from __future__ import annotations

from pathlib import Path

from page_browser import (
    Open,
    click,
    click_picture,
    console,
    count,
    drag,
    names,
    needs_browser,
    panel,
    press,
    press_button,
    settle,
    shown,
    tick,
    wait,
    write,
)
from selenium.webdriver.common.keys import Keys
from view_records import IRAN, IRAQ, seed_records, statement

from kg.view import render

pytestmark = needs_browser


def test_from_the_whole_to_the_sentence_in_two_clicks(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    click_picture(driver, "{x: (at[0].x + at[1].x) / 2, y: (at[0].y + at[1].y) / 2}")
    wait(driver, "return document.querySelectorAll('#panel .claim').length")
    assert "Iran – Israel" in panel(driver)
    assert count(driver, "#panel .claim") == 6
    triggers = {mark.text for mark in driver.find_elements("css selector", "#panel mark.trigger")}
    assert {"attacked", "attack", "operation"} <= triggers


def test_search_suggests_and_obeys_the_keyboard(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    driver.find_element("tag name", "body").send_keys("/")
    press(driver, "hezb")
    assert count(driver, "#suggestions [role=option]") == 2
    press(driver, Keys.ARROW_DOWN + Keys.ENTER)
    assert "Hezbollah (Iraq)" in panel(driver)
    driver.find_element("tag name", "body").send_keys(Keys.ESCAPE)
    settle(driver)
    assert "Overview" in panel(driver)
    press(driver, "zzz")
    assert "Nothing of that name" in driver.find_element("id", "suggestions").text


def test_the_legend_filters_by_kind_type_status_and_document(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    everything = shown(driver)
    tick(driver, "kind", "ArmedGroup")
    assert shown(driver) < everything
    assert not {"Hamas", "Houthis"} & names(driver)
    tick(driver, "kind", "ArmedGroup")
    tick(driver, "status", "asserted")
    click(driver, "#as-table")
    statuses = {cell.text.strip() for cell in driver.find_elements("css selector", "#table td.line")}
    assert statuses == {"Denied", "Alleged", "Conditional", "Possible", "Proposed", "Intended"}
    tick(driver, "status", "asserted")
    tick(driver, "document", "0")
    assert count(driver, "#table tbody tr") == sum(r["document"].startswith("003") for r in seed_records())
    tick(driver, "type", "ASSAULT")
    assert "Assault" not in driver.find_element("id", "table").text
    click(driver, "#reset")
    assert count(driver, "#table tbody tr") == len(seed_records())


def test_speaker_confidence_and_time_filter_too(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page, "#view=table&confidence=0.8")
    assert count(driver, "#table tbody tr") == sum(r["confidence"] >= 0.8 for r in seed_records())
    visit(seed_page, "#view=table&since=2025-09&undated=no")
    dates = {row["time"] for row in seed_records() if row["time"] and row["time"] >= "2025-09"} | {"2025"}
    assert count(driver, "#table tbody tr") == sum(r["time"] in dates for r in seed_records())
    visit(seed_page, "#view=table")
    driver.execute_script("document.querySelector('[data-group=speaker]').open = true")
    tick(driver, "speaker", "IRNA")
    assert count(driver, "#table tbody tr") == len(seed_records()) - 2


def test_months_are_brushed_and_played(visit: Open, tmp_path: Path) -> None:
    records = [statement(at, IRAN, f"did {at}", IRAQ, time=f"2025-{at + 1:02}") for at in range(4)]
    driver = visit(write(tmp_path / "page.html", render(records)), "#view=table")
    box = driver.execute_script("const b = document.querySelector('.bars').getBoundingClientRect(); return b.toJSON()")
    step = box["width"] / 4
    drag(driver, *((box["x"] + month * step, box["y"] + 20) for month in (1.5, 2.5, 3.5)))
    settle(driver)
    assert count(driver, "#table tbody tr") == 3
    assert "since=2025-02&until=2025-04" in driver.current_url
    click(driver, "#reset")
    click(driver, "#play")
    assert count(driver, "#table tbody tr") == 1
    wait(driver, "return document.querySelectorAll('#table tbody tr').length === 4", 10)
    wait(driver, "return document.getElementById('play').getAttribute('aria-label') === 'Play the months'")
    driver.back()
    settle(driver)
    assert "until=2025-03" not in driver.current_url, "playing leaves one step behind it, not one a month"


def test_focus_hops_permalink_and_back_button(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    press(driver, "European" + Keys.ENTER)
    click(driver, "#panel .switch button:nth-child(1)")
    assert shown(driver) == 3
    address = driver.current_url
    click(driver, "#panel .switch button:nth-child(2)")
    assert shown(driver) > 3
    driver.back()
    settle(driver)
    assert shown(driver) == 3
    visit(seed_page, "#" + address.split("#")[1])
    assert shown(driver) == 3
    assert "European Union" in panel(driver)


def test_shortest_path_between_two(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    press(driver, "Qatar summit" + Keys.ENTER)
    press_button(driver, "Path")
    press(driver, "Turkey" + Keys.ENTER)
    assert "Shortest path: 2 steps" in panel(driver)
    assert count(driver, "#panel .claim") == 2


def test_a_lifted_claim_leads_to_the_one_it_rests_on(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    press(driver, "Strategic" + Keys.ENTER)
    press_button(driver, "Follows from")
    settle(driver)
    assert "One claim" in panel(driver)
    assert "Mohammed bin Salman" in driver.find_element("css selector", ".claim.picked").text


def test_the_panel_of_a_pair_shows_what_is_told_both_ways_once(visit: Open, tmp_path: Path) -> None:
    records = [statement(1, IRAN, "metWith", IRAQ, event="e"), statement(2, IRAQ, "metWith", IRAN, event="e")]
    path = write(tmp_path / "page.html", render(records))
    for picked in (f"pair+{IRAN['iri']}+{IRAQ['iri']}", f"node+{IRAN['iri']}"):
        driver = visit(path, f"#pick={picked}")
        assert count(driver, "#panel .claim") == 1
        assert "both ways" in panel(driver)
    click(driver, "#as-table")
    assert count(driver, "#table tbody tr") == 2


def test_a_bad_fragment_opens_the_whole_page(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page, "#pick=node+nobody&focus=%E0&no-kind=%25E0%25A4%25A&hops=99&top=-4&since=x")
    assert shown(driver) >= 1
    assert console(driver) == []
