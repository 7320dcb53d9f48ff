"""Pronouns for what a neighbouring clause acts on: "found two men and freed them", "opened the port after it was shut".

Parallel structure (Kehler 2002, ch. 6): where one subject does two things, the second object is the first one.
"""

from __future__ import annotations

from kg.clauses import receivers, undergoers
from kg.grammar import load_grammar
from kg.model import Referent
from kg.parse import Parse
from kg.resolve.antecedents import Antecedents
from kg.verbs import SUBJECTS, is_verb

_WORDS = load_grammar()
_WHEN = frozenset({"after", "as", "before", "once", "since", "until", "when"})
_MANY = frozenset({"NNS", "NNPS"})
_PLACES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})


class ByObject:
    """Finds what the objects around the pronouns of one parse tell of them, given the mentions ``before`` them."""

    def __init__(self, parse: Parse, before: Antecedents) -> None:
        self.parse, self.before = parse, before

    def of(self, i: int, kind: str) -> tuple[Referent, ...]:
        """What a pronoun stands for by what its neighbour clause acts on; nothing where that is no rule's matter."""
        rules = (self._driven, self._picked, self._acted_on, self._undone, self._struck_back, self._taken_before)
        for k in next(filter(None, (rule(i) for rule in rules)), []):
            if k < i and self.parse.pos[k] != "PRON" and self._agrees(k, kind):
                several = [m for m in self.parse.conjuncts(k) if m < i]
                return tuple(dict.fromkeys(r for m in several for r in self.before.refer(m)))
        return ()

    def _agrees(self, k: int, kind: str) -> bool:
        """True where the noun at ``k`` may be what a pronoun of this kind means."""
        joined = self.parse.kid(k, "conj") is not None
        many = self.parse.tags[k] in _MANY or joined or self.parse.lemmas[k] in _WORDS.bodies_of_people
        person = any(r.type == "Person" for r in self.before.refer(k))
        return (
            many
            if kind == "plural"
            else not joined and self.parse.tags[k] not in _MANY and person == (kind == "person")
        )

    def _acted_on(self, i: int) -> list[int]:
        """The object of the verb before, for one with the same subject: "asked two men in and told them"."""
        parse, verb = self.parse, self.parse.heads[i]
        within = parse.deps[i] in {"dobj", "dative"}
        if parse.deps[verb] == "xcomp" and parse.kid(verb, "dobj") == i:
            # "Rejects the claim and continues to dispute it".
            verb = parse.heads[verb]
        if not within or parse.deps[verb] != "conj" or not is_verb(parse, verb):
            return []
        first = parse.heads[verb]
        if not is_verb(parse, first) or parse.kid(verb, *SUBJECTS) is not None:
            return []
        return [k for k in (*undergoers(parse, first), *receivers(parse, first)) if first < k < verb][:1]

    def _driven(self, i: int) -> list[int]:
        """Whom somebody drives from where they live: "has driven two million people from their homes"."""
        parse, home = self.parse, self.parse.heads[i]
        verb = parse.heads[parse.heads[home]]
        if (
            parse.deps[i] != "poss"
            or parse.lower[parse.heads[home]] != "from"
            or parse.lemmas[home] not in _WORDS.homes
        ):
            return []
        if not is_verb(parse, verb):
            verb = parse.heads[verb]
        return [k for k in undergoers(parse, verb) if k < i]

    def _picked(self, i: int) -> list[int]:
        """Those of whom one picks some out: "killing 28 people, many of them children"."""
        parse, some = self.parse, self.parse.heads[self.parse.heads[i]]
        picking = parse.lemmas[some] in _WORDS.counting or parse.pos[some] == "NUM" or parse.lower[some] == "both"
        if parse.deps[i] != "pobj" or parse.lower[parse.heads[i]] != "of" or not picking:
            return []
        start = parse.sentences[max(parse.sentence_of[i] - 1, 0)][0]
        return [k for k in range(some - 1, start - 1, -1) if parse.tags[k] in _MANY and parse.deps[k] in _PLACES][:1]

    def _taken_before(self, i: int) -> list[int]:
        """What the subject is said to have taken: "the rebels, who seized two men, must free them"."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.deps[i] != "dobj" or not is_verb(parse, verb):
            return []
        told = (v for s in parse.kids_by(verb, "nsubj") for v in parse.kids_by(s, "relcl") if v < verb)
        return [k for v in told for k in parse.kids_by(v, "dobj") if k > v][:1]

    def _undone(self, i: int) -> list[int]:
        """The object of the clause above, for what something befell at another time: "re-open it after it was shut"."""
        parse, verb = self.parse, self.parse.heads[i]
        above = parse.heads[verb]
        if parse.deps[i] != "nsubjpass" or parse.deps[verb] != "advcl" or above > verb or not is_verb(parse, above):
            return []
        timed = any(parse.lower[m] in _WHEN for m in parse.kids_by(verb, "mark", "advmod"))
        return [k for k in undergoers(parse, above) if above < k < verb][:1] if timed else []

    def _struck_back(self, i: int) -> list[int]:
        """The doer of the clause in front, on whom others act: "when a gun opened fire, a jet destroyed it"."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.deps[i] != "dobj" or parse.lemmas[verb] not in _WORDS.harming:
            return []
        for clause in parse.kids_by(verb, "advcl"):
            timed = any(parse.lower[m] in _WHEN for m in parse.kids_by(clause, "mark", "advmod"))
            if clause < verb and timed:
                return list(parse.kids_by(clause, "nsubj"))
        return []
