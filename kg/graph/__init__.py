"""Claims to quads, and quads to files: the four layers of the graph, one named graph a document."""

from kg.graph.dataset import copy_quads
from kg.graph.quads import document_lines, nquads_of, quads
from kg.graph.write import write_nquads, write_trig, write_turtle

__all__ = ["copy_quads", "document_lines", "nquads_of", "quads", "write_nquads", "write_trig", "write_turtle"]
