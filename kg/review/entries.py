"""The review file: a YAML list of corrections, each by somebody on some day, checked entry by entry.

A claim is named by what stays the same when the graph is built anew: document, words of its sentence, subject,
relation, object. Actors are named by label, by one of their other names, or by IRI.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, get_args

import yaml

from kg.errors import DataError
from kg.model import STATUSES, NodeType

Action = Literal["accept", "reject", "status", "merge", "distinct", "split", "rename", "retype"]
Choice = TypeVar("Choice", bound=str)
ACTIONS: tuple[Action, ...] = get_args(Action)
_CLAIM_KEYS = ("document", "sentence", "subject", "relation", "object", "status")
# What an entry of each action must have besides "do", "by" and "date", and what it may have.
_NEEDED: Mapping[Action, Collection[str]] = {
    "accept": {"claim"},
    "reject": {"claim"},
    "status": {"claim", "to"},
    "merge": {"actors"},
    "distinct": {"actors"},
    "split": {"actor", "document", "to"},
    "rename": {"actor", "to"},
    "retype": {"actor", "to"},
}
_ALLOWED: Mapping[Action, Collection[str]] = {
    "merge": {"document"},
    "split": {"sentence", "type"},
    "rename": {"document"},
    "retype": {"document"},
}
_COMMON = ("do", "by", "date", "why")


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim by its words: part of its sentence in one document, and labels; what is None is left open."""

    document: str
    sentence: str
    subject: str
    relation: str
    object: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction. ``line`` is where it stands in ``file``; ``to`` the new status, label or type."""

    file: str
    line: int
    action: Action
    by: str
    on: date
    why: str | None = None
    claim: ClaimRef | None = None
    actors: tuple[str, ...] = ()
    document: str | None = None
    sentence: str | None = None
    to: str | None = None
    type: NodeType | None = None

    @property
    def place(self) -> str:
        """Where the entry stands, for messages: ``review.yaml:12: reject``."""
        return f"{self.file}:{self.line}: {self.action}"


def load(path: Path) -> list[Entry]:
    """The entries of a review file in their order; an empty file has none.

    Raises:
        DataError: the file cannot be read or an entry is malformed; names file and line and what was expected.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise DataError(f"{path}: the review file cannot be read ({reason}); check its name and encoding") from error
    return parse(text, path.name)


def parse(text: str, file: str) -> list[Entry]:
    """The entries written in ``text``; ``file`` is named in messages."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    # PyYAML passes on the ValueError of a date like 2025-13-45, and deep nesting ends in RecursionError.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        at = f":{mark.line + 1}" if mark else ""
        reason = " ".join(str(getattr(error, "problem", None) or error).split())
        raise DataError(f"{file}{at}: no valid YAML ({reason}); mend that line") from error
    if node is None or values is None:
        return []
    if not isinstance(node, yaml.SequenceNode) or not isinstance(values, list):
        raise DataError(f'{file}:{node.start_mark.line + 1}: expected a list of entries, each beginning with "- do:"')
    lines = [item.start_mark.line + 1 for item in node.value]
    return [_entry(value, file, line) for value, line in zip(values, lines, strict=True)]


def _entry(value: object, file: str, line: int) -> Entry:
    where = f"{file}:{line}"
    if not isinstance(value, dict):
        raise DataError(f'{where}: expected an entry with "do:", "by:" and "date:"')
    action = _one_of(value.get("do"), ACTIONS, f"{where}: do")
    needed = {*_COMMON[:3], *_NEEDED[action]}
    _check_keys(value, needed, {*needed, "why", *_ALLOWED.get(action, ())}, f"{where}: {action}")
    to = _text(value, "to", where)
    if action == "status":
        to = _one_of(to, STATUSES, f"{where}: to")
    elif action == "retype":
        to = _one_of(to, get_args(NodeType), f"{where}: to")
    kind = _one_of(value["type"], get_args(NodeType), f"{where}: type") if "type" in value else None
    return Entry(
        file,
        line,
        action,
        by=_text(value, "by", where) or "",
        on=_day(value["date"], where),
        why=_text(value, "why", where),
        claim=_claim(value["claim"], where) if "claim" in value else None,
        actors=tuple(_actors(value, where)),
        document=_text(value, "document", where),
        sentence=_text(value, "sentence", where),
        to=to,
        type=kind,
    )


def _check_keys(value: Mapping[object, object], needed: Collection[str], known: Collection[str], where: str) -> None:
    for key in value:
        if key not in known:
            near = difflib.get_close_matches(str(key), sorted(known), 1)
            hint = f'; did you mean "{near[0]}"?' if near else f"; known are {', '.join(sorted(known))}"
            raise DataError(f'{where}: key "{key}" is unknown{hint}')
    for key in sorted(needed):
        if value.get(key) is None:
            raise DataError(f'{where}: key "{key}" is missing')


def _claim(value: object, where: str) -> ClaimRef:
    if not isinstance(value, dict):
        raise DataError(f"{where}: claim: expected document, sentence, subject, relation and object")
    _check_keys(value, _CLAIM_KEYS[:4], _CLAIM_KEYS, f"{where}: claim")
    texts = {key: _text(value, key, where) for key in _CLAIM_KEYS}
    if texts["status"]:
        _one_of(texts["status"], STATUSES, f"{where}: claim: status")
    return ClaimRef(**{key: text for key, text in texts.items() if text})


def _actors(value: Mapping[str, object], where: str) -> Iterator[str]:
    names = value.get("actors", [value["actor"]] if "actor" in value else [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise DataError(f"{where}: expected names of actors; put those that YAML takes for something else in quotes")
    if "actors" in value and len({" ".join(name.split()) for name in names}) < 2:
        raise DataError(f"{where}: actors: expected two names or more, as [Islamic NATO, Muslim NATO]")
    for name in names:
        yield " ".join(name.split())


def _text(value: Mapping[str, object], key: str, where: str) -> str | None:
    """The words of a value on one line, None where there are none."""
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, (str, int)) or isinstance(found, bool):
        raise DataError(f'{where}: {key}: expected words; put what YAML takes for something else in "quotes"')
    return " ".join(str(found).split()) or None


def _day(value: object, where: str) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise DataError(f"{where}: date {value}: expected a day, as 2025-11-22")


def _one_of(value: object, choices: Sequence[Choice], where: str) -> Choice:
    found = next((choice for choice in choices if choice == value), None)
    if found is None:
        near = difflib.get_close_matches(str(value), choices, 1)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        raise DataError(f'{where}: "{value}" is none of {", ".join(choices)}{hint}')
    return found
