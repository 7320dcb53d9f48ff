"""Which names this server answers to: a page elsewhere must not reach it by a name that it points here.

With DNS rebinding a stranger's page gets a name of its own resolved to 127.0.0.1 and reads what is served there. Such a
request carries that name in its Host header. An address of digits cannot be rebound, so each is fine.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")


def is_allowed(host: str, names: Collection[str]) -> bool:
    """True for localhost, an address of digits, and the names given; a port may follow.

    >>> [is_allowed(host, ["kg.example.org"]) for host in ("localhost:8030", "[::1]:80", "KG.example.org", "10.0.0.7")]
    [True, True, True, True]
    >>> [is_allowed(host, []) for host in ("evil.example", "", "localhost.evil.example", "127.0.0.1@evil.example")]
    [False, False, False, False]
    """
    found = _HOST.fullmatch(host)
    if not found:
        return False
    name = found["name"].lower().rstrip(".")
    return name == "localhost" or name in {known.lower() for known in names} or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
