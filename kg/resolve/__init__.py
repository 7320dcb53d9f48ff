"""`Parse` -> `Reading`: mentions into referents, in one pass from the first word to the last."""

from __future__ import annotations

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.model import Article, Referent
from kg.parse import Parse
from kg.phrases import full_extent, full_label, left_edge, right_edge
from kg.reading import Reading
from kg.resolve.antecedents import Antecedents
from kg.resolve.common import CommonNouns
from kg.resolve.definite import Definite
from kg.resolve.first_person import FirstPerson
from kg.resolve.names import Names
from kg.resolve.pronouns import ALL, FIRST_PLURAL, FIRST_SINGULAR, PERSON, PLURAL, Pronouns
from kg.resolve.represented import Represented
from kg.resolve.speech import Speech
from kg.resolve.titles import Titles
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
        self.referents: dict[int, tuple[Referent, ...]] = {}
        self.before = Antecedents(parse, self._refer)
        self.definite = Definite(self.words, self.names, self.before, lambda i: self.first_person.speaking(i))
        self.spans: dict[int, tuple[int, int]] = {}
        self._asked: set[int] = set()
        self.common = CommonNouns(self.titles, self.words, self.referents, self.spans)
        self.speech = Speech(article, parse, self.words, self._may_speak, self._names_state)
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
            self.common.describe,
            self.names.referent,
            self.names.states.key,
            self.roles.title_words,
            self.roles.title_ends,
            self._government_of,
            self.names.people.served,
            self.names.states.of_word,
        )

    def _government_of(self, key: str) -> str | None:
        return self.names.gazetteer.capitals.get(self.names.gazetteer.nodes[key].label)

    def _refer(self, i: int) -> tuple[Referent, ...]:
        return self.referents[i] if i in self.referents else (self.common.describe(i),)

    def _who(self, i: int) -> tuple[Referent, ...]:
        """What the speaker at ``i`` stands for, also where the pass has not come to it yet.

        Nothing where that is just being asked: "our spokesman said" tells neither who we are nor for whom he speaks.
        """
        if i in self._asked or self.referents.get(i):
            return self.referents.get(i, ())
        self._asked.add(i)
        found = self._resolve(i) or ()
        self._asked.discard(i)
        return found

    def _inside_names(self) -> set[int]:
        """Tokens within a name that are not its head: no mentions of their own."""
        return {i for head, (start, end, _) in self.names.spans.name_at.items() for i in range(start, end) if i != head}

    def _names_state(self, i: int) -> bool:
        return self.names.states.key(i) is not None

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
        if parse.lower[i] == "both" and not parse.kids[i]:
            return self.definite.both(i)
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
        if parse.lower[i] == "one" and parse.pos[i] == "NUM" and (one := self._explained(i)) is not None:
            return (one,)
        if parse.lower[i] == "two" and parse.pos[i] == "NUM":
            return self.definite.two(i)
        if parse.words[i] in self.words.pairs:
            return tuple(self.names.referent(key) for key in self.words.pairs[parse.words[i]])
        offices = self.titles.offices(i) if parse.tags[i] in {"NNS", "NNPS"} else []
        if offices:
            return tuple(offices)
        if parse.pos[i] == "PROPN" and parse.lower[i] in self.words.anaphors["organ"]:
            # "The Department" is the one named in full before.
            shortened = self.definite.antecedent(i)
            if shortened is not None:
                return shortened
        named = self.names.named(i) if parse.pos[i] in {"PROPN", "NOUN", "ADJ"} and self.names.heads_name(i) else None
        named = named or (self._by_turn(i) if i in self.speech.turns else None)
        if named is not None:
            self.names.learn_acronym(i, named)
            return (self._metonym(i, named),)
        if parse.pos[i] == "NOUN" and (bearer := self._bearer(i)) is not None:
            return (bearer,)
        if parse.pos[i] == "NOUN" or parse.pos[i] == "PROPN":
            return self.definite.antecedent(i) or self.common.of(i)
        return None

    def _bearer(self, i: int) -> Referent | None:
        """Who is named right behind a noun: "the newspaper Die Welt", "his counterpart Recep Erdogan"."""
        for k in self.parse.kids_by(i, "appos"):
            start, end, _ = self.names.spans.name_at.get(k, (0, 0, ""))
            if start == i + 1 and end == k + 1:
                return self.names.named(k)
        return None

    def _explained(self, i: int) -> Referent | None:
        """The person named between commas: "one of them, the nurse Ana Soto, was fined"."""
        persons = (k for k in self.parse.kids_by(i, "appos") if self.parse.entity_at.get(k) == "PERSON")
        return next((self.names.named(k) for k in persons), None)

    def _by_turn(self, i: int) -> Referent | None:
        """The person whose turn begins with a bare name; a title there stands for whom it does elsewhere."""
        if self.parse.lower[i] in self.roles.title_words:
            return None
        words = self.names.spans.person_words(i)
        initials = self.names.people.by_initials(self.parse.words[i]) if self.parse.words[i].isupper() else None
        return initials or (self.names.people.refer(words) if words else None)

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
        # "At the request of Juba".
        acting = acting or (parse.lower[governor] == "of" and parse.lemmas[parse.heads[governor]] in _WORDS.bidding)
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
        kind = self.referents[i][0].type if i not in self.names.spans.name_at else None
        if kind in {"Group", "Person", "Organisation"}:
            end = right_edge(self.parse, i, 8)
        elif kind in {"Instrument", "Event"} and self.parse.pos[i] == "NOUN" and self._is_described(i):
            end = full_extent(self.parse, i)[1]
        return start, max(end, i + 1)

    def _is_described(self, i: int) -> bool:
        """True where the mention is the description that the node is named by, and points to none before."""
        return self.referents[i][0].name.endswith(full_label(self.parse, i))

    def _pronoun(self, i: int) -> tuple[Referent, ...]:
        word = self.parse.lower[i]
        if word in FIRST_SINGULAR | FIRST_PLURAL:
            return self.first_person.of(i, word in FIRST_PLURAL)
        return self.pronouns.of(i)

    def _complete_titles(self) -> None:
        """Gives earlier mentions of a person what later ones added, and bare titles the person named only later."""
        for i, found in self.referents.items():
            self.referents[i] = tuple(map(self._completed, found))

    def _completed(self, who: Referent) -> Referent:
        if who.type != "Person":
            return who
        if who.title and who.node is None and who.name.lower().endswith(who.title.split()[-1]):
            if who.state is None and who.name.lower() != who.title:
                # "The military's spokesman" need not be the one named later.
                return who
            return self.names.people.holder(who.title, who.state) or who
        words = tuple(who.name.split())
        # A first name with a title ("Foreign Minister Ibrahim") is the one person so named and titled later.
        first = len(words) == 1 and who.title is not None
        return (self.names.people.refer(words, title=who.title) if first else self.names.people.find(words)) or who
