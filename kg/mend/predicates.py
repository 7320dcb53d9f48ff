"""What is said of somebody: by auxiliaries and participles, by "as illegal", "one of his aims", "persona non grata"."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import NOUNS, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
_HAVE = frozenset({"have", "has", "'ve", "’ve", "'s", "’s"})


def mend_auxiliaries(tree: Tree) -> None:
    """Makes "Icelanders oppose joining the EU" tell of opposing: `oppose` is no auxiliary.

    Nor is `have` before a participle in -ing: "have overlapping claims" tells what one has.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        gerund = heads[verb]
        if dep != "aux" or tags[verb] not in TENSED or tags[gerund] != "VBG" or verb > gerund:
            continue
        noun = next((k for k in tree.below[gerund] if deps[k] == "dobj" and k > gerund), None)
        owned = noun if tree.lemmas[verb] == "have" and verb + 1 == gerund else None
        if owned is None and (tree.lemmas[verb] in _WORDS.auxiliaries or tree.words[verb].startswith("'")):
            continue
        tree.replace(gerund, verb)
        if owned is None:
            tree.move(gerund, "xcomp", verb)
        else:
            tree.move(owned, "dobj", verb)
            tree.move(gerund, "amod", owned)
        for k in tree.below[gerund]:
            if k < verb:
                tree.hang(k, verb)


def mend_crews(tree: Tree) -> None:
    """Makes "regime aircrew dropped bombs" the deed of an aircrew: what is no auxiliary helps no verb."""
    tags, deps = tree.tags, tree.deps
    for k, dep in enumerate(deps):
        noun, verb = k - 1, tree.heads[k]
        if dep != "aux" or verb != k + 1 or tags[k] not in TENSED or tags[verb] not in TENSED or noun < 0:
            continue
        if tree.lemmas[k] not in _WORDS.auxiliaries and deps[noun] == "nsubj" and tree.heads[noun] == k:
            tags[k] = "NN"
            tree.move(k, "nsubj", verb)
            tree.move(noun, "compound", k)


def mend_thanks(tree: Tree) -> None:
    """Makes "the United States thanks Norway" thank it: with a subject and an object, `thanks` is a verb."""
    for k in tree.where("thanks"):
        if tree.tags[k] in {"UH", "NNS"} and tree.has(k, "nsubj") and tree.has(k, "dobj"):
            tree.tags[k], tree.lemmas[k] = "VBZ", "thank"


def mend_having(tree: Tree) -> None:
    """Makes "for having materially assisted the front" assist the front; nobody has an assisted one.

    Of "a drone, having checked the area, attacked", the drone is the subject of the attack.
    """
    tags, deps = tree.tags, tree.deps
    for k in tree.where("having"):
        aside = tree.heads[k]
        main, subject = tree.heads[aside], tree.kid(aside, "nsubj")
        inserted = deps[k] == "aux" and deps[aside] == "ccomp" and aside < main and tree.before(k) == ","
        if inserted and subject is not None and subject < k and not tree.has(main, *SUBJECTS):
            tree.move(subject, "nsubj", main)
            deps[aside] = "advcl"
        noun = tree.kid(k, "dobj")
        verb = tree.kid(noun, "amod") if noun is not None else None
        if noun is None or verb is None or tags[verb] != "VBN" or tree.has(noun, "det", "poss", "nummod"):
            continue
        if set(tags[k + 1 : verb]) <= {"RB"} and deps[k] in {"pcomp", "advcl"}:
            tree.replace(k, verb)
            tree.move(k, "aux", verb)
            tree.move(noun, "dobj", verb)
            for adverb in range(k + 1, verb):
                tree.hang(adverb, verb)


def mend_got(tree: Tree) -> None:
    """Makes "I've got a mortgage" tell what somebody has, and not what he was given."""
    for k in tree.where("got"):
        helped = {tree.lower[i] for i in tree.below[k] if tree.deps[i] == "aux"}
        if tree.tags[k] == "VBN" and helped & _HAVE and tree.has(k, "dobj"):
            tree.lemmas[k] = "have"


