"""Joints of clauses: which verb a coordinated one goes with.

Parsers hang the second clause on the last verb they saw. Its own words tell where it belongs: a tensed verb stands
beside a tensed one, a clause with "that" beside one that has it, and a past tense beside the past tense that reports.
"""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.spans import children

_WORDS = load_grammar()
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
        elif _is_tensed(verb, tags, deps, below) and any(deps[k] in _SUBJECTS for k in kids):
            fellow = _with_tense(fellow, tags, deps, heads, below)
        elif tags[verb] == "VBD" and not any(deps[k] in _SUBJECTS or deps[k] == "aux" for k in kids):
            fellow = _reporting(fellow, tags, deps, heads, below)
        heads[verb] = fellow
    return heads


def mend_consequences(
    lemmas: list[str], words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> list[int]:
    """Heads in which "let it open an office, prompting China to protest" tells what came of letting, not of opening."""
    heads = list(heads)
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep != "advcl" or tags[k] != "VBG" or k == 0 or words[k - 1] != "," or verb > k:
            continue
        while lemmas[k].lower() in _WORDS.consequential and deps[verb] in {"ccomp", "xcomp"} and tags[verb] == "VB":
            verb = heads[verb]
        heads[k] = verb
    return heads


def mend_conditions(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "will free a man seized in May once the raids end" frees him after the raids."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, dep in enumerate(deps):
        described = heads[verb]
        if dep == "ccomp" and verb < described and _opens_inverted(verb, words, deps, below):
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


def _opens_inverted(verb: int, words: list[str], deps: list[str], below: list[list[int]]) -> bool:
    """True for "Should the fighting go on, ..." at the head of its clause."""
    first = below[verb][0] if below[verb] else verb
    inverted = deps[first] == "aux" and words[first] in {"Should", "Had", "Were"}
    return inverted and any(deps[k] in _SUBJECTS and first < k < verb for k in below[verb])


def _is_tensed(verb: int, tags: list[str], deps: list[str], below: list[list[int]]) -> bool:
    return tags[verb] in _TENSED or any(deps[k] in {"aux", "auxpass"} and tags[k] in _TENSED for k in below[verb])


def _with_that(
    verb: int, words: list[str], tags: list[str], deps: list[str], heads: list[int], below: list[list[int]]
) -> int:
    """The nearest verb above with a "that" of its own, else ``verb``."""
    at = verb
    while not any(deps[k] == "mark" and words[k].lower() == "that" for k in below[at]):
        if heads[at] == at or not tags[heads[at]].startswith(("VB", "IN")):
            return verb
        at = heads[at]
    return at if tags[at].startswith("VB") else verb


def _with_tense(verb: int, tags: list[str], deps: list[str], heads: list[int], below: list[list[int]]) -> int:
    """The nearest tensed verb from ``verb`` upwards, itself where it has tense."""
    at = verb
    while not _is_tensed(at, tags, deps, below):
        if heads[at] == at or deps[at] not in {"xcomp", "pcomp", "prep", "advcl", "conj", "ccomp", "acl"}:
            return verb
        at = heads[at]
    return at if tags[at].startswith("VB") else verb


def _reporting(verb: int, tags: list[str], deps: list[str], heads: list[int], below: list[list[int]]) -> int:
    """The past tense that reports what ``verb`` says with a modal: "said it might help but ruled out troops"."""
    above = heads[verb]
    modal = any(tags[k] == "MD" for k in below[verb])
    return above if modal and deps[verb] == "ccomp" and tags[above] == "VBD" and above < verb else verb
