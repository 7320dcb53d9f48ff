# ruff: noqa: F811
"""The page's views in a real browser: reading a document, comparing two, asking SPARQL, communities, the timeline."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from page_browser import (  # noqa: F401
    Keys,
    Open,
    click,
    console,
    count,
    driver,
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
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions
from view_records import large_records, node, seed_records, statement

from kg.articles import read_articles
from kg.model import Article, Block
from kg.queries import load_queries
from kg.query import run
from kg.statements import Statement
from kg.store import open_graph
from kg.view import Queryable, packed, render

pytestmark = needs_browser
IRAN, ISRAEL, IRAQ = node("Iran", "State", "IRN"), node("Israel", "State", "ISR"), node("Iraq", "State", "IRQ")
ATTACK = "</script><img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


def article(text: str, name: str = "article.txt", **more: Any) -> Article:
    return Article(name, text, hashlib.sha256(text.encode()).hexdigest(), (Block(0, len(text), "text"),), **more)


def quoted(text: str, sentence: str, trigger: str) -> dict[str, Any]:
    """The places of a sentence and its trigger in a text, as a record has them."""
    start, at = text.index(sentence), text.index(trigger)
    passage = {"start": start, "end": start + len(sentence), "text": sentence}
    return {
        "sentence": passage,
        "evidence": passage,
        "trigger": trigger,
        "trigger_at": {"start": at, "end": at + len(trigger)},
    }


@pytest.fixture(scope="module")
def real_page(seed_build: Path) -> Path:
    return seed_build / "graph.html"


def words_of(driver: Any, selector: str) -> list[str]:
    return [found.text for found in driver.find_elements("css selector", selector)]


def ask(driver: Any, query: str) -> str:
    """What the page says of a query of one's own, once it is answered."""
    driver.execute_script("document.getElementById('sparql').value = arguments[0]", query)
    click(driver, "#ask")
    wait(driver, "return document.getElementById('stop').hidden", 40)
    return str(driver.find_element("id", "answered").text)


def choose(driver: Any, selector: str, value: str) -> None:
    script = (
        "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))"
    )
    driver.execute_script(script, selector, value)


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
    page = write(tmp_path / "page.html", render([record], articles={"article.txt": article(text)}))
    driver = visit(page, "#view=reader")
    assert words_of(driver, "#text mark") == ["attacked"]


@pytest.mark.parametrize(("limit", "reason"), [(10, "was left out"), (None, "is not in this file")])
def test_a_document_left_out_shows_its_quotes_and_says_why(
    visit: Open, tmp_path: Path, limit: int | None, reason: str
) -> None:
    records = seed_records()
    name = records[0]["document"]
    known = {name: article("x" * 11, name)} if limit else {}
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


def test_ready_questions_are_answered_as_by_the_command(visit: Open, real_page: Path, seed_build: Path) -> None:
    driver = visit(real_page, "#view=query")
    store = open_graph(seed_build)
    for number, question in enumerate(load_queries().values()):
        if any(setting.needed for setting in question.settings):
            continue
        choose(driver, "#question", str(number))
        wait(driver, "return document.getElementById('stop').hidden", 40)
        answer = run(store, question.text)
        assert isinstance(answer, QuerySolutions)
        rows = len(list(answer))
        assert driver.find_element("id", "answered").text.startswith(f"{rows} row"), question.name
    assert console(driver) == []


def test_a_setting_fixes_a_column(visit: Open, real_page: Path, seed_statements: list[Statement]) -> None:
    turkey = next(one["subject"]["iri"] for one in seed_statements if one["subject"]["label"] == "Turkey")
    driver = visit(real_page, "#view=query")
    number = list(load_queries()).index("relations-of")
    choose(driver, "#question", str(number))
    choose(driver, "#settings select", f"<{turkey}>")
    click(driver, "#ask")
    wait(driver, "return document.getElementById('stop').hidden", 40)
    rows = words_of(driver, "#answer tbody tr")
    assert rows
    assert all("Turkey" in row for row in rows)


