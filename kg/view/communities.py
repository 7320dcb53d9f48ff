"""Who belongs together: communities of the whole graph, each with a name, for the page to collapse and to filter by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import networkx as nx

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
        size = round(16 + 3.2 * math.sqrt(len(nodes)), 1)
        shown.append({"label": label, "weight": sum(node.weight for node in nodes), "size": size})
    return shown
