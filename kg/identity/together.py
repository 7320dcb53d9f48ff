"""Outcomes of documents brought together: the one call between the text stages and the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.identity.decisions import NO_DECISIONS, Decisions
from kg.identity.identify import identify
from kg.identity.records import summary

if TYPE_CHECKING:
    from kg.pipeline import Outcome


def together(
    outcomes: Callable[[], Iterable[Outcome]], decisions: Decisions = NO_DECISIONS
) -> Callable[[Outcome], Outcome]:
    """The function that puts one outcome under the keys it has among all ``outcomes``, which are gone through once.

    An outcome that shares nothing comes back equal, so that whatever was made from it before may be kept.
    """
    identity = identify((summary(one.article, one.claims) for one in outcomes()), decisions)

    def placed(one: Outcome) -> Outcome:
        merges = identity.of(one.article.name, one.claims)
        return replace(one, claims=identity.applied(one.article.name, one.claims), merges=tuple(merges))

    return placed
