"""How things look: shapes of node types, colours of quad classes, dashes of statuses, and their names in the legend.

Edge colours are Okabe and Ito's colour-blind-safe set: cooperation is blue, conflict orange to vermilion, material
acts are darker than words. Node types differ by shape first, so colour is never the only sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "none"]

# SANCTION prints as material in its codebook section and verbal in the codebook's table; here it is material.
QUAD_OF_TYPE: dict[str, Quad] = {
    "AGREE": "verbal-cooperation",
    "CONSULT": "verbal-cooperation",
    "SUPPORT": "verbal-cooperation",
    "CONCEDE": "verbal-cooperation",
    "COOPERATE": "material-cooperation",
    "AID": "material-cooperation",
    "RETREAT": "material-cooperation",
    "REQUEST": "verbal-conflict",
    "ACCUSE": "verbal-conflict",
    "REJECT": "verbal-conflict",
    "THREATEN": "verbal-conflict",
    "PROTEST": "material-conflict",
    "SANCTION": "material-conflict",
    "MOBILIZE": "material-conflict",
    "COERCE": "material-conflict",
    "ASSAULT": "material-conflict",
}


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """Legend name, vis-network shape, fill on light and on dark ground, and diameter factor of one node type."""

    name: str
    shape: str
    light: str
    dark: str
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class LineStyle:
    """Legend name, colour on light and on dark ground, or the dash pattern where the line shows a status."""

    name: str
    light: str = ""
    dark: str = ""
    dashes: tuple[int, ...] = ()


NODE_STYLES: dict[str, NodeStyle] = {
    "State": NodeStyle("State", "dot", "#2f4b6e", "#a9c4e6", 1.25),
    "Organisation": NodeStyle("Organisation", "square", "#3d6b66", "#8fcac2"),
    "Bloc": NodeStyle("Bloc", "hexagon", "#5b4a86", "#c0aeea", 1.1),
    "ArmedGroup": NodeStyle("Armed group", "triangle", "#7a2e3a", "#eb9aa6", 1.05),
    "Person": NodeStyle("Person", "dot", "#8a6d2f", "#e3c987", 0.7),
    "People": NodeStyle("People", "ellipse", "#6b5b4d", "#cdbba9", 0.8),
    "Group": NodeStyle("Group", "triangleDown", "#6b5b4d", "#cdbba9", 0.85),
    "Instrument": NodeStyle("Agreement, document", "diamond", "#4f5b66", "#b4c0cc", 0.85),
    "Event": NodeStyle("Event", "star", "#4f5b66", "#b4c0cc", 0.9),
    "Place": NodeStyle("Place", "square", "#78848f", "#95a1ac", 0.55),
    "Topic": NodeStyle("Topic", "dot", "#9aa5af", "#6f7b87", 0.5),
    "Community": NodeStyle("Community", "ring", "#2f4b6e", "#a9c4e6"),
}
QUAD_STYLES: dict[Quad, LineStyle] = {
    "verbal-cooperation": LineStyle("Cooperation, words", "#3a9bd6", "#56b4e9"),
    "material-cooperation": LineStyle("Cooperation, deeds", "#005a94", "#3d8fd1"),
    "verbal-conflict": LineStyle("Conflict, words", "#d98e00", "#e6a91f"),
    "material-conflict": LineStyle("Conflict, deeds", "#c44f00", "#f0743a"),
    "none": LineStyle("Other relation", "#8b949e", "#8b949e"),
}
STATUS_STYLES: dict[str, LineStyle] = {
    "asserted": LineStyle("Asserted"),
    "negated": LineStyle("Denied", dashes=(10, 5)),
    "alleged": LineStyle("Alleged", dashes=(2, 5)),
    "possible": LineStyle("Possible", dashes=(2, 5)),
    "conditional": LineStyle("Conditional", dashes=(2, 5)),
    "proposed": LineStyle("Proposed", dashes=(9, 6)),
    "intended": LineStyle("Intended", dashes=(9, 6)),
}


def quad_of(event_type: object) -> Quad:
    """The quad class of a PLOVER type, ``none`` for anything else.

    >>> quad_of("ASSAULT"), quad_of(None)
    ('material-conflict', 'none')
    """
    return QUAD_OF_TYPE.get(event_type, "none") if isinstance(event_type, str) else "none"
