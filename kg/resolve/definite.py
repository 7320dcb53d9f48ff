"""Short definite phrases that point back: "the regime", "this pact", "the two countries", "both leaders"."""

from __future__ import annotations

from collections.abc import Callable

from kg.clauses import subjects
from kg.grammar import load_grammar
from kg.model import Referent
from kg.phrases import left_edge, possessive
from kg.resolve.antecedents import Antecedents
from kg.resolve.couples import Couples
from kg.resolve.names import Names
from kg.resolve.people import bears
from kg.resolve.words import ReferenceWords
from kg.verbs import is_verb

_WORDS = load_grammar()

_ACTORS = frozenset({"State", "Organisation", "Person", "ArmedGroup"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_TWO = frozenset({"two", "2"})
_MORE = {"three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
# "Neither leader" tells of both.
_EITHER = frozenset({"either", "neither"})
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "det", "predet"})
# Sentences within which the bearer of a title may be spoken of by it.
_TITLED_REACH = 15


class Definite:
    """The antecedents of the definite phrases of one parse, given the mentions ``before`` them.

    ``speaking`` gives who says the quotation around a token: the prime minister is that of the speaker's state.
    """

    def __init__(
        self,
        words: ReferenceWords,
        names: Names,
        before: Antecedents,
        speaking: Callable[[int], tuple[Referent, ...]] = lambda i: (),
    ) -> None:
        self.words, self.names, self.before, self.speaking = words, names, before, speaking
        self.parse, self.roles, self.couples = names.parse, names.roles, Couples(words, names, before)

    def antecedent(self, i: int) -> tuple[Referent, ...] | None:
        """What the phrase headed by ``i`` points back to, None where it has words that name something new."""
        parse = self.parse
        words = {parse.lower[k] for k in parse.kids[i] if k < i and parse.deps[k] in _MODIFIERS}
        if words & _EITHER and parse.lemmas[i] in self.words.anaphors["couple"]:
            return self.couples.of(i, parse.lemmas[i], True) or None
        if not words & (_DEFINITE | _TWO):
            # A title as the label of a turn needs no article: "Spokesman: We ..."
            return self._titled(i) if parse.words[i + 1 : i + 2] == [":"] else None
        number = next((_MORE[word] for word in words if word in _MORE), None)
        if number and parse.lemmas[i] in self.words.anaphors["couple"] and words & _DEFINITE:
            return self.couples.row(i, parse.lemmas[i], number) or None
        if words - _DEFINITE - _TWO - {"same"}:
            return self._titled(i)
        if any(parse.lower[k] == "of" for k in parse.kids_by(i, "prep")) or self.names.states.near(i) is not None:
            return None
        lemma, plural = parse.lemmas[i], parse.tags[i] in {"NNS", "NNPS"}
        counted = bool(words & ({"both"} | _TWO))
        if lemma in self.words.anaphors["couple"] and (plural or counted):
            pair = self.couples.of(i, lemma, counted)
            if set(pair) & self._doing(i):
                # "Norway and Chad urged both parties" urges others.
                pair = ()
            if pair or plural:
                return pair or None
        return None if plural else self._single(i, lemma) or self._titled(i)

    def two(self, i: int) -> tuple[Referent, ...] | None:
        """Who "the two" that act are: those who met or spoke just before."""
        parse = self.parse
        alone = parse.deps[i] in {"nsubj", "nsubjpass"} and [parse.lower[k] for k in parse.kids[i]] == ["the"]
        return (self.before.interlocutors(i, reach=2) or None) if alone else None

    def both(self, i: int) -> tuple[Referent, ...] | None:
        """Whom "both" means that something is done to: the two persons of the sentence beside who does it."""
        if self.parse.deps[i] not in {"dobj", "pobj", "nsubjpass"}:
            return None
        here = [c for c in self.before.seen if c.at < i and c.sentence == self.parse.sentence_of[i] and c.is_person]
        found = dict.fromkeys(c.referents[0] for c in here if not c.subject)
        return tuple(found) if len(found) == 2 else None

    def _titled(self, i: int) -> tuple[Referent, ...] | None:
        """The person last introduced by the title that a phrase consists of: "the Minister", "the foreign minister"."""
        parse, title = self.parse, self.names.spans.title(i)
        start = left_edge(parse, i)
        words = parse.lower[start : i + 1]
        bare = title is not None and title in {" ".join(words), " ".join(words[1:])}
        if title is None or not bare or parse.tags[i] in {"NNS", "NNPS"} or self._introduces(i):
            return None
        home = {r.state for r in self.speaking(i) if r.state and (r.acts or r.type == "State")}
        holders = (self.names.people.holder(title, state) for state in sorted(home))
        if (own := next(filter(None, holders), None)) is not None:
            # "The Prime Minister met Prime Minister Soto", the spokesman of Downing Street said.
            return (own,)
        near = [
            c
            for c in self.before.seen
            if c.at < i and parse.sentence_of[i] - c.sentence <= _TITLED_REACH and c.is_person
            if bears(c.referents[0].title, title)
        ]
        if len(home) == 1 and parse.words[i][:1].isupper() and all(parse.sentence_of[i] - c.sentence > 2 for c in near):
            # "The President has asked Congress to act", his spokesman said.
            return (self._own_office(home.pop(), title, parse.quote(i + 1 - len(title.split()), i + 1).text),)
        best = max(near, key=lambda c: (c.sentence, c.subject, c.at), default=None)
        return best.referents if best else None

    def _own_office(self, state: str, title: str, words: str) -> Referent:
        """Whoever holds this office of the state that speaks."""
        acts = title in self.roles.titles and self.roles.titles[title].acts_for_state
        name = f"{possessive(self.names.referent(state).name)} {words}"
        return Referent(name, "Person", state=state, acts=acts, title=title)

    def _introduces(self, i: int) -> bool:
        """True where the title has a state or a name of its own."""
        named = self.parse.kid(i, "appos") is not None or self.parse.entity_at.get(i + 1) == "PERSON"
        return named or self.names.states.near(i) is not None

    def _doing(self, i: int) -> set[Referent]:
        """Who does what the clause does to ``i``."""
        # "Condemned the regime's siege": the siege is what is condemned.
        what = self.parse.heads[i] if self.parse.deps[i] == "poss" else i
        at = self.parse.heads[what]
        if self.parse.deps[at] in {"prep", "agent", "dative"}:
            at = self.parse.heads[at]
        if self.parse.deps[at] == "attr":
            # "Russia is the main supplier of the junta".
            at = self.parse.heads[at]
        acted = self.parse.deps[what] in {"attr", "dobj", "pobj", "dative"} and is_verb(self.parse, at)
        return {r for s in subjects(self.parse, at) if s < i for r in self.before.refer(s)} if acted else set()

    def _single(self, i: int, lemma: str) -> tuple[Referent, ...] | None:
        """The one antecedent of the kind that the noun looks for."""
        anaphors, before = self.words.anaphors, self.before
        if lemma in anaphors["state"]:
            # Nobody visits or invades his own country, but he may leave or defend it.
            abroad = self.parse.lemmas[self.parse.heads[i]] in _WORDS.abroad
            own = {r.node if r.type == "State" else r.state for r in self._doing(i)} if abroad else set()
            return before.nearest(i, frozenset({"State"}), 3, without=own) or None
        if lemma in anaphors["government"]:
            # "Chad pressed the regime": not its own.
            doing = self._doing(i)
            # Nor does a minister urge his own.
            doing |= set(self.speaking(i)) if any(r.type == "Person" for r in doing) else set()
            acting = {r.node if r.type == "State" else r.state for r in doing}
            if lemma in anaphors["estranged"]:
                acting |= self._judging(i)
            near = self._addressed(i) or before.nearest(i, frozenset({"State"}), 3, without=acting)
            return before.same_head(i, lemma) or near or None
        if lemma in anaphors["organ"]:
            # Whose army it is, the state named last does not tell.
            return before.same_head(i, lemma) or None
        if lemma in anaphors["group"]:
            if self.parse.kid(i, "relcl", "appos") is not None:
                # "The company that supplied the machines, Smartmatic".
                return None
            groups = frozenset({"ArmedGroup", "Organisation"})
            if lemma not in anaphors["armed"]:
                return before.same_head(i, lemma) or before.nearest(i, groups, 2) or None
            # Whom the sentence before is about, armed or not, goes before others that are named there.
            armed = before.topic(i, groups) or before.nearest(i, frozenset({"ArmedGroup"}), 2)
            # No ministry is a group.
            return before.same_head(i, lemma) or armed or before.nearest(i, groups, 2, official=False) or None
        return self._same_instrument(i, lemma) if lemma in anaphors["instrument"] else None

    def _judging(self, i: int) -> set[str | None]:
        """The states that speak of others there: "the UK stands with the people", "Chad condemns the killings"."""
        seen = (c for c in self.before.seen if c.at < i and c.subject and c.sentence >= self.parse.sentence_of[i] - 3)
        told = [c for c in seen if self.parse.lemmas[self.parse.heads[c.at]] in self.words.stances]
        judging = [*self.speaking(i), *(r for c in told for r in c.referents)]
        return {r.node if r.type == "State" else r.state for r in judging}

    def _addressed(self, i: int) -> tuple[Referent, ...]:
        """The state that is told of ``i``: "warned Baghdad that it would leave if the government did not act"."""
        at = i
        while self.parse.heads[at] != at:
            at = self.parse.heads[at]
            told = self.parse.kid(at, "dobj") if self.parse.lemmas[at] in _WORDS.telling | _WORDS.warning else None
            found = self.before.refer(told) if told is not None and told < i else ()
            if len(found) == 1 and found[0].type in {"State", "Place"} and found[0].state:
                return (self.names.referent(found[0].state),)
        return ()

    def _same_instrument(self, i: int, lemma: str) -> tuple[Referent, ...] | None:
        """The agreement or document spoken of before with the same noun in its name."""
        for c in reversed(self.before.seen):
            if self.parse.sentence_of[i] - c.sentence > 12:
                break
            first = c.referents[0]
            if first.type in {"Instrument", "Bloc", "Organisation"} and lemma in first.name.lower().split():
                return c.referents
        return None
