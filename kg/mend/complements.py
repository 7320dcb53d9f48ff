"""What a verb takes before and behind it: charges and demands, callers and visitors, particles."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import NOUNS, Tree

_WORDS = load_grammar()


def mend_callers(tree: Tree) -> None:
    """Makes "called for Chad to withdraw" a call on Chad."""
    deps, heads = tree.deps, tree.heads
    actors = {tree.top(start, end) for start, end, kind in tree.entities if kind in {"GPE", "NORP", "ORG", "PERSON"}}
    for k in tree.where("for"):
        clause = heads[k]
        verb, subject = heads[clause], tree.kid(clause, "nsubj", "nsubjpass")
        if deps[k] != "mark" or deps[clause] not in {"advcl", "ccomp", "xcomp"} or subject is None or verb > k:
            continue
        named = subject in actors or any(i in actors for i in tree.below[subject])
        if named and tree.lemmas[verb] in _WORDS.calling_for and tree.has(clause, "aux") and k < subject < clause:
            tree.move(k, "prep", verb)
            tree.move(subject, "pobj", k)
            deps[clause] = "xcomp"


def mend_called_for(tree: Tree) -> None:
    """Makes "called for all forces that moved in to withdraw" a call to withdraw; they did not move in for that."""
    deps, heads = tree.deps, tree.heads
    for k, dep in enumerate(deps):
        relative = heads[k]
        noun = heads[relative]
        preposition = heads[noun]
        verb = heads[preposition]
        if dep != "advcl" or tree.tags[k] != "VB" or deps[relative] != "relcl" or deps[noun] != "pobj":
            continue
        calling = tree.lower[preposition] == "for" and tree.lemmas[verb] in _WORDS.calling_for and verb < noun
        if calling and any(tree.tags[i] == "TO" for i in tree.below[k]):
            tree.move(k, "xcomp", verb)


def mend_particles(tree: Tree) -> None:
    """Gives "sealed off the West Bank" and "brushed aside a warning" an object, and "call on all parties" none."""
    deps, heads = tree.deps, tree.heads
    for k, dep in enumerate(deps):
        particle = heads[k]
        phrase = f"{tree.lemmas[heads[particle]]} {tree.lower[particle]}"
        fixed = tree.lower[particle] in _WORDS.bare_adverbs or phrase in _WORDS.particled
        bare = fixed and deps[particle] == "prep"
        if dep == "pobj" and (bare or deps[particle] == "prt") and k > particle:
            if phrase in _WORDS.appealing:
                deps[particle] = "prep"
            else:
                tree.move(k, "dobj", heads[particle])
                deps[particle] = "prt"
        elif dep == "dobj" and particle < k - 1:
            before = tree.left(k) - 1
            if deps[before] == "prt" and f"{tree.lemmas[particle]} {tree.lower[before]}" in _WORDS.appealing:
                # "Calling on all parties to exercise restraint".
                deps[before] = "prep"
                tree.move(k, "pobj", before)
            elif before > particle and deps[before] == "prep" and heads[before] == particle and not tree.below[before]:
                phrase = f"{tree.lemmas[particle]} {tree.lower[before]}"
                if tree.lower[before] in _WORDS.bare_adverbs or phrase in _WORDS.particled:
                    # "Brushing aside the latest demand": the object is there already.
                    deps[before] = "prt"
                else:
                    tree.move(k, "pobj", before)


def mend_visitors(tree: Tree) -> None:
    """Makes the minister the object of "met visiting Foreign Minister X".

    The small model takes the participle for a clause of its own, in which the host would be the visitor.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k in tree.where("visiting"):
        if not 2 <= k < len(heads) - 2 or deps[k] not in {"pcomp", "advcl", "xcomp", "acl"}:
            continue
        guest = next((i for i in tree.below[k] if deps[i] == "dobj" and i > k + 1), None)
        after_with = deps[k] == "pcomp" and heads[k] == k - 1 and tree.before(k) in {"with", "between", "by"}
        after_verb = deps[k] != "pcomp" and tags[k - 1].startswith("VB")
        if guest is None or any(tag in {"DT", "PRP$", "IN", ","} for tag in tags[k + 1 : guest]):
            continue
        if not after_with and not after_verb:
            continue
        tree.move(guest, "pobj" if after_with else "dobj", k - 1)
        for i in tree.below[k]:
            if i != guest:
                tree.hang(i, heads[k - 1] if after_with else k - 1)
        tree.move(k, "amod", guest)


