"""The examples of docs/inputs.md and docs/review.md: files are written as shown, commands run as they stand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT, Kg

from kg.model import STATUSES
from kg.read.documents import SUFFIXES
from kg.review.entries import ACTIONS

FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def written(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["inputs.md", "review.md"])
def test_the_commands_run_on_the_files_shown(
    name: str, kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = FILE.findall(written(name))
    assert len(files) == 2
    for path, text in files:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    commands = [shlex.split(line)[1:] for block in SHELL.findall(written(name)) for line in block.splitlines()]
    assert len(commands) >= 4
    for command in commands:
        ran = kg(*command)
        assert (ran.code, ran.err if command[0] == "build" else "") == (0, ""), (command, ran.err)
        assert ran.out or command[0] == "verify" or "0 added" in ran.err, command
        if command[0] == "query":
            assert "Jane Doe" in ran.out
            assert "Israel attacked Islamic Republic" in ran.out


def test_every_format_and_action_is_told_of() -> None:
    inputs, review = written("inputs.md"), written("review.md")
    assert not [suffix for suffix in SUFFIXES if not suffix.endswith(".gz") and f"`{suffix[1:]}`" not in inputs]
    assert not [action for action in ACTIONS if f"| `{action}` |" not in review]
    assert not [status for status in STATUSES if status not in review]
