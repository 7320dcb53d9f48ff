"""A namespace as a closed set of terms, with pyoxigraph nodes."""

from __future__ import annotations

from typing import ClassVar

from pyoxigraph import NamedNode


class Terms:
    """A closed namespace: each annotated name of a subclass is a term of it, less a trailing underscore."""

    iri: ClassVar[str]

    def __init_subclass__(cls, iri: str) -> None:
        """Turn the annotations of ``cls`` into nodes under ``iri``."""
        cls.iri = iri
        for name in cls.__annotations__:
            setattr(cls, name, NamedNode(iri + name.rstrip("_")))
