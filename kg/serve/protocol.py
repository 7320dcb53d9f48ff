"""The SPARQL 1.1 Protocol: an HTTP request as the one query it carries, or why it carries none.

https://www.w3.org/TR/sparql11-protocol/, section 2.1: GET with ``query=``, POST of a form, POST of the query itself.
Updates are known, so that they can be refused as what they are.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.limits import MOST_QUERY_BYTES
from kg.serve.messages import Reply, problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_MOST_FIELDS = 1000
_READ_ONLY = "this endpoint only reads: updates are refused; the graph changes with `kg build`"


class Refused(Exception):
    """A request that is no query; ``reply`` says why."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.body.decode())
        self.reply = reply


@dataclass(frozen=True, slots=True)
class Request:
    """What of an HTTP request the protocol is about; the query string and the body are still encoded."""

    method: str
    query_string: bytes = b""
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Operation:
    """A query, and the data set that the request names, which replaces the query's own FROM."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def operation(request: Request) -> Operation | None:
    """The query of a request; None for a bare GET, which asks what this endpoint is.

    Raises:
        Refused: more or fewer than one query, an update, a wrong media type or encoding, or a text that is too long.
    """
    url = _fields(request.query_string)
    if request.method in ("GET", "HEAD"):
        if "update" in url:
            raise Refused(problem(403, _READ_ONLY))
        if "query" not in url:
            return None
        return _operation(url, url["query"])
    media_type, parameters = _media_type(request.content_type)
    if media_type == UPDATE:
        raise Refused(problem(403, _READ_ONLY))
    if media_type == QUERY:
        if "query" in url:
            raise Refused(problem(400, "the query is given twice, in the address and in the body; give it once"))
        return _operation(url, [_utf8(request.body, parameters)])
    if media_type == FORM:
        form = _fields(request.body)
        if "update" in form or "update" in url:
            raise Refused(problem(403, _READ_ONLY))
        together = {name: [*url.get(name, ()), *form.get(name, ())] for name in {**url, **form}}
        return _operation(together, together.get("query", []))
    given = f"not {media_type}" if media_type else "and there is none"
    message = f"POST takes the Content-Type {QUERY} or {FORM}, {given}"
    raise Refused(problem(415, message, Accept_Post=f"{QUERY}, {FORM}"))


def _operation(fields: Mapping[str, Sequence[str]], queries: Sequence[str]) -> Operation:
    if len(queries) != 1:
        raise Refused(problem(400, f"expected one parameter query=..., found {len(queries)}"))
    if len(queries[0].encode()) > MOST_QUERY_BYTES:
        raise Refused(problem(413, f"the query has more than {MOST_QUERY_BYTES:,} bytes; shorten it"))
    return Operation(
        queries[0],
        tuple(fields.get("default-graph-uri", ())),
        tuple(fields.get("named-graph-uri", ())),
    )


def _fields(encoded: bytes) -> dict[str, list[str]]:
    """The parameters of a query string or form, each with its values in order."""
    found: dict[str, list[str]] = {}
    try:
        text = encoded.decode("ascii")
        for name, value in parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS):
            found.setdefault(name, []).append(value)
    except UnicodeDecodeError as error:
        raise Refused(problem(400, "the parameters are not percent-encoded UTF-8")) from error
    except ValueError as error:
        raise Refused(problem(400, f"more than {_MOST_FIELDS} parameters")) from error
    return found


def _media_type(content_type: str) -> tuple[str, dict[str, str]]:
    """The type without its parameters, and these."""
    name, *rest = content_type.split(";")
    pairs = (part.partition("=") for part in rest)
    return name.strip().lower(), {key.strip().lower(): value.strip().strip('"') for key, _, value in pairs}


def _utf8(body: bytes, parameters: Mapping[str, str]) -> str:
    charset = parameters.get("charset", "utf-8")
    try:
        if codecs.lookup(charset).name not in ("utf-8", "ascii"):
            raise LookupError
        return body.decode("utf-8")
    except (LookupError, UnicodeDecodeError) as error:
        raise Refused(problem(400, "the body must be UTF-8, as the protocol has it")) from error
