"""Statements counted once a story: a reprint is no second witness."""

from __future__ import annotations

from collections.abc import Iterable

from kg.record import Statement


def once_told(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without those of a near duplicate that its original, or an earlier copy, makes with equal words.

    What a reprint adds of its own stays.
    """
    given = list(statements)
    told = {_wording(statement) for statement in given if statement["copy_of"] is None}
    kept = []
    for statement in given:
        words = _wording(statement)
        if statement["copy_of"] is None or words not in told:
            kept.append(statement)
            told.add(words)
    return kept


def _wording(statement: Statement) -> tuple[str | None, ...]:
    """What is said where; by labels, for the unnamed ("the rebels") are nodes of their document alone."""
    thing = statement["object"]
    return (
        statement["copy_of"] or statement["document"],
        " ".join(statement["sentence"]["text"].split()),
        statement["subject"]["label"],
        statement["predicate"]["label"],
        thing["label"] if thing else None,
        statement["status"],
        statement["trigger"],
    )
