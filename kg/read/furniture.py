"""Which paragraphs are page furniture: menus, share bars, links, the list of other articles, repeated paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.read.paragraphs import Paragraph
from kg.read.wording import Wording

_SHORT = 30
_MENU_WORDS = 14
_MENU_ITEM_WORDS = 3
_BODY_WORDS = 40
_QUOTATION = re.compile('["“”«»]')
_SEPARATORS = re.compile(r"\s*[|•·›»/]\s*")
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|copyright\s+(?:©|\(c\)|\d{4}))", re.IGNORECASE)
_LINKS = re.compile(
    r"(?:\W*(?:!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|<?https?://\S+|@\w+|[\w.+-]+@[\w-]+\.[\w.-]+|\[[^\]]+\]:\s*\S+))+\W*"
)
_REPEATED_WORDS = 8
_SAME_START = 20


def is_furniture(paragraph: Paragraph, wording: Wording) -> bool:
    """True for a paragraph that is furniture wherever it stands."""
    text, plain = paragraph.text[:600], paragraph.words
    if not plain:
        return True
    if len(paragraph.text) > len(text) or len(plain) > _SHORT:
        return bool(_LINKS.fullmatch(paragraph.text))
    return bool(
        plain in wording.lines
        or wording.openings.match(text)
        or (wording.containing.match(text) and not _QUOTATION.search(text))
        or _COPYRIGHT.match(text)
        or _LINKS.fullmatch(text)
        or _is_menu(paragraph, wording)
        or _names_other_article(text, wording)
    )


def _is_menu(paragraph: Paragraph, wording: Wording) -> bool:
    """True for "Home | News | World", "EN|FR|RU" and "Facebook Twitter Telegram"."""
    plain = paragraph.words
    # A number in it makes it a credit: "Leila Naseri | Levant Daily | 3 May 2025".
    if paragraph.text.endswith((".", "!", "?")) or len(plain) > _MENU_WORDS or any(map(str.isdigit, plain)):
        return False
    if wording.menu_words.issuperset(plain):
        return True
    items = _SEPARATORS.split(paragraph.text.strip("|•·›»/ "))
    short = all(len(item.split()) <= _MENU_ITEM_WORDS for item in items)
    return len(items) >= 3 and short and "|" in paragraph.text + "".join(_SEPARATORS.findall(paragraph.text)[:1])


def _names_other_article(text: str, wording: Wording) -> bool:
    """True for "Related articles: TITLE" on one line."""
    head, colon, _ = text.partition(":")
    return bool(colon) and Paragraph(0, len(head), head).words in wording.tail_heads


def tail_start(paragraphs: Sequence[Paragraph], wording: Wording) -> int:
    """The index of the paragraph from which on everything is furniture; their number where there is none.

    A head such as "Related articles" with the larger part of the article's long paragraphs still to come is an inset
    within the text and closes nothing.
    """
    lengths = [len(paragraph.words) for paragraph in paragraphs]
    long = [size if size >= _BODY_WORDS and p.ends_sentence else 0 for size, p in zip(lengths, paragraphs, strict=True)]
    before, total = 0, sum(long)
    for index, paragraph in enumerate(paragraphs):
        if _is_tail_head(paragraph, wording) and before >= total - before:
            return index
        before += long[index]
    return len(paragraphs)


def insets(paragraphs: Sequence[Paragraph], wording: Wording) -> set[int]:
    """The indexes of heads such as "Related articles" within the text and of the titles that follow them."""
    found: set[int] = set()
    within = False
    for index, paragraph in enumerate(paragraphs):
        title = not paragraph.ends_sentence and len(paragraph.words) <= _SHORT
        within = _is_tail_head(paragraph, wording) or (within and title)
        if within:
            found.add(index)
    return found


def _is_tail_head(paragraph: Paragraph, wording: Wording) -> bool:
    plain = paragraph.words
    if plain in wording.tail_heads:
        return True
    openings = any(plain[: len(opening)] == opening for opening in wording.tail_openings)
    return openings and len(plain) <= 6 and not paragraph.text.endswith((".", "!", "?"))


def repeated(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The indexes of the paragraphs whose words stand in another paragraph, longer or, if equal, later.

    So of a lead, a pull quote and the sentence they repeat just one speaks. Paragraphs under eight words and those that
    announce a quotation ("The minister said:") are let be.
    """
    sizes = [paragraph.words for paragraph in paragraphs]
    last = {plain: index for index, plain in enumerate(sizes)}
    eligible = [
        len(plain) >= _REPEATED_WORDS and not paragraph.text.endswith(":")
        for plain, paragraph in zip(sizes, paragraphs, strict=True)
    ]
    found = {index for index, plain in enumerate(sizes) if eligible[index] and last[plain] != index}
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in (index for index in last.values() if eligible[index]):
        starts[sizes[index][:_REPEATED_WORDS]].append(index)
    for host in sorted(last.values()):
        plain = sizes[host]
        for at in range(len(plain) - _REPEATED_WORDS + 1):
            # The cap keeps a text of many paragraphs with one beginning from taking quadratic time.
            for index in starts.get(plain[at : at + _REPEATED_WORDS], ())[:_SAME_START]:
                size = len(sizes[index])
                if size < len(plain) and plain[at : at + size] == sizes[index]:
                    found.add(index)
    return found
