"""Near misses: the words of a sentence that could have told something, and why they told nothing.

A near miss is a verb, noun or adjective that the lexicon knows, or a verb with an actor beside it, that is part of no
frame's trigger. The reason is found by asking the functions that extraction uses, word by word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.clauses import doers, undergoers
from kg.extract.cues import load_cues
from kg.extract.fillers import Fillers
from kg.extract.match import match_adjective, match_noun, match_verb
from kg.extract.verbal import Verbal
from kg.lexicon import Lexicon
from kg.model import ACTOR_TYPES, Miss
from kg.parse import Parse
from kg.patterns import Pattern
from kg.reading import Reading
from kg.verbs import is_passive, is_verb

# What a reader takes in at a glance; the nearest are those nearest to the head of the sentence.
_MOST_REASONS = 3


def silent_sentences(reading: Reading, lexicon: Lexicon, told: Collection[int]) -> Iterator[Miss]:
    """The sentences that mention two actors or more and gave nothing, each with why its nearest words missed.

    ``told`` are offsets of the text at which some sentence with a claim, or with something dropped, begins.
    """
    parse = reading.parse
    fillers: Fillers | None = None
    for number, (start, end) in enumerate(parse.sentences):
        if number in parse.silent:
            continue
        actors = _actors(reading, start, end)
        if len(actors) < 2 or any(parse.starts[start] <= at < _end(parse, end) for at in told):
            continue
        fillers = fillers or Fillers(reading, lexicon, load_cues())
        misses = sorted(near_misses(fillers, (), range(start, end)), key=lambda miss: (_depth(parse, miss[0]), miss[0]))
        reasons = [(parse.words[i], reason) for i, reason in misses[:_MOST_REASONS]]
        words = [i for i in range(start, end) if parse.words[i].strip()]
        sentence = parse.quote(words[0], words[-1] + 1)
        yield Miss(sentence, actors, tuple(reasons) or (("", "no word of the lexicon stands between them"),))


def _end(parse: Parse, end: int) -> int:
    """The offset at which the sentence behind token ``end`` begins, beyond the text for the last."""
    return parse.starts[end] if end < len(parse) else parse.starts[-1] + len(parse.words[-1]) + 1


def _actors(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The names of the actors mentioned between two tokens, each actor once, in the order of their mention."""
    found: dict[str, str] = {}
    for i in range(start, end):
        for referent in reading.referents.get(i, ()):
            if referent.type in ACTOR_TYPES:
                found.setdefault(referent.node or referent.name, referent.name)
    return tuple(found.values())


def _depth(parse: Parse, i: int) -> int:
    """How many words stand above a token in the tree of its sentence."""
    depth = 0
    while parse.heads[i] != i and depth < len(parse):
        i, depth = parse.heads[i], depth + 1
    return depth


def near_misses(
    fillers: Fillers, used: Collection[int], within: Iterable[int] | None = None
) -> Iterator[tuple[int, str]]:
    """Tokens that told nothing, each with the reason, in text order.

    ``used`` are the tokens of all triggers; ``within`` are those to look at, all where it is None.
    """
    verbal = Verbal(fillers)
    for i in range(len(fillers.parse)) if within is None else within:
        if i in used or fillers.parse.sentence_of[i] in fillers.parse.silent:
            continue
        verb = is_verb(fillers.parse, i)
        reason = _of_verb(i, fillers, verbal, used) if verb else _of_word(i, fillers)
        if reason:
            yield i, reason


def _of_verb(i: int, fillers: Fillers, verbal: Verbal, used: Collection[int]) -> str | None:
    parse, lexicon = fillers.parse, fillers.lexicon
    noun = verbal.light_noun(i)
    if noun is not None:
        return None if noun in used else f"light verb: leaves the telling to {parse.words[noun]!r}"
    patterns = lexicon.verbs.get(parse.lemmas[i], ())
    match = match_verb(parse, i, lexicon)
    around = [*doers(parse, i), *undergoers(parse, i)]
    if match is None and not any(fillers.is_actor(a) for a in fillers.fill("object", around)):
        return None
    if match is None and parse.lemmas[i] == "be":
        return "links no attribute that tells a relation"
    if match is None and parse.lemmas[i] in {"do", "have"}:
        return "light verb without an event noun"
    if match is None and patterns:
        known = f"known only as {', '.join(dict.fromkeys(map(_written, patterns)))}; else: "
    else:
        known = "" if match else "verb outside the lexicon: "
    return known + _missing(i, fillers, list(match.objects) if match else undergoers(parse, i))


def _missing(i: int, fillers: Fillers, objects: list[int]) -> str:
    """Which part of the verb's frame stayed empty."""
    parse = fillers.parse
    heads = doers(parse, i)
    if not heads:
        return "passive without a doer" if is_passive(parse, i) else "no subject"
    actors = fillers.fill("actor", heads)
    if not actors:
        names = ", ".join(repr(parse.words[h]) for h in heads)
        return f"subject {names} " + ("stays open" if any(parse.pos[h] == "PRON" for h in heads) else "names nobody")
    items = fillers.fill("object", objects)
    if not items:
        return "object missing" if not objects else f"object {parse.words[objects[0]]!r} stays open"
    if {a.referent for a in actors} == {a.referent for a in items}:
        return "subject and object are the same actor"
    return "neither subject nor object is an actor, an agreement or an event"


def _of_word(i: int, fillers: Fillers) -> str | None:
    """Why the noun or adjective at ``i``, known to the lexicon, told nothing; None for any other word."""
    parse, lexicon = fillers.parse, fillers.lexicon
    if parse.pos[i] == "NOUN" and parse.lemmas[i] in lexicon.nouns:
        return _of_noun(i, fillers)
    if parse.pos[i] == "ADJ" and parse.lemmas[i] in lexicon.adjectives:
        if match_adjective(parse, i, lexicon) is None:
            return f"adjective only as {', '.join(map(_written, lexicon.adjectives[parse.lemmas[i]]))}"
        return "adjective without an actor on one of its sides"
    return None


def _of_noun(i: int, fillers: Fillers) -> str:
    lexicon = fillers.lexicon
    named = fillers.reading.referents.get(i, ())
    if any(r.type not in {"Instrument", "Event"} for r in named):
        return "event noun of the lexicon, but names an actor here"
    match = match_noun(fillers.parse, i, lexicon)
    if match is None:
        return f"event noun only as {', '.join(map(_written, lexicon.nouns[fillers.parse.lemmas[i]]))}"
    if match.entry.mutual:
        return "event noun without two parties in its phrase"
    owners = fillers.fill("actor", fillers.owners(i))
    return "event noun without a counterpart in its phrase" if owners else "event noun without a doer in its phrase"


def _written(pattern: Pattern) -> str:
    """The expression as one reads it: "crack down on", "air strike"."""
    words: tuple[str | None, ...] = (pattern.lemma, pattern.particle, pattern.noun, pattern.preposition)
    if pattern.kind == "noun":
        words = (pattern.noun, pattern.lemma, pattern.preposition)
    elif pattern.noun_last:
        words = (pattern.lemma, pattern.particle, pattern.preposition, pattern.noun)
    return repr(" ".join(word for word in words if word))
