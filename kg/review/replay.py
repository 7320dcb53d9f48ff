"""Corrections replayed on the claims of a document, before they become quads.

Entries apply from top to bottom, each to what those above have made, as patches do. The last decision about a claim
counts. A claim keeps its key whatever is corrected, so its IRI stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Article, Claim, Correction, Dropped
from kg.pipeline import Outcome
from kg.review.actors import Ambiguous, NotApplicable, change_of, changed
from kg.review.entries import ACTIONS, Entry
from kg.review.naming import is_meant, plain, why_not_meant

_ABOUT_CLAIMS = ACTIONS[:3]


@dataclass(slots=True)
class _Draft:
    """A claim under correction, and the entry that decided about it last."""

    claim: Claim
    decided: Entry | None = None
    dropped: str | None = None

    def mark(self, entry: Entry) -> None:
        self.claim = replace(self.claim, corrections=(*self.claim.corrections, correction(entry)))


@dataclass(frozen=True, slots=True)
class Replayed:
    """The corrected claims of one document; ``applied`` and ``missed`` are places in the list of entries.

    ``missed`` gives the reason; ``overruled`` a pair for each decision that a later one takes back.
    """

    claims: list[Claim]
    dropped: list[Dropped]
    corrections: tuple[Correction, ...]
    applied: frozenset[int]
    missed: dict[int, NotApplicable]
    overruled: tuple[tuple[Entry, Entry], ...]


def replay(article: Article, claims: Sequence[Claim], entries: Sequence[Entry]) -> Replayed:
    """What the entries make of the claims of one document; a pure function of its arguments."""
    drafts = [_Draft(claim) for claim in claims]
    applied: set[int] = set()
    missed: dict[int, NotApplicable] = {}
    overruled: list[tuple[Entry, Entry]] = []
    for place, entry in enumerate(entries):
        if entry.action == "distinct" or _document(entry) not in (None, article.name):
            continue
        try:
            overruled += _decide(drafts, entry) if entry.action in _ABOUT_CLAIMS else _rewrite(drafts, entry)
            applied.add(place)
        except NotApplicable as reason:
            missed[place] = reason
    kept = [draft.claim for draft in drafts if draft.dropped is None]
    keys = {claim.key for claim in kept}
    kept = [replace(c, lifted_from=None) if c.lifted_from and c.lifted_from not in keys else c for c in kept]
    return Replayed(
        kept,
        [Dropped(article.name, draft.claim.evidence, draft.dropped) for draft in drafts if draft.dropped],
        tuple(correction(entries[place]) for place in sorted(applied)),
        frozenset(applied),
        missed,
        tuple(dict.fromkeys(overruled)),
    )


def correction(entry: Entry) -> Correction:
    """The mark that an entry leaves in the graph."""
    if entry.claim is not None:
        thing = f" {entry.claim.object}" if entry.claim.object else ""
        about = f"{entry.claim.subject} {entry.claim.relation}{thing}"
    else:
        about = ", ".join(entry.actors)
    label = f"{entry.action}: {about}" + (f" -> {entry.to}" if entry.to else "")
    parts = (entry.action, entry.by, entry.on, entry.why, entry.claim, entry.actors, _document(entry), entry.to)
    key = hashlib.sha256("\x1f".join(map(str, (*parts, entry.sentence, entry.type))).encode()).hexdigest()[:16]
    return Correction(key, entry.action, label, entry.by, entry.on, entry.why)


def _document(entry: Entry) -> str | None:
    """The only document an entry is about, None for all."""
    return entry.claim.document if entry.claim else entry.document


def _decide(drafts: Sequence[_Draft], entry: Entry) -> Iterator[tuple[Entry, Entry]]:
    """Apply a decision about claims; what rests on a claim that falls or changes does so too."""
    assert entry.claim is not None, "the loader asks for a claim"
    meant = [draft for draft in drafts if is_meant(draft.claim, entry.claim)]
    if not meant:
        raise NotApplicable(why_not_meant([draft.claim for draft in drafts], entry.claim))
    overruled = [(d.decided, entry) for d in meant if d.decided and _contradicts(d.decided, entry)]
    for draft in meant:
        draft.decided = entry
        for one in (draft, *(_resting_on(draft, drafts) if entry.action != "accept" else ())):
            one.mark(entry)
            one.dropped = f"rejected by {entry.by}" if entry.action == "reject" else None
            if entry.action == "status":
                one.claim = replace(one.claim, status=entry.to, doubted=False)
    return iter(overruled)


def _contradicts(before: Entry, now: Entry) -> bool:
    """True where the later decision is another one; accepting what was changed is none."""
    if now.action == "accept":
        return before.action == "reject"
    return (before.action, before.to) != (now.action, now.to)


def _resting_on(draft: _Draft, drafts: Sequence[_Draft]) -> list[_Draft]:
    """The claims lifted from this one, which have no decision of their own."""
    return [one for one in drafts if one.claim.lifted_from == draft.claim.key and one.decided is None]


def _rewrite(drafts: Sequence[_Draft], entry: Entry) -> Iterator[tuple[Entry, Entry]]:
    """Apply a correction of actors; a claim whose subject and object become one says nothing any more."""
    claims = [draft.claim for draft in drafts]
    change = change_of(entry, claims)
    touched = False
    for draft in drafts:
        if entry.sentence and plain(entry.sentence) not in plain(draft.claim.sentence.text):
            continue
        new = changed(draft.claim, change)
        if new is draft.claim:
            continue
        touched = True
        draft.claim = new
        draft.mark(entry)
        if new.object is not None and new.object.node.key == new.subject.node.key:
            draft.dropped = f"subject and object are the same actor, says {entry.by}"
    if not touched:
        raise NotApplicable(f"no claim on a sentence with these words names {entry.actors[0]}")
    return iter(())


@dataclass(frozen=True, slots=True)
class Note:
    """What became of the entries in one document, as far as remarks tell of it; an entry is given by its place.

    ``missed`` gives the reason for entries about this document alone, ``unclear`` for those that could mean several
    nodes; ``overruled`` pairs an entry with the later one that takes it back.
    """

    applied: tuple[int, ...] = ()
    missed: Mapping[int, str] = field(default_factory=dict)
    unclear: Mapping[int, str] = field(default_factory=dict)
    overruled: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Replay:
    """The corrections of a build: call it with each outcome, then ask what applied nowhere.

    ``notes`` has a note by name for each document in which there is anything to tell.
    """

    entries: Sequence[Entry]
    notes: dict[str, Note] = field(default_factory=dict)

    def __call__(self, outcome: Outcome) -> Outcome:
        """The outcome with its claims corrected."""
        if not self.entries:
            return outcome
        done = replay(outcome.article, outcome.claims, self.entries)
        if (note := self._note(done)) != _NOTHING:
            self.notes[outcome.article.name] = note
        return replace(
            outcome, claims=done.claims, dropped=[*outcome.dropped, *done.dropped], corrections=done.corrections
        )

    def remarks(self) -> Iterator[str]:
        """A line for each entry that applied nowhere, with the reason, and for each that a later one takes back."""
        yield from remarks(self.entries, self.notes)

    def _note(self, done: Replayed) -> Note:
        place = {entry: place for place, entry in enumerate(self.entries)}
        return Note(
            tuple(sorted(done.applied)),
            {at: str(reason) for at, reason in done.missed.items() if _document(self.entries[at])},
            {at: str(reason) for at, reason in done.missed.items() if isinstance(reason, Ambiguous)},
            tuple((place[before], place[now]) for before, now in done.overruled),
        )


def remarks(entries: Sequence[Entry], notes: Mapping[str, Note]) -> Iterator[str]:
    """What :meth:`Replay.remarks` tells, from the notes on all documents."""
    applied = {place for note in notes.values() for place in note.applied}
    missed = {place: reason for note in notes.values() for place, reason in note.missed.items()}
    unclear = {(place, name): reason for name, note in notes.items() for place, reason in note.unclear.items()}
    for place, entry in enumerate(entries):
        if place in applied or entry.action == "distinct" or any(at == place for at, _ in unclear):
            continue
        document = _document(entry)
        if document is None:
            yield f"{entry.place} no longer applies: no document of this build names {' or '.join(entry.actors)}"
        elif place not in missed:
            yield f"{entry.place} does not apply: {document} is not in this build"
        else:
            yield f"{entry.place} no longer applies: {missed[place]}"
    for (place, document), reason in sorted(unclear.items()):
        yield f"{entries[place].place} does not apply to {document}: {reason}"
    overruled = {(entries[before], entries[now]) for note in notes.values() for before, now in note.overruled}
    for first, last in sorted(overruled, key=lambda pair: (pair[0].line, pair[1].line, pair[0].file)):
        yield f"{first.place} is overruled by line {last.line}, {last.action}; remove one of the two"


_NOTHING = Note()
