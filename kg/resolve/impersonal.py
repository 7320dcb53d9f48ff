"""The "it" that stands for no actor: of "it is too early", "it was the envoys who signed", "should Chad request it".

Expletives and extraposition after Paice & Husk (1987), with the matter of an offer or condition that is only spoken of.
"""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.parse import Parse
from kg.resolve.antecedents import Antecedents
from kg.verbs import is_infinitive

_WORDS = load_grammar()
_IMPERSONAL = _WORDS.impersonal_adjectives
_LINKING = frozenset({"be", "seem", "appear", "remain", "become", "prove"})
_POINTING = frozenset({"it", "this", "that"})


class Impersonal:
    """Finds the pronouns of one parse that stand for no actor, given the mentions ``before`` them."""

    def __init__(self, parse: Parse, before: Antecedents) -> None:
        self.parse, self.before = parse, before

    def of(self, i: int) -> bool:
        """True for an "it" that stands for nothing, or for what a clause tells."""
        return self._expletive(i) or self._is_matter(i)

    def _expletive(self, i: int) -> bool:
        """True for the "it" of "it is too early to say", which stands for nothing."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.lower[i] != "it" or parse.deps[i] not in {"nsubj", "expl"} or parse.lemmas[verb] not in _LINKING:
            return False
        predicates = list(parse.kids_by(verb, "acomp", "attr", "oprd"))
        if any(self._is_cleft(k) for k in parse.kids_by(verb, "attr")):
            return True
        judged = [k for k in predicates if parse.lemmas[k] in _IMPERSONAL or parse.kid(k, "advmod") is not None]
        clauses = [verb, *judged] if judged else []
        told = (m for k in judged for m in parse.kids_by(k, "acl", "relcl"))
        whole = any(parse.kid(k, "xcomp", "ccomp", "csubj", "advcl") is not None for k in clauses)
        return whole or any(is_infinitive(parse, m) for m in told)

    def _is_matter(self, i: int) -> bool:
        """True for what is asked for, or was just said: "should Chad request it", "if it is shown that ..., it is"."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.deps[i] == "dobj" and parse.deps[verb] == "advcl" and parse.lemmas[verb] in _WORDS.wishing:
            return True
        if parse.deps[i] == "dobj" and parse.lemmas[verb] in _WORDS.disputing:
            # "The army blamed the militia, which denied it."
            return True
        if parse.deps[i] != "nsubj" or parse.lemmas[verb] not in _LINKING:
            return False
        clauses = [k for k in parse.kids_by(verb, "advcl") if k < i]
        told = (s for k in clauses for s in parse.kids_by(k, "nsubj", "nsubjpass", "expl"))
        # "Whilst this is welcome, it is a first step".
        return any(parse.lower[s] in _POINTING and not self._names_actor(s) for s in told)

    def _names_actor(self, i: int) -> bool:
        return any(r.type != "Topic" for r in self.before.refer(i))

    def _is_cleft(self, k: int) -> bool:
        """True for "it was the envoys who signed it"; but "it is a group that kills" tells what it is."""
        one = any(self.parse.lower[d] in {"a", "an", "one"} for d in self.parse.kids_by(k, "det", "nummod"))
        return not one and self.parse.kid(k, "relcl") is not None
