"""Where nodes stand: networkx tells distances and communities, stress majorisation turns them into positions.

Everything is a function of the graph: starting positions come from node order, no random numbers are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.view.spread import Box, clear_lines, spread

Points = NDArray[np.float64]
# Above this many nodes all-pairs distances get slow: communities are laid out one by one instead.
WHOLE_LIMIT = 240
EDGE_LENGTH = 120.0
ASPECT = 1.2
SWEEPS = 160


def positions(
    count: int,
    edges: Sequence[tuple[int, int]],
    boxes: Sequence[Box],
    start: Mapping[int, tuple[int, int]] | None = None,
    width: float = 0.0,
) -> list[tuple[int, int]]:
    """Whole-number positions of nodes 0 to ``count`` - 1, such that no two boxes overlap.

    A box is the room a node and its label need. ``start`` gives positions to stay close to where some are known;
    rows of unconnected parts are at least ``width`` wide.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    clusters = []
    for part in parts:
        known = {node: start[node] for node in part if start and node in start}
        points = _component(graph.subgraph(part).copy(), part, known)
        points[:, 0] *= ASPECT
        room = [boxes[node] for node in part]
        row = {node: at for at, node in enumerate(part)}
        lines = [(row[a], row[b]) for a, b in sorted(graph.subgraph(part).edges)]
        clusters.append((part, spread(clear_lines(spread(points, room), lines, room), room)))
    placed = np.zeros((count, 2))
    for (part, points), corner in zip(clusters, _pack([_extent(c, boxes) for c in clusters], width), strict=True):
        low = np.array([points[i] - _half(boxes[node]) for i, node in enumerate(part)]).min(axis=0)
        placed[part] = points - low + corner
    centre = (placed.min(axis=0) + placed.max(axis=0)) / 2 if count else 0
    return [(round(float(x)), round(float(y))) for x, y in placed - centre]


def _component(graph: nx.Graph[int], order: Sequence[int], known: Mapping[int, tuple[int, int]]) -> Points:
    if len(order) <= WHOLE_LIMIT:
        return _stress(graph, order, known)
    groups = nx.community.louvain_communities(graph, seed=7)
    communities = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    home = {node: at for at, group in enumerate(communities) for node in group}
    quotient: nx.Graph[int] = nx.Graph()
    quotient.add_nodes_from(range(len(communities)))
    quotient.add_edges_from((home[a], home[b]) for a, b in graph.edges if home[a] != home[b])
    pieces = [_piece(graph.subgraph(group).copy(), group) for group in communities]
    sizes = [np.ptp(piece, axis=0) + EDGE_LENGTH for piece in pieces]
    centres = _stress(quotient, range(len(communities)), {}) * (float(np.mean([s.max() for s in sizes])) / EDGE_LENGTH)
    centres = spread(centres, [(float(w), float(h)) for w, h in sizes])
    row = {node: at for at, node in enumerate(order)}
    points = np.zeros((len(order), 2))
    for centre, group, piece in zip(centres, communities, pieces, strict=True):
        points[[row[node] for node in group]] = piece + centre
    return points


def _piece(graph: nx.Graph[int], order: Sequence[int]) -> Points:
    """One community, centred; a community too large for stress stands in a sunflower, best-connected first."""
    if len(order) > 2 * WHOLE_LIMIT:
        ranked = sorted(order, key=lambda node: (-graph.degree(node), node))
        row = {node: at for at, node in enumerate(ranked)}
        return _sunflower(len(order))[[row[node] for node in order]]
    points = _stress(graph, order, {})
    centred: Points = points - (points.min(axis=0) + points.max(axis=0)) / 2
    return centred


def _stress(graph: nx.Graph[int], order: Sequence[int], known: Mapping[int, tuple[int, int]]) -> Points:
    """Positions whose distances follow path lengths, by SMACOF (de Leeuw 1977; Gansner, Koren and North 2004)."""
    count = len(order)
    if count == 1:
        return np.zeros((1, 2))
    target = _distances(graph, order)
    weight = 1.0 / np.square(target + np.eye(count))
    np.fill_diagonal(weight, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    # The pseudo-inverse of a connected graph's Laplacian, without a singular value decomposition.
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    points = _first_guess(graph, order, known)
    wanted = -weight * target
    for _ in range(SWEEPS):
        gaps = np.sqrt(sum(np.square(np.subtract.outer(side, side)) for side in points.T))
        ratio = wanted / np.maximum(gaps, 1e-6)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        points = inverse @ (ratio @ points)
    return np.asarray(points, dtype=np.float64)


def _first_guess(graph: nx.Graph[int], order: Sequence[int], known: Mapping[int, tuple[int, int]]) -> Points:
    """Known positions; the rest in a sunflower, well-connected nodes first, so hubs start in the middle."""
    ranked = sorted(order, key=lambda node: (-graph.degree(node), node))
    row = {node: at for at, node in enumerate(ranked)}
    points = _sunflower(len(order))[[row[node] for node in order]]
    for at, node in enumerate(order):
        if node in known:
            points[at] = known[node][0] / ASPECT, known[node][1]
    return points


def _sunflower(count: int) -> Points:
    step = np.arange(count) + 0.5
    angle = step * (np.pi * (3.0 - np.sqrt(5.0)))
    radius = EDGE_LENGTH * 0.9 * np.sqrt(step)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _distances(graph: nx.Graph[int], order: Sequence[int]) -> Points:
    """Path lengths, an edge being longer the more neighbours its ends have, so that hubs get room around them."""
    row = {node: at for at, node in enumerate(order)}
    for a, b in graph.edges:
        crowd = min(graph.degree(a), graph.degree(b)) + 0.35 * max(graph.degree(a), graph.degree(b))
        graph.edges[a, b]["length"] = EDGE_LENGTH * (0.75 + 0.25 * crowd**0.5)
    matrix = np.zeros((len(order), len(order)))
    for node, lengths in nx.all_pairs_dijkstra_path_length(graph, weight="length"):
        for other, length in lengths.items():
            matrix[row[node], row[other]] = length
    # A community may fall apart once its links to others are cut: its pieces stand one long step from each other.
    matrix[(matrix == 0) & ~np.eye(len(order), dtype=bool)] = max(float(matrix.max()), EDGE_LENGTH) * 1.3
    return matrix


def _half(box: Box) -> Points:
    return np.array([box[0] / 2, box[1] / 2])


def _extent(cluster: tuple[Sequence[int], Points], boxes: Sequence[Box]) -> tuple[float, float]:
    part, points = cluster
    halves = np.array([_half(boxes[node]) for node in part])
    width, height = (points + halves).max(axis=0) - (points - halves).min(axis=0)
    return float(width), float(height)


def _pack(sizes: Sequence[tuple[float, float]], width: float, gap: float = 40.0) -> list[tuple[float, float]]:
    """Upper left corners: the largest component first, the others in rows beneath it, as wide as the whole."""
    if not sizes:
        return []
    area = sum((w + gap) * (h + gap) for w, h in sizes)
    width = max(width, sizes[0][0], (area * ASPECT) ** 0.5)
    corners, x, y, row = [], 0.0, 0.0, 0.0
    for w, h in sizes:
        if x and x + w > width:
            x, y, row = 0.0, y + row + gap, 0.0
        corners.append((x, y))
        x, row = x + w + gap, max(row, h)
    return corners
