"""Verbs: clauses without their subject, bare verbs beside tensed ones, infinitives that tell what a noun is for."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.spans import children

_WORDS = load_grammar()
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def mend_relatives(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "if a regime that violates rights, supports terror were to arm" has one condition.

    Parsers make the second verb of the relative clause a clause of its own, with the subject and the "if", and leave
    the main verb without a subject. A tensed verb must have one: it is the noun that the relative clause modifies.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for clause, verb in enumerate(heads):
        if deps[clause] != "advcl" or clause > verb or tags[clause] not in _TENSED or tags[verb] not in _TENSED:
            continue
        kids = below[clause]
        subject = next((k for k in kids if deps[k] == "nsubj"), None)
        mark = next((k for k in kids if deps[k] == "mark"), None)
        bare = not any(deps[k] in {"nsubj", "nsubjpass", "expl"} for k in below[verb])
        if subject is None or mark is None or not bare:
            continue
        relative = next((k for k in below[subject] if deps[k] == "relcl"), None)
        if relative is None or not relative < clause or "," not in words[relative:clause]:
            continue
        deps[clause], heads[clause] = "conj", relative
        heads[subject] = heads[mark] = verb
        if deps[verb] == "ccomp":
            deps[verb] = "advcl"
    return deps, heads


def mend_subjects(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "since the attacks in Paris and the leaders discussed terror" leaves leaders a subject.

    A tensed verb with an object needs a subject; where the phrase right before it closes a coordination, the parser
    gave it to the coordination instead.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb in range(3, len(words)):
        noun = verb - 1
        if tags[verb] not in _TENSED or deps[verb] not in {"ccomp", "conj", "advcl"} or deps[noun] != "conj":
            continue
        kids = below[verb]
        whole = any(deps[k] in _SUBJECTS for k in kids)
        start = min([noun, *(k for k in below[noun] if k < noun)])
        if whole or words[start - 1].lower() != "and" or tags[noun] not in {"NNS", "NNP", "NNPS"}:
            continue
        if any(deps[k] == "dobj" for k in kids) and heads[verb] not in {noun, heads[noun]}:
            deps[noun], heads[noun] = "nsubj", verb
            deps[verb] = "conj"
    return deps, heads


def mend_asides(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "Bhutto, freed on Friday, demanded a vote" demands, and somebody freed her.

    Parsers take the participle between the commas for the verb, and the verb for a second one.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, tag in enumerate(tags):
        subject = next((k for k in below[verb] if deps[k] == "nsubj" and k < verb), None)
        if tag != "VBN" or subject is None or words[verb - 1] != "," or any(deps[k] == "aux" for k in below[verb]):
            continue
        main = next((k for k in below[verb] if deps[k] == "conj" and tags[k] in _TENSED and words[k - 1] == ","), None)
        own = any(deps[k] in {"dobj", "auxpass"} for k in below[verb])
        if main is None or own or any(deps[k] == "cc" for k in below[verb]):
            continue
        deps[main], heads[main] = deps[verb], main if heads[verb] == verb else heads[verb]
        deps[subject], heads[subject] = "nsubj", main
        deps[verb], heads[verb] = "acl", subject
    return deps, heads


def mend_believed(
    lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "gunmen believed to be rebels killed four" kills, and nobody named believes."""
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for verb, lemma in enumerate(lemmas):
        if lemma.lower() not in _WORDS.supposing or tags[verb] not in {"VBD", "VBN"}:
            continue
        noun = next((k for k in below[verb] if deps[k] == "nsubj" and k == verb - 1), None)
        bare = any(deps[k] == "xcomp" and tags[k] == "VB" for k in below[verb])
        main = next((k for k in below[verb] if deps[k] == "ccomp" and tags[k] in _TENSED and k > verb), None)
        if noun is None or not bare or main is None or any(deps[k] in _SUBJECTS for k in below[main]):
            continue
        deps[main], heads[main] = deps[verb], main if heads[verb] == verb else heads[verb]
        deps[noun], heads[noun] = "nsubj", main
        tags[verb], deps[verb], heads[verb] = "VBN", "acl", noun
    return tags, deps, heads


