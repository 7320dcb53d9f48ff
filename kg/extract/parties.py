"""Parties of mutual events: who met, spoke or signed with whom when all of them do the same."""

from __future__ import annotations

from kg.extract.draft import Draft, Pair
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.grammar import load_grammar
from kg.model import Argument

_WORDS = load_grammar()
# What binds actors and no things.
_BONDS = frozenset({"alliedWith"})
_TALKING = frozenset({"spokeWith", "metWith", "negotiatedWith", "consulted"})


class Parties:
    """Pairs up the parties of the mutual events of one reading."""

    def __init__(self, fillers: Fillers) -> None:
        self.b = fillers

    def is_armed(self, match: Match) -> bool:
        """True for "launched an offensive with tanks", "aligned themselves with the decision": nobody joins these."""
        if not (match.entry.mutual and match.pattern.preposition == "with" and match.objects):
            return False
        if match.pattern.noun is None and match.entry.relation not in _BONDS:
            return False
        objects = self.b.fill("object", match.objects)
        return not any(self.b.is_actor(o) or o.referent.type == "Place" for o in objects)

    def mutual(self, draft: Draft, actors: list[Argument], objects: list[Argument], faced_with: bool) -> None:
        """Adds an edge between any two parties; a thing ("discussed the crisis") faces each of them.

        Things ``faced_with`` are talked with and not about: "engages with the full spectrum of society".

        Where the verb has a party as its object, offices named together face that one and not each other: "the French
        foreign and defence ministers met Putin".
        """
        things_doing = [a for a in actors if not self.b.is_actor(a)]
        actors = [a for a in actors if self.b.is_actor(a)]
        faced = [o for o in objects if self.b.is_actor(o) or o.referent.type == "Place"]
        draft.pairs.extend(("", thing, o) for thing in things_doing for o in faced)
        things = [o for o in objects if o not in faced]
        # Whom one met each by himself have not therefore met each other.
        draft.pairs.extend(self._across(actors[:6], faced[:6]) if faced else self.facing(actors[:6], ""))
        if not draft.pairs:
            talked = draft.entry is not None and draft.entry.relation in _TALKING
            name = "discussed" if talked and not faced_with else ""
            draft.pairs.extend((name, subject, item) for subject in actors for item in things)
        else:
            draft.others.extend(things)

    def _across(self, actors: list[Argument], faced: list[Argument]) -> list[Pair]:
        """An edge each way between those who do it and those whom they face."""
        ways = [(a, b) for a in actors for b in faced if a.referent != b.referent]
        return [pair for a, b in ways for pair in (("", a, b), ("", b, a))]

    def facing(self, parties: list[Argument], name: str) -> list[Pair]:
        """An edge from each party to each other one."""
        return [(name, a, b) for a in parties for b in parties if a.referent != b.referent]

    def apart(self, parties: list[Argument], name: str, verb: int) -> list[Pair]:
        """The same, without edges among offices of one state that one phrase names.

        Of "Chad, Mali and Niger agreed to send troops" each agreed with whoever asked for them.
        """
        parse = self.b.parse
        if len(parties) > 2 and any(parse.lemmas[k] in _WORDS.contributing for k in parse.kids_by(verb, "xcomp")):
            return []
        return [(n, a, b) for n, a, b in self.facing(parties, name) if b is not None and not _one_team(a, b)]


def _one_team(a: Argument, b: Argument) -> bool:
    same = a.referent.state == b.referent.state and a.mention == b.mention
    return same and a.referent.state is not None and a.role == b.role
