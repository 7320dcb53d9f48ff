"""The documents of a call: files as given, folders opened, names that tell them apart."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

# Files with one article each, and files with many.
ARTICLES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml")
COLLECTIONS = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".mbox", ".rss", ".atom", ".xml", ".warc")
# Files whose lines are read one by one may be packed as they are; web archives bring packing of their own.
PACKED = tuple(f"{suffix}.gz" for suffix in (".jsonl", ".ndjson", ".csv", ".tsv", ".mbox", ".warc"))
SUFFIXES = ARTICLES + COLLECTIONS + PACKED


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read and the name it goes by, unique within one call of :func:`find`.

    The documents inside a file that holds many go by this name, "#" and their key: ``news.jsonl#17``.
    """

    path: Path
    name: str

    @property
    def kind(self) -> str:
        """The ending that tells the format, in lower case: ".csv" also of a packed "x.CSV.gz"."""
        name = self.path.name.lower()
        packed = name.endswith(PACKED)
        return Path(name.removesuffix(".gz")).suffix if packed else Path(name).suffix


def find(paths: Sequence[Path]) -> list[Document]:
    """The documents at these paths: files in the order given, each folder's own in the order of their names.

    Folders are opened to any depth; hidden files and folders, README.md and files of other kinds are passed over. A
    file named by itself is taken whatever its kind (:func:`kg.read.read` judges it), and one reached twice counts once.

    Raises:
        InputError: a path does not exist, a folder holds no document or cannot be opened.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        for file, relative in _files(path):
            found.setdefault(file.resolve(), (file, relative))
    names = _names({resolved: _printable(relative) for resolved, (_, relative) in found.items()})
    return [Document(file, names[resolved]) for resolved, (file, _) in found.items()]


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Each file of one path, with its place relative to the folder given."""
    if path.is_dir():
        files = sorted(_inside(path), key=lambda file: file.relative_to(path).parts)
        if not files:
            kinds = " ".join(suffix[1:] for suffix in SUFFIXES)
            raise InputError(f"{path}: the folder holds no document; put {kinds} files there or name another folder")
        for file in files:
            yield file, file.relative_to(path).as_posix()
    elif path.exists():
        yield path, path.name
    else:
        raise InputError(f"{path}: no such file or folder; check the path")


def _inside(folder: Path) -> Iterator[Path]:
    """Each document below a folder; links to folders are not followed, for they may run in circles."""

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: the folder cannot be opened: {error.strerror}; check its permissions")

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            # "~$x.docx" is the lock file an open office program keeps beside x.docx.
            hidden = name.startswith((".", "~$")) or name.lower() == "readme.md"
            if not hidden and name.lower().endswith(SUFFIXES):
                yield Path(parent, name)


def _names(relative: dict[Path, str]) -> dict[Path, str]:
    """A name for each file: its base name, where that is shared its relative path, else enough of the whole path."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for resolved, place in relative.items():
        groups[place.rsplit("/", 1)[-1]].append(resolved)
    names: dict[Path, str] = {}
    for base, group in groups.items():
        if len(group) == 1:
            names[group[0]] = base
        elif len({relative[resolved] for resolved in group}) == len(group):
            names.update({resolved: relative[resolved] for resolved in group})
        else:
            names.update(_endings(group))
    return names


def _endings(group: list[Path]) -> dict[Path, str]:
    """The shortest ends of these paths, of equal depth, that differ."""
    deepest = max(len(path.parts) for path in group)
    for depth in range(2, deepest + 1):
        endings = {path: _printable("/".join(path.parts[-depth:])) for path in group}
        if len(set(endings.values())) == len(group):
            return endings
    return {path: _printable(path.as_posix()) for path in group}


def _printable(name: str) -> str:
    """The name without bytes that are no UTF-8, so that it can be written anywhere."""
    return os.fsencode(name).decode("utf-8", "replace")
