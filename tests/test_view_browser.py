# ruff: noqa: F811
"""The page in a real browser: what a reader sees and does, that hostile words do nothing, that no request leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from page_browser import (  # noqa: F401
    Keys,
    Open,
    click,
    console,
    count,
    driver,
    names,
    needs_browser,
    panel,
    press,
    press_button,
    settle,
    shown,
    tick,
    visit,
    wait,
    write,
)
from view_records import large_records, node, seed_records, statement

from kg.view import render
from kg.view.style import QUAD_STYLES

pytestmark = needs_browser


@pytest.fixture(scope="module")
def seed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("page") / "graph.html", render(seed_records(), "Two articles"))


def test_opens_without_request_or_complaint(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert {url.split(":")[0] for url in asked} <= {"file", "data", "about"}
    assert sum(url.startswith("file:") for url in asked) <= 1
    assert console(driver) == []
    blocked = driver.execute_async_script(
        "const done = arguments[0];"
        "fetch('http://127.0.0.1:9/').then(() => done('sent'), (error) => done(String(error)))"
    )
    assert blocked.startswith("TypeError")
    assert any("Content Security Policy" in line for line in console(driver)), "the page's own policy stopped it"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 700), (390, 800)])
def test_names_never_overlap_at_any_zoom(visit: Open, seed_page: Path, width: int, height: int) -> None:
    driver = visit(seed_page, width=width, height=height)
    settle(driver)
    for _ in range(4):
        boxes = driver.execute_script("return kgPage.labels()")
        assert boxes[0]["words"] == "Iran"
        assert len(boxes) >= 4
        for at, one in enumerate(boxes):
            for two in boxes[at + 1 :]:
                apart_x = one["x"] + one["w"] <= two["x"] or two["x"] + two["w"] <= one["x"]
                apart_y = one["y"] + one["h"] <= two["y"] or two["y"] + two["h"] <= one["y"]
                assert apart_x or apart_y, (one["words"], two["words"])
        click(driver, "#zoom-out")


def test_all_names_of_the_seed_graph_are_written(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    settle(driver)
    assert len(driver.execute_script("return kgPage.labels()")) == shown(driver)


def test_from_the_whole_to_the_sentence_in_two_clicks(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    place = driver.execute_script(
        "const n = kgPage.network(), at = n.getPositions();"
        "const dom = n.canvasToDOM({x: (at[0].x + at[1].x) / 2, y: (at[0].y + at[1].y) / 2});"
        "const box = document.getElementById('graph').getBoundingClientRect();"
        "return {x: Math.round(box.x + dom.x), y: Math.round(box.y + dom.y)}"
    )
    for kind in ("mousePressed", "mouseReleased"):
        mouse = {"type": kind, **place, "button": "left", "clickCount": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", mouse)
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


def test_people_fold_into_their_states(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    before = shown(driver)
    click(driver, ".row.apart input")
    assert shown(driver) == before - 6
    assert console(driver) == []


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
    nameless = driver.execute_script(
        "return [...document.querySelectorAll('button, input, select, summary')].filter((e) => "
        "!(e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')?.textContent.trim()))"
        ".map((e) => e.outerHTML.slice(0, 80))"
    )
    assert nameless == []
    assert "claims" in driver.find_element("id", "graph").get_attribute("aria-label")


def test_a_phone_has_the_graph_and_the_filters_in_a_sheet(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page, width=390, height=800)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert driver.execute_script("return document.getElementById('graph').clientHeight") > 400
    click(driver, "#show-filters")
    assert driver.find_element("id", "filters").is_displayed()
    driver.find_element("tag name", "body").send_keys(Keys.ESCAPE)
    assert not driver.find_element("id", "filters").is_displayed()


def test_exports_are_plain_and_safe(visit: Open, tmp_path: Path) -> None:
    record = statement(1, node("=HYPERLINK(1)", "State"), "met", node('He said "no"', "Person"))
    page = write(tmp_path / "page.html", render([record]))
    driver = visit(page)
    driver.execute_script(
        "globalThis.kept = []; const plain = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { b.text().then((t) => kept.push(t)); return plain(b); };"
    )
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "deny"})
    driver.execute_script("document.getElementById('share').open = true")
    click(driver, "#save-csv")
    text = wait(driver, "return kept[0]")
    assert '"\'=HYPERLINK(1)"' in text
    assert '"He said ""no"""' in text


