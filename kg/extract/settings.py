"""When and where a predicate says it happened: time phrase and place of the same clause, or none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from kg.extract.places import Places
from kg.grammar import load_grammar
from kg.model import Argument, Block, Quote
from kg.nouns import prepositions
from kg.reading import Reading
from kg.turns import date_end
from kg.verbs import is_verb

_WORDS = load_grammar()
_TIME_KINDS = frozenset({"DATE", "TIME"})
# "The largest build-up since the 1971 war": the war has its own time.
_OTHER_TIMES = frozenset({"after", "before", "until", "since"})
_MAYBE = frozenset({"can", "could", "may", "might"})
_TIME_WORDS = frozenset({"today", "yesterday", "tomorrow", "tonight"})


class Settings:
    """Finds time and place of the predicates of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.parse = reading, reading.parse
        self._places = Places(reading)

    @cached_property
    def _dates(self) -> dict[int, tuple[int, int]]:
        """Date spans by each token in them; "the following year" is one that the entity recogniser leaves out."""
        parse = self.parse
        found = {
            i: (k - 1 - (parse.lower[k - 2] in {"the", "that"}), k + 1)
            for k in range(2, len(parse))
            if parse.lower[k] in _WORDS.periods and parse.lower[k - 1] in _WORDS.sequels
            for i in (k - 1, k)
        }
        for start, last, kind in parse.entities:
            if kind in _TIME_KINDS:
                end = self._end(start, last)
                found.update((i, (start, end)) for i in range(start, end) if not self._is_periodical(i))
        return found

    def _end(self, start: int, end: int) -> int:
        """Where a date really ends: recognisers run on into the name behind it, "in June 2017 Saudi Arabia"."""
        words = self.parse.words
        years = (k for k in range(start, end - 1) if words[k].isdigit() and len(words[k]) == 4)
        return next((k + 1 for k in years if self.parse.tags[k + 1] in {"NNP", "NNPS"}), end)

    def _is_periodical(self, i: int) -> bool:
        """True for the newspaper of "a Rome daily"."""
        return self.parse.tags[i] == "NN" and self.parse.lower[i] in _WORDS.periodicals

    def is_date(self, i: int) -> bool:
        """True for a token of a date or time phrase."""
        return i in self._dates

    def time(self, i: int, within: bool = True) -> Quote | None:
        """The time phrase of the predicate at ``i`` or of the clause that shares its opening phrase.

        ``within`` also looks inside what it is done to: the date of an agreement is that of its signing, but the
        date of an attack is not that of its condemnation.
        """
        span = self._own_time(i, within)
        if span is None and is_verb(self.parse, i):
            span = self._shared_time(i)
        if span is None:
            return self._chronicled(i)
        start, end = self._widened(*span)
        return self.parse.quote(start, end)

    def _chronicled(self, i: int) -> Quote | None:
        """The date that opens the paragraph of a main clause: "9 March - Typhoons destroyed a truck"."""
        at = self.parse.starts[i]
        dated = self.parse.heads[i] == i and next((d for b, d in self._chronicle if b.start <= at < b.end), None)
        return dated if dated and dated.end <= at else None

    @cached_property
    def _chronicle(self) -> list[tuple[Block, Quote]]:
        """The blocks that a date opens, with the date."""
        text = self.reading.article.text
        ends = ((b, date_end(text, b)) for b in self.reading.article.blocks)
        dates = ((b, text[b.start : end].rstrip(" -–—:\n")) for b, end in ends if end is not None)
        return [(b, Quote(b.start, b.start + len(words), words)) for b, words in dates]

    def _own_time(self, i: int, within: bool = True) -> tuple[int, int] | None:
        parse = self.parse
        for k in self._time_heads(i, within):
            if k in self._dates:
                return self._dates[k]
            if parse.lower[k] in _TIME_WORDS:
                return k, k + 1
        return None

    def _time_heads(self, i: int, within: bool) -> Iterator[int]:
        parse = self.parse
        for k in parse.kids[i]:
            if parse.deps[k] in {"npadvmod", "advmod", "nmod", "tmod", "dobj", "poss", "compound", "nummod"} and (
                k in self._dates or parse.lower[k] in _TIME_WORDS
            ):
                yield k
            elif parse.deps[k] == "advmod":
                yield from (j for j in parse.kids[k] if j in self._dates or parse.lower[j] in _TIME_WORDS)
        for prep in prepositions(parse, i):
            if prep.word in {
                "on",
                "in",
                "at",
                "during",
                "since",
                "by",
                "from",
                "of",
                "until",
                "after",
                "before",
                "for",
                "earlier",
            }:
                for pobj in prep.objects:
                    if pobj in self._dates and prep.word not in _OTHER_TIMES | {"for", "by"}:
                        # "On the morning of 29 August": the day says more.
                        of = (o for p in prepositions(parse, pobj) if p.word == "of" for o in p.objects)
                        yield from (o for o in of if o in self._dates)
                        yield pobj
                    elif prep.word not in _OTHER_TIMES and (within or prep.word not in {"for", "of", "from"}):
                        yield from self._nested_time(pobj)
        for k in parse.kids_by(i, *(("dobj", "attr", "nsubj", "nsubjpass") if within else ("nsubj",))):
            yield from self._nested_time(k)

    def _nested_time(self, noun: int) -> Iterator[int]:
        """A date inside an argument: "at the summit in May 2016", "the agreement on 2 December".

        The date of somebody's promise is not that of its keeping.
        """
        if self.parse.lemmas[noun] in _WORDS.thoughts and self.parse.kid(noun, "poss") is not None:
            return
        for prep in prepositions(self.parse, noun):
            if prep.word in {"on", "in", "of"}:
                yield from (o for o in prep.objects if o in self._dates)
        if self.parse.lemmas[noun] not in _WORDS.terms or self.parse.deps[noun] not in {"dobj", "nsubjpass"}:
            # "The 2014 agreement" may be broken much later; a report speaks in its year.
            yield from (k for k in self.parse.kids_by(noun, "npadvmod", "nummod", "compound") if k in self._dates)

    def _shared_time(self, i: int) -> tuple[int, int] | None:
        """The date of the first of coordinated verbs, for the next ones that have no subject of their own.

        A date behind the first covers no verb that a comma sets apart: "bought gas in 2022 and, later, built a line".
        """
        parse, first = self.parse, self.parse.heads[i]
        if any(parse.lower[k] in _WORDS.later for k in parse.kids_by(i, "advmod")):
            return None
        if parse.tags[first] == "VBD" and any(parse.lower[k] in _MAYBE for k in parse.kids_by(i, "aux")):
            # "Annexed Crimea in 2014 and could attack Moldova".
            return None
        if parse.deps[i] == "conj" and is_verb(parse, first) and parse.kid(i, "nsubj", "nsubjpass") is None:
            found = self._own_time(first)
            apart = found is not None and found[0] > first and "," in parse.words[found[1] : i]
            return None if apart else found or self._shared_time(first)
        if parse.deps[i] == "xcomp" and parse.lemmas[parse.heads[i]] in _WORDS.simultaneous:
            return self._own_time(parse.heads[i])
        return None

    def _widened(self, start: int, end: int) -> tuple[int, int]:
        """The phrase with a year the recogniser cut off: "September 9, 2025"."""
        parse = self.parse
        if (
            end + 1 < len(parse)
            and parse.words[end] == ","
            and parse.words[end + 1].isdigit()
            and len(parse.words[end + 1]) == 4
        ):
            return start, end + 2
        return start, end

    def place(self, i: int, without: frozenset[int] = frozenset()) -> Argument | None:
        """The place of the predicate at ``i``; ``without`` are heads that fill other roles."""
        return self._places.of(i, without | self._dates.keys())
