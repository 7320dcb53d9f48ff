"""What people decided about identity, replayed on every build: the same, not the same, or no name of it.

A decision names keys as they stand at the end of IRIs and in ``kg:formerKey``: ``Hakan_Yilmaz``, ``Yilmaz--5a6ea0a7``,
an event's sixteen digits. Where documents share a key that means two things, ``document`` says whose is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kg.keys import is_local, key_of, unmarked
from kg.model import Node


@dataclass(frozen=True, slots=True, order=True)
class Mentioned:
    """A node or event by its key: in one document, or wherever it stands where ``document`` is empty."""

    key: str
    document: str = ""

    def fits(self, document: str, key: str) -> bool:
        """True for this key in this document; ``Quill`` means any document's ``Quill--5a6ea0a7`` as well."""
        return self.key in {key, unmarked(key)} and self.document in {"", document}


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two nodes or events about which somebody decided; ``why`` may name who, when and for what reason.

    Where they are the same, the key of ``other`` stands for both.
    """

    one: Mentioned
    other: Mentioned
    why: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Unnamed:
    """Words that do not mean a node, in one document or in all."""

    words: str
    key: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions; their order means nothing. A pair that is both the same and different is kept apart."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    names: tuple[Unnamed, ...] = ()

    def unnamed(self, document: str, words: str, node: Node) -> Node | None:
        """The node of its own that words get which somebody denied to ``node``; None where nobody did."""
        for one in self.names:
            if one.words == words and one.key == node.key and one.document in {"", document}:
                key = key_of(words) or "unnamed"
                key = f"{key}_({node.type})" if key == node.key else key
                return replace(node, key=key, label=words, aliases=(), wikidata=None, minted=True, post=None)
        return None

    def apart(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        """True where somebody decided that these two, each a document and a key, are different."""
        return any(
            (pair.one.fits(*one) and pair.other.fits(*other)) or (pair.one.fits(*other) and pair.other.fits(*one))
            for pair in self.different
        )

    def standing_for(self, document: str, key: str) -> tuple[str, str] | None:
        """The key that somebody decided to stand for this one, and why; None where nobody did."""
        if not self.same:
            return None
        table = _standing(self)
        asked = (Mentioned(one, where) for one in (key, unmarked(key)) for where in (document, ""))
        return next((table[one] for one in asked if one in table), None)


NO_DECISIONS = Decisions()


@lru_cache(maxsize=8)
def _standing(decisions: Decisions) -> dict[Mentioned, tuple[str, str]]:
    """For everything decided to be the same as something else the key that stands for all of them.

    The second of a pair stands for both; of several that are never first the one that is no document's own and needs
    no mark, the smallest of equals.
    """
    apart = {frozenset((pair.one, pair.other)) for pair in decisions.different}
    sets: dict[Mentioned, set[Mentioned]] = {}
    whys: dict[Mentioned, list[str]] = {}
    for pair in sorted(decisions.same):
        if frozenset((pair.one, pair.other)) in apart:
            continue
        whole = sets.get(pair.one, {pair.one}) | sets.get(pair.other, {pair.other})
        for one in whole:
            sets[one] = whole
        for one in (pair.one, pair.other):
            whys.setdefault(one, []).append(pair.why)
    first = {pair.one for pair in decisions.same}

    def rank(one: Mentioned) -> tuple[bool, bool, bool, Mentioned]:
        return one in first, is_local(one.key), "(" in one.key, one

    best = {one: min(whole, key=rank) for one, whole in sets.items()}
    return {one: (best[one].key, "; ".join(filter(None, whys[one]))) for one in sets}
