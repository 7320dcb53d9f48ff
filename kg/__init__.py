"""Political news to a knowledge graph of actors and their relations; `pipeline` names the stages in order."""

__version__ = "0.1.0"
