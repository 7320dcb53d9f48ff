"""What may reach a terminal: document text without control characters, markup or tracebacks, and plain tables."""

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

_PIPE_WIDTH = 100_000
_LINE_ENDS = {ord(character): " " for character in "\t\n\r\v\f\x85\u2028\u2029"}
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_MARKS = dict.fromkeys((*_CONTROLS, *_DIRECTIONS), "\N{REPLACEMENT CHARACTER}")


def inert(text: str) -> str:
    r"""The text on one line, with control and direction-changing characters replaced.

    >>> inert("red\x1b[31m alert\nnext")
    'red�[31m alert next'
    """
    return text.translate(_LINE_ENDS).translate(_MARKS)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """Print rows to stdout; cells wrap on a terminal and stay whole in a pipe."""
    shown = Table(box=SIMPLE_HEAD, title=title and Text(inert(title)), title_justify="left", pad_edge=False)
    for column in columns:
        shown.add_column(Text(inert(column)), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(inert(cell)) for cell in row))
    _console().print(shown)


def line(text: str = "") -> None:
    """Print one line of text to stdout, whole."""
    print(inert(text))


def data(text: str) -> None:
    """Print machine-readable text to stdout as it is, with control characters replaced on a terminal."""
    if sys.stdout.isatty():
        text = "\n".join(inert(part) for part in text.split("\n"))
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def message(text: str) -> None:
    """Print one line to stderr."""
    print(f"kg: {inert(text)}", file=sys.stderr)


def safe_streams() -> None:
    """Make both streams UTF-8, whatever the locale: under LC_ALL=C names in Arabic would raise an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C end the program at once: a query runs outside Python, which hears of an interrupt only afterwards."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def forget_stdout() -> None:
    """Point stdout at nothing after its reader has gone, so that the exit flush raises no second error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _console() -> Console:
    """A console on the present stdout, as wide as the terminal or, in a pipe, as wide as the rows."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
