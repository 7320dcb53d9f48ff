"""The drawn part of the page as a pyvis network: nodes with fixed positions, one edge a pair."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pyvis.network import Network

from kg.view.communities import arranged
from kg.view.layout import positions
from kg.view.spread import Box
from kg.view.style import NODE_STYLES
from kg.view.tally import PageNode, Tally

DRAWN_LIMIT = 2000
ACTORS_FIRST_FROM = 60
HIDDEN_FIRST = ("Event", "Place", "Topic")
LABEL_CHARACTERS = 28
ROW_GAP = 40


def network_of(counted: Tally, groups: Sequence[Sequence[int]] = ()) -> tuple[Network, list[tuple[int, int]]]:
    """The ``DRAWN_LIMIT`` weightiest nodes with positions, and an edge for each pair, naming its claims.

    The second value is where each community stands when it is collapsed.
    """
    network = Network(directed=True)
    drawn = counted.nodes[:DRAWN_LIMIT]
    pairs = [pair for pair in sorted(counted.bundles) if pair[1] < len(drawn)]
    everything = pairs + _memberships(drawn)
    boxes = [_box(node) for node in drawn]
    core = _core(drawn, everything, boxes, _seen_first(counted)) if hides_things(counted) else {}
    places = positions(len(drawn), everything, boxes, core)
    centres, grouped = arranged(groups, everything, boxes) if groups else ([], [])
    for at, node in enumerate(drawn):
        x, y = places[at]
        style = NODE_STYLES[node.type]
        near = dict(zip(("coreX", "coreY"), core[at], strict=True)) if at in core else {}
        near |= dict(zip(("groupX", "groupY"), grouped[at], strict=True)) if grouped else {}
        facts = node_facts(at, node)
        del facts["id"]
        network.add_node(at, shape=style.shape, size=_size(node), x=x, y=y, physics=False, **facts, **near)
    for pair in pairs:
        links = [[claim, direction] for claim, direction in sorted(counted.bundles[pair].items())]
        network.add_edge(*pair, id=f"{pair[0]}-{pair[1]}", links=links)
    return network, centres


def hides_things(counted: Tally) -> bool:
    """Whether the kinds of ``HIDDEN_FIRST`` are hidden until asked for: there are some, among many nodes."""
    return len(counted.nodes) > ACTORS_FIRST_FROM and any(node.type in HIDDEN_FIRST for node in counted.nodes)


def node_facts(at: int, node: PageNode) -> dict[str, Any]:
    """What the page knows of a node, drawn or not."""
    return {
        "id": at,
        "iri": node.iri,
        "label": node.label,
        "kind": node.type,
        "actor": node.is_actor,
        "country": node.country,
        "weight": node.weight,
    }


def _seen_first(counted: Tally) -> list[int]:
    """Who is in the picture at first: everyone with a line, where things are hidden every end of a line to an actor."""
    nodes, hides = counted.nodes[:DRAWN_LIMIT], hides_things(counted)
    seen: set[int] = set()
    for pair in counted.bundles:
        ends = [nodes[at] for at in pair if at < len(nodes) and not (hides and nodes[at].type in HIDDEN_FIRST)]
        if len(ends) == 2 and (not hides or any(node.is_actor for node in ends)):
            seen.update(pair)
    return sorted(seen)


def _core(
    drawn: Sequence[PageNode], edges: Sequence[tuple[int, int]], boxes: Sequence[Box], seen: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Positions while things are hidden: those seen at first as if they were all, the others in rows beneath."""
    others = [at for at, node in enumerate(drawn) if node.type not in HIDDEN_FIRST and at not in set(seen)]
    core = _placed(seen, edges, boxes)
    sides = [x + side * boxes[at][0] / 2 for at, (x, _) in core.items() for side in (-1, 1)]
    rest = _placed(others, edges, boxes, max(sides, default=0) - min(sides, default=0))
    floor = max((y + boxes[at][1] / 2 for at, (_, y) in core.items()), default=0)
    top = min((y - boxes[at][1] / 2 for at, (_, y) in rest.items()), default=0)
    return core | {at: (x, round(y + floor - top + ROW_GAP)) for at, (x, y) in rest.items()}


def _placed(
    some: Sequence[int], edges: Sequence[tuple[int, int]], boxes: Sequence[Box], width: float = 0.0
) -> dict[int, tuple[int, int]]:
    row = {at: place for place, at in enumerate(some)}
    inner = [(row[a], row[b]) for a, b in edges if a in row and b in row]
    places = positions(len(some), inner, [boxes[at] for at in some], width=width)
    return dict(zip(some, places, strict=True))


def _memberships(drawn: Sequence[PageNode]) -> list[tuple[int, int]]:
    """Each person beside the state they belong to: pairs that hold the layout together and are no claims."""
    states = {node.country: at for at, node in enumerate(drawn) if node.type == "State" and node.country}
    people = [
        (at, states[node.country]) for at, node in enumerate(drawn) if node.type == "Person" and node.country in states
    ]
    return [(min(a, b), max(a, b)) for a, b in people]


def _size(node: PageNode) -> float:
    """The radius: area grows with weight, so a hub is seen as one and stays on the page."""
    return round((9 + 3.6 * math.sqrt(min(node.weight, 60))) * NODE_STYLES[node.type].size, 1)


def _box(node: PageNode) -> Box:
    """The room of a node with its label beneath, in the page's font of 13 units, with air around it."""
    letters = min(len(node.label), LABEL_CHARACTERS)
    return max(2 * _size(node), 8.4 * letters) + 18, 2 * _size(node) + 38
