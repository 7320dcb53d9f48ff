"""Relative clauses: what they tell of, and the verbs and nouns that the parser lost in them."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import NAMES, NOUNS, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
_SINGULAR = frozenset({"VBZ"})
_MANY = frozenset({"NNS", "NNPS"})


def mend_relatives(tree: Tree) -> None:
    """Makes "if a regime that violates rights, supports terror were to arm" one condition.

    Parsers make the second verb of the relative clause a clause of its own, with the subject and the "if", and leave
    the main verb without a subject. A tensed verb must have one: it is the noun that the relative clause modifies.
    """
    tags, deps = tree.tags, tree.deps
    for clause, verb in enumerate(tree.heads):
        if deps[clause] != "advcl" or clause > verb or tags[clause] not in TENSED or tags[verb] not in TENSED:
            continue
        subject, mark = tree.kid(clause, "nsubj"), tree.kid(clause, "mark")
        if subject is None or mark is None or tree.has(verb, *SUBJECTS):
            continue
        relative = tree.kid(subject, "relcl")
        if relative is None or "," not in tree.words[relative:clause]:
            continue
        tree.move(clause, "conj", relative)
        tree.hang(subject, verb)
        tree.hang(mark, verb)
        if deps[verb] == "ccomp":
            deps[verb] = "advcl"


def mend_whose(tree: Tree) -> None:
    """Makes Malta the subject of "Malta, whose ships carry oil, succeeded", and not its ships.

    The "rejects" of "whose rule Chad rejects" is a verb.
    """
    for verb, dep in enumerate(tree.deps):
        whose = tree.kid(verb, "poss")
        if dep == "relcl" and tree.tags[verb] == "NNS" and whose is not None and tree.lower[whose] == "whose":
            subject, thing = verb - 1, verb - 2
            if tree.tags[subject] == "NNP" and thing > whose and {tree.heads[subject], tree.heads[thing]} == {verb}:
                tree.tags[verb] = "VBZ"
                tree.move(subject, "nsubj", verb)
                tree.move(thing, "dobj", verb)
                tree.move(whose, "poss", thing)
                continue
        relative = tree.heads[verb]
        noun = tree.heads[relative]
        if dep != "conj" or tree.before(verb) != "," or tree.tags[verb] not in TENSED or tree.has(verb, *SUBJECTS):
            continue
        owned = any(tree.lower[k] == "whose" for k in tree.phrase(relative))
        if tree.deps[relative] == "relcl" and tree.deps[noun] == "ROOT" and owned and not tree.has(relative, "cc"):
            tree.move(verb, "ROOT", verb)
            tree.move(noun, "nsubj", verb)


def mend_what(tree: Tree) -> None:
    """Makes Chad condemn in "because of what Chad, in a note, condemned as theft": no name has a "what" before it."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for what in tree.where("what"):
        name = heads[what]
        verb = heads[name]
        named = deps[what] == "det" and name == what + 1 and tags[name] in NAMES
        acting = deps[name] in SUBJECTS and tags[verb] in {"VBN", "VBD"}
        if not named or not acting or tree.has(verb, "aux", "auxpass"):
            continue
        tags[verb] = "VBD"
        tree.move(what, "dobj", verb)
        tree.move(name, "nsubj", verb)


