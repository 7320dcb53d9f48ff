"""The words of a noun phrase: its span in the text and the label it would carry as a node."""

from __future__ import annotations

from functools import lru_cache

from kg.grammar import load_grammar
from kg.parse import Parse
from kg.verbs import is_infinitive

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
# A phrase cut short must not end in these.
_LOOSE = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "AUX"})


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
        if parse.deps[k] == "prep" and joined and k <= end + 1 and not _dated(parse, k):
            pobj = parse.kid(k, "pobj")
            if pobj is None:
                continue
            alone = right_edge(parse, pobj, limit)
            fellows = [right_edge(parse, fellow, 4) for fellow in parse.conjuncts(pobj) if fellow != pobj]
            # Where the whole phrase is too long, its head says what "an end to" is an end to; one of several does not.
            stops = (max([alone, *fellows]),) if fellows else (alone, pobj + 1)
            end = max(end, next((stop for stop in stops if stop - left_edge(parse, i) <= limit), end))
        elif parse.deps[k] == "nummod" and k == end:
            end = k + 1
    return end


def _is_shared(parse: Parse, i: int) -> bool:
    """True for what one discusses "with" others: they are no part of it."""
    return parse.deps[i] == "dobj" and parse.lemmas[parse.heads[i]] in _WORDS.sharing


def _dated(parse: Parse, preposition: int) -> bool:
    """True where the preposition leads to a date, which is no part of a name."""
    pobj = parse.kid(preposition, "pobj")
    return pobj is not None and parse.entity_at.get(pobj) in _CONNECTED


# "Several hundred people" are more than a hundred.
_ROUND = frozenset({"dozen", "hundred", "thousand", "million", "billion"})


def label(parse: Parse, i: int, complete: bool = True) -> str:
    """The phrase of head ``i`` without determiner and possessive pronoun, for people to read."""
    start = left_edge(parse, i)
    while start < i and (
        parse.deps[start] in _DROPPED
        or parse.tags[start] in {"PRP$", "WP$"}
        or (parse.lower[start] in _INDEFINITE and not _is_few(parse, start) and parse.lower[start + 1] not in _ROUND)
        or parse.pos[start] in {"PUNCT", "ADV", "CCONJ"}
    ):
        start += 1
    end = right_edge(parse, i) if complete else i + 1
    if complete and parse.lower[i] in {"those", "many", "some", "others", "anyone"}:
        start, end = i, _relative_end(parse, i)
    if complete and start == i and end == i + 1:
        end = _clause_end(parse, i)
    text = parse.text[parse.starts[start] : parse.ends[end - 1]]
    return clean(text)


def _is_few(parse: Parse, k: int) -> bool:
    """True for "few countries", who are not "countries" or "a few"."""
    return parse.lower[k] == "few" and (k == 0 or parse.lower[k - 1] not in {"a", "the", "these", "those"})


def _completes(parse: Parse, k: int) -> bool:
    """True for an infinitive or a "that" clause; participles and relative clauses only describe."""
    if parse.deps[k] in {"relcl", "advcl"}:
        return is_infinitive(parse, k)
    return parse.tags[k] not in {"VBN", "VBG"}


def _clause_end(parse: Parse, i: int) -> int:
    """The end of "efforts to end the war", "progress towards ending it": a bare noun says little without its clause."""
    aimed = [k for prep in parse.kids_by(i, "prep") for k in parse.kids_by(prep, "pcomp") if parse.tags[k] == "VBG"]
    below = [k for k in parse.kids_by(i, "acl", "ccomp", "relcl", "advcl") if _completes(parse, k)]
    clause = next((k for k in (*below, *aimed) if k > i), None)
    if clause is None or min(parse.spans(clause)) > i + 2:
        return i + 1
    end = min(max(parse.spans(clause)) + 1, i + MAX_WORDS)
    while end > i + 1 and parse.pos[end - 1] in _LOOSE:
        end -= 1
    return end if end > clause else i + 1


def _relative_end(parse: Parse, i: int) -> int:
    """The end of "those who support the militants", which says nothing without its clause."""
    relative = parse.kid(i, "relcl", "acl")
    if relative is None:
        return i + 1
    end = min(max(parse.spans(relative)) + 1, i + MAX_WORDS)
    while end > i + 1 and (parse.pos[end - 1] in _LOOSE or parse.pos[end - 1] == "VERB"):
        end -= 1
    return end


def clean(text: str) -> str:
    """``text`` on one line, without quotation marks and outer punctuation."""
    for mark in '“”"„«»':
        text = text.replace(mark, "")
    return " ".join(text.split()).strip(" ,;:.'‘’-–—()[]")
