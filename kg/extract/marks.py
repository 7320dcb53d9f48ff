"""What a predicate's own words do to its status: modals, negation, adverbs, tense and the conditions beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.context import Context, combine
from kg.extract.cues import Cues
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.parse import Parse
from kg.verbs import is_imperative

_WORDS = load_grammar()
# "Whether" and "until" open a clause without making the one above it depend on it.
_NO_CONDITIONS = frozenset({"whether", "until"})
# Links between a promise and its condition: "is ready to help if ...", "offered to help if ...".
_LINKS = frozenset({"xcomp", "ccomp", "advcl", "acomp", "conj", "pcomp", "prep"})
# "I would say", "we must stress", "I wish to thank".
_POLITE = frozenset({"would", "'d", "must", "should", "can", "may"})
_FORBIDDING = frozenset({"must", "need", "ought", "should"})
_WISHING = frozenset({"like", "want", "wish"})


class Marks:
    """Reads the marks that clauses and nouns of one parse bear themselves."""

    def __init__(self, parse: Parse, cues: Cues) -> None:
        self.parse, self.cues = parse, cues

    def on_noun(self, i: int, base: Context) -> Context:
        """``base`` with what the determiners and adjectives of the noun at ``i`` make of it."""
        for k in self.parse.kids[i]:
            word = self.parse.lower[k]
            if i in base.cues and word in self.cues.negative_determiners:
                # The verb above has counted this "no" already.
                continue
            if self.parse.deps[k] == "det" and word in self.cues.negative_determiners:
                base = replace(base, status=combine(base.status, "negated"), cues=(*base.cues, k))
            elif self.parse.deps[k] == "amod" and word in self.cues.noun_modifiers:
                base = replace(base, status=combine(base.status, self.cues.noun_modifiers[word]), cues=(*base.cues, k))
        ready = self.parse.pos[i] == "ADJ" and self.cues.adjectives.get(self.parse.lemmas[i]) == "intended"
        told = [i, *self.parse.kids_by(i, "xcomp")] if ready and base.status == "asserted" else []
        if any(self.has_condition(k) for k in told):
            # "Is ready to help if they ask": the readiness depends on it too.
            return replace(base, status="conditional")
        return base

    def on_clause(self, i: int, base: Context) -> Context:
        """``base`` with what the modals, negations and adverbs of the verb at ``i`` make of it."""
        status, cues, tense, habitual = base.status, list(base.cues), base.tense, base.habitual
        for k, effect in self._effects(i, base):
            if effect == "habitual":
                habitual = True
            elif effect == "past":
                tense = "past"
            else:
                status = combine(status, effect)  # type: ignore[arg-type]
                cues.append(k)
        if is_imperative(self.parse, i):
            status = combine(status, "proposed")
        if self.has_condition(i) and status in {"possible", "intended", "conditional"}:
            status = "conditional"
        tense = self._tense(i) or tense
        return replace(base, status=status, cues=tuple(cues), tense=tense, habitual=habitual)

    def _effects(self, i: int, base: Context) -> Iterator[tuple[int, str]]:
        """The marks of the verb at ``i``, each with its effect."""
        parse, cues = self.parse, self.cues
        before = min(parse.spans(i)) - 1
        if parse.deps[i] == "conj" and parse.lower[before] == "nor" and base.status != "negated":
            # "Nor has Chile sought it."
            yield before, "negated"
        if i > 1 and (pair := f"{parse.lower[i - 2]} {parse.lower[i - 1]}") in cues.adverbs:
            yield i - 1, cues.adverbs[pair]
        for k in parse.kids[i]:
            dep, word = parse.deps[k], parse.lower[k]
            if word == "longer" and any(parse.lower[j] == "no" for j in parse.kids[k]):
                yield k, "negated"
            elif dep == "neg" or (dep in {"advmod", "preconj"} and cues.adverbs.get(word) == "negated"):
                if not self._only(k):
                    # Who "need not wreck it" may still do so.
                    # and what "should not" or "must not" be done is not said to be left undone.
                    open_ = any(parse.lower[j] in _FORBIDDING for j in parse.kids_by(i, "aux"))
                    yield k, "possible" if open_ else "negated"
            elif parse.tags[k] == "TO" and k and parse.lower[k - 1] == "yet" and base.status != "negated":
                yield k - 1, "negated"
            elif dep == "aux" and word in cues.modals and not self.performs(i):
                reported = cues.modals[word] == "conditional" and base.speakers and not self.has_condition(i)
                effect = "intended" if reported else cues.modals[word]
                if cues.modals[word] == "conditional" and self._is_proposed(i):
                    effect = "proposed"
                if word in _FORBIDDING and parse.kid(i, "neg") is not None:
                    # What "must not" be done may be done all the same.
                    effect = "possible"
                # "Will face attacks at home": nobody means to.
                suffering = effect == "intended" and parse.lemmas[i] in _WORDS.undergoing
                yield k, "possible" if suffering else effect
            elif dep in {"advmod", "npadvmod"} and word in cues.adverbs:
                yield k, cues.adverbs[word]
            elif dep in {"nsubj", "nsubjpass", "dobj", "attr"} and self._denied_noun(k):
                yield k, "negated"

    def _is_proposed(self, i: int) -> bool:
        """True for what would be done "under the plan", and for "a plan under which he would leave"."""
        parse = self.parse
        fellows = (i, parse.heads[i]) if parse.deps[i] == "conj" else (i,)
        under = [o for k in fellows for p in prepositions(parse, k) if p.word == "under" for o in p.objects]
        meant = [parse.heads[i] if parse.tags[o] == "WDT" and parse.deps[i] == "relcl" else o for o in under]
        return any(parse.lemmas[k] in _WORDS.proposals for k in meant)

    def performs(self, i: int) -> bool:
        """True for "I would note that they left", "we would like to thank them": to say so is to do it."""
        parse = self.parse
        if parse.lemmas[i] not in self.cues.performative or self.has_condition(i) or parse.kid(i, "neg") is not None:
            return False
        at = parse.heads[i] if parse.deps[i] == "xcomp" and parse.lemmas[parse.heads[i]] in _WISHING else i
        modal = any(parse.lower[k] in _POLITE for k in parse.kids_by(at, "aux")) or at != i
        own = parse.kid(at, "nsubj")
        return modal and own is not None and parse.lower[own] in {"i", "we"}

    def _only(self, k: int) -> bool:
        """True for "not only", "not merely": no denial."""
        parse = self.parse
        return any(
            parse.lower[j] in {"only", "merely", "just", "simply", "least"}
            for j in range(k + 1, min(k + 2, len(parse)))
        )

    def _denied_noun(self, k: int) -> bool:
        parse, cues = self.parse, self.cues
        if parse.lower[k] in cues.negative_pronouns:
            return True
        denying = (j for j in parse.kids[k] if parse.deps[j] in {"det", "preconj"})
        return any(parse.lower[j] in cues.negative_determiners for j in denying)

    def has_condition(self, i: int) -> bool:
        """True for a verb or adjective on which, or on whose governors, a clause with "if" or "unless" hangs."""
        parse, at = self.parse, i
        while True:
            if any(self._is_condition(k) for k in parse.kids_by(at, "advcl") if k != i):
                return True
            if parse.deps[at] not in _LINKS or parse.heads[at] == at or self._is_condition(at):
                return False
            at = parse.heads[at]

    def _is_condition(self, k: int) -> bool:
        parse = self.parse
        if inverted(parse, k):
            return True
        conditions = self.cues.conditions - _NO_CONDITIONS
        return any(parse.lower[m] in conditions for m in parse.kids[k] if parse.deps[m] in {"mark", "advmod"} and m < k)

    def _tense(self, i: int) -> str | None:
        parse = self.parse
        auxiliaries = {parse.lower[k] for k in parse.kids_by(i, "aux", "auxpass")}
        if auxiliaries & {"will", "shall", "'ll", "wo"}:
            return "future"
        if parse.tags[i] == "VBD" or auxiliaries & {"was", "were", "had", "did", "has", "have"}:
            return "past"
        return None


def inverted(parse: Parse, i: int) -> bool:
    """True for "should Iran attack", "were Iran to attack", "had Iran attacked": the auxiliary before the subject."""
    subject = parse.kid(i, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if parse.lower[i] == "were" and i < subject:
        return True
    return any(k < subject and parse.lower[k] in {"should", "were", "had"} for k in parse.kids_by(i, "aux"))
