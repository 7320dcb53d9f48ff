"""What belongs to a noun without a look at any verb's arguments: fellows, examples, prepositions, antecedents.

Every function takes and gives token positions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg.grammar import load_grammar
from kg.parse import Parse, remembered

_WORDS = load_grammar()
_DENIED = _WORDS.deeds | _WORDS.thoughts | _WORDS.remarks | _WORDS.crimes | _WORDS.strikes
_IMPERSONAL = frozenset({"ORG", "GPE", "LOC", "FAC"})
_LOCATING = frozenset({"at", "in", "near", "on", "outside"})
_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
_LINKING = frozenset({"ADP", "SCONJ", "VERB", "PART", "ADV"})
_LISTS = frozenset({"including", "include", "like", "namely"})


class Preposition(NamedTuple):
    """A preposition of a verb or noun with the heads of what it governs."""

    word: str
    at: int
    objects: tuple[int, ...]


@remembered
def members(parse: Parse, i: int) -> list[int]:
    """The coordinated nouns from ``i`` on: "Israel and the United States" gives both heads."""
    return [k for k in parse.conjuncts(i) if parse.nominal(k) and (k == i or not _excluded(parse, k))]


def _excluded(parse: Parse, k: int) -> bool:
    """True for the second of "Cuba and not Venezuela"."""
    return any(parse.deps[d] == "neg" and d < k for d in parse.kids[k])


def examples(parse: Parse, i: int) -> list[int]:
    """What a noun lists after "such as", "including", "namely": both names of "groups such as Hamas and Hezbollah"."""
    found: list[int] = []
    for k in parse.kids[i]:
        listing = (parse.lower[k] == "as" and any(parse.lower[j] == "such" for j in parse.kids[k])) or (
            parse.lower[k] in _LISTS and parse.deps[k] == "prep"
        )
        # "Thirteen allies, among them Latvia and Chad".
        among = parse.lower[k : k + 2] == ["among", "them"] and parse.deps[k] == "prep"
        for them in (j for j in parse.kids_by(k, "pobj") if among and j == k + 1):
            named = [*parse.kids_by(them, "appos"), *(j for j in parse.kids_by(k, "pobj") if j > them)]
            found.extend(m for j in named for m in members(parse, j))
        if listing:
            for pobj in parse.kids_by(k, "pobj"):
                found.extend(members(parse, pobj))
                found.extend(m for member in members(parse, pobj) for m in _hung_too_low(parse, member))
    return sorted(set(found))


def _hung_too_low(parse: Parse, member: int) -> list[int]:
    """Later members that the parser took for appositions of a place: "Hamas in Gaza, the Houthis in Yemen"."""
    return [
        m
        for prep in parse.kids_by(member, "prep")
        for place in parse.kids_by(prep, "pobj")
        for k in parse.kids_by(place, "appos")
        for m in members(parse, k)
    ]


def antecedent(parse: Parse, relative_verb: int) -> list[int]:
    """The noun a relative clause or participle modifies, with its fellows where the clause speaks of all of them."""
    head = _personal(parse, parse.heads[relative_verb], relative_verb)
    bearer = parse.heads[head]
    if parse.deps[head] == "appos" and parse.entity_at.get(bearer) == "PERSON" and not parse.entity_at.get(head):
        # "Ana Soto, a teacher who took office in May": she did.
        head = bearer
    own = parse.kid(relative_verb, "nsubj")
    judging = own is not None and parse.tags[own] in {"WDT", "WP"}
    last = _thing_before_which(parse, own, head) or _deadly(parse, relative_verb, head)
    last = last or _arranged(parse, relative_verb, head)
    if last is not None:
        return [last]
    if parse.lemmas[relative_verb] in _WORDS.balloting and parse.deps[parse.heads[head]] == "acl":
        # "A resolution demanding a ceasefire, which Russia vetoed": one vetoes resolutions.
        head = parse.heads[parse.heads[head]]
    if parse.lemmas[relative_verb] in _WORDS.keeping and parse.lemmas[head] not in _WORDS.terms:
        head = _kept(parse, head)
    if parse.lemmas[relative_verb] == "deny" and not judging and parse.lemmas[head].lower() not in _DENIED:
        # "Of arming the RSF, which it denies": one denies deeds and words, and nobody and no weapons.
        return []
    place = parse.entity_at.get(head) in {"GPE", "LOC"}
    if parse.lemmas[relative_verb] in _WORDS.judging_verbs and place and not judging:
        # "The coup in Niamey, which France condemned": one condemns coups; "through Chad, which it denies": nor Chad.
        above = parse.heads[parse.heads[head]] if parse.deps[head] == "pobj" else head
        head = above if parse.nominal(above) and above != head else -1
    if any(parse.lemmas[k] == "responsibility" for k in parse.kids_by(relative_verb, "dobj")):
        head = _claimable(parse, head)
    if head < 0:
        return []
    if parse.deps[head] == "pobj" and parse.lower[parse.heads[head]] == "of":
        above = parse.heads[parse.heads[head]]
        if parse.lemmas[above] in _WORDS.collections:
            return [above]
    if own is not None and parse.lower[own] in {"who", "which"} and parse.words[own - 1] == ",":
        return _row(parse, head, own, relative_verb)
    return [head, *_listed_behind(parse, head)] if parse.nominal(head) else []


def _kept(parse: Parse, head: int) -> int:
    """What is signed or broken: the treaty of "a treaty on the transfer of convicts which they signed"."""
    at = head
    while parse.deps[at] == "pobj" and parse.deps[parse.heads[at]] == "prep":
        at = parse.heads[parse.heads[at]]
        if parse.lemmas[at] in _WORDS.terms:
            return at
    return head


def _listed_behind(parse: Parse, head: int) -> list[int]:
    """Those who did it too: Chad and Mali in "states which have sent troops include Chad and Mali"."""
    verb = parse.heads[head]
    listing = parse.lemmas[verb] == "include" and parse.deps[head] == "nsubj"
    found = [m for k in parse.kids_by(verb, "dobj") for m in members(parse, k)] if listing else []
    return found if all(parse.pos[m] == "PROPN" for m in found) else []


def _row(parse: Parse, head: int, relative: int, verb: int) -> list[int]:
    """Those of a row of names of whom the clause behind it speaks.

    "Sweden and Kuwait, who drafted it" both drafted it; in "Mali and Niger, which has left" Niger has.
    """
    fellows = [m for m in members(parse, head) if m < relative]
    if parse.deps[head] == "conj" or any(parse.tags[m] not in {"NNP", "NNPS"} for m in fellows):
        return [head] if parse.nominal(head) else []
    forms = {parse.lower[k] for k in parse.kids_by(verb, "aux", "auxpass")}
    single = parse.tags[verb] == "VBZ" or forms & {"has", "is", "was"}
    several = parse.lower[relative] == "who" or forms & {"have", "are", "were"} or parse.tags[verb] == "VBP"
    return fellows if several and not single else fellows[-1:]


def _claimable(parse: Parse, head: int) -> int:
    """The deed above a place: "attacks in the town of Jabla, for which they claimed responsibility"; -1 without one."""
    deeds = _WORDS.strikes | _WORDS.crimes
    if parse.lemmas[head] in deeds or not (parse.lemmas[head] in _WORDS.localities or parse.entity_at.get(head)):
        return head
    start = parse.sentences[parse.sentence_of[head]][0]
    return next((k for k in range(head, start - 1, -1) if parse.lemmas[k] in deeds and parse.nominal(k)), -1)


def _thing_before_which(parse: Parse, own: int | None, head: int) -> int | None:
    """The state right before ", which" where the clause was hung on people: "the leaders of Israel, which ..."."""
    if own is None or own < 2 or parse.lower[own] != "which" or parse.words[own - 1] != "," or own - 2 <= head:
        return None
    people = parse.tags[head] == "NNS" and parse.entity_at.get(head) is None
    return own - 2 if people and parse.entity_at.get(own - 2) == "GPE" else None


def _deadly(parse: Parse, verb: int, head: int) -> int | None:
    """The attack in "a bombing outside a barracks that killed ten": no building kills."""
    place = head
    while parse.deps[place] == "pobj" and parse.lower[parse.heads[place]] in _LOCATING:
        place = parse.heads[parse.heads[place]]
    deadly = parse.lemmas[verb] in _WORDS.harming and parse.lemmas[place] in _WORDS.devices | _WORDS.strikes
    return place if deadly and place != head else None


def _arranged(parse: Parse, verb: int, head: int) -> int | None:
    """The meeting in "a meeting of ministers in Doha, arranged by Chad": neither ministers nor towns are arranged."""
    meeting = head
    while parse.lemmas[meeting] not in _WORDS.gatherings and parse.deps[meeting] == "pobj":
        meeting = parse.heads[parse.heads[meeting]]
    arranged = parse.lemmas[verb] in _WORDS.arranging and parse.lemmas[meeting] in _WORDS.gatherings
    return meeting if arranged and meeting != head else None


def _personal(parse: Parse, head: int, verb: int) -> int:
    """The noun that "who" stands for: "drivers working for the UN who were captured" speaks of the drivers."""
    if not any(parse.lower[k] == "who" for k in parse.kids_by(verb, "nsubj", "nsubjpass")):
        return head
    at = head
    located = parse.deps[at] == "pobj" and parse.lower[parse.heads[at]] in _LOCATING
    while (located or parse.entity_at.get(at) in _IMPERSONAL) and parse.deps[parse.heads[at]] in {"prep", "agent"}:
        located = False
        at = parse.heads[at]
        while parse.deps[at] in {"prep", "acl", "agent"} and parse.heads[at] != at:
            at = parse.heads[at]
    personal = parse.tags[at] in {"NNS", "NN"} and at not in parse.entity_at
    return at if personal else head


@lru_cache(maxsize=4096)
def prepositions(parse: Parse, i: int) -> tuple[Preposition, ...]:
    """The prepositions of ``i`` with their objects, nested chains ("on behalf of") kept at their last word.

    They are remembered, because many rules ask for those of one token.
    """
    found = []
    for k in parse.kids[i]:
        if parse.deps[k] in _PREPOSITIONAL and parse.pos[k] in _LINKING:
            for at in parse.conjuncts(k):
                heads = [m for o in parse.kids_by(at, "pobj") for m in _governed(parse, o, i)]
                found.append(Preposition(parse.lower[at], at, tuple(heads)))
    return tuple(found)


def _governed(parse: Parse, pobj: int, i: int) -> list[int]:
    """The nouns under a preposition; "for which" gives the noun that the relative clause modifies."""
    if parse.lower[pobj] in {"which", "whom"} and parse.deps[i] == "relcl":
        return antecedent(parse, i)
    return members(parse, pobj)
