"""Frames of verbs: the lexicon's relation where it knows the verb, `rel:other` with the lemma where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from kg.clauses import doers, subjects, undergoers
from kg.entries import Slot
from kg.extract.arguments import VerbArguments
from kg.extract.attribution import asks_anonymity
from kg.extract.blame import blame
from kg.extract.concerned import Concerned
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.foreign import is_foreign
from kg.extract.grievance import Grievances
from kg.extract.idle import is_idle
from kg.extract.match import Match, match_adjective, match_noun, match_verb
from kg.extract.objectless import Objectless
from kg.extract.obligation import obligation
from kg.extract.parties import Parties
from kg.extract.senses import Senses
from kg.extract.slots import Slots
from kg.extract.targets import Targets
from kg.extract.unlisted import Unlisted
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import prepositions
from kg.objects import agents

_JUDGING = frozenset({"considered", "described", "identified"})
_VOICING = frozenset({"express", "file", "lodge", "raise", "voice"})
_FORCE = frozenset({"ASSAULT", "COERCE"})
_OPEN_SLOT = Slot("object", None)
_WORDS = load_grammar()


class Verbal:
    """Drafts of the frames that verbs tell."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon
        self.targets, self.parties = Targets(fillers), Parties(fillers)
        self.arguments, self.slots = VerbArguments(fillers), Slots(fillers, self.targets, self.parties)
        self.grievances, self.objectless = Grievances(fillers), Objectless(fillers, self.targets, self.parties)
        self.unlisted, self.senses = Unlisted(fillers, self.targets), Senses(fillers)
        self.concerned = Concerned(fillers)

    def drafts(self, i: int) -> Iterator[Draft]:
        """What the verb at ``i`` tells; a light verb leaves its event noun to `nominal`."""
        for told in (obligation(self.b, i), blame(self.b, i), self.grievances.outcry(i)):
            if told is not None:
                yield told
        if asks_anonymity(self.parse, self.b.cues, i):
            return
        if self.parse.lemmas[i] == "be":
            match = match_verb(self.parse, i, self.lexicon)
            stay = self.unlisted.visiting(i) or (self._known(i, match) if match is not None else None)
            if stay is not None:
                yield stay
            return
        # "Has committed money to Yemen" is no participle.
        alone = self.parse.tags[i] == "VBN" and self.parse.kid(i, "dobj") is None
        adjective = match_adjective(self.parse, i, self.lexicon) if alone else None
        if adjective is not None and (adjective.pattern.preposition == "by" or not agents(self.parse, i)):
            yield from self._participial(i, adjective)
            return
        if self._is_fixed(i):
            return
        match = match_verb(self.parse, i, self.lexicon)
        if self.parse.lemmas[i] in _WORDS.of_things and not any(map(self.b.is_actor, self._doing(i))):
            # "The steps contradict its promises": no denial.
            match = None
        if match is not None and is_foreign(self.b, i, match):
            return
        if is_idle(self.b, i, match):
            return
        match = self.senses.meant(i, match) if match is not None and not self.parties.is_armed(match) else None
        if match is None or match.pattern.noun is None:
            noun = self.light_noun(i)
            # Who mediates talks has a part in them of his own.
            own = match is not None and match.entry.relation == "mediated"
            if noun is not None and not own and (match is None or self.parse.lemmas[i] in self.lexicon.light_verbs):
                return
        draft = self._told(i, match)
        draft = draft or self.unlisted.undergone(i)
        if draft is not None:
            yield draft

    def _doing(self, i: int) -> list[Argument]:
        """Who or what does what the verb at ``i`` tells."""
        return self.b.fill("actor", doers(self.parse, i))

    def _told(self, i: int, match: Match | None) -> Draft | None:
        """The draft of a listed or unlisted verb; elections are held and owned by nobody."""
        draft = self._known(i, match) if match else None
        owned = match is not None and (self.parse.lemmas[i] != "hold" or (draft is not None and bool(draft.pairs)))
        return draft if owned else self.unlisted.other(i)

    def _is_fixed(self, i: int) -> bool:
        """True for a fixed noun that the parser took for a verb: "task" in "took Chad to task"."""
        above = self.parse.heads[i]
        if self.parse.deps[i] not in {"xcomp", "ccomp", "advcl"} or self.parse.pos[above] != "VERB":
            return False
        match = match_verb(self.parse, above, self.lexicon)
        return match is not None and i in match.trigger

    def _participial(self, i: int, match: Match) -> Iterator[Draft]:
        """What a participle tells as an adjective: "is committed to supporting Iraq", "groups allied with Iran"."""
        who = self.b.fill(
            "actor", subjects(self.parse, i) or ([self.parse.heads[i]] if self.parse.deps[i] == "acl" else [])
        )
        draft = Draft(i, match.trigger, match.entry, label=self.lexicon.relations[match.entry.relation])
        items = self.b.fill("recipient", match.objects)
        if not items:
            targets = self.targets.of(i, who)
            items = self.targets.acts(i, targets) if match.entry.relation == "committedTo" else []
            draft.others.extend(targets if items else [])
            items = items or targets
        draft.pairs = [("", subject, item) for subject in who for item in items]
        if draft.pairs:
            yield draft

    def carried(self, light: int) -> Iterator[Draft]:
        """What a light verb tells by itself where its noun told nothing ("continued the enrichment")."""
        match = match_verb(self.parse, light, self.lexicon)
        draft = self._told(light, match) if not is_idle(self.b, light, match) else None
        if draft is not None:
            yield draft

    def light_noun(self, i: int) -> int | None:
        """The event noun a light verb carries: "attack" in "launched an attack"."""
        parse = self.parse
        particle = parse.kid(i, "prt")
        lemma = f"{parse.lemmas[i]} {parse.lower[particle]}" if particle is not None else parse.lemmas[i]
        if lemma not in self.lexicon.light_verbs and lemma.startswith("re"):
            lemma = lemma[2:].lstrip("-")
        found = undergoers(parse, i)
        for prep in prepositions(parse, i):
            if f"{lemma} {prep.word}" in self.lexicon.light_verbs and prep.objects:
                lemma, found = f"{lemma} {prep.word}", list(prep.objects)
        if lemma not in self.lexicon.light_verbs:
            return None
        found += [o for k in found if parse.lemmas[k] in _WORDS.rounds for o in self._counted(k)]
        told = ((k, match_noun(parse, k, self.lexicon)) for k in found if not self._is_named(k))
        # "Raised the jailing of journalists": who speaks of force has not used it.
        spoken = _FORCE if lemma in _VOICING else frozenset()
        return next((k for k, noun in told if noun is not None and noun.entry.event_type not in spoken), None)

    def _counted(self, k: int) -> list[int]:
        """What there is a round of: "talks" in "a new round of talks"."""
        return [o for p in prepositions(self.parse, k) if p.word == "of" for o in p.objects]

    def _is_named(self, k: int) -> bool:
        return k in self.parse.named

    def _national(self, match: Match) -> list[Argument]:
        """Whose act the fixed noun of a pattern is: "came under Ethiopian attack"."""
        parse = self.parse
        heads = (k for t in match.trigger if parse.lemmas[t] == match.pattern.noun for k in parse.kids[t] if k < t)
        states = (s for k in heads if parse.words[k][:1].isupper() and (s := self.b.reading.state_of(k)))
        return [Argument("actor", self.b.reading.known(s), None) for s in states]

    # -- verbs of the lexicon ------------------------------------------------------------------------------------------

    def _known(self, i: int, match: Match) -> Draft | None:
        entry, slots = match.entry, match.entry.slots
        draft = Draft(i, match.trigger, entry, label=self.lexicon.relations.get(entry.relation, entry.relation))
        actors = self.arguments.actors(i, match)
        if not actors or (self._reflexive(i) and match.preposition_at is None):
            return None
        main = slots.get("object", _OPEN_SLOT)
        if len(actors) > 1 and self._is_reciprocal(match):
            draft.pairs = list(self.parties.facing([a for a in actors if self.b.is_actor(a)], main.property or ""))
            return draft if draft.pairs else None
        objects = self.arguments.objects(i, match, main) if "object" in slots or not slots else []
        together = match.pattern.preposition == "with" and match.preposition_at is None
        if main.role == "with" or entry.mutual or together:
            self.parties.mutual(draft, actors, objects, match.pattern.preposition == "with")
        elif main.role == "topic" and match.direct and "direct" in slots:
            # "Linked Iran to the bombing" accuses Iran, and of what.
            draft.others.extend(objects)
        else:
            for item in objects:
                draft.pairs.extend((main.property or "", subject, item) for subject in actors)
        self.slots.add(draft, i, match, actors)
        if not draft.pairs:
            self.objectless.add(draft, i, match, actors)
        if entry.reversed:
            draft.pairs = draft.pairs or [("", a, b) for a in actors for b in self._national(match)]
            draft.pairs = [(name, _as(b, "actor"), _as(a, "recipient")) for name, a, b in draft.pairs if self._acts(b)]
            if not draft.pairs:
                return None
        self.slots.add_purpose(draft, i, actors)
        self.grievances.add(draft, i)
        if entry.relation in _JUDGING:
            named = [k for k in self.parse.kids_by(i, "oprd", "attr", "xcomp") if self.parse.pos[k] in {"NOUN", "ADJ"}]
            draft.others.extend(self.b.fill("as", named))
        if self._unfinished(draft, i):
            return None
        draft.others.extend(self.targets.bystanders(i, match))
        draft.others.extend(self.concerned.whose(i, match, actors))
        words = self.b.cues
        material = (
            match.pattern.noun not in _WORDS.no_means | words.voiced_nouns | words.told_nouns | words.nouns.keys()
        )
        bare = entry.figurative and bool(draft.pairs) and all(item is None for _, _, item in draft.pairs)
        if match.pattern.noun and material and (bare or not (entry.event_type or entry.figurative)):
            draft.others.extend(
                self.b.fill("instrument", [k for k in match.trigger if self.parse.lemmas[k] == match.pattern.noun])
            )
        draft.used.update(self._heads(i, match))
        return draft

    def _acts(self, other: Argument | None) -> TypeGuard[Argument]:
        """True for who may have done what somebody underwent: "came under fire from rebels", not "from afar"."""
        return other is not None and self.b.is_actor(other)

    def _is_reciprocal(self, match: Match) -> bool:
        """True for "accused each other", "expelled one another's diplomats": those named together do it both ways."""
        heads = [m for k in match.objects for m in (k, *self.parse.kids_by(k, "poss"))]
        words = {" ".join(self.parse.lower[k - 1 : k + 1]) for k in heads if k}
        return bool(words & {"each other", "one another"})

    def _reflexive(self, i: int) -> bool:
        """True for "defend itself": nothing is done to anybody else."""
        return any(self.parse.lower[k].endswith(("self", "selves")) for k in self.parse.kids_by(i, "dobj"))

    def _unfinished(self, draft: Draft, i: int) -> bool:
        """True for "considered Iran" without as what: half a judgement is none."""
        if draft.entry is None or draft.entry.relation not in _JUDGING:
            return False
        complement = self.parse.kid(i, "oprd", "xcomp", "ccomp", "acomp", "attr") is not None
        said = complement or any(a.role == "as" for a in draft.others)
        if self.parse.lemmas[i] == "see" and not said:
            return True
        return not said and any(item is not None and self.b.is_actor(item) for _, _, item in draft.pairs)

    def _heads(self, i: int, match: Match) -> set[int]:
        return set(match.objects) | set(doers(self.parse, i))


def _as(argument: Argument, role: str) -> Argument:
    return replace(argument, role=role)
