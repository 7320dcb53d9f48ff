"""Whose voice a statement is where it says "we" and "I" itself: who issues or signs it, or takes a stance in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from kg.clauses import subjects
from kg.model import Referent
from kg.nouns import prepositions
from kg.objects import agents
from kg.parse import QUOTATION_MARKS
from kg.resolve.names import Names
from kg.resolve.pronouns import FIRST_PLURAL, FIRST_SINGULAR
from kg.resolve.speech import Speech
from kg.resolve.voice import Voice
from kg.resolve.words import ReferenceWords

_SIDES = frozenset({"State", "Organisation", "Bloc"})
# Lines in front that may name whose statement it is.
_OPENING = 3
_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})
_MANY = frozenset({"NNS", "NNPS"})
_MAKING = frozenset({"by", "of", "from"})
_NOBODY = Referent("", "Topic")
_SPEAKING = frozenset({"Person", "State", "Organisation", "Bloc", "ArmedGroup", "Group"})


class OwnVoice:
    """The voice of one article; ``who`` gives what any token stands for, ``speech`` what is not said in that voice."""

    def __init__(
        self, words: ReferenceWords, names: Names, speech: Speech, who: Callable[[int], tuple[Referent, ...]]
    ) -> None:
        self.words, self.names, self.roles, self.who = words, names, names.roles, who
        self.speaker_of, self.turns = speech.found, speech.turns
        self.parse, self.article, self.voice = names.parse, names.article, Voice(names.article, names)

    def _issuers(self) -> tuple[Referent, ...]:
        """Whom the article says a statement to be of ("Statement by X", "X's remarks"), or the state X acts for.

        Of "Joint Statement of X and Y", both, if they are states or bodies.
        """
        for line in self.voice.lines:
            for k in line:
                maker = self._maker(k) if self.parse.lemmas[k] in self.words.utterances else None
                # "We issue a statement" does not tell who we are.
                if maker is None or self.parse.tags[maker] in {"PRP", "PRP$"}:
                    continue
                several = [self.who(m) for m in self.parse.conjuncts(maker)]
                if len(several) > 1 and all(len(who) == 1 and who[0].type in _SIDES for who in several):
                    return tuple(who[0] for who in several)
                found = self.who(maker)
                if len(found) == 1 and found[0].type in _SPEAKING:
                    return (self._state_of(found[0]),)
        return ()

    def _state_of(self, who: Referent) -> Referent:
        """The state that ``who`` acts for; of a minister named without it, the one that acts first in the article."""
        if who.acts and who.state:
            return self.names.referent(who.state)
        title = self.roles.titles.get(who.title or "")
        if who.type == "Person" and title is not None and title.acts_for_state:
            tensed = (v for v, tag in enumerate(self.parse.tags) if tag in _TENSED)
            acting = (k for v in tensed for k in subjects(self.parse, v)[:1] if self._is_own_word(v, k))
            return next((side for k in acting if (side := self._side(k)).type == "State"), who)
        return self.home_of(who)

    def home_of(self, body: Referent) -> Referent:
        """The state of a ministry that is named without one in a text dated from a capital, else the body itself."""
        nouns = (self.roles.nouns.get(word) for word in body.name.lower().split())
        official = body.type == "Organisation" and any(noun is not None and noun.acts_for_state for noun in nouns)
        home = self.voice.dated_from() if official and body.state is None else None
        return body if home is None else self.names.referent(home)

    def _maker(self, noun: int) -> int | None:
        """Whose statement the noun is: its owner, or the subject of "issued a statement"."""
        parse, verb, owner = self.parse, self.parse.heads[noun], self.parse.kid(noun, "poss")
        # An envoy delivers his government's message.
        owned = owner is not None and parse.pos[owner] == "PROPN"
        text = parse.heads[verb] if parse.deps[noun] == "pobj" else noun
        issued = parse.heads[text]
        if parse.deps[text] == "nsubjpass" and parse.lemmas[issued] in self.words.issuing:
            # "The text of the following statement was issued jointly by the Governments of France and Italy".
            whose = next(iter(agents(parse, issued)), None)
            several = prepositions(parse, whose) if whose is not None and parse.tags[whose] in _MANY else []
            return next((p.objects[0] for p in several if p.word == "of" and len(p.objects) > 1), whose)
        if parse.deps[noun] == "dobj" and not owned and parse.lemmas[verb] in self.words.issuing:
            return next(iter(subjects(parse, verb)), None)
        # "The release of all prisoners" is no press release of theirs.
        making = _MAKING if parse.lemmas[noun] != "release" else _MAKING - {"of"}
        by = [o for p in prepositions(parse, noun) if p.word in making for o in p.objects[:1]]
        return owner if not by else by[0]

    @cached_property
    def institution(self) -> tuple[Referent, ...]:
        """Who issues the article, else who takes a stance in it."""
        return self.issuer or (self._judges if self.article.author is None else ())

    @cached_property
    def issuer(self) -> tuple[Referent, ...]:
        """On whose behalf the article is made, else whose statement it is, who issues or signs it."""
        if self.article.author is not None:
            return ()
        signed = self.voice.person()
        body = self.voice.body()
        found = (body,) if body is not None else self._issuers()
        maker = self.voice.office() or signed
        state = maker.state if maker is not None and maker.acts else None
        state = state or (self.voice.seat() if maker is not None else None)
        if not found and state is not None:
            found = (self.names.referent(state),)
        return found

    @cached_property
    def reports(self) -> bool:
        """True where what others said stands in quotation marks, as in a report and not in a statement."""
        if self.turns:
            return False
        speaking = (k for k, word in enumerate(self.parse.lower) if word in FIRST_SINGULAR | FIRST_PLURAL)
        marked = not QUOTATION_MARKS.isdisjoint(self.parse.words)
        return marked and (bool(self.speaker_of) or any(self.parse.is_quoted(k) for k in speaking))

    @cached_property
    def _judges(self) -> tuple[Referent, ...]:
        """Who most often takes a stance in the present: "Canada condemns", "Fiji and Chad condemn"."""
        stances: Counter[tuple[Referent, ...]] = Counter()
        for verb, lemma in enumerate(self.parse.lemmas):
            helping = {self.parse.lower[k] for k in self.parse.kids_by(verb, "aux")}
            # Taggers may take the plural "condemn" for a past tense.
            present = self.parse.tags[verb] == "VBZ" or (self.parse.lower[verb] == lemma and not helping)
            feeling = self._felt(verb)
            if feeling or (lemma in self.words.stances and (present or "will" in helping)):
                heads = subjects(self.parse, verb)
                own = bool(heads) and self._is_own_word(verb, heads[0])
                stances[tuple(dict.fromkeys(side for k in heads for side in self._sides(k)))] += own
        ranked = [(who, n) for who, n in stances.most_common(2) if n and who and all(r.type in _SIDES for r in who)]
        clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else ()

    def _felt(self, verb: int) -> bool:
        """True for the verb of "is deeply concerned", "remains committed"."""
        parse = self.parse
        passive = {parse.lower[k] for k in parse.kids_by(verb, "auxpass")} & {"is", "are"}
        said = [verb] if passive else list(parse.kids_by(verb, "acomp")) if parse.tags[verb] in {"VBZ", "VBP"} else []
        return any(parse.lower[k] in self.words.feelings for k in said)

    def _is_own_word(self, verb: int, subject: int) -> bool:
        """True for a main clause outside quotations whose subject is named; a transcript is all quotation."""
        quoted = self.parse.sentence_of[verb] in self.speaker_of and not self.turns
        told = bool(self.turns) and self.parse.deps[verb] == "ccomp"
        start = self.parse.sentences[self.parse.sentence_of[subject]][0]
        named = self.parse.pos[subject] == "PROPN" or (subject > start and self.parse.words[subject][:1].isupper())
        above = self.parse.heads[verb]
        # "Does not, and will not, recognise it".
        main = above == verb or (self.parse.deps[verb] == "conj" and self.parse.heads[above] == above)
        return (main or told) and not quoted and named

    def _side(self, k: int) -> Referent:
        """Whom the act of the one named at ``k`` is an act of."""
        sides = self._sides(k)
        return sides[0] if len(sides) == 1 else _NOBODY

    def _sides(self, k: int) -> tuple[Referent, ...]:
        """The same for several: "the Governments of France and Italy"."""
        return tuple(self.names.referent(who.state) if who.acts and who.state else who for who in self.who(k))

    def signatory(self) -> tuple[Referent, ...]:
        """The "I" in the voice of a statement: who signs it."""
        if self.article.author is not None:
            return ()
        signed = self.voice.person() or self._presenter() or self._office()
        if signed is None:
            return ()
        state = self._state_of(signed)
        return (signed if state == signed else replace(signed, state=state.node, acts=state.node is not None),)

    def _presenter(self) -> Referent | None:
        """The person whom a line in front says to speak: "Ana Soto updates the House", "Ana Soto gave a statement"."""
        parse = self.parse
        for k in (k for line in self.voice.lines[:_OPENING] for k in line):
            given = parse.kid(k, "dobj") if parse.lemmas[k] in self.words.issuing else None
            uttered = given is not None and parse.lemmas[given] in self.words.utterances
            who = subjects(parse, k)[:1] if uttered or parse.lemmas[k] in self.words.presenting else []
            found = self.who(who[0]) if who else ()
            if len(found) == 1 and found[0].type == "Person" and not found[0].local:
                return found[0]
        return None

    def _office(self) -> Referent | None:
        """The office that a line in front is the name of: "Minister for Foreign Affairs", of the state that speaks."""
        for line in self.voice.lines[:_OPENING]:
            words = [k for k in line if self.parse.words[k].strip()]
            title = " ".join(self.parse.lower[k] for k in words)
            if title in self.roles.titles and len(self._judges) == 1:
                state, name = self._judges[0].state, self.parse.quote(words[0], words[-1] + 1).text
                return Referent(name, "Person", state=state, acts=state is not None, title=title)
        return None
