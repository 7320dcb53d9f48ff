"""The ready questions of ``kg/data/queries/*.rq``: SPARQL with a header that says what is asked and what can be set.

A header line is a comment: ``# title: ...``, ``# about: ...`` (may be repeated) and, for each setting,
``# param NAME (KIND): ...`` or ``(KIND, needed)``. A setting names a column of the answer; setting it fixes that column
to one term. Without settings every question runs as it stands, in any SPARQL 1.1 store; ``needed`` marks those that
would take long there and that `kg query` does not ask without.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

import pyoxigraph as ox

from kg.default_graph import asked
from kg.errors import CallError, DataError
from kg.model import STATUSES
from kg.query import Term, prefixes_of
from kg.vocab import KG, PLOVER, RDFS, SKOS

Kind = Literal["entity", "event-type", "month", "status"]
_KINDS: tuple[Kind, ...] = get_args(Kind)

_HEADER = re.compile(r"#\s*(title|about|param)\s*([\w-]*)\s*(?:\(([\w-]+)(, needed)?\))?\s*:\s*(.+)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A column of the answer that a user may fix to one value."""

    name: str
    kind: Kind
    needed: bool
    about: str


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A named question with its SPARQL text."""

    name: str
    title: str
    about: str
    settings: tuple[Setting, ...]
    text: str


@cache
def load_queries() -> Mapping[str, ReadyQuery]:
    """Every ready question by name, in alphabetical order."""
    folder = resources.files("kg") / "data" / "queries"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)
    return {query.name: query for query in (parse(file.name[:-3], file.read_text("utf-8")) for file in files)}


def find(name: str) -> ReadyQuery:
    """The ready question of this name; CallError with the nearest name where there is none."""
    known = load_queries()
    if name not in known:
        raise CallError(
            f"no ready question is named {name!r}{_nearest(name, list(known))}; `kg query --list` shows all"
        )
    return known[name]


def parse(name: str, text: str) -> ReadyQuery:
    """The question written in ``text``; DataError where its header is incomplete."""
    lines = [match for match in map(_HEADER.match, text.splitlines()) if match]
    titles = [match[5].strip() for match in lines if match[1] == "title"]
    about = " ".join(match[5].strip() for match in lines if match[1] == "about")
    if len(titles) != 1 or not about:
        raise DataError(f"{name}.rq: expected one line `# title: ...` and a line `# about: ...` at its head")
    return ReadyQuery(name, titles[0], about, tuple(_settings(name, lines)), text)


def bind(store: ox.Store, query: ReadyQuery, given: Mapping[str, str]) -> dict[str, Term]:
    """The terms that the given settings stand for, by column name.

    Raises:
        CallError: A setting is unknown, or its value names nothing in this graph.
    """
    kinds = {setting.name: setting.kind for setting in query.settings}
    for name in given:
        if name not in kinds:
            choice = ", ".join(kinds) or "none"
            raise CallError(f"{query.name} has no parameter {name!r}; it has: {choice}")
    missing = [setting.name for setting in query.settings if setting.needed and setting.name not in given]
    if missing:
        raise CallError(f"{query.name} needs {' and '.join(f'--param {name}=...' for name in missing)}")
    return {name: _term(store, kinds[name], value) for name, value in given.items()}


def _settings(name: str, lines: list[re.Match[str]]) -> Iterator[Setting]:
    """The settings of a header, in order."""
    for match in lines:
        if match[1] != "param":
            continue
        kind = next((kind for kind in _KINDS if kind == match[3]), None)
        if not match[2] or kind is None:
            raise DataError(f"{name}.rq: expected `# param NAME (KIND): ...` with KIND of {', '.join(_KINDS)}")
        yield Setting(match[2], kind, bool(match[4]), match[5].strip())


def _term(store: ox.Store, kind: Kind, value: str) -> Term:
    """The term a value stands for; values never become part of a query's text."""
    if kind == "entity":
        return _entity(store, value)
    if kind == "month":
        if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
            raise CallError(f"{value!r} is no month; write it as 2025-09")
        return ox.Literal(value)
    terms = PLOVER.__annotations__ if kind == "event-type" else STATUSES
    wanted = value.upper() if kind == "event-type" else value.lower()
    if wanted not in terms:
        raise CallError(f"{value!r} is no {kind.replace('-', ' ')}; choose one of {', '.join(sorted(terms))}")
    return ox.NamedNode((PLOVER.iri if kind == "event-type" else KG.iri) + wanted)


def _entity(store: ox.Store, name: str) -> ox.NamedNode:
    """The entity of this IRI, label or other name, whatever its case."""
    if re.match(r"https?://", name):
        return _iri(store, name)
    entities = prefixes_of(store)["ent"]
    labels: dict[str, set[str]] = {}
    for predicate in (RDFS.label, SKOS.altLabel):
        for quad in store.quads_for_pattern(None, predicate, None, asked(store)):
            node, label = quad.subject, quad.object
            if isinstance(node, ox.NamedNode) and isinstance(label, ox.Literal) and node.value.startswith(entities):
                labels.setdefault(label.value.casefold(), set()).add(node.value)
        found = sorted(labels.get(name.casefold(), ()))
        if len(found) == 1:
            return ox.NamedNode(found[0])
        if found:
            raise CallError(f"{name!r} names {len(found)} entities; write the IRI of one: {' or '.join(found)}")
    raise CallError(f"nobody and nothing in this graph is named {name!r}{_nearest(name.casefold(), list(labels))}")


def _iri(store: ox.Store, iri: str) -> ox.NamedNode:
    """The node of this IRI, where the graph has it."""
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise CallError(f"{iri!r} is no IRI") from error
    if next(iter(store.quads_for_pattern(node, None, None)), None) is None:
        raise CallError(f"this graph says nothing about <{iri}>")
    return node


def _nearest(name: str, known: list[str]) -> str:
    """`` (did you mean ...?)``, or nothing where no known name is like it."""
    close = difflib.get_close_matches(name, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
