"""Referents of titles and role nouns: "the Iraqi Foreign Minister", "French troops", "leaders of Iraq and Egypt"."""

from __future__ import annotations

from collections.abc import Container

from kg.grammar import load_grammar
from kg.model import NodeType, Referent
from kg.nouns import prepositions
from kg.phrases import label
from kg.resolve.names import Names
from kg.resolve.states import MODIFIERS
from kg.roles import RoleNoun

_WORDS = load_grammar()
# Nouns of these sectors ("intelligence", "forces") are no actors unless a state is named; armies always are.
_OBJECTS = frozenset({"MIL", "SPY"})


class Titles:
    """Referents of the phrases of one parse that tell what somebody is instead of a name."""

    def __init__(self, names: Names, group_nouns: Container[str]) -> None:
        self.names, self.group_nouns = names, group_nouns
        self.parse, self.gazetteer, self.roles = names.parse, names.gazetteer, names.roles
        self.spans, self.states, self.people = names.spans, names.states, names.people

    def group(self, head: int) -> Referent | None:
        """The named group behind "the Taliban faction", "the al-Qaeda network", "the (APEC) forum"."""
        parse = self.parse
        if parse.lemmas[head] not in self.group_nouns:
            return None
        for k in parse.kids[head]:
            if k in self.spans.name_at and parse.deps[k] in {"compound", "appos", "nmod", "amod"}:
                found = self.names.named(k)
                if found and found.type in {"ArmedGroup", "Organisation", "Bloc"}:
                    return found
        return None

    def role(self, head: int) -> Referent | None:
        """The referent of a phrase headed by a title or role noun without a name: "the Iraqi Foreign Minister"."""
        parse = self.parse
        title = self.spans.title(head)
        if (
            title
            and {parse.lower[head], parse.lemmas[head]} & set(title.replace("-", " ").split())
            and parse.tags[head] not in {"NNS", "NNPS"}
        ):
            return self._office(head, title)
        content = self.content(head)
        noun = self.noun(content)
        if noun is None or parse.pos[head] not in {"NOUN", "PROPN", "ADJ"}:
            return None
        state = None if noun.sector == "JUD" and self._of_many_states(head) else self.states.near(head)
        if (
            state is None
            and noun.type == "Organisation"
            and noun.sector in _OBJECTS
            and parse.lemmas[head] not in {"army", "military", "navy"}
        ):
            return None
        name = label(parse, head)
        single = noun.singular_person and content == head and parse.tags[head] in {"NN", "NNP"}
        kind: NodeType = "Person" if single else noun.type
        if kind == "Person" and not single:
            kind = "Group"
        acts = noun.acts_for_state and state is not None and not self.spans.former(head)
        acts = acts and not self.states.armed(head)
        # "All Iraqi leaders": each for himself.
        acts = acts and not any(parse.lower[k] == "all" for k in parse.kids_by(head, "det", "predet"))
        return Referent(name, kind, state=state, acts=acts, local=state is None)

    def _of_many_states(self, head: int) -> bool:
        """True for a court in a city where states have set up courts together: "the tribunal in The Hague"."""
        seats = (o for p in prepositions(self.parse, head) if p.word in {"in", "at"} for o in p.objects)
        return any(self.parse.words[o] in _WORDS.court_seats for o in seats)

    def noun(self, i: int) -> RoleNoun | None:
        """The role noun at ``i``, of two words before single ones: an "aid agency" is no news agency."""
        parse, nouns = self.parse, self.roles.nouns
        pair = nouns.get(f"{parse.lower[i - 1]} {parse.lemmas[i]}") if i and i - 1 in parse.kids[i] else None
        found = pair or nouns.get(parse.lemmas[i]) or nouns.get(parse.lower[i])
        if found is None and parse.lemmas[i] in _WORDS.throngs and self._stands_alone(i):
            found = nouns["crowd"]
        # "A foundation for growth" is no body.
        laid = found is not None and parse.lemmas[i] in _WORDS.bases and parse.words[i].islower()
        if found is not None and self._is_act(i, found):
            return None
        return None if laid and any(p.word in {"for", "of"} for p in prepositions(parse, i)) else found

    def _stands_alone(self, i: int) -> bool:
        """True for "thousands marched", of whom nothing else is said than what they did."""
        parse = self.parse
        whole = not any(p.word == "of" for p in prepositions(parse, i)) and parse.tags[i] == "NNS"
        return whole and parse.deps[i] in {"nsubj", "nsubjpass"}

    def _is_act(self, i: int, noun: RoleNoun) -> bool:
        """True for what names no crowd behind "of": "a note of protest"."""
        parse, of = self.parse, self.parse.heads[i]
        bare = parse.tags[i] == "NN" and not any(k < i for k in parse.kids[i])
        return noun.type == "Group" and not noun.singular_person and bare and parse.lower[of] == "of"

    def content(self, head: int) -> int:
        """What a container is full of, "soldiers" in "a convoy of French soldiers"; any other noun itself."""
        if self.parse.lemmas[head] not in _WORDS.containers:
            return head
        return next((o for p in prepositions(self.parse, head) if p.word == "of" for o in p.objects[:1]), head)

    def _office(self, head: int, title: str) -> Referent:
        """Who holds an office: the person the article names with this title, else the office itself."""
        state = self.states.near(head) or self.names.titular_state(title) or self._opposite(head)
        stands = not self.spans.former(head) and not self.states.armed(head)
        acts = self.roles.titles[title].acts_for_state and stands
        apposed = (
            self.spans.person_words(k) for k in self.parse.kids_by(head, "appos") if self.parse.pos[k] == "PROPN"
        )
        named = self._followed_by(head) or next(filter(None, apposed), ())
        if named:
            return self.people.refer(named, state, title, acts, private=self.spans.former(head))
        holder = self.people.holder(title, state)
        if holder:
            return holder
        state = state or self.names.title_bodies.get(title)
        # With the nationality in front, what follows is where it happened: "met the German chancellor in Paris".
        national = self.states.near(head, of=False) is not None
        name, known = label(self.parse, head, complete=not national), state is not None
        return Referent(name, "Person", state=state, acts=acts and known, title=title, local=not known)

    def _opposite(self, head: int) -> str | None:
        """The other state of the one pair the article joins by a dash, where the title stands beside somebody of one.

        "The Prime Minister and President Hollande discussed UK-France co-operation."
        """
        pairs = self.states.dashed
        if len(pairs) != 1:
            return None
        for k in self.parse.conjuncts(head):
            fellow = self.names.named(k) if k != head else None
            if fellow is not None and fellow.type == "Person" and fellow.state in pairs[0]:
                return next(iter(pairs[0] - {fellow.state}))
        return None

    def _followed_by(self, head: int) -> tuple[str, ...]:
        """The person's name directly after a title that the parser took for a noun phrase of its own."""
        for start, (a, b, kind) in self.spans.name_at.items():
            if a == head + 1 and (kind == "PERSON" or self.parse.pos[start] == "PROPN") and kind not in {"GPE", "NORP"}:
                return tuple(self.parse.words[a:b])
        return ()

    def listed(self, head: int) -> list[Referent]:
        """One office per state of "leaders of Iraq and Egypt", "soldiers from Mali and Chad", "US and UK forces"."""
        states: list[str | None] = []
        owners: list[int] = []
        beside = self._adjacent_states(head)
        if beside:
            named = [(self.gazetteer.nodes[s].label, s) for s in beside]
            noun = self.parse.words[head]
            return [Referent(f"{noun} of {name}", "Group", state=s, acts=self._acts(head)) for name, s in named]
        for prep in prepositions(self.parse, head):
            if prep.word in {"of", "from"} and len(prep.objects) > 1:
                states, owners = [self.states.key(o) for o in prep.objects], list(prep.objects)
        if len(states) < 2 or None in states:
            return []
        return [self._one_listed(head, o, s) for o, s in zip(owners, states, strict=True) if s is not None]

    def _one_listed(self, head: int, owner: int, state: str) -> Referent:
        """Those of one owner: of a state, or of a group, for whose state its leaders do not act."""
        named = self.names.named(owner) if owner in self.spans.name_at else None
        group = named is not None and named.type == "ArmedGroup"
        label = named.name if named is not None and group else self.gazetteer.nodes[state].label
        acts = self._acts(head) and not group
        return Referent(f"{self.parse.lower[head]} of {label}", "Group", state=state, acts=acts)

    def offices(self, head: int) -> list[Referent]:
        """Each office of "the Foreign, Home and Defence Secretaries", "the foreign and interior ministers"."""
        parse, lemma = self.parse, self.parse.lemmas[head]
        before = [k for k in parse.kids[head] if k < head and parse.deps[k] in MODIFIERS]
        parts = [m for k in before if parse.kid(k, "conj") is not None for m in parse.conjuncts(k) if m < head]
        titles = {f"{parse.lower[m]} {lemma}": m for m in parts}
        if len(titles) < 2 or any(title not in self.roles.titles for title in titles):
            return []
        return [self._held(title, self._office_name(parse.words[m], lemma), head) for title, m in titles.items()]

    def _office_name(self, part: str, lemma: str) -> str:
        return f"{part} {lemma.capitalize() if part[:1].isupper() else lemma}"

    def _held(self, title: str, name: str, head: int) -> Referent:
        """Who holds one of several offices named together, else the office."""
        state = self.states.near(head) or self.names.titular_state(title)
        holder = self.people.holder(title, state)
        acts = self.roles.titles[title].acts_for_state and state is not None
        if self.states.near(head):
            name = f"{name} of {self.gazetteer.nodes[state or ''].label}"
        return holder or Referent(name, "Person", state=state, acts=acts, title=title, local=state is None)

    def _adjacent_states(self, head: int) -> list[str]:
        """The states of "Hungarian and Romanian officials", where there are several."""
        parse = self.parse
        for k in parse.kids[head]:
            if k < head and parse.deps[k] in MODIFIERS and len(parse.conjuncts(k)) > 1:
                found = [self.states.key(m) for m in parse.conjuncts(k)]
                if None not in found and len(set(found)) > 1:
                    return [s for s in found if s]
        return []

    def _acts(self, head: int) -> bool:
        noun = self.roles.nouns.get(self.parse.lemmas[head])
        return noun.acts_for_state if noun else True
