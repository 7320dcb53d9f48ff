"""Whether an event that a noun names took place: what the verb, noun or preposition around it says of that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.attribution import refutation
from kg.extract.context import Context
from kg.extract.cues import Cues
from kg.grammar import load_grammar
from kg.parse import Parse
from kg.verbs import SUBJECTS, is_verb

if TYPE_CHECKING:
    from kg.extract.status import StatusReader

_WORDS = load_grammar()


class NounStatus:
    """Contexts of the nouns of one parse; ``reader`` knows those of the words above them."""

    def __init__(self, reader: StatusReader, parse: Parse, cues: Cues) -> None:
        self.reader, self.parse, self.cues = reader, parse, cues

    def above(self, i: int) -> Context:
        """The context that the words around the noun at ``i`` give it, before its own determiners and adjectives."""
        parse, dep, head = self.parse, self.parse.deps[i], self.parse.heads[i]
        if head == i:
            return self.reader.root(i)
        if dep in {"conj", "appos"}:
            return self.reader.of(head)
        if dep in {"pobj", "pcomp"}:
            return self._prepositional(i, head)
        if is_verb(parse, head):
            return self._argument(i, head, "" if dep in SUBJECTS else "object")
        return self.reader.of(head)

    def _prepositional(self, i: int, preposition: int) -> Context:
        parse, above, word = self.parse, self.parse.heads[preposition], self.parse.lower[preposition]
        while parse.deps[preposition] == "conj" and parse.heads[preposition] != preposition:
            preposition = parse.heads[preposition]
            above = parse.heads[preposition]
        denied = refutation(parse, self.cues, above) if word in {"of", "about"} else None
        if denied is not None:
            return self.reader.refuted(denied)
        if word in self.cues.denying:
            return self.reader.apply("negated", self.reader.of(above), preposition, i)
        if parse.lemmas[i] in _WORDS.accessions and parse.lemmas[above] in _WORDS.backing | self.cues.event_governors:
            # "Support for Sweden's accession": it has not entered yet.
            return replace(self.reader.of(above), status="possible")
        if word == "to" and parse.lemmas[above] in self.cues.ending:
            return self.reader.presupposed(above)
        talked = any(parse.lemmas[k] in _WORDS.talks for k in (above, *parse.kids_by(above, "dobj")))
        if talked and word in {"on", "about", "over"} and not self._definite(i):
            return self.reader.apply("possible", self.reader.of(above), above, i)
        if is_verb(parse, above) and word not in self.cues.conceding:
            blamed = word == "for" and parse.lemmas[above] == "blame"
            if blamed or (word == "as" and self.cues.verbs.get(parse.lemmas[above]) == "alleged"):
                return self.reader.apply("alleged", self.reader.of(above), above, i)
            return self._argument(i, above, word)
        outer = self.reader.of(above)
        if word == "including" and parse.lemmas[above] in _WORDS.addressing:
            # "Put forward five demands, including the withdrawal of troops": they are still there.
            return self.reader.apply("proposed", outer, above, i)
        if parse.pos[above] == "ADJ" and self.cues.adjectives.get(parse.lemmas[above]) == "conditional":
            return self.reader.apply("conditional", outer, above, i)
        if word in self.cues.conceding:
            return self.reader.presupposed(above)
        if outer.status == "negated" and parse.lemmas[above] not in self.cues.event_governors:
            return self.reader.presupposed(above)
        if self._definite(i):
            return Context("asserted", outer.speakers, outer.doubted)
        if parse.pos[above] in {"NOUN", "PROPN"} and word in {"of", "for", "to", "against"}:
            effect = self.cues.nouns.get(parse.lemmas[above], "same")
            if (
                effect in {"proposed", "intended", "possible", "negated"}
                and parse.lemmas[above] in self.cues.event_governors
            ):
                return self.reader.apply(effect, outer, above, i)
        return outer

    def _argument(self, i: int, verb: int, slot: str) -> Context:
        """An event named in a verb's argument: hypothetical where the verb makes it so or leaves an indefinite open."""
        parse, outer = self.parse, self.reader.of(verb)
        effect = self.cues.verbs.get(parse.lemmas[verb], "same")
        judged = parse.kid(verb, "acomp", "oprd") if not slot else None
        if judged is not None and parse.lemmas[judged] in _WORDS.uncertain:
            # "Washington's readiness remains uncertain".
            return replace(outer, status="possible")
        if slot == "behind":
            # "No evidence that Iran was behind the attack": there was one, and who did it is what is told.
            return outer
        if parse.lemmas[i] in _WORDS.accessions and parse.lemmas[verb] in _WORDS.deciding:
            # "Has not ratified Sweden's accession": whether it enters is what they decide.
            return Context("possible", outer.speakers, outer.doubted)
        turned = parse.lemmas[i] in _WORDS.terms and parse.lemmas[verb] in _WORDS.turning_down
        if turned and slot == "object" and not self._definite(i):
            # "Voted down a treaty with Chad": there is none yet.
            return Context("possible", outer.speakers, outer.doubted)
        if parse.deps[i] in {"nsubjpass", "dobj"} and self._called_off(verb):
            # "Talks between A and B were called off": they did not take place.
            return self.reader.apply("negated", outer, verb, i)
        if outer.status == "negated" and parse.lemmas[verb] in _WORDS.fulfilling and parse.lemmas[i] in _WORDS.vows:
            # "The threat was never carried out": it was made.
            return self.reader.presupposed(verb)
        answered = parse.lemmas[verb] in _WORDS.answering and parse.lemmas[i] in _WORDS.addressing
        if outer.status == "negated" and answered:
            # "Refused to heed a call": there was one.
            return self.reader.presupposed(verb)
        played = slot == "object" and parse.lemmas[verb] in self.cues.feigning
        awaited = slot in {"of", "about", "against", "for"} and parse.lemmas[verb] in self.cues.expecting
        if played or (awaited and not self._definite(i)):
            return self.reader.apply("possible", outer, verb, i)
        if not slot and outer.status == "negated" and parse.lemmas[verb] == "be" and not self._definite(i):
            # "An alliance of A with B is not in our interest" denies the interest and asserts no alliance.
            return replace(outer, status="possible")
        if not slot and outer.status == "negated" and self._is_whether_it_is(verb):
            # "The talks between A and B did not take place".
            return outer
        if not slot and outer.status == "negated" and self._acts(i, verb):
            # "Cooperation between A and B does not harm others": it goes on.
            return self.reader.presupposed(verb)
        if parse.lemmas[verb] == "call" and slot == "object":
            # "What he called an attack": his word for it. Who calls a meeting holds it.
            return self.reader.apply("alleged", outer, verb, i) if parse.deps[i] == "oprd" else outer
        if effect == "negated" and parse.lemmas[i] in self.cues.nouns:
            return self.reader.presupposed(verb)
        if slot == "object" and parse.lemmas[verb] in self.cues.ending_verbs and outer.status != "asserted":
            # Whoever speaks outermost takes the raids for granted; those urged to end them may not.
            return Context("asserted", outer.speakers[-1:], outer.doubted)
        if (
            slot
            and parse.lemmas[verb] in self.cues.object_verbs
            and slot in {"object", "for", "on", "to", "at", "with"}
        ):
            theirs = effect == "negated" and parse.tags[i] == "NNS" and self._is_named(i)
            if parse.lemmas[verb] in self.cues.wanting or not (self._definite(i) or theirs):
                return self.reader.apply(effect, outer, verb, i)
            return Context("asserted", outer.speakers, outer.doubted)
        if outer.status != "asserted" and self._definite(i):
            return Context("asserted", outer.speakers, outer.doubted)
        return outer

    def _is_whether_it_is(self, verb: int) -> bool:
        """True for verbs that only say that something is: "happen", "take place"."""
        parse = self.parse
        placed = parse.lemmas[verb] == "take" and any(parse.lemmas[k] == "place" for k in parse.kids_by(verb, "dobj"))
        return placed or parse.lemmas[verb] in _WORDS.occurring

    def _acts(self, i: int, verb: int) -> bool:
        """True for an event that does something to others; "no attack" does nothing."""
        denied = any(self.parse.lower[k] in {"no", "any", "neither"} for k in self.parse.kids_by(i, "det"))
        return self.parse.kid(verb, "dobj") is not None and not denied

    def _is_named(self, i: int) -> bool:
        """True for "U.S. arms sales": acts of somebody named, which others may oppose."""
        before = self.parse.kids_by(i, "compound", "amod", "nmod")
        return any(self.parse.entity_at.get(k) in {"GPE", "NORP", "ORG"} for k in before)

    def _called_off(self, verb: int) -> bool:
        particle = self.parse.kid(verb, "prt")
        words = self.parse.lemmas[verb] + (f"_{self.parse.lower[particle]}" if particle is not None else "")
        return words in self.cues.cancelling

    def _definite(self, i: int) -> bool:
        """True for "the attack", "its attacks", "Israel's attack": an event taken for granted."""
        return any(
            self.parse.deps[k] == "poss"
            or (self.parse.deps[k] == "det" and self.parse.lower[k] in {"the", "this", "that", "these", "those"})
            for k in self.parse.kids[i]
        )
