"""An article with its mentions resolved: what `resolve` hands to `extract`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.model import Argument, Article, Quote, Referent
from kg.parse import Parse


@dataclass(frozen=True, slots=True)
class Reading:
    """A parse in which noun phrases stand for referents.

    ``referents`` maps the head token of a mention to what it stands for: one referent, several for plurals ("the two
    countries"), none for a pronoun that stays open. ``spans`` gives the tokens of a mention, end exclusive.
    ``speaker_of`` maps sentences inside reported speech to the head token of the speaker. ``describe`` makes a referent
    of any other noun phrase on demand, ``known`` one of a known actor's key; ``state_of`` gives the key of the state
    that a word names ("Iraqi", "Baghdad"); ``government_of`` the state that the key of a capital may mean;
    ``served_by`` the body or state that a known person serves under a title, ``nation`` the state of a name or
    nationality by itself ("American" of "anti-American").
    """

    article: Article
    parse: Parse
    referents: Mapping[int, tuple[Referent, ...]]
    spans: Mapping[int, tuple[int, int]]
    speaker_of: Mapping[int, int]
    describe: Callable[[int], Referent]
    known: Callable[[str], Referent]
    state_of: Callable[[int], str | None]
    title_words: frozenset[str]
    title_ends: frozenset[str]
    government_of: Callable[[str], str | None]
    served_by: Callable[[Referent, str], str | None]
    nation: Callable[[str], str | None]

    def refer(self, i: int) -> tuple[Referent, ...]:
        """What the phrase headed by token ``i`` stands for; empty where that stays open."""
        found = self.referents.get(i)
        return found if found is not None else (self.describe(i),)

    def kind(self, i: int) -> str | None:
        """The type of what the phrase headed by token ``i`` stands for, of the first of several; None where open."""
        return next((referent.type for referent in self.refer(i)), None)

    def mention(self, i: int) -> Quote:
        """The words that name the referent at ``i``."""
        start, end = self.spans.get(i, (i, i + 1))
        return self.parse.quote(start, end)

    def arguments(self, role: str, i: int) -> list[Argument]:
        """The referents at ``i`` as arguments in ``role``."""
        referents = self.refer(i)
        # What is described on demand gets its span only then.
        words = self.mention(i)
        return [Argument(role, referent, words) for referent in referents]

    def quoted(self, i: int) -> int | None:
        """The head token of who speaks the sentence of token ``i``, None for the article's own voice."""
        return self.speaker_of.get(self.parse.sentence_of[i])
