"""Time phrases to dates: `tests/cases/dates.yaml`, and no date without words that give it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parses import cases

from kg.ground.dates import resolve_time
from kg.model import Quote, TimeValue


def resolved(words: str, published: date | None, sentence: str | None = None) -> TimeValue | None:
    return resolve_time(Quote(0, len(words), words), sentence or f"Iran signed it {words}.", published)


@pytest.mark.parametrize("row", cases("dates.yaml"))
def test_date(row: dict[str, Any]) -> None:
    found = resolved(str(row["words"]), row.get("published"), row.get("sentence"))
    if row["value"] == "no time":
        assert found is None
        return
    assert found is not None
    assert found.value == (None if row["value"] == "open" else str(row["value"]))
    assert found.latest == row.get("latest")
    assert found.precision == row.get("precision")
    assert found.words.text == str(row["words"])


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "on %d %b %Y"]))
def test_a_full_date_is_read_alike_whenever_published(day: date, form: str) -> None:
    for published in (None, date(2024, 2, 29)):
        found = resolved(day.strftime(form), published)
        assert found is not None
        assert found.value == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.sampled_from(["%B %Y", "early %B %Y", "%Y", "in %Y"]))
def test_no_more_precise_than_the_words(day: date, form: str) -> None:
    found = resolved(day.strftime(form), date(2024, 2, 29))
    assert found is not None
    assert found.value == day.isoformat()[: 7 if "%B" in form else 4]


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.sampled_from(["today", "yesterday", "last year", "May 3"]))
def test_relative_words_need_a_date_of_publication(day: date, words: str) -> None:
    without, with_date = resolved(words, None), resolved(words, day)
    assert without is not None and without.value is None
    assert with_date is not None and with_date.value is not None
    assert with_date.value <= day.isoformat()


@given(st.text(max_size=40))
def test_any_words_give_a_date_or_none(words: str) -> None:
    found = resolved(words, None)
    if found is not None and found.value is not None:
        assert any(c.isdigit() for c in words)
        assert found.precision in {"day", "month", "year"}
