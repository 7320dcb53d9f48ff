"""Labels that open a paragraph and belong to no sentence.

Turns of a conversation ("Shoukry: We reject that", "Q: Will you go?"), headlines ("Macron: 'We will stay'"), and the
dates of a chronicle ("Thursday 9 March - Typhoons destroyed a truck").
"""

from __future__ import annotations

import re

from kg.model import Block

_SMALL = r"of|the|for|and|de|del|al|el|bin|ibn|van|von|to"
_WORD = r"[^\W\d_a-z][\w.'’-]*"
# A label is a few capitalised words and small ones between them, right before a colon: no clause.
_BRACKETS = r"\([^()\n]{1,40}\)"
_LABEL = re.compile(rf"{_WORD}(?:,?[ ](?:{_WORD}|{_SMALL}|{_BRACKETS})){{0,9}}:(?=\s+\S)")
_ASKING = re.compile(r"(?:q|question|a|answer|reporter|journalist|interviewer|moderator|host)\s*:", re.IGNORECASE)

_MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTH})|(?:{_MONTH})\s\d{{1,2}})"
# A dash between blanks, or a colon: "15-16 May" has neither.
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATED = re.compile(rf"(?:{_WEEKDAY},?\s)?{_DAY}(?:,?\s\d{{4}})?(?:\s[-–—]\s+|:\s+)(?=\S)")


def turn_end(text: str, block: Block) -> int | None:
    """The offset behind the colon of the label that opens ``block``; None where none does.

    >>> turn_end("Sameh Shoukry: We reject it.", Block(0, 28, "text"))
    14
    >>> turn_end("He said: We reject it.", Block(0, 22, "text"))
    """
    found = _LABEL.match(text, block.start, block.end)
    return found.end() if found else None


def is_question(text: str, block: Block) -> bool:
    """True where ``block`` is what somebody unnamed asks or answers."""
    return _ASKING.match(text, block.start, block.end) is not None


def date_end(text: str, block: Block) -> int | None:
    """The offset behind the date that opens ``block`` and the dash or colon after it; None where none does.

    >>> date_end("Thursday 9 March - Typhoons destroyed a truck.", Block(0, 46, "text"))
    19
    >>> date_end("On 9 March Typhoons destroyed a truck.", Block(0, 38, "text"))
    """
    found = _DATED.match(text, block.start, block.end)
    return found.end() if found else None
