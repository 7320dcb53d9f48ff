"""Known actors as Turtle: ``ontology/actors.ttl`` and a user's file of the same form.

    ent:Popular_Front a kg:ArmedGroup ; rdfs:label "Popular Front"@en ; skos:altLabel "PF"@en ; kg:country "XYZ" .

A node has one class (``kg:Organisation kg:ArmedGroup kg:Person kg:Bloc kg:People kg:Group kg:State kg:Place
kg:Instrument``) and one label; ``skos:altLabel`` gives other names, ``kg:shortName`` a surname that means this person
alone, ``kg:demonym`` the adjective of a people, ``kg:metonym`` words that stand for it, ``kg:office`` an office that
speaks for it, ``kg:country`` its ISO 3166-1 alpha-3 code or IGO/NGO/IMG, ``kg:actsFor`` the state or body whose organ
it is, ``skos:exactMatch`` its Wikidata entity. Who held which post when is an ``org:Membership`` (W3C ORG) with
``schema:roleName``, ``schema:startDate`` and ``schema:endDate``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import unquote

import pyoxigraph

from kg.errors import DataError
from kg.model import Node, NodeType
from kg.vocab import KG, ORG, RDF, RDFS, SCHEMA, SKOS

Kind = Literal["name", "demonym", "acronym", "metonym", "capital", "place", "office"]

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]*[A-Z0-9.]")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


_NODE_TERMS = (
    RDFS.label, SKOS.altLabel, SKOS.exactMatch, KG.country, KG.actsFor, KG.demonym, KG.metonym,
    KG.office, KG.shortName,
)  # fmt: skip
_POST_TERMS = (ORG.member, ORG.organization, SCHEMA.roleName, SCHEMA.startDate, SCHEMA.endDate)
_SPOKEN: dict[str, Kind] = {
    RDFS.label.value: "name",
    SKOS.altLabel.value: "name",
    KG.shortName.value: "name",
    KG.demonym.value: "demonym",
    KG.metonym.value: "metonym",
    KG.office.value: "office",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form and what it may mean; ``node_key`` is the key of a known node."""

    words: str
    node_key: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Post:
    """A person in a post; ``start`` and ``end`` are ISO 8601 of any precision, ``end`` None where it lasts."""

    person: str
    organisation: str
    title: str
    start: str
    end: str | None

    def covers(self, on: date) -> bool:
        """True where the post was held on that day; a bare year or month counts whole.

        >>> Post("Jimmy_Carter", "United_States", "President", "1977-01-20", "1981-01").covers(date(1981, 1, 19))
        True
        """
        day = on.isoformat()
        return self.start <= day[: len(self.start)] and (self.end is None or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Roster:
    """What one file says: nodes by key, their names in file order, organs with their bodies, posts."""

    nodes: Mapping[str, Node]
    names: Sequence[Name]
    parents: Mapping[str, str]
    posts: Sequence[Post]

    def without(self, keys: Collection[str]) -> Roster:
        """The same file as if it did not speak of ``keys``."""
        return Roster(
            {key: node for key, node in self.nodes.items() if key not in keys},
            [name for name in self.names if name.node_key not in keys],
            {key: body for key, body in self.parents.items() if key not in keys},
            [post for post in self.posts if post.person not in keys],
        )


def kind_of(words: str) -> Kind:
    """``acronym`` for capitals without a space, else ``name``.

    >>> kind_of("UNHCR"), kind_of("U.N."), kind_of("Hamas"), kind_of("G7")
    ('acronym', 'acronym', 'name', 'acronym')
    """
    return "acronym" if _ACRONYM.fullmatch(words) else "name"


def read_roster(file: Path, codes: Collection[str]) -> Roster:
    """The known actors of a Turtle file; ``codes`` are the values ``kg:country`` may have.

    Raises:
        DataError: the file cannot be read, is no Turtle, or says something else than the module's docstring allows.
    """
    nodes: dict[str, Node] = {}
    names: list[Name] = []
    parents: dict[str, str] = {}
    posts: list[Post] = []
    for key, said in _subjects(file).items():
        where = f"{file.name}: {key}"
        kinds = [value.removeprefix(KG.iri) for value in said.pop(RDF.type.value, [])]
        if kinds == [ORG.Membership.value]:
            posts.append(_post(said, where))
            continue
        nodes[key] = _node(key, kinds, said, where, codes)
        names += _names(key, said)
        if KG.actsFor.value in said:
            parents[key] = _local(_one(said, KG.actsFor, where))
    return Roster(nodes, names, parents, posts)


def _subjects(file: Path) -> dict[str, dict[str, list[str]]]:
    """Per subject's local name, in file order, the values of each property."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE):
            if not isinstance(quad.subject, pyoxigraph.NamedNode) or not isinstance(
                quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal
            ):
                raise DataError(f"{file}: {quad}: a nameless node; give it an IRI")
            found[_local(quad.subject.value)][quad.predicate.value].append(quad.object.value)
    except SyntaxError as error:
        raise DataError(f"{file}: not Turtle ({error.msg}); mend that line") from error
    except OSError as error:
        raise DataError(f"{file}: cannot be read ({error.strerror or error}); check the path") from error
    return found


def _node(key: str, kinds: list[str], said: dict[str, list[str]], where: str, codes: Collection[str]) -> Node:
    if len(kinds) != 1 or kinds[0] not in get_args(NodeType):
        raise DataError(f"{where}: needs one class of {', '.join(f'kg:{t}' for t in get_args(NodeType))}")
    _only(said, _NODE_TERMS, where)
    label = _one(said, RDFS.label, where)
    country = said.get(KG.country.value, [None])
    if len(country) != 1 or country[0] not in {None, *codes}:
        given = " ".join(str(code) for code in country)
        raise DataError(
            f"{where}: kg:country {given} is no ISO 3166-1 alpha-3 code, IGO, NGO or IMG; write one, as PAK"
        )
    match = said.get(SKOS.exactMatch.value, [])
    node_type: NodeType = next(t for t in get_args(NodeType) if t == kinds[0])
    return Node(
        key=key,
        label=label,
        type=node_type,
        country=country[0],
        wikidata=_local(match[0]) if match else None,
        aliases=tuple(said.get(SKOS.altLabel.value, ())),
    )


def _names(key: str, said: dict[str, list[str]]) -> list[Name]:
    return [
        Name(words, key, kind_of(words) if kind == "name" else kind)
        for term, kind in _SPOKEN.items()
        for words in said.get(term, ())
    ]


def _post(said: dict[str, list[str]], where: str) -> Post:
    _only(said, _POST_TERMS, where)
    start = _one(said, SCHEMA.startDate, where)
    end = _one(said, SCHEMA.endDate, where) if SCHEMA.endDate.value in said else None
    for value in (start, end):
        if value is not None and not _DATE.fullmatch(value):
            raise DataError(f"{where}: {value!r} is no date; write 2024, 2024-07 or 2024-07-30")
    person, body = (_local(_one(said, term, where)) for term in (ORG.member, ORG.organization))
    return Post(person, body, _one(said, SCHEMA.roleName, where), start, end)


def _only(said: dict[str, list[str]], terms: Sequence[pyoxigraph.NamedNode], where: str) -> None:
    for value in said:
        if value not in {term.value for term in terms}:
            known = " ".join(_local(term.value) for term in terms)
            raise DataError(f"{where}: property {_local(value)} is not one of {known}")


def _one(said: dict[str, list[str]], term: pyoxigraph.NamedNode, where: str) -> str:
    values = said.get(term.value, [])
    if len(values) != 1 or not values[0].strip():
        raise DataError(f"{where}: needs exactly one {_local(term.value)}, has {len(values)}")
    return values[0]


def _local(iri: str) -> str:
    """What follows the last slash or hash, as a key.

    >>> _local("https://w3id.org/actorkg/data/entity/Al-Qaeda"), _local("https://w3id.org/actorkg/ontology#actsFor")
    ('Al-Qaeda', 'actsFor')
    """
    return unquote(iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :])
