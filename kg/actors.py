"""The gazetteer: from the names of states, organisations, armed groups, people and places to their nodes.

Sources, the stronger first: the user's own Turtle file, rigour and countryinfo with ``kg/data/lexicon/countries.yaml``
(:mod:`kg.countries`), ``ontology/actors.ttl`` (:mod:`kg.roster` reads both Turtle files), ``places.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.countries import Country, country_codes, read_countries, read_places
from kg.errors import DataError
from kg.model import Node
from kg.resources import ontology
from kg.roster import Name, Post, Roster, kind_of, read_roster

__all__ = ["Gazetteer", "Name", "Post", "load_actors"]

_STRAIGHT = str.maketrans("‘’ʼ“”", "'''\"\"")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known nodes by key, and everything that leads to them.

    Surface forms are case-sensitive, with straight quotes, and without a leading article unless the article makes the
    name ("The Hague"). ``names`` gives the candidates of a form, most likely first; a city stands before the government
    it may mean. ``persons`` gives everybody of a name; a name of several people is not in ``names``, as only a date can
    tell whom it means.
    ``demonyms`` and ``peoples`` lead to states, those of peoples without one ("Kurdish", "Kurds") to their own node;
    ``capitals`` leads to the state a city may stand for, ``cities`` to the state a place lies in, ``parent`` from an
    organ to the body it belongs to or acts for, ``states`` from a country code to its state. ``regions`` are the parts
    of states with authorities of their own, which act for them and not for the state.
    """

    nodes: Mapping[str, Node]
    names: Mapping[str, tuple[Name, ...]]
    demonyms: Mapping[str, str]
    peoples: Mapping[str, str]
    capitals: Mapping[str, str]
    cities: Mapping[str, str]
    parent: Mapping[str, str]
    persons: Mapping[str, tuple[str, ...]]
    states: Mapping[str, str]
    regions: frozenset[str]
    posts: tuple[Post, ...]

    def office_holders(self, name: str, on: date | None) -> Node | None:
        """The person meant by ``name`` on a day: a full or short name, or an office ("Iranian President").

        Several people of one name ("Bush") are told apart by who held a post on that day, else nobody is meant; without
        a day, an office means nobody.
        """
        people = set(self.persons.get(name, ()))
        if len(people) > 1:
            people &= {post.person for post in self.posts if on and post.covers(on)}
        if not people and on:
            people = self._in_office(name, on)
        return self.nodes[people.pop()] if len(people) == 1 else None

    def acts_for(self, key: str, on: date | None) -> str | None:
        """The state or body that a person or organ acts for: that of the post held on a day, else of the country.

        The head of the United Nations acts for them while in office, for no state before and after; a person without
        any post, as one who leads the opposition, for none.
        """
        if key in self.parent:
            return self.parent[key]
        posts = [post for post in self.posts if post.person == key]
        if not posts and self.nodes[key].type == "Person":
            return None
        held = [post.organisation for post in posts if on and post.covers(on)]
        return held[0] if held else self.states.get(self.nodes[key].country or "")

    def state_of(self, name: str, on: date | None) -> str | None:
        """The state or body that a person of this name acts for, also where it is open which of them is meant.

        "Assad" means Syria, whether father or son.
        """
        holder = self.office_holders(name, on)
        keys = (holder.key,) if holder else self.persons.get(name, ())
        found = {self.acts_for(key, on) for key in keys}
        return found.pop() if len(found) == 1 else None

    def _in_office(self, name: str, on: date) -> set[str]:
        """Who holds the office spelt in ``name``: "President of Iran", "Iranian President", "UN Secretary-General"."""
        title, _, body = name.partition(" of ")
        if body:
            keys = {n.node_key for n in self.names.get(body.removeprefix("the "), ())}
        elif offices := {n.node_key for n in self.names.get(name, ()) if n.kind == "office"}:
            title, keys = name.split(maxsplit=1)[1], offices
        else:
            words = name.split()
            starts = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
            word = next((start for start in starts if start in self.demonyms), None)
            title, keys = (name[len(word) + 1 :], {self.demonyms[word]}) if word else ("", set())
        if not keys:
            return set()
        wanted = _plain(title)
        held = [p for p in self.posts if p.organisation in keys and _plain(p.title) == wanted and p.covers(on)]
        # A successor ends a term, also one that the file leaves open or dates by the year.
        latest = max((post.start for post in held), default="")
        return {post.person for post in held if post.start == latest}


