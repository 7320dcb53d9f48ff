"""Finding one's way in the page, in a real browser: search, filters, focus, paths, addresses and the way back."""

from __future__ import annotations

from pathlib import Path

from page_browser import Open, needs_browser, write
from selenium.webdriver.common.keys import Keys
from view_records import IRAN, IRAQ, seed_records, statement

from kg.view import render

pytestmark = needs_browser


def test_from_the_whole_to_the_sentence_in_two_clicks(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    page.click_picture("{x: (at[0].x + at[1].x) / 2, y: (at[0].y + at[1].y) / 2}")
    page.wait("return document.querySelectorAll('#panel .claim').length")
    assert "Iran – Israel" in page.text("#panel")
    assert page.count("#panel .claim") == 6
    triggers = set(page.texts("#panel mark.trigger"))
    assert {"attacked", "attack", "operation"} <= triggers


def test_search_suggests_and_obeys_the_keyboard(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    page.keys("/")
    page.search("hezb")
    assert page.count("#suggestions [role=option]") == 2
    page.search(Keys.ARROW_DOWN + Keys.ENTER)
    assert "Hezbollah (Iraq)" in page.text("#panel")
    page.keys(Keys.ESCAPE)
    assert "Overview" in page.text("#panel")
    page.search("zzz")
    assert "Nothing of that name" in page.text("#suggestions")


def test_the_legend_filters_by_kind_type_status_and_document(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    everything = page.shown()
    page.tick("kind", "ArmedGroup")
    assert page.shown() < everything
    assert not {"Hamas", "Houthis"} & page.names()
    page.tick("kind", "ArmedGroup")
    page.tick("status", "asserted")
    page.click("#as-table")
    statuses = {text.strip() for text in page.texts("#table td.line")}
    assert statuses == {"Denied", "Alleged", "Conditional", "Possible", "Proposed", "Intended"}
    page.tick("status", "asserted")
    page.tick("document", "0")
    assert page.count("#table tbody tr") == sum(r["document"].startswith("003") for r in seed_records())
    page.tick("type", "ASSAULT")
    assert "Assault" not in page.text("#table")
    page.click("#reset")
    assert page.count("#table tbody tr") == len(seed_records())


def test_speaker_confidence_and_time_filter_too(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page, "#view=table&confidence=0.8")
    assert page.count("#table tbody tr") == sum(r["confidence"] >= 0.8 for r in seed_records())
    visit(seed_page, "#view=table&since=2025-09&undated=no")
    dates = {row["time"] for row in seed_records() if row["time"] and row["time"] >= "2025-09"} | {"2025"}
    assert page.count("#table tbody tr") == sum(r["time"] in dates for r in seed_records())
    visit(seed_page, "#view=table")
    page.unfold("[data-group=speaker]")
    page.tick("speaker", "IRNA")
    assert page.count("#table tbody tr") == len(seed_records()) - 2


def test_months_are_brushed_and_played(visit: Open, tmp_path: Path) -> None:
    records = [statement(at, IRAN, f"did {at}", IRAQ, time=f"2025-{at + 1:02}") for at in range(4)]
    page = visit(write(tmp_path / "page.html", render(records)), "#view=table")
    box = page.run("const b = document.querySelector('.bars').getBoundingClientRect(); return b.toJSON()")
    step = box["width"] / 4
    page.drag(*((box["x"] + month * step, box["y"] + 20) for month in (1.5, 2.5, 3.5)))
    page.settle()
    assert page.count("#table tbody tr") == 3
    assert "since=2025-02&until=2025-04" in page.address
    page.click("#reset")
    page.click("#play")
    assert page.count("#table tbody tr") == 1
    page.wait("return document.querySelectorAll('#table tbody tr').length === 4", 10)
    page.wait("return document.getElementById('play').getAttribute('aria-label') === 'Play the months'")
    page.back()
    assert "until=2025-03" not in page.address, "playing leaves one step behind it, not one a month"


def test_focus_hops_permalink_and_back_button(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    page.search("European" + Keys.ENTER)
    page.click("#panel .switch button:nth-child(1)")
    assert page.shown() == 3
    address = page.address
    page.click("#panel .switch button:nth-child(2)")
    assert page.shown() > 3
    page.back()
    assert page.shown() == 3
    visit(seed_page, "#" + address.split("#")[1])
    assert page.shown() == 3
    assert "European Union" in page.text("#panel")


def test_shortest_path_between_two(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    page.search("Qatar summit" + Keys.ENTER)
    page.press_button("Path")
    page.search("Turkey" + Keys.ENTER)
    assert "Shortest path: 2 steps" in page.text("#panel")
    assert page.count("#panel .claim") == 2


def test_a_lifted_claim_leads_to_the_one_it_rests_on(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    page.search("Strategic" + Keys.ENTER)
    page.press_button("Follows from")
    page.settle()
    assert "One claim" in page.text("#panel")
    assert "Mohammed bin Salman" in page.text(".claim.picked")


def test_the_panel_of_a_pair_shows_what_is_told_both_ways_once(visit: Open, tmp_path: Path) -> None:
    records = [statement(1, IRAN, "metWith", IRAQ, event="e"), statement(2, IRAQ, "metWith", IRAN, event="e")]
    file = write(tmp_path / "page.html", render(records))
    for picked in (f"pair+{IRAN['iri']}+{IRAQ['iri']}", f"node+{IRAN['iri']}"):
        page = visit(file, f"#pick={picked}")
        assert page.count("#panel .claim") == 1
        assert "both ways" in page.text("#panel")
    page.click("#as-table")
    assert page.count("#table tbody tr") == 2


def test_a_bad_fragment_opens_the_whole_page(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page, "#pick=node+nobody&focus=%E0&no-kind=%25E0%25A4%25A&hops=99&top=-4&since=x")
    assert page.shown() >= 1
    assert page.console() == []
