"""Rough and exact tellings of one thing: which may be taken together without a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Detail = TypeVar("Detail")


def partition(details: Iterable[Detail], refines: Callable[[Detail, Detail], bool]) -> dict[Detail, Detail]:
    """For each telling the most exact one that it can only mean; itself where several could be meant.

    ``refines(exact, rough)`` is true where the exact telling says what the rough one says and perhaps more; it must be
    a partial order. What is rough goes with what is exact only where nothing else fits, so the classes do not depend on
    any order, and two exact tellings that differ never meet through a rough one.

    >>> months = partition(["2025-09", "2025-09-17", "2025-06"], str.startswith)
    >>> months["2025-09"], months["2025-06"]
    ('2025-09-17', '2025-06')
    >>> partition(["2025-09", "2025-09-17", "2025-09-30"], str.startswith)["2025-09"]
    '2025-09'
    """
    given = list(dict.fromkeys(details))
    finest = [one for one in given if not any(other != one and refines(other, one) for other in given)]
    found = {}
    for one in given:
        fitting = [exact for exact in finest if refines(exact, one)]
        found[one] = fitting[0] if len(fitting) == 1 else one
    return found
