"""Parses written by hand: tokens `word lemma pos tag head dep [entity]`, separated by bars.

``head`` is the 0-based number of the head token; an entity is `B-GPE` at its first token and `I-GPE` at the next ones,
the name of a known actor `B-KNOWN` and `I-KNOWN`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.parse import Parse

CASES = Path(__file__).parent / "cases"


def parse_of(text: str) -> Parse:
    """The parse that ``text`` writes out."""
    rows, spans = _table(text)
    return Parse.from_rows(rows, _entities(spans), [(start, end) for start, end, kind in spans if kind == "KNOWN"])


def rows_of(text: str) -> tuple[list[list[str]], list[tuple[int, int, str]]]:
    """The six columns of each token, and the entities as token spans with their kind."""
    rows, spans = _table(text)
    return rows, _entities(spans)


def _entities(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    return [span for span in spans if span[2] != "KNOWN"]


def _table(text: str) -> tuple[list[list[str]], list[tuple[int, int, str]]]:
    """The columns of each token, and the spans of its names with their kind."""
    table = [token.split() for token in text.split(" | ")]
    spans: list[tuple[int, int, str]] = []
    for i, row in enumerate(table):
        if len(row) == 7 and row[6].startswith("B-"):
            spans.append((i, i + 1, row[6][2:]))
        elif len(row) == 7:
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
    return [row[:6] for row in table], spans


def at(parse: Parse, word: str) -> int:
    """The token of this word; `that#2` is the second one of it."""
    form, _, number = word.partition("#")
    return [i for i, w in enumerate(parse.words) if w == form][int(number or 1) - 1]


def cases(file: str) -> list[Any]:
    """The rows of a case table as parameters; rows with `expect: fail` must fail."""
    table = yaml.safe_load((CASES / file).read_text(encoding="utf-8"))
    assert len(table) == len({row["label"] for row in table}) > 5, f"{file}: labels repeat, or rows are missing"
    return list(_parameters(table))


def _parameters(table: Iterable[dict[str, Any]]) -> Iterable[Any]:
    for row in table:
        marks = [pytest.mark.xfail(strict=True)] if row.get("expect") == "fail" else []
        yield pytest.param(row, id=row["label"], marks=marks)
