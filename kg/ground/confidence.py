"""How sure a claim is, from ingredients that it names."""

from __future__ import annotations

from kg.model import Argument, Frame

_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs"}
    | {"we", "us", "our", "i", "my", "me"}
)


def confidence(frame: Frame, arguments: list[Argument]) -> float:
    """The product of the frame's ingredients and of how surely each argument is known."""
    value = 1.0
    for part in frame.ingredients.values():
        value *= part
    for argument in arguments:
        value *= _sureness(argument)
    return max(0.05, min(0.99, value))


def _sureness(argument: Argument) -> float:
    referent, mention = argument.referent, argument.mention
    if mention is None or mention.text.lower() in _PRONOUNS:
        return 0.85
    if referent.node is not None:
        return 1.0
    if referent.type in {"Topic", "Event"}:
        # A thing that does something is often a misread subject, and one word seldom says which thing is meant.
        doing = 0.85 if argument.role == "actor" else 0.96
        return doing * (0.88 if " " not in referent.name else 0.97)
    return 0.93 if referent.local else 0.96
