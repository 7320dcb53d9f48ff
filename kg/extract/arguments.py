"""Who does what a verb of the lexicon tells, and to whom: the fillers of its subject and its main slot."""

from __future__ import annotations

from dataclasses import replace

from kg.clauses import doers, subjects
from kg.entries import Slot
from kg.extract.agentless import Agentless
from kg.extract.fillers import Fillers
from kg.extract.match import Match, match_noun
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import examples, prepositions
from kg.phrases import left_edge
from kg.verbs import is_infinitive, is_passive, is_verb

_WORDS = load_grammar()
# What one thing does for those who then do another.
LETTING = frozenset({"allowed", "enabled"})
# "US aid to Chad was halted": by those whose aid it is.
_GIVEN = frozenset({"cutOffFrom"})


class VerbArguments:
    """Doers and objects of the listed verbs of one reading."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon
        self.agentless = Agentless(fillers)

    def actors(self, i: int, match: Match) -> list[Argument]:
        """Who does what the verb at ``i`` tells, with what a phrase lists of them."""
        heads = doers(self.parse, i)
        if not heads and is_passive(self.parse, i):
            heads = self._behind_fixed(match) or self.agentless.doers(i, match)
        shared = match.entry.mutual or match.pattern.preposition == "with" or match.entry.relation in _GIVEN
        # Who "is held in French custody" the French hold.
        shared = shared or match.pattern.noun in _WORDS.holding
        # "Iran's relations with Egypt were restored" by both; "its border was closed" by nobody told.
        if not heads and match.pattern.noun and (shared or not is_passive(self.parse, i)):
            nouns = [k for k in match.trigger if self.parse.lemmas[k] == match.pattern.noun]
            heads = [m for k in nouns for p in self.parse.kids_by(k, "poss") for m in self.parse.conjuncts(p)]
            heads = heads or [k for noun in nouns for k in self.parse.kids[noun] if self._is_national(k, noun)]
            if match.preposition_at is not None and self.parse.lower[match.preposition_at] == "between":
                heads = list(match.objects)
        found = self.b.fill("actor", [*heads, *(e for h in heads for e in examples(self.parse, h))])
        return found if found or heads or not is_passive(self.parse, i) else self.agentless.authorities(i, match)

    def _is_national(self, k: int, noun: int) -> bool:
        """True for the nationality before a noun for an act: of "a Ugandan offensive", and not "a British hostage"."""
        acts = not any(self.b.is_actor(Argument("actor", r, None)) for r in self.b.reading.refer(noun))
        return acts and k < noun and self.parse.words[k][:1].isupper() and self.b.reading.state_of(k) is not None

    def _behind_fixed(self, match: Match) -> list[int]:
        """The by-phrase that hangs on a fixed word: "was hauled before the tribunal by Guyana"."""
        if match.pattern.noun is None:
            return []
        parts = [k for t in match.trigger[1:] for k in (t, *self.parse.kids_by(t, "pobj"))]
        return [o for k in parts for p in prepositions(self.parse, k) if p.word == "by" for o in p.objects]

    def objects(self, i: int, match: Match, main: Slot) -> list[Argument]:
        """What fills the main slot: the object, who acts in a bare complement, or the act behind a preposition."""
        heads = [k for k in match.objects if not self._immaterial(match, k) and not self._is_means(match, k)]
        # "Blocked the road in protest" blocks no protest.
        heads = [k for k in heads if self.parse.lemmas[k] not in _WORDS.moods or match.pattern.preposition != "in"]
        # "Visited Aden for talks, the first such visit": nobody visits a visit.
        heads = [k for k in heads if self.parse.lemmas[k] != self.parse.lemmas[i] or not self._is_apart(k)]
        if main.role == "with":
            # Who "declared a ceasefire" did so with nobody in particular, and not with the ceasefire.
            heads = [k for k in heads if k not in match.trigger]
        if match.entry.relation == "barred":
            # "Withheld permission for inspectors to travel" bars the inspectors.
            let = [s for k in heads for c in self.parse.kids_by(k, "acl") for s in self.parse.kids_by(c, "nsubj")]
            heads = [m for s in let for m in self.parse.conjuncts(s)] or heads
        listed = [e for k in heads for e in examples(self.parse, k)]
        found = self._yielded_to(match) or self.b.fill(main.role, [*heads, *listed])
        if not found and main.role == "recipient":
            found = self.b.fill(main.role, self._inner_subjects(i))
        if match.entry.event_type in {"ASSAULT", "AID", "COERCE"}:
            found = [self._at_home(i, a) for a in found]
        if match.entry.relation in LETTING and (act := self._let_do(i, match)):
            found = act
        if not found and match.preposition_at is not None:
            gerunds = [k for k in self.parse.kids_by(match.preposition_at, "pcomp") if is_verb(self.parse, k)]
            for k in gerunds:
                found.extend(self.b.clause("topic", k))
                found.extend(self.b.fill("topic", [c for c in self.parse.conjuncts(k) if self.parse.pos[c] == "NOUN"]))
        return found

    def _let_do(self, i: int, match: Match) -> list[Argument]:
        """What things let somebody do, in its words: "the loan will enable Chad to build a road"."""
        verbs = [k for k in self.parse.kids_by(i, "xcomp", "ccomp") if k > i and is_infinitive(self.parse, k)]
        things = not any(self.b.is_actor(a) for a in self.b.fill("actor", subjects(self.parse, i)))
        first = min([*match.objects, *(s for k in verbs for s in subjects(self.parse, k))], default=i)
        if not verbs or not things or first <= i:
            return []
        return self.b.clause("object", verbs[0], left_edge(self.parse, first))

    def _at_home(self, i: int, hit: Argument) -> Argument:
        """What was hit as a thing of the land where it was hit: "struck targets in Lebanon"; who lives there, too."""
        resident = hit.referent.name.lower().split()[-1].removesuffix("s") in _WORDS.residents
        if not (hit.referent.type == "Topic" or resident) or hit.referent.state is not None:
            return hit
        beside = prepositions(self.parse, i)
        # "Treated villagers during a mission in Mali".
        beside = (
            *beside,
            *(q for p in beside if p.word == "during" for o in p.objects for q in prepositions(self.parse, o)),
        )
        places = [o for p in beside if p.word in {"in", "near", "at"} for o in p.objects]
        states = (a.referent.state for a in self.b.fill("place", places) if a.referent.type in {"Place", "State"})
        state = next((s for s in states if s is not None), None)
        return replace(hit, referent=replace(hit.referent, state=state)) if state else hit

    def _is_apart(self, k: int) -> bool:
        """True for a phrase behind a comma."""
        start = left_edge(self.parse, k)
        return start > 0 and self.parse.words[start - 1] == ","

    def _yielded_to(self, match: Match) -> list[Argument]:
        """Whose pressure or demand one yields to: "bowed to pressure from taxi drivers"."""
        if match.entry.relation != "conceded":
            return []
        urging = [
            k
            for k in match.objects
            if (m := match_noun(self.parse, k, self.lexicon)) and m.entry.event_type == "REQUEST"
        ]
        whose = [
            o for k in urging for p in prepositions(self.parse, k) if p.word in {"from", "by", "of"} for o in p.objects
        ]
        whose += [m for k in urging for p in self.parse.kids_by(k, "poss") for m in self.parse.conjuncts(p)]
        return [a for a in self.b.fill("recipient", whose) if self.b.is_actor(a)]

    def _is_means(self, match: Match, k: int) -> bool:
        """True for what force is used with and not on: "fired tear gas"."""
        forced = match.entry.event_type in {"ASSAULT", "COERCE"} and match.pattern.preposition is None
        return forced and match.pattern.noun == self.parse.lemmas[k] and match.pattern.noun in _WORDS.crowd_control

    def _immaterial(self, match: Match, k: int) -> bool:
        """True for what is had without being owned: "the talks have a chance"."""
        return match.entry.relation == "possesses" and self.parse.lemmas[k] in _WORDS.immaterial

    def _inner_subjects(self, i: int) -> list[int]:
        """The subject of a bare complement is what the verb acts on: "helped the rebels find shelter"."""
        parse = self.parse
        for k in parse.kids_by(i, "xcomp", "ccomp"):
            own = parse.kid(k, "nsubj")
            bare = parse.kid(k, "mark") is None and not any(parse.tags[a] == "MD" for a in parse.kids_by(k, "aux"))
            if own is not None and parse.tags[k] in {"VB", "VBG", "NN"} and bare and k > i:
                return parse.conjuncts(own)
        return []
