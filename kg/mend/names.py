"""Names: where they begin and end, and what belongs to them."""

from __future__ import annotations

import re

from kg.grammar import load_grammar
from kg.mend.tree import FINITE, NAMES, NOUN_PLACES, SUBJECTS, Tree

_ARTICLES = ("al-", "el-")
_ARABIC = re.compile(r"[Aa][ldnrstz]h?-[A-Z]\w+")
# What stands in front of a name and belongs to the whole of it.
_IN_FRONT = frozenset({"compound", "amod", "nmod", "poss", "det"})
_PLACES = frozenset({"GPE", "NORP", "ORG"})
_WORDS = load_grammar()
# What taggers take a name for that begins a sentence.
_NO_NAMES = frozenset({"FW", "IN", "MD", "RB", "UH", "VB", "VBP"})
# What parsers take an unknown place for.
_MISTAKEN = frozenset({"DATE", "NORP", "ORG", "PERSON", "PRODUCT", "WORK_OF_ART"})
_NAMED = _PLACES | {"FAC", "LAW", "LOC", "PERSON"}


def split_entities(tree: Tree) -> None:
    """Splits a name that runs over the comma of an enumeration: "the Armed Forces, Mobilization Forces".

    A name ends before the verb: "the Warsaw Pact urged Chad" is none. A date ends before who acts: "in March Moscow
    signed" tells when Moscow did.
    """
    for at in range(len(tree.entities) - 1, -1, -1):
        start, end, kind = tree.entities[at]
        verb = next((k for k in range(start + 1, end) if tree.tags[k] in FINITE and tree.words[k].islower()), end)
        if verb < end and kind in _NAMED:
            tree.entities[at] = (start, verb, kind)
            continue
        article = next((k for k in range(start + 1, end) if tree.lower[k] in {"a", "an"} and kind in _NAMED), None)
        if article is not None and tree.words[article].islower():
            # "Give the Force a Chapter VII mandate".
            tree.entities[at] = (start, article, kind)
            continue
        if kind == "DATE" and end - start == 2 and tree.deps[end - 1] in SUBJECTS and tree.tags[end - 1] in NAMES:
            tree.entities[at : at + 1] = [(start, end - 1, kind), (end - 1, end, "GPE")]
            continue
        if kind != "ORG" or tree.deps[end - 1] != "conj":
            continue
        comma = next((k for k in range(start + 1, end - 1) if tree.words[k] == ","), None)
        if comma is not None:
            tree.entities[at : at + 1] = [(start, comma, kind), (comma + 1, end, kind)]


