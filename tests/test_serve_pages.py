"""The pages in headless Chromium: what they show, by mouse, keyboard and phone, without a request to anywhere else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import browser
from conftest import SEEDS
from page_browser import needs_browser
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait
from serving import Server, serving

from kg.serve.evidence import reading
from kg.serve.segments import Mark, paragraphs, segments
from kg.serve.sources import Texts, linked

PACT = "/document/000_bcc5feb58b302aa3.txt"


@pytest.fixture(scope="module")
def server(seed_build: Path) -> Iterator[Server]:
    with serving(seed_build, "--workers", "2", "--articles", str(SEEDS)) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as driver:
        driver.execute_cdp_cmd("Network.enable", {})
        yield driver


@pytest.fixture
def open_page(chromium: Any, server: Server) -> Iterator[Any]:
    """Opens a path; afterwards nothing was logged as an error, and nothing asked of another machine."""

    def opened(path: str) -> Any:
        chromium.get(server.url + path)
        return chromium

    chromium.get("about:blank")
    chromium.get_log("browser")
    yield opened
    assert [entry for entry in chromium.get_log("browser") if entry["level"] == "SEVERE"] == []
    asked = chromium.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [address for address in asked if not address.startswith((server.url, "data:"))] == []


def wait(driver: Any, condition: str) -> None:
    WebDriverWait(driver, 20).until(lambda d: d.execute_script(f"return {condition}"))


def text_of(driver: Any, selector: str) -> str:
    return str(driver.find_element("css selector", selector).text)


class TestInABrowser:
    pytestmark = needs_browser

    def test_the_network_view_leads_to_the_other_pages(self, open_page: Any) -> None:
        driver = open_page("/")
        wait(driver, "document.documentElement.dataset.ready")
        driver.find_element("link text", "SPARQL").click()
        wait(driver, "document.documentElement.dataset.ready")
        assert "/sparql" in driver.current_url

    def test_an_actor_shows_names_relations_and_claims(self, open_page: Any) -> None:
        driver = open_page("/entity/Iran")
        assert text_of(driver, "h1") == "Iran"
        assert "Islamic Republic of Iran" in text_of(driver, ".facts")
        assert "2025" in text_of(driver, "table.years")
        assert driver.find_elements("css selector", ".timeline li")
        assert len(driver.find_elements("css selector", "article.claim")) == 20
        driver.find_element("css selector", "[rel=next]").click()
        assert driver.find_elements("css selector", "article.claim")
        driver.find_element("css selector", "table.years td a").click()
        shown = int(text_of(driver, ".chosen").split()[0])
        assert 0 < shown == len(driver.find_elements("css selector", "article.claim"))

    def test_what_a_speaker_says(self, open_page: Any) -> None:
        driver = open_page("/entity/Yahya_Rahim_Safavi?part=speaker")
        assert text_of(driver, "#claims h2") == "What it says"
        assert "according to" in text_of(driver, "article.claim .source")

    def test_a_document_shows_its_claims_in_its_text(self, open_page: Any) -> None:
        driver = open_page(PACT)
        pieces = driver.find_elements("css selector", "#text .told")
        assert len(pieces) > 50
        source = (SEEDS / "000_bcc5feb58b302aa3.txt").read_text("utf-8")
        plain = driver.execute_script("return document.getElementById('text').textContent")
        assert "".join(plain.split()) == "".join(source.split())
        piece = next(piece for piece in pieces if "Strategic Mutual" in piece.text)
        piece.click()
        picked = driver.find_elements("css selector", ".claim.picked")
        assert picked
        assert all("Agreement" in card.text for card in picked)
        assert driver.execute_script("return document.activeElement.classList.contains('claim')")
        driver.find_element("css selector", ".claim.picked .source a:nth-last-of-type(2)").click()
        assert text_of(driver, ".kind") == "Claim"

    def test_a_document_opened_at_a_claim(self, open_page: Any, server: Server) -> None:
        row = server.query('SELECT ?c { ?c kg:trigger "signed" } ORDER BY ?c LIMIT 1').json["results"]["bindings"][0]
        key = row["c"]["value"].rpartition("/")[2]
        driver = open_page(f"{PACT}#c-{key}")
        wait(driver, f"document.getElementById('c-{key}').classList.contains('picked')")
        assert driver.find_elements("css selector", ".told.picked")

    def test_a_claim_shows_its_words_in_its_document(self, open_page: Any, server: Server) -> None:
        query = 'SELECT ?c { ?c kg:trigger "signed" ; rdf:subject ent:Pakistan } ORDER BY ?c LIMIT 1'
        row = server.query(query).json["results"]["bindings"][0]
        driver = open_page(row["c"]["value"].removeprefix("https://w3id.org/actorkg/data"))
        assert text_of(driver, ".text mark.trigger") == "signed"
        assert "Strategic Mutual" in " ".join(
            mark.text for mark in driver.find_elements("css selector", ".text mark.quote")
        )
        driver.find_element("link text", "all that is told of it").click()
        assert text_of(driver, ".kind") == "Event"
        assert "Riyadh" in text_of(driver, ".facts")

    def test_search_by_keyboard(self, open_page: Any) -> None:
        driver = open_page("/entity/Iran")
        driver.find_element("css selector", "body").send_keys("/")
        driver.switch_to.active_element.send_keys("mutual defens", Keys.ENTER)
        wait(driver, "location.pathname == '/search' && document.readyState == 'complete'")
        assert "Strategic Mutual Defense Agreement" in text_of(driver, ".facts")
        assert "Mutual" in [mark.text for mark in driver.find_elements("css selector", "mark.hit")]
        driver.find_element("css selector", ".facts .lines a").send_keys(Keys.ENTER)
        wait(driver, "location.pathname.startsWith('/entity/')")

    def test_the_editor_asks_ready_questions_and_keeps_links(self, open_page: Any, server: Server) -> None:
        driver = open_page("/sparql")
        wait(driver, "document.documentElement.dataset.ready")
        assert "PREFIX kg:" in driver.execute_script("return editor.getTab().getQuery()")
        Select(driver.find_element("id", "ready")).select_by_value("who-signed-what")
        wait(driver, "document.querySelectorAll('.tabPanel.active .yasr table tbody tr td').length > 4")
        assert "Strategic Mutual Defense Agreement" in text_of(driver, ".tabPanel.active .yasr")
        link = driver.current_url
        assert "query=" in link
        link_to_actor = driver.find_element("css selector", ".tabPanel.active .yasr td a.iri")
        driver.execute_script("arguments[0].dispatchEvent(new Event('pointerover', {bubbles: true}))", link_to_actor)
        assert str(link_to_actor.get_attribute("href")).startswith(f"{server.url}/entity/")
        driver.get("about:blank")
        driver.get(link)
        wait(driver, "document.querySelectorAll('.tabPanel.active .yasr table tbody tr td').length > 4")

    def test_the_editor_shows_why_a_query_was_refused(self, open_page: Any, chromium: Any) -> None:
        driver = open_page("/sparql?query=SELECT%20%2A%20%7B%20SERVICE%20%3Chttp%3A%2F%2Fx%2F%3E%20%7B%7D%20%7D")
        wait(driver, "document.querySelector('.tabPanel.active .yasr .errorResult')")
        assert "SERVICE is refused" in text_of(driver, ".tabPanel.active .yasr")
        chromium.get_log("browser")  # Chromium notes the 403 itself

    def test_pages_fit_a_phone(self, server: Server) -> None:
        with browser(phone=True) as driver:
            for path in ("/entity/Iran", PACT, "/search?q=saudi", "/entity/Riyadh"):
                driver.get(server.url + path)
                widths = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
                assert widths[0] <= widths[1], path

    def test_light_and_dark(self, server: Server) -> None:
        with browser(dark=True) as driver:
            driver.get(server.url + "/entity/Iran")
            ground = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
            assert ground == "rgb(20, 24, 29)"


def test_without_the_text_a_page_shows_the_quotes(seed_build: Path, tmp_path: Path) -> None:
    graph, texts = tmp_path / "graph", tmp_path / "texts"
    for folder in (graph, texts):
        folder.mkdir()
    for name in ("graph.ttl", "graph.trig"):
        shutil.copy(seed_build / name, graph)
    changed = texts / "000_bcc5feb58b302aa3.txt"
    changed.write_text("Another text altogether, which the graph does not know.", "utf-8")
    with serving(graph, "--workers", "1", "--articles", str(texts)) as server:
        page = server.get(PACT, Accept="text/html").text
        assert "is not the text this graph was built from" in page
        assert "Strategic Mutual Defense Agreement" in page
        other = server.get("/document/003_37e8a2a38bea86b4.txt", Accept="text/html").text
        assert "was not found" in other


def test_texts_kept_by_a_build_are_found(tmp_path: Path) -> None:
    lines = [json.dumps({"name": name, "text": f"The text of {name}."}) for name in ("a.txt", "ü.txt")]
    (tmp_path / "articles.jsonl").write_text("\n".join([*lines, "no json", ""]), "utf-8")
    texts = Texts(tmp_path, [])
    assert texts("ü.txt") == "The text of ü.txt."
    assert texts("a.txt") == "The text of a.txt."
    assert texts("../a.txt") is None


def test_a_text_is_whole_however_it_is_marked() -> None:
    text = "One two three.\n\nFour five."
    marks = [Mark(0, 7, "a"), Mark(4, 22, "b"), Mark(4, 7, "c"), Mark(20, 99, "outside")]
    pieces = segments(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.kinds for piece in pieces] == ["a", "c a b", "b", ""]
    found = paragraphs(pieces)
    assert ["".join(piece.text for piece in part) for part in found] == ["One two three.", "Four five."]
    assert [piece.start for part in found for piece in part] == [0, 4, 7, 16, 22]
    assert not reading(None, "", []).paragraphs


def test_the_network_view_has_a_bar_for_links(seed_build: Path) -> None:
    page = (seed_build / "graph.html").read_text("utf-8")
    assert 'href="/kg/sparql"' in linked(page, "/kg")
    assert linked("no bar here", "") == "no bar here"
