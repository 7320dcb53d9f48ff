"""A frame in the making, as the readers of verbs, nouns and adjectives leave it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.entries import Entry
from kg.extract.context import Context
from kg.model import Argument

Pair = tuple[str, Argument, Argument | None]


@dataclass(slots=True)
class Draft:
    """A frame in the making: trigger tokens, edges and further arguments."""

    head: int
    trigger: tuple[int, ...]
    entry: Entry | None
    pairs: list[Pair] = field(default_factory=list)
    others: list[Argument] = field(default_factory=list)
    label: str = ""
    context: Context | None = None
    used: set[int] = field(default_factory=set)
    standing: bool = False
    untyped: bool = False
