"""Mutual acts that nouns name: "talks between A and B", "the A-B pact", "A's agreement with B"."""

from __future__ import annotations

from kg.clauses import doers, owners, subjects
from kg.entries import Slot
from kg.extract.doers import Doers
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.model import Argument, Referent
from kg.nouns import Preposition, examples, members, prepositions
from kg.verbs import is_verb

_CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "THREATEN", "ACCUSE", "MOBILIZE"})
_STANDING = frozenset({"be", "remain", "stay"})
_AGAINST = frozenset({"against", "on", "upon", "toward", "towards"})


def slot_of(match: Match, word: str) -> Slot:
    """The slot of an event noun that a preposition fills; a slot without a role where it fills none."""
    slot = match.entry.noun_slots.get(word)
    if slot is not None:
        return slot
    if word in _AGAINST and match.entry.event_type in _CONFLICT:
        return Slot("recipient", None)
    if word in {"between", "among", "with"} and match.entry.mutual:
        return Slot("with", None)
    return Slot("", None)


class Joint:
    """Finds the parties of the mutual acts of one reading."""

    def __init__(self, fillers: Fillers, doers_: Doers) -> None:
        self.b, self.parse, self.doers = fillers, fillers.parse, doers_

    def mutual(self, draft: Draft, i: int, match: Match, light: int | None) -> None:
        """Adds what the parties of the act at ``i`` do with each other; ``light`` is the verb that carries the noun."""
        parties = self._parties(i, match)
        # "Agreed on a line to Malaba, on the border with Uganda": those who agree need not lie there.
        beside = match.entry.relation == "borders" and self.parse.deps[i] == "pobj"
        light = None if beside else light
        if light is not None:
            parties = [*self.b.fill("actor", doers(self.parse, light)), *parties]
            parties += [
                a
                for p in prepositions(self.parse, light)
                if p.word in {"with", "between"}
                for a in self.b.fill("with", p.objects)
            ]
        alone = len({p.referent for p in parties}) == 1 and light is None
        if alone and not beside and any(p.word == "with" for p in prepositions(self.parse, i)):
            heads = owners(self.parse, i)
            parties = [*[a for a in self.b.fill("actor", heads) if self.b.is_actor(a)], *parties] if heads else parties
        parties = [p for p in parties if self.b.is_actor(p)]
        if match.entry.relation == "borders":
            parties = [p for p in parties if p.referent.type == "State"]
        distinct = list({p.referent: p for p in parties}.values())[:6]
        apart = self._groups(i) + self._beside(i, light)
        if any(p.word == "with" for p in prepositions(self.parse, i)):
            # "A and B are at war with C": not with each other.
            together = [a.referent for a in (*self._standing(i), *self._owning(i))]
            apart += [{a, b} for a in together for b in together if a != b]
        draft.pairs.extend(
            ("", a, b) for a in distinct for b in distinct if a is not b and {a.referent, b.referent} not in apart
        )
        topics = [p for p in prepositions(self.parse, i) if slot_of(match, p.word).role in {"topic", "object"}]
        things = [a for p in topics for a in self.b.fill("topic", p.objects)]
        if draft.pairs:
            draft.others.extend(things)
            if match.entry.relation == "hasAgreementWith":
                made = things or (self.b.fill("object", [i]) if light is not None else [])
                draft.pairs.extend(("agreed", party, thing) for party in distinct for thing in made)
        elif light is not None and distinct:
            name = "discussed" if match.entry.event_type == "CONSULT" else ""
            draft.pairs.extend((name, distinct[0], thing) for thing in things)
            if not things and distinct[0].role == "actor":
                draft.pairs.extend(("participatedIn", distinct[0], act) for act in self.b.fill("object", [i]))

    def _beside(self, i: int, light: int | None) -> list[set[Referent]]:
        """Any two of those whom the others face: "his calls with A and with B" are no call between A and B."""
        found = [
            o
            for k in (i, light)
            if k is not None
            for p in prepositions(self.parse, k)
            if p.word == "with"
            for o in p.objects
        ]
        met = [a.referent for a in self.b.fill("with", found)]
        return [{a, b} for a in met for b in met if a != b]

    def _groups(self, i: int) -> list[set[Referent]]:
        """Each group with one of its members, "other partners" with "the Fund" among them: no two parties."""
        found = []
        for prep in prepositions(self.parse, i):
            for group in prep.objects:
                inside = self.b.fill("with", examples(self.parse, group))
                found += [{g.referent, m.referent} for g in self.b.fill("with", [group]) for m in inside]
        return found

    def _parties(self, i: int, match: Match) -> list[Argument]:
        """Parties named in the phrase: possessor, "between A and B", "with B", "Iran-Saudi", "US-led"."""
        parse = self.parse
        found: list[Argument] = []
        possessor = parse.kid(i, "poss")
        if possessor is not None:
            found.extend(self.b.fill("actor", members(parse, possessor)))
        found.extend(self._standing(i))
        front = self._dashed(i) or self.doers.in_front(i, towns=False)
        if match.entry.relation == "hasAgreementWith":
            # "The AUKUS pact with London" is what it is called, and binds no AUKUS.
            front = [a for a in front if a.referent.type != "Bloc" or not self.parse.words[i - 1].isupper()]
        found.extend(front)
        for prep in (*prepositions(parse, i), *self._apart(i)):
            slot = slot_of(match, prep.word)
            if slot.role == "with" or prep.word in {"between", "among"}:
                found.extend(
                    self.b.fill("with", [*prep.objects, *(e for o in prep.objects for e in examples(parse, o))])
                )
            elif prep.word == "of" and len(prep.objects) > 1:
                found.extend(a for a in self.b.fill("with", prep.objects) if self.b.is_actor(a))
        return found

    def _owning(self, i: int) -> list[Argument]:
        """Those who have it with another: "tore up their relations with Qatar" tells of none among them."""
        possessor = self.parse.kid(i, "poss")
        return self.b.fill("actor", members(self.parse, possessor)) if possessor is not None else []

    def _apart(self, i: int) -> list[Preposition]:
        """The "between" on the verb: "dominated talks in Aden between the ministers", "fighting erupted between".

        Or on what was exchanged: "an exchange of prisoners between Chad and Libya".
        """
        if any(prep.word in {"between", "with"} for prep in prepositions(self.parse, i)):
            return []
        exchanged = [o for p in prepositions(self.parse, i) if p.word == "of" for o in p.objects]
        inner = [p for o in exchanged for p in prepositions(self.parse, o) if p.word == "between"]
        if inner:
            return inner
        above = i
        while not is_verb(self.parse, above) and self.parse.heads[above] != above:
            above = self.parse.heads[above]
        found = prepositions(self.parse, above) if is_verb(self.parse, above) else []
        return [p for p in found if p.word == "between" and p.at > i and self._is_nearest(i, p.at, above)]

    def _is_nearest(self, i: int, preposition: int, verb: int) -> bool:
        """True where nothing behind the noun could be between two as well: where and when it was may stand there."""
        beside = [k for k in range(i + 1, preposition) if k != verb and self.parse.lemmas[k] != "place"]
        times = {k for k in beside if self.parse.entity_at.get(k) in {"DATE", "TIME", "GPE", "ORG"}}
        return not any(self.parse.pos[k] in {"NOUN", "PROPN", "VERB"} for k in beside if k not in times)

    def _standing(self, i: int) -> list[Argument]:
        """The parties of what they are "in" or "at": "Sudan and Chad have been at war"."""
        preposition = self.parse.heads[i]
        verb = self.parse.heads[preposition]
        within = self.parse.deps[i] == "pobj" and self.parse.lower[preposition] in {"at", "in"}
        if not within or self.parse.lemmas[verb] not in _STANDING:
            return []
        return self.b.fill("actor", subjects(self.parse, verb))

    def _dashed(self, i: int) -> list[Argument]:
        """The two sides of "Iran-Saudi relations", "UK-France summit", "Arab-Israeli normalization"."""
        parse, reading = self.parse, self.b.reading
        start = min(parse.spans(i))
        for k in range(i - 1, max(start, i - 8), -1):
            if parse.words[k] in {"-", "–"} and 0 < k < len(parse) - 1:
                left, right = reading.state_of(k - 1), reading.state_of(k + 1)
                if left and right and left != right:
                    return [
                        Argument("actor", reading.known(left), parse.quote(k - 1, k)),
                        Argument("actor", reading.known(right), parse.quote(k + 1, k + 2)),
                    ]
        return []
