"""A model's parser, its choices made step by step in Python.

It chooses one transition after another for each text of a batch. spaCy's own loop lets go of the interpreter's lock,
and each look at a state inside takes and leaves it again (spaCy 3.8), a third of the parser's time. Here the lock is
held, by the loop that spaCy trains with: the same sums in the same order, and the same transitions. What each word adds
to the sums, wherever it comes to stand, is computed beforehand, as there; but text by text, as in
:mod:`kg.annotate.vectors` and for its reasons.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from thinc.api import Model

from kg.annotate.standin import StandIn, replace

_FACTORY = "kg_parser"


@Language.factory(_FACTORY, assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"])
def make_parser(nlp: Language, name: str) -> Transitions:
    """The component that stands for a model's parser, still without it."""
    return Transitions(name)


def hold_the_lock(nlp: Language) -> None:
    """Nothing, once parsers of the usual form choose their transitions here; others stay."""
    replace(nlp, DependencyParser, _FACTORY)


class Transitions(StandIn):
    """Sets the heads and labels that a parser of spaCy's sets, whose network and moves it uses."""

    def take_over(self, component: Any) -> None:
        """Nothing, once this does the work of ``component``."""
        super().take_over(component)
        self.lower = _text_by_text(component.model.get_ref("lower"))

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with heads, labels and sentences."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The same docs in order, a batch at a time."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self.component.set_annotations(batch, self._states(batch))
            yield from batch

    def _states(self, docs: Sequence[Doc]) -> list[Any]:
        """The final state of each doc."""
        states: list[Any] = self.component.moves.init_batch(docs)
        open_ = [state for state in states if not state.is_final()]
        if not open_:
            return states
        step = self._step(docs)
        inner, outer = step.state2vec.predict, step.vec2scores.predict
        while open_:
            scores = outer(inner(step.get_token_ids(open_)))
            open_ = self.component.transition_states(open_, scores)
        step.clear_memory()
        return states

    def _step(self, docs: Sequence[Doc]) -> ParserStepModel:
        """The network for states of these docs."""
        vectors, _, upper = self.component.model.layers
        self.lower.attrs["lengths"] = [len(doc) for doc in docs]
        return ParserStepModel(docs, [vectors, self.lower, upper], has_upper=True, train=False)


def _text_by_text(lower: Any) -> Model[Any, Any]:
    """The same layer with the products of each text by themselves; ``lengths`` are those of the texts."""
    dims = {name: lower.get_dim(name) for name in lower.dim_names}
    weights = lower.get_param("W").reshape(-1, dims["nI"])
    attributes = {"weights": np.ascontiguousarray(weights.T), "pad": lower.get_param("pad"), "lengths": []}
    return Model("text_by_text", _added, attrs=attributes, dims=dims, params={"b": lower.get_param("b")})


def _added(model: Model[Any, Any], vectors: Any, is_train: bool) -> tuple[Any, Any]:
    """What each word adds to the sums at each place where it may stand; first what stands there for no word."""
    shape = tuple(model.get_dim(name) for name in ("nF", "nO", "nP"))
    found = np.empty((len(vectors) + 1, math.prod(shape)), dtype=np.float32)
    found[0] = model.attrs["pad"].ravel()
    start = 0
    for length in model.attrs["lengths"]:
        end = start + length
        np.matmul(vectors[start:end], model.attrs["weights"], out=found[start + 1 : end + 1])
        start = end
    return found.reshape(-1, *shape), None
