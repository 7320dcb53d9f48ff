"""A parsed article as plain lists: what every later text stage reads instead of spaCy objects.

Plain lists make the walk over the tree several times faster than spaCy's token views, and let the rules be tested on
parses written by hand (:meth:`Parse.from_rows`), so that another model cannot break a rule's test.
Dependency labels are those of ClearNLP as used by spaCy's English models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec

from kg.grammar import load_irregular
from kg.mend import mend
from kg.mend.tree import Tree
from kg.model import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
# Parts of speech of what the repairs make a noun or a verb.
_PARTS = {
    "IN": "ADP",
    "JJ": "ADJ",
    "NNP": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "VBD": "VERB",
    "VBG": "VERB",
    "VBZ": "VERB",
}
QUOTATION_MARKS = frozenset({'"', "“", "”"})
_IRREGULAR = load_irregular()
_Asked = ParamSpec("_Asked")


class Parse:
    """Tokens with their heads and labels, sentences, entities and known names of one text.

    Token positions are list indices; ``starts`` and ``ends`` are character offsets into ``text``, ends exclusive.
    Spans in ``sentences``, ``entities`` and ``names`` are token positions, ends exclusive.
    """

    __slots__ = (
        "_joined",
        "deps",
        "ends",
        "entities",
        "entity_at",
        "heads",
        "kids",
        "lemmas",
        "lower",
        "named",
        "names",
        "pos",
        "right",
        "sentence_of",
        "sentences",
        "silent",
        "starts",
        "tags",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        words: list[str],
        starts: list[int],
        lemmas: list[str],
        pos: list[str],
        tags: list[str],
        deps: list[str],
        heads: list[int],
        sentences: list[tuple[int, int]],
        entities: list[tuple[int, int, str]],
        names: list[tuple[int, int]],
        silent: frozenset[int] = frozenset(),
    ) -> None:
        self.text, self.words, self.starts = text, words, starts
        self.ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        tree = Tree(words, lemmas, tags, deps, heads, entities, names)
        mend(tree)
        self.lower, self.tags, self.deps, self.heads = tree.lower, tree.tags, tree.deps, tree.heads
        self.pos = [_PARTS.get(tag, p) if tag != old else p for p, tag, old in zip(pos, self.tags, tags, strict=True)]
        self.lemmas = [_lemma(*row) for row in zip(tree.lemmas, self.lower, self.pos, self.tags, strict=True)]
        self.sentences, self.entities, self.names = sentences, tree.entities, names
        self.entity_at = {i: kind for start, end, kind in self.entities for i in range(start, end)}
        self.named = frozenset(i for start, end in names for i in range(start, end))
        self.silent = silent
        self.kids: list[list[int]] = [[] for _ in words]
        # Who has coordinated tokens: asked for nearly every token, and true of few.
        self._joined: dict[int, list[int]] = {}
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
                if self.deps[i] == "conj":
                    self._joined.setdefault(head, []).append(i)
        self.sentence_of = [0] * len(words)
        for number, (start, end) in enumerate(sentences):
            self.sentence_of[start:end] = [number] * (end - start)
        self.right = self._right_edges()

    def is_quoted(self, i: int) -> bool:
        """True for a token before which a quotation has been opened in its sentence and not been closed."""
        start, _ = self.sentences[self.sentence_of[i]]
        return sum(word in QUOTATION_MARKS for word in self.words[start:i]) % 2 == 1

    @classmethod
    def from_doc(cls, doc: Doc, text: str, silent: frozenset[int] = frozenset()) -> Parse:
        """The parse of a spaCy ``Doc`` over ``text``, of which the doc may hold a copy with straightened quotes.

        Known names come from ``doc.spans["actors"]``; ``silent`` numbers the sentences that yield nothing.
        """
        columns = doc.to_array(["ORTH", "IDX", "LEMMA", "POS", "TAG", "DEP", "HEAD"])
        # One look-up for each different word and label, and no token object: a sixth of the text stages' time.
        words, starts, lemmas, pos, tags, deps, heads = (list(map(int, column)) for column in columns.T.tolist())
        strings = {one: doc.vocab.strings[one] for one in {*words, *lemmas, *pos, *tags, *deps}}
        return cls(
            text,
            [strings[one] for one in words],
            starts,
            [strings[one] for one in lemmas],
            [strings[one] for one in pos],
            [strings[one] for one in tags],
            [strings[one] for one in deps],
            # Distances, as unsigned numbers of 64 bits.
            [i + (head if head < 1 << 63 else head - (1 << 64)) for i, head in enumerate(heads)],
            [(s.start, s.end) for s in doc.sents],
            [(e.start, e.end, e.label_) for e in doc.ents],
            [(s.start, s.end) for s in doc.spans.get("actors", [])],
            silent,
        )

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Sequence[str]],
        entities: Iterable[tuple[int, int, str]] = (),
        names: Iterable[tuple[int, int]] = (),
    ) -> Parse:
        """A one-sentence parse from rows ``word lemma pos tag head dep``; ``head`` is the 0-based row of the head."""
        table = [tuple(row) for row in rows]
        words = [row[0] for row in table]
        starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
        return cls(
            " ".join(words),
            words,
            starts,
            [row[1] for row in table],
            [row[2] for row in table],
            [row[3] for row in table],
            [row[5] for row in table],
            [int(row[4]) for row in table],
            [(0, len(words))],
            list(entities),
            list(names),
        )

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.words)

    def _right_edges(self) -> list[int]:
        """The last token of each subtree, by one pass upwards from every token."""
        right = list(range(len(self.words)))
        for i in range(len(self.words)):
            node = i
            while self.heads[node] != node:
                node = self.heads[node]
                if right[node] >= i:
                    break
                right[node] = i
        return right

    def kids_by(self, i: int, *deps: str) -> Iterator[int]:
        """Children of ``i`` with one of these labels, in text order."""
        kids, labels = self.kids[i], self.deps
        return iter([k for k in kids if labels[k] in deps] if kids else ())

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of ``i`` with one of these labels."""
        labels = self.deps
        for k in self.kids[i]:
            if labels[k] in deps:
                return k
        return None

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and what is coordinated with it, in text order ("A, B and C" from A)."""
        joined, found = self._joined, [i]
        if i in joined:
            for one in found:
                found += joined.get(one, ())
            found.sort()
        return found

    def quote(self, start: int, end: int) -> Quote:
        """The words of tokens ``start`` to ``end`` (exclusive) with their character offsets."""
        a, b = self.starts[start], self.ends[end - 1]
        return Quote(a, b, self.text[a:b])

    def nominal(self, i: int) -> bool:
        """True for a token that can head a noun phrase."""
        return self.pos[i] in NOMINAL or self.tags[i] in {"VBG", "JJ", "DT", "CD", "JJS"}

    def spans(self, i: int) -> Iterator[int]:
        """``i`` and every token below it, in no fixed order."""
        queue = [i]
        while queue:
            node = queue.pop()
            yield node
            queue.extend(self.kids[node])


def remembered(find: Callable[_Asked, list[int]]) -> Callable[_Asked, list[int]]:
    """The same function of a parse and a token, which is not asked again what it was asked a moment ago.

    Many rules ask the same of one token. Whoever gets the list may change it.
    """
    kept = lru_cache(maxsize=4096)(find)

    @wraps(find)
    def found(*args: _Asked.args, **kwargs: _Asked.kwargs) -> list[int]:
        return kept(*args, **kwargs).copy()  # type: ignore[arg-type]  # what names a token can be hashed

    return found


def _lemma(lemma: str, lower: str, pos: str, tag: str) -> str:
    """The lemma in lower case; headline nouns tagged as names ("Attacks") lose their plural too."""
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if tag == "NNPS" or (pos == "PROPN" and lower.endswith("s") and not lower.endswith(("ss", "us", "is"))):
        return lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
    return lemma.lower()
