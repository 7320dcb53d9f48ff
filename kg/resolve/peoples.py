"""Some of a people, who are not their state: "85,000 Nepalese", "ethnic Turks in Bulgaria", "Indonesian Muslims"."""

from __future__ import annotations

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.model import Referent
from kg.parse import Parse
from kg.phrases import clean, label
from kg.resolve.states import States

_WORDS = load_grammar()
# Determiners of somebody unnamed: "a Palestinian", "another Iraqi" are not Palestine and Iraq.
_ONE = frozenset({"a", "an", "another", "one"})
_COUNTING = frozenset({"dozen", "hundred", "score", "thousand", "million", *_WORDS.counting})
_PLACES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "dative"})
_DEFINITE = frozenset({"the", "these", "those"})


class Peoples:
    """Referents of the words for people of one parse, where they stand for some and not for all."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer, states: States) -> None:
        self.parse, self.gazetteer, self.states = parse, gazetteer, states

    def minority(self, head: int) -> Referent | None:
        """Those of one descent in another state: "ethnic Turks in Bulgaria" are people of Bulgaria."""
        word = self.parse.words[head]
        there = self.states.where(head) or self.states.near(head, of=False) if word == "Indians" else None
        if there is not None and self.gazetteer.nodes[there].country in _WORDS.indigenous:
            # "Indians in Ecuador" are no people of India.
            return Referent(f"Indians of {self.gazetteer.nodes[there].label}", "People", state=there)
        if not self._is_people(word) or all(self.parse.lower[k] != "ethnic" for k in self.parse.kids[head]):
            return None
        return Referent(f"ethnic {word}", "People", state=self.states.where(head))

    def some(self, head: int, form: str) -> Referent | None:
        """Those whom the name ``form``, headed by ``head``, means; None where it means all of a people or no people."""
        if self._is_stateless(form) and self._is_plural(head) and (state := self.states.near(head)):
            # "Christians in Lebanon".
            return Referent(clean(label(self.parse, head)), "People", state=state)
        if form in self.gazetteer.peoples and self._is_indefinite(head):
            return Referent(form, "People", state=self.gazetteer.peoples[form])
        if f"{form}s" in self.gazetteer.peoples and self._is_single(head):
            return Referent(form, "People", state=self.gazetteer.peoples[f"{form}s"])
        if self._is_people(form) and self._is_counted(head):
            own = self.gazetteer.peoples.get(form) or self.gazetteer.demonyms[form]
            return Referent(clean(label(self.parse, head, complete=False)) or form, "People", state=own)
        return None

    def _is_people(self, form: str) -> bool:
        return form in self.gazetteer.peoples or form in self.gazetteer.demonyms

    def _is_stateless(self, form: str) -> bool:
        """True for a people that has no state of its own: "Muslims", "Kurds"."""
        key = self.gazetteer.peoples.get(form)
        return key is not None and self.states.of_node(key) is None

    def _is_plural(self, head: int) -> bool:
        return self.parse.tags[head] in {"NNS", "NNPS"}

    def _is_indefinite(self, head: int) -> bool:
        """True for "Syrians", "all Iraqis"; "the Syrians" may stand for the state."""
        determiners = {self.parse.lower[k] for k in self.parse.kids_by(head, "det")}
        return self._is_plural(head) and not determiners & _DEFINITE

    def _is_single(self, head: int) -> bool:
        """True for "the Belgian, who had been jailed", which is one person."""
        parse = self.parse
        noun = parse.tags[head] in {"NN", "NNP"} and parse.deps[head] in _PLACES and parse.kid(head, "conj") is None
        return noun and [parse.lower[k] for k in parse.kids_by(head, "det")] == ["the"]

    def _is_counted(self, head: int) -> bool:
        """True for "a 16-year-old Palestinian", "85,000 Nepalese", "thousands of Sudanese"."""
        parse, above = self.parse, self.parse.heads[head]
        some = any(parse.lower[k] in _ONE or parse.tags[k] == "CD" for k in parse.kids_by(head, "det", "nummod"))
        return some or (parse.lower[above] == "of" and parse.lemmas[parse.heads[above]] in _COUNTING)
