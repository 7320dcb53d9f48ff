"""Where the time of a build goes, and how much memory each part of it has taken by then."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from unittest.mock import patch

# The functions that make up a build, in their order: module, name, what it does. The rest is start-up and the manifest.
PARTS = (
    ("kg.corpus.update", "found_at", "finding files"),
    ("kg.corpus.update", "_read", "reading: model, text stages, shards"),
    ("kg.corpus.update", "_rows", "identity and quads"),
    ("kg.corpus.ondisk", "make", "bulk load"),
    ("kg.corpus.write", "_check", "sample of the shapes"),
    ("kg.corpus.write", "write_listed", "articles"),
)


@dataclass
class Phase:
    """Seconds of a part, summed over its calls, and the largest memory of the caller and of a worker, in MB."""

    name: str
    wall: float = 0.0
    own: float = 0.0
    workers: float = 0.0
    memory: int = 0
    worker_memory: int = 0


@dataclass
class Clock:
    """The phases of one build, in the order in which they ended."""

    phases: dict[str, Phase] = field(default_factory=dict)

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, whose time is kept."""

        def run(*arguments: Any, **named: Any) -> Any:
            before = _now()
            try:
                return work(*arguments, **named)
            finally:
                phase = self.phases.setdefault(name, Phase(name))
                wall, own, workers = (now - then for now, then in zip(_now(), before, strict=True))
                phase.wall, phase.own, phase.workers = phase.wall + wall, phase.own + own, phase.workers + workers
                phase.memory, phase.worker_memory = (
                    resource.getrusage(who).ru_maxrss // 1024
                    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
                )

        return run

    def table(self, unit: float | None = None) -> str:
        """A line a phase: wall seconds, CPU seconds of caller and workers, their share of ``unit`` seconds, memory."""
        return "\n".join(
            f"  {p.name:36} {p.wall:8.1f} s wall {p.own:8.1f} s CPU {p.workers:8.1f} s in workers"
            + (f" {(p.own + p.workers) / unit:6.2f}" if unit else "")
            + f" {p.memory:6} MB, workers {p.worker_memory} MB"
            for p in self.phases.values()
        )


@contextmanager
def watched() -> Iterator[Clock]:
    """A clock that runs while builds are made in this process."""
    clock = Clock()
    with ExitStack() as stack:
        for module, name, label in PARTS:
            place = import_module(module)
            stack.enter_context(patch.object(place, name, clock.timed(label, getattr(place, name))))
        yield clock


def _now() -> tuple[float, float, float]:
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return time.perf_counter(), own.ru_utime + own.ru_stime, workers.ru_utime + workers.ru_stime
