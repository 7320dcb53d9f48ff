"""Troops and what they fight with: who moves them deploys them, and where they leave they withdraw."""

from __future__ import annotations

from collections.abc import Iterable

from kg.clauses import subjects
from kg.extract.fillers import Fillers
from kg.extract.foreign import bids
from kg.extract.match import Match
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.parse import Parse
from kg.verbs import is_passive

_WORDS = load_grammar()


def are_troops(parse: Parse, heads: Iterable[int]) -> bool:
    """True where one of the heads is a force, or a group made of forces: "a convoy of soldiers"."""
    return any(parse.lemmas[k] in _WORDS.forces for head in heads for k in (head, *_made_of(parse, head)))


def go(parse: Parse, i: int) -> bool:
    """True where the subjects of the verb at ``i`` are troops, and it is they who move."""
    return are_troops(parse, subjects(parse, i)) and not is_passive(parse, i)


def are_ordered(fillers: Fillers, i: int, match: Match) -> bool:
    """True for troops that somebody orders to a place, and not to do something: "ordered tanks to the border"."""
    beside = {p.word for k in (i, *match.objects) for p in prepositions(fillers.parse, k)}
    return are_troops(fillers.parse, match.objects) and "to" in beside and not bids(fillers, i)


def _made_of(parse: Parse, head: int) -> list[int]:
    """What a group consists of: "soldiers" in "a convoy of soldiers"."""
    if parse.lemmas[head] not in _WORDS.containers | _WORDS.counting and parse.tags[head] != "CD":
        return []
    return [o for p in prepositions(parse, head) if p.word == "of" for o in p.objects]
