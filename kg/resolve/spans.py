"""Where the names of a text stand: the span of each, its form in the text, and the titles and words in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.model import NodeType
from kg.parse import Parse
from kg.phrases import clean, left_edge
from kg.resolve.words import load_reference_words
from kg.roles import Roles
from kg.signatures import SMALL, may_name, signed_names

ENTITY_TYPES: dict[str, NodeType] = {
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "People",
    "EVENT": "Event",
    "LAW": "Instrument",
}
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})
_OPENING = frozenset({"al", "el", "de", "van", "von", "bin", "ibn", "al-", "el-"})
_WORDS = load_grammar()
# Words of the longest titles behind their noun: "minister of foreign affairs".
_LONGEST_TITLE = 5
# "Only France", "Even Iran" at the beginning of a sentence.
_NO_NAMES = frozenset({"ADV", "CCONJ", "SCONJ"})
_ARTICLES = frozenset({"the", "a", "an"})
# Where a name ends, these do not belong to it: "the Ministry of Foreign Affairs of" before "Estonia".
_NEVER_LAST = frozenset({"'s", "'", '"', ",", "of"})


class NameSpans:
    """Name spans of one parse by head token: ``name_at`` gives start, end (exclusive) and entity kind or "known"."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer, roles: Roles) -> None:
        self.parse, self.gazetteer, self.roles = parse, gazetteer, roles
        self.name_at: dict[int, tuple[int, int, str]] = {}
        for start, end, kind in parse.entities:
            if kind in ENTITY_TYPES or kind == "PERSON":
                self._mark(start, end, kind)
        for start, end in parse.names:
            self._mark(start, end, "known")
        for start, end in signed_names(parse, roles.title_words):
            if end - 1 not in self.name_at:
                self.name_at[end - 1] = (start, end, "PERSON")

        for start, end in self._organs():
            self.name_at.setdefault(end - 1, (start, end, "ORG"))

    def _organs(self) -> Iterator[tuple[int, int]]:
        """The names of councils and the like that the recogniser does not know: "the Presidency Council"."""
        parse, organs = self.parse, load_reference_words().anaphors["organ"]
        for k in range(2, len(parse)):
            first = k - 1
            named = parse.tags[k] == "NNP" and parse.lower[k] in organs and parse.heads[first] == k
            if not named or parse.tags[first] != "NNP" or parse.deps[first] != "compound" or parse.entity_at.get(first):
                continue
            if parse.lower[first - 1] == "the" and parse.lower[first] not in self.roles.title_words:
                yield first, k + 1

    def _mark(self, start: int, end: int, kind: str) -> None:
        """Files a name span under its head; a longer span of the entity recogniser keeps its place unless known."""
        parse = self.parse
        start, end = self._trimmed(start, end)
        head = next((i for i in range(start, end) if not start <= parse.heads[i] < end or parse.heads[i] == i), end - 1)
        before = self.name_at.get(head)
        longer = before is not None and before[1] - before[0] > end - start
        if before and longer and kind == "known" and before[2] in {"ORG", "PERSON", "LAW", "EVENT"}:
            inner = self.form(max(before[0], start), end)
            if before[0] < start and self.capitalised(before[0], start) and inner != self.form(*before[:2]):
                return
        self.name_at[head] = (start, end, kind)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without an article in front, unless it belongs to a known name, or a possessive mark behind."""
        parse = self.parse
        while end - start > 1 and (
            parse.deps[start] == "det" or parse.pos[start] == "PUNCT" or parse.lower[start] in _ARTICLES
        ):
            if self.form(start, end) in self.gazetteer.names:
                break
            start += 1
        if parse.lower[end - 1] == "of" and parse.entity_at.get(end) == "GPE":
            return start, end + 1
        while end - start > 1 and parse.lower[end - 1] in _NEVER_LAST:
            end -= 1
        return start, end

    @cached_property
    def parts_of_states(self) -> dict[int, str]:
        """The words of known names of states, wherever the parser hangs them, with the name: "Papua New Guinea"."""
        found = {}
        for start, end in self.parse.names:
            form = self.form(start, end)
            named = self.gazetteer.names.get(form, ())
            if end - start > 1 and any(self.gazetteer.nodes[name.node_key].type == "State" for name in named):
                found.update(dict.fromkeys(range(start, end), form))
        return found

    def form(self, start: int, end: int) -> str:
        """The name as written, with straight quotes and single blanks."""
        text = self.parse.text[self.parse.starts[start] : self.parse.ends[end - 1]].translate(_STRAIGHT)
        form = " ".join(text.split())
        return form if form in self.gazetteer.names else clean(form)

    def capitalised(self, start: int, end: int) -> bool:
        """True where a word that is neither determiner nor demonym nor title belongs to the name in front."""
        return any(
            self.parse.words[k][:1].isupper()
            and self.parse.pos[k] not in _NO_NAMES
            and self.parse.lower[k] not in _ARTICLES
            and self.parse.words[k] not in self.gazetteer.demonyms
            and self.parse.lower[k] not in self.roles.title_words
            for k in range(start, end)
        )

    def titled(self, head: int) -> bool:
        """True where a title stands before the name at ``head``: the name is a person's."""
        parse = self.parse
        start = left_edge(parse, head)
        return any(_single(parse.lower[k]) in self.roles.personal_words for k in range(start, head)) and (
            parse.lower[head] not in self.roles.title_words or self.is_surname(head)
        )

    def person_words(self, head: int) -> tuple[str, ...]:
        """The words of a person's name: what follows the titles and demonyms up to the head."""
        parse = self.parse
        start = left_edge(parse, head)
        words: list[str] = []
        for k in range(head, start - 1, -1):
            word = parse.words[k]
            if word in {"-", "'", "."} and words:
                continue
            if words and k + 1 < head and parse.words[k + 1] == "-" and parse.quote(k, k + 3).text.count(" ") == 0:
                words[0] = f"{word}-{words[0]}"
                continue
            single = _single(parse.lower[k]) if k < head or parse.tags[k] in {"NNS", "NNPS"} else parse.lower[k]
            title = {parse.lower[k], single} & self.roles.title_words
            if (title and not (k == head and self.is_surname(k))) or not may_name(word):
                break
            if k != head and (word in self.gazetteer.demonyms or parse.deps[k] in {"poss", "det", "case"}):
                break
            if k != head and self._names_state(word):
                break
            words.insert(0, word)
        while words and words[0].lower() in SMALL - _OPENING:
            words.pop(0)
        return tuple(words)

    def is_surname(self, k: int) -> bool:
        """True for a title that is somebody's name: "Julie Bishop", "Mr Field"; not behind a nationality or a title."""
        parse, before = self.parse, self.parse.lower[k - 1].rstrip(".") if k else ""
        if before in _WORDS.honorifics:
            return True
        first = parse.words[k - 1] if k else ""
        named = parse.entity_at.get(k) == parse.entity_at.get(k - 1) == "PERSON" and first[:1].isupper()
        return named and before not in self.roles.title_words and first not in self.gazetteer.demonyms

    def _names_state(self, word: str) -> bool:
        found = self.gazetteer.names.get(word)
        return found is not None and self.gazetteer.nodes[found[0].node_key].type == "State"

    def former(self, head: int) -> bool:
        """True where the words in front say that the bearer acts for no state: "former president", "rebel leader"."""
        words = (self.parse.lower[k] for k in range(left_edge(self.parse, head), head))
        return any(w in _WORDS.former or w in _WORDS.unofficial or w.startswith("ex-") for w in words)

    def title(self, head: int) -> str | None:
        """The title in front of a name, or the title a phrase consists of, in lower case."""
        parse = self.parse
        start = left_edge(parse, head)
        words = [parse.lower[k] for k in range(start, head + 1)]
        best = self._long_title(head)
        for a in range(len(words)):
            for b in range(len(words), a, -1):
                last = words[b - 1] if start + b > head else _single(words[b - 1])
                candidate = " ".join([*words[a : b - 1], last]).replace(" - ", "-")
                joined = start + b <= head and parse.words[start + b] in {"-", "–"}
                if candidate in self.roles.titles and not joined and (best is None or len(candidate) > len(best)):
                    best = candidate
        return best

    def _long_title(self, head: int) -> str | None:
        """The title that goes on behind its noun: "Secretary of State", "minister for foreign affairs"."""
        lower = self.parse.lower
        if lower[head + 1 : head + 2] not in (["of"], ["for"]):
            return None
        found = (" ".join(lower[head:end]) for end in range(head + _LONGEST_TITLE, head + 2, -1))
        return next((title for title in found if title in self.roles.titles), None)


@lru_cache(maxsize=4096)
def _single(word: str) -> str:
    """One of several: "Presidents Clinton and Yeltsin" gives each of them the title.

    >>> _single("presidents"), _single("congress"), _single("foreign")
    ('president', 'congress', 'foreign')
    """
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
