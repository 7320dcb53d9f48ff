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

from kg.clauses import doers
from kg.extract.adverbials import AdverbialStatus, does_nothing, is_voiced_there
from kg.extract.attribution import refutation, with_viewpoint
from kg.extract.context import Context, combine
from kg.extract.cues import Cues
from kg.extract.governors import Governors
from kg.extract.marks import Marks
from kg.extract.modifiers import ModifierStatus
from kg.extract.noun_status import NounStatus
from kg.grammar import load_grammar
from kg.model import Status
from kg.parse import Parse
from kg.verbs import SUBJECTS, coordinated_with, is_infinitive, is_passive, is_verb

_WORDS = load_grammar()
# What "whether" leaves open, also where somebody is asked to rule on it.
_SETTLED = frozenset({"asserted", "intended", "negated", "proposed"})
# What one refuses to let happen does not.
_LETTING = frozenset({"allow", "let", "permit"})


class StatusReader:
    """Computes and remembers the context of the predicates of one parse.

    ``quoted`` gives the speaker of a token that stands in quoted or reported speech beyond its own sentence.
    """

    def __init__(self, parse: Parse, cues: Cues, quoted: Callable[[int], int | None]) -> None:
        self.parse, self.cues, self.quoted = parse, cues, quoted
        self.governors, self.marks = Governors(parse, cues), Marks(parse, cues)
        self.nouns, self.modifiers = NounStatus(self, parse, cues), ModifierStatus(self, parse, cues)
        self.adverbials = AdverbialStatus(self, parse, cues)
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
            above = self._above_verb(i)
            if above.status in _SETTLED and any(self.parse.lower[k] == "whether" for k in self.parse.kids[i]):
                # "An inquiry into whether officials took bribes": that is open.
                above = replace(above, status="possible")
            speakers = with_viewpoint(self.parse, self.cues, i, above.speakers)
            found = self.marks.on_clause(i, replace(above, speakers=speakers))
        else:
            found = self.marks.on_noun(i, self.nouns.above(i))
        self._open.discard(i)
        self._known[i] = found
        return found

    def _above_verb(self, i: int) -> Context:
        dep, head = self.parse.deps[i], self.parse.heads[i]
        if head == i:
            return self.root(i)
        first = min(self.parse.spans(i))
        if self.parse.lower[max(first - 2, 0) : first] == ["rather", "than"]:
            # "Chose to talk rather than bomb it".
            return self.apply("negated", self._above_verb(head), head, i)
        if dep == "conj":
            return self._above_conjunct(i)
        if dep == "ccomp" and any(self.parse.lower[k] in self._given_by(head) for k in self.parse.kids[i]):
            # "Asked it to explain why they were deported", "will see how funds help": they were, they do.
            return self.presupposed(head)
        if dep in {"ccomp", "xcomp", "parataxis", "csubj", "oprd"}:
            return self._complement(i, head)
        if dep == "advcl":
            return self.adverbials.clause(i, head)
        if dep == "acl":
            return self.modifiers.modifier(i, head)
        if dep == "relcl":
            return self.modifiers.relative(i, head)
        if dep == "pcomp":
            return self.modifiers.gerund(i, head)
        return self.presupposed(head)

    def _given_by(self, verb: int) -> frozenset[str]:
        """The words that open what the verb at ``verb`` takes for granted."""
        return frozenset({"why", "how"}) if self.parse.lemmas[verb] in _WORDS.noticing else frozenset({"why"})

    def spoken(self, i: int) -> Context:
        """The context of a standing fact told in passing at ``i``: asserted by whoever speaks the sentence."""
        speaker = self.quoted(i)
        return Context("asserted", (speaker,) if speaker is not None else ())

    def root(self, i: int) -> Context:
        """The context of the head of a sentence: asserted by whoever speaks it, open where it is a question."""
        speaker = self.quoted(i)
        status: Status = "possible" if self.parse.sentence_of[i] in self._questions else "asserted"
        if is_infinitive(self.parse, i) and self.parse.kid(i, *SUBJECTS) is not None:
            # Headlines: "Israel to annex settlements".
            status = "intended"
        return Context(status, (speaker,) if speaker is not None else ())

    def _above_conjunct(self, i: int) -> Context:
        """A coordinated verb shares the modals of the first one unless it has a subject or auxiliary of its own."""
        parse, head = self.parse, coordinated_with(self.parse, i)
        if not is_verb(parse, head):
            return self.of(head)
        reported = parse.heads[head]
        if parse.deps[head] == "ccomp" and head < reported < i and parse.kid(i, *SUBJECTS) is not None:
            # "Rebels shelled a school, the army said, but Russia blamed Kyiv": that is not what the army said.
            return self._above_verb(reported)
        if parse.kid(i, *SUBJECTS) is None and self._shares_modal(i, head):
            shared = self.of(head)
            if parse.kid(head, "neg") is not None and any(parse.lower[k] == "but" for k in parse.kids_by(head, "cc")):
                return self._above_verb(head)
            return shared
        return self._above_verb(head)

    def _shares_modal(self, i: int, head: int) -> bool:
        """True where what "will" or "not" says of ``head`` goes on to ``i``: "will not meet or call", not "and met"."""
        parse = self.parse
        own = [parse.tags[k] for k in parse.kids_by(i, "aux")]
        if parse.tags[i] in {"VBD", "VBZ"} and parse.tags[head] == "VB":
            return False
        if parse.tags[i] == "VBD" and is_passive(parse, head) and parse.kid(i, "dobj") is not None:
            # "Was never invited, and took its revenge".
            return False
        if parse.tags[i] == parse.tags[head] == "VBD":
            # "No longer recognised him and called off a visit".
            return not any(parse.lower[k] == "longer" for k in parse.kids[head])
        return not own or (parse.tags[i] == "VB" and "MD" not in own)

    def _complement(self, i: int, head: int) -> Context:
        parse = self.parse
        if self.marks.performs(i):
            return self._above_verb(head)
        if parse.lemmas[head] == "let" and any(parse.lower[k] == "me" for k in parse.kids_by(i, "nsubj")):
            # "Let me stress that": it is stressed.
            return self.of(head)
        if parse.deps[head] == "acl" and any(parse.lower[k] == "any" for k in parse.kids_by(parse.heads[head], "det")):
            # "Any person found to have armed them": whether there is one is open.
            return replace(self.of(head), status="possible")
        if does_nothing(self.parse, i, head):
            return self.apply("negated", self.of(head), head, i)
        refuted = refutation(parse, self.cues, head)
        if refuted is not None and not is_infinitive(parse, i):
            return self.refuted(refuted)
        outer = self.of(head)
        if is_infinitive(parse, i) and parse.lemmas[head] in {"say", "report"} and is_passive(parse, head):
            # "Is said to have bombed the town".
            return self.apply("alleged", outer, head, i)
        if parse.deps[i] == "xcomp" and parse.lemmas[head] == "be" and is_infinitive(self.parse, i):
            return self.apply("intended", outer, head, i)
        if any(parse.lower[k] in {"whether", "if"} for k in parse.kids_by(i, "mark")):
            return self.apply("possible", outer, head, i)
        done = parse.tags[parse.heads[head]] == "VBD" and outer.status == "asserted"
        if done and parse.lemmas[head] in self.cues.abilities and parse.pos[head] == "ADJ":
            # "Were able to go on": they did.
            return outer
        if parse.lemmas[head] in _WORDS.factive and outer.status == "negated" and parse.pos[head] == "ADJ":
            # "Are not wrong to worry": they do worry.
            return self.spoken(i)
        too = next((k for k in parse.kids_by(head, "advmod") if parse.lower[k] == "too"), None)
        if parse.pos[head] == "ADJ" and too is not None:
            return self.apply("negated", outer, too, i)
        if parse.deps[i] == "ccomp" and i < head and ";" in parse.words[i:head]:
            return self.root(i)
        if self._goes_on(i, head, outer):
            return Context("asserted", outer.speakers[-1:], outer.doubted)
        if parse.deps[i] == "xcomp" and is_infinitive(parse, i) and is_voiced_there(parse, i, head):
            return outer
        effect = self.governors.effect(head, i)
        if effect == "alleged" and i < head and parse.deps[i] == "ccomp" and parse.lemmas[head] not in _WORDS.reporting:
            return self.root(i)
        told = effect == "said" or parse.lemmas[head] in _WORDS.telling | _WORDS.quoting
        if parse.deps[i] == "ccomp" and i < head and not told and (parse.kid(head, "dobj") or 0) > head:
            # "Officers abducted them, the ministry denied it": two clauses side by side.
            return self.root(head)
        if parse.deps[i] == "ccomp" and i < head and effect not in {"said", "alleged", "denied"}:
            return outer
        return self.apply(effect, outer, head, i)

    def _goes_on(self, i: int, head: int, outer: Context) -> bool:
        """True for the shelling in "must stop shelling", "unless they stop shelling": it is taken for granted."""
        parse = self.parse
        ending = parse.lemmas[head] in self.cues.ending_verbs and parse.tags[i] == "VBG"
        # "Should never have stopped speaking".
        ending = ending and not any(parse.lower[k] == "have" for k in parse.kids_by(head, "aux"))
        return ending and outer.status != "asserted" and parse.kid(head, "dobj") is None

    def refuted(self, verb: int) -> Context:
        """What reports tell that the verb at ``verb`` calls untrue: negated by whoever does."""
        outer, parse = self.of(verb), self.parse
        said = parse.lemmas[verb] in self.cues.refuting
        denied = said or parse.kid(verb, "neg") is None
        who = tuple(doers(parse, verb)[:1]) if said else ()
        doubtful = outer.status not in ({"asserted"} if denied else {"asserted", "negated"})
        return Context("possible" if doubtful else "negated", (*who, *outer.speakers), cues=(*outer.cues, verb))

    def apply(self, effect: str, outer: Context, head: int, i: int) -> Context:
        """``outer`` seen through a governor's effect; speaking effects add the governor's subject as speaker."""
        speakers, doubted = outer.speakers, outer.doubted
        cues = (*outer.cues, head) if effect not in {"same", "said"} else outer.cues
        # Who is only asked to say it does not say it.
        if outer.status in {"asserted", "intended", "alleged"} and self.governors.voiced(effect, head, i):
            found = self.governors.speakers(head, i)
            speakers = (*found, *(s for s in speakers if s not in found))
        status: Status = "asserted"
        if effect == "negated" and self.parse.lemmas[head] in _WORDS.prohibiting:
            # "Americans are prohibited from trading with it": whether any do is open.
            effect = "possible"
        if effect == "denied":
            status = "negated"
        elif effect not in {"same", "said"}:
            status = effect  # type: ignore[assignment]
        if effect == "alleged":
            doubted = True
        if (outer.status, effect) == ("intended", "proposed") and is_verb(self.parse, i):
            # "Intends to press Chad to sign": whether it signs is for Chad to say.
            return replace(outer, status="proposed", speakers=speakers, cues=cues)
        barred = self.cues.abilities | _LETTING
        if outer.status == "negated" and effect == "possible" and self.parse.lemmas[head] in barred:
            # "Has not been able to verify", "refused to let it in".
            return replace(outer, speakers=speakers, cues=cues)
        if outer.status == "negated" and (effect == "proposed" or self.parse.lemmas[head] == "need"):
            # "Has not asked it to leave", "no longer needs to capture it": it may do so.
            return replace(outer, status="possible", speakers=speakers, cues=cues)
        if outer.status == "negated" and effect in {"said", "alleged", "possible"}:
            judged = self.parse.kid(head, "acomp") if self.parse.lemmas[head] == "be" else head
            if judged is not None and self.parse.lemmas[judged] in self.cues.truth:
                # "It is not true that they met."
                return replace(outer, speakers=speakers, cues=cues)
            return replace(outer, status="possible", speakers=speakers, doubted=doubted, cues=cues)
        return replace(outer, status=combine(outer.status, status), speakers=speakers, doubted=doubted, cues=cues)

    def presupposed(self, i: int) -> Context:
        """Taken for granted by whoever speaks at ``i``: the speakers stay, the status does not."""
        outer = self.of(i)
        return Context("asserted", outer.speakers, outer.doubted)
