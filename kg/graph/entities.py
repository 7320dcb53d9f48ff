"""What is named: one description an entity, whatever the claims about it call it.

Claims may spell a name in several ways ("Islamic NATO", "Islamic Nato"). Within a document the one told most often is
the label, the smallest of equals, and the others are further names; the words of each mention stay with its claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from kg.graph.written import (
    KG,
    PROV,
    RDF,
    RDFS,
    SKOS,
    author_iri,
    class_iri,
    entity_iri,
    line,
    text,
    wikidata_iri,
)
from kg.model import Article, Node

Word = TypeVar("Word", bound=str)


def described(article: Article, nodes: Iterable[Node], base: str) -> Iterator[str]:
    """The author of an article and the entities it names, each once."""
    author = author_iri(article.author, article.name, base)
    name = article.author or f"author of {article.name}"
    yield line(author, RDF.type, PROV.Agent)
    yield line(author, RDF.type, KG.Speaker)
    known = False
    for node in merged(nodes):
        subject = entity_iri(node.key, base)
        if subject == author:
            known = True
            node = replace(node, aliases=(*node.aliases, name))
        yield from _entity(subject, node)
    if not known:
        yield line(author, RDFS.label, text(name))


def merged(nodes: Iterable[Node]) -> Iterator[Node]:
    """One node a key, in the order of their first mention, independent of the order within a key.

    >>> a, b = Node("Islamic_NATO", "Islamic Nato", "Bloc"), Node("Islamic_NATO", "Islamic NATO", "Bloc")
    >>> [(node.label, node.aliases) for node in merged([a, b])]
    [('Islamic NATO', ('Islamic Nato',))]
    """
    by_key: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_key[node.key].append(node)
    for key, same in by_key.items():
        if len(set(same)) == 1:
            yield same[0]
            continue
        label = most_told(node.label for node in same)
        countries = [node.country for node in same if node.country]
        matches = [node.wikidata for node in same if node.wikidata]
        yield Node(
            key=key,
            label=label,
            type=most_told(node.type for node in same),
            country=most_told(countries) if countries else None,
            wikidata=most_told(matches) if matches else None,
            aliases=tuple(sorted({name for node in same for name in (node.label, *node.aliases)} - {label})),
        )


def most_told(words: Iterable[Word]) -> Word:
    """The word that stands there most often, the smallest of equals."""
    told = Counter(words)
    return min(told, key=lambda word: (-told[word], word))


def _entity(subject: str, node: Node) -> Iterator[str]:
    yield line(subject, RDF.type, class_iri(node.type))
    if node.is_actor:
        yield line(subject, RDF.type, KG.Actor)
    yield line(subject, RDFS.label, text(node.label))
    for alias in node.aliases:
        if alias != node.label:
            yield line(subject, SKOS.altLabel, text(alias))
    if node.country:
        yield line(subject, KG.country, text(node.country))
    if node.wikidata:
        yield line(subject, SKOS.exactMatch, wikidata_iri(node.wikidata))
