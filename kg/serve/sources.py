"""The network view and the documents' texts: what a server shows besides the graph, read from files when asked for."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from kg.errors import InputError
from kg.read import Document, find, read

# The articles that a build keeps beside its graph, a JSON object a line.
ARTICLES_FILE = "articles.jsonl"
_BAR = '<div class="tools">'
_KEPT = 64


class Texts:
    """The text of each document by the file name the graph knows it by, from the build folder or from its sources."""

    def __init__(self, folder: Path, articles: Sequence[Path]) -> None:
        self._file = folder / ARTICLES_FILE
        self._lines: dict[str, int] | None = None
        self._version: tuple[int, int, int] | None = None
        self._lock = threading.Lock()
        self._documents: dict[str, Document] = {document.name: document for document in find(articles)}
        self._read = lru_cache(_KEPT)(self._text)

    def __call__(self, name: str) -> str | None:
        """The text of a document, None where there is none to be had."""
        with self._lock:
            if (version := _version(self._file)) != self._version:
                self._version, self._lines = version, None
                self._read.cache_clear()
            return self._read(name)

    def _text(self, name: str) -> str | None:
        if self._lines is None:
            self._lines = dict(self._indexed())
        if name in self._lines:
            with self._file.open("rb") as file:
                file.seek(self._lines[name])
                text = json.loads(file.readline()).get("text")
            return text if isinstance(text, str) else None
        if name not in self._documents:
            return None
        try:
            return read(self._documents[name]).text
        except InputError:
            return None

    def _indexed(self) -> dict[str, int]:
        """Where the line of each article begins."""
        found: dict[str, int] = {}
        if not self._file.is_file():
            return found
        with self._file.open("rb") as file:
            place = 0
            for line in file:
                with suppress(ValueError, KeyError, TypeError):
                    found[str(json.loads(line)["name"])] = place
                place += len(line)
        return found


class NetworkView:
    """The page that `kg build` made, read again when it has changed, with links to the other pages in its bar.

    ``file`` gives its place whenever it is asked for.
    """

    def __init__(self, file: Callable[[], Path], root: str) -> None:
        self._file = file
        self._root = root
        self._seen: tuple[Path, tuple[int, int, int] | None] | None = None
        self._text = ""

    def __call__(self) -> str:
        """The page as HTML."""
        file = self._file()
        seen = (file, _version(file))
        if self._seen != seen:
            self._text = linked(file.read_text("utf-8"), self._root)
            self._seen = seen
        return self._text


def _version(file: Path) -> tuple[int, int, int] | None:
    """What tells one version of a file from another; None where there is none."""
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns, about.st_size


def linked(page: str, root: str) -> str:
    """The network view with links to search and editor; as it is where it has no bar to put them in.

    Its policy forbids styles of ours, so they wear one of its own.
    """
    links = f'<a class="plain" href="{root}/search">Text search</a><a class="plain" href="{root}/sparql">SPARQL</a>'
    return page.replace(_BAR, _BAR + links, 1)
