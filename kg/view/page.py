"""The page put together: template, styles, scripts and data in one HTML text that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from pyvis.network import Network

from kg.errors import DataError
from kg.view.layout import positions
from kg.view.spread import Box
from kg.view.style import NODE_STYLES, QUAD_OF_TYPE, QUAD_STYLES, STATUS_STYLES
from kg.view.tally import PageNode, Tally, tally
from kg.view.words import label

DRAWN_LIMIT = 2000
ACTORS_FIRST_FROM = 60
HIDDEN_FIRST = ("Event", "Place", "Topic")
LABEL_CHARACTERS = 28
ROW_GAP = 40
SCRIPTS = (
    "model.js", "address.js", "draw.js", "names.js", "filters.js", "panel.js", "table.js", "print.js", "main.js",
)  # fmt: skip
VIS_SCRIPT = "templates/lib/vis-9.1.2/vis-network.min.js"


def render(statements: Sequence[Mapping[str, Any]], title: str = "Actors and their relations") -> str:
    """One self-contained HTML text that shows the statement records as a graph and as a table.

    Only the ``DRAWN_LIMIT`` weightiest nodes are drawn; the page says so, and its table has every claim. Above
    ``ACTORS_FIRST_FROM`` nodes the kinds of ``HIDDEN_FIRST`` are hidden until asked for. Nodes without a line to an
    actor are left out of the picture at first, as long as there is any line to show.
    """
    counted = tally(statements)
    network = _network(counted)
    data = {
        "nodes": network.nodes,
        "edges": network.edges,
        "claims": counted.claims,
        "sentences": counted.sentences,
        "documents": counted.documents,
        "undrawn": [_facts(at, node) for at, node in list(enumerate(counted.nodes))[DRAWN_LIMIT:]],
        "hiddenFirst": [kind for kind in HIDDEN_FIRST if any(node.type == kind for node in counted.nodes)],
        "actorsFirst": _hides_things(counted),
        "nodeStyles": {name: asdict(style) for name, style in NODE_STYLES.items()},
        "quadStyles": {name: asdict(style) for name, style in QUAD_STYLES.items()},
        "statusStyles": {name: asdict(style) for name, style in STATUS_STYLES.items()},
        "quadOfType": QUAD_OF_TYPE,
    }
    return _fill(label(title, 160), data)


def _network(counted: Tally) -> Network:
    """The drawn part as a pyvis network: nodes with fixed positions, one edge per bundle naming its claims."""
    network = Network(directed=True)
    drawn = counted.nodes[:DRAWN_LIMIT]
    pairs = [pair for pair in sorted(counted.bundles) if pair[1] < len(drawn)]
    everything = pairs + _memberships(drawn)
    boxes = [_box(node) for node in drawn]
    core = _core(drawn, everything, boxes, _seen_first(counted)) if _hides_things(counted) else {}
    places = positions(len(drawn), everything, boxes, core)
    for at, node in enumerate(drawn):
        x, y = places[at]
        style = NODE_STYLES[node.type]
        near = dict(zip(("coreX", "coreY"), core[at], strict=True)) if at in core else {}
        facts = _facts(at, node)
        del facts["id"]
        network.add_node(at, shape=style.shape, size=_size(node), x=x, y=y, physics=False, **facts, **near)
    for pair in pairs:
        links = [[claim, direction] for claim, direction in sorted(counted.bundles[pair].items())]
        network.add_edge(*pair, id=f"{pair[0]}-{pair[1]}", links=links)
    return network


def _hides_things(counted: Tally) -> bool:
    return len(counted.nodes) > ACTORS_FIRST_FROM and any(node.type in HIDDEN_FIRST for node in counted.nodes)


def _seen_first(counted: Tally) -> list[int]:
    """Who is in the picture at first: everyone with a line, where things are hidden every end of a line to an actor."""
    nodes, hides = counted.nodes[:DRAWN_LIMIT], _hides_things(counted)
    seen: set[int] = set()
    for pair in counted.bundles:
        ends = [nodes[at] for at in pair if at < len(nodes) and not (hides and nodes[at].type in HIDDEN_FIRST)]
        if len(ends) == 2 and (not hides or any(node.is_actor for node in ends)):
            seen.update(pair)
    return sorted(seen)


def _core(
    drawn: Sequence[PageNode], edges: Sequence[tuple[int, int]], boxes: Sequence[Box], seen: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Positions while things are hidden: those seen at first as if they were all, the others in rows beneath."""
    others = [at for at, node in enumerate(drawn) if node.type not in HIDDEN_FIRST and at not in set(seen)]
    core = _placed(seen, edges, boxes)
    sides = [x + side * boxes[at][0] / 2 for at, (x, _) in core.items() for side in (-1, 1)]
    rest = _placed(others, edges, boxes, max(sides, default=0) - min(sides, default=0))
    floor = max((y + boxes[at][1] / 2 for at, (_, y) in core.items()), default=0)
    top = min((y - boxes[at][1] / 2 for at, (_, y) in rest.items()), default=0)
    return core | {at: (x, round(y + floor - top + ROW_GAP)) for at, (x, y) in rest.items()}


