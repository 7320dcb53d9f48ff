"""Boxes pushed apart until none overlaps, each moved as little as the push allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Numbers = NDArray[np.intp]
Box = tuple[float, float]
ROUNDS = 300
# Above this product of lines and boxes the clearing of lines would cost more than it shows.
CLEAR_LIMIT = 60_000
CLEAR_ROUNDS = 80


def spread(points: Points, boxes: Sequence[Box]) -> Points:
    """The centres moved so that no two boxes of the given width and height overlap.

    Overlapping pairs step apart along the axis that needs less. Should that not settle, everything is scaled up
    a little and tried again: scaling always ends, because it only ever adds room.

    >>> spread(np.array([[0.0, 0.0], [4.0, 0.0]]), [(10, 4), (10, 4)]).tolist()
    [[0.0, -2.5], [4.0, 2.5]]
    """
    moved = points.astype(np.float64, copy=True)
    sizes = np.array(boxes, dtype=np.float64).reshape(len(boxes), 2)
    while True:
        for _ in range(ROUNDS):
            if not _push(moved, sizes):
                return moved
        moved *= 1.15


def clear_lines(points: Points, lines: Sequence[tuple[int, int]], boxes: Sequence[Box]) -> Points:
    """The centres moved off lines that pass through them and lead elsewhere; boxes may overlap a little afterwards.

    Large graphs come back as they are.
    """
    moved = points.astype(np.float64, copy=True)
    if not lines or len(lines) * len(points) > CLEAR_LIMIT:
        return moved
    ends = np.array(lines)
    wanted = np.array([0.5 * height + 6 for _, height in boxes])
    own = np.zeros((len(points), len(ends)), dtype=bool)
    own[ends[:, 0], np.arange(len(ends))] = True
    own[ends[:, 1], np.arange(len(ends))] = True
    for turn in range(CLEAR_ROUNDS):
        start, along = moved[ends[:, 0]], moved[ends[:, 1]] - moved[ends[:, 0]]
        length = np.maximum((along**2).sum(axis=1), 1e-9)
        offset = moved[:, None, :] - start[None, :, :]
        share = np.clip((offset * along).sum(axis=2) / length, 0.0, 1.0)
        away = offset - share[..., None] * along
        gap = np.sqrt((away**2).sum(axis=2))
        lack = np.where(own | (share <= 0) | (share >= 1), 0.0, np.maximum(wanted[:, None] - gap, 0.0))
        normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.sqrt(length)[:, None]
        direction = np.where((gap > 1e-6)[..., None], away / np.maximum(gap, 1e-6)[..., None], normal)
        step = (direction * lack[..., None]).sum(axis=1) * (0.5 if turn % 2 else 0.3)
        if not np.abs(step).max() > 0.05:
            break
        moved += np.clip(step, -25, 25)
        if turn % 8 == 7:
            moved = spread(moved, boxes)
    return moved


def _push(points: Points, sizes: Points) -> bool:
    """One round over all pairs close to each other; True where something overlapped."""
    one, two = _near_pairs(points, sizes)
    gap = points[two] - points[one]
    lack = (sizes[one] + sizes[two]) / 2 - np.abs(gap)
    overlapping = (lack > 1e-3).all(axis=1)
    if not overlapping.any():
        return False
    one, two, gap, lack = one[overlapping], two[overlapping], gap[overlapping], lack[overlapping]
    axis = np.where(lack[:, 0] < lack[:, 1], 0, 1)
    row = np.arange(len(axis))
    apart = gap[row, axis]
    step = np.where((apart > 0) | ((apart == 0) & (two > one)), 1.0, -1.0) * (lack[row, axis] / 2 + 0.5)
    # Pair by pair, first and second in turn: the sums of floats depend on their order.
    moved = np.stack([one, two], axis=1).ravel()
    shift = np.zeros_like(points)
    np.add.at(shift, (moved, np.repeat(axis, 2)), np.stack([-step, step], axis=1).ravel())
    count = np.bincount(moved, minlength=len(points))
    points += shift / np.sqrt(np.maximum(count, 1))[:, None]
    return True


def _near_pairs(points: Points, sizes: Points) -> tuple[Numbers, Numbers]:
    """Pairs whose boxes overlap, by a sweep along x over boxes sorted by their left side."""
    left = points[:, 0] - sizes[:, 0] / 2
    order = np.argsort(left, kind="stable")
    ends = np.searchsorted(left[order], (left + sizes[:, 0])[order], side="left")
    followers = np.maximum(ends - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), followers)
    # The place of each follower behind its first: 1, 2, ... for each first.
    behind = np.arange(len(first)) - np.repeat(np.cumsum(followers) - followers, followers) + 1
    one, two = order[first], order[first + behind]
    near = np.abs(points[two, 1] - points[one, 1]) < (sizes[two, 1] + sizes[one, 1]) / 2
    return one[near], two[near]
