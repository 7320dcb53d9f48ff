"""Many documents to one graph: the same whoever makes it, and a second build reads what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from corpora import (
    STATES,
    Build,
    content,
)

from kg import pipeline
from kg.builder import build as build_at_once
from kg.corpus import update
from kg.corpus.shard import DamagedShard, outcome_in, pack
from kg.pipeline import Resources, outcomes_of
from kg.read import find, read
from kg.review import Entry

pytestmark = pytest.mark.model


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_make_the_graph_that_one_process_makes(
    texts: Path, build: Build, resources: Resources, tmp_path: Path, jobs: int
) -> None:
    build_at_once([texts], tmp_path / "at once", lambda articles: outcomes_of(articles, resources))
    built = build(texts, tmp_path / "out", jobs=jobs)
    assert content(tmp_path / "out") == content(tmp_path / "at once")
    assert (built.kept, built.read, built.failed) == (0, {"new": len(STATES)}, ())


def test_a_shard_gives_back_what_was_packed(resources: Resources) -> None:
    from conftest import SEEDS

    for outcome in outcomes_of([read(document) for document in find([SEEDS])], resources):
        shard = pack(outcome)
        assert outcome_in(shard) == outcome
        for damaged in (shard[:-1], shard[:40] + bytes([shard[40] ^ 1]) + shard[41:], b"", shard + b"x"):
            with pytest.raises(DamagedShard):
                outcome_in(damaged)


def test_only_what_changed_is_read_again(texts: Path, build: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(texts, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file() and path.name != ".lock"}
    again = build(texts, out)
    assert (again.kept, again.read, again.written) == (len(STATES), {}, ())
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {path.name for path in before if before[path] != after[path]} == {"manifest.json"}

    (texts / "3.txt").write_text("Turkey threatened Oman.\n", "utf-8")
    (texts / "new.txt").write_text("Oman praised Turkey.\n", "utf-8")
    (texts / "5.txt").unlink()
    changed = build(texts, out)
    assert (changed.kept, changed.read, changed.gone) == (8, {"changed": 1, "new": 1}, ("5.txt",))
    build(texts, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


@pytest.mark.parametrize("what", ["lexicon", "model", "program", "actors"])
def test_what_results_depend_on_is_named_when_it_changes(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    build(texts, tmp_path / "out")
    stamp = update.stamp_of(None, None)
    for module in (update, __import__("kg.corpus.work", fromlist=["stamp_of"])):
        monkeypatch.setattr(module, "stamp_of", lambda *_: {**stamp, what: "other"})
    again = build(texts, tmp_path / "out")
    assert (again.kept, again.read) == (0, {f"another {what}": len(STATES)})


def test_a_file_of_the_lexicon_changes_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.corpus import stamp

    words = tmp_path / "data" / "lexicon" / "words.yaml"
    words.parent.mkdir(parents=True)
    seen = set()
    monkeypatch.setattr(stamp, "_PACKAGE", tmp_path)
    for text in ("- attack\n", "- attack\n- raid\n"):
        words.write_text(text, "utf-8")
        seen.add(stamp.stamp_of(None, None)["lexicon"])
    assert len(seen) == 2


def test_a_lost_or_damaged_file_is_made_again(texts: Path, build: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(texts, out)
    whole = content(out)
    (out / "graph.html").unlink()
    (out / "graph.ttl").write_text("half", "utf-8")
    assert build(texts, out).written
    assert content(out) == whole
    shard = next(path for path in (out / "shards" / "claims").rglob("*") if path.is_file())
    shard.unlink()
    assert build(texts, out).read == {"shard lost": 1}
    assert content(out) == whole


def test_a_document_that_cannot_be_read_is_tried_once(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (texts / "empty.txt").write_text("", "utf-8")
    first = build(texts, tmp_path / "out")
    assert len(first.failed) == 1 and "empty.txt" in first.failed[0]
    monkeypatch.setattr(pipeline, "load_resources", lambda *_: pytest.fail("the model is not needed"))
    again = build(texts, tmp_path / "out")
    assert (again.failed, again.read, again.written) == (first.failed, {}, ())


def test_corrections_stand_between_claims_and_quads(texts: Path, build: Build, tmp_path: Path) -> None:
    entry = Entry(
        "review.yaml", 1, "retype", "A. N.", date(2031, 1, 1), actors=("Turkey",), document="3.txt", to="Place"
    )
    build(texts, tmp_path / "out")
    kept = {row.name: row.quads for row in build(texts, tmp_path / "out").manifest.rows}
    corrected = build(texts, tmp_path / "out", entries=(entry,))
    assert (corrected.kept, corrected.read) == (len(STATES), {})
    assert {row.name for row in corrected.manifest.rows if row.quads != kept[row.name]} == {"3.txt"}
    build(texts, tmp_path / "out")
    build(texts, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")
