"""Python values as RDF literals, each with the datatype its precision earns."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal

from kg.errors import DataError
from kg.vocab import XSD

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def text(value: str) -> Literal:
    """A plain string: names and quotes carry no language tag, so that a query may give the bare words."""
    return Literal(value)


@lru_cache(maxsize=50_000)
def number(value: int) -> Literal:
    """An ``xsd:integer``: offsets, orders, lengths."""
    return Literal(str(value), datatype=XSD.integer)


@lru_cache(maxsize=1_000)
def decimal(value: float) -> Literal:
    """An ``xsd:decimal`` of at most four places, always with a point, so that Turtle may write it bare.

    >>> decimal(0.86).value, decimal(1.0).value, decimal(1 / 3).value
    ('0.86', '1.0', '0.3333')
    """
    digits = f"{value:.4f}".rstrip("0")
    return Literal(digits + "0" if digits.endswith(".") else digits, datatype=XSD.decimal)


def truth() -> Literal:
    """The ``xsd:boolean`` true; what does not hold is left out instead of being false."""
    return Literal("true", datatype=XSD.boolean)


def moment(value: str) -> Literal:
    """A date typed by its precision: ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``; DataError for anything else.

    >>> moment('2025-06')
    <Literal value=2025-06 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#gYearMonth>>
    """
    if len(value) not in _DATE_TYPES:
        raise DataError(f"{value!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    return Literal(value, datatype=_DATE_TYPES[len(value)])
