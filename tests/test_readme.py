"""The README's commands run as they stand, and what it tells of files and entries is so."""

from __future__ import annotations

import re
import shlex
import shutil
import webbrowser
from itertools import product
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Kg

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHELL = [text for language, text in BLOCKS if language == "sh"]


def commands() -> list[list[str]]:
    """The `kg` calls of the shell blocks, as a shell splits them."""
    split = [shlex.split(line, comments=True) for text in SHELL for line in joined(text)]
    return [words[1:] for words in split if words[0] == "kg"]


def joined(text: str) -> list[str]:
    """The commands of a block; a quoted query runs over several lines."""
    found: list[str] = []
    for line in text.splitlines():
        if found and found[-1].count("'") % 2:
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def test_the_first_two_commands_install_build_and_test() -> None:
    """`.ci/run` runs these two in a fresh copy."""
    assert SHELL[0] == "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/kg build\n"
    assert SHELL[1] == ".venv/bin/pytest\n"


def test_the_commands_run(kg: Kg, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not opened.append(url))
    shutil.copytree(seed_build, tmp_path / "out")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    assert len(commands()) > 8
    for arguments in commands():
        ran = kg(*arguments)
        assert ran.code == 0, (arguments, ran.err)
        assert ran.out or arguments[0] in ("validate", "verify"), arguments
        assert " 0 rows" not in ran.err
        assert " 0 claims" not in ran.err, arguments
    assert [url.rpartition("/")[2] for url in opened] == ["graph.html"]


def test_the_paths_named_exist() -> None:
    built = ("out/", ".venv/")
    named = set(re.findall(r"`((?:kg|ontology|tests|docs|seeds|out|\.ci)/[\w./-]*)`", README))
    named |= set(re.findall(r"\b(kg/[\w.]+)(?= ->|\n)", README)) | set(re.findall(r"\]\(([\w./-]+)\)", README))
    assert len(named) > 10
    assert not [path for path in named if not path.startswith(built) and not (ROOT / path).exists()]


def test_the_entry_shown_is_of_the_lexicon() -> None:
    (shown,) = yaml.safe_load(next(text for language, text in BLOCKS if language == "yaml"))
    folder = ROOT / "kg" / "data" / "lexicon" / "relations"
    entries = {
        entry["id"]: entry for path in folder.glob("*.yaml") for entry in yaml.safe_load(path.read_text("utf-8"))
    }
    entry = entries[shown["id"]]
    assert {key: entry[key] for key in ("relation", "type", "examples", "not")} == {
        key: shown[key] for key in ("relation", "type", "examples", "not")
    }
    assert _spelled_out(shown["verbs"]) <= _spelled_out(entry["verbs"])


def _spelled_out(verbs: list[str]) -> set[str]:
    """The expressions that those with strokes stand for."""
    return {" ".join(words) for form in verbs for words in product(*(word.split("/") for word in form.split()))}


def test_the_triples_shown_are_in_the_graph(seed_build: Path) -> None:
    turtle = (seed_build / "graph.ttl").read_text("utf-8")
    for words in ("ent:Strategic_Mutual_Defense_Agreement", "rel:signedWith", '"2025-09-17"^^xsd:date', "ent:Riyadh"):
        assert words in README
        assert words in turtle
