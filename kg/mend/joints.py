"""Joints of clauses: which verb a coordinated one goes with.

Parsers hang the second clause on the last verb they saw. Its own words tell where it belongs: a tensed verb stands
beside a tensed one, a clause with "that" beside one that has it, a bare verb beside a bare one, and a past tense
beside the past tense that reports.
"""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import FINITE, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
_STATING = _WORDS.stating | _WORDS.reporting


def mend_bare_verbs(tree: Tree) -> None:
    """Puts `allow` beside `end` in "has a duty to press them to end the raids, allow supplies".

    A bare verb cannot be coordinated with one in the third person or the past; the infinitive before it takes it.
    """
    tags, heads = tree.tags, tree.heads
    for k, dep in enumerate(tree.deps):
        fellow = heads[k]
        main = heads[heads[fellow]]
        if dep == "conj" and tags[k] == "VBD" and tags[fellow] == "VBG" and tree.deps[fellow] == "acl" and fellow < k:
            # "Spotted a team setting up a mortar and killed them".
            if tree.deps[heads[fellow]] == "dobj" and tags[main] == "VBD" and not tree.has(k, *SUBJECTS):
                tree.hang(k, main)
            continue
        # "The towns they have seized and hand over arms": what follows "have" is no bare verb.
        finished = tags[fellow] == "VBN" and any(tree.lemmas[i] == "have" for i in tree.below[fellow])
        tensed = tags[fellow] in {"VBZ", "VBD", "VBG"} or finished
        if dep != "conj" or tags[k] not in {"VB", "VBP"} or fellow > k or not tensed:
            continue
        if tree.has(k, "aux", "auxpass", *SUBJECTS):
            continue
        # "Must stop fighting and return": the bare verb before the gerund.
        first = heads[fellow] if tags[fellow] == "VBG" else 0 if finished else fellow + 1
        for verb in range(k - 1, first - 1, -1):
            if tags[verb] == "VB" and any(tags[i] in {"TO", "MD"} for i in tree.below[verb]):
                tree.hang(k, verb)
                break


def mend_orders(tree: Tree) -> None:
    """Makes them stop it in "and we appeal to them: stop it, and go": what follows the colon is what is asked."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k, dep in enumerate(deps):
        asking = heads[k - 1] if k else k
        if dep not in {"conj", "ccomp", "xcomp", "parataxis"} or tags[k] != "VB" or tree.before(k) != ":":
            continue
        if tags[asking] in FINITE and asking < k and not tree.has(k, "aux", *SUBJECTS):
            tree.move(k, "xcomp", asking)


def mend_pressing(tree: Tree) -> None:
    """Makes `press` a verb in "is to meet the king and press for talks"; nobody meets the press for something."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k, dep in enumerate(deps):
        verb = heads[heads[k]]
        if dep != "conj" or tags[k] != "NN" or tree.before(k) != "and" or tree.lower[k] not in _WORDS.pressing:
            continue
        after = k + 1
        if after >= len(deps) or tree.lower[after] != "for" or tree.left(k) < k or deps[heads[k]] != "dobj":
            continue
        if tags[verb] in {"VB", "VBP"} and heads[after] in {k, verb, heads[k]}:
            tags[k] = tags[verb]
            tree.hang(k, verb)
            tree.hang(after, k)
            for i in tree.below[heads[k]]:
                if deps[i] == "cc" and i < k:
                    tree.hang(i, verb)


def mend_infinitives(tree: Tree) -> None:
    """Makes "to free those held, to account for the missing" two things asked of one, and not of those held."""
    tags = tree.tags
    for k, dep in enumerate(tree.deps):
        first = tree.heads[k]
        infinitive = all(tags[at] == "VB" and any(tags[i] == "TO" for i in tree.below[at]) for at in (k, first))
        if dep == "xcomp" and infinitive and first < k and tree.before(tree.left(k)) == ",":
            tree.deps[k] = "conj"


def mend_apart(tree: Tree) -> None:
    """Makes "Chad asks Mali to leave; shelling kills three" tell of both; what follows a semicolon is not asked for."""
    for verb, dep in enumerate(tree.deps):
        head = tree.heads[verb]
        own = tree.has(verb, "nsubj", "nsubjpass") and not tree.has(verb, "mark")
        if dep in {"ccomp", "advcl"} and head < verb and own and tree.before(tree.left(verb)) == ";":
            tree.move(verb, "conj", head)


