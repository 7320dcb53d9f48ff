"""The page in a real browser asks nothing of the network, and hostile words in graph and documents do nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from claims_by_hand import article
from page_browser import (
    Open,
    ask,
    click,
    console,
    count,
    needs_browser,
    press,
    saved,
    settle,
    write,
)
from pyoxigraph import Literal, NamedNode, Quad
from selenium.webdriver.common.keys import Keys
from view_records import IRAN, ISRAEL, node, quoted, statement

from kg.view import Queryable, packed, render
from kg.vocab import RDFS

pytestmark = needs_browser
ATTACK = "</script><img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


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


def test_exports_are_plain_and_safe(visit: Open, tmp_path: Path) -> None:
    record = statement(1, node("=HYPERLINK(1)", "State"), "met", node('He said "no"', "Person"))
    page = write(tmp_path / "page.html", render([record]))
    driver = visit(page)
    text = saved(driver, "#save-csv")
    assert '"\'=HYPERLINK(1)"' in text
    assert '"He said ""no"""' in text


def test_hostile_words_are_inert_and_laid_out(visit: Open, tmp_path: Path) -> None:
    bad = node(ATTACK, "Person") | {"iri": "javascript:document.title='broken'"}
    turned = node("\u202eevil\u2066 Иран \U0001f600", "State", "IRN")
    long = node("W" * 10_000, "Organisation") | {"iri": "x" * 10_000}
    records = [
        statement(1, bad, ATTACK, turned, text=ATTACK, document=ATTACK, title=ATTACK, trigger=ATTACK),
        statement(2, turned, "met", long, text="Y" * 50_000, speakers=[{"iri": "javascript:1", "label": ATTACK}]),
    ]
    driver = visit(write(tmp_path / "page.html", render(records, title=ATTACK)))
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


def test_hostile_documents_and_answers_are_inert(visit: Open, tmp_path: Path) -> None:
    text = f"{ATTACK}\n\nIran attacked Israel. \u202e{ATTACK} " + "W" * 10_000
    more = quoted(text, "Iran attacked Israel.", "attacked") | {"title": ATTACK}
    records = [
        statement(1, IRAN, "attacked", ISRAEL, document=ATTACK, **more),
        statement(2, IRAN, "attacked", ISRAEL, document="b", title="\u202e" + ATTACK, text=ATTACK, status="negated"),
    ]
    source = article(ATTACK, text, title=ATTACK, author=ATTACK, url="javascript:alert(1)", published=date(2025, 1, 1))
    evil = NamedNode("javascript:document.title='broken'")
    graph = packed([Quad(evil, RDFS.label, Literal(label)) for label in (ATTACK, "\u202e" + "W" * 10_000)])
    queryable = Queryable(graph, {"evil": ATTACK}, ())
    driver = visit(write(tmp_path / "page.html", render(records, ATTACK, {ATTACK: source}, queryable)), "#view=reader")
    assert "onerror" in driver.find_element("id", "text").text
    click(driver, "#next-claim")
    click(driver, "#as-compare")
    assert "onerror" in driver.find_element("id", "compare-contradicted").text
    click(driver, "#as-query")
    ask(driver, "SELECT * { ?s ?p ?o }")
    settle(driver)
    assert driver.title != "broken"
    assert count(driver, "img, a[href^='javascript'], #stage script, #panel script") == 0
    assert "\u202e" not in driver.find_element("tag name", "body").text
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
