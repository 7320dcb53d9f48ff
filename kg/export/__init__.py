"""A built graph in the formats of other tools: each is a function from the store to the bytes of its files.

Equal graphs give equal bytes. Nothing is lost on the way unless the format's entry in :data:`FORMATS` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad, Store

from kg.default_graph import by_document
from kg.errors import CallError, KgError
from kg.export.description import description
from kg.export.gephi import edges_csv, gexf, graphml, nodes_csv
from kg.export.jsonld import jsonld
from kg.export.rdf12 import rdf12
from kg.graph.write import nquads, put, trig, turtle


class Form(NamedTuple):
    """A format: what it is for, and its files by name with the functions that make them."""

    about: str
    files: Mapping[str, Callable[[Store], bytes]]


def _of_quads(write: Callable[[Iterable[Quad]], bytes]) -> Callable[[Store], bytes]:
    return lambda store: write(by_document(store))


FORMATS: Mapping[str, Form] = {
    "turtle": Form("all documents as one graph, Turtle 1.1", {"graph.ttl": _of_quads(turtle)}),
    "trig": Form("a named graph for each document, TriG", {"graph.trig": _of_quads(trig)}),
    "nquads": Form("the same, a line a statement", {"graph.nq": _of_quads(nquads)}),
    "jsonld": Form("all documents as one graph, nested for people to read", {"graph.jsonld": _of_quads(jsonld)}),
    "rdf12": Form("RDF 1.2 Turtle, claims as reifiers", {"graph.rdf12.ttl": _of_quads(rdf12)}),
    "graphml": Form("a network for Gephi, yEd, networkx: an edge a claim", {"graph.graphml": graphml}),
    "gexf": Form("the same for Gephi", {"graph.gexf": gexf}),
    "csv": Form("two tables with Gephi's column names", {"nodes.csv": nodes_csv, "edges.csv": edges_csv}),
    "void": Form("the description of the data set: VoID and DCAT", {"void.ttl": _of_quads(description)}),
}


def content(store: Store, form: str) -> dict[str, bytes]:
    """The files of a format by name; CallError where there is no such format."""
    if form not in FORMATS:
        raise CallError(f"no format {form!r}; choose one of {', '.join(FORMATS)}")
    return {name: make(store) for name, make in FORMATS[form].files.items()}


def export(store: Store, form: str, target: Path) -> list[Path]:
    """The files written: ``target`` itself, or the format's own names in it where it is a folder or they are several.

    Raises:
        CallError: There is no such format, or several files were to go into one.
        KgError: A file cannot be written.
    """
    made = content(store, form)
    if len(made) == 1 and not target.is_dir():
        (written,) = made.values()
        put(target, written)
        return [target]
    if target.exists() and not target.is_dir():
        raise CallError(f"{target}: is a file, and {form} writes {' and '.join(made)}; name a folder with -o")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"{target}: cannot be made ({error.strerror}); name another folder with -o") from error
    for name, written in made.items():
        put(target / name, written)
    return [target / name for name in made]
