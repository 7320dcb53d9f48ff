"""What a verb of the lexicon tells that has no object of its own: the target of the act it speaks of, or nothing."""

from __future__ import annotations

from functools import partial

from kg.clauses import subjects
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.extract.parties import Parties
from kg.extract.targets import Targets
from kg.grammar import load_grammar
from kg.model import Argument
from kg.verbs import is_passive

_TARGET_TYPES = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})
_SAYING = frozenset({"claimed", "denied", "announced", "confirmed", "stressed", "admitted"})
# "Iraq and Iran fought": without an object, those named together face each other.
_RECIPROCAL = frozenset({"foughtAgainst", "foughtWith", "metWith", "spokeWith", "negotiatedWith", "signedWith"})
_TARGET_RELATIONS = frozenset({"proposed", "recommended", "planned", "sought"})
# What these speak of doing is not done to whom it concerns.
_SPEAKING_OF = frozenset({"offered", "refused", "rejected", "agreed", "vowed"})
_WORDS = load_grammar()


class Objectless:
    """Gives the drafts of one reading that lack an object what stands in for it."""

    def __init__(self, fillers: Fillers, targets: Targets, parties: Parties) -> None:
        self.b, self.parse = fillers, fillers.parse
        self.targets, self.parties = targets, parties

    def add(self, draft: Draft, i: int, match: Match, actors: list[Argument]) -> None:
        """Without an object of its own, a verb takes the target of the act it speaks of: "refused to meet the king"."""
        targets: list[Argument] = []
        if match.entry.relation in _TARGET_RELATIONS:
            targets = self.targets.proposed(i)
        elif match.entry.relation in _SAYING:
            targets = [
                a
                for k in self.parse.kids_by(i, "ccomp")
                if self.parse.lemmas[k] == "be" or (k > i and match.entry.relation == "denied")
                for a in self.b.clause("topic", k)
            ]
        elif match.entry.event_type in _TARGET_TYPES:
            nouns = [k for k in match.trigger if self.parse.lemmas[k] == match.pattern.noun]
            # "Withheld permission for inspectors to travel": from the inspectors.
            targets = next(filter(None, (self.targets.of(k, actors) for k in (i, *nouns))), [])
            spoken = match.entry.event_type in {"AGREE", "REJECT"} or match.entry.relation in _SPEAKING_OF
            if spoken and (acts := self.targets.acts(i, targets)):
                # "Offered to withdraw from Lebanon" offers no Lebanon, "refused to recognise Kosovo" refuses no Kosovo.
                draft.others.extend(targets)
                targets = acts
        elif match.entry.event_type:
            helped = [m for k in self.parse.kids_by(i, "ccomp") for m in subjects(self.parse, k)]
            whom = [a for a in self.b.fill("recipient", helped) if self.b.is_actor(a)]
            if match.entry.event_type == "AID" and whom:
                # "Help the people build a dam": the people are helped.
                draft.pairs.extend(("", subject, a) for subject in actors for a in whom)
                return
            named = self.targets.told if match.entry.relation == "investigated" else partial(self.b.clause, "topic")
            targets = [a for k in self.parse.kids_by(i, "ccomp") if k > i for a in named(k)]
        if targets:
            draft.pairs.extend(("", subject, item) for subject in actors for item in targets)
            return
        told = [k for k in self.parse.kids_by(i, "ccomp") if k > i]
        if match.entry.relation == "warned" and told and (acts := self.targets.told(told[0])):
            # "Warned that the town could be destroyed": nobody says whom.
            draft.pairs.extend(("", subject, act) for subject in actors for act in acts)
            draft.untyped = True
            return
        acting = [a for a in actors if self.b.is_actor(a)]
        if match.entry.relation == "exposed" and self.parse.kid(i, "ccomp") is not None:
            # "..., a magistrate revealed" only reports.
            return
        if match.entry.relation in _RECIPROCAL:
            draft.pairs.extend(self.parties.facing(acting, ""))
        open_words = match.entry.relation in _SPEAKING_OF and self.parse.kid(i, "xcomp") is not None
        if open_words or (self.parse.kid(i, "ccomp") is not None and match.entry.event_type == "AID"):
            # "Help them cover the gaps", "which it declined to support": whom or what, a pronoun leaves open.
            return
        # "A strike was called by the union": the fixed word is what the passive is said of.
        active = match.pattern.noun is not None or not is_passive(self.parse, i)
        whole = match.pattern.noun is not None or match.entry.relation in _WORDS.complete
        left_open = self.parse.kid(i, "dobj") is not None and match.pattern.noun is None
        if match.entry.event_type and acting and not draft.pairs and active and whole and not left_open:
            draft.pairs.extend(("", subject, None) for subject in actors)
