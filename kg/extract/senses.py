"""Which sense of a listed verb is meant, by what it is said with: "ended the embargo" is no mere end.

The lexicon knows verbs by their words alone. What they take decides between senses: whoever receives a delegation meets
it, whoever wants another to act asks for it, and what ends a measure eases it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.clauses import subjects, undergoers
from kg.extract.addressees import GUESTS, Addressees
from kg.extract.announcements import announced
from kg.extract.foreign import bids
from kg.extract.match import Match, match_noun
from kg.extract.troops import are_ordered, are_troops, go
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.verbs import is_imperative, is_passive

_WORDS = load_grammar()
_ENDING = frozenset({"ended", "suspended", "cancelled", "ceased"})
_MEASURES = frozenset(
    {
        "sanctioned",
        "banned",
        "restricted",
        "blocked",
        "besieged",
        "cutOff",
        "seized",
        "intercepted",
        "barred",
        "suspended",
    }
)
_BIDDING = frozenset({"ordered", "urged", "requestedFrom", "informed"})
_THINGS = frozenset({"Topic"})
_NO_ACTORS = frozenset({"Topic", "Instrument", "Event"})
_UNWOUNDED = frozenset({"State", "Organisation", "Bloc", "Topic", "Instrument", "Event"})  # "hurt Iran"
_DESTINATIONS = frozenset({"Place", "State", "Organisation", "Bloc"})


class Senses(Addressees):
    """Tells the senses of the verbs of one reading apart."""

    def meant(self, i: int, match: Match) -> Match:
        """The match at ``i`` under the entry that its arguments call for."""
        for sense in _SENSES:
            if sense.relations and match.entry.relation not in sense.relations:
                continue
            if sense.lemmas and self.parse.lemmas[i] not in sense.lemmas:
                continue
            if found := sense.holds(self, i, match):
                entry = self.lexicon.entries[sense.entry]
                objects = match.objects if found is True else tuple(found)
                at = None if sense.direct else match.preposition_at
                return replace(match, entry=entry, objects=objects, preposition_at=at)
        press = any(self.parse.lemmas[k] in _WORDS.press for k in match.objects)
        spoken = announced(self.b, i) if match.entry.relation == "informed" and not press else None
        if match.entry.relation == "informed" and any(is_imperative(self.parse, k) for k in self.parse.kids[i]):
            spoken = "urge"
        return replace(match, entry=self.lexicon.entries[spoken]) if spoken else match

    def _is_guest(self, i: int, match: Match) -> bool:
        """True for persons, and for bodies that come as such: "received a delegation of Bolivian lawmakers"."""
        sent = bool(match.objects) and all(self.parse.lemmas[k] in _WORDS.visiting for k in match.objects)
        return sent or self._are("with", match.objects, GUESTS)

    def _is_rung_up(self, i: int, match: Match) -> bool:
        """True for a person called, and called nothing: "called his counterpart"."""
        called = self.parse.kid(i, "oprd", "attr", "xcomp", "acomp", "ccomp") is not None
        return not called and self._are("with", match.objects, frozenset({"Person"}))

    def _of_another(self, i: int, match: Match) -> bool:
        """True for what others did: who "regretted that the rebels left", or their decision, apologises for nothing."""
        own = any(self.parse.tags[k] == "PRP$" for head in match.objects for k in self.parse.kids[head])
        if self.parse.lemmas[i] == "regret" and match.objects:
            return not own
        return any(self.parse.kid(k, "nsubj", "nsubjpass") is not None for k in self.parse.kids_by(i, "ccomp"))

    def _led(self, i: int, match: Match) -> tuple[int, ...]:
        """What stands between "lead" and "to": "will lead a mission to Haiti"."""
        return tuple(k for k in undergoers(self.parse, i) if i < k < (match.preposition_at or 0))

    def _leaves_it(self, i: int, match: Match) -> list[int]:
        """What one leaves for no place that one may go to: nobody "leaves the country for" a treatment."""
        aims = (a.referent.type for a in self.b.fill("place", match.objects))
        return [] if any(kind in _DESTINATIONS for kind in aims) else undergoers(self.parse, i)

    def _given_back(self, i: int, match: Match) -> list[int]:
        """What somebody returns to others."""
        return [] if is_passive(self.parse, i) else undergoers(self.parse, i)

    def _in_protest(self, i: int, match: Match) -> list[int]:
        """Against what those protest who go somewhere "in protest at" it."""
        moods = [o for p in prepositions(self.parse, i) if p.word == "in" for o in p.objects]
        moods = [k for k in moods if self.parse.lemmas[k] in _WORDS.moods]
        found = (p for k in moods for p in prepositions(self.parse, k) if p.word in {"against", "at", "over"})
        return [o for p in found for o in p.objects]

    def _are_sums(self, i: int, match: Match) -> bool:
        """True for money, which is asked for and not urged: "asked Congress for $450 million to help"."""
        return bool(match.objects) and all(self.parse.entity_at.get(k) == "MONEY" for k in match.objects)

    def _is_armed(self, i: int, match: Match) -> bool:
        """True for fighters and their weapons, which one silences by force."""
        armed = _WORDS.forces | _WORDS.bodies_of_people
        return bool(match.objects) and all(self.parse.lemmas[k] in armed for k in match.objects)

    def _indicates(self, i: int, match: Match) -> bool:
        """True for what somebody takes to be so, and does not want: "the report suggests that troops may have left"."""
        for verb in self.parse.kids_by(i, "ccomp"):
            modal = {self.parse.lower[k] for k in self.parse.kids_by(verb, "aux")}
            if self.parse.tags[verb] in {"VBD", "VBZ"} or modal - {"should", "must", "to"}:
                return True
        return False

    def _is_freed(self, i: int, match: Match) -> bool:
        """True for towns: "operations to free Mosul" let nobody out of prison."""
        towns = bool(match.objects) and all(self.parse.lemmas[k] in _WORDS.settlements for k in match.objects)
        return towns or self._are("object", match.objects, frozenset({"Place"}))

    def _are_saved(self, i: int, match: Match) -> bool:
        """True for people whom one brings out of danger, and not one's own troops, staff or settlements."""
        own = any(self.parse.deps[k] == "poss" for head in match.objects for k in self.parse.kids[head])
        settlers = any(self.parse.lemmas[k] == "settler" for k in match.objects)
        leaving = settlers or are_troops(self.parse, match.objects)
        return not own and not leaving and self._are("recipient", match.objects, GUESTS | {"People"})

    def _looks_over(self, i: int, match: Match) -> bool:
        """True for who "is reviewing its aid" alone: talks take two."""
        heads = subjects(self.parse, i)
        return len(heads) == 1 and self.parse.tags[heads[0]] not in {"NNS", "NNPS"} and not self._beside(i)

    def _beside(self, i: int) -> list[int]:
        """With whom something is done."""
        return [o for p in prepositions(self.parse, i) if p.word == "with" for o in p.objects]

    def _is_given_up(self, i: int, match: Match) -> bool:
        """True for habits and policies, which nobody leaves as one leaves a place."""
        places = _WORDS.sites | _WORDS.localities | _WORDS.settlements | _WORDS.missions
        things = all(self.parse.lemmas[k] not in places for k in match.objects)
        return things and self._are("object", match.objects, _THINGS)

    def _is_told(self, i: int, match: Match) -> bool:
        """True for reports, which one may fear and does not criticise for what they tell."""
        return bool(match.objects) and all(self.parse.lemmas[k] in self.b.cues.told_nouns for k in match.objects)

    def _is_thing(self, i: int, match: Match) -> bool:
        """True for what is nobody: one fulfils accords, answers resolutions, and takes decisions for something."""
        things = [a.referent.type for a in self.b.fill("object", match.objects or undergoers(self.parse, i))]
        return bool(things) and all(kind in _NO_ACTORS for kind in things)

    def _ends_measure(self, i: int, match: Match) -> bool:
        """True for what is laid on others: an embargo, a ban, a blockade, an asset freeze."""
        found = (match_noun(self.parse, k, self.lexicon) for k in match.objects)
        return any(one is not None and one.entry.relation in _MEASURES for one in found)


