"""The documents of a call: folders opened, names that tell them apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import find


def test_find_opens_folders_and_passes_over_the_rest(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.MD",
        "README.md",
        ".hidden.txt",
        "~$c.docx",
        "c.docx",
        "d.xlsx",
        "sub/e.htm",
        ".git/f.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [document.name for document in find([tmp_path])] == ["a.MD", "b.txt", "c.docx", "e.htm"]
    assert [document.name for document in find([tmp_path / "README.md", tmp_path / "d.xlsx"])] == [
        "README.md",
        "d.xlsx",
    ]
    assert len(find([tmp_path, tmp_path / "b.txt"])) == 4


def test_find_names_apart(tmp_path: Path) -> None:
    for name in ("one/x.txt", "two/x.txt", "two/deep/x.txt", "two/y.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    inside = [document.name for document in find([tmp_path])]
    assert inside == ["one/x.txt", "two/deep/x.txt", "two/x.txt", "y.txt"]
    beside = [document.name for document in find([tmp_path / "one", tmp_path / "two"])]
    assert beside == ["one/x.txt", "deep/x.txt", "two/x.txt", "y.txt"]


def test_find_refuses_missing_and_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        find([tmp_path / "gone"])
    with pytest.raises(InputError, match="holds no document"):
        find([tmp_path])
