"""Times and amounts: dates that open a sentence, adverbs of time, amounts that are no objects."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.spans import children

_WORDS = load_grammar()


def mend_quantities(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "kidnapped up to 16 advisers" has the advisers as its object.

    Parsers take "up" for a particle and "to" for a preposition; a number behind them shows they count.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for k in range(len(words) - 2):
        if words[k].lower() != "up" or words[k + 1].lower() != "to" or tags[k + 2] != "CD":
            continue
        counted = next((i for i in below[k + 1] if deps[i] == "pobj"), None)
        governor = heads[k] if heads[k] not in {k, k + 1} else heads[k + 1]
        if counted is None or governor in {k, k + 1, counted}:
            continue
        deps[counted], heads[counted] = "dobj", governor
        deps[k], heads[k] = "advmod", k + 2
        deps[k + 1], heads[k + 1] = "quantmod", k + 2
    return deps, heads


def mend_adverbials(words: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "to cease at once airstrikes" has the airstrikes as its object.

    And "declined for the time being to sell" declines to sell: "being" is no verb of its own.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for k in range(1, len(words)):
        phrase = words[k].lower() == "being" and words[k - 1].lower() == "time" and deps[k - 1] == "pobj"
        if not phrase or heads[k] > k:
            continue
        governor = heads[heads[k - 1]]
        for i in below[k]:
            heads[i] = governor
        deps[k], heads[k] = "acl", k - 1
        # Else it would be "for the time to sell".
        deps[heads[k - 1]] = "advmod"
    for k in range(len(words) - 2):
        if words[k].lower() != "at" or words[k + 1].lower() not in {"once", "last"} or deps[k] != "prep":
            continue
        noun = next((i for i in below[k] if deps[i] == "pobj" and i > k + 1), None)
        if noun is not None and heads[k] < k:
            deps[noun], heads[noun] = "dobj", heads[k]
            deps[k + 1], heads[k + 1] = "pcomp", k
    return deps, heads


def mend_opening_dates(words: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "The following year Israel signed" tells when Israel did, and no year signs."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for k in range(2, len(words)):
        verb = heads[k]
        opening = words[k].lower() in _WORDS.periods and words[k - 1].lower() in _WORDS.sequels
        if not opening or deps[k] not in {"nsubj", "ROOT"} or verb < k:
            continue
        named = next((i for i in below[k] if deps[i] == "appos" and i > k), None)
        clause = next((i for i in below[k] if deps[i] == "relcl" and any(deps[j] == "nsubj" for j in below[i])), None)
        if named is not None and verb != k:
            deps[named], heads[named] = "nsubj", verb
            deps[k], heads[k] = "npadvmod", verb
        elif clause is not None:
            # The parser put the first of two clauses into a relative one.
            deps[clause], heads[clause] = deps[verb], clause if heads[verb] == verb else heads[verb]
            if verb != k:
                deps[verb], heads[verb] = "conj", clause
            deps[k], heads[k] = "npadvmod", clause
    return deps, heads


def mend_dates(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Heads in which nothing but dates hangs on a date: "met on 3 March for the summit", "the deal on 2 May with B"."""
    heads = list(heads)
    dated = {i for start, end, kind in entities if kind == "DATE" for i in range(start, end)}
    for k, dep in enumerate(deps):
        date = heads[k]
        if dep != "prep" or date not in dated or k in dated or words[k].lower() in {"of", "in"} or k < date:
            continue
        preposition = heads[date] if deps[date] == "pobj" else date
        if heads[preposition] != preposition:
            heads[k] = heads[preposition]
    return deps, heads
