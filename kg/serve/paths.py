"""IRIs of the data and the paths that show them: the same names, under the server's address."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from kg.vocab import SCHEMES, local

# Documents are named doc/ in the data and found under a whole word; both paths lead there.
_SHOWN_AS = {"doc": "document"}
_MEANT_BY = {shown: scheme for scheme, shown in _SHOWN_AS.items()}


def iri_of(base: str, scheme: str, rest: str) -> str | None:
    """The IRI for the path ``/scheme/rest`` as the client wrote it; None where there is no such kind of node.

    Whatever way a client encodes a name, the IRI has it as :func:`kg.vocab.local` does.

    >>> iri_of("https://w3id.org/actorkg/data/", "document", "a%2fb(1).txt")
    'https://w3id.org/actorkg/data/doc/a%2Fb%281%29.txt'
    """
    name = _MEANT_BY.get(scheme, scheme)
    key = unquote_to_bytes(rest).decode("utf-8", "surrogateescape")
    if name not in SCHEMES or not key:
        return None
    return f"{base}{name}/{local(key)}"


def path_of(base: str, iri: str, root: str = "") -> str | None:
    """The path that shows this IRI; None where it is not of this data.

    >>> path_of("https://w3id.org/actorkg/data/", "https://w3id.org/actorkg/data/entity/Iran", "/graph")
    '/graph/entity/Iran'
    >>> path_of("https://w3id.org/actorkg/data/", "javascript:alert(1)") is None
    True
    """
    scheme, slash, rest = iri.removeprefix(base).partition("/")
    if not iri.startswith(base) or not slash or not rest or scheme not in SCHEMES:
        return None
    return f"{root}/{_SHOWN_AS.get(scheme, scheme)}/{rest}"


def link_of(base: str, iri: str, root: str = "") -> str | None:
    """Where a link on this IRI leads: to the page that shows it, else to the web; None for other schemes.

    >>> link_of("https://w3id.org/actorkg/data/", "http://www.wikidata.org/entity/Q794")
    'http://www.wikidata.org/entity/Q794'
    >>> link_of("https://w3id.org/actorkg/data/", "JavaScript:alert(1)") is None
    True
    """
    if iri.startswith(("http://", "https://")):
        return path_of(base, iri, root) or iri
    return None
