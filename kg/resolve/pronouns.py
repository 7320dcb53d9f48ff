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
from kg.resolve.antecedents import Antecedents
from kg.resolve.by_clause import COLLECTIVE, PLURAL_REACH, ByClause, fits
from kg.resolve.by_object import ByObject
from kg.resolve.by_speech import BySpeech
from kg.resolve.impersonal import Impersonal
from kg.resolve.salience import Salience
from kg.resolve.words import load_reference_words
from kg.verbs import FINITE, SUBJECTS, is_verb

PERSON = frozenset({"he", "him", "his", "she", "her", "hers"})
THING = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their", "theirs"})
# Reflexives stand for the subject of their own clause: no edge from an actor to itself, so they stay open.
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
ALL = REFLEXIVE | PERSON | THING | PLURAL | FIRST_SINGULAR | FIRST_PLURAL

_WORDS = load_grammar()
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_ADDRESSING = load_reference_words().addressing
# Of "its own" the owner is who acts or is acted on, not who is named beside: "breached a UN resolution and its own".
_BELOW = frozenset({"amod", "compound", "nmod", "pobj"})
_QUOTES = frozenset({'"', "“"})
_TOPICS = frozenset({"nsubj", "nsubjpass"})
_REACH = {"person": 4, "thing": 1, "rule": 2, "plural": PLURAL_REACH}


