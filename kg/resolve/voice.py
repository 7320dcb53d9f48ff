"""In whose voice a document speaks where no sentence says so: "Statement by X on behalf of Y", a name below the title.

Statements of institutions say "we" and "I" outside any quotation. Who that is stands in the lines around the text: the
body on whose behalf it is made, and the person who signs it, by name and title alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.model import Article, Referent
from kg.nouns import prepositions
from kg.resolve.names import Names
from kg.signatures import title_below
from kg.verbs import FINITE

# A signature stands within so many blocks of either end, and is no longer than this.
_REACH = 4
_LONGEST = 30
_FROM = re.compile(r"(?:From|By|Issued by):\s*", re.IGNORECASE)
_NAMED = frozenset({"Organisation", "Bloc", "State"})


class Voice:
    """The person and the body whose words a document is, as its title and signature tell."""

    def __init__(self, article: Article, names: Names) -> None:
        self.article, self.names, self.parse = article, names, names.parse
        self.lines = self._outer_lines()

    def body(self) -> Referent | None:
        """The body on whose behalf the document speaks, None where no line says so."""
        for line in self.lines:
            for k in line:
                if self.parse.lower[k] != "behalf":
                    continue
                for prep in prepositions(self.parse, k):
                    found = [r for o in prep.objects[:1] if prep.word == "of" and (r := self.names.named(o))]
                    if found and found[0].type in _NAMED:
                        return found[0]
        return None

    def office(self) -> Referent | None:
        """The public body with a line of its own above the text: "U.S. Department of State", "From: HM Treasury"."""
        blocks = (self.article.text[b.start : b.end] for b in self.article.blocks[:_REACH])
        lines = {_FROM.sub("", line.strip()).split(" and ")[0] for block in blocks for line in block.splitlines()}
        for k, (start, end, _) in self.names.spans.name_at.items():
            if self.parse.quote(start, end).text not in lines:
                continue
            found = self.names.named(k)
            if found is not None and found.type == "Organisation" and found.acts and found.state:
                return found
        return None

    def seat(self) -> str | None:
        """The state in whose capital a line dates what somebody with a title says: "Spokesperson", "Washington, DC"."""
        head = (self.article.text[b.start : b.end] for b in self.article.blocks[: 2 * _REACH])
        lines = [line.strip() for block in head for line in block.splitlines() if len(line) < _LONGEST]
        roles, capitals = self.names.roles, self.names.gazetteer.capitals
        titles = [roles.titles[t] for line in lines if (t := _title(line, roles.titles))]
        found = {state for line in lines if (state := capitals.get(line.split(",")[0])) is not None}
        return found.pop() if len(found) == 1 and any(t.acts_for_state for t in titles) else None

    def dated_from(self) -> str | None:
        """The state whose capital a line above the text is dated from: "Manila, 19 August 2025"."""
        head = (self.article.text[b.start : b.end] for b in self.article.blocks[: 2 * _REACH])
        lines = [line.strip() for block in head for line in block.splitlines() if len(line) < _LONGEST]
        places = {line.split(",")[0] for line in lines if line[-4:].isdigit()}
        states = {state for place in places if (state := self.names.gazetteer.capitals.get(place)) is not None}
        return states.pop() if len(states) == 1 else None

    def person(self) -> Referent | None:
        """Who signs the document with name and title; None where nobody or more than one does."""
        signed = {found for line in self.lines if (found := self._signature(line)) is not None}
        return signed.pop() if len(signed) == 1 else None

    def _outer_lines(self) -> list[range]:
        """The tokens of the first and last blocks; a sentence that crosses blocks belongs to the one it begins in."""
        blocks = self.article.blocks
        outer = [b for n, b in enumerate(blocks) if n < _REACH or n >= len(blocks) - _REACH]
        starts = self.parse.starts
        inside = [[k for k, at in enumerate(starts) if b.start <= at < b.end] for b in outer]
        return [range(tokens[0], tokens[-1] + 1) for tokens in inside if tokens]

    def _is_titled_below(self, line: range) -> bool:
        """True for a line that is a name and nothing else, with a title in the line below it."""
        parse, spans = self.parse, self.names.spans
        words = [k for k in line if not parse.words[k].isspace()]
        whole = any(spans.name_at[k][:2] == (words[0], words[-1] + 1) for k in words if k in spans.name_at)
        return whole and title_below(parse, words[-1] + 1, self.names.roles.title_words) is not None

    def _signature(self, line: range) -> Referent | None:
        """The one person whom a line without a verb names with a title."""
        parse, spans = self.parse, self.names.spans
        if len(line) > _LONGEST or any(parse.tags[k] in FINITE for k in line):
            return None
        named = (self.names.named(k) for k in line if k in spans.name_at)
        persons = {r for r in named if r is not None and r.type == "Person"}
        titled = any(parse.lower[k] in self.names.roles.title_words for k in line) or self._is_titled_below(line)
        return persons.pop() if len(persons) == 1 and titled else None


def _title(line: str, titles: Collection[str]) -> str:
    """The title that a line ends with: "spokesperson" of "Deputy Spokesperson"; empty where it ends with none."""
    words = line.lower().split()
    while words and " ".join(words) not in titles:
        words.pop(0)
    return " ".join(words)
