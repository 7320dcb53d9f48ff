"""A fault found in a finished graph, for people to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault of one node: the rule it breaks (a shape or check by name), the node's IRI, and what is wrong.

    >>> str(Problem("claim-status", "https://example.org/claim/1", "A claim has exactly one of the seven statuses."))
    'https://example.org/claim/1: A claim has exactly one of the seven statuses. [claim-status]'
    """

    rule: str
    node: str
    message: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.node}: {self.message} [{self.rule}]"