def mend_which(tree: Tree) -> None:
    """Makes the attack kill in "an attack on an office of the ministry, which killed ten"; no ministry did.

    The same where the number tells: "an offensive against the forces, which has driven" is no drive by the forces.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    persons = {tree.top(start, end) for start, end, kind in tree.entities if kind == "PERSON"}
    for which in tree.where("which"):
        verb = heads[which]
        noun = heads[verb]
        if deps[verb] != "relcl" or tree.before(which) != "," or noun > which:
            continue
        if deps[which] == "dobj" and tree.lemmas[verb] in _WORDS.of_others:
            # "The raid on a clinic, which I condemn".
            deed = next((k for k in _nouns_above(tree, noun) if tree.lemmas[k] in _WORDS.strikes), None)
            tree.hang(verb, deed if deed is not None else noun)
        if deps[which] != "nsubj":
            continue
        above = _nouns_above(tree, noun)
        acts = [k for k in above if tree.lemmas[k] in _WORDS.strikes]
        finite = {tags[verb], *(tags[k] for k in tree.below[verb] if deps[k] in {"aux", "auxpass"})}
        odd = tags[noun] in _MANY and tree.words[noun].islower() and bool(finite & _SINGULAR)
        single = [k for k in above if tags[k] not in _MANY] if odd else []
        harmful = tree.lemmas[verb] in _WORDS.harming | _WORDS.wreaking
        if noun in persons:
            # "Forces loyal to the general, which seized the town".
            single = [*above, *_described(tree, noun)]
            harmful = False
        found = next(iter(acts if harmful and tree.lemmas[noun] not in _WORDS.strikes else single), None)
        if found is not None:
            tree.hang(verb, found)


def mend_signed(tree: Tree) -> None:
    """Makes the parties sign in "the pact which the king and part of the council signed in May".

    Parsers may take "which" for the subject of the noun behind it, and its verb for a participle.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for which in (*tree.where("which"), *tree.where("that")):
        noun = heads[which]
        if deps[which] != "nsubj" or deps[noun] != "relcl" or tags[noun] not in NOUNS or noun < which:
            continue
        verb = next((k for k in range(noun + 1, tree.right(noun) + 1) if tags[k].startswith("VB")), noun)
        if tags[verb] != "VBN" or deps[verb] != "acl" or tree.has(verb, "agent", "dobj", "auxpass"):
            continue
        tags[verb] = "VBD"
        tree.move(verb, "relcl", heads[noun])
        tree.move(which, "dobj", verb)
        tree.move(noun, "nsubj", verb)


def _described(tree: Tree, noun: int) -> list[int]:
    """The noun that an adjective with this noun behind it tells of: "forces loyal to the general"."""
    adjective = tree.heads[tree.heads[noun]] if tree.deps[noun] == "pobj" else noun
    told = tree.tags[adjective] in {"JJ", "VBN"} and tree.deps[adjective] in {"amod", "acl"}
    return [tree.heads[adjective]] if told else []


def _nouns_above(tree: Tree, noun: int) -> list[int]:
    """The nouns in whose prepositional phrases a noun stands, the nearest first."""
    found: list[int] = []
    while tree.deps[noun] == "pobj" and tree.tags[tree.heads[tree.heads[noun]]] in NOUNS:
        noun = tree.heads[tree.heads[noun]]
        if noun in found:
            break
        found.append(noun)
    return found


def mend_who_apart(tree: Tree) -> None:
    """Makes the militants attack in "fought militants of the Salvation Army (ARSA), who attacked a post".

    Parsers hang what follows an abbreviation on the main verb.
    """
    deps, heads = tree.deps, tree.heads
    for who in tree.where("who"):
        verb, close = heads[who], who - 2
        if deps[who] != "nsubj" or deps[verb] != "ccomp" or tree.before(who) != "," or tree.words[close] != ")":
            continue
        name = heads[close]
        if name < who and tree.tags[name] in NOUNS:
            whole = next((k for k in _nouns_above(tree, name) if tree.tags[k] == "NNS"), name)
            tree.move(verb, "relcl", whole)


def mend_whom(tree: Tree) -> None:
    """Makes the consul the one accused in "a consul in Guayaquil, whom she accused"; no town is a "whom"."""
    deps, heads = tree.deps, tree.heads
    places = {tree.top(start, end) for start, end, kind in tree.entities if kind in {"GPE", "LOC", "FAC"}}
    for whom in tree.where("whom"):
        verb = heads[whom]
        place = heads[verb]
        if deps[verb] != "relcl" or place not in places or deps[place] != "pobj" or tree.before(whom) != ",":
            continue
        above = heads[heads[place]]
        person = above if tree.tags[above] in NOUNS else tree.kid(above, "dobj")
        if person is not None and person < place:
            tree.hang(verb, person)


def mend_who(tree: Tree) -> None:
    """Makes the soldiers shoot in "soldiers, who were the first to come and who shot one"; no first shot anybody."""
    deps, heads = tree.deps, tree.heads
    for who in tree.where("who"):
        verb = heads[who]
        if deps[who] != "nsubj" or deps[verb] not in {"relcl", "conj"} or tree.before(who) != "and":
            continue
        noun = heads[verb] if deps[verb] == "relcl" else heads[heads[verb]]
        first = heads[noun]
        if deps[noun] == "attr" and deps[first] == "relcl" and any(tree.lower[k] == "who" for k in tree.below[first]):
            tree.move(verb, "conj", first)
