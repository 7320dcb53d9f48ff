"""Heads and children of a parse that is not a `Parse` yet."""

from __future__ import annotations


def span_head(start: int, end: int, heads: list[int]) -> int:
    """The token of a span whose head lies outside it."""
    return next((i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i), end - 1)


def children(heads: list[int]) -> list[list[int]]:
    """The tokens under each token, in text order."""
    kids: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    return kids
