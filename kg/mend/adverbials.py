"""Clauses and phrases about a verb: which one their time, condition, purpose, means or consequence belongs to."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import FINITE, NAMES, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
_SAYING = _WORDS.reporting | _WORDS.telling
# What a bare verb is below another: what one lets, wants or does something for.
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_MOODY = frozenset({"against", "at", "over"})
_CONDITIONS = frozenset({"if", "unless", "once"})


def mend_means(tree: Tree) -> None:
    """Makes "blocked the bridge spanning the river by dumping sand" dump the sand to block the bridge."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k in tree.where("by"):
        clause = heads[k]
        if deps[clause] != "acl" or tags[clause] != "VBG" or deps[heads[clause]] != "dobj":
            continue
        if any(deps[i] == "pcomp" and tags[i] == "VBG" for i in tree.below[k]):
            tree.hang(k, heads[heads[clause]])


def mend_twins(tree: Tree) -> None:
    """Makes "fought shoulder to shoulder with Chad" fight no shoulder, and with Chad.

    A noun twice with a preposition between is an adverb (Jackendoff 2008 on N-P-N).
    """
    for k in range(1, len(tree.words) - 2):
        last = k + 2
        alike = tree.lower[k] == tree.lower[last] and tree.lower[k].isalpha() and tree.words[k].islower()
        if not alike or tree.lower[k + 1] not in {"by", "to", "in", "after"} or tree.tags[k] != "NN":
            continue
        verb = tree.heads[k]
        if not tree.tags[verb].startswith("VB") or verb > k:
            continue
        for i in (*tree.below[k], *tree.below[k + 1], *tree.below[last]):
            if not k <= i <= last:
                tree.hang(i, verb)
        tree.move(k, "npadvmod", verb)
        tree.move(k + 1, "prep", k)
        tree.move(last, "pobj", k + 1)
        tree.tags[last] = "NN"


def mend_moods(tree: Tree) -> None:
    """Makes "blocked the road in protest at the ban" a protest at the ban; no road is in protest."""
    deps, heads = tree.deps, tree.heads
    for k in tree.where("in"):
        mood, noun = k + 1, heads[k]
        verb = heads[noun] if deps[noun] == "dobj" else heads[heads[noun]] if deps[noun] == "pobj" else noun
        if deps[k] != "prep" or tree.kid(k, "pobj") != mood or tree.lemmas[mood] not in _WORDS.moods:
            continue
        if tree.left(mood) < mood or not tree.tags[verb].startswith("VB") or verb > k:
            continue
        tree.hang(k, verb)
        at = mood + 1
        if at < len(deps) and deps[at] == "prep" and tree.lower[at] in _MOODY and heads[at] in {verb, noun}:
            tree.hang(at, mood)


def mend_in_effect(tree: Tree) -> None:
    """Makes "cancelled the visas, in effect expelling them" expel by cancelling; no effect expels."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k, dep in enumerate(deps):
        noun, preposition = k - 1, k - 2
        if dep != "acl" or tags[k] != "VBG" or heads[k] != noun or k < 3 or tree.lower[preposition] != "in":
            continue
        if heads[noun] != preposition or tree.below[noun] != [k] or tree.before(preposition) != ",":
            continue
        verb = heads[preposition]
        if tags[verb].startswith("VB") and verb < k:
            tree.move(k, "advcl", verb)


def mend_consequences(tree: Tree) -> None:
    """Makes "let it open an office, prompting China to protest" tell what came of letting, not of opening.

    So does what is done in the face of others: "signed a pact to build the dam, ignoring the objections of Chad".
    """
    tags, deps, heads, lemmas = tree.tags, tree.deps, tree.heads, tree.lemmas
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep != "advcl" or tags[k] != "VBG" or verb > k or tree.before(k) != ",":
            continue
        outer = lemmas[k] in _WORDS.consequential | _WORDS.disregarding
        while outer and deps[verb] in _COMPLEMENTS and tags[verb] == "VB":
            verb = heads[verb]
            while not tags[verb].startswith("VB") and heads[verb] != verb:
                verb = heads[verb]
        own = tree.kid(verb, "nsubj")
        if lemmas[k] in _WORDS.remarking and deps[verb] == "ccomp" and own is not None:
            # "Denied that it had sent arms, calling the report false", "insisted that they leave, offering to pay".
            demanded = tags[verb] == "VB"
            verb = heads[verb] if demanded or tags[own] == "PRP" else verb
        tree.hang(k, verb)


def mend_occasions(tree: Tree) -> None:
    """Makes "warned Chad against playing with fire after Mali did so" tell when Chad was warned.

    What has not been done yet has no time in the past.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for after in tree.where("after"):
        clause = heads[after]
        if deps[after] != "mark" or deps[clause] != "advcl" or tags[clause] != "VBD":
            continue
        verb = heads[clause]
        while tags[verb] in {"VB", "VBG"} and deps[verb] in {"pcomp", "xcomp"} and heads[verb] != verb:
            verb = heads[heads[verb]] if deps[verb] == "pcomp" else heads[verb]
        if tags[verb] in TENSED:
            tree.hang(clause, verb)


