"""Main verbs that the parser overlooked: it took the sentence for a noun phrase."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import FINITE, NOUN_PLACES, NOUNS, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
# What opens a phrase as well as a clause.
_WHEN = frozenset({"after", "before", "since", "until"})
# Past forms that look like nouns, with their lemmas.
_DISGUISED = {
    "shot": "shoot",
    "cut": "cut",
    "hit": "hit",
    "quit": "quit",
    "split": "split",
    "beat": "beat",
    "felt": "feel",
}


def mend_swallowed(tree: Tree) -> None:
    """Gives "the president of Chad dissolved parliament" its verb.

    Parsers read "of [a Chad dissolved parliament]" and leave the president without one.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for noun, dep in enumerate(deps):
        owner, verb, prep = noun - 2, noun - 1, heads[noun]
        if dep != "pobj" or owner <= prep or tags[verb] not in {"VBN", "VBD"}:
            continue
        root = heads[prep]
        if (deps[verb], heads[verb], deps[root]) != ("amod", noun, "ROOT") or not tags[root].startswith("NN"):
            continue
        named = tags[owner] == "NNP" and heads[owner] == noun and deps[owner] in {"nmod", "compound"}
        if not named or root > prep:
            continue
        tags[verb] = "VBD"
        tree.move(verb, "ROOT", verb)
        tree.move(root, "nsubj", verb)
        tree.move(owner, "pobj", prep)
        tree.move(noun, "dobj", verb)
        for k in tree.below[root]:
            if k > noun:
                tree.move(k, "advcl" if deps[k] == "acl" else deps[k], verb)


def mend_disguised(tree: Tree) -> None:
    """Makes "a gunman shot and killed the consul" shoot him: a noun has no subject, but many verbs look like nouns.

    So "will between them put up" has the two in front of `will` put up the money.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for subject, dep in enumerate(deps):
        verb = heads[subject]
        if dep in NOUN_PLACES and tags[subject] == "VB" and not tree.has(subject, "aux", "dobj"):
            # "Aid to Sudan was cut off."
            tags[subject] = "NN"
        if dep not in {"nsubj", "nsubjpass"} or subject > verb:
            continue
        if deps[verb] == "aux" and heads[verb] > verb and (tags[verb] == "MD" or tree.lower[verb] in {"has", "have"}):
            owned = tree.left(subject) - 1
            inner = (
                deps[owned] == "prep"
                and owned >= 0
                and not tree.has(owned, "pobj")
                and tree.kid(verb, "nsubj") != subject
            )
            if inner:
                # "Groups allied with the front have, for their part, ambushed convoys".
                tree.move(subject, "pobj", owned)
            else:
                tree.hang(subject, heads[verb])
        elif tree.lower[verb] in _DISGUISED and tags[verb] == "NN" and deps[verb] in {"ROOT", "conj", "ccomp"}:
            tags[verb], tree.lemmas[verb] = "VBD", _DISGUISED[tree.lower[verb]]
            state = tree.kid(verb, "acomp")
            patient = tree.kid(state, "dobj") if state is not None else None
            if patient is not None:
                # "Shot dead the consul": dead is no verb either.
                tree.hang(patient, verb)


def mend_fired(tree: Tree) -> None:
    """Makes "rockets fired by rebels hit a town" hit it: without an "and", the second verb is what they did."""
    tags, deps = tree.tags, tree.deps
    for verb, dep in enumerate(deps):
        fired = tree.heads[verb]
        loose = dep == "conj" or (dep == "advcl" and not tree.has(verb, "mark", "advmod") and fired < verb)
        if not loose or tags[verb] not in TENSED or tags[fired] not in {"VBN", "VBD"}:
            continue
        if tree.has(fired, "cc", "aux", "auxpass", "dobj", "acomp", "prt"):
            continue
        thing = tree.kid(fired, *SUBJECTS)
        # "Hackers linked to Chad knocked out the network".
        joined = tree.has(fired, "agent") or (tree.has(fired, "prep") and "," not in tree.words[fired:verb])
        if thing is None or thing != fired - 1 or not joined or deps[fired] not in {"ROOT", "ccomp"}:
            continue
        tree.replace(fired, verb)
        tree.move(thing, "nsubj", verb)
        tree.move(fired, "acl", thing)
        for k in tree.below[fired]:
            if deps[k] == "punct" and k > verb:
                tree.hang(k, verb)


def mend_mounted(tree: Tree) -> None:
    """Makes "gunmen on a motorcycle shot and killed the editor" shoot him; nobody is on a motorcycle shot."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for shot in tree.where("shot"):
        ridden, prep = shot - 1, heads[shot]
        gunmen = heads[prep]
        if deps[shot] != "pobj" or deps[ridden] != "compound" or heads[ridden] != shot or tags[gunmen] not in NOUNS:
            continue
        killed = next((k for k in tree.below[gunmen] if deps[k] == "conj" and k > shot and tags[k] in TENSED), None)
        if killed is None:
            continue
        tags[shot], tree.lemmas[shot] = "VBD", "shoot"
        tree.replace(gunmen, shot)
        deps[shot] = "ccomp" if deps[shot] in {"npadvmod", "nsubj", "dep"} else deps[shot]
        tree.move(gunmen, "nsubj", shot)
        tree.move(ridden, "pobj", prep)
        for k in tree.below[shot]:
            if k < ridden:
                tree.hang(k, ridden)
        for k in tree.below[gunmen]:
            if k > shot:
                tree.hang(k, shot)


