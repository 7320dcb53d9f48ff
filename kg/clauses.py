"""Who does what in a clause: subjects and objects of a verb, found through the dependency tree.

Covers what the surface hides: passives, coordination of verbs and nouns, relative clauses, participles, infinitives
under control and raising verbs, and infinitives and gerunds that depend on a noun ("Iran's efforts to buy arms").
Every function takes and gives token positions; `kg.verbs` and `kg.nouns` know what needs no look at arguments.
"""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.nouns import antecedent, members, prepositions
from kg.objects import agents, controlled_by_object, keeps_object, lacks_object, object_members, shared_object
from kg.parse import Parse, remembered
from kg.relatives import antecedents, called_for, is_use_of, lacks_subject
from kg.verbs import (
    SUBJECTS,
    coordinated_with,
    has_infinitive,
    is_imperative,
    is_infinitive,
    is_joined,
    is_passive,
    is_remark,
    is_verb,
)

_WORDS = load_grammar()
# "Accused X of arming", "warned X against arming": the object does what the gerund says.
_OF_OBJECT = frozenset({"of", "from", "for", "into", "against", "as"})
_ACTING = frozenset({"ORG", "GPE", "NORP", "PERSON"})
# An act spoken of "for", "on", "about" has no owner in the clause around it: "support for talks to end the war".
_SPOKEN_OF = frozenset({"for", "about", "of", "over"})


@remembered
def subjects(parse: Parse, i: int, seen: frozenset[int] = frozenset()) -> list[int]:
    """Grammatical subjects of verb ``i``, own or shared; for a passive these are the ones acted upon."""
    if i in seen or len(seen) > 8:
        return []
    own = parse.kid(i, *SUBJECTS)
    if own is not None:
        return antecedents(parse, own, i) if parse.deps[own] != "csubj" else []
    return _shared_subjects(parse, i, seen | {i})


def _shared_subjects(parse: Parse, i: int, seen: frozenset[int]) -> list[int]:
    """Subjects of a verb that has none of its own, from what governs it."""
    dep, head = parse.deps[i], parse.heads[i]
    if head == i:
        return []
    if is_imperative(parse, i):
        return undergoers(parse, head)
    if dep == "conj":
        fellow = coordinated_with(parse, i)
        return subjects(parse, fellow, seen) if is_verb(parse, fellow) and is_joined(parse, i, fellow) else []
    if dep == "acl":
        return called_for(parse, i) or _of_modifier(parse, i, head, seen)
    if dep == "relcl" and is_infinitive(parse, i):
        return called_for(parse, i) or _of_modifier(parse, i, head, seen)
    if dep == "relcl":
        return antecedent(parse, i) if lacks_subject(parse, i) else []
    if dep in {"xcomp", "ccomp"}:
        return _controlled(parse, i, head, seen)
    if dep == "advcl":
        return _of_adjunct(parse, i, head, seen)
    if dep == "pcomp":
        return _of_gerund(parse, i, head, seen)
    return []


def _of_modifier(parse: Parse, i: int, noun: int, seen: frozenset[int]) -> list[int]:
    """Subject of a verb that modifies a noun: the noun itself for participles, its owner for infinitives."""
    if parse.tags[i] in {"VBG", "VBN"}:
        return (_issuers(parse, noun, seen) if parse.tags[i] == "VBG" else []) or [noun]
    ranked = any(parse.lower[k] in _WORDS.ranks for k in parse.kids_by(noun, "amod", "nummod"))
    if ranked and parse.deps[noun] == "attr":
        # "Became the first Western nation to recognise Lithuania".
        return subjects(parse, parse.heads[noun], seen)
    asked = parse.lemmas[noun] in _WORDS.addressing and parse.kid(noun, "poss") is not None
    if asked and not any(p.word in {"on", "to", "for"} and p.objects for p in prepositions(parse, noun)):
        # "His request to invite Turkey": who is to invite it is not said.
        return []
    found = owners(parse, noun, seen)
    # "The proposal to form an army" without whose: no proposal forms an army.
    if found or parse.lemmas[noun] in _WORDS.thoughts:
        return found
    verb = parse.heads[noun]
    if parse.entity_at.get(noun) == "MONEY" and parse.lemmas[i] in _WORDS.benefiting and is_verb(parse, verb):
        # "Gave a million dollars to train the army": no dollars train it.
        return doers(parse, verb, seen)
    purpose = parse.deps[noun] == "dobj" and is_verb(parse, verb) and parse.lemmas[verb] in _WORDS.hindering
    return doers(parse, verb, seen) if purpose else [noun]


