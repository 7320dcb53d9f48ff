"""Names: enumerations cut short, possessives that belong to the whole name, both parties of "between".

Statistical parsers cut long enumerations: in "from the perspective of Safavi, Iran, Saudi Arabia, Pakistan and Iraq
could agree" they keep `Iraq` as the only subject and hang the other states on `Safavi`. The commas and the final "and"
tell otherwise: names of one kind in an unbroken list before the verb are its subjects.
"""

from __future__ import annotations

import re

from kg.mend.spans import children, span_head

_ARTICLES = frozenset({"al-", "el-"})
_ARABIC = re.compile(r"[Aa][ldnrstz]h?-[A-Z]\w+")
_PLACES = frozenset({"GPE", "NORP", "ORG"})


def mend_surnames(
    words: list[str], tags: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> list[str]:
    """Tags in which the head of a person's name is a name: "Bashar al-Assad" does not end in an adverb.

    So is an Arabic name with its article: "al-Shabaab".
    """
    tags = [
        "NNP" if _ARABIC.fullmatch(word) and not tag.startswith("NN") else tag
        for word, tag in zip(words, tags, strict=True)
    ]
    for start, end, kind in entities:
        head = span_head(start, end, heads)
        capital = any(letter.isupper() for letter in words[head])
        # "Bashar al-Assad", "al-Shabaab".
        whole = (kind == "PERSON" and end - start > 1) or (kind in {"PERSON", "ORG"} and "-" in words[head])
        if whole and capital and not tags[head].startswith(("NN", "POS")):
            tags[head] = "NNP"
    return tags


def apart(words: list[str], deps: list[str], entities: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The entities, those that run over the comma of an enumeration in two: "the Armed Forces, Mobilization Forces"."""
    found: list[tuple[int, int, str]] = []
    for start, end, kind in entities:
        comma = next((k for k in range(start + 1, end - 1) if words[k] == ","), None)
        if kind == "ORG" and comma is not None and deps[end - 1] == "conj":
            found += [(start, comma, kind), (comma + 1, end, kind)]
        else:
            found.append((start, end, kind))
    return found


def mend_heads_of(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "the head of state Jacques Chirac met" speaks of Chirac, and of no head of his."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for start, end, kind in entities:
        name, of, title = span_head(start, end, heads), start - 2, start - 3
        if kind != "PERSON" or title < 0 or words[of] != "of" or deps[name] != "pobj" or heads[name] != of:
            continue
        bare = words[start - 1].islower() and heads[start - 1] == name and deps[start - 1] == "compound"
        if not bare or heads[of] != title or not words[title].islower():
            continue
        deps[name], heads[name] = deps[title], heads[title] if heads[title] != title else name
        deps[title], heads[title] = "compound", name
        deps[start - 1], heads[start - 1] = "pobj", of
        for k in below[title]:
            if k != of:
                heads[k] = name
    return deps, heads


def mend_articles(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "Ibrahim al- Jaafari", whose article stands apart from its noun, is one name."""
    deps, heads = list(deps), list(heads)
    for k in range(1, len(words) - 1):
        first, last = k - 1, k + 1
        named = tags[first] == tags[last] == "NNP"
        if words[k].lower() not in _ARTICLES or not named or heads[last] not in {first, heads[first]}:
            continue
        if heads[first] != last:
            deps[last], heads[last] = deps[first], heads[first] if heads[first] != first else last
        heads = [last if heads[i] == first else heads[i] for i in range(len(heads))]
        for i in (first, k):
            deps[i], heads[i] = "compound", last
    return deps, heads


def mend_enumerations(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which an enumeration cut off from its last member, a subject, is whole again."""
    deps, heads = list(deps), list(heads)
    ending = {end: (start, kind) for start, end, kind in entities}
    for start, end, kind in entities:
        last = span_head(start, end, heads)
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
        members = [span_head(a, b, heads) for a, b in fellows]
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
        head = span_head(start, end, heads)
        owner = end - 2
        owned = heads[owner]
        if deps[owner] != "poss" or owned < end or deps[owned] != "pobj" or heads[heads[owned]] != head:
            continue
        of = heads[owned]
        deps[owned], heads[owned] = deps[head], heads[head] if heads[head] != head else owned
        deps[head], heads[head] = "poss", owned
        deps[owner], heads[owner] = "pobj", of
    return deps, heads


def mend_between(
    words: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "between A, led by B, and C" has its second party.

    "Between" needs two; where the parser gave it one, a later "and" with a name of the same kind brings the other.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    kinds = {span_head(start, end, heads): kind for start, end, kind in entities}
    for k, word in enumerate(words):
        if word.lower() != "between" or deps[k] != "prep":
            continue
        party = next((i for i in below[k] if deps[i] == "pobj"), None)
        first = next((i for i in below[party] if k < i < party and i in kinds), None) if party else None
        if party is not None and first is not None and any(deps[i] == "cc" and i > first for i in below[first]):
            deps[first], heads[first] = "pobj", k
            deps[party], heads[party] = "conj", first
            for i in below[first]:
                if first < i < party and deps[i] == "conj":
                    deps[i], heads[i] = "amod", party
            continue
        if party is None or party not in kinds or any(deps[i] == "conj" for i in below[party]):
            continue
        for other in range(party + 1, len(words)):
            if words[other] in {".", ";", ":"}:
                break
            joined = deps[other] == "conj" and kinds.get(other) == kinds[party] and "and" in words[party:other]
            if joined and heads[other] != party:
                deps[other], heads[other] = "conj", party
                break
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
