"""Two builds compared claim by claim: what came, what went, what changed, and what now stands against what stood.

A claim is known again by its document, sentence, subject, relation and object, and where its sentence was rewritten by
the others with its trigger; its IRI, which hangs on the whole text, would make any edit a new article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.record import Statement

_OPPOSITE = {"asserted": "negated", "negated": "asserted"}
Key = tuple[object, ...]
Value = str | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Change:
    """A claim of both builds, with each field that differs: what it was and what it is."""

    before: Statement
    after: Statement
    fields: Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies between two builds, in the order of documents and text.

    ``contradicted`` pairs a claim of the first with one of the second that is new or changed, is about the same
    subject, relation and object, and has the opposite status, asserted against negated.
    """

    added: list[Statement]
    gone: list[Statement]
    changed: list[Change]
    contradicted: list[tuple[Statement, Statement]]

    def __bool__(self) -> bool:
        """True where the builds differ."""
        return bool(self.added or self.gone or self.changed)


def compare(before: Iterable[Statement], after: Iterable[Statement]) -> Difference:
    """What became of the claims of one build in another."""
    former = list(before)
    pairs, gone, added = _paired(former, list(after), _by_sentence)
    more, gone, added = _paired(gone, added, _by_trigger)
    changed = [Change(a, b, fields) for a, b in [*pairs, *more] if (fields := _differing(a, b))]
    changed.sort(key=lambda change: _place(change.after))
    new = [*added, *(change.after for change in changed if "status" in change.fields or "doubted" in change.fields)]
    return Difference(added, gone, changed, list(_contradicted(former, sorted(new, key=_place))))


def _paired(
    before: Sequence[Statement], after: Sequence[Statement], key: Callable[[Statement], Key]
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """The claims with equal keys in pairs, those with equal status first, and the rest of either side."""
    waiting: dict[Key, list[Statement]] = defaultdict(list)
    for statement in before:
        waiting[key(statement)].append(statement)
    pairs: list[tuple[Statement, Statement]] = []
    rest = list(after)
    for same_status in (True, False):
        left = []
        for statement in rest:
            group = waiting[key(statement)]
            match = next((one for one in group if not same_status or one["status"] == statement["status"]), None)
            if match is None:
                left.append(statement)
            else:
                group.remove(match)
                pairs.append((match, statement))
        rest = left
    return pairs, sorted((one for group in waiting.values() for one in group), key=_place), rest


def _by_sentence(statement: Statement) -> Key:
    return (*_about(statement), statement["document"], " ".join(statement["sentence"]["text"].split()))


def _by_trigger(statement: Statement) -> Key:
    return (*_about(statement), statement["document"], statement["trigger"])


def _about(statement: Statement) -> Key:
    thing = statement["object"]
    predicate = statement["predicate"]
    return statement["subject"]["iri"], predicate["iri"], predicate["label"], thing["iri"] if thing else None


def _differing(before: Statement, after: Statement) -> dict[str, tuple[Value, Value]]:
    one, other = _fields(before), _fields(after)
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def _fields(statement: Statement) -> dict[str, Value]:
    """What may change of a claim; confidence, which moves with every model, is left out."""
    return {
        "sentence": " ".join(statement["sentence"]["text"].split()),
        "status": statement["status"],
        "doubted": statement["doubted"],
        "speakers": [speaker["label"] for speaker in statement["speakers"]],
        "time": statement["time"],
        "time_latest": statement["time_latest"],
        "place": statement["place"]["label"] if statement["place"] else None,
        "event_type": statement["event_type"],
        "mode": statement["mode"],
        "tense": statement["tense"],
        "habitual": statement["habitual"],
        "participants": sorted(f"{one['role']}: {one['label']}" for one in statement["participants"]),
    }


def _contradicted(former: Sequence[Statement], new: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    stood: dict[Key, list[Statement]] = defaultdict(list)
    for statement in former:
        if statement["status"] in _OPPOSITE and not statement["doubted"]:
            stood[(*_about(statement), statement["status"])].append(statement)
    for statement in new:
        if statement["status"] in _OPPOSITE and not statement["doubted"]:
            for opposite in stood[(*_about(statement), _OPPOSITE[statement["status"]])]:
                yield opposite, statement


def _place(statement: Statement) -> tuple[str, int, int, str]:
    trigger = statement["trigger_at"]["start"]
    return statement["document"], statement["evidence"]["start"], trigger, statement["statement"]
