"""Frames of states of affairs: posts ("Foreign Minister Lavrov"), "X is a member of Y", "A is hostile to B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.clauses import subjects
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import match_adjective, match_noun
from kg.extract.verbal import Verbal
from kg.grammar import load_grammar
from kg.model import Argument, Referent
from kg.nouns import examples, prepositions
from kg.phrases import left_edge

_COURTESY = load_grammar().courtesy
# "X could be Y's target": Y is the doer.
_SUFFERING = frozenset({"target", "victim", "prey"})
_FORMER = load_grammar().former


class Standing:
    """Drafts of the frames that copulas, appositions and titles tell."""

    def __init__(self, fillers: Fillers, verbal: Verbal) -> None:
        self.b, self.parse, self.lexicon, self.verbal = fillers, fillers.parse, fillers.lexicon, verbal
        self._posts: set[tuple[Referent, str]] = set()

    def drafts(self, i: int) -> Iterator[Draft]:
        """What the copula, adjective or title at ``i`` tells."""
        if self.parse.lemmas[i] in {"be", "become", "remain"}:
            yield from self._copula(i)
        elif self.parse.pos[i] == "ADJ" and self.parse.deps[i] in {"amod", "acl", "advcl", "appos", "conj", "relcl"}:
            yield from self._adjective(i, [])
        else:
            yield from self._post(i)

    def _copula(self, i: int) -> Iterator[Draft]:
        parse = self.parse
        who = subjects(parse, i)
        for k in [m for c in parse.kids_by(i, "attr") for m in parse.conjuncts(c)]:
            yield from self._attribute(i, k, who)
        for k in [m for c in parse.kids_by(i, "acomp") for m in parse.conjuncts(c)]:
            yield from self._adjective(k, who)

    def _attribute(self, i: int, noun: int, who: list[int]) -> Iterator[Draft]:
        """What an attribute tells: "Norway is a member of NATO", "Iran is one of the sponsors of Hezbollah"."""
        if self.parse.lemmas[noun] == "one":
            inner = [o for p in prepositions(self.parse, noun) if p.word == "of" for o in p.objects]
            noun = inner[0] if inner else noun
        if self.parse.lemmas[noun] in _SUFFERING:
            entry = self.lexicon.entries["target"]
            draft = Draft(i, (noun,), entry, label=self.lexicon.relations[entry.relation], standing=True)
            draft.pairs = [
                ("", doer, victim) for doer in self._objects(noun) for victim in self.b.fill("recipient", who)
            ]
            if draft.pairs:
                yield draft
            return
        match = match_noun(self.parse, noun, self.lexicon)
        if match is None:
            return
        draft = Draft(i, match.trigger, match.entry, label=self.lexicon.relations[match.entry.relation], standing=True)
        for subject in self.b.fill("actor", who):
            for item in self._objects(noun):
                draft.pairs.append(("", subject, item))
        if draft.pairs:
            yield draft

    def _objects(self, noun: int) -> list[Argument]:
        """What the attribute relates to: its "of", "to", "with", "for", its possessor, with the members it lists."""
        parse = self.parse
        heads = [o for p in prepositions(parse, noun) if p.word in {"of", "to", "with", "for", "in"} for o in p.objects]
        from_lists = [m for h in heads for m in examples(parse, h)]
        possessor = parse.kid(noun, "poss")
        owners = self.b.fill("object", [possessor]) if possessor is not None else []
        return [*self.b.fill("object", [*heads, *from_lists]), *(a for a in owners if self.b.is_node(a))]

    def _adjective(self, k: int, who: list[int]) -> Iterator[Draft]:
        match = match_adjective(self.parse, k, self.lexicon)
        if match is None:
            return
        if not who and self.parse.deps[k] in {"amod", "acl", "relcl", "appos"}:
            who = [self.parse.heads[k]]
        relation = match.entry.relation
        draft = Draft(k, match.trigger, match.entry, label=self.lexicon.relations[relation])
        draft.context = self.b.status.of(k)
        actors = self.b.fill("actor", who)
        items = self.b.fill("recipient", match.objects)
        if not items:
            targets = self.verbal.targets.of(k, actors)
            promised = relation in {"committedTo", "readyFor"} and self.parse.kid(k, "xcomp", "acl", "ccomp")
            # "Prepared to lift the ban on the party" is committed to lifting it, and not to the party.
            items = self.b.clause("topic", promised) if promised else targets
            draft.others.extend(targets if promised else [])
        draft.pairs = [("", subject, item) for subject in actors for item in items]
        if draft.pairs:
            yield draft

    def _post(self, i: int) -> Iterator[Draft]:
        """A title that comes with a name: who holds which post, said once a document."""
        found = self.b.reading.referents.get(i, ())
        if len(found) != 1 or found[0].type != "Person" or self.parse.pos[i] != "PROPN":
            return
        if found[0].local:
            return
        if self.parse.lower[i] in self.b.reading.title_words:
            span = self._own_title(i)
        else:
            span = self._apposed_title(i) or self._title_span(i)
        if span is None:
            return
        start, end = span
        words = self.parse.quote(start, end)
        if (found[0], words.text.lower()) in self._posts:
            return
        self._posts.add((found[0], words.text.lower()))
        state = next(
            (s for k in range(min(start, left_edge(self.parse, i)), end) if (s := self.b.reading.state_of(k))), None
        )
        state = state or next(
            (s for k in range(left_edge(self.parse, end - 1), start) if (s := self.b.reading.state_of(k))), None
        )
        state = state or self._served(end - 1)
        subject = Argument("actor", found[0], self.b.reading.mention(i))
        item = self._body(i, start) or (
            Argument("object", self.b.reading.known(state), None)
            if state
            else Argument("object", Referent(words.text, "Topic"), words)
        )
        entry = self.lexicon.entries.get("hold.post")
        draft = Draft(i, tuple(range(start, end)), entry, label=f"holds the post of {words.text} of", standing=True)
        if item.referent.name == words.text:
            draft.label = "holds the post of"
        draft.pairs = [("holdsPost", subject, item)]
        context = self.b.status.spoken(i)
        former = any(self.parse.lower[k] in _FORMER for k in range(max(0, start - 4), end))
        draft.context = replace(context, tense="past") if former else context
        yield draft

    def _served(self, title: int) -> str | None:
        """The state that the words around a title point back to: "the regime's President", "leader of the Republic"."""
        parse, referents = self.parse, self.b.reading.referents
        heads = [
            *parse.kids_by(title, "poss"),
            *(o for p in prepositions(parse, title) if p.word == "of" for o in p.objects),
        ]
        return next((r.state for h in heads for r in referents.get(h, ()) if r.state), None)

    def _body(self, i: int, start: int) -> Argument | None:
        """The organisation or group named with the title: "Hamas leader Yahya Sinwar"."""
        for k in range(left_edge(self.parse, i), start):
            for argument in self.b.fill("object", [k]) if k in self.b.reading.referents else []:
                if argument.referent.type in {"Organisation", "ArmedGroup", "Bloc"}:
                    return argument
        return None

    def _own_title(self, i: int) -> tuple[int, int] | None:
        """The title that a name explains: "the Turkish foreign minister, Hakan Fidan"."""
        named = self.parse.kid(i, "appos")
        if named is None or self.parse.pos[named] != "PROPN":
            return None
        return self._title_words(i + 1, left_edge(self.parse, i))

    def _apposed_title(self, i: int) -> tuple[int, int] | None:
        """The title behind a name: "Kaja Kallas, the EU High Representative"."""
        for k in self.parse.kids_by(i, "appos"):
            if self.parse.lower[k] in self.b.reading.title_words:
                return self._title_words(k + 1, left_edge(self.parse, k))
        return None

    def _title_words(self, end: int, start: int) -> tuple[int, int] | None:
        first = end
        while first > start and self.parse.lower[first - 1] in self.b.reading.title_words | {"of"}:
            first -= 1
        return (first, end) if first < end else None

    def _title_span(self, i: int) -> tuple[int, int] | None:
        """The title's tokens directly in front of the name."""
        parse, words = self.parse, self.b.reading.title_words
        end = i
        start = left_edge(parse, i)
        # The "Amir" of "Amir-Abdollahian" is a name.
        while end > start and (parse.lower[end - 1] not in words or parse.words[end : end + 1] == ["-"]):
            end -= 1
        first = end
        while first > start and (parse.lower[first - 1] in words or parse.lower[first - 1] in {"of", "and"}):
            first -= 1
        if first == end or all(parse.lower[k] in _COURTESY for k in range(first, end)):
            return None
        return first, end
