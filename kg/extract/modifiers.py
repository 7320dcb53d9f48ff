"""Whether what modifies a noun or stands behind a preposition took place: participles, relative clauses, gerunds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.attribution import refutation
from kg.extract.context import Context
from kg.extract.cues import Cues
from kg.grammar import load_grammar
from kg.parse import Parse
from kg.roles import load_roles
from kg.verbs import SUBJECTS, is_infinitive, is_verb

if TYPE_CHECKING:
    from kg.extract.status import StatusReader

_WORDS = load_grammar()
_PEOPLE = frozenset(load_roles().nouns)
_FORGIVING = _WORDS.crediting | {"forgive", "pardon", "excuse"}
_WHOEVER = frozenset({"those", "anyone", "anybody"})
# "Under a deal brokered by Norway, they will leave": it has been brokered.
_GIVEN = frozenset({"under", "after", "following", "since", "despite"})
# "Alleged it after studying a recording": the study is nobody's allegation.
_WHEN = frozenset({"after", "before", "since", "while", "during", "upon"})


class ModifierStatus:
    """Contexts of the verbs below nouns and prepositions of one parse; ``reader`` knows those of the words above."""

    def __init__(self, reader: StatusReader, parse: Parse, cues: Cues) -> None:
        self.reader, self.parse, self.cues = reader, parse, cues

    def modifier(self, i: int, noun: int) -> Context:
        """The context of a participle, infinitive or clause that the noun governs."""
        refuted = refutation(self.parse, self.cues, noun)
        if refuted is not None and not is_infinitive(self.parse, i):
            return self.reader.refuted(refuted)
        outer = self.reader.of(noun)
        given = self.parse.deps[noun] == "pobj" and self.parse.lower[self.parse.heads[noun]] in _GIVEN
        if given and self.parse.tags[i] == "VBN":
            return self.reader.presupposed(noun)
        if outer.status == "negated" and self.parse.lemmas[noun] in self.cues.voiced_nouns:
            # Who "refused a demand to leave" was still asked to leave.
            outer = self.reader.presupposed(noun)
        if self.parse.lemmas[noun] in self.cues.told_nouns and self.parse.deps[noun] in SUBJECTS:
            # "Reports that they used gas must be looked into": the reports are there.
            outer = self.reader.presupposed(noun)
        if is_infinitive(self.parse, i) and self._is_ranked(noun):
            # "Will be the first country to ratify it"; who is not the first to do it has done it as well.
            above = self.reader.of(self.parse.heads[noun]) if self.parse.deps[noun] == "attr" else outer
            return outer if above.status == "negated" else above
        if is_infinitive(self.parse, i) or self.parse.tags[i] == "VB":
            return self.reader.apply(self.reader.governors.effect(noun, i), outer, noun, i)
        if self.parse.tags[i] == "VBN" and self.parse.words[i - 1] == "," and not self._is_imagined(noun, outer):
            # "Three soldiers, captured on Monday, would be tried": told in passing.
            return self.reader.presupposed(noun)
        if any(self.parse.lower[k] == "having" for k in self.parse.kids_by(i, "aux")):
            # "Algeria, having brokered one truce, might broker another": the first is done.
            return self.reader.presupposed(noun)
        if self.parse.tags[i] in {"VBG", "VBN"} and self.parse.kid(i, "mark", "aux") is None:
            # "Would not talk to a government backed by rebels": the rebels do back it.
            lacking = any(self.parse.lower[k] in self.cues.negative_determiners for k in self.parse.kids[noun])
            taken = outer.status == "asserted" or (outer.status == "negated" and not lacking) or self._is_given(i, noun)
            return replace(self.reader.presupposed(noun), cues=outer.cues) if taken else outer
        return self.reader.apply(self.reader.governors.effect(noun, i), outer, noun, i)

    def _is_imagined(self, noun: int, outer: Context) -> bool:
        """True for the steps of "ought to offer a sequence of steps, guaranteed by France": there are none yet."""
        parse = self.parse
        whole = parse.heads[parse.heads[noun]] if parse.deps[noun] == "pobj" else noun
        bare = any(parse.lower[k] in {"a", "an"} for at in (noun, whole) for k in parse.kids_by(at, "det"))
        return bare and outer.status in {"proposed", "intended", "conditional"}

    def _is_ranked(self, noun: int) -> bool:
        """True for "the first cargo to be sold": it was sold, as others before it were not."""
        return any(self.parse.lower[k] in _WORDS.ranks for k in self.parse.kids_by(noun, "amod", "nummod"))

    def _is_given(self, i: int, noun: int) -> bool:
        """True for what holds whatever becomes of the noun: "will free two drivers working for the agency".

        People are there before one does anything to them, unless one sends or hires them for it.
        """
        ago = any(self.parse.lower[k] == "ago" for k in self.parse.kids[i])
        people = self.parse.lemmas[noun] in _PEOPLE and self.parse.deps[noun] in {"dobj", "nsubjpass", "pobj"}
        met = people and self.parse.lemmas[self.parse.heads[noun]] not in _WORDS.sending
        charged = self.parse.lemmas[i] in _WORDS.charging
        return ago or met or charged or (self.parse.tags[i] == "VBG" and self.parse.lemmas[i] in _WORDS.residing)

    def relative(self, i: int, noun: int) -> Context:
        """The context of a relative clause: mostly what the author tells of the noun."""
        told = self.parse.lemmas[noun] in self.cues.voiced_nouns and any(
            self.parse.lower[k] == "that" for k in self.parse.kids_by(i, "mark")
        )
        # "An allegation that officials have rejected" says what they rejected.
        judged = self.parse.lemmas[i] in self.cues.refuting and self.parse.kid(i, "dobj") is None
        if is_infinitive(self.parse, i) or (told and not judged):
            # "An appeal that it open a dialogue", which parsers take for a relative clause.
            return self.modifier(i, noun)
        outer = self.reader.of(noun)
        apart = self.parse.deps[noun] == "appos"
        if (
            not apart
            and not self._happens(i)
            and outer.status not in {"asserted", "negated"}
            and any(self.parse.lower[k] in {"a", "an"} for k in self.parse.kids_by(noun, "det"))
        ):
            return outer
        base = self.reader.presupposed(noun)
        # "According to the agency, which has closed offices": that it does not tell of itself.
        base = replace(base, speakers=tuple(s for s in base.speakers if s != noun))
        if any(self.parse.lower[k] in self.cues.negative_determiners for k in self.parse.kids_by(noun, "det")):
            # "No government that silences critics can last": that one does is not said.
            return replace(base, status="possible")
        wished = self.parse.deps[noun] == "dobj" and self.parse.lemmas[self.parse.heads[noun]] in _WORDS.deserving
        if wished and any(self.parse.lower[k] in {"a", "an"} for k in self.parse.kids_by(noun, "det")):
            return replace(base, status="possible")
        if self._is_general(i, noun):
            return replace(base, status="possible")
        copula = self.parse.heads[noun]
        if self.parse.deps[noun] == "attr" and self.parse.kid(copula, "neg") is not None:
            it = self.parse.kid(copula, "nsubj")
            if it is not None and self.parse.lower[it] == "it":
                # "It was not their strength alone that won": something else did.
                return replace(base, status="possible")
        summed = apart and self.parse.lemmas[noun] in _WORDS.remarks
        if (summed or self._is_aside(i)) and outer.status != "asserted":
            # "Wants India to extradite X, who fled in August": the author tells of the flight.
            return self.reader.spoken(i)
        if self.cues.nouns.get(self.parse.lemmas[noun]) == "intended" and any(
            self.parse.lower[k] == "according" for k in self.parse.kids[i]
        ):
            return self.reader.apply("intended", base, noun, i)
        return base

    def _is_general(self, i: int, noun: int) -> bool:
        """True for "any firm that trades with it", "those who shelter him should expect": whether any do is open."""
        parse = self.parse
        timeless = {parse.tags[i], *(parse.tags[k] for k in parse.kids_by(i, "aux"))} & {"VBP", "VBZ", "VB"}
        if not timeless or parse.kid(i, "auxpass") is not None or parse.tags[i] in {"VBG", "VBN"}:
            return False
        if any(parse.lower[k] == "any" for k in parse.kids_by(noun, "det")):
            return True
        verb = parse.heads[noun]
        ruled = parse.deps[noun] in SUBJECTS and any(parse.tags[k] == "MD" for k in parse.kids_by(verb, "aux"))
        bare = parse.tags[noun] == "NNS" and parse.kid(noun, "det", "poss", "nummod") is None
        return ruled and (parse.lower[noun] in _WHOEVER or (bare and parse.lemmas[noun] in _WORDS.legal_persons))

    def _is_aside(self, i: int) -> bool:
        """True for a relative clause set off by a comma."""
        start = min(self.parse.spans(i))
        return start > 0 and self.parse.words[start - 1] == ","

    def _happens(self, i: int) -> bool:
        """True for what is going on or done: "help against a fire that is threatening the town"."""
        parse = self.parse
        auxiliaries = {parse.tags[k] for k in parse.kids_by(i, "aux", "auxpass")}
        return parse.tags[i] == "VBD" or (parse.tags[i] in {"VBG", "VBN"} and bool(auxiliaries & {"VBZ", "VBP", "VBD"}))

    def gerund(self, i: int, preposition: int) -> Context:
        """The context of a gerund behind a preposition: "without attacking", "accused of attacking"."""
        parse, above, word = self.parse, self.parse.heads[preposition], self.parse.lower[preposition]
        outer = self.reader.of(above)
        if is_infinitive(self.parse, i):
            return self.reader.apply("intended", outer, preposition, i)
        if word == "on" and parse.lemmas[above] == "go":
            # "Went on sending it".
            return outer
        if word in self.cues.denying or (
            word == "of" and "instead" in {parse.lower[above], *(parse.lower[k] for k in parse.kids[preposition])}
        ):
            return self.reader.apply("negated", outer, preposition, i)
        if parse.pos[above] in {"ADP", "SCONJ"}:
            return self.reader.of(parse.heads[above])
        if word == "for" and parse.lemmas[above] in {"exchange", "return"} and parse.deps[above] == "pobj":
            # "Wants guarantees in exchange for withdrawing".
            verb = parse.heads[parse.heads[above]]
            wanted = parse.lemmas[verb] in self.cues.wanting
            return self.reader.apply("intended" if wanted else "same", self.reader.of(verb), verb, i)
        if is_verb(parse, above) and word == "for" and parse.lemmas[above] in _FORGIVING and outer.status == "negated":
            # "Has never forgiven Qatar for sheltering them": they were sheltered.
            return self.reader.presupposed(above)
        if is_verb(parse, above) and word in _WHEN and outer.status == "negated":
            # "Did not consult France before cancelling the contract": it was cancelled.
            return self.reader.presupposed(above)
        if is_verb(parse, above):
            effect = self.cues.verbs.get(parse.lemmas[above], "same")
            if word == "as" and parse.lemmas[above] in _WORDS.quoting:
                return self.reader.apply("said", outer, above, i)
            if self._is_step(preposition):
                return self.reader.apply("intended", outer, above, i)
            if word == "about":
                return self.reader.apply("proposed", outer, above, i)
            if word in _WHEN or (effect == "negated" and word not in {"from", "of", "against", "to"}):
                effect = "same"
            if effect in {"said", "possible"} or (
                effect == "intended" and word not in {"to", "at", "on", "for", "in", "toward", "towards"}
            ):
                effect = "same"
            lemma = parse.lemmas[above]
            if word == "against" and self.cues.verbs.get(lemma) in {"proposed", "intended"}:
                # "Warned Iraq against allowing bases": that it be not so is what one wants.
                return replace(self.reader.apply("proposed", outer, above, i), status="negated")
            return self.reader.apply(
                "alleged" if word == "for" and lemma in self.cues.suspecting else effect, outer, above, i
            )
        return self.reader.apply(
            self.reader.governors.effect(above, i)
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
