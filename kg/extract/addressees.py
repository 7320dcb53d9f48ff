"""Whom a verb is about beside its plain object: who is asked, charged, called on, sent away, let in or kept out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.clauses import receivers, subjects
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.verbs import is_infinitive, is_mandative, is_passive

_WORDS = load_grammar()
GUESTS = frozenset({"Person", "Group"})


class Addressees:
    """Finds them for the verbs of one reading; empty or False where a verb has none of the kind."""

    def __init__(self, fillers: Fillers) -> None:
        self.b, self.parse, self.lexicon = fillers, fillers.parse, fillers.lexicon

    def _are(self, role: str, heads: Iterable[int], types: frozenset[str]) -> bool:
        """True where the heads name something, and nothing that is of another type."""
        kinds = {a.referent.type for a in self.b.fill(role, list(heads))}
        return bool(kinds) and kinds <= types

    def _asked(self, i: int, match: Match) -> list[int]:
        """Whom somebody wants to act: "wants Bulgaria to shut the plant"."""
        for verb in self.parse.kids_by(i, "ccomp", "xcomp"):
            own = self.parse.kid(verb, "nsubj")
            if own is not None and is_infinitive(self.parse, verb):
                heads = self.parse.conjuncts(own)
                return heads if all(self.b.is_actor(a) for a in self.b.fill("recipient", heads)) else []
        return []

    def _charged(self, i: int, match: Match) -> list[int]:
        """Who is said to have done wrong in what somebody complains of: "charged that the troops had looted"."""
        for verb in self.parse.kids_by(i, "ccomp"):
            heads = [k for k in subjects(self.parse, verb) if not is_passive(self.parse, verb)]
            who = {a.referent for a in self.b.fill("actor", subjects(self.parse, i))}
            charged = self.b.fill("recipient", heads)
            if who and charged and all(self.b.is_actor(a) and a.referent not in who for a in charged):
                return heads
        return []

    def _is_demanded(self, i: int, match: Match) -> bool:
        """True for "insisted that Chad withdraw", and not for "insisted that Chad withdrew"."""
        return any(is_mandative(self.parse, k) for k in self.parse.kids_by(i, "ccomp"))

    def _is_sent_away(self, i: int, match: Match) -> bool:
        """True for "ordered the correspondent to leave the country", "told the envoy to leave"."""
        for verb in self.parse.kids_by(i, "xcomp", "ccomp", "advcl"):
            left = [self.parse.lemmas[k] for k in self.parse.kids_by(verb, "dobj")]
            if self.parse.lemmas[verb] == "leave" and is_infinitive(self.parse, verb):
                return not left or left[0] in {"country", "territory", "kingdom", "republic"}
        return False

    def _let_in(self, i: int, match: Match) -> tuple[int, ...]:
        """Inspectors and the like whom somebody lets visit or enter; empty where it is about others."""
        verbs = [k for k in self.parse.kids_by(i, "ccomp", "xcomp") if self.parse.lemmas[k] in _WORDS.entering]
        into = [p for k in (i, *match.objects) for p in prepositions(self.parse, k) if p.word in {"into", "to", "in"}]
        heads = match.objects or tuple(m for v in verbs for m in subjects(self.parse, v))
        inner = [o for k in heads for p in prepositions(self.parse, k) if p.word == "of" for o in p.objects]
        inspecting = any(self.parse.lemmas[k] in _WORDS.inspecting for k in (*heads, *inner))
        return heads if inspecting and (verbs or into) else ()

    def _to_justice(self, i: int, match: Match) -> bool:
        """True where a person is given to those who try him: "turned over the general to the tribunal"."""
        given = match.objects
        holders = [o for k in (i, *given) for p in prepositions(self.parse, k) if p.word == "to" for o in p.objects]
        tried = any(self.parse.lemmas[k] in _WORDS.justice for k in holders)
        tried = tried or (bool(holders) and all(self.parse.lemmas[k] in _WORDS.wanted for k in given))
        return tried and self._are("recipient", given, GUESTS)

    def _kept_out(self, i: int, match: Match) -> list[int]:
        """Who "was denied entry to" a country, which nobody keeps out; so too "denied inspectors access to a site"."""
        if match.preposition_at is None:
            return []
        return subjects(self.parse, i) if is_passive(self.parse, i) else receivers(self.parse, i)

    def _are_called_on(self, i: int, match: Match) -> Sequence[int]:
        """Who is to do what one calls for: "called for all forces to withdraw"."""
        asked = match.preposition_at is not None and self.parse.lower[match.preposition_at] == "for"
        acting = any(is_infinitive(self.parse, k) for k in self.parse.kids_by(i, "xcomp"))
        return match.objects if asked and acting else ()
