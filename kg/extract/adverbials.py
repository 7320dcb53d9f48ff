"""What adverbial clauses say of their truth: conditions, purposes, contrasts, what was rather not done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.context import Context
from kg.extract.cues import Cues
from kg.extract.marks import inverted
from kg.grammar import load_grammar
from kg.parse import Parse
from kg.verbs import WILL, is_infinitive, is_verb

if TYPE_CHECKING:
    from kg.extract.status import StatusReader

_WORDS = load_grammar()
_CONTRASTING = frozenset({"while", "whereas", "though", "although"})
# Conjunctions that tell a condition only of what has not come yet.
_TEMPORAL = frozenset({"until", "once"})
_MEANWHILE = frozenset({"when", "after", "before"})


def does_nothing(parse: Parse, i: int, head: int) -> bool:
    """True for what one "has done little to" achieve."""
    what = parse.kid(head, "dobj")
    idle = parse.lemmas[head] == "do" and what is not None and parse.lower[what] in {"little", "nothing"}
    return idle and is_infinitive(parse, i)


def is_voiced_there(parse: Parse, i: int, head: int) -> bool:
    """True for "to protest", for what a crowd gathers to denounce, and for what ministers meet to discuss."""
    gathered = parse.lemmas[i] in _WORDS.voicing and parse.lemmas[head] in _WORDS.demonstrating
    conferred = parse.lemmas[i] in _WORDS.conferring and parse.lemmas[head] in _WORDS.convening
    # "Has written to the king to offer his support".
    penned = parse.lemmas[i] in _WORDS.voicing | _WORDS.offering and parse.lemmas[head] in _WORDS.penning
    return parse.lemmas[i] == "protest" or gathered or conferred or penned


class AdverbialStatus:
    """Contexts of the adverbial clauses of one parse; ``reader`` knows those of the words above them."""

    def __init__(self, reader: StatusReader, parse: Parse, cues: Cues) -> None:
        self.reader, self.parse, self.cues = reader, parse, cues

    def clause(self, i: int, head: int) -> Context:
        """The context of the adverbial clause of the verb at ``i`` below ``head``."""
        parse = self.parse
        marks = {
            parse.lower[k]
            for k in parse.kids[i]
            if parse.deps[k] == "mark" or (parse.deps[k] == "advmod" and parse.tags[k] == "WRB")
        }
        if is_verb(parse, head):
            if (marks & self.cues.conditions and not self._came_true(i, head, marks)) or inverted(parse, i):
                return replace(self.reader.presupposed(head), status="conditional", cues=(i,))
            if marks & _MEANWHILE and self._lies_ahead(i, head):
                return replace(self.reader.presupposed(head), status="intended", cues=(i,))
            if "than" in marks and any(parse.lower[k] == "rather" for k in parse.kids_by(i, "advmod")):
                return self.reader.apply("negated", self.reader.of(head), head, i)
            if is_infinitive(self.parse, i) and parse.lemmas[head] == "be":
                judged = parse.kid(head, "acomp")
                # "It is important for Chad to vote".
                effect = (
                    self.cues.adjectives.get(parse.lemmas[judged], "intended") if judged is not None else "intended"
                )
                return self.reader.apply(effect, self.reader.of(head), head, i)
            if does_nothing(parse, i, head):
                return self.reader.apply("negated", self.reader.of(head), head, i)
            if is_infinitive(self.parse, i) and is_voiced_there(parse, i, head):
                return self.reader.of(head)
            if is_infinitive(self.parse, i) and not marks - {"for"}:
                effect = self.reader.governors.effect(head, i)
                # "Is announcing $5 million to help": what the money is for is no news.
                return self.reader.apply("intended" if effect == "said" else effect, self.reader.of(head), head, i)
            if marks & self.cues.purposes and not self._is_outcome(i):
                return self.reader.apply("intended", self.reader.of(head), head, i)
            if not marks and any(parse.lower[k] == "having" for k in parse.kids_by(i, "aux")):
                # "Having brokered one truce, it might broker another": the first is done.
                return self.reader.presupposed(head)
            if parse.tags[i] == "VBG" and not marks:
                return self.reader.of(head)
            if parse.tags[i] == "VBG" and marks & self.cues.denying:
                return self.reader.apply("negated", self.reader.of(head), head, i)
        elif parse.pos[head] in {"NOUN", "PROPN", "ADJ"} and is_infinitive(self.parse, i):
            return self.reader.apply(self.reader.governors.effect(head, i), self.reader.of(head), head, i)
        if marks & _CONTRASTING and parse.lemmas[i] in _WORDS.reporting and parse.kid(i, "nsubj") is not None:
            # "The Pentagon said, while Tehran said": each speaks for himself.
            return self.reader.spoken(i)
        base = self.reader.presupposed(head)
        # "While A does this, in X's view B will do that": X speaks after the first clause, and not of it.
        return replace(base, speakers=tuple(s for s in base.speakers if not i < s < head))

    def _is_outcome(self, i: int) -> bool:
        """True for ", so that the mayors took office", which tells what came of it; a purpose has a modal."""
        parse, first = self.parse, min(self.parse.spans(i))
        tensed = parse.tags[i] == "VBD" or any(parse.tags[k] == "VBD" for k in parse.kids_by(i, "aux", "auxpass"))
        return tensed and parse.words[first - 1 : first] == [","]

    def _lies_ahead(self, i: int, head: int) -> bool:
        """True for "will raise it when he meets the king", who is not met yet."""
        coming = is_infinitive(self.parse, head) or any(
            self.parse.lower[k] in WILL for k in self.parse.kids_by(head, "aux")
        )
        return coming and self.parse.tags[i] in {"VBP", "VBZ"}

    def _came_true(self, i: int, head: int, marks: set[str]) -> bool:
        """True for "fought until the army took the town", "once the war ended, they left": both are told as past."""
        helped = {self.parse.tags[k] for k in self.parse.kids_by(head, "aux", "auxpass")}
        told = self.parse.tags[head] == "VBD" or "VBD" in helped
        past = self.parse.tags[i] in {"VBD", "VBN"} and told
        return past and not marks & self.cues.conditions - _TEMPORAL and self.reader.of(head).status == "asserted"
