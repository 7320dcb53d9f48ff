"""Heads and children of a parse that is not a `Parse` yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


def span_head(start: int, end: int, heads: list[int]) -> int:
    """The token of a span whose head lies outside it."""
    return next((i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i), end - 1)


def children(heads: list[int]) -> Sequence[Sequence[int]]:
    """The tokens under each token, in text order."""
    return _children(tuple(heads))


# Most repairs change nothing, so the next one asks for the same heads.
@lru_cache(maxsize=2)
def _children(heads: tuple[int, ...]) -> Sequence[Sequence[int]]:
    kids: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    return kids
