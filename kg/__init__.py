"""Political news to a knowledge graph of actors and their relations; the stages are the modules, in order in `pipeline`."""

__version__ = "0.1.0"
