"""Third-person pronouns: "he", "its", "they".

Salience in the manner of Lappin & Leass (1994) with few weights: the antecedent of the right kind that is nearest,
subjects before others, the same sentence before the one above. Two equal candidates leave the mention open: an edge to
the wrong actor is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.clauses import subjects
from kg.grammar import load_grammar
from kg.model import Referent
from kg.parse import Parse
from kg.resolve.antecedents import Antecedents, Candidate
from kg.resolve.salience import Salience
from kg.resolve.words import load_reference_words
from kg.verbs import is_verb

PERSON = frozenset({"he", "him", "his", "she", "her", "hers"})
THING = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their", "theirs"})
# Reflexives stand for the subject of their own clause: no edge from an actor to itself, so they stay open.
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
ALL = REFLEXIVE | PERSON | THING | PLURAL | FIRST_SINGULAR | FIRST_PLURAL

_WORDS = load_grammar()
_CAUSES = frozenset({"after", "because", "for", "since"})
_IMPERSONAL = _WORDS.impersonal_adjectives
_LINKING = frozenset({"be", "seem", "appear", "remain", "become", "prove"})
_ORGANISED = frozenset({"State", "Organisation", "ArmedGroup", "Bloc", "Instrument"})
_COLLECTIVE = frozenset({"Group", "People", "ArmedGroup", "Organisation", "Bloc"})
_REPORTERS = frozenset({"State", "Organisation", "ArmedGroup", "Bloc", "Group", "Topic"})
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_ADDRESSING = load_reference_words().addressing
_TOPICS = frozenset({"nsubj", "nsubjpass"})
_REACH = {"person": 4, "thing": 1, "rule": 2, "plural": 2}


class Pronouns:
    """What the pronouns of one parse stand for, given the mentions ``before`` them.

    ``speaking`` gives who says the quotation around a token: "I met him" is not about the speaker.
    """

    def __init__(
        self, parse: Parse, before: Antecedents, speaking: Callable[[int], tuple[Referent, ...]] = lambda i: ()
    ) -> None:
        self.parse, self.before, self.speaking = parse, before, speaking
        self.salience = Salience(parse)

    def of(self, i: int) -> tuple[Referent, ...]:
        """What the third-person pronoun at ``i`` stands for; empty where that stays open."""
        word = self.parse.lower[i]
        if word in REFLEXIVE:
            return ()
        provoking = self._provoking(i)
        if provoking:
            return provoking
        if word in PERSON:
            return self._best(i, "person")
        if word in THING:
            if self._expletive(i):
                return ()
            return self._told(i) or self._continued_thing(i) or self._parallel(i) or self._best(i, "thing")
        if self._either(i):
            return ()
        several = self._addressed(i) or self._continued(i) or self._couple(i) or self._spoken_to(i)
        return several or self._best(i, "plural")

    def _expletive(self, i: int) -> bool:
        """True for the "it" of "it is too early to say", which stands for nothing."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.lower[i] != "it" or parse.deps[i] not in {"nsubj", "expl"} or parse.lemmas[verb] not in _LINKING:
            return False
        predicates = list(parse.kids_by(verb, "acomp", "attr", "oprd"))
        judged = [k for k in predicates if parse.lemmas[k] in _IMPERSONAL or parse.kid(k, "advmod") is not None]
        clauses = [verb, *judged] if judged else []
        return any(parse.kid(k, "xcomp", "ccomp", "csubj", "advcl") is not None for k in clauses)

    def _provoking(self, i: int) -> tuple[Referent, ...]:
        """Whom others react to, as the subject of what they react to: "punished Belarus after it forced down a plane".

        Implicit causality (Garvey & Caramazza 1974): with verbs of reaction the cause is sought in the object.
        """
        parse, word = self.parse, self.parse.lower[i]
        verb = parse.heads[i]
        main = parse.heads[verb]
        marked = any(parse.lower[k] in _CAUSES for k in parse.kids_by(verb, "mark"))
        if parse.deps[i] != "nsubj" or parse.deps[verb] != "advcl" or main > verb or not marked:
            return ()
        if parse.lemmas[main] not in _WORDS.reacting or parse.kid(verb, "dobj", "xcomp", "prep") is None:
            return ()
        kind = "person" if word in PERSON else "thing" if word in THING else "plural"
        who = set(subjects(parse, main))
        first = min(who, default=main)
        faced = [c for c in self.before.seen if first < c.at < i and c.at not in who and not c.modifier]
        found = {c.referents for c in faced if self._fits(c, kind)}
        return found.pop() if len(found) == 1 else ()

    def _told(self, i: int) -> tuple[Referent, ...]:
        """Who reports the clause that ``i`` opens: "a hospital said it had treated 40 people"."""
        parse, verb = self.parse, self.parse.heads[i]
        above = parse.heads[verb]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or parse.deps[verb] != "ccomp" or above > i:
            return ()
        speaker = parse.kid(above, "nsubj") if parse.lemmas[above] in _WORDS.reporting else None
        if speaker is None or parse.tags[speaker] not in {"NN", "NNP"} or parse.pos[speaker] == "PRON":
            return ()
        found = self.before.refer(speaker)
        return found if len(found) == 1 and found[0].type in _REPORTERS else ()

    def _continued_thing(self, i: int) -> tuple[Referent, ...]:
        """The thing the sentence before is about: "The truce held. It was brokered by Qatar"."""
        parse, sentence = self.parse, self.parse.sentence_of[i]
        main = parse.heads[parse.heads[i]] == parse.heads[i]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or not main or sentence == 0:
            return ()
        if any(c.sentence == sentence and c.at < i for c in self.before.seen):
            return ()
        start, end = parse.sentences[sentence - 1]
        for k in range(start, end):
            # Without a verb of its own the parser makes the noun the head: "The truce ... held".
            if parse.deps[k] in {"nsubj", "nsubjpass", "ROOT"} and parse.heads[parse.heads[k]] == parse.heads[k]:
                named = any(c.at == k and c.referents[0].type not in {"Instrument", "Event"} for c in self.before.seen)
                thing = parse.tags[k] == "NN" and parse.pos[k] == "NOUN" and not named
                return self.before.refer(k) if thing else ()
        return ()

    def _parallel(self, i: int) -> tuple[Referent, ...]:
        """The subject of the clause just before, for "it" as subject: "the gap will narrow, and it will help"."""
        parse = self.parse
        verb = parse.heads[i]
        if parse.deps[i] != "nsubj" or parse.deps[verb] not in {"conj", "advcl"}:
            return ()
        subject = parse.kid(parse.heads[verb], "nsubj", "nsubjpass")
        if subject is None or subject > i or parse.tags[subject] not in {"NN", "NNP"}:
            return ()
        found = self.before.refer(subject)
        return found if all(r.type != "Person" for r in found) else ()

    def _fits(self, c: Candidate, kind: str) -> bool:
        first = c.referents[0]
        if kind == "person":
            return c.is_person
        if kind == "rule":
            return first.type == "Instrument" and len(c.referents) == 1
        if kind == "thing":
            group = first.type == "Group" and self.parse.tags[c.at] == "NN"
            return (first.type in _ORGANISED or group) and len(c.referents) == 1 and not c.plural
        if first.type in {"Organisation", "Bloc"} and not c.subject:
            return False
        return (first.type in _COLLECTIVE or (first.type == "Topic" and c.subject)) and (
            c.plural or first.type in {"ArmedGroup", "People"}
        )

    def _best(self, i: int, kind: str) -> tuple[Referent, ...]:
        """The most salient candidate of a kind before ``i``, unless another one is its equal."""
        beside = self._possessor_beside(i, kind)
        if beside:
            return beside
        if kind == "thing" and self._is_rule(i):
            kind = "rule"
        sentence = self.parse.sentence_of[i]
        scored: dict[tuple[Referent, ...], float] = {}
        governor = self._clause_mates(i)
        speaking = self.speaking(i) if kind in {"person", "plural"} else ()
        for c in self.before.seen:
            back = sentence - c.sentence
            if c.at >= i or back > _REACH[kind] or not self._fits(c, kind) or c.at in governor:
                continue
            if len(c.referents) == 1 and c.referents[0] in speaking:
                continue
            if self.parse.tags[i] == "PRP$" and c.referents[0].type == "Instrument":
                continue
            scored[c.referents] = max(scored.get(c.referents, -99.0), self.salience.of(c, i, back))
        ranked = sorted(scored.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05):
            return ()
        if kind == "thing" and (self._things_between(ranked[0][0], i) or self._of_group(ranked[0][0], i)):
            return ()
        return ranked[0][0]

    def _things_between(self, found: tuple[Referent, ...], i: int) -> bool:
        """True where a thing named nearer is as likely what is meant: "visited the plant since Russia seized it".

        Whom one urges or asks is an actor.
        """
        parse = self.parse
        if parse.lower[i] != "it" or parse.deps[i] not in {"dobj", "nsubjpass", "pobj", "dative"}:
            return False
        verb = parse.heads[i] if parse.deps[i] != "pobj" else parse.heads[parse.heads[i]]
        if parse.lemmas[verb] in _WORDS.permitting and parse.deps[i] == "dobj" and parse.kid(verb, "xcomp") is None:
            return True
        if parse.lemmas[verb] in _WORDS.object_control | _ADDRESSING:
            return False
        actors = {
            c.at for c in self.before.seen if c.referents[0].type not in {"Topic", "Instrument", "Event", "Place"}
        }
        nearest = max((c.at for c in self.before.seen if c.at < i and c.referents == found), default=0)
        start = parse.sentences[parse.sentence_of[nearest]][0]
        things = [k for k in range(start, i) if parse.tags[k] == "NN" and k not in actors and parse.heads[k] != verb]
        # A thing named later, or one the sentence was about.
        return any(parse.deps[k] in (_CORE if k > nearest else _TOPICS) for k in things)

    def _of_group(self, found: tuple[Referent, ...], i: int) -> bool:
        """True for the state in "Colombia's largest rebel group kept its promise": the promise is the group's."""
        heads = [s for s in self.salience.own_subjects(i) if s < i and self.parse.lemmas[s] in _WORDS.containers]
        return any(c.at in self.parse.kids[s] for s in heads for c in self.before.seen if c.referents == found)

    def _is_rule(self, i: int) -> bool:
        """True for the object of what one does to agreements only: "accused the troops of breaching it"."""
        return self.parse.deps[i] == "dobj" and self.parse.lemmas[self.parse.heads[i]] in _WORDS.keeping

    def _possessor_beside(self, i: int, kind: str) -> tuple[Referent, ...]:
        """The possessor in the same row of nouns: "the regime's attacks on A as well as its siege of B"."""
        parse = self.parse
        if parse.tags[i] != "PRP$":
            return ()
        for c in reversed(self.before.seen):
            if c.at >= i or c.sentence != parse.sentence_of[i]:
                continue
            if any(parse.tags[k] in {"VBD", "VBZ", "VBP", "MD"} for k in range(c.at, i)):
                return ()
            if parse.deps[c.at] == "poss" and self._fits(c, kind):
                return c.referents
        return ()

    def _clause_mates(self, i: int) -> set[int]:
        """The subject of the clause in which ``i`` is an object: "Israel attacked it" is not about Israel."""
        at = self.parse.heads[i]
        parse = self.parse
        if parse.deps[i] == "nsubj" and parse.deps[at] in {"ccomp", "xcomp"} and parse.tags[at] == "VB" and at > i:
            # "Help them cover the gaps": whoever helps is not helped.
            bare = not any(parse.deps[k] in {"aux", "mark"} for k in parse.kids[at])
            return set(subjects(parse, parse.heads[at])) if bare else set()
        if self.parse.deps[i] not in {"dobj", "pobj", "dative"}:
            return set()
        while self.parse.deps[at] in {"prep", "agent"} and self.parse.heads[at] != at:
            at = self.parse.heads[at]
        return set(subjects(self.parse, at)) if is_verb(self.parse, at) else set()

    def _either(self, i: int) -> bool:
        """True for "police beat supporters as they marched": the pronoun may mean either of two groups."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or parse.deps[verb] != "advcl" or parse.heads[verb] > i:
            return False
        main = parse.heads[verb]
        groups = [k for k in (parse.kid(main, "nsubj"), parse.kid(main, "dobj")) if k is not None and k < i]
        plural = [k for k in groups if parse.tags[k] in {"NNS", "NNPS"} and self.before.refer(k)[0].type in _COLLECTIVE]
        return len(plural) == 2

    def _addressed(self, i: int) -> tuple[Referent, ...]:
        """Who is told what will become of them: "warned its leaders that they face arrest"."""
        parse, verb = self.parse, self.parse.heads[i]
        above = parse.heads[verb]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or parse.deps[verb] != "ccomp" or above > i:
            return ()
        told = parse.kid(above, "dobj") if parse.lemmas[above] in _WORDS.telling else None
        return self.before.refer(told) if told is not None and told < i and parse.tags[told] in {"NNS", "NNPS"} else ()

    def _continued(self, i: int) -> tuple[Referent, ...]:
        """The several whom the sentence before is about, for "they" that opens the next: "Members met. They urged"."""
        parse, sentence = self.parse, self.parse.sentence_of[i]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or parse.heads[parse.heads[i]] != parse.heads[i]:
            return ()
        near = [c for c in self.before.seen if sentence - c.sentence <= 1 and c.at < i]
        if any(c.sentence == sentence for c in near):
            return ()
        for c in near:
            main = parse.heads[parse.heads[c.at]] == parse.heads[c.at]
            several = len(c.referents) > 1 or (c.plural and c.referents[0].type in _COLLECTIVE)
            if c.subject and main and several and parse.deps[c.at] in {"nsubj", "nsubjpass"}:
                return c.referents
        return ()

    def _couple(self, i: int) -> tuple[Referent, ...]:
        """The coordinated persons, states or organisations nearest before a plural mention."""
        sentence = self.parse.sentence_of[i]
        for c in reversed(self.before.seen):
            if c.at < i and sentence - c.sentence <= _REACH["plural"]:
                if len(c.referents) > 1:
                    return c.referents
                merged = tuple(dict.fromkeys(r for d in self.before.fellows(c, i) for r in d.referents))
                if len(merged) > 1 and merged[0].type != "Topic" and c.subject:
                    return merged
        return ()

    def _spoken_to(self, i: int) -> tuple[Referent, ...]:
        return self.before.interlocutors(i, reach=2) if self.parse.deps[i] == "nsubj" else ()
