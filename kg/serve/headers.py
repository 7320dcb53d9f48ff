"""What every response says to browsers, whatever it holds; and which requests are heard at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.hosts import is_allowed

# Pages of ours: scripts and styles from here alone, nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The query editor measures and colours its text with style elements that it makes itself; scripts stay as strict.
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
# The network view carries its own, stricter one, with the hashes of its scripts; browsers hold pages to both.
CARRIED_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; connect-src 'none'"
_ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guarded:
    """The application behind the check of the Host header, with the headers of every response."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or 421 where it is meant for a name that is not ours."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", POLICY)
            await send(message)

        given = Headers(scope=scope).getlist("host")
        if len(given) != 1 or not is_allowed(given[0], self._hosts):
            text = "this server does not go by that name; start it with --allow-host NAME to have it answer\n"
            await PlainTextResponse(text, 421)(scope, receive, sending)
            return
        await self._app(scope, receive, sending)
