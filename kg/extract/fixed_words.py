"""Where the fixed words of an expression may stand, and who is meant by them: "took dozens of hostages", "Chad's aid".

The parser may hang a preposition on the verb or on the noun before it, and a fixed noun beside the object.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.clauses import doers, undergoers
from kg.grammar import load_grammar
from kg.nouns import Preposition, members, prepositions
from kg.parse import Parse
from kg.patterns import Pattern

_WORDS = load_grammar()
# "Opened fire at dawn" fires at nobody.
WHEN = frozenset({"DATE", "TIME"})


def is_when(parse: Parse, preposition: int) -> bool:
    """True for "in January", "for the first time", which complete no verb: "took office in January" takes nobody in."""
    objects = list(parse.kids_by(preposition, "pobj"))
    return bool(objects) and all(parse.entity_at.get(o) in WHEN or parse.lemmas[o] == "time" for o in objects)


def is_fixed(parse: Parse, k: int, pattern: Pattern) -> bool:
    """True for the fixed noun of the pattern with the word that must stand before it ("cold water")."""
    if pattern.noun not in {parse.lemmas[k], parse.lower[k]}:
        return False
    return pattern.modifier is None or any(
        pattern.modifier in {parse.lemmas[m], parse.lower[m]} for m in range(max(0, k - 3), k)
    )


def are_several(parse: Parse, i: int) -> bool:
    """True where those named together face each other: "Chad and Niger", "the two sides", "both countries"."""
    who = doers(parse, i)
    nations = [k for head in who for k in parse.kids_by(head, "amod") if parse.entity_at.get(k) == "NORP"]
    if any(parse.kid(k, "conj") is not None for k in nations):
        # "Egyptian and Jordanian troops".
        return True
    return len(who) > 1 or any(parse.lower[m] in {"two", "both"} for k in who for m in (k, *parse.kids[k]))


def prepositions_behind(parse: Parse, i: int, noun: int) -> Iterator[Preposition]:
    """What hangs on the verb or its fixed noun, and "at the door of" wherever the parser hung it."""
    own = [p for p in (*prepositions(parse, i), *prepositions(parse, noun)) if not is_when(parse, p.at)]
    yield from own
    nested = [p for prep in own for o in prep.objects for p in prepositions(parse, o)]
    yield from (
        p
        for p in nested
        if parse.lemmas[noun] in _WORDS.laid or any(parse.lemmas[o] in _WORDS.parts for o in p.objects)
    )


def fixed_nouns(parse: Parse, i: int, trigger: list[int]) -> list[int]:
    """Where the fixed noun may stand: as object, after a particle read as a preposition, or hung beside the object."""
    direct = _counted(parse, [*undergoers(parse, i), *parse.kids_by(i, "dobj")])
    below = [k for t in trigger[1:] for k in parse.kids_by(t, "pobj")]
    return [*direct, *below, *parse.kids_by(i, "npadvmod"), *(k for d in direct for k in parse.kids_by(d, "appos"))]


def _counted(parse: Parse, heads: list[int]) -> list[int]:
    """The heads with what some of them only count: "took dozens of hostages"."""
    numbers = [k for k in heads if {parse.lower[k], parse.lemmas[k]} & _WORDS.counting or parse.tags[k] == "CD"]
    return [*heads, *(o for k in numbers for p in prepositions(parse, k) if p.word == "of" for o in p.objects)]


def under_preposition(parse: Parse, trigger: list[int], pattern: Pattern) -> Iterator[tuple[int, int]]:
    """The preposition and the fixed noun after it, on verb, particle or object; "to task" may be an infinitive."""
    i = trigger[0]
    for host in [*trigger, *undergoers(parse, i)]:
        for prep in prepositions(parse, host):
            if prep.word == pattern.preposition:
                yield from ((prep.at, o) for o in prep.objects[:1] if is_fixed(parse, o, pattern))
    for at in parse.kids_by(i, "prt"):
        if parse.lower[at] == pattern.preposition:
            taken = [*undergoers(parse, i), *parse.kids_by(i, "dobj")]
            yield from ((at, k) for k in taken if is_fixed(parse, k, pattern))
    if pattern.preposition == "to":
        for k in parse.kids_by(i, "xcomp", "advcl"):
            to = next((a for a in parse.kids_by(k, "aux") if parse.lower[a] == "to"), None)
            if to is not None and pattern.noun in {parse.lemmas[k], parse.lower[k]}:
                yield to, k


def owners_of(parse: Parse, noun: int) -> list[int]:
    """Who stands behind "of", or possesses: Chad of "the aid of Chad" and of "Chad's aid"."""
    behind = [o for p in prepositions(parse, noun) if p.word == "of" for o in p.objects]
    return behind or [m for k in parse.kids_by(noun, "poss") for m in members(parse, k)]


def whole(parse: Parse, k: int) -> list[int]:
    """Who is meant by a part of them: blame laid "at the door of Chad" is laid on Chad."""
    return (owners_of(parse, k) if parse.lemmas[k] in _WORDS.parts else []) or [k]
