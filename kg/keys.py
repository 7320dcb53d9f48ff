"""Keys made from words: the last step of the IRI of a node that no list of actors knows."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST = 120
_LOCAL = re.compile(r"--[0-9a-f]{8}$")


@lru_cache(maxsize=5_000)
def key_of(name: str) -> str:
    """Words joined by underscores, each with a capital in names and in lower case in descriptions.

    >>> key_of("Islamic Nato"), key_of("regional military and security coalition")
    ('Islamic_NATO', 'regional_military_and_security_coalition')
    """
    text = unicodedata.normalize("NFC", name)
    words = [_bare(w) for w in re.split(r"[^\w.'’-]+", text) if w]
    named = any(w[:1].isupper() for w in words)
    shaped = [_shape(w) if named else w.lower() for w in words]
    return "_".join(shaped)[:MOST]


def _bare(word: str) -> str:
    """A word without the full stop of its sentence: "Minsk I." but "U.S."."""
    return word[:-1] if word.endswith(".") and "." not in word[:-1] and len(word) > 1 else word


_ACRONYMS = frozenset({"nato", "un", "us", "uk", "eu"})


def _shape(word: str) -> str:
    if word.lower() in _ACRONYMS or (word.isupper() and len(word) > 1):
        return word.upper()
    if not word[:1].isupper():
        return word
    return word[:1].upper() + word[1:].lower() if word[1:].isupper() else word


def local_key(key: str, sha256: str) -> str:
    """The key of what is the same within one document only; ``sha256`` is the document's.

    >>> local_key("rebels", "5a6ea0a7ac88fac9"), is_local("rebels--5a6ea0a7"), is_local("government--IRN")
    ('rebels--5a6ea0a7', True, False)
    """
    return f"{key}--{sha256[:8]}"


def is_local(key: str) -> bool:
    """True for a key of :func:`local_key`."""
    return _LOCAL.search(key) is not None


def unmarked(key: str) -> str:
    """A key without the mark of its document.

    >>> unmarked("Quill--5a6ea0a7"), unmarked("government--IRN")
    ('Quill', 'government--IRN')
    """
    return _LOCAL.sub("", key)


def words_of(key: str) -> str:
    """The words a key was made from, without what tells it from others of the same words."""
    return re.sub(r"(?:--\w+|_\(\w+\))+$", "", key).replace("_", " ")
