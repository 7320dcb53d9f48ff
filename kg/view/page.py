"""The page put together: template, styles, scripts and data in one HTML text that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from kg.errors import DataError
from kg.model import Article
from kg.view.communities import communities, named
from kg.view.engine import Queryable, engine_scripts
from kg.view.mirror import symmetric_relations
from kg.view.network import DRAWN_LIMIT, HIDDEN_FIRST, hides_things, network_of, node_facts
from kg.view.style import NODE_STYLES, QUAD_OF_TYPE, QUAD_STYLES, STATUS_STYLES
from kg.view.tally import Tally, tally
from kg.view.texts import TEXT_LIMIT, Utf16, readers
from kg.view.words import label

# From here on communities are collapsed at first: more claims, or more nodes than are drawn.
GROUPED_FROM = 10_000
# Where even collapsed communities leave more discs than this, the table comes first.
MOST_DISCS = 1200
SCRIPTS = (
    "model.js", "address.js", "shapes.js", "draw.js", "paint.js", "names.js", "filters.js", "timeline.js",
    "evidence.js", "panel.js", "reader.js", "contrast.js", "compare.js", "query.js", "table.js", "files.js", "print.js",
    "main.js",
)  # fmt: skip
WORKER = "engine.js"
WASM = "'wasm-unsafe-eval'"
VIS_SCRIPT = "templates/lib/vis-9.1.2/vis-network.min.js"


def render(
    statements: Sequence[Mapping[str, Any]],
    title: str = "Actors and their relations",
    articles: Mapping[str, Article] | None = None,
    queryable: Queryable | None = None,
    text_limit: int = TEXT_LIMIT,
) -> str:
    """One self-contained HTML text that shows the statement records as graph, table, texts and comparison.

    Only the ``DRAWN_LIMIT`` weightiest nodes are drawn; the page says so, and its table has every claim. In a graph of
    some size the kinds of ``HIDDEN_FIRST`` are hidden until asked for, and in a large one communities are collapsed.
    ``articles`` are the documents by name, shown whole as far as ``text_limit`` characters go; ``queryable`` is the
    graph for the page's own query engine.
    """
    data = _data(statements, articles or {}, queryable, text_limit)
    return _fill(label(title, 160), data, queryable)


def _data(
    statements: Sequence[Mapping[str, Any]],
    articles: Mapping[str, Article],
    queryable: Queryable | None,
    text_limit: int,
) -> dict[str, Any]:
    """All that the page's scripts show."""
    names = list(dict.fromkeys(str(record.get("document") or "") for record in statements))
    texts = readers(names, articles, text_limit)
    units = {name: Utf16(articles[name].text) for name, shown in zip(names, texts, strict=True) if "text" in shown}
    counted = tally(statements, units)
    groups = communities(counted)
    home = {at: number for number, group in enumerate(groups) for at in group}
    network, centres = network_of(counted, groups)
    drawn = [node | {"group": home.get(node["id"])} for node in network.nodes]
    undrawn = [
        node_facts(at, node) | {"group": home.get(at)} for at, node in list(enumerate(counted.nodes))[DRAWN_LIMIT:]
    ]
    return {
        "nodes": drawn,
        "edges": network.edges,
        "claims": counted.claims,
        "sentences": counted.sentences,
        "documents": [known | shown for known, shown in zip(counted.documents, texts, strict=True)],
        "undrawn": undrawn,
        "groups": [group | {"x": x, "y": y} for group, (x, y) in zip(named(counted, groups), centres, strict=True)],
        "grouped": bool(groups) and _is_large(counted),
        "tableFirst": _is_large(counted) and len(groups) + sum(node["group"] is None for node in drawn) > MOST_DISCS,
        "symmetric": sorted(symmetric_relations()),
        "query": queryable.plain() if queryable else None,
        "hiddenFirst": [kind for kind in HIDDEN_FIRST if any(node.type == kind for node in counted.nodes)],
        "actorsFirst": hides_things(counted),
        "nodeStyles": {name: asdict(style) for name, style in NODE_STYLES.items()},
        "quadStyles": {name: asdict(style) for name, style in QUAD_STYLES.items()},
        "statusStyles": {name: asdict(style) for name, style in STATUS_STYLES.items()},
        "quadOfType": QUAD_OF_TYPE,
    }


def _is_large(counted: Tally) -> bool:
    return len(counted.nodes) > DRAWN_LIMIT or len(counted.claims) > GROUPED_FROM


def _fill(title: str, data: Mapping[str, Any], queryable: Queryable | None) -> str:
    folder = files("kg.view") / "page"
    script = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    parts = {
        "title": html.escape(title),
        "style": (folder / "page.css").read_text(encoding="utf-8"),
        # The map is a file that isn't there: developer tools would ask for it.
        "library": re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", _library()),
        "script": f'"use strict";\n(() => {{\n{script}\n}})();\n',
        "data": _inert(data),
        "engine": _engine(queryable, (folder / WORKER).read_text(encoding="utf-8")) if queryable else "",
    }
    parts["policy"] = html.escape(_policy(parts, bool(queryable)))
    template = (folder / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda slot: parts[slot[1]], template)


def _policy(parts: Mapping[str, str], queries: bool) -> str:
    """What the page may do: its own scripts and styles, by hash; to query also WebAssembly in a worker of its own.

    No directive lets anything be fetched, so that a worker, which keeps to the policy of its page, can't either.
    """
    scripts = f"script-src {_hash(parts['library'])} {_hash(parts['script'])}"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src {_hash(parts['style'])}; {scripts}{' ' + WASM if queries else ''}"
        f"{'; worker-src blob:' if queries else ''}"
    )


def _engine(queryable: Queryable, worker: str) -> str:
    """The elements that hold engine and graph; none is run or parsed before the first query."""
    texts = engine_scripts(worker) | {"triples": _inert(queryable.graph)}
    # In the worker's script a markup-like "<" could only stand in a string or a comparison: neither ends an element.
    if re.search(r"</script|<!--", texts["engine"], re.IGNORECASE):
        raise DataError("kg/view/vendor/oxigraph.js: holds markup that would end its element; make it anew")
    return "\n".join(f'<script type="text/plain" id="{name}">{text}</script>' for name, text in texts.items())


def _library() -> str:
    """The copy of vis-network that pyvis carries, so that drawing needs no download."""
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
