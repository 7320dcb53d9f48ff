"""The words of a noun phrase: its span in the text and the label it would carry as a node."""

from __future__ import annotations

from functools import lru_cache

from kg.grammar import load_grammar
from kg.parse import Parse
from kg.tails import completed, is_whole

_WORDS = load_grammar()
_PRE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "nounmod"})
# Words in front that tell how many or which, and belong to no name.
_INDEFINITE = frozenset(
    {"own", "many", "several", "some", "most", "few", "various", "numerous", "the", "a", "an", "this", "that", "these"}
    | {"those", "such", "least", ","}
)
_DROPPED = frozenset({"det", "predet"})
_JOINED = frozenset(
    {
        "of",
        "on",
        "for",
        "in",
        "to",
        "with",
        "between",
        "against",
        "from",
        "at",
        "toward",
        "towards",
        "about",
        "over",
        "among",
        "amongst",
    }
)
_CONNECTED = frozenset({"DATE", "TIME"})
MAX_WORDS = 12
# By how many more a row of names may make a phrase longer.
_ROW = 4


@lru_cache(maxsize=4096)
def left_edge(parse: Parse, i: int) -> int:
    """The first token of the words before head ``i`` that belong to its phrase."""
    edge = i
    for k in reversed([k for k in parse.kids[i] if k < i]):
        if parse.deps[k] in _PRE or (parse.deps[k] == "punct" and parse.words[k] in {"-", "'", '"', "‘", "“"}):
            start = min(parse.spans(k))
            if start < edge and edge - start <= MAX_WORDS:
                edge = start
        elif parse.deps[k] not in {"cc", "conj", "appos"} and not (parse.words[k] == "," and edge < i):
            break
    while edge < i and (parse.words[edge] in {'"', "“", "‘", "'", "-", ","} or parse.deps[edge] == "punct"):
        edge += 1
    return edge


def right_edge(parse: Parse, i: int, limit: int = MAX_WORDS) -> int:
    """The end (exclusive) of the phrase of head ``i`` with the prepositional phrases that complete it."""
    end = i + 1
    for k in parse.kids[i]:
        if k < end:
            continue
        joined = parse.lower[k] in _JOINED and not (parse.lower[k] == "with" and _is_shared(parse, i))
        # "Ten allies, among them Chad" are ten allies.
        beside = k == end or (k == end + 1 and parse.words[end] != ",")
        if parse.deps[k] == "prep" and joined and beside and not _dated(parse, k):
            pobj = parse.kid(k, "pobj")
            if pobj is None:
                continue
            alone = right_edge(parse, pobj, limit)
            fellows = [right_edge(parse, fellow, 4) for fellow in parse.conjuncts(pobj) if fellow != pobj]
            # Where the whole phrase is too long, its head says what "an end to" is an end to; one of several does not.
            stops = (max([alone, *fellows]),) if fellows else (alone, pobj + 1)
            most = limit + _ROW if fellows else limit
            end = max(end, next((stop for stop in stops if stop - left_edge(parse, i) <= most), end))
        elif parse.deps[k] == "nummod" and k == end:
            end = k + 1
        elif k == end and parse.lemmas[k] in _WORDS.allegiance and parse.deps[k] in {"acl", "amod"}:
            # "Forces loyal to the general", "groups allied with Chad" are no forces or groups at large.
            behind = next((o for p in parse.kids_by(k, "prep", "agent") for o in parse.kids_by(p, "pobj")), None)
            stop = right_edge(parse, behind, limit) if behind is not None else end
            end = stop if stop - left_edge(parse, i) <= limit else end
    return end


def _is_shared(parse: Parse, i: int) -> bool:
    """True for what one discusses "with" others: they are no part of it."""
    return parse.deps[i] == "dobj" and parse.lemmas[parse.heads[i]] in _WORDS.sharing


def _dated(parse: Parse, preposition: int) -> bool:
    """True where the preposition leads to a date, which is no part of a name."""
    pobj = parse.kid(preposition, "pobj")
    return pobj is not None and parse.entity_at.get(pobj) in _CONNECTED


# Whom or what these mean only the clause behind them says.
_OPEN_HEADS = frozenset({"those", "many", "some", "others", "anyone"})
# "Several hundred people" are more than a hundred.
_ROUND = frozenset({"dozen", "hundred", "thousand", "million", "billion"})


def label(parse: Parse, i: int, complete: bool = True) -> str:
    """The phrase of head ``i`` without determiner and possessive pronoun, for people to read."""
    start = _named_from(parse, i)
    end = right_edge(parse, i) if complete else i + 1
    if complete and parse.lower[i] in _OPEN_HEADS:
        start, end = i, max(_relative_end(parse, i), right_edge(parse, i))
    return clean(parse.text[parse.starts[start] : parse.ends[end - 1]])


@lru_cache(maxsize=4096)
def full_extent(parse: Parse, i: int) -> tuple[int, int]:
    """First token and end (exclusive) of the phrase of head ``i`` with the clause without which it says little."""
    start = left_edge(parse, i)
    return start, completed(parse, i, _named_from(parse, i), right_edge(parse, i))


def full_label(parse: Parse, i: int) -> str:
    """The label of what has no name of its own, with the clause that tells what it is: "need for talks to resume"."""
    if parse.lower[i] in _OPEN_HEADS:
        return label(parse, i)
    start, end = _named_from(parse, i), full_extent(parse, i)[1]
    return clean(parse.text[parse.starts[start] : parse.ends[end - 1]])


def _named_from(parse: Parse, i: int) -> int:
    """The first token of the label of head ``i``: determiners and the like belong to no name."""
    start = left_edge(parse, i)
    while start < i and (
        parse.deps[start] in _DROPPED
        or parse.tags[start] in {"PRP$", "WP$"}
        or (parse.lower[start] in _INDEFINITE and not _is_few(parse, start) and parse.lower[start + 1] not in _ROUND)
        or (parse.pos[start] in {"PUNCT", "ADV", "CCONJ"} and parse.words[start + 1] != "-")
    ):
        start += 1
    return start


def _is_few(parse: Parse, k: int) -> bool:
    """True for "few countries", who are not "countries" or "a few"."""
    return parse.lower[k] == "few" and (k == 0 or parse.lower[k - 1] not in {"a", "the", "these", "those"})


def _relative_end(parse: Parse, i: int) -> int:
    """The end of "those who support the militants", which says nothing without its clause."""
    relative = parse.kid(i, "relcl", "acl")
    if relative is None:
        return i + 1
    end = min(max(parse.spans(relative)) + 1, i + MAX_WORDS)
    return next((k for k in range(end, relative, -1) if is_whole(parse, i, i, k)), i + 1)


def clean(text: str) -> str:
    """``text`` on one line, without quotation marks and outer punctuation."""
    for mark in '“”"„«»':
        text = text.replace(mark, "")
    return " ".join(text.split()).strip(" ,;:.'‘’-–—()[]")


def possessive(name: str) -> str:
    """``name`` as an owner: "Iran's", "United States'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
