"""Who speaks each sentence: direct speech that runs over sentences and paragraphs.

Speech inside one sentence ("X said that ...") is left to the grammar in `extract`; this module finds what grammar does
not reach: "Y said:" with paragraphs below it, turns ("Y: We ..."), quotations that go on before or after the sentence
that names the speaker, and paragraphs in quotation marks that name none. An unbalanced mark never reaches past its
block unless the next block opens with a mark too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from kg.clauses import subjects, undergoers
from kg.grammar import load_grammar
from kg.model import Article, Block
from kg.objects import agents
from kg.parse import Parse
from kg.resolve.words import ReferenceWords
from kg.turns import is_question, turn_end

_WORDS = load_grammar()
_OPEN, _CLOSE, _STRAIGHT = "“„«", "”»", '"'
_MARKS = _OPEN + _CLOSE + _STRAIGHT + "'‘’"
_MAIN = frozenset({"ROOT", "parataxis", "ccomp", "conj"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
# How speakers call themselves.
_OWN = frozenset({"i", "we", "me", "us", "my", "our"})
# Sentences that tell whom a text is about.
_LEDE = 3


class Speech:
    """The direct speech of one article.

    ``may_speak`` tells whether the noun at a token can be a speaker, ``is_state`` whether it names a state.
    """

    def __init__(
        self,
        article: Article,
        parse: Parse,
        words: ReferenceWords,
        may_speak: Callable[[int], bool],
        is_state: Callable[[int], bool],
    ) -> None:
        self.article, self.parse, self.words = article, parse, words
        self.may_speak, self.is_state = may_speak, is_state
        self.blocks = [b for b in article.blocks if b.kind != "furniture"]
        self.found: dict[int, int] = {}
        labels = (article.text[b.start : end] for b in self.blocks if (end := turn_end(article.text, b)) is not None)
        self.labels = Counter(labels)
        self.turns: set[int] = set()

    def speakers(self) -> dict[int, int]:
        """Head tokens of speakers by the numbers of the sentences they speak."""
        carried: tuple[int, bool] | None = None
        last: int | None = None
        turn: int | None = None
        for number, (block, mine) in enumerate(zip(self.blocks, self._by_block(), strict=True)):
            if turn_end(self.article.text, block) is not None:
                carried, last = None, self._turn(block, mine)
                turn = last if last in self.turns else None
                continue
            if turn is not None and block.kind == "text" and not self._text(block).rstrip().endswith("?"):
                # In a transcript a turn goes on over paragraphs, up to the next label.
                self.found.update(dict.fromkeys(mine, turn))
                continue
            if carried is not None:
                speaker, quoted = carried
                ended = not self._opens(block) if quoted else self._closes(block) or self._tells_of_hero(mine)
                if ended or self._announces(block):
                    carried = None
                else:
                    self.found.update(dict.fromkeys(mine, speaker))
                    if quoted and self._text(block).rstrip()[-1] in _CLOSE + _STRAIGHT:
                        carried = None
                    continue
            last = self._within(mine, last if self._opens(block) else None)
            following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
            next_opens = following is not None and self._opens(following)
            if last is None and next_opens and self._announces(block):
                last = self._headed(mine)
            if last is not None and (self._announces(block) or (next_opens and _left_open(self._text(block)))):
                carried = (last, next_opens)
        return self.found

    def _text(self, block: Block) -> str:
        return self.article.text[block.start : block.end]

    def _opens(self, block: Block) -> bool:
        """True for a block that begins with a quotation mark."""
        return self.article.text[block.start] in _OPEN + _STRAIGHT

    def _announces(self, block: Block) -> bool:
        """True for a block that ends with a colon: it introduces a speaker of its own."""
        return self._text(block).rstrip().endswith(":")

    def _tells_of_hero(self, sentences: list[int]) -> bool:
        """True for "Mr Field flies on tonight", where the text itself tells of whom its first lines are about."""
        parse = self.parse
        tokens = [k for n in sentences for k in range(*parse.sentences[n]) if not parse.words[k].isspace()]
        titled = len(tokens) > 2 and parse.lower[tokens[0]].rstrip(".") in _WORDS.honorifics
        if not titled or any(parse.lower[k] in _OWN for k in tokens):
            return False
        first = parse.sentences[: min(_LEDE, sentences[0])]
        subjects = (k for span in first for k in range(*span) if parse.deps[k] == "nsubj")
        return any(parse.words[k] == parse.words[tokens[1]] for k in subjects)

    def _closes(self, block: Block) -> bool:
        """True for the heading of what is no longer said: "Notes to editors", "Background"."""
        words = self._text(block).strip().lower().split()
        return block.kind == "heading" or " ".join(words) in self.words.closings

    def _by_block(self) -> list[list[int]]:
        """The sentences of each block, by their first visible token."""
        parse, blocks = self.parse, self.blocks
        found: list[list[int]] = [[] for _ in blocks]
        at = 0
        for number, (start, end) in enumerate(parse.sentences):
            visible = (k for k in range(start, end) if not parse.words[k].isspace())
            first = parse.starts[next(visible, start)]
            while at < len(blocks) and blocks[at].end <= first:
                at += 1
            if at < len(blocks) and blocks[at].start <= first:
                found[at].append(number)
        return found

    def _turn(self, block: Block, sentences: list[int]) -> int | None:
        """Files what follows the label that opens ``block`` under the one it names, and gives that one."""
        if not sentences or is_question(self.article.text, block):
            return None
        colon = turn_end(self.article.text, block) or block.start
        label = [n for n in sentences if self.parse.starts[self.parse.sentences[n][0]] < colon]
        start, end = self.parse.sentences[label[0]][0], self.parse.sentences[label[-1]][1]
        rest = self.parse.words[end] if end < len(self.parse) else ""
        heads = self.parse.heads
        top = [k for k in range(start, end) if not start <= heads[k] < end or heads[k] == k]
        named = [*top, *(k for k in range(start, end) if self.parse.entity_at.get(k))]
        if self.labels[self.article.text[block.start : colon]] > 1:
            # Who has several turns speaks, known or not; a name ends at its colon.
            last = max((k for k in range(start, end) if self.parse.words[k] == ":"), default=end) - 1
            recurring = last if self.parse.entity_at.get(last) not in _PLACES else top[0]
            self.turns.add(recurring)
            named.insert(0, recurring)
        for k in named:
            place = self.parse.entity_at.get(k) in _PLACES or self.is_state(k)
            if (k in self.turns or self._is_source(k)) and (not place or rest[:1] in _MARKS):
                self.found.update(dict.fromkeys(sentences[len(label) :], k))
                return k
        return None

    def _is_source(self, k: int) -> bool:
        """True for a name or a title; what an article is about ("Energy: ...") says nothing."""
        if self.parse.entity_at.get(k) == "PERSON":
            return True
        named = k in self.parse.entity_at or k in self.parse.named or self.parse.pos[k] == "NOUN"
        return named and self.may_speak(k)

    def _within(self, sentences: list[int], last: int | None) -> int | None:
        """Files sentences of ``block`` that stand wholly in quotation marks; gives the last speaker named in it.

        ``last`` is who spoke before, for a block that opens with a quotation and names nobody.
        """
        inside, named = False, False
        waiting: list[int] = []
        for number in sentences:
            start, end = self.parse.sentences[number]
            text = self.article.text[self.parse.starts[start] : self.parse.ends[end - 1]]
            begins_inside = inside or text.lstrip()[:1] in _OPEN + _STRAIGHT
            goes_on, inside = inside, _open_after(text, inside)
            own = self._attribution(start, end)
            if own is not None:
                if goes_on:
                    # "We came. We saw," he said: the attribution of a quotation stands behind its last sentence.
                    self.found.update(dict.fromkeys(waiting, own))
                    waiting = []
                last, named = own, True
            elif begins_inside and named and last is not None:
                self.found[number] = last
            elif begins_inside:
                waiting.append(number)
        if last is not None and not named:
            self.found.update(dict.fromkeys(waiting, last))
        return last if named or waiting else None

    def _headed(self, sentences: list[int]) -> int | None:
        """The person whom "Foreign Minister Anna Berg on the elections in Georgia:" names, in front of a quotation."""
        parse = self.parse
        heads = [k for n in sentences for k in range(*parse.sentences[n]) if parse.heads[k] == k]
        return next((k for k in heads if parse.entity_at.get(k) == "PERSON" and self.may_speak(k)), None)

    def _attribution(self, start: int, end: int) -> int | None:
        """The subject of the sentence's speech verb ("Mr Hammond said:"), the main clause's first."""
        parse = self.parse
        for i in range(start, end):
            if parse.pos[i] == "VERB" and parse.deps[i] in _MAIN and self._speaks(i):
                quoting = parse.lemmas[i] in _WORDS.quoting
                who = undergoers(parse, i) if quoting else agents(parse, i) or subjects(parse, i)
                if who and start <= who[0] < end and self.may_speak(who[0]):
                    return who[0]
        return None

    def _speaks(self, verb: int) -> bool:
        """True for a verb of speech and for "issued a statement"."""
        lemma = self.parse.lemmas[verb]
        if lemma in self.words.issuing:
            # "Issued the following statement today (4 March)": the parser may take the day for what was issued.
            issued = self.parse.kids_by(verb, "dobj", "dative")
            return any(self.parse.lemmas[k] in self.words.utterances for k in issued)
        return lemma in self.words.speech or lemma in _WORDS.quoting


def _left_open(text: str) -> bool:
    """True where the last quotation mark of ``text`` opens."""
    curly = [c for c in text if c in _OPEN + _CLOSE]
    if curly:
        return curly[-1] in _OPEN
    return text.count(_STRAIGHT) % 2 == 1


def _open_after(text: str, inside: bool) -> bool:
    """Whether a quotation is open after ``text``."""
    for character in text:
        if character in _OPEN:
            inside = True
        elif character in _CLOSE:
            inside = False
        elif character == _STRAIGHT:
            inside = not inside
    return inside
