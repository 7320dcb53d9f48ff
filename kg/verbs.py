"""What kind of verb stands at a token: head of a clause, finite, passive, infinitive, coordinated.

The labels are ClearNLP's (https://github.com/clir/clearnlp-guidelines).
"""

from __future__ import annotations

from functools import lru_cache

from kg.grammar import load_grammar
from kg.parse import Parse

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "relcl", "conj", "advcl", "acl"})
_JOINTS = frozenset({",", ";", ":", "-", "–", "—"})
_SAYING = load_grammar().reporting | load_grammar().telling
WILL = frozenset({"will", "would", "wo", "'ll"})
# Tags of verbs that make a sentence.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_verb(parse: Parse, i: int) -> bool:
    """True for a token that can head a clause: a verb that is no mere auxiliary or attributive participle."""
    if parse.pos[i] not in {"VERB", "AUX"}:
        return parse.tags[i].startswith("VB") and parse.deps[i] in _CLAUSAL
    return parse.deps[i] not in {"aux", "auxpass", "amod", "compound"}


def occasions(parse: Parse, i: int) -> list[int]:
    """The verbs of the clauses that say when: "when they landed", and "on the night when they landed"."""
    dates = [o for p in parse.kids_by(i, "prep") for o in parse.kids_by(p, "pobj")]
    nouns = [k for k in (*dates, *parse.kids_by(i, "npadvmod")) if parse.entity_at.get(k) in {"DATE", "TIME"}]
    clauses = [*parse.kids_by(i, "advcl"), *(k for noun in nouns for k in parse.kids_by(noun, "relcl", "advcl"))]
    return [k for k in clauses if any(parse.lower[m] == "when" for m in parse.kids_by(k, "advmod", "mark"))]


@lru_cache(maxsize=4096)
def is_passive(parse: Parse, i: int) -> bool:
    """True for "was attacked" and for a bare past participle after a noun ("evidence exposed by the IAEA")."""
    if parse.kid(i, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    if parse.kid(i, "agent") is not None and parse.kid(i, "nsubj") is None:
        return True
    if parse.tags[i] == "VBD" and parse.deps[i] == "acl":
        # A past tense without a subject right behind its noun: "a general captured in May".
        return parse.kid(i, "nsubj", "aux", "ccomp", "dobj") is None
    if parse.tags[i] != "VBN":
        return False
    if parse.deps[i] == "acl":
        return parse.kid(i, "nsubj", "aux") is None
    if parse.deps[i] in {"ccomp", "xcomp"} and parse.lemmas[parse.heads[i]] in {"have", "get", "see", "want"}:
        # "Had the judges dismissed", "wants the court closed".
        return parse.kid(i, "aux") is None
    if parse.deps[i] == "conj" and parse.kid(i, "nsubj", "aux") is None:
        return is_passive(parse, parse.heads[i])
    return parse.deps[i] == "advcl" and parse.kid(i, "nsubj", "dobj", "aux") is None


def is_infinitive(parse: Parse, i: int) -> bool:
    """True for a verb with "to"."""
    return any(parse.tags[k] == "TO" for k in parse.kids_by(i, "aux"))


def is_imperative(parse: Parse, i: int) -> bool:
    """True for the command in front of whoever speaks: "give them back, the minister told Britain"."""
    spoken = parse.deps[i] in {"ccomp", "advcl"} and parse.heads[i] > i and parse.tags[i] == "VB"
    spoken = spoken and parse.lemmas[parse.heads[i]] in _SAYING and parse.lemmas[i] != "let"
    return spoken and parse.kid(i, "aux", "mark", "nsubj", "nsubjpass", "csubj", "expl") is None


def is_mandative(parse: Parse, i: int) -> bool:
    """True for the subjunctive of "demands that Israel ease them": a bare verb with a singular subject."""
    subject = parse.kid(i, "nsubj", "nsubjpass")
    if subject is None or parse.kid(subject, "conj") is not None:
        return False
    if parse.tags[subject] not in {"NN", "NNP"} and parse.lower[subject] not in {"he", "she", "it"}:
        return False
    that = any(parse.lower[k] == "that" for k in parse.kids_by(i, "mark"))
    # "That Egypt be invited".
    bare = any(parse.lower[k] == "be" for k in parse.kids_by(i, "auxpass")) and parse.kid(i, "aux") is None
    return that and (bare or (parse.tags[i] in {"VB", "VBP"} and parse.kid(i, "aux", "auxpass") is None))


def is_finite(parse: Parse, i: int) -> bool:
    """True for a verb with tense, its own or its auxiliary's."""
    return parse.tags[i] in FINITE or any(parse.tags[k] in FINITE for k in parse.kids_by(i, "aux", "auxpass"))


def coordinated_with(parse: Parse, i: int) -> int:
    """The verb that ``i`` is coordinated with: a finite verb belongs to a finite one, wherever the parser hung it.

    "The minister pressed for Russia to act and underlined the need": `underlined` goes with `pressed`, not with `act`.
    """
    head = parse.heads[i]
    if parse.tags[i] not in {"VBD", "VBZ"}:
        return head
    at = head
    while not is_finite(parse, at):
        if parse.heads[at] == at:
            return head
        at = parse.heads[at]
    return at if is_verb(parse, at) else head


def is_joined(parse: Parse, i: int, fellow: int) -> bool:
    """True where a word or a comma joins two coordinated verbs; without, the parser took a noun for a verb."""
    first, last = min(i, fellow), max(i, fellow)
    before = range(max(first, last - 5) + 1, last)
    return any(parse.deps[k] == "cc" or parse.words[k] in _JOINTS for k in before)


def has_infinitive(parse: Parse, noun: int) -> bool:
    """True for "efforts to buy"."""
    return any(is_infinitive(parse, verb) for verb in parse.kids_by(noun, "acl", "relcl"))


def is_remark(parse: Parse, i: int) -> bool:
    """True for "as determined by the court", which speaks of the clause and not of its subject."""
    return parse.tags[i] == "VBN" and any(parse.lower[k] == "as" for k in parse.kids_by(i, "mark", "prep", "advmod"))
