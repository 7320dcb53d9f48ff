"""The page as text: safe, closed, and the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from view_records import IRAN, ISRAEL, PACT, data_of, seed_records, statement

from kg.errors import DataError
from kg.view import page, render

HOSTILE = '</script><img src=x onerror="alert(1)"><!--'


class Tags(HTMLParser):
    """Each start tag with its attributes, and the text of each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.bodies: dict[str, list[str]] = {"script": [], "style": []}
        self.open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))
        self.open = tag
        if tag in self.bodies:
            self.bodies[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in self.bodies:
            self.bodies[self.open][-1] += data


def test_an_empty_graph_gives_a_page() -> None:
    assert data_of(render([]))["nodes"] == []


@pytest.mark.parametrize(
    "where", ["label", "relation", "trigger", "document", "title", "speaker", "sentence", "iri", "role"]
)
def test_hostile_words_end_up_as_data(where: str) -> None:
    record = statement(1, dict(IRAN), "attacked", dict(ISRAEL), participants=[{"role": "with", **PACT}])
    if where in {"label", "iri"}:
        record["subject"][where] = HOSTILE
    elif where == "relation":
        record["predicate"]["label"] = HOSTILE
    elif where == "speaker":
        record["speakers"] = [{"iri": "javascript:alert(1)", "label": HOSTILE}]
    elif where == "sentence":
        record["sentence"] = {"start": 0, "end": len(HOSTILE), "text": HOSTILE}
    elif where == "role":
        record["participants"][0]["role"] = HOSTILE
    else:
        record[where] = HOSTILE
    text = render([record], title=HOSTILE)
    plain, hostile = Tags(render([])), Tags(text)
    assert [tag for tag, _ in hostile.starts] == [tag for tag, _ in plain.starts]
    assert "onerror" in json.dumps(data_of(text)), "the words themselves are kept"
    assert "<img" not in text.replace(page._library(), "")


def test_nothing_is_asked_of_the_network() -> None:
    tags = Tags(render(seed_records()))
    targets = [value for _, attrs in tags.starts for name, value in attrs.items() if name in {"src", "href", "action"}]
    assert targets == ["data:,", "#table"]
    assert "@import" not in tags.bodies["style"][0]
    assert "url(" not in tags.bodies["style"][0]
    assert not any(name.startswith("on") for _, attrs in tags.starts for name in attrs)


def test_the_policy_names_each_script_by_hash() -> None:
    tags = Tags(render(seed_records()))
    (policy,) = [attrs["content"] for tag, attrs in tags.starts if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy and policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for body in [*tags.bodies["script"][1:], *tags.bodies["style"]]:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_the_same_statements_give_the_same_bytes_under_any_hash_seed() -> None:
    code = "import hashlib, view_records as v; from kg.view import render; "
    code += "print(hashlib.sha256((render(v.seed_records()) + render(v.large_records(300))).encode()).hexdigest())"
    tests = Path(__file__).parent
    digests = set()
    for seed in ("1", "77"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": f"{tests}{os.pathsep}{tests.parent}",
            "LC_ALL": "C",
        }
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1


def test_a_missing_library_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "VIS_SCRIPT", "templates/none.js")
    with pytest.raises(DataError, match=r"none\.js is missing .* install pyvis"):
        render([])
