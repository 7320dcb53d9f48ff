"""Who "I" and "we" are: the speaker of the sentence, or the state that a statement without an author speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from kg.clauses import subjects
from kg.model import Referent
from kg.nouns import prepositions
from kg.objects import agents
from kg.resolve.antecedents import Antecedents
from kg.resolve.names import Names
from kg.resolve.represented import Represented
from kg.resolve.speech import Speech
from kg.resolve.voice import Voice
from kg.resolve.words import ReferenceWords
from kg.verbs import is_passive, is_verb

_SIDES = frozenset({"State", "Organisation", "Bloc"})
# Lines in front that may name whose statement it is.
_OPENING = 3
_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})
_MARKS = frozenset({'"', "“", "”"})
_NOBODY = Referent("", "Topic")
_SPEAKING = frozenset({"Person", "State", "Organisation", "Bloc", "ArmedGroup", "Group"})


class FirstPerson:
    """Referents of first-person pronouns.

    ``speech`` gives speakers by sentence, ``may_speak`` tells who can be one, ``who`` what a speaker stands for.
    """

    def __init__(
        self,
        words: ReferenceWords,
        names: Names,
        before: Antecedents,
        represented: Represented,
        speech: Speech,
        may_speak: Callable[[int], bool],
        who: Callable[[int], tuple[Referent, ...]],
    ) -> None:
        self.words, self.names, self.before, self.represented = words, names, before, represented
        self.speaker_of, self.turns, self.may_speak, self.who = speech.found, speech.turns, may_speak, who
        self.roles = names.roles
        self.parse, self.article, self.voice = names.parse, names.article, Voice(names.article, names)

    def of(self, i: int, plural: bool) -> tuple[Referent, ...]:
        """What "I" or, where ``plural``, "we" at ``i`` stands for; empty where that stays open."""
        speaker = self._speaker(i)
        if speaker is None:
            return self._institution(i) if plural else self._signatory()
        who = self.who(speaker)
        if plural and len(who) == 1:
            return self._served(speaker, who[0])
        return who if len(who) == 1 else ()

    def speaking(self, i: int) -> tuple[Referent, ...]:
        """Who says the quotation that ``i`` stands in, and for whom; nobody where it stands in none."""
        start, _ = self.parse.sentences[self.parse.sentence_of[i]]
        marks = sum(word in _MARKS for word in self.parse.words[start:i])
        if self.parse.sentence_of[i] not in self.speaker_of and marks % 2 == 0:
            return ()
        speaker = self._speaker(i)
        who = self.who(speaker) if speaker is not None else ()
        return (*who, *self._served(speaker, who[0])) if speaker is not None and len(who) == 1 else who

    def _served(self, speaker: int, who: Referent) -> tuple[Referent, ...]:
        """Whom the "we" of ``who`` stands for.

        The spokeswoman of a transcript who is named alone speaks for the body whose transcript it is.
        """
        meant = self._spoken_for(speaker, who)
        return self._own_voice or (who,) if meant == who and speaker in self.turns else (meant,)

    def _spoken_for(self, speaker: int, who: Referent) -> Referent:
        """Whom the "we" of ``who``, mentioned at ``speaker``, stands for: the state or body served, else who speaks."""
        body = self.represented.body(speaker, who) if who.type == "Person" else None
        if body is not None and body.type == "ArmedGroup":
            return body
        if who.state and who.acts:
            return self.names.referent(who.state)
        title = self.roles.titles.get(who.title or "")
        if body is None and title is not None and title.acts_for_state and len(self._own_voice) == 1:
            return self._own_voice[0]
        return body or who

    def _speaker(self, i: int) -> int | None:
        """Who says the clause of ``i``: the subject of the speech verb above it, or the speaker of the sentence.

        The "his" of "his lawyer said" is not said by the lawyer.
        """
        parse, at = self.parse, i
        while parse.heads[at] != at:
            at = parse.heads[at]
            if parse.lemmas[at] in self.words.speech and is_verb(parse, at):
                # Who has been warned does not speak.
                who = agents(parse, at) if is_passive(parse, at) else subjects(parse, at)
                if who and self.may_speak(who[0]) and i not in parse.spans(who[0]):
                    return who[0]
        speaker = self.speaker_of.get(parse.sentence_of[i])
        return speaker if speaker is None or i not in parse.spans(speaker) else None

    def _issuers(self) -> tuple[Referent, ...]:
        """Whom the article says a statement to be of ("Statement by X", "X's remarks"), or the state X acts for.

        Of "Joint Statement of X and Y", both, if they are states or bodies.
        """
        for line in self.voice.lines:
            for k in line:
                maker = self._maker(k) if self.parse.lemmas[k] in self.words.utterances else None
                # "We issue a statement" does not tell who we are.
                if maker is None or self.parse.tags[maker] in {"PRP", "PRP$"}:
                    continue
                several = [self.who(m) for m in self.parse.conjuncts(maker)]
                if len(several) > 1 and all(len(who) == 1 and who[0].type in _SIDES for who in several):
                    return tuple(who[0] for who in several)
                found = self.who(maker)
                if len(found) == 1 and found[0].type in _SPEAKING:
                    return (self._state_of(found[0]),)
        return ()

    def _state_of(self, who: Referent) -> Referent:
        """The state that ``who`` acts for; of a minister named without it, the one that acts first in the article."""
        if who.acts and who.state:
            return self.names.referent(who.state)
        title = self.roles.titles.get(who.title or "")
        if who.type == "Person" and title is not None and title.acts_for_state:
            tensed = (v for v, tag in enumerate(self.parse.tags) if tag in _TENSED)
            acting = (k for v in tensed for k in subjects(self.parse, v)[:1] if self._is_own_word(v, k))
            return next((side for k in acting if (side := self._side(k)).type == "State"), who)
        return who

    def _maker(self, noun: int) -> int | None:
        """Whose statement the noun is: its owner, or the subject of "issued a statement"."""
        parse, verb, owner = self.parse, self.parse.heads[noun], self.parse.kid(noun, "poss")
        # An envoy delivers his government's message.
        owned = owner is not None and parse.pos[owner] == "PROPN"
        if parse.deps[noun] == "dobj" and not owned and parse.lemmas[verb] in self.words.issuing:
            return next(iter(subjects(parse, verb)), None)
        by = [o for p in prepositions(parse, noun) if p.word in {"by", "of", "from"} for o in p.objects[:1]]
        return owner if not by else by[0]

    @cached_property
    def _own_voice(self) -> tuple[Referent, ...]:
        """On whose behalf the article is made, else whose statement it is, who issues or signs it or takes a stance."""
        if self.article.author is not None:
            return ()
        signed = self.voice.person()
        body = self.voice.body()
        found = (body,) if body is not None else self._issuers()
        maker = self.voice.office() or signed
        state = maker.state if maker is not None and maker.acts else None
        state = state or (self.voice.seat() if maker is not None else None)
        if not found and state is not None:
            found = (self.names.referent(state),)
        return found or self._judges

    @cached_property
    def _judges(self) -> tuple[Referent, ...]:
        """Who most often takes a stance in the present: "Canada condemns", "Fiji and Chad condemn"."""
        stances: Counter[tuple[Referent, ...]] = Counter()
        for verb, lemma in enumerate(self.parse.lemmas):
            helping = {self.parse.lower[k] for k in self.parse.kids_by(verb, "aux")}
            # Taggers may take the plural "condemn" for a past tense.
            present = self.parse.tags[verb] == "VBZ" or (self.parse.lower[verb] == lemma and not helping)
            feeling = self._felt(verb)
            if feeling or (lemma in self.words.stances and (present or "will" in helping)):
                heads = subjects(self.parse, verb)
                own = bool(heads) and self._is_own_word(verb, heads[0])
                stances[tuple(dict.fromkeys(side for k in heads for side in self._sides(k)))] += own
        ranked = [(who, n) for who, n in stances.most_common(2) if n and who and all(r.type in _SIDES for r in who)]
        clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else ()

    def _felt(self, verb: int) -> bool:
        """True for the verb of "is deeply concerned", "remains committed"."""
        parse = self.parse
        passive = {parse.lower[k] for k in parse.kids_by(verb, "auxpass")} & {"is", "are"}
        said = [verb] if passive else list(parse.kids_by(verb, "acomp")) if parse.tags[verb] in {"VBZ", "VBP"} else []
        return any(parse.lower[k] in self.words.feelings for k in said)

    def _is_own_word(self, verb: int, subject: int) -> bool:
        """True for a main clause outside quotations whose subject is named; a transcript is all quotation."""
        quoted = self.parse.sentence_of[verb] in self.speaker_of and not self.turns
        told = bool(self.turns) and self.parse.deps[verb] == "ccomp"
        start = self.parse.sentences[self.parse.sentence_of[subject]][0]
        named = self.parse.pos[subject] == "PROPN" or (subject > start and self.parse.words[subject][:1].isupper())
        above = self.parse.heads[verb]
        # "Does not, and will not, recognise it".
        main = above == verb or (self.parse.deps[verb] == "conj" and self.parse.heads[above] == above)
        return (main or told) and not quoted and named

    def _side(self, k: int) -> Referent:
        """Whom the act of the one named at ``k`` is an act of."""
        sides = self._sides(k)
        return sides[0] if len(sides) == 1 else _NOBODY

    def _sides(self, k: int) -> tuple[Referent, ...]:
        """The same for several: "the Governments of France and Italy"."""
        return tuple(self.names.referent(who.state) if who.acts and who.state else who for who in self.who(k))

    def _signatory(self) -> tuple[Referent, ...]:
        """The "I" in the voice of a statement: who signs it."""
        if self.article.author is not None:
            return ()
        signed = self.voice.person() or self._office()
        if signed is None:
            return ()
        state = self._state_of(signed)
        return (signed if state == signed else replace(signed, state=state.node, acts=state.node is not None),)

    def _office(self) -> Referent | None:
        """The office that a line in front is the name of: "Minister for Foreign Affairs", of the state that speaks."""
        for line in self.voice.lines[:_OPENING]:
            words = [k for k in line if self.parse.words[k].strip()]
            title = " ".join(self.parse.lower[k] for k in words)
            if title in self.roles.titles and len(self._judges) == 1:
                state, name = self._judges[0].state, self.parse.quote(words[0], words[-1] + 1).text
                return Referent(name, "Person", state=state, acts=state is not None, title=title)
        return None

    def _institution(self, i: int) -> tuple[Referent, ...]:
        """The "we" in the voice of a statement without an author: the body or state whose message it is.

        Where nothing tells, that is the state nearest before that acts (subject or possessor) or whose official does,
        unless it is whom "we" address.
        """
        if self.article.author is not None:
            return ()
        if self._own_voice:
            return self._own_voice
        addressed = {self.names.states.key(k) for k in self.parse.spans(self.parse.heads[i]) if k > i}
        for c in reversed(self.before.seen):
            if len(c.referents) != 1:
                continue
            who = c.referents[0]
            if who.state in addressed:
                continue
            if who.type == "State" and (c.subject or (c.modifier and self.parse.deps[c.at] == "poss")):
                return (who,)
            if (
                who.type in {"Person", "Organisation", "Group"}
                and who.acts
                and who.state
                and (c.subject or who.type == "Group")
            ):
                return (self.names.referent(who.state),)
        return ()
