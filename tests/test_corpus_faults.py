"""What a worker that dies or hangs, a killed run, a full disk and a second kg in the same folder leave behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import (
    Build,
    check_nothing_is_half_written,
    content,
    killed,
    misbehaving,
    statements_in,
)

from kg.corpus import write
from kg.errors import KgError

pytestmark = pytest.mark.model
# Rounds of the tests that kill at random moments: more of them with KG_KILLS=200.
KILLS = int(os.environ.get("KG_KILLS", "12"))


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
        assert statements_in(out) == statements_in(fresh)
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
