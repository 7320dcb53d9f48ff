"""A model's entity recogniser, its choices made for all words at once.

spaCy's recogniser goes from word to word and, as long as no entity is open, looks at nothing but the word's own vector.
What it would choose for each word outside is therefore known beforehand, for all words of a batch in one product of
matrices; only where an entity begins are the words behind it followed. spaCy's own loop asks at each word for each of
some seventy choices whether it is allowed, half of a small model's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from kg.annotate.standin import StandIn, replace

_FACTORY = "kg_entities"
# What the network looks at: the next word, the first of the open entity, the one before.
_LOOKED_AT = 3
_Places = NDArray[np.intp]


@Language.factory(_FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_entities(nlp: Language, name: str) -> Entities:
    """The component that stands for a model's entity recogniser, still without it."""
    return Entities(name)


def recognise_at_once(nlp: Language) -> None:
    """Nothing, once recognisers of the usual form choose for all words at once; others stay."""
    replace(nlp, EntityRecognizer, _FACTORY, _looks_at_three)


def _looks_at_three(network: Any) -> bool:
    """True for a network with the usual three inputs, of which each output is the largest of several sums."""
    lower = network.get_ref("lower")
    return bool(lower.get_dim("nF") == _LOOKED_AT and lower.get_dim("nP") > 1)


class Entities(StandIn):
    """Sets the entities that a recogniser of spaCy sets, whose network it uses.

    A choice is to begin (B) an entity of some label, go on inside (I), end it with this word (L), make one of this word
    alone (U), or none (O).
    """

    def take_over(self, component: Any) -> None:
        """Nothing, once this does the work of ``component``."""
        super().take_over(component)
        names = [component.moves.get_class_name(i) for i in range(component.moves.n_moves)]
        self.choices = np.array([name[:1] for name in names])
        self.labels = [name[2:] for name in names]
        # Choices that are there for spaCy's own use.
        self.never = np.array([name[:1] in "IL" or (name[:1] != "O" and not name[2:]) for name in names])
        self.after = {kind: np.array([self._place(kind, label) for label in self.labels]) for kind in "IL"}

    def _place(self, choice: str, label: str) -> int:
        """The place of a choice for entities of this label."""
        found = (i for i, name in enumerate(self.labels) if name == label and self.choices[i] == choice)
        return next(found, 0)

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its entities."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The same docs in order, a batch at a time; those that have entities already are left to spaCy."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            if any(len(doc) and doc.has_annotation("ENT_IOB") for doc in batch):
                yield from self.component.pipe(batch, batch_size=batch_size)
                continue
            for doc, named in zip(batch, self._found(batch), strict=True):
                doc.set_ents([Span(doc, first, end, label=label) for first, end, label in named])
                yield doc

    def _found(self, docs: Sequence[Doc]) -> Iterator[list[tuple[int, int, str]]]:
        """The entities of each doc: first token, end and label."""
        if not any(map(len, docs)):
            yield from ([] for _ in docs)
            return
        network = _Network(self.component.model, docs)
        columns = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        # An entity goes on into the next word only within a sentence.
        goes_on = np.append(columns[1:, 1] != 1, False)
        goes_on[ends - 1] = False
        scores = network.outside()
        scores[:, self.never] = -np.inf
        scores[np.ix_(columns[:, 0] == 1, (self.choices == "B") | (self.choices == "U"))] = -np.inf
        scores[np.ix_(~goes_on, self.choices == "B")] = -np.inf
        best = scores.argmax(axis=1)
        behind = np.where(self.choices[best] == "U", np.arange(len(best)) + 1, 0)
        begun = np.flatnonzero(self.choices[best] == "B")
        behind[begun] = self._ends(network, begun, best[begun], goes_on)
        first = 0
        for end in ends.tolist():
            named, at = [], first
            for place in (first + np.flatnonzero(behind[first:end])).tolist():
                if place >= at:
                    at = int(behind[place])
                    named.append((place - first, at - first, self.labels[best[place]]))
            yield named
            first = end

    def _ends(self, network: _Network, begun: _Places, chosen: _Places, goes_on: NDArray[np.bool_]) -> _Places:
        """Where the entities end that begin at these words with these choices."""
        ends = np.zeros_like(begun)
        left = np.arange(len(begun))
        at = begun + 1
        while len(left):
            scores = network.inside(at, begun[left])
            inside, last = (self.after[kind][chosen[left]] for kind in "IL")
            rows = np.arange(len(left))
            more, done = scores[rows, inside], scores[rows, last]
            # Of equals the first is chosen.
            on = goes_on[at] & ((more > done) | ((more == done) & (inside < last)))
            ends[left[~on]] = at[~on] + 1
            left, at = left[on], at[on] + 1
        return ends


class _Network:
    """The scores of all choices at the words of some docs, by the sums of spaCy's network in their order."""

    def __init__(self, model: Any, docs: Sequence[Doc]) -> None:
        self.vectors = model.layers[0].predict(docs)
        self.ops, self.lower, self.upper = model.ops, model.get_ref("lower"), model.get_ref("upper")
        self.weights = self.lower.get_param("W").reshape(_LOOKED_AT, -1, self.vectors.shape[1])
        self.missing = self.lower.get_param("pad").reshape(_LOOKED_AT, -1)
        self.next = self._product(self.vectors, 0)

    def outside(self) -> Any:
        """At each word, with no entity open."""
        sums = self.next + self.missing[1]
        sums += self.missing[2]
        return self._scores(sums)

    def inside(self, at: _Places, begun: _Places) -> Any:
        """At these words, in entities that begin at those."""
        sums = self.next[at] + self._product(self.vectors[begun], 1)
        sums += self._product(self.vectors[at - 1], 2)
        return self._scores(sums)

    def _product(self, vectors: Any, place: int) -> Any:
        return self.ops.gemm(vectors, self.weights[place], trans2=True)

    def _scores(self, sums: Any) -> Any:
        sums += self.lower.get_param("b").ravel()
        pieces = self.lower.get_dim("nP")
        found = sums[:, ::pieces]
        for place in range(1, pieces):
            found = np.maximum(found, sums[:, place::pieces])
        return self.upper.predict(found)
