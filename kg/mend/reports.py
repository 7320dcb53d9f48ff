"""Reports that close a sentence: "..., a rights group charged on Friday", "..., the minister told reporters"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.grammar import load_grammar
from kg.mend.spans import children

_WORDS = load_grammar()
_TENSED = frozenset({"VBD", "VBZ"})
_QUOTES = frozenset({'"', "'", "''", "”", "’"})
# What may stand between "that" and the clause it opens.
_CONCEDING = frozenset({"while", "although", "though", "whilst", "if", "unless", "despite", "until", "when", "because"})
_STOPS = frozenset({".", "!", "?"})
# What parsers take a closing report for: a clause beside, below or about what it reports.
_MISTAKEN = frozenset({"conj", "advcl", "relcl", "parataxis", "dep", "acl", "appos", "ccomp"})
# What may follow the verb of a closing report, besides those who are told.
_TRAILING = frozenset({"prep", "agent", "npadvmod", "advmod", "tmod", "punct", "prt", "dative"})


def mend_reports(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "..., a rights group charged on Friday" reports what stands before the comma."""
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for verb in range(3, len(words)):
        noun = heads[verb]
        if tags[verb] not in {"VBN", "VBD"} or deps[verb] != "acl" or lemmas[verb].lower() not in _WORDS.reporting:
            continue
        if noun != verb - 1 or deps[noun] not in {"dobj", "appos", "conj", "attr", "npadvmod", "dep"}:
            continue
        start = min([noun, *(k for k in below[noun] if k < noun and deps[k] != "punct")])
        end = next((k for k in range(verb, min(verb + 8, len(words))) if words[k] in {".", "!", "?"}), None)
        told = any(deps[k] in {"agent", "dobj", "ccomp", "xcomp"} for k in below[verb])
        if words[start - 1] != "," or end is None or told:
            continue
        root = noun
        while heads[root] != root:
            root = heads[root]
        if root < start and tags[root].startswith("VB"):
            tags[verb], deps[verb], heads[verb] = "VBD", "ROOT", verb
            deps[root], heads[root] = "ccomp", verb
            deps[noun], heads[noun] = "nsubj", verb
    return tags, deps, heads


def mend_parentheses(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[int]]:
    """Labels and heads in which "X ruled it out, a spokeswoman said, after reports that ..." is what she said."""
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb, dep in enumerate(deps):
        root = heads[verb]
        reporting = tags[verb] in _TENSED and lemmas[verb].lower() in _WORDS.reporting
        if dep != "parataxis" or not reporting or deps[root] != "ROOT" or root > verb:
            continue
        subject = next((k for k in below[verb] if deps[k] == "nsubj" and k < verb), None)
        if subject is None or any(deps[k] in {"dobj", "ccomp"} for k in below[verb]):
            continue
        deps[verb], heads[verb] = "ROOT", verb
        deps[root], heads[root] = "ccomp", verb
    return deps, heads


