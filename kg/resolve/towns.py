"""Towns that share a name: Tripoli is Libya's, and Lebanon's in an article that names Lebanon and not Libya."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.model import Node
from kg.parse import Parse
from kg.resolve.spans import NameSpans

_WORDS = load_grammar()
_BEFORE = frozenset({"amod", "compound", "nmod", "poss"})


class Towns:
    """What the known names of one parse mean where several places bear them."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer, spans: NameSpans) -> None:
        self.parse, self.gazetteer, self.spans = parse, gazetteer, spans

    def meant(self, form: str, at: int | None = None) -> str:
        """The key of who or what a known name means: of like-named places the one whose state the article names.

        What stands for a body elsewhere is a town before what only towns have: "a Brussels court".
        """
        keys = [name.node_key for name in self.gazetteer.names[form]]
        if len(keys) == 1:
            return keys[0]
        if at is not None and self._is_local(at):
            return next((key for key in keys if self.gazetteer.nodes[key].type == "Place"), keys[0])
        nodes = [self.gazetteer.nodes[key] for key in keys]
        if len({node.country for node in nodes if node.type == "Organisation"}) > 1:
            # "The House of Representatives" is that of a state told of far more than the best known one's.
            most = max(nodes, key=lambda node: self._counted[node.country])
            return most.key if self._counted[most.country] > 2 * self._counted[nodes[0].country] + 1 else keys[0]
        if len({node.country for node in nodes if node.type == "Place"}) < 2 or nodes[0].country in self._told:
            return keys[0]
        return next((node.key for node in nodes if node.type == "Place" and node.country in self._told), keys[0])

    def _is_local(self, i: int) -> bool:
        """True for a word before the name of what only towns have."""
        head = self.parse.heads[i]
        return self.parse.deps[i] in _BEFORE and i < head and self.parse.lemmas[head] in _WORDS.municipal

    @cached_property
    def _told(self) -> frozenset[str]:
        """The codes of the states that the article names by their own name or their people's."""
        return frozenset(node.country for node in self._named if node.type == "State" and node.country)

    @cached_property
    def _counted(self) -> Counter[str | None]:
        """How often the article names each state, or a person of it."""
        return Counter(node.country for node in self._named if node.type in {"State", "Person"})

    @cached_property
    def _named(self) -> list[Node]:
        """The known actors named, each as often as it is."""
        named = [form for span in self.spans.name_at.values() if (form := self.spans.form(*span[:2]))]
        words = [*named, *(word for word in self.parse.words if word[:1].isupper() and word not in named)]
        keys = [name.node_key for word in words for name in self.gazetteer.names.get(word, ())[:1]]
        keys += [key for word in words if (key := self.gazetteer.demonyms.get(word))]
        return [self.gazetteer.nodes[key] for key in keys]
