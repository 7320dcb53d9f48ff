"""The analyst's corrections: read from a file, replayed on every build, asked for in the terminal."""

from kg.review.entries import Entry, load
from kg.review.replay import Note, Replay, remarks

__all__ = ["Entry", "Note", "Replay", "load", "remarks"]
