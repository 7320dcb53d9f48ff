"""The values of one node of a graph, by property."""

from __future__ import annotations

from pyoxigraph import NamedNode


class Values:
    """The values of one node, by property: what most graphs say first, then in order."""

    def __init__(self, values: dict[NamedNode, list[str]]) -> None:
        self._values = values

    def all(self, property_: NamedNode) -> list[str]:
        """Every value of a property."""
        return self._values.get(property_, [])

    def first(self, property_: NamedNode) -> str | None:
        """The foremost value of a property, None where it has none."""
        return next(iter(self.all(property_)), None)

    def text(self, property_: NamedNode) -> str:
        """The foremost value, empty where there is none."""
        return self.first(property_) or ""

    def number(self, property_: NamedNode) -> int:
        """The foremost value as a number, 0 where there is none."""
        return int(self.first(property_) or 0)