def mend_near(tree: Tree) -> None:
    """Makes "Near Abu Kamal, two strikes hit a tank" tell of strikes there; no name begins with "near"."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for k, tag in enumerate(tags):
        name = heads[k]
        verb = heads[name]
        if tag not in NAMES | {"IN"} or tree.lower[k] not in _WORDS.placing_words or deps[k] != "compound" or name <= k:
            continue
        if deps[name] not in {"nsubj", "nsubjpass", "npadvmod"} or tree.left(name) not in {k, k - 1} or verb < name:
            continue
        if not any(deps[i] in {"nsubj", "nsubjpass"} and name < i < verb for i in tree.below[verb]):
            continue
        tags[k] = "IN"
        tree.move(k, "prep", verb)
        tree.move(name, "pobj", k)
        for at, (start, end, _) in enumerate(tree.entities):
            if start in {k, k - 1} and end > k + 1:
                tree.entities[at] = (k + 1, end, "GPE")


def mend_nearby(tree: Tree) -> None:
    """Makes a place of a bare name behind "near"; parsers take towns they do not know for days and persons."""
    tags = tree.tags
    for k in tree.where("near"):
        town = tree.kid(k, "pobj") if tree.deps[k] == "prep" else None
        if town is None or tags[town] != "NNP" or tree.left(town) != k + 1 or tree.has(town, "det", "poss", "conj"):
            continue
        tags[k] = "IN"
        inside = {i for i, (start, end, _) in enumerate(tree.entities) if start <= town and end > k + 1}
        if all(tree.entities[i][2] in _MISTAKEN for i in inside) and set(tags[k + 1 : town]) <= NAMES:
            tree.entities[:] = sorted(
                [(k + 1, town + 1, "GPE"), *(e for i, e in enumerate(tree.entities) if i not in inside)]
            )


def mend_states_in_front(tree: Tree) -> None:
    """Makes "Solomon Islands Prime Minister Solomon Mamaloni" one phrase; the islands are no time or place of the deed.

    A name right before the words of a person's name belongs to these, unless a comma parts them.
    """
    persons = {tree.top(start, end) for start, end, kind in tree.entities if kind == "PERSON"}
    for start, end, kind in tree.entities:
        name = tree.top(start, end)
        person = next((k for k in tree.below[tree.heads[name]] if k in persons and tree.left(k) == end), None)
        if kind in _NAMED and person is not None and tree.deps[name] == "npadvmod" and tree.deps[person] in NOUN_PLACES:
            tree.move(name, "compound", person)


def mend_known(tree: Tree) -> None:
    """Makes a known name one phrase, "Lashkar-e-Taiba", of which the parser hangs three words on the verb."""
    deps, heads = tree.deps, tree.heads
    for start, end in tree.names:
        outer = [k for k in range(start, end) if not start <= heads[k] < end]
        # "The Institute for Bay of Bengal Studies" goes on behind the bay.
        longer = any(deps[k] in _IN_FRONT for k in outer)
        if len(outer) < 2 or longer or any(heads[k] == k for k in range(start, end)):
            continue
        head = next((k for k in reversed(outer) if deps[k] in NOUN_PLACES and tree.words[k].isalpha()), None)
        if head is None:
            continue
        for k in range(start, end):
            if k != head:
                tree.move(k, "compound", head)
                for i in tree.below[k]:
                    if not start <= i < end:
                        tree.hang(i, head)


def mend_untagged(tree: Tree) -> None:
    """Makes names of "Asmara charged", "Windhoek and Luanda agreed", which taggers take for an adverb and a verb."""
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    for start, end in tree.names:
        if end != start + 1 or tags[start] not in _NO_NAMES or not tree.words[start].istitle():
            continue
        tags[start] = "NNP"
        verb = next((k for k in tree.below[start] if deps[k] == "conj" and tags[k].startswith("VB")), None)
        second = tree.kid(verb, "nsubj") if verb is not None else None
        if heads[start] == start and verb is not None and second == start + 2 and tree.lower[start + 1] == "and":
            tree.replace(start, verb)
            tree.move(start, "nsubj", verb)
            tree.move(second, "conj", start)


def mend_possessives(tree: Tree) -> None:
    """Makes "the Government of Peru's closure of the border" an act of the government.

    Parsers read "[the Government] of [Peru's closure]"; where a name runs from the first noun to the possessive
    mark, the whole name owns the noun behind it.
    """
    deps, heads = tree.deps, tree.heads
    for start, end, kind in tree.entities:
        if kind not in _PLACES or end >= len(heads) or tree.words[end - 1] not in {"'s", "’s"}:
            continue
        head, owner = tree.top(start, end), end - 2
        owned = heads[owner]
        of = heads[owned]
        if deps[owner] != "poss" or owned < end or deps[owned] != "pobj" or heads[of] != head:
            continue
        tree.replace(head, owned)
        tree.move(head, "poss", owned)
        tree.move(owner, "pobj", of)


def mend_surnames(tree: Tree) -> None:
    """Makes the head of a person's name a name: "Bashar al-Assad" does not end in an adverb.

    So is an Arabic name with its article: "al-Shabaab".
    """
    words, tags = tree.words, tree.tags
    for k, word in enumerate(words):
        if "-" in word and not tags[k].startswith("NN") and _ARABIC.fullmatch(word):
            tags[k] = "NNP"
    for start, end, kind in tree.entities:
        if kind not in {"PERSON", "ORG"}:
            continue
        head = tree.top(start, end)
        whole = (kind == "PERSON" and end - start > 1) or "-" in words[head]
        capital = any(letter.isupper() for letter in words[head])
        if whole and capital and not tags[head].startswith(("NN", "POS")):
            tags[head] = "NNP"


def mend_under(tree: Tree) -> None:
    """Makes "said Under Secretary Brian Nelson" a report of his; `Under` begins his title."""
    for k in tree.where("under"):
        name = tree.kid(k, "pobj")
        titled = tree.words[k] == "Under" and k + 1 < len(tree.words) and tree.words[k + 1].startswith("Secretary")
        if not titled or name is None or tree.deps[k] != "prep":
            continue
        verb = tree.heads[k]
        tree.move(name, "dobj" if tree.has(verb, *SUBJECTS) else "nsubj", verb)
        tree.move(k, "compound", name)
        tree.tags[k] = "NNP"


def mend_articles(tree: Tree) -> None:
    """Makes "Ibrahim al- Jaafari", whose article stands apart from its noun, one name."""
    tags, heads = tree.tags, tree.heads
    for k in (k for article in _ARTICLES for k in tree.where(article)):
        first, last = k - 1, k + 1
        if not 0 < k < len(heads) - 1 or not tags[first] == tags[last] == "NNP":
            continue
        if heads[last] not in {first, heads[first]}:
            continue
        if heads[first] != last:
            tree.replace(first, last)
        for i, head in enumerate(heads):
            if head == first:
                tree.hang(i, last)
        tree.move(first, "compound", last)
        tree.move(k, "compound", last)


def mend_forenames(tree: Tree) -> None:
    """Makes "Yemeni Foreign Minister Abdul-Karim al-Iryani" one person; no forename has a title of its own."""
    for start, end, kind in tree.entities:
        name = tree.top(start, end)
        if kind != "PERSON" or end - start < 2:
            continue
        for k in (i for inner in range(start, end) if inner != name for i in tree.below[inner]):
            if k < start and tree.deps[k] in _IN_FRONT:
                tree.hang(k, name)


def mend_heads_of(tree: Tree) -> None:
    """Makes "the head of state Jacques Chirac met" speak of Chirac, and of no head of his."""
    words, deps, heads = tree.words, tree.deps, tree.heads
    for start, end, kind in tree.entities:
        of, title, what = start - 2, start - 3, start - 1
        if kind != "PERSON" or title < 0 or words[of] != "of":
            continue
        name = tree.top(start, end)
        bare = words[what].islower() and heads[what] == name and deps[what] == "compound"
        if not bare or deps[name] != "pobj" or heads[name] != of or heads[of] != title or not words[title].islower():
            continue
        tree.lift(name, title, "compound")
        tree.move(of, "prep", title)
        tree.move(what, "pobj", of)


def mend_called(tree: Tree) -> None:
    """Makes "called his counterpart Recep Erdogan" a call to Erdogan, where nobody is called names."""
    for start, end, kind in tree.entities:
        name = end - 1
        if kind != "PERSON" or tree.deps[name] != "oprd":
            continue
        noun = start - 1
        if noun in tree.below[tree.heads[name]] and tree.deps[noun] == "dobj" and tree.tags[noun] == "NN":
            tree.move(name, "appos", noun)
