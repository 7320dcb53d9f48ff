"""`kg load` into a store that misbehaves: what is tried again, what is an error, who is given the password."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from claims_by_hand import pact, stored
from misbehaving import SIZE, TAKEN, Answer, Misbehaving, count_of, counting, push

from kg.errors import KgError
from kg.graph import quads
from kg.load import load, target
from kg.load.client import Client, credentials, is_open

pytestmark = pytest.mark.usefixtures("no_credentials")


def test_what_may_pass_is_tried_again_with_growing_pauses() -> None:
    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        if handler.path == "/query":
            return count_of(SIZE)
        return {
            1: (500, {}, b"hiccup"),
            2: None,
            3: (200, {"Content-Length": "99"}, b"half"),
            4: (429, {"Retry-After": "7"}, b""),
        }.get(number, TAKEN)

    with Misbehaving(behaviour) as server:
        loaded, pauses = push(server)
    assert loaded.sent == loaded.held == {"urn:g": SIZE}
    assert pauses == [0.5, 1.0, 2.0, 7.0]
    bodies = {body for _, path, _, body in server.requests if path.startswith("/store")}
    assert len(bodies) == 1


def test_a_store_that_stays_down_is_one_error_that_tells_what_is_there() -> None:
    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        return TAKEN if number <= 2 else (503, {}, b"<h1>\x1b[31mdown</h1>")

    with Misbehaving(behaviour) as server, pytest.raises(KgError) as error:
        push(server, chunk=100)
    told = str(error.value)
    assert "503 Service Unavailable" in told and "tried 5 times" in told
    assert f"200 of {SIZE} triples are loaded: 0 of 1 graphs whole, and 200 of {SIZE} triples of <urn:g>" in told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), "asks for a user and password; set KG_LOAD_USER"),
        ((403, {}, b""), "does not allow it"),
        ((400, {}, b"line 3:\n bad triple"), "400 Bad Request (line 3: bad triple)"),
        ((404, {}, b""), "404 Not Found"),
        ((302, {"Location": "http://198.51.100.1/"}, b""), "redirects to http://198.51.100.1/"),
        ((307, {"Location": "file:///etc/passwd"}, b""), "redirects to file:///etc/passwd"),
        ((401, {"WWW-Authenticate": "Negotiate"}, b""), "does not support"),
    ],
)
def test_a_no_is_not_asked_again(answer: Answer, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if answer[1].get("WWW-Authenticate") == "Negotiate":
        monkeypatch.setenv("KG_LOAD_USER", "ada")
    with Misbehaving(lambda *_: answer) as server, pytest.raises(KgError) as error:
        push(server)
    assert told in str(error.value) and f"0 of {SIZE} triples are loaded" in str(error.value)
    assert len(server.requests) == 1


def test_a_wrong_count_is_an_error() -> None:
    with (
        Misbehaving(counting(count_of(SIZE - 1))) as server,
        pytest.raises(KgError, match=f"holds {SIZE - 1} triples, and {SIZE} were sent"),
    ):
        push(server)


def test_more_than_was_sent_is_told_and_after_replacing_wrong() -> None:
    with Misbehaving(counting(count_of(SIZE + 3))) as server:
        assert push(server)[0].grown == {"urn:g": 3}
        with pytest.raises(KgError, match="were sent; look at"):
            push(server, replace=True)
    assert [method for method, path, _, _ in server.requests if path != "/query"] == ["POST", "PUT"]


def test_a_count_that_cannot_be_had_is_said() -> None:
    with (
        Misbehaving(counting((200, {}, b"<html>"))) as server,
        pytest.raises(KgError, match=r"no SPARQL JSON.*All .* were sent, but not counted"),
    ):
        push(server)


def test_a_slow_store_is_not_waited_for_for_ever() -> None:
    waiting = threading.Event()
    with Misbehaving(lambda *_: (waiting.wait(5), None)[1]) as server:
        client = Client(server.url, timeout=0.2, retries=0)
        with pytest.raises(KgError, match="no answer in time; give it longer with --timeout"):
            load(quads(*pact()), target(f"{server.url}/store"), client)
        waiting.set()


def test_chunks_are_the_same_every_time() -> None:
    sent = []
    for given in (list(quads(*pact())), list(reversed(list(quads(*pact()))))):
        with Misbehaving(counting(count_of(SIZE))) as server:
            load(stored(*given), target(f"{server.url}/store"), Client(server.url), graph="urn:g", chunk=7)
        sent.append([body for _, _, _, body in server.requests])
    assert sent[0] == sent[1] and len(sent[0]) == -(-SIZE // 7) + 1


def test_the_password_goes_to_the_store_that_asks_and_stands_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LOAD_USER", "ada")
    monkeypatch.setenv("KG_LOAD_PASSWORD", "s3cret")
    expected = "Basic " + base64.b64encode(b"ada:s3cret").decode()

    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        if handler.headers.get("Authorization") != expected:
            return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""
        return count_of(SIZE) if handler.path == "/query" else TAKEN

    with Misbehaving(behaviour) as server:
        loaded, _ = push(server, chunk=100)
        assert loaded.held == {"urn:g": SIZE}
        monkeypatch.setenv("KG_LOAD_PASSWORD", "wr0ng")
        with pytest.raises(KgError) as error:
            push(server)
    assert "401" in str(error.value) and "wr0ng" not in str(error.value)


def test_credentials_come_from_environment_or_netrc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert credentials("https://store.example/x") is None
    file = tmp_path / "netrc"
    file.write_text("machine store.example login ada password pw\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    assert credentials("https://store.example/x") == ("ada", "pw")
    assert credentials("https://other.example/x") is None
    monkeypatch.setenv("KG_LOAD_USER", "bob")
    assert credentials("https://store.example/x") == ("bob", "")
    monkeypatch.delenv("KG_LOAD_USER")
    file.write_text("nonsense", "utf-8")
    with pytest.raises(KgError, match="netrc: "):
        credentials("https://store.example/x")
    assert is_open("http://store.example/") and not is_open("http://127.0.0.1:1/") and not is_open("https://a.example/")
