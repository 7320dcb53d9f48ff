"""What a document's result depends on besides the document: digests of model, words, ontology and program."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from kg import __version__
from kg.errors import DataError
from kg.resources import DEFAULT_MODEL, ontology

# Libraries whose release may change what is read in a text.
_LIBRARIES = ("spacy", "dateparser", "rigour", "countryinfo", "trafilatura", "pypdf", "python-docx")
_PACKAGE = Path(__file__).resolve().parents[1]

Stamp = dict[str, str]


def stamp_of(model: str | None, actors: Path | None) -> Stamp:
    """What results depend on, by the name that messages give it; equal stamps and documents give equal results.

    Raises DataError where the actor file cannot be read.
    """
    return {
        "model": _model(model or DEFAULT_MODEL),
        "lexicon": _lexicon(),
        "ontology": _ontology(),
        "actors": _actors(actors),
        "program": program(),
        "libraries": digest(platform.python_version(), *(f"{name} {_version(name)}" for name in _LIBRARIES)),
    }


@cache
def program() -> str:
    """The version of this program, with a digest of its code: a checkout changes without changing its version."""
    return f"{__version__} {_files(_PACKAGE.rglob('*.py'))}"


def vocabulary() -> str:
    """A digest of the words and terms by which documents are brought together: those of lexicon and ontology."""
    return digest(_lexicon(), _ontology())


def digest(*parts: str | bytes) -> str:
    """Thirty-two hex digits that depend on the parts and their borders alone."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.hexdigest()


def _lexicon() -> str:
    return _files((_PACKAGE / "data" / "lexicon").rglob("*.yaml"))


def _ontology() -> str:
    return _files(ontology(name) for name in ("kg.ttl", "relations.ttl", "plover.ttl", "actors.ttl"))


def _model(name: str) -> str:
    if Path(name).exists():
        return f"{Path(name).name} {_files(file for file in Path(name).rglob('*') if file.is_file())}"
    return f"{name} {_version(name)}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def _actors(file: Path | None) -> str:
    if file is None:
        return "none"
    try:
        return digest(file.read_bytes())
    except OSError as error:
        raise DataError(f"{file}: cannot be read ({error.strerror}); name a Turtle file of actors") from error


def _files(files: Iterable[Path]) -> str:
    """A digest of files, by their names and contents, in whatever order they come."""
    known = sorted((file.as_posix().rpartition("/kg/")[2] or file.name, file) for file in files)
    return digest(*(part for name, file in known for part in (name, file.read_bytes())))