def test_hostile_words_are_inert_and_laid_out(visit: Open, tmp_path: Path) -> None:
    attack = "</script><img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
    bad = node(attack, "Person") | {"iri": "javascript:document.title='broken'"}
    turned = node("\u202eevil\u2066 Иран \U0001f600", "State", "IRN")
    long = node("W" * 10_000, "Organisation") | {"iri": "x" * 10_000}
    records = [
        statement(1, bad, attack, turned, text=attack, document=attack, title=attack, trigger=attack),
        statement(2, turned, "met", long, text="Y" * 50_000, speakers=[{"iri": "javascript:1", "label": attack}]),
    ]
    driver = visit(write(tmp_path / "page.html", render(records, title=attack)))
    for step in ("#panel .actor", "#as-table", "#table tbody .plain", "#as-graph"):
        click(driver, step)
    press(driver, "img")
    assert driver.title != "broken"
    assert count(driver, "img") == 0
    assert count(driver, "script") == 3
    assert count(driver, "a[href^='javascript']") == 0
    press(driver, Keys.ESCAPE + "WWW" + Keys.ENTER)
    assert driver.execute_script("const p = document.getElementById('panel'); return p.scrollWidth <= p.clientWidth")
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert "\u202e" not in driver.find_element("tag name", "body").text
    assert all(box["w"] < 400 for box in driver.execute_script("return kgPage.labels().filter((b) => !b.hovered)"))
    assert console(driver) == []


def test_a_bad_fragment_opens_the_whole_page(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page, "#pick=node+nobody&focus=%E0&no-kind=%25E0%25A4%25A&hops=99&top=-4&since=x")
    assert shown(driver) >= 1
    assert console(driver) == []


def test_many_nodes_start_with_actors_and_say_what_is_hidden(visit: Open, tmp_path: Path) -> None:
    iran = node("Iran", "State", "IRN")
    topics = [statement(500 + at, iran, "mentioned", node(f"Topic {at}", "Topic")) for at in range(40)]
    driver = visit(write(tmp_path / "page.html", render(seed_records() + topics)))
    notes = driver.find_element("id", "notes")
    assert "Not in the picture: 1 event and 44 topics." in notes.text
    settle(driver)
    assert "Strategic Mutual Defense Ag…" in names(driver)
    before = shown(driver)
    click(driver, "#notes button")
    assert shown(driver) == before + 45


def test_those_without_a_line_are_counted_and_drawn_when_asked(visit: Open, tmp_path: Path) -> None:
    iran, lone = node("Iran", "State", "IRN"), node("Lone actor", "Organisation")
    records = [statement(1, iran, "met", node("Iraq", "State", "IRQ")), statement(2, lone, "mobilised", None)]
    driver = visit(write(tmp_path / "page.html", render(records)))
    assert shown(driver) == 2
    assert "1 actor without a line is in the table and in search." in driver.find_element("id", "notes").text
    press(driver, "Lone" + Keys.ENTER)
    assert shown(driver) == 3, "what is picked is seen"
    driver.find_element("tag name", "body").send_keys(Keys.ESCAPE)
    settle(driver)
    click(driver, "#notes button")
    assert shown(driver) == 3
    click(driver, "#lone")
    assert shown(driver) == 2


def test_a_proposed_attack_is_dashed_in_the_colour_of_conflict(visit: Open, tmp_path: Path) -> None:
    iran, israel = node("Iran", "State", "IRN"), node("Israel", "State", "ISR")
    record = statement(1, israel, "attacked", iran, relation_type="ASSAULT", status="proposed")
    driver = visit(write(tmp_path / "page.html", render([record])), "#pick=" + f"claim+{record['statement']}")
    (line,) = driver.execute_script("return kgPage.lines()")
    assert line["look"]["dashes"]
    assert line["look"]["colour"] == QUAD_STYLES["material-conflict"].light
    assert "ASSAULT (of the relation; nothing is said to have happened)" in panel(driver)
    tick(driver, "type", "ASSAULT")
    assert driver.execute_script("return kgPage.lines()") == []


def test_the_panel_of_a_pair_shows_what_is_told_both_ways_once(visit: Open, tmp_path: Path) -> None:
    iran, iraq = node("Iran", "State", "IRN"), node("Iraq", "State", "IRQ")
    records = [statement(1, iran, "metWith", iraq, event="e"), statement(2, iraq, "metWith", iran, event="e")]
    path = write(tmp_path / "page.html", render(records))
    for picked in (f"pair+{iran['iri']}+{iraq['iri']}", f"node+{iran['iri']}"):
        driver = visit(path, f"#pick={picked}")
        assert count(driver, "#panel .claim") == 1
        assert "both ways" in panel(driver)
    click(driver, "#as-table")
    assert count(driver, "#table tbody tr") == 2


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


def test_the_slider_keeps_the_weightiest(visit: Open, tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", render(large_records(300)))
    driver = visit(page, "#top=25&lone=yes")
    assert shown(driver) == 25
    assert "25 of 300" in driver.find_element("id", "notes").text
