"""Who "I" and "we" are: the speaker of the sentence, or the state that a statement without an author speaks for."""

from __future__ import annotations

from collections.abc import Callable

from kg.clauses import subjects
from kg.model import Referent
from kg.objects import agents
from kg.parse import QUOTATION_MARKS
from kg.resolve.antecedents import Antecedents
from kg.resolve.names import Names
from kg.resolve.own_voice import OwnVoice
from kg.resolve.represented import Represented
from kg.resolve.speech import Speech
from kg.resolve.words import ReferenceWords
from kg.verbs import is_passive, is_verb


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
        self.roles, self.own = names.roles, OwnVoice(words, names, speech, who)
        self.parse, self.article = names.parse, names.article
        self._held: tuple[Referent, ...] = ()

    def of(self, i: int, plural: bool) -> tuple[Referent, ...]:
        """What "I" or, where ``plural``, "we" at ``i`` stands for; empty where that stays open."""
        speaker = self._speaker(i)
        if speaker is None:
            return self._institution(i) if plural else self.own.signatory()
        who = self.who(speaker)
        if plural and len(who) == 1:
            return self._served(speaker, who[0])
        return who if len(who) == 1 else ()

    def speaking(self, i: int) -> tuple[Referent, ...]:
        """Who says the quotation that ``i`` stands in, and for whom; nobody where it stands in none."""
        if self.parse.sentence_of[i] not in self.speaker_of and not self.parse.is_quoted(i):
            return ()
        speaker = self._speaker(i)
        who = self.who(speaker) if speaker is not None else ()
        return (*who, *self._served(speaker, who[0])) if speaker is not None and len(who) == 1 else who

    def _served(self, speaker: int, who: Referent) -> tuple[Referent, ...]:
        """Whom the "we" of ``who`` stands for.

        The spokeswoman of a transcript who is named alone speaks for the body whose transcript it is.
        """
        meant = self._spoken_for(speaker, who)
        return self.own.institution or (who,) if meant == who and speaker in self.turns else (meant,)

    def _spoken_for(self, speaker: int, who: Referent) -> Referent:
        """Whom the "we" of ``who``, mentioned at ``speaker``, stands for: the state or body served, else who speaks."""
        body = self.represented.body(speaker, who) if who.type == "Person" else None
        if body is not None and body.type == "ArmedGroup":
            return body
        if who.state and who.acts:
            return self.names.referent(who.state)
        title = self.roles.titles.get(who.title or "")
        if body is None and title is not None and title.acts_for_state and len(self.own.institution) == 1:
            return self.own.institution[0]
        return self.own.home_of(body) if body is not None else who

    def _speaker(self, i: int) -> int | None:
        """Who says the clause of ``i``: the subject of the speech verb above it, or the speaker of the sentence.

        The "his" of "his lawyer said" is not said by the lawyer.
        """
        parse, at = self.parse, i
        while parse.heads[at] != at:
            below, at = at, parse.heads[at]
            if below == i or (parse.heads[i] == below and parse.deps[below] in {"prep", "dative"}):
                # Of "he told me" he says nothing to himself.
                continue
            if parse.lemmas[at] in self.words.speech and is_verb(parse, at) and not self._is_indirect(below, i):
                # Who has been warned does not speak.
                who = agents(parse, at) if is_passive(parse, at) else subjects(parse, at)
                if who and self.may_speak(who[0]) and i not in parse.spans(who[0]):
                    return who[0]
        speaker = self.speaker_of.get(parse.sentence_of[i])
        return speaker if speaker is None or i not in parse.spans(speaker) else None

    def _is_indirect(self, clause: int, i: int) -> bool:
        """True for what others are said to have said, in the words of who tells it: "they said that we had left"."""
        marked = any(self.parse.lower[k] == "that" for k in self.parse.kids_by(clause, "mark"))
        return marked and not QUOTATION_MARKS & set(self.parse.words[self.parse.heads[clause] : i])

    def _institution(self, i: int) -> tuple[Referent, ...]:
        """The "we" in the voice of a statement without an author: the body or state whose message it is.

        Where nothing tells, that is the state nearest before that acts (subject or possessor) or whose official does,
        unless it is whom "we" address. A report that quotes others says "we" of those who write it.
        """
        if self.article.author is not None:
            return ()
        issuer = self.own.issuer if self.own.reports else self.own.institution
        if issuer:
            return issuer
        if not self._held and not self.own.reports:
            self._held = self._nearest(i)
        return self._held

    def _nearest(self, i: int) -> tuple[Referent, ...]:
        """The state nearest before that acts; whoever "we" are stays so to the end of the text."""
        # "Attacked the U.S. and our partners" addresses nobody.
        acting = self.parse.deps[i] == "nsubj"
        addressed = {self.names.states.key(k) for k in self.parse.spans(self.parse.heads[i]) if k > i and acting}
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
