"""What travels between the server and its workers: a header as JSON, then a body, over one connection."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from typing import Any


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is asked to do: the name of a task of :mod:`kg.serve.tasks`, and what it needs to know."""

    name: str
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as HTTP has it."""

    status: int
    body: bytes
    media_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def problem(status: int, message: str, **headers: str) -> Reply:
    """A refusal, in words, one line."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, (message.rstrip() + "\n").encode("utf-8", "replace"), headers=named)


def send_task(connection: Connection, task: Task) -> None:
    """Hand a task over."""
    connection.send_bytes(json.dumps([task.name, dict(task.given)]).encode())


def receive_task(connection: Connection) -> Task:
    """The next task; EOFError when the server is gone."""
    name, given = json.loads(connection.recv_bytes())
    return Task(name, given)


def send_reply(connection: Connection, reply: Reply) -> None:
    """Hand a reply back."""
    head = asdict(reply)
    del head["body"]
    connection.send_bytes(json.dumps(head).encode())
    connection.send_bytes(reply.body)


def receive_reply(connection: Connection) -> Reply:
    """The reply of a worker; EOFError where it died. JSON, not pickle: a worker handles hostile texts."""
    head = json.loads(connection.recv_bytes())
    return Reply(body=connection.recv_bytes(), **head)
