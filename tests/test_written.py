"""Terms written as text are those that Oxigraph would write."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from kg.errors import DataError
from kg.graph import literals, written

ODD = [*range(0x300), *range(0x2000, 0x2070), *range(0xFDC0, 0xFE10), *range(0xFFF0, 0x10010), 0x1FFFE, 0x10FFFF]


def test_every_odd_character_is_escaped_as_oxigraph_does() -> None:
    differing = [hex(one) for one in ODD if written.text(f"a{chr(one)}b") != str(Literal(f"a{chr(one)}b"))]
    assert differing == []


def test_numbers_and_dates_have_the_types_of_their_literals() -> None:
    assert written.number(12) == str(literals.number(12))
    assert written.decimal(1 / 3) == str(literals.decimal(1 / 3))
    assert written.moment("2025-06") == str(literals.moment("2025-06"))
    with pytest.raises(DataError, match="no date"):
        written.moment("some time ago")


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError, match="satus"):
        written.KG.satus  # noqa: B018 - asking for it is the test
