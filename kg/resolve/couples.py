"""The two or more that one phrase points back to: "both countries", "the ministers", "the three states".

Candidates are asked in order: those between whom somebody mediates, who talk with each other, the two states named
together last, the two that the text is about. Who does something to "both sides" is neither of them.
"""

from __future__ import annotations

from collections import Counter

from kg.clauses import subjects
from kg.grammar import load_grammar
from kg.model import Referent
from kg.resolve.antecedents import Antecedents
from kg.resolve.names import Names
from kg.resolve.words import ReferenceWords
from kg.verbs import is_verb

_WORDS = load_grammar()
# How many sentences back a row of several is spoken of.
_REACH = 4
_ACTORS = frozenset({"State", "Organisation", "Person", "ArmedGroup"})
# Sectors of PLOVER that take no side.
_CIVIL = frozenset({"BUS", "EDU", "JRN", "MED", "REL"})


class Couples:
    """Finds the two behind a phrase of one parse, given the mentions ``before`` it."""

    def __init__(self, words: ReferenceWords, names: Names, before: Antecedents) -> None:
        self.words, self.names, self.before = words, names, before
        self.parse, self.roles = names.parse, names.roles

    def of(self, i: int, lemma: str, counted: bool) -> tuple[Referent, ...]:
        """The two behind "both countries", "the ministers": named together, or in talks with each other."""
        persons = frozenset({"Person"})
        if lemma in self.words.anaphors["state"] | _WORDS.sides:
            if not counted:
                return ()
            talking = [r.state for r in self.before.interlocutors(i, reach=8)]
            if len(set(talking)) == 2 and None not in talking:
                return tuple(self.names.referent(s) for s in talking if s)
            states = frozenset({"State"})
            found = (
                self._between(i)
                or self.before.last_two(i, states, 1)
                or self._main_two(i)
                or self.before.last_two(i, states)
                or self.before.last_two(i, _ACTORS)
                or self._two_named(i)
            )
            # "Schools and churches" are no sides.
            found = () if any(map(self._is_civil, found)) else found
            # Who is "in contact with both sides" is neither.
            return () if self._own_side(i) & {key for r in found for key in (r.node, r.state)} else found
        if not counted and lemma not in self.roles.title_words:
            return ()
        return self.before.interlocutors(i, reach=2) or self.before.last_two(i, persons, 4)

    def row(self, i: int, lemma: str, number: int) -> tuple[Referent, ...]:
        """The ``number`` of "the three countries", "the three ministers": named in one row or one sentence."""
        state = lemma in self.words.anaphors["state"] | _WORDS.sides
        kind = frozenset({"State"}) if state else frozenset({"Person"})
        for c in reversed([c for c in self.before.seen if c.at < i]):
            if self.parse.sentence_of[i] - c.sentence > _REACH:
                break
            for near in (self.before.fellows(c, i), [d for d in self.before.seen if d.sentence == c.sentence]):
                named = tuple(dict.fromkeys(r for d in near for r in d.referents if r.type in kind and d.at < i))
                if len(named) == number:
                    return named
        return ()

    def _between(self, i: int) -> tuple[Referent, ...]:
        """The two of "will mediate between Baghdad and Erbil if both sides ask"."""
        parse = self.parse
        start = parse.sentences[parse.sentence_of[i]][0]
        heads = [o for k in range(start, i) if parse.lower[k] == "between" for o in parse.kids_by(k, "pobj")]
        found = tuple(r for o in heads[-1:] for m in parse.conjuncts(o) for r in self.before.refer(m) if m < i)
        return found if len(found) == 2 and all(r.type in _ACTORS | {"Place"} for r in found) else ()

    def _is_civil(self, referent: Referent) -> bool:
        """True for unnamed bodies that are no party to anything: schools, hospitals, newspapers."""
        word = referent.name.lower().split()[-1]
        singular = (word, word.removesuffix("s"), word.removesuffix("es"))
        noun = next((found for form in singular if (found := self.roles.nouns.get(form))), None)
        return referent.name.islower() and noun is not None and noun.sector in _CIVIL

    def _own_side(self, i: int) -> set[str | None]:
        """Who acts where ``i`` is what is acted on, and their states."""
        if self.parse.deps[i] not in {"dobj", "pobj"}:
            return set()
        at = self.parse.heads[i]
        while not is_verb(self.parse, at) and self.parse.heads[at] != at:
            at = self.parse.heads[at]
        # "The leaders of both sides": who they are depends on the sides.
        heads = [k for k in subjects(self.parse, at) if k < i and i not in self.parse.spans(k)]
        acting = (r for k in heads for r in self.before.refer(k))
        return {key for r in acting for key in (r.node, r.state) if key}

    def _main_two(self, i: int) -> tuple[Referent, ...]:
        """The two states that the text is about, named at least twice as often as any other."""
        nodes = self.names.gazetteer.nodes
        named = (r.node if r.type == "State" else r.state for c in self.before.seen if c.at < i for r in c.referents)
        counted = Counter(key for key in named if key and nodes[key].type == "State").most_common(3)
        rest = counted[2][1] if len(counted) > 2 else 1
        two = [key for key, count in counted[:2] if count >= 2 * rest]
        return tuple(self.names.referent(key) for key in two) if len(two) == 2 else ()

    def _two_named(self, i: int) -> tuple[Referent, ...]:
        """The two states that the sentence names in front: of "China's coast guard" and "Philippine ships"."""
        parse = self.parse
        start = parse.sentences[parse.sentence_of[i]][0]
        keys = [key for k in range(start, i) if parse.entity_at.get(k) and (key := self.names.states.key(k))]
        states = list(dict.fromkeys(key for key in keys if self.names.gazetteer.nodes[key].type == "State"))
        return tuple(self.names.referent(key) for key in states) if len(states) == 2 else ()
