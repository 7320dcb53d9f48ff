"""Referents of common nouns by role and description: "Iraqi officials", "its troops", "Arab countries", "this pact"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.grammar import load_grammar
from kg.model import ACTOR_TYPES, NodeType, Referent
from kg.nouns import prepositions
from kg.phrases import clean, full_extent, full_label, label, possessive, right_edge
from kg.resolve.pronouns import FIRST_PLURAL, FIRST_SINGULAR
from kg.resolve.titles import Titles
from kg.resolve.whereabouts import Whereabouts
from kg.resolve.words import ReferenceWords

_WORDS = load_grammar()
_OBJECTS = frozenset({"conj", "dobj", "nsubjpass", "pobj"})
_BODIES = frozenset({"Organisation", "ArmedGroup", "Bloc"})


class CommonNouns:
    """Referents of the common nouns of one parse; ``referents`` has those of the words before, ``spans`` grows."""

    def __init__(
        self,
        titles: Titles,
        words: ReferenceWords,
        referents: Mapping[int, tuple[Referent, ...]],
        spans: dict[int, tuple[int, int]],
    ) -> None:
        self.parse, self.names, self.roles = titles.parse, titles.names, titles.roles
        self.titles, self.words = titles, words
        self.referents, self.spans = referents, spans
        self.whereabouts = Whereabouts(self.parse, self.names.states)

    def of(self, i: int) -> tuple[Referent, ...] | None:
        """What the noun at ``i`` stands for, None where it names no actor, agreement or document."""
        return (
            self._own_state(i)
            or self._grouped(i)
            or self._apposed(i)
            or self._listed(i)
            or self._role(i)
            or self._instrument(i)
        )

    def _own_state(self, i: int) -> tuple[Referent, ...] | None:
        """The state of whose "country" it is: "reaffirmed his country's support"."""
        whose = self.parse.kid(i, "poss")
        if self.parse.lemmas[i] not in self.words.anaphors["state"] or self.parse.tags[i] != "NN" or whose is None:
            return None
        owner = self.referents.get(whose, ())
        mine = len(owner) == 1 and owner[0].type == "Person" and owner[0].state and self.parse.tags[whose] == "PRP$"
        return (self.names.referent(owner[0].state),) if mine and owner[0].state else None

    def _grouped(self, i: int) -> tuple[Referent, ...] | None:
        found = self.titles.group(i)
        return (found,) if found else None

    def _listed(self, i: int) -> tuple[Referent, ...] | None:
        if self.parse.lemmas[i] in self.roles.nouns or self.parse.lemmas[i] in self.roles.title_words:
            return tuple(self.titles.listed(i)) or None
        return None

    def _apposed(self, i: int) -> tuple[Referent, ...] | None:
        """A title or kind after the name it explains stands for the one named.

        "Bayley, the UK Special Representative", "the Sahel Front, an armed group".
        """
        head = self.parse.heads[i]
        found = self.referents.get(head, ()) if self.parse.deps[i] == "appos" else ()
        if len(found) != 1:
            return None
        if found[0].type == "Person":
            return found if self.names.spans.title(i) else None
        kind = head in self.names.spans.name_at and self.parse.lemmas[i] in self.words.anaphors["group"]
        return found if kind and found[0].type in _BODIES and self.parse.tags[i] == "NN" else None

    def _role(self, i: int) -> tuple[Referent, ...] | None:
        found = self.titles.role(i) or self._owned_force(i) or self._collective(i)
        if found is None:
            return None
        if found.state is None and found.type == "Group" and (state := self._state_of_fellow(i)):
            return (replace(found, state=state),)
        stateless = found.state is not None and self.names.states.is_stateless(found.state)
        if stateless or (found.state is None and found.local and self.parse.kid(i, "poss") is None):
            noun = self.titles.noun(self.titles.content(i))
            if noun and noun.type == found.type == "Organisation" and noun.sector in self.words.bodies:
                return (replace(found, state=self.words.bodies[noun.sector]),)
            state = (self.whereabouts.home(i, noun.sector) if noun else None) or found.state
            return (replace(found, state=state, acts=bool(noun and noun.acts_for_state and state)),)
        there = self.names.states.where(i) if self.parse.lemmas[i] == "counterpart" else None
        if there is not None:
            # "Their counterparts in Chad" are Chad's.
            return (replace(found, state=there),)
        # Whose envoy is recalled, who recalls him tells.
        posted = self.parse.lemmas[i] in _WORDS.posted
        if found.state is None and found.type == "Person" and found.title is not None and not posted:
            return (self._office_of(i, found, found.title),)
        if found.state is None and found.type != "Person":
            possessor = self.parse.kid(i, "poss")
            whose = self.referents.get(possessor, ()) if possessor is not None else ()
            if len(whose) == 1 and whose[0].state and self.parse.lemmas[i] not in _WORDS.adversaries:
                served = self.names.referent(whose[0].state)
                if whose[0].type == "Person" and found.type == served.type == "Organisation":
                    # "His institution" is the one he speaks for.
                    return (served,)
                noun = self.roles.nouns.get(self.parse.lemmas[i])
                if noun is not None and noun.sector == "CVL" and served.type == "State" and whose[0].type != "Person":
                    # "The regime against its own people": those of the state, not of the regime.
                    return (Referent(f"{found.name} of {served.name}", found.type, state=whose[0].state),)
                acts = noun is not None and noun.acts_for_state and whose[0].type not in {"ArmedGroup", "People"}
                if noun is not None and noun.sector == "MIL" and whose[0].type == "Person" and whose[0].acts:
                    # "His army" is that of the state for which he acts.
                    return (Referent(f"{found.name} of {served.name}", found.type, state=whose[0].state, acts=True),)
                name = f"{possessive(whose[0].name)} {found.name}"
                return (Referent(name, found.type, state=whose[0].state, acts=acts),)
        return (found,)

    def _office_of(self, i: int, found: Referent, title: str) -> Referent:
        """The office of whom a pronoun in front of it stands for: "its foreign minister", "his defence minister"."""
        owner = self._owner(i)
        acting = owner is not None and (owner.type == "State" or (owner.type == "Person" and owner.acts))
        if owner is None or owner.state is None or not acting:
            return found
        holder = self.names.people.holder(title, owner.state)
        acts = self.roles.titles[title].acts_for_state
        whose = possessive(self.names.referent(owner.state).name)
        named = Referent(f"{whose} {found.name}", "Person", state=owner.state, acts=acts, title=title)
        return holder or named

    def _owned_force(self, i: int) -> Referent | None:
        """The troops of those who speak: "our forces"; other forces without a state's name are no actor."""
        noun, whose = self.roles.nouns.get(self.parse.lemmas[i]), self.parse.kid(i, "poss")
        owner = self.referents.get(whose, ()) if whose is not None else ()
        if noun is None or noun.type != "Organisation" or len(owner) != 1 or not owner[0].state:
            return None
        if whose is None or self.parse.lower[whose] not in FIRST_SINGULAR | FIRST_PLURAL:
            return None
        return Referent(label(self.parse, i), "Organisation")

    def _state_of_fellow(self, i: int) -> str | None:
        """The state of the official beside whom deputies or aides are named: "President Fabius and some deputies"."""
        noun = self.roles.nouns.get(self.parse.lemmas[self.titles.content(i)])
        if self.parse.deps[i] != "conj" or noun is None or noun.sector not in {"GOV", "LEG"}:
            return None
        beside = self.referents.get(self.parse.heads[i], ())
        return beside[0].state if len(beside) == 1 and beside[0].type == "Person" and beside[0].acts else None

    def _collective(self, i: int) -> Referent | None:
        """Several actors under one description: "Arab countries", "neighbouring states", "Islamic players"."""
        if self.parse.tags[i] not in {"NNS", "NNPS"} or self.parse.lemmas[i] not in self.words.collectives:
            return None
        state = self.names.states.near(i, of=False)
        name = label(self.parse, i)
        return Referent(name, self.words.collectives[self.parse.lemmas[i]], state=state, local=" " not in name)  # type: ignore[arg-type]

    def _instrument(self, i: int) -> tuple[Referent, ...] | None:
        """An agreement or document as an antecedent for "this pact"; other things are described on demand only."""
        if self.parse.lemmas[i] in self.words.alliances:
            found = self.describe(i)
            return (Referent(found.name, "Bloc", local=" " not in found.name),)
        if self.parse.lemmas[i] not in self.words.instruments:
            return None
        found = self.describe(i)
        self.names.learn_acronym(i, found)
        return (found,)

    def describe(self, i: int) -> Referent:
        """The referent of any noun phrase, by its words."""
        lemma = self.parse.lemmas[i]
        kind: NodeType = "Topic"
        if lemma in self.words.instruments:
            kind = "Instrument"
        elif lemma in self.words.events:
            kind = "Event"
        self.spans.setdefault(i, full_extent(self.parse, i))
        state = self.names.states.concerned(i)
        if state is None and lemma in _WORDS.devices | _WORDS.sites | _WORDS.localities:
            state = self.whereabouts.scene(i)
        owner = self._owner(i)
        if state is None and owner is not None:
            state = owner.state
        tells = kind == "Topic" or (kind == "Instrument" and lemma not in _WORDS.papers)
        if state is None and tells and self.parse.deps[i] in _OBJECTS:
            state = self._told_behind(i)
        name = full_label(self.parse, i) or clean(self.parse.words[i])
        told = self.parse.tags[self.parse.kid(i, "poss") or i] in {"PRP$", "WP$"}
        owner = owner if told else self._doer_before(i)
        if owner is not None and owner.type in ACTOR_TYPES:
            name, state = f"{possessive(owner.name)} {name}", state or owner.state
        return Referent(name, kind, state=state)

    def _doer_before(self, i: int) -> Referent | None:
        """Whose "these actions" are: his whose deeds the sentence before names ("the regime's attacks")."""
        parse, deeds = self.parse, _WORDS.deeds | _WORDS.strikes
        pointing = any(parse.lower[k] in {"these", "this", "such"} for k in parse.kids_by(i, "det", "amod", "predet"))
        number = parse.sentence_of[i]
        if not pointing or parse.lemmas[i] not in deeds or not number:
            return None
        named = (k for k in range(*parse.sentences[number - 1]) if parse.lemmas[k] in deeds)
        found = {owner for k in named if (owner := self._owner(k)) is not None}
        return found.pop() if len(found) == 1 else None

    def _owner(self, i: int) -> Referent | None:
        """The one to whom a thing belongs, by name or by pronoun: "Iran's programme", "its programme"."""
        possessor = self.parse.kid(i, "poss")
        whose = self.referents.get(possessor, ()) if possessor is not None else ()
        return whose[0] if len(whose) == 1 else None

    def _told_behind(self, i: int) -> str | None:
        """The one state named in what completes a thing or says for whom it is: "a call for troops to go to Togo".

        So do "ships bound for Togo" and "the embargo under which Togo suffered".
        """
        behind = list(range(right_edge(self.parse, i), full_extent(self.parse, i)[1]))
        for k in self.parse.kids_by(i, "acl", "relcl"):
            first = min(self.parse.spans(k))
            laid = self.parse.tags[first] == "IN" and self.parse.lower[first + 1] in {"which", "whom"}
            if laid or self.parse.lemmas[k] in _WORDS.destining:
                behind.extend(self.parse.spans(k))
        # "Detention without trial of dissidents in Malawi".
        behind.extend(self._phrases_behind(i))
        found = {key for k in behind if (key := self.names.states.key(k)) is not None}
        return found.pop() if len(found) == 1 else None

    def _phrases_behind(self, i: int) -> list[int]:
        """The objects of the prepositions behind a noun, and of those behind them."""
        objects = [o for p in prepositions(self.parse, i) for o in p.objects if p.at > i]
        return [k for o in objects for k in (o, *self._phrases_behind(o))]
