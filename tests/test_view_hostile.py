"""The page in a real browser asks nothing of the network, and hostile words in graph and documents do nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claims_by_hand import article
from page_browser import Open, needs_browser, write
from pyoxigraph import Literal, NamedNode, Quad
from selenium.webdriver.common.keys import Keys
from view_records import IRAN, ISRAEL, node, quoted, statement

from kg.view import Queryable, packed, render
from kg.vocab import RDFS

pytestmark = needs_browser
ATTACK = "</script><img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


def test_opens_without_request_or_complaint(visit: Open, seed_page: Path) -> None:
    page = visit(seed_page)
    asked = page.requests()
    assert {url.split(":")[0] for url in asked} <= {"file", "data", "about"}
    assert sum(url.startswith("file:") for url in asked) <= 1
    assert page.console() == []
    blocked = page.driver.execute_async_script(
        "const done = arguments[0];"
        "fetch('http://127.0.0.1:9/').then(() => done('sent'), (error) => done(String(error)))"
    )
    assert blocked.startswith("TypeError")
    assert any("Content Security Policy" in line for line in page.console()), "the page's own policy stopped it"


def test_exports_are_plain_and_safe(visit: Open, tmp_path: Path) -> None:
    record = statement(1, node("=HYPERLINK(1)", "State"), "met", node('He said "no"', "Person"))
    file = write(tmp_path / "page.html", render([record]))
    page = visit(file)
    text = page.save("#save-csv")
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
    page = visit(write(tmp_path / "page.html", render(records, title=ATTACK)))
    for step in ("#panel .actor", "#as-table", "#table tbody .plain", "#as-graph"):
        page.click(step)
    page.search("img")
    assert page.driver.title != "broken"
    assert page.count("img") == 0
    assert page.count("script") == 3
    assert page.count("a[href^='javascript']") == 0
    page.search(Keys.ESCAPE + "WWW" + Keys.ENTER)
    assert page.run("const p = document.getElementById('panel'); return p.scrollWidth <= p.clientWidth")
    assert page.fits()
    assert "\u202e" not in page.text("body")
    assert all(box["w"] < 400 for box in page.run("return kgPage.labels().filter((b) => !b.hovered)"))
    assert page.console() == []


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
    page = visit(write(tmp_path / "page.html", render(records, ATTACK, {ATTACK: source}, queryable)), "#view=reader")
    assert "onerror" in page.text("#text")
    page.click("#next-claim")
    page.click("#as-compare")
    assert "onerror" in page.text("#compare-contradicted")
    page.click("#as-query")
    page.ask("SELECT * { ?s ?p ?o }")
    page.settle()
    assert page.driver.title != "broken"
    assert page.count("img, a[href^='javascript'], #stage script, #panel script") == 0
    assert "\u202e" not in page.text("body")
    assert page.fits()
