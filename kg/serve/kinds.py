"""Colours and dashes of the network view as style rules, so that one table says how everything looks."""

from __future__ import annotations

from functools import cache

from kg.view.style import NODE_STYLES, QUAD_STYLES, STATUS_STYLES


@cache
def kinds_css() -> str:
    """A rule for each type of node, quad class and status, on light and on dark ground."""
    light = [f".node-{name} {{ fill: {style.light}; }}" for name, style in NODE_STYLES.items()]
    dark = [f"  .node-{name} {{ fill: {style.dark}; }}" for name, style in NODE_STYLES.items()]
    for quad, line in QUAD_STYLES.items():
        light += [f".quad-{quad} {{ --line: {line.light}; }}", f".quad-{quad} path {{ stroke: {line.light}; }}"]
        dark += [f"  .quad-{quad} {{ --line: {line.dark}; }}", f"  .quad-{quad} path {{ stroke: {line.dark}; }}"]
    dashes = [
        f".status-{name} path {{ stroke-dasharray: {' '.join(str(step / 2) for step in style.dashes)}; }}"
        for name, style in STATUS_STYLES.items()
        if style.dashes
    ]
    return "\n".join([*light, *dashes, "@media (prefers-color-scheme: dark) {", *dark, "}", ""])
