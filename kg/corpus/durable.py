"""Files that are either whole or absent, whatever happens while they are written, and one writer for a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError

# Drafts begin so; what a killed run leaves of them is removed by the next one.
DRAFT = ".building-"


def put(path: Path, content: bytes) -> None:
    """Nothing, once ``content`` stands under its name and would after a loss of power.

    Written beside it first, then moved: no reader ever sees half of it. Raises OSError, as from a full disk, and then
    leaves what was there before.
    """
    draft = path.with_name(f"{DRAFT}{os.getpid()}-{path.name}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """Nothing, once the names in a folder would survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clear_drafts(folder: Path) -> None:
    """Nothing; drafts that a killed run left directly in the folder are gone."""
    for draft in folder.glob(f"{DRAFT}*"):
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            draft.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes from writing to the folder at the same time; KgError where one does.

    The lock is of POSIX's kind: it ends with the process that holds it, and forked workers don't inherit it.
    """
    import fcntl

    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise KgError(f"{folder.parent}: another kg is writing there; wait until it has finished") from error
        yield
