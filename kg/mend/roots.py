"""Sentences that the parser took for a noun phrase: "Syrian tanks massed near the border." has a verb."""

from __future__ import annotations

from kg.mend.spans import children


def mend_swallowed(tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "the president of Chad dissolved parliament" has a verb.

    Parsers read "of [a Chad dissolved parliament]" and leave the president without one.
    """
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for noun, dep in enumerate(deps):
        verb, prep = noun - 1, heads[noun]
        root = heads[prep]
        swallowed = dep == "pobj" and tags[verb] in {"VBN", "VBD"} and deps[verb] == "amod" and heads[verb] == noun
        if not swallowed or deps[root] != "ROOT" or not tags[root].startswith("NN") or root > prep:
            continue
        owner = verb - 1
        if owner <= prep or tags[owner] != "NNP" or heads[owner] != noun or deps[owner] not in {"nmod", "compound"}:
            continue
        deps[owner], heads[owner] = "pobj", prep
        deps[root], heads[root] = "nsubj", verb
        deps[noun], heads[noun] = "dobj", verb
        tags[verb], deps[verb], heads[verb] = "VBD", "ROOT", verb
        for k in below[root]:
            if k > noun:
                heads[k] = verb
                deps[k] = "advcl" if deps[k] == "acl" else deps[k]
    return tags, deps, heads


def mend_roots(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "tanks massed near the border." and "Korea aimed missiles at Japan." have verbs.

    Only where a full stop ends what would else have no verb: a headline may well be a noun with a participle.
    """
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for noun, dep in enumerate(deps):
        if dep != "ROOT" or not tags[noun].startswith("NN") or not any(words[k] == "." for k in below[noun]):
            continue
        verb = next((k for k in below[noun] if tags[k] == "VBD" and deps[k] in {"acl", "amod"}), None)
        if verb is None:
            # "Angola mediated talks between Chad and Mali." may hang Angola on the participle.
            verb = next(
                (k for k in below[noun] if tags[k] == "VBN" and k < noun and _has_subject(k, tags, deps, heads)), None
            )
            if verb is not None:
                tags[verb], deps[verb - 1], heads[verb - 1] = "VBD", "nmod", noun
        if verb is None or any(deps[k] == "agent" for k in below[verb]):
            continue
        before = (*below[noun], *below[verb])
        owner = next((k for k in before if k < verb and deps[k] in {"nmod", "compound"}), None)
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
    return tags, deps, heads


def _has_subject(verb: int, tags: list[str], deps: list[str], heads: list[int]) -> bool:
    """True for a name right before the participle that is taken for its measure."""
    name = verb - 1
    return verb > 0 and tags[name] == "NNP" and deps[name] == "npadvmod" and heads[name] == verb