def mend_passives(tree: Tree) -> None:
    """Makes "was applauded in Paris and ignored in Rome" two things done to him: whoever ignores ignores somebody.

    "Has been frozen" tells what was done, and not how it is.
    """
    tags = tree.tags
    dates = {k for start, end, kind in tree.entities if kind in {"DATE", "TIME"} for k in range(start, end)}
    for verb, dep in enumerate(tree.deps):
        perfect = tree.lower[tree.heads[verb]] == "been" or tree.lemmas[verb] in _WORDS.stopping
        if dep == "acomp" and tags[verb] == "VBN" and tree.lemmas[tree.heads[verb]] == "be" and perfect:
            tree.lift_passive(verb, tree.heads[verb])
            continue
        first = tree.heads[verb]
        if dep != "conj" or tags[verb] != "VBD" or tags[first] != "VBN" or not tree.has(first, "auxpass"):
            continue
        transitive = tree.lemmas[verb] in _WORDS.of_others | _WORDS.facing | _WORDS.crediting
        found = ((k, tree.kid(k, "pobj")) for k in tree.phrase(verb) if tree.lower[k] == "by")
        by = next((k for k, who in found if who is not None and who not in dates), None)
        if by is not None and not tree.has(verb, "dobj", "ccomp", "xcomp", *SUBJECTS):
            # "Were dragged away and held for questioning by police."
            tags[verb] = "VBN"
            tree.move(by, "agent", verb)
            continue
        if transitive and not tree.has(verb, "dobj", "ccomp", "xcomp", "prt", *SUBJECTS):
            tags[verb] = "VBN"


def mend_progressives(tree: Tree) -> None:
    """Makes "the minister is mediating between Chad and Mali" what he does, and not what he is."""
    deps = tree.deps
    for verb, dep in enumerate(deps):
        be = tree.heads[verb]
        acting = dep == "attr" and tree.tags[verb] == "VBG" and tree.lemmas[be] == "be" and be < verb
        if acting and set(tree.tags[be + 1 : verb]) <= {"RB"} and tree.has(be, "nsubj") and tree.has(verb, "prep"):
            tree.lift(verb, be, "aux")


def mend_prepared(tree: Tree) -> None:
    """Makes who "would be prepared to help" ready to: nobody prepares him."""
    for k in tree.where("prepared"):
        if tree.deps[k] == "acomp" and tree.tags[k] == "VBN" and tree.has(k, "xcomp"):
            tree.tags[k], tree.lemmas[k] = "JJ", "prepared"


def mend_scheduled(tree: Tree) -> None:
    """Makes "is set to expel him" tell of those who will expel him, and "was set up to expel him" not."""
    for verb, dep in enumerate(tree.deps):
        above = tree.heads[verb]
        if dep != "advcl" or above != verb - 2 or tree.lower[verb - 1] != "to" or tree.tags[above] != "VBN":
            continue
        if tree.lemmas[above] in _WORDS.scheduled and tree.has(above, "auxpass"):
            tree.deps[verb] = "xcomp"


def mend_hostages(tree: Tree) -> None:
    """Makes "whom the rebels held hostage" hold him, and no hostage besides."""
    for k in (k for word in _WORDS.held_as for k in tree.where(word)):
        verb = tree.heads[k]
        if tree.deps[k] != "dobj" or tree.below[k] or verb > k or tree.lemmas[verb] not in _WORDS.holding_hostage:
            continue
        if any(tree.deps[i] == "dobj" and i != k for i in tree.below[verb]):
            tree.deps[k] = "prt"


