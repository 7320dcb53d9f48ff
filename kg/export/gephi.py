"""The network as GraphML and GEXF, written by networkx, and as the two CSV tables that Gephi imports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields

from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter
from pyoxigraph import Store

from kg.export.network import NetworkEdge, NetworkNode, network, parts

# A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def graphml(store: Store) -> bytes:
    """GraphML; the ids of edges are the IRIs of their claims."""
    written = io.BytesIO()
    GraphMLWriter(network(store), named_key_ids=False, edge_id_from_attribute="id").dump(written)
    return written.getvalue() + b"\n"


def gexf(store: Store) -> bytes:
    """GEXF 1.2, without the date of writing that networkx puts at its head: equal graphs are equal bytes."""
    writer = GEXFWriter()
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)
    writer.add_graph(network(store))
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + str(writer).encode() + b"\n"


def nodes_csv(store: Store) -> bytes:
    """The nodes, under the column names that Gephi knows: ``Id``, ``Label``, then what else is told."""
    nodes, _ = parts(store)
    return _table([field.name.capitalize() for field in fields(NetworkNode)], map(astuple, nodes))


def edges_csv(store: Store) -> bytes:
    """The edges: ``Id``, ``Source``, ``Target``, ``Label``, what else is told, and Gephi's ``Type``."""
    _, edges = parts(store)
    columns = [field.name.capitalize() for field in fields(NetworkEdge)]
    return _table([*columns, "Type"], ((*astuple(edge), "Directed") for edge in edges))


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8, line ends as on Unix; a text cell is never a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    """The value as text; an apostrophe before what a spreadsheet would run.

    >>> _cell("=HYPERLINK('https://evil.example')"), _cell(-9.0), _cell(True), _cell("Iran")
    ("'=HYPERLINK('https://evil.example')", '-9.0', 'true', 'Iran')
    """
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA) else text
