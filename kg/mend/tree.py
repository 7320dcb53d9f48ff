"""A text under repair: its words, and the tags, labels and heads that the repairs change in place."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence

# Tags and labels that several repairs ask for.
COMMON = frozenset({"NN", "NNS"})
NAMES = frozenset({"NNP", "NNPS"})
NOUNS = COMMON | NAMES
TENSED = frozenset({"VBD", "VBZ", "VBP"})
FINITE = TENSED | {"MD"}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
NOUN_PLACES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})
# The ends of sentences.
STOPS = frozenset({".", "!", "?"})


class Tree:
    """The tokens of a text with their heads and labels, as far as they are repaired.

    ``lower`` and ``lemmas`` are in lower case; ``entities`` are token spans, ends exclusive, with their kind, ``names``
    those of known actors.
    ``below`` has the children of each token in text order as they were when the present repair began: what a repair
    moves, it does not see there. All heads are changed by :meth:`hang`, :meth:`move` and :meth:`replace`.
    """

    __slots__ = ("_moved", "_places", "below", "deps", "entities", "heads", "lemmas", "lower", "names", "tags", "words")

    def __init__(
        self,
        words: Sequence[str],
        lemmas: Sequence[str],
        tags: Sequence[str],
        deps: Sequence[str],
        heads: Sequence[int],
        entities: Sequence[tuple[int, int, str]],
        names: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.words, self.lower = words, [word.lower() for word in words]
        self.lemmas = [lemma.lower() for lemma in lemmas]
        self.tags, self.deps, self.heads, self.entities = list(tags), list(deps), list(heads), list(entities)
        self.names = names
        self._places: dict[str, list[int]] = {}
        for i, word in enumerate(self.lower):
            self._places.setdefault(word, []).append(i)
        # What the present repair has moved: the token, its former label and its former head.
        self._moved: list[tuple[int, str, int]] = []
        self.below: list[list[int]] = []
        self._gather()

    def refresh(self) -> None:
        """Bring ``below`` up to date; most repairs move nothing, and then there is nothing to do.

        What a repair tied into a knot is put back: where two of the parser's errors meet, its rule may fit neither.
        """
        if not self._moved:
            return
        knotted = {k for k, _, _ in self._moved if self._is_knotted(k)}
        for k, dep, head in reversed(self._moved):
            if k in knotted:
                self.deps[k], self.heads[k] = dep, head
        for k, head in {k: head for k, _, head in reversed(self._moved)}.items():
            # A root is its own head, and nobody's child.
            if head != k:
                self.below[head].remove(k)
            if self.heads[k] != k:
                insort(self.below[self.heads[k]], k)
        self._moved.clear()

    def _gather(self) -> None:
        self.below = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                self.below[head].append(i)

    def _is_knotted(self, k: int) -> bool:
        """True where the way up from ``k`` ends at no root."""
        passed, at = {k}, k
        while self.heads[at] != at:
            at = self.heads[at]
            if at in passed:
                return True
            passed.add(at)
        return False

    def where(self, word: str) -> Sequence[int]:
        """The tokens that are this word, given in lower case."""
        return self._places.get(word, ())

    def before(self, k: int) -> str:
        """The word before ``k`` in lower case, nothing before the first one."""
        return self.lower[k - 1] if k else ""

    def kid(self, k: int, *deps: str) -> int | None:
        """The first child of ``k`` with one of these labels."""
        labels = self.deps
        for i in self.below[k]:
            if labels[i] in deps:
                return i
        return None

    def has(self, k: int, *deps: str) -> bool:
        """True where ``k`` has a child with one of these labels."""
        return self.kid(k, *deps) is not None

    def phrase(self, k: int) -> list[int]:
        """``k`` and all that hangs on it, in no fixed order."""
        found = [k]
        for one in found:
            found += self.below[one]
        return found

    def left(self, k: int) -> int:
        """The first token of the phrase of ``k``."""
        return min(self.phrase(k))

    def right(self, k: int) -> int:
        """The last token of the phrase of ``k``."""
        return max(self.phrase(k))

    def root(self, k: int) -> int:
        """The root above ``k``."""
        while self.heads[k] != k:
            k = self.heads[k]
        return k

    def top(self, start: int, end: int) -> int:
        """The token of a span whose head lies outside it."""
        heads = self.heads
        return next((i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i), end - 1)

    def hang(self, k: int, head: int) -> None:
        """Put ``k`` under ``head`` and leave its label."""
        self.move(k, self.deps[k], head)

    def move(self, k: int, dep: str, head: int) -> None:
        """Put ``k`` under ``head`` with this label; a root is its own head."""
        if self.heads[k] != head:
            self._moved.append((k, self.deps[k], self.heads[k]))
        self.deps[k], self.heads[k] = dep, head

    def replace(self, old: int, new: int) -> None:
        """Give ``new`` the label and head of ``old``, which is to be moved next."""
        head = self.heads[old]
        self.move(new, self.deps[old], new if head == old else head)

    def lift(self, low: int, high: int, dep: str) -> None:
        """Put ``low`` in the place of ``high`` above it, which comes under it with this label; the rest stays below."""
        self.replace(high, low)
        for k in self.below[high]:
            if k != low:
                self.hang(k, low)
        self.move(high, dep, low)

    def lift_passive(self, participle: int, be: int) -> None:
        """Make a participle the head of its ``be``, whose subject it is done to."""
        self.lift(participle, be, "auxpass")
        for k in self.below[be]:
            if self.deps[k] == "nsubj":
                self.move(k, "nsubjpass", participle)
