"""The picture in a real browser: which names, nodes and lines are drawn, and what is said of those that are not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from page_browser import Open, needs_browser, write
from selenium.webdriver.common.keys import Keys
from view_records import IRAN, IRAQ, ISRAEL, large_records, node, seed_records, statement

from kg.view import render
from kg.view.style import QUAD_STYLES

pytestmark = needs_browser


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 700), (390, 800)])
def test_names_never_overlap_at_any_zoom(visit: Open, seed_page: Path, width: int, height: int) -> None:
    page = visit(seed_page, width=width, height=height)
    page.settle()
    for _ in range(4):
        boxes = page.labels()
        assert boxes[0]["words"] == "Iran"
        assert len(boxes) >= 4
        for at, one in enumerate(boxes):
            for two in boxes[at + 1 :]:
                apart_x = one["x"] + one["w"] <= two["x"] or two["x"] + two["w"] <= one["x"]
                apart_y = one["y"] + one["h"] <= two["y"] or two["y"] + two["h"] <= one["y"]
                assert apart_x or apart_y, (one["words"], two["words"])
        page.click("#zoom-out")


def test_all_names_of_the_seed_graph_are_written(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    page.settle()
    assert len(page.labels()) == page.shown()


def test_people_fold_into_their_states(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    before = page.shown()
    page.click(".row.apart input")
    assert page.shown() == before - 6
    assert page.console() == []


def test_many_nodes_start_with_actors_and_say_what_is_hidden(visit: Open, tmp_path: Path) -> None:
    topics = [statement(500 + at, IRAN, "mentioned", node(f"Topic {at}", "Topic")) for at in range(40)]
    page = visit(write(tmp_path / "page.html", render(seed_records() + topics)))
    notes = page.find("#notes")
    assert "Not in the picture: 1 event and 44 topics." in notes.text
    page.settle()
    assert "Strategic Mutual Defense Ag…" in page.names()
    before = page.shown()
    page.click("#notes button")
    assert page.shown() == before + 45


def test_those_without_a_line_are_counted_and_drawn_when_asked(visit: Open, tmp_path: Path) -> None:
    lone = node("Lone actor", "Organisation")
    records = [statement(1, IRAN, "met", IRAQ), statement(2, lone, "mobilised", None)]
    page = visit(write(tmp_path / "page.html", render(records)))
    assert page.shown() == 2
    assert "1 actor without a line is in the table and in search." in page.text("#notes")
    page.search("Lone" + Keys.ENTER)
    assert page.shown() == 3, "what is picked is seen"
    page.keys(Keys.ESCAPE)
    page.click("#notes button")
    assert page.shown() == 3
    page.click("#lone")
    assert page.shown() == 2


def test_a_proposed_attack_is_dashed_in_the_colour_of_conflict(visit: Open, tmp_path: Path) -> None:
    record = statement(1, ISRAEL, "attacked", IRAN, relation_type="ASSAULT", status="proposed")
    page = visit(write(tmp_path / "page.html", render([record])), "#pick=" + f"claim+{record['statement']}")
    (line,) = page.lines()
    assert line["look"]["dashes"]
    assert line["look"]["colour"] == QUAD_STYLES["material-conflict"].light
    assert "ASSAULT (of the relation; nothing is said to have happened)" in page.text("#panel")
    page.tick("type", "ASSAULT")
    assert page.lines() == []


def test_the_slider_keeps_the_weightiest(visit: Open, tmp_path: Path) -> None:
    file = write(tmp_path / "page.html", render(large_records(300)))
    page = visit(file, "#top=25&lone=yes")
    assert page.shown() == 25
    assert "25 of 300" in page.text("#notes")


def test_communities_collapse_expand_and_filter(visit: Open, tmp_path: Path) -> None:
    file = write(tmp_path / "page.html", render(large_records(200)))
    page = visit(file, "#grouped=yes")
    collapsed = page.shown()
    assert collapsed < 20
    assert "communities collapsed" in page.text("#notes")
    page.click_picture("at[kgPage.shown().sort((a, b) => b - a)[0]]")
    page.wait(f"return kgPage.shown().length > {collapsed}")
    address = page.address
    page.back()
    assert page.shown() == collapsed
    visit(file, "#" + address.split("#")[1])
    assert page.shown() > collapsed
    page.search("Actor 00003" + Keys.ENTER)
    page.press_button("Collapse its community")
    assert "members" in page.text("#panel")
    visit(file, "#grouped=no")
    page.unfold("[data-group=group]")
    page.tick("group", "0")
    assert page.shown() < 200


def test_a_large_graph_opens_collapsed_and_says_so(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.view.page.GROUPED_FROM", 300)
    page = visit(write(tmp_path / "page.html", render(large_records(200))))
    assert page.shown() < 20
    page.click("#grouped")
    assert page.shown() == 200


def test_where_no_picture_helps_the_table_comes_first(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.view.page.GROUPED_FROM", 50)
    monkeypatch.setattr("kg.view.page.MOST_DISCS", 50)
    pairs = [(node(f"Left {at}", "State"), node(f"Right {at}", "State")) for at in range(60)]
    records = [statement(at, one, "met", two) for at, (one, two) in enumerate(pairs)]
    page = visit(write(tmp_path / "page.html", render(records)))
    assert page.count("#table tbody tr") == 60
    assert "here is the table" in page.text("#notes")
    page.click("#notes button")
    assert page.find("#graph").is_displayed()


def test_the_picture_is_saved_as_vectors(visit: Open, tmp_path: Path) -> None:
    hostile = statement(900, node('<b>&"x', "State"), "met", IRAN)
    file = write(tmp_path / "page.html", render([*seed_records(), hostile]))
    page = visit(file, "#lone=yes")
    picture = ET.fromstring(page.save("#save-svg"))
    tags = [part.tag.rpartition("}")[2] for part in picture.iter()]
    assert tags.count("g") == page.shown() + len(page.lines())
    assert '<b>&"x' in {part.text for part in picture.iter()}
