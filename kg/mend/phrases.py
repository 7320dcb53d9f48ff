"""Noun phrases: what belongs to which noun, and which of two words is the noun."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import COMMON, NAMES, NOUN_PLACES, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
_CLAUSAL = TENSED | {"VBN"}
_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# Where and when something is done: nothing acts that is named so behind a preposition.
_SETTINGS = frozenset({"DATE", "FAC", "GPE", "LOC", "TIME"})
_HOURS = frozenset({"dawn", "dusk", "midnight", "night", "noon", "morning", "evening", "afternoon"})


def mend_sufferers(tree: Tree) -> None:
    """Makes "the wounded", "the sick and injured" nouns for people."""
    tags, deps = tree.tags, tree.deps
    for k, word in enumerate(tree.lower):
        if word not in _WORDS.sufferers or k == 0 or tags[k] not in {"VBN", "VBD", "JJ", "NN"}:
            continue
        joined = deps[k] == "conj" and k > 1 and tree.lower[k - 2] in _WORDS.sufferers
        opened = tree.before(k) == "the" or tags[k - 1] in {"CD", "JJ"}
        if joined and tree.before(k) in {"and", "or"} and tags[k - 2] == "NNS":
            tags[k] = "NNS"
            tree.hang(k, k - 2)
            tree.hang(k - 1, k - 2)
        elif opened and deps[k] in NOUN_PLACES:
            tags[k] = "NNS"


def mend_bound(tree: Tree) -> None:
    """Leaves a noun the preposition right behind it: "along the border with Pakistan", "parties to the conflict"."""
    for k, dep in enumerate(tree.deps):
        noun = k - 1
        if dep != "prep" or k == 0 or tree.deps[noun] not in NOUN_PLACES | {"conj"}:
            continue
        if f"{tree.lemmas[noun]} {tree.lower[k]}" in _WORDS.bound:
            tree.hang(k, noun)


def mend_participles(tree: Tree) -> None:
    """Makes ", led by the prime minister" tell of the name right before the comma."""
    ending = {end: start for start, end, kind in tree.entities if kind in _NAMED}
    for comma, start in ending.items():
        k = comma + 1
        if k >= len(tree.words) or tree.words[comma] != "," or tree.tags[k] != "VBN" or tree.deps[k] != "acl":
            continue
        led = tree.lemmas[k] == "lead" and tree.lemmas[tree.heads[k]] in _WORDS.parties
        if tree.has(k, "agent") and not start <= tree.heads[k] < comma and not led:
            tree.hang(k, tree.top(start, comma))


def mend_escorted(tree: Tree) -> None:
    """Makes "was flown to Chad, extradited by Mali" tell of who was flown; nobody extradites Chad."""
    for k, dep in enumerate(tree.deps):
        place, verb = tree.heads[k], tree.heads[tree.heads[tree.heads[k]]]
        if dep != "acl" or tree.lemmas[k] not in _WORDS.escorting or not tree.has(k, "agent"):
            continue
        if tree.before(tree.left(k)) == "," and tree.deps[place] == "pobj" and tree.has(verb, "auxpass"):
            tree.move(k, "advcl", verb)


def mend_settled(tree: Tree) -> None:
    """Makes the truce what was mediated in "a breach of the truce of 12 May, mediated by Chad"; no breach is."""
    for k, dep in enumerate(tree.deps):
        noun = tree.heads[k]
        if dep != "acl" or tree.lemmas[k] not in _WORDS.settling or tree.lemmas[noun] in _WORDS.terms:
            continue
        phrase = tree.phrase(noun)
        settled = max((i for i in phrase if noun < i < k and tree.lemmas[i] in _WORDS.terms), default=None)
        if settled is not None:
            tree.hang(k, settled)


def mend_measures(tree: Tree) -> None:
    """Makes the ban what was imposed in "a ban on beef imposed by Chad"; nobody imposes beef."""
    for k, dep in enumerate(tree.deps):
        thing = tree.heads[k]
        preposition = tree.heads[thing]
        measure = tree.heads[preposition]
        if dep != "acl" or tree.lemmas[k] not in _WORDS.decreeing or tree.deps[thing] != "pobj":
            continue
        if tree.lower[preposition] in {"on", "against"} and tree.tags[measure] in COMMON and measure < preposition:
            tree.hang(k, measure)


def mend_arrests(tree: Tree) -> None:
    """Makes the leader who is arrested in "the arrest by agents of Juan Soto"; the agents are not his."""
    deps, heads = tree.deps, tree.heads
    persons = {tree.top(start, end) for start, end, kind in tree.entities if kind == "PERSON"}
    for of in tree.where("of"):
        agent, whom = heads[of], tree.kid(of, "pobj")
        by = heads[agent]
        act = heads[by]
        if whom not in persons or deps[agent] != "pobj" or tree.lower[by] != "by" or tree.tags[agent] != "NNS":
            continue
        whole = any(tree.lower[k] == "of" for k in tree.below[act])
        if tree.lemmas[act].removeprefix("re-").removeprefix("re") in _WORDS.suffering and not whole:
            tree.hang(of, act)


def mend_titled(tree: Tree) -> None:
    """Gives "the aircraft carrier Charles de Gaulle and its escorts left" two subjects.

    The parser makes the name an apposition of the title before it and hangs the second subject on the name.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k, dep in enumerate(deps):
        name = heads[k]
        if dep != "conj" or deps[name] != "appos" or tags[name] != "NNP":
            continue
        title = heads[name]
        if tags[title] != "NN" or title > name or deps[title] not in NOUN_PLACES or "," in tree.words[title:name]:
            continue
        tree.hang(k, title)
        for i in range(name + 1, k):
            if deps[i] == "cc" and heads[i] == name:
                tree.hang(i, title)


