"""Whether the graph that is served is still the one in its folder."""

from __future__ import annotations

from pathlib import Path

from kg.store import GRAPH_FILES, RECORD

# Number, time of change and size of each file that is there; a file put in place of another is another one.
State = tuple[tuple[str, int, int, int], ...]


def state_of(path: Path) -> State:
    """What tells one version of the graph of a build folder, or RDF file, from another."""
    files = [path / name for name in (*GRAPH_FILES, RECORD)] if path.is_dir() else [path]
    found = []
    for file in files:
        try:
            about = file.stat()
        except OSError:
            continue
        found.append((file.name, about.st_ino, about.st_mtime_ns, about.st_size))
    return tuple(found)
