"""How far a long run has come: a bar on a terminal, a line a minute in a log."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg import terminal

Progress = Callable[[int, int, str], None]
_LINE_EVERY = 60.0


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A callback that is told how many documents of how many are done, and the name of the last."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[pace]}", markup=False),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("loading the language model", total=None, pace="")
    pace = _Pace()

    def tell(done: int, total: int, name: str) -> None:
        bar.update(
            task, completed=done, total=total or None, description=terminal.inert(name), pace=pace.after(done, total)
        )

    timer = threading.Timer(1.0, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield tell
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


def _lines() -> Progress:
    """A callback for logs: a line a minute, and none in a run that takes less."""
    pace, last = _Pace(), [time.monotonic()]

    def tell(done: int, total: int, name: str) -> None:
        if time.monotonic() - last[0] >= _LINE_EVERY:
            last[0] = time.monotonic()
            counted = f"{done:,} of {total:,} documents{pace.after(done, total)}"
            # Without a total, the quads of documents are made, of which only some need it.
            terminal.message(counted if total else f"{done:,} documents put into the graph, the last {name}")

    return tell


class _Pace:
    """The rate of a run and the time left, from the documents done since it began."""

    def __init__(self) -> None:
        self._began: tuple[float, int] | None = None

    def after(self, done: int, total: int) -> str:
        """``, 7.1/s, 4:02 left``; empty while nothing can be said."""
        now = time.monotonic()
        if self._began is None or done < self._began[1]:
            self._began = now, done
        began, before = self._began
        if done == before or now == began or done >= total:
            return ""
        rate = (done - before) / (now - began)
        return f", {rate:.1f}/s, {clock((total - done) / rate)} left"


def clock(seconds: float) -> str:
    """A span of time as a clock shows it.

    >>> clock(242), clock(3_725)
    ('4:02', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