def mend_listed(tree: Tree) -> None:
    """Makes "has bombed villages, jailed journalists, and conscripted boys" three deeds; nobody bombed journalists."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for deed, dep in enumerate(deps):
        noun = heads[deed]
        first = heads[noun]
        if dep != "amod" or tags[deed] != "VBN" or noun != deed + 1 or deps[noun] != "conj" or tree.before(deed) != ",":
            continue
        main = heads[first]
        last = next((k for k in tree.below[noun] if deps[k] == "conj" and tags[k] in {"VBD", "VBN"}), None)
        if deps[first] != "dobj" or last is None or tags[main] not in {"VBD", "VBN"} or not tree.has(noun, "cc"):
            continue
        tree.move(deed, "conj", main)
        tree.move(noun, "dobj", deed)
        for k in tree.below[noun]:
            if k > noun:
                tree.hang(k, deed)


def mend_denials(tree: Tree) -> None:
    """Makes "denied that it had forged them and accused Chad of lying" accuse Chad; that is not denied."""
    tags, deps, heads, lemmas = tree.tags, tree.deps, tree.heads, tree.lemmas
    for verb, dep in enumerate(deps):
        fellow = heads[verb]
        above = heads[fellow]
        if dep != "conj" or tags[verb] not in TENSED or lemmas[verb] not in _WORDS.remarking or fellow > verb:
            continue
        denied = deps[fellow] == "ccomp" and lemmas[above] == "deny" and tags[above] == tags[verb]
        if denied and not tree.has(verb, "aux", *SUBJECTS):
            tree.hang(verb, above)


def mend_statements(tree: Tree) -> None:
    """Makes "we welcome the decision to resume talks and call on all" a call of ours, and not of the decision."""
    tags, deps, heads, lemmas = tree.tags, tree.deps, tree.heads, tree.lemmas
    for verb, dep in enumerate(deps):
        fellow = heads[verb]
        if dep != "conj" or tags[verb] not in {"VB", "VBP"} or lemmas[verb] not in _WORDS.stating:
            continue
        at = fellow
        while heads[at] != at and not (tags[at] == "VBP" and lemmas[at] in _WORDS.stating):
            at = heads[at]
        if tags[at] == "VBP" and lemmas[at] in _WORDS.stating and deps[fellow] in {"acl", "xcomp", "relcl"}:
            tree.hang(verb, at)


def mend_joints(tree: Tree) -> None:
    """Makes "must stop shelling the town and that Malawi should leave" two things that somebody says."""
    for verb, dep in enumerate(tree.deps):
        if dep != "conj" or not tree.tags[verb].startswith("VB"):
            continue
        fellow = tree.heads[verb]
        owned = tree.has(verb, *SUBJECTS)
        if _has_that(verb, tree):
            fellow = _with_that(fellow, tree)
        elif (believing := _believing(verb, fellow, tree) or _noting(verb, fellow, tree)) is not None:
            fellow = believing
        elif _is_perfect(verb, tree) or (_is_tensed(verb, tree) and (owned or _is_subjunctive(fellow, tree))):
            fellow = _with_tense(fellow, tree)
        elif tree.tags[verb] == "VBD" and not owned and not tree.has(verb, "aux"):
            fellow = _behind_relative(verb, fellow, tree) or _reporting(verb, fellow, tree)
        tree.hang(verb, fellow)


def _has_that(verb: int, tree: Tree) -> bool:
    return any(tree.deps[k] == "mark" and tree.lower[k] == "that" for k in tree.below[verb])


def _believing(verb: int, fellow: int, tree: Tree) -> int | None:
    """Who holds that something should be, and has acted: "believes that nobody should starve, and has sent grain"."""
    above = tree.heads[fellow]
    held = tree.deps[fellow] == "ccomp" and _has_that(fellow, tree) and tree.tags[above] in TENSED and above < fellow
    modal = any(tree.lower[k] == "should" for k in tree.below[fellow])
    joint = next((k for k in tree.below[fellow] if tree.deps[k] == "cc"), None)
    apart = joint is not None and tree.before(joint) == ","
    return above if held and modal and apart and _is_perfect(verb, tree) and not tree.has(verb, *SUBJECTS) else None


def _noting(verb: int, fellow: int, tree: Tree) -> int | None:
    """Who recalls one thing and notes another: "recalled that Chad had signed, and noted with regret that it left"."""
    above = tree.heads[fellow]
    recalled = tree.deps[fellow] == "ccomp" and _has_that(fellow, tree) and tree.tags[above] == tree.tags[verb] == "VBD"
    # The parser may give the clause to the regret.
    felt = [i for k in tree.below[verb] if tree.deps[k] == "prep" for i in tree.below[k]]
    telling = any(_has_that(k, tree) for i in (verb, *felt) for k in tree.below[i] if k > i)
    stating = tree.lemmas[above] in _STATING and tree.lemmas[verb] in _STATING
    joint = next((k for k in tree.below[fellow] if tree.deps[k] == "cc"), None)
    apart = joint is not None and tree.before(joint) == ","
    return above if recalled and stating and telling and apart and not tree.has(verb, "aux", *SUBJECTS) else None


def _is_tensed(verb: int, tree: Tree) -> bool:
    tags, deps = tree.tags, tree.deps
    return tags[verb] in FINITE or any(deps[k] in {"aux", "auxpass"} and tags[k] in FINITE for k in tree.below[verb])


def _is_perfect(verb: int, tree: Tree) -> bool:
    """True for "have imposed", "has closed"."""
    tags, deps = tree.tags, tree.deps
    return tags[verb] == "VBN" and any(deps[k] == "aux" and tags[k] in {"VBP", "VBZ"} for k in tree.below[verb])


def _is_subjunctive(verb: int, tree: Tree) -> bool:
    """True for the first verb of "insisted that it be settled and does not yield"."""
    return tree.deps[verb] == "ccomp" and tree.has(verb, "mark") and not _is_tensed(verb, tree)


def _behind_relative(verb: int, fellow: int, tree: Tree) -> int | None:
    """The main verb that goes on behind an inserted clause: "hailed the drill, which ten ships joined, and agreed"."""
    joint = next((k for k in tree.below[fellow] if tree.deps[k] == "cc"), None)
    inserted = tree.deps[fellow] == "relcl" and tree.before(tree.left(fellow)) == ","
    if joint is None or not inserted or tree.before(joint) != ",":
        return None
    at = fellow
    while tree.heads[at] != at and (at == fellow or not tree.tags[at].startswith("VB")):
        at = tree.heads[at]
    return at if tree.tags[at] == tree.tags[verb] else None


def _with_that(verb: int, tree: Tree) -> int:
    """The nearest verb above with a "that" of its own, else ``verb``."""
    at = verb
    while not _has_that(at, tree):
        above = tree.heads[at]
        if above == at or not tree.tags[above].startswith(("VB", "IN")):
            return verb
        at = above
    return at if tree.tags[at].startswith("VB") else verb


def _with_tense(verb: int, tree: Tree) -> int:
    """The nearest tensed verb from ``verb`` upwards, itself where it has tense."""
    at = verb
    while not _is_tensed(at, tree):
        above = tree.heads[at]
        if above == at or tree.deps[at] not in {"xcomp", "pcomp", "prep", "advcl", "conj", "ccomp", "acl"}:
            return verb
        at = above
    return at if tree.tags[at].startswith("VB") else verb


def _reporting(verb: int, fellow: int, tree: Tree) -> int:
    """The past tense that reports ``fellow``, to which ``verb`` was joined: "said it might help but ruled out troops".

    So too "said talks were being planned but stressed that", since planned talks stress nothing.
    """
    above = tree.heads[fellow]
    modal = any(tree.tags[k] == "MD" for k in tree.below[fellow])
    telling = tree.has(fellow, "auxpass") and any(
        tree.deps[k] == "ccomp" and tree.has(k, "mark") for k in tree.below[verb]
    )
    reported = tree.deps[fellow] == "ccomp" and tree.tags[above] == "VBD" and above < fellow
    return above if reported and (modal or telling) else fellow