def _issuers(parse: Parse, noun: int, seen: frozenset[int]) -> list[int]:
    """Who says what a paper says: Kenya in "Kenya issued a statement condemning Chad", "said in a letter demanding"."""
    verb = parse.heads[noun]
    if parse.deps[noun] == "pobj" and parse.lower[verb] == "in":
        verb = parse.heads[verb]
    elif parse.deps[noun] not in {"dobj", "nsubjpass"}:
        return []
    if any(parse.lower[k] == "draft" for k in parse.kids[noun]):
        # What it says it says once it is passed.
        return []
    issued = parse.lemmas[noun] in _WORDS.papers and is_verb(parse, verb) and parse.lemmas[verb] in _WORDS.issuing
    return doers(parse, verb, seen) if issued else []


def owners(parse: Parse, noun: int, seen: frozenset[int] = frozenset()) -> list[int]:
    """Who does what a noun's infinitive says: whom it asks ("pressure by A on B to"), else whose act it is."""
    if has_infinitive(parse, noun):
        asking = {"on", "to"} if parse.lemmas[noun] in _WORDS.addressing else set()
        # "An appeal by the king to lay down arms": the king is to lay down none.
        for words in (asking, {"for"} if asking else {"for", "by"}):
            found = [o for p in prepositions(parse, noun) if p.word in words for o in p.objects]
            if found:
                return found
        above = parse.heads[noun]
        if asking and parse.deps[noun] == "dobj" and is_verb(parse, above) and parse.lemmas[above] in _WORDS.facing:
            # "Resisted pressure from Washington to join": who resists was to join.
            return subjects(parse, above, seen)
        if asking and any(p.word == "by" for p in prepositions(parse, noun)):
            return []
    return authors(parse, noun, seen)


def authors(parse: Parse, noun: int, seen: frozenset[int] = frozenset()) -> list[int]:
    """Whose act a noun names: possessor, by-phrase, nationality, or the subject of the verb that governs it."""
    possessor = parse.kid(noun, "poss")
    if possessor is not None:
        return members(parse, possessor)
    by = [o for p in prepositions(parse, noun) if p.word == "by" for o in p.objects]
    if by:
        return by
    whose = [o for p in prepositions(parse, noun) if p.word == "of" for o in p.objects]
    if whose and parse.lemmas[noun] in _WORDS.thoughts and parse.entity_at.get(whose[0]) in _ACTING:
        return whose
    if whose and parse.lemmas[noun] in _WORDS.abstract:
        # "The purpose of the king's visit was to ...": whose purpose it is, the king's.
        return [found for o in whose for found in (owners(parse, o, seen | {noun}) or [o])] if noun not in seen else []
    if parse.lemmas[noun] in _WORDS.impersonal:
        return []
    modifiers = [k for k in parse.kids[noun] if k < noun and parse.deps[k] in {"amod", "compound", "nmod"}]
    national = [k for k in modifiers if parse.entity_at.get(k) in {"NORP", "GPE", "ORG", "PERSON"}]
    return national[:1] or _governing_owner(parse, noun, seen)


