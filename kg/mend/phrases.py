"""Phrases: sources behind a comma, particles, titles and visitors, nouns and adjectives in pairs."""

from __future__ import annotations

from collections.abc import Sequence

from kg.grammar import load_grammar
from kg.mend.spans import children, span_head

_WORDS = load_grammar()
# What parsers take the source of a closing report for: "..., an airport official in Monrovia said".
_COMPLEMENTS = frozenset({"attr", "dobj"})
_MISREAD = _COMPLEMENTS | {"appos", "conj", "npadvmod", "pobj"}
_LONGEST_SOURCE = 20
_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_NOUN_PLACES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})


def mend_sources(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "..., an airport official in Monrovia said" has the official as who said it.

    Parsers make the phrase between the comma and the verb an apposition of the last name before it. Where they see the
    name of the source alone ("the agency Tanjug reported"), what stands before it describes it.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, lemma in enumerate(lemmas):
        if lemma.lower() not in _WORDS.reporting | _WORDS.telling or tags[verb] not in {"VBD", "VBZ"}:
            continue
        subject = next((k for k in below[verb] if deps[k] == "nsubj"), None)
        if subject is None:
            noun = _before_verb(words, tags, deps, heads, below, verb)
            if noun is not None:
                deps[noun], heads[noun] = "nsubj", verb
        elif subject < verb:
            described = next((k for k in below[verb] if deps[k] == "dobj" and k + 1 == _start(below, subject)), None)
            if described is not None:
                deps[described], heads[described] = "compound", subject
    return deps, heads


def _before_verb(
    words: list[str], tags: list[str], deps: list[str], heads: list[int], below: Sequence[Sequence[int]], verb: int
) -> int | None:
    """The noun whose phrase, with what is put in between commas, fills what lies between a comma and the verb."""
    last = verb - 1 if words[verb - 1] == "," else verb
    for at in range(last - 1, max(0, last - _LONGEST_SOURCE), -1):
        if deps[at] not in _MISREAD or tags[at] not in {"NN", "NNS", "NNP", "NNPS"} or _end(below, at) != last:
            continue
        start, governor = _start(below, at), heads[at]
        spare = deps[at] not in _COMPLEMENTS or any(deps[k] in _COMPLEMENTS and k < start for k in below[governor])
        if start > 0 and words[start - 1] == "," and governor < start and spare:
            return at
    return None


def _start(below: Sequence[Sequence[int]], i: int) -> int:
    return min([i, *(_start(below, k) for k in below[i])])


def _end(below: Sequence[Sequence[int]], i: int) -> int:
    return max([i + 1, *(_end(below, k) for k in below[i])])


def mend_particles(deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "sealed off the West Bank" has an object, and "call on all parties" has none."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for k, dep in enumerate(deps):
        particle = heads[k]
        if dep == "pobj" and deps[particle] == "prt" and k > particle:
            deps[k], heads[k] = "dobj", heads[particle]
            continue
        if dep != "dobj":
            continue
        bare = _start(below, k) - 1
        if bare > particle and deps[bare] == "prep" and heads[bare] == particle and not below[bare]:
            deps[k], heads[k] = "pobj", bare
    below = children(heads)
    for k, dep in enumerate(deps):
        if dep != "prt":
            continue
        # "Sank a boat off Crimea": the verb has its object, and what follows is where.
        objects = [i for i in below[heads[k]] if deps[i] == "dobj"]
        if len(objects) == 2 and objects[0] < k < objects[1]:
            deps[k], deps[objects[1]], heads[objects[1]] = "prep", "pobj", k
    return deps, heads


def mend_participles(
    words: list[str], tags: list[str], deps: list[str], heads: list[int], entities: list[tuple[int, int, str]]
) -> tuple[list[str], list[int]]:
    """Heads in which ", led by the prime minister" belongs to the name right before the comma."""
    heads, below = list(heads), children(heads)
    ending = {end: start for start, end, kind in entities if kind in _NAMED}
    for k in range(2, len(words)):
        if tags[k] != "VBN" or deps[k] != "acl" or words[k - 1] != "," or k - 1 not in ending:
            continue
        start = ending[k - 1]
        told = any(deps[i] == "agent" for i in below[k])
        if told and not start <= heads[k] < k - 1:
            heads[k] = span_head(start, k - 1, heads)
    return list(deps), heads


def mend_sufferers(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Tags and heads in which "the wounded", "the sick and injured" are nouns for people."""
    tags, heads = list(tags), list(heads)
    suffering = [word.lower() in _WORDS.sufferers for word in words]
    for k in range(1, len(words)):
        if not suffering[k] or tags[k] not in {"VBN", "VBD", "JJ", "NN"}:
            continue
        joined = deps[k] == "conj" and k > 1 and suffering[k - 2] and words[k - 1].lower() in {"and", "or"}
        opened = deps[k] in _NOUN_PLACES and (words[k - 1].lower() == "the" or tags[k - 1] in {"CD", "JJ"})
        if joined and tags[k - 2] == "NNS":
            tags[k], heads[k], heads[k - 1] = "NNS", k - 2, k - 2
        elif opened:
            tags[k] = "NNS"
    return tags, heads


def mend_borders(words: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "massed troops along the border with Pakistan" tells of one border."""
    heads = list(heads)
    for k in range(1, len(words)):
        at_border = words[k].lower() == "with" and words[k - 1].lower() in {"border", "borders", "frontier", "boundary"}
        if at_border and deps[k] == "prep" and deps[k - 1] in {"pobj", "dobj", "nsubj", "nsubjpass"}:
            heads[k] = k - 1
    return heads


def mend_titled(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> list[int]:
    """Heads in which "NATO chief Jens Stoltenberg and President Erdogan spoke" has two who speak.

    The parser makes the name an apposition of the title before it and hangs the second person on the name.
    """
    heads = list(heads)
    for k, dep in enumerate(deps):
        name = heads[k]
        title = heads[name]
        if dep != "conj" or deps[name] != "appos" or tags[name] != "NNP" or tags[title] != "NN" or title > name:
            continue
        if deps[title] in _NOUN_PLACES and "," not in words[title:name]:
            heads[k] = title
            for i in range(name + 1, k):
                if deps[i] == "cc" and heads[i] == name:
                    heads[i] = title
    return heads


def mend_visitors(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "met visiting Foreign Minister X" has the minister as its object.

    The small model takes the participle for a clause of its own, in which the host would be the visitor.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for k in range(2, len(words) - 2):
        if words[k].lower() != "visiting" or deps[k] not in {"pcomp", "advcl", "xcomp", "acl"}:
            continue
        guest = next((i for i in below[k] if deps[i] == "dobj" and i > k + 1), None)
        after_with = deps[k] == "pcomp" and heads[k] == k - 1 and words[k - 1].lower() in {"with", "between", "by"}
        after_verb = deps[k] != "pcomp" and tags[k - 1].startswith("VB")
        bare = guest is not None and all(tags[i] not in {"DT", "PRP$", "IN", ","} for i in range(k + 1, guest))
        if guest is None or not bare or not (after_with or after_verb):
            continue
        deps[guest], heads[guest] = ("pobj" if after_with else "dobj"), k - 1
        for i in below[k]:
            if i != guest:
                heads[i] = heads[k - 1] if after_with else k - 1
        deps[k], heads[k] = "amod", guest
    return deps, heads


def mend_pairs(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Heads in which "its siege of towns and obstruction of access" are two acts, not a siege of obstruction."""
    heads, below = list(heads), children(heads)
    for k, dep in enumerate(deps):
        inner = heads[k]
        of = heads[inner]
        if dep != "conj" or deps[inner] != "pobj" or words[of].lower() != "of" or tags[k] not in {"NN", "NNS"}:
            continue
        outer = heads[of]
        owned = any(deps[i] in {"poss", "det"} for i in below[outer])
        bare = not any(deps[i] in {"det", "poss"} for i in below[k])
        twin = any(deps[i] == "prep" and words[i].lower() == "of" and i == k + 1 for i in (*below[k], *below[inner]))
        if owned and bare and twin and tags[outer] in {"NN", "NNS"}:
            heads[k], heads[k + 1] = outer, k
    return list(deps), heads


def mend_premodifiers(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "discussed military, humanitarian and recovery planning" has one object.

    An adjective without article cannot be what is discussed; it modifies the noun that the parser coordinates with it.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for k, tag in enumerate(tags):
        if tag != "JJ" or deps[k] not in {"dobj", "pobj", "nsubj", "nsubjpass"}:
            continue
        kids = below[k]
        noun = next((i for i in kids if deps[i] == "conj" and tags[i] in {"NN", "NNS"} and i > k), None)
        if noun is None or any(deps[i] in {"det", "poss"} for i in kids):
            continue
        between = range(k + 1, noun)
        if all(tags[i] in {"JJ", "NN", "CC", ","} for i in between) and any(tags[i] == "CC" for i in between):
            deps[noun], heads[noun] = deps[k], heads[k]
            deps[k], heads[k] = "amod", noun
            for i in kids:
                if i != noun:
                    heads[i] = noun
    return deps, heads


def mend_parties(words: list[str], lemmas: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Heads in which "urged the parties to the conflict" speaks of parties to it."""
    heads = list(heads)
    for k in range(1, len(words)):
        noun = k - 1
        if words[k].lower() == "to" and deps[k] == "prep" and lemmas[noun].lower() == "party" and deps[noun] == "dobj":
            heads[k] = noun if heads[k] == heads[noun] else heads[k]
    return list(deps), heads
