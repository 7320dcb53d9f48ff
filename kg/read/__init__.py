"""From files to articles: find the documents of a call, decode them, mark which parts speak."""

from kg.read.article import read
from kg.read.documents import Document, find

__all__ = ["Document", "find", "read"]