@dataclass(frozen=True, slots=True)
class _Sense:
    """The entry of the verbs of some relations, or of some lemmas, where the test holds or gives other objects.

    ``direct``: the objects stand in place of those of the preposition.
    """

    relations: frozenset[str]
    lemmas: frozenset[str]
    holds: Callable[[Senses, int, Match], bool | Sequence[int]]
    entry: str
    direct: bool = False


def _of(relation: str, *lemmas: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset({relation}), frozenset(lemmas)


# The first that holds counts.
_SENSES = (
    _Sense(_BIDDING, frozenset(), Senses._is_sent_away, "expel"),
    _Sense(*_of("received"), Senses._is_guest, "meet"),
    _Sense(*_of("possesses", "hold"), Senses._is_guest, "arrest"),
    _Sense(*_of("sought", "want"), Senses._asked, "urge"),
    _Sense(*_of("rejected", "dismiss"), Senses._is_guest, "remove"),
    _Sense(*_of("travelledTo", "fly"), lambda s, i, _: undergoers(s.parse, i), "send", direct=True),
    _Sense(
        *_of("violated", "break"),
        lambda s, _, m: any(s.parse.lemmas[k] in _WORDS.breakable for k in m.objects),
        "destroy",
    ),
    _Sense(*_of("removed", "sack"), lambda s, _, m: s._are("object", m.objects, _UNWOUNDED), "destroy"),
    _Sense(*_of("appointed", "install", "instal"), lambda s, _, m: s._are("object", m.objects, _THINGS), "create"),
    _Sense(*_of("apologisedFor"), Senses._of_another, "concern"),
    _Sense(*_of("informed", "tell"), lambda s, i, _: bids(s.b, i), "urge"),
    _Sense(frozenset(), _WORDS.charging_that, Senses._charged, "accuse"),
    _Sense(*_of("proposed", "suggest"), Senses._indicates, "report"),
    _Sense(*_of("stressed", "insist"), Senses._is_demanded, "demand"),
    _Sense(*_of("released"), Senses._is_freed, "liberate"),
    _Sense(*_of("described", "call"), Senses._is_rung_up, "phone"),
    _Sense(*_of("resigned"), lambda s, i, _: go(s.parse, i), "withdraw.from"),
    _Sense(*_of("returnedTo"), Senses._given_back, "handover", direct=True),
    _Sense(frozenset({"travelledTo"}), frozenset(), Senses._in_protest, "protest", direct=True),
    _Sense(*_of("urged", "ask"), Senses._are_sums, "request"),
    _Sense(*_of("criticised", "attack"), lambda s, i, _: go(s.parse, i), "attack"),
    _Sense(*_of("calledFor", "call"), Senses._are_called_on, "urge"),
    _Sense(*_of("censored", "suppress"), Senses._is_armed, "defeat"),
    _Sense(*_of("recommended", "advise"), lambda s, _, m: are_troops(s.parse, m.objects), "aid"),
    _Sense(*_of("barred", "deny", "refuse", "turn"), Senses._kept_out, "bar", direct=True),
    _Sense(*_of("admitted", "grant", "give", "allow"), Senses._kept_out, "admit", direct=True),
    _Sense(*_of("contributedTo", "contribute"), lambda s, i, _: undergoers(s.parse, i), "supply", direct=True),
    _Sense(*_of("travelledTo", "leave"), Senses._leaves_it, "leave"),
    _Sense(*_of("caused", "lead"), Senses._led, "lead", direct=True),
    _Sense(*_of("allowed"), Senses._let_in, "admit"),
    _Sense(*_of("handedOver"), Senses._to_justice, "extradite"),
    _Sense(frozenset({"moved", "sent"}), frozenset(), lambda s, _, m: are_troops(s.parse, m.objects), "deploy"),
    _Sense(*_of("ordered", "order"), lambda s, i, m: are_ordered(s.b, i, m), "deploy"),
    _Sense(*_of("left"), lambda s, i, _: go(s.parse, i), "withdraw.from"),
    _Sense(*_of("travelledTo", "arrive"), lambda s, i, _: go(s.parse, i), "deploy.to"),
    _Sense(*_of("used", "fire"), Senses._is_guest, "remove"),
    _Sense(*_of("wounded", "hurt"), lambda s, _, m: s._are("object", m.objects, _UNWOUNDED), "weaken"),
    _Sense(*_of("evacuated"), Senses._are_saved, "rescue"),
    _Sense(frozenset(), frozenset({"direct"}), lambda s, i, _: bids(s.b, i), "order"),
    _Sense(*_of("discussed", "review"), Senses._looks_over, "consider"),
    _Sense(*_of("withdrewFrom", "abandon"), Senses._is_given_up, "end"),
    _Sense(*_of("criticised", "express", "voice", "raise"), Senses._is_told, "concern"),
    _Sense(*_of("attacked", "retaliate"), Senses._is_thing, "oppose"),
    _Sense(*_of("praised", "honour", "honor"), Senses._is_thing, "implement"),
    _Sense(*_of("aided", "treat"), Senses._is_thing, "consider"),
    _Sense(_ENDING, frozenset(), Senses._ends_measure, "lift"),
)
