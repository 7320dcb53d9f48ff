"""What a governing word does to the clause below it, and whose word or thought it is ("urged", "a call for")."""

from __future__ import annotations

from kg.clauses import authors, doers, undergoers
from kg.extract.cues import Cues
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.parse import Parse
from kg.verbs import SUBJECTS, is_infinitive, is_mandative, is_passive, is_verb

_WORDS = load_grammar()
_SPEAKING = frozenset({"said", "alleged", "denied", "proposed"})
# What these say is a claim with "that" and a plan with "to": "insisted that it ended", "agreed to end it".
_SAID_THAT = {"insist": "alleged", "argue": "alleged", "warn": "said", "caution": "said", "agree": "said"}

# Effects of verbs whose object is not their subject's word: who denies or examines a claim has not made it.
_DISBELIEVED = frozenset({"denied", "negated", "possible"})


class Governors:
    """Effects of the governing verbs, nouns and adjectives of one parse."""

    def __init__(self, parse: Parse, cues: Cues) -> None:
        self.parse, self.cues = parse, cues

    def effect(self, head: int, i: int) -> str:
        """The effect of the word at ``head`` on its dependent clause ``i``."""
        parse, cues = self.parse, self.cues
        if is_verb(parse, head):
            return self._of_verb(head, i)
        if parse.pos[head] in {"NOUN", "PROPN"}:
            effect = cues.nouns.get(parse.lemmas[head], "intended" if is_infinitive(parse, i) else "same")
            if parse.tags[head] == "NNS" and parse.lemmas[head] == "report" and parse.kid(head, "poss", "prep") is None:
                # "Reports that troops had left": whose they are nobody says.
                return "alleged"
            above = self._around(head)
            # "Denied reports that talks were held", "is looking into reports that ...": they are not believed.
            return "alleged" if effect == "said" and above in _DISBELIEVED else effect
        return cues.adjectives.get(parse.lemmas[head], "same")

    def _around(self, noun: int) -> str | None:
        """The effect of the verb that a noun is the object of, also behind "into"."""
        parse, verb = self.parse, self.parse.heads[noun]
        if parse.deps[noun] == "pobj" and parse.lower[verb] == "into":
            return "possible"
        return self.cues.verbs.get(parse.lemmas[verb]) if parse.deps[noun] == "dobj" else None

    def _of_verb(self, head: int, i: int) -> str:
        parse, verbs = self.parse, self.cues.verbs
        lemma, to = parse.lemmas[head], is_infinitive(parse, i)
        # Who "chose to use its veto" used it; who "was chosen to lead" does not lead yet.
        done = verbs.get(lemma) == "same" and not is_passive(parse, head) and parse.kid(head, "dobj") is None
        if to and f"{lemma}_to" in verbs and not done:
            return verbs[f"{lemma}_to"]
        phrasal = (f"{lemma}_{parse.lower[k]}" for k in parse.kids_by(head, "prt", "advmod"))
        if known := next((verb for verb in phrasal if verb in verbs), None):
            return verbs[known]
        if lemma == "vote" and to and parse.lemmas[i] in _WORDS.resolving:
            return "same"
        if is_mandative(parse, i):
            return "proposed"
        adjective = parse.kid(head, "acomp")
        if lemma == "be" and adjective is not None and parse.deps[i] == "ccomp":
            return self.cues.adjectives.get(parse.lemmas[adjective], "same")
        if lemma in {"have", "be", "remain"} and to and any(parse.lower[k] == "yet" for k in parse.kids[head]):
            return "negated"
        if lemma == "want" and to and parse.kid(i, "nsubj") is not None:
            return "proposed"
        if lemma in self.cues.wishing and self._other_subject(i) and self._named_subject(i):
            return "proposed"
        if lemma in {"have", "need"} and to:
            return "proposed" if parse.kid(head, "dobj") is None else "same"
        if lemma == "go" and not (to and parse.tags[head] == "VBG"):
            return "same"
        if lemma in _SAID_THAT and not to:
            return _SAID_THAT[lemma]
        if lemma == "suggest" and parse.kid(i, "aux") is not None:
            return "possible"
        if lemma == "suggest" and parse.tags[i] not in {"VB", "VBG", "VBP"}:
            return "alleged"
        return verbs.get(lemma, "intended" if to and parse.deps[i] in {"advcl", "xcomp"} else "same")

    def voiced(self, effect: str, head: int, i: int) -> bool:
        """True where the governor is somebody's word or thought: "urged", "hopes that"; not "allows", "duty"."""
        lemma = self.parse.lemmas[head]
        needing = lemma in self.cues.voiced_nouns and not is_verb(self.parse, head)
        if effect in _SPEAKING and (lemma not in self.cues.enabling or needing):
            return is_verb(self.parse, head) or self.parse.pos[head] == "ADJ" or lemma in self.cues.voiced_nouns
        return effect in {"intended", "possible"} and self._other_subject(i) and lemma not in self.cues.enabling

    def _other_subject(self, i: int) -> bool:
        """True where the complement has a subject of its own ("hopes that leaders will follow")."""
        return self.parse.kid(i, *SUBJECTS) is not None and self.parse.deps[i] == "ccomp"

    def _named_subject(self, i: int) -> bool:
        """True where the subject of a clause is no pronoun, which may mean whoever hopes."""
        own = self.parse.kid(i, *SUBJECTS)
        return own is not None and self.parse.pos[own] in {"NOUN", "PROPN"}

    def _faced(self, verb: int) -> bool:
        """True for who "accepted an invitation to visit": others invited."""
        return self.parse.lemmas[verb] in _WORDS.facing

    def speakers(self, head: int, i: int) -> tuple[int, ...]:
        """Who speaks or thinks the governor at ``head``: its subject, its owner or that of the verb around it.

        Of "officials were quoted by IRNA as saying", and of what stands in front of it, these are the officials, then
        who quotes them.
        """
        parse = self.parse
        if is_verb(parse, head):
            found = doers(parse, head)[:1]
            if parse.lemmas[head] in _WORDS.quoting and parse.deps[i] == "ccomp":
                return (*undergoers(parse, head)[:1], *found)
        elif parse.pos[head] == "ADJ" and parse.heads[head] != head:
            # "Is unlikely to back it": nobody says so.
            found = doers(parse, parse.heads[head]) if parse.deps[i] != "xcomp" else []
        else:
            sent = [o for p in prepositions(parse, head) if p.word == "from" for o in p.objects]
            above = parse.heads[head]
            found = sent or authors(parse, head)
            if self._around(head) in _DISBELIEVED:
                # Who rejects or examines a claim has not made it.
                verb = parse.heads[above] if parse.deps[head] == "pobj" else above
                found = [k for k in found if k not in doers(parse, verb)]
            elif not found and is_verb(parse, above) and parse.deps[head] == "dobj" and not self._faced(above):
                found = doers(parse, above)
        return tuple(found[:1])
