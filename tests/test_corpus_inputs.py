"""A folder kept up to date together with the rest: files of many articles, corrections, copies, other languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg import pipeline
from kg.builder import FILES
from kg.builder import build as build_at_once
from kg.corpus import documents as one_by_one
from kg.corpus import update, write
from kg.corpus.update import Built, Settings
from kg.pipeline import Resources, outcomes_of
from kg.read import Options
from kg.review import Entry, Replay, load
from kg.store import open_graph
from kg.vocab import KG

pytestmark = pytest.mark.model
ROWS = ("Iran attacked Israel in May 2024.", "Turkey threatened Oman.", "Pakistan praised Turkey.")
STORY = (
    "Egypt warned Sudan on Monday that the talks about the dam would end if the reservoir was filled again this summer "
    "without a word to the neighbours downstream, and Sudan condemned Egypt for the tone of the letter, which was "
    "handed to its ambassador in the evening and printed by all newspapers of both capitals on the following day."
)
GERMAN = (
    "Die Regierung in Teheran hat am Montag erklärt, dass sie die Gespräche mit den Nachbarn fortsetzen und keinen "
    "weiteren Angriff dulden werde; der Minister reiste am Abend nach Bagdad, um dort über die Grenze zu verhandeln."
)
REVIEW = """\
- do: status
  by: Ada
  date: 2026-01-05
  claim: {document: news.csv#2, sentence: Turkey threatened Oman., subject: Turkey, relation: threatened}
  to: alleged
"""
Build = Callable[..., Built]


@pytest.fixture
def build(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A build with the model that is loaded already."""
    monkeypatch.setattr(pipeline, "load_resources", lambda *_: resources)

    def run(paths: Path | Sequence[Path], out: Path, **settings: object) -> Built:
        given = replace(Settings(jobs=2), **settings)  # type: ignore[arg-type]
        return update.build([paths] if isinstance(paths, Path) else paths, out, given, quiet)

    return run


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    return table(folder / "news.csv", ROWS).parent


def quiet(done: int, total: int, name: str) -> None:
    """No progress."""


def table(file: Path, texts: Sequence[str]) -> Path:
    rows = [f'{number},"{text}",2024-05-0{number}' for number, text in enumerate(texts, 1)]
    file.write_text("\n".join(["id,text,date", *rows, ""]), "utf-8")
    return file


def content(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


def names(built: Built) -> list[str]:
    return [row.name for row in built.manifest.rows]


def copies(out: Path) -> list[tuple[str, str]]:
    """Which documents the graph calls copies of which, and the report too."""
    told = json.loads((out / "report.json").read_text("utf-8"))["near_duplicates"]
    said = {(end(q.subject), end(q.object)) for q in open_graph(out).quads_for_pattern(None, KG.nearDuplicateOf, None)}
    assert said == {(one["document"], one["of"]) for one in told}
    return sorted(said)


def end(node: Quad | object) -> str:
    return str(node).strip("<>").rpartition("/")[2]


@pytest.mark.parametrize("reviewed", [False, True])
def test_many_articles_of_a_file_make_the_graph_that_one_piece_makes(
    news: Path, build: Build, resources: Resources, tmp_path: Path, reviewed: bool
) -> None:
    (tmp_path / "review.yaml").write_text(REVIEW, "utf-8")
    (news / "b.txt").write_text(GERMAN, "utf-8")
    entries = load(tmp_path / "review.yaml") if reviewed else []
    at_once = tmp_path / "at once"
    report = build_at_once([news], at_once, lambda some: outcomes_of(some, resources), review=Replay(entries))
    built = build(news, tmp_path / "out", entries=tuple(entries))
    assert content(tmp_path / "out") == content(at_once)
    assert names(built) == ["a.txt", "news.csv#1", "news.csv#2", "news.csv#3"]
    assert built.set_aside == report.set_aside and len(built.set_aside) == 1
    assert built.manifest.told == report.claims and built.manifest.replayed == int(reviewed)


def test_of_a_file_of_many_only_the_article_that_changed_is_read_again(
    news: Path, build: Build, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (news / "b.txt").write_text(GERMAN, "utf-8")
    first = build(news, out)
    again = build(news, out)
    assert (again.read, again.kept, again.written, again.set_aside) == ({}, 4, (), first.set_aside)
    table(news / "news.csv", [ROWS[0], "Turkey bombed Oman.", ROWS[2], "Qatar invited Kuwait."])
    changed = build(news, out)
    assert (changed.read, changed.kept) == ({"changed": 1, "new": 1}, 3)
    build(news, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


def test_articles_of_a_file_come_and_go(news: Path, build: Build, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    build(news / "a.txt", out)
    one_by_one.add([news / "news.csv"], out, Settings(jobs=1), quiet)
    build(news, fresh)
    assert content(out) == content(fresh)
    table(news / "news.csv", ROWS[:2])
    replaced = one_by_one.put_in_place([news / "news.csv"], out, Settings(jobs=1), quiet)
    assert replaced.gone == ("news.csv#3",)
    build(news, fresh)
    assert content(out) == content(fresh)
    one_by_one.remove(["news.csv#1"], out, Settings(), quiet)
    assert names(build(news, fresh, options=Options(any_language=True)))[1] == "news.csv#1"
    left = one_by_one.remove(["news.csv"], out, Settings(), quiet)
    assert (names(left), left.gone) == (["a.txt"], ("news.csv#2",))


def test_what_is_wrong_with_a_record_is_on_record_until_the_file_is_mended(
    news: Path, build: Build, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    table(news / "news.csv", [ROWS[0], "", GERMAN])
    built = build(news, out)
    assert (len(built.failed), len(built.set_aside)) == (1, 1)
    (news / "c.txt").write_text("Qatar invited Kuwait.", "utf-8")
    added = one_by_one.add([news / "c.txt"], out, Settings(jobs=1), quiet)
    assert (added.manifest.failed, added.manifest.set_aside) == (built.failed, built.set_aside)
    table(news / "news.csv", ROWS)
    mended = one_by_one.put_in_place([news / "news.csv"], out, Settings(jobs=1), quiet)
    assert (mended.manifest.failed, mended.manifest.set_aside) == ((), ())
    build(news, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")
    (news / "c.txt").write_text("", "utf-8")
    kept = one_by_one.put_in_place([news / "c.txt"], out, Settings(jobs=1), quiet)
    assert len(kept.failed) == 1 and "c.txt" in names(kept)


def test_corrections_make_new_quads_of_the_documents_that_they_change(news: Path, build: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = {row.name: row.quads for row in build(news, out).manifest.rows}
    (tmp_path / "review.yaml").write_text(REVIEW + REVIEW.replace("news.csv#2", "gone.txt"), "utf-8")
    entries: tuple[Entry, ...] = tuple(load(tmp_path / "review.yaml"))
    reviewed = build(news, out, entries=entries)
    after = {row.name: row.quads for row in reviewed.manifest.rows}
    assert reviewed.read == {} and {name for name in after if after[name] != before[name]} == {"news.csv#2"}
    assert reviewed.manifest.told["alleged"] == 1 and "gone.txt" in reviewed.manifest.review[0]
    # A document that comes finds the corrections that the folder was built with, and taking them back leaves nothing.
    (news / "c.txt").write_text("Qatar invited Kuwait.", "utf-8")
    added = one_by_one.add([news / "c.txt"], out, Settings(jobs=1), quiet)
    assert added.manifest.review == reviewed.manifest.review and added.manifest.replayed == 1
    build(news, tmp_path / "fresh", entries=entries)
    assert content(out) == content(tmp_path / "fresh")
    build(news, out)
    build(news, tmp_path / "plain")
    assert content(out) == content(tmp_path / "plain")


@pytest.mark.parametrize("large", [False, True])
def test_copies_are_known_over_all_documents(
    news: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    if large:
        monkeypatch.setattr(write, "LARGE", 0)
        monkeypatch.setattr(write, "_MOST_CHANGED", 1.0)
    out = tmp_path / "out"
    build(news, out)
    assert copies(out) == []
    (news / "z.txt").write_text(STORY, "utf-8")
    one_by_one.add([news / "z.txt"], out, Settings(jobs=1), quiet)
    assert copies(out) == [("z.txt", "a.txt")]
    build(news, tmp_path / "fresh")
    assert set(map(str, open_graph(out))) == set(map(str, open_graph(tmp_path / "fresh")))
    one_by_one.remove(["a.txt"], out, Settings(), quiet)
    assert copies(out) == []


def test_another_way_of_reading_reads_again(news: Path, build: Build, tmp_path: Path) -> None:
    (news / "b.txt").write_text(GERMAN, "utf-8")
    build(news, tmp_path / "out")
    again = build(news, tmp_path / "out", options=Options(any_language=True))
    assert again.read == {"another reading": 4, "new": 1} and again.set_aside == ()
    assert "b.txt" in names(again)
