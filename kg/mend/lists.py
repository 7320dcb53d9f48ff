"""Who stands together: names joined by "and", commas and "between".

Statistical parsers cut long enumerations: in "from the perspective of Safavi, Iran, Saudi Arabia, Pakistan and Iraq
could agree" they keep `Iraq` as the only subject and hang the other states on `Safavi`. The commas and the final "and"
tell otherwise: names of one kind in an unbroken list before the verb are its subjects.
"""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import Tree

_WORDS = load_grammar()
_PLACES = frozenset({"GPE", "NORP", "ORG"})
_TIMES = frozenset({"DATE", "TIME", "QUANTITY", "MONEY", "PERCENT", "CARDINAL"})


def mend_of_states(tree: Tree) -> None:
    """Makes "Presidents Mahuad of Ecuador and Fujimori of Peru" two presidents; none of them is of both.

    So are "the Presidents of Ecuador and Peru", of whom Peru is none.
    """
    deps, heads = tree.deps, tree.heads
    kinds = {tree.top(start, end): kind for start, end, kind in tree.entities}
    for second, dep in enumerate(deps):
        if dep != "conj" or kinds.get(second) != "GPE":
            continue
        several, first = heads[second], tree.left(second) - 2
        of = heads[first]
        if kinds.get(first) != "GPE" or deps[first] != "pobj":
            continue
        if tree.tags[several] in {"NNS", "NNPS"} and tree.lower[of] == "of" and heads[of] == several:
            tree.hang(second, first)
            tree.hang(first + 1, first)
    for person, dep in enumerate(deps):
        state = heads[person]
        of = heads[state]
        if dep != "conj" or kinds.get(state) != "GPE" or kinds.get(person) == "GPE" or tree.lower[of] != "of":
            continue
        fellow, own = heads[of], tree.kid(person, "prep")
        named = tree.tags[person] == tree.tags[fellow] == "NNP" and fellow < of and deps[of] == "prep"
        whose = tree.kid(own, "pobj") if own is not None and tree.lower[own] == "of" else None
        # "King Hassan of Morocco and President Bendjedid": he is king of no president.
        persons = kinds.get(fellow) == kinds.get(person) == "PERSON"
        if named and (persons or (whose is not None and kinds.get(whose) == "GPE")):
            tree.hang(person, fellow)
            for k in tree.below[state]:
                if state < k < person:
                    tree.hang(k, fellow)


def mend_between(tree: Tree) -> None:
    """Gives "between A, led by B, and C" its second party.

    "Between" needs two; where the parser gave it one, a later "and" with a name of the same kind brings the other.
    """
    deps, below = tree.deps, tree.below
    places = [k for k in tree.where("between") if deps[k] == "prep"]
    kinds = {tree.top(start, end): kind for start, end, kind in tree.entities} if places else {}
    for k in places:
        party = tree.kid(k, "pobj")
        if party is None:
            continue
        first = next((i for i in below[party] if k < i < party and i in kinds), None)
        # "Between the Malian and Nigerien armies" has both.
        nations = [i for i in (first, *below[first]) if kinds.get(i) == "NORP"] if first is not None else []
        state = first is not None and kinds[first] == "GPE"
        if not state and any(tree.tags[i] in {"JJ", "NNP"} for i in nations):
            continue
        if first is not None and any(deps[i] == "cc" and i > first for i in below[first]):
            tree.move(first, "pobj", k)
            tree.move(party, "conj", first)
            for i in below[first]:
                if first < i < party and deps[i] == "conj":
                    tree.move(i, "amod", party)
        elif party in kinds and not tree.has(party, "conj"):
            other = _other_party(tree, party, kinds)
            if other is not None:
                tree.move(other, "conj", party)


def _other_party(tree: Tree, party: int, kinds: dict[int, str]) -> int | None:
    """The next name of the kind of ``party`` in the sentence that is coordinated with something."""
    for other in range(party + 1, len(tree.words)):
        if tree.words[other] in {".", ";", ":"}:
            return None
        if tree.deps[other] == "conj" and kinds.get(other) == kinds[party] and "and" in tree.words[party:other]:
            return other
    return None


