"""Calendar days written in words or figures, as credits and front matter give them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

# English on purpose, not from the calendar module, whose names follow the locale of the machine.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:[T,\s]+\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2})\b)?)?"
DATE = re.compile(
    rf"{_WEEKDAY}(?:"
    rf"(?P<month>{MONTH})\s+(?P<day>{_DAY})\b,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<day2>{_DAY})(?:\s+of)?[\s-]+(?P<month2>{MONTH}),?[\s-]+(?P<year2>\d{{4}})\b"
    rf"|\b(?P<year3>\d{{4}})[-/.](?P<month3>\d{{1,2}})[-/.](?P<day3>\d{{1,2}})(?!\d)"
    rf"|\b(?P<first>\d{{1,2}})(?P<sign>[./])(?P<second>\d{{1,2}})(?P=sign)(?P<year4>\d{{4}})\b"
    rf"){_CLOCK}",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
# Seconds since 1970 have ten digits from 2001 to 2286, thirteen where they count thousandths.
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{9,10})\d{3}")


def day(match: re.Match[str]) -> date | None:
    """The calendar day of a match of ``DATE``, None where there is none such (30 February, 03/04/2025).

    >>> day(DATE.search("Samyar Rostami, October 10, 2025"))
    datetime.date(2025, 10, 10)
    """
    if match["year"]:
        return _day(match["year"], _month(match["month"]), match["day"])
    if match["year2"]:
        return _day(match["year2"], _month(match["month2"]), match["day2"])
    if match["year3"]:
        return _day(match["year3"], int(match["month3"]), match["day3"])
    first, second = int(match["first"]), int(match["second"])
    # With full stops the day comes first everywhere; with slashes only a number above twelve tells.
    if match["sign"] == "." or first > 12 or first == second:
        return _day(match["year4"], second, match["first"])
    return _day(match["year4"], first, match["second"]) if second > 12 else None


def parse(text: str) -> date | None:
    """The day a text consists of, None where it is no day or holds more than one.

    >>> parse("10 October 2025"), parse("2025-10-10T08:00:00Z"), parse("last Friday")
    (datetime.date(2025, 10, 10), datetime.date(2025, 10, 10), None)
    """
    match = DATE.fullmatch(text.strip())
    return day(match) if match else None


def leading_day(text: str) -> date | None:
    """The day that a value of a table, feed or mail begins with, whatever time of day and zone stand behind it.

    Eight digits are a day of the calendar, and nine to thirteen the seconds or thousandths since 1970, in UTC.

    >>> leading_day("Fri, 10 Oct 2025 08:00:00 GMT"), leading_day("20251010"), leading_day("1760054400")
    (datetime.date(2025, 10, 10), datetime.date(2025, 10, 10), datetime.date(2025, 10, 10))
    """
    words = text.strip()
    if match := DATE.match(words):
        return day(match)
    if compact := _COMPACT.fullmatch(words):
        return _day(compact[1], int(compact[2]), compact[3])
    if seconds := _SECONDS.fullmatch(words):
        return datetime.fromtimestamp(int(seconds[1] or seconds[2]), UTC).date()
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(year: str, month: int, number: str) -> date | None:
    try:
        return date(int(year), month, int(re.sub(r"\D", "", number)))
    except ValueError:
        return None
