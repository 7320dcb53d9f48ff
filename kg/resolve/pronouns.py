"""Pronouns and short definite phrases: "he", "its", "they", "the regime", "the two countries", "this pact", "we".

Salience in the manner of Lappin & Leass (1994) with few weights: the antecedent of the right kind that is nearest,
subjects before others, the same sentence before the one above. Two equal candidates leave the mention open: an edge to
the wrong actor is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.clauses import subjects
from kg.model import Referent
from kg.parse import Parse
from kg.verbs import SUBJECTS, is_verb

PERSON = frozenset({"he", "him", "his", "she", "her", "hers"})
THING = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their", "theirs"})
# Reflexives stand for the subject of their own clause: no edge from an actor to itself, so they stay open.
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
ALL = REFLEXIVE | PERSON | THING | PLURAL | FIRST_SINGULAR | FIRST_PLURAL

_LINKING = frozenset({"be", "seem", "appear", "remain", "become", "prove"})
_ORGANISED = frozenset({"State", "Organisation", "ArmedGroup", "Bloc", "Instrument"})
_COLLECTIVE = frozenset({"Group", "People", "ArmedGroup", "Organisation", "Bloc"})
REACH = {"person": 4, "thing": 1, "plural": 2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that a later one may point back to."""

    at: int
    sentence: int
    referents: tuple[Referent, ...]
    subject: bool
    plural: bool
    modifier: bool


def candidate(parse: Parse, i: int, referents: tuple[Referent, ...]) -> Candidate:
    """The mention at ``i`` with what makes it more or less salient."""
    top = i
    while parse.deps[top] in {"conj", "appos"} and parse.heads[top] != top:
        top = parse.heads[top]
    return Candidate(
        i,
        parse.sentence_of[i],
        referents,
        parse.deps[top] in SUBJECTS,
        parse.tags[i] in {"NNS", "NNPS"} or len(referents) > 1,
        parse.deps[i] in {"poss", "amod", "compound", "nmod"},
    )


