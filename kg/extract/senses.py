"""Which sense of a listed verb is meant, by what it is said with: "ended the embargo" is no mere end.

The lexicon knows verbs by their words alone. What they take decides between senses: whoever receives a delegation meets
it, whoever wants another to act asks for it, and what ends a measure eases it.
"""

from __future__ import annotations

from dataclasses import replace

from kg.clauses import subjects
from kg.extract.fillers import Fillers
from kg.extract.match import Match, match_noun
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.verbs import is_infinitive

_WORDS = load_grammar()
_ENDING = frozenset({"ended", "suspended", "cancelled", "ceased"})
_MEASURES = frozenset(
    {"sanctioned", "banned", "restricted", "blocked", "besieged", "cutOff", "seized", "barred", "suspended"}
)
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
