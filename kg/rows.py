"""The answer to a SELECT query as a table of Python values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, overload

import pyoxigraph as ox

from kg.errors import KgError
from kg.query import Term
from kg.vocab import XSD

if TYPE_CHECKING:
    from pandas import DataFrame

Value = str | int | float | bool | date | datetime | None
Row = dict[str, Value]

_SHOWN = 20
_READERS = {
    XSD.integer: int,
    XSD.decimal: float,
    ox.NamedNode(XSD.iri + "double"): float,
    ox.NamedNode(XSD.iri + "float"): float,
    XSD.boolean: lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
    XSD.date: date.fromisoformat,
    ox.NamedNode(XSD.iri + "dateTime"): datetime.fromisoformat,
}


class Rows(Sequence[Row]):
    """The rows of an answer, each a dictionary from column to Python value, in the order of the query.

    Whole numbers become int, decimals float, ``xsd:date`` a date, unbound columns None. IRIs, strings and dates without
    a day (``2025-06``) become str; where the difference matters, :meth:`terms` gives the RDF terms themselves.

    >>> rows = Rows(["n", "who"], [(ox.Literal(3), None)])
    >>> rows[0], len(rows), rows.columns
    ({'n': 3, 'who': None}, 1, ('n', 'who'))
    """

    def __init__(self, columns: Iterable[str], solutions: Iterable[Iterable[Term | None]]) -> None:
        self.columns = tuple(columns)
        self._solutions = [tuple(solution) for solution in solutions]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._solutions)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        """A row, or the rows of a slice."""
        if isinstance(at, slice):
            return Rows(self.columns, self._solutions[at])
        return self._row(self._solutions[at])

    def __iter__(self) -> Iterator[Row]:
        """Each row."""
        return map(self._row, self._solutions)

    def __eq__(self, other: object) -> bool:
        """True for the same columns and the same terms in the same order."""
        return isinstance(other, Rows) and (self.columns, self._solutions) == (other.columns, other._solutions)

    __hash__ = None  # type: ignore[assignment]

    def terms(self) -> Iterator[dict[str, Term | None]]:
        """Each row with its RDF terms (pyoxigraph's NamedNode, Literal, BlankNode), which keep datatype and kind."""
        return (dict(zip(self.columns, solution, strict=True)) for solution in self._solutions)

    def column(self, name: str) -> list[Value]:
        """The values of one column, from the first row to the last."""
        return [row[name] for row in self]

    def to_dataframe(self) -> DataFrame:
        """The table as a pandas DataFrame, its columns in the order of the query.

        Raises:
            KgError: pandas is not installed; it comes with the extra ``pandas``.
        """
        try:
            import pandas
        except ImportError as error:
            raise KgError("to_dataframe() needs pandas; install it with: pip install 'actorkg[pandas]'") from error
        return pandas.DataFrame([list(row.values()) for row in self], columns=list(self.columns))

    def _row(self, solution: tuple[Term | None, ...]) -> Row:
        return dict(zip(self.columns, map(value, solution), strict=True))

    def __repr__(self) -> str:
        """Number and names: the rows themselves may be many."""
        return f"<{len(self)} row{'' if len(self) == 1 else 's'} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks; everything in it is escaped, because documents wrote it."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        cells = [[("" if cell is None else str(cell)) for cell in row.values()] for row in self[:_SHOWN]]
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
        more = f"<p>{len(self) - _SHOWN:,} more rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def value(term: Term | None) -> Value:
    """The Python value of a term; a literal that its own datatype does not allow stays text.

    >>> value(ox.Literal("2025-09-17", datatype=XSD.date)), value(ox.Literal("many", datatype=XSD.integer)), value(None)
    (datetime.date(2025, 9, 17), 'many', None)
    """
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(term) if isinstance(term, ox.Triple) else term.value
    reader: Any = _READERS.get(term.datatype, str)
    try:
        result: Value = reader(term.value)
    except (ValueError, KeyError):
        return term.value
    return result
