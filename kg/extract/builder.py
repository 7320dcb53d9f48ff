"""Frames out of a trigger and its arguments: status, speakers, time, place and evidence are the same for all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.clauses import agents, owners
from kg.extract.context import Context
from kg.extract.cues import Cues
from kg.extract.settings import Settings
from kg.extract.status import StatusReader
from kg.lexicon import Entry, Lexicon
from kg.model import ACTOR_TYPES, Argument, Frame, Quote, Referent
from kg.nouns import prepositions
from kg.phrases import MAX_WORDS, clean
from kg.reading import Reading
from kg.verbs import is_verb

_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_MATERIAL_CONFLICT = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
_DEEDS = frozenset(
    {
        "support",
        "attack",
        "strike",
        "airstrike",
        "raid",
        "operation",
        "campaign",
        "offensive",
        "action",
        "act",
        "move",
        "behaviour",
        "behavior",
        "conduct",
        "policy",
        "decision",
        "effort",
        "measure",
        "step",
    }
)
_PURPOSES = frozenset({"purpose", "aim", "goal", "objective"})
_EMPTY_HEADS = frozenset(
    {"one", "other", "another", "this", "that", "these", "such", "all", "both", "more", "what", "there"}
)
_COUNTING = frozenset(
    {
        "all",
        "some",
        "many",
        "most",
        "both",
        "each",
        "several",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "one",
        "two",
        "any",
        "none",
    }
)
# Nothing of these happened or is announced, so PLOVER codes no event; the relation still says what it would be.
_UNTYPED = frozenset({"proposed", "possible", "conditional", "negated"})

Pair = tuple[str, Argument, Argument | None]


@dataclass(slots=True)
class Draft:
    """A frame in the making: trigger tokens, edges and further arguments."""

    head: int
    trigger: tuple[int, ...]
    entry: Entry | None
    pairs: list[Pair] = field(default_factory=list)
    others: list[Argument] = field(default_factory=list)
    label: str = ""
    context: Context | None = None
    used: set[int] = field(default_factory=set)
    standing: bool = False
    untyped: bool = False


class Builder:
    """Shared knowledge of one reading, and the last step from draft to frame."""

    def __init__(self, reading: Reading, lexicon: Lexicon, cues: Cues) -> None:
        self.reading, self.parse, self.lexicon = reading, reading.parse, lexicon
        self.cues = cues
        self.status = StatusReader(reading.parse, cues, reading.quoted)
        self.settings = Settings(reading)

    def fill(self, role: str, heads: Iterable[int]) -> list[Argument]:
        """Arguments in ``role`` for these heads; open pronouns, numbers and dates give none."""
        found = []
        for head in self._counted(heads):
            if role == "actor":
                head = self._owner_of_deed(head)
            state = self._national(head)
            if state is not None:
                found.append(Argument(role, self.reading.known(state), self.parse.quote(head, head + 1)))
                continue
            if (
                self.parse.pos[head] == "PRON"
                and head not in self.reading.referents
                and self.parse.lower[head] != "those"
            ):
                continue
            if self.parse.lower[head] in _EMPTY_HEADS and head not in self.reading.referents:
                continue
            if self.settings.is_date(head):
                continue
            if not any(c.isalnum() or c in "%$" for c in self.parse.words[head]):
                continue
            found.extend(self._meant(argument) for argument in self.reading.arguments(role, head))
        return found

    def _meant(self, argument: Argument) -> Argument:
        """The government where a capital acts: "Tehran hopes", "relations with Islamabad"."""
        if (
            argument.role in {"actor", "with", "speaker"}
            and argument.referent.type == "Place"
            and argument.referent.node
        ):
            state = self.reading.government_of(argument.referent.node)
            if state is not None:
                return replace(argument, referent=self.reading.known(state))
        return argument

    def clause(self, role: str, verb: int) -> list[Argument]:
        """A clause named by its words, as what is proposed or discussed: "Iran join this pact"."""
        start, end = min(self.parse.spans(verb)), max(self.parse.spans(verb)) + 1
        while start < verb and (self.parse.deps[start] in {"mark", "punct"} or self.parse.pos[start] == "SPACE"):
            start += 1
        comma = next((k for k in range(verb + 2, end) if self.parse.words[k] == ","), end)
        end = min(end, comma, start + MAX_WORDS)
        words = self.parse.quote(start, end)
        name = clean(words.text)
        return [Argument(role, Referent(name, "Topic"), words)] if name else []

    def _national(self, head: int) -> str | None:
        """The state that a modifier names: the "U.S." of "U.S. efforts"."""
        if head in self.reading.referents or self.parse.deps[head] not in {"amod", "compound", "nmod"}:
            return None
        return self.reading.state_of(head)

    def _owner_of_deed(self, head: int) -> int:
        """Who stands behind "Israel's actions" or "whose policies": what one's deeds do, one does oneself."""
        parse = self.parse
        if parse.lemmas[head] in _PURPOSES:
            return next((o for p in prepositions(parse, head) if p.word == "of" for o in p.objects), head)
        if parse.lemmas[head] not in _DEEDS:
            return head
        possessor = parse.kid(head, "poss")
        if possessor is None:
            return next((k for k in parse.kids[head] if k < head and self._national(k) is not None), head)
        if parse.lower[possessor] == "whose" and parse.deps[parse.heads[head]] == "relcl":
            return parse.heads[parse.heads[head]]
        return possessor if possessor in self.reading.referents else head

    def _counted(self, heads: Iterable[int]) -> Iterator[int]:
        """The heads themselves, and of "all of the people", "thousands of refugees" what is counted."""
        for head in heads:
            inner = [o for p in prepositions(self.parse, head) if p.word == "of" for o in p.objects]
            if inner and (self.parse.lower[head] in _COUNTING or self.parse.tags[head] == "CD"):
                yield from inner
            else:
                yield head

    def is_actor(self, argument: Argument) -> bool:
        """True where the argument is an actor and no place or thing."""
        return argument.referent.type in ACTOR_TYPES

    def is_node(self, argument: Argument | None) -> bool:
        """True for what belongs into an actor graph for its own sake: actors, instruments, events."""
        return argument is not None and argument.referent.type != "Topic"

    def finish(self, draft: Draft) -> Frame | None:
        """The frame of a draft, None where it has no edge left."""
        pairs = _distinct(draft.pairs)
        if not pairs:
            return None
        context = draft.context or self.status.of(draft.head)
        used = frozenset(draft.used)
        time = None if draft.standing else self.settings.time(draft.head)
        place = None if draft.standing else self.settings.place(draft.head, used)
        cues = [self.parse.quote(k, k + 1) for k in sorted(set(context.cues)) if self._same_sentence(k, draft.head)]
        trigger = self._trigger(draft.trigger)
        relation = draft.entry.relation if draft.entry else "other"
        label = self.lexicon.relations
        edges = tuple(
            (name or relation, label.get(name, draft.label) if name else draft.label, subject, item)
            for name, subject, item in pairs
        )
        speakers = self._speakers(context)
        words = [
            trigger,
            *cues,
            *([time] if time else []),
            *self._mentions(pairs, draft.others),
            *([place.mention] if place and place.mention else []),
        ]
        sentence = self._sentence(draft.head)
        return Frame(
            entry=draft.entry.id if draft.entry else "other",
            trigger=trigger,
            pairs=edges,
            others=tuple(dict.fromkeys(draft.others)),
            evidence=self._evidence(words, sentence),
            sentence=sentence,
            status=context.status,
            speakers=tuple(speakers),
            doubted=context.doubted,
            tense=context.tense,  # type: ignore[arg-type]
            habitual=context.habitual,
            event_type=self._event_type(draft, context),
            mode=draft.entry.mode
            if draft.entry and draft.entry.event_type == self._event_type(draft, context)
            else None,
            time=time,
            place=place,
            cues=tuple(cues),
            ingredients=self._ingredients(draft, context),
        )

    def _same_sentence(self, a: int, b: int) -> bool:
        return self.parse.sentence_of[a] == self.parse.sentence_of[b]

    def _trigger(self, tokens: Sequence[int]) -> Quote:
        """The words from the first to the last trigger token where they stand close, else the first alone."""
        first, last = min(tokens), max(tokens)
        if last - first <= len(tokens) + 2:
            return self.parse.quote(first, last + 1)
        return self.parse.quote(tokens[0], tokens[0] + 1)

    def _sentence(self, i: int) -> Quote:
        start, end = self.parse.sentences[self.parse.sentence_of[i]]
        while start < end - 1 and self.parse.words[start].isspace():
            start += 1
        while end > start + 1 and self.parse.words[end - 1].isspace():
            end -= 1
        return self.parse.quote(start, end)

    def _mentions(self, pairs: list[Pair], others: list[Argument]) -> Iterator[Quote]:
        for _, subject, item in pairs:
            for argument in (subject, item):
                if argument is not None and argument.mention is not None:
                    yield argument.mention
        yield from (a.mention for a in others if a.mention is not None)

    def _evidence(self, words: Iterable[Quote], sentence: Quote) -> Quote:
        """The shortest run of the sentence that holds all these words; antecedents in other sentences do not count."""
        inside = [w for w in words if sentence.start <= w.start and w.end <= sentence.end]
        start, end = min(w.start for w in inside), max(w.end for w in inside)
        return Quote(start, end, self.parse.text[start:end])

    def _speakers(self, context: Context) -> list[Argument]:
        found: dict[Referent, Argument] = {}
        for head in context.speakers:
            for argument in self._who_says(head):
                found.setdefault(argument.referent, argument)
        return list(found.values())

    def _who_says(self, head: int) -> list[Argument]:
        """The speaker at ``head``; for a report, who made it ("a report by the UN", "published by IRNA").

        Where somebody quoted says "we believe", the person quoted is meant, not the state spoken for.
        """
        quoted = self.reading.quoted(head)
        if quoted is not None and self.parse.lower[head] in {"we", "i", "our", "my"}:
            head = quoted
        direct = self.fill("speaker", [head])
        if direct and direct[0].referent.type not in {"Topic", "Instrument", "Event"}:
            return direct[:1]
        makers = [m for k in self.parse.kids_by(head, "acl") for m in agents(self.parse, k)]
        makers = makers or [
            o for p in prepositions(self.parse, head) if p.word in {"by", "from", "of"} for o in p.objects
        ]
        possessor = self.parse.kid(head, "poss", "compound")
        if not makers and possessor is not None:
            makers = [possessor]
        named = [a for a in self.fill("speaker", makers) if self.is_actor(a)]
        return named or [a for a in direct[:1] if a.referent.type == "Instrument"]

    def _event_type(self, draft: Draft, context: Context) -> str | None:
        """PLOVER root: future cooperation is AGREE, future material conflict THREATEN; what others only propose has none."""
        root = draft.entry.event_type if draft.entry and not draft.untyped else None
        if root is None or context.status in _UNTYPED:
            return "THREATEN" if root and self._unless(draft.head, context) else None
        if context.status != "intended":
            return root
        if not self._by_own_modal(context):
            return None
        if root in _COOPERATION:
            return "AGREE"
        return "THREATEN" if root in _MATERIAL_CONFLICT else root

    def _unless(self, head: int, context: Context) -> bool:
        """True for an ultimatum: "will withdraw its troops unless ..."."""
        parse = self.parse
        clauses = list(parse.kids_by(head, "advcl"))
        return context.status == "conditional" and any(
            parse.lower[k] == "unless" for c in clauses for k in parse.kids_by(c, "mark")
        )

    def _by_own_modal(self, context: Context) -> bool:
        """True where "will" and its like make the event future, and no governing promise or threat with its own type."""
        modal = any(self.cues.modals.get(self.parse.lower[k]) in {"intended", "conditional"} for k in context.cues)
        if not modal:
            return False
        governors = [k for k in context.cues if is_verb(self.parse, k) or self.parse.pos[k] in {"NOUN", "ADJ"}]
        return not any(self._typed(k) for k in governors)

    def _typed(self, k: int) -> bool:
        entries = [
            p.entry for table in (self.lexicon.verbs, self.lexicon.nouns) for p in table.get(self.parse.lemmas[k], ())
        ]
        return any(self.lexicon.entries[e].event_type for e in entries)

    def _ingredients(self, draft: Draft, context: Context) -> dict[str, float]:
        """What speaks for and against the frame, each between 0 and 1; `ground` makes one figure of them."""
        start, end = self.parse.sentences[self.parse.sentence_of[draft.head]]
        return {
            "rule": 0.75 if draft.entry is None else 0.95,
            "clause": 0.95 if is_verb(self.parse, draft.head) else 0.88,
            "length": 1.0 if end - start <= 30 else 0.94 if end - start <= 50 else 0.88,
            "status": 1.0 if len(context.cues) <= 1 else 0.94,
        }

    def owners(self, noun: int) -> list[int]:
        """Whose act a noun names."""
        return owners(self.parse, noun)


def _distinct(pairs: list[Pair]) -> list[Pair]:
    """Edges without repetition and without an actor related to itself."""
    found: dict[tuple[str, Referent, Referent | None], Pair] = {}
    for name, subject, item in pairs:
        if item is not None and item.referent == subject.referent:
            continue
        found.setdefault((name, subject.referent, item.referent if item else None), (name, subject, item))
    return list(found.values())
