"""Which claims are wanted: of whom, of what status and type, from when, said by whom, in which document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import CallError
from kg.model import STATUSES
from kg.record import Named, Statement
from kg.vocab import PLOVER

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a wanted claim has; None asks for nothing.

    ``actor`` and ``speaker`` are part of a label, in any case, or a whole IRI; an actor may be subject, object or
    participant. ``status`` and ``event_type`` (a PLOVER root) are in any case. ``since`` and ``until`` are dates of any
    precision and include their own period; a statement without a date passes neither. ``document`` is a file name.

    Raises:
        CallError: a status, type or date is none; the message names those there are.
    """

    actor: str | None = None
    status: str | None = None
    event_type: str | None = None
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    document: str | None = None

    def __post_init__(self) -> None:
        """Nothing where each value is one that claims can have."""
        types = PLOVER.__annotations__
        if self.status is not None and self.status.casefold() not in STATUSES:
            raise CallError(f"{self.status!r} is no status; choose one of {', '.join(STATUSES)}")
        if self.event_type is not None and self.event_type.upper() not in types:
            raise CallError(f"{self.event_type!r} is no PLOVER type; choose one of {', '.join(sorted(types))}")
        for day in (self.since, self.until):
            if day and not _DATE.fullmatch(day):
                raise CallError(f"{day} is no date; write 2025, 2025-09 or 2025-09-17")

    def passes(self, statement: Statement) -> bool:
        """True where the statement has all that is asked for."""
        parties = [statement["subject"], *([statement["object"]] if statement["object"] else [])]
        return (
            (self.actor is None or _is_named((*parties, *statement["participants"]), self.actor))
            and (self.status is None or statement["status"] == self.status.casefold())
            and (self.event_type is None or statement["act_type"] == self.event_type.upper())
            and (self.speaker is None or _is_named(statement["speakers"], self.speaker))
            and (self.document is None or statement["document"] == self.document)
            and _is_within(statement, self.since, self.until)
        )


def select(statements: Iterable[Statement], filters: Filters) -> Iterator[Statement]:
    """The statements that pass every filter, in their order."""
    return filter(filters.passes, statements)


def _is_named(nodes: Iterable[Named], name: str) -> bool:
    return any(name == node["iri"] or name.casefold() in node["label"].casefold() for node in nodes)


def _is_within(statement: Statement, since: str | None, until: str | None) -> bool:
    """True where the statement's period and the one asked for have a day in common; ISO dates compare as text."""
    first = statement["time"]
    if since is None and until is None:
        return True
    if first is None:
        return False
    last = statement["time_latest"] or first
    return (since is None or last >= since[: len(last)]) and (until is None or first[: len(until)] <= until)
