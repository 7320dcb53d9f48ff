"""Sentences that the parser took for a noun phrase: "Syrian tanks massed near the border." has a verb."""

from __future__ import annotations

from kg.mend.spans import children


def mend_roots(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "tanks massed near the border." and "Korea aimed missiles at Japan." have verbs.

    Only where a full stop ends what would else have no verb: a headline may well be a noun with a participle.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for noun, dep in enumerate(deps):
        if dep != "ROOT" or not tags[noun].startswith("NN") or not any(words[k] == "." for k in below[noun]):
            continue
        verb = next((k for k in below[noun] if tags[k] == "VBD" and deps[k] in {"acl", "amod"}), None)
        if verb is None or any(deps[k] == "agent" for k in below[verb]):
            continue
        owner = next((k for k in below[noun] if k < verb and deps[k] in {"nmod", "compound"}), None)
        if verb > noun:
            deps[noun], heads[noun] = "nsubj", verb
        elif owner is not None and tags[owner].startswith("NNP"):
            deps[owner], heads[owner] = "nsubj", verb
            deps[noun], heads[noun] = "dobj", verb
        else:
            continue
        deps[verb], heads[verb] = "ROOT", verb
        for k in below[noun]:
            if deps[k] == "punct" or (k > verb > noun):
                heads[k] = verb
    return deps, heads