def _placed(
    some: Sequence[int], edges: Sequence[tuple[int, int]], boxes: Sequence[Box], width: float = 0.0
) -> dict[int, tuple[int, int]]:
    row = {at: place for place, at in enumerate(some)}
    inner = [(row[a], row[b]) for a, b in edges if a in row and b in row]
    places = positions(len(some), inner, [boxes[at] for at in some], width=width)
    return dict(zip(some, places, strict=True))


def _memberships(drawn: Sequence[PageNode]) -> list[tuple[int, int]]:
    """Each person beside the state they belong to: pairs that hold the layout together and are no claims."""
    states = {node.country: at for at, node in enumerate(drawn) if node.type == "State" and node.country}
    people = [
        (at, states[node.country]) for at, node in enumerate(drawn) if node.type == "Person" and node.country in states
    ]
    return [(min(a, b), max(a, b)) for a, b in people]


def _facts(at: int, node: PageNode) -> dict[str, Any]:
    return {
        "id": at,
        "iri": node.iri,
        "label": node.label,
        "kind": node.type,
        "actor": node.is_actor,
        "country": node.country,
        "weight": node.weight,
    }


def _size(node: PageNode) -> float:
    """The radius: area grows with weight, so a hub is seen as one and stays on the page."""
    return round((9 + 3.6 * math.sqrt(min(node.weight, 60))) * NODE_STYLES[node.type].size, 1)


def _box(node: PageNode) -> Box:
    """The room of a node with its label beneath, in the page's font of 13 units, with air around it."""
    letters = min(len(node.label), LABEL_CHARACTERS)
    return max(2 * _size(node), 8.4 * letters) + 18, 2 * _size(node) + 38


def _fill(title: str, data: Mapping[str, Any]) -> str:
    folder = files("kg.view") / "page"
    script = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    parts = {
        "title": html.escape(title),
        "style": (folder / "page.css").read_text(encoding="utf-8"),
        # The map is a file that isn't there: developer tools would ask for it.
        "library": re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", _library()),
        "script": f'"use strict";\n(() => {{\n{script}\n}})();\n',
        "data": _inert(data),
    }
    parts["policy"] = html.escape(
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"script-src {_hash(parts['library'])} {_hash(parts['script'])}; style-src {_hash(parts['style'])}"
    )
    template = (folder / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda slot: parts[slot[1]], template)


def _library() -> str:
    """The copy of vis-network that pyvis carries of vis-network, so that drawing needs no download."""
    try:
        return (files("pyvis") / VIS_SCRIPT).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError(f"pyvis: {VIS_SCRIPT} is missing from the installed package; install pyvis 0.3.2") from error


def _inert(data: Mapping[str, Any]) -> str:
    """JSON in which no markup can start: ASCII only, ``<`` and ``&`` escaped, so no ``</script>`` or ``<!--``."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026").replace(">", "\\u003e")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