class Pronouns:
    """What the pronouns of one parse stand for, given the mentions ``before`` them.

    ``speaking`` gives who says the quotation around a token: "I met him" is not about the speaker.
    """

    def __init__(
        self, parse: Parse, before: Antecedents, speaking: Callable[[int], tuple[Referent, ...]] = lambda i: ()
    ) -> None:
        self.parse, self.before, self.speaking = parse, before, speaking
        self.salience, self.clauses, self.objects = Salience(parse), ByClause(parse, before), ByObject(parse, before)
        self.speech, self.impersonal = BySpeech(parse, before), Impersonal(parse, before)

    def of(self, i: int) -> tuple[Referent, ...]:
        """What the third-person pronoun at ``i`` stands for; empty where that stays open."""
        word = self.parse.lower[i]
        if word in REFLEXIVE:
            return ()
        kind = "person" if word in PERSON else "thing" if word in THING else "plural"
        pointed = self.clauses.of(i, kind) or self.objects.of(i, kind)
        if pointed:
            return pointed
        if self.parse.lower[max(i - 1, 0) : i + 2 : 2] == ["for", "part"] or self._is_ahead(i):
            # Of "for its part, Chad must act" who is meant is still to come.
            return tuple(r for k in self.salience.own_subjects(i) if k < i for r in self.before.refer(k))
        if kind == "person":
            return self.speech.person(i) or self._best(i, kind)
        if kind == "thing":
            if self.impersonal.of(i):
                return ()
            return self.speech.thing(i) or self.clauses.thing(i) or self._best(i, kind)
        if self.parse.lower[max(i - 2, 0) : i] == ["both", "of"]:
            return self.before.last_two(i, frozenset({"Person"}), 1)
        if self._either(i):
            return ()
        return self.speech.several(i) or self.clauses.several(i) or self._best(i, kind)

    def _best(self, i: int, kind: str) -> tuple[Referent, ...]:
        """The most salient candidate of a kind before ``i``, unless another one is its equal."""
        beside = self._possessor_beside(i, kind) or (self._own_plural(i) if kind == "plural" else ())
        if beside:
            return beside
        if kind == "thing" and self._is_rule(i):
            kind = "rule"
        sentence = self.parse.sentence_of[i]
        scored: dict[tuple[Referent, ...], float] = {}
        governor = self._clause_mates(i)
        sides = {r.state for k in governor for r in self.before.refer(k) if r.acts}
        speaking = self.speaking(i) if kind in {"person", "plural"} else ()
        # "Leaders who said they would not" say it of themselves.
        telling = self.salience.tellers(i)
        aside = self._told_aside(i)
        for c in self.before.seen:
            back = sentence - c.sentence
            fitting = fits(self.parse, c, kind) or (kind == "plural" and c.plural and c.at in telling)
            if c.at >= i or back > _REACH[kind] or not fitting or c.at in governor | aside:
                continue
            heard = (c.referents[0] in speaking or (speaking and self._is_told(c.at, i))) and c.at not in telling
            if len(c.referents) == 1 and (heard or (c.referents[0].node or "") in sides):
                continue
            if self.parse.tags[i] == "PRP$" and c.referents[0].type == "Instrument":
                continue
            doing = self.parse.deps[self.parse.heads[c.at]] == "agent" or c.at in self.salience.own_subjects(i)
            if self.parse.lower[i + 1 : i + 2] == ["own"] and self.parse.deps[c.at] in _BELOW and not doing:
                continue
            scored[c.referents] = max(scored.get(c.referents, -99.0), self.salience.of(c, i, back))
        ranked = sorted(scored.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05):
            return ()
        if kind == "thing" and (self._things_between(ranked[0][0], i) or self._of_group(ranked[0][0], i)):
            return ()
        if kind == "plural" and self._plurals_between(ranked[0][0], i):
            return ()
        return ranked[0][0]

    def _is_told(self, at: int, i: int) -> bool:
        """True for whom the words around ``i`` are said to: who told supporters "We will crush them" crushes others."""
        verb = self.parse.heads[at]
        telling = self.parse.deps[at] in {"dobj", "dative"} and self.parse.lemmas[verb] in _WORDS.telling
        return telling and bool(_QUOTES & set(self.parse.words[verb:i]))

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
        # "One of its drones" is a thing as well.
        single = {k for k in range(start, i) if parse.tags[k] == "NN" or parse.lower[k : k + 2] == ["one", "of"]}
        things = [k for k in sorted(single) if k not in actors and parse.heads[k] != verb]
        # A thing named later, or one the sentence was about; of another sentence, anything named in this one.
        here = parse.sentences[parse.sentence_of[i]][0]
        behind = {k for k in things if k >= here} if nearest < here else set()
        return any(parse.deps[k] in (_CORE if k > nearest else _TOPICS) or k in behind for k in things)

    def _plurals_between(self, found: tuple[Referent, ...], i: int) -> bool:
        """True where things named in this sentence are as likely meant: "tankers were listed, so that they ..."."""
        parse = self.parse
        start = parse.sentences[parse.sentence_of[i]][0]
        nearest = max((c.at for c in self.before.seen if c.at < i and c.referents == found), default=0)
        actors = {c.at for c in self.before.seen if fits(parse, c, "plural")} | self._clause_mates(i)
        rest = (k for k in range(start, i) if parse.tags[k] in {"NNS", "NNPS"} and k not in actors)
        return nearest < start and any(parse.deps[k] in _CORE | {"pobj"} for k in rest)

    def _of_group(self, found: tuple[Referent, ...], i: int) -> bool:
        """True for the state in "Colombia's largest rebel group kept its promise": the promise is the group's."""
        heads = [s for s in self.salience.own_subjects(i) if s < i and self.parse.lemmas[s] in _WORDS.containers]
        return any(c.at in self.parse.kids[s] for s in heads for c in self.before.seen if c.referents == found)

    def _is_rule(self, i: int) -> bool:
        """True for the object of what one does to agreements only: "accused the troops of breaching it"."""
        above = self.parse.lemmas[self.parse.heads[i]]
        # "Under its terms".
        owned = self.parse.deps[i] == "poss" and above in _WORDS.clauses
        return owned or (self.parse.deps[i] == "dobj" and above in _WORDS.keeping)

    def _possessor_beside(self, i: int, kind: str) -> tuple[Referent, ...]:
        """The possessor in the same row of nouns: "the regime's attacks on A as well as its siege of B"."""
        parse = self.parse
        if parse.tags[i] != "PRP$" or parse.deps[parse.heads[i]] in SUBJECTS:
            return ()
        for c in reversed(self.before.seen):
            if c.at >= i or c.sentence != parse.sentence_of[i]:
                continue
            between = range(c.at, i)
            if any(parse.tags[k] in FINITE or (parse.deps[k] == "conj" and is_verb(parse, k)) for k in between):
                return ()
            if parse.deps[c.at] == "poss" and fits(self.parse, c, kind):
                return c.referents
        return ()

    def _own_plural(self, i: int) -> tuple[Referent, ...]:
        """The subject of the clause, known or not: "the participants expressed their intention".

        Several together are so wherever they are told to act: "urged Chad and Mali to open the pass they closed".
        """
        own = [k for k in self.salience.controllers(i) if k < i]
        together = tuple(dict.fromkeys(r for k in own for r in self.before.refer(k)))
        if len(together) > 1:
            return together
        if self.parse.tags[i] != "PRP$" or self.parse.deps[self.parse.heads[i]] != "dobj":
            return ()
        own = [k for k in self.salience.own_subjects(i) if k < i]
        plural = len(own) == 1 and self.parse.tags[own[0]] == "NNS" and own[0] not in self._clause_mates(i)
        return self.before.refer(own[0]) if plural else ()

    def _clause_mates(self, i: int) -> set[int]:
        """The subject of the clause in which ``i`` is an object: "Israel attacked it" is not about Israel."""
        at = self.parse.heads[i]
        parse = self.parse
        if parse.deps[i] == "nsubj" and parse.deps[at] == "relcl" and i < at:
            # "The pact it signed" is not what signed.
            return {parse.heads[at]}
        if parse.deps[i] == "nsubj" and parse.deps[at] in {"ccomp", "xcomp"} and parse.tags[at] == "VB" and at > i:
            # "Help them cover the gaps": whoever helps is not helped.
            bare = not any(parse.deps[k] in {"aux", "mark"} for k in parse.kids[at])
            return set(subjects(parse, parse.heads[at])) if bare else set()
        deed = parse.deps[i] == "poss" and parse.lemmas[at] in _WORDS.deeds | _WORDS.thoughts
        if deed and parse.deps[at] == "dobj" and parse.lemmas[parse.heads[at]] in _WORDS.of_others:
            # "Condemned its attack on Chad": whoever condemns has not attacked.
            return set(subjects(parse, parse.heads[at]))
        verb = parse.heads[parse.heads[at]] if parse.deps[at] == "pobj" else parse.heads[at]
        if parse.deps[i] == "poss" and parse.lemmas[at] in _WORDS.own_grounds and is_verb(parse, verb):
            # "Accused Chile of violating its airspace": nobody trespasses on his own ground, or has to recognise it.
            others = _WORDS.trespassing | _WORDS.harming | _WORDS.heeding
            return set(subjects(parse, verb)) if parse.lemmas[verb] in others else set()
        if self.parse.deps[i] not in {"dobj", "pobj", "dative"}:
            return set()
        while self.parse.deps[at] in {"prep", "agent"} and self.parse.heads[at] != at:
            at = self.parse.heads[at]
        return set(subjects(self.parse, at)) if is_verb(self.parse, at) else set()

    def _is_ahead(self, i: int) -> bool:
        """True for the owner of a wish that opens its clause: "in their desire to please him, the police went far"."""
        parse, noun = self.parse, self.parse.heads[i]
        preposition = parse.heads[noun]
        wish = parse.deps[i] == "poss" and parse.lemmas[noun] in _WORDS.thoughts and parse.deps[noun] == "pobj"
        opening = parse.lower[preposition] == "in" and i == preposition + 1
        return wish and opening and any(s > i for s in subjects(parse, parse.heads[preposition]))

    def _told_aside(self, i: int) -> set[int]:
        """Whom a clause about the subject names: "Eritrea, whose leader fought there, invited him" means another."""
        if self.parse.deps[i] not in {"dobj", "dative"}:
            return set()
        own = (s for s in self.salience.own_subjects(i) if s < i)
        return {k for s in own for r in self.parse.kids_by(s, "relcl") for k in self.parse.spans(r)}

    def _either(self, i: int) -> bool:
        """True for "police beat supporters as they marched": the pronoun may mean either of two groups."""
        parse, verb = self.parse, self.parse.heads[i]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or parse.deps[verb] != "advcl" or parse.heads[verb] > i:
            return False
        main = parse.heads[verb]
        groups = [k for k in (parse.kid(main, "nsubj"), parse.kid(main, "dobj")) if k is not None and k < i]
        plural = [k for k in groups if parse.tags[k] in {"NNS", "NNPS"} and self.before.refer(k)[0].type in COLLECTIVE]
        return len(plural) == 2
