"""Who does what an event noun names: possessor, nationality, by-phrase, the verb around it."""

from __future__ import annotations

from kg.clauses import doers, subjects, undergoers
from kg.extract.agentless import EXILING
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import members, prepositions
from kg.objects import agents
from kg.verbs import is_verb

_WORDS = load_grammar()
_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})
# What one gives in doing something else: "in a warning to", "in a rebuke to", "in a concession to".
_GIVEN = frozenset({"THREATEN", "ACCUSE", "SUPPORT", "CONCEDE", "REJECT", "PROTEST"})
_SELF_MOVING = frozenset({"withdrewFrom", "withdrew"})
_GOING = frozenset({"visited", "travelledTo"})
# Where or to whom this is done its first word may say: "the Paris attacks", "the Iran sanctions".
_ON_THE_SPOT = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})
_TAKING = frozenset({"cast", "dismiss", "interpret", "perceive", "portray", "read", "regard", "see", "view"})
_AIMS = frozenset({"on", "against", "at"})
_OWN_ACTS = frozenset({"cease", "resume", "suspend", "escalate", "intensify", "continue", "renew"})


class Doers:
    """Finds the doers of nominal events of one reading."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse = fillers, fillers.parse

    def of(self, i: int, match: Match, light: int | None) -> list[Argument]:
        """Doers of the act: possessor, nationality, by-phrase, perpetrating participle, light verb's subject."""
        parse = self.parse
        if light is not None:
            found = self.b.fill("actor", doers(parse, light))
            if found:
                return found
        possessor = parse.kid(i, "poss")
        if possessor is None and parse.deps[i] == "conj" and parse.kid(i, "det", "nummod") is None:
            # "The regime's siege of towns and obstruction of aid": both are the regime's.
            possessor = parse.kid(parse.heads[i], "poss")
        if possessor is not None and not self.suffered(i):
            return [a for a in self.b.fill("actor", members(parse, possessor)) if self.b.is_node(a) or a.referent.state]
        if parse.deps[i] == "pobj" and parse.lower[parse.heads[i]] == "as" and parse.lemmas[i] != "part":
            taken = parse.heads[parse.heads[i]]
            if parse.lemmas[taken] in _TAKING:
                # "The pact was read as a message to Washington": it sent none.
                return []
            found = self.b.fill("actor", undergoers(parse, taken)) if is_verb(parse, taken) else []
            if found:
                return found
        by = [o for p in prepositions(parse, i) if self._is_doer(match, p.word) for o in p.objects]
        # "The release of 30 prisoners by Israel": the parser may hang "by" on the prisoners.
        of = [o for p in prepositions(parse, i) if p.word == "of" for o in p.objects]
        low = {"by", "from"} if match.entry.event_type == "AID" and self._is_doer(match, "from") else {"by"}
        by += [o for k in of for p in prepositions(parse, k) if p.word in low for o in p.objects]
        by += [
            m
            for k in parse.kids_by(i, "acl", "relcl")
            if parse.lemmas[k] in _WORDS.perpetrating
            for m in agents(parse, k)
        ]
        by += self._senders(i)
        doing = [a for a in self.b.fill("actor", by) if self.b.is_node(a) or a.referent.state]
        if doing:
            return doing
        found = self._named_before(i, match) or self._governed(i, match) or self._accompanied(i, match)
        return found or self._moving(i, of, match) or self._authorities(i, match)

    def _senders(self, i: int) -> list[int]:
        """From whom what is said comes: "a call for talks came from Norway"."""
        verb = self.parse.heads[i]
        if self.parse.deps[i] != "nsubj" or self.parse.lemmas[verb] != "come":
            return []
        return [o for p in prepositions(self.parse, verb) if p.word == "from" for o in p.objects]

    def suffered(self, i: int) -> list[int]:
        """Those whose arrest or expulsion it is: with nobody behind "of", the possessor; who is "in custody"."""
        above = self.parse.heads[i]
        if self.parse.lemmas[i] in _WORDS.holding and self.parse.lower[above] == "in":
            held = self.parse.heads[above]
            return subjects(self.parse, held) if is_verb(self.parse, held) else members(self.parse, held)
        possessor = self.parse.kid(i, "poss") if self.parse.lemmas[i] in _WORDS.suffering else None
        if possessor is None or any(p.word == "of" for p in prepositions(self.parse, i)):
            return []
        return members(self.parse, possessor)

    def _moving(self, i: int, of: list[int], match: Match) -> list[Argument]:
        """Those who withdraw or ask: "the withdrawal of Cuban troops from Angola", "at the request of Mali"."""
        if match.entry.relation not in _SELF_MOVING and self.parse.lemmas[i] not in _WORDS.bidding:
            return []
        return [a for a in self.b.fill("actor", of) if self.b.is_actor(a)]

    def _authorities(self, i: int, match: Match) -> list[Argument]:
        """The state that alone expels from its land: "the expulsion of three Swiss from Libya"."""
        words = {"from"} if match.entry.relation in EXILING else set()
        nouns = [i, *(o for p in prepositions(self.parse, i) if p.word == "of" for o in p.objects)]
        held = [o for k in nouns for p in prepositions(self.parse, k) if p.word in words for o in p.objects[:1]]
        states = [a.referent.state for a in self.b.fill("actor", held) if a.referent.type in {"Place", "State"}]
        return [Argument("actor", self.b.reading.known(s), None) for s in states[:1] if s and s not in _WORDS.occupied]

    def _is_doer(self, match: Match, word: str) -> bool:
        """True for "by", for what the entry says leads to the doer, and for "from" unless it says otherwise."""
        slot = match.entry.noun_slots.get(word)
        return word == "by" or (slot.role == "actor" if slot else word == "from")

    def _accompanied(self, i: int, match: Match) -> list[Argument]:
        """The doer of the act that the noun accompanies: "crimes committed by A, with targeting of B".

        What is done "in a warning to B" is how the warning is given; who speaks "on a visit to B" visits B, and who "is
        behind the attack" attacks.
        """
        parse, prep = self.parse, self.parse.heads[i]
        determiner = parse.kid(i, "det")
        given = determiner is not None and parse.lower[prep] == "in" and parse.lower[determiner] in {"a", "an"}
        given = given and match.entry.event_type in _GIVEN
        going = match.entry.relation in _GOING and parse.lower[prep] in {"on", "during"}
        # "Threw stones during demonstrations against the army".
        going = going or (match.entry.event_type == "PROTEST" and parse.lower[prep] in {"at", "during"})
        behind = parse.lower[prep] == "behind" and parse.lemmas[parse.heads[prep]] == "be"
        credited = parse.lemmas[parse.heads[prep]] in _WORDS.crediting
        if credited and parse.lower[prep] == "for" and parse.deps[i] == "pobj":
            # "Thanked Fiji for the deployment of doctors": Fiji deployed them.
            return [a for a in self.b.fill("actor", undergoers(parse, parse.heads[prep])) if self.b.is_actor(a)]
        if (given or going or behind) and is_verb(parse, parse.heads[prep]):
            return [a for a in self.b.fill("actor", doers(parse, parse.heads[prep])) if self.b.is_actor(a)]
        if parse.deps[i] != "pobj" or parse.lower[prep] not in {"with", "through", "via"} or determiner is not None:
            return []
        if parse.lemmas[parse.heads[prep]] in _WORDS.charging:
            # "Charged three men with murder": whoever charges has not murdered.
            return []
        start, _ = parse.sentences[parse.sentence_of[i]]
        for verb in range(prep - 1, start - 1, -1):
            found = self.b.fill("actor", doers(parse, verb)) if is_verb(parse, verb) else []
            if found and all(self.b.is_actor(a) for a in found):
                return found
        return []

    def _governed(self, i: int, match: Match) -> list[Argument]:
        """The doer from around the noun: who resumes "attacks on X", who is helped "in the fight against Y"."""
        parse = self.parse
        above = parse.heads[i]
        governor = parse.heads[above] if parse.deps[i] == "pobj" else above
        # "Suspended Guinea after the coup": whoever suspends has not staged it.
        within = parse.deps[i] != "pobj" or parse.lower[above] in {"with", "of", "on", "in", "to", "from"}
        # "Suspended deliveries to parts of Yemen": a part is no act.
        act = match.entry.event_type is not None
        if act and within and is_verb(parse, governor) and parse.lemmas[governor] in _OWN_ACTS:
            if any(parse.lemmas[k] in _WORDS.judging for k in doers(parse, governor)):
                # "The court suspended the deportation": it was not its own.
                return []
            return [a for a in self.b.fill("actor", doers(parse, governor)) if self.b.is_actor(a)]
        if parse.deps[i] == "dobj" and is_verb(parse, governor) and parse.lemmas[governor] in _WORDS.commanding:
            return [a for a in self.b.fill("actor", doers(parse, governor)) if self.b.is_actor(a)]
        if parse.deps[i] == "pobj" and parse.lower[above] == "in" and match.entry.event_type == "ASSAULT" and above:
            if is_verb(parse, governor) and parse.lemmas[governor] in _WORDS.seizing:
                return []
            if parse.lemmas[i] in _WORDS.suffering:
                # "Were ambushed at Tinzaouaten in their worst defeat": that was not the town's.
                return []
            if is_verb(parse, governor) and parse.lemmas[governor] in _WORDS.harming | _WORDS.toppling:
                return [a for a in self.b.fill("actor", doers(parse, governor)) if self.b.is_actor(a)]
            if parse.deps[above - 1] in {"dobj", "nsubjpass"} or parse.lower[parse.heads[above - 1]] == "of":
                # "The killing of the general in a drone strike": that was not his.
                return []
            return [a for a in self.b.fill("actor", [above - 1]) if self.b.is_actor(a)]
        return []

    def _named_before(self, i: int, match: Match) -> list[Argument]:
        """Whose act it is by the words in front; "the Paris attacks" tells where, and no more than that.

        So does "the Syria strikes", unless what follows tells whom that state struck.
        """
        found = self.in_front(i, towns=match.entry.event_type not in _ON_THE_SPOT)
        if match.entry.event_type not in _ON_THE_SPOT or any(p.word in _AIMS for p in prepositions(self.parse, i)):
            return found
        states = [self.parse.quote(k, k + 1) for k in self.parse.kids_by(i, "compound", "nmod") if self._is_state(k)]
        return [a for a in found if a.mention not in states]

    def _is_state(self, k: int) -> bool:
        """True for the name of a state that is no adjective: "Syria", and not "Syrian" or "U.S."."""
        word = self.parse.words[k]
        short = word.isupper() or "." in word
        return self.parse.tags[k] == "NNP" and not short and self.b.reading.kind(k) == "State"

    def in_front(self, i: int, towns: bool = True) -> list[Argument]:
        """Actors in front of the noun: "Israeli attack", "UK support", "Da'esh attacks".

        Without ``towns`` a capital stands for no government: "the Lisbon treaty" tells where and not who.
        """
        before = [k for k in self.parse.kids[i] if k < i and self.parse.deps[k] in _MODIFIERS]
        if not towns:
            before = [k for k in before if all(r.type != "Place" for r in self.b.reading.referents.get(k, ()))]
        named = [k for k in before if self.parse.words[k][:1].isupper()]
        return [a for k in named or before for a in self._actor_of(k)]

    def _actor_of(self, k: int) -> list[Argument]:
        """The actor a modifier names: a nationality counts as its state."""
        parse, names = self.parse, self.b.reading
        found = [a for a in self.b.fill("actor", [k]) if self.b.is_actor(a)] if k in names.referents else []
        if not parse.words[k][:1].isupper():
            found = [a for a in found if a.referent.type != "Organisation"]
        if found:
            return found
        state = self.b.reading.state_of(k)
        return [Argument("actor", self.b.reading.known(state), parse.quote(k, k + 1))] if state else []