def mend_provisos(tree: Tree) -> None:
    """Makes "provided that they leave" a condition like "if they leave"."""
    deps, heads = tree.deps, tree.heads
    for provided in tree.where("provided"):
        noun, main = tree.kid(provided, "dobj"), heads[provided]
        verb = next((k for k in tree.below[main] if k > provided and deps[k] == "ccomp"), None)
        if deps[provided] != "prep" or noun is None or verb is None or tree.has(verb, *SUBJECTS):
            continue
        tree.move(noun, "nsubjpass" if tree.has(verb, "auxpass") else "nsubj", verb)
        tree.move(verb, "advcl", main)
        tree.move(provided, "mark", verb)
    for verb, dep in enumerate(deps):
        finite = {tree.tags[verb], *(tree.tags[k] for k in tree.below[verb] if deps[k] in {"aux", "auxpass"})}
        if dep not in {"pcomp", "ccomp"} or FINITE.isdisjoint(finite):
            continue
        provided = heads[verb]
        if tree.lower[provided] in {"provided", "providing"}:
            tree.move(verb, "advcl", heads[provided])
            tree.move(provided, "mark", verb)


def mend_inversions(tree: Tree) -> None:
    """Makes "should the fighting go on" a condition: the auxiliary opens the clause, before its subject.

    Also where the parser takes what stands before it for what it tells: "renewed its threat should the talks fail".
    """
    deps = tree.deps
    for verb, dep in enumerate(deps):
        main = tree.kid(verb, "ccomp") if dep in {"ROOT", "ccomp"} else None
        if main is not None and main < verb and _is_finite(tree, main):
            if _is_inverted(tree, verb, main):
                tree.replace(verb, main)
                tree.move(verb, "advcl", main)
        elif dep in {"advcl", "ccomp", "conj", "parataxis"} and _is_inverted(tree, verb, -1):
            deps[verb] = "advcl"
            # "Said his army would strike should they march": it would strike then, and he has said it.
            told = next((k for k in tree.below[tree.heads[verb]] if deps[k] == "ccomp" and k < verb), None)
            if told is not None and tree.right(told) == tree.left(verb) - 1:
                tree.hang(verb, told)


def _is_finite(tree: Tree, verb: int) -> bool:
    """True for a tensed verb and for one with a tensed auxiliary: "will close the border should they march"."""
    return tree.tags[verb] in TENSED or any(tree.tags[k] in FINITE and tree.deps[k] == "aux" for k in tree.below[verb])


def _is_inverted(tree: Tree, verb: int, after: int) -> bool:
    """True where "should", "had" or "were" opens what stands of the clause ``after`` a token, before its subject."""
    below = [k for k in tree.below[verb] if k > after]
    opened = bool(below) and tree.deps[below[0]] == "aux" and tree.lower[below[0]] in {"should", "had", "were"}
    return opened and any(tree.deps[k] in SUBJECTS and below[0] < k < verb for k in below)


def mend_conditions(tree: Tree) -> None:
    """Makes "will free a man seized in May once the raids end" free him after the raids."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        described = heads[verb]
        if dep != "advcl" or deps[described] != "acl" or tags[described] != "VBN" or verb < described:
            continue
        if not any(deps[k] in {"mark", "advmod"} and tree.lower[k] in _CONDITIONS for k in tree.below[verb]):
            continue
        at = heads[described]
        while heads[at] != at and not tags[at].startswith("VB"):
            at = heads[at]
        if tags[at] == "VB" and at < described:
            tree.hang(verb, at)


def mend_exceptions(tree: Tree) -> None:
    """Makes "would punish those who obstruct peace unless the raids end" punish nobody once they end.

    What somebody does already has no exception that is still to come.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k in tree.where("unless"):
        clause = heads[k]
        relative = heads[clause]
        if deps[k] != "mark" or deps[clause] != "advcl" or deps[relative] != "relcl" or tags[relative] not in TENSED:
            continue
        at = heads[relative]
        while heads[at] != at and not any(tags[i] == "MD" for i in tree.below[at]):
            at = heads[at]
        if at < relative and any(tags[i] == "MD" for i in tree.below[at]):
            tree.hang(clause, at)


def mend_purposes(tree: Tree) -> None:
    """Makes "support for talks to end the war" say what the talks are for.

    The noun before the infinitive, or the object with an owner ("Iraq's work with others to reform"), has the purpose.
    """
    tags, deps, heads, lemmas = tree.tags, tree.deps, tree.heads, tree.lemmas
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep not in {"advcl", "xcomp"} or tags[k] != "VB" or verb > k or lemmas[verb] in _WORDS.object_control:
            continue
        to = next((i for i in tree.below[k] if tags[i] == "TO"), None)
        if to is None:
            continue
        noun = to - 1
        whole = heads[heads[noun]]
        direct = tree.kid(verb, "dobj") if dep == "advcl" else None
        prepositional = deps[noun] == "pobj"
        named = prepositional and deps[heads[noun]] == "prep" and tags[noun] in NAMES
        if named and whole > verb and lemmas[whole] in _WORDS.thoughts:
            # "The proposal of the union to send troops".
            tree.move(k, "acl", whole)
        elif prepositional and noun > verb and lemmas[noun] in _WORDS.purposes:
            tree.move(k, "acl", noun)
        elif direct is not None and lemmas[direct] in _WORDS.purposes and tree.has(direct, "poss"):
            tree.move(k, "acl", direct)


def mend_said_last(tree: Tree) -> None:
    """Makes "should Chad ask, Mali would help, he said" a condition of the help, and not of the saying."""
    deps, heads = tree.deps, tree.heads
    for clause, dep in enumerate(deps):
        verb = heads[clause]
        if dep != "advcl" or clause > verb or tree.lemmas[verb] not in _SAYING or deps[verb] != "ROOT":
            continue
        told = tree.kid(verb, "ccomp")
        speaker = tree.kid(verb, *SUBJECTS)
        if told is not None and speaker is not None and clause < told < speaker:
            tree.hang(clause, told)
