"""Clauses that lost their subject or their object: to a relative clause, a coordination, an opening phrase."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import COMMON, FINITE, NAMES, NOUNS, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
_ADVERBS = frozenset({"RB", "RBR"})


def mend_predicates(tree: Tree) -> None:
    """Makes "though it is peaceful, evidence and reports suggest war" end its first clause at the comma.

    Parsers read "is [peaceful, evidence]"; a noun behind adjective and comma that "and" joins to the subject of the
    main verb is a subject with it.
    """
    deps, heads = tree.deps, tree.heads
    for noun, dep in enumerate(deps):
        adjective, copula = noun - 2, heads[noun]
        if dep != "attr" or noun < 3 or tree.before(noun) != "," or deps[adjective] != "amod":
            continue
        joint = next((k for k in tree.below[noun] if deps[k] == "cc" and k > noun), None)
        if joint is None or heads[adjective] != noun or copula > adjective:
            continue
        last = next((k for k in range(joint + 1, len(deps)) if deps[k] in SUBJECTS), None)
        if last is not None and tree.left(last) == joint + 1:
            tree.move(adjective, "acomp", copula)
            tree.replace(last, noun)
            tree.move(last, "conj", noun)


def mend_subjects(tree: Tree) -> None:
    """Leaves the leaders as subject in "since the attacks in Paris and the leaders discussed terror".

    So too in "India would free fishermen and Pakistan would release sailors", and the persons in "guards lost their
    lives and five persons, including a child, were hurt". A tensed verb with an object or an auxiliary needs a subject;
    where the phrase right before it closes a coordination, the parser gave it to the coordination instead.
    """
    deps, heads = tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        noun = verb - 1
        while noun and heads[noun] == verb and deps[noun] in {"aux", "auxpass", "neg"}:
            noun -= 1
        helped = any(tree.tags[k] in FINITE for k in range(noun + 1, verb)) or tree.lower[verb] in {"was", "were"}
        tensed = tree.tags[verb] in TENSED or helped
        # "London sent a frigate, and Paris, more discreetly, sent planes."
        if (helped or tree.tags[verb] == "VBD") and tree.words[noun] == ",":
            noun = _before_aside(tree, noun)
        if dep not in {"ccomp", "conj", "advcl"} or verb < 3 or deps[noun] != "conj" or not tensed:
            continue
        if tree.tags[noun] not in NOUNS or tree.before(tree.left(noun)) != "and":
            continue
        whole = tree.has(verb, *SUBJECTS) or not (helped or tree.has(verb, "dobj"))
        if not whole and heads[verb] not in {noun, heads[noun]}:
            tree.move(noun, "nsubjpass" if tree.has(verb, "auxpass") else "nsubj", verb)
            deps[verb] = "conj"


def mend_named_first(tree: Tree) -> None:
    """Makes Nauru the subject of "Nauru severed ties", where the parser takes an unknown name for an adverb."""
    dated = {k for start, end, kind in tree.entities if kind in {"DATE", "TIME"} for k in range(start, end)}
    for noun, dep in enumerate(tree.deps):
        verb = tree.heads[noun]
        named = dep == "npadvmod" and tree.tags[noun] in NAMES and noun not in dated and verb == noun + 1
        if named and tree.tags[verb] in TENSED and not tree.has(verb, *SUBJECTS, "expl"):
            tree.deps[noun] = "nsubj"


def _before_aside(tree: Tree, comma: int) -> int:
    """The noun that an aside between commas is about: the persons in "five persons, including a child,"."""
    noun = comma - 1
    while tree.tags[noun] in _ADVERBS:
        noun -= 1
    if noun < comma - 1 and tree.words[noun] == ",":
        # "Paris, more discreetly,".
        return noun - 1
    while tree.heads[noun] < noun and tree.deps[noun] != "conj":
        noun = tree.heads[noun]
    return noun if tree.words[noun + 1] == "," and noun + 1 < comma else comma


def mend_explained_subjects(tree: Tree) -> None:
    """Makes the parties act in "the MSA and Gatia, two groups of the north, handed over prisoners"."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        noun = heads[verb]
        name = heads[noun]
        if dep != "acl" or tags[verb] != "VBD" or deps[noun] != "appos" or deps[name] != "ROOT" or name > noun:
            continue
        if tags[name] in NAMES and tree.before(verb) == "," and not tree.has(verb, "agent", *SUBJECTS):
            tree.move(verb, "ROOT", verb)
            tree.move(name, "nsubj", verb)
            for k in tree.below[name]:
                if k > verb:
                    tree.hang(k, verb)


