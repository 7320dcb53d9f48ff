"""The questions of `kg review`, one at a time, and the entries that the answers make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from kg.model import STATUSES
from kg.record import Statement
from kg.review.doubts import Doubt, Pair

Ask = Callable[[], str | None]
Say = Callable[[str], None]
Save = Callable[[Mapping[str, object]], None]

_ABOUT_CLAIM = "a accept   r reject   s other status   n next   q quit   ? help"
_ABOUT_PAIR = "m merge   d different   w merge into the second   n next   q quit   ? help"
_HELP = {
    _ABOUT_CLAIM: (
        "a: the claim says what the sentence says",
        "r: it does not, and leaves the graph with the next build",
        "s: it does, but not as a fact, or not as what it is taken for: choose another status",
        "n: leave it for now; it is asked again next time",
    ),
    _ABOUT_PAIR: (
        "m: both are one, and go by the first name",
        "w: both are one, and go by the second name",
        "d: they are different, and are not asked about again",
        "n: leave it for now; it is asked again next time",
    ),
}
_MOST_SENTENCES = 2


class Stopped(Exception):
    """The analyst has had enough, or there is no more input."""


@dataclass(slots=True)
class Dialogue:
    """Asks about each doubt and pair; every answer is saved at once, so that stopping loses nothing.

    ``ask`` gives a line of input, None at its end.
    """

    ask: Ask
    say: Say
    save: Save
    by: str
    on: date
    saved: int = 0

    def run(self, doubts: Sequence[Doubt], pairs: Sequence[Pair], statements: Sequence[Statement]) -> int:
        """How many answers were saved when all has been asked or the analyst stopped."""
        total = len(doubts) + len(pairs)
        with suppress(Stopped):
            for number, doubt in enumerate(doubts, 1):
                self._claim(doubt, f"{number} of {total}")
            for number, pair in enumerate(pairs, len(doubts) + 1):
                self._pair(pair, f"{number} of {total}", statements)
        return self.saved

    def _claim(self, doubt: Doubt, place: str) -> None:
        statement = doubt.statement
        thing = f" — {statement['object']['label']}" if statement["object"] else ""
        self.say("")
        self.say(f"[{place}] {statement['subject']['label']} — {statement['predicate']['label']}{thing}")
        speaker = f", says {statement['speaker']['label']}" if statement["speaker"] else ""
        self.say(f"    {statement['status']}{speaker}; in doubt: {'; '.join(doubt.reasons)}")
        self.say(f"    {statement['document']}: {statement['sentence']['text']}")
        answer = self._choice(_ABOUT_CLAIM, "arsn")
        if answer == "a":
            self._save("accept", claim=_ref(statement))
        elif answer == "r":
            self._save("reject", claim=_ref(statement))
        elif answer == "s" and (status := self._status(statement["status"])):
            self._save("status", claim=_ref(statement), to=status)

    def _pair(self, pair: Pair, place: str, statements: Sequence[Statement]) -> None:
        names = [pair.first["label"], pair.second["label"]]
        self.say("")
        self.say(f"[{place}] Are these one? {pair.reason}")
        for party, count in zip((pair.first, pair.second), pair.counts, strict=True):
            self.say(f"    {party['label']} ({party['type']}, {count} claim{'' if count == 1 else 's'})")
            for sentence in _sentences(party["iri"], statements):
                self.say(f"        {sentence}")
        answer = self._choice(_ABOUT_PAIR, "mdwn")
        if answer in ("m", "w"):
            # IRIs where the labels are equal: names would not tell the two apart.
            called = names if names[0] != names[1] else [pair.first["iri"], pair.second["iri"]]
            self._save("merge", actors=called if answer == "m" else called[::-1])
        elif answer == "d":
            self._save("distinct", actors=names)

    def _choice(self, choices: str, keys: str) -> str:
        """The key pressed; asked again until it is one of them."""
        while True:
            self.say(f"    {choices}")
            line = self.ask()
            if line is None or line.strip().casefold() == "q":
                raise Stopped
            answer = line.strip().casefold()
            if answer in keys and answer:
                return answer
            for words in _HELP[choices] if answer == "?" else (f"{answer or 'nothing'} is no choice",):
                self.say(f"    {words}")

    def _status(self, now: str) -> str | None:
        """The status chosen, None where the analyst thinks better of it."""
        others = [status for status in STATUSES if status != now]
        self.say("    " + "   ".join(f"{number} {status}" for number, status in enumerate(others, 1)))
        line = self.ask()
        if line is None:
            raise Stopped
        answer = line.strip().casefold()
        if answer.isdecimal() and 1 <= int(answer) <= len(others):
            return others[int(answer) - 1]
        return next((status for status in others if status == answer), None)

    def _save(self, action: str, **what: object) -> None:
        self.save({"do": action, "by": self.by, "date": self.on, **what})
        self.saved += 1


def _ref(statement: Statement) -> dict[str, str]:
    """The claim by its words, with its status where a claim of another status may stand beside it."""
    thing = {"object": statement["object"]["label"]} if statement["object"] else {}
    relation = statement["predicate"]["iri"].rpartition("#")[2]
    return {
        "document": statement["document"],
        "sentence": " ".join(statement["sentence"]["text"].split()),
        "subject": statement["subject"]["label"],
        # A verb outside the vocabulary is known by its words alone.
        "relation": relation if relation != "other" else statement["predicate"]["label"],
        **thing,
        "status": statement["status"],
    }


def _sentences(iri: str, statements: Sequence[Statement]) -> Iterator[str]:
    """The first sentences of claims in which the actor takes part."""
    found: dict[str, None] = {}
    for statement in statements:
        parties = [statement["subject"], *statement["participants"], *filter(None, [statement["object"]])]
        if any(party["iri"] == iri for party in parties):
            found.setdefault(statement["sentence"]["text"])
        if len(found) == _MOST_SENTENCES:
            break
    yield from found
