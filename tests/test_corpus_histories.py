"""Documents that come, go and are replaced in any order: the folder is that of a fresh build.

The documents are the invented news of `gold/identity.yaml`, in which persons, bodies and events of several documents
are one, so that their names merge, split and merge again; a few of them are copies of others.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from corpora import content, killed, quiet, statements_in
from gold import identity as gold

from kg import pipeline
from kg.corpus import catalog, rows, update
from kg.corpus import documents as one_by_one
from kg.corpus.manifest import load
from kg.corpus.shard import outcome_in
from kg.corpus.shards import FOLDER
from kg.corpus.update import Settings
from kg.corpus.work import MakeQuads
from kg.corpus.worker import Item, Lost, Sized, Task
from kg.model import Article
from kg.pipeline import Outcome, Resources
from kg.review.entries import parse

pytestmark = pytest.mark.model
# Histories of the test that goes through them, and kills of the one that kills: more of them with KG_KILLS=200.
SEEDS, KILLS = (int(os.environ.get("KG_KILLS", usual)) for usual in ("5", "8"))
NEWS = gold.read_gold()["documents"]
ENTRIES = """\
- {do: rename, by: A. N., date: 2031-05-01, actor: Selim Arikan, to: Selim Bey}
- {do: merge, by: A. N., date: 2031-05-01, actors: [Aegean Water Board, AWB]}
- {do: retype, by: A. N., date: 2031-05-01, actor: Eleni Vassou, to: Organisation, document: 3.md}
- {do: retype, by: A. N., date: 2031-05-01, actor: Nobody, to: Person, document: 5.md}
"""


# Forty names.
ENDINGS = ("nok", "rin", "sel", "dur", "bex", "lim", "tav", "gos")
LAKES = [one + other for one in ("Dor", "Mar", "Vel", "Tam", "Sol") for other in ENDINGS]


class Here:
    """An executor without processes."""

    def run(
        self, task: Task[Item], batches: Iterable[Sequence[Sized[Item]]]
    ) -> Iterator[tuple[Sized[Item], bytes | str | Lost]]:
        task.prepare()
        for batch in batches:
            for place, result in task([sized.item for sized in batch]):
                yield batch[place], result


@pytest.fixture(autouse=True)
def read_once(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the model read each text once for all tests."""
    real = pipeline.outcomes_of

    def outcomes(articles: Sequence[Article], known: Resources) -> Iterator[Outcome]:
        for article in articles:
            if article not in _READ:
                (_READ[article],) = real([article], known)
            yield _READ[article]

    monkeypatch.setattr(pipeline, "load_resources", lambda *_: resources)
    monkeypatch.setattr(pipeline, "outcomes_of", outcomes)


_READ: dict[Article, Outcome] = {}


def settings(entries: bool = False) -> Settings:
    given = tuple(parse(ENTRIES, "review.yaml")) if entries else ()
    return Settings(jobs=1, executor=Here(), entries=given)


def write_text(file: Path, draw: random.Random) -> None:
    """One of the reports, under this name."""
    one = draw.choice(NEWS)
    matter = {"title": "Report", "date": one["published"]}
    file.write_text(f"---\n{yaml.safe_dump(matter)}---\n{one['text']}", "utf-8")


def step(out: Path, texts: Path, draw: random.Random, entries: bool) -> None:
    """One change of a built folder and of the texts that it is to be the graph of."""
    there = sorted(path.name for path in texts.iterdir())
    names = draw.sample([f"{number}.md" for number in range(12)], draw.choice([1, 1, 2, 3]))
    kind = draw.choice(["come", "come", "go", "replace", "build"])
    if kind == "go" and (gone := [name for name in there if name in names]) and len(gone) < len(there):
        for name in gone:
            (texts / name).unlink()
        one_by_one.remove(gone, out, settings(), quiet)
        return
    changed = [texts / name for name in names if (name in there) is (kind == "replace") or kind == "build"]
    for file in changed:
        write_text(file, draw)
    if kind == "build":
        update.build([texts], out, settings(entries), quiet)
    elif changed and kind == "replace":
        one_by_one.put_in_place(changed, out, settings(), quiet)
    elif changed:
        one_by_one.add(changed, out, settings(), quiet)


def state(out: Path, form: str) -> object:
    """All that a reader of the folder can see, and all that the next run goes by."""
    manifest = load(out)
    assert manifest
    return (
        content(out),
        statements_in(out) if form == "large" else None,
        manifest.rows,
        manifest.copies,
        manifest.review,
    )


@pytest.mark.parametrize(("form", "seed"), [*(("large", seed) for seed in range(SEEDS)), ("small", 1000)])
def test_any_history_gives_the_folder_of_a_fresh_build(
    tmp_path: Path, request: pytest.FixtureRequest, form: str, seed: int
) -> None:
    if form == "large":
        request.getfixturevalue("large")
    draw, texts, out = random.Random(seed), tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    for number in range(4):
        write_text(texts / f"{number}.md", draw)
    entries = bool(seed % 2)
    update.build([texts], out, settings(entries), quiet)
    for number in range(6):
        step(out, texts, draw, entries)
        if number % 2:
            fresh = tmp_path / f"fresh-{number}"
            update.build([texts], fresh, settings(entries), quiet)
            assert state(out, form) == state(fresh, form), number


