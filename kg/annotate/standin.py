"""What stands in the place of a component of spaCy's that chooses transitions, and uses its network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language


class StandIn:
    """A component in the place of another, which it is given by :meth:`take_over`."""

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


def replace(nlp: Language, kind: type[Any], factory: str, fits: Callable[[Any], bool] = lambda network: True) -> None:
    """Nothing, once components of this very kind have their stand-in, made by the factory; others stay.

    They are those that make the greedy choice by a network with an upper layer, on a processor, where it ``fits``.
    """
    components: list[tuple[str, Any]] = list(nlp.pipeline)
    for name, component in components:
        if type(component) is kind and _is_usual(component) and fits(component.model):
            stand_in: Any = nlp.replace_pipe(name, factory)
            stand_in.take_over(component)


def _is_usual(component: Any) -> bool:
    network = component.model
    return (
        component.cfg["beam_width"] == 1
        and network.attrs.get("has_upper", False)
        and not network.attrs["unseen_classes"]
        and network.ops.device_type == "cpu"
    )