def mend_fronted(tree: Tree) -> None:
    """Makes Chad and Mali the subject of "after clashes on the border, Chad and Mali agreed".

    Parsers coordinate them with the last noun of the phrase that opens the sentence, or take the minister for who
    invited him: "at the invitation of Soto, the minister of Chile, Ana Diaz, visited Lima".
    """
    deps, heads = tree.deps, tree.heads
    for verb, tag in enumerate(tree.tags):
        if tag not in TENSED or verb < 3 or tree.has(verb, *SUBJECTS):
            continue
        opening = tree.kid(verb, "prep", "advcl")
        if opening is None or opening > verb:
            continue
        last = verb - 1
        while last > opening and (deps[last] in {"aux", "auxpass", "neg", "advmod"} and heads[last] == verb):
            last -= 1
        noun = _explained(tree, last - 1) if tree.words[last] == "," else last
        while noun > opening and "," not in tree.words[heads[noun] : noun]:
            noun = heads[noun] if opening < heads[noun] < noun else opening
        if noun > opening and deps[noun] in {"conj", "appos"} and tree.before(tree.left(noun)) == ",":
            tree.move(noun, "nsubj", verb)


def _explained(tree: Tree, noun: int) -> int:
    """The first of those that the apposition at ``noun`` explains, without the one before their comma."""
    while tree.deps[noun] == tree.deps[tree.heads[noun]] == "appos":
        noun = tree.heads[noun]
    return noun


def mend_objects(tree: Tree) -> None:
    """Leaves the crowds the tyres in "crowds burned tyres and soldiers opened fire".

    Parsers read "burned [that] tyres and soldiers opened fire"; few verbs take such a clause.
    """
    tags, deps = tree.tags, tree.deps
    for second, dep in enumerate(deps):
        first = tree.heads[second]
        if dep not in {"ccomp", "advcl"} or first > second or tags[second] not in FINITE or tags[first] not in FINITE:
            continue
        if tree.lemmas[first] in _WORDS.clause_taking | {"be"} or tree.has(second, "mark") or tree.has(first, "dobj"):
            continue
        noun = tree.kid(second, "nsubj")
        fellows = [k for k in tree.below[noun] if deps[k] == "conj"] if noun is not None else []
        if noun is None or len(fellows) != 1 or not first < noun < fellows[0] < second:
            continue
        if tree.before(tree.left(fellows[0])) in {"and", "while"}:
            tree.move(noun, "dobj", first)
            tree.move(fellows[0], "nsubj", second)
            deps[second] = "conj"


def mend_named_last(tree: Tree) -> None:
    """Makes all of "the African Union and the regional bloc IGAD urged" subjects: the last name is that of the bloc."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for first, dep in enumerate(deps):
        name = heads[first]
        if dep != "nsubj" or first > name or deps[name] != "nsubj" or tags[name] not in NAMES or not name:
            continue
        kind = name - 1
        if deps[kind] == "conj" and heads[kind] == first and tags[kind] in COMMON:
            tree.move(first, "nsubj", heads[name])
            tree.move(name, "appos", kind)


def mend_side_by_side(tree: Tree) -> None:
    """Makes "peacekeepers killed in ambush; Chad expels envoy" an act of Chad alone: a semicolon parts clauses."""
    for verb, tag in enumerate(tree.tags):
        subjects = [k for k in tree.below[verb] if tree.deps[k] == "nsubj" and k < verb] if tag in TENSED else []
        if len(subjects) == 2 and ";" in tree.words[subjects[0] : subjects[1]]:
            tree.move(subjects[0], "parataxis", verb)


def mend_impostors(tree: Tree) -> None:
    """Makes the gunmen shoot in "gunmen disguised as soldiers shot two"; no soldiers did."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for posing, dep in enumerate(deps):
        who, verb = tree.kid(posing, "nsubj"), tree.kid(posing, "advcl")
        if tree.lemmas[posing] not in _WORDS.posing or who is None or verb is None or tags[verb] not in TENSED:
            continue
        word, seeming = tree.kid(verb, "mark"), tree.kid(verb, "nsubj")
        if word is None or seeming is None or tree.lower[word] != "as" or not who < posing < word < seeming < verb:
            continue
        if dep == "ROOT":
            tree.move(verb, "ROOT", verb)
        else:
            tree.move(verb, dep, heads[posing])
        for k in tree.below[posing]:
            if k > verb:
                tree.hang(k, verb)
        tags[posing] = "VBN"
        tree.move(who, "nsubj", verb)
        tree.move(posing, "acl", who)
        tree.move(word, "prep", posing)
        tree.move(seeming, "pobj", word)