def test_the_engine_answers_refuses_stops_and_goes_on(visit: Open, real_page: Path) -> None:
    driver = visit(real_page, "#view=query")
    driver.get_log("performance")
    assert ask(driver, "ASK { ent:Iran rdfs:label ?x }").startswith("Yes")
    assert "1 row" in ask(driver, "SELECT (COUNT(*) AS ?n) { ?claim a kg:Claim }")
    assert "not answered" in ask(driver, "SELEKT ?x")
    assert "not answered" in ask(driver, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert "not answered" in ask(driver, "DELETE WHERE { ?s ?p ?o }")
    asked = [entry["message"] for entry in driver.get_log("performance")]
    assert not [words for words in asked if "127.0.0.1:9" in words and "Network.requestWillBeSent" in words]
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    driver.execute_script("document.getElementById('sparql').value = arguments[0]", endless)
    click(driver, "#ask")
    assert driver.find_element("id", "stop").is_displayed()
    click(driver, "#stop")
    assert "Stopped." in driver.find_element("id", "answered").text
    assert "3 rows" in ask(driver, "CONSTRUCT WHERE { ?a ?b ?c } LIMIT 3")


def test_the_copied_query_gives_exactly_what_is_shown(visit: Open, real_page: Path) -> None:
    driver = visit(real_page, "#confidence=0.7&no-status=asserted")
    wanted = int(driver.find_element("css selector", "#notes p:last-child").text.split()[0])
    driver.execute_script("document.getElementById('share').open = true")
    click(driver, "#ask-sparql")
    wait(driver, "return document.getElementById('stop').hidden", 40)
    assert driver.find_element("id", "answered").text.startswith(f"{wanted} rows")
    assert wanted > 10


def test_a_page_without_engine_says_what_to_do(visit: Open, tmp_path: Path) -> None:
    driver = visit(write(tmp_path / "page.html", render(seed_records())), "#view=query")
    assert "kg query" in driver.find_element("id", "query").text
    assert console(driver) == []


def test_communities_collapse_expand_and_filter(visit: Open, tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", render(large_records(200)))
    driver = visit(page, "#grouped=yes")
    collapsed = shown(driver)
    assert collapsed < 20
    assert "communities collapsed" in driver.find_element("id", "notes").text
    place = driver.execute_script(
        "const n = kgPage.network(), id = kgPage.shown().sort((a, b) => b - a)[0];"
        "const dom = n.canvasToDOM(n.getPositions([id])[id]);"
        "const box = document.getElementById('graph').getBoundingClientRect();"
        "return {x: Math.round(box.x + dom.x), y: Math.round(box.y + dom.y)}"
    )
    for kind in ("mousePressed", "mouseReleased"):
        mouse = {"type": kind, **place, "button": "left", "clickCount": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", mouse)
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


def test_months_are_brushed_and_played(visit: Open, tmp_path: Path) -> None:
    records = [statement(at, IRAN, f"did {at}", IRAQ, time=f"2025-{at + 1:02}") for at in range(4)]
    driver = visit(write(tmp_path / "page.html", render(records)), "#view=table")
    box = driver.execute_script("const b = document.querySelector('.bars').getBoundingClientRect(); return b.toJSON()")
    step = box["width"] / 4
    moves = [("mousePressed", 1.5), ("mouseMoved", 2.5), ("mouseReleased", 3.5)]
    for kind, month in moves:
        place = {"x": box["x"] + month * step, "y": box["y"] + 20, "button": "left", "clickCount": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **place})
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


def test_the_picture_is_saved_as_vectors(visit: Open, tmp_path: Path) -> None:
    hostile = statement(900, node('<b>&"x', "State"), "met", IRAN)
    page = write(tmp_path / "page.html", render([*seed_records(), hostile]))
    driver = visit(page, "#lone=yes")
    driver.execute_script(
        "globalThis.kept = []; const plain = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { b.text().then((t) => kept.push(t)); return plain(b); };"
    )
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "deny"})
    driver.execute_script("document.getElementById('share').open = true")
    click(driver, "#save-svg")
    picture = ET.fromstring(wait(driver, "return kept[0]"))
    tags = [part.tag.rpartition("}")[2] for part in picture.iter()]
    assert tags.count("g") == shown(driver) + len(driver.execute_script("return kgPage.lines()"))
    assert '<b>&"x' in {part.text for part in picture.iter()}


def test_hostile_documents_and_answers_are_inert(visit: Open, tmp_path: Path) -> None:
    text = f"{ATTACK}\n\nIran attacked Israel. \u202e{ATTACK} " + "W" * 10_000
    more = quoted(text, "Iran attacked Israel.", "attacked") | {"title": ATTACK}
    records = [
        statement(1, IRAN, "attacked", ISRAEL, document=ATTACK, **more),
        statement(2, IRAN, "attacked", ISRAEL, document="b", title="\u202e" + ATTACK, text=ATTACK, status="negated"),
    ]
    source = article(text, ATTACK, title=ATTACK, author=ATTACK, url="javascript:alert(1)", published=date(2025, 1, 1))
    label, evil = (
        NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
        NamedNode("javascript:document.title='broken'"),
    )
    graph = packed([Quad(evil, label, Literal(ATTACK)), Quad(evil, label, Literal("\u202e" + "W" * 10_000))])
    queryable = Queryable(graph, {"evil": ATTACK}, ())
    driver = visit(write(tmp_path / "page.html", render(records, ATTACK, {ATTACK: source}, queryable)), "#view=reader")
    assert "onerror" in driver.find_element("id", "text").text
    click(driver, "#next-claim")
    click(driver, "#as-compare")
    assert "onerror" in driver.find_element("id", "compare-contradicted").text
    click(driver, "#as-query")
    driver.execute_script("document.getElementById('sparql').value = 'SELECT * { ?s ?p ?o }'")
    click(driver, "#ask")
    wait(driver, "return document.getElementById('stop').hidden", 40)
    settle(driver)
    assert driver.title != "broken"
    assert count(driver, "img, a[href^='javascript'], #stage script, #panel script") == 0
    assert "\u202e" not in driver.find_element("tag name", "body").text
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("view", ["reader", "compare", "query"])
def test_every_view_fits_a_phone_and_names_its_controls(visit: Open, real_page: Path, view: str) -> None:
    driver = visit(real_page, f"#view={view}", width=390, height=800)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    box = f"document.getElementById('{view}')"
    assert driver.execute_script(f"return {box}.scrollWidth <= {box}.clientWidth")
    nameless = driver.execute_script(
        "return [...document.querySelectorAll('button, input, select, summary, textarea, [role=button]')]"
        ".filter((e) => "
        "!(e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')?.textContent.trim()))"
        ".map((e) => e.outerHTML.slice(0, 80))"
    )
    assert nameless == []
