"""Queries without end, and too many at once: stopped in time, everybody else answered, the server as before."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from serving import Server, serving

from kg.serve.limits import CappedOutput, Limits, TooLarge

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "hostile.yaml").read_text("utf-8"))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SECONDS = 1.5
OPTIONS = (
    "--timeout", str(SECONDS), "--memory", "200", "--max-rows", "20000", "--max-answer", "2", "--workers", "3",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(seed_build: Path) -> Iterator[Server]:
    with serving(seed_build, *OPTIONS) as running:
        yield running


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and what was heard on it."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    caller, address = listening.accept()
                except TimeoutError:
                    continue
                heard.append(str(address))
                caller.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield listening.getsockname()[1], heard
        stop.set()
        thread.join()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hostile_queries(server: Server, listener: tuple[int, list[str]], case: dict[str, Any]) -> None:
    port, heard = listener
    started = time.monotonic()
    got = server.post(case["query"].replace("PORT", str(port)))
    took = time.monotonic() - started
    assert got.status in case["status"], got.text[:300]
    assert case.get("says", "") in got.text
    assert took < SECONDS + 1
    assert not heard
    if got.status != 200:
        assert got.media_type == "text/plain"
        assert len(got.text.strip().splitlines()) == 1
    if got.status == 503:
        assert int(got.headers["retry-after"]) > 0
    assert server.query("ASK {}").json["boolean"] is True


def test_others_are_answered_while_queries_run_without_end(server: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        slow = [pool.submit(server.post, ENDLESS) for _ in range(2)]
        time.sleep(0.2)
        times = []
        for _ in range(10):
            started = time.monotonic()
            assert server.query("ASK { ?s ?p ?o }").status == 200
            assert server.get("/entity/Iran", Accept="text/html").status == 200
            times.append(time.monotonic() - started)
        assert {future.result().status for future in slow} == {503}
    assert max(times) < SECONDS


def test_nothing_is_lost_under_load(server: Server) -> None:
    """Each of 16 clients gets its own answers, whole; where too many wait, they are told to come again."""

    def ask(client: int) -> list[str]:
        wrong = []
        for number in range(15):
            value = f"{client}-{number}"
            got = server.query(f'SELECT ?who ?value {{ VALUES ?value {{ "{value}" }} ?who a kg:State }}')
            if got.status != 200 or {row["value"]["value"] for row in got.json["results"]["bindings"]} != {value}:
                wrong.append(f"{value}: {got.status}")
        return wrong

    with ThreadPoolExecutor(16) as pool:
        assert [wrong for wrongs in pool.map(ask, range(16)) for wrong in wrongs] == []


def test_too_many_are_turned_away_and_told_when_to_come_again(seed_build: Path) -> None:
    with (
        serving(seed_build, "--timeout", "2", "--workers", "1", "--queue", "2") as server,
        ThreadPoolExecutor(8) as pool,
    ):
        found = [future.result() for future in [pool.submit(server.post, ENDLESS) for _ in range(8)]]
        assert {got.status for got in found} == {429, 503}
        assert all(got.headers["retry-after"].isdigit() for got in found)
        assert server.query("ASK {}").status == 200


def test_the_work_of_clients_who_left_is_stopped(seed_build: Path) -> None:
    """One worker, a long limit, a client that leaves: the next is answered at once."""
    query = quote(ENDLESS)
    with serving(seed_build, "--timeout", "60", "--workers", "1") as server:
        with socket.create_connection(("127.0.0.1", server.port)) as leaving:
            leaving.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.5)
        started = time.monotonic()
        assert server.query("ASK {}").status == 200
        assert time.monotonic() - started < 10


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system has no /proc to find processes by")
def test_the_server_outlives_its_processes(seed_build: Path) -> None:
    with serving(seed_build, "--timeout", "1", "--workers", "1") as server:
        (nursery,) = [child for child in children(server.process.pid) if children(child)]
        (worker,) = children(nursery)
        os.kill(worker, signal.SIGKILL)
        assert server.query("ASK {}").status == 503
        assert server.query("ASK {}").status == 200
        (worker,) = children(nursery)
        os.kill(nursery, signal.SIGKILL)
        assert server.query("ASK {}").status == 200
        os.kill(worker, signal.SIGKILL)
        assert server.query("ASK {}").status == 503
        assert server.query("ASK { ?s ?p ?o }").json["boolean"] is True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything(seed_build: Path, number: signal.Signals) -> None:
    with serving(seed_build, "--workers", "2") as server:
        assert server.query("ASK {}").status == 200
        server.process.send_signal(number)
        assert server.process.wait(20) == 0
        with pytest.raises(ConnectionRefusedError):
            server.query("ASK {}")


def test_an_answer_is_whole_or_refused() -> None:
    output = CappedOutput(Limits(rows=2, answer_megabytes=1), b"\r\n")
    output.write(b"a\r")
    output.write(b"\nb\r\n")
    assert output.getvalue() == b"a\r\nb\r\n"
    with pytest.raises(TooLarge, match="2 rows"):
        output.write(b"\r\n")
    with pytest.raises(TooLarge, match="1 MB"):
        CappedOutput(Limits(answer_megabytes=1), b"\n").write(b"x" * 1_000_001)
