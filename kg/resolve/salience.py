"""How near a mention is to the mind where a pronoun stands.

Few weights after Lappin & Leass (1994): subjects before others, near before far; who owns, speaks or does what the
clause of the pronoun tells comes first, and what only says where or who reports comes last.
"""

from __future__ import annotations

from kg.clauses import subjects
from kg.grammar import load_grammar
from kg.parse import Parse
from kg.resolve.antecedents import Candidate
from kg.verbs import SUBJECTS, is_infinitive, is_verb

_WORDS = load_grammar()


class Salience:
    """Weighs the candidates for the pronouns of one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse

    def of(self, c: Candidate, i: int, back: int) -> float:
        """How near the candidate is to the mind at ``i``, ``back`` sentences later."""
        subject = 1.5 if self.parse.tags[i] == "PRP$" else 3.0
        score = subject * c.subject - 2.0 * back - 0.02 * (i - c.at) - (0.8 if c.modifier else 0.0)
        if self.parse.tags[i] == "PRP$" and c.at in self.own_subjects(i):
            score += 2.0
        if self._locates(c.at):
            score -= 1.0
        if c.at in self._urging_subjects(i):
            score -= 3.0
        if c.at in self.tellers(i):
            score += 2.0 if c.subject else 4.0
        if c.at in self._relating_subjects(i):
            score += 4.0
        if back and self._is_subordinate(i):
            score -= 1.5
        if self._closes(c.at):
            score -= 1.5
        return score + 3.0 if self._agent_of_clause(c.at, i) else score

    def _is_subordinate(self, i: int) -> bool:
        """True for the subject of a clause behind the main one: "jailed Diab after he refused" looks no further."""
        verb = self.parse.heads[i]
        own = self.parse.deps[i] in {"nsubj", "nsubjpass"} and self.parse.deps[verb] in {"advcl", "ccomp", "relcl"}
        return own and self.parse.heads[verb] < i

    def _closes(self, at: int) -> bool:
        """True for who reports at the end of a sentence, which is about somebody else: "..., the Houthis said"."""
        verb = self.parse.heads[at]
        told = self.parse.kid(verb, "ccomp") if self.parse.deps[at] == "nsubj" else None
        return told is not None and told < at < verb and self.parse.lemmas[verb] in _WORDS.reporting

    def _urging_subjects(self, i: int) -> list[int]:
        """Who urges others to do something to ``i``: "the minister urged them to release him" speaks of a third."""
        verb = self.parse.heads[i]
        above = self.parse.heads[verb]
        asked = self.parse.deps[i] == "dobj" and self.parse.deps[verb] in {"xcomp", "ccomp", "advcl"}
        return subjects(self.parse, above) if asked and self.parse.lemmas[above] in _WORDS.object_control else []

    def _locates(self, at: int) -> bool:
        """True for a name that only tells where: "the launch of a missile over Japan"."""
        parse, preposition = self.parse, self.parse.heads[at]
        located = parse.deps[at] == "pobj" and parse.lower[preposition] in {"over", "in", "near", "at", "from", "into"}
        return located and parse.pos[parse.heads[preposition]] == "NOUN"

    def own_subjects(self, i: int) -> list[int]:
        """Subjects, own or controlled, of the clause around ``i``: "forced Armenia to withdraw its troops"."""
        at = self.parse.heads[i]
        while self.parse.heads[at] != at and not is_verb(self.parse, at):
            at = self.parse.heads[at]
        own = self.parse.kid(at, *SUBJECTS)
        above = self.parse.heads[at]
        if own is not None and i in self.parse.spans(own) and self.parse.deps[at] == "ccomp" and above < own:
            # "Called on Chad to ensure that its raid remains limited".
            at = above
        return subjects(self.parse, at) if is_verb(self.parse, at) else []

    def controllers(self, i: int) -> list[int]:
        """Those who are to do what the infinitive around ``i`` tells, also where it is about what they did to it."""
        at = self.parse.heads[i]
        while self.parse.heads[at] != at and not is_infinitive(self.parse, at):
            at = self.parse.heads[at]
        return subjects(self.parse, at) if is_infinitive(self.parse, at) else []

    def tellers(self, i: int) -> list[int]:
        """Who says or thinks the clause whose subject ``i`` is or owns: "the rebels, who fight on, said they will"."""
        own = self.parse.heads[i] if self.parse.deps[i] == "poss" else i
        verb = self.parse.heads[own]
        told = self.parse.deps[own] in {"nsubj", "nsubjpass"} and self.parse.deps[verb] == "ccomp"
        if self.parse.lemmas[self.parse.heads[verb]] in {"fear", "worry", "suspect"} and self.parse.deps[i] == "nsubj":
            # What one fears that it will do is another.
            return []
        return subjects(self.parse, self.parse.heads[verb]) if told and self.parse.heads[verb] < verb else []

    def _relating_subjects(self, i: int) -> list[int]:
        """The subject of the clause that a bare relative one belongs to: "Iran claims the field it calls Arash"."""
        parse, verb = self.parse, self.parse.heads[i]
        bare = parse.deps[verb] == "relcl" and all(parse.tags[k] != "WDT" for k in parse.kids[verb])
        if parse.deps[i] != "nsubj" or not bare:
            return []
        at = parse.heads[verb]
        while parse.heads[at] != at and not is_verb(parse, at):
            at = parse.heads[at]
        return subjects(parse, at) if is_verb(parse, at) else []

    def _agent_of_clause(self, at: int, i: int) -> bool:
        """True for the by-phrase of the passive clause that holds ``i``: "attacks by the regime on its people"."""
        parse = self.parse
        by = parse.heads[at]
        if parse.deps[at] != "pobj" or parse.deps[by] != "agent":
            return False
        verb, node = parse.heads[by], i
        while parse.heads[node] != node:
            node = parse.heads[node]
            if node == verb:
                return True
        return False
