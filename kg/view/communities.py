"""Who belongs together: communities of the whole graph, each with a name, for the page to collapse and to filter by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import networkx as nx

from kg.view.layout import positions
from kg.view.spread import Box
from kg.view.tally import Tally

# In a smaller graph everything is in view anyway.
COMMUNITIES_FROM = 40
SMALLEST = 3


def communities(counted: Tally) -> list[list[int]]:
    """The node numbers of each community of at least ``SMALLEST``, largest first (Louvain, Blondel et al. 2008)."""
    if len(counted.nodes) < COMMUNITIES_FROM:
        return []
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(counted.nodes)))
    for pair in sorted(counted.bundles):
        if counted.bundles[pair]:
            graph.add_edge(*pair, weight=math.log2(1 + len(counted.bundles[pair])))
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, weight="weight", seed=7)]
    return sorted((group for group in groups if len(group) >= SMALLEST), key=lambda group: (-len(group), group))


def named(counted: Tally, groups: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """For each community what the page shows: its name, from its two weightiest actors, its weight and its size."""
    shown = []
    for group in groups:
        nodes = [counted.nodes[at] for at in group]
        heads = ([node for node in nodes if node.is_actor] or nodes)[:2]
        rest = len(nodes) - len(heads)
        label = ", ".join(node.label[:60] for node in heads) + (f" +{rest}" if rest else "")
        size = round(13 + 1.7 * math.sqrt(len(nodes)), 1)
        shown.append({"label": label, "weight": sum(node.weight for node in nodes), "size": size})
    return shown


def arranged(
    groups: Sequence[Sequence[int]], edges: Sequence[tuple[int, int]], boxes: Sequence[Box]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The middle of each community, and the place of each drawn node, where communities are collapsed and expanded.

    Each has room of its own, collapsed or not, and those outside any stand between them. ``boxes`` are those of the
    drawn nodes, numbered from 0; ``edges`` join drawn nodes.
    """
    home = {node: number for number, group in enumerate(groups) for node in group}
    lone = [node for node in range(len(boxes)) if node not in home]
    blocks = [[node for node in group if node < len(boxes)] for group in groups] + [[node] for node in lone]
    block_of = {node: number for number, block in enumerate(blocks) for node in block}
    inner: list[list[tuple[int, int]]] = [[] for _ in blocks]
    row = {node: at for block in blocks for at, node in enumerate(block)}
    for a, b in edges:
        if block_of[a] == block_of[b]:
            inner[block_of[a]].append((row[a], row[b]))
    pieces = [
        positions(len(block), lines, [boxes[node] for node in block])
        for block, lines in zip(blocks, inner, strict=True)
    ]
    between = sorted({(block_of[a], block_of[b]) for a, b in edges if block_of[a] != block_of[b]})
    rooms = [_room(piece, [boxes[node] for node in block]) for piece, block in zip(pieces, blocks, strict=True)]
    centres = positions(len(blocks), between, rooms)
    places = [(0, 0)] * len(boxes)
    for (x, y), piece, block in zip(centres, pieces, blocks, strict=True):
        for node, (dx, dy) in zip(block, piece, strict=True):
            places[node] = (x + dx, y + dy)
    return centres[: len(groups)], places


def _room(places: Sequence[tuple[int, int]], boxes: Sequence[Box]) -> Box:
    """The width and height that nodes placed around the origin need."""
    width = max((abs(x) + box[0] / 2 for (x, _), box in zip(places, boxes, strict=True)), default=40)
    height = max((abs(y) + box[1] / 2 for (_, y), box in zip(places, boxes, strict=True)), default=40)
    return 2 * width + 40, 2 * height + 40
