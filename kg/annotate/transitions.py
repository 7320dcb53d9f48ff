"""A model's parser and entity recogniser, their choices made step by step in Python.

Both choose one transition after another for each text of a batch. spaCy's own loop lets go of the interpreter's lock,
and each look at a state inside takes and leaves it again (spaCy 3.8): two thirds of the recogniser's time, a third of
the parser's. Here the lock is held, by the loop that spaCy trains with: the same sums in the same order, and the same
transitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc

_PARSER, _RECOGNISER = "kg_parser", "kg_entities"
_FACTORIES: dict[type, str] = {DependencyParser: _PARSER, EntityRecognizer: _RECOGNISER}


@Language.factory(_PARSER, assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"])
def make_parser(nlp: Language, name: str) -> Transitions:
    """The component that stands for a model's parser, still without it."""
    return Transitions(name)


@Language.factory(_RECOGNISER, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_entities(nlp: Language, name: str) -> Transitions:
    """The component that stands for a model's entity recogniser, still without it."""
    return Transitions(name)


def hold_the_lock(nlp: Language) -> None:
    """Nothing, once parsers and recognisers of the usual kind choose their transitions here; others stay."""
    for name, component in list(nlp.pipeline):
        factory = _FACTORIES.get(type(component))
        if factory and _is_usual(component):
            replaced: Any = nlp.replace_pipe(name, factory)
            replaced.take_over(component)


class Transitions:
    """Sets what the component of spaCy sets whose model and moves it uses."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.component: Any = None

    @property
    def model(self) -> Any:
        """The network, in which spaCy looks for layers that listen to those of other components."""
        return self.component.model if self.component else None

    def take_over(self, component: Any) -> None:
        """Nothing, once this does the work of ``component``."""
        self.component = component

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with heads and labels, or entities."""
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


def _is_usual(component: Any) -> bool:
    """True where the greedy choice of one network with an upper layer is asked for, on a processor."""
    network = component.model
    return (
        component.cfg["beam_width"] == 1
        and network.attrs.get("has_upper", False)
        and not network.attrs["unseen_classes"]
        and network.ops.device_type == "cpu"
    )
