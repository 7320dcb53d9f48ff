"""Pronouns whose clause tells what they stand for: by its cause, its parallel, what it continues.

Before salience is weighed. Each rule knows one form of clause and gives nothing for any other.
"""

from __future__ import annotations

from kg.clauses import subjects
from kg.grammar import load_grammar
from kg.model import Referent
from kg.parse import Parse
from kg.resolve.antecedents import Antecedents, Candidate
from kg.verbs import WILL, occasions

COLLECTIVE = frozenset({"Group", "People", "ArmedGroup", "Organisation", "Bloc"})
# How many sentences back a plural pronoun looks.
PLURAL_REACH = 2
_WORDS = load_grammar()
_CAUSES = frozenset({"after", "because", "for", "since"})
_ORGANISED = frozenset({"State", "Organisation", "ArmedGroup", "Bloc", "Instrument"})
_TELLING = frozenset({"State", "Organisation", "ArmedGroup", "Bloc"})


def fits(parse: Parse, c: Candidate, kind: str) -> bool:
    """True where a mention can be what a pronoun of this kind (person, thing, rule or plural) stands for."""
    first = c.referents[0]
    if kind == "person":
        # "Voter registration" names no voter.
        return c.is_person and not (parse.deps[c.at] == "compound" and parse.tags[c.at] == "NN" and first.local)
    if kind == "rule":
        return first.type == "Instrument" and len(c.referents) == 1
    if kind == "thing":
        group = first.type == "Group" and parse.tags[c.at] == "NN"
        # "None of the soldiers was hurt. It urged": of some there is no "it".
        counted = parse.lemmas[c.at] in _WORDS.counting
        return (first.type in _ORGANISED or group) and len(c.referents) == 1 and not (c.plural or counted)
    if first.type in {"Organisation", "Bloc"} and not c.subject:
        return False
    return (first.type in COLLECTIVE or (first.type == "Topic" and c.subject)) and (
        c.plural or first.type in {"ArmedGroup", "People"}
    )


