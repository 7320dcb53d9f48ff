"""What a verb's form says of its object and its agent: passives, relative clauses with a gap, objects that verbs share.

Every function takes and gives token positions.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.grammar import load_grammar
from kg.nouns import antecedent, members, prepositions
from kg.parse import Parse, remembered
from kg.verbs import SUBJECTS, is_passive, is_verb

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "what"})
_WORDS = load_grammar()
# Kinds of names behind "by" that do nothing: by when, by how much.
_NO_AGENTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"})


def agents(parse: Parse, i: int) -> list[int]:
    """The by-phrase of a passive verb; coordinated passives share the last one's.

    Not where the first is complete without: "was freed on Monday and flown home by the navy".
    """
    complete = parse.kid(i, "prep", "npadvmod") is not None
    for verb in [i, *(k for k in parse.conjuncts(i) if k < i or not complete)]:
        # "Were denied visas by China", "was promised a loan for roads by China": the parser may give it to the roads.
        given = parse.kid(verb, "dobj") if keeps_object(parse, verb) else None
        kept = [k for k in sorted(parse.spans(given)) if parse.deps[k] == "prep"] if given is not None else []
        for k in [*parse.kids[verb], *kept, *_behind_order_to(parse, verb)]:
            if parse.lower[k - 1] == "not":
                # "Was followed not by restraint but by force".
                continue
            if parse.deps[k] == "agent" or (parse.lower[k] == "by" and parse.deps[k] == "prep"):
                for pobj in parse.kids_by(k, "pobj"):
                    bare = parse.tags[pobj] == "NN" and parse.kid(pobj, "det", "poss", "amod") is None
                    if bare and parse.lemmas[pobj] in _WORDS.manners:
                        break
                    return _behind_order(parse, pobj) or members(parse, pobj)
    return _behind_charge(parse, i) if parse.lemmas[i] in _WORDS.charging and is_passive(parse, i) else []


def _behind_order_to(parse: Parse, verb: int) -> list[int]:
    """The "by" that the parser gave to what one was told to do: "was ordered to leave the country by Gambia"."""
    found = []
    for told in parse.kids_by(verb, "advcl", "xcomp") if is_passive(parse, verb) else ():
        if told < verb or parse.tags[told] != "VB" or is_passive(parse, told):
            continue
        hosts = [told, *parse.kids_by(told, "dobj")]
        found += [k for host in hosts for k in parse.kids_by(host, "prep") if _names_an_agent(parse, k)]
    return found


def _names_an_agent(parse: Parse, by: int) -> bool:
    """True for "by Gambia", "by a court", and neither for "by Friday" nor for "by bus"."""
    behind = parse.kid(by, "pobj")
    if parse.lower[by] != "by" or behind is None or parse.entity_at.get(behind) in _NO_AGENTS:
        return False
    return parse.tags[behind] != "NN" or parse.kid(behind, "det", "poss", "amod", "compound") is not None


def authors_of(parse: Parse, noun: int, verbs: Collection[str] = ()) -> list[int]:
    """Who did it, as a participle behind the noun says: "debt owed by Chad"; of these ``verbs``, or of any."""
    participles = (v for v in parse.kids_by(noun, "acl") if not verbs or parse.lemmas[v] in verbs)
    return [m for v in participles for m in agents(parse, v)]


def _behind_order(parse: Parse, pobj: int) -> list[int]:
    """Whose order it was by which something was done: "was closed by order of the king" was closed by the king."""
    if parse.lemmas[pobj] not in _WORDS.edicts:
        return []
    of = [o for k in parse.kids_by(pobj, "prep") if parse.lower[k] == "of" for o in parse.kids_by(k, "pobj")]
    return [m for o in of if parse.tags[o] != "CD" for m in members(parse, o)]


def _behind_charge(parse: Parse, i: int) -> list[int]:
    """The by-phrase that the parser gave to the deed: "was accused of dumping waste in the river by villagers"."""
    deeds = [g for of in parse.kids_by(i, "prep") for g in parse.kids_by(of, "pcomp") if parse.tags[g] == "VBG"]
    below = sorted(k for g in deeds for k in parse.spans(g) if parse.lower[k] == "by")
    heads = [o for k in below[-1:] for o in parse.kids_by(k, "pobj")]
    # "Of killing him by poison": a means has neither a name nor an owner.
    told = [k for k in heads if parse.tags[k] in {"NNS", "NNP", "NNPS"} or parse.kid(k, "det", "poss") is not None]
    return [m for k in told for m in members(parse, k)]


def keeps_object(parse: Parse, i: int) -> bool:
    """True for a passive that says what somebody was given: "was denied a visa"."""
    return parse.lemmas[i] in _WORDS.ditransitive and parse.kid(i, "dobj") is not None and is_passive(parse, i)


@remembered
def object_members(parse: Parse, k: int, verb: int) -> list[int]:
    """The nouns an object of ``verb`` stands for: a relative pronoun gives the noun its clause modifies."""
    if parse.lower[k] in _RELATIVE and parse.tags[k] in {"WDT", "WP", "IN"}:
        return antecedent(parse, verb) if parse.deps[verb] == "relcl" else []
    return members(parse, k)


def lacks_object(parse: Parse, i: int) -> bool:
    """True where a relative clause has its own subject and lacks an object: "the work he was doing"."""
    own = parse.kid(i, *SUBJECTS)
    if own is None or parse.lower[own] in _RELATIVE or parse.kid(i, "xcomp", "acomp", "attr", "auxpass") is not None:
        return False
    if any(parse.lower[k] == "whose" for k in parse.kids[own]):
        return False
    if any(parse.lower[o] in _RELATIVE for k in parse.kids_by(i, "prep") for o in parse.kids_by(k, "pobj")):
        # "The deal under which Malaysia pays".
        return False
    return not any(parse.lower[k] in {"where", "when", "why"} for k in parse.kids[i]) and parse.kid(i, "ccomp") is None


def shared_object(parse: Parse, i: int) -> list[int]:
    """The object of the last verb of a coordination also serves the verbs before it: "killed and injured civilians"."""
    if parse.kid(i, "prep", "ccomp", "xcomp", "acomp", "attr", "prt") is not None:
        return []
    for k in parse.kids_by(i, "conj"):
        alike = parse.tags[k] == parse.tags[i] or {parse.tags[k], parse.tags[i]} <= {"VBD", "VBN"}
        if is_verb(parse, k) and alike and parse.kid(k, *SUBJECTS) is None and k - i <= 3:
            direct = [m for o in parse.kids_by(k, "dobj") for m in members(parse, o)]
            if direct:
                return direct
    return []


def controlled_by_object(parse: Parse, i: int, governor: int) -> list[int]:
    """The object that does what the infinitive at ``i`` says: "urged Chad to stop", "sent an envoy to talk"."""
    person = parse.kid(governor, "dobj", "dative")
    # "Sent his minister to Harare to meet the king": the minister meets him.
    envoy = person is not None and (
        parse.lemmas[person] in _WORDS.emissaries or parse.entity_at.get(person) == "PERSON"
    )
    if parse.lemmas[governor] not in _WORDS.object_control | (_WORDS.sending if envoy else frozenset()):
        return []
    if person is not None and person < i:
        return members(parse, person)
    return [o for p in prepositions(parse, governor) if p.word in {"on", "for", "upon"} and p.at < i for o in p.objects]
