"""Which nodes several documents name differently, found while the lines of their graphs pass by.

A store on disk would look up the words of each name, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.union import ONCE
from kg.vocab import SHARED_SCHEMES

_PROPERTIES = tuple(f" <{property_.value}> ".encode() for property_ in ONCE)


class Disputes:
    r"""What the documents of a corpus call their nodes, as far as they differ.

    Of each name only two numbers are kept. Should two nodes have one number, one more is looked at than need be.

    >>> disputes = Disputes("https://e.org/")
    >>> line = '<https://e.org/entity/X> <http://www.w3.org/2000/01/rdf-schema#label> "{}" <https://e.org/doc/{}> .\n'
    >>> for name, document in (("X", 1), ("Y", 2), ("X", 3)):
    ...     disputes.watch(line.format(name, document).encode())
    >>> disputes.nodes()
    [<NamedNode value=https://e.org/entity/X>]
    """

    def __init__(self, base: str) -> None:
        self._shared = tuple(f"<{base}{scheme}/".encode() for scheme in SHARED_SCHEMES)
        self._told: dict[int, int] = {}
        self._found: dict[bytes, None] = {}

    def watch(self, nquads: bytes) -> None:
        """Take up the names that one document gives, in lines of N-Quads that all end with one graph."""
        graph = len(nquads) - nquads.rindex(b" <")
        for property_ in _PROPERTIES:
            for start, at, end in _places(nquads, property_):
                node = nquads[start:at]
                # Words of a literal may look like a property; what stands before them looks like no node.
                if node.startswith(self._shared) and node.find(b">") == len(node) - 1:
                    name = hash(nquads[at : end - graph])
                    if self._told.setdefault(hash((node, property_)), name) != name:
                        self._found[node] = None

    def nodes(self) -> list[NamedNode]:
        """The nodes that were given different names so far, in the order in which that came out."""
        return [NamedNode(node[1:-1].decode()) for node in self._found]


def _places(nquads: bytes, property_: bytes) -> Iterator[tuple[int, int, int]]:
    """Where a line with these words begins, where they stand in it, and where it ends."""
    at = nquads.find(property_)
    while at >= 0:
        end = nquads.find(b"\n", at) + 1
        yield nquads.rfind(b"\n", 0, at) + 1, at, end
        at = nquads.find(property_, end)
