"""Referents of names, titles and role nouns: "Saudi Crown Prince Mohammed bin Salman", "the Iraqi Foreign Minister",
"French troops", "Government of Iraq", "Da'esh".

A name inside a longer capitalised name is not taken for the shorter one ("Islamic NATO" is not NATO).
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from kg.actors import Gazetteer
from kg.model import Article, NodeType, Referent
from kg.nouns import prepositions
from kg.parse import Parse
from kg.phrases import clean, label, left_edge
from kg.resolve.people import People
from kg.roles import Roles

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "npadvmod"})
_ENTITY_TYPES: dict[str, NodeType] = {
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "People",
    "EVENT": "Event",
    "LAW": "Instrument",
}
_DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeastern northwestern upper lower".split()
)
_SMALL = frozenset({"of", "the", "for", "and", "al", "bin", "de", "van", "von", "'s", "-", "ibn", "el"})


_CONCERNED = frozenset(
    {"of", "from", "by", "against", "with", "for", "to", "on", "in", "between", "over", "toward", "towards", "among"}
)
_OBJECTS = frozenset({"MIL", "SPY"})


class Names:
    """Referents by head token for one parse; ``people`` remembers the persons the article names."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        gazetteer: Gazetteer,
        roles: Roles,
        title_states: Mapping[str, str],
        group_nouns: Container[str],
    ) -> None:
        self.title_states, self.group_nouns = title_states, group_nouns
        self.article, self.parse, self.gazetteer, self.roles = article, parse, gazetteer, roles
        self.people = People(gazetteer, article.published)
        self.acronyms: dict[str, Referent] = {}
        self.name_at: dict[int, tuple[int, int, str]] = {}
        for start, end, kind in parse.entities:
            if kind in _ENTITY_TYPES or kind == "PERSON":
                self._mark(start, end, kind)
        for start, end in parse.names:
            self._mark(start, end, "known")
        for head, (start, end, kind) in self.name_at.items():
            if kind == "PERSON" or (parse.pos[head] == "PROPN" and self._titled(head)):
                words = self.person_words(head)
                if words:
                    self.people.add(words)

    def _mark(self, start: int, end: int, kind: str) -> None:
        """Files a name span under its head; a longer span of the entity recogniser keeps its place unless known."""
        parse = self.parse
        while end - start > 1 and (
            parse.deps[start] == "det" or parse.pos[start] == "PUNCT" or parse.lower[start] in {"the", "a", "an"}
        ):
            if self._form(start, end) in self.gazetteer.names:
                break
            start += 1
        while end - start > 1 and parse.words[end - 1] in {"'s", "'", '"', ","}:
            end -= 1
        head = next((i for i in range(start, end) if not start <= parse.heads[i] < end or parse.heads[i] == i), end - 1)
        before = self.name_at.get(head)
        if (
            before
            and kind == "known"
            and before[1] - before[0] > end - start
            and before[2] in {"ORG", "PERSON", "LAW", "EVENT"}
        ):
            inner = self._form(max(before[0], start), end)
            if before[0] < start and self._capitalised(before[0], start) and inner != self._form(*before[:2]):
                return
        self.name_at[head] = (start, end, kind)

    def _form(self, start: int, end: int) -> str:
        text = self.parse.text[self.parse.starts[start] : self.parse.ends[end - 1]].translate(_STRAIGHT)
        form = " ".join(text.split())
        return form if form in self.gazetteer.names else clean(form)

    def _capitalised(self, start: int, end: int) -> bool:
        """True where a word that is neither determiner nor demonym nor title belongs to the name in front."""
        return any(
            self.parse.words[k][:1].isupper()
            and self.parse.lower[k] not in {"the", "a", "an"}
            and self.parse.words[k] not in self.gazetteer.demonyms
            and self.parse.lower[k] not in self.roles.title_words
            for k in range(start, end)
        )

    # -- states ------------------------------------------------------------------------------------------------------

    def state_key(self, i: int) -> str | None:
        """The state that the word or name at ``i`` points to: "Iraqi", "Iraq", "Baghdad's", "Assad's"."""
        parse, gazetteer = self.parse, self.gazetteer
        forms = [parse.words[i]]
        if i in self.name_at:
            forms.insert(0, self._form(*self.name_at[i][:2]))
        if i and parse.words[i - 1][:1].isupper():
            forms.insert(0, f"{parse.words[i - 1]} {parse.words[i]}")
        for form in forms:
            key = gazetteer.demonyms.get(form) or gazetteer.peoples.get(form)
            if key is None and form in gazetteer.names:
                node = gazetteer.nodes[gazetteer.names[form][0].node_key]
                if node.type == "Person" and parse.deps[i] != "poss":
                    continue
                body = node.type in {"Organisation", "Bloc"} and node.country in {"IGO", "NGO"}
                key = node.key if node.type == "State" or body else self.state_of_node(node.key)
            if key:
                return key
        return None

    def state_of_node(self, key: str) -> str | None:
        """The state a known actor or place belongs to."""
        gazetteer, seen = self.gazetteer, {key}
        while key in gazetteer.parent:
            key = gazetteer.parent[key]
            if key in seen:
                break
            seen.add(key)
            if gazetteer.nodes[key].type == "State":
                return key
        return gazetteer.states.get(gazetteer.nodes[key].country or "")

    def state_near(self, i: int, of: bool = True) -> str | None:
        """The state named by a phrase's modifiers, possessor, or its "of", "in", "from"."""
        parse = self.parse
        for k in parse.kids[i]:
            if parse.deps[k] in _MODIFIERS and k < i:
                key = self.state_key(k) or (
                    self._person_state(k) if parse.deps[k] == "poss" or parse.entity_at.get(k) == "PERSON" else None
                )
                if key is None and parse.deps[k] in {"amod", "compound", "nmod"} and parse.kids[k]:
                    key = next(
                        (s for j in parse.kids[k] if parse.deps[j] in _MODIFIERS and (s := self.state_key(j))), None
                    )
                if key:
                    return key
                head_name = self.name_at.get(k)
                if head_name is None and parse.lower[k] in {"government", "regime"}:
                    return self.state_near(k)
        if of:
            for prep in prepositions(parse, i):
                if prep.word in {"of", "in", "from"}:
                    for pobj in prep.objects[:1]:
                        key = self.state_key(pobj) or self.state_near(pobj, of=prep.word == "of")
                        if key:
                            return key
            return self._based(i)
        return None

    def _based(self, i: int) -> str | None:
        """The state where a group is "based in", "operating from", "stationed in"."""
        for k in self.parse.kids_by(i, "acl"):
            if self.parse.lemmas[k] in {"base", "operate", "station", "live", "headquarter"}:
                found = [
                    o for p in prepositions(self.parse, k) if p.word in {"in", "from", "out"} for o in p.objects[:1]
                ]
                return next((s for o in found if (s := self.state_key(o))), None)
        return None

    def state_concerned(self, i: int) -> str | None:
        """The state that a thing belongs to or is directed at: "further action against Russia", "Iraq's proposal"."""
        own = self.state_near(i)
        if own is not None:
            return own
        for prep in prepositions(self.parse, i):
            for pobj in prep.objects[:1] if prep.word in _CONCERNED else ():
                key = self.state_key(pobj) or self._person_state(pobj) or self.state_concerned(pobj)
                if key:
                    return key
        return None

    def _person_state(self, i: int) -> str | None:
        if i not in self.name_at and self.parse.pos[i] != "PROPN":
            return None
        found = self.people.find(self.person_words(i))
        return found.state if found else None

    # -- persons -----------------------------------------------------------------------------------------------------

    def _titled(self, head: int) -> bool:
        """True where a title stands before the name at ``head``: the name is a person's."""
        parse = self.parse
        start = left_edge(parse, head)
        return (
            any(parse.lower[k] in self.roles.personal_words for k in range(start, head))
            and parse.lower[head] not in self.roles.title_words
        )

    def person_words(self, head: int) -> tuple[str, ...]:
        """The words of a person's name: what follows the titles and demonyms up to the head."""
        parse = self.parse
        start = left_edge(parse, head)
        words: list[str] = []
        for k in range(head, start - 1, -1):
            word = parse.words[k]
            if word in {"-", "'", "."} and words:
                continue
            if parse.lower[k] in self.roles.title_words or (not word[:1].isupper() and word.lower() not in _SMALL):
                break
            if k != head and (word in self.gazetteer.demonyms or parse.deps[k] in {"poss", "det", "case"}):
                break
            if (
                word in self.gazetteer.names
                and k != head
                and self.gazetteer.nodes[self.gazetteer.names[word][0].node_key].type == "State"
            ):
                break
            words.insert(0, word)
        while words and words[0].lower() in _SMALL - {"al", "el", "de", "van", "von", "bin", "ibn"}:
            words.pop(0)
        return tuple(words)

    def title(self, head: int) -> str | None:
        """The title in front of a name, or the title a phrase consists of, in lower case."""
        parse = self.parse
        start = left_edge(parse, head)
        words = [parse.lower[k] for k in range(start, head + 1)]
        best = None
        for a in range(len(words)):
            for b in range(len(words), a, -1):
                candidate = " ".join(words[a:b])
                if candidate in self.roles.titles and (best is None or len(candidate) > len(best)):
                    best = candidate
        return best

    def person(self, head: int) -> Referent | None:
        """The person named at ``head``, with title and state where the words or the roster give them."""
        words = self.person_words(head)
        if not words:
            return None
        title = self.title(head)
        state = self.state_near(head, of=False)
        state = state or self._apposed_state(head) or self.title_states.get(title or "")
        acts = self.roles.titles[title].acts_for_state if title else False
        return self.people.refer(words, state, title, acts)

    def _apposed_state(self, head: int) -> str | None:
        for k in self.parse.kids_by(head, "appos"):
            state = self.state_near(k)
            if state and self.title(k):
                return state
        if self.parse.deps[head] == "appos":
            return self.state_near(self.parse.heads[head])
        return None

    # -- everything with a name --------------------------------------------------------------------------------------

    def named(self, head: int) -> Referent | None:
        """The referent of the proper name headed by ``head``, None where there is no such name."""
        parse = self.parse
        if head not in self.name_at:
            if parse.pos[head] == "PROPN" and self._titled(head):
                return self.person(head)
            return self._remembered(head)
        start, end, kind = self.name_at[head]
        form = self._form(start, end)
        if (
            self._capitalised(max(left_edge(parse, head), start - 1), start)
            and kind != "PERSON"
            and not self._titled(head)
        ):
            return self._extended(head, start)
        candidates = self.gazetteer.names.get(form)
        if candidates:
            return self._known(head, candidates[0].node_key, form)
        if (
            kind == "PERSON"
            or self._titled(head)
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

    def _known(self, head: int, key: str, form: str) -> Referent:
        """A known actor; "Hezbollah in Iraq" is looked up as such before it counts as Hezbollah."""
        node = self.gazetteer.nodes[key]
        if node.type in {"ArmedGroup", "Organisation"}:
            for prep in prepositions(self.parse, head):
                if prep.word == "in" and prep.objects:
                    state = self.state_key(prep.objects[0])
                    own = self.state_of_node(key)
                    if state and own and state != own:
                        name = f"{node.label} in {self.gazetteer.nodes[state].label}"
                        other = self.gazetteer.names.get(name)
                        return self.referent(other[0].node_key) if other else Referent(name, node.type, state=state)
        if node.type == "Person":
            title = self.title(head)
            acting = (
                self.roles.titles[title].acts_for_state
                if title
                else self.gazetteer.acts_for(key, self.article.published) is not None
            )
            return self.people.adopt(self.referent(key), title, acting)
        if node.type == "State" and self._directional(head):
            return Referent(clean(label(self.parse, head, complete=False)), "Place", state=key)
        return self.referent(key)

    def _directional(self, head: int) -> bool:
        return any(self.parse.lower[k] in _DIRECTIONS for k in self.parse.kids_by(head, "amod", "compound"))

    def referent(self, key: str) -> Referent:
        """The referent of a known actor by its key."""
        node = self.gazetteer.nodes[key]
        state = key if node.type == "State" else self.state_of_node(key)
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
        name = self._form(first, max(head + 1, start + 1))
        if name in self.gazetteer.names:
            return self.referent(self.gazetteer.names[name][0].node_key)
        candidates = self.gazetteer.names.get(self._form(start, head + 1))
        kind: NodeType = self.gazetteer.nodes[candidates[0].node_key].type if candidates else "Organisation"
        state = candidates[0].node_key if candidates and kind == "State" else self.state_near(head)
        return Referent(name, "Place" if kind == "State" else kind, state=state)

    def _remembered(self, head: int) -> Referent | None:
        """A capitalised word the entity recogniser missed: a surname or acronym introduced elsewhere in the article."""
        word = self.parse.words[head]
        if self.parse.pos[head] != "PROPN":
            return None
        if word.upper() in self.acronyms:
            return self.acronyms[word.upper()]
        found = self.people.find(self.person_words(head))
        return found

    def _unknown(self, head: int, form: str, kind: str) -> Referent:
        person = self.people.find(tuple(form.split())) if kind in {"ORG", "GPE"} else None
        if person:
            return person
        kind_of = _ENTITY_TYPES.get(kind, "Organisation")
        state = self.state_near(head)
        if kind_of == "Organisation":
            words = form.lower().split()
            if words[-1] in self.roles.nouns:
                role = self.roles.nouns[words[-1]]
                return Referent(form, role.type, state=state, acts=role.acts_for_state and state is not None)
        return Referent(form, kind_of, state=state)

    def learn_acronym(self, head: int, referent: Referent) -> None:
        """Remembers "(OIC)" after a name, for later mentions by the acronym alone."""
        for k in self.parse.kids_by(head, "appos"):
            word = self.parse.words[k]
            capitals = sum(c.isupper() for c in word)
            if k and self.parse.words[k - 1] == "(" and capitals > 1 and word not in self.gazetteer.names:
                self.acronyms[word.upper()] = referent

    # -- titles and role nouns ---------------------------------------------------------------------------------------

    def group(self, head: int) -> Referent | None:
        """The named group behind "the Taliban faction", "the al-Qaeda network", "the (APEC) forum"."""
        parse = self.parse
        if parse.lemmas[head] not in self.group_nouns:
            return None
        for k in parse.kids[head]:
            if k in self.name_at and parse.deps[k] in {"compound", "appos", "nmod", "amod"}:
                found = self.named(k)
                if found and found.type in {"ArmedGroup", "Organisation", "Bloc"}:
                    return found
        return None

    def role(self, head: int) -> Referent | None:
        """The referent of a phrase headed by a title or role noun without a name: "the Iraqi Foreign Minister"."""
        parse = self.parse
        title = self.title(head)
        if (
            title
            and title.split()[-1] in {parse.lower[head], parse.lemmas[head]}
            and parse.tags[head] not in {"NNS", "NNPS"}
        ):
            return self._office(head, title)
        noun = self.roles.nouns.get(parse.lemmas[head]) or self.roles.nouns.get(parse.lower[head])
        if noun is None or parse.pos[head] not in {"NOUN", "PROPN", "ADJ"}:
            return None
        state = self.state_near(head)
        if (
            state is None
            and noun.type == "Organisation"
            and noun.sector in _OBJECTS
            and parse.lemmas[head] not in {"army", "military", "navy"}
        ):
            return None
        name = label(parse, head)
        single = noun.singular_person and parse.tags[head] in {"NN", "NNP"}
        kind: NodeType = "Person" if single else noun.type
        if kind == "Person" and not single:
            kind = "Group"
        return Referent(name, kind, state=state, acts=noun.acts_for_state and state is not None, local=state is None)

    def _office(self, head: int, title: str) -> Referent:
        """Who holds an office: the person the article names with this title, else the office itself."""
        state = self.state_near(head) or self.title_states.get(title)
        named = self._followed_by(head)
        if named:
            return self.people.refer(named, state, title, self.roles.titles[title].acts_for_state)
        for k in self.parse.kids_by(head, "appos"):
            if self.parse.pos[k] == "PROPN":
                words = self.person_words(k)
                if words:
                    return self.people.refer(words, state, title, self.roles.titles[title].acts_for_state)
        holder = self.people.holder(title, state)
        if holder:
            return holder
        acts = self.roles.titles[title].acts_for_state
        return Referent(
            label(self.parse, head),
            "Person",
            state=state,
            acts=acts and state is not None,
            title=title,
            local=state is None,
        )

    def _followed_by(self, head: int) -> tuple[str, ...]:
        """The person's name directly after a title that the parser took for a noun phrase of its own."""
        for start, (a, b, kind) in self.name_at.items():
            if a == head + 1 and (kind == "PERSON" or self.parse.pos[start] == "PROPN") and kind not in {"GPE", "NORP"}:
                return tuple(self.parse.words[a:b])
        return ()

    def _adjacent_states(self, head: int) -> list[str]:
        """The states of "Hungarian and Romanian officials", where there are several."""
        parse = self.parse
        for k in parse.kids[head]:
            if k < head and parse.deps[k] in _MODIFIERS and len(parse.conjuncts(k)) > 1:
                found = [self.state_key(m) for m in parse.conjuncts(k)]
                if None not in found and len(set(found)) > 1:
                    return [s for s in found if s]
        return []

    def _acts(self, head: int) -> bool:
        noun = self.roles.nouns.get(self.parse.lemmas[head])
        return noun.acts_for_state if noun else True

    def listed(self, head: int) -> list[Referent]:
        """One office per state of "the leaders of Iraq, Egypt and Turkey", "US and British forces"."""
        states: list[str | None] = []
        beside = self._adjacent_states(head)
        if beside:
            named = [(self.gazetteer.nodes[s].label, s) for s in beside]
            noun = self.parse.words[head]
            return [Referent(f"{noun} of {name}", "Group", state=s, acts=self._acts(head)) for name, s in named]
        for prep in prepositions(self.parse, head):
            if prep.word == "of" and len(prep.objects) > 1:
                states = [self.state_key(o) for o in prep.objects]
        if len(states) < 2 or None in states:
            return []
        noun = self.parse.lower[head]
        return [
            Referent(f"{noun} of {self.gazetteer.nodes[s].label}", "Group", state=s, acts=True)
            for s in states
            if s is not None
        ]
