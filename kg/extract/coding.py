"""Which PLOVER event a frame is: the lexicon's root, changed by what its status makes of it, or none."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.verbs import is_verb

_PLANNING = frozenset({"plan", "intend", "prepare", "decide", "go"})

_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})

_MATERIAL_CONFLICT = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})

# Nothing of these happened or is announced, so PLOVER codes no event; the relation still says what it would be.
_UNTYPED = frozenset({"proposed", "possible", "conditional", "negated"})


class Coding:
    """Codes the drafts of one reading."""

    def __init__(self, fillers: Fillers) -> None:
        self.parse, self.lexicon, self.cues = fillers.parse, fillers.lexicon, fillers.cues

    def event_type(self, draft: Draft, context: Context) -> str | None:
        """PLOVER root: future cooperation is AGREE, future conflict THREATEN; what others only propose has none."""
        root = draft.entry.event_type if draft.entry and not draft.untyped else None
        if root is None or context.status in _UNTYPED:
            return "THREATEN" if root and self._unless(draft.head, context) else None
        if context.status != "intended":
            return root
        if not self._by_own_modal(context):
            return None
        if root in _COOPERATION:
            return "AGREE"
        return "THREATEN" if root in _MATERIAL_CONFLICT else root

    def _unless(self, head: int, context: Context) -> bool:
        """True for an ultimatum: "will withdraw its troops unless ..."."""
        parse = self.parse
        clauses = list(parse.kids_by(head, "advcl"))
        return context.status == "conditional" and any(
            parse.lower[k] == "unless" for c in clauses for k in parse.kids_by(c, "mark")
        )

    def _by_own_modal(self, context: Context) -> bool:
        """True where "will" and its like make the event future, and no governing promise with its own type."""
        modal = any(
            self.cues.modals.get(self.parse.lower[k]) in {"intended", "conditional"}
            or self.parse.lemmas[k] in _PLANNING
            for k in context.cues
        )
        if not modal:
            return False
        governors = [k for k in context.cues if is_verb(self.parse, k) or self.parse.pos[k] in {"NOUN", "ADJ"}]
        return not any(self._typed(k) for k in governors)

    def _typed(self, k: int) -> bool:
        entries = [
            p.entry for table in (self.lexicon.verbs, self.lexicon.nouns) for p in table.get(self.parse.lemmas[k], ())
        ]
        return any(self.lexicon.entries[e].event_type for e in entries)
