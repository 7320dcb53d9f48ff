"""Referents to nodes: the known actor where there is one, else a node whose key is made from its words."""

from __future__ import annotations

from kg.actors import Gazetteer
from kg.identity.words import is_name, load_words
from kg.keys import MOST, key_of, local_key
from kg.model import Article, Node, Referent

_BODIES = frozenset({"Organisation", "ArmedGroup", "Bloc"})


def node_of(referent: Referent, article: Article, gazetteer: Gazetteer) -> Node:
    """The node a referent stands for.

    Unnamed actors ("the rebels") and persons known by one name only are the same within a document, not across
    documents, so their keys carry the document's hash. A description without any name ("efforts") is another thing for
    each country it belongs to, and so is a body whose name every state has for its own ("Supreme Court").
    """
    if referent.node is not None:
        return gazetteer.nodes[referent.node]
    country = gazetteer.nodes[referent.state].country if referent.state else None
    name = _without_place(referent, gazetteer)
    key = key_of(name) or "unnamed"
    single = referent.type == "Person" and len(name.split()) == 1
    if referent.type == "Person" and referent.title and name.lower().endswith(referent.title):
        single = True
    if referent.local and country:
        key = f"{key}--{country}"
    if referent.local or single:
        key = local_key(key, article.sha256)
    elif country and (name == name.lower() or (referent.type in _BODIES and load_words().is_common(name))):
        key = f"{key}--{country}"
    elif key in gazetteer.nodes:
        key = f"{key}_({referent.type})"
    post = referent.title if referent.type == "Person" else None
    return Node(key, name[:MOST], referent.type, country, minted=True, post=post)


def _without_place(referent: Referent, gazetteer: Gazetteer) -> str:
    """The name without the place where a paper was signed: "the Lake Victoria Charter in Kisumu" is no other charter.

    What has only common words keeps it: "Peace Agreement in Darfur".
    """
    name, _, place = referent.name.rpartition(" in ")
    known = gazetteer.names.get(place, ())
    if referent.type != "Instrument" or not name or not is_name(name) or not load_words().is_distinct(name):
        return referent.name
    return name if any(gazetteer.nodes[one.node_key].type == "Place" for one in known) else referent.name
