"""The gazetteer: from the names of states, organisations, armed groups, people and places to their nodes.

Sources, the stronger first: the user's own Turtle file, rigour and countryinfo with ``kg/data/lexicon/countries.yaml``
(:mod:`kg.countries`), ``ontology/actors.ttl`` (:mod:`kg.roster` reads both Turtle files), ``places.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kg.countries import Country, country_codes, read_countries, read_places
from kg.errors import DataError
from kg.model import Node
from kg.roster import Name, Post, Roster, kind_of, read_roster

__all__ = ["Gazetteer", "Name", "Post", "load_actors"]

_ONTOLOGY = (Path(__file__).parent / "ontology", Path(__file__).parents[1] / "ontology")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known nodes by key, and everything that leads to them.

    Surface forms are case-sensitive and without a leading article, unless the article makes the name ("The Hague").
    ``names`` gives the candidates of a form, most likely first; a city stands before the government it may mean.
    ``demonyms`` and ``peoples`` lead to states, those of peoples without one ("Kurdish", "Kurds") to their own node;
    ``capitals`` leads to the state a city may stand for, ``cities`` to the state a place lies in, ``parent`` from an
    organ to the body it belongs to or acts for, ``states`` from a country code to its state.
    """

    nodes: Mapping[str, Node]
    names: Mapping[str, tuple[Name, ...]]
    demonyms: Mapping[str, str]
    peoples: Mapping[str, str]
    capitals: Mapping[str, str]
    cities: Mapping[str, str]
    parent: Mapping[str, str]
    states: Mapping[str, str]
    posts: tuple[Post, ...]

    def office_holders(self, name: str, on: date | None) -> Node | None:
        """The person meant by ``name`` on a day: a full or short name, or an office ("Iranian President").

        Several people of one name ("Bush") are told apart by who held a post on that day, else nobody is meant; without
        a day, an office means nobody.
        """
        people = {n.node_key for n in self.names.get(name, ()) if self.nodes[n.node_key].type == "Person"}
        if len(people) > 1:
            people &= {post.person for post in self.posts if on and post.covers(on)}
        if not people and on:
            people = self._in_office(name, on)
        return self.nodes[people.pop()] if len(people) == 1 else None

    def _in_office(self, name: str, on: date) -> set[str]:
        """People who hold the post that ``name`` spells as "President of Iran" or "Iranian President"."""
        title, _, body = name.partition(" of ")
        if body:
            keys = {n.node_key for n in self.names.get(body.removeprefix("the "), ())}
        else:
            word = next((w for w in self.demonyms if name.startswith(f"{w} ")), None)
            if word is None:
                return set()
            title, keys = name[len(word) + 1 :], {self.demonyms[word]}
        return {p.person for p in self.posts if p.organisation in keys and p.title == title and p.covers(on)}


def load_actors(extra: Path | None = None) -> Gazetteer:
    """The gazetteer of the known actors; what ``extra`` says of a node replaces what we say, its names come first.

    ``extra`` is a Turtle file of the form of ``ontology/actors.ttl``.

    Raises:
        DataError: a file is missing or malformed.
    """
    countries, codes = read_countries(), country_codes()
    own = read_roster(extra, codes) if extra else Roster({}, (), {}, ())
    ours = read_roster(_actors_file(), codes).without(own.nodes)
    nodes = {c.node.key: c.node for c in countries} | dict(ours.nodes) | dict(own.nodes)
    places = list(read_places(nodes))
    nodes |= {place.key: place for place in places}
    parents = {**ours.parents, **own.parents}
    posts = (*own.posts, *ours.posts)
    _check_links(nodes, parents, posts)
    states = [c for c in countries if c.node.type == "State"]
    regions = [c for c in countries if c.node.type != "State"]
    # A city stands before the region of its name: New York, Washington.
    names = [*own.names, *_country_names(states), *ours.names, *_adjectives(countries)]
    names += [*_place_names(places), *_country_names(regions), *_capitals(countries)]
    of_state = _state_codes(nodes.values())
    return Gazetteer(
        nodes=MappingProxyType(nodes),
        names=_by_words(names),
        demonyms=_first((name.words, name.node_key) for name in names if name.kind == "demonym"),
        peoples=_first(_peoples(countries, nodes.values())),
        capitals=_first((name.words, name.node_key) for name in names if name.kind == "capital"),
        cities=_first(_cities(names, nodes, of_state)),
        parent=MappingProxyType(parents),
        states=of_state,
        posts=posts,
    )


def _actors_file() -> Path:
    for folder in _ONTOLOGY:
        if (folder / "actors.ttl").is_file():
            return folder / "actors.ttl"
    raise DataError("ontology/actors.ttl: not found; install the package again")


def _check_links(nodes: Mapping[str, Node], parents: Mapping[str, str], posts: Iterable[Post]) -> None:
    """Raise DataError where an organ or a post points to nobody."""
    links = [*parents.items(), *((p.person, p.organisation) for p in posts), *((p.person, p.person) for p in posts)]
    for key, target in links:
        if target not in nodes:
            raise DataError(f"known actors: {key}: {target} is described nowhere; add it or mend its name")


def _country_names(countries: Iterable[Country]) -> Iterator[Name]:
    for country in countries:
        node = country.node
        for words in (node.label, *node.aliases):
            if node.type == "Place":
                yield Name(words, node.key, "place")
            else:
                yield Name(words, node.key, "acronym" if words in country.acronyms else kind_of(words))
        yield from (Name(words, node.key, "metonym") for words in country.metonyms)


def _adjectives(countries: Iterable[Country]) -> Iterator[Name]:
    for country in countries:
        for words in (*country.demonyms, *country.peoples):
            yield Name(words, country.node.key, "demonym")


def _place_names(places: Iterable[Node]) -> Iterator[Name]:
    for place in places:
        yield from (Name(words, place.key, "place") for words in (place.label, *place.aliases))


def _capitals(countries: Iterable[Country]) -> Iterator[Name]:
    for country in countries:
        yield from (Name(words, country.node.key, "capital") for words in country.capitals)


def _peoples(countries: Iterable[Country], nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    yield from ((word, country.node.key) for country in countries for word in country.peoples)
    yield from ((word, n.key) for n in nodes if n.type == "People" for word in (n.label, *n.aliases))


def _cities(names: Iterable[Name], nodes: Mapping[str, Node], of_state: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in names:
        state = of_state.get(nodes[name.node_key].country or "")
        if name.kind == "place" and state:
            yield name.words, state


def _state_codes(nodes: Iterable[Node]) -> Mapping[str, str]:
    """The state of each country code: the one of today, which stands before its historic predecessor."""
    return _first((node.country, node.key) for node in nodes if node.type == "State" and node.country)


def _by_words(names: Iterable[Name]) -> Mapping[str, tuple[Name, ...]]:
    found: dict[str, dict[Name, None]] = {}
    for name in names:
        found.setdefault(name.words, {})[name] = None
    return MappingProxyType({words: tuple(candidates) for words, candidates in found.items()})


def _first(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The first value given for each word."""
    found: dict[str, str] = {}
    for word, key in pairs:
        found.setdefault(word, key)
    return MappingProxyType(found)