def mend_views(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> tuple[list[str], list[int]]:
    """Labels and heads in which "X was clear that while A is B, C is D" is what X says of C.

    Parsers take the last clause for the main one, and the view for something said in it.
    """
    deps, heads, below = list(deps), list(heads), children(heads)
    for verb in range(1, len(words) - 3):
        main = heads[verb]
        if deps[verb] != "ccomp" or main <= verb or deps[main] != "ROOT" or tags[verb] not in _TENSED:
            continue
        adjective = next((k for k in below[verb] if deps[k] == "acomp" and k > verb), None)
        last = verb if adjective is None else adjective
        opens = last + 2 < main and words[last + 1].lower() == "that" and words[last + 2].lower() in _CONCEDING
        if opens and not any(deps[k] == "dobj" for k in below[verb]):
            deps[verb], heads[verb] = "ROOT", verb
            deps[main], heads[main] = "ccomp", verb
    return deps, heads


def mend_questions(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "the ministry, asked about the strikes, said" is asked, and does not ask."""
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for verb, lemma in enumerate(lemmas):
        if lemma.lower() != "ask" or verb < 2 or words[verb - 1] != "," or tags[verb] != "VBD":
            continue
        subject = next((k for k in below[verb] if deps[k] == "nsubj"), None)
        above = heads[verb] if deps[verb] == "ccomp" and heads[verb] > verb else None
        said = next((k for k in below[verb] if deps[k] == "conj" and tags[k] in _TENSED), above)
        if subject is None or said is None or any(deps[k] in {"cc", "dobj"} for k in below[verb]):
            continue
        if not any(deps[k] == "nsubj" for k in below[said]):
            if said != above:
                deps[said], heads[said] = deps[verb], said if heads[verb] == verb else heads[verb]
            deps[subject], heads[subject] = "nsubj", said
            tags[verb], deps[verb], heads[verb] = "VBN", "acl", subject
    return tags, deps, heads


def mend_closings(
    words: list[str], lemmas: list[str], tags: list[str], deps: list[str], heads: list[int]
) -> tuple[list[str], list[str], list[int]]:
    """Tags, labels and heads in which "..., the minister told reporters" and "..., a Rome daily wrote" report the rest.

    A verb of saying with its subject behind a comma and nothing said behind it has what it says in front. Parsers make
    it a clause about the last noun, or coordinate it. A newspaper that publishes is a noun: "a daily reported".
    """
    tags, deps, heads, below = list(tags), list(deps), list(heads), children(heads)
    for verb, tag in enumerate(tags):
        lemma = lemmas[verb].lower()
        telling = lemma in _WORDS.telling
        quoted = lemma in _WORDS.quoting and any(deps[k] == "auxpass" for k in below[verb])
        if not quoted and (tag not in _TENSED or not (telling or lemma in _WORDS.reporting)):
            continue
        subject = next((k for k in below[verb] if deps[k] in {"nsubj", "nsubjpass"} and k < verb), None)
        if subject is None or not _closes(words, lemmas, deps, below, subject, verb, telling):
            continue
        if words[subject].lower() in _WORDS.periodicals:
            tags[subject] = "NN"
        root = heads[verb]
        while heads[root] != root:
            root = heads[root]
        if deps[verb] in _MISTAKEN and root < subject and tags[root][:2] in {"VB", "MD"}:
            deps[verb], heads[verb] = "ROOT", verb
            deps[root], heads[root] = "ccomp", verb
    return tags, deps, heads


def _closes(
    words: list[str],
    lemmas: list[str],
    deps: list[str],
    below: Sequence[Sequence[int]],
    subject: int,
    verb: int,
    telling: bool,
) -> bool:
    """True where subject and verb, with what goes with them, fill the end of a sentence behind a comma."""
    start, end = _span(below, verb, from_subject=subject)
    allowed = _TRAILING | ({"dobj"} if telling else set())
    inside = [k for k in below[verb] if k >= start]
    comma = start - 2 if words[start - 1] in _QUOTES else start - 1
    joined = any(deps[k] in {"mark", "cc", "aux"} or words[k].lower() in {"when", "where", "who"} for k in inside)
    # "Tanjug said, quoting army sources."
    quoting = {k for k in inside if deps[k] == "advcl" and lemmas[k].lower() in _WORDS.quoting}
    trailing = all(deps[k] in allowed or k in quoting for k in inside if k > verb)
    return (
        comma > 0
        and words[comma] == ","
        and not joined
        and trailing
        and (end >= len(words) or words[end] in _STOPS or words[end - 1] in _STOPS or not words[end].strip())
    )


def _span(below: Sequence[Sequence[int]], verb: int, from_subject: int) -> tuple[int, int]:
    """The first token of the subject and the end of all that hangs on the verb behind it."""
    start, queue, end = from_subject, [from_subject], verb
    while queue:
        node = queue.pop()
        start = min(start, node)
        queue.extend(below[node])
    queue = [k for k in below[verb] if k > verb]
    while queue:
        node = queue.pop()
        end = max(end, node)
        queue.extend(below[node])
    return start, end + 1
