"""Pronouns for those who speak and those who are spoken to: who goes on to urge, who refuses what he was asked.

A text that reports statements keeps to those who make them: whatever a sentence between tells of others, "they also
urged" means who recalled and condemned before (topic continuity, Givon 1983).
"""

from __future__ import annotations

from kg.clauses import subjects
from kg.grammar import load_grammar
from kg.model import Referent
from kg.parse import Parse
from kg.resolve.antecedents import Antecedents, Candidate

_WORDS = load_grammar()
_REPORTERS = frozenset({"State", "Organisation", "ArmedGroup", "Bloc", "Group", "Topic"})
_TELLING = frozenset({"State", "Organisation", "ArmedGroup", "Bloc"})
_SEVERAL = frozenset({"NNS", "NNPS"})
# Verbs with which a text tells what somebody states.
_STATING = _WORDS.stating | _WORDS.reporting | _WORDS.of_others | _WORDS.insisting | _WORDS.calling_for
# How many sentences back somebody who states something is still spoken of.
_REACH = 5
_HIS = frozenset({"he", "him", "his"})
_HER = frozenset({"she", "her", "hers"})


class BySpeech:
    """Finds what the pronouns of one parse stand for by who says or asks what, given the mentions ``before`` them."""

    def __init__(self, parse: Parse, before: Antecedents) -> None:
        self.parse, self.before = parse, before

    def thing(self, i: int) -> tuple[Referent, ...]:
        """Whom an "it" stands for."""
        return self._told(i) or self._of_teller(i) or self._answering(i, several=False)

    def person(self, i: int) -> tuple[Referent, ...]:
        """Whose lawyer tells what he did: "his lawyer said he had never met them"."""
        parse, at = self.parse, i
        while parse.deps[at] != "ccomp" and parse.heads[at] != at:
            at = parse.heads[at]
        above = parse.heads[at]
        speaker = parse.kid(above, "nsubj") if parse.lemmas[above] in _WORDS.reporting and above < i else None
        own = parse.kid(speaker, "poss") if speaker is not None else None
        alike = own is not None and {parse.lower[i], parse.lower[own]} <= (_HIS if parse.lower[i] in _HIS else _HER)
        return self.before.refer(own) if own is not None and alike else ()

    def several(self, i: int) -> tuple[Referent, ...]:
        """Whom a "they" stands for."""
        return self._addressed(i) or self._answering(i, several=True) or self._stating(i)

    def _clause_of(self, i: int, *labels: str) -> tuple[int, int] | None:
        """The verb whose subject ``i`` is, and the word above it, where that clause has one of the labels."""
        verb = self.parse.heads[i]
        subject = self.parse.deps[i] in {"nsubj", "nsubjpass"} and self.parse.deps[verb] in labels
        return (verb, self.parse.heads[verb]) if subject else None

    def _told(self, i: int) -> tuple[Referent, ...]:
        """Who reports the clause that ``i`` opens: "a hospital said it had treated 40 people"."""
        parse, clause = self.parse, self._clause_of(i, "ccomp")
        above = clause[1] if clause is not None else i
        speaker = parse.kid(above, "nsubj") if above < i and parse.lemmas[above] in _WORDS.reporting else None
        if speaker is not None and parse.tags[speaker] in {"WDT", "WP"} and parse.deps[above] == "relcl":
            # "The bloc, which has warned that it will"; but "the secretary of state, who said" is no state.
            title = parse.tags[speaker] == "WP" and parse.deps[parse.heads[above]] == "pobj"
            speaker = parse.heads[above] if not title else None
        named = speaker is not None and (parse.tags[speaker] in {"NN", "NNP"} or parse.words[speaker].isupper())
        if speaker is None or not named or parse.pos[speaker] == "PRON":
            return ()
        found = self.before.refer(speaker)
        return found if len(found) == 1 and found[0].type in _REPORTERS else ()

    def _of_teller(self, i: int) -> tuple[Referent, ...]:
        """Whose minister reports: the doer of what was told first ("Chad will act if Mali moves, its king said")."""
        parse, noun = self.parse, self.parse.heads[i]
        verb = parse.heads[noun]
        saying = parse.deps[noun] == "nsubj" and parse.lemmas[verb] in _WORDS.reporting | _WORDS.warning
        if parse.deps[i] != "poss" or not saying:
            return ()
        told = parse.kid(verb, "ccomp")
        doing = [s for s in subjects(parse, told) if s < i] if told is not None and told < i else []
        found = self.before.refer(doing[0]) if len(doing) == 1 else ()
        return found if len(found) == 1 and found[0].type in _TELLING else ()

    def _addressed(self, i: int) -> tuple[Referent, ...]:
        """Who is told what will become of them: "warned its leaders that they face arrest"."""
        parse, clause = self.parse, self._clause_of(i, "ccomp")
        above = clause[1] if clause is not None else i
        told = parse.kid(above, "dobj") if above < i and parse.lemmas[above] in _WORDS.telling else None
        return self.before.refer(told) if told is not None and told < i and parse.tags[told] in _SEVERAL else ()

    def _answering(self, i: int, several: bool) -> tuple[Referent, ...]:
        """Who was asked, and answers: "asked the police to let agencies return, but they refused"."""
        parse, clause = self.parse, self._clause_of(i, "conj")
        if clause is None or parse.lemmas[clause[0]] not in _WORDS.replying or parse.kid(clause[0], "dobj") is not None:
            return ()
        asking = clause[1]
        asked = parse.kid(asking, "dobj") if parse.lemmas[asking] in _WORDS.object_control else None
        inner = parse.kid(asking, "ccomp", "xcomp")
        if asked is None and inner is not None and parse.lemmas[asking] in _WORDS.object_control:
            asked = parse.kid(inner, "nsubj")
        if asked is None or not asking < asked < i or several != (parse.tags[asked] in _SEVERAL):
            return ()
        return self.before.refer(asked)

    def _stating(self, i: int) -> tuple[Referent, ...]:
        """Who stated something last, for the "they" that opens a sentence and states something else."""
        parse, verb, sentence = self.parse, self.parse.heads[i], self.parse.sentence_of[i]
        start, _ = parse.sentences[sentence]
        opens = not any(parse.pos[k] not in {"PUNCT", "SPACE"} for k in range(start, i))
        if not opens or parse.deps[i] != "nsubj" or parse.heads[verb] != verb or parse.lemmas[verb] not in _STATING:
            return ()
        for c in reversed(self.before.seen):
            if c.at >= i or sentence - c.sentence > _REACH:
                continue
            if self._states(c) and c.plural:
                return c.referents
        return ()

    def _states(self, c: Candidate) -> bool:
        """True for the subject of a main clause that tells what somebody states."""
        verb = self.parse.heads[c.at]
        main = self.parse.deps[c.at] == "nsubj" and self.parse.heads[verb] == verb
        return main and self.parse.lemmas[verb] in _STATING and c.referents[0].type != "Topic"
