"""Joints of clauses: which verb a coordinated one goes with.

Parsers hang the second clause on the last verb they saw. Its own words tell where it belongs: a tensed verb stands
beside a tensed one, a clause with "that" beside one that has it, and a past tense beside the past tense that reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.grammar import load_grammar
from kg.mend.spans import children

_WORDS = load_grammar()
# What a bare verb is below another: what one lets, wants or does something for.
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "advcl"})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CONDITIONS = frozenset({"if", "unless", "once"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def mend_joints(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "must stop shelling the town and that Malawi should leave" tells two things that somebody says."""
    heads, below = list(heads), children(heads)
    for verb, dep in enumerate(deps):
        if dep != "conj" or not tags[verb].startswith("VB"):
            continue
        kids = below[verb]
        fellow = heads[verb]
        if any(deps[k] == "mark" and words[k].lower() == "that" for k in kids):
            fellow = _with_that(fellow, words, tags, deps, heads, below)
        elif _is_perfect(verb, tags, deps, below) or (
            _is_tensed(verb, tags, deps, below) and any(deps[k] in _SUBJECTS for k in kids)
        ):
            fellow = _with_tense(fellow, tags, deps, heads, below)
        elif tags[verb] == "VBD" and not any(deps[k] in _SUBJECTS or deps[k] == "aux" for k in kids):
            fellow = _reporting(fellow, tags, deps, heads, below)
        heads[verb] = fellow
    return heads


