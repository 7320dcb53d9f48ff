"""What somebody speaks of doing: whom the complement of a verb or noun is aimed at, and what it proposes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.clauses import authors, receivers, subjects, undergoers
from kg.extract.announcements import forecast
from kg.extract.fillers import Fillers
from kg.extract.marks import inverted
from kg.extract.match import Match, match_verb
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import antecedent, prepositions
from kg.objects import authors_of
from kg.verbs import is_infinitive, is_passive, is_verb

SETTING = frozenset(
    {"in", "at", "near", "during", "since", "until", "by", "outside", "throughout", "amid", "after", "before"}
)
_WORDS = load_grammar()
_CREATING = frozenset(
    {"create", "form", "establish", "build", "set", "launch", "found", "develop", "make", "sign", "hold"}
)


_MATERIAL = frozenset({"AID", "COOPERATE", "ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
# Whom one warns that one will stand up for him is not who is warned.
_DEFENDING = frozenset({"assist", "back", "defend", "help", "protect", "support"})
_LOCAL = frozenset({"in", "at"})
_CONDITIONS = frozenset({"if", "unless", "until"})
_EDGES = load_grammar().edge_prepositions


def side(argument: Argument) -> str | None:
    """The key of the state or body that somebody is of or is: what tells one's own from foreign."""
    return argument.referent.state or argument.referent.node


def _are_own(found: list[Argument], home: set[str | None]) -> bool:
    """True where all are one's own: "threatened to send in its navy" threatens no navy."""
    return bool(found) and all(side(a) in home - {None} for a in found)


