"""For whom a person speaks who is named with a body: "the coalition's spokesman, X", "X, who leads the Y party"."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Referent
from kg.nouns import prepositions
from kg.resolve.antecedents import Antecedents
from kg.resolve.names import Names
from kg.resolve.words import ReferenceWords

_BODIES = frozenset({"ArmedGroup", "Organisation", "Bloc", "State", "Group"})
_OWNING = frozenset({"of", "for"})


class Represented:
    """The bodies that the persons of one article speak for, as their titles tell.

    ``who`` gives what a token stands for, also where the pass has not come to it yet.
    """

    def __init__(
        self,
        words: ReferenceWords,
        names: Names,
        before: Antecedents,
        who: Callable[[int], tuple[Referent, ...]],
    ) -> None:
        self.words, self.names, self.before, self.who = words, names, before, who
        self.parse, self.titles = names.parse, names.roles.title_words
        self._bare = words.anaphors["government"] | words.anaphors["organ"]
        self._known: dict[str, Referent] = {}

    def hear(self, i: int, person: Referent) -> None:
        """Remembers the body named with ``person`` at ``i``, where one is."""
        body = self._named_with(i)
        if body is not None:
            self._known[person.name] = body

    def body(self, i: int, person: Referent) -> Referent | None:
        """Whom ``person``, mentioned at ``i``, speaks for; None where no title names a body."""
        return self._named_with(i) or self._known.get(person.name)

    def _named_with(self, i: int) -> Referent | None:
        parse = self.parse
        led = self._led(i)
        if led is not None:
            return led
        nouns = [i, *parse.kids_by(i, "appos")]
        if parse.deps[i] == "appos":
            nouns.append(parse.heads[i])
        for noun in nouns:
            titled = [k for k in parse.kids_by(noun, "compound", "nmod") if parse.lower[k] in self.titles]
            if not titled and parse.lemmas[noun] not in self.titles:
                continue
            for k in (k for one in (noun, *titled) for k in self._owners(one)):
                found = self._one(k)
                if found is not None and found.type == "Person" and found.acts and found.state:
                    # A spokesman for the Secretary-General speaks for the United Nations.
                    return self.names.referent(found.state)
                if found is not None and found.type in _BODIES:
                    return found
        return None

    def _led(self, i: int) -> Referent | None:
        """The body of "X, who leads the government's delegation"."""
        parse = self.parse
        for verb in parse.kids_by(i, "relcl"):
            direct = parse.kid(verb, "dobj") if parse.lemmas[verb] in self.words.leading else None
            found = self._one(direct) if direct is not None else None
            if found is not None and found.type in _BODIES:
                return self.names.referent(found.state) if found.acts and found.state else found
        return None

    def _owners(self, noun: int) -> list[int]:
        """What stands with a title as that which its bearer serves."""
        parse = self.parse
        behind = [o for p in prepositions(parse, noun) if p.word in _OWNING for o in p.objects[:1]]
        # The "State" of a Minister of State is a word of the title, and no body.
        behind = [o for o in behind if parse.lower[o] not in self.titles or parse.kids[o] or self._is_body(o)]
        front = parse.kids_by(noun, "poss", "compound", "nmod")
        return [*behind, *(k for k in front if parse.lower[k] not in self.titles or self._is_body(k))]

    def _is_body(self, k: int) -> bool:
        """True for a name or a bare "ministry", which may be words of titles too: "the Taliban spokesman"."""
        return k in self.parse.named or self.parse.lemmas[k] in self._bare

    def _one(self, k: int) -> Referent | None:
        """The one body at ``k``; a bare "ministry" or "army" is the one spoken of before."""
        lemma = self.parse.lemmas[k]
        if self.parse.deps[k] == "compound" and lemma in self._bare:
            bare = self.before.same_head(k, lemma)
            if bare:
                return bare[0]
        found = self.who(k)
        return found[0] if len(found) == 1 else None