def _governing_owner(parse: Parse, noun: int, seen: frozenset[int]) -> list[int]:
    """The owner of a noun by its place in the clause: "made efforts to", "in an effort to", "welcomed as a step to"."""
    if parse.deps[noun] == "attr" and is_verb(parse, parse.heads[noun]):
        return subjects(parse, parse.heads[noun], seen)
    at, above = noun, parse.heads[noun]
    if parse.lower[above] in _SPOKEN_OF and parse.lemmas[noun] in _WORDS.purposes:
        return []
    for _ in range(4):
        if is_verb(parse, above):
            break
        if parse.pos[above] in {"NOUN", "PROPN"} and parse.kid(above, "poss") is not None:
            return members(parse, parse.kid(above, "poss") or above)
        if parse.heads[above] == above:
            return []
        at, above = above, parse.heads[above]
    if not is_verb(parse, above) or above in seen or parse.deps[at] in SUBJECTS:
        return []
    if parse.deps[at] == "prep":
        # "Freed prisoners as part of a truce": the truce is that of who freed them.
        if parse.lower[at] == "over" and parse.lemmas[above] in _WORDS.punishing:
            # "Jailed a diplomat over a plot to bomb a rally".
            return undergoers(parse, above)
        whole = parse.lower[at] == "as" and all(parse.lemmas[k] != "part" for k in parse.kids_by(at, "pobj"))
        return undergoers(parse, above) if whole else doers(parse, above, seen)
    if parse.deps[at] in {"dobj", "nsubjpass"} and parse.lemmas[above] in _WORDS.owning:
        return doers(parse, above, seen)
    return []


def _controlled(parse: Parse, i: int, governor: int, seen: frozenset[int]) -> list[int]:
    """Subject of an infinitive or gerund under a verb or adjective: its object where it has one, else its subject."""
    if parse.deps[i] == "ccomp" and parse.tags[i] not in {"VB", "VBG"}:
        return []
    if parse.pos[governor] == "ADJ" and not is_verb(parse, governor):
        above = parse.heads[governor]
        return subjects(parse, above, seen) if is_verb(parse, above) else []
    if parse.lemmas[governor] not in _WORDS.subject_control | _WORDS.hindering:
        person = parse.kid(governor, "dobj", "dative")
        if person is not None and person < i and parse.tags[i] != "VBG":
            purpose = is_infinitive(parse, i) and parse.lemmas[governor] in _WORDS.purposive
            return doers(parse, governor, seen) if purpose else members(parse, person)
        for prep in prepositions(parse, governor):
            if prep.word in {"for", "on", "upon", "with", "to"} and governor < prep.at < i and prep.objects:
                return list(prep.objects)
    found = subjects(parse, governor, seen)
    if parse.lemmas[governor] == "be":
        return [o for s in found for o in (owners(parse, s, seen | {i}) if parse.lemmas[s] in _WORDS.abstract else [s])]
    return found


def _of_adjunct(parse: Parse, i: int, governor: int, seen: frozenset[int]) -> list[int]:
    """Subject of an adverbial clause without one: that of the main clause."""
    if parse.tags[i] in {"VBD", "VBZ", "VBP"} or is_remark(parse, i):
        return []
    if not is_verb(parse, governor):
        return owners(parse, governor, seen) if parse.nominal(governor) else []
    if parse.tags[i] == "VBG" and parse.lemmas[governor] in _WORDS.minding:
        # "Objected to Macedonia joining": who joins stands between the preposition and the gerund.
        faced = [o for p in prepositions(parse, governor) for o in p.objects if o == i - 1]
        if faced:
            return faced
    if parse.tags[i] == "VB" and parse.lemmas[governor] in _WORDS.funding:
        # "Lent Sudan money to build a dam": Sudan builds it.
        given = [o for p in prepositions(parse, governor) if p.word == "to" for o in p.objects]
        funded = receivers(parse, governor) or given
        if parse.lemmas[i] == "help" or (not funded and parse.lemmas[i] in _WORDS.benefiting):
            # "Provided a million to train the army".
            return doers(parse, governor, seen)
        return funded if funded or parse.kid(governor, "dobj") is None else []
    meanwhile = parse.tags[i] == "VBG" and any(
        parse.lower[k] in {"while", "when"} for k in parse.kids_by(i, "mark", "advmod")
    )
    if (i < governor or meanwhile) and parse.tags[i] in {"VBG", "VBN"} and is_passive(parse, governor):
        # "Having fought for Chad, they felt betrayed by the pact": they fought, and no pact.
        # "Was picked up by the police while receiving maps": nor did the police.
        return subjects(parse, governor, seen)
    if parse.tags[i] == "VB" and parse.lemmas[governor] not in _WORDS.subject_control:
        return controlled_by_object(parse, i, governor) or doers(parse, governor, seen)
    return doers(parse, governor, seen)


