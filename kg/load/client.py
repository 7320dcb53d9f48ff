"""Requests to one store over HTTP: time limits, retries with growing pauses, credentials, no redirects.

Redirects are refused and other schemes unknown, so that neither data nor password goes where the user did not say.
"""

from __future__ import annotations

import http.client
import json
import netrc
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib import request
from urllib.error import HTTPError
from urllib.parse import urlsplit

from kg.errors import KgError
from kg.load.target import Request

_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_REFUSED = {401: "asks for a user and password", 403: "does not allow it"}
_WAY_IN = "set KG_LOAD_USER and KG_LOAD_PASSWORD, or use ~/.netrc"
_LARGEST_ANSWER = 1 << 20
_LONGEST_REASON = 200
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class RequestError(KgError):
    """A store did not do what was asked; the message says which and why."""


@dataclass(frozen=True)
class Client:
    """Sends requests to one store; ``retries`` are made after what may pass: no connection, 5xx, 429."""

    url: str
    timeout: float = 60.0
    retries: int = 4
    sleep: Callable[[float], None] = time.sleep
    opener: request.OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        """Take the credentials for this store from the environment or ~/.netrc."""
        object.__setattr__(self, "opener", _opener(self.url))

    def send(self, wanted: Request) -> bytes:
        """The body of the answer to a request that is safe to repeat.

        Raises:
            RequestError: The store says no, or is not to be had after all retries.
        """
        method, address, media_type, body = wanted
        for attempt in range(self.retries + 1):
            try:
                return self._once(method, address, media_type, body)
            except HTTPError as error:
                why, pause = self._refusal(address, error), _retry_after(error)
            except (OSError, http.client.HTTPException) as error:
                why, pause = f"{address}: {_reason(error)}", 0.0
            except ValueError as error:  # urllib, for an authentication scheme that it does not know
                raise RequestError(f"{address}: {error}") from error
            if attempt < self.retries:
                self.sleep(min(max(pause, _FIRST_PAUSE * 2**attempt), _LONGEST_PAUSE))
        raise RequestError(f"{why}; tried {self.retries + 1} times")

    def number(self, wanted: Request) -> int:
        """The number in ``?n`` of a query with one row."""
        answer = self.send(wanted)
        try:
            return int(json.loads(answer)["results"]["bindings"][0]["n"]["value"])
        except (ValueError, LookupError, TypeError) as error:
            raise RequestError(f"{wanted[1]}: answers no SPARQL JSON; name the query endpoint with --query") from error

    def _once(self, method: str, address: str, media_type: str, body: bytes) -> bytes:
        headers = {"Content-Type": media_type, "Accept": "application/sparql-results+json, */*;q=0.1"}
        call = request.Request(address, body, headers, method=method)
        with self.opener.open(call, timeout=self.timeout) as answer:
            body_back = bytes(answer.read(_LARGEST_ANSWER))
            if answer.length:  # read() with a limit is silent about a body that breaks off
                raise http.client.IncompleteRead(body_back, answer.length)
            return body_back

    def _refusal(self, address: str, error: HTTPError) -> str:
        """What a transient error says; RequestError for one that trying again cannot mend."""
        said = _first_line(error)
        if error.code in _TRANSIENT:
            return f"{address}: {error.code} {error.reason}{said}"
        if error.code in _REFUSED:
            raise RequestError(f"{address}: {error.code}, the store {_REFUSED[error.code]}; {_WAY_IN}") from error
        if 300 <= error.code < 400:
            to = error.headers.get("Location", "elsewhere")
            raise RequestError(f"{address}: redirects to {to}; name that address if it is right") from error
        raise RequestError(f"{address}: {error.code} {error.reason}{said}") from error


def credentials(url: str) -> tuple[str, str] | None:
    """User and password for this address: from KG_LOAD_USER and KG_LOAD_PASSWORD, else from ~/.netrc.

    Raises:
        KgError: The netrc file cannot be read.
    """
    if user := os.environ.get("KG_LOAD_USER"):
        return user, os.environ.get("KG_LOAD_PASSWORD", "")
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(urlsplit(url).hostname or "")
    except FileNotFoundError:
        return None
    except (OSError, netrc.NetrcParseError) as error:
        raise KgError(f"netrc: {error}; mend it, or {_WAY_IN.partition(',')[0]}") from error
    return (found[0], found[2] or "") if found else None


def is_open(url: str) -> bool:
    """True where a password sent to this address could be read on its way."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in _LOOPBACK


def _opener(url: str) -> request.OpenerDirector:
    """An opener that knows http and https only, and no redirects."""
    parts = urlsplit(url)
    opener = request.OpenerDirector()
    handlers: list[request.BaseHandler] = [
        request.ProxyHandler({} if parts.hostname in _LOOPBACK else None),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ]
    if known := credentials(url):
        passwords = request.HTTPPasswordMgrWithPriorAuth()
        passwords.add_password(None, f"{parts.scheme}://{parts.netloc}/", *known, is_authenticated=False)
        handlers += [request.HTTPBasicAuthHandler(passwords), request.HTTPDigestAuthHandler(passwords)]
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _retry_after(error: HTTPError) -> float:
    """The pause that the store asks for, in seconds; none where it gives a date instead."""
    asked = error.headers.get("Retry-After", "") if error.headers else ""
    return float(asked) if asked.isdecimal() else 0.0


def _first_line(error: HTTPError) -> str:
    """What the store says about an error, shortened to a line."""
    try:
        text = error.read(_LARGEST_ANSWER).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    line = " ".join(text.split())
    return f" ({line[:_LONGEST_REASON]})" if line else ""


def _reason(error: OSError | http.client.HTTPException) -> str:
    """Why there was no answer, in words."""
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return "no answer in time; give it longer with --timeout"
    if isinstance(cause, ConnectionRefusedError):
        return "nobody answers there; is the store running?"
    if isinstance(cause, http.client.HTTPException | ConnectionError):
        return "the connection broke off"
    return str(cause) or type(cause).__name__
