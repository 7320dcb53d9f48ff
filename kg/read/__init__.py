"""From files to articles: find the documents of a call, decode them, mark which parts speak."""

from kg.read.article import read
from kg.read.collection import read_each
from kg.read.copies import Copy, Told, bands, near_duplicates, told
from kg.read.documents import Document, find
from kg.read.options import Options

__all__ = ["Copy", "Document", "Options", "Told", "bands", "find", "near_duplicates", "read", "read_each", "told"]
