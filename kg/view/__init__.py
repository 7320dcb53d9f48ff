"""The interactive page: statements in, one self-contained HTML text out."""

from kg.view.engine import Queryable, Question, packed
from kg.view.page import render

__all__ = ["Queryable", "Question", "packed", "render"]
