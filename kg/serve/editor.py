"""The query editor's page: YASGUI with this graph's prefixes, terms and ready questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox
from markupsafe import Markup

from kg.ontology import load
from kg.queries import load_queries
from kg.reused import RDF
from kg.serve.messages import Reply
from kg.serve.pages import Pages
from kg.terms import KG

# What most questions begin with; all other prefixes are known to the server, too, and completed as they are typed.
_HEAD = ("ent", "kg", "oa", "plover", "prov", "rdf", "rdfs", "rel", "sem")
# Title and purpose of a question stand above the editor already.
_HEADER = ("# title:", "# about:")
_OWL = "http://www.w3.org/2002/07/owl#"


def editor_page(pages: Pages, names: Mapping[str, str], endpoint: str, root: str) -> Reply:
    """The page for a browser that asks the endpoint for HTML."""
    questions = load_queries().values()
    settings = {
        "endpoint": endpoint,
        "root": root,
        "base": pages.base,
        "prefixes": sorted(names.items()),
        "head": "\n".join(f"PREFIX {name}: <{names[name]}>" for name in _HEAD),
        "classes": _terms(_OWL + "Class"),
        "properties": sorted({*_terms(_OWL + "ObjectProperty"), *_terms(_OWL + "DatatypeProperty"), *_relations()}),
        "questions": [
            {
                "name": ready.name,
                "title": ready.title,
                "about": ready.about,
                "text": "".join(line for line in ready.text.splitlines(True) if not line.startswith(_HEADER)),
                "needs": " and ".join(f"?{setting.name}" for setting in ready.settings if setting.needed),
            }
            for ready in questions
        ],
    }
    return pages.page("editor", root, title="SPARQL", questions=list(questions), settings=_inert(settings))


def prepare_editor() -> None:
    """Read the files that the page is made from; a worker opens none."""
    load_queries()
    load()


@cache
def _terms(kind: str) -> tuple[str, ...]:
    """The IRIs of the ontology's terms of this kind, in order."""
    quads = load().quads_for_pattern(None, RDF.type, ox.NamedNode(kind))
    return tuple(sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}))


def _relations() -> tuple[str, ...]:
    return _terms(KG.Relation.value)


def _inert(settings: object) -> Markup:
    """JSON in which no markup can start, for a block of data in the page."""
    text = json.dumps(settings, ensure_ascii=True, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
