"""States and places by name: what rigour and countryinfo know, put right by our own tables.

rigour gives territories with names, ISO codes and Wikidata ids, countryinfo gives demonyms and capitals;
``kg/data/lexicon/countries.yaml`` corrects both where news writes otherwise ("Turkey", "Ivory Coast",
"Kampuchean"), and ``places.yaml`` adds the cities and provinces that neither has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import countryinfo
import yaml
from rigour.territories import get_territories
from rigour.territories.territory import Territory

from kg.errors import DataError
from kg.model import Node, NodeType

LEXICON = Path(__file__).parent / "data" / "lexicon"
# Codes of CAMEO for actors of no state: bodies of states, private bodies, militant groups at home in many countries.
BODIES = frozenset({"IGO", "NGO", "IMG"})
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEYS = frozenset(
    {"label", "names", "acronyms", "demonyms", "peoples", "capitals", "metonyms", "type", "country", "skip"}
)
# Adjectives that make no plural noun: the Chinese, the Swiss, the French, the Irish.
_NO_PLURAL = ("ese", "sh", "ch", "ss", "ois", "é")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or first-level region with all its names; ``node.aliases`` holds names and acronyms."""

    node: Node
    acronyms: frozenset[str]
    demonyms: tuple[str, ...]
    peoples: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]


def key_of(label: str) -> str:
    """The key of a known node: its label in ASCII letters, digits, hyphens and underscores.

    >>> key_of("Côte d’Ivoire"), key_of("Georgia (US state)"), key_of("Guinea-Bissau")
    ('Cote_dIvoire', 'Georgia_US_state', 'Guinea-Bissau')
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[A-Za-z0-9-]+", plain.replace("'", "").replace(".", "")))


def country_codes() -> frozenset[str]:
    """Every code a node may carry as its country: ISO 3166-1 alpha-3 as rigour lists it, and IGO, NGO, IMG."""
    return frozenset(t.alpha3.upper() for t in get_territories() if t.alpha3 and not t.is_historical) | BODIES


def read_countries(file: Path = LEXICON / "countries.yaml") -> list[Country]:
    """All states, then territories and regions, in rigour's order.

    Raises:
        DataError: ``file`` names a territory or a key that does not exist.
    """
    rows = read_table(file)
    known = {territory.code: territory for territory in get_territories()}
    for code, row in rows.items():
        if code not in known:
            raise DataError(f"{file.name}: {code} is no territory code of rigour; take one of its list")
        if unknown := sorted(set(row) - _KEYS):
            raise DataError(f"{file.name}: {code}: key {unknown[0]!r} is not one of {' '.join(sorted(_KEYS))}")
    library = {info.iso(3): info for info in countryinfo.all_countries()}
    wanted = (t for t in known.values() if not rows.get(t.code, {}).get("skip"))
    ordered = sorted(wanted, key=lambda t: (t.parent is not None or not t.is_country or t.is_historical, t.code))
    return [_country(t, rows.get(t.code, {}), library.get(t.alpha3.upper()) if t.alpha3 else None) for t in ordered]


def _country(territory: Territory, row: dict[str, Any], info: countryinfo.CountryInfo | None) -> Country:
    label = row.get("label", territory.name)
    region = territory.parent is not None or not territory.is_country
    node_type: NodeType = row.get("type", "Place" if region else "State")
    code = territory.alpha3 or (territory.parent and territory.parent.alpha3)
    acronyms = tuple(row.get("acronyms", ()))
    names = [territory.name, territory.full_name, *row.get("names", ()), *acronyms]
    # "Crimea (Occupied Ukraine)" is a note of rigour's, not a name.
    spoken = [name for name in dict.fromkeys(names) if "(" not in name and name != label]
    demonyms = tuple(row.get("demonyms", _library_demonyms(info) if node_type == "State" else ()))
    return Country(
        node=Node(
            key=key_of(label),
            label=label,
            type=node_type,
            country=row.get("country", code.upper() if code else None),
            wikidata=territory.qid,
            aliases=tuple(spoken),
        ),
        acronyms=frozenset(acronyms),
        demonyms=demonyms,
        peoples=tuple(row.get("peoples", [f"{word}s" for word in demonyms if not word.endswith(_NO_PLURAL)])),
        capitals=tuple(row.get("capitals", _library_capital(info) if node_type == "State" else ())),
        metonyms=tuple(row.get("metonyms", ())),
    )


def _library_demonyms(info: countryinfo.CountryInfo | None) -> tuple[str, ...]:
    known = info.demonym() if info else None
    return tuple(known.split(",")) if known else ()


def _library_capital(info: countryinfo.CountryInfo | None) -> tuple[str, ...]:
    known = info.capital() if info else None
    return (known,) if known else ()


def read_places(taken: Iterable[str], file: Path = LEXICON / "places.yaml") -> Iterator[Node]:
    """The places of ``file`` as nodes, in its order; ``taken`` are the keys they must not repeat.

    A place whose label is taken gets its state's code behind its key.

    Raises:
        DataError: a state code or an entry is not what it should be.
    """
    codes, used = country_codes(), set(taken)
    for code, rows in read_table(file).items():
        if code is not None and code not in codes:
            raise DataError(f"{file.name}: {code} is no ISO 3166-1 alpha-3 code; write PSE, USA, ... or null for none")
        for row in rows:
            label, *others = row if isinstance(row, list) else [row]
            if not all(isinstance(name, str) and name for name in (label, *others)):
                raise DataError(f"{file.name}: {code}: {row!r} is not a name; put quotes around it")
            node = Node(key=key_of(label), label=label, type="Place", country=code, aliases=tuple(others))
            if node.key in used:
                node = replace(node, key=f"{node.key}_{code}")
            used.add(node.key)
            yield node


def read_table(file: Path) -> dict[Any, Any]:
    """The mapping a lexicon file holds, empty values as empty mappings; DataError where it is none."""
    try:
        rows = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
    except OSError as error:
        raise DataError(f"{file}: cannot be read ({error.strerror}); install the package again") from error
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise DataError(f"{file.name}: not YAML ({problem}); mend that line") from error
    if not isinstance(rows, dict):
        raise DataError(f"{file.name}: expected a mapping; see the comment at its top")
    return rows
