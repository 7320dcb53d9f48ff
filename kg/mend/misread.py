"""Words the parser took for something else: a verb for an auxiliary, a town for an adverb, a remark for a report."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.spans import children

_WORDS = load_grammar()
_AUXILIARIES = frozenset({"be", "have", "do", "get", "go", "keep", "let", "need", "dare"})
_NAMED = frozenset({"GPE", "ORG", "PERSON", "NORP", "LOC"})


def mend_auxiliaries(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "Icelanders oppose joining the EU" opposes: `oppose` is no auxiliary.

    Nor is `have` before a participle in -ing: "have overlapping claims" tells what one has.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, dep in enumerate(deps):
        gerund = heads[verb]
        if dep != "aux" or tags[verb] not in {"VBP", "VBD", "VBZ"} or tags[gerund] != "VBG" or verb > gerund:
            continue
        noun = next((k for k in below[gerund] if deps[k] == "dobj" and k > gerund), None)
        having = lemmas[verb].lower() == "have" and verb + 1 == gerund and noun is not None
        if not having and (lemmas[verb].lower() in _AUXILIARIES or words[verb].startswith("'")):
            continue
        deps[verb], heads[verb] = deps[gerund], verb if heads[gerund] == gerund else heads[gerund]
        deps[gerund], heads[gerund] = "xcomp", verb
        if having and noun is not None:
            deps[noun], heads[noun] = "dobj", verb
            deps[gerund], heads[gerund] = "amod", noun
        for k in below[gerund]:
            if k < verb:
                heads[k] = verb
    return deps, heads


def mend_captured(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "will hand over a general captured weeks ago" hands over the general.

    Parsers read "hand over [that] a general captured", where no verb with a particle takes such a clause.
    """
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for verb, dep in enumerate(deps):
        main = heads[verb]
        if dep != "ccomp" or tags[verb] != "VBD" or main > verb or lemmas[main].lower() in _WORDS.clause_taking:
            continue
        noun = next((k for k in below[verb] if deps[k] == "nsubj"), None)
        particle = any(deps[k] == "prt" for k in below[main])
        whole = any(deps[k] in {"dobj", "aux", "mark"} for k in below[verb]) or any(
            deps[k] == "dobj" for k in below[main]
        )
        if noun == verb - 1 and particle and not whole:
            deps[noun], heads[noun] = "dobj", main
            tags[verb], deps[verb], heads[verb] = "VBN", "acl", noun
            for k in below[verb]:
                if deps[k] == "advcl":
                    heads[k] = main
    return tags, deps, heads


def mend_called(
    tags: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "called his counterpart Recep Erdogan" calls Erdogan, and calls nobody names."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for start, end, kind in entities:
        name = end - 1
        if kind != "PERSON" or deps[name] != "oprd":
            continue
        noun = next((k for k in below[heads[name]] if deps[k] == "dobj" and k == start - 1), None)
        if noun is not None and tags[noun] == "NN":
            deps[name], heads[name] = "appos", noun
    return deps, heads


def mend_visited(tags: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]) -> list[str]:
    """Labels in which "visited Jakarta to sign" has Jakarta as its object."""
    deps, below = list(deps), children(heads)
    named = {i for start, end, kind in entities if kind in _NAMED for i in range(start, end)}
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep != "npadvmod" or k not in named or tags[k] != "NNP" or not tags[verb].startswith("VB"):
            continue
        start = min([k, *(i for i in below[k] if i < k)])
        if start == verb + 1 and not any(deps[i] in {"dobj", "nsubjpass", "auxpass"} for i in below[verb]):
            deps[k] = "dobj"
    return deps


def mend_priorities(
    words: list[str], lemmas: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "made a pact with Bogota one of his aims" makes it one of them, and no pact."""
    deps, heads = list(deps), list(heads)
    for k in range(1, len(words) - 1):
        if words[k] != "one" or deps[k] != "nummod" or heads[k] > k or words[k + 1] != "of":
            continue
        at = heads[k]
        while heads[at] != at and deps[at] in {"pobj", "prep", "dobj", "nummod"}:
            at = heads[at]
        if lemmas[at].lower() in {"make", "consider", "call"}:
            deps[k], heads[k] = "oprd", at
    return deps, heads


def mend_summaries(words: list[str], lemmas: list[str], deps: list[str], heads: list[int]) -> list[str]:
    """Labels in which "shut the bank, a move condemned by the EU" does not shut the move."""
    deps, below = list(deps), children(heads)
    for noun, dep in enumerate(deps):
        if dep not in {"dobj", "conj", "npadvmod", "attr"} or lemmas[noun].lower() not in _WORDS.remarks:
            continue
        start = min([noun, *(k for k in below[noun] if k < noun)])
        apart = start > 0 and words[start] in {"a", "an"} and words[start - 1] == ","
        described = any(deps[k] in {"acl", "relcl"} for k in below[noun])
        earlier = any(deps[k] in {"dobj", "nsubjpass", "prep"} and k < start for k in below[heads[noun]])
        if apart and described and (dep == "conj" or earlier):
            deps[noun] = "appos"
    return deps


def mend_remarks(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "X left the talks, a step Turkey criticised" tells of a step that Turkey criticised.

    Parsers make the step a second subject of `criticised` and what was done something that Turkey said.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, tag in enumerate(tags):
        if tag not in {"VBD", "VBZ", "VBP", "VBN"}:
            continue
        subjects = [k for k in below[verb] if deps[k] == "nsubj" and k < verb]
        told = next((k for k in below[verb] if deps[k] == "ccomp" and k < verb), None)
        if told is None or len(subjects) != 2 or told > subjects[0] or tags[subjects[0]] != "NN":
            continue
        noun = subjects[0]
        start = min([noun, *(k for k in below[noun] if k < noun)])
        if words[start].lower() not in {"a", "an"} or words[start - 1] != ",":
            continue
        deps[told], heads[told] = deps[verb], told if heads[verb] == verb else heads[verb]
        deps[noun], heads[noun] = "appos", told
        deps[verb], heads[verb] = "relcl", noun
    return deps, heads
