"""Reports: who says it, and which clause is said, where the report closes, interrupts or opens the sentence."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.mend.tree import NOUNS, STOPS, Tree

_WORDS = load_grammar()
_SAYING = _WORDS.reporting | _WORDS.telling
# Tags of a verb of one who reports.
_REPORTED = frozenset({"VBD", "VBZ"})
_QUOTES = frozenset({'"', "'", "''", "”", "’"})
# What parsers take the source of a closing report for: "..., an airport official in Monrovia said".
_OBJECTS = frozenset({"attr", "dobj"})
_MISREAD = _OBJECTS | {"appos", "conj", "npadvmod"}
_LONGEST_SOURCE = 20
# What parsers take a closing report for: a clause beside, below or about what it reports.
_MISTAKEN = frozenset({"conj", "advcl", "relcl", "parataxis", "dep", "acl", "appos", "ccomp"})
# What may follow the verb of a closing report, besides those who are told.
_TRAILING = frozenset({"prep", "agent", "npadvmod", "advmod", "tmod", "punct", "prt", "dative"})


def mend_parentheses(tree: Tree) -> None:
    """Makes "X ruled it out, a spokeswoman said, after reports that ..." what she said."""
    deps, heads = tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        root = heads[verb]
        if dep != "parataxis" or tree.tags[verb] not in _REPORTED or tree.lemmas[verb] not in _WORDS.reporting:
            continue
        subject = tree.kid(verb, "nsubj")
        silent = subject is None or subject > verb or tree.has(verb, "dobj", "ccomp")
        if not silent and deps[root] == "ROOT" and root < verb:
            _report(tree, verb, root)


def mend_views(tree: Tree) -> None:
    """Makes "X was clear that while A is B, C is D" tell what X says of C.

    Parsers take the last clause for the main one, and the view for something said in it.
    """
    deps, lower = tree.deps, tree.lower
    for verb, dep in enumerate(deps):
        main = tree.heads[verb]
        if dep != "ccomp" or main <= verb or deps[main] != "ROOT" or tree.tags[verb] not in _REPORTED:
            continue
        last = next((k for k in tree.below[verb] if deps[k] == "acomp" and k > verb), verb)
        opens = last + 2 < main and lower[last + 1] == "that" and lower[last + 2] in _WORDS.conceding
        if opens and not tree.has(verb, "dobj"):
            _report(tree, verb, main)


def mend_viewpoints(tree: Tree) -> None:
    """Makes "was in Chad's view removed by officials" tell of a removal; no officials removed a view."""
    deps, heads = tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        view = heads[verb]
        preposition = heads[view]
        be = heads[preposition]
        aside = dep == "acl" and tree.lower[preposition] == "in" and tree.lemmas[view] in {"view", "opinion"}
        if (
            not aside
            or not tree.has(view, "poss")
            or tree.lower[be] not in {"was", "were"}
            or not tree.has(verb, "agent")
        ):
            continue
        tree.lift_passive(verb, be)


def mend_disclosures(tree: Tree) -> None:
    """Makes "let it be known that" announce; nobody is allowed anything."""
    for k in tree.where("known"):
        let = tree.heads[k]
        told = tree.kid(k, "ccomp")
        if tree.lemmas[let] == "let" and tree.before(k) == "be" and told is not None:
            tree.lemmas[let] = "announce"
            tree.move(told, "ccomp", let)
            tree.move(k, "dep", let)


def mend_questions(tree: Tree) -> None:
    """Makes "the ministry, asked about the strikes, said" tell that it was asked, and not that it asks."""
    tags, deps = tree.tags, tree.deps
    for verb, lemma in enumerate(tree.lemmas):
        if lemma != "ask" or verb < 2 or tree.before(verb) != "," or tags[verb] != "VBD":
            continue
        subject = tree.kid(verb, "nsubj")
        above = tree.heads[verb] if deps[verb] == "ccomp" and tree.heads[verb] > verb else None
        said = next((k for k in tree.below[verb] if deps[k] == "conj" and tags[k] in _REPORTED), above)
        if subject is None or said is None or tree.has(verb, "cc", "dobj") or tree.has(said, "nsubj"):
            continue
        if said != above:
            tree.replace(verb, said)
        tree.move(subject, "nsubj", said)
        tags[verb] = "VBN"
        tree.move(verb, "acl", subject)


def mend_reports(tree: Tree) -> None:
    """Makes "..., a rights group charged on Friday" report what stands before the comma."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for verb, dep in enumerate(deps):
        noun = heads[verb]
        if dep != "acl" or noun != verb - 1 or tags[verb] not in {"VBN", "VBD"} or verb < 3:
            continue
        if tree.lemmas[verb] not in _WORDS.reporting or deps[noun] not in _MISREAD | {"dep"}:
            continue
        start = min([noun, *(tree.left(k) for k in tree.below[noun] if k < noun and deps[k] != "punct")])
        ends = not STOPS.isdisjoint(tree.words[verb : verb + 8])
        told = tree.has(verb, "agent", "dobj", "ccomp", "xcomp")
        root = tree.root(noun)
        if tree.before(start) == "," and ends and not told and root < start and tags[root].startswith("VB"):
            tags[verb] = "VBD"
            _report(tree, verb, root)
            tree.move(noun, "nsubj", verb)


