"""Who holds which post: "Foreign Minister Lavrov", "Turkey's foreign minister, Hakan Fidan", "X, adviser to Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.grammar import load_grammar
from kg.model import Argument, Quote, Referent
from kg.nouns import prepositions
from kg.phrases import left_edge, right_edge
from kg.signatures import title_below

_WORDS = load_grammar()
_OWNED = frozenset({"of"})
# An envoy to a state serves the one that sends, an adviser to a council serves it.
_SERVING = frozenset({"of", "in", "to", "for", "at", "on"})
_BODIES = frozenset({"Organisation", "ArmedGroup", "Bloc"})
# How far from a title "then-", "former" may stand: "the former Pakistani foreign minister".
_REACH = 4
# Titles of the church.
_KIN = frozenset({"father", "sister"})
# Words of a post that are shown: "Advisor to the Commander-in-Chief".
_LONGEST = 8


class _Title(NamedTuple):
    """A title with the tokens that qualify it, ``start`` to ``end`` (exclusive), and its head."""

    start: int
    end: int
    head: int


class Posts:
    """Drafts of the posts that titles and appositions give to persons, each said once a document."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.reading = fillers, fillers.parse, fillers.reading
        self._told: set[tuple[Referent, str]] = set()

    def drafts(self, i: int) -> Iterator[Draft]:
        """The posts that the words around the name or title at ``i`` tell of a person."""
        found = self.reading.referents.get(i, ())
        if len(found) != 1 or found[0].type != "Person" or found[0].local:
            return
        for title in self._titles(i):
            words = self.parse.quote(title.start, title.end).text
            if self._is_described(title) or self._says_nothing(title, words, found[0], i):
                continue
            if (found[0], words.lower()) not in self._told:
                self._told.add((found[0], words.lower()))
                yield self._draft(Argument("actor", found[0], self.reading.mention(i)), title, i)

    def _says_nothing(self, title: _Title, words: str, holder: Referent, i: int) -> bool:
        """True for a rank or short title in front of a name, and for a form of address: "Thank you, Mr President"."""
        named = {word for word in holder.name.lower().split() if not _is_courtesy(word)}
        return (words.lower() in _WORDS.no_posts and title.head < i) or named <= set(words.lower().split())

    def _is_described(self, title: _Title) -> bool:
        """True for "the only EU leader to have met Putin", which is no post."""
        around = self.parse.lower[max(0, title.start - _REACH) : title.head]
        return any(word in _WORDS.picking for word in around)

    def _draft(self, holder: Argument, title: _Title, i: int) -> Draft:
        former = any(self.parse.lower[k] in _WORDS.former for k in range(max(0, title.start - _REACH), title.end))
        held = "held" if former else "holds"
        served = self._served(title, i) or self._known(holder.referent, title)
        words = self.parse.quote(title.start, self._field_end(title, served))
        if served is not None:
            label = f"{held} the post of {self.parse.quote(title.start, title.end).text} of"
        else:
            whole = self._whole(title)
            served, label = Argument("object", Referent(whole.text, "Topic"), whole), f"{held} the post of"
        entry = self.b.lexicon.entries.get("hold.post")
        draft = Draft(i, tuple(range(title.start, title.end)), entry, label=label, standing=True)
        draft.pairs = [("holdsPost", holder, served)]
        if served.referent.type != "Topic":
            draft.others.append(Argument("as", Referent(words.text, "Topic"), words))
        context = self.b.status.spoken(i)
        draft.context = replace(context, tense="past") if former else context
        return draft

    def _field_end(self, title: _Title, served: Argument | None) -> int:
        """The end of a title with its field: "special envoy for Syria", unless it serves who is named there."""
        for p in prepositions(self.parse, title.head):
            if p.word == "for" and p.at == title.end and served is not None:
                named = self.b.fill("object", p.objects)
                if named and all(a.referent != served.referent for a in named):
                    return max(title.end, right_edge(self.parse, p.objects[-1], _LONGEST))
        return title.end

    def _titles(self, i: int) -> list[_Title]:
        """The titles of the person named at ``i``: those behind the name, or the one it follows or explains."""
        parse, words = self.parse, self.reading.title_ends
        if parse.lower[i] in words:
            heads = [i] if self._names_next(i) and not self._is_kin(i) else []
        elif parse.pos[i] == "PROPN":
            behind = [m for k in parse.kids_by(i, "appos") for m in parse.conjuncts(k) if parse.lower[m] in words]
            heads = [m for m in behind if not self._is_kin(m)] or self._in_front(i) or self._below(i)
        else:
            heads = []
        return [self._qualified(office) for head in heads if (office := self._office(head)) is not None]

    def _names_next(self, i: int) -> bool:
        """True where a name explains the title at ``i``, or follows it although the parser did not see it."""
        named = self.parse.kid(i, "appos")
        if named is not None:
            return self.parse.pos[named] == "PROPN"
        return self.parse.entity_at.get(i + 1) == "PERSON"

    def _in_front(self, i: int) -> list[int]:
        """The last word of the title directly in front of the name."""
        end, start = i, left_edge(self.parse, i)
        words, lower = self.reading.title_ends, self.parse.lower
        # The "Amir" of "Amir-Abdollahian" is a name.
        while end > start and (lower[end - 1] not in words or self.parse.words[end : end + 1] == ["-"]):
            if lower[end - 1] == "'s":
                # "Secretary Rubio's Call" is no secretary.
                return []
            end -= 1
        # "Opposition leaders Soto and Diaz" hold no opposition.
        several = any(self.parse.tags[k] == "NNS" and self.parse.words[k].islower() for k in range(end, i))
        return [end - 1] if end > start and not several else []

    def _below(self, i: int) -> list[int]:
        """The title in the line below a name, as statements are signed: "Department Spokesperson"."""
        found = title_below(self.parse, i + 1, self.reading.title_ends)
        return [found] if found is not None else []

    def _is_kin(self, i: int) -> bool:
        """True for the "sister" of "Marcos, his own sister", who is no nun."""
        return self.parse.lower[i] in _KIN and self.parse.kid(i, "poss") is not None

    def _office(self, head: int) -> int | None:
        """The last word of a title that is more than a courtesy: "religious leader" of "religious leader Ayatollah"."""
        lower = self.parse.lower
        while _is_courtesy(lower[head]):
            if head == 0 or not self._rank(head - 1, head):
                return None
            if lower[head] == "general" and not _is_courtesy(lower[head - 1]):
                return head
            head -= 1
        return head

    def _qualified(self, head: int) -> _Title:
        """The title at ``head`` with what says which: "deputy foreign minister", "minister of labour"."""
        parse, first, end = self.parse, head, head + 1
        while first and (self._rank(first - 1, head) or self._kind(first - 1, head)):
            first -= 1
        while first < head and (parse.lower[first] in _WORDS.former | {"of"} or not parse.words[first].isalnum()):
            first += 1
        if end + 1 < len(parse.words) and parse.lower[end] == "of" and parse.lower[end + 1] in self.reading.title_words:
            end += 2
            while end < len(parse.words) and parse.lower[end] in self.reading.title_words:
                end += 1
        return _Title(first, end, head)

    def _rank(self, k: int, head: int) -> bool:
        """True for a word of a title, or the "of" between two: "deputy chief of staff"."""
        lower = self.parse.lower[k]
        if lower == "of":
            return k > 0 and (self.parse.lower[k - 1] in self.reading.title_ends or self._kind(k - 1, head))
        if lower == "under":
            # "Under Secretary", and not "under President Marcos".
            return self.parse.lower[k + 1] == "secretary"
        kinds = {referent.type for referent in self.reading.referents.get(k, ())}
        return lower in self.reading.title_words and self.parse.pos[k] != "VERB" and not kinds & _BODIES

    def _kind(self, k: int, head: int) -> bool:
        """True for a noun in front of a title that names no actor: the field of "defence minister"."""
        parse = self.parse
        return (
            parse.deps[k] in {"compound", "nmod"}
            and head in {parse.heads[k], parse.heads[parse.heads[k]]}
            and k not in self.reading.referents
            and self.reading.state_of(k) is None
            and k not in parse.entity_at
            and parse.words[k].istitle() >= parse.words[head].istitle()
        )

    def _served(self, title: _Title, i: int) -> Argument | None:
        """Whom a title serves: the body or state named with it, with the name at ``i`` or with the title before it."""
        nouns = (title.head, i)
        if self.parse.lower[title.head] in _WORDS.envoys:
            sending = (
                s for k in range(left_edge(self.parse, title.head), title.head) if (s := self.reading.state_of(k))
            )
            if (sender := next(sending, None)) is not None:
                return Argument("object", self.reading.known(sender), None)
        front = range(min(left_edge(self.parse, k) for k in nouns), title.start)
        # "The Italian minister at the Pentagon" serves Italy.
        serving = _OWNED if any(self.reading.state_of(k) for k in front) else _SERVING
        for k in (k for noun in nouns for k in self._beside(noun, title.start, serving)):
            inside = title.start <= k < title.end
            for argument in self.b.fill("object", [k]) if k in self.reading.referents and not inside else []:
                if argument.referent.type in _BODIES:
                    return argument
        if self._of_unknown(title):
            return None
        near = (k for noun in nouns for k in self._beside(noun, title.start, _OWNED))
        state = next((state for k in near if (state := self.reading.state_of(k) or self._state(k))), None)
        return Argument("object", self.reading.known(state), None) if state else None

    def _of_unknown(self, title: _Title) -> bool:
        """True where a body that is no known actor stands in front: "French National Assembly president"."""
        front = range(left_edge(self.parse, title.head), title.start)
        return any(self.parse.entity_at.get(k) == "ORG" and not self.reading.state_of(k) for k in front)

    def _known(self, holder: Referent, title: _Title) -> Argument | None:
        """Whom everybody knows a person to serve: "President Macron"."""
        words = self.parse.quote(title.start, title.end).text
        key = None if self._of_unknown(title) else self.reading.served_by(holder, words)
        return Argument("object", self.reading.known(key), None) if key else None

    def _beside(self, noun: int, start: int, by: frozenset[str]) -> Iterator[int]:
        """What stands with a title: behind its prepositions ``by``, as owner, in front; or with the title before it."""
        parse = self.parse
        for preposition in prepositions(parse, noun):
            if preposition.word in by:
                for served in preposition.objects:
                    yield served
                    yield from (o for p in prepositions(parse, served) if p.word == "of" for o in p.objects)
        owners = [*parse.kids_by(noun, "poss"), *range(min(start, left_edge(parse, noun)), min(start, noun))]
        yield from (k for k in owners if parse.pos[k] != "PRON" and not self._is_of_another(k, start))
        if parse.deps[noun] == "conj" and parse.lower[parse.heads[noun]] in self.reading.title_words:
            yield from self._beside(parse.heads[noun], start, by)

    def _is_of_another(self, k: int, start: int) -> bool:
        """True for the party of "party leader and former minister", which has no minister."""
        title = self.parse.heads[k]
        joined = "and" in self.parse.lower[title:start]
        return joined and self.parse.deps[k] == "compound" and self.parse.lower[title] in self.reading.title_words

    def _state(self, k: int) -> str | None:
        """The state that words point back to: "the regime's President", "leader of the Republic"."""
        return next((r.state for r in self.reading.referents.get(k, ()) if r.state), None)

    def _whole(self, title: _Title) -> Quote:
        """The words of a title whose body is no actor, with whom it serves: "Advisor to the Commander-in-Chief"."""
        end = right_edge(self.parse, title.head, _LONGEST)
        start = left_edge(self.parse, title.head) if self._of_unknown(title) else title.start
        return self.parse.quote(start, max(end, title.end))


def _is_courtesy(word: str) -> bool:
    return word in _WORDS.rank_titles or word.rstrip(".") in _WORDS.honorifics
