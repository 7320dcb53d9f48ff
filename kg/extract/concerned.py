"""Who is hit by what is done to a thing: those whose it is, who runs it, whose move it was."""

from __future__ import annotations

from collections.abc import Iterator

from kg.clauses import doers, subjects
from kg.extract.arguments import LETTING
from kg.extract.fillers import Fillers
from kg.extract.match import Match, match_noun
from kg.extract.targets import side
from kg.grammar import load_grammar
from kg.model import Argument
from kg.nouns import prepositions
from kg.objects import authors_of
from kg.verbs import is_verb

_WORDS = load_grammar()
# What is done to a thing of theirs is done to its owners.
_AIMED = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE", "SANCTION", "COERCE", "ASSAULT"})
_FORCED = frozenset({"SANCTION", "COERCE", "ASSAULT"})
_POINTING = frozenset({"the", "this", "that"})


class Concerned:
    """Finds whom the acts of one reading concern that are done to things."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse = fillers, fillers.parse

    def whose(self, i: int, match: Match, who: list[Argument]) -> Iterator[Argument]:
        """Those who are hit with what is theirs: "rejected a statement by parliament", "bombed camps of the rebels".

        Of an act only its doer is meant: "condemned the murder of two nuns" is not aimed at the nuns.
        """
        yield from self.b.fill("recipient", list(self._named_within(match)))
        if match.entry.relation in LETTING:
            helped = [
                *match.objects,
                *(s for k in self.parse.kids_by(i, "ccomp") if k > i for s in subjects(self.parse, k)),
            ]
            yield from (a for a in self.b.fill("recipient", helped) if self.b.is_actor(a))
        if match.entry.event_type not in _AIMED:
            return
        yield from self._summed_up(i, match, who)
        mine = {(a.referent.node or a.referent.name, a.referent.state) for a in who}
        for head in match.objects:
            if any(self.b.is_actor(a) for a in self.b.fill("object", [head])):
                continue
            act = match_noun(self.parse, head, self.b.lexicon) is not None
            found = prepositions(self.parse, head)
            owners = [o for p in found if p.word == "by" for o in p.objects]
            # "Criticised remarks made by", "seized fields operated by".
            owners += authors_of(self.parse, head, _WORDS.running if match.entry.event_type in _FORCED else ())
            if not owners and not act:
                owners = [*self.parse.kids_by(head, "poss"), *(o for p in found if p.word == "of" for o in p.objects)]
            for owner in self.b.fill("recipient", owners):
                referent = owner.referent
                known = (referent.node or referent.name, referent.state) in mine
                if self.b.is_actor(owner) and referent.type != "Place" and not known:
                    yield owner

    def _summed_up(self, i: int, match: Match, who: list[Argument]) -> Iterator[Argument]:
        """Who did what "the move" sums up: "Chad shut the port, and Mali denounced the move".

        What is told as a possibility or a plan was no move yet.
        """
        parse = self.parse
        heads = [k for k in match.objects if parse.lemmas[k] in _WORDS.remarks and parse.tags[k] == "NN"]
        if not heads or any({parse.lower[m] for m in parse.kids[k]} - _POINTING for k in heads):
            return
        before = parse.heads[i] if parse.deps[i] in {"conj", "advcl"} and parse.heads[i] < i else self._root_before(i)
        if before is None or not is_verb(parse, before) or self.b.status.of(before).status != "asserted":
            return
        home = {side(a) for a in who}
        yield from (a for a in self.b.fill("recipient", doers(parse, before)) if side(a) not in {None, *home})

    def _root_before(self, i: int) -> int | None:
        """The main verb of the sentence before that of ``i``."""
        at = self.parse.sentence_of[i]
        if at == 0:
            return None
        start, end = self.parse.sentences[at - 1]
        return next((k for k in range(start, end) if self.parse.heads[k] == k), None)

    def _named_within(self, match: Match) -> Iterator[int]:
        """Who is charged in what is investigated ("claims that police stole"), and owes the debt that is forgiven."""
        for head in match.objects:
            if match.entry.relation == "investigated":
                clauses = self.parse.kids_by(head, "ccomp", "acl")
                yield from (s for k in clauses for s in subjects(self.parse, k) if self.b.reading.referents.get(s))
            elif match.entry.relation == "aided":
                # "Debts of two million owed by Chad": the parser may give the participle to the sum.
                sums = (o for p in prepositions(self.parse, head) if p.word == "of" for o in p.objects)
                yield from (a for k in (head, *sums) for a in authors_of(self.parse, k, {"owe"}))
