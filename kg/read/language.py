"""Which language a text is in, so that what is not English is set aside instead of misread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.read.wording import words

ENGLISH = "en"
# Fewer words are a headline or a list of names, which a detector takes for anything.
_FEWEST = 25
_SAMPLE = 4000
_SURE = 0.95
# Words of English prose that no other language of the Latin alphabet shares as a whole. One word in twelve is one of
# them in any English news text; where that is so the detector, which takes a second to load, is not asked.
_COMMON = frozenset({"the", "and", "that", "with", "was", "were", "has", "have", "which", "would", "their", "this"})
_SHARE = 1 / 12
_NAMES = {"english": ENGLISH, "eng": ENGLISH, "und": None}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-]+)?", re.IGNORECASE)


def foreign(passages: Iterable[str], stated: str | None = None) -> str | None:
    """The code of the language (ISO 639) that is not English, None for English and for what is too short to tell.

    The words decide; ``stated``, what the document says of itself, only where they are too few or leave it open, for
    pages carry the language of their template. ``passages`` are the words that speak, without page furniture.

    >>> foreign(["Iran signed."]), foreign(["Teheran"], "de-AT"), foreign([], "English")
    (None, 'de', None)
    """
    code = _code(stated)
    sample = "\n".join(passages)[:_SAMPLE]
    found = words(sample)
    if sum(word in _COMMON for word in found) >= max(_SHARE * len(found), 2):
        return None
    # Scripts without spaces between words have few "words" and many letters.
    if len(found) >= _FEWEST or sum(char > "\u024f" for char in sample) >= 4 * _FEWEST:
        shares = dict(_detector().rank(sample))
        best = max(shares, key=lambda language: (shares[language], language))
        # Near relatives, as Mandarin and Wu, share what is not English; a list of names is a little of everything.
        if shares[best] >= 0.5 and (best == ENGLISH or 1 - shares[ENGLISH] >= _SURE):
            code = str(best)
    return code if code != ENGLISH else None


def _code(stated: str | None) -> str | None:
    """The code in what a document says of its language, None where it says nothing that can be understood."""
    plain = (stated or "").strip().lower()
    if plain in _NAMES:
        return _NAMES[plain]
    match = _CODE.fullmatch(plain)
    return match[1] if match else None


@cache
def _detector() -> Any:
    """py3langid's own model, with confidences from 0 to 1."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
