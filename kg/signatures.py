"""How statements are signed: a name in a line of its own, and the title of whoever bears it in the line below.

The parser sees no lines. It reads a signature as part of the sentence before it or behind it, so that name and title
have to be found by the line breaks, which are tokens of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from kg.parse import Parse
from kg.verbs import FINITE

# Words of the longest title that stands below a name: "Advisor to the Commander-in-Chief".
_LONGEST_TITLE = 8
_LONGEST_NAME = 4
# What stands in a name without a capital.
SMALL = frozenset({"of", "the", "for", "and", "al", "bin", "de", "van", "von", "'s", "-", "ibn", "el", "al-", "el-"})


def title_below(parse: Parse, end: int, titles: Collection[str]) -> int | None:
    """The first of ``titles`` in the line below the one that ends with the token at ``end`` (exclusive).

    None where that line is another paragraph's, has none of them, or is a sentence: below a headline stands no title,
    and "Office of the Spokesperson" is none.
    """
    if end >= len(parse) or parse.words[end].strip() or parse.words[end].count("\n") != 1:
        return None
    below = next((k for k in range(end + 1, len(parse)) if "\n" in parse.words[k]), len(parse))
    line = range(end + 1, below)
    office = parse.lower[end + 1 : end + 2] == ["office"]
    if office or len(line) > _LONGEST_TITLE or any(parse.tags[k] in FINITE for k in line):
        return None
    return next((k for k in line if parse.words[k][:1].isupper() and parse.lower[k] in titles), None)


def signed_names(parse: Parse, titles: Collection[str]) -> Iterator[tuple[int, int]]:
    """The lines that are a person's name with a title in the line below, as token spans, ends exclusive."""
    breaks = [k for k, word in enumerate(parse.words) if "\n" in word and not word.strip()]
    for before, end in pairwise(breaks):
        line = range(before + 1, end)
        if not 2 <= len(line) <= _LONGEST_NAME or title_below(parse, end, titles) is None:
            continue
        if all(may_name(parse.words[k]) and parse.lower[k] not in titles for k in line):
            yield line.start, line.stop


def may_name(word: str) -> bool:
    """True for a word of a person's name.

    >>> [may_name(word) for word in ("Ibrahim", "al", "al-Jaafari", "minister")]
    [True, True, True, False]
    """
    _, dash, rest = word.partition("-")
    return word[:1].isupper() or word.lower() in SMALL or bool(dash and rest[:1].isupper())
