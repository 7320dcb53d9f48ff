"""Referents to nodes: the known actor where there is one, else a node whose key is made from its words."""

from __future__ import annotations

import re
import unicodedata

from kg.actors import Gazetteer
from kg.model import Article, Node, Referent

_MOST = 120


def node_of(referent: Referent, article: Article, gazetteer: Gazetteer) -> Node:
    """The node a referent stands for.

    Unnamed actors ("the rebels") and persons known by one name only are the same within a document, not across
    documents, so their keys carry the document's hash. A description without any name ("efforts") is another thing for
    each country it belongs to.
    """
    if referent.node is not None:
        return gazetteer.nodes[referent.node]
    country = gazetteer.nodes[referent.state].country if referent.state else None
    key = key_of(referent.name) or "unnamed"
    single = referent.type == "Person" and len(referent.name.split()) == 1
    if referent.type == "Person" and referent.title and referent.name.lower().endswith(referent.title):
        single = True
    if referent.local or single:
        key = f"{key}--{article.sha256[:8]}"
    elif country and referent.name == referent.name.lower():
        key = f"{key}--{country}"
    elif key in gazetteer.nodes:
        key = f"{key}_({referent.type})"
    post = referent.title if referent.type == "Person" else None
    return Node(key, referent.name[:_MOST], referent.type, country, minted=True, post=post)


def key_of(name: str) -> str:
    """Words joined by underscores, each with a capital in names and in lower case in descriptions.

    >>> key_of("Islamic Nato"), key_of("regional military and security coalition")
    ('Islamic_NATO', 'regional_military_and_security_coalition')
    """
    text = unicodedata.normalize("NFC", name)
    words = [w for w in re.split(r"[^\w.'’-]+", text) if w]
    named = any(w[:1].isupper() for w in words)
    shaped = [_shape(w) if named else w.lower() for w in words]
    return "_".join(shaped)[:_MOST]


_ACRONYMS = frozenset({"nato", "un", "us", "uk", "eu"})


def _shape(word: str) -> str:
    if word.lower() in _ACRONYMS or (word.isupper() and len(word) > 1):
        return word.upper()
    if not word[:1].isupper():
        return word
    return word[:1].upper() + word[1:].lower() if word[1:].isupper() else word
