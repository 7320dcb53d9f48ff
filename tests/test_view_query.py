"""SPARQL asked inside the page, in a real browser: the rows of the command, refusals, an end to every query."""

from __future__ import annotations

from pathlib import Path

from page_browser import (
    Open,
    answered,
    ask,
    choose,
    click,
    console,
    needs_browser,
    words_of,
    write,
)
from pyoxigraph import QuerySolutions
from view_records import seed_records

from kg.queries import load_queries
from kg.query import run
from kg.statements import Statement
from kg.store import open_graph
from kg.view import render

pytestmark = needs_browser


def test_ready_questions_are_answered_as_by_the_command(visit: Open, real_page: Path, seed_build: Path) -> None:
    driver = visit(real_page, "#view=query")
    store = open_graph(seed_build)
    for number, question in enumerate(load_queries().values()):
        if any(setting.needed for setting in question.settings):
            continue
        choose(driver, "#question", str(number))
        answer = run(store, question.text)
        assert isinstance(answer, QuerySolutions)
        assert answered(driver).startswith(f"{len(list(answer))} row"), question.name
    assert console(driver) == []


def test_a_setting_fixes_a_column(visit: Open, real_page: Path, seed_statements: list[Statement]) -> None:
    turkey = next(one["subject"]["iri"] for one in seed_statements if one["subject"]["label"] == "Turkey")
    driver = visit(real_page, "#view=query")
    number = list(load_queries()).index("relations-of")
    choose(driver, "#question", str(number))
    choose(driver, "#settings select", f"<{turkey}>")
    click(driver, "#ask")
    answered(driver)
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
    assert answered(driver).startswith(f"{wanted} rows")
    assert wanted > 10


def test_a_page_without_engine_says_what_to_do(visit: Open, tmp_path: Path) -> None:
    driver = visit(write(tmp_path / "page.html", render(seed_records())), "#view=query")
    assert "kg query" in driver.find_element("id", "query").text
    assert console(driver) == []
