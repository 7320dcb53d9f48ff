"""What a verb takes behind it: charges, demands, means, purposes, receivers, topics."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.spans import children

_WORDS = load_grammar()


def mend_topics(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "spoke about sharing arms, the need for calm and a response" has all its topics."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep != "npadvmod" or tags[k] not in {"NN", "NNS"} or verb > k:
            continue
        about = next((p for p in below[verb] if words[p].lower() == "about" and verb < p < k), None)
        gerund = next((g for g in below[about] if deps[g] == "pcomp"), None) if about is not None else None
        start = min([k, *(i for i in below[k] if i < k)])
        if gerund is not None and words[start - 1] == "," and any(deps[i] == "det" for i in below[k]):
            deps[k], heads[k] = "conj", gerund
    return deps, heads


def mend_charges(words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "accused the Liberation Front of looting" accuses of looting; no front is "of looting".

    The same for "was accused by the inspectors of looting", and of deeds that are nouns ("of treason").
    """
    heads, below = list(heads), children(heads)
    for k, word in enumerate(words):
        charged = heads[k]
        by = deps[charged] == "pobj" and deps[heads[charged]] == "agent"
        verb = heads[heads[charged]] if by else heads[charged]
        if word.lower() != "of" or not (by or deps[charged] == "dobj") or lemmas[verb].lower() not in _WORDS.charging:
            continue
        gerund = any(deps[i] == "pcomp" and tags[i] == "VBG" for i in below[k])
        if gerund or any(deps[i] == "pobj" and not below[i] and words[i].lower() in _WORDS.crimes for i in below[k]):
            heads[k] = verb
    return heads


def mend_receivers(lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[str]:
    """Labels in which "gave the rebels one week to leave" gives the rebels a week, and no rebels away."""
    deps, below = list(deps), children(heads)
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep != "npadvmod" or tags[k] not in {"NN", "NNS"} or lemmas[verb].lower() not in _WORDS.ditransitive:
            continue
        start = min([k, *below[k]])
        told = [i for i in below[verb] if verb < i < start and deps[i] in {"dobj", "dative"}]
        if [(deps[i], i) for i in told] == [("dobj", start - 1)]:
            deps[start - 1], deps[k] = "dative", "dobj"
    return deps


def mend_mandatives(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "demand that the military hand over power" has `hand` as its verb.

    Taggers take the bare verb of the subjunctive for a noun; a noun phrase has no "that" of its own.
    """
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for verb, tag in enumerate(tags):
        if tag != "NN" or deps[verb] != "ccomp" or verb < 3:
            continue
        that = next((k for k in below[verb] if deps[k] == "mark" and words[k].lower() == "that"), None)
        subject = verb - 1
        named = tags[subject] in {"NN", "NNS", "NNP", "NNPS", "JJ"} and deps[subject] in {"compound", "amod", "nmod"}
        if that is None or not that < subject or not named or heads[subject] != verb:
            continue
        tags[verb], deps[subject] = "VB", "nsubj"
        if tags[subject] == "JJ":
            tags[subject] = "NN"
        for k in below[verb]:
            if that < k < subject:
                heads[k] = subject
    return tags, deps, heads


def mend_means(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "blocked the bridge spanning the river by dumping sand" dumps the sand to block the bridge."""
    heads, below = list(heads), children(heads)
    for k, word in enumerate(words):
        clause = heads[k]
        if word.lower() != "by" or deps[clause] != "acl" or tags[clause] != "VBG" or deps[heads[clause]] != "dobj":
            continue
        if any(deps[i] == "pcomp" and tags[i] == "VBG" for i in below[k]):
            heads[k] = heads[heads[clause]]
    return heads


def mend_purposes(lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "support for talks to end the war" says what the talks are for.

    The noun before the infinitive, or the object with an owner ("Iraq's work with others to reform"), has the purpose.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep not in {"advcl", "xcomp"} or tags[k] != "VB" or verb > k or lemmas[verb] in _WORDS.object_control:
            continue
        to = next((i for i in below[k] if tags[i] == "TO"), None)
        if to is None:
            continue
        noun = to - 1
        of = heads[noun]
        if (
            (deps[noun], deps[of]) == ("pobj", "prep")
            and tags[noun] in {"NNP", "NNPS"}
            and lemmas[heads[of]].lower() in _WORDS.thoughts
            and heads[of] > verb
        ):
            # "The proposal of the union to send troops".
            deps[k], heads[k] = "acl", heads[of]
            continue
        if lemmas[noun].lower() in _WORDS.purposes and deps[noun] == "pobj" and noun > verb:
            deps[k], heads[k] = "acl", noun
            continue
        direct = next((i for i in below[verb] if deps[i] == "dobj"), None)
        whose = direct is not None and any(deps[i] == "poss" for i in below[direct])
        if dep == "advcl" and direct is not None and whose and lemmas[direct].lower() in _WORDS.purposes:
            deps[k], heads[k] = "acl", direct
    return deps, heads
