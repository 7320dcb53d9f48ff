"""Who backs or leads those named with it: "Iranian-backed militias", "a Saudi-led coalition"."""

from __future__ import annotations

from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.grammar import load_grammar
from kg.model import Argument

_WORDS = load_grammar()
_DASHES = frozenset({"-", "–"})
_NAMED = frozenset({"Organisation", "Bloc", "ArmedGroup", "Group"})


def backed(b: Fillers, i: int) -> Draft | None:
    """What the participle at ``i`` tells behind a nationality and a dash; None where no body is so called."""
    parse = b.parse
    entry = "lead" if parse.lemmas[i] == "lead" else "support" if parse.lemmas[i] in _WORDS.backing else None
    if entry is None or i < 2 or parse.words[i - 1] not in _DASHES or parse.tags[i] not in {"VBN", "VBD", "JJ"}:
        return None
    state, found = b.reading.state_of(i - 2), b.lexicon.entries.get(entry)
    whom = [a for a in b.fill("recipient", [parse.heads[i]]) if a.referent.type in _NAMED]
    if state is None or found is None or not whom or parse.heads[i] < i:
        return None
    draft = Draft(i, (i - 2, i - 1, i), found, label=b.lexicon.relations[found.relation], standing=True)
    draft.context = b.status.spoken(i)
    who = Argument("actor", b.reading.known(state), parse.quote(i - 2, i - 1))
    draft.pairs = [("", who, a) for a in whom if a.referent.node != who.referent.node]
    return draft if draft.pairs else None
