"""Charges: whom one accuses of what, with several deeds and with several who are accused."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import NAMES, Tree

_WORDS = load_grammar()


def mend_charges(tree: Tree) -> None:
    """Makes "accused the Liberation Front of looting" an accusation of looting; no front is "of looting".

    The same for "was accused by the inspectors of looting", and of deeds that are nouns ("of treason"), and for
    "deprived the movement of its leader".
    """
    deps, heads, below = tree.deps, tree.heads, tree.below
    for k in tree.where("of"):
        charged = heads[k]
        while deps[charged] in {"conj", "appos"} and heads[charged] != charged:
            # "Accused Iran and its ally of plotting".
            charged = heads[charged]
        by = deps[charged] == "pobj" and deps[heads[charged]] == "agent"
        verb = heads[heads[charged]] if by else heads[charged]
        if deps[charged] == "dobj" and tree.lemmas[verb] in _WORDS.depriving:
            tree.hang(k, verb)
        if deps[charged] == "dobj" and tree.kid(verb, "dobj") != charged:
            # "Accused A of theft and B of murder".
            continue
        if not (by or deps[charged] == "dobj") or tree.lemmas[verb] not in _WORDS.charging:
            continue
        gerund = any(deps[i] == "pcomp" and (tree.tags[i] == "VBG" or _is_done(tree, i)) for i in below[k])
        if gerund or any(deps[i] == "pobj" and not below[i] and tree.lower[i] in _WORDS.crimes for i in below[k]):
            tree.hang(k, verb)


def mend_charges_in_row(tree: Tree) -> None:
    """Makes "accused A of shelling B and of laying mines" charge A with both."""
    deps, heads = tree.deps, tree.heads
    for k, dep in enumerate(deps):
        gerund = heads[k]
        if dep != "prep" or deps[gerund] != "pcomp" or tree.tags[gerund] != "VBG":
            continue
        first = heads[gerund]
        joined = first < k and tree.before(k) in {"and", "or"} and tree.lower[first] == tree.lower[k]
        if joined and tree.has(k, "pcomp"):
            tree.hang(k, heads[first])


def mend_charged_plans(tree: Tree) -> None:
    """Makes the rebels plan in "accused the JNIM of planning to disrupt it"; no plan is the JNIM's, nor the accuser's.

    Taggers take the gerund for a noun, and the parser hangs what is planned on the accusation.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for plan, dep in enumerate(deps):
        of = heads[plan]
        charged = heads[of]
        verb = heads[charged] if deps[charged] == "dobj" else charged
        if dep != "pobj" or tree.lower[of] != "of" or not tree.lower[plan].endswith("ing") or plan != of + 1:
            continue
        deed = next((k for k in tree.below[verb] if k > plan and deps[k] == "advcl" and tree.left(k) == plan + 1), None)
        if tree.lemmas[verb] in _WORDS.charging and deed is not None and tags[deed] == "VB" and tags[plan] == "NN":
            tags[plan] = "VBG"
            tree.hang(of, verb)
            deps[plan] = "pcomp"
            tree.move(deed, "xcomp", plan)


def mend_charged_too(tree: Tree) -> None:
    """Makes "accused A of sheltering rebels and B of arming them" accuse both, each of its own deed."""
    deps, heads = tree.deps, tree.heads
    for k, dep in enumerate(deps):
        other = charge = k - 1
        if dep != "prep" or other < 0 or deps[other] != "conj" or tree.tags[other] not in NAMES:
            continue
        while heads[charge] != charge and tree.lemmas[charge] not in _WORDS.charging:
            charge = heads[charge]
        accused = tree.kid(charge, "dobj")
        if accused is None or accused > other or tree.lemmas[charge] not in _WORDS.charging:
            continue
        first = any(tree.lower[p] == tree.lower[k] and tree.deps[p] == "prep" for p in range(accused, other))
        if first and tree.before(tree.left(other)) in {"and", "or"} and heads[other] != accused:
            tree.move(other, "dobj", charge)
            tree.hang(k, other)


def _is_done(tree: Tree, verb: int) -> bool:
    """True for the participle of "of having looted"."""
    return any(tree.deps[k] == "aux" and tree.tags[k] == "VBG" for k in tree.below[verb])
