"""The mentions seen so far, as what a later one may point back to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from kg.model import Referent
from kg.nouns import prepositions
from kg.parse import Parse
from kg.verbs import SUBJECTS

_PLURAL = frozenset({"they", "them", "their", "theirs"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that a later one may point back to."""

    at: int
    sentence: int
    referents: tuple[Referent, ...]
    subject: bool
    plural: bool
    modifier: bool

    @property
    def is_person(self) -> bool:
        """True for one person."""
        return self.referents[0].type == "Person" and len(self.referents) == 1


def candidate(parse: Parse, i: int, referents: tuple[Referent, ...]) -> Candidate:
    """The mention at ``i`` with what makes it more or less salient."""
    top = i
    while parse.deps[top] in {"conj", "appos"} and parse.heads[top] != top:
        top = parse.heads[top]
    return Candidate(
        i,
        parse.sentence_of[i],
        referents,
        parse.deps[top] in SUBJECTS,
        (parse.tags[i] in {"NNS", "NNPS"} and referents[0].type != "State")
        or parse.lower[i] in _PLURAL
        or len(referents) > 1,
        parse.deps[i] in {"poss", "amod", "compound", "nmod"},
    )


class Antecedents:
    """The mentions of one parse up to here; ``refer`` gives what any token stands for."""

    def __init__(self, parse: Parse, refer: Callable[[int], tuple[Referent, ...]]) -> None:
        self.parse, self.refer = parse, refer
        self.seen: list[Candidate] = []

    def add(self, i: int, referents: tuple[Referent, ...]) -> None:
        """Remembers the mention at ``i``."""
        if referents:
            self.seen.append(candidate(self.parse, i, referents))

    def fellows(self, c: Candidate, before: int) -> list[Candidate]:
        """``c`` and the mentions coordinated with it, as far as they stand before token ``before``."""
        first = c.at
        while self.parse.deps[first] == "conj" and self.parse.heads[first] != first:
            first = self.parse.heads[first]
        together = self.parse.conjuncts(first)
        return [d for d in self.seen if d.at in together and d.at < before]

    def same_head(self, i: int, lemma: str) -> tuple[Referent, ...]:
        """The nearest earlier mention with this head word: "the regime" after "Assad's regime"."""
        for c in reversed(self.seen):
            if c.at < i and self.parse.lemmas[c.at] == lemma and len(c.referents) == 1 and self._telling(c):
                return c.referents
        return ()

    def _telling(self, c: Candidate) -> bool:
        """True where the mention says more than its noun alone."""
        return not c.referents[0].local or len(c.referents[0].name.split()) > 1

    def nearest(
        self,
        i: int,
        types: frozenset[str],
        reach: int,
        subject_first: bool = True,
        without: Collection[str | None] = (),
        official: bool = True,
    ) -> tuple[Referent, ...]:
        """The nearest single mention of one of these types within ``reach`` sentences, subjects first.

        States that are to be left out are given by their keys; organs of states are where not ``official``.
        """
        sentence = self.parse.sentence_of[i]
        near = [
            c
            for c in self.seen
            if c.at < i and sentence - c.sentence <= reach and len(c.referents) == 1 and c.referents[0].type in types
            # "The Department designated X. The group has ...": a bare noun is no name that another points to.
            if self._telling(c) and (official or not c.referents[0].acts)
            # "Shipping companies" are no bloc; the Houthis are a group.
            if not (c.plural and c.referents[0].type == "Organisation" and self.parse.tags[c.at] == "NNS")
            if c.referents[0].node is None or c.referents[0].node not in without
            # After "Chad, Niger and Mali followed" it is nobody's government in particular.
            if c.referents[0].type != "State" or len(self.fellows(c, i)) < 2
        ]
        if not near:
            return ()
        best = max(near, key=lambda c: (c.sentence, subject_first and c.subject, c.at))
        return best.referents

    def topic(self, i: int, types: frozenset[str]) -> tuple[Referent, ...]:
        """The named subject of the sentence before that of ``i``: of one of these types, or an unknown name."""
        parse, above = self.parse, self.parse.sentence_of[i] - 1
        start, end = parse.sentences[above] if above >= 0 else (0, 0)
        main = next((k for k in range(start, end) if parse.heads[k] == k), None)
        subject = parse.kid(main, *SUBJECTS) if main is not None else None
        found = self.refer(subject) if subject is not None and parse.pos[subject] == "PROPN" else ()
        # Recognisers take an unknown group for a place or a person.
        unknown = len(found) == 1 and not (found[0].title or found[0].node or found[0].state)
        unknown = unknown and found[0].type in {"Topic", "Place", "Person"}
        return found if len(found) == 1 and (unknown or found[0].type in types) and not found[0].acts else ()

    def interlocutors(self, i: int, reach: int = 1) -> tuple[Referent, ...]:
        """Two persons of whom one met, called or addressed the other shortly before: "They also discussed ..."."""
        parse, sentence = self.parse, self.parse.sentence_of[i]
        for number in range(sentence - 1, max(-1, sentence - reach - 1), -1):
            start, end = parse.sentences[number]
            persons = {c.at: c.referents[0] for c in self.seen if start <= c.at < end and c.is_person}
            for verb in range(start, end):
                subject = [persons[s] for s in parse.kids_by(verb, "nsubj") if s in persons]
                faced = [*parse.kids_by(verb, "dobj"), *self._beside(verb)]
                others = [persons[o] for o in faced if o in persons]
                if len(subject) == 1 and len(others) == 1:
                    return (subject[0], others[0])
        return ()

    def _beside(self, verb: int) -> list[int]:
        """With whom somebody speaks or meets, or holds talks."""
        holders = (verb, *self.parse.kids_by(verb, "dobj"))
        return [o for k in holders for p in prepositions(self.parse, k) if p.word == "with" for o in p.objects]

    def last_two(self, i: int, types: frozenset[str], reach: int = 6) -> tuple[Referent, ...]:
        """The two different actors last spoken of together: "the two countries", "both leaders"."""
        sentence = self.parse.sentence_of[i]
        for c in reversed(self.seen):
            if c.at >= i or sentence - c.sentence > reach:
                continue
            together = dict.fromkeys(r for d in self.fellows(c, i) for r in d.referents if r.type in types)
            if len(together) == 2:
                return tuple(together)
            dashed = self._dashed_with(c, types)
            if dashed:
                return dashed
            if types == frozenset({"Person"}):
                pair = self._in_sentence(c.sentence, types, i)
                if len(pair) == 2:
                    return pair
        return ()

    def _dashed_with(self, c: Candidate, types: frozenset[str]) -> tuple[Referent, ...]:
        """The pair of "UK-France"."""
        if c.at < 2 or self.parse.words[c.at - 1] not in {"-", "–"} or c.referents[0].type not in types:
            return ()
        other = next((d for d in self.seen if d.at == c.at - 2 and d.referents[0].type in types), None)
        return (other.referents[0], c.referents[0]) if other and other.referents != c.referents else ()

    def _in_sentence(self, sentence: int, types: frozenset[str], before: int) -> tuple[Referent, ...]:
        found = (
            r for c in self.seen if c.sentence == sentence and c.at < before for r in c.referents if r.type in types
        )
        return tuple(dict.fromkeys(found))
