"""The versions of a store on disk: each in a folder of its own, that is written once and then only read.

A store is changed by changing a copy of it, which shares the files of its tables (hard links): RocksDB never writes to
one again. Whoever reads the former version goes on reading it, and a run that is killed leaves it whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.corpus.durable import settle
from kg.store import FOLDER

_TABLES = ".sst"
# Of the process that had the store open, and made anew by the next.
_OF_A_PROCESS = ("LOCK", "LOG")


@contextmanager
def new_version(out: Path, former: str | None = None) -> Iterator[Path]:
    """A folder for the next version, empty or as the ``former`` one; gone again where the work in it fails."""
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    numbers = [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]
    version = folder / str(1 + max(numbers, default=0))
    done = False
    try:
        version.mkdir()
        if former is not None:
            _link(folder / former, version)
        yield version
        settle(version)
        settle(folder)
        done = True
    finally:
        if not done:
            shutil.rmtree(version, ignore_errors=True)


def remove_versions(out: Path, but: str | None = None) -> None:
    """Nothing; of all versions only this one is left, and those that somebody reads."""
    if not (out / FOLDER).is_dir():
        return
    for path in (out / FOLDER).iterdir():
        if not path.is_dir():
            path.unlink()  # of a store as it was before there were versions
        elif path.name != but and not _is_read(path):
            shutil.rmtree(path, ignore_errors=True)
    if not any((out / FOLDER).iterdir()):
        (out / FOLDER).rmdir()


def _link(former: Path, version: Path) -> None:
    for file in former.iterdir():
        if not file.name.startswith(_OF_A_PROCESS):
            _copy(file, version / file.name)


def _copy(file: Path, copy: Path) -> None:
    """The same file under another name where it will not change and the disk can do so, else a copy."""
    if file.suffix == _TABLES:
        try:
            os.link(file, copy)
        except OSError:
            pass
        else:
            return
    shutil.copyfile(file, copy)


def _is_read(path: Path) -> bool:
    """True where a process holds it, see :func:`kg.store.stored`."""
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
