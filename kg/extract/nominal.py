"""Frames of event nouns: "the Israeli attack on Iran", "a pact between A and B", "Iran's support for the Houthis"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.clauses import receivers
from kg.extract.doers import Doers
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.joint import Joint, slot_of
from kg.extract.match import Match, match_noun, match_verb
from kg.extract.patientless import Patientless
from kg.extract.verbal import Verbal
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import examples, prepositions
from kg.verbs import is_verb

_SPOKEN = frozenset({"AGREE", "REQUEST", "ACCUSE"})
_WORDS = load_grammar()
# What lasts, whatever is done about it: "an effort to settle a dispute between A and B".
_STANDING = frozenset({"relationsWith", "disputesWith"})
_WORDS_ON_TIES = frozenset({"cutTiesWith", "improvedTiesWith"})
# "Laid an ambush on the road", "conducted a strike at the request of Mali": where or why, and not whom.
_MANNERS = {"on": _WORDS.ways, "at": _WORDS.bidding}


class Nominal:
    """Drafts of the frames that event nouns tell."""

    def __init__(self, fillers: Fillers, verbal: Verbal) -> None:
        self.b, self.parse, self.lexicon, self.verbal = fillers, fillers.parse, fillers.lexicon, verbal
        self.doers = Doers(fillers)
        self.joint, self.patientless = Joint(fillers, self.doers), Patientless(fillers, verbal.targets)

    def drafts(self, i: int) -> Iterator[Draft]:
        """What the noun at ``i`` tells, with the subject of the light verb that carries it as actor."""
        if self.parse.deps[i] in {"compound", "amod"} or i in self.parse.named:
            return
        match = match_noun(self.parse, i, self.lexicon)
        if match is None:
            return
        light = self._light_verb(i)
        if light is not None and self.parse.kid(light, "oprd") is not None:
            # "Made a pact with Bogota one of his aims": there is none yet.
            return
        carried = light is not None and any(p.word in match.entry.noun_slots for p in prepositions(self.parse, i))
        acting = self._is_actor(i) and not self._joins(i) and not carried
        if self._consumed(i) or acting or self._changed(i, match):
            return
        draft = Draft(
            i, match.trigger, match.entry, label=self.lexicon.relations.get(match.entry.relation, match.entry.relation)
        )
        if match.entry.relation in _STANDING and light is None:
            # "To ease tensions in their relations": the relations stand, whatever becomes of the tensions.
            told = self.b.status.of(i)
            stands = self.b.status.marks.on_noun(i, self.b.status.spoken(i))
            draft.context = told if told.status in {"asserted", "negated"} else stands
        if light is not None:
            # "Agreed not to renew its accord": there is one, and what it is told with is about its end.
            vowed = self.parse.lemmas[i] in _WORDS.vows and self.parse.lemmas[light] in _WORDS.fulfilling
            standing = vowed or self.parse.lemmas[light] in _WORDS.prolonging
            known = standing and self.b.status.of(light).status == "negated"
            told = self.b.status.of(i if known else light)
            played = self.b.status.marks.on_noun(i, told)
            # "Staged a mock attack"; a planned or a failed one that was launched was launched.
            draft.context = played if played.status == "possible" else told
            draft.head, draft.trigger = light, (light, *match.trigger)
        if match.entry.mutual:
            self.joint.mutual(draft, i, match, light)
        else:
            self._directed(draft, i, match, light)
        if draft.pairs:
            yield draft
        elif (
            light is not None and self.verbal.light_noun(light) == i and self.parse.lemmas[light] not in _WORDS.lightest
        ):
            yield from self.verbal.carried(light)

    def _light_verb(self, i: int) -> int | None:
        """The light verb above the noun, also where the noun is its subject in the passive."""
        parse, head = self.parse, self.parse.heads[i]
        if parse.deps[i] == "conj":
            return self._light_verb(head)
        candidates = (
            [head] if parse.deps[i] in {"dobj", "nsubjpass"} else [parse.heads[head]] if parse.deps[i] == "pobj" else []
        )
        if parse.deps[i] == "pobj" and parse.lemmas[parse.heads[head]] in _WORDS.rounds:
            candidates.append(parse.heads[parse.heads[head]])
        candidates += list(parse.kids_by(i, "acl", "relcl"))
        for verb in candidates:
            if (
                is_verb(parse, verb)
                and self.verbal.light_noun(verb) is not None
                and self.verbal.light_noun(verb) in {i, *parse.conjuncts(i), *self._first(i)}
            ):
                return verb
        return None

    def _changed(self, i: int, match: Match) -> bool:
        """True for relations that the verb above makes or ends: "normalising relations" tells of none that stand."""
        parse, above = self.parse, self.parse.heads[i]
        if parse.deps[i] == "pobj" and parse.lower[above] == "of":
            changing = parse.lemmas[parse.heads[above]] in _WORDS.tie_changing
        else:
            changing = parse.lemmas[above] in _WORDS.tie_changing and parse.deps[i] in {"dobj", "nsubjpass"}
        return match.entry.relation == "relationsWith" and changing

    def _is_actor(self, i: int) -> bool:
        """True where the noun names actors ("the Syrian president", "its members") and no event."""
        found = self.b.reading.referents.get(i, ())
        return any(self.b.is_actor(Argument("actor", r, None)) for r in found)

    def _joins(self, i: int) -> bool:
        """True for what its own phrase puts between two: "an alliance between A and B", "a mission between A and B"."""
        found = [p for p in prepositions(self.parse, i) if p.word == "between" and len(p.objects) > 1]
        return bool(found)

    def _consumed(self, i: int) -> bool:
        """True where a verb pattern has this noun as a fixed part ("pay attention to")."""
        parse, above = self.parse, self.parse.heads[i]
        if parse.deps[i] == "pobj":
            above = parse.heads[above]
        below = (
            v for v in parse.kids_by(i, "relcl") if (told := match_verb(parse, v, self.lexicon)) and i in told.trigger
        )
        if next(below, None) is not None:
            # "The ceasefire that he declared".
            return True
        if not is_verb(parse, above):
            return False
        match = match_verb(parse, above, self.lexicon)
        if match is None or self.verbal.parties.is_armed(match):
            return False
        # "Put its cooperation with Chad on ice": there is no cooperation to tell of.
        ties = match.entry.relation in _WORDS_ON_TIES and i in match.objects and bool(match.pattern.object)
        return ties or (match.pattern.noun is not None and i in match.trigger)

    def _first(self, i: int) -> set[int]:
        return {self.parse.heads[i]} if self.parse.deps[i] == "conj" else set()

    # -- directed acts -----------------------------------------------------------------------------------------------

    def _directed(self, draft: Draft, i: int, match: Match, light: int | None) -> None:
        actors = self.doers.of(i, match, light)
        harmed = match.entry.event_type == "ASSAULT" and match.entry.relation != "overthrew"
        if not actors and harmed and light is not None:
            actors = self.b.fill("object", [i])
        if match.entry.event_type in _SPOKEN or match.entry.relation == "announced":
            # "Intervention would be a declaration of war": only actors declare it.
            actors = [a for a in actors if self.b.is_actor(a) or a.referent.state or a.referent.type == "Place"]
        if not actors:
            return
        found = [*prepositions(self.parse, i), *(prepositions(self.parse, light) if light is not None else ())]
        # "The visit by Taiwan's president to Peru": the parser may hang "to" on the president.
        doing = [o for prep in found if prep.word == "by" for o in prep.objects]
        found += [p for o in doing for p in prepositions(self.parse, o) if p.word in {"to", "against", "on"}]
        for prep in found:
            slot = slot_of(match, prep.word)
            if slot.role in {"", "actor"}:
                continue
            listed = [e for o in prep.objects for e in examples(self.parse, o)]
            hit = [o for o in prep.objects if self.parse.lemmas[o] not in _MANNERS.get(prep.word, ())]
            items = self.b.fill(slot.role, [*hit, *listed])
            draft.used.update(prep.objects)
            # "Crimes against civilians" are committed, and no civilians are.
            deed = match.entry.relation == "committed" and slot.role == "recipient"
            if slot.role in {"topic", "origin", "instrument"} or deed:
                draft.others.extend(items)
                continue
            draft.pairs.extend((slot.property or "", subject, item) for subject in actors for item in items)
        draft.pairs.extend(("", s, item) for s in actors for item in self.b.fill("object", self.doers.suffered(i)))
        if light is not None:
            given = self.b.fill("recipient", receivers(self.parse, light))
            draft.pairs.extend(("", s, item) for s in actors for item in given)
        if match.entry.relation == "committed":
            draft.pairs.extend(("", subject, act) for subject in actors for act in self.b.fill("object", [i]))
        if not draft.pairs:
            self.patientless.add(draft, i, match, actors, light)
        self.verbal.grievances.add(draft, i if light is None else light)
