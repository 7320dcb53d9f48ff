"""What a build folder holds, document by document: the record by which the next run knows what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from kg.corpus.durable import put, settle
from kg.corpus.shards import FOLDER
from kg.corpus.stamp import Stamp, digest
from kg.errors import KgError
from kg.model import STATUSES
from kg.page import PageOptions
from kg.pipeline import Outcome
from kg.read import Copy, Options
from kg.read.options import DEFAULT
from kg.review import Entry

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One document of the folder. ``content`` is the digest of its file, ``stamp`` that of what it was read with.

    ``file`` is the name of the file it is in, which may hold others. ``claims`` and ``quads`` are the keys of its
    shards; the counts are those of the report.
    """

    name: str
    file: str
    content: str
    stamp: str
    claims: str
    quads: str
    triples: int
    sha256: str
    title: str | None
    author: str | None
    published: str | None
    sentences: int
    told: dict[str, int]
    dropped: dict[str, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A document whose outcome is kept under the key ``claims``; the others are as in a :class:`Row`."""

    name: str
    file: str
    content: str
    stamp: str
    claims: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is in all graphs together, as the description of the data set says it."""

    triples: int = 0
    documents: int = 0
    claims: int = 0
    events: int = 0
    actors: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a build folder, written last and in one step; ``stamps`` gives the parts of each stamp.

    ``actors`` is the user's own actor file, whole, so that documents can be added without it. ``files`` has the size
    of each file written, by its name; ``store`` says whether the user asked for the store. ``refused`` has the line of
    each document that cannot be read, by its key, ``aside`` of each in another language. ``entries`` are the analyst's
    corrections, of which ``replayed`` apply and ``review`` has remarks.
    """

    base: str
    model: str | None
    actors: str | None
    stamps: dict[str, Stamp]
    rows: tuple[Row, ...]
    store: bool = False
    sizes: Sizes | None = None
    failed: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    review: tuple[str, ...] = ()
    replayed: int = 0
    copies: tuple[Copy, ...] = ()
    options: Options = DEFAULT
    page: PageOptions = field(default_factory=PageOptions)
    violations: tuple[str, ...] = ()
    checked: int = 0
    files: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    version: Literal[2] = 2

    @property
    def digest(self) -> str:
        """The digest of the graph: equal for equal documents, read alike, whatever their order."""
        return digest(self.base, *(part for row in self.rows for part in (row.name, row.quads)))

    @property
    def told(self) -> dict[str, int]:
        """Claims by status, in the order of the statuses, without those that are absent."""
        counted = Counter[str]()
        for row in self.rows:
            counted.update(row.told)
        return {status: counted[status] for status in STATUSES if counted[status]}

    @property
    def reasons(self) -> dict[str, int]:
        """Dropped frames by reason, the most frequent first."""
        counted = Counter[str]()
        for row in self.rows:
            counted.update(row.dropped)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    @property
    def sentences(self) -> int:
        """How many sentences were read, page furniture aside."""
        return sum(row.sentences for row in self.rows)


def row_of(outcome: Outcome, kept: Kept, quads: str) -> Row:
    """The row of a document that was read, its triples not counted."""
    article = outcome.article
    return Row(
        name=article.name,
        file=kept.file,
        content=kept.content,
        stamp=kept.stamp,
        claims=kept.claims,
        quads=quads,
        triples=0,
        sha256=article.sha256,
        title=article.title,
        author=article.author,
        published=article.published.isoformat() if article.published else None,
        sentences=len(outcome.sentences),
        told=_counted(claim.status for claim in outcome.claims),
        dropped=_counted(dropped.reason for dropped in outcome.dropped),
    )


def load(out: Path) -> Manifest | None:
    """The manifest of a build folder; None where there is none, or one of another version."""
    try:
        return _DECODER.decode((out / FOLDER / NAME).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def save(manifest: Manifest, out: Path) -> None:
    """Nothing, once the manifest stands in its folder; KgError where it cannot be written."""
    try:
        put(out / FOLDER / NAME, msgspec.json.encode(manifest))
        settle(out / FOLDER)
    except OSError as error:
        raise KgError(f"{out}: cannot be written ({error.strerror}); choose another folder with -o") from error


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


_DECODER = msgspec.json.Decoder(Manifest)
