"""The interactive page: statements in, one self-contained HTML text out."""

from kg.view.page import render

__all__ = ["render"]