def mend_roots(tree: Tree) -> None:
    """Gives "tanks massed near the border." and "Korea aimed missiles at Japan." their verbs.

    Only where a full stop ends what would else have no verb, a headline may well be a noun with a participle, or
    where a colon ends what says who speaks: "The minister, Jan Soto, stated in Lima:".
    """
    tags, deps, below = tree.tags, tree.deps, tree.below
    for noun, dep in enumerate(deps):
        if dep != "ROOT" or not tags[noun].startswith("NN"):
            continue
        ending = next((tree.words[k] for k in reversed(below[noun]) if tree.words[k] in {".", ":"}), None)
        if ending is None:
            continue
        verb = next((k for k in below[noun] if deps[k] in {"acl", "amod"} and _is_tensed(tree, k, ending)), None)
        owner = None
        if verb is None and tags[noun] == "NNS":
            # "A drone engaged fighters.": several fighters have no "a".
            verb = next((k for k in below[noun] if deps[k] == "amod" and _is_singular(tree, k)), None)
            owner = verb - 1 if verb is not None else None
        if verb is None:
            # "Angola mediated talks between Chad and Mali." may hang Angola on the participle.
            verb = next((k for k in below[noun] if k < noun and _is_measured(tree, k)), None)
            owner = verb - 1 if verb is not None else None
        if verb is None:
            names = [k for k in below[noun] if k > noun and deps[k] in {"appos", "acl"}]
            verb = next((k for n in names for k in (*below[n], *below[noun]) if _is_closing(tree, k, n)), None)
        elif tree.has(verb, "agent"):
            verb = None
        if verb is None:
            continue
        if verb < noun and owner is None:
            before = (*below[noun], *below[verb])
            owner = next((k for k in before if k < verb and deps[k] in {"nmod", "compound"}), None)
            if owner is None or not tags[owner].startswith("NNP"):
                continue
        tags[verb] = "VBD"
        tree.move(verb, "ROOT", verb)
        if owner is not None:
            tree.move(owner, "nsubj", verb)
        tree.move(noun, "nsubj" if owner is None else "dobj", verb)
        for k in below[noun]:
            if deps[k] == "punct" or k > verb > noun:
                tree.hang(k, verb)
            elif owner is not None and deps[k] == "det" and k < owner:
                tree.hang(k, owner)


def _is_tensed(tree: Tree, verb: int, ending: str) -> bool:
    """True for a form that is no participle, or that may be none before a colon that speech follows."""
    speaks = tree.tags[verb] in {"VBD", "VBN"} and tree.lemmas[verb] in _WORDS.reporting
    if ending == ":":
        return speaks
    moves = tree.tags[verb] == "VBN" and tree.deps[verb] == "acl" and tree.lemmas[verb] in _WORDS.own_moves
    return moves or tree.tags[verb] == "VBD"


def _is_singular(tree: Tree, verb: int) -> bool:
    """True for a participle behind a noun of its own, with an article that the plural it stands before cannot have."""
    noun = verb - 1
    front = tree.lower[max(0, verb - 3) : noun]
    return tree.tags[verb] == "VBN" and tree.tags[noun] in NOUNS and bool({"a", "an", "one"} & set(front))


def _is_closing(tree: Tree, verb: int, name: int) -> bool:
    """True for what comes behind a name between commas: "Norway's deputy minister, Jan Soto, travelled to Colombo"."""
    within = set(tree.phrase(name))
    aside = verb > name + 1 and all(k in within for k in range(name, verb - 1))
    apart = aside and tree.before(verb) == "," == tree.before(tree.left(name))
    if not apart or tree.deps[verb] != "acl" or tree.tags[verb] != "VBN":
        return False
    agent = tree.kid(verb, "agent")
    means = tree.kid(agent, "pobj") if agent is not None else None
    # "By helicopter" is how; who is "flown by his guards" comes behind an article.
    return agent is None or (means is not None and tree.tags[means] == "NN" and not tree.below[means])


def _is_measured(tree: Tree, verb: int) -> bool:
    """True for a participle with a name right before it that is taken for its measure."""
    name = verb - 1
    measured = verb > 0 and tree.deps[name] == "npadvmod" and tree.heads[name] == verb
    return measured and tree.tags[verb] == "VBN" and tree.tags[name] == "NNP"


def mend_openers(tree: Tree) -> None:
    """Gives "Chad's decision to put it before the court was welcomed" its verb.

    Parsers read "before [the court was welcomed]" and leave the decision without one: then it has none but that.
    """
    deps, below = tree.deps, tree.below
    for noun, dep in enumerate(deps):
        act = tree.kid(noun, "acl") if dep == "ROOT" and tree.tags[noun] in NOUNS else None
        verb = tree.kid(act, "advcl") if act is not None and tree.tags[act] == "VB" else None
        mark = tree.kid(verb, "mark") if verb is not None else None
        subject = tree.kid(verb, *SUBJECTS) if verb is not None else None
        if act is None or verb is None or mark is None or subject is None or tree.lower[mark] not in _WHEN:
            continue
        finite = {tree.tags[verb], *(tree.tags[k] for k in below[verb] if deps[k] in {"aux", "auxpass"})} & FINITE
        if not finite or tree.left(subject) != mark + 1:
            continue
        tree.move(mark, "prep", act)
        tree.move(subject, "pobj", mark)
        tree.move(verb, "ROOT", verb)
        tree.move(noun, "nsubjpass" if tree.has(verb, "auxpass") else "nsubj", verb)
        for k in below[noun]:
            if deps[k] == "punct" and k > act:
                tree.hang(k, verb)
