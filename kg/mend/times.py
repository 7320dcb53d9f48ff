"""Times and amounts: what the parser took for subjects, objects and verbs, or hung on a date."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import NAMES, SUBJECTS, TENSED, Tree

_WORDS = load_grammar()


def mend_least(tree: Tree) -> None:
    """Makes "no fewer than eleven traders" count them, and deny none; who "lost no time in leaving" has left."""
    for k in tree.where("no"):
        if tree.lower[k + 1 : k + 3] in (["fewer", "than"], ["less", "than"]) and tree.deps[k] == "det":
            number = tree.heads[k + 2]
            tree.move(k, "advmod", number if number > k + 2 else k + 2)
        elif tree.lower[k + 1 : k + 3] == ["time", "in"] and tree.lemmas[tree.heads[k + 1]] in {"lose", "waste"}:
            tree.deps[k] = "advmod"


def mend_quantities(tree: Tree) -> None:
    """Makes the advisers the object of "kidnapped up to 16 advisers".

    Parsers take "up" for a particle and "to" for a preposition; a number behind them shows they count.
    """
    heads = tree.heads
    for k in tree.where("up"):
        to, number = k + 1, k + 2
        if number >= len(heads) or tree.lower[to] != "to" or tree.tags[number] != "CD":
            continue
        counted = tree.kid(to, "pobj")
        governor = heads[k] if heads[k] not in {k, to} else heads[to]
        if counted is None or governor in {k, to, counted}:
            continue
        tree.move(counted, "dobj", governor)
        tree.move(k, "advmod", number)
        tree.move(to, "quantmod", number)


def mend_time_being(tree: Tree) -> None:
    """Makes "declined for the time being to sell" decline to sell: `being` is no verb of its own."""
    heads = tree.heads
    for k in tree.where("being"):
        time = k - 1
        if tree.before(k) != "time" or tree.deps[time] != "pobj" or heads[k] > k:
            continue
        governor = heads[heads[time]]
        for i in tree.below[k]:
            tree.hang(i, governor)
        tree.move(k, "acl", time)
        # Else it would be "for the time to sell".
        tree.deps[heads[time]] = "advmod"


def mend_at_once(tree: Tree) -> None:
    """Makes the raids the object of "to cease at once raids on its towns"."""
    for k in tree.where("at"):
        once = k + 1
        if once + 1 >= len(tree.heads) or tree.lower[once] not in {"once", "last"} or tree.deps[k] != "prep":
            continue
        noun = next((i for i in tree.below[k] if tree.deps[i] == "pobj" and i > once), None)
        if noun is not None and tree.heads[k] < k:
            tree.move(noun, "dobj", tree.heads[k])
            tree.move(once, "pcomp", k)


def mend_opening_dates(tree: Tree) -> None:
    """Makes "The following year Israel signed" tell when Israel did; no year signs."""
    deps, heads, below = tree.deps, tree.heads, tree.below
    for k, word in enumerate(tree.lower):
        if word not in _WORDS.periods or k < 2 or tree.before(k) not in _WORDS.sequels:
            continue
        verb = heads[k]
        if deps[k] not in {"nsubj", "ROOT"} or verb < k:
            continue
        named = next((i for i in below[k] if deps[i] == "appos" and i > k), None)
        clause = next((i for i in below[k] if deps[i] == "relcl" and tree.has(i, "nsubj")), None)
        if named is not None and verb != k:
            tree.move(named, "nsubj", verb)
            tree.move(k, "npadvmod", verb)
        elif clause is not None:
            # The parser put the first of two clauses into a relative one.
            tree.replace(verb, clause)
            if verb != k:
                tree.move(verb, "conj", clause)
            tree.move(k, "npadvmod", clause)


def mend_years(tree: Tree) -> None:
    """Gives "in June 2017 Saudi Arabia, Bahrain and Egypt severed relations" its first subject; no year is of a state.

    Parsers put the name behind a year into the date, and begin the row of subjects with the second one.
    """
    for year in range(1, len(tree.words) - 1):
        if not (tree.words[year].isdigit() and len(tree.words[year]) == 4 and tree.tags[year + 1] in NAMES):
            continue
        name = next(k for k in range(year + 1, len(tree.words) + 1) if tree.tags[k + 1 : k + 2] != ["NNP"])
        preposition, month = tree.heads[name], year - 1
        verb, date = tree.heads[preposition], year if month == tree.heads[name] else month
        opening = tree.deps[name] == "pobj" and tree.lower[preposition] == "in" and preposition < year
        subject = tree.kid(verb, *SUBJECTS)
        if not opening or verb < name or tree.tags[verb] not in TENSED or (subject is not None and subject < name):
            continue
        tree.move(name, "nsubj", verb)
        if subject is not None:
            tree.move(subject, "conj", name)
        if tree.heads[date] == name:
            tree.move(date, "pobj", preposition)
        if tree.heads[year] == name:
            tree.hang(year, date)


def mend_after_dates(tree: Tree) -> None:
    """Gives "on 14 May the White Army overran" its subject and "received on 14 May the envoy" its object.

    No comma parts them from the date, and the parser takes them for a part of it.
    """
    deps, heads = tree.deps, tree.heads
    for start, end, kind in tree.entities:
        if kind != "DATE" or end >= len(heads) or tree.lower[end] != "the":
            continue
        top = tree.top(start, end)
        preposition = heads[top]
        noun = next((k for k in (*tree.below[top], *tree.below[preposition]) if k > end and tree.left(k) == end), None)
        verb = heads[preposition]
        if noun is None or (deps[top], deps[preposition]) != ("pobj", "prep") or deps[noun] not in {"appos", "pobj"}:
            continue
        if preposition < noun < verb and tree.tags[verb] in TENSED and not tree.has(verb, *SUBJECTS):
            tree.move(noun, "nsubj", verb)
        elif verb < preposition and tree.tags[verb].startswith("VB") and not tree.has(verb, "dobj", "ccomp", "xcomp"):
            tree.move(noun, "dobj", verb)


def mend_dates(tree: Tree) -> None:
    """Hangs nothing but dates on a date: "met on 3 March for the summit", "the deal on 2 May with B"."""
    deps, heads = tree.deps, tree.heads
    dated = {i for start, end, kind in tree.entities if kind == "DATE" for i in range(start, end)}
    for date in sorted(dated):
        for k in tree.below[date]:
            if deps[k] != "prep" or k in dated or tree.lower[k] in {"of", "in"} or k < date:
                continue
            preposition = heads[date] if deps[date] == "pobj" else date
            if heads[preposition] != preposition:
                tree.hang(k, heads[preposition])