def mend_non_grata(tree: Tree) -> None:
    """Makes "declared the envoy persona non grata" declare the envoy so; the parser has him do a `persona`."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k in (*tree.where("persona"), *tree.where("personae")):
        _part_envoys(tree, k)
        verb = heads[k]
        if tree.lower[k + 1 : k + 2] != ["non"] or verb > k or not tags[verb].startswith("VB"):
            continue
        tags[k], deps[k], tree.lemmas[k] = "NN", "oprd", "persona"
        for i in tree.below[k]:
            if i < k and deps[i] in SUBJECTS:
                tree.move(i, "dobj", verb)
            elif i in {k + 1, k + 2}:
                tree.move(i, "compound", k)
            elif i > k:
                tree.hang(i, verb)
        if heads[k + 1] != k:
            tree.move(k + 1, "compound", k)


def _part_envoys(tree: Tree, k: int) -> None:
    """Parts "staff of the Czech embassy personae non gratae", which parsers read as one name."""
    last, owner = tree.heads[k], k - 1
    verb = last
    while tree.heads[verb] != verb and not tree.tags[verb].startswith("VB"):
        verb = tree.heads[verb]
    if last != k + 2 or tree.deps[last] != "pobj" or tree.heads[owner] not in {k, last} or verb > k:
        return
    tree.replace(last, owner)
    for i in {*tree.below[k], *tree.below[last]}:
        if i < owner:
            tree.hang(i, owner)
    tree.move(k, "oprd", verb)
    for i in (k + 1, last):
        tree.move(i, "compound", k)


def mend_judged(tree: Tree) -> None:
    """Makes "rejected as illegal a referendum" reject it, and "denounced as a farce the vote" stay as it is."""
    for k in tree.where("as"):
        noun, verb = tree.kid(k, "pobj"), tree.heads[k]
        if noun is None or tree.deps[k] != "prep" or not tree.tags[verb].startswith("VB") or tree.has(verb, "dobj"):
            continue
        adjective = k + 1
        article = tree.lower[k + 2 : k + 3]
        if tree.tags[adjective] == "JJ" and tree.heads[adjective] == noun and article in (["a"], ["an"], ["the"]):
            tree.move(adjective, "amod", k)
            tree.move(noun, "dobj", verb)


def mend_priorities(tree: Tree) -> None:
    """Makes "made a pact with Bogota one of his aims" tell what the pact is: one of them, and none with one."""
    words, deps, heads = tree.words, tree.deps, tree.heads
    for k in tree.where("one"):
        if not 0 < k < len(words) - 1 or words[k] != "one" or words[k + 1] != "of":
            continue
        if deps[k] != "nummod" or heads[k] > k:
            continue
        at = heads[k]
        while heads[at] != at and deps[at] in {"pobj", "prep", "dobj", "nummod"}:
            at = heads[at]
        if tree.lemmas[at] in _WORDS.rating:
            tree.move(k, "oprd", at)


def mend_past_tenses(tree: Tree) -> None:
    """Makes "bombings targeted bus stations", "raids that targeted camps" target them; no participle has a subject.

    Nor has one an object: "the chiefs compared notes" tells what they did.
    """
    tags, deps = tree.tags, tree.deps
    for subject, dep in enumerate(deps):
        verb = tree.heads[subject]
        noun = tree.heads[verb]
        finite = dep == "nsubj" and tags[verb] == "VBN" and deps[verb] in {"ROOT", "ccomp"} and subject < verb
        if finite and tree.has(verb, "dobj") and not tree.has(verb, "aux", "auxpass", "agent"):
            tags[verb] = "VBD"
        if dep != "nsubj" or deps[verb] != "amod" or tags[verb] != "VBN" or not subject < verb < noun:
            continue
        antecedent = subject - 1
        relative = tags[subject] == "WDT" and antecedent >= 0 and tags[antecedent] in NOUNS
        if tags[subject] not in NOUNS and not relative:
            continue
        tags[verb] = "VBD"
        if relative:
            tree.move(verb, "relcl", antecedent)
        else:
            tree.replace(noun, verb)
        tree.move(noun, "dobj", verb)
        for k in tree.below[noun]:
            if deps[k] == "punct" and k > noun and not relative:
                tree.hang(k, verb)
