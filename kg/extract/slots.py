"""What fills the other slots of a verb: prepositions on the verb, its object and its fixed words, and its purpose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kg.clauses import receivers, subjects
from kg.entries import Slot
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.fixed_words import is_when
from kg.extract.match import Match, match_noun
from kg.extract.parties import Parties
from kg.extract.targets import Targets, side
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import Preposition, prepositions
from kg.objects import agents
from kg.patterns import PARTICLES

_WORDS = load_grammar()
_TOWARDS = frozenset({"to", "from", "with", "against"})
_MEANT_FOR = frozenset({"against", "at", "for", "to", "toward", "towards"})
_LOW = frozenset({"with", "from"})
# Acts that have a purpose with somebody, and what they are to him.
_PURPOSEFUL = {"AID": "suppliedTo", "MOBILIZE": "showedForceTo"}
_CAUSES = frozenset({"after", "amid", "as", "because", "following"})
_PEOPLE = frozenset({"Group", "People", "Person"})
_YIELDING = frozenset({"CONCEDE", "RETREAT"})


class Slots:
    """Fills the slots of the verbs of one reading."""

    def __init__(self, fillers: Fillers, targets: Targets, parties: Parties) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon
        self.targets, self.parties = targets, parties

    def add(self, draft: Draft, i: int, match: Match, actors: list[Argument]) -> None:
        """Edges and arguments of the entry's other slots, on the verb or on its object noun."""
        slots = match.entry.slots
        beside = prepositions(self.parse, i)
        own = (p for p in beside if p.at != match.preposition_at)
        found = [p for p in own if not is_when(self.parse, p.at)]
        for noun in match.objects[:1]:
            found.extend(
                p
                for p in prepositions(self.parse, noun)
                if p.word in slots and slots[p.word].property and p.word != "of"
            )
            if "from" in slots and self.parse.lemmas[noun] in _WORDS.posted:
                # "Called home its ambassador in Nicaragua".
                inner = [o for p in prepositions(self.parse, noun) if p.word == "in" for o in p.objects]
                there = [o for o in inner if self.parse.pos[o] == "PROPN"]
                self._fill_slot(draft, slots["from"], there, actors)
            given = self.parse.lemmas[i] in _WORDS.ditransitive
            found.extend(self._hung_below(noun, slots, _LOW | {"to"} if given else _LOW))
            shared = draft.entry is not None and draft.entry.event_type == "COOPERATE"
            found.extend(self._hung_below(i, slots, {"to"} if given else {"with"} if shared else ()))
        if draft.entry is not None and draft.entry.event_type == "CONSULT":
            # "Spoke with the king about the war": the parser may give "about" to the king.
            faced = [o for p in beside for o in p.objects if p.word == "with"]
            found.extend(
                p for o in faced for p in prepositions(self.parse, o) if p.word == "about" and "about" in slots
            )
        # "Took to the streets against the king", "gave the island back to Chad": hung on a fixed word or on "out".
        hosts = [*match.trigger[1:], *(p.at for p in found if p.word in PARTICLES)]
        fixed = [p for k in hosts for p in prepositions(self.parse, k)]
        found.extend(p for p in fixed if p.word in slots and p not in found and p.at != match.preposition_at)
        for prep in found:
            manner = prep.word in slots and slots[prep.word].role == "recipient" and self._is_manner(prep)
            if prep.word in slots and not manner:
                slot = Slot("as", None) if prep.word == "as" and not match.entry.event_type else slots[prep.word]
                self._fill_slot(draft, slot, list(prep.objects), actors)
                draft.used.update(prep.objects)
        if "near" in slots:
            near = [o for p in self._approached(i) for o in p.objects]
            self._fill_slot(draft, slots["near"], near, actors)
        if "dative" in slots or "to" in slots:
            self._fill_slot(draft, slots.get("dative") or slots["to"], receivers(self.parse, i), actors)
        if "direct" in slots and match.direct:
            self._fill_slot(draft, slots["direct"], list(match.direct), actors)
        party = slots.get("with")
        # "Visits to Fiji were suspended by Chile and Peru": not those with each other.
        others = {p.word for noun in match.objects for p in prepositions(self.parse, noun)} & _TOWARDS
        if party and party.property and len(actors) > 1 and not match.entry.mutual and not others:
            draft.pairs.extend(self.parties.apart([a for a in actors if self.b.is_actor(a)], party.property, i))

    def add_purpose(self, draft: Draft, i: int, actors: list[Argument]) -> None:
        """Whom help or a show of force is for where its purpose tells: "sent a carrier to put pressure on Iraq"."""
        if draft.entry is None or draft.entry.event_type not in {*_PURPOSEFUL, *_YIELDING} or not actors:
            return
        home = {side(a) for a in actors} | {None}
        items = [item for _, _, item in draft.pairs if item is not None]
        if any(side(item) not in home for item in (*items, *draft.others)):
            return
        found = [a for a in self.targets.of(i, actors) if side(a) not in home]
        if draft.entry.event_type in _YIELDING:
            # "Opened the bridge to let grain into Chad": with regard to Chad, to which nothing is given up.
            draft.others.extend(found)
        elif found:
            kept = [pair for pair in draft.pairs if pair[2] is not None]
            # Whoever helps in something helps those for whom it is; only things are supplied.
            named = kept and draft.entry.relation != "aided"
            name = _PURPOSEFUL[draft.entry.event_type] if named else ""
            draft.pairs = [*kept, *((name, actor, one) for actor in actors for one in found)]
        elif draft.entry.event_type == "MOBILIZE":
            shown = [a for a in self._shown(i) if side(a) not in home]
            draft.others.extend(shown or (a for a in self._causes(i) if side(a) not in home))

    def _causes(self, i: int) -> list[Argument]:
        """The states to whose deeds one reacts: "put its army on alert after a Chadian patrol was seen"."""
        parse = self.parse
        clauses = [k for k in parse.kids_by(i, "advcl") if {parse.lower[m] for m in parse.kids_by(k, "mark")} & _CAUSES]
        heads = [s for k in clauses for s in (*subjects(parse, k), *agents(parse, k))]
        for p in prepositions(parse, i):
            if p.word in _CAUSES:
                # "As a survey ship headed south": the parser may see no clause there, but "as a precaution" is none.
                heads += [o for o in p.objects if p.word != "as" or parse.kid(o, "acl") is not None]
        # "In response to Chinese missile tests", wherever the parser hung it.
        answers = [k for k in parse.spans(i) if parse.lemmas[k] in _WORDS.answers and parse.lower[k - 1] == "in"]
        heads += [o for k in answers for p in prepositions(parse, k) if p.word in {"to", "for"} for o in p.objects]
        found = [a for a in self.b.fill("cause", heads) if a.referent.state]
        return [replace(a, referent=self.b.reading.known(a.referent.state)) for a in found if a.referent.state]

    def _shown(self, i: int) -> list[Argument]:
        """For whom a show of force is meant: "in a show of strength aimed at Chad", "in a signal to Mali"."""
        parse = self.parse
        signs = [o for p in prepositions(parse, i) if p.word in {"as", "in"} for o in p.objects]
        signs = [k for k in signs if parse.lemmas[k] in _WORDS.signs]
        signs += [o for k in signs for p in prepositions(parse, k) if p.word == "of" for o in p.objects]
        aimed = [v for k in signs for v in parse.kids_by(k, "acl") if parse.lemmas[v] in _WORDS.aiming]
        found = (p for k in (*signs, *aimed) for p in prepositions(parse, k) if p.word in _MEANT_FOR)
        return [a for a in self.b.fill("recipient", [o for p in found for o in p.objects]) if self.b.is_actor(a)]

    def _hung_below(self, noun: int, slots: Mapping[str, Slot], words: Collection[str]) -> list[Preposition]:
        """What the parser hung too low: "with Turkey" in "shared intelligence on Kurdish rebels with Turkey".

        The same for those from whom one demands "ten million in compensation", or gives "a contract for a plant to".
        """
        about = {word for word, slot in slots.items() if slot.property is None and slot.role == "topic"}
        inner = [o for p in prepositions(self.parse, noun) if p.word in about or p.word not in slots for o in p.objects]
        found = [p for o in inner for p in prepositions(self.parse, o) if p.word in words and p.word in slots]
        return [p for p in found if slots[p.word].property and p.at > noun]

    def _approached(self, i: int) -> list[Preposition]:
        """What is drawn near to: "moved tanks closer to the border", "up to the river"."""
        adverbs = [
            k for k in self.parse.kids_by(i, "advmod", "prt", "acomp") if self.parse.lower[k] in _WORDS.approaching
        ]
        return [p for k in adverbs for p in prepositions(self.parse, k) if p.word == "to"]

    def _is_manner(self, prep: Preposition) -> bool:
        """True for "in a warning", "at the request of Mali": how something is done, and not where."""
        if prep.word == "in" and any(self.parse.lemmas[o] in _WORDS.signs for o in prep.objects):
            return True
        if prep.word == "at":
            return any(self.parse.lemmas[o] in _WORDS.bidding for o in prep.objects)
        return prep.word == "in" and any(
            match_noun(self.parse, o, self.lexicon) and not self.b.reading.referents.get(o) for o in prep.objects
        )

    def _fill_slot(self, draft: Draft, slot: Slot, heads: list[int], actors: list[Argument]) -> None:
        for found in self.b.fill(slot.role, heads):
            # "Brought some respite to the people": people are no place.
            people = slot.role == "place" and found.referent.type in _PEOPLE
            item = replace(found, role="recipient") if people else found
            if slot.property == "spokeWith" and not self.b.is_actor(item):
                draft.pairs.extend(("", subject, item) for subject in actors)
            elif slot.property:
                draft.pairs.extend((slot.property, subject, item) for subject in actors)
            elif slot.role in {"recipient", "with"} and self.b.is_actor(item) and not draft.pairs:
                draft.pairs.extend(("", subject, item) for subject in actors)
            else:
                draft.others.append(item)
