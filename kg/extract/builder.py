"""Frames out of a trigger and its arguments: status, speakers, time, place and evidence are the same for all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.coding import Coding
from kg.extract.context import Context
from kg.extract.draft import Draft, Pair
from kg.extract.fillers import Fillers
from kg.model import Argument, Frame, Quote, Referent
from kg.nouns import members, prepositions
from kg.objects import authors_of
from kg.phrases import label, right_edge
from kg.verbs import is_verb

# What these judge or ask for has a date of its own.
_JUDGING = frozenset(
    {
        "praised",
        "welcomed",
        "thanked",
        "condemned",
        "criticised",
        "accused",
        "urged",
        "demanded",
        "calledFor",
        "concernedAbout",
    }
)


class Builder:
    """The last step from draft to frame."""

    def __init__(self, fillers: Fillers) -> None:
        self.fillers, self.coding = fillers, Coding(fillers)
        self.reading, self.parse, self.lexicon = fillers.reading, fillers.parse, fillers.lexicon

    def finish(self, draft: Draft) -> Frame | None:
        """The frame of a draft, None where it has no edge left."""
        told = ((name, self._apart(draft, a), b and self._apart(draft, b)) for name, a, b in draft.pairs)
        pairs = [pair for pair in _distinct(list(told)) if self._may_do(draft, pair[1])]
        if not pairs:
            return None
        context = draft.context or self.fillers.status.of(draft.head)
        settings = self.fillers.settings
        judging = draft.entry is not None and draft.entry.relation in _JUDGING
        time = None if draft.standing else settings.time(draft.head, within=not judging)
        place = None if draft.standing else settings.place(draft.head, frozenset(draft.used))
        cues = [self.parse.quote(k, k + 1) for k in sorted(set(context.cues)) if self._same_sentence(k, draft.head)]
        trigger, sentence = self._trigger(draft.trigger), self._sentence(draft.head)
        around = [time, place.mention if place else None]
        words = [trigger, *cues, *self._mentions(pairs, draft.others), *(w for w in around if w)]
        event_type = self.coding.event_type(draft, context)
        if event_type == "REJECT" and context.status == "negated":
            # Who will not work with others refuses; they do not.
            pairs = [pair for pair in pairs if pair[1].role != "with"] or pairs
        return Frame(
            entry=draft.entry.id if draft.entry else "other",
            trigger=trigger,
            pairs=tuple(self._edge(draft, *pair) for pair in pairs),
            others=tuple(dict.fromkeys(draft.others)),
            evidence=self._evidence(words, sentence),
            sentence=sentence,
            status=context.status,
            speakers=tuple(self._speakers(context)),
            doubted=context.doubted,
            tense=context.tense,  # type: ignore[arg-type]
            habitual=context.habitual,
            event_type=event_type,
            mode=draft.entry.mode if draft.entry and draft.entry.event_type == event_type else None,
            time=time,
            place=place,
            cues=tuple(cues),
            ingredients=self._ingredients(draft, context),
        )

    def _apart(self, draft: Draft, argument: Argument) -> Argument:
        """The argument without the clause that completes its name where the draft is what that clause tells.

        "The future in which he has no part" is, of the part that he has in it, only "the future"; and he commits
        "a coup", not "a coup led by him".
        """
        if argument.mention is None or argument.referent.type not in {"Topic", "Instrument", "Event"}:
            return argument
        for head in range(*self.parse.sentences[self.parse.sentence_of[draft.head]]):
            start, end = self.reading.spans.get(head, (0, 0))
            if start <= draft.head < end and head <= draft.head and self.parse.starts[start] == argument.mention.start:
                plain = right_edge(self.parse, head)
                own = draft.head == head and plain < end and self.parse.tags[plain] == "VBN"
                if (plain <= draft.head or own) and self.parse.ends[end - 1] == argument.mention.end:
                    referent = replace(argument.referent, name=label(self.parse, head))
                    return replace(argument, referent=referent, mention=self.parse.quote(start, plain))
        return argument

    def _may_do(self, draft: Draft, doer: Argument) -> bool:
        """False for a thing as the doer of what only actors do."""
        return draft.entry is None or not draft.entry.actors_only or self.fillers.is_actor(doer)

    def _edge(
        self, draft: Draft, name: str, subject: Argument, item: Argument | None
    ) -> tuple[str, str, Argument, Argument | None]:
        """Relation and label of an edge: its own where it names one, else those of the draft."""
        if name:
            label = self.lexicon.relations.get(name, draft.label) if draft.entry else draft.label
            return name, label, subject, item
        return draft.entry.relation if draft.entry else "other", draft.label, subject, item

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
        for first in context.speakers:
            # "The ministers of Chad and Mali issued a statement": both say it.
            for argument in (a for head in members(self.parse, first) for a in self._who_says(head)):
                found.setdefault(argument.referent, argument)
        return list(found.values())

    def _who_says(self, head: int) -> list[Argument]:
        """The speaker at ``head``; for a report, who made it ("a report by the UN", "published by IRNA").

        Where somebody quoted says "we believe", the person quoted is meant, not the state spoken for.
        """
        quoted = self.reading.quoted(head)
        if quoted is not None and self.parse.lower[head] in {"we", "i", "our", "my"}:
            head = quoted
        direct = self.fillers.fill("speaker", [head])
        if direct and direct[0].referent.type not in {"Topic", "Instrument", "Event"}:
            return direct[:1]
        if self.parse.lemmas[head] in self.fillers.cues.unnamed:
            # "A Defence Ministry source" is not the ministry.
            return direct[:1]
        makers = authors_of(self.parse, head)
        makers = makers or [
            o for p in prepositions(self.parse, head) if p.word in {"by", "from", "of"} for o in p.objects
        ]
        possessor = self.parse.kid(head, "poss", "compound")
        if not makers and possessor is not None:
            makers = [possessor]
        named = [a for a in self.fillers.fill("speaker", makers) if self.fillers.is_actor(a)]
        if named:
            return named
        source = self.parse.lemmas[head] in self.fillers.cues.sources
        return [a for a in direct[:1] if a.referent.type == "Instrument" or source]

    def _ingredients(self, draft: Draft, context: Context) -> dict[str, float]:
        """What speaks for and against the frame, each between 0 and 1; `ground` makes one figure of them."""
        start, end = self.parse.sentences[self.parse.sentence_of[draft.head]]
        return {
            "rule": 0.75 if draft.entry is None else 0.95,
            "clause": 0.95 if is_verb(self.parse, draft.head) else 0.88,
            "length": 1.0 if end - start <= 30 else 0.94 if end - start <= 50 else 0.88,
            "status": 1.0 if len(context.cues) <= 1 else 0.94,
        }


def _distinct(pairs: list[Pair]) -> list[Pair]:
    """Edges without repetition and without an actor related to itself."""
    found: dict[tuple[str, Referent, Referent | None], Pair] = {}
    for name, subject, item in pairs:
        if item is not None and item.referent == subject.referent:
            continue
        found.setdefault((name, subject.referent, item.referent if item else None), (name, subject, item))
    return list(found.values())