def mend_fronted(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "after clashes on the border, Chad and Mali agreed" has Chad and Mali as its subject.

    Parsers coordinate them with the last noun of the phrase that opens the sentence.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb in range(3, len(words)):
        if tags[verb] not in _TENSED or any(deps[k] in _SUBJECTS for k in below[verb]):
            continue
        opening = next((k for k in below[verb] if k < verb and deps[k] in {"prep", "advcl"}), None)
        if opening is None:
            continue
        last = verb - 1
        while last > opening and (deps[last] in {"aux", "auxpass", "neg", "advmod"} and heads[last] == verb):
            last -= 1
        noun = last
        while noun > opening and not (words[heads[noun] : noun].count(",") and heads[noun] < noun):
            noun = heads[noun] if opening < heads[noun] < noun else opening
        start = min([noun, *(k for k in below[noun] if k < noun)])
        if noun <= opening or deps[noun] not in {"conj", "appos"} or words[start - 1] != ",":
            continue
        deps[noun], heads[noun] = "nsubj", verb
    return deps, heads


def mend_headless(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "Bahraini groups called on Britain to stop" has a verb and its subject.

    The parser took the whole for a noun phrase, "groups that were called". A past tense with an object or a clause of
    its own is no participle.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for noun in range(len(words) - 2):
        if heads[noun] != noun or tags[noun] not in {"NNS", "NNP", "NNPS", "NN"}:
            continue
        verb = next((k for k in below[noun] if k > noun and deps[k] == "acl" and tags[k] == "VBD"), None)
        other = any(tags[k] in _TENSED for k in below[noun] if k != verb)
        if verb is None or other or any(deps[k] in _SUBJECTS for k in below[verb]):
            continue
        calling = words[verb].lower() == "called" and any(words[k].lower() in {"on", "for"} for k in below[verb])
        if calling or any(deps[k] in {"dobj", "ccomp", "xcomp"} for k in below[verb]):
            deps[noun], heads[noun], deps[verb], heads[verb] = "nsubj", verb, "ROOT", verb
            for k in below[noun]:
                if k > verb and deps[k] in {"punct", "npadvmod", "advcl", "prep"}:
                    heads[k] = verb
    return deps, heads


def mend_predicates(
    words: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "though it is peaceful, evidence and reports suggest war" ends its first clause.

    Parsers read "is [peaceful, evidence]"; a noun behind adjective and comma that "and" joins to the subject of the
    main verb is a subject with it.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for noun in range(3, len(words)):
        adjective, copula = noun - 2, heads[noun]
        if deps[noun] != "attr" or words[noun - 1] != "," or deps[adjective] != "amod" or heads[adjective] != noun:
            continue
        joint = next((k for k in below[noun] if deps[k] == "cc" and k > noun), None)
        last = next((k for k in range(joint + 1, len(words)) if deps[k] in _SUBJECTS), None) if joint else None
        if joint is None or last is None or min([last, *below[last]]) != joint + 1 or copula > adjective:
            continue
        deps[adjective], heads[adjective] = "acomp", copula
        deps[noun], heads[noun] = deps[last], heads[last]
        deps[last], heads[last] = "conj", noun
    return deps, heads


def mend_participial_subjects(tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "the agency working in Iraq said" has the agency as its subject, not the working.

    Nor is the participle that opens "facing pressure, the government stepped down" a subject beside another.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep == "csubj" and tags[k] in {"VBG", "VBN"} and any(deps[i] == "nsubj" and i > k for i in below[verb]):
            deps[k] = "advcl"
            continue
        if dep != "nsubj" or tags[k] != "VBG" or tags[verb] not in _TENSED or verb < k:
            continue
        noun = next((i for i in below[k] if deps[i] == "nsubj" and i < k), None)
        if noun is not None:
            deps[noun], heads[noun] = "nsubj", verb
            deps[k], heads[k] = "acl", noun
    return deps, heads


def mend_openings(tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "Taiwan scrambled jets after planes crossed the line" scrambles the jets.

    A past tense with a subject of its own is no adjective of the noun behind it, which is its object.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, tag in enumerate(tags):
        noun = heads[verb]
        if tag != "VBD" or deps[verb] != "amod" or noun < verb or deps[noun] not in {"nsubj", "nsubjpass"}:
            continue
        if not any(deps[k] == "nsubj" for k in below[verb]):
            continue
        other = heads[noun]
        deps[verb], heads[verb] = deps[other], verb if heads[other] == other else heads[other]
        deps[noun], heads[noun] = "dobj", verb
        deps[other], heads[other] = "advcl" if any(deps[k] == "mark" for k in below[other]) else "conj", verb
    return deps, heads


def mend_bare_verbs(tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Heads in which "has a duty to press them to end the raids, allow supplies" has `allow` beside `end`.

    A bare verb cannot be coordinated with one in the third person or the past; the infinitive before it takes it.
    """
    heads, below = list(heads), children(heads)
    for k, dep in enumerate(deps):
        if dep != "conj" or tags[k] not in {"VB", "VBP"} or heads[k] > k:
            continue
        if tags[heads[k]] not in {"VBZ", "VBD", "VBG"}:
            continue
        if any(deps[i] in _SUBJECTS or deps[i] in {"aux", "auxpass"} for i in below[k]):
            continue
        # "Must stop fighting and return": the bare verb before the gerund.
        first = heads[heads[k]] if tags[heads[k]] == "VBG" else heads[k] + 1
        earlier = [v for v in range(first, k) if tags[v] == "VB" and any(tags[i] in {"TO", "MD"} for i in below[v])]
        if earlier:
            heads[k] = earlier[-1]
    return list(deps), heads
