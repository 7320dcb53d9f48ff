"""Referents of proper names: "Saudi Crown Prince Mohammed bin Salman", "Da'esh", "Hezbollah in Iraq", "OIC".

A name inside a longer capitalised name is not taken for the shorter one ("Islamic NATO" is not NATO).
"""

from __future__ import annotations

from functools import cached_property

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.model import Article, NodeType, Referent
from kg.nouns import prepositions
from kg.parse import Parse
from kg.phrases import left_edge
from kg.resolve.known import KnownActors
from kg.resolve.people import People
from kg.resolve.peoples import Peoples
from kg.resolve.spans import ENTITY_TYPES, NameSpans
from kg.resolve.states import States
from kg.resolve.words import ReferenceWords
from kg.roles import Roles

_WORDS = load_grammar()


class Names:
    """Referents by head token for one parse; ``people`` remembers the persons the article names."""

    def __init__(
        self, article: Article, parse: Parse, gazetteer: Gazetteer, roles: Roles, reference: ReferenceWords
    ) -> None:
        self.article, self.parse, self.gazetteer, self.roles = article, parse, gazetteer, roles
        self.title_states, self.title_bodies = reference.title_states, reference.title_bodies
        self._shared_titles = reference.shared_titles
        self._group_nouns, self._instruments = reference.anaphors["group"], reference.instruments
        self.people = People(gazetteer, article.published)
        self.spans = NameSpans(parse, gazetteer, roles)
        self.states = States(parse, gazetteer, self.spans, self.people)
        self.peoples = Peoples(parse, gazetteer, self.states)
        self.known = KnownActors(self)
        self.acronyms: dict[str, Referent] = {}
        for head, (_, _, kind) in self.spans.name_at.items():
            if kind == "PERSON" or (parse.pos[head] == "PROPN" and self.spans.titled(head)):
                named = self.spans.person_words(head)
                if named:
                    self.people.add(named)

    def heads_name(self, i: int) -> bool:
        """True for the head of a name span or an unmarked proper noun that is no bare title."""
        if i in self.spans.name_at:
            start, end, kind = self.spans.name_at[i]
            titles = all(self.parse.lower[k] in self.roles.title_words for k in range(start, end))
            return kind == "known" or not titles or self.spans.is_surname(i)
        named = self.parse.lower[i] not in self.roles.title_words or self.spans.is_surname(i)
        return self.parse.pos[i] == "PROPN" and named

    def named(self, head: int) -> Referent | None:
        """The referent of the proper name headed by ``head``, None where there is no such name."""
        parse = self.parse
        if head not in self.spans.name_at:
            if parse.pos[head] == "PROPN" and self.spans.titled(head):
                return self.person(head)
            return self._remembered(head)
        start, end, kind = self.spans.name_at[head]
        form = self.spans.form(start, end)
        if form not in self.gazetteer.names and self._explained(head):
            return self.person(head)
        if (minority := self.peoples.minority(head)) is not None:
            return minority
        if (
            self.spans.capitalised(max(left_edge(parse, head), start - 1), start)
            and kind != "PERSON"
            and not self.spans.titled(head)
        ):
            return self._extended(head, start)
        if (some := self.peoples.some(head, form)) is not None:
            return some
        candidates = self.gazetteer.names.get(form)
        if candidates:
            return self.known.of(head, self.states.towns.meant(form), form)
        body = self._explained_body(head)
        if body is not None:
            return Referent(form, body, state=self.states.near(head))
        if (
            kind == "PERSON"
            or self.spans.titled(head)
            or (kind in {"NORP", "GPE", "ORG"} and self.people.knows(tuple(form.split())))
        ):
            return self.person(head)
        if form in self.gazetteer.peoples:
            state = self.gazetteer.peoples[form]
            return Referent(form, "People", state=state)
        if kind == "NORP" or form in self.gazetteer.demonyms:
            return Referent(form, "People", state=self.gazetteer.demonyms.get(form))
        if form.upper() in self.acronyms:
            return self.acronyms[form.upper()]
        return self._unknown(head, form, kind)

    def person(self, head: int) -> Referent | None:
        """The person named at ``head``, with title and state where the words or the roster give them."""
        words = self.spans.person_words(head)
        # Recognisers take the conference of "the spokesperson's Press Conference" for who holds it.
        if not words or (len(words) == 1 and self.parse.lemmas[head] in _WORDS.gatherings):
            return None
        title = self.spans.title(head)
        state = self.states.near(head, of=False)
        state = state or self._apposed_state(head) or self._titled_state(head, title)
        former = self.spans.former(head)
        acts = self.roles.titles[title].acts_for_state and not former if title else False
        return self.people.refer(words, state, title, acts and not self.states.armed(head), private=former)

    def _explained(self, head: int) -> bool:
        """True where a title behind a name of several words says it is a person's: "Kenzo Oshima, the coordinator"."""
        parse = self.parse
        behind = [k for k in parse.kids_by(head, "appos") if parse.tags[k] in {"NN", "NNP"}]
        return len(self.spans.person_words(head)) > 1 and any(
            parse.lower[k] in self.roles.personal_words for k in behind
        )

    def _explained_body(self, head: int) -> NodeType | None:
        """What kind of body a name is where the words behind it say it is one: "Jund al-Sahel, an armed group"."""
        parse = self.parse
        for k in parse.kids_by(head, "appos"):
            if parse.lemmas[k] in self._group_nouns and parse.tags[k] == "NN":
                noun = self.roles.nouns.get(parse.lemmas[k])
                armed = any(parse.lower[j] in _WORDS.fighting for j in parse.kids[k])
                return "ArmedGroup" if armed or (noun and noun.type == "ArmedGroup") else "Organisation"
        return None

    def _titled_state(self, head: int, title: str | None) -> str | None:
        """The state that a title goes with: "President Musharraf of Pakistan", "the Foreign Secretary, Jack Straw"."""
        if title is None:
            return None
        behind = [o for p in prepositions(self.parse, head) if p.word == "of" for o in p.objects[:1]]
        return next((s for o in behind if (s := self.states.key(o))), None) or self.titular_state(title)

    def titular_state(self, title: str) -> str | None:
        """The state that a bare title means: the one known for it, or the one that shares it and the document names."""
        known = self.title_states.get(title)
        rivals = self._shared_titles.get(title, frozenset()) & self._named_states if known else frozenset()
        if not rivals or known in self._named_states:
            return known
        return min(rivals) if len(rivals) == 1 else None

    @cached_property
    def _named_states(self) -> frozenset[str]:
        """The states the document names, by whatever name."""
        return frozenset(key for head in self.spans.name_at if (key := self.states.key(head)))

    def _apposed_state(self, head: int) -> str | None:
        for k in self.parse.kids_by(head, "appos"):
            state = self.states.near(k)
            if state and self.spans.title(k):
                return state
        if self.parse.deps[head] == "appos":
            return self.states.near(self.parse.heads[head])
        return None

    def referent(self, key: str) -> Referent:
        """The referent of a known actor by its key."""
        node = self.gazetteer.nodes[key]
        state = key if node.type == "State" else self.states.of_node(key)
        if state is None and node.type == "Person":
            state = self._body_of(key)
        return Referent(
            node.label, node.type, node=key, state=state, acts=node.type != "State" and key in self.gazetteer.parent
        )

    def _body_of(self, key: str) -> str | None:
        """The one body a person served: the United Nations for its secretary-general."""
        bodies = {post.organisation for post in self.gazetteer.posts if post.person == key}
        return bodies.pop() if len(bodies) == 1 else self.gazetteer.acts_for(key, self.article.published)

    def _extended(self, head: int, start: int) -> Referent:
        """A longer name around a known one ("Islamic NATO"): a new actor of its own."""
        first = left_edge(self.parse, head)
        while first < start and (
            self.parse.deps[first] in {"det", "poss", "case"} or not self.parse.words[first][:1].isupper()
        ):
            first += 1
        name = self.spans.form(first, max(head + 1, start + 1))
        if name in self.gazetteer.names:
            return self.referent(self.gazetteer.names[name][0].node_key)
        candidates = self.gazetteer.names.get(self.spans.form(start, head + 1))
        kind: NodeType = self.gazetteer.nodes[candidates[0].node_key].type if candidates else "Organisation"
        state = candidates[0].node_key if candidates and kind == "State" else self.states.near(head)
        return Referent(name, "Place" if kind == "State" else kind, state=state)

    def _remembered(self, head: int) -> Referent | None:
        """A capitalised word the entity recogniser missed: a surname or acronym introduced elsewhere in the article."""
        word = self.parse.words[head]
        if self.parse.pos[head] != "PROPN":
            return None
        if word.upper() in self.acronyms:
            return self.acronyms[word.upper()]
        return self.people.find(self.spans.person_words(head))

    def _unknown(self, head: int, form: str, kind: str) -> Referent:
        person = self.people.find(tuple(form.split())) if kind in {"ORG", "GPE"} else None
        if person:
            return person
        kind_of = "Place" if self._settled(head) else ENTITY_TYPES.get(kind, "Organisation")
        state = self.states.near(head)
        if kind_of == "Organisation":
            words = form.lower().split()
            noun = words[-1] if words[-1] in self.roles.nouns or "of" not in words else words[0]
            if noun in self.roles.nouns:
                role = self.roles.nouns[noun]
                if _WORDS.rising & set(words):
                    return Referent(form, "ArmedGroup", state=state)
                return Referent(form, role.type, state=state, acts=role.acts_for_state and state is not None)
            if noun in self._instruments:
                # Recognisers take "the Cessation of Hostilities" for a body; nobody speaks for it.
                return Referent(form, "Instrument", state=state)
        return Referent(form, kind_of, state=state)

    def _settled(self, head: int) -> bool:
        """True for the name of a place that its kind stands before: "the town of Pweto"."""
        parse = self.parse
        first = parse.heads[head] if parse.deps[head] == "conj" else head
        of = parse.heads[first]
        return parse.lower[of] == "of" and parse.lemmas[parse.heads[of]] in _WORDS.settlements

    def learn_acronym(self, head: int, referent: Referent) -> None:
        """Remembers "(OIC)" after a name, for later mentions by the acronym alone."""
        for k in self.parse.kids_by(head, "appos"):
            word = self.parse.words[k]
            capitals = sum(c.isupper() for c in word)
            if k and self.parse.words[k - 1] == "(" and capitals > 1 and word not in self.gazetteer.names:
                self.acronyms[word.upper()] = referent
