"""Many documents to one graph: what is kept, what is read again, and what a killed, hung or full run leaves behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Kg, lines
from pyoxigraph import RdfFormat, Store, serialize

from kg import pipeline
from kg.builder import build as build_at_once
from kg.corpus import documents as one_by_one
from kg.corpus import update, write
from kg.corpus.manifest import Sizes, load
from kg.corpus.shard import DamagedShard, outcome_in, pack
from kg.corpus.shards import Shards
from kg.corpus.update import Built, Settings
from kg.errors import KgError
from kg.graph.dataset import counted
from kg.model import Article
from kg.pipeline import Outcome, Resources, outcomes_of
from kg.read import find, read
from kg.review import Entry
from kg.store import file_digest, open_graph, read_record

pytestmark = pytest.mark.model
FILES = ("graph.ttl", "graph.trig", "graph.html", "report.json")
STATES = ("Iran", "Israel", "Egypt", "Turkey", "Pakistan", "Qatar", "Iraq", "Jordan", "Oman", "Kuwait")
# Rounds of the tests that kill at random moments: more of them with KG_KILLS=200.
KILLS = int(os.environ.get("KG_KILLS", "12"))
Build = Callable[..., Built]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, state in enumerate(STATES):
        other = STATES[number - 3]
        words = f"{state} attacked {other} in May 2024. The minister of {other} condemned {state}.\n" * (1 + number % 3)
        (folder / f"{number}.txt").write_text(words, "utf-8")
    return folder


@pytest.fixture
def build(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A build with the model that is loaded already."""
    monkeypatch.setattr(pipeline, "load_resources", lambda *_: resources)

    def run(paths: Path | Sequence[Path], out: Path, **settings: object) -> Built:
        given = replace(Settings(jobs=2), **settings)  # type: ignore[arg-type]
        return update.build([paths] if isinstance(paths, Path) else paths, out, given, quiet)

    return run


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every graph for a large one, and change its store rather than make it anew."""
    monkeypatch.setattr(write, "LARGE", 0)
    monkeypatch.setattr(write, "_MOST_CHANGED", 1.0)


def quiet(done: int, total: int, name: str) -> None:
    """No progress."""


def content(out: Path) -> dict[str, bytes]:
    """The files of a build that are there, by name."""
    return {name: (out / name).read_bytes() for name in FILES if (out / name).exists()}


def stored(out: Path) -> list[str]:
    """The statements of the store on disk."""
    return sorted(map(str, Store.read_only(str(out / "store"))))


def quads_of(out: Path) -> list[str]:
    return sorted(map(str, open_graph(out)))


# --- the same graph, whoever makes it


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_make_the_graph_that_one_process_makes(
    texts: Path, build: Build, resources: Resources, tmp_path: Path, jobs: int
) -> None:
    build_at_once([texts], tmp_path / "at once", lambda articles: outcomes_of(articles, resources))
    built = build(texts, tmp_path / "out", jobs=jobs)
    assert content(tmp_path / "out") == content(tmp_path / "at once")
    assert (built.kept, built.read, built.failed) == (0, {"new": len(STATES)}, ())


def test_a_large_graph_is_the_same_in_its_store(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(texts, tmp_path / "small")
    build(texts, tmp_path / "asked", store=True)
    assert content(tmp_path / "asked") == content(tmp_path / "small")
    monkeypatch.setattr(write, "LARGE", 0)
    build(texts, tmp_path / "large")
    assert not (tmp_path / "large" / "graph.ttl").exists()
    assert quads_of(tmp_path / "small") == stored(tmp_path / "asked") == stored(tmp_path / "large")
    assert content(tmp_path / "large")["graph.html"] == content(tmp_path / "small")["graph.html"]


def test_a_shard_gives_back_what_was_packed(resources: Resources) -> None:
    from conftest import SEEDS

    for outcome in outcomes_of([read(document) for document in find([SEEDS])], resources):
        shard = pack(outcome)
        assert outcome_in(shard) == outcome
        for damaged in (shard[:-1], shard[:40] + bytes([shard[40] ^ 1]) + shard[41:], b"", shard + b"x"):
            with pytest.raises(DamagedShard):
                outcome_in(damaged)


# --- a second build


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
    entry = Entry("review.yaml", 1, "retype", "A. N.", date(2031, 1, 1), actors=("Turkey",), document="3.txt", to="Place")
    build(texts, tmp_path / "out")
    kept = {row.name: row.quads for row in build(texts, tmp_path / "out").manifest.rows}
    corrected = build(texts, tmp_path / "out", entries=(entry,))
    assert (corrected.kept, corrected.read) == (len(STATES), {})
    assert {row.name for row in corrected.manifest.rows if row.quads != kept[row.name]} == {"3.txt"}
    build(texts, tmp_path / "out")
    build(texts, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")


# --- workers that die or hang


def misbehaving(monkeypatch: pytest.MonkeyPatch, name: str, how: Callable[[], object]) -> None:
    """Let the text stages do this when they come to the document of this name."""
    real = pipeline.outcomes_of

    def outcomes(articles: Sequence[Article], known: Resources) -> Iterator[Outcome]:
        for outcome in real(articles, known):
            if outcome.article.name == name:
                how()
            yield outcome

    monkeypatch.setattr(pipeline, "outcomes_of", outcomes)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "killed the process that read it (signal 9)"),
        (lambda: time.sleep(600), "took longer than 10 s"),
        (lambda: os._exit(3), "broke its process"),
    ],
    ids=["dies", "hangs", "exits"],
)
def test_a_poisonous_document_is_named_and_set_aside(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[], object], words: str
) -> None:
    with monkeypatch.context() as patched:
        misbehaving(patched, "4.txt", how)
        built = build(texts, tmp_path / "out", limit=10.0 if "longer" in words else 120.0)
    assert built.failed == (f"4.txt: set aside, it {words}; look into it, or raise --limit",)
    assert [row.name for row in built.manifest.rows] == [f"{n}.txt" for n in range(10) if n != 4]
    # It is tried again, and then nothing tells that there was trouble.
    assert build(texts, tmp_path / "out").read == {"new": 1}
    build(texts, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")


def test_a_worker_that_dies_once_is_replaced(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag = tmp_path / "died"

    def once() -> None:
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patched:
        misbehaving(patched, "4.txt", once)
        assert build(texts, tmp_path / "out", jobs=1).failed == ()
    assert flag.exists()
    build(texts, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")


# --- runs that are killed, and disks that are full


def killed(run: Callable[[], object], after: float) -> bool:
    """True where a process of this work had to be killed, with nothing said, after so many seconds."""
    child = os.fork()
    if child == 0:
        os.setsid()
        run()
        os._exit(0)
    deadline = time.monotonic() + after
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def check_nothing_is_half_written(out: Path, wholes: Sequence[dict[str, bytes]]) -> None:
    for name, data in content(out).items():
        assert data in [whole.get(name) for whole in wholes], name
    for kind in ("claims", "quads"):
        for path in (out / "shards" / kind).glob("*/[0-9a-f]*"):
            assert Shards(out).get(kind, path.name) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["files", "store"])
def test_killed_at_any_moment_the_next_run_completes(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    if form == "store":
        monkeypatch.setattr(write, "LARGE", 0)
        monkeypatch.setattr(write, "_MOST_CHANGED", 1.0)
    former, out, fresh = tmp_path / "former", tmp_path / "out", tmp_path / "fresh"
    build(texts, former)
    subprocess.run(["cp", "-a", former, out], check=True)
    (texts / "3.txt").write_text("Turkey threatened Oman.\n", "utf-8")
    (texts / "new.txt").write_text("Oman praised Turkey and Egypt.\n", "utf-8")
    (texts / "5.txt").unlink()
    started = time.monotonic()
    build(texts, fresh)
    usual = time.monotonic() - started
    draw, kills = random.Random(20251122), 0
    for number in range(KILLS):
        if number % 3 == 0:
            subprocess.run(["rm", "-rf", out], check=True)
            if number % 2:
                subprocess.run(["cp", "-a", former, out], check=True)
        kills += killed(lambda: build(texts, out), draw.uniform(0, 1.2 * usual))
        check_nothing_is_half_written(out, [content(former), content(fresh)])
    assert kills > KILLS // 4
    time.sleep(1.2)
    build(texts, out)
    assert content(out) == content(fresh)
    if form == "store":
        assert stored(out) == stored(fresh)
    assert not [path.name for path in out.rglob(".building-*")]
    print(f"{kills} of {KILLS} runs killed")


def test_a_full_disk_is_one_line_and_what_was_read_is_kept(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, real, calls = tmp_path / "out", os.fsync, [0]

    def full(handle: int) -> None:
        calls[0] += 1
        if calls[0] > 5:
            raise OSError(28, "No space left on device")
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(KgError, match="No space left on device"):
            build(texts, out)
    assert not list(out.rglob(".building-*")) and not content(out)
    again = build(texts, out)
    assert again.kept == 5
    build(texts, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk takes root")
def test_a_disk_that_is_really_full(texts: Path, build: Build, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(KgError, match="No space left on device"):
            build(texts, disk / "out")
        assert not content(disk / "out")
        check_nothing_is_half_written(disk / "out", [])
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        build(texts, disk / "out")
        build(texts, tmp_path / "fresh")
        assert content(disk / "out") == content(tmp_path / "fresh")
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_two_builds_in_one_folder_do_not_mix(texts: Path, build: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(texts, out)
    script = (
        "import fcntl, sys, time; file = open(sys.argv[1], 'w')\n"
        "fcntl.lockf(file, fcntl.LOCK_EX); print(flush=True); time.sleep(60)"
    )
    command = ["python3", "-c", script, str(out / "shards" / ".lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline()
        with pytest.raises(KgError, match="another kg is writing there"):
            build(texts, out)
        other.kill()
    assert build(texts, out).written == ()


# --- documents as units


def add(paths: Sequence[Path], out: Path) -> Built:
    return one_by_one.add(paths, out, Settings(jobs=1), quiet)


@pytest.mark.parametrize("form", ["small", "large"])
def test_documents_come_and_go_without_a_trace(
    texts: Path, build: Build, tmp_path: Path, request: pytest.FixtureRequest, form: str
) -> None:
    if form == "large":
        request.getfixturevalue("large")

    def state(out: Path) -> object:
        return content(out), (stored(out) if form == "large" else None)

    a, b, c = (texts / f"{name}.txt" for name in "037")
    for name, paths in (("a", [a]), ("ab", [a, b]), ("abc", [a, b, c]), ("cab", [c, a])):
        build(paths, tmp_path / name)
    add([c, b], tmp_path / "a")
    assert state(tmp_path / "a") == state(tmp_path / "abc")
    assert add([c, b], tmp_path / "a").written == ()
    add([b], tmp_path / "cab")
    assert state(tmp_path / "cab") == state(tmp_path / "abc")
    gone = one_by_one.remove(["7.txt"], tmp_path / "a", Settings(), quiet)
    assert gone.gone == ("7.txt",)
    assert state(tmp_path / "a") == state(tmp_path / "ab")


@pytest.mark.parametrize("form", ["small", "large"])
def test_a_replaced_document_is_as_if_it_had_always_been_so(
    texts: Path, build: Build, tmp_path: Path, request: pytest.FixtureRequest, form: str
) -> None:
    if form == "large":
        request.getfixturevalue("large")
    build(texts, tmp_path / "out")
    (texts / "3.txt").write_text("Turkey threatened Oman.\n", "utf-8")
    one_by_one.put_in_place([texts / "3.txt"], tmp_path / "out", Settings(jobs=1), quiet)
    build(texts, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")
    assert quads_of(tmp_path / "out") == quads_of(tmp_path / "fresh")


def test_the_sizes_told_are_those_of_the_graph(texts: Path, build: Build, tmp_path: Path, large: None) -> None:
    out = tmp_path / "out"
    build([texts / "0.txt", texts / "1.txt"], out)
    for name in ("3.txt", "7.txt"):
        add([texts / name], out)
    one_by_one.remove(["0.txt"], out, Settings(), quiet)
    store = Store.read_only(str(out / "store"))
    assert set(store) == counted(store)
    manifest = load(out)
    assert manifest and manifest.sizes and manifest.sizes.documents == 3 and isinstance(manifest.sizes, Sizes)


def test_calls_that_cannot_be_met(kg: Kg, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "no build to change here" in kg("add", texts / "0.txt", "-d", out).err
    assert kg("build", texts / "0.txt", "-o", out).code == 0
    assert kg("add", texts / "1.txt", "-d", out).code == 0
    (texts / "0.txt").write_text("Oman praised Qatar.\n", "utf-8")
    for arguments, words in (
        (("add", texts / "0.txt"), "use kg replace"),
        (("replace", texts / "4.txt"), "no such document"),
        (("remove", "4.txt"), "no such document"),
        (("remove", "0.txt", "1.txt"), "all its documents"),
    ):
        ran = kg(*arguments, "-d", out)
        assert (ran.code, len(lines(ran.err))) == (2, 1), arguments
        assert words in ran.err
    assert kg("replace", texts / "0.txt", "-d", out).code == 0
    assert kg("remove", "1.txt", "-d", out).code == 0


# --- questions to a store


def test_a_store_answers_only_for_the_graph_beside_it(texts: Path, build: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(texts, out, store=True)
    record = read_record(out)
    assert record and record.files == {name: file_digest(out / name) for name in ("graph.trig", "graph.ttl")}
    whole = len(open_graph(out))
    with pytest.raises(RuntimeError, match="read-write"):
        open_graph(out).clear()
    one = "<urn:a> <urn:b> <urn:c> .\n"
    (out / "graph.trig").write_text(one, "utf-8")
    assert serialize(open_graph(out), format=RdfFormat.N_QUADS) == one.encode()
    build(texts, out)
    assert not (out / "store").exists() and len(open_graph(out)) == whole


def test_every_command_works_on_a_store(kg: Kg, texts: Path, build: Build, tmp_path: Path, large: None) -> None:
    out = tmp_path / "out"
    build(texts, out)
    for arguments in (
        ("query", "--name", "actors-ranked", "-d", out),
        ("statements", out, "--status", "asserted"),
        ("stats", out),
        ("validate", out),
        ("verify", out, "-a", texts),
        ("view", out, "--no-open"),
    ):
        ran = kg(*arguments)
        assert ran.code == 0, (arguments, ran.err)
