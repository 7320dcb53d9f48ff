"""What stands in a row with what: states named one after another, places that were hit, things one talks about."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import Tree

_WORDS = load_grammar()


def mend_rows(tree: Tree) -> None:
    """Makes all four of "Mali, Niger, Chad and Mauritania" members of one row; Niger is no other name of Mali.

    Of three names the second may explain the first: "Tehran, Iran and Syria".
    Nor is Niger a time or measure of Mali.
    """
    states = {tree.top(start, end) for start, end, kind in tree.entities if kind == "GPE"}
    for second, dep in enumerate(tree.deps):
        first = tree.heads[second]
        if dep not in {"appos", "npadvmod"} or tree.tags[first] != "NNP" or tree.before(tree.left(second)) != ",":
            continue
        row, at = [second], tree.kid(second, "conj")
        while at is not None:
            row.append(at)
            at = tree.kid(at, "conj")
        named = set(row) <= states or (dep == "npadvmod" and second in states)
        if len(row) > 2 and tree.left(second) - 2 == first and named:
            tree.move(second, "conj", first)


def mend_crossed(tree: Tree) -> None:
    """Makes all three arrested in "stormed the court and arrested A, B and C"; nobody stormed B.

    Parsers give the later of them to the first verb: what stands behind the second one's object goes with that.
    """
    deps, heads = tree.deps, tree.heads
    for k, dep in enumerate(deps):
        first = heads[k] if dep == "dobj" else heads[heads[k]]
        if dep not in {"dobj", "conj"} or not tree.tags[first].startswith("VB") or first > k:
            continue
        second = next((v for v in tree.below[first] if deps[v] == "conj" and first < v < k), None)
        thing = tree.kid(second, "dobj") if second is not None else None
        if second is None or thing is None or not second < thing < k or tree.kid(first, "dobj") is None:
            continue
        own = heads[k] < second if dep == "conj" else (tree.kid(first, "dobj") or k) < second
        if own and tree.before(tree.left(k)) == "," and tree.before(tree.left(thing)) not in {",", "and"}:
            tree.move(k, "conj", thing)


def mend_places_in_row(tree: Tree) -> None:
    """Makes both hit in "the attacks that they launched on Bor and other towns"; no towns stand beside attacks.

    What follows a place at the end of a relative clause and is itself a place goes with it.
    """
    deps, heads = tree.deps, tree.heads
    places = {k for start, end, kind in tree.entities if kind == "GPE" for k in range(start, end)}
    for k, dep in enumerate(deps):
        noun = heads[k]
        if dep != "conj" or tree.lemmas[k] not in _WORDS.localities or noun > k:
            continue
        clause = tree.kid(noun, "relcl")
        joint = next((i for i in tree.below[noun] if deps[i] == "cc" and noun < i < k), None)
        if clause is None or joint is None or not noun < clause < joint or joint - 1 not in places:
            continue
        if tree.lemmas[noun] not in _WORDS.localities and deps[joint - 1] == "pobj":
            tree.move(k, "conj", joint - 1)


def mend_topics_in_row(tree: Tree) -> None:
    """Makes both subjects of "held talks with Chad on the vote and the campaign against piracy"; nobody held one."""
    deps, heads = tree.deps, tree.heads
    for k, dep in enumerate(deps):
        talks = heads[k]
        if dep != "conj" or tree.lemmas[talks] not in _WORDS.talks or k < talks:
            continue
        joint = next((i for i in tree.below[talks] if deps[i] == "cc" and talks < i < k), None)
        about = next((i for i in tree.below[talks] if tree.lower[i] in {"about", "on"} and i > talks), None)
        topic = tree.kid(about, "pobj") if about is not None else None
        if joint is not None and topic is not None and topic < joint and tree.has(k, "det"):
            tree.move(k, "conj", topic)
