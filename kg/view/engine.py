"""What the page needs to answer SPARQL by itself: engine, graph, prefixes and ready questions, as inert text."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pyoxigraph import Quad

from kg.errors import DataError

# Triples that a page carries unless told otherwise; loading as many takes a browser some seconds.
TRIPLE_LIMIT = 200_000
ENGINE_FILES = ("oxigraph.js", "oxigraph.wasm.gz")


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: its settings are (name, kind, needed, about)."""

    title: str
    about: str
    text: str
    settings: tuple[tuple[str, str, bool, str], ...]

    def plain(self) -> dict[str, Any]:
        """The question as JSON has it."""
        keys = ("name", "kind", "needed", "about")
        settings = [dict(zip(keys, setting, strict=True)) for setting in self.settings]
        return {"title": self.title, "about": self.about, "text": self.text, "settings": settings}


@dataclass(frozen=True, slots=True)
class Queryable:
    """The graph as the page's engine gets it."""

    graph: Mapping[str, Any]
    prefixes: Mapping[str, str]
    questions: Sequence[Question]

    @property
    def triples(self) -> int:
        """How many triples the graph has."""
        return sum(len(links) // 2 for links in self.graph["triples"])

    def plain(self) -> dict[str, Any]:
        """What the page knows before the engine starts."""
        questions = [question.plain() for question in self.questions]
        return {"prefixes": dict(self.prefixes), "triples": self.triples, "questions": questions}


def packed(quads: Iterable[Quad]) -> dict[str, Any]:
    """The triples of all graphs once each, without compression, which differs from machine to machine.

    ``terms`` are sorted; each is [characters it shares with the one before, the rest]. ``triples`` are term numbers,
    one list a subject: [subject, predicate, object, predicate, object, ...].
    """
    triples = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}
    words = sorted({word for triple in triples for word in triple})
    number = {word: at for at, word in enumerate(words)}
    rows: dict[int, list[int]] = {}
    for subject, predicate, thing in sorted(triples):
        rows.setdefault(number[subject], [number[subject]]).extend((number[predicate], number[thing]))
    terms = []
    before = ""
    for word in words:
        shared = _shared(before, word)
        terms.append([shared, word[shared:]])
        before = word
    return {"terms": terms, "triples": list(rows.values())}


def _shared(one: str, two: str) -> int:
    """How many ASCII characters two words begin with alike; a browser may count others as two.

    >>> _shared("<http://é/a>", "<http://é/b>")
    8
    """
    pairs = zip(one, two, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b or a > "\x7f"), min(len(one), len(two)))


def engine_scripts(worker: str) -> dict[str, str]:
    """The texts of the worker's script and of the engine, by the id of the element that holds each.

    Raises:
        DataError: a file of the engine is missing from the installed package.
    """
    folder = files("kg.view") / "vendor"
    missing = [name for name in ENGINE_FILES if not (folder / name).is_file()]
    if missing:
        raise DataError(f"kg/view/vendor: {', '.join(missing)} is missing from the installed package; install kg anew")
    glue = (folder / "oxigraph.js").read_text(encoding="utf-8")
    wasm = base64.b64encode((folder / "oxigraph.wasm.gz").read_bytes()).decode("ascii")
    return {"engine": f'"use strict";\n{glue}\n{worker}', "wasm": wasm}
