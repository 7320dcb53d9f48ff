"""How a server presents itself: where it is reached, by which names, by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import CallError


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a server that are not limits.

    ``address`` is what users call it by where a proxy stands before it, as ``https://kg.example.org/graph``; ``page``
    gives the network view as HTML; ``text_of`` a document's text by its file name, None where there is none.
    """

    page: Callable[[], str]
    text_of: Callable[[str], str | None]
    address: str | None = None
    names: tuple[str, ...] = ()
    origin: str = "*"
    folder: Path | None = None

    @property
    def root(self) -> str:
        """The path before every path of this server, without a slash at its end: mostly nothing."""
        return root_of(self.address)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names it answers to besides localhost."""
        own = urlsplit(self.address).hostname if self.address else None
        return (*self.names, *([own] if own else []))


def checked_address(address: str | None) -> str | None:
    """The address users call the server by, as given; CallError where it is no http(s) address.

    >>> checked_address("https://kg.example.org/graph/")
    'https://kg.example.org/graph'
    """
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise CallError(f"--public-url {address}: expected an address as https://kg.example.org/graph")
    return address.rstrip("/")


def root_of(address: str | None) -> str:
    """The path of an address without a slash at its end: mostly nothing.

    >>> root_of("https://kg.example.org/graph"), root_of(None)
    ('/graph', '')
    """
    return urlsplit(address).path.rstrip("/") if address else ""