class Antecedents:
    """The mentions seen so far, asked for the antecedent of the next pronoun."""

    def __init__(self, parse: Parse, refer: Callable[[int], tuple[Referent, ...]]) -> None:
        self.parse, self.refer = parse, refer
        self.seen: list[Candidate] = []

    def add(self, i: int, referents: tuple[Referent, ...]) -> None:
        """Remembers the mention at ``i``."""
        if referents and self.parse.lower[i] not in FIRST_SINGULAR | FIRST_PLURAL:
            self.seen.append(candidate(self.parse, i, referents))

    def of_pronoun(self, i: int) -> tuple[Referent, ...]:
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
        return self._couple(i) or self._spoken_to(i) or self._best(i, "plural")

    def _expletive(self, i: int) -> bool:
        """True for the "it" of "it is too early to say", which stands for nothing."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.lower[i] != "it" or parse.deps[i] not in {"nsubj", "expl"} or parse.lemmas[verb] not in _LINKING:
            return False
        predicates = [verb, *parse.kids_by(verb, "acomp", "attr", "oprd")]
        return any(parse.kid(k, "xcomp", "ccomp", "csubj", "advcl") is not None for k in predicates)

    def _parallel(self, i: int) -> tuple[Referent, ...]:
        """The subject of the clause just before, for "it" as subject: "the gap will narrow, and it will help"."""
        parse = self.parse
        verb = parse.heads[i]
        if parse.deps[i] != "nsubj" or parse.deps[verb] != "conj":
            return ()
        subject = parse.kid(parse.heads[verb], "nsubj", "nsubjpass")
        if subject is None or subject > i or parse.tags[subject] not in {"NN", "NNP"}:
            return ()
        return self.refer(subject)

    def _fits(self, c: Candidate, kind: str) -> bool:
        first = c.referents[0]
        if kind == "person":
            return first.type == "Person" and len(c.referents) == 1
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
        sentence = self.parse.sentence_of[i]
        scored: dict[tuple[Referent, ...], float] = {}
        governor = self._clause_mates(i)
        for c in self.seen:
            back = sentence - c.sentence
            if c.at >= i or back > REACH[kind] or not self._fits(c, kind) or c.at in governor:
                continue
            if self.parse.tags[i] == "PRP$" and c.referents[0].type == "Instrument":
                continue
            score = (
                (1.5 if self.parse.tags[i] == "PRP$" else 3.0) * c.subject
                - 2.0 * back
                - 0.02 * (i - c.at)
                - (0.8 if c.modifier else 0.0)
            )
            if self._agent_of_clause(c.at, i):
                score += 3.0
            scored[c.referents] = max(scored.get(c.referents, -99.0), score)
        ranked = sorted(scored.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05):
            return ()
        return ranked[0][0]

    def _agent_of_clause(self, at: int, i: int) -> bool:
        """True for the by-phrase of the passive clause that holds ``i``: "attacks by the regime against its own people"."""
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
        for c in reversed(self.seen):
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

    def _couple(self, i: int) -> tuple[Referent, ...]:
        """The coordinated persons, states or organisations nearest before a plural mention."""
        sentence = self.parse.sentence_of[i]
        for c in reversed(self.seen):
            if c.at < i and sentence - c.sentence <= REACH["plural"]:
                if len(c.referents) > 1:
                    return c.referents
                fellows = [d for d in self.seen if d.at in self.parse.conjuncts(self._first(c.at)) and d.at < i]
                merged = tuple(dict.fromkeys(r for d in fellows for r in d.referents))
                if len(merged) > 1 and merged[0].type != "Topic" and c.subject:
                    return merged
        return ()

    def _spoken_to(self, i: int) -> tuple[Referent, ...]:
        return self.interlocutors(i) if self.parse.deps[i] == "nsubj" else ()

    def interlocutors(self, i: int, reach: int = 1) -> tuple[Referent, ...]:
        """Two persons of whom one met, called or addressed the other shortly before: "They also discussed ..."."""
        parse, sentence = self.parse, self.parse.sentence_of[i]
        for number in range(sentence - 1, max(-1, sentence - reach - 1), -1):
            start, end = parse.sentences[number]
            persons = {c.at: c.referents[0] for c in self.seen if start <= c.at < end and self._fits(c, "person")}
            for verb in range(start, end):
                subject = [persons[s] for s in parse.kids_by(verb, "nsubj") if s in persons]
                others = [persons[o] for o in parse.kids_by(verb, "dobj") if o in persons]
                if len(subject) == 1 and len(others) == 1:
                    return (subject[0], others[0])
        return ()

    def _first(self, at: int) -> int:
        while self.parse.deps[at] == "conj" and self.parse.heads[at] != at:
            at = self.parse.heads[at]
        return at

    def same_head(self, i: int, lemma: str) -> tuple[Referent, ...]:
        """The nearest earlier mention with this head word: "the regime" after "Assad's regime"."""
        for c in reversed(self.seen):
            if c.at < i and self.parse.lemmas[c.at] == lemma and len(c.referents) == 1 and self._telling(c):
                return c.referents
        return ()

    def _telling(self, c: Candidate) -> bool:
        """True where the mention says more than its noun alone."""
        return not c.referents[0].local or len(c.referents[0].name.split()) > 1

    def nearest(self, i: int, types: frozenset[str], reach: int, subject_first: bool = True) -> tuple[Referent, ...]:
        """The nearest single mention of one of these types within ``reach`` sentences, subjects first."""
        sentence = self.parse.sentence_of[i]
        near = [
            c
            for c in self.seen
            if c.at < i and sentence - c.sentence <= reach and len(c.referents) == 1 and c.referents[0].type in types
        ]
        if not near:
            return ()
        best = max(near, key=lambda c: (c.sentence, subject_first and c.subject, c.at))
        return best.referents

    def last_two(self, i: int, types: frozenset[str], reach: int = 6) -> tuple[Referent, ...]:
        """The two different actors last spoken of together: "the two countries", "both leaders"."""
        sentence = self.parse.sentence_of[i]
        for c in reversed(self.seen):
            if c.at >= i or sentence - c.sentence > reach:
                continue
            fellows = [d for d in self.seen if d.at in self.parse.conjuncts(self._first(c.at)) and d.at < i]
            together = dict.fromkeys(r for d in fellows for r in d.referents if r.type in types)
            if len(together) == 2:
                return tuple(together)
            dashed = self._dashed_with(c, types)
            if dashed:
                return dashed
            if types == frozenset({"Person"}):
                pair = self._in_sentence(c.sentence, types, i)
                if len(pair) == 2:
                    return pair
        return ()

    def _dashed_with(self, c: Candidate, types: frozenset[str]) -> tuple[Referent, ...]:
        """The pair of "UK-France"."""
        if c.at < 2 or self.parse.words[c.at - 1] not in {"-", "–"} or c.referents[0].type not in types:
            return ()
        other = next((d for d in self.seen if d.at == c.at - 2 and d.referents[0].type in types), None)
        return (other.referents[0], c.referents[0]) if other and other.referents != c.referents else ()

    def _in_sentence(self, sentence: int, types: frozenset[str], before: int) -> tuple[Referent, ...]:
        found = (
            r for c in self.seen if c.sentence == sentence and c.at < before for r in c.referents if r.type in types
        )
        return tuple(dict.fromkeys(found))
