"""Known actors by name, and what the words around it make of them: a branch, a part, the like of another state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Node, Referent
from kg.nouns import prepositions
from kg.phrases import clean, label

if TYPE_CHECKING:
    from kg.resolve.names import Names

_DIRECTIONS = frozenset(
    {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west"}
    | {"northeastern", "northwestern", "upper", "lower"}
)


class KnownActors:
    """Referents of the known actors that the names of one parse mean."""

    def __init__(self, names: Names) -> None:
        self.names, self.parse, self.gazetteer = names, names.parse, names.gazetteer
        self.spans, self.states = names.spans, names.states

    def of(self, head: int, key: str, form: str) -> Referent:
        """A known actor; "Hezbollah in Iraq" is looked up as such before it counts as Hezbollah."""
        node, parse = self.gazetteer.nodes[key], self.parse
        if node.type == "Organisation" and (owner := self._of_other_state(head, key)):
            return Referent(f"{form} of {self.gazetteer.nodes[owner].label}", "Organisation", state=owner, acts=True)
        if node.type in {"ArmedGroup", "Organisation"}:
            branch = self._branch(head, node)
            if branch is not None:
                return branch
        if node.type == "Person":
            title = self.spans.title(head)
            acting = (
                self.names.roles.titles[title].acts_for_state
                if title
                else self.gazetteer.acts_for(key, self.names.article.published) is not None
            )
            who = self.names.referent(key)
            served = self.states.near(head, of=False) if title else None
            if served and self.gazetteer.nodes[served].type in {"Organisation", "Bloc"}:
                # "European Council President Charles Michel" speaks for the Council and not for Belgium.
                who = replace(who, state=served)
            private = self.spans.former(head) or (parse.deps[head] == "appos" and self.spans.former(parse.heads[head]))
            return self.names.people.adopt(who, title, acting, private)
        if node.type == "People" and self.states.of_node(key) is None and (state := self.states.near(head)):
            # "Indonesian Muslims", "Christians in Lebanon": the believers of one state.
            return Referent(clean(label(self.parse, head)), "People", state=state)
        if node.type == "Organisation" and (foreign := self._foreign(head, node)):
            return foreign
        if node.type == "State" and (other := self._of_another(head, key)):
            return self.names.referent(other)
        if node.type == "State" and self._directional(head, form):
            return Referent(clean(label(self.parse, head, complete=False)), "Place", state=key)
        return self.names.referent(key)

    def _branch(self, head: int, node: Node) -> Referent | None:
        """The branch of a group in a state that is not its own, as an actor of its own."""
        own = self.states.of_node(node.key)
        for prep in prepositions(self.parse, head):
            state = self.states.key(prep.objects[0]) if prep.word == "in" and prep.objects else None
            if state and own and state != own:
                name = f"{node.label} in {self.gazetteer.nodes[state].label}"
                other = self.gazetteer.names.get(name)
                return self.names.referent(other[0].node_key) if other else Referent(name, node.type, state=state)
        return None

    def _of_other_state(self, head: int, key: str) -> str | None:
        """The state before the name where it is not the one whose organ the name means: "Peru's Congress".

        Without one before it, the only state of a document tells whose "Congress" it speaks of.
        """
        mine = self.gazetteer.parent.get(key)
        if mine is None or self.gazetteer.nodes[mine].type != "State":
            return None
        named = self.states.near(head, of=False)
        if named is None and self.parse.lower[head] in self.names.roles.nouns and self._is_bare(head):
            others = (k for k in sorted(self.spans.name_at) if self.parse.lower[k] != self.parse.lower[head])
            told = {k: found for k in others if (found := self.states.key(k))}
            named = next(iter(told.values())) if len(set(told.values())) == 1 else None
            if named is None and mine not in told.values():
                # "Fujimori dissolved Congress" after Peru and Venezuela: that of the state named last.
                named = next((state for k, state in reversed(told.items()) if k < head), None)
        state = named is not None and self.gazetteer.nodes[named].type == "State"
        return named if state and named != mine else None

    def _is_bare(self, head: int) -> bool:
        """True for a name of one word that others bear as well: "Congress"."""
        start, end, _ = self.spans.name_at[head]
        return end - start == 1

    def _of_another(self, head: int, key: str) -> str | None:
        """The state that the name goes on to name: "the Islamic Republic of Mauritania" is not the one of Iran."""
        if self.parse.words[head] not in {"Republic", "Kingdom", "Emirates", "Union", "States", "Federation"}:
            return None
        end = self.spans.name_at[head][1]
        named = [o for p in prepositions(self.parse, head) if p.word == "of" and p.at >= end for o in p.objects[:1]]
        return next((s for o in named if (s := self.states.key(o)) and s != key), None)

    def _foreign(self, head: int, node: Node) -> Referent | None:
        """The like-named body of another state: "the Pakistani Foreign Office", "Malta's Labour Party"."""
        organ = self.gazetteer.parent.get(node.key)
        own = organ or self.states.of_node(node.key)
        state = self.states.national(head) or self.states.near(head, of=False)
        if state is None or own is None or state == own or self.gazetteer.nodes[own].type != "State":
            return None
        if self.gazetteer.nodes[state].type != "State":
            return None
        form, owner = self.spans.form(*self.spans.name_at[head][:2]), self.gazetteer.nodes[state].label
        # A party or company acts for no state.
        name = f"{owner} {form}" if organ else f"{form} of {owner}"
        return Referent(name, "Organisation", state=state, acts=organ is not None)

    def _directional(self, head: int, form: str) -> bool:
        """True for "northern Iraq"; "South Korea" has the word in its name."""
        named = form.lower().split()
        return any(
            self.parse.lower[k] in _DIRECTIONS and self.parse.lower[k] not in named
            for k in self.parse.kids_by(head, "amod", "compound")
        )
