"""Graphs to export, one of names that try to break out of every format, and what a test reads from an export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rdflib
from claims_by_hand import IRAN, Sheet, article, pact, stored
from pyoxigraph import NamedNode, Store

from kg.export import content
from kg.graph import quads
from kg.model import Node
from kg.store import open_graph
from kg.vocab import KG, RDF

HOSTILE = "=cmd|' /C calc'!A0 </script>\"\\ .\n<a> <b> ; \u2028 \u202e é قم Москва 😀 \x00\x0b"
KINDS = ("pact", "hostile", "both", "seeds")
RDF12 = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")


def hostile() -> tuple[Any, Any]:
    """An article whose names, title and file name are made of what formats use for themselves."""
    safe = HOSTILE.replace("\x00", "")
    sheet = Sheet(article("odd name.txt", f"{safe} met Iran. {safe} wept.", author=safe, title=safe))
    odd = Node(safe, safe, "Group", aliases=(safe + "2",))
    sheet.claim(sheet.filler("actor", odd), "metWith", "met", sheet.filler("with", IRAN, "Iran"))
    sheet.claim(sheet.filler("actor", odd), "metWith", "met", sheet.filler("with", IRAN, "Iran"), status="proposed")
    sheet.claim(sheet.filler("actor", odd), "protested", "wept")
    return sheet.article, sheet.claims


def graph(kind: str, seed_build: Path) -> Store:
    """A graph of one of the kinds; that of the seeds comes from their build."""
    if kind == "seeds":
        return open_graph(seed_build)
    told = {"pact": [pact()], "hostile": [hostile()], "both": [pact(), hostile()]}[kind]
    return stored(*(quad for one in told for quad in quads(*one)))


def one(store: Store, form: str) -> bytes:
    """The text of a format that is one file."""
    (written,) = content(store, form).values()
    return written


def turtle_graph(store: Store) -> rdflib.Graph:
    return rdflib.Graph().parse(data=one(store, "turtle"), format="turtle")


def claims_of(store: Store) -> set[str]:
    return {quad.subject.value for quad in store.quads_for_pattern(None, RDF.type, KG.Claim)}  # type: ignore[union-attr]
