"""The command line: what is printed where, exit codes, speed of the start, hostile text."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BUILT, ROOT, SEEDS, Kg, lines

from kg.terminal import inert

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
COMMANDS = ("build", "query", "statements", "explain", "view", "stats", "validate", "verify", "export", "load")
HEAVY = ("spacy", "rdflib", "pyvis", "pyshacl", "IPython", "networkx", "trafilatura", "yaml")


def run_kg(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", *arguments]
    options = {"capture_output": True, "text": True, "env": ENVIRONMENT, "timeout": 120} | more
    return subprocess.run(command, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_help_names_every_command(kg: Kg) -> None:
    ran = kg("--help")
    assert ran.code == 0
    assert all(f"\n  {command} " in ran.out for command in COMMANDS)
    for command in COMMANDS:
        helped = kg(command, "--help")
        assert helped.code == 0
        assert len(lines(helped.out)) > 4


def test_version(kg: Kg) -> None:
    ran = kg("--version")
    assert ran.code == 0
    assert ran.out.startswith("kg 0.")


def test_build_prints_the_closing_table(kg: Kg, tmp_path: Path) -> None:
    ran = kg("build", SEEDS, "-o", tmp_path / "out")
    assert ran.code == 0, ran.err
    heads = [line.split()[0] for line in lines(ran.out)]
    assert [name for name in heads if name in {"documents", "sentences", "claims", "dropped", "shapes", "time"}] == [
        "documents",
        "sentences",
        "claims",
        "dropped",
        "shapes",
        "time",
    ]
    assert "asserted" in ran.out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == BUILT
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [document["document"] for document in report["documents"]] == sorted(p.name for p in SEEDS.glob("*.txt"))
    assert report["violations"] == []
    assert sum(report["claims"].values()) > 50


def test_build_report_lists_sentences_that_gave_nothing(kg: Kg, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Israel attacked Iran in June 2025. It was a mild and pleasant evening by the sea.\n", "utf-8")
    ran = kg("build", article, "-o", tmp_path / "out", "--report")
    assert ran.code == 0, ran.err
    assert "without two actors in them: 1;" in ran.out
    (document,) = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["documents"]
    assert [one["text"] for one in document["silent"]] == ["It was a mild and pleasant evening by the sea."]


def test_the_default_build_wants_seeds(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kg("build")
    assert (ran.code, ran.out) == (2, "")
    assert len(lines(ran.err)) == 1
    assert "kg build ARTICLES" in ran.err


@pytest.mark.parametrize("command", ["query ASK{}", "statements", "stats", "view --no-open", "validate", "verify"])
def test_without_a_build_one_line_shows_the_way_out(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kg(*command.split(maxsplit=1))
    assert (ran.code, ran.out) == (2, "")
    assert len(lines(ran.err)) == 1
    assert "kg build" in ran.err


def test_statements_as_table_jsonl_and_csv(kg: Kg, seed_build: Path) -> None:
    records = [json.loads(line) for line in kg("statements", seed_build, "--format", "jsonl").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(kg("statements", seed_build, "--format", "csv").out)))
    table = kg("statements", seed_build)
    assert len(records) == len(rows) > 50
    assert {"statement", "event", "subject", "predicate", "status", "evidence", "confidence"} <= records[0].keys()
    assert rows[0]["subject"] == records[0]["subject"]["label"]
    assert f"{len(rows)} claims" in table.err
    assert "Strategic Mutual Defense Agreement" in table.out


def test_statements_are_filtered(kg: Kg, seed_build: Path) -> None:
    ran = kg(
        "statements", seed_build, "--format", "jsonl", "--actor", "pakistan", "--type", "support", "--since", "2025-09"
    )
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert records
    assert {record["time"] for record in records} == {"2025-09-17"}
    assert kg("statements", seed_build, "--status", "certain").code == 2
    assert kg("statements", seed_build, "--since", "yesterday").code == 2


def test_stats(kg: Kg, seed_build: Path) -> None:
    counted = json.loads(kg("stats", seed_build, "--format", "json").out)
    assert counted["graph"]["documents"] == 2
    assert sum(counted["claims by status"].values()) == counted["graph"]["claims"]
    assert next(iter(counted["actors"])) == "Iran"
    assert all(20 < share <= 100 for share in counted["text covered, %"].values())
    assert "claims by status" in kg("stats", seed_build).out


def test_validate_and_verify(kg: Kg, seed_build: Path, tmp_path: Path) -> None:
    assert kg("validate", seed_build).code == 0
    assert kg("verify", seed_build, "--articles", SEEDS).code == 0
    for seed in SEEDS.glob("*.txt"):
        text = seed.read_text("utf-8")
        (tmp_path / seed.name).write_text(text.replace("Iran", "Irak"), "utf-8")
    ran = kg("verify", seed_build, "--articles", tmp_path)
    assert ran.code == 1
    assert "Irak" in ran.out


def test_view_writes_the_page(kg: Kg, seed_build: Path, tmp_path: Path) -> None:
    for name in ("graph.ttl", "articles.jsonl"):
        (tmp_path / name).write_bytes((seed_build / name).read_bytes())
    ran = kg("view", tmp_path, "--no-open")
    assert ran.code == 0, ran.err
    assert ran.out.strip() == str(tmp_path / "graph.html")
    # graph.ttl has no graph names, and the page needs none.
    assert (tmp_path / "graph.html").read_bytes() == (seed_build / "graph.html").read_bytes()


def test_wrong_calls_exit_with_2(kg: Kg, seed_build: Path, tmp_path: Path) -> None:
    a_file = tmp_path / "file"
    a_file.touch()
    for call in (
        ["build", SEEDS, "-o", a_file],
        ["build", SEEDS, "-o", tmp_path / "o", "--base", "no iri"],
        ["query", "-d", seed_build],
        ["query", "-d", seed_build, "SELECT"],
        ["query", "-d", seed_build, "--name", "who-signed"],
        ["query", "-d", seed_build, "--file", tmp_path / "missing.rq"],
        ["statements", "--frmat", "csv"],
    ):
        ran = kg(*call)
        assert ran.code == 2, call
        assert ran.out == ""
        assert "Traceback" not in ran.err


def test_an_unknown_model_is_one_line(kg: Kg, tmp_path: Path) -> None:
    ran = kg("build", SEEDS, "-o", tmp_path / "out", "--model", "en_core_web_huge")
    assert ran.code == 1
    assert len(lines(ran.err)) == 1
    assert "en_core_web_huge" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_base_of_ones_own(kg: Kg, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Israel attacked Iran in June 2025.\n", "utf-8")
    assert kg("build", article, "-o", tmp_path / "out", "--base", "https://example.org/kb#").code == 0
    ran = kg("query", "-d", tmp_path / "out", "SELECT ?o { ent:Israel rel:attacked ?o }", "--format", "csv")
    assert ran.out.splitlines() == ["o", "https://example.org/kb#entity/Iran"]


@pytest.mark.parametrize("command", ["query ASK{?s?p?o}", "query --list", "statements", "stats", "--help"])
def test_commands_that_parse_no_text_load_nothing_heavy(seed_build: Path, command: str) -> None:
    """Half a second is the limit; what would break it is an import, which is counted instead of a clock."""
    program = (
        "import sys; from kg import cli\n"
        "try: cli.main()\n"
        "finally: print(*(m for m in sys.argv.pop().split(',') if m in sys.modules), file=sys.stderr)"
    )
    program = program.replace("sys.argv.pop()", repr(",".join(HEAVY)))
    parts = command.split(maxsplit=1)
    folder = {"query": ["-d", str(seed_build)], "--help": []}.get(parts[0], [str(seed_build)])
    ran = subprocess.run(
        [sys.executable, "-c", program, *parts, *folder], capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
    assert not set(ran.stderr.split()) & set(HEAVY)


def test_a_closed_pipe_is_no_error(seed_build: Path) -> None:
    command = f"{sys.executable} -m kg.cli statements {seed_build} --format jsonl | head -n 1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert json.loads(ran.stdout)["document"]
    assert ran.stderr == ""


def test_an_endless_query_can_be_stopped(seed_build: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "kg.cli", "query", "-d", str(seed_build), endless]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        with pytest.raises(subprocess.TimeoutExpired):
            running.communicate(timeout=1.5)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=10)
    assert running.returncode == -signal.SIGINT
    assert err == b""


def test_names_in_any_script_are_printed_in_any_locale(tmp_path: Path) -> None:
    article = tmp_path / "ключ.txt"
    article.write_text("Israel attacked Iran in June 2025, “Новости” and الأخبار said.\n", "utf-8")
    environment = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment.pop("PYTHONIOENCODING", None)
    built = run_kg("build", str(article), "-o", str(tmp_path / "out"), env=environment)
    assert built.returncode == 0, built.stderr
    shown = run_kg("statements", str(tmp_path / "out"), "--format", "csv", env=environment, text=False)
    assert "ключ.txt" in shown.stdout.decode("utf-8")  # type: ignore[attr-defined]
    assert "ключ.txt" in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def test_control_characters_and_markup_of_documents_are_inert(kg: Kg, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Israel attacked the [bold red]Iran[/] pact\u202e in June 2025.\n", "utf-8")
    assert kg("build", article, "-o", tmp_path / "out").code == 0
    ran = kg("statements", tmp_path / "out")
    assert "\u202e" not in ran.out
    assert "[bold red]" in ran.out
    assert inert("a\x1b[2J\x9b\u2066b\r\nc") == "a\ufffd[2J\ufffd\ufffdb  c"