class Targets:
    """Targets of the acts that verbs and nouns of one reading speak of."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse = fillers, fillers.parse

    def proposed(self, i: int) -> list[Argument]:
        """What somebody proposes: the thing to be made ("forming a coalition"), else the act in its own words."""
        for verb in self._complements(i):
            own = self.parse.kid(verb, "nsubj", "nsubjpass")
            if own is not None and self._tells(verb, own):
                return []
            if own is None and self.parse.lemmas[verb] in _CREATING:
                things = self.b.fill("object", undergoers(self.parse, verb))
                if things:
                    return things
            return self.b.clause("topic", verb)
        return []

    def _tells(self, verb: int, own: int) -> bool:
        """True for a clause that says how things are: "suggest that parts are geared toward war" proposes nothing."""
        parse = self.parse
        finite = {parse.tags[verb], *(parse.tags[k] for k in parse.kids_by(verb, "aux", "auxpass"))}
        plural = parse.tags[own] in {"NNS", "NNPS"}
        return bool(finite & {"VBZ", "VBD"}) or (plural and "VBP" in finite)

    def of(self, i: int, who: list[Argument]) -> list[Argument]:
        """Actors, else things, in the complement of the verb or noun at ``i``."""
        things: list[Argument] = []
        for verb in self._complements(i):
            own = list(self.parse.kids_by(verb, "nsubj", "nsubjpass"))
            heads = [m for s in own for m in self.parse.conjuncts(s)]
            below = [*undergoers(self.parse, verb), *receivers(self.parse, verb)]
            below = below if not is_passive(self.parse, verb) else []
            around = [o for p in prepositions(self.parse, verb) if p.word not in SETTING for o in p.objects]
            nested = [o for k in below for p in prepositions(self.parse, k) if p.word != "against" for o in p.objects]
            # "Cancel half of the debt owed by Chad".
            nested += [m for k in (*below, *nested) for m in authors_of(self.parse, k)]
            if self.parse.lemmas[verb] in _WORDS.answering:
                # "Refused to heed a Spanish call for talks".
                nested = [m for k in below if self.parse.lemmas[k] in _WORDS.addressing for m in authors(self.parse, k)]
            groups = [
                [a for a in self.b.fill("recipient", g) if self.b.is_actor(a)] for g in (heads, below, around, nested)
            ]
            home = {side(a) for a in who}
            if is_passive(self.parse, verb) and own:
                # "Allegations that prisoners were beaten" accuse others, "demanded that they be freed" asks others.
                things = things or self._undergone(i, verb, groups[0], home)
                # "Warned that a blockade by Cyprus would be met with force": Cyprus is warned.
                acting = own if self.parse.lemmas[i] in _WORDS.warning and not groups[0] else []
                whose = self.b.fill("recipient", [m for k in acting for m in authors(self.parse, k)])
                groups[0] = [a for a in whose if self.b.is_actor(a)]
            if self._foretold(i, verb):
                groups[0] = [a for a in groups[0] if home - {None} and side(a) not in {None, *home}]
            drifting = bool(own) and self.parse.lemmas[i] in _WORDS.warning and not self._foretold(i, verb)
            defended = self.parse.lemmas[i] in _WORDS.warning and self.parse.lemmas[verb] in _DEFENDING
            if defended or drifting or verb == forecast(self.b, i):
                # "Warned that Germany was drifting towards Russia", "could leave Russia": neither is who is warned.
                groups = []
            groups = [*groups, self._hosts(verb), self._conditioned(i, verb)]
            foreign = (actors for actors in groups if any(side(a) not in {None, *home} for a in actors))
            actors = next(foreign, None) or next(filter(None, groups), None)
            inward = self.parse.lemmas[i] in _WORDS.warning | _WORDS.vows and _are_own(actors or [], home)
            if actors and not inward:
                return actors
            things = things or self._thing(verb, below, around, home) or self._warned_of(i, heads, home)
        return things

    def _undergone(self, i: int, verb: int, who: list[Argument], home: set[str | None]) -> list[Argument]:
        """What is asked to be done to those of another state, in its words: "demanded that the envoy be recalled"."""
        state = next((a.referent.state for a in who if side(a) not in {None, *home}), None)
        asked = state is not None and self.parse.lemmas[i] in _WORDS.addressing | _WORDS.insisting
        acts = self.b.clause("object", verb) if asked else []
        return [replace(a, referent=replace(a.referent, state=state)) for a in acts]

    def acts(self, i: int, targets: list[Argument]) -> list[Argument]:
        """The act that the verb at ``i`` speaks of in its words, as one that concerns the state of its target."""
        below = [k for k in self.parse.kids_by(i, "xcomp", "advcl", "acl") if is_infinitive(self.parse, k)]
        below += [k for p in self.parse.kids_by(i, "prep") for k in self.parse.kids_by(p, "pcomp")]
        # "Pledged that commissions will treat them fairly".
        below = below or [k for k in self.parse.kids_by(i, "ccomp") if k > i and self.parse.lemmas[i] in _WORDS.vows]
        verb = next(iter(below), None)
        if self.parse.deps[i] == "relcl" and verb is not None and not undergoers(self.parse, verb):
            # "A step that it declined to take": the step.
            return self.b.fill("object", antecedent(self.parse, i))
        states = (a.referent.state or (a.referent.node if self.b.is_actor(a) else None) for a in targets)
        state = next(filter(None, states), None)
        found = self.b.clause("object", verb) if verb is not None and verb > i else []
        return [replace(a, referent=replace(a.referent, state=state)) for a in found]

    def told(self, clause: int) -> list[Argument]:
        """A clause in its words, with the state of whom it tells: "whether a Swiss company paid bribes"."""
        states = {a.referent.state for a in self.b.fill("actor", subjects(self.parse, clause)) if a.referent.state}
        state = states.pop() if len(states) == 1 else None
        return [replace(a, referent=replace(a.referent, state=state)) for a in self.b.clause("topic", clause)]

    def _warned_of(self, i: int, heads: list[int], home: set[str | None]) -> list[Argument]:
        """What will suffer: "warned that the ports of Chile would close"."""
        clauses = self.parse.kids_by(i, "ccomp")
        aux = (self.parse.lower[k] for c in clauses for k in self.parse.kids_by(c, "aux"))
        # What "could be destroyed" nobody means to destroy.
        open_ = any(self.b.cues.modals.get(word) == "possible" for word in aux)
        if self.parse.lemmas[i] not in _WORDS.warning or open_:
            return []
        return [a for a in self.b.fill("recipient", heads) if side(a) not in {None, *home}]

    def _foretold(self, i: int, verb: int) -> bool:
        """True for "warned that police will act": who will act, if it is one's own side, is not who is warned."""
        modals = {self.b.cues.modals.get(self.parse.lower[k]) for k in self.parse.kids_by(verb, "aux")}
        return self.parse.lemmas[i] in _WORDS.warning and bool(modals & {"intended", "possible", "conditional"})

    def _thing(self, verb: int, below: list[int], around: list[int], home: set[str | None]) -> list[Argument]:
        """What somebody speaks of making or giving, else the act in its words: "promised to cut the deficit"."""
        things = self.b.fill("object", below or around)
        own = self.parse.lemmas[verb] not in _CREATING and _are_own(things, home)
        if not things or (not own and self.parse.lemmas[verb] in _CREATING | _WORDS.providing):
            return things
        told = [a.referent.state for a in (*things, *self.b.fill("object", around)) if a.referent.state]
        state = next((s for s in told if s not in home), None) or next(iter(told), None)
        acts = self.b.clause("object", verb)
        return [replace(a, referent=replace(a.referent, state=state)) for a in acts] or things

    def _hosts(self, verb: int) -> list[Argument]:
        """The states in which something is to be stationed or done: "offered to help clear mines in Cambodia".

        Where one meets or speaks is the concern of those whom one meets.
        """
        match = match_verb(self.parse, verb, self.b.lexicon)
        material = match is not None and match.entry.event_type in _MATERIAL
        if self.parse.lemmas[verb] not in _WORDS.placing and not material:
            return []
        places = [o for p in prepositions(self.parse, verb) if p.word in _LOCAL for o in p.objects]
        places += [
            o
            for k in undergoers(self.parse, verb)
            for p in prepositions(self.parse, k)
            if p.word in _LOCAL and material
            for o in p.objects
        ]
        return [a for a in self.b.fill("recipient", places) if a.referent.type == "State"]

    def _conditioned(self, i: int, verb: int) -> list[Argument]:
        """Who is to act or else: "threatened to use force unless UN troops withdrew"."""
        parse = self.parse
        if parse.lemmas[i] not in _WORDS.warning:
            return []
        clauses = [k for at in (i, verb) for k in parse.kids_by(at, "advcl")]
        heads = [
            m
            for k in clauses
            if inverted(parse, k) or {parse.lower[mark] for mark in parse.kids_by(k, "mark")} & _CONDITIONS
            for m in subjects(parse, k)
            if not is_passive(parse, k)
        ]
        return [a for a in self.b.fill("recipient", heads) if self.b.is_actor(a)]

    def _complements(self, i: int) -> Iterator[int]:
        parse = self.parse
        for k in parse.kids_by(i, "xcomp", "ccomp", "acl", "advcl"):
            plain = parse.tags[k] == "VBN" or parse.lemmas[k] in _WORDS.composing
            described = parse.deps[k] == "acl" and plain and parse.kid(k, "mark") is None
            # "Refugees who block roads will be deported, the minister warned".
            fronted = k < i and parse.deps[k] == "ccomp" and parse.lemmas[i] in _WORDS.warning | _WORDS.vows
            if not is_verb(parse, k) or described or not (k > i or fronted):
                continue
            if parse.deps[k] != "advcl" or is_infinitive(parse, k):
                yield k
                yield from self._complements(k)
        for prep in parse.kids_by(i, "prep"):
            for k in parse.kids_by(prep, "pcomp"):
                # "With a spokesman saying" is no complement.
                beside = parse.lower[prep] == "with" and parse.kid(k, "nsubj", "nsubjpass") is not None
                if is_verb(parse, k) and not beside:
                    yield k
                    yield from self._complements(k)

    def bystanders(self, i: int, match: Match | None) -> Iterator[Argument]:
        """Actors and things in the verb's other prepositional phrases: participants without an edge."""
        for prep in prepositions(self.parse, i):
            if match and (prep.at == match.preposition_at or prep.word in match.entry.slots):
                continue
            if prep.word in SETTING or prep.word not in _EDGES or prep.word == "by":
                continue
            yield from (a for a in self.b.fill(prep.word, prep.objects) if self.b.is_actor(a))