def mend_pairs(tree: Tree) -> None:
    """Makes "its siege of towns and obstruction of access" two acts, and no siege of obstruction."""
    deps, heads, below = tree.deps, tree.heads, tree.below
    for k, dep in enumerate(deps):
        inner = heads[k]
        of = heads[inner]
        if dep != "conj" or deps[inner] != "pobj" or tree.lower[of] != "of" or tree.tags[k] not in COMMON:
            continue
        outer = heads[of]
        twin = k + 1 in (*below[k], *below[inner]) and deps[k + 1] == "prep" and tree.lower[k + 1] == "of"
        owned = tree.has(outer, "poss", "det") and not tree.has(k, "poss", "det")
        if twin and owned and tree.tags[outer] in COMMON:
            tree.hang(k, outer)
            tree.hang(k + 1, k)


def mend_premodifiers(tree: Tree) -> None:
    """Gives "discussed military, humanitarian and recovery planning" one object.

    An adjective without article cannot be what is discussed; it modifies the noun that the parser coordinates with it.
    """
    tags, deps = tree.tags, tree.deps
    for k, tag in enumerate(tags):
        if tag != "JJ" or deps[k] not in NOUN_PLACES or tree.has(k, "det", "poss"):
            continue
        noun = next((i for i in tree.below[k] if deps[i] == "conj" and tags[i] in COMMON and i > k), None)
        between = tags[k + 1 : noun] if noun is not None else []
        if noun is None or "CC" not in between or not set(between) <= {"JJ", "NN", "CC", ","}:
            continue
        tree.lift(noun, k, "amod")


def mend_plans(tree: Tree) -> None:
    """Makes "an Organisation of African Unity plan to place" a plan of the organisation, which plans nothing there."""
    deps, heads = tree.deps, tree.heads
    for k, dep in enumerate(deps):
        noun = heads[k]
        placed = tree.tags[noun] in COMMON and deps[noun] in NOUN_PLACES and noun > k
        if dep == "nsubj" and placed and tree.tags[k] in NAMES:
            tree.move(k, "nmod", noun)


