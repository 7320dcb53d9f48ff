"""The persons an article names: variants of a name, surnames and titles lead to one referent.

Two full names that share a surname leave the bare surname open, as Bagga & Baldwin's cross-document work does: a wrong
merge is the worse fault.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.model import Node, Referent

_WORDS = load_grammar()
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "da", "al-"})


class People:
    """Persons of one article by name; ``on`` is the date at which rosters are asked."""

    def __init__(self, gazetteer: Gazetteer, on: date | None) -> None:
        self.gazetteer, self.on = gazetteer, on
        self._full: list[tuple[str, ...]] = []
        self._by_name: dict[tuple[str, ...], Referent] = {}
        self._private: set[tuple[str, ...]] = set()

    def add(self, words: tuple[str, ...]) -> None:
        """Registers a name as it stands, so that shorter mentions before it find it."""
        if words not in self._full:
            self._full.append(words)

    def canonical(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """The longest registered name that ``words`` abbreviates, None where two different ones compete."""
        hits = [full for full in self._full if _abbreviates(words, full)]
        longest = max(hits, key=len, default=None)
        if longest is None:
            return None
        if any(not _abbreviates(hit, longest) and not _abbreviates(longest, hit) for hit in hits):
            return words if words in self._full and len(words) > 1 else None
        return longest

    def refer(
        self,
        words: tuple[str, ...],
        state: str | None = None,
        title: str | None = None,
        acts: bool = False,
        private: bool = False,
    ) -> Referent:
        """The person of this name; what a mention adds (title, state) is kept for all mentions after it.

        Who is once called a ``private`` person, as a former president or a rebel leader is, acts for no state.
        """
        self.add(words)
        full = self.canonical(words) or words
        if title and len(full) == 1:
            longer = [f for f in self._full if len(f) > 1 and f[0] == full[0]]
            full = longer[0] if len(longer) == 1 else full
        known = self._by_name.get(full) or self._from_roster(full, title, state)
        if known is None:
            known = Referent(" ".join(full).replace(" - ", "-").replace("- ", "-"), "Person")
        known = replace(
            known,
            state=known.state or state,
            title=title if title and (known.title is None or len(title) > len(known.title)) else known.title,
            acts=(known.acts or acts) and not private and full not in self._private,
        )
        if private:
            self._private.add(full)
        self._by_name[full] = known
        return known

    def adopt(self, referent: Referent, title: str | None, acts: bool, private: bool = False) -> Referent:
        """A known person's referent, remembered under its name so that "Mr Lavrov" finds it."""
        words = tuple(referent.name.split())
        self.add(words)
        known = self._by_name.get(words, referent)
        if private:
            self._private.add(words)
        acts = (known.acts or acts) and words not in self._private
        self._by_name[words] = replace(known, title=title or known.title, acts=acts)
        return self._by_name[words]

    def _from_roster(self, words: tuple[str, ...], title: str | None, state: str | None) -> Referent | None:
        """Who is known by this name; a surname alone is nobody's of another state than the one it is named with."""
        found = self._known_as(words, title)
        named = len(words) == 1 and state is not None and self.gazetteer.nodes[state].type == "State"
        return None if found is not None and named and found.state not in {None, state} else found

    def _known_as(self, words: tuple[str, ...], title: str | None) -> Referent | None:
        name = " ".join(words)
        spelt = re.sub(r"\b[Aa]l[ -]+", "al-", name)
        node = self.gazetteer.office_holders(name, self.on) or self.gazetteer.office_holders(spelt, self.on)
        if node is None and title and len(words) == 1:
            node = self._by_title(words[0], title)
        if node is None:
            return self._of_one_country(name)
        acts = self.gazetteer.acts_for(node.key, self.on) is not None
        state = self.gazetteer.states.get(node.country or "")
        return Referent(node.label, "Person", node=node.key, state=state, acts=acts)

    def knows(self, words: tuple[str, ...]) -> bool:
        """True where the article names a person whom these words abbreviate."""
        return bool(words) and self.canonical(words) is not None

    def _of_one_country(self, name: str) -> Referent | None:
        """Who exactly stays open ("Bush"), but all candidates belong to one state."""
        state = self.gazetteer.state_of(name, self.on)
        return Referent(name, "Person", state=state, acts=True) if state else None

    def _by_title(self, surname: str, title: str) -> Node | None:
        """The one person of this surname who held a post of this title ("Secretary Kerry")."""
        nodes = self.gazetteer.nodes
        found = {
            p.person
            for p in self.gazetteer.posts
            if nodes[p.person].label.split()[-1] == surname
            and title in p.title.lower()
            and (self.on is None or p.covers(self.on))
        }
        return nodes[found.pop()] if len(found) == 1 else None

    def by_initials(self, letters: str) -> Referent | None:
        """The one person named in the article whose initials these are, as an interview labels turns: "FM:"."""
        found = [full for full in self._full if len(full) > 1 and "".join(word[0] for word in full) == letters]
        return self.refer(found[0]) if len(found) == 1 else None

    def find(self, words: tuple[str, ...]) -> Referent | None:
        """The person already named whom these words abbreviate."""
        full = self.canonical(words) if words else None
        return self.refer(full) if full else None

    def holder(self, title: str, state: str | None) -> Referent | None:
        """The one person named with this title (and this state, where both are known)."""
        found = {
            r
            for r in self._by_name.values()
            if bears(r.title, title) and (state is None or r.state is None or r.state == state)
        }
        found = found or {
            r
            for r in self._by_name.values()
            if r.node and (state is None or r.state == state) and self._held(r.node, title)
        }
        return found.pop() if len(found) == 1 else None

    def served(self, person: Referent, title: str) -> str | None:
        """The key of the state or body that a known person serves by a title named alone: "President Macron"."""
        posts = [p for p in self.gazetteer.posts if p.person == person.node]
        asked = set(title.lower().split()) - {"of"}
        bodies = {p.organisation for p in posts if _same_post(asked, set(p.title.lower().split()))}
        return bodies.pop() if len(bodies) == 1 else None

    def _held(self, person: str, title: str) -> bool:
        """True where the roster gives a person this post, on the article's day where it has one."""
        return any(
            p.person == person and p.title.lower() == title and (self.on is None or p.covers(self.on))
            for p in self.gazetteer.posts
        )


def _same_post(asked: set[str], held: set[str]) -> bool:
    """True where one title has all words of the other: "Deputy Secretary" and "Deputy Secretary of State"."""
    return asked <= held or held - {"of"} <= asked


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True where ``short`` keeps the last word of ``full`` and its other words in order.

    >>> _abbreviates(("Yahya", "Safavi"), ("Yahya", "Rahim", "Safavi")), _abbreviates(("Robert",), ("Robert", "Ford"))
    (True, False)
    """
    if not short or short[-1].lower() != full[-1].lower():
        return False
    at = iter(word.lower() for word in full)
    return all(any(word.lower() == other for other in at) for word in short if word.lower() not in _PARTICLES)


def bears(full: str | None, title: str) -> bool:
    """True where somebody of title ``full`` may be called by ``title`` alone.

    >>> bears("polish foreign minister", "minister"), bears("vice president", "president"), bears(None, "king")
    (True, False, False)
    """
    words, asked = (full or "").replace("-", " ").split(), title.replace("-", " ").split()
    at = next((n for n in range(len(words)) if words[n : n + len(asked)] == asked), None)
    if at is None or (set(words[:at]) - set(asked)) & _WORDS.lesser:
        return False
    return at + len(asked) == len(words) or words[at + len(asked)] in {"of", "for"}
