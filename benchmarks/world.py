"""Who may act on whom, and how: known actors, the vocabulary's relations and topics, drawn as news has them."""

from __future__ import annotations

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import sqrt
from pathlib import Path
from typing import Generic, TypeVar

import yaml

from kg.actors import Gazetteer, load_actors
from kg.ground.nodes import key_of
from kg.model import Node, NodeType
from kg.ontology import kinds_allowed, load
from kg.vocab import PREFIXES, REL, class_iri

T = TypeVar("T")
WORDS = yaml.safe_load(Path(__file__).with_name("synthetic.yaml").read_text("utf-8"))
# The share of each kind, as counted in real articles, rounded.
SUBJECTS: dict[NodeType, int] = {"State": 52, "Person": 20, "Organisation": 11, "ArmedGroup": 9, "Bloc": 5, "People": 3}
OBJECTS: dict[NodeType, int] = {
    "Topic": 34, "State": 34, "Instrument": 8, "Person": 7, "Organisation": 7, "ArmedGroup": 6, "Bloc": 4,
}  # fmt: skip


class Zipf(Generic[T]):
    """A list from which the first come often and the last rarely: the weight of rank r is 1 / r."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = items
        self._sums = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def draw(self, chance: random.Random) -> T:
        return self._items[bisect(self._sums, chance.random() * self._sums[-1])]


class World:
    """Who may act on whom, and how: known actors by type, relations with their labels, topics without end."""

    def __init__(self, chance: random.Random) -> None:
        self.gazetteer: Gazetteer = load_actors()
        by_type: dict[NodeType, list[Node]] = defaultdict(list)
        for node in self.gazetteer.nodes.values():
            by_type[node.type].append(node)
        for nodes in by_type.values():
            chance.shuffle(nodes)
        self._by_type = {kind: Zipf(nodes) for kind, nodes in by_type.items()}
        self.labels, frequent = _relations(), WORDS["frequent"]
        rest = sorted(self.labels.keys() - set(frequent) - {"related", "other"})
        chance.shuffle(rest)
        self._relations = Zipf([*(name for name in frequent if name in self.labels), *rest])
        self._topics = Zipf([f"{one} {thing}" for one in WORDS["modifiers"] for thing in WORDS["things"]])

    def node(self, kinds: dict[NodeType, int], chance: random.Random, number: int) -> Node:
        """A node of one of these kinds; the later the document, the more topics are new ones."""
        (kind,) = chance.choices(list(kinds), list(kinds.values()))
        if kind != "Topic":
            return self._by_type[kind].draw(chance)
        topic = self._topics.draw(chance)
        if chance.random() < 0.5:
            topic = f"{topic} of phase {1 + int(chance.random() * sqrt(number + 1) * 4)}"
        return Node(key_of(topic), topic, "Topic")

    def place(self, chance: random.Random) -> Node:
        return self._by_type["Place"].draw(chance)

    def relation(self, subject: Node, item: Node, chance: random.Random) -> str:
        """A relation that the vocabulary allows between these two."""
        while True:
            name = self._relations.draw(chance)
            if fits(name, subject, item):
                return name


@cache
def _relations() -> dict[str, str]:
    rows = load().query("SELECT ?r ?l { ?r a kg:Relation ; rdfs:label ?l } ORDER BY ?r", prefixes=PREFIXES)
    return {row["r"].value.removeprefix(REL): row["l"].value for row in rows}


def fits(name: str, subject: Node, item: Node) -> bool:
    """True where the vocabulary allows this relation between these two."""
    ends = (kinds_allowed("domain"), subject), (kinds_allowed("range"), item)
    return all(REL + name not in kinds or class_iri(node.type).value in kinds[REL + name] for kinds, node in ends)
