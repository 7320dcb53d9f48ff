"""`Parse` -> `Reading`: mentions into referents, in one pass from the first word to the last."""

from __future__ import annotations

from dataclasses import replace

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.model import Article, NodeType, Referent
from kg.parse import Parse
from kg.phrases import clean, label, left_edge, right_edge
from kg.reading import Reading
from kg.resolve.antecedents import Antecedents
from kg.resolve.definite import Definite
from kg.resolve.first_person import FirstPerson
from kg.resolve.names import Names
from kg.resolve.pronouns import ALL, FIRST_PLURAL, FIRST_SINGULAR, PERSON, PLURAL, Pronouns
from kg.resolve.represented import Represented
from kg.resolve.speech import Speech
from kg.resolve.titles import Titles
from kg.resolve.whereabouts import Whereabouts
from kg.resolve.words import ReferenceWords, load_reference_words
from kg.roles import Roles

_WORDS = load_grammar()


def resolve(article: Article, parse: Parse, gazetteer: Gazetteer, roles: Roles) -> Reading:
    """The article's mentions with what they stand for."""
    return _Resolver(article, parse, gazetteer, roles).reading()


class _Resolver:
    def __init__(self, article: Article, parse: Parse, gazetteer: Gazetteer, roles: Roles) -> None:
        self.article, self.parse = article, parse
        self.words: ReferenceWords = load_reference_words()
        self.names = Names(article, parse, gazetteer, roles, self.words)
        self.titles = Titles(self.names, self.words.anaphors["group"] | {"forum", "wing"})
        self.roles = roles
        self.whereabouts = Whereabouts(parse, self.names.states)
        self.referents: dict[int, tuple[Referent, ...]] = {}
        self.before = Antecedents(parse, self._refer)
        self.definite = Definite(self.words, self.names, self.before)
        self.spans: dict[int, tuple[int, int]] = {}
        self.speech = Speech(article, parse, self.words, self._may_speak)
        self.speaker_of = self.speech.speakers()
        self.represented = Represented(self.words, self.names, self.before, self._who)
        self.first_person = FirstPerson(
            self.words, self.names, self.before, self.represented, self.speech, self._may_speak, self._who
        )
        self.pronouns = Pronouns(parse, self.before, self.first_person.speaking)

    def reading(self) -> Reading:
        inside = self._inside_names()
        for i in range(len(self.parse)):
            if i in inside or self.parse.sentence_of[i] in self.parse.silent:
                continue
            found = self._resolve(i)
            if found is None:
                continue
            self.referents[i] = found
            self.spans[i] = self._span(i)
            if self.parse.lower[i] not in FIRST_SINGULAR | FIRST_PLURAL:
                self.before.add(i, found)
            if len(found) == 1 and found[0].type == "Person":
                self.represented.hear(i, found[0])
        self._complete_titles()
        return Reading(
            self.article,
            self.parse,
            self.referents,
            self.spans,
            self.speaker_of,
            self._describe,
            self.names.referent,
            self.names.states.key,
            self.roles.title_words,
            self._government_of,
            self.names.people.served,
            self.names.states.of_word,
        )

    def _government_of(self, key: str) -> str | None:
        return self.names.gazetteer.capitals.get(self.names.gazetteer.nodes[key].label)

    def _refer(self, i: int) -> tuple[Referent, ...]:
        return self.referents[i] if i in self.referents else (self._describe(i),)

    def _who(self, i: int) -> tuple[Referent, ...]:
        """What the speaker at ``i`` stands for, also where the pass has not come to it yet."""
        return self.referents.get(i) or self._resolve(i) or ()

    def _inside_names(self) -> set[int]:
        """Tokens within a name that are not its head: no mentions of their own."""
        return {i for head, (start, end, _) in self.names.spans.name_at.items() for i in range(start, end) if i != head}

    def _may_speak(self, i: int) -> bool:
        parse = self.parse
        return (
            parse.pos[i] == "PROPN"
            or parse.lower[i] in PERSON | PLURAL
            or parse.lemmas[i] in self.roles.nouns
            or (parse.lemmas[i] in self.roles.title_words)
        )

    def _resolve(self, i: int) -> tuple[Referent, ...] | None:
        """The referents of the mention at ``i``; None where the token is no mention of an actor."""
        parse = self.parse
        if parse.lower[i] in ALL and parse.pos[i] in {"PRON", "DET"}:
            return self._pronoun(i)
        if parse.pos[i] not in {"NOUN", "PROPN", "ADJ", "NUM"} or (parse.pos[i] == "ADJ" and parse.deps[i] == "amod"):
            return None
        if (
            parse.deps[i] in {"compound", "amod", "nmod"}
            and i not in self.names.spans.name_at
            and parse.lower[i] in self.roles.title_words
        ):
            return None
        if parse.words[i + 1 : i + 2] == ["$"] and parse.words[i].isupper():
            # "US $50 million" is money.
            return None
        offices = self.titles.offices(i) if parse.tags[i] in {"NNS", "NNPS"} else []
        if offices:
            return tuple(offices)
        named = self.names.named(i) if parse.pos[i] in {"PROPN", "NOUN", "ADJ"} and self.names.heads_name(i) else None
        named = named or (self._by_turn(i) if i in self.speech.turns else None)
        if named is not None:
            self.names.learn_acronym(i, named)
            return (self._metonym(i, named),)
        if parse.pos[i] == "NOUN" or parse.pos[i] == "PROPN":
            return (
                self.definite.antecedent(i)
                or self._own_state(i)
                or self._grouped(i)
                or self._listed(i)
                or self._apposed(i)
                or self._role(i)
                or self._instrument(i)
            )
        return None

    def _by_turn(self, i: int) -> Referent | None:
        """The person whose turn begins with a bare name; a title there stands for whom it does elsewhere."""
        if self.parse.lower[i] in self.roles.title_words:
            return None
        words = self.names.spans.person_words(i)
        return self.names.people.refer(words) if words else None

    def _metonym(self, i: int, named: Referent) -> Referent:
        """The government that a capital stands for where it acts, owns or is addressed: "Tehran hopes"."""
        if named.type != "Place" or named.node is None:
            return named
        state = self._government_of(named.node)
        if state is None:
            return named
        parse, at = self.parse, i
        while parse.deps[at] == "conj" and parse.heads[at] != at:
            at = parse.heads[at]
        governor = parse.heads[at]
        acting = parse.deps[at] in {"nsubj", "poss"} or (parse.deps[at] == "pobj" and parse.deps[governor] == "agent")
        addressed = parse.deps[at] in {"dobj", "nsubjpass"} and parse.lemmas[governor] in self.words.addressing
        return self.names.referent(state) if acting or addressed else named

    def _span(self, i: int) -> tuple[int, int]:
        if self.parse.pos[i] in {"PRON", "DET"}:
            return i, i + 1
        start = left_edge(self.parse, i)
        if self.parse.deps[i] in {"amod", "compound", "nmod"}:
            start, end, _ = self.names.spans.name_at.get(i, (i, i + 1, ""))
            return start, end
        end = self.names.spans.name_at[i][1] if i in self.names.spans.name_at else i + 1
        if self.referents[i][0].type in {"Group", "Person", "Organisation"} and i not in self.names.spans.name_at:
            end = right_edge(self.parse, i, 8)
        return start, max(end, i + 1)

    def _pronoun(self, i: int) -> tuple[Referent, ...]:
        word = self.parse.lower[i]
        if word in FIRST_SINGULAR | FIRST_PLURAL:
            return self.first_person.of(i, word in FIRST_PLURAL)
        return self.pronouns.of(i)

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
        """A title after the name it explains stands for the person named: "Bayley, the UK Special Representative"."""
        head = self.parse.heads[i]
        if self.parse.deps[i] == "appos" and head in self.referents and self.names.spans.title(i):
            found = self.referents[head]
            if len(found) == 1 and found[0].type == "Person":
                return found
        return None

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
        if found.state is None and found.type != "Person":
            possessor = self.parse.kid(i, "poss")
            whose = self.referents.get(possessor, ()) if possessor is not None else ()
            if len(whose) == 1 and whose[0].state:
                served = self.names.referent(whose[0].state)
                if whose[0].type == "Person" and found.type == served.type == "Organisation":
                    # "His institution" is the one he speaks for.
                    return (served,)
                noun = self.roles.nouns.get(self.parse.lemmas[i])
                acts = noun is not None and noun.acts_for_state and whose[0].type not in {"ArmedGroup", "People"}
                return (Referent(f"{whose[0].name} {found.name}", found.type, state=whose[0].state, acts=acts),)
        return (found,)

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
            found = self._describe(i)
            return (Referent(found.name, "Bloc", local=" " not in found.name),)
        if self.parse.lemmas[i] not in self.words.instruments:
            return None
        found = self._describe(i)
        self.names.learn_acronym(i, found)
        return (found,)

    def _describe(self, i: int) -> Referent:
        """The referent of any noun phrase, by its words."""
        lemma = self.parse.lemmas[i]
        kind: NodeType = "Topic"
        if lemma in self.words.instruments:
            kind = "Instrument"
        elif lemma in self.words.events:
            kind = "Event"
        self.spans.setdefault(i, (left_edge(self.parse, i), max(i + 1, right_edge(self.parse, i))))
        state = self.names.states.concerned(i)
        if state is None and lemma in _WORDS.devices | _WORDS.sites | _WORDS.localities:
            state = self.whereabouts.scene(i)
        possessor = self.parse.kid(i, "poss")
        if state is None and possessor is not None:
            whose = self.referents.get(possessor, ())
            state = whose[0].state if len(whose) == 1 else None
        return Referent(label(self.parse, i) or clean(self.parse.words[i]), kind, state=state)

    def _complete_titles(self) -> None:
        """Gives earlier mentions of a person what later ones added, and bare titles the person named only later."""
        for i, found in self.referents.items():
            if len(found) != 1 or found[0].type != "Person":
                continue
            who = found[0]
            if who.title and who.node is None and who.name.lower().endswith(who.title.split()[-1]):
                if who.state is None and who.name.lower() != who.title:
                    # "The military's spokesman" need not be the one named later.
                    continue
                later = self.names.people.holder(who.title, who.state)
                if later:
                    self.referents[i] = (later,)
                continue
            words = tuple(who.name.split())
            # A first name with a title ("Foreign Minister Ibrahim") is the one person so named and titled later.
            first = len(words) == 1 and who.title is not None
            fresh = self.names.people.refer(words, title=who.title) if first else self.names.people.find(words)
            if fresh:
                self.referents[i] = (fresh,)
