"""What stands with what on both sides of "and" and "nor": verbs, subjects, whom one speaks to; and "by A of B"."""

from __future__ import annotations

from kg.mend.tree import NAMES, NOUNS, TENSED, Tree

_PAST = frozenset({"VBD", "VBN"})


def mend_neither(tree: Tree) -> None:
    """Makes one subject do both of "has neither sent the arms it was paid for nor shielded villages".

    Parsers set the second verb beside the one of the clause in between.
    """
    for nor in tree.where("nor"):
        behind = range(nor + 1, min(nor + 4, len(tree.words)))
        second = next((k for k in behind if tree.tags[k] in _PAST), None)
        first = _behind_neither(tree, nor)
        if second is None or first is None or tree.deps[second] != "conj" or tree.heads[second] == first:
            continue
        if tree.tags[first] in _PAST and not tree.has(second, "nsubj", "nsubjpass"):
            tree.tags[second], clause = tree.tags[first], tree.heads[second]
            tree.move(second, "conj", first)
            tree.hang(nor, first)
            for k in tree.below[second]:
                if k < nor:
                    # The preposition in front belongs to the clause in between.
                    tree.hang(k, clause)


def _behind_neither(tree: Tree, nor: int) -> int | None:
    """The verb that the nearest "neither" before ``nor`` stands with."""
    opened = [k for k in tree.where("neither") if k < nor]
    return tree.heads[opened[-1]] if opened and tree.heads[opened[-1]] == opened[-1] + 1 else None


def mend_armed(tree: Tree) -> None:
    """Makes passives of both in "are armed and funded by Iran"; parsers take the first participle for an adjective."""
    for second, dep in enumerate(tree.deps):
        first = tree.heads[second]
        be = tree.heads[first]
        if dep != "conj" or tree.tags[second] != "VBN" or not tree.has(second, "agent") or tree.deps[first] != "acomp":
            continue
        if tree.tags[first] == "JJ" and tree.lower[first].endswith("ed") and tree.lemmas[be] == "be":
            tree.tags[first] = "VBN"
            tree.lemmas[first] = tree.lower[first].removesuffix("ed")
            tree.lift_passive(first, be)


def mend_joint_subjects(tree: Tree) -> None:
    """Makes both subjects of one verb one row: "the front and Chad's ministry sat down"."""
    for second, dep in enumerate(tree.deps):
        verb = tree.heads[second]
        first = next((k for k in tree.below[verb] if k < second and tree.deps[k] == dep), None)
        if dep not in {"nsubj", "nsubjpass"} or first is None or second > verb or tree.tags[second] not in NOUNS:
            continue
        joint = tree.left(second) - 1
        if tree.lower[joint] == "and" and tree.heads[joint] == first:
            tree.move(second, "conj", first)


def mend_counterparts(tree: Tree) -> None:
    """Makes two persons of "spoke to the Minister, Ana Soto, and his Chilean counterpart, Luis Paz".

    Parsers hang the counterpart on the name in between, which then has two.
    """
    for second, dep in enumerate(tree.deps):
        name = tree.heads[second]
        first = tree.heads[name]
        other = tree.lemmas[second] == "counterpart" and tree.has(second, "poss")
        if dep == "conj" and other and tree.deps[name] == "appos" and tree.tags[name] in NAMES and first < name:
            tree.hang(second, first)
            for k in tree.below[name]:
                if tree.deps[k] == "cc":
                    tree.hang(k, first)


def mend_by_of(tree: Tree) -> None:
    """Makes "the deportation by Samoa of 26 workers" deport the workers; no state is one "of" workers."""
    states = {tree.top(start, end) for start, end, kind in tree.entities if kind == "GPE"}
    states |= {tree.top(start, end) for start, end in tree.names}
    for of in tree.where("of"):
        doer = tree.heads[of]
        by = tree.heads[doer]
        deed = tree.heads[by]
        if tree.deps[of] != "prep" or doer not in states or tree.lower[by] != "by" or tree.deps[doer] != "pobj":
            continue
        if tree.tags[deed] in NOUNS and not any(tree.lower[k] == "of" for k in tree.below[deed]):
            tree.hang(of, deed)


def mend_called_aside(tree: Tree) -> None:
    """Makes "the service, still called the KGB, has accused" accuse; parsers make it call."""
    for verb, dep in enumerate(tree.deps):
        main, subject = tree.heads[verb], tree.kid(verb, "nsubj")
        if dep not in {"parataxis", "ccomp"} or tree.tags[verb] not in TENSED or subject is None or not verb < main:
            continue
        aside = tree.words[subject + 1 : subject + 2] == [","] and tree.words[tree.right(verb)] == ","
        if aside and tree.has(verb, "oprd") and not tree.has(main, "nsubj", "nsubjpass"):
            tree.tags[verb] = "VBN"
            tree.move(subject, "nsubj", main)
            tree.move(verb, "acl", subject)


def mend_given_up(tree: Tree) -> None:
    """Makes the payment what is ruled out in "ruled out paying the arrears"; nobody rules by paying."""
    for gerund, dep in enumerate(tree.deps):
        verb, particle = tree.heads[gerund], gerund - 1
        behind = dep == "advcl" and tree.tags[gerund] == "VBG" and tree.deps[particle] == "prt"
        if behind and tree.heads[particle] == verb and not tree.has(verb, "dobj"):
            tree.deps[gerund] = "xcomp"