def mend_consequences(
    lemmas: list[str], words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> list[int]:
    """Heads in which "let it open an office, prompting China to protest" tells what came of letting, not of opening."""
    heads, below = list(heads), children(heads)
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep != "advcl" or tags[k] != "VBG" or k == 0 or words[k - 1] != "," or verb > k:
            continue
        while lemmas[k].lower() in _WORDS.consequential and deps[verb] in _COMPLEMENTS and tags[verb] == "VB":
            verb = heads[verb]
        own = next((i for i in below[verb] if deps[i] == "nsubj"), None)
        demanded = tags[verb] == "VB"
        if lemmas[k].lower() in _WORDS.remarking and deps[verb] == "ccomp" and own is not None:
            # "Denied that it had sent arms, calling the report false", "insisted that they leave, offering to pay".
            verb = heads[verb] if demanded or tags[own] == "PRP" else verb
        heads[k] = verb
    return heads


def mend_in_effect(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "cancelled the visas, in effect expelling them" has nobody's effect expel them."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for k in range(3, len(words)):
        noun = heads[k]
        if deps[k] != "acl" or tags[k] != "VBG" or noun != k - 1 or heads[noun] != k - 2 or list(below[noun]) != [k]:
            continue
        verb = heads[k - 2]
        if words[k - 2].lower() == "in" and words[k - 3] == "," and tags[verb].startswith("VB") and verb < k:
            deps[k], heads[k] = "advcl", verb
    return deps, heads


def mend_occasions(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "warned Chad against playing with fire after Mali did so" tells when Chad was warned.

    What has not been done yet has no time in the past.
    """
    heads, below = list(heads), children(heads)
    for clause, dep in enumerate(deps):
        after = any(words[k].lower() == "after" and deps[k] == "mark" for k in below[clause])
        if dep != "advcl" or tags[clause] != "VBD" or not after:
            continue
        verb = heads[clause]
        while tags[verb] in {"VB", "VBG"} and deps[verb] in {"pcomp", "xcomp"} and heads[verb] != verb:
            verb = heads[heads[verb]] if deps[verb] == "pcomp" else heads[verb]
        if tags[verb] in {"VBD", "VBZ", "VBP"}:
            heads[clause] = verb
    return heads


def mend_objects(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "crowds burned tyres and soldiers opened fire" leaves the crowds the tyres.

    Parsers read "burned [that] tyres and soldiers opened fire"; few verbs take such a clause.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for second, dep in enumerate(deps):
        first = heads[second]
        if dep not in {"ccomp", "advcl"} or first > second or tags[second] not in _TENSED or tags[first] not in _TENSED:
            continue
        if lemmas[first].lower() in _WORDS.clause_taking | {"be"} or any(deps[k] == "mark" for k in below[second]):
            continue
        noun = next((k for k in below[second] if deps[k] == "nsubj"), None)
        fellows = [k for k in below[noun] if deps[k] == "conj"] if noun is not None else []
        if noun is None or len(fellows) != 1 or not first < noun < fellows[0] < second:
            continue
        start = min([fellows[0], *below[fellows[0]]])
        if words[start - 1].lower() not in {"and", "while"} or any(deps[k] == "dobj" for k in below[first]):
            continue
        deps[noun], heads[noun] = "dobj", first
        deps[fellows[0]], heads[fellows[0]] = "nsubj", second
        deps[second] = "conj"
    return deps, heads


def mend_statements(lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "we welcome the decision to resume talks and call on all" has us call, and not the decision."""
    heads = list(heads)
    for verb, dep in enumerate(deps):
        fellow = heads[verb]
        if dep != "conj" or tags[verb] not in {"VB", "VBP"} or lemmas[verb].lower() not in _WORDS.stating:
            continue
        at = fellow
        while heads[at] != at and not (tags[at] == "VBP" and lemmas[at].lower() in _WORDS.stating):
            at = heads[at]
        if tags[at] == "VBP" and lemmas[at].lower() in _WORDS.stating and deps[fellow] in {"acl", "xcomp", "relcl"}:
            heads[verb] = at
    return heads


def mend_charges_in_row(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "accused A of shelling B and of laying mines" charges A with both."""
    heads, below = list(heads), children(heads)
    for k, dep in enumerate(deps):
        gerund = heads[k]
        first = heads[gerund]
        if dep != "prep" or tags[gerund] != "VBG" or deps[gerund] != "pcomp" or first >= k:
            continue
        joined = k > 0 and words[k - 1].lower() in {"and", "or"} and words[first].lower() == words[k].lower()
        if joined and any(deps[i] == "pcomp" for i in below[k]):
            heads[k] = heads[first]
    return heads


def mend_conditions(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "will free a man seized in May once the raids end" frees him after the raids."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, dep in enumerate(deps):
        described = heads[verb]
        if (
            dep in {"pcomp", "ccomp"}
            and words[described].lower() in {"provided", "providing"}
            and tags[verb] in _TENSED
        ):
            # "Provided that they leave" is a condition like "if they leave".
            deps[verb], heads[verb] = "advcl", heads[described]
            deps[described], heads[described] = "mark", verb
        if dep in {"ccomp", "conj", "parataxis"} and _is_inverted(verb, words, deps, below):
            deps[verb] = "advcl"
        if dep != "advcl" or deps[described] != "acl" or tags[described] != "VBN" or verb < described:
            continue
        marked = any(deps[k] in {"mark", "advmod"} and words[k].lower() in _CONDITIONS for k in below[verb])
        at = heads[described]
        while marked and heads[at] != at and not tags[at].startswith("VB"):
            at = heads[at]
        if marked and tags[at] == "VB" and at < described:
            heads[verb] = at
    return deps, heads


def _is_inverted(verb: int, words: list[str], deps: list[str], below: Sequence[Sequence[int]]) -> bool:
    """True for "should the fighting go on": the auxiliary opens the clause, before its subject."""
    first = below[verb][0] if below[verb] else verb
    inverted = deps[first] == "aux" and words[first].lower() in {"should", "had", "were"}
    return inverted and any(deps[k] in _SUBJECTS and first < k < verb for k in below[verb])


def _is_tensed(verb: int, tags: list[str], deps: list[str], below: Sequence[Sequence[int]]) -> bool:
    return tags[verb] in _TENSED or any(deps[k] in {"aux", "auxpass"} and tags[k] in _TENSED for k in below[verb])


def _is_perfect(verb: int, tags: list[str], deps: list[str], below: Sequence[Sequence[int]]) -> bool:
    """True for "have imposed", "has closed"."""
    return tags[verb] == "VBN" and any(deps[k] == "aux" and tags[k] in {"VBP", "VBZ"} for k in below[verb])


def _with_that(
    verb: int, words: list[str], tags: list[str], deps: list[str], heads: list[int], below: Sequence[Sequence[int]]
) -> int:
    """The nearest verb above with a "that" of its own, else ``verb``."""
    at = verb
    while not any(deps[k] == "mark" and words[k].lower() == "that" for k in below[at]):
        if heads[at] == at or not tags[heads[at]].startswith(("VB", "IN")):
            return verb
        at = heads[at]
    return at if tags[at].startswith("VB") else verb


def _with_tense(verb: int, tags: list[str], deps: list[str], heads: list[int], below: Sequence[Sequence[int]]) -> int:
    """The nearest tensed verb from ``verb`` upwards, itself where it has tense."""
    at = verb
    while not _is_tensed(at, tags, deps, below):
        if heads[at] == at or deps[at] not in {"xcomp", "pcomp", "prep", "advcl", "conj", "ccomp", "acl"}:
            return verb
        at = heads[at]
    return at if tags[at].startswith("VB") else verb


def _reporting(verb: int, tags: list[str], deps: list[str], heads: list[int], below: Sequence[Sequence[int]]) -> int:
    """The past tense that reports what ``verb`` says with a modal: "said it might help but ruled out troops"."""
    above = heads[verb]
    modal = any(tags[k] == "MD" for k in below[verb])
    return above if modal and deps[verb] == "ccomp" and tags[above] == "VBD" and above < verb else verb