def _of_gerund(parse: Parse, i: int, preposition: int, seen: frozenset[int]) -> list[int]:
    """Subject of a gerund after a preposition: owner of the noun or subject of the verb above."""
    above = parse.heads[preposition]
    if parse.tags[i] == "VB" or parse.lemmas[above] in _WORDS.impersonal:
        return []
    if is_verb(parse, above):
        passive_object = is_passive(parse, above)
        target = parse.kid(above, "dobj")
        if target is not None and parse.lower[target] == "whom":
            # "Gulen, whom Ankara accuses of plotting".
            return antecedents(parse, target, above)
        faced = parse.lower[preposition] in _OF_OBJECT or (
            parse.lower[preposition] == "on" and parse.lemmas[above] in _WORDS.congratulating
        )
        charged = parse.lower[preposition] == "with" and parse.lemmas[above] in _WORDS.charging
        if target is not None and (faced or charged) and not passive_object and preposition > above:
            return members(parse, target)
        if target is not None and parse.lower[preposition] in {"on", "about"} and parse.lemmas[target] in _WORDS.terms:
            # "Ratified the accord on sharing the water": who shares it is not said.
            return []
        return subjects(parse, above, seen)
    if parse.lemmas[above] in _WORDS.grateful and parse.lower[preposition] == "for":
        # "Grateful to Chad for opening its border".
        return [o for p in prepositions(parse, above) if p.word == "to" for o in p.objects]
    if parse.pos[above] == "ADJ" and is_verb(parse, parse.heads[above]):
        # "Found him guilty of ordering it": he ordered it.
        judged = parse.kid(parse.heads[above], "dobj") if parse.deps[above] in {"oprd", "acomp", "xcomp"} else None
        own = [k for k in parse.kids_by(above, "nsubj", "amod") if parse.nominal(k)]
        judged = judged if judged is not None else next(iter(own), None)
        return members(parse, judged) if judged is not None else subjects(parse, parse.heads[above], seen)
    if parse.nominal(above):
        held = parse.heads[parse.heads[above]]
        if parse.lemmas[above] in _WORDS.grounds and parse.lower[parse.heads[above]] == "on" and is_verb(parse, held):
            return undergoers(parse, held)
        return owners(parse, above, seen)
    return []


@remembered
def doers(parse: Parse, i: int, seen: frozenset[int] = frozenset()) -> list[int]:
    """Who performs verb ``i``: the subject, or the by-phrase of a passive."""
    if is_passive(parse, i):
        return agents(parse, i)
    return subjects(parse, i, seen)


@remembered
def undergoers(parse: Parse, i: int) -> list[int]:
    """What verb ``i`` acts upon: its direct object, its subject when passive, the noun its relative clause modifies."""
    if is_passive(parse, i) and not keeps_object(parse, i):
        return called_for(parse, i) or (antecedent(parse, i) if parse.deps[i] == "acl" else subjects(parse, i))
    direct = [m for k in parse.kids_by(i, "dobj") for m in object_members(parse, k, i)]
    if direct:
        return direct
    if (parse.deps[i] == "relcl" and lacks_object(parse, i)) or is_use_of(parse, i):
        return antecedent(parse, i)
    return shared_object(parse, i)


def receivers(parse: Parse, i: int) -> list[int]:
    """Who is given something without a preposition: "lent Indonesia money", "Indonesia was lent money"."""
    if is_passive(parse, i) and keeps_object(parse, i):
        return antecedent(parse, i) if parse.deps[i] == "acl" else subjects(parse, i)
    return [
        m for k in parse.kids_by(i, "dative") if parse.nominal(k) and parse.pos[k] != "ADP" for m in members(parse, k)
    ]
