"""Bad documents: one clear line each, the others built, nothing half-written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import Kg, lines

from kg import builder
from kg.store import open_graph

GOOD = "Israel attacked Iran in June 2025.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "good.txt").write_text(GOOD, "utf-8")
    return made


def subjects(out: Path) -> set[str]:
    return {
        quad.object.value
        for quad in open_graph(out).quads_for_pattern(None, None, None)
        if "fileName" in str(quad.predicate)
    }


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("broken.pdf", b"%PDF-1.4 nothing more", "broken.pdf"),
        ("broken.docx", b"PK\x03\x04 nothing more", "broken.docx"),
        ("tags.html", b"<html><body></body></html>", "tags.html"),
        ("large.txt", b"Israel attacked Iran. " * 240_000, "split it"),
    ],
)
def test_a_bad_document_is_one_line_and_the_others_are_built(
    kg: Kg, folder: Path, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (folder / name).write_bytes(content)
    ran = kg("build", folder, "-o", tmp_path / "out")
    assert ran.code == 1
    assert len(lines(ran.err)) == 1, ran.err
    assert name in ran.err
    assert words in ran.err
    assert "1 not read" in ran.out
    assert subjects(tmp_path / "out") == {"good.txt"}
    assert len(json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["failed"]) == 1


def test_an_unknown_format_named_by_itself(kg: Kg, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(b"PK")
    ran = kg("build", folder / "good.txt", sheet, "-o", tmp_path / "out")
    assert ran.code == 1
    assert len(lines(ran.err)) == 1
    assert "sheet.xlsx" in ran.err
    assert subjects(tmp_path / "out") == {"good.txt"}


@pytest.mark.parametrize("what", ["missing", "no documents"])
def test_a_path_without_documents(kg: Kg, folder: Path, tmp_path: Path, what: str) -> None:
    bad = tmp_path / "bad"
    if what == "no documents":
        bad.mkdir()
    alone = kg("build", bad, "-o", tmp_path / "alone")
    assert alone.code == 1
    assert alone.out == ""
    assert "bad" in lines(alone.err)[0]
    assert not (tmp_path / "alone").exists()
    beside = kg("build", bad, folder, "-o", tmp_path / "out")
    assert beside.code == 1
    assert len(lines(beside.err)) == 1
    assert subjects(tmp_path / "out") == {"good.txt"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file(kg: Kg, folder: Path, tmp_path: Path) -> None:
    (folder / "locked.txt").write_text(GOOD, "utf-8")
    (folder / "locked.txt").chmod(0)
    ran = kg("build", folder, "-o", tmp_path / "out")
    assert ran.code == 1
    assert len(lines(ran.err)) == 1
    assert "permission" in ran.err.lower()


def test_a_path_that_cannot_be_opened(kg: Kg, folder: Path, tmp_path: Path) -> None:
    """What an unreadable file is to a user, root has in a link to nowhere and in a pipe."""
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    ran = kg("build", folder, "-o", tmp_path / "out")
    assert ran.code == 1
    assert [line.split(":")[1].strip() for line in lines(ran.err)] == ["gone.txt", "pipe.txt"]
    assert subjects(tmp_path / "out") == {"good.txt"}


def test_a_failure_leaves_the_former_build_whole(
    kg: Kg, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert kg("build", folder, "-o", out).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(builder, "as_json", full)
    (folder / "good.txt").write_text("Iran attacked Israel in June 2025.\n", "utf-8")
    ran = kg("build", folder, "-o", out)
    assert ran.code == 1
    assert "No space left on device" in ran.err
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_markup_in_names_and_titles_is_text(kg: Kg, tmp_path: Path) -> None:
    nasty = "</script><img src=x onerror=alert(1)>"
    article = tmp_path / 'a"b<c>&.md'
    article.write_text(f'---\ntitle: "{nasty}"\nauthor: "<b>Nobody</b>"\n---\n\n{GOOD}', "utf-8")
    ran = kg("build", article, "-o", tmp_path / "out")
    assert ran.code == 0, ran.err
    page = (tmp_path / "out" / "graph.html").read_text("utf-8")
    assert nasty not in page
    assert "<img src=x" not in page
    assert "<b>Nobody" not in page
    assert subjects(tmp_path / "out") == {article.name}
    titled = kg("query", "-d", tmp_path / "out", "SELECT ?t { ?d dcterms:title ?t }", "--format", "csv")
    assert nasty in titled.out


def test_unreadable_configuration_is_one_line(kg: Kg, folder: Path, tmp_path: Path) -> None:
    actors = tmp_path / "actors.ttl"
    actors.write_text("this is no Turtle", "utf-8")
    for given in (actors, tmp_path / "missing.ttl"):
        ran = kg("build", folder, "-o", tmp_path / "out", "--actors", given)
        assert ran.code in (1, 2)
        assert len(lines(ran.err)) == 1, ran.err
        assert given.name in ran.err
        assert not (tmp_path / "out").exists()


def test_a_broken_graph_is_one_line(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<a> <b>", "utf-8")
    for command in (["query", "-d", tmp_path, "ASK {}"], ["stats", tmp_path], ["validate", tmp_path]):
        ran = kg(*command)
        assert ran.code == 1
        assert len(lines(ran.err)) == 1
        assert "graph.ttl" in ran.err
