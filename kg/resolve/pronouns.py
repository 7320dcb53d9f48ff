"""Third-person pronouns: "he", "its", "they".

Salience in the manner of Lappin & Leass (1994) with few weights: the antecedent of the right kind that is nearest,
subjects before others, the same sentence before the one above. Two equal candidates leave the mention open: an edge to
the wrong actor is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.clauses import subjects
from kg.grammar import load_grammar
from kg.model import Referent
from kg.parse import Parse
from kg.resolve.antecedents import Antecedents, Candidate
from kg.verbs import is_verb

PERSON = frozenset({"he", "him", "his", "she", "her", "hers"})
THING = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their", "theirs"})
# Reflexives stand for the subject of their own clause: no edge from an actor to itself, so they stay open.
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
ALL = REFLEXIVE | PERSON | THING | PLURAL | FIRST_SINGULAR | FIRST_PLURAL

_WORDS = load_grammar()
_IMPERSONAL = _WORDS.impersonal_adjectives
_LINKING = frozenset({"be", "seem", "appear", "remain", "become", "prove"})
_ORGANISED = frozenset({"State", "Organisation", "ArmedGroup", "Bloc", "Instrument"})
_COLLECTIVE = frozenset({"Group", "People", "ArmedGroup", "Organisation", "Bloc"})
_REACH = {"person": 4, "thing": 1, "rule": 2, "plural": 2}


class Pronouns:
    """What the pronouns of one parse stand for, given the mentions ``before`` them.

    ``speaking`` gives who says the quotation around a token: "I met him" is not about the speaker.
    """

    def __init__(
        self, parse: Parse, before: Antecedents, speaking: Callable[[int], tuple[Referent, ...]] = lambda i: ()
    ) -> None:
        self.parse, self.before, self.speaking = parse, before, speaking

    def of(self, i: int) -> tuple[Referent, ...]:
        """What the third-person pronoun at ``i`` stands for; empty where that stays open."""
        word = self.parse.lower[i]
        if word in REFLEXIVE:
            return ()
        if word in PERSON:
            return self._best(i, "person")
        if word in THING:
            if self._expletive(i):
                return ()
            return self._parallel(i) or self._best(i, "thing")
        return self._continued(i) or self._couple(i) or self._spoken_to(i) or self._best(i, "plural")

    def _expletive(self, i: int) -> bool:
        """True for the "it" of "it is too early to say", which stands for nothing."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.lower[i] != "it" or parse.deps[i] not in {"nsubj", "expl"} or parse.lemmas[verb] not in _LINKING:
            return False
        predicates = list(parse.kids_by(verb, "acomp", "attr", "oprd"))
        judged = [k for k in predicates if parse.lemmas[k] in _IMPERSONAL or parse.kid(k, "advmod") is not None]
        clauses = [verb, *judged] if judged else []
        return any(parse.kid(k, "xcomp", "ccomp", "csubj", "advcl") is not None for k in clauses)

    def _parallel(self, i: int) -> tuple[Referent, ...]:
        """The subject of the clause just before, for "it" as subject: "the gap will narrow, and it will help"."""
        parse = self.parse
        verb = parse.heads[i]
        if parse.deps[i] != "nsubj" or parse.deps[verb] not in {"conj", "advcl"}:
            return ()
        subject = parse.kid(parse.heads[verb], "nsubj", "nsubjpass")
        if subject is None or subject > i or parse.tags[subject] not in {"NN", "NNP"}:
            return ()
        found = self.before.refer(subject)
        return found if all(r.type != "Person" for r in found) else ()

    def _fits(self, c: Candidate, kind: str) -> bool:
        first = c.referents[0]
        if kind == "person":
            return c.is_person
        if kind == "rule":
            return first.type == "Instrument" and len(c.referents) == 1
        if kind == "thing":
            return first.type in _ORGANISED and len(c.referents) == 1 and not c.plural
        return (first.type in _COLLECTIVE or (first.type == "Topic" and c.subject)) and (
            c.plural or first.type in {"ArmedGroup", "People"}
        )

    def _best(self, i: int, kind: str) -> tuple[Referent, ...]:
        """The most salient candidate of a kind before ``i``, unless another one is its equal."""
        beside = self._possessor_beside(i, kind)
        if beside:
            return beside
        if kind == "thing" and self._is_rule(i):
            kind = "rule"
        sentence = self.parse.sentence_of[i]
        scored: dict[tuple[Referent, ...], float] = {}
        governor = self._clause_mates(i)
        speaking = self.speaking(i) if kind in {"person", "plural"} else ()
        for c in self.before.seen:
            back = sentence - c.sentence
            if c.at >= i or back > _REACH[kind] or not self._fits(c, kind) or c.at in governor:
                continue
            if len(c.referents) == 1 and c.referents[0] in speaking:
                continue
            if self.parse.tags[i] == "PRP$" and c.referents[0].type == "Instrument":
                continue
            scored[c.referents] = max(scored.get(c.referents, -99.0), self._salience(c, i, back))
        ranked = sorted(scored.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05):
            return ()
        return ranked[0][0]

    def _is_rule(self, i: int) -> bool:
        """True for the object of what one does to agreements only: "accused the troops of breaching it"."""
        return self.parse.deps[i] == "dobj" and self.parse.lemmas[self.parse.heads[i]] in _WORDS.keeping

    def _salience(self, c: Candidate, i: int, back: int) -> float:
        """How near the candidate is to the mind at ``i``, ``back`` sentences later."""
        subject = 1.5 if self.parse.tags[i] == "PRP$" else 3.0
        score = subject * c.subject - 2.0 * back - 0.02 * (i - c.at) - (0.8 if c.modifier else 0.0)
        if self.parse.tags[i] == "PRP$" and c.at in self._own_subjects(i):
            score += 2.0
        if c.at in self._speaking_subjects(i):
            score += 2.0
        return score + 3.0 if self._agent_of_clause(c.at, i) else score

    def _own_subjects(self, i: int) -> list[int]:
        """Subjects, own or controlled, of the clause around ``i``: "forced Armenia to withdraw its troops"."""
        at = self.parse.heads[i]
        while self.parse.heads[at] != at and not is_verb(self.parse, at):
            at = self.parse.heads[at]
        return subjects(self.parse, at) if is_verb(self.parse, at) else []

    def _speaking_subjects(self, i: int) -> list[int]:
        """Who says or thinks the clause whose subject ``i`` is: "the rebels, whose war goes on, said they will"."""
        verb = self.parse.heads[i]
        told = self.parse.deps[i] in {"nsubj", "nsubjpass"} and self.parse.deps[verb] == "ccomp"
        return subjects(self.parse, self.parse.heads[verb]) if told and self.parse.heads[verb] < verb else []

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

    def _possessor_beside(self, i: int, kind: str) -> tuple[Referent, ...]:
        """The possessor in the same row of nouns: "the regime's attacks on A as well as its siege of B"."""
        parse = self.parse
        if parse.tags[i] != "PRP$":
            return ()
        for c in reversed(self.before.seen):
            if c.at >= i or c.sentence != parse.sentence_of[i]:
                continue
            if any(parse.tags[k] in {"VBD", "VBZ", "VBP", "MD"} for k in range(c.at, i)):
                return ()
            if parse.deps[c.at] == "poss" and self._fits(c, kind):
                return c.referents
        return ()

    def _clause_mates(self, i: int) -> set[int]:
        """The subject of the clause in which ``i`` is an object: "Israel attacked it" is not about Israel."""
        if self.parse.deps[i] not in {"dobj", "pobj", "dative"}:
            return set()
        at = self.parse.heads[i]
        while self.parse.deps[at] in {"prep", "agent"} and self.parse.heads[at] != at:
            at = self.parse.heads[at]
        return set(subjects(self.parse, at)) if is_verb(self.parse, at) else set()

    def _continued(self, i: int) -> tuple[Referent, ...]:
        """The several whom the sentence before is about, for "they" that opens the next: "Members met. They urged"."""
        parse, sentence = self.parse, self.parse.sentence_of[i]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or parse.heads[parse.heads[i]] != parse.heads[i]:
            return ()
        near = [c for c in self.before.seen if sentence - c.sentence <= 1 and c.at < i]
        if any(c.sentence == sentence for c in near):
            return ()
        for c in near:
            main = parse.heads[parse.heads[c.at]] == parse.heads[c.at]
            several = len(c.referents) > 1 or (c.plural and c.referents[0].type in _COLLECTIVE)
            if c.subject and main and several and parse.deps[c.at] in {"nsubj", "nsubjpass"}:
                return c.referents
        return ()

    def _couple(self, i: int) -> tuple[Referent, ...]:
        """The coordinated persons, states or organisations nearest before a plural mention."""
        sentence = self.parse.sentence_of[i]
        for c in reversed(self.before.seen):
            if c.at < i and sentence - c.sentence <= _REACH["plural"]:
                if len(c.referents) > 1:
                    return c.referents
                merged = tuple(dict.fromkeys(r for d in self.before.fellows(c, i) for r in d.referents))
                if len(merged) > 1 and merged[0].type != "Topic" and c.subject:
                    return merged
        return ()

    def _spoken_to(self, i: int) -> tuple[Referent, ...]:
        return self.before.interlocutors(i) if self.parse.deps[i] == "nsubj" else ()
