"""Who speaks each sentence: direct speech that runs over sentences and paragraphs.

Speech inside one sentence ("X said that ...") is left to the grammar in `extract`; this module finds what grammar does
not reach: "Y said:" with paragraphs below it, quotations that go on after the sentence that names the speaker, and
paragraphs opened by a quotation mark that the one before left open. An unbalanced mark never reaches past its block
unless the next block opens with a mark too.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from kg.clauses import agents, subjects
from kg.model import Article, Block
from kg.parse import Parse

_OPEN, _CLOSE, _STRAIGHT = "“„«", "”»", '"'


def speakers(
    article: Article, parse: Parse, speech_verbs: Container[str], is_speaker: Callable[[int], bool]
) -> dict[int, int]:
    """Head tokens of speakers by the numbers of the sentences they speak."""
    found: dict[int, int] = {}
    blocks = [b for b in article.blocks if b.kind != "furniture"]
    sentences = _by_block(parse, blocks)
    carried: tuple[int, bool] | None = None
    for number, block in enumerate(blocks):
        mine = sentences[number]
        opens = article.text[block.start] in _OPEN + _STRAIGHT
        if carried is not None:
            speaker, quoted = carried
            if (quoted and not opens) or _announces(article.text, block):
                carried = None
            else:
                found.update(dict.fromkeys(mine, speaker))
                closed = article.text[block.start : block.end].rstrip()[-1] in _CLOSE + _STRAIGHT
                if quoted and closed:
                    carried = None
                continue
        last = _within(article, parse, block, mine, speech_verbs, is_speaker, found)
        if last is None:
            continue
        text = article.text[block.start : block.end].rstrip()
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        next_opens = following is not None and article.text[following.start] in _OPEN + _STRAIGHT
        if text.endswith(":") or (next_opens and _left_open(text)):
            carried = (last, next_opens)
    return found


def _announces(text: str, block: Block) -> bool:
    """True for a block that ends with a colon: it introduces a speaker of its own."""
    return text[block.start : block.end].rstrip().endswith(":")


def _by_block(parse: Parse, blocks: list[Block]) -> list[list[int]]:
    """The sentences of each block, by their first visible token."""
    found: list[list[int]] = [[] for _ in blocks]
    at = 0
    for number, (start, end) in enumerate(parse.sentences):
        first = next((parse.starts[k] for k in range(start, end) if not parse.words[k].isspace()), parse.starts[start])
        while at < len(blocks) and blocks[at].end <= first:
            at += 1
        if at < len(blocks) and blocks[at].start <= first:
            found[at].append(number)
    return found


def _left_open(text: str) -> bool:
    """True where the last quotation mark of ``text`` opens."""
    curly = [c for c in text if c in _OPEN + _CLOSE]
    if curly:
        return curly[-1] in _OPEN
    return text.count(_STRAIGHT) % 2 == 1


def _within(
    article: Article,
    parse: Parse,
    block: Block,
    sentences: list[int],
    speech_verbs: Container[str],
    is_speaker: Callable[[int], bool],
    found: dict[int, int],
) -> int | None:
    """Files sentences of ``block`` that stand wholly in quotation marks; gives the last speaker named in it."""
    last: int | None = None
    inside = False
    for number in sentences:
        start, end = parse.sentences[number]
        text = article.text[parse.starts[start] : parse.ends[end - 1]]
        begins_inside = inside or text.lstrip()[:1] in _OPEN + _STRAIGHT
        inside = _open_after(text, inside)
        own = _attribution(parse, start, end, speech_verbs, is_speaker)
        if own is not None:
            last = own
        elif begins_inside and last is not None:
            found[number] = last
    return last


def _open_after(text: str, inside: bool) -> bool:
    """Whether a quotation is open after ``text``."""
    for character in text:
        if character in _OPEN:
            inside = True
        elif character in _CLOSE:
            inside = False
        elif character == _STRAIGHT:
            inside = not inside
    return inside


def _attribution(
    parse: Parse, start: int, end: int, speech_verbs: Container[str], is_speaker: Callable[[int], bool]
) -> int | None:
    """The subject of the sentence's speech verb ("Mr Hammond said:"), the main clause's first."""
    for i in range(start, end):
        if (
            parse.lemmas[i] in speech_verbs
            and parse.pos[i] == "VERB"
            and parse.deps[i] in {"ROOT", "parataxis", "ccomp", "conj"}
        ):
            who = agents(parse, i) or subjects(parse, i)
            if who and start <= who[0] < end and is_speaker(who[0]):
                return who[0]
    return None
