"""Terms and statements as the text of N-Triples: a third of the time that objects take which are then serialised.

The namespaces have the names of those in :mod:`kg.vocab`; a misspelt term is an ``AttributeError`` here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.graph import literals
from kg.namespace import Terms

# What a string of N-Triples holds as it is; Oxigraph escapes the rest.
_PLAIN = re.compile(r'[^\x00-\x1f"\\\x7f\ufffe\uffff]*')
_INTEGER = f"^^{vocab.XSD.integer}"
TRUE = str(literals.truth())
_Given = ParamSpec("_Given")


class Written:
    """A namespace whose terms are text: ``RDF.type`` is ``<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>``."""

    def __init__(self, terms: type[Terms]) -> None:
        self.__dict__.update({name: str(getattr(terms, name)) for name in terms.__annotations__})

    def __getattr__(self, name: str) -> str:
        """Nothing: only terms that there are can be asked for."""
        raise AttributeError(f"{name}: no such term")


DCTERMS, KG, OA, PROV = Written(vocab.DCTERMS), Written(vocab.KG), Written(vocab.OA), Written(vocab.PROV)
RDF, RDFS, SCHEMA = Written(vocab.RDF), Written(vocab.RDFS), Written(vocab.SCHEMA)
SEM, SKOS = Written(vocab.SEM), Written(vocab.SKOS)


def _written(minted: Callable[_Given, NamedNode]) -> Callable[_Given, str]:
    """The same IRIs as text; minting remembers them."""

    def text_of(*args: _Given.args, **kwargs: _Given.kwargs) -> str:
        return str(minted(*args, **kwargs))

    return text_of


author_iri, claim_iri, class_iri = _written(vocab.author_iri), _written(vocab.claim_iri), _written(vocab.class_iri)
document_iri, entity_iri, event_iri = (
    _written(vocab.document_iri),
    _written(vocab.entity_iri),
    _written(vocab.event_iri),
)
evidence_iri, merge_iri, mint = _written(vocab.evidence_iri), _written(vocab.merge_iri), _written(vocab.mint)
mode_iri, relation_iri, role_iri = _written(vocab.mode_iri), _written(vocab.relation_iri), _written(vocab.role_iri)
rule_iri, type_iri, wikidata_iri = _written(vocab.rule_iri), _written(vocab.type_iri), _written(vocab.wikidata_iri)


def line(subject: str, predicate: str, object_: str) -> str:
    """A statement without the full stop, so that the name of a graph can follow."""
    return f"{subject} {predicate} {object_}"


def text(value: str) -> str:
    r"""A plain string, as :func:`kg.graph.literals.text`.

    >>> text("a fact"), text('a "fact"')
    ('"a fact"', '"a \\"fact\\""')
    """
    return f'"{value}"' if _PLAIN.fullmatch(value) else str(Literal(value))


def number(value: int) -> str:
    """An ``xsd:integer``, as :func:`kg.graph.literals.number`."""
    return f'"{value}"{_INTEGER}'


@lru_cache(maxsize=1_000)
def decimal(value: float) -> str:
    """An ``xsd:decimal``, as :func:`kg.graph.literals.decimal`."""
    return str(literals.decimal(value))


@lru_cache(maxsize=10_000)
def moment(value: str) -> str:
    """A date of any precision, as :func:`kg.graph.literals.moment`; DataError for anything else."""
    return str(literals.moment(value))
