"""From files to articles: find the documents of a call, decode them, mark which parts speak."""

from kg.read.article import read
from kg.read.collection import read_each
from kg.read.documents import Document, find
from kg.read.options import Options

__all__ = ["Document", "Options", "find", "read", "read_each"]
