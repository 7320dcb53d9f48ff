"""Who does what a verb of the lexicon tells, and to whom: the fillers of its subject and its main slot."""

from __future__ import annotations

from dataclasses import replace

from kg.clauses import doers, subjects
from kg.entries import Slot
from kg.extract.fillers import Fillers
from kg.extract.match import Match, match_noun, match_verb
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import examples, prepositions
from kg.objects import authors_of
from kg.phrases import left_edge
from kg.verbs import WILL, is_infinitive, is_passive, is_verb, occasions

_WORDS = load_grammar()
_EXCLUDING = frozenset({"suspended", "expelled", "barred", "banned"})
# What one thing does for those who then do another.
LETTING = frozenset({"allowed", "enabled"})
# What only a state's own authorities do, so that the country left tells who: "was deported from Burundi".
EXILING = frozenset({"expelled", "deported", "barred", "extradited"})
_LANDS = frozenset({"Place", "State"})
_WITHDRAWING = frozenset({"withdrew", "withdrewFrom"})
# "US aid to Chad was halted": by those whose aid it is.
_GIVEN = frozenset({"cutOffFrom"})
_HARMED = frozenset({"killed", "wounded"})


class VerbArguments:
    """Doers and objects of the listed verbs of one reading."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon

    def actors(self, i: int, match: Match) -> list[Argument]:
        """Who does what the verb at ``i`` tells, with what a phrase lists of them."""
        heads = doers(self.parse, i)
        if not heads and is_passive(self.parse, i):
            heads = self._behind_fixed(match) or self._instruments(i, match) or self._excluding(i, match)
            heads = heads or self._attacking(i, match) or self._threatening(i, match)
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
        return found if found or heads or not is_passive(self.parse, i) else self._authorities(i, match)

    def _authorities(self, i: int, match: Match) -> list[Argument]:
        """The state that somebody was thrown out from by nobody named, and whose troops are moved.

        Where somebody was arrested or tried does not tell by whom.
        """
        moved = self.b.fill("object", subjects(self.parse, i))
        if match.entry.relation in _WITHDRAWING and match.pattern.noun is None:
            # "Peacekeepers were withdrawn from Chad": they withdrew, whoever withdrew them.
            return [a for a in moved if a.referent.state and a.referent.type in {"Group", "Organisation"}]
        if match.entry.event_type == "MOBILIZE":
            owners = [a.referent.state for a in moved if a.referent.acts and a.referent.state]
            return [Argument("actor", self.b.reading.known(s), None) for s in owners[:1]]
        if match.entry.relation == "summoned":
            # "The Thai ambassador in Hanoi was called in": by those whose guest he is.
            posts = [k for k in subjects(self.parse, i) if self.parse.lemmas[k] in _WORDS.posted]
            inside = (p for k in posts for p in prepositions(self.parse, k) if p.word == "in")
            return self._states([o for p in inside for o in p.objects])
        if match.entry.relation == "lifted":
            # "A ban imposed by Chad was lifted": by whom but Chad.
            return self.b.fill("actor", [a for k in subjects(self.parse, i) for a in authors_of(self.parse, k)])
        if match.entry.relation == "admitted":
            let = [o for p in prepositions(self.parse, i) if p.word in {"to", "into"} for o in p.objects]
            return self._states(let, _LANDS | {"Topic", "Organisation"})
        if match.entry.relation not in EXILING:
            return []
        left = [o for p in prepositions(self.parse, i) if p.word == "from" for o in p.objects[:1]]
        # "Was denied entry to Burundi".
        nouns = [k for k in match.trigger if self.parse.lemmas[k] in _WORDS.entries]
        into = (p for k in (i, *nouns) for p in prepositions(self.parse, k) if nouns and p.word in {"to", "into"})
        left = left or [o for p in into for o in p.objects[:1]]
        return self._states(left)

    def _states(self, places: list[int], sites: frozenset[str] = _LANDS) -> list[Argument]:
        """The state in which a place lies, or whose site it is, if others do not hold it."""
        states = [a.referent.state for a in self.b.fill("actor", places[:1]) if a.referent.type in sites]
        return [Argument("actor", self.b.reading.known(s), None) for s in states[:1] if s and s not in _WORDS.occupied]

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

    def _instruments(self, i: int, match: Match) -> list[int]:
        """What stands in for the doer of an agentless passive: "killed in multiple bombings"."""
        if match.entry.event_type != "ASSAULT":
            return []
        return [
            o
            for verb in self.parse.conjuncts(i)
            for p in prepositions(self.parse, verb)
            if p.word in {"in", "by"}
            for o in p.objects
            if (told := match_noun(self.parse, o, self.lexicon)) and told.entry.event_type == "ASSAULT"
        ]

    def _attacking(self, i: int, match: Match) -> list[int]:
        """Those of the clause that says when somebody was killed: "were killed when rebels shelled a camp"."""
        parse = self.parse
        for clause in occasions(parse, i) if match.entry.relation in _HARMED else ():
            told = match_verb(parse, clause, self.lexicon) if clause > i else None
            # "When a convoy came under fire": the convoy wounded nobody.
            struck = told is not None and (is_passive(parse, clause) or told.entry.reversed)
            if told is not None and told.entry.event_type == "ASSAULT" and not struck:
                return [s for s in doers(parse, clause) if s not in subjects(parse, i)]
        return []

    def _threatening(self, i: int, match: Match) -> list[int]:
        """The armed who say what will be done to others: "rebels said the hostages would be killed if ..."."""
        parse = self.parse
        will = any(parse.lower[k] in WILL for k in parse.kids_by(i, "aux")) and parse.deps[i] == "ccomp"
        if match.entry.relation not in _HARMED or not will or parse.kid(i, "advcl") is None:
            return []
        saying = [k for k in subjects(parse, parse.heads[i]) if parse.lemmas[parse.heads[i]] in _WORDS.reporting]
        return [k for k in saying if any(r.type == "ArmedGroup" for r in self.b.reading.refer(k))]

    def _excluding(self, i: int, match: Match) -> list[int]:
        """The body that a member without further word of the doer was "suspended from", "expelled from"."""
        if match.entry.relation not in _EXCLUDING:
            return []
        found = [o for p in prepositions(self.parse, i) if p.word == "from" for o in p.objects]
        # "From the councils of the Commonwealth".
        of = [o for k in found for p in prepositions(self.parse, k) if p.word == "of" for o in p.objects]
        found = of if of and all(self.parse.lemmas[k] in _WORDS.organs for k in found) else found
        bodies = self.b.fill("actor", found)
        return found if bodies and all(a.referent.type in {"Organisation", "Bloc"} for a in bodies) else []

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
