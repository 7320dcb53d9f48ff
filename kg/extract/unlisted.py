"""Verbs outside the lexicon as `rel:other`, and passives that name no doer."""

from __future__ import annotations

from kg.clauses import subjects, undergoers
from kg.extract.draft import Draft, Pair
from kg.extract.fillers import Fillers
from kg.extract.fixed_words import is_when
from kg.extract.match import match_noun
from kg.extract.targets import SETTING, Targets
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import prepositions
from kg.objects import agents
from kg.patterns import PARTICLES
from kg.verbs import is_infinitive, is_passive

_WORDS = load_grammar()
# How somebody is left: "was shot dead", "was set free".
_OUTCOMES = frozenset({"alive", "dead", "free"})

_EMPTY = load_grammar().empty_verbs
_EDGES = load_grammar().edge_prepositions


class Unlisted:
    """Drafts of verbs by their own lemma."""

    def __init__(self, fillers: Fillers, targets: Targets) -> None:
        self.b, self.parse, self.lexicon, self.targets = fillers, fillers.parse, fillers.lexicon, targets

    def other(self, i: int) -> Draft | None:
        """`rel:other` with the lemma as label, where an actor, instrument or event takes part."""
        parse = self.parse
        lemma = parse.lemmas[i]
        if lemma in _EMPTY or parse.pos[i] == "AUX":
            return None
        if lemma == "turn" and parse.tags[i] == "VBG" and i == parse.sentences[parse.sentence_of[i]][0]:
            # "Turning to Sudan, the envoy said": that is whoever writes.
            return None
        particle = self._particle(i)
        trigger = (i,) if particle is None else (i, particle)
        label = lemma if particle is None else f"{lemma} {parse.lower[particle]}"
        passive = is_passive(parse, i)
        # In other words than the lexicon's a strike may "harden a position", and whoever struck does not.
        actors = self.b.fill("actor", agents(parse, i) if passive else subjects(parse, i), behind=False)
        if not actors:
            return None
        heads = undergoers(parse, i)
        if heads and all(parse.lemmas[k] in _WORDS.durations for k in heads):
            # "Spent a third day poring over maps": what they did is told by another verb.
            return None
        objects = self.b.fill("object", heads)
        draft = Draft(i, trigger, None, label=label)
        if objects:
            draft.pairs = [("", s, o) for s in actors for o in objects if self.b.is_node(s) or self.b.is_node(o)]
        else:
            self._by_preposition(draft, i, actors)
        draft.others.extend(self.targets.bystanders(i, None))
        return draft if draft.pairs else None

    def _particle(self, i: int) -> int | None:
        """The particle of a verb, also where the parser takes it for an adverb: "ripped apart"."""
        adverbs = (k for k in self.parse.kids_by(i, "advmod") if k == i + 1 and self.parse.lower[k] in PARTICLES)
        return next(iter((*self.parse.kids_by(i, "prt"), *adverbs)), None)

    def visiting(self, i: int) -> Draft | None:
        """The visit of whoever "is in Tehran for talks", "was in Rome on a visit", "is in Oslo to meet the king"."""
        places = [o for p in prepositions(self.parse, i) if p.word in {"in", "at"} for o in p.objects]
        holders = (i, *places)
        purposes = [
            o for k in holders for p in prepositions(self.parse, k) if p.word in {"for", "on"} for o in p.objects
        ]
        told = [m for k in purposes if (m := match_noun(self.parse, k, self.lexicon)) is not None]
        coming = [
            k
            for holder in holders
            for k in self.parse.kids_by(holder, "advcl", "xcomp", "acl", "relcl")
            if is_infinitive(self.parse, k) and self.parse.lemmas[k] in _WORDS.calling
        ]
        if not coming and not any(m.entry.event_type == "CONSULT" for m in told):
            return None
        entry = self.lexicon.entries["visit"]
        hosts = [a for a in self.b.fill("recipient", places) if a.referent.type in {"Place", "State"}]
        draft = Draft(i, (i,), entry, label=self.lexicon.relations[entry.relation])
        draft.pairs = [("", who, a) for who in self.b.fill("actor", subjects(self.parse, i)) for a in hosts]
        return draft if draft.pairs else None

    def _by_preposition(self, draft: Draft, i: int, actors: list[Argument]) -> None:
        """The edge of "voted against X": the first prepositional object after the verb that is no time or place."""
        if self.parse.kid(i, "xcomp", "ccomp") is not None:
            return
        for prep in prepositions(self.parse, i):
            if prep.word in SETTING or prep.at < i or prep.word not in _EDGES or is_when(self.parse, prep.at):
                continue
            items = [a for a in self.b.fill("object", prep.objects) if a.referent.type not in {"Place"}]
            pairs: list[Pair] = [("", s, o) for s in actors for o in items if self.b.is_node(s) or self.b.is_node(o)]
            if pairs:
                draft.pairs = pairs
                draft.trigger = (*draft.trigger, prep.at)
                draft.label = f"{draft.label} {prep.word}"
                return

    def _patients(self, i: int) -> list[Argument]:
        """What a passive verb happens to; of "the idea of a union", "the plan of forming one", the union."""
        heads = subjects(self.parse, i)
        ideas = [k for k in heads if self.parse.lemmas[k] in _WORDS.ideas]
        within = [o for k in ideas for p in prepositions(self.parse, k) if p.word == "of" for o in p.objects]
        gerunds = [g for k in ideas for p in self.parse.kids_by(k, "prep") for g in self.parse.kids_by(p, "pcomp")]
        within += [o for g in gerunds for o in undergoers(self.parse, g)]
        named = [a for a in self.b.fill("actor", within) if self.b.is_node(a)]
        return named or self.b.fill("actor", heads, behind=False)

    def undergone(self, i: int) -> Draft | None:
        """What was done to something by nobody named ("the plan was not implemented"), as an edge without object."""
        parse = self.parse
        if (
            not is_passive(parse, i)
            or agents(parse, i)
            or parse.deps[i] in {"acl", "amod"}
            or parse.lemmas[i] in _WORDS.noticing
            or parse.lemmas[i] in _WORDS.unfinished | _WORDS.ditransitive
            or parse.lemmas[i] not in self.lexicon.verbs
        ):
            return None
        outcome = parse.kid(i, "oprd", "acomp")
        outcome = outcome if outcome is not None and parse.lower[outcome] in _OUTCOMES else None
        if outcome is None and parse.kid(i, "xcomp", "ccomp", "oprd", "acomp") is not None:
            # "Was made subject to a ban": what was done is in the other words.
            return None
        patients = [a for a in self._patients(i) if self.b.is_node(a) or a.referent.state]
        if parse.deps[i] == "relcl":
            # "Fired a missile at Tel Aviv, which was intercepted" tells of the missile.
            patients = [a for a in patients if a.referent.type not in {"State", "Place"}]
        particle = self._particle(i)
        said = [i, *(k for k in (particle, outcome) if k is not None)]
        label = " ".join(["was", *(parse.lower[k] for k in said)])
        draft = Draft(i, (i,), None, label=label)
        draft.pairs = [("", patient, None) for patient in patients]
        draft.others.extend(self.targets.bystanders(i, None))
        return draft if patients else None
