"""A built graph into a running triple store, over HTTP: the one part of `kg` that opens a connection."""

from kg.load.push import Loaded, load
from kg.load.target import Target, target

__all__ = ["Loaded", "Target", "load", "target"]
