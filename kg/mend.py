"""Repairs of parses where the sentence itself shows what the parser missed.

Statistical parsers cut long enumerations: in "from the perspective of Safavi, Iran, Saudi Arabia, Pakistan and Iraq
could agree" they keep `Iraq` as the only subject and hang the other states on `Safavi`. The commas and the final "and"
tell otherwise: names of one kind in an unbroken list before the verb are its subjects.
"""

from __future__ import annotations

_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_PLACES = frozenset({"GPE", "NORP", "ORG"})


def mend_enumerations(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which an enumeration cut off from its last member, a subject, is whole again."""
    deps, heads = list(deps), list(heads)
    ending = {end: (start, kind) for start, end, kind in entities}
    for start, end, kind in entities:
        last = _head(start, end, heads)
        if (
            kind not in _PLACES
            or deps[last] not in {"nsubj", "nsubjpass"}
            or start < 2
            or words[start - 1].lower() != "and"
        ):
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


def mend_possessives(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "the Government of Peru's closure of the border" is Peru's government's act.

    Parsers read "[the Government] of [Iraq's liberation]"; where a name runs from the first noun to the possessive
    mark, the whole name owns the noun behind it.
    """
    deps, heads = list(deps), list(heads)
    for start, end, kind in entities:
        if kind not in _PLACES or end >= len(words) or words[end - 1] != "'s":
            continue
        head = _head(start, end, heads)
        owner = end - 2
        owned = heads[owner]
        if deps[owner] != "poss" or owned < end or deps[owned] != "pobj" or heads[heads[owned]] != head:
            continue
        of = heads[owned]
        deps[owned], heads[owned] = deps[head], heads[head] if heads[head] != head else owned
        deps[head], heads[head] = "poss", owned
        deps[owner], heads[owner] = "pobj", of
    return deps, heads


def mend_quantities(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "kidnapped up to 16 advisers" has the advisers as its object.

    Parsers take "up" for a particle and "to" for a preposition; a number behind them shows they count.
    """
    deps, heads = list(deps), list(heads)
    for k in range(len(words) - 2):
        if words[k].lower() != "up" or words[k + 1].lower() != "to" or tags[k + 2] != "CD":
            continue
        counted = next((i for i, head in enumerate(heads) if head == k + 1 and deps[i] == "pobj"), None)
        governor = heads[k] if heads[k] not in {k, k + 1} else heads[k + 1]
        if counted is None or governor in {k, k + 1, counted}:
            continue
        deps[counted], heads[counted] = "dobj", governor
        deps[k], heads[k] = "advmod", k + 2
        deps[k + 1], heads[k + 1] = "quantmod", k + 2
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


def mend_between(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "between A, led by B, and C" has its second party.

    "Between" needs two; where the parser gave it one, a later "and" with a name of the same kind brings the other.
    """
    deps, heads = list(deps), list(heads)
    kinds = {_head(start, end, heads): kind for start, end, kind in entities}
    for k, word in enumerate(words):
        if word.lower() != "between" or deps[k] != "prep":
            continue
        party = next((i for i, head in enumerate(heads) if head == k and deps[i] == "pobj"), None)
        first = next((i for i in range(k + 1, party) if heads[i] == party and i in kinds), None) if party else None
        if (
            party is not None
            and first is not None
            and any(heads[i] == first and deps[i] == "cc" for i in range(first, party))
        ):
            deps[first], heads[first] = "pobj", k
            deps[party], heads[party] = "conj", first
            for i in range(first + 1, party):
                if heads[i] == first and deps[i] == "conj":
                    deps[i], heads[i] = "amod", party
            continue
        if (
            party is None
            or party not in kinds
            or any(heads[i] == party and deps[i] == "conj" for i in range(len(heads)))
        ):
            continue
        for other in range(party + 1, len(words)):
            if words[other] in {".", ";", ":"}:
                break
            joined = deps[other] == "conj" and kinds.get(other) == kinds[party] and "and" in words[party:other]
            if joined and heads[other] != party:
                deps[other], heads[other] = "conj", party
                break
    return deps, heads


def mend_relatives(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "if a regime that violates rights, supports terror were to arm" has one condition.

    Parsers make the second verb of the relative clause a clause of its own, with the subject and the "if", and leave
    the main verb without a subject. A tensed verb must have one: it is the noun that the relative clause modifies.
    """
    deps, heads = list(deps), list(heads)
    for clause, verb in enumerate(heads):
        if deps[clause] != "advcl" or clause > verb or tags[clause] not in _TENSED or tags[verb] not in _TENSED:
            continue
        kids = [k for k, head in enumerate(heads) if head == clause]
        subject = next((k for k in kids if deps[k] == "nsubj"), None)
        mark = next((k for k in kids if deps[k] == "mark"), None)
        bare = not any(head == verb and deps[k] in {"nsubj", "nsubjpass", "expl"} for k, head in enumerate(heads))
        if subject is None or mark is None or not bare:
            continue
        relative = next((k for k, head in enumerate(heads) if head == subject and deps[k] == "relcl"), None)
        if relative is None or not relative < clause or "," not in words[relative:clause]:
            continue
        deps[clause], heads[clause] = "conj", relative
        heads[subject] = heads[mark] = verb
        if deps[verb] == "ccomp":
            deps[verb] = "advcl"
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
