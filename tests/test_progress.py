"""What a long run says in a log: how many documents of how many, or into what, a line a minute."""

import time

import pytest

from kg.commands.progress import progress_bar


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that a run believes to have passed; the first entry is what it reads."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_a_line_a_minute(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as tell:
        tell(1, 10, "a.txt")
        clock[0] = 59.0
        tell(2, 10, "b.txt")
        clock[0] = 61.0
        tell(3, 10, "c.txt")
        clock[0] = 62.0
        tell(4, 10, "d.txt")
    assert capsys.readouterr().err == "kg: 3 of 10 documents\n"


def test_without_a_total_it_tells_what_is_done(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as tell:
        clock[0] = 61.0
        tell(679, 0, "article\x1b[31m.txt")
    said = capsys.readouterr().err
    assert said.startswith("kg: 679 documents put into the graph, the last article")
    assert "\x1b" not in said
