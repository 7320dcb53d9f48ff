"""YAML of which every scalar is a string, and checks that name file, place and way out."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: Path) -> Any:
    """Lists, mappings and strings of a YAML file; every scalar stays a string, so that ``on`` is a preposition."""
    try:
        events = yaml.parse(file.read_bytes(), _LOADER)
        return next((_plain(event, events, file) for event in events if isinstance(event, yaml.NodeEvent)), None)
    except OSError as error:
        raise DataError(f"{file.name}: cannot be read ({error.strerror}); a lexicon folder needs it") from error
    except yaml.YAMLError as error:
        raise DataError(f"{file.name}: not YAML: {' '.join(str(error).split())}; mend the line named") from error


def _plain(event: Any, events: Iterator[Any], file: Path) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items = takewhile(lambda item: not isinstance(item, yaml.SequenceEndEvent), events)
        return [_plain(item, events, file) for item in items]
    if isinstance(event, yaml.MappingStartEvent):
        keys = takewhile(lambda item: not isinstance(item, yaml.MappingEndEvent), events)
        return {str(_plain(key, events, file)): _plain(next(events), events, file) for key in keys}
    raise DataError(f"{file.name}: a YAML alias, which is not read here; write out what it stands for")


def expect(holds: bool, where: str, what: str) -> None:
    """Raise DataError with what was expected and where, unless it ``holds``."""
    if not holds:
        raise DataError(f"{where}: expected {what}")


def expect_known(word: object, allowed: Collection[str], where: str, kind: str, home: str | None = None) -> None:
    """Raise DataError unless ``word`` is allowed, with the nearest allowed word as the way out."""
    if isinstance(word, str) and word in allowed:
        return
    near = difflib.get_close_matches(str(word), sorted(allowed), n=1)
    hint = f'did you mean "{near[0]}"?' if near else "expected one of: " + " ".join(sorted(allowed)[:12])
    raise DataError(f'{where}: {kind} "{word}" is not {f"in {home}" if home else "known"}; {hint}')
