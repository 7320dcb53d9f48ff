"""Times counted from another: days and weeks from the article's date, "the following year" from the date told before.

A week is no ISO date: it is given as the month that holds all its days, else as the year, else left open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEK = re.compile(r"\b(last|past|previous|this|current|next|coming|following) week\b", re.I)
_WEEKS_AGO = re.compile(rf"\b(a|\d{{1,2}}|{'|'.join(_NUMBERS)}) weeks? (?:ago|earlier)\b", re.I)
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_TOLD = re.compile(
    r"\b(?:(?:the|that)\s+)?(?:very\s+)?(?:(following|next|previous|preceding|same)\s+)?(year|month)(?:\s+(before|after))?\b"
    r"|\b(?:a|one) (year|month) (later|earlier)\b",
    re.I,
)
_AFTER, _BEFORE = ("following", "next", "after", "later"), ("previous", "preceding", "before", "earlier")
_STEPS = {**dict.fromkeys(_AFTER, 1), **dict.fromkeys(_BEFORE, -1)}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NO_LEAP_YEAR = 2023
_NAMED_DAY = re.compile(rf"({_MONTHS})(?:\s+(\d{{1,2}}))?|(\d{{1,2}})\s+({_MONTHS})", re.I)
_DATED = re.compile(rf"(?:\b({_MONTHS})\s+(?:\d{{1,2}},?\s+)?)?\b(1[89]\d\d|20\d\d)\b", re.I)


def weekday_near(published: date, name: str, direction: str) -> date:
    """The day of this name that is ``published`` itself, else the last one before it or, in the "future", the next.

    >>> weekday_near(date(2024, 5, 15), "monday", "past"), weekday_near(date(2024, 5, 15), "monday", "future")
    (datetime.date(2024, 5, 13), datetime.date(2024, 5, 20))
    """
    ahead = (WEEKDAYS.index(name) - published.weekday()) % 7
    return published + timedelta(days=ahead if direction == "future" or not ahead else ahead - 7)


def day_near(published: date, text: str, direction: str) -> date | None:
    """The nearest day or month of this name, as "June 3": not after ``published``, in the "future" not before it.

    None where the words are other ones, or name no day of each year.

    >>> day_near(date(2024, 5, 15), "June 3", "past"), day_near(date(2024, 5, 15), "May", "future")
    (datetime.date(2023, 6, 3), datetime.date(2025, 5, 1))
    >>> day_near(date(2024, 5, 15), "29 February", "past")
    """
    named = _NAMED_DAY.fullmatch(text)
    if not named:
        return None
    month, day = _MONTHS.split("|").index((named[1] or named[4]).lower()) + 1, int(named[2] or named[3] or 1)
    if not 1 <= day <= monthrange(_NO_LEAP_YEAR, month)[1]:
        return None
    found = date(published.year, month, day)
    if direction == "past" and found > published:
        return found.replace(year=published.year - 1)
    return found.replace(year=published.year + 1) if direction == "future" and found < published else found


def week(text: str, published: date) -> str | None:
    """The month or year of the week that ``text`` names, counted from ``published``; None where it names none.

    >>> week("last week", date(2024, 5, 20)), week("a week ago", date(2024, 5, 8)), week("last year", date(2024, 5, 8))
    ('2024-05', '2024', None)
    """
    ago, named = _WEEKS_AGO.search(text), _WEEK.search(text)
    if ago:
        count = ago[1].lower()
        weeks = 1 if count == "a" else int(count) if count.isdigit() else _NUMBERS.index(count) + 1
        middle = published - timedelta(weeks=weeks)
        first = middle - timedelta(days=3)
    elif named:
        monday = published - timedelta(days=published.weekday())
        first = monday + timedelta(weeks=_SHIFTS[named[1].lower()])
    else:
        return None
    start, end = first.isoformat(), (first + timedelta(days=6)).isoformat()
    return next((start[:size] for size in (7, 4) if start[:size] == end[:size]), None)


def is_week(text: str) -> bool:
    """True for words that name a week."""
    return bool(_WEEK.search(text) or _WEEKS_AGO.search(text))


def is_told(text: str) -> bool:
    """True for words that count from a date told before: "the following year", "that month", "a year later"."""
    found = _TOLD.search(text)
    return found is not None and _is_step(found)


def after_told(text: str, before: str) -> str | None:
    """The year or month that ``text`` counts from the last date in ``before``; None where that gives none.

    >>> after_told("the following year", "They met in May 2015."), after_told("a month later", "They met in May 2015.")
    ('2016', '2015-06')
    >>> after_told("the following month", "They met in 2015.") is None
    True
    """
    found, dates = _TOLD.search(text), list(_DATED.finditer(before))
    if found is None or not dates:
        return None
    unit = (found[2] or found[4]).lower()
    step = next((_STEPS[w.lower()] for w in (found[1], found[3], found[5]) if w and w.lower() in _STEPS), 0)
    month, year = dates[-1].groups()
    if unit == "year":
        return str(int(year) + step)
    if month is None:
        return None
    at = int(year) * 12 + _MONTHS.split("|").index(month.lower()) + step
    return f"{at // 12}-{at % 12 + 1:02}"


def _is_step(found: re.Match[str]) -> bool:
    """False for a bare "the year", which counts from nothing, and for "next year", which counts from today."""
    words = found[0].lower().split()
    if words[0] == "next":
        return False
    return any(found[n] for n in (1, 3, 5)) or words[0] == "that"
