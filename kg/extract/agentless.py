"""Who did what a passive without an agent tells: by where and when it was done, on whose orders, out of whose land."""

from __future__ import annotations

from kg.clauses import doers, subjects
from kg.extract.fillers import Fillers
from kg.extract.match import Match, match_noun, match_verb
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import members, prepositions
from kg.objects import agents, authors_of
from kg.verbs import WILL, is_passive, is_verb, occasions

_WORDS = load_grammar()
_EXCLUDING = frozenset({"suspended", "expelled", "barred", "banned"})
# What only a state's own authorities do, so that the country left tells who: "was deported from Burundi".
EXILING = frozenset({"expelled", "deported", "barred", "extradited"})
_LANDS = frozenset({"Place", "State"})
_WITHDRAWING = frozenset({"withdrew", "withdrewFrom"})
_HARMED = frozenset({"killed", "wounded"})
# How what a clause hangs on hangs on the raid.
_WITHIN = frozenset({"acl", "agent", "conj", "pobj", "prep"})
_BANNED = frozenset({"barred", "banned"})


class Agentless:
    """Finds who stands behind the passives of one reading that name no agent."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon

    def doers(self, i: int, match: Match) -> list[int]:
        """The tokens that stand in for the agent of the passive at ``i``."""
        found = self._ordering(i) or self._instruments(i, match) or self._excluding(i, match)
        return found or self._attacking(i, match) or self._threatening(i, match) or self._in_which(i, match)

    def _ordering(self, i: int) -> list[int]:
        """Those on whose orders it was done: "were taken off the air on the orders of the council"."""
        orders = [o for p in prepositions(self.parse, i) if p.word in {"on", "at", "by"} for o in p.objects]
        orders = [k for k in orders if self.parse.lemmas[k] in _WORDS.bidding | _WORDS.orders]
        of = [o for k in orders for p in prepositions(self.parse, k) if p.word in {"of", "from"} for o in p.objects]
        return of or [m for k in orders for p in self.parse.kids_by(k, "poss") for m in members(self.parse, p)]

    def _in_which(self, i: int, match: Match) -> list[int]:
        """Those whose attack it was in which somebody was hurt: "raids by the army in which nine villagers died"."""
        parse, raid = self.parse, self.parse.heads[i]
        if parse.deps[i] == "conj" and is_verb(parse, raid):
            i, raid = raid, parse.heads[raid]
        within = (k for k in parse.kids_by(i, "prep") if parse.lower[k] == "in")
        inside = any(parse.lower[o] == "which" for k in within for o in parse.kids_by(k, "pobj"))
        if parse.deps[i] != "relcl" or not inside or match.entry.event_type not in {"ASSAULT", "COERCE"}:
            return []
        told = match_noun(parse, raid, self.lexicon)
        while (told is None or told.entry.event_type != "ASSAULT") and parse.deps[raid] in _WITHIN:
            # "Raids on the town of Bor, in which": in the raids.
            raid = parse.heads[raid]
            told = match_noun(parse, raid, self.lexicon)
        if told is None or told.entry.event_type != "ASSAULT":
            return []
        by = [o for p in prepositions(parse, raid) if p.word == "by" for o in p.objects]
        by += [m for k in parse.kids_by(raid, "acl", "relcl") if k != i for m in agents(parse, k)]
        return by or [m for p in parse.kids_by(raid, "poss") for m in members(parse, p)]

    def _instruments(self, i: int, match: Match) -> list[int]:
        """What stands in for the doer of an agentless passive: "killed in multiple bombings"."""
        if match.entry.event_type != "ASSAULT":
            return []
        return [
            o
            for verb in self.parse.conjuncts(i)
            for p in prepositions(self.parse, verb)
            if p.word in {"in", "by"}
            for o in p.objects
            if (told := match_noun(self.parse, o, self.lexicon)) and told.entry.event_type == "ASSAULT"
        ]

    def _attacking(self, i: int, match: Match) -> list[int]:
        """Those of the clause that says when somebody was killed: "were killed when rebels shelled a camp"."""
        parse = self.parse
        for clause in occasions(parse, i) if match.entry.relation in _HARMED else ():
            told = match_verb(parse, clause, self.lexicon) if clause > i else None
            # "When a convoy came under fire": the convoy wounded nobody.
            struck = told is not None and (is_passive(parse, clause) or told.entry.reversed)
            if told is not None and told.entry.event_type == "ASSAULT" and not struck:
                return [s for s in doers(parse, clause) if s not in subjects(parse, i)]
        return []

    def _threatening(self, i: int, match: Match) -> list[int]:
        """The armed who say what will be done to others: "rebels said the hostages would be killed if ..."."""
        parse = self.parse
        will = any(parse.lower[k] in WILL for k in parse.kids_by(i, "aux")) and parse.deps[i] == "ccomp"
        if match.entry.relation not in _HARMED or not will or parse.kid(i, "advcl") is None:
            return []
        saying = [k for k in subjects(parse, parse.heads[i]) if parse.lemmas[parse.heads[i]] in _WORDS.reporting]
        return [k for k in saying if any(r.type == "ArmedGroup" for r in self.b.reading.refer(k))]

    def _excluding(self, i: int, match: Match) -> list[int]:
        """The body that a member without further word of the doer was "suspended from", "expelled from"."""
        if match.entry.relation not in _EXCLUDING:
            return []
        found = [o for p in prepositions(self.parse, i) if p.word == "from" for o in p.objects]
        # "From the councils of the Commonwealth".
        of = [o for k in found for p in prepositions(self.parse, k) if p.word == "of" for o in p.objects]
        found = of if of and all(self.parse.lemmas[k] in _WORDS.organs for k in found) else found
        bodies = self.b.fill("actor", found)
        return found if bodies and all(a.referent.type in {"Organisation", "Bloc"} for a in bodies) else []

    def authorities(self, i: int, match: Match) -> list[Argument]:
        """The state that somebody was thrown out from by nobody named, and whose troops are moved.

        Where somebody was arrested or tried does not tell by whom.
        """
        moved = self.b.fill("object", subjects(self.parse, i))
        if match.entry.relation in _WITHDRAWING and match.pattern.noun is None:
            # "Peacekeepers were withdrawn from Chad": they withdrew, whoever withdrew them.
            return [a for a in moved if a.referent.state and a.referent.type in {"Group", "Organisation"}]
        if match.entry.event_type == "MOBILIZE":
            owners = [a.referent.state for a in moved if a.referent.acts and a.referent.state]
            return [Argument("actor", self.b.reading.known(s), None) for s in owners[:1]]
        if match.entry.relation == "summoned":
            # "The Thai ambassador in Hanoi was called in": by those whose guest he is.
            posts = [k for k in subjects(self.parse, i) if self.parse.lemmas[k] in _WORDS.posted]
            inside = (p for k in posts for p in prepositions(self.parse, k) if p.word == "in")
            return self._states([o for p in inside for o in p.objects])
        if match.entry.relation == "lifted":
            # "A ban imposed by Chad was lifted": by whom but Chad.
            return self.b.fill("actor", [a for k in subjects(self.parse, i) for a in authors_of(self.parse, k)])
        if match.entry.relation == "admitted":
            let = [o for p in prepositions(self.parse, i) if p.word in {"to", "into"} for o in p.objects]
            return self._states(let, _LANDS | {"Topic", "Organisation"})
        if match.entry.relation in _BANNED:
            # "Is banned from entering the UK": by whom but the UK.
            entered = (k for p in self.parse.kids_by(i, "prep") for k in self.parse.kids_by(p, "pcomp"))
            entered = (k for k in entered if self.parse.lemmas[k] in _WORDS.admitted_by)
            barring = self._states([o for k in entered for o in self.parse.kids_by(k, "dobj")])
            if barring:
                return barring
        if match.entry.relation not in EXILING:
            return []
        left = [o for p in prepositions(self.parse, i) if p.word == "from" for o in p.objects[:1]]
        # "Was denied entry to Burundi".
        nouns = [k for k in match.trigger if self.parse.lemmas[k] in _WORDS.entries]
        into = (p for k in (i, *nouns) for p in prepositions(self.parse, k) if nouns and p.word in {"to", "into"})
        left = left or [o for p in into for o in p.objects[:1]]
        return self._states(left)

    def _states(self, places: list[int], sites: frozenset[str] = _LANDS) -> list[Argument]:
        """The state in which a place lies, or whose site it is, if others do not hold it."""
        states = [a.referent.state for a in self.b.fill("actor", places[:1]) if a.referent.type in sites]
        return [Argument("actor", self.b.reading.known(s), None) for s in states[:1] if s and s not in _WORDS.occupied]
