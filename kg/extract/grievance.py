"""Whom a crowd protests against, where the words beside the protest tell it: its purpose, its chants, its place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.clauses import subjects, undergoers
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import match_noun, match_verb
from kg.extract.targets import side
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import prepositions
from kg.objects import authors_of
from kg.verbs import is_infinitive, is_passive, is_verb

_WORDS = load_grammar()
HINDERING = frozenset({"blocked", "besieged", "restricted", "occupied"})
_VOICED = frozenset({"PROTEST", "REQUEST", "ACCUSE", "REJECT"})
_KEEPING_OUT = frozenset({"obstructed", "barred", "banned", "restricted", "ended"})
_BEFORE = frozenset({"at", "outside", "near", "in"})
_ABOUT = frozenset({"against", "over", "at", "for", "from", "of", "by", "to", "on", "with"})
_DEEPEST = 2


def is_crowd(draft: Draft) -> bool:
    """True where all who act are people, and nobody who acts for a state or bears arms."""
    who = [s.referent for _, s, _ in draft.pairs]
    armed = {word.lower().removesuffix("s") for r in who for word in r.name.split()} & _WORDS.forces
    return not armed and all(r.type in {"Group", "People"} and not r.acts for r in who)


class Grievances:
    """Finds whom the protests of one reading are against."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon

    def outcry(self, i: int) -> Draft | None:
        """The protest of those who do something else in protest: "dumped fish outside the port in anger at quotas"."""
        parse = self.parse
        moods = [o for p in prepositions(parse, i) if p.word == "in" for o in p.objects]
        voiced = [o for o in moods if parse.lemmas[o] in _WORDS.moods and parse.kid(o, "det", "poss", "amod") is None]
        told = match_verb(parse, i, self.lexicon)
        known = told is not None and (told.entry.event_type == "PROTEST" or told.entry.relation in HINDERING)
        if not voiced or known or is_passive(parse, i) or parse.kid(i, "neg") is not None:
            return None
        entry = self.lexicon.entries["protest"]
        draft = Draft(i, (i, voiced[0]), entry, label=self.lexicon.relations[entry.relation])
        draft.pairs = [("", who, None) for who in self.b.fill("actor", subjects(parse, i))]
        if not draft.pairs or not is_crowd(draft):
            return None
        self.add(draft, i)
        return draft

    def add(self, draft: Draft, i: int) -> None:
        """Gives a protest that names nobody of another state the one that its purpose, chants or place tell of."""
        entry = draft.entry
        hindering = entry is not None and entry.relation in HINDERING and is_crowd(draft)
        if not draft.pairs or entry is None or not (entry.event_type == "PROTEST" or hindering):
            return
        actors = list({s.referent: s for _, s, _ in draft.pairs}.values())
        home = {side(a) for a in actors} | {None}
        faced = (item for _, _, item in draft.pairs if item is not None)
        if any(side(item) not in home for item in faced):
            return
        told = [a for a in self._told(i, draft.trigger) if side(a) not in home]
        if told and not self.b.is_actor(told[0]):
            # "A sit-in near the Israeli embassy over the killing of Palestinians" is against Israel.
            told = [a for a in self._fronts(i, draft.trigger) if side(a) not in home] or told
        # "The Norwegian and Icelandic embassies" are two.
        found = [a for a in told if a.mention == told[0].mention]
        if found:
            kept = [pair for pair in draft.pairs if pair[2] is not None]
            draft.untyped = False
            draft.pairs = [*kept, *(("protestedAgainst", actor, one) for actor in actors for one in found)]

    def _told(self, i: int, trigger: tuple[int, ...]) -> Iterator[Argument]:
        """Whatever may be meant, the nearest words first."""
        parse = self.parse
        for at in dict.fromkeys((i, *trigger)):
            yield from self._under(at, frozenset({"against", "over"}))
            yield from self._opposed(at)
            # "Sealed off the port in anger at the use of drift nets by the French fleet".
            moods = (o for prep in prepositions(parse, at) if prep.word == "in" for o in prep.objects)
            for mood in moods:
                if parse.lemmas[mood] in _WORDS.moods:
                    yield from self._under(mood, _ABOUT | {"against", "at", "by"})
        verbs = [k for k in parse.kids_by(i, "advcl", "xcomp", "acl") if k > i and is_verb(parse, k)]
        verbs += [k for noun in trigger for k in parse.kids_by(noun, "acl", "relcl") if k > i and is_verb(parse, k)]
        verbs += [g for k in verbs for prep in parse.kids_by(k, "prep") for g in parse.kids_by(prep, "pcomp")]
        for verb in [*verbs, *(m for k in verbs for m in parse.conjuncts(k) if m != k)]:
            if (is_infinitive(parse, verb) or parse.tags[verb] == "VBG") and self._is_voiced(verb):
                # "To demand that Chad free them".
                asked = [s for k in parse.kids_by(verb, "ccomp") if k > verb for s in subjects(parse, k)]
                heads = undergoers(parse, verb) or asked
                yield from self.b.fill("recipient", [k for k in heads if not self._is_voice(k)])
                yield from (a for k in (verb, *heads) for a in self._under(k, _ABOUT))
        yield from self._fronts(i, trigger)

    def _fronts(self, i: int, trigger: tuple[int, ...]) -> Iterator[Argument]:
        """The embassies and the like before which a crowd stands."""
        parse = self.parse
        # "A rally by students outside the embassy".
        crowds = [o for p in prepositions(parse, i) if p.word in {"by", "of"} for o in p.objects]
        # "In front of the embassy".
        crowds += [o for p in prepositions(parse, i) if p.word == "in" for o in p.objects]
        for at in dict.fromkeys((i, *trigger, *crowds)):
            for prep in prepositions(parse, at):
                # "To the gates of the embassies".
                part = prep.word == "of" and parse.lemmas[at] in _WORDS.fronts
                before = prep.word in _BEFORE or part
                fronts = [o for o in prep.objects if before and parse.lemmas[o] in _WORDS.missions | _WORDS.seats]
                yield from self.b.fill("recipient", fronts)

    def _opposed(self, noun: int) -> Iterator[Argument]:
        """The state that an "anti-American rally", "anti-India slogans" are against."""
        parse = self.parse
        slogans = [k for k in parse.kids_by(noun, "dobj") if k > noun]
        for k in (m for head in (noun, *slogans) for m in parse.kids_by(head, "amod", "compound", "nmod")):
            _, _, against = parse.words[k].partition("anti-")
            state = self.b.reading.nation(against) if against else None
            if against == "" and k > 1 and parse.words[k - 1] == "-" and parse.lower[k - 2] == "anti":
                state = self.b.reading.state_of(k)
            if state:
                yield Argument("recipient", self.b.reading.known(state), parse.quote(k, k + 1))

    def _is_voiced(self, verb: int) -> bool:
        """True for what a crowd wants to say or to stop: "to protest", "calling for", "to keep out"."""
        match = match_verb(self.parse, verb, self.lexicon)
        if match is not None and (match.entry.event_type in _VOICED or match.entry.relation in _KEEPING_OUT):
            return True
        return any(self._is_voice(k) for k in undergoers(self.parse, verb))

    def _is_voice(self, noun: int) -> bool:
        """True for the saying itself: "disapproval", "opposition", "demand"."""
        match = match_noun(self.parse, noun, self.lexicon)
        return match is not None and match.entry.event_type in _VOICED

    def _under(self, head: int, words: frozenset[str], depth: int = 0) -> Iterator[Argument]:
        """What the prepositions of a word govern, and what stands below that."""
        for prep in prepositions(self.parse, head):
            if prep.word in words:
                yield from self.b.fill("recipient", prep.objects)
                yield from self.b.fill("recipient", [m for o in prep.objects for m in authors_of(self.parse, o)])
                if depth < _DEEPEST:
                    yield from (a for o in prep.objects for a in self._under(o, _ABOUT | words & {"by"}, depth + 1))