def load_actors(extra: Path | None = None) -> Gazetteer:
    """The gazetteer of the known actors; what ``extra`` says of a node replaces what we say, its names come first.

    ``extra`` is a Turtle file of the form of ``ontology/actors.ttl``.

    Raises:
        DataError: a file is missing or malformed.
    """
    return _loaded(extra) if extra else _listed()


@cache
def _listed() -> Gazetteer:
    """Ours alone, made once: a model and the stages behind it need the same."""
    return _loaded(None)


def _loaded(extra: Path | None) -> Gazetteer:
    countries, codes = read_countries(), country_codes()
    own = read_roster(extra, codes) if extra else Roster({}, (), {}, ())
    ours = read_roster(ontology("actors.ttl"), codes).without(own.nodes)
    nodes = {c.node.key: c.node for c in countries} | dict(ours.nodes)
    places = [place for place in read_places(nodes) if place.key not in own.nodes]
    nodes |= {place.key: place for place in places} | dict(own.nodes)
    _check_links(own, nodes, extra.name if extra else "")
    _check_links(ours, nodes, "actors.ttl")
    states = [c for c in countries if c.node.type == "State"]
    regions = [c for c in countries if c.node.type != "State"]
    # A city stands before the region of its name: New York, Washington.
    names = [*own.names, *_country_names(states), *ours.names, *_adjectives(countries)]
    names += [*_place_names(places), *_country_names(regions), *_capitals(countries)]
    persons, names = _persons([replace(name, words=name.words.translate(_STRAIGHT)) for name in names], nodes)
    of_state = _state_codes(nodes.values())
    return Gazetteer(
        nodes=MappingProxyType(nodes),
        names=_by_words(names),
        demonyms=_first((name.words, name.node_key) for name in names if name.kind == "demonym"),
        peoples=_first(_peoples(countries, nodes.values())),
        capitals=_first((name.words, name.node_key) for name in names if name.kind == "capital"),
        cities=_first(_cities(names, nodes, of_state)),
        parent=MappingProxyType({**ours.parents, **own.parents}),
        persons=persons,
        states=of_state,
        regions=frozenset(region.node.key for region in regions if region.node.country),
        posts=(*own.posts, *ours.posts),
    )


def _plain(title: str) -> str:
    """A title without regard to case, hyphens and the spelling of defence."""
    return title.lower().replace("-", " ").replace("defense", "defence")


def _check_links(roster: Roster, nodes: Mapping[str, Node], file: str) -> None:
    """Raise DataError where an organ or a post of ``file`` points to nobody."""
    links = [(key, body) for key, body in roster.parents.items()]
    for post in roster.posts:
        links += [(post.person, post.person), (post.person, post.organisation)]
    for key, target in links:
        if target not in nodes:
            raise DataError(f"{file}: {key}: {target} is described nowhere; add it or mend its name")


def _persons(names: list[Name], nodes: Mapping[str, Node]) -> tuple[Mapping[str, tuple[str, ...]], list[Name]]:
    """Everybody of each name, and the names without those that mean several people."""
    found: dict[str, dict[str, None]] = {}
    for name in names:
        if nodes[name.node_key].type == "Person":
            found.setdefault(name.words, {})[name.node_key] = None
    clear = [n for n in names if nodes[n.node_key].type != "Person" or len(found[n.words]) == 1]
    return MappingProxyType({words: tuple(keys) for words, keys in found.items()}), clear


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
