"""Time phrases to ISO 8601 dates, at the precision of the words and never beyond what they and the article's date give.

Reading the words is left to the dateparser library; this module decides what may be asked of it: a day and month
without a year need the article's date or a year in the same sentence, relative words need the article's date.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from kg.ground.relative import WEEKDAYS, after_told, day_near, is_told, is_week, week, weekday_near
from kg.model import Quote, TimeValue

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = re.compile(rf"\b{_MONTH}\b", re.I)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b|\b{_MONTH}\.?\s+\d{{1,2}}(?!\d)", re.I)
_RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+ days? ago)\b", re.I
)
_RELATIVE_MONTH = re.compile(r"\b(?:last|this|next) month\b|\b\w+ months? ago\b", re.I)
_RELATIVE_YEAR = re.compile(r"\b(?:last|this|next) year\b|\b\w+ years? ago\b", re.I)
_RANGE = re.compile(r"\b(?:from|between)\b.+\b(?:to|and|until)\b|\bdecades?\b|\b\d{4}s\b|\beach\b|\bevery\b", re.I)
# A year that only names a thing, and where another clause begins.
_NAMING = re.compile(r"\b(?:the|a|an|its|their|his|her|this)\s+(?:1[89]\d\d|20\d\d)\s+(?=[a-z])")
_CLAUSE = re.compile(r",\s+(?:which|who|whose|where|when|as|while|after|before|though|although)\b", re.I)
# When something ends is not when it happens.
_UNTIL = re.compile(r"\s*(?:until|till|up to)\b", re.I)
_MONTHS_AWAY = {"last month": -1, "this month": 0, "next month": 1}
_NOISE = re.compile(
    r"\b(?:early|earlier|late|later|mid|the|on|in|of|beginning|end|morning|evening|night|afternoon)\b-?", re.I
)


def resolve_time(
    words: Quote, sentence: str, published: date | None, before: str = "", ahead: bool = False
) -> TimeValue | None:
    """The date that ``words`` give; None where they name no point in time, ``value`` None where it stays open.

    ``sentence`` may lend its only year to a day and month without one; ``published`` is what relative words count from;
    ``before`` is the text in front, whose last date is what "the following year" counts from. ``ahead`` says
    that what is told is still to come: "will travel in January".
    """
    text = words.text
    if _UNTIL.match(text):
        return None
    if is_told(text):
        return TimeValue(words, after_told(text, before))
    if is_week(text):
        return TimeValue(words, week(text, published) if published else None)
    if _RANGE.search(text):
        return TimeValue(words, None) if _MONTHS.search(text) or _YEAR.search(text) else None
    size = _size(text)
    if size is None:
        return None
    base = published
    if not _YEAR.search(text) and _MONTHS.search(text):
        lent = _lent(text, sentence)
        if published is None and len(lent) == 1:
            text = f"{text} {lent.pop()}"
        elif published is None:
            return TimeValue(words, None)
    elif not _YEAR.search(text) and published is None:
        return TimeValue(words, None)
    found = _parse(_plain(text), base or date(2000, 1, 1), "future" if ahead else _direction(text))
    if found is None:
        return TimeValue(words, None)
    return TimeValue(words, found.isoformat()[:size])


def _lent(text: str, sentence: str) -> set[str]:
    """The years that a sentence lends to ``text``: not that of "the 2014 contracts", nor that of a clause behind.

    Of "left in June, which it had refused in 2022" the year of June stays open.
    """
    front, _, behind = sentence.partition(text)
    return set(_YEAR.findall(_NAMING.sub("", front + _CLAUSE.split(behind)[0])))


def _size(text: str) -> int | None:
    """Characters of the ISO date that the words justify: 10 for a day, 7 for a month, 4 for a year."""
    if _DAY.search(text) or _RELATIVE_DAY.search(text) or re.search(r"\b\d{4}-\d\d-\d\d\b", text):
        return 10
    if _MONTHS.search(text) and text.strip().lower() != "may":
        return 7
    if _RELATIVE_MONTH.search(text):
        return 7
    return 4 if _YEAR.search(text) or _RELATIVE_YEAR.search(text) else None


def _direction(text: str) -> str:
    return "future" if re.search(r"\b(?:next|coming|tomorrow)\b", text, re.I) else "past"


def _plain(text: str) -> str:
    """The words the library reads: without "earlier", "mid-", and "last" before a month or weekday."""
    text = _NOISE.sub(" ", text)
    text = re.sub(rf"\b(?:last|this|next|coming|past)\s+(?={_MONTH}\b|\w+day\b)", "", text, flags=re.I)
    year = re.fullmatch(r"\D*?(\d{4})\D*?", text)
    return year.group(1) if year and not _MONTHS.search(text) else " ".join(text.split())


def _parse(text: str, base: date, direction: str) -> date | None:
    """The date of plain words; what is counted in days and months is counted here, the library reads the rest."""
    lower = text.lower()
    if lower in {"today", "tonight"}:
        return base
    if lower in WEEKDAYS:
        return weekday_near(base, lower, direction)
    if (months := _MONTHS_AWAY.get(lower)) is not None:
        return date(base.year + (base.month - 1 + months) // 12, (base.month - 1 + months) % 12 + 1, 1)
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1)
    if (near := day_near(base, text, direction)) is not None:
        return near
    # A date with its year is the same whenever it is read, so that a corpus asks for it once.
    return _read(text, date(2000, 1, 1), "past") if _YEAR.search(text) else _read(text, base, direction)


@lru_cache(maxsize=4096)
def _read(text: str, base: date, direction: str) -> date | None:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),
        "PREFER_DATES_FROM": direction,
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "DMY",
    }
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(text).date_obj
    return found.date() if found else None
