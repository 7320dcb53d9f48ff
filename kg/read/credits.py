"""Who wrote an article, when and where it appeared: bylines, date lines, datelines and notes about the author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.read.dates import DATE, MONTH, day
from kg.read.names import leading_name
from kg.read.wording import Wording, words

_LONGEST_LINE = 160
_NOTE_WORDS = 40
_REST_WORDS = 12
_BEHIND_NAME = re.compile(r"\s*(?:\Z|[,:;|(/·•–—-]|\.\Z|(?:and|in|for|at|with|of|on)\b)")
# Between name and date: a separator, or a short outlet or place between two separators.
_BETWEEN = re.compile(r"\s*(?:[,|/·•–—-]\s*(?:[^\W\d_][\w.'’]*\s*){1,3})?(?:[,|/·•–—-]|\bon\b)?\s*")
_SEPARATOR = re.compile(r"[\s,|/·•–—-]*(?:by\s+)?", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w.'’-]*(?:[ ,/]+[^\W\d_][\w.'’-]*){0,4}?)[ ,]*"
    rf"(?P<day>\b{MONTH} \d{{1,2}}\b(?:, \d{{4}})?|\b\d{{1,2}} {MONTH}(?: \d{{4}})?)?[ ,]*"
    r"(?:\((?P<bracketed>[^()\d]{2,40})\)|/(?P<slashed>[^/\d]{2,40})/|(?P<bare>[^\W\d_]{2,10}))?"
    r"(?:\s*[–—]|\s*--?|(?<=/)\.)\s+",
    re.IGNORECASE,
)
_SMALL = frozenset({"and", "of", "the"})
_DATELINE_REACH = 120
# Shorter words in capitals are acronyms: "NATO - Russia talks".
_SHORTEST_PLACE = 5


@dataclass(frozen=True, slots=True)
class Credits:
    """What a document says of itself; None where it is silent."""

    title: str | None = None
    author: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None

    def or_else(self, other: Credits) -> Credits:
        """These credits, their gaps filled from others."""
        return Credits(
            self.title or other.title,
            self.author or other.author,
            self.published or other.published,
            self.source or other.source,
            self.url or other.url,
        )


UNKNOWN = Credits()


def credit_line(text: str, wording: Wording) -> Credits | None:
    """The credits of a line that holds nothing else.

    None for every other line: a sentence that mentions a name or a date, a name alone, which is as often the caption
    of a picture. A place before a date ("New York, October 10, 2025") is nobody's name.
    """
    if len(text) > _LONGEST_LINE:
        return None
    dates = list(DATE.finditer(text))
    if opening := wording.byline_openings.match(text):
        return _byline(text[opening.end() :].lstrip(" :"), dates, wording)
    if not dates:
        return None
    if wording.date_words.issuperset(words(DATE.sub(" ", text))):
        return Credits(published=day(dates[0]))
    if _is_place(text[: dates[0].start()], wording) and not text[dates[0].end() :].strip(" ."):
        return Credits(published=day(dates[0]))
    if (name := leading_name(text, wording)) and _BETWEEN.fullmatch(text, name[1], dates[0].start()):
        behind = [word for word in words(DATE.sub(" ", text[name[1] :])) if word not in wording.date_words]
        return Credits(author=name[0], published=day(dates[0])) if len(behind) <= 4 else None
    if not text[: dates[0].start()].strip():
        separator = _SEPARATOR.match(text, dates[0].end())
        behind_date = text[separator.end() if separator else dates[0].end() :]
        if (name := leading_name(behind_date, wording)) and not behind_date[name[1] :].strip(" ."):
            return Credits(author=name[0], published=day(dates[0]))
    return None


def _is_place(text: str, wording: Wording) -> bool:
    """True for "Tehran," and "New York," in front of a date; two words that are no known place may be a person."""
    plain = words(text)
    single = len(plain) == 1 and text[:1].isupper() and plain[0] not in wording.not_names
    return text.rstrip().endswith(",") and (single or plain in wording.places)


def is_update(text: str, wording: Wording) -> bool:
    """True for a credit line whose date is that of a later change."""
    first = DATE.search(text)
    return first is not None and bool(wording.update_words.intersection(words(text[: first.start()])))


def _byline(text: str, dates: list[re.Match[str]], wording: Wording) -> Credits | None:
    """The credits of a line by what stands behind its "By": an agency, or a person with company, place or trade."""
    published = day(dates[0]) if dates else None
    name = leading_name(text, wording, capitals=True)
    if name is None:
        agency = words(text)[:1] in wording.agencies and len(words(text)) <= _REST_WORDS // 2
        return Credits(published=published) if agency else None
    rest = text[name[1] :]
    # Without the dates, for "May" is a verb of sentences too.
    behind = words(DATE.sub(" ", rest))
    sentence = bool(wording.sentence_verbs.intersection(behind)) or (text.endswith(".") and len(behind) > 2)
    if sentence or len(behind) > _REST_WORDS or not _BEHIND_NAME.match(DATE.sub(",", rest)):
        return None
    return Credits(author=name[0], published=published)


def author_note(text: str, author: str | None, wording: Wording) -> Credits | None:
    """The credits of a note about the author at the end: "NAME, a political observer and senior researcher".

    A note about somebody else than the known author must be free of verbs; otherwise "Mohsen Rezaei, an analyst, said
    ..." would be taken for one.
    """
    found = leading_name(text, wording)
    behind = words(text[found[1] :]) if found else ()
    if found is None or len(behind) > _NOTE_WORDS or not wording.occupations.intersection(behind[:_REST_WORDS]):
        return None
    name, at = found
    if author is not None and words(author) == words(name):
        return Credits(author=name) if re.match(r"\s*[,:–—-]|\s+is\s", text[at:]) else None
    verbs = wording.sentence_verbs.intersection(behind) or "is" in behind
    past = any(word.endswith("ed") and word not in wording.note_words for word in behind)
    if verbs or past or author is not None or not text[at:].startswith(","):
        return None
    return Credits(author=name)


def dateline(text: str, wording: Wording) -> tuple[Credits, int] | None:
    """The credits of a dateline and the offset of the sentence behind it, None where the text begins with none.

    "TEHRAN, October 10, 2025 (IRNA) - Iran ..." and "MOSCOW, May 3 /TASS/. Russia ..." have one.
    A date, a known agency or a place in capitals ("OTTAWA - Canada", "BUKAVU, Congo - Rebels") is needed: "Iran - once
    an ally - ..." is no dateline.
    """
    match = _DATELINE.match(text[:_DATELINE_REACH])
    names = [word for word in re.findall(r"[^\W\d_]+", match["place"]) if word not in _SMALL] if match else []
    if match is None or not all(word[0].isupper() for word in names):
        return None
    agency = match["bracketed"] or match["slashed"] or match["bare"]
    named = agency is not None and words(agency) in wording.agencies
    town = match["place"].partition(",")[0]
    shouted = town.isupper() and len(town) >= _SHORTEST_PLACE
    # "BUKAVU, Congo - Rebels": the country is no agency.
    country = match["bare"] is not None and "," in match[0]
    capitals = shouted and not match["day"] and (agency is None or match["bracketed"] is not None or country)
    if capitals and text[match.end() : match.end() + 1].isupper():
        return Credits(), match.end()
    if not named and (not match["day"] or match["bare"]):
        return None
    dated = DATE.fullmatch(match["day"].strip()) if match["day"] else None
    return Credits(published=day(dated) if dated else None, source=agency), match.end()
