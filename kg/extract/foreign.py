"""Where the entry that a verb's words call for is not what is told: a match won 2-0, migrants pushed over a border."""

from __future__ import annotations

from kg.clauses import doers, subjects
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.verbs import is_infinitive

_WORDS = load_grammar()
_BORDERING = frozenset({"State", "Place"})
_DASHES = frozenset({"-", "–", "—"})
_CAUSING = frozenset({"caused", "leads"})
_FIRING = frozenset({"shelled", "firedAt", "bombed", "attacked"})
_HIGHEST_GOALS = 20
# "Get aid into the city" brings it there.
_INTO = frozenset({"into", "to", "through", "across", "out"})


def is_foreign(fillers: Fillers, i: int, match: Match) -> bool:
    """True where the verb at ``i`` does not tell what its entry does."""
    parse, lemma, relation = fillers.parse, fillers.parse.lemmas[i], match.entry.relation
    if lemma in _WORDS.contests and _has_score(fillers, i):
        return True
    if relation == "urged" and lemma == "push" and not bids(fillers, i):
        return parse.kid(i, "ccomp") is None
    if relation == "received" and lemma == "get" and any(p.word in _INTO for p in prepositions(parse, i)):
        return True
    if lemma == "leave" and any(p.word == "without" for k in (i, *match.objects) for p in prepositions(parse, k)):
        # "Left thousands without water": nobody went away from them.
        return True
    if relation == "reported" and lemma == "find" and (match.objects or parse.kid(i, "ccomp") is None):
        # "Will find a government ready to talk".
        return True
    if (
        relation == "resolved"
        and lemma == "deal"
        and any(fillers.is_actor(a) for a in fillers.fill("with", match.objects))
    ):
        # "Are prohibited from dealing with them".
        return True
    if relation in _FIRING and match.objects and all(parse.lemmas[k].lower() in _WORDS.seas for k in match.objects):
        # "Fired two missiles into the sea": a test.
        return True
    hitting = doers(parse, i) if match.entry.event_type == "ASSAULT" else []
    if any(parse.lemmas[k] in _WORDS.calamities for k in hitting):
        # "The crisis hit Greece", "families hit by drought": nobody hit them.
        return True
    if relation == "hosted" and any(parse.lemmas[k] in _WORDS.forces | {"base"} for k in match.objects):
        return True
    led = fillers.fill("object", match.objects) if relation in _CAUSING and bids(fillers, i) else []
    if led and all(fillers.is_actor(a) or a.referent.type == "Place" for a in led):
        # "The poisoning led Germany to expel two diplomats": what it caused is told by their own verb.
        return True
    if lemma in {"strike", "starve"} and not match.objects:
        # Workers strike and storms do; people starve.
        return True
    if relation != "borders":
        return False
    beside = fillers.fill("actor", subjects(parse, i))
    return not beside or any(a.referent.type not in _BORDERING for a in beside)


def bids(fillers: Fillers, i: int) -> bool:
    """True for a verb with "to" after it: "told the rebels to leave"."""
    parse = fillers.parse
    return any(k > i and is_infinitive(parse, k) for k in parse.kids_by(i, "xcomp", "advcl", "ccomp"))


def _has_score(fillers: Fillers, i: int) -> bool:
    """True where the sentence tells a result ("beat Argentina 2-0")."""
    start, end = fillers.parse.sentences[fillers.parse.sentence_of[i]]
    words = fillers.parse.words
    return any(
        words[k] in _DASHES and _is_goals(words[k - 1]) and _is_goals(words[k + 1]) for k in range(start + 1, end - 1)
    )


def _is_goals(word: str) -> bool:
    return word.isdecimal() and int(word) < _HIGHEST_GOALS