@pytest.mark.parametrize("form", ["large", "small"])
def test_killed_while_a_document_comes_the_next_change_completes(
    tmp_path: Path, request: pytest.FixtureRequest, form: str
) -> None:
    """What a killed run has done is finished or undone by the next one, which is about another document."""
    if form == "large":
        request.getfixturevalue("large")
    draw, texts, out = random.Random(7), tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    for number in range(5):
        write_text(texts / f"{number}.md", draw)
    update.build([texts], out, settings(), quiet)
    write_text(texts / "new.md", draw)
    started = time.monotonic()
    one_by_one.add([texts / "new.md"], out, settings(), quiet)
    usual = time.monotonic() - started
    one_by_one.remove(["new.md"], out, settings(), quiet)
    kills = 0
    for number in range(KILLS):
        write_text(texts / "new.md", draw)
        kills += killed(lambda: one_by_one.add([texts / "new.md"], out, settings(), quiet), draw.uniform(0, usual))
        other = texts / f"{number % 5}.md"
        write_text(other, draw)
        one_by_one.put_in_place([other], out, settings(), quiet)
        if "new.md" in {row.name for row in load(out).rows}:  # type: ignore[union-attr]
            one_by_one.remove(["new.md"], out, settings(), quiet)
    (texts / "new.md").unlink()
    assert kills > KILLS // 4
    update.build([texts], tmp_path / "fresh", settings(), quiet)
    assert state(out, form) == state(tmp_path / "fresh", form)


class Losing(Here):
    """An executor that makes no quads of one document."""

    def run(
        self, task: Task[Item], batches: Iterable[Sequence[Sized[Item]]]
    ) -> Iterator[tuple[Sized[Item], bytes | str | Lost]]:
        for sized, result in super().run(task, batches):
            lost = isinstance(task, MakeQuads) and outcome_in(sized.item).article.name == "1.md"  # type: ignore[arg-type]
            yield sized, Lost("broke its process") if lost else result


def test_a_document_without_quads_leaves_no_trace_in_the_others(tmp_path: Path, large: None) -> None:
    texts, out, others = tmp_path / "texts", tmp_path / "out", tmp_path / "others"
    texts.mkdir()
    for number in range(4):
        (texts / f"{number}.md").write_text(f"---\ntitle: A\ndate: 2031-03-05\n---\n{NEWS[number]['text']}", "utf-8")
    built = update.build([texts], out, replace(settings(), executor=Losing()), quiet)
    assert built.failed == ("1.md: set aside, its graph broke its process",)
    (texts / "1.md").unlink()
    update.build([texts], others, settings(), quiet)
    assert statements_in(out) == statements_in(others) and "mergedInto" in "".join(statements_in(out))
    assert built.manifest.rows == load(others).rows  # type: ignore[union-attr]


def test_a_catalog_that_is_lost_or_damaged_is_made_again(tmp_path: Path) -> None:
    draw, texts, out = random.Random(3), tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    for number in range(6):
        write_text(texts / f"{number}.md", draw)
    update.build([texts], out, settings(), quiet)
    file = out / FOLDER / catalog.NAME
    whole = file.read_bytes()
    for number, damaged in enumerate((None, b"", b"no database" * 1000, whole[:5000] + b"\xff" * 4000 + whole[9000:])):
        file.unlink()
        if damaged is not None:
            file.write_bytes(damaged)
        write_text(texts / "new.md", draw)
        (one_by_one.put_in_place if number else one_by_one.add)([texts / "new.md"], out, settings(), quiet)
        update.build([texts], tmp_path / f"{number}", settings(), quiet)
        assert state(out, "small") == state(tmp_path / f"{number}", "small"), number


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents whose outcomes are unpacked, in order."""
    names: list[str] = []
    real = rows.outcome_in

    def counting(shard: bytes) -> Outcome:
        outcome = real(shard)
        names.append(outcome.article.name)
        return outcome

    monkeypatch.setattr(rows, "outcome_in", counting)
    return names


def boards(folder: Path, size: int) -> Path:
    """A folder of so many documents of which no two name the same body."""
    folder.mkdir()
    for number in range(size):
        (folder / f"{number}.txt").write_text(f"The {LAKES[number]} Lake Board praised Iran.", "utf-8")
    return folder


def test_what_is_unpacked_for_a_document_does_not_depend_on_how_many_there_are(
    tmp_path: Path, large: None, unpacked: list[str]
) -> None:
    """What comes is unpacked three times (to be compared, to be written, to be listed), what it is one with once."""
    for size in (5, 40):
        texts, out = boards(tmp_path / f"texts-{size}", size), tmp_path / f"out-{size}"
        update.build([texts], out, settings(), quiet)
        unpacked.clear()
        (texts / "new.txt").write_text(f"The {LAKES[3]} Lake Board condemned Oman.", "utf-8")
        one_by_one.add([texts / "new.txt"], out, settings(), quiet)
        assert sorted(unpacked) == ["3.txt", "new.txt", "new.txt", "new.txt"], size
        unpacked.clear()
        one_by_one.remove(["new.txt"], out, settings(), quiet)
        assert unpacked == ["3.txt"], size


@pytest.mark.parametrize("what", ["program", "vocabulary"])
def test_another_program_or_other_words_ask_for_all_again(
    tmp_path: Path, large: None, unpacked: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    texts, out = boards(tmp_path / "texts", 6), tmp_path / "out"
    update.build([texts / f"{number}.txt" for number in range(5)], out, settings(), quiet)
    unpacked.clear()
    monkeypatch.setattr(catalog, what, lambda: "other")
    one_by_one.add([texts / "5.txt"], out, settings(), quiet)
    assert {f"{number}.txt" for number in range(6)} == set(unpacked)
