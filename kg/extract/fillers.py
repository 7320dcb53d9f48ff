"""From the head of a phrase to its arguments: who is counted, who stands behind a deed, who a capital means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.clauses import owners
from kg.extract.cues import Cues
from kg.extract.settings import Settings
from kg.extract.status import StatusReader
from kg.grammar import load_grammar
from kg.lexicon import Lexicon
from kg.model import ACTOR_TYPES, Argument, Referent
from kg.nouns import prepositions
from kg.objects import authors_of
from kg.phrases import MAX_WORDS, clean
from kg.reading import Reading
from kg.tails import is_whole

_WORDS = load_grammar()
_OPEN = frozenset({"either", "neither", "each", "another", "his", "her", "its", "their", "our", "my"})
# Words that stand for something outside their clause.
_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_OUTSIDE = frozenset({"her", "him", "me", "them", "us"})


class Fillers:
    """Arguments out of one reading, with the lexicon, the status and the settings that all drafts are made from."""

    def __init__(self, reading: Reading, lexicon: Lexicon, cues: Cues) -> None:
        self.reading, self.parse, self.lexicon, self.cues = reading, reading.parse, lexicon, cues
        self.status = StatusReader(reading.parse, cues, reading.quoted)
        self.settings = Settings(reading)

    def fill(self, role: str, heads: Iterable[int], behind: bool = True) -> list[Argument]:
        """Arguments in ``role`` for these heads; open pronouns, numbers and dates give none.

        Actors are who stands ``behind`` a deed, unless the deed itself is asked for.
        """
        found: list[Argument] = []
        for counted in self._counted(heads):
            head = self._owner_of_deed(counted) if behind and role == "actor" else counted
            state = self._national(head)
            if state is not None:
                found.append(Argument(role, self.reading.known(state), self.parse.quote(head, head + 1)))
            elif not self._is_empty(head):
                beside = self.parse.deps[head] == "pobj" and self._faces(self.parse.heads[head])
                found.extend(self._meant(argument, beside) for argument in self.reading.arguments(role, head))
        return found

    def _faces(self, preposition: int) -> bool:
        """True for "with" a capital and for a request "from" one: its government is meant."""
        above = self.parse.lemmas[self.parse.heads[preposition]]
        spoken = above in self.cues.voiced_nouns or above in {"pressure", "receive", "permission"}
        return self.parse.lower[preposition] == "with" or (self.parse.lower[preposition] == "from" and spoken)

    def _is_empty(self, head: int) -> bool:
        """True for what names nothing: an open pronoun, a word that only points, a date, a sign."""
        parse = self.parse
        if head not in self.reading.referents:
            if parse.pos[head] == "PRON" and (parse.lower[head] != "those" or parse.kid(head, "relcl", "acl") is None):
                return True
            if parse.lower[head] in _WORDS.empty_heads:
                return True
            if parse.lemmas[head] in _WORDS.sorts and any(parse.lower[k] in {"this", "that"} for k in parse.kids[head]):
                return True
            if parse.lower[head] in _WORDS.pointing and any(parse.lower[k] in _OPEN for k in parse.kids[head]):
                return True
        return self.settings.is_date(head) or not any(c.isalnum() or c in "%$" for c in parse.words[head])

    def _meant(self, argument: Argument, beside: bool) -> Argument:
        """The government where a capital acts or is faced ("with"): "Tehran hopes", "relations with Islamabad"."""
        if (
            (beside or argument.role in {"actor", "with", "speaker"})
            and argument.referent.type == "Place"
            and argument.referent.node
        ):
            state = self.reading.government_of(argument.referent.node)
            if state is not None:
                return replace(argument, referent=self.reading.known(state))
        return argument

    def clause(self, role: str, verb: int, first: int | None = None) -> list[Argument]:
        """A clause named by its words, as what is proposed or discussed: "Iran join this pact".

        ``first`` is the first of its words where that stands outside it: "Iraq" in "enabled Iraq to join".

        Words that stand for something outside the clause name nothing: "them cover the gaps", "which it declined".
        """
        start, end = min(self.parse.spans(verb)), max(self.parse.spans(verb)) + 1
        start = start if first is None else first
        if self.parse.tags[start] in _ASKING or self.parse.lower[start] in _OUTSIDE:
            return []
        if self.parse.lemmas[verb] == "do" and self.parse.lower[verb + 1 : verb + 2] == ["so"]:
            return []
        while start < verb and (
            self.parse.deps[start] in {"mark", "punct"}
            or self.parse.pos[start] == "SPACE"
            or self.parse.tags[start] == "TO"
        ):
            start += 1
        comma = next((k for k in range(verb + 2, end) if self.parse.words[k] == ","), end)
        condition = next((k for k in range(verb + 1, end) if self._opens_condition(k)), end)
        end = min(end, comma, condition, start + MAX_WORDS)
        end = next((k for k in range(end, verb, -1) if is_whole(self.parse, verb, start, k)), verb + 1)
        words = self.parse.quote(start, end)
        name = clean(words.text)
        # A verb alone says nothing: "the step it declined to take".
        return [Argument(role, Referent(name, "Topic"), words)] if " " in name else []

    def _opens_condition(self, k: int) -> bool:
        """True for "if" and its like, which no longer say what is promised but when."""
        return self.parse.deps[k] == "mark" and self.parse.lower[k] in self.cues.conditions - {"whether"}

    def _national(self, head: int) -> str | None:
        """The state that a modifier names: the "U.S." of "U.S. efforts"."""
        if head in self.reading.referents or self.parse.deps[head] not in {"amod", "compound", "nmod"}:
            return None
        return self.reading.state_of(head)

    def _owner_of_deed(self, head: int) -> int:
        """Who stands behind "Israel's actions", "missiles fired by a drone": what one's deeds do, one does oneself."""
        parse = self.parse
        if parse.lemmas[head] in _WORDS.aims:
            return next((o for p in prepositions(parse, head) if p.word == "of" for o in p.objects), head)
        if by := authors_of(parse, head, _WORDS.launching):
            return by[0]
        if parse.lemmas[head] not in _WORDS.deeds:
            return head
        possessor = parse.kid(head, "poss")
        if possessor is None:
            return next((k for k in parse.kids[head] if k < head and self._national(k) is not None), head)
        if parse.lower[possessor] == "whose" and parse.deps[parse.heads[head]] == "relcl":
            return parse.heads[parse.heads[head]]
        return possessor if possessor in self.reading.referents else head

    def _counted(self, heads: Iterable[int]) -> Iterator[int]:
        """The heads themselves; of "all of the people", "thousands of refugees", "years of war" what is counted."""
        for head in heads:
            inner = [o for p in prepositions(self.parse, head) if p.word == "of" for o in p.objects]
            counting = self.parse.lower[head] in _WORDS.counting or self.parse.tags[head] == "CD"
            # "One of them, the nurse Ana Soto, was fined": she was.
            explained = any(self.parse.entity_at.get(k) == "PERSON" for k in self.parse.kids_by(head, "appos"))
            if inner and (counting or self.settings.is_date(head)) and not explained:
                yield from inner
            else:
                yield head

    def is_actor(self, argument: Argument) -> bool:
        """True where the argument is an actor and no place or thing."""
        return argument.referent.type in ACTOR_TYPES

    def is_node(self, argument: Argument | None) -> bool:
        """True for what belongs into an actor graph for its own sake: actors, instruments, events."""
        return argument is not None and argument.referent.type != "Topic"

    def owners(self, noun: int) -> list[int]:
        """Whose act a noun names."""
        return owners(self.parse, noun)
