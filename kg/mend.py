"""Repairs of parses where the sentence itself shows what the parser missed.

Statistical parsers cut long enumerations: in "from the perspective of Safavi, Iran, Saudi Arabia, Pakistan and Iraq could
agree" they keep `Iraq` as the only subject and hang the other states on `Safavi`. The commas and the final "and" tell
otherwise: names of one kind in an unbroken list before the verb are its subjects.
"""

from __future__ import annotations

_PLACES = frozenset({"GPE", "NORP", "ORG"})


def mend_enumerations(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which an enumeration cut off from its last member, a subject, is whole again."""
    deps, heads = list(deps), list(heads)
    ending = {end: (start, kind) for start, end, kind in entities}
    for start, end, kind in entities:
        last = _head(start, end, heads)
        if kind not in _PLACES or deps[last] not in {"nsubj", "nsubjpass"} or start < 2 or words[start - 1].lower() != "and":
            continue
        fellows = _before(start - 1, kind, words, ending)
        if len(fellows) < 2:
            continue
        members = [_head(a, b, heads) for a, b in fellows]
        if any(heads[m] == last or m == heads[last] for m in members):
            continue
        first = members[0]
        deps[first], heads[first] = deps[last], heads[last]
        for member in [*members[1:], last]:
            deps[member], heads[member] = "conj", first
    return deps, heads


def _before(end: int, kind: str, words: list[str], ending: dict[int, tuple[int, str]]) -> list[tuple[int, int]]:
    """The names of the same kind that stand before position ``end``, separated by commas alone."""
    found: list[tuple[int, int]] = []
    at = end
    while at > 0:
        if words[at - 1] == ",":
            at -= 1
        elif found:
            break
        here = ending.get(at)
        if here is None or here[1] != kind:
            break
        found.insert(0, (here[0], at))
        at = here[0]
    return found


def _head(start: int, end: int, heads: list[int]) -> int:
    """The token of a span whose head lies outside it."""
    return next((i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i), end - 1)
