"""New entries at the end of a review file: what is there already, comments included, stays as it is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

from kg.errors import DataError, KgError
from kg.review.entries import parse

_HEAD = "# Corrections, replayed by `kg build` from top to bottom; docs/review.md tells what may stand here.\n"


def append(path: Path, entry: Mapping[str, object]) -> None:
    """Add an entry behind the others, in one step: a reader or a crash sees the file without or with it.

    Raises:
        DataError: the file is malformed, or is no list one can add to; nothing is changed.
        KgError: the file cannot be written.
    """
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else _HEAD
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: the review file cannot be read; check its permissions and encoding") from error
    written = yaml.safe_dump([dict(entry)], sort_keys=False, allow_unicode=True, width=110)
    after = before + ("" if before.endswith("\n") or not before else "\n") + written
    known = len(parse(before, path.name))
    try:
        found = len(parse(after, path.name))
    except DataError:
        found = 0
    if found != known + 1:
        raise DataError(f'{path}: entries cannot be added; write the list with "- do:" at the beginning of lines')
    _put(path, after)


def _put(path: Path, text: str) -> None:
    """Write beside the file and move into place; a link keeps pointing at its file."""
    place = path.resolve()
    draft: str | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, place.stat().st_mode & 0o777 if place.exists() else 0o644)
        os.replace(draft, place)
        draft = None
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror}); name another file with --review") from error
    finally:
        if draft is not None:
            os.unlink(draft)
