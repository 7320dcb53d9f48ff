"""The status of one predicate with what decides it, and how a status within another one is read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Status


@dataclass(frozen=True, slots=True)
class Context:
    """The status of one predicate with its speakers (token positions, innermost first) and the deciding tokens."""

    status: Status = "asserted"
    speakers: tuple[int, ...] = ()
    doubted: bool = False
    cues: tuple[int, ...] = ()
    tense: str | None = None
    habitual: bool = False


def combine(outer: Status, inner: Status) -> Status:
    """The status of something ``inner`` within something ``outer``.

    >>> combine("negated", "negated"), combine("alleged", "negated"), combine("proposed", "possible")
    ('possible', 'negated', 'proposed')
    """
    if outer == "asserted":
        return inner
    if (outer, inner) == ("alleged", "intended"):
        # "Accused of plotting to leave": that, too, is only alleged.
        return "alleged"
    if inner == "asserted":
        return outer
    if outer == "negated":
        return "possible" if inner == "negated" else "negated"
    if inner == "negated":
        # "If they do not leave" leaves open whether they do, and so does "urged them not to leave".
        return {"conditional": "conditional", "proposed": "possible"}.get(outer, "negated")  # type: ignore[return-value]
    if (outer, inner) == ("intended", "possible"):
        return "possible"
    return inner if outer == "alleged" else outer
