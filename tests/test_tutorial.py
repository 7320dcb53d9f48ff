"""The tutorial is one session: its blocks run in order, in a folder with the seeds, and print what it says."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT

import kg
from kg import api
from kg.pipeline import Resources

TUTORIAL = ROOT / "docs" / "python.md"
FLAGS = doctest.ELLIPSIS | doctest.REPORT_NDIFF


@pytest.mark.model
def test_the_tutorial_runs(resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="the extra pandas is not installed")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api, "_resources", lambda model, actors: resources)
    blocks = re.findall(r"^```python\n(.*?)^```$", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    session = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, TUTORIAL.name, str(TUTORIAL), 0)
    assert len(session.examples) > 25
    told: list[str] = []
    assert doctest.DocTestRunner(optionflags=FLAGS).run(session, out=told.append).failed == 0, "".join(told)


def test_the_tutorial_names_what_there_is() -> None:
    text = TUTORIAL.read_text("utf-8")
    assert not [name for name in set(kg.__all__) - {"Graph"} if f"kg.{name}" not in text]
    methods = {name for name in vars(kg.Graph) if not name.startswith("_")} - {"open"}
    assert not [name for name in methods if name not in text]
