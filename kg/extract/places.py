"""Where a predicate says it happened: the place of its own clause, or none.

What is only spoken of has a place of its own: who condemns attacks in Paris need not be there.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.grammar import load_grammar
from kg.model import Argument, Referent
from kg.nouns import Preposition, prepositions
from kg.phrases import left_edge, right_edge
from kg.reading import Reading
from kg.verbs import is_verb

_WORDS = load_grammar()
_OF_NOUNS = frozenset({"in", "at", "near", "outside", "inside", "within", "along", "opposite", "off"})
_PREPOSITIONS = _OF_NOUNS | {"across", "around", "throughout"}
# Phrases with these tell why or against whom, and have places of their own: "over abuses in East Timor".
_ASIDE = frozenset(
    {"over", "because", "despite", "about", "against", "without", "due", "like", "as", "since", "until", "after"}
    | {"before", "following", "amid"}
)
_OCCASIONS = frozenset({"at", "in", "during", "on"})
# "Strikes on hideouts inside Chad": what is hit lies there. What else one is against may be anywhere.
_TAKING = frozenset({"of", "on"})
_TYPES = frozenset({"Place", "State"})
_RELATIVE = frozenset({"which", "that"})
# How many nouns may stand between a predicate and its place: "at a summit in the town of Ise".
_DEEPEST = 3


class Places:
    """Finds the place of the predicates of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.parse = reading, reading.parse

    def of(self, i: int, without: frozenset[int] = frozenset()) -> Argument | None:
        """The place of the predicate at ``i``; ``without`` are heads that fill other roles."""
        heads = (head for head in (*self._antecedents(i), *self._heads(i)) if head not in without)
        found = next((place for head in heads if (place := self._as_place(head))), None)
        return found or self._shared(i, without)

    def _antecedents(self, i: int) -> Iterator[int]:
        """What a "where" stands for: "visited the Kurdistan Region on Monday, where he met officials"."""
        parse, clause = self.parse, i
        where = next((k for k in parse.kids_by(i, "advmod") if parse.lower[k] == "where"), None)
        if where is None:
            return
        while parse.deps[clause] == "conj" and is_verb(parse, parse.heads[clause]):
            clause = parse.heads[clause]
        if parse.deps[clause] != "relcl":
            return
        yield parse.heads[clause]
        for k in range(where - 1, parse.sentences[parse.sentence_of[i]][0] - 1, -1):
            if is_verb(parse, k):
                return
            if parse.nominal(k):
                yield k

    def _heads(self, i: int) -> Iterator[int]:
        """The nouns that may name the place of the predicate at ``i``, the nearest to it first."""
        parse = self.parse
        beside = [p for p in prepositions(parse, i) if not self._is_of_object(i, p)]
        own = [p for p in beside if p.word in _PREPOSITIONS]
        yield from (o for p in own for o in p.objects[:1])
        for noun in self._nouns(i, beside):
            yield from self._within(noun, _DEEPEST)
        for noun in (o for p in own if p.word == "in" and parse.heads[p.at] == i for o in p.objects[:1]):
            yield from (o for p in prepositions(parse, noun) if p.word == "of" for o in p.objects[:1])

    def _is_of_object(self, i: int, prep: Preposition) -> bool:
        """True for "demanded elections in Togo": what is only spoken of is there, whatever the parser says."""
        spoken = self.parse.kid(i, "dobj") if self.parse.lemmas[i] in _WORDS.regarding else None
        if spoken is None or self._is_actor(spoken) or prep.word == "at":
            return False
        end = right_edge(self.parse, spoken)
        while end < prep.at and self.parse.entity_at.get(end) in {"DATE", "TIME"}:
            end += 1
        return end == prep.at

    def _nouns(self, i: int, beside: list[Preposition]) -> Iterator[int]:
        """The nouns of a clause whose place is that of the clause: ``beside`` it, objects, what kills."""
        parse = self.parse
        spoken = parse.lemmas[i] in _WORDS.regarding
        for prep in beside:
            if prep.word in _OCCASIONS or not (spoken or prep.word in _ASIDE):
                yield from (o for o in prep.objects if not self._is_owned_thought(o))
        if not spoken:
            yield from (k for k in parse.kids_by(i, "dobj", "nsubjpass") if self._may_lie_there(k))
        if parse.lemmas[i] in _WORDS.harming:
            # "Attacks in Syria killed twenty": they died there.
            yield from (k for k in map(self._meant, parse.kids_by(i, "nsubj")) if not self._is_actor(k))

    def _meant(self, k: int) -> int:
        """The noun that a relative pronoun stands for, else the same."""
        clause = self.parse.heads[k]
        relative = self.parse.lower[k] in _RELATIVE and self.parse.deps[clause] == "relcl"
        return self.parse.heads[clause] if relative else k

    def _is_actor(self, k: int) -> bool:
        return any(r.type in {"State", "Person", "Organisation", "ArmedGroup", "Group"} for r in self.reading.refer(k))

    def _is_owned_thought(self, k: int) -> bool:
        """True for "Obama's pledge at the summit": where it was made, not where it is kept."""
        return self.parse.lemmas[k] in _WORDS.thoughts and self.parse.kid(k, "poss") is not None

    def _within(self, noun: int, depth: int) -> Iterator[int]:
        """The places named in the phrase of a noun, and of who is named behind it: "the minister, X, in London"."""
        parse = self.parse
        for prep in prepositions(parse, noun):
            if prep.word in _OF_NOUNS:
                yield from prep.objects[:1]
            hit = prep.word == "against" and parse.lemmas[noun] in _WORDS.strikes
            if depth and (hit or prep.word in _OF_NOUNS | _TAKING):
                for inner in prep.objects[:1]:
                    yield from self._within(inner, depth - 1)
        for k in parse.kids_by(noun, "appos"):
            if self.reading.kind(k) == "Person":
                yield from self._within(k, 0)

    def _may_lie_there(self, k: int) -> bool:
        """True for agreements, persons met, and acts this clause itself tells ("held talks in Baghdad").

        What is spoken of as known ("visited the victims in Paris") has a place of its own.
        """
        known = any(
            self.parse.deps[d] in {"det", "poss"}
            and self.parse.lower[d] not in {"a", "an"}
            and self.parse.tags[d] != "PRP$"
            for d in self.parse.kids[k]
        )
        return not known or any(r.type in {"Instrument", "Person"} for r in self.reading.refer(k))

    def _shared(self, i: int, without: frozenset[int]) -> Argument | None:
        """The place of the verb that a coordinated one, or one that begins or goes on with it, shares."""
        parse, first = self.parse, self.parse.heads[i]
        joined = parse.deps[i] == "conj"
        together = joined or (parse.deps[i] == "xcomp" and parse.lemmas[first] in _WORDS.simultaneous)
        if not together or parse.kid(i, "nsubj", "nsubjpass") is not None or not is_verb(parse, first):
            return None
        found = self.of(first, without)
        # "Kidnapped workers in Cusco and demanded a ransom": where they demanded it is not said.
        apart = joined and found and found.mention and found.mention.start > parse.starts[first]
        return None if apart else found

    def _as_place(self, head: int) -> Argument | None:
        referents = self.reading.refer(head)
        if len(referents) != 1:
            return None
        if referents[0].type in _TYPES:
            return Argument("place", referents[0], self.reading.mention(head))
        if self.parse.tags[head] == "NNP" and self.parse.entity_at.get(head) is None:
            # A town that no list knows, in a state that is named: "at Amiens in France".
            inside = (o for p in prepositions(self.parse, head) if p.word == "in" for o in p.objects[:1])
            found = next((r for o in inside for r in self.reading.refer(o) if r.type in _TYPES), None)
            return self._town(head, found.state) if found else None
        if self.parse.lemmas[head] in _WORDS.localities | _WORDS.settlements:
            # "In Calais region", "in the Turkish city of Adiyaman".
            behind = [o for p in prepositions(self.parse, head) if p.word == "of" for o in p.objects[:1]]
            if any(self.parse.tags[k] == "NNP" for k in behind):
                known = next((r for r in self.reading.refer(behind[0]) if r.type in _TYPES), None)
                if known is not None:
                    return Argument("place", known, self.reading.mention(behind[0]))
                return self._town(behind[0], referents[0].state)
            inner = (k for k in self.parse.kids_by(head, "compound") if self.reading.kind(k) in _TYPES)
            return next((self._as_place(k) for k in inner), None)
        return None

    def _town(self, head: int, state: str | None) -> Argument:
        """A town that no list knows, by its whole name: "the village of Khan Sheikhoun"."""
        start = left_edge(self.parse, head)
        while start < head and not self.parse.words[start][:1].isupper():
            start += 1
        name = self.parse.quote(start, head + 1)
        return Argument("place", Referent(name.text, "Place", state=state), name)
