"""The default graph of a store: what all documents say together, each statement once.

Each document describes the actors it names, so a statement may stand in many named graphs. Oxigraph 0.5 can ask their
union, but counts a statement once for each graph it is in (oxigraph#1919): a join over a label told by a hundred
documents gives a hundred rows for one, `COUNT` is wrong, and questions take a hundred times as long. A default graph
that holds the union is asked instead.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

_SAMPLE = 20


def fill(store: Store, turtle: Path | None = None) -> None:
    """Put the statements of all named graphs into the default graph.

    ``turtle`` is the file of a build that has them already, with one label for each node; it replaces what the default
    graph held. A store without named graphs stays as it is.
    """
    if not any(store.named_graphs()):
        return
    if turtle is None:
        store.bulk_extend([Quad(quad.subject, quad.predicate, quad.object) for quad in store])
        return
    store.clear_graph(DefaultGraph())
    store.bulk_load(path=str(turtle), format=RdfFormat.TURTLE, to_graph=DefaultGraph())


def is_whole(store: Store) -> bool:
    """True where the default graph is to be asked, False where it lacks what the named graphs say.

    >>> from pyoxigraph import NamedNode
    >>> store, node = Store(), NamedNode("https://example.org/")
    >>> store.add(Quad(node, node, node, node)); is_whole(store)
    False
    >>> fill(store); is_whole(store)
    True
    """
    graph = next(iter(store.named_graphs()), None)
    if graph is None:
        return True
    # Several are looked for, because a label that few documents use is another name in the union.
    some = islice(store.quads_for_pattern(None, None, None, graph), _SAMPLE)
    return any(Quad(quad.subject, quad.predicate, quad.object) in store for quad in some)