def mend_sources(tree: Tree) -> None:
    """Makes the official who said it the subject of "..., an airport official in Monrovia said".

    Parsers make the phrase between the comma and the verb an apposition of the last name before it. Where they see the
    name of the source alone ("the agency Tanjug reported"), what stands before it describes it.
    """
    deps = tree.deps
    for verb, lemma in enumerate(tree.lemmas):
        if lemma not in _SAYING or tree.tags[verb] not in _REPORTED:
            continue
        subject = tree.kid(verb, "nsubj")
        if subject is None:
            noun = _before_verb(tree, verb)
            noun = _split_off(tree, verb) if noun is None else noun
            if noun is not None:
                tree.move(noun, "nsubj", verb)
        elif subject < verb and tree.has(verb, "dobj"):
            described = tree.left(subject) - 1
            if described in tree.below[verb] and deps[described] == "dobj":
                tree.move(described, "compound", subject)


def _before_verb(tree: Tree, verb: int) -> int | None:
    """The noun whose phrase, with what is put in between commas, fills what lies between a comma and the verb."""
    deps = tree.deps
    last = verb - 2 if tree.before(verb) == "," else verb - 1
    for at in range(last, max(0, last + 1 - _LONGEST_SOURCE), -1):
        if deps[at] not in _MISREAD | {"pobj"} or tree.tags[at] not in NOUNS or tree.right(at) != last:
            continue
        start, governor = tree.left(at), tree.heads[at]
        fellows = tree.below[governor]
        spare = deps[at] not in _OBJECTS or any(deps[k] in _OBJECTS and k < start for k in fellows)
        if tree.before(start) == "," and governor < start and spare:
            return at
    return None


def _split_off(tree: Tree, verb: int) -> int | None:
    """The source that the parser joined to the last name before it: "to Jeddah, Egyptian and Saudi envoys said"."""
    noun = verb - 1
    fellows = tree.below[noun]
    name = next((k for k in fellows if tree.deps[k] in {"nmod", "compound"} and tree.words[k + 1] == ","), None)
    if name is None or tree.deps[noun] not in {"pobj", "dobj"} or tree.deps[verb] != "conj" or tree.has(verb, "cc"):
        return None
    tree.replace(noun, name)
    return noun


def mend_closings(tree: Tree) -> None:
    """Makes "..., the minister told reporters" and "..., a Rome daily wrote" report the rest.

    A verb of saying with its subject behind a comma and nothing said behind it has what it says in front. Parsers make
    it a clause about the last noun, or coordinate it. A newspaper that publishes is a noun: "a daily reported".
    """
    tags, deps = tree.tags, tree.deps
    for verb, lemma in enumerate(tree.lemmas):
        speaker = tree.heads[verb]
        aside = deps[verb] == "acl" and tags[verb] == "VBN" and deps[speaker] == "appos" and speaker == verb - 1
        if aside and lemma in _WORDS.reporting and tree.lemmas[speaker] in _WORDS.speaking:
            # "..., the Chilean minister charged in an interview": no minister is charged "in" one.
            root = tree.root(verb)
            if _closes(tree, speaker, verb) and root < speaker:
                tags[verb] = "VBD"
                _report(tree, verb, root)
                tree.move(speaker, "nsubj", verb)
            continue
        quoted = lemma in _WORDS.quoting and tree.has(verb, "auxpass")
        if not quoted and (lemma not in _SAYING or tags[verb] not in _REPORTED):
            continue
        subject = tree.kid(verb, "nsubj", "nsubjpass")
        if subject is None or subject > verb or not _closes(tree, subject, verb):
            continue
        if tree.lower[subject] in _WORDS.periodicals:
            tags[subject] = "NN"
        root = tree.root(verb)
        if deps[verb] in _MISTAKEN and root < subject and tags[root][:2] in {"VB", "MD"}:
            _report(tree, verb, root)


def _closes(tree: Tree, subject: int, verb: int) -> bool:
    """True where subject and verb, with what goes with them, fill the end of a sentence behind a comma."""
    words, deps = tree.words, tree.deps
    start = tree.left(subject)
    if words[start - 1] in _QUOTES:
        start -= 1
    inside = [k for k in tree.below[verb] if k >= start]
    trailing = [k for k in inside if k > verb]
    if start < 2 or words[start - 1] != ",":
        return False
    if any(deps[k] in {"mark", "cc", "aux"} or tree.lower[k] in {"when", "where", "which", "who"} for k in inside):
        return False
    allowed = _TRAILING | {"dobj"} if tree.lemmas[verb] in _WORDS.telling else _TRAILING
    # "Tanjug said, quoting army sources."
    if not all(deps[k] in allowed or (deps[k] == "advcl" and _is_apart(tree, k)) for k in trailing):
        return False
    end = max([verb, *(tree.right(k) for k in trailing)]) + 1
    return end >= len(words) or words[end] in STOPS or words[end - 1] in STOPS or not words[end].strip()


def _is_apart(tree: Tree, clause: int) -> bool:
    """True for what goes with a whole report: "Tanjug said, quoting sources", "the army said, even as shells fell"."""
    return tree.lemmas[clause] in _WORDS.quoting or tree.before(tree.left(clause)) == ","


def _report(tree: Tree, verb: int, said: int) -> None:
    """Make ``verb`` the root, and the former root what it says."""
    tree.move(verb, "ROOT", verb)
    tree.move(said, "ccomp", verb)
