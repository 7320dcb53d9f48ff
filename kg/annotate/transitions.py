"""A model's parser, its choices made step by step in Python.

It chooses one transition after another for each text of a batch. spaCy's own loop lets go of the interpreter's lock,
and each look at a state inside takes and leaves it again (spaCy 3.8), a third of the parser's time. Here the lock is
held, by the loop that spaCy trains with: the same sums in the same order, and the same transitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

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
        step = self.component.model.predict(docs)
        inner, outer = step.state2vec.predict, step.vec2scores.predict
        while open_:
            scores = outer(inner(step.get_token_ids(open_)))
            open_ = self.component.transition_states(open_, scores)
        step.clear_memory()
        return states
