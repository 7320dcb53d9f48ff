"""Whether what a clause says holds: status, who says so, and the words that decide it.

The status of a predicate is composed from the top of the sentence down to it, one link at a time, in the manner of
factuality annotation (Saurí & Pustejovsky 2009, FactBank; implicatives after Nairn, Condoravdi & Karttunen 2006): each
governing verb, noun or adjective has an effect on its complement (`status.yaml`), each clause its own modals,
negations and adverbs. What is presupposed (relative clauses, temporal clauses, definite events) does not inherit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from kg.clauses import doers, owners
from kg.extract.cues import Cues
from kg.model import Status
from kg.nouns import Preposition, examples, members, prepositions
from kg.parse import Parse
from kg.verbs import SUBJECTS, coordinated_with, is_verb

_SPEAKING = frozenset({"said", "alleged", "denied", "proposed"})


@dataclass(frozen=True, slots=True)
class Context:
    """The status of one predicate with its speakers (token positions, innermost first) and the deciding tokens."""

    status: Status = "asserted"
    speakers: tuple[int, ...] = ()
    doubted: bool = False
    cues: tuple[int, ...] = ()
    tense: str | None = None
    habitual: bool = False


def combine(outer: Status, inner: Status) -> Status:
    """The status of something ``inner`` within something ``outer``.

    >>> combine("negated", "negated"), combine("alleged", "negated"), combine("proposed", "possible")
    ('possible', 'negated', 'proposed')
    """
    if outer == "asserted":
        return inner
    if inner == "asserted":
        return outer
    if outer == "negated":
        return "possible" if inner == "negated" else "negated"
    if inner == "negated":
        return "negated"
    if (outer, inner) == ("intended", "possible"):
        return "possible"
    return inner if outer == "alleged" else outer


class StatusReader:
    """Computes and remembers the context of the predicates of one parse.

    ``quoted`` gives the speaker of a token that stands in quoted or reported speech beyond its own sentence.
    """

    def __init__(self, parse: Parse, cues: Cues, quoted: Callable[[int], int | None]) -> None:
        self.parse, self.cues, self.quoted = parse, cues, quoted
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
        is_clause = is_verb(self.parse, i)
        base = self._above_verb(i) if is_clause else self._above_noun(i)
        found = self._with_own_marks(i, base) if is_clause else self._with_noun_marks(i, base)
        self._open.discard(i)
        self._known[i] = found
        return found

    # -- from above, for verbs -------------------------------------------------------------------------------------

    def _above_verb(self, i: int) -> Context:
        parse, dep, head = self.parse, self.parse.deps[i], self.parse.heads[i]
        if head == i:
            return self._root(i)
        if dep == "conj":
            return self._above_conjunct(i, head)
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

    def _above_conjunct(self, i: int, head: int) -> Context:
        """A coordinated verb shares the modals of the first one unless it has a subject or auxiliary of its own."""
        parse = self.parse
        head = coordinated_with(parse, i)
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
        if parse.deps[i] == "xcomp" and parse.lemmas[head] == "be" and self._is_infinitive(i):
            return self._apply("intended", outer, head, i)
        if any(parse.lower[k] in {"whether", "if"} for k in parse.kids_by(i, "mark")):
            return self._apply("possible", outer, head, i)
        too = next((k for k in parse.kids_by(head, "advmod") if parse.lower[k] == "too"), None)
        if parse.pos[head] == "ADJ" and too is not None:
            return self._apply("negated", outer, too, i)
        effect = self._effect(head, i)
        if parse.deps[i] == "ccomp" and i < head and effect not in {"said", "alleged", "denied"}:
            return outer
        return self._apply(effect, outer, head, i)

    def _effect(self, head: int, i: int) -> str:
        """The effect of the word at ``head`` on its dependent clause ``i``."""
        parse, cues = self.parse, self.cues
        lemma = parse.lemmas[head]
        to = self._is_infinitive(i)
        if is_verb(parse, head):
            if to and f"{lemma}_to" in cues.verbs:
                return cues.verbs[f"{lemma}_to"]
            particle = parse.kid(head, "prt")
            if particle is not None and f"{lemma}_{parse.lower[particle]}" in cues.verbs:
                return cues.verbs[f"{lemma}_{parse.lower[particle]}"]
            if self._mandative(i):
                return "proposed"
            adjective = parse.kid(head, "acomp")
            if lemma == "be" and adjective is not None and parse.deps[i] == "ccomp":
                return cues.adjectives.get(parse.lemmas[adjective], "same")
            if lemma in {"have", "need"} and to:
                return "proposed" if parse.kid(head, "dobj") is None else "same"
            if lemma == "go" and not (to and parse.tags[head] == "VBG"):
                return "same"
            if lemma in {"insist", "argue", "warn", "agree"} and not to:
                return "alleged" if lemma in {"insist", "argue"} else "said"
            if (
                lemma == "suggest"
                and parse.tags[i] not in {"VB", "VBG"}
                and parse.kid(i, "aux") is None
                and parse.tags[i] != "VBP"
            ):
                return "alleged"
            if lemma == "suggest" and parse.kid(i, "aux") is not None:
                return "possible"
            return cues.verbs.get(lemma, "intended" if to and parse.deps[i] == "advcl" else "same")
        if parse.pos[head] in {"NOUN", "PROPN"}:
            return cues.nouns.get(lemma, "intended" if to else "same")
        return cues.adjectives.get(lemma, "same")

    def _mandative(self, i: int) -> bool:
        """True for the subjunctive of "demands that Israel ease the restrictions": a bare verb with a singular subject."""
        parse = self.parse
        subject = parse.kid(i, "nsubj", "nsubjpass")
        if subject is None or parse.tags[subject] not in {"NN", "NNP"} or parse.kid(subject, "conj") is not None:
            return False
        that = any(parse.lower[k] == "that" for k in parse.kids_by(i, "mark"))
        return that and parse.tags[i] in {"VB", "VBP"} and parse.kid(i, "aux", "auxpass") is None

    def _is_infinitive(self, i: int) -> bool:
        return any(self.parse.tags[k] == "TO" for k in self.parse.kids_by(i, "aux"))

    def _apply(self, effect: str, outer: Context, head: int, i: int) -> Context:
        """``outer`` seen through a governor's effect; speaking effects add the governor's subject as speaker."""
        speakers, doubted = outer.speakers, outer.doubted
        cues = (*outer.cues, head) if effect not in {"same", "said"} else outer.cues
        if self._voiced(effect, head, i):
            speaker = self._speaker(head)
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

    def _voiced(self, effect: str, head: int, i: int) -> bool:
        """True where the governor is somebody's word or thought: "urged", "a call for", "hopes that"; not "allows", "duty"."""
        lemma = self.parse.lemmas[head]
        if effect in _SPEAKING:
            return is_verb(self.parse, head) or self.parse.pos[head] == "ADJ" or lemma in self.cues.voiced_nouns
        return effect in {"intended", "possible"} and self._other_subject(head, i) and lemma not in self.cues.enabling

    def _other_subject(self, head: int, i: int) -> bool:
        """True where the complement has a subject of its own ("hopes that leaders will follow")."""
        return self.parse.kid(i, *SUBJECTS) is not None and self.parse.deps[i] == "ccomp"

    def _speaker(self, head: int) -> int | None:
        parse = self.parse
        if is_verb(parse, head):
            found = doers(parse, head)
        elif parse.pos[head] == "ADJ" and parse.heads[head] != head:
            found = doers(parse, parse.heads[head])
        else:
            above = parse.heads[head]
            found = owners(parse, head) or (
                doers(parse, above) if is_verb(parse, above) and parse.deps[head] == "dobj" else []
            )
        return found[0] if found else None

    def _adverbial(self, i: int, head: int) -> Context:
        parse = self.parse
        marks = {
            parse.lower[k]
            for k in parse.kids[i]
            if parse.deps[k] == "mark" or (parse.deps[k] == "advmod" and parse.tags[k] == "WRB")
        }
        if is_verb(parse, head):
            if marks & self.cues.conditions or self._inverted(i):
                return replace(self._presupposed(head), status="conditional", cues=(i,))
            if self._is_infinitive(i) and parse.lemmas[head] == "be":
                return self._apply("intended", self.of(head), head, i)
            if self._is_infinitive(i) and not marks - {"for"}:
                return self._apply(self._effect(head, i), self.of(head), head, i)
            if marks & self.cues.purposes:
                return self._apply("intended", self.of(head), head, i)
            if parse.tags[i] == "VBG" and not marks:
                return self.of(head)
            if parse.tags[i] == "VBG" and marks & self.cues.denying:
                return self._apply("negated", self.of(head), head, i)
        elif parse.pos[head] in {"NOUN", "PROPN", "ADJ"} and self._is_infinitive(i):
            return self._apply(self._effect(head, i), self.of(head), head, i)
        return self._presupposed(head)

    def _inverted(self, i: int) -> bool:
        """ "Should Iran attack", "Were Iran to attack", "Had Iran attacked": the auxiliary before the subject."""
        subject = self.parse.kid(i, "nsubj", "nsubjpass")
        if subject is None:
            return False
        return any(
            k < subject and self.parse.lower[k] in {"should", "were", "had"} for k in self.parse.kids_by(i, "aux")
        )

    def _modifier(self, i: int, noun: int) -> Context:
        outer = self.of(noun)
        if self._is_infinitive(i) or self.parse.tags[i] == "VB":
            return self._apply(self._effect(noun, i), outer, noun, i)
        if self.parse.tags[i] in {"VBG", "VBN"}:
            return replace(self._presupposed(noun), cues=outer.cues) if outer.status == "asserted" else outer
        return self._apply(self.cues.nouns.get(self.parse.lemmas[noun], "same"), outer, noun, i)

    def _relative(self, i: int, noun: int) -> Context:
        if self._is_infinitive(i):
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
        if self._is_infinitive(i):
            return self._apply("intended", outer, preposition, i)
        if word in self.cues.denying or (word == "of" and parse.lower[above] == "instead"):
            return self._apply("negated", outer, preposition, i)
        if parse.pos[above] in {"ADP", "SCONJ"}:
            return self.of(parse.heads[above])
        if is_verb(parse, above):
            effect = self.cues.verbs.get(parse.lemmas[above], "same")
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
            self._effect(above, i)
            if word in {"of", "to", "for", "at", "in", "from", "on", "toward", "towards"}
            else "same",
            outer,
            above,
            i,
        )

    def _presupposed(self, i: int) -> Context:
        """Taken for granted by whoever speaks at ``i``: the speakers stay, the status does not."""
        outer = self.of(i)
        return Context("asserted", outer.speakers, outer.doubted)

    # -- from above, for nouns ---------------------------------------------------------------------------------------

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
        if effect == "negated" and parse.lemmas[i] in self.cues.nouns:
            return self._presupposed(verb)
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

    # -- the predicate's own words -----------------------------------------------------------------------------------

    def _with_noun_marks(self, i: int, base: Context) -> Context:
        for k in self.parse.kids[i]:
            word = self.parse.lower[k]
            if self.parse.deps[k] == "det" and word in self.cues.negative_determiners:
                base = replace(base, status=combine(base.status, "negated"), cues=(*base.cues, k))
            elif self.parse.deps[k] == "amod" and word in self.cues.noun_modifiers:
                base = replace(base, status=combine(base.status, self.cues.noun_modifiers[word]), cues=(*base.cues, k))
        return base

    def _with_own_marks(self, i: int, base: Context) -> Context:
        status, marks, tense, habitual = base.status, list(base.cues), base.tense, base.habitual
        for k, effect in self._marks(i, base):
            if effect == "habitual":
                habitual = True
                continue
            if effect == "past":
                tense = "past"
                continue
            status = combine(status, effect)  # type: ignore[arg-type]
            marks.append(k)
        if self._has_condition(i) and status in {"possible", "intended", "conditional"}:
            status = "conditional"
        tense = self._tense(i) or tense
        speakers, doubted = self._according_to(i, base)
        return Context(status, speakers, doubted, tuple(marks), tense, habitual)

    def _marks(self, i: int, base: Context) -> list[tuple[int, str]]:
        parse, cues = self.parse, self.cues
        found = []
        for k in parse.kids[i]:
            dep, word = parse.deps[k], parse.lower[k]
            if word == "longer" and any(parse.lower[j] == "no" for j in parse.kids[k]):
                found.append((k, "negated"))
            elif dep == "neg" or (dep in {"advmod", "preconj"} and cues.adverbs.get(word) == "negated"):
                if not self._only(k):
                    found.append((k, "negated"))
            elif dep == "aux" and word in cues.modals:
                effect = cues.modals[word]
                if effect == "conditional" and base.speakers and not self._has_condition(i):
                    effect = "intended"
                found.append((k, effect))
            elif dep in {"advmod", "npadvmod"} and word in cues.adverbs:
                found.append((k, cues.adverbs[word]))
            elif dep in {"nsubj", "nsubjpass", "dobj", "attr"} and self._denied_noun(k):
                found.append((k, "negated"))
        return found

    def _only(self, k: int) -> bool:
        """ "Not only", "not merely": no denial."""
        parse = self.parse
        return any(
            parse.lower[j] in {"only", "merely", "just", "simply", "least"}
            for j in range(k + 1, min(k + 2, len(parse)))
        )

    def _denied_noun(self, k: int) -> bool:
        parse, cues = self.parse, self.cues
        if parse.lower[k] in cues.negative_pronouns:
            return True
        return any(parse.deps[j] == "det" and parse.lower[j] in cues.negative_determiners for j in parse.kids[k])

    def _has_condition(self, i: int) -> bool:
        parse = self.parse
        for k in parse.kids_by(i, "advcl"):
            if self._inverted(k) or any(
                parse.lower[m] in self.cues.conditions - {"whether", "until", "once"} for m in parse.kids_by(k, "mark")
            ):
                return True
        if parse.deps[i] in {"ccomp", "conj"} and parse.heads[i] != i and is_verb(parse, parse.heads[i]):
            return self._has_condition(parse.heads[i]) if parse.deps[i] == "conj" else False
        return False

    def _tense(self, i: int) -> str | None:
        parse = self.parse
        auxiliaries = {parse.lower[k] for k in parse.kids_by(i, "aux", "auxpass")}
        if auxiliaries & {"will", "shall", "'ll", "wo"}:
            return "future"
        if parse.tags[i] == "VBD" or auxiliaries & {"was", "were", "had", "did", "has", "have"}:
            return "past"
        return None

    def _framing(self, i: int) -> list[Preposition]:
        """The prepositional phrases that may say whose view a clause is.

        Besides its own these are the ones in front of a coordinated clause ("from X's view, A ..., and B ...") and the
        ones that close a clause before it ("while A does, in X's view, B may").
        """
        parse = self.parse
        found = prepositions(parse, i)
        if parse.deps[i] == "advcl" and parse.heads[i] > i:
            found = [p for p in found if p.at < i or p.word == "according"]
        for k in parse.kids_by(i, "advcl"):
            found.extend(p for p in prepositions(parse, k) if k < p.at < i)
        head = parse.heads[i]
        if parse.deps[i] == "conj" and is_verb(parse, head):
            first = parse.kid(head, *SUBJECTS)
            found.extend(p for p in prepositions(parse, head) if first is not None and p.at < first)
        return found

    def _according_to(self, i: int, base: Context) -> tuple[tuple[int, ...], bool]:
        """Speakers with those of "according to X", "in the view of X", "from the perspective of X" in front."""
        parse = self.parse
        for prep in self._framing(i):
            target: list[int] = []
            if prep.word == "according":
                for to in parse.kids_by(prep.at, "prep", "pcomp"):
                    target = [m for o in parse.kids_by(to, "pobj") for m in members(parse, o)]
            elif (
                prep.word in {"from", "in", "to"}
                and prep.objects
                and parse.lemmas[prep.objects[0]] in self.cues.viewpoints
            ):
                target = owners_of_view(parse, prep.objects[0])
                target = [e for t in target for e in examples(parse, t)] or target
            if target:
                speaker = target[0]
                return (speaker, *(s for s in base.speakers if s != speaker)), base.doubted
        return base.speakers, base.doubted


def owners_of_view(parse: Parse, noun: int) -> list[int]:
    """Whose view: the possessor ("from Tehran's perspective") or the "of" phrase ("in the view of analysts")."""
    possessor = parse.kid(noun, "poss")
    if possessor is not None:
        return members(parse, possessor)
    return [o for p in prepositions(parse, noun) if p.word == "of" for o in p.objects]