def mend_summaries(tree: Tree) -> None:
    """Makes "shut the bank, a move condemned by the EU" shut the bank and not the move."""
    deps, heads = tree.deps, tree.heads
    for noun, dep in enumerate(deps):
        name, verb = noun + 1, heads[noun]
        if dep == "nsubj" and tree.lemmas[noun] in _WORDS.remarks and heads[name] == noun and deps[name] == "appos":
            # "Asked it to stop, a step Chad declined to take".
            start = tree.left(noun)
            if tree.before(start) == "," and tree.words[start] in {"a", "an"} and deps[verb] == "ccomp" and verb > name:
                tree.move(noun, "appos", heads[verb])
                tree.move(name, "nsubj", verb)
                tree.move(verb, "relcl", noun)
            continue
        if dep not in {"dobj", "conj", "npadvmod", "attr"} or tree.lemmas[noun] not in _WORDS.remarks:
            continue
        start = tree.left(noun)
        apart = tree.words[start] in {"a", "an"} and tree.before(start) == ","
        if not apart or not tree.has(noun, "acl", "relcl"):
            continue
        fellows = tree.below[tree.heads[noun]]
        if dep == "conj" or any(deps[k] in {"dobj", "nsubjpass", "prep"} and k < start for k in fellows):
            deps[noun] = "appos"


def mend_outcomes(tree: Tree) -> None:
    """Makes "attacked fighters stopping cars, killing three" tell whom the attack killed.

    And those seize who raided, no dawn, in "raided homes before dawn in Quito, seizing rifles".
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    settings = {k for start, end, kind in tree.entities if kind in _SETTINGS for k in range(start, end)}
    for outcome, dep in enumerate(deps):
        aside = heads[outcome]
        if tags[outcome] != "VBG" or dep not in {"acl", "advcl"} or tree.before(tree.left(outcome)) != ",":
            continue
        verb = heads[heads[aside]]
        if tags[verb] not in _CLAUSAL or aside > outcome:
            continue
        if dep == "advcl" and deps[aside] == "acl" and deps[heads[aside]] == "dobj":
            tree.hang(outcome, verb)
        elif dep == "acl" and deps[aside] == "pobj" and (aside in settings or tree.lower[aside] in _HOURS):
            tree.move(outcome, "advcl", verb)


def mend_described(tree: Tree) -> None:
    """Makes the Rapid Support Forces, and no "paramilitary", act in "the paramilitary Rapid Support Forces agreed"."""
    for name, dep in enumerate(tree.deps):
        adjective = tree.heads[name]
        if dep != "appos" or tree.tags[adjective] != "JJ" or tree.tags[name] not in NAMES:
            continue
        if tree.left(name) == adjective + 1 and tree.deps[adjective] in NOUN_PLACES | {"conj"}:
            tree.replace(adjective, name)
            for k in tree.below[adjective]:
                if k < adjective:
                    tree.hang(k, name)
            tree.move(adjective, "amod", name)


def mend_concerning(tree: Tree) -> None:
    """Makes a preposition of "concerning the border", "regarding Chad": nobody concerns or regards it."""
    for k in (*tree.where("concerning"), *tree.where("regarding")):
        noun = tree.kid(k, "dobj")
        if tree.tags[k] == "VBG" and noun is not None and not tree.has(k, "aux", *SUBJECTS) and tree.deps[k] != "ROOT":
            tree.tags[k], tree.deps[k], tree.deps[noun] = "IN", "prep", "pobj"


def mend_yielded(tree: Tree) -> None:
    """Makes a noun of what one gives in to: whoever "surrenders to blackmail" blackmails nobody."""
    for k, dep in enumerate(tree.deps):
        to, verb = tree.kid(k, "aux"), tree.heads[k]
        if dep != "xcomp" or tree.tags[k] != "VB" or to != k - 1 or tree.has(k, "dobj", "xcomp", "ccomp", "prt"):
            continue
        if tree.lemmas[verb] in _WORDS.submitting and verb == to - 1:
            tree.tags[k], tree.tags[to] = "NN", "IN"
            tree.move(to, "prep", verb)
            tree.move(k, "pobj", to)
