"""A document read with its claims marked, and two documents compared, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from claims_by_hand import article
from page_browser import Open, needs_browser, write
from view_records import IRAN, IRAQ, ISRAEL, node, quoted, seed_records, statement

from kg.articles import read_articles
from kg.record import Statement
from kg.view import render

pytestmark = needs_browser


def test_the_reader_shows_the_whole_text_with_every_claim_marked(
    visit: Open, real_page: Path, seed_build: Path, seed_statements: list[Statement]
) -> None:
    (first, _) = read_articles(seed_build)
    page = visit(real_page, "#view=reader")
    blocks = [first.text[block.start : block.end] for block in first.blocks]
    shown_text = page.run("return document.getElementById('text').textContent")
    assert "".join(shown_text.split()) == "".join("".join(blocks).split())
    marked = page.run(
        "return [...document.querySelectorAll('#text mark')]"
        ".map((m) => [m.textContent, m.dataset.claims.split(' ').length])"
    )
    mine = [record for record in seed_statements if record["document"] == first.name]
    assert sum(number for _, number in marked) == len(mine)
    assert {words for words, number in marked if number == 1} <= {record["trigger"] for record in mine}


def test_from_claim_to_claim_in_the_document(visit: Open, real_page: Path) -> None:
    page = visit(real_page, "#view=table")
    page.click("#table tbody .plain")
    page.press_button("Read in the document")
    assert page.count("#text mark.picked") == 1
    assert page.texts("#text mark.picked") == page.texts("#panel .picked mark.trigger")
    assert page.run("return CSS.highlights.has('sentence')")
    place = page.text("#claim-place")
    page.click("#next-claim")
    assert page.text("#claim-place") != place
    page.keys("k")
    assert page.text("#claim-place") == place
    other = page.find("#text mark:not(.picked)")
    words = other.text
    other.click()
    page.settle()
    assert words in page.texts("#panel mark.trigger")
    page.back()
    assert page.text("#claim-place") == place
    assert page.console() == []


def test_places_in_a_text_are_counted_as_a_browser_does(visit: Open, tmp_path: Path) -> None:
    text = "\U0001f600\U0001f600 Some news.\n\nIran \U0001f600 attacked Israel."
    record = statement(1, IRAN, "attacked", ISRAEL, **quoted(text, "Iran \U0001f600 attacked Israel.", "attacked"))
    file = write(tmp_path / "page.html", render([record], articles={"article.txt": article("article.txt", text)}))
    page = visit(file, "#view=reader")
    assert page.texts("#text mark") == ["attacked"]


@pytest.mark.parametrize(("limit", "reason"), [(10, "was left out"), (None, "is not in this file")])
def test_a_document_left_out_shows_its_quotes_and_says_why(
    visit: Open, tmp_path: Path, limit: int | None, reason: str
) -> None:
    records = seed_records()
    name = records[0]["document"]
    known = {name: article(name, "x" * 11)} if limit else {}
    text = render(records, articles=known, text_limit=limit or 0)
    page = visit(write(tmp_path / "page.html", text), "#view=reader")
    assert reason in page.text(".readerhead .call")
    mine = [record for record in records if record["document"] == name]
    assert page.count("#text .quoted") == len({record["sentence"]["text"] for record in mine})
    page.click("#next-claim")
    assert page.count("#text mark.picked") == 1


def test_the_two_seeds_side_by_side(visit: Open, real_page: Path) -> None:
    page = visit(real_page, "#view=compare")
    both = page.find("#compare-both")
    assert "Masoud Pezeshkian visited Islamabad" in both.text
    told = next(row for row in both.find_elements("css selector", ".pairrow") if "12-day war" in row.text)
    left, right = told.find_elements("css selector", ".cell")
    assert "12-day war" in left.text
    assert "IRNA" in right.text
    assert page.count("#compare-contradicted") == 0, "nothing the two texts tell of the same act excludes the other"
    shared = page.text("#compare-shared")
    assert "Islamic NATO" in shared
    assert "began deadly game for the world" in shared
    before = page.texts(".tallies")
    page.click(".heads button")
    after = page.texts(".tallies")
    assert before != after, "left and right are exchanged"
    page.back()
    assert page.texts(".tallies") == before


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
    page = visit(write(tmp_path / "page.html", render(records)), "#view=compare")
    contradicted = page.texts("#compare-contradicted h3")
    assert [line.replace("\n", " ") for line in contradicted] == [
        "Iran attacked Israel asserted here, denied there",
        "Israel threatened Iraq roles exchanged",
    ]
    assert page.texts("#compare-both h3") == ["Iran visited Iraq"]
    assert page.texts("#compare-otherwise h3") == ["Iran – Iraq"], "the same act in another year is another act"
    cells = page.texts("#compare-only .cell")
    assert "Nothing." in cells[0]
    assert "Egypt mobilised" in cells[1]
