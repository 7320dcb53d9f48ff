"""Political news to a knowledge graph of actors and their relations.

    import kg

    kg.build("articles/", out="out")
    graph = kg.open("out")
    for claim in graph.claims(actor="Iran", status="proposed"):
        print(claim, claim.evidence.text)

``docs/python.md`` is the tutorial. What is named here is loaded when it is first used, so that ``import kg`` costs
nothing; :mod:`kg.pipeline` names the stages of the text part in order.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import build, explain, open
    from kg.claims import Claim
    from kg.directory import Actor, Document
    from kg.errors import KgError
    from kg.opened import Graph
    from kg.rows import Rows

__version__ = "0.1.0"
__all__ = ["Actor", "Claim", "Document", "Graph", "KgError", "Rows", "build", "explain", "open"]

# No module may bear the name of a public function: importing it anywhere would put it in the function's place.
_HOMES = {
    "Actor": "kg.directory",
    "Claim": "kg.claims",
    "Document": "kg.directory",
    "Graph": "kg.opened",
    "KgError": "kg.errors",
    "Rows": "kg.rows",
    "build": "kg.api",
    "explain": "kg.api",
    "open": "kg.api",
}


def __getattr__(name: str) -> object:
    """The public function or class of this name, its module loaded now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]
