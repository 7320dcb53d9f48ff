"""Where the name of a thing ends: a bare noun says little without the clause that tells which one is meant.

"Commitment to supporting the government", "need for talks to resume", "a future in which he has no part", "topics
including trade": without its tail each of these names nothing. Every function takes and gives token positions.
"""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.parse import Parse
from kg.verbs import is_infinitive

_WORDS = load_grammar()
MAX_TAIL = 18
# What a name must not end in.
_LOOSE = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "AUX", "SPACE"})
_LISTING = frozenset({"including", "like"})
# A word without these dependents of its own is cut in the middle.
_NEEDED = frozenset(
    {"dobj", "pobj", "pcomp", "xcomp", "ccomp", "attr", "acomp", "oprd", "prt", "agent", "nsubj", "nsubjpass", "dative"}
)
_BEFORE = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "aux", "auxpass", "neg", "mark", "quantmod", "nsubj"}
    | {"nsubjpass", "cc", "prep", "advmod"}
)


def completed(parse: Parse, i: int, start: int, end: int) -> int:
    """The end of the phrase of head ``i``, which reaches from ``start`` to ``end``, with the clause that completes it.

    An infinitive or a "that" clause completes any noun, a relative clause or a participle only one that says nothing
    by itself ("steps", "news") or has no other word to tell it ("strikes that kill"); a comma ends the name. ``end``
    where nothing completes it or it would get too long.
    """
    clause = next((c for noun in _nouns(parse, i, end) if (c := _clause(parse, noun, end)) is not None), None)
    if clause is None:
        return end
    stop = min(max(parse.spans(clause)) + 1, start + MAX_TAIL)
    comma = next((k for k in range(end, stop) if parse.words[k] in {",", ";", ":", "(", "–", "—"}), stop)
    return next((k for k in range(min(stop, comma), end, -1) if k > clause and is_whole(parse, i, start, k)), end)


def is_whole(parse: Parse, i: int, start: int, stop: int) -> bool:
    """True where the words from ``start`` that belong to ``i`` may end before ``stop``, nothing begun left open."""
    if (
        parse.pos[stop - 1] in _LOOSE
        or parse.tags[stop - 1] in {"WDT", "WP"}
        or (stop < len(parse.words) and parse.lower[stop] == "of")
    ):
        return False
    for k in range(start, stop):
        if k != i and parse.heads[k] >= stop and parse.deps[k] in _BEFORE:
            return False
        cut = k == stop - 1 and any(j > k for j in parse.kids[k]) and parse.pos[k] in {"ADJ", "VERB"}
        if cut or any(j >= stop and parse.deps[j] in _NEEDED for j in parse.kids[k]):
            return False
    return True


def _nouns(parse: Parse, i: int, end: int) -> list[int]:
    """The nouns on which a clause behind a phrase may hang: "future" of "a transition to a future", "transition"."""
    last = end - 1
    found = [last, i] if last != i and last in parse.spans(i) else [i]
    # A name needs nothing behind it.
    return [noun for noun in found if parse.pos[noun] == "NOUN"]


def _clause(parse: Parse, noun: int, end: int) -> int | None:
    """The head of what follows the phrase at once and completes its noun."""
    vague = parse.lemmas[noun] in _WORDS.vague
    bare = not any(parse.deps[k] in {"amod", "compound", "poss"} for k in parse.kids[noun] if k < noun)
    inner = [k for prep in parse.kids_by(noun, "prep") for k in parse.kids_by(prep, "pcomp") if parse.tags[k] == "VBG"]
    below = [k for k in parse.kids_by(noun, "acl", "ccomp", "relcl", "advcl") if _completes(parse, k, vague, bare)]
    listed = [k for k in parse.kids_by(noun, "prep") if vague and _lists(parse, k)]
    behind = (k for k in (*below, *inner, *listed) if k >= end)
    return next((k for k in behind if end <= min(parse.spans(k)) + _to_preposition(parse, k) <= end + 1), None)


def _lists(parse: Parse, k: int) -> bool:
    """True for "including trade", "such as trade"."""
    return parse.lower[k] in _LISTING or (parse.lower[k] == "as" and parse.lower[k - 1] == "such")


def _to_preposition(parse: Parse, clause: int) -> int:
    """0, or -1 where a preposition leads to the clause."""
    return -1 if parse.deps[clause] == "pcomp" else 0


def _completes(parse: Parse, k: int, vague: bool, bare: bool) -> bool:
    """True for an infinitive or a "that" clause; for a relative clause and a participle only behind a vague noun.

    Behind a ``bare`` one also where they tell which it is: "strikes that kill civilians", "terror spread by the junta".
    """
    if parse.deps[k] in {"relcl", "advcl"}:
        several = bare and parse.tags[parse.heads[k]] == "NNS" and parse.lower[min(parse.spans(k))] in {"that", "who"}
        return vague or several or is_infinitive(parse, k)
    participle = parse.deps[k] == "acl" and parse.tags[k] in {"VBN", "VBG"} and parse.kid(k, "aux") is None
    return vague or not participle or (bare and parse.kid(k, "agent") is not None)
