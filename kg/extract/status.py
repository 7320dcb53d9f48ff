"""Whether what a clause says holds: status, who says so, and the words that decide it.

The status of a predicate is composed from the top of the sentence down to it, one link at a time, in the manner of
factuality annotation (Saurí & Pustejovsky 2009, FactBank; implicatives after Nairn, Condoravdi & Karttunen 2006): each
governing verb, noun or adjective has an effect on its complement (`governors`), each clause its own modals, negations
and adverbs (`marks`). What is presupposed (relative clauses, temporal clauses, definite events) does not inherit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from kg.extract.attribution import with_viewpoint
from kg.extract.context import Context, combine
from kg.extract.cues import Cues
from kg.extract.governors import Governors
from kg.extract.marks import Marks, inverted
from kg.model import Status
from kg.parse import Parse
from kg.verbs import SUBJECTS, coordinated_with, is_infinitive, is_verb


class StatusReader:
    """Computes and remembers the context of the predicates of one parse.

    ``quoted`` gives the speaker of a token that stands in quoted or reported speech beyond its own sentence.
    """

    def __init__(self, parse: Parse, cues: Cues, quoted: Callable[[int], int | None]) -> None:
        self.parse, self.cues, self.quoted = parse, cues, quoted
        self.governors, self.marks = Governors(parse, cues), Marks(parse, cues)
        self._known: dict[int, Context] = {}
        self._open: set[int] = set()

    @cached_property
    def _questions(self) -> frozenset[int]:
        parse = self.parse
        return frozenset(n for n, (_, end) in enumerate(parse.sentences) if "?" in parse.words[max(0, end - 3) : end])

    def of(self, i: int) -> Context:
        """The context of the predicate (verb, noun or adjective) at ``i``."""
        if i in self._known:
            return self._known[i]
        if i in self._open:
            return Context()
        self._open.add(i)
        if is_verb(self.parse, i):
            found = self.marks.on_clause(i, self._above_verb(i))
            found = replace(found, speakers=with_viewpoint(self.parse, self.cues, i, found.speakers))
        else:
            found = self.marks.on_noun(i, self._above_noun(i))
        self._open.discard(i)
        self._known[i] = found
        return found

    def _above_verb(self, i: int) -> Context:
        dep, head = self.parse.deps[i], self.parse.heads[i]
        if head == i:
            return self._root(i)
        if dep == "conj":
            return self._above_conjunct(i)
        if dep in {"ccomp", "xcomp", "parataxis", "csubj", "oprd"}:
            return self._complement(i, head)
        if dep == "advcl":
            return self._adverbial(i, head)
        if dep == "acl":
            return self._modifier(i, head)
        if dep == "relcl":
            return self._relative(i, head)
        if dep == "pcomp":
            return self._gerund(i, head)
        return self._presupposed(head)

    def spoken(self, i: int) -> Context:
        """The context of a standing fact told in passing at ``i``: asserted by whoever speaks the sentence."""
        speaker = self.quoted(i)
        return Context("asserted", (speaker,) if speaker is not None else ())

    def _root(self, i: int) -> Context:
        speaker = self.quoted(i)
        status: Status = "possible" if self.parse.sentence_of[i] in self._questions else "asserted"
        return Context(status, (speaker,) if speaker is not None else ())

    def _above_conjunct(self, i: int) -> Context:
        """A coordinated verb shares the modals of the first one unless it has a subject or auxiliary of its own."""
        parse, head = self.parse, coordinated_with(self.parse, i)
        if not is_verb(parse, head):
            return self.of(head)
        if parse.kid(i, *SUBJECTS) is None and (parse.kid(i, "aux") is None or parse.tags[i] == "VB"):
            shared = self.of(head)
            if parse.kid(head, "neg") is not None and any(parse.lower[k] == "but" for k in parse.kids_by(head, "cc")):
                return self._above_verb(head)
            return shared
        return self._above_verb(head)

    def _complement(self, i: int, head: int) -> Context:
        parse = self.parse
        outer = self.of(head)
        if parse.deps[i] == "xcomp" and parse.lemmas[head] == "be" and is_infinitive(self.parse, i):
            return self._apply("intended", outer, head, i)
        if any(parse.lower[k] in {"whether", "if"} for k in parse.kids_by(i, "mark")):
            return self._apply("possible", outer, head, i)
        too = next((k for k in parse.kids_by(head, "advmod") if parse.lower[k] == "too"), None)
        if parse.pos[head] == "ADJ" and too is not None:
            return self._apply("negated", outer, too, i)
        effect = self.governors.effect(head, i)
        if parse.deps[i] == "ccomp" and i < head and effect not in {"said", "alleged", "denied"}:
            return outer
        return self._apply(effect, outer, head, i)

    def _adverbial(self, i: int, head: int) -> Context:
        parse = self.parse
        marks = {
            parse.lower[k]
            for k in parse.kids[i]
            if parse.deps[k] == "mark" or (parse.deps[k] == "advmod" and parse.tags[k] == "WRB")
        }
        if is_verb(parse, head):
            if marks & self.cues.conditions or inverted(parse, i):
                return replace(self._presupposed(head), status="conditional", cues=(i,))
            if is_infinitive(self.parse, i) and parse.lemmas[head] == "be":
                return self._apply("intended", self.of(head), head, i)
            if is_infinitive(self.parse, i) and not marks - {"for"}:
                return self._apply(self.governors.effect(head, i), self.of(head), head, i)
            if marks & self.cues.purposes:
                return self._apply("intended", self.of(head), head, i)
            if parse.tags[i] == "VBG" and not marks:
                return self.of(head)
            if parse.tags[i] == "VBG" and marks & self.cues.denying:
                return self._apply("negated", self.of(head), head, i)
        elif parse.pos[head] in {"NOUN", "PROPN", "ADJ"} and is_infinitive(self.parse, i):
            return self._apply(self.governors.effect(head, i), self.of(head), head, i)
        base = self._presupposed(head)
        # "While A does this, in X's view B will do that": X speaks after the first clause, and not of it.
        return replace(base, speakers=tuple(s for s in base.speakers if not i < s < head))

    def _modifier(self, i: int, noun: int) -> Context:
        outer = self.of(noun)
        if is_infinitive(self.parse, i) or self.parse.tags[i] == "VB":
            return self._apply(self.governors.effect(noun, i), outer, noun, i)
        if self.parse.tags[i] in {"VBG", "VBN"}:
            return replace(self._presupposed(noun), cues=outer.cues) if outer.status == "asserted" else outer
        return self._apply(self.cues.nouns.get(self.parse.lemmas[noun], "same"), outer, noun, i)

    def _relative(self, i: int, noun: int) -> Context:
        if is_infinitive(self.parse, i):
            return self._modifier(i, noun)
        outer = self.of(noun)
        if outer.status not in {"asserted", "negated"} and any(
            self.parse.lower[k] in {"a", "an"} for k in self.parse.kids_by(noun, "det")
        ):
            return outer
        base = self._presupposed(noun)
        if self.cues.nouns.get(self.parse.lemmas[noun]) == "intended" and any(
            self.parse.lower[k] == "according" for k in self.parse.kids[i]
        ):
            return self._apply("intended", base, noun, i)
        return base

    def _gerund(self, i: int, preposition: int) -> Context:
        parse, above, word = self.parse, self.parse.heads[preposition], self.parse.lower[preposition]
        outer = self.of(above)
        if is_infinitive(self.parse, i):
            return self._apply("intended", outer, preposition, i)
        if word in self.cues.denying or (
            word == "of" and "instead" in {parse.lower[above], *(parse.lower[k] for k in parse.kids[preposition])}
        ):
            return self._apply("negated", outer, preposition, i)
        if parse.pos[above] in {"ADP", "SCONJ"}:
            return self.of(parse.heads[above])
        if is_verb(parse, above):
            effect = self.cues.verbs.get(parse.lemmas[above], "same")
            if self._is_step(preposition):
                return self._apply("intended", outer, above, i)
            if word == "about":
                return self._apply("proposed", outer, above, i)
            if effect == "negated" and word not in {"from", "of", "against", "to"}:
                effect = "same"
            if effect in {"said", "possible"} or (
                effect == "intended" and word not in {"to", "at", "on", "for", "in", "toward", "towards"}
            ):
                effect = "same"
            if parse.lemmas[above] == "warn" and word == "against":
                effect = "proposed"
            return self._apply(effect, outer, above, i)
        return self._apply(
            self.governors.effect(above, i)
            if word in {"of", "to", "for", "at", "in", "from", "on", "toward", "towards"}
            else "same",
            outer,
            above,
            i,
        )

    def _is_step(self, preposition: int) -> bool:
        """True for "took a step toward ending the war", "moved closer to ending it": it has not ended yet."""
        parse, word = self.parse, self.parse.lower[preposition]
        direct = parse.kid(parse.heads[preposition], "dobj")
        step = direct is not None and self.cues.nouns.get(parse.lemmas[direct]) == "intended"
        return word in {"toward", "towards"} or (word == "to" and step)

    def _apply(self, effect: str, outer: Context, head: int, i: int) -> Context:
        """``outer`` seen through a governor's effect; speaking effects add the governor's subject as speaker."""
        speakers, doubted = outer.speakers, outer.doubted
        cues = (*outer.cues, head) if effect not in {"same", "said"} else outer.cues
        # Who is only asked to say it does not say it.
        if outer.status in {"asserted", "intended", "alleged"} and self.governors.voiced(effect, head, i):
            speaker = self.governors.speaker(head)
            if speaker is not None:
                speakers = (speaker, *(s for s in speakers if s != speaker))
        status: Status = "asserted"
        if effect == "denied":
            status = "negated"
        elif effect not in {"same", "said"}:
            status = effect  # type: ignore[assignment]
        if effect == "alleged":
            doubted = True
        if outer.status == "negated" and effect in {"said", "alleged", "possible"}:
            return replace(outer, status="possible", speakers=speakers, doubted=doubted, cues=cues)
        return replace(outer, status=combine(outer.status, status), speakers=speakers, doubted=doubted, cues=cues)

    def _presupposed(self, i: int) -> Context:
        """Taken for granted by whoever speaks at ``i``: the speakers stay, the status does not."""
        outer = self.of(i)
        return Context("asserted", outer.speakers, outer.doubted)

    def _above_noun(self, i: int) -> Context:
        parse, dep, head = self.parse, self.parse.deps[i], self.parse.heads[i]
        if head == i:
            return self._root(i)
        if dep in {"conj", "appos"}:
            return self.of(head)
        if dep in {"pobj", "pcomp"}:
            return self._prepositional(i, head)
        if is_verb(parse, head):
            return self._argument(i, head, "" if dep in SUBJECTS else "object")
        return self.of(head)

    def _prepositional(self, i: int, preposition: int) -> Context:
        parse, above, word = self.parse, self.parse.heads[preposition], self.parse.lower[preposition]
        while parse.deps[preposition] == "conj" and parse.heads[preposition] != preposition:
            preposition = parse.heads[preposition]
            above = parse.heads[preposition]
        if word in self.cues.denying:
            return self._apply("negated", self.of(above), preposition, i)
        if word == "to" and parse.lemmas[above] in self.cues.ending:
            return self._presupposed(above)
        if is_verb(parse, above):
            if word == "as" and self.cues.verbs.get(parse.lemmas[above]) == "alleged":
                return self._apply("alleged", self.of(above), above, i)
            return self._argument(i, above, word)
        outer = self.of(above)
        if outer.status == "negated" and parse.lemmas[above] not in self.cues.event_governors:
            return self._presupposed(above)
        if self._definite(i):
            return Context("asserted", outer.speakers, outer.doubted)
        if parse.pos[above] in {"NOUN", "PROPN"} and word in {"of", "for", "to", "against"}:
            effect = self.cues.nouns.get(parse.lemmas[above], "same")
            if (
                effect in {"proposed", "intended", "possible", "negated"}
                and parse.lemmas[above] in self.cues.event_governors
            ):
                return self._apply(effect, outer, above, i)
        return outer

    def _argument(self, i: int, verb: int, slot: str) -> Context:
        """An event named in a verb's argument: hypothetical where the verb makes it so or leaves an indefinite open."""
        parse, outer = self.parse, self.of(verb)
        effect = self.cues.verbs.get(parse.lemmas[verb], "same")
        if not slot and outer.status == "negated" and parse.lemmas[verb] == "be" and not self._definite(i):
            # "An alliance of A with B is not in our interest" denies the interest and asserts no alliance.
            return replace(outer, status="possible")
        if effect == "negated" and parse.lemmas[i] in self.cues.nouns:
            return self._presupposed(verb)
        if slot == "object" and parse.lemmas[verb] in self.cues.ending_verbs and outer.status != "asserted":
            # Whoever speaks outermost takes the raids for granted; those urged to end them may not.
            return Context("asserted", outer.speakers[-1:], outer.doubted)
        if (
            slot
            and parse.lemmas[verb] in self.cues.object_verbs
            and (slot == "object" or slot in {"for", "on", "to", "at"})
        ):
            if not self._definite(i):
                return self._apply(effect, outer, verb, i)
            return Context("asserted", outer.speakers, outer.doubted)
        if outer.status != "asserted" and self._definite(i):
            return Context("asserted", outer.speakers, outer.doubted)
        return outer

    def _definite(self, i: int) -> bool:
        """True for "the attack", "its attacks", "Israel's attack": an event taken for granted."""
        return any(
            self.parse.deps[k] == "poss"
            or (self.parse.deps[k] == "det" and self.parse.lower[k] in {"the", "this", "that", "these", "those"})
            for k in self.parse.kids[i]
        )
