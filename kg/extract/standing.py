"""Frames of states of affairs: "X is a member of Y", "A is hostile to B"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.clauses import subjects
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import match_adjective, match_noun
from kg.extract.verbal import Verbal
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import examples, prepositions

_WORDS = load_grammar()
# What stands, whatever those are to do of whom it is told.
_LOYAL = frozenset({"supported", "alliedWith"})
# What a noun behind a name tells in passing that it is: "Russia, a key ally of Syria".
_BEING = frozenset(
    {
        "advocateOf",
        "alliedWith",
        "creditorOf",
        "criticOf",
        "customerOf",
        "enemyOf",
        "guarantorOf",
        "investorIn",
        "mediatorBetween",
        "memberOf",
        "partOf",
        "partnerOf",
        "sponsorOf",
        "supplierOf",
    }
)
_OF_WHOM = frozenset({"between", "for", "in", "of", "to", "with"})


class Standing:
    """Drafts of the frames that copulas and adjectives tell."""

    def __init__(self, fillers: Fillers, verbal: Verbal) -> None:
        self.b, self.parse, self.lexicon, self.verbal = fillers, fillers.parse, fillers.lexicon, verbal

    def copula(self, i: int) -> Iterator[Draft]:
        """What "be", "become", "remain" at ``i`` tell of their subject."""
        parse = self.parse
        who = subjects(parse, i)
        for k in [m for c in parse.kids_by(i, "attr") for m in parse.conjuncts(c)]:
            yield from self._attribute(i, k, who)
        for k in [m for c in parse.kids_by(i, "acomp") for m in parse.conjuncts(c)]:
            yield from self._adjective(k, who)

    def apposition(self, i: int) -> Iterator[Draft]:
        """What the noun at ``i`` tells of the name it stands behind: "Russia, a key ally of Syria, sent tanks"."""
        parse, name = self.parse, self.parse.heads[i]
        if parse.deps[i] != "appos" or parse.pos[name] != "PROPN" or name > i:
            return
        for draft in self._attribute(i, i, [name]):
            if draft.entry is not None and draft.entry.relation in _BEING:
                draft.context = self.b.status.spoken(i)
                yield draft

    def adjective(self, i: int) -> Iterator[Draft]:
        """What the adjective at ``i`` tells of the noun it stands with."""
        if self.parse.deps[i] in {"amod", "acl", "advcl", "appos", "conj", "relcl"}:
            yield from self._adjective(i, [])

    def _attribute(self, i: int, noun: int, who: list[int]) -> Iterator[Draft]:
        """What an attribute tells: "Norway is a member of NATO", "Iran is one of the sponsors of Hezbollah"."""
        if self.parse.lemmas[noun] == "one":
            inner = [o for p in prepositions(self.parse, noun) if p.word == "of" for o in p.objects]
            noun = inner[0] if inner else noun
        if self.parse.lemmas[noun] in _WORDS.victims:
            entry = self.lexicon.entries["target"]
            draft = Draft(i, (noun,), entry, label=self.lexicon.relations[entry.relation], standing=True)
            draft.pairs = [
                ("", doer, victim) for doer in self._objects(noun) for victim in self.b.fill("recipient", who)
            ]
            if draft.pairs:
                yield draft
            return
        match = match_noun(self.parse, noun, self.lexicon)
        if match is None:
            return
        draft = Draft(i, match.trigger, match.entry, label=self.lexicon.relations[match.entry.relation], standing=True)
        actors, items = self.b.fill("actor", who), self._objects(noun)
        draft.pairs = [("", subject, item) for subject in actors for item in items]
        if match.entry.mutual and not items:
            # "Chad and Mali are old enemies".
            several = [a for a in actors if self.b.is_actor(a)]
            draft.pairs = [("", one, other) for one, other in combinations(several, 2)]
        if draft.pairs:
            yield draft

    def _objects(self, noun: int) -> list[Argument]:
        """What the attribute relates to: behind its preposition, as its possessor, with the members it lists."""
        parse = self.parse
        heads = [o for p in prepositions(parse, noun) if p.word in _OF_WHOM for o in p.objects]
        from_lists = [m for h in heads for m in examples(parse, h)]
        possessor = parse.kid(noun, "poss")
        owners = self.b.fill("object", [possessor]) if possessor is not None else []
        return [*self.b.fill("object", [*heads, *from_lists]), *(a for a in owners if self.b.is_node(a))]

    def _adjective(self, k: int, who: list[int]) -> Iterator[Draft]:
        match = match_adjective(self.parse, k, self.lexicon)
        if match is None:
            return
        if not who and self.parse.deps[k] in {"amod", "acl", "relcl", "appos"}:
            who = [self.parse.heads[k]]
        relation = match.entry.relation
        draft = Draft(k, match.trigger, match.entry, label=self.lexicon.relations[relation])
        draft.context = self.b.status.of(k)
        if self.parse.deps[k] in {"amod", "acl"} and relation in _LOYAL:
            # "Forces loyal to the general must leave": they are loyal to him.
            draft.context = self.b.status.marks.on_noun(k, self.b.status.spoken(k))
        actors = self.b.fill("actor", who)
        items = self.b.fill("recipient", match.objects)
        if not items:
            targets = self.verbal.targets.of(k, actors)
            # "Prepared to lift the ban on the party" is committed to lifting it, and not to the party.
            acts = self.verbal.targets.acts(k, targets) if relation in {"committedTo", "readyFor"} else []
            items = acts or targets
            draft.others.extend(targets if acts else [])
        draft.pairs = [("", subject, item) for subject in actors for item in items]
        if draft.pairs:
            yield draft
