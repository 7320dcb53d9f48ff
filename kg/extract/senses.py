"""Which sense of a listed verb is meant, by what it is said with: "ended the embargo" is no mere end.

The lexicon knows verbs by their words alone. What they take decides between senses: whoever receives a delegation meets
it, whoever wants another to act asks for it, and what ends a measure eases it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.clauses import subjects, undergoers
from kg.extract.fillers import Fillers
from kg.extract.match import Match, match_noun, match_verb
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.verbs import is_infinitive, is_passive

_WORDS = load_grammar()
_ENDING = frozenset({"ended", "suspended", "cancelled", "ceased"})
_MEASURES = frozenset(
    {"sanctioned", "banned", "restricted", "blocked", "besieged", "cutOff", "seized", "barred", "suspended"}
)
_BIDDING = frozenset({"ordered", "urged", "requestedFrom", "informed"})
_MOVING = frozenset({"moved", "sent"})
_WILL = frozenset({"will", "would", "'ll"})
# Entries that tell what it is to announce acts of these types to somebody.
_FORETOLD = {
    **dict.fromkeys(("AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"), "assure"),
    **dict.fromkeys(("ASSAULT", "SANCTION", "COERCE"), "threaten"),
}
_GUESTS = frozenset({"Person", "Group"})
_BORDERING = frozenset({"State", "Place"})
_DASHES = frozenset({"-", "–", "—"})
_HIGHEST_GOALS = 20


class Senses:
    """Tells the senses of the verbs of one reading apart."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon

    def meant(self, i: int, match: Match) -> Match:
        """The match at ``i`` under the entry that its arguments call for."""
        relation = match.entry.relation
        if relation in _BIDDING and self._is_sent_away(i):
            return replace(match, entry=self.lexicon.entries["expel"])
        if relation == "received" and self._is_guest(match.objects):
            return replace(match, entry=self.lexicon.entries["meet"])
        if relation == "possesses" and self.parse.lemmas[i] == "hold" and self._is_guest(match.objects):
            return replace(match, entry=self.lexicon.entries["arrest"])
        if relation == "sought" and self.parse.lemmas[i] == "want" and (asked := self._asked(i)):
            return replace(match, entry=self.lexicon.entries["urge"], objects=tuple(asked))
        if relation == "rejected" and self.parse.lemmas[i] == "dismiss" and self._is_guest(match.objects):
            return replace(match, entry=self.lexicon.entries["remove"])
        if relation == "apologisedFor" and self._of_another(i):
            return replace(match, entry=self.lexicon.entries["concern"])
        if relation == "informed" and self.parse.lemmas[i] == "tell" and self._bids(i):
            return replace(match, entry=self.lexicon.entries["urge"])
        if relation == "informed" and (spoken := self._announced(i)):
            return replace(match, entry=self.lexicon.entries[spoken])
        if self.parse.lemmas[i] in _WORDS.charging_that and (charged := self._charged(i)):
            return replace(match, entry=self.lexicon.entries["accuse"], objects=tuple(charged))
        if relation == "released" and self._are_places(match.objects):
            return replace(match, entry=self.lexicon.entries["liberate"])
        if relation == "described" and self.parse.lemmas[i] == "call" and self._is_rung_up(i, match.objects):
            return replace(match, entry=self.lexicon.entries["phone"])
        if relation == "resigned" and self._are_forces(subjects(self.parse, i)):
            return replace(match, entry=self.lexicon.entries["withdraw.from"])
        if relation == "returnedTo" and (given := undergoers(self.parse, i)) and not is_passive(self.parse, i):
            return replace(match, entry=self.lexicon.entries["handover"], objects=tuple(given), preposition_at=None)
        if relation == "travelledTo" and self.parse.lemmas[i] == "leave" and not self._are_destinations(match.objects):
            return replace(match, entry=self.lexicon.entries["leave"], objects=tuple(undergoers(self.parse, i)))
        if relation == "caused" and self.parse.lemmas[i] == "lead" and (led := self._led(i, match)):
            return replace(match, entry=self.lexicon.entries["lead"], objects=led, preposition_at=None)
        if relation == "allowed" and (let_in := self._let_in(i, match.objects)):
            return replace(match, entry=self.lexicon.entries["admit"], objects=let_in)
        if relation == "handedOver" and self._to_justice(i, match.objects):
            return replace(match, entry=self.lexicon.entries["extradite"])
        if relation in _MOVING and self._are_forces(match.objects):
            return replace(match, entry=self.lexicon.entries["deploy"])
        if relation == "left" and self._are_forces(subjects(self.parse, i)) and not is_passive(self.parse, i):
            return replace(match, entry=self.lexicon.entries["withdraw.from"])
        if relation == "evacuated" and self._are_saved(match.objects):
            return replace(match, entry=self.lexicon.entries["rescue"])
        if self.parse.lemmas[i] == "direct" and self._bids(i):
            return replace(match, entry=self.lexicon.entries["order"])
        if relation in _ENDING and any(self._is_measure(k) for k in match.objects):
            return replace(match, entry=self.lexicon.entries["lift"])
        return match

    def is_foreign(self, i: int, match: Match) -> bool:
        """True where the entry does not concern what is told: a match won 2-0, migrants pushed across a border."""
        if self.parse.lemmas[i] in _WORDS.contests and self._has_score(i):
            return True
        if match.entry.relation == "urged" and self.parse.lemmas[i] == "push" and not self._bids(i):
            return self.parse.kid(i, "ccomp") is None
        if match.entry.relation == "received" and self.parse.lemmas[i] == "get" and self._moves(i):
            return True
        if self.parse.lemmas[i] in {"strike", "starve"} and not match.objects:
            # Workers strike and storms do; people starve.
            return True
        if match.entry.relation != "borders":
            return False
        beside = self.b.fill("actor", subjects(self.parse, i))
        return not beside or any(a.referent.type not in _BORDERING for a in beside)

    def _moves(self, i: int) -> bool:
        """True for "get aid into the city", which brings it there."""
        return any(p.word in {"into", "to", "through", "across", "out"} for p in prepositions(self.parse, i))

    def _is_guest(self, objects: tuple[int, ...]) -> bool:
        """True for persons, and for bodies that come as such: "received a delegation of Bolivian lawmakers"."""
        guests = self.b.fill("with", objects)
        sent = all(self.parse.lemmas[k] == "delegation" for k in objects)
        return bool(guests) and (sent or all(a.referent.type in _GUESTS for a in guests))

    def _is_rung_up(self, i: int, objects: tuple[int, ...]) -> bool:
        """True for a person called, and called nothing: "called his counterpart"."""
        called = self.parse.kid(i, "oprd", "attr", "xcomp", "acomp", "ccomp") is not None
        people = self.b.fill("with", objects)
        return not called and bool(people) and all(a.referent.type == "Person" for a in people)

    def _of_another(self, i: int) -> bool:
        """True for a clause with a subject of its own: who "regretted that the rebels left" apologises for nothing."""
        return any(self.parse.kid(k, "nsubj", "nsubjpass") is not None for k in self.parse.kids_by(i, "ccomp"))

    def _bids(self, i: int) -> bool:
        """True for a verb with "to" after it: "told the rebels to leave"."""
        return any(is_infinitive(self.parse, k) for k in self.parse.kids_by(i, "xcomp", "advcl", "ccomp"))

    def _asked(self, i: int) -> list[int]:
        """Whom somebody wants to act: "wants Bulgaria to shut the plant"."""
        for verb in self.parse.kids_by(i, "ccomp", "xcomp"):
            own = self.parse.kid(verb, "nsubj")
            if own is not None and is_infinitive(self.parse, verb):
                heads = self.parse.conjuncts(own)
                return heads if all(self.b.is_actor(a) for a in self.b.fill("recipient", heads)) else []
        return []

    def _charged(self, i: int) -> list[int]:
        """Who is said to have done wrong in what somebody complains of: "charged that the troops had looted"."""
        for verb in self.parse.kids_by(i, "ccomp"):
            heads = [k for k in subjects(self.parse, verb) if not is_passive(self.parse, verb)]
            who = {a.referent for a in self.b.fill("actor", subjects(self.parse, i))}
            charged = self.b.fill("recipient", heads)
            if who and charged and all(self.b.is_actor(a) and a.referent not in who for a in charged):
                return heads
        return []

    def _is_sent_away(self, i: int) -> bool:
        """True for "ordered the correspondent to leave the country", "told the envoy to leave"."""
        for verb in self.parse.kids_by(i, "xcomp", "ccomp", "advcl"):
            left = [self.parse.lemmas[k] for k in self.parse.kids_by(verb, "dobj")]
            if self.parse.lemmas[verb] == "leave" and is_infinitive(self.parse, verb):
                return not left or left[0] in {"country", "territory", "kingdom", "republic"}
        return False

    def _let_in(self, i: int, objects: tuple[int, ...]) -> tuple[int, ...]:
        """Inspectors and the like whom somebody lets visit or enter; empty where it is about others."""
        verbs = [k for k in self.parse.kids_by(i, "ccomp", "xcomp") if self.parse.lemmas[k] in _WORDS.entering]
        into = [p for k in (i, *objects) for p in prepositions(self.parse, k) if p.word in {"into", "to", "in"}]
        heads = objects or tuple(m for v in verbs for m in subjects(self.parse, v))
        inner = [o for k in heads for p in prepositions(self.parse, k) if p.word == "of" for o in p.objects]
        inspecting = any(self.parse.lemmas[k] in _WORDS.inspecting for k in (*heads, *inner))
        return heads if inspecting and (verbs or into) else ()

    def _to_justice(self, i: int, objects: tuple[int, ...]) -> bool:
        """True where a person is given to those who try him: "turned over the general to the tribunal"."""
        holders = [o for k in (i, *objects) for p in prepositions(self.parse, k) if p.word == "to" for o in p.objects]
        people = self.b.fill("recipient", objects)
        tried = any(self.parse.lemmas[k] in _WORDS.justice for k in holders)
        tried = tried or (bool(holders) and all(self.parse.lemmas[k] in _WORDS.wanted for k in objects))
        return tried and bool(people) and all(a.referent.type in _GUESTS for a in people)

    def _announced(self, i: int) -> str | None:
        """The entry of what one tells another to his face: "told the agency it would open the plant" promises that."""
        own = {a.referent for a in self.b.fill("actor", subjects(self.parse, i))}
        for verb in self.parse.kids_by(i, "ccomp"):
            will = any(self.parse.lower[k] in _WILL for k in self.parse.kids_by(verb, "aux"))
            same = {a.referent for a in self.b.fill("actor", subjects(self.parse, verb))} & own
            told = (
                match_verb(self.parse, verb, self.lexicon) if will and same and not is_passive(self.parse, i) else None
            )
            if will and not same and self._or_else(verb):
                return "threaten"
            if told is not None and self.parse.kid(verb, "neg") is None:
                return _FORETOLD.get(told.entry.event_type or "")
        return None

    def _led(self, i: int, match: Match) -> tuple[int, ...]:
        """What stands between "lead" and "to": "will lead a mission to Haiti"."""
        return tuple(k for k in undergoers(self.parse, i) if i < k < (match.preposition_at or 0))

    def _or_else(self, verb: int) -> bool:
        """True for what will happen "unless" others act: "told the army that aid would stop unless ..."."""
        clauses = self.parse.kids_by(verb, "advcl")
        return any(self.parse.lower[k] == "unless" for clause in clauses for k in self.parse.kids_by(clause, "mark"))

    def _are_destinations(self, objects: tuple[int, ...]) -> bool:
        """True for where one may go: nobody "leaves the country for" a treatment."""
        return any(a.referent.type in {"Place", "State", "Organisation", "Bloc"} for a in self.b.fill("place", objects))

    def _are_places(self, objects: tuple[int, ...]) -> bool:
        """True for towns: "operations to free Mosul" let nobody out of prison."""
        found = self.b.fill("object", objects)
        towns = all(self.parse.lemmas[k] in _WORDS.settlements for k in objects)
        return bool(found) and (towns or all(a.referent.type == "Place" for a in found))

    def _are_forces(self, heads: Iterable[int]) -> bool:
        """True for troops and what they fight with."""
        lemmas = [self.parse.lemmas[k] for head in heads for k in (head, *self._made_of(head))]
        return any(lemma in _WORDS.forces for lemma in lemmas)

    def _made_of(self, head: int) -> list[int]:
        """What a group consists of: "soldiers" in "a convoy of soldiers"."""
        if self.parse.lemmas[head] not in _WORDS.containers | _WORDS.counting and self.parse.tags[head] != "CD":
            return []
        return [o for p in prepositions(self.parse, head) if p.word == "of" for o in p.objects]

    def _are_saved(self, objects: tuple[int, ...]) -> bool:
        """True for people whom one brings out of danger, and not one's own troops, staff or settlements."""
        own = any(self.parse.deps[k] == "poss" for head in objects for k in self.parse.kids[head])
        people = self.b.fill("recipient", objects)
        leaving = self._are_forces(objects) or any(
            self.parse.lemmas[k] in _WORDS.strangers & {"settler"} for k in objects
        )
        return bool(people) and not own and not leaving and all(a.referent.type in _GUESTS | {"People"} for a in people)

    def _is_measure(self, k: int) -> bool:
        """True for what is laid on others: an embargo, a ban, a blockade, an asset freeze."""
        found = match_noun(self.parse, k, self.lexicon)
        return found is not None and found.entry.relation in _MEASURES

    def _has_score(self, i: int) -> bool:
        """True where the sentence tells a result ("beat Argentina 2-0")."""
        start, end = self.parse.sentences[self.parse.sentence_of[i]]
        words = self.parse.words
        return any(
            words[k] in _DASHES and _is_goals(words[k - 1]) and _is_goals(words[k + 1])
            for k in range(start + 1, end - 1)
        )


def _is_goals(word: str) -> bool:
    return word.isdecimal() and int(word) < _HIGHEST_GOALS