class ByClause:
    """Finds what the clauses of one parse tell of their pronouns, given the mentions ``before`` them."""

    def __init__(self, parse: Parse, before: Antecedents) -> None:
        self.parse, self.before = parse, before

    def of(self, i: int, kind: str) -> tuple[Referent, ...]:
        """What a pronoun of any kind stands for by the cause, occasion, threat or question of its clause."""
        caused = self._provoking(i, kind) or self._blamed(i, kind)
        return caused or self._suffering(i, kind) or self._menaced(i, kind) or self._asked(i)

    def thing(self, i: int) -> tuple[Referent, ...]:
        """What an "it" stands for."""
        return self._having(i) or self._continued_thing(i) or self._parallel(i)

    def several(self, i: int) -> tuple[Referent, ...]:
        """Whom a "they" stands for."""
        return self._continued(i) or self._couple(i) or self._spoken_to(i)

    def _clause_of(self, i: int, *labels: str) -> tuple[int, int] | None:
        """The verb whose subject ``i`` is, and the word above it, where that clause has one of the labels."""
        verb = self.parse.heads[i]
        subject = self.parse.deps[i] in {"nsubj", "nsubjpass"} and self.parse.deps[verb] in labels
        return (verb, self.parse.heads[verb]) if subject else None

    def _provoking(self, i: int, kind: str) -> tuple[Referent, ...]:
        """Whom others react to, as the subject of what they react to: "punished Belarus after it forced down a plane".

        Implicit causality (Garvey & Caramazza 1974): with verbs of reaction the cause is sought in the object.
        """
        parse, clause = self.parse, self._clause_of(i, "advcl")
        if clause is None or parse.deps[i] != "nsubj":
            return ()
        verb, main = clause
        if main > verb or not any(parse.lower[k] in _CAUSES for k in parse.kids_by(verb, "mark")):
            return ()
        if parse.lemmas[main] not in _WORDS.reacting or parse.kid(verb, "dobj", "xcomp", "prep") is None:
            return ()
        who = set(subjects(parse, main))
        first = min(who, default=main)
        faced = [c for c in self.before.seen if first < c.at < i and c.at not in who and not c.modifier]
        found = {c.referents for c in faced if fits(parse, c, kind)}
        return found.pop() if len(found) == 1 else ()

    def _blamed(self, i: int, kind: str) -> tuple[Referent, ...]:
        """Whom others react to, as the owner of what they react to: "condemned Israel for its attack on Qatar"."""
        parse, noun = self.parse, self.parse.heads[i]
        preposition = parse.heads[noun]
        verb = parse.heads[preposition]
        if parse.deps[verb] == "dobj":
            # Parsers hang "for" on whom one commends.
            verb = parse.heads[verb]
        wished = parse.lower[preposition] == "on" and parse.lemmas[verb] in _WORDS.congratulating
        reason = (wished or parse.lower[preposition] in {"for", "over"}) and parse.deps[noun] == "pobj"
        reason = reason and parse.lemmas[verb] in _WORDS.reacting | _WORDS.of_others
        # "Supported the army in its efforts".
        helped = parse.lower[preposition] == "in" and parse.lemmas[verb] in _WORDS.assisting
        if parse.deps[i] != "poss" or not (reason or helped):
            return ()
        whom = parse.kid(verb, "dobj")
        if helped:
            who = self.before.refer(whom) if whom is not None and whom < preposition else ()
            return who if len(who) == 1 and who[0].type in _ORGANISED else ()
        several = [m for m in parse.conjuncts(whom) if m < preposition] if whom is not None else []
        if kind == "plural" and len(several) > 1:
            # "Thanked France and Germany for their mediation".
            return tuple(dict.fromkeys(r for m in several for r in self.before.refer(m)))
        found = self.before.refer(whom) if whom is not None and whom < preposition else ()
        mentioned = (c for c in self.before.seen if c.at == whom)
        return found if any(fits(parse, c, kind) for c in mentioned) else ()

    def _suffering(self, i: int, kind: str) -> tuple[Referent, ...]:
        """Those of "were killed when rebels attacked their base", or "the truck carrying them": it was their base."""
        parse = self.parse
        if parse.deps[i] not in {"poss", "dobj", "pobj"}:
            return ()
        for main in range(i - 1, parse.sentences[parse.sentence_of[i]][0], -1):
            dying = parse.lemmas[main] in _WORDS.dying
            suffering = dying or parse.lemmas[main] in _WORDS.harming
            sufferer = parse.kid(main, "nsubj" if dying else "nsubjpass") if suffering else None
            if sufferer is None or (kind == "plural") != (parse.tags[sufferer] in {"NNS", "NNPS"}):
                continue
            clauses = parse.kids_by(main, "advcl") if dying else occasions(parse, main)
            if any(parse.kid(k, "nsubj") is not None and i in parse.spans(k) for k in clauses):
                return self.before.refer(sufferer)
        return ()

    def _menaced(self, i: int, kind: str) -> tuple[Referent, ...]:
        """Who is to act or else: "threatened to veto Turkey's bid unless it yields" is not about who threatens."""
        parse, clause = self.parse, self._clause_of(i, "advcl")
        if clause is None:
            return ()
        marks = {parse.lower[k] for k in parse.kids_by(clause[0], "mark")}
        turned = any(k < i and parse.lower[k] == "should" for k in parse.kids_by(clause[0], "aux"))
        above = clause[1]
        if (turned or "if" in marks) and any(parse.lower[k] in WILL for k in parse.kids_by(above, "aux")):
            return self._struck(above, i, kind)
        if "until" in marks and parse.kid(above, "neg") is not None:
            # "Will not talk with the rebels until they free him".
            return next((c.referents for c in self.before.seen if above < c.at < i and fits(parse, c, kind)), ())
        if "unless" not in marks:
            return ()
        while parse.lemmas[above] not in _WORDS.warning and parse.heads[above] != above:
            above = parse.heads[above]
        if parse.lemmas[above] not in _WORDS.warning or above > i:
            return ()
        # Whose bid it is, or whom one warns, stands nearest to the threat.
        return next((c.referents for c in self.before.seen if above < c.at < i and fits(parse, c, kind)), ())

    def _struck(self, verb: int, i: int, kind: str) -> tuple[Referent, ...]:
        """Whom somebody will harm if he acts: "would attack Chad if it invaded Mali"."""
        struck = self.parse.kid(verb, "dobj") if self.parse.lemmas[verb] in _WORDS.harming else None
        return next((c.referents for c in self.before.seen if c.at == struck and fits(self.parse, c, kind)), ())

    def _asked(self, i: int) -> tuple[Referent, ...]:
        """Whom one asks what he will do: "asked Ankara whether it would send missiles"."""
        parse, clause = self.parse, self._clause_of(i, "ccomp", "advcl")
        if clause is None or parse.lemmas[clause[1]] != "ask" or parse.deps[i] != "nsubj":
            return ()
        asking = any(parse.lower[k] in {"whether", "if"} for k in parse.kids[clause[0]])
        whom = parse.kid(clause[1], "dobj", "dative") if asking else None
        return self.before.refer(whom) if whom is not None and whom < i else ()

    def _having(self, i: int) -> tuple[Referent, ...]:
        """Who has what "it" uses: "help Chad earn income it uses to buy arms" is about Chad."""
        parse, clause = self.parse, self._clause_of(i, "relcl")
        if clause is None or parse.deps[clause[1]] != "dobj":
            return ()
        found = [r for s in subjects(parse, parse.heads[clause[1]]) if s < i for r in self.before.refer(s)]
        return tuple(found) if len(found) == 1 and found[0].type in _TELLING else ()

    def _continued_thing(self, i: int) -> tuple[Referent, ...]:
        """The thing the sentence before is about: "The truce held. It was brokered by Qatar"."""
        parse, sentence = self.parse, self.parse.sentence_of[i]
        main = parse.heads[parse.heads[i]] == parse.heads[i]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or not main or sentence == 0:
            return ()
        if any(c.sentence == sentence and c.at < i for c in self.before.seen):
            return ()
        start, end = parse.sentences[sentence - 1]
        for k in range(start, end):
            # Without a verb of its own the parser makes the noun the head: "The truce ... held".
            if parse.deps[k] in {"nsubj", "nsubjpass", "ROOT"} and parse.heads[parse.heads[k]] == parse.heads[k]:
                if any(c.at == k and c.referents[0].type not in {"Instrument", "Event"} for c in self.before.seen):
                    # "The court found that Chad had broken it. It also found": the court.
                    again = any(parse.lower[m] == "also" for m in parse.kids_by(parse.heads[i], "advmod"))
                    found = self.before.refer(k) if again else ()
                    return found if len(found) == 1 and found[0].type in _ORGANISED else ()
                thing = parse.tags[k] == "NN" and parse.pos[k] == "NOUN" and parse.lemmas[k] not in _WORDS.counting
                return self.before.refer(k) if thing else ()
        return ()

    def _parallel(self, i: int) -> tuple[Referent, ...]:
        """The subject of the clause just before, for "it" as subject: "the gap will narrow, and it will help"."""
        parse, clause = self.parse, self._clause_of(i, "conj", "advcl")
        subject = (
            parse.kid(clause[1], "nsubj", "nsubjpass") if clause is not None and parse.deps[i] == "nsubj" else None
        )
        if subject is None or subject > i or parse.tags[subject] not in {"NN", "NNP"}:
            return ()
        found = self.before.refer(subject)
        return found if all(r.type != "Person" for r in found) else ()

    def _continued(self, i: int) -> tuple[Referent, ...]:
        """The several whom the sentence before is about, for "they" that opens the next: "Members met. They urged"."""
        parse, sentence = self.parse, self.parse.sentence_of[i]
        if parse.deps[i] not in {"nsubj", "nsubjpass"} or parse.heads[parse.heads[i]] != parse.heads[i]:
            return ()
        near = [c for c in self.before.seen if sentence - c.sentence <= 1 and c.at < i]
        if any(c.sentence == sentence for c in near):
            return ()
        for c in near:
            main = parse.heads[parse.heads[c.at]] == parse.heads[c.at]
            several = len(c.referents) > 1 or (c.plural and c.referents[0].type in COLLECTIVE)
            if c.subject and main and several and parse.deps[c.at] in {"nsubj", "nsubjpass"}:
                return c.referents
        return ()

    def _couple(self, i: int) -> tuple[Referent, ...]:
        """The coordinated persons, states or organisations nearest before a plural mention."""
        sentence = self.parse.sentence_of[i]
        near = any(c.sentence == sentence and c.at < i and fits(self.parse, c, "plural") for c in self.before.seen)
        for c in reversed(self.before.seen):
            if near and c.sentence < sentence:
                return ()
            if c.at < i and sentence - c.sentence <= PLURAL_REACH:
                if len(c.referents) > 1:
                    return c.referents
                merged = tuple(dict.fromkeys(r for d in self.before.fellows(c, i) for r in d.referents))
                if len(merged) > 1 and merged[0].type != "Topic" and c.subject:
                    return merged
        return ()

    def _spoken_to(self, i: int) -> tuple[Referent, ...]:
        """Two who met or called each other shortly before, where nobody else who is several was named since."""
        sentence = self.parse.sentence_of[i]
        others = (c for c in self.before.seen if c.at < i and c.sentence >= sentence - 1 and c.subject and c.plural)
        alone = self.parse.deps[i] == "nsubj" and all(len(c.referents) > 1 for c in others)
        return self.before.interlocutors(i, reach=2) if alone else ()
