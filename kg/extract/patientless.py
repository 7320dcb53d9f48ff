"""What an event noun tells where no phrase names whom the act hits: its complement, its place, the act itself."""

from __future__ import annotations

from dataclasses import replace

from kg.clauses import doers, subjects
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.extract.targets import Targets
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import prepositions
from kg.verbs import is_infinitive, is_verb

_WORDS = load_grammar()
_SPOKEN = frozenset({"AGREE", "REQUEST", "ACCUSE"})
# What is said or done to whoever acts "under" or "despite" it.
_ADDRESSED = _SPOKEN | {"THREATEN", "SANCTION", "COERCE", "REJECT"}
# What one offers or promises is an act, in its own words, and not those whom it concerns.
_BINDING = frozenset({"offered", "promised", "committedTo"})
# Entries that tell whom one asks, by the relation that tells what one asks for.
_ASKING = {"calledFor": "urge", "requested": "ask"}
_FACING = frozenset({"under", "despite", "amid"})
_DEED_TYPES = _SPOKEN | {"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"}
# What is imposed and then stands: nobody "commits" custody or tariffs.
_IMPOSED = frozenset({"COERCE", "SANCTION"})


class Patientless:
    """Finds whom the acts of one reading hit that nouns tell without a patient; ``targets`` are those of its verbs."""

    def __init__(self, fillers: Fillers, targets: Targets) -> None:
        self.b, self.parse, self.lexicon, self.targets = fillers, fillers.parse, fillers.lexicon, targets

    def add(self, draft: Draft, i: int, match: Match, actors: list[Argument], light: int | None) -> None:
        """Without a patient in the phrase: the target in the complement, the place that was hit, else the act."""
        # Whoever has "a responsibility to help B" is not responsible for B.
        meant = [k for k in self.parse.kids_by(i, "acl", "relcl") if is_infinitive(self.parse, k)]
        asked = self.parse.lemmas[i] in _WORDS.addressing and bool(meant) and self.parse.kid(i, "poss") is not None
        burden = match.entry.relation == "responsibleFor" or asked
        said = [k for k in self.parse.kids_by(i, "ccomp", "acl", "relcl") if k > i and self._is_said(k)]
        if match.entry.relation in {"claimed", "reported"} and said:
            # "The claim that troops were housed there" claims no troops.
            draft.pairs.extend(("", s, a) for s in actors for a in self.b.clause("topic", said[0]))
            return
        if meant and match.entry.event_type is None and not burden:
            # Whoever has "a plan to attack Belarus" plans the attack, and not Belarus.
            targets = self.b.clause("topic", meant[0])
        else:
            targets = [] if burden else self.targets.of(i, actors)
            if not burden and not any(self.b.is_actor(a) for a in targets):
                targets = self._targets_above(i, match, actors) or targets
        if match.entry.relation in _BINDING and (acts := self.targets.acts(i, targets)):
            # "An offer to let lawmakers in" offers no lawmakers, and who is committed to helping Chad promises no Chad.
            draft.others.extend(targets)
            targets = acts
        if not targets and match.entry.event_type == "ASSAULT" and match.entry.relation != "overthrew":
            there = [
                a
                for p in prepositions(self.parse, i)
                if p.word in {"in", "near", "at"}
                for a in self.b.fill("recipient", p.objects)
                if a.referent.type in {"Place", "State"} or self._capitalised(a)
            ]
            if there:
                # "Carried out strikes in Iraq": there, and not on Iraq.
                draft.others.extend(replace(a, role="in") for a in there)
                acts = self.b.fill("object", [i])
                draft.pairs.extend(("committed", subject, act) for subject in actors for act in acts)
                return
        if match.entry.relation in _ASKING and any(self.b.is_actor(a) for a in targets):
            # "A call that all parties respect them" calls on the parties, and for no parties.
            draft.entry = self.lexicon.entries[_ASKING[match.entry.relation]]
            draft.label = self.lexicon.relations[draft.entry.relation]
        if targets:
            draft.pairs.extend(("", subject, item) for subject in actors for item in targets)
        elif light is not None and self.parse.lemmas[light] in _WORDS.decreeing:
            # "Declared martial law": the verb says more of it than that it was done.
            return
        elif match.entry.event_type in _DEED_TYPES and all(self.b.is_actor(a) for a in actors):
            if light is None and self.parse.lemmas[self.parse.heads[i]] in _WORDS.fulfilling:
                # "Keeps its promises": what was promised is not said.
                return
            name = "" if match.entry.event_type in _SPOKEN else "committed"
            if name and light is None and match.entry.event_type in _IMPOSED:
                return
            if not name and light is None and (match.entry.event_type != "AGREE" or match.entry.relation == "agreedTo"):
                # "At Seoul's request": what was asked for is not said.
                return
            # "Made an appeal", for whatever: what is asked for is not the asking.
            silent = match.entry.event_type in _SPOKEN and light is not None
            told: list[Argument | None] = [None] if silent else [*self.b.fill("object", [i])]
            draft.pairs.extend((name, subject, act) for subject in actors for act in told)
            # An act named in passing, without anybody it is done to, is no event that PLOVER codes.
            draft.untyped = draft.head == i

    def _targets_above(self, i: int, match: Match, actors: list[Argument]) -> list[Argument]:
        """The target that the verb around the noun has: "repeated its demand today that Israel stop".

        "Left despite warnings from X", "resigned under pressure from X": who left was warned, who resigned was pressed.
        """
        above = self.parse.heads[i]
        verb = self.parse.heads[above]
        if self.parse.lower[above] == "at" and self.parse.lemmas[i] in _WORDS.bidding and is_verb(self.parse, verb):
            # "Sent troops at the request of Mali": whoever did it was asked to.
            asked = self.b.fill("recipient", doers(self.parse, verb))
            return [a for a in asked if self.b.is_actor(a) and a.referent not in {b.referent for b in actors}]
        yielding = self.parse.lower[above] == "to" and self.parse.lemmas[verb] in _WORDS.yielding
        if match.entry.event_type in _ADDRESSED and (yielding or self.parse.lower[above] in _FACING):
            faced = self.b.fill("recipient", subjects(self.parse, verb)) if is_verb(self.parse, verb) else []
            return [a for a in faced if self.b.is_actor(a)]
        spoken = match.entry.event_type in _SPOKEN and self.parse.deps[i] == "dobj" and is_verb(self.parse, above)
        return self.targets.of(above, actors) if spoken else []

    def _is_said(self, clause: int) -> bool:
        """True for a clause with "that"."""
        return any(self.parse.lower[k] == "that" for k in self.parse.kids_by(clause, "mark"))

    def _capitalised(self, argument: Argument) -> bool:
        """True for a name that no list knows; after "attacks in" it is a place."""
        return argument.referent.type == "Topic" and argument.referent.name[:1].isupper()
