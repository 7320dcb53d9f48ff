"""A document read with its claims marked, and two documents compared, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from claims_by_hand import article
from page_browser import (
    Open,
    click,
    console,
    count,
    needs_browser,
    press_button,
    settle,
    words_of,
    write,
)
from view_records import IRAN, IRAQ, ISRAEL, node, quoted, seed_records, statement

from kg.articles import read_articles
from kg.statements import Statement
from kg.view import render

pytestmark = needs_browser


def test_the_reader_shows_the_whole_text_with_every_claim_marked(
    visit: Open, real_page: Path, seed_build: Path, seed_statements: list[Statement]
) -> None:
    (first, _) = read_articles(seed_build)
    driver = visit(real_page, "#view=reader")
    blocks = [first.text[block.start : block.end] for block in first.blocks]
    shown_text = driver.execute_script("return document.getElementById('text').textContent")
    assert "".join(shown_text.split()) == "".join("".join(blocks).split())
    marked = driver.execute_script(
        "return [...document.querySelectorAll('#text mark')]"
        ".map((m) => [m.textContent, m.dataset.claims.split(' ').length])"
    )
    mine = [record for record in seed_statements if record["document"] == first.name]
    assert sum(number for _, number in marked) == len(mine)
    assert {words for words, number in marked if number == 1} <= {record["trigger"] for record in mine}


def test_from_claim_to_claim_in_the_document(visit: Open, real_page: Path) -> None:
    driver = visit(real_page, "#view=table")
    click(driver, "#table tbody .plain")
    press_button(driver, "Read in the document")
    assert count(driver, "#text mark.picked") == 1
    assert words_of(driver, "#text mark.picked") == words_of(driver, "#panel .picked mark.trigger")
    assert driver.execute_script("return CSS.highlights.has('sentence')")
    place = driver.find_element("id", "claim-place").text
    click(driver, "#next-claim")
    assert driver.find_element("id", "claim-place").text != place
    driver.find_element("tag name", "body").send_keys("k")
    settle(driver)
    assert driver.find_element("id", "claim-place").text == place
    other = driver.find_element("css selector", "#text mark:not(.picked)")
    words = other.text
    other.click()
    settle(driver)
    assert words in words_of(driver, "#panel mark.trigger")
    driver.back()
    settle(driver)
    assert driver.find_element("id", "claim-place").text == place
    assert console(driver) == []


def test_places_in_a_text_are_counted_as_a_browser_does(visit: Open, tmp_path: Path) -> None:
    text = "\U0001f600\U0001f600 Some news.\n\nIran \U0001f600 attacked Israel."
    record = statement(1, IRAN, "attacked", ISRAEL, **quoted(text, "Iran \U0001f600 attacked Israel.", "attacked"))
    page = write(tmp_path / "page.html", render([record], articles={"article.txt": article("article.txt", text)}))
    driver = visit(page, "#view=reader")
    assert words_of(driver, "#text mark") == ["attacked"]


@pytest.mark.parametrize(("limit", "reason"), [(10, "was left out"), (None, "is not in this file")])
def test_a_document_left_out_shows_its_quotes_and_says_why(
    visit: Open, tmp_path: Path, limit: int | None, reason: str
) -> None:
    records = seed_records()
    name = records[0]["document"]
    known = {name: article(name, "x" * 11)} if limit else {}
    text = render(records, articles=known, text_limit=limit or 0)
    driver = visit(write(tmp_path / "page.html", text), "#view=reader")
    assert reason in driver.find_element("css selector", ".readerhead .call").text
    mine = [record for record in records if record["document"] == name]
    assert count(driver, "#text .quoted") == len({record["sentence"]["text"] for record in mine})
    click(driver, "#next-claim")
    assert count(driver, "#text mark.picked") == 1


def test_the_two_seeds_side_by_side(visit: Open, real_page: Path) -> None:
    driver = visit(real_page, "#view=compare")
    both = driver.find_element("id", "compare-both")
    assert "Masoud Pezeshkian visited Islamabad" in both.text
    told = next(row for row in both.find_elements("css selector", ".pairrow") if "12-day war" in row.text)
    left, right = told.find_elements("css selector", ".cell")
    assert "12-day war" in left.text
    assert "IRNA" in right.text
    assert count(driver, "#compare-contradicted") == 0, "nothing the two texts tell of the same act excludes the other"
    shared = driver.find_element("id", "compare-shared").text
    assert "Islamic NATO" in shared
    assert "began deadly game for the world" in shared
    before = words_of(driver, ".tallies")
    click(driver, ".heads button")
    after = words_of(driver, ".tallies")
    assert before != after, "left and right are exchanged"
    driver.back()
    settle(driver)
    assert words_of(driver, ".tallies") == before


def test_what_is_contradicted_told_by_both_and_told_otherwise(visit: Open, tmp_path: Path) -> None:
    rows = [
        (0, IRAN, "attacked", ISRAEL, {"document": "a", "status": "asserted"}),
        (1, IRAN, "attacked", ISRAEL, {"document": "b", "status": "negated"}),
        (2, ISRAEL, "threatened", IRAQ, {"document": "a"}),
        (3, IRAQ, "threatened", ISRAEL, {"document": "b"}),
        (4, IRAN, "visited", IRAQ, {"document": "a", "time": "2025-06"}),
        (5, IRAN, "visited", IRAQ, {"document": "b", "time": "2025-06-03"}),
        (6, IRAN, "aided", IRAQ, {"document": "a", "time": "2024", "event_type": "AID"}),
        (7, IRAN, "aided", IRAQ, {"document": "b", "time": "2025", "event_type": "AID"}),
        (8, node("Egypt", "State"), "mobilised", None, {"document": "b"}),
    ]
    records = [statement(number, one, verb, two, **more) for number, one, verb, two, more in rows]
    driver = visit(write(tmp_path / "page.html", render(records)), "#view=compare")
    contradicted = words_of(driver, "#compare-contradicted h3")
    assert [line.replace("\n", " ") for line in contradicted] == [
        "Iran attacked Israel asserted here, denied there",
        "Israel threatened Iraq roles exchanged",
    ]
    assert words_of(driver, "#compare-both h3") == ["Iran visited Iraq"]
    assert words_of(driver, "#compare-otherwise h3") == ["Iran – Iraq"], "the same act in another year is another act"
    cells = words_of(driver, "#compare-only .cell")
    assert "Nothing." in cells[0]
    assert "Egypt mobilised" in cells[1]
