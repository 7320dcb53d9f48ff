"""The picture in a real browser: which names, nodes and lines are drawn, and what is said of those that are not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from page_browser import (
    Open,
    click,
    click_picture,
    console,
    count,
    names,
    needs_browser,
    panel,
    press,
    press_button,
    saved,
    settle,
    shown,
    tick,
    wait,
    write,
)
from selenium.webdriver.common.keys import Keys
from view_records import IRAN, IRAQ, ISRAEL, large_records, node, seed_records, statement

from kg.view import render
from kg.view.style import QUAD_STYLES

pytestmark = needs_browser


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


def test_people_fold_into_their_states(visit: Open, seed_page: Path) -> None:
    driver = visit(seed_page)
    before = shown(driver)
    click(driver, ".row.apart input")
    assert shown(driver) == before - 6
    assert console(driver) == []


def test_many_nodes_start_with_actors_and_say_what_is_hidden(visit: Open, tmp_path: Path) -> None:
    topics = [statement(500 + at, IRAN, "mentioned", node(f"Topic {at}", "Topic")) for at in range(40)]
    driver = visit(write(tmp_path / "page.html", render(seed_records() + topics)))
    notes = driver.find_element("id", "notes")
    assert "Not in the picture: 1 event and 44 topics." in notes.text
    settle(driver)
    assert "Strategic Mutual Defense Ag…" in names(driver)
    before = shown(driver)
    click(driver, "#notes button")
    assert shown(driver) == before + 45


def test_those_without_a_line_are_counted_and_drawn_when_asked(visit: Open, tmp_path: Path) -> None:
    lone = node("Lone actor", "Organisation")
    records = [statement(1, IRAN, "met", IRAQ), statement(2, lone, "mobilised", None)]
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
    record = statement(1, ISRAEL, "attacked", IRAN, relation_type="ASSAULT", status="proposed")
    driver = visit(write(tmp_path / "page.html", render([record])), "#pick=" + f"claim+{record['statement']}")
    (line,) = driver.execute_script("return kgPage.lines()")
    assert line["look"]["dashes"]
    assert line["look"]["colour"] == QUAD_STYLES["material-conflict"].light
    assert "ASSAULT (of the relation; nothing is said to have happened)" in panel(driver)
    tick(driver, "type", "ASSAULT")
    assert driver.execute_script("return kgPage.lines()") == []


def test_the_slider_keeps_the_weightiest(visit: Open, tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", render(large_records(300)))
    driver = visit(page, "#top=25&lone=yes")
    assert shown(driver) == 25
    assert "25 of 300" in driver.find_element("id", "notes").text


def test_communities_collapse_expand_and_filter(visit: Open, tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", render(large_records(200)))
    driver = visit(page, "#grouped=yes")
    collapsed = shown(driver)
    assert collapsed < 20
    assert "communities collapsed" in driver.find_element("id", "notes").text
    click_picture(driver, "at[kgPage.shown().sort((a, b) => b - a)[0]]")
    wait(driver, f"return kgPage.shown().length > {collapsed}")
    address = driver.current_url
    driver.back()
    settle(driver)
    assert shown(driver) == collapsed
    visit(page, "#" + address.split("#")[1])
    assert shown(driver) > collapsed
    press(driver, "Actor 00003" + Keys.ENTER)
    press_button(driver, "Collapse its community")
    assert "members" in panel(driver)
    visit(page, "#grouped=no")
    driver.execute_script("document.querySelector('[data-group=group]').open = true")
    tick(driver, "group", "0")
    assert shown(driver) < 200


def test_a_large_graph_opens_collapsed_and_says_so(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.view.page.GROUPED_FROM", 300)
    driver = visit(write(tmp_path / "page.html", render(large_records(200))))
    assert shown(driver) < 20
    click(driver, "#grouped")
    assert shown(driver) == 200


def test_where_no_picture_helps_the_table_comes_first(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.view.page.GROUPED_FROM", 50)
    monkeypatch.setattr("kg.view.page.MOST_DISCS", 50)
    pairs = [(node(f"Left {at}", "State"), node(f"Right {at}", "State")) for at in range(60)]
    records = [statement(at, one, "met", two) for at, (one, two) in enumerate(pairs)]
    driver = visit(write(tmp_path / "page.html", render(records)))
    assert count(driver, "#table tbody tr") == 60
    assert "here is the table" in driver.find_element("id", "notes").text
    click(driver, "#notes button")
    assert driver.find_element("id", "graph").is_displayed()


def test_the_picture_is_saved_as_vectors(visit: Open, tmp_path: Path) -> None:
    hostile = statement(900, node('<b>&"x', "State"), "met", IRAN)
    page = write(tmp_path / "page.html", render([*seed_records(), hostile]))
    driver = visit(page, "#lone=yes")
    picture = ET.fromstring(saved(driver, "#save-svg"))
    tags = [part.tag.rpartition("}")[2] for part in picture.iter()]
    assert tags.count("g") == shown(driver) + len(driver.execute_script("return kgPage.lines()"))
    assert '<b>&"x' in {part.text for part in picture.iter()}