def mend_mandatives(tree: Tree) -> None:
    """Makes `hand` the verb of "demand that the military hand over power".

    Taggers take the bare verb of the subjunctive for a noun; a noun phrase has no "that" of its own.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        if dep != "ccomp" or tags[verb] != "NN" or verb < 3:
            continue
        that = next((k for k in tree.below[verb] if deps[k] == "mark" and tree.lower[k] == "that"), None)
        own = next((k for k in tree.below[verb] if deps[k] == "nsubj" and k == verb - 1), None)
        if that is not None and own is not None and that < own and tree.lower[verb] in _WORDS.particled_nouns:
            # "Demanded that Chad rein in the rebels."
            _make_phrasal(tree, verb)
            continue
        subject = verb - 1
        named = tags[subject] in NOUNS | {"JJ"} and deps[subject] in {"compound", "amod", "nmod"}
        if that is None or that >= subject or not named or heads[subject] != verb:
            continue
        tags[verb], deps[subject] = "VB", "nsubj"
        if tags[subject] == "JJ":
            tags[subject] = "NN"
        for k in tree.below[verb]:
            if that < k < subject:
                tree.hang(k, subject)


def _make_phrasal(tree: Tree, verb: int) -> None:
    """Gives a verb taken for a noun its particle and object."""
    prep = tree.kid(verb, "prep")
    noun = tree.kid(prep, "pobj") if prep is not None else None
    if prep == verb + 1 and noun is not None:
        tree.tags[verb], tree.tags[prep] = "VB", "RP"
        tree.move(prep, "prt", verb)
        tree.move(noun, "dobj", verb)


def mend_appealed(tree: Tree) -> None:
    """Makes "appealed to Fiji on Friday to open its doors" ask Fiji to open them; who appeals opens none."""
    deps = tree.deps
    actors = {tree.top(start, end) for start, end, kind in tree.entities if kind in {"GPE", "NORP", "ORG", "PERSON"}}
    for k, dep in enumerate(deps):
        verb = tree.heads[k]
        if dep != "advcl" or tree.tags[k] != "VB" or k < verb or tree.lemmas[verb] not in _WORDS.pressing:
            continue
        infinitive = any(tree.tags[i] == "TO" for i in tree.below[k]) and not tree.has(k, "mark", "nsubj")
        asked = (i for p in tree.below[verb] if tree.lower[p] in {"to", "on", "upon"} for i in tree.below[p])
        if infinitive and any(deps[i] == "pobj" and i in actors and i < k for i in asked):
            deps[k] = "xcomp"


def mend_demanded(tree: Tree) -> None:
    """Makes "a demand by the commander that he step down" a demand; no commander steps down."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        subject, that = tree.kid(verb, "nsubj"), tree.kid(verb, "mark", "dobj", "pobj", "nsubjpass")
        if dep not in {"relcl", "acl"} or tags[verb] not in {"VB", "VBP"} or subject is None or that is None:
            continue
        if tree.lower[subject] not in {"he", "she", "it"} or tree.lower[that] != "that":
            continue
        near = heads[verb]
        noun = near if tree.lemmas[near] in _WORDS.addressing else heads[heads[near]]
        if tree.lemmas[noun] in _WORDS.addressing and noun <= near:
            tree.move(verb, "acl", noun)
            tree.move(that, "mark", verb)
            tags[that] = "IN"


def mend_culprits(tree: Tree) -> None:
    """Makes "blamed the ambush on the gangs" blame the gangs; it was no ambush on them."""
    for verb, lemma in enumerate(tree.lemmas):
        deed = tree.kid(verb, "dobj") if lemma in _WORDS.blaming else None
        if deed is None or deed < verb or any(tree.lower[k] == "on" for k in tree.below[verb]):
            continue
        culprit = next((k for k in tree.below[deed] if k > deed and tree.lower[k] == "on"), None)
        if culprit is not None and tree.deps[culprit] == "prep":
            tree.hang(culprit, verb)


def mend_blamed(tree: Tree) -> None:
    """Makes "blamed Chad for the blast on a pipeline" tell of a blast there; nobody blames it on the pipeline."""
    deps, heads = tree.deps, tree.heads
    for k in tree.where("on"):
        verb, place = heads[k], tree.kid(k, "pobj")
        if deps[k] != "prep" or tree.lemmas[verb] != "blame" or place is None or not tree.has(verb, "dobj"):
            continue
        cause = next((i for i in tree.below[verb] if tree.lower[i] == "for" and i < k), None)
        harm = tree.kid(cause, "pobj") if cause is not None else None
        if harm is not None and tree.right(harm) == k - 1:
            tree.hang(k, harm)


def mend_having(tree: Tree) -> None:
    """Makes "denied having sent arms to Mali" deny a deed; nobody denies arms to Mali there."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for having in tree.where("having"):
        deed = heads[having]
        thing = heads[deed]
        verb = heads[thing]
        if deps[having] != "aux" or deps[deed] != "amod" or deps[thing] != "dobj" or verb != having - 1:
            continue
        behind = tree.right(thing) + 1
        tags[deed] = "VBN"
        tree.move(deed, "xcomp", verb)
        tree.move(thing, "dobj", deed)
        if behind < len(deps) and heads[behind] == verb and deps[behind] in {"prep", "dative"}:
            tree.hang(behind, deed)


def mend_told(tree: Tree) -> None:
    """Makes "assured the two ministers that Chad stands by them" tell them that; no minister is what Chad stands by."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for that in tree.where("that"):
        verb = heads[that]
        told = heads[verb]
        telling = heads[told]
        subject = tree.kid(verb, "nsubj")
        if deps[that] not in {"dobj", "mark"} or deps[verb] != "relcl" or told != that - 1 or deps[told] != "dobj":
            continue
        if tree.lemmas[telling] in _WORDS.telling and subject is not None and that < subject < verb:
            tags[that] = "IN"
            tree.move(verb, "ccomp", telling)
            tree.move(that, "mark", verb)
