"""What verbs give and to whom, and all that stands beside one object: receivers, companions, further topics."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import COMMON, SUBJECTS, Tree

_WORDS = load_grammar()
# Several persons, or a name.
_WHOM = frozenset({"NNS", "NNP", "NNPS"})


def mend_supplies(tree: Tree) -> None:
    """Makes "provided targeting support" give support; nobody provides to target it."""
    for gerund, dep in enumerate(tree.deps):
        verb, noun = tree.heads[gerund], tree.kid(gerund, "dobj")
        if dep != "xcomp" or verb != gerund - 1 or tree.tags[gerund] != "VBG" or noun != gerund + 1:
            continue
        if tree.lemmas[verb] in _WORDS.providing and not tree.has(verb, "dobj"):
            tree.move(noun, "dobj", verb)
            tree.move(gerund, "amod", noun)
            for k in tree.below[gerund]:
                if k > noun:
                    tree.hang(k, noun)


def mend_granted(tree: Tree) -> None:
    """Makes Panama grant asylum in "granted asylum by Panama, the general flew out"; the general is given it."""
    for verb, dep in enumerate(tree.deps):
        thing = tree.kid(verb, "dobj")
        by = tree.kid(thing, "prep") if thing is not None else None
        if dep != "advcl" or tree.tags[verb] != "VBN" or by is None or tree.lower[by] != "by":
            continue
        if tree.lemmas[verb] in _WORDS.ditransitive and not tree.has(verb, *SUBJECTS, "aux"):
            tree.move(by, "agent", verb)


def mend_receivers(tree: Tree) -> None:
    """Makes "gave the rebels one week to leave" give the rebels a week, and no rebels away."""
    deps = tree.deps
    for k, dep in enumerate(deps):
        verb = tree.heads[k]
        if dep != "npadvmod" or tree.tags[k] not in COMMON or tree.lemmas[verb] not in _WORDS.ditransitive:
            continue
        start = tree.left(k)
        if tree.lower[start] in {"last", "next", "this"}:
            # "Will hand back the land next year."
            continue
        told = [i for i in tree.below[verb] if verb < i < start and deps[i] in {"dobj", "dative"}]
        if [(deps[i], i) for i in told] == [("dobj", start - 1)]:
            deps[start - 1], deps[k] = "dative", "dobj"
    for k, dep in enumerate(deps):
        verb = tree.heads[k]
        if dep not in {"dobj", "ccomp"} or tree.lemmas[verb] not in _WORDS.ditransitive:
            continue
        if dep == "dobj" and tree.lemmas[k] in _WORDS.durations:
            _part_receiver(tree, verb, k)
        elif tree.lemmas[k] in _WORDS.entries and tree.tags[k - 1] in _WHOM and deps[k - 1] == "compound":
            # "Denied monitors access to the border".
            _make_receiver(tree, verb, k, k - 1)
            deps[k] = "dobj"
        elif _is_realm(tree, k - 1) and tree.heads[k - 1] == k and tree.tags[k] == "NNS" and verb == k - 3:
            _make_receiver(tree, verb, k, k - 1)


def mend_notified(tree: Tree) -> None:
    """Makes "the envoy was called in and handed a note" hand him one; parsers let him hand it over."""
    for verb, dep in enumerate(tree.deps):
        first, note = tree.heads[verb], tree.kid(verb, "dobj")
        if dep != "conj" or tree.tags[verb] != "VBD" or note is None or tree.has(verb, *SUBJECTS, "aux", "dative"):
            continue
        given = tree.lemmas[verb] in _WORDS.ditransitive and tree.lemmas[note] in _WORDS.missives
        if given and tree.tags[first] == "VBN" and tree.has(first, "auxpass"):
            tree.tags[verb] = "VBN"


def _is_realm(tree: Tree, k: int) -> bool:
    """True for the kingdom that is sold something in "sold the kingdom weapons"."""
    return tree.lemmas[k] in _WORDS.realms and tree.before(k) == "the"


def _part_receiver(tree: Tree, verb: int, span: int) -> None:
    """Makes "gave Chad's junta two days" give the junta two days; nobody is "Chad's junta two days"."""
    counting = (k for k in tree.below[span] if tree.deps[k] in {"nummod", "compound"})
    number = next((k for k in counting if tree.tags[k] == "CD"), None)
    receiver = number - 1 if number is not None else verb
    if receiver <= verb or tree.heads[receiver] != span or tree.deps[receiver] not in {"amod", "compound", "nmod"}:
        return
    tree.tags[receiver] = "NN" if tree.tags[receiver] == "JJ" else tree.tags[receiver]
    _make_receiver(tree, verb, span, receiver)


def _make_receiver(tree: Tree, verb: int, given: int, receiver: int) -> None:
    """Gives the verb a receiver out of the words before what is given."""
    tree.move(receiver, "dative", verb)
    for k in tree.below[given]:
        if k < receiver:
            tree.hang(k, receiver)


def mend_together(tree: Tree) -> None:
    """Makes the meeting what is called in "called, together with France, a meeting"; France is no meeting."""
    deps, heads = tree.deps, tree.heads
    for noun, dep in enumerate(deps):
        name = heads[noun]
        preposition = heads[name]
        verb = heads[preposition]
        if dep != "appos" or deps[name] != "pobj" or tree.lower[preposition] != "with" or tree.has(verb, "dobj"):
            continue
        start = tree.left(preposition)
        apart = tree.before(start) == "," == tree.before(tree.left(noun)) and tree.has(noun, "det")
        if apart and tree.tags[verb].startswith("VB") and deps[preposition] == "prep" and verb < preposition:
            tree.move(noun, "dobj", verb)


def mend_topics(tree: Tree) -> None:
    """Gives "spoke about sharing arms, the need for calm and a response" all its topics."""
    deps, below = tree.deps, tree.below
    for k, dep in enumerate(deps):
        verb = tree.heads[k]
        if dep != "npadvmod" or tree.tags[k] not in COMMON or verb > k:
            continue
        about = next((p for p in below[verb] if tree.lower[p] == "about" and verb < p < k), None)
        gerund = tree.kid(about, "pcomp") if about is not None else None
        if gerund is not None and tree.before(tree.left(k)) == "," and tree.has(k, "det"):
            tree.move(k, "conj", gerund)