def mend_enumerations(tree: Tree) -> None:
    """Makes an enumeration cut off from its last member, a subject, whole again."""
    heads = tree.heads
    ending = {end: (start, kind) for start, end, kind in tree.entities}
    for start, end, kind in tree.entities:
        if kind not in _PLACES or start < 2 or tree.before(start) != "and":
            continue
        last = tree.top(start, end)
        fellows = _before(start - 1, kind, tree, ending)
        if tree.deps[last] not in {"nsubj", "nsubjpass"} or len(fellows) < 2:
            continue
        members = [tree.top(a, b) for a, b in fellows]
        if any(heads[m] == last or m == heads[last] for m in members):
            continue
        first = members[0]
        tree.replace(last, first)
        for member in [*members[1:], last]:
            tree.move(member, "conj", first)


def mend_second_persons(tree: Tree) -> None:
    """Makes two persons of "King Hassan of Morocco and Algerian President Chadli Bendjedid"; nobody has two names.

    What explains a name never begins with "and".
    """
    persons = {tree.top(start, end) for start, end, kind in tree.entities if kind == "PERSON"}
    for second, dep in enumerate(tree.deps):
        first = tree.heads[second]
        if dep == "appos" and {first, second} <= persons and tree.before(tree.left(second)) == "and":
            joint = tree.left(second) - 1
            tree.move(second, "conj", first)
            tree.hang(joint, first)


def mend_titles(tree: Tree) -> None:
    """Makes one man of "party leader and former minister Anand Mathur": his name stands behind both titles."""
    persons = {tree.top(start, end) for start, end, kind in tree.entities if kind == "PERSON"}
    for name, dep in enumerate(tree.deps):
        first = tree.heads[name]
        title = next((k for k in tree.below[name] if tree.deps[k] == "compound" and tree.tags[k] == "NN"), None)
        if dep != "conj" or name not in persons or title is None or tree.before(tree.left(name)) != "and":
            continue
        titles = {tree.lemmas[first], tree.lemmas[title]} <= _WORDS.speaking and tree.tags[first] == "NN"
        if titles and not any(tree.has(k, "det", "poss", "appos") for k in (first, name)):
            joint = tree.left(name) - 1
            tree.replace(first, name)
            tree.move(first, "nmod", name)
            tree.hang(joint, first)


def mend_struck(tree: Tree) -> None:
    """Makes soldiers a target in "condemned the attack on the camp in Mali and French soldiers"; nobody condemns them.

    Parsers set whom a second attack would hit beside the attack.
    """
    deps, heads, lemmas = tree.deps, tree.heads, tree.lemmas
    for hit, dep in enumerate(deps):
        attack = heads[hit]
        if dep != "conj" or lemmas[attack] not in _WORDS.strikes or lemmas[hit] not in _WORDS.struck:
            continue
        on = next((k for k in tree.below[attack] if tree.lower[k] in {"on", "against"} and attack < k < hit), None)
        target = tree.kid(on, "pobj") if on is not None else None
        judged = lemmas[heads[attack]] in _WORDS.of_others and deps[attack] == "dobj"
        if target is not None and judged and "," not in tree.words[target:hit]:
            tree.move(hit, "conj", target)


def mend_continued_lists(tree: Tree) -> None:
    """Makes "a disregard for the truce, Resolution 2254, and efforts to end it" a disregard for all three.

    Parsers take the second member for an adverb of the verb. A thing that is no time, stands behind the comma after an
    object of a preposition and leads to the last member is one of a list.
    """
    timed = {k for start, end, kind in tree.entities if kind in _TIMES for k in range(start, end)}
    for member, dep in enumerate(tree.deps):
        if dep != "npadvmod" or member in timed or not (tree.has(member, "conj") and tree.has(member, "cc")):
            continue
        start = tree.left(member)
        at = start - 2
        if at < 0 or tree.words[start - 1] != "," or tree.heads[member] > at:
            continue
        while tree.deps[at] != "pobj" or tree.lower[tree.heads[at]] == "of":
            at = tree.heads[at]
            if tree.heads[at] == at or at <= tree.heads[member]:
                break
        else:
            tree.move(member, "conj", at)


def _before(end: int, kind: str, tree: Tree, ending: dict[int, tuple[int, str]]) -> list[tuple[int, int]]:
    """The names of the same kind that stand before position ``end``, separated by commas alone."""
    found: list[tuple[int, int]] = []
    at = end
    while at > 0:
        if tree.words[at - 1] == ",":
            at -= 1
        elif found:
            break
        here = ending.get(at)
        if here is None or here[1] != kind:
            break
        found.insert(0, (here[0], at))
        at = here[0]
    return found
