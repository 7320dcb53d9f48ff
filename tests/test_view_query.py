"""SPARQL asked inside the page, in a real browser: the rows of the command, refusals, an end to every query."""

from __future__ import annotations

from pathlib import Path

from page_browser import Open, needs_browser, write
from pyoxigraph import QuerySolutions
from view_records import seed_records

from kg.queries import load_queries
from kg.query import run
from kg.record import Statement
from kg.store import open_graph
from kg.view import render

pytestmark = needs_browser


def test_ready_questions_are_answered_as_by_the_command(visit: Open, real_page: Path, seed_build: Path) -> None:
    page = visit(real_page, "#view=query")
    store = open_graph(seed_build)
    for number, question in enumerate(load_queries().values()):
        if any(setting.needed for setting in question.settings):
            continue
        page.choose("#question", str(number))
        answer = run(store, question.text)
        assert isinstance(answer, QuerySolutions)
        assert page.answered().startswith(f"{len(list(answer))} row"), question.name
    assert page.console() == []


def test_a_setting_fixes_a_column(visit: Open, real_page: Path, seed_statements: list[Statement]) -> None:
    turkey = next(one["subject"]["iri"] for one in seed_statements if one["subject"]["label"] == "Turkey")
    page = visit(real_page, "#view=query")
    number = list(load_queries()).index("relations-of")
    page.choose("#question", str(number))
    page.choose("#settings select", f"<{turkey}>")
    page.click("#ask")
    page.answered()
    rows = page.texts("#answer tbody tr")
    assert rows
    assert all("Turkey" in row for row in rows)


def test_the_engine_answers_refuses_stops_and_goes_on(visit: Open, real_page: Path) -> None:
    page = visit(real_page, "#view=query")
    page.requests()
    assert page.ask("ASK { ent:Iran rdfs:label ?x }").startswith("Yes")
    assert "1 row" in page.ask("SELECT (COUNT(*) AS ?n) { ?claim a kg:Claim }")
    assert "not answered" in page.ask("SELEKT ?x")
    assert "not answered" in page.ask("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert "not answered" in page.ask("DELETE WHERE { ?s ?p ?o }")
    assert not [address for address in page.requests() if "127.0.0.1:9" in address]
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    page.run("document.getElementById('sparql').value = arguments[0]", endless)
    page.click("#ask")
    assert page.find("#stop").is_displayed()
    page.click("#stop")
    assert "Stopped." in page.text("#answered")
    assert "3 rows" in page.ask("CONSTRUCT WHERE { ?a ?b ?c } LIMIT 3")


def test_the_copied_query_gives_exactly_what_is_shown(visit: Open, real_page: Path) -> None:
    page = visit(real_page, "#confidence=0.7&no-status=asserted")
    wanted = int(page.text("#notes p:last-child").split()[0])
    page.unfold("#share")
    page.click("#ask-sparql")
    assert page.answered().startswith(f"{wanted} rows")
    assert wanted > 10


def test_a_page_without_engine_says_what_to_do(visit: Open, tmp_path: Path) -> None:
    page = visit(write(tmp_path / "page.html", render(seed_records())), "#view=query")
    assert "kg query" in page.text("#query")
    assert page.console() == []
