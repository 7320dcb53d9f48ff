"""Where unnamed people are at home when only the place of what they do or undergo tells: "gunmen in Mogadishu"."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.parse import Parse
from kg.resolve.states import MODIFIERS, States
from kg.verbs import is_verb

_WORDS = load_grammar()
# People of these PLOVER sectors act where they live; soldiers, diplomats, reporters and relief workers also elsewhere.
_SETTLED = frozenset({"AGR", "COP", "CRM", "CVL", "EDU", "LAB", "OPP", "REB", "UAF"})
_PLACED = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "throughout", "on"})
_WITHIN = frozenset({"in", "at", "near", "of", "outside"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_SHARING = frozenset({"advcl", "conj", "xcomp"})
_MOST = 3


class Whereabouts:
    """The states in whose territory the clauses of one parse happen."""

    def __init__(self, parse: Parse, states: States) -> None:
        self.parse, self.states = parse, states

    def home(self, i: int, sector: str) -> str | None:
        """The state of the place where those at ``i`` act or suffer; None for people who may well be strangers there.

        Only deeds done on the spot count: rebels who talk in Paris are not French.
        """
        if self.parse.lemmas[i] in _WORDS.local_officials:
            foreign = any(self.parse.lower[k] in _WORDS.foreign for k in self.parse.kids_by(i, "amod"))
            return None if foreign else self._beside(i)
        strangers = self.parse.lemmas[i] in _WORDS.strangers
        return None if sector not in _SETTLED or strangers else self.scene(i)

    def _beside(self, i: int) -> str | None:
        """The state of the place right behind the noun: "officials in Gabon"."""
        here = (o for p in prepositions(self.parse, i) if p.word in _WITHIN - {"of"} for o in p.objects[:1])
        return next((s for o in here if (s := self._of_place(o))), None)

    def scene(self, i: int) -> str | None:
        """The state in which happens what the phrase at ``i`` does or undergoes on the spot."""
        parse, at = self.parse, i
        if (found := self._beside(i)) is not None:
            return found
        while (counter := self._counter(at)) is not None:
            at = counter
        by = parse.deps[at] == "pobj" and parse.lower[parse.heads[at]] == "by"
        if parse.deps[at] not in _ARGUMENTS and not by:
            return None
        verb = parse.heads[parse.heads[at]] if by else parse.heads[at]
        if not is_verb(parse, verb) or parse.lemmas[verb] not in _WORDS.local_acts:
            return None
        first = verb
        while True:
            # "Shot and wounded a sergeant near Athens".
            found = next((s for v in parse.conjuncts(verb) if (s := self._of_verb(v))), None)
            above = parse.heads[verb]
            if found is not None:
                return found
            if parse.deps[verb] not in _SHARING or not is_verb(parse, above):
                return self._reported(first, verb) if parse.deps[at] in {"dobj", "nsubjpass"} else None
            verb = above

    def _reported(self, deed: int, told: int) -> str | None:
        """The state whose officials tell of harm done by others: "Israeli shells killed two, Lebanese police said"."""
        parse = self.parse
        report = parse.heads[told]
        if parse.deps[told] != "ccomp" or parse.lemmas[report] not in _WORDS.reporting:
            return None
        here, doer = self._of_subject(report), self._of_subject(deed) or self._of_subject(told)
        foreign = here is not None and doer not in {None, here}
        return here if foreign and self.states.gazetteer.nodes[here or ""].type == "State" else None

    def _of_subject(self, verb: int) -> str | None:
        """The state of who does what a verb tells."""
        subject = self.parse.kid(verb, "nsubj")
        if subject is None:
            return None
        return self.states.near(subject) or (self.states.key(subject) if self.parse.pos[subject] == "PROPN" else None)

    def _counter(self, at: int) -> int | None:
        """The word above that only counts or joins: "thousands" of "thousands of students"."""
        parse, above = self.parse, self.parse.heads[at]
        if parse.deps[at] == "conj" and not is_verb(parse, above):
            return above
        whole = parse.heads[above]
        of = parse.deps[at] == "pobj" and parse.lower[above] == "of"
        counts = parse.lower[whole] in _WORDS.counting or parse.tags[whole] == "CD" or parse.lower[whole] == "tens"
        return whole if of and counts else None

    def _of_verb(self, verb: int) -> str | None:
        """The state that the place of a verb names: its own, or that of what it is done to."""
        parse = self.parse
        holders = [verb, *(k for k in parse.kids_by(verb, "dobj", "nsubjpass"))]
        holders += [k for noun in holders[1:] for k in parse.kids_by(noun, "acl")]
        # "South of Kabul".
        holders += [k for k in parse.kids_by(verb, "advmod", "npadvmod") if parse.lower[k] in _WORDS.directions]
        for holder in holders:
            words = _PLACED if is_verb(parse, holder) else _WITHIN
            words = words | {"from"} if parse.lemmas[holder] in _WORDS.saving else words
            words = words | {"on", "over", "against"} if parse.lemmas[holder] in _WORDS.raids else words
            for prep in prepositions(parse, holder):
                if prep.word in words and (prep.word != "of" or holder not in holders[1:2]):
                    found = next((s for o in prep.objects[:1] if (s := self._of_place(o))), None)
                    if found is not None:
                        return found
        return None

    def _of_place(self, i: int, depth: int = 0) -> str | None:
        """The state of "Mogadishu", "the Iraqi town of Balad", "a bus in Haifa"; none of "the American embassy"."""
        parse = self.parse
        if parse.deps[i] == "pobj" and parse.entity_at.get(i) not in {"DATE", "TIME"}:
            named = self.states.key(i) if parse.pos[i] == "PROPN" else None
            if named is not None:
                return self.states.own_territory(named)
        carried = [m for k in parse.kids_by(i, "acl") for m in (k, *parse.kids_by(k, "dobj"))]
        for prep in (p for k in (i, *carried) for p in prepositions(parse, k)) if depth < _MOST else ():
            if prep.word in _WITHIN:
                found = next((s for o in prep.objects[:1] if (s := self._of_place(o, depth + 1))), None)
                if found is not None:
                    return found
        if parse.lemmas[i] not in _WORDS.localities:
            return None
        before = (k for k in parse.kids[i] if k < i and parse.deps[k] in MODIFIERS)
        found = next((s for k in before if (s := self.states.key(k))), None)
        return self.states.own_territory(found) if found else None
