"""Outcomes of documents brought together: the one call between the text stages and the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.identity.decisions import NO_DECISIONS, Decisions
from kg.identity.identify import identify
from kg.identity.merges import Identity
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
    return lambda one: placed(one, identity)


def placed(one: Outcome, identity: Identity) -> Outcome:
    """The outcome under the keys that stand for its actors and events, with the merges by which they do."""
    name = one.article.name
    return replace(one, claims=identity.applied(name, one.claims), merges=tuple(identity.of(name, one.claims)))
