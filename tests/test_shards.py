"""Shards that are written together: which of them are kept, and when."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from kg.corpus import shards as module
from kg.corpus.shard import DocumentQuads, pack
from kg.corpus.shards import Shards
from kg.errors import KgError

PACKED = {f"{number:02}": pack(DocumentQuads(b"line\n" * number, number)) for number in range(70)}


def test_all_are_kept_when_the_block_ends(tmp_path: Path) -> None:
    shards, others = Shards(tmp_path), threading.active_count()
    with shards.together("quads") as keep:
        for key, packed in PACKED.items():
            keep(key, packed)
    assert {key: shards.get("quads", key) for key in shards.keys("quads")} == PACKED
    assert threading.active_count() == others, "a worker that is forked now would be a copy of a process with threads"


def test_also_when_it_is_interrupted(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    with pytest.raises(KeyboardInterrupt), shards.together("claims") as keep:
        keep("01", PACKED["01"])
        raise KeyboardInterrupt
    assert shards.keys("claims") == {"01"}


def test_one_that_comes_late_takes_the_former_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What took long to read is not held back until there are many."""
    shards, now = Shards(tmp_path), [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    with shards.together("claims") as keep:
        keep("01", PACKED["01"])
        assert not shards.keys("claims")
        now[0] = 60.0
        keep("02", PACKED["02"])
        assert shards.keys("claims") == {"01", "02"}
        keep("03", PACKED["03"])
        assert shards.keys("claims") == {"01", "02"}


def test_a_full_disk_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KgError, match="No space left on device"), Shards(tmp_path).together("quads") as keep:
        for key, packed in PACKED.items():
            keep(key, packed)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
