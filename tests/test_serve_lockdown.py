"""What keeps queries from the network and from files: the locks on a worker, and the parser that looks for SERVICE."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from kg.algebra import check_algebra
from kg.errors import CallError
from kg.serve.lockdown import can_open_socket


def in_child(locks: str) -> str:
    """What a child process says that locks itself and then asks Oxigraph to call out."""
    code = f"""
import sys
import pyoxigraph as ox
from kg.serve.lockdown import can_open_socket, forbid_files, forbid_network
{locks}
print(can_open_socket())
try:
    list(ox.Store().query("SELECT * {{ SERVICE <http://127.0.0.1:" + sys.argv[1] + "/> {{ ?s ?p ?o }} }}"))
except OSError as error:
    print("refused", error)
"""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        port = str(listening.getsockname()[1])
        run = subprocess.run([sys.executable, "-c", code, port], capture_output=True, text=True, check=True, timeout=60)
        try:
            listening.accept()
            return run.stdout + "CALLED"
        except TimeoutError:
            return run.stdout


def test_without_locks_oxigraph_calls_out() -> None:
    """Were this not so, the tests below would prove nothing."""
    code = """
import socket, sys, threading
import pyoxigraph as ox
listening = socket.create_server(("127.0.0.1", 0))
heard = []
def listen():
    caller, _ = listening.accept(); heard.append(1); caller.close()
threading.Thread(target=listen, daemon=True).start()
try:
    list(ox.Store().query("SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % listening.getsockname()[1]))
except OSError:
    pass
print(len(heard))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "1"


@pytest.mark.parametrize("locks", ["assert forbid_network()", "forbid_files()"])
def test_a_service_that_slipped_through_makes_no_connection(locks: str) -> None:
    said = in_child(locks)
    assert said.startswith("False")
    assert "refused" in said
    assert "CALLED" not in said


def test_this_process_is_not_locked() -> None:
    assert can_open_socket()


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://x/> { ?s ?p ?o } }",
        "ASK { FILTER NOT EXISTS { service silent ?x { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { \\u0053ERVICE#\n<http://x/> { ?s ?p ?o } } } }",
        "ASK { ?service this is no SPARQL }",
        "ASK { " + "(" * 3000 + " 'SERVICE' " + ")" * 3000 + " }",
        "ASK { ?s ?p 'SERVICE' } #" + "x" * 30_000,
    ],
)
def test_what_the_second_parser_refuses(query: str) -> None:
    with pytest.raises(CallError):
        check_algebra(query, {})


def test_what_the_second_parser_lets_pass() -> None:
    check_algebra("SELECT ?service { ?service rdfs:label 'SERVICE <x>' }", {"rdfs": "http://x/"})
    check_algebra("this is not SPARQL and does not say the word", {})
