"""Participles that the parser took for main verbs or subjects, the verbs it overlooked for them, and their doers."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import NOUNS, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()
# Endings of nouns that name a deed: "annexation", "seizure", "arrest".
_DEEDS = ("ation", "ition", "sion", "ction", "ption", "ment", "ure", "al", "ing", "rest", "ack")
_ACTORS = frozenset({"GPE", "ORG"})


def mend_participial_subjects(tree: Tree) -> None:
    """Makes the agency, and not the working, the subject of "the agency working in Iraq said".

    Nor is the participle that opens "facing pressure, the government stepped down" a subject beside another.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k, dep in enumerate(deps):
        verb = heads[k]
        if dep == "csubj" and tags[k] in {"VBG", "VBN"} and any(deps[i] == "nsubj" and i > k for i in tree.below[verb]):
            deps[k] = "advcl"
        elif dep == "nsubj" and tags[k] == "VBG" and tags[verb] in TENSED and verb > k:
            noun = tree.kid(k, "nsubj")
            if noun is not None and noun < k:
                tree.move(noun, "nsubj", verb)
                tree.move(k, "acl", noun)


def mend_opening(tree: Tree) -> None:
    """Makes "briefing envoys in Paris, the minister said" what the minister does; the verb has a subject without it.

    It may be taken for another name of the place: "in Paris, the minister said".
    """
    for k in range(len(tree.words)):
        noun = tree.heads[k]
        verb = tree.heads[noun]
        opening = tree.tags[k] == "VBG" and tree.deps[k] in {"compound", "amod"} and tree.words[k][:1].isupper()
        if not opening or noun != k + 1 or tree.deps[noun] != "nsubj" or verb < noun:
            continue
        others = (i for i in range(noun + 1, verb) if tree.deps[i] == "appos" or tree.heads[i] == verb)
        subject = next((i for i in others if tree.deps[i] in {"nsubj", "appos"}), None)
        if subject is not None and tree.before(tree.left(subject)) == ",":
            tree.move(subject, "nsubj", verb)
            tree.move(k, "advcl", verb)
            tree.move(noun, "dobj", k)


def mend_asides(tree: Tree) -> None:
    """Makes "Bhutto, freed on Friday, demanded a vote" tell of a demand, by her whom somebody freed.

    Parsers take the participle between the commas for the verb, and the verb for a second one.
    """
    tags, deps = tree.tags, tree.deps
    for verb, tag in enumerate(tags):
        if tag != "VBN" or tree.before(verb) != "," or tree.has(verb, "aux", "auxpass", "cc", "dobj"):
            continue
        kids = tree.below[verb]
        subject = tree.kid(verb, "nsubj")
        main = next((k for k in kids if deps[k] == "conj" and tags[k] in TENSED and tree.before(k) == ","), None)
        if subject is not None and subject < verb and main is not None:
            tree.replace(verb, main)
            tree.move(subject, "nsubj", main)
            tree.move(verb, "acl", subject)


def mend_forcing(tree: Tree) -> None:
    """Makes "has driven out people and compelled agencies to leave" compel them; it did not drive out agencies."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for noun, dep in enumerate(deps):
        verb = heads[noun]
        if dep != "conj" or not tags[verb].startswith("VB") or tags[noun] not in NOUNS or noun < verb:
            continue
        forced = tree.left(noun)
        if deps[forced] != "amod" or tags[forced] != "VBN" or tree.before(forced) not in {"and", "or"}:
            continue
        tags[forced] = tags[verb]
        tree.move(forced, "conj", verb)
        tree.move(noun, "dobj", forced)
        for k in tree.below[verb]:
            if k > noun and deps[k] in {"advcl", "prep", "xcomp"}:
                tree.move(k, "xcomp" if deps[k] == "advcl" and tags[k] == "VB" else deps[k], forced)


def mend_believed(tree: Tree) -> None:
    """Makes "gunmen believed to be rebels killed four" tell of a killing; nobody named believes."""
    tags, deps, below = tree.tags, tree.deps, tree.below
    for verb, lemma in enumerate(tree.lemmas):
        if lemma not in _WORDS.supposing or tags[verb] not in {"VBD", "VBN"}:
            continue
        noun = verb - 1
        bare = any(deps[k] == "xcomp" and tags[k] == "VB" for k in below[verb])
        main = next((k for k in below[verb] if deps[k] == "ccomp" and tags[k] in TENSED and k > verb), None)
        if not bare or main is None or noun not in below[verb] or deps[noun] != "nsubj" or tree.has(main, *SUBJECTS):
            continue
        tree.replace(verb, main)
        tree.move(noun, "nsubj", main)
        tags[verb] = "VBN"
        tree.move(verb, "acl", noun)


def mend_captured(tree: Tree) -> None:
    """Makes "will hand over a general captured weeks ago" tell that the general is handed over.

    Parsers read "hand over [that] a general captured", where no verb with a particle takes such a clause.
    """
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        main = heads[verb]
        if dep != "ccomp" or tags[verb] != "VBD" or main > verb or tree.lemmas[main] in _WORDS.clause_taking:
            continue
        noun = tree.kid(verb, "nsubj")
        whole = tree.has(verb, "dobj", "aux", "mark") or tree.has(main, "dobj")
        if noun != verb - 1 or not tree.has(main, "prt") or whole:
            continue
        tree.move(noun, "dobj", main)
        tags[verb] = "VBN"
        tree.move(verb, "acl", noun)
        for k in tree.below[verb]:
            if deps[k] == "advcl":
                tree.hang(k, main)


def mend_agents(tree: Tree) -> None:
    """Makes "hit a market and a clinic run by a charity" tell who runs the clinic, which has an article of its own."""
    for verb, dep in enumerate(tree.deps):
        noun = verb - 1
        first = tree.heads[verb]
        if dep != "acl" or verb < 1 or not tree.has(verb, "agent") or tree.deps[noun] != "conj":
            continue
        if tree.heads[noun] == first and first < noun and tree.has(noun, "det"):
            tree.hang(verb, noun)


def mend_authors(tree: Tree) -> None:
    """Makes Chad annex in "rejects the annexation of Arica by Chad"; nobody rejects anything by a state."""
    deps, heads = tree.deps, tree.heads
    names = {k for start, end, kind in tree.entities if kind in _ACTORS for k in range(start, end)}
    for k in tree.where("by"):
        verb, who = heads[k], tree.kid(k, "pobj")
        deed = tree.kid(verb, "dobj") if tree.tags[verb].startswith("VB") else None
        if deps[k] != "prep" or who not in names or deed is None or not verb < deed < k:
            continue
        of = next((i for i in tree.below[deed] if tree.lower[i] == "of"), None)
        if of is not None and tree.right(of) == k - 1 and tree.lemmas[deed].endswith(_DEEDS):
            tree.hang(k, deed)
