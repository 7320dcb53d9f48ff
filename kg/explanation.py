"""`kg explain`: why a sentence gives the claims it gives, and why other words in it give none.

Nothing is decided here. The stages run as in `pipeline`, and their public functions are asked again, word by word,
about what gave no frame.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from math import prod
from typing import TYPE_CHECKING

from kg.errors import CallError
from kg.extract import extract
from kg.extract.cues import load_cues
from kg.extract.fillers import Fillers
from kg.ground import ground
from kg.misses import near_misses
from kg.model import Article, Block, Claim, Dropped, Frame, Quote, Referent
from kg.parse import Parse
from kg.reading import Reading
from kg.record import Statement
from kg.resolve import resolve
from kg.resolve.pronouns import ALL as PRONOUNS
from kg.roles import Roles
from kg.statements import statements
from kg.verbs import is_verb

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.pipeline import Resources


def explain(text: str, resources: Resources) -> str:
    """What was found in ``text`` and why, as plain lines: words, mentions, triggers with their claims, near misses."""
    from kg.annotate import annotate

    blocks = tuple(Block(m.start(), m.end(), "text") for m in re.finditer(r"\S.*", text))
    article = Article("sentence", text, hashlib.sha256(text.encode()).hexdigest(), blocks)
    ((_, parse),) = annotate([article], resources.nlp)
    reading = resolve(article, parse, resources.gazetteer, resources.roles)
    fillers = Fillers(reading, resources.lexicon, load_cues())
    frames = list(extract(reading, resources.lexicon))
    used = {i for frame in frames for i in _tokens(parse, frame.trigger)}
    misses = list(near_misses(fillers, used))
    cues = {i for frame in frames for cue in frame.cues for i in _tokens(parse, cue)}
    parts = {
        "Words that matter": _words(parse, used | cues | set(reading.referents) | {i for i, _ in misses}),
        "Mentions": [_mention(reading, resources.roles, i) for i in sorted(reading.referents)],
        "Triggers": [row for f in frames for row in _frame(f, fillers, ground(f, article, resources.gazetteer))],
        "Near misses": [_row(parse.words[i], reason) for i, reason in misses],
    }
    return "\n\n".join("\n".join([name, *(rows or ["  none"])]) for name, rows in parts.items()) + "\n"


def explain_claim(store: Store, iri: str) -> str:
    """What the graph holds of the claim or event ``iri``: relation, status, speakers, the words and the sentence.

    Raises:
        CallError: the graph has no claim of this IRI.
    """
    found = [record for record in statements(store) if iri in (record["statement"], record["event"])]
    if not found:
        raise CallError(f"no claim or event <{iri}>; `kg statements --format jsonl` prints their IRIs")
    return "\n\n".join("\n".join(_record(record)) for record in found) + "\n"


# -- words and mentions ------------------------------------------------------------------------------------------------


def _row(name: str, words: str) -> str:
    return f"  {' '.join(name.split()):<24}  {words}"


def _words(parse: Parse, tokens: Collection[int]) -> list[str]:
    """The content words among ``tokens`` with the part they play in the sentence."""
    return [_row(parse.words[i], _syntax(parse, i)) for i in sorted(tokens) if parse.pos[i] not in {"DET", "PUNCT"}]


def _syntax(parse: Parse, i: int) -> str:
    head = parse.heads[i]
    place = f"{parse.deps[i]} of {parse.words[head]!r}" if head != i else "head of the sentence"
    return f"{parse.lemmas[i]}, {parse.tags[i]}, {place}"


def _tokens(parse: Parse, words: Quote) -> list[int]:
    """The tokens that begin within ``words``."""
    return [i for i, start in enumerate(parse.starts) if words.start <= start < words.end]


def _mention(reading: Reading, roles: Roles, i: int) -> str:
    referents = reading.referents[i]
    stands = "; ".join(map(_referent, referents)) or "nobody, it stays open"
    return _row(reading.mention(i).text, f"{stands} ({_why(reading.parse, roles, i, referents)})")


def _referent(referent: Referent) -> str:
    known = ", known actor" if referent.node else ""
    acts = f", acts for {referent.state}" if referent.acts and referent.state else ""
    return f"{referent.type} {referent.name}{known}{acts}"


def _why(parse: Parse, roles: Roles, i: int, referents: tuple[Referent, ...]) -> str:
    """What kind of mention this is."""
    if parse.lower[i] in PRONOUNS:
        return "pronoun" if referents else "pronoun without one clear antecedent"
    if any(start <= i < end for start, end in parse.names):
        return "known name"
    if i in parse.entity_at:
        return f"name, {parse.entity_at[i]} to the model"
    if parse.lower[i] in roles.title_words:
        return "title"
    if not any(parse.lower[i] in referent.name.lower() for referent in referents):
        return "points back to an earlier mention"
    return "role noun" if parse.lemmas[i] in roles.nouns else "description"


# -- what was found ----------------------------------------------------------------------------------------------------


def _frame(frame: Frame, fillers: Fillers, grounded: Iterable[Claim | Dropped]) -> Iterator[str]:
    entry = f"entry {frame.entry}" if frame.entry != "other" else "no entry of the lexicon"
    typed = f", type {frame.event_type}" if frame.event_type else ""
    yield f"  {frame.trigger.text!r}: {entry}{typed}"
    for role, words in _filled(frame):
        yield f"      {role:<12}{words}"
    cues = [f"{cue.text!r} ({_effect(fillers, cue)})" for cue in frame.cues]
    yield f"      status      {frame.status}, {'set by ' + ', '.join(cues) if cues else 'no word takes it back'}"
    if frame.speakers:
        doubt = ", by a word of doubt" if frame.doubted else ""
        yield f"      speaker     {' < '.join(s.referent.name for s in frame.speakers)}{doubt}"
    for found in grounded:
        yield f"      not claimed: {found.reason}" if isinstance(found, Dropped) else f"      => {_claim(found)}"


def _filled(frame: Frame) -> Iterator[tuple[str, str]]:
    arguments = [a for _, _, subject, item in frame.pairs for a in (subject, item) if a is not None]
    for argument in dict.fromkeys([*arguments, *frame.others]):
        words = argument.mention.text if argument.mention else "(implied)"
        yield argument.role, f"{words} -> {argument.referent.type} {argument.referent.name}"
    if frame.time:
        yield "time", frame.time.text
    if frame.place:
        yield "place", frame.place.referent.name


def _effect(fillers: Fillers, cue: Quote) -> str:
    """What the word at ``cue`` does to the truth of its clause, by the tables of status.yaml."""
    parse, cues = fillers.parse, fillers.cues
    i = _tokens(parse, cue)[0]
    word, lemma, verb = parse.lower[i], parse.lemmas[i], is_verb(parse, i)
    by_word = cues.modals.get(word) or cues.adverbs.get(word) or cues.noun_modifiers.get(word)
    by_lemma = cues.verbs if verb else cues.nouns if parse.pos[i] == "NOUN" else cues.adjectives
    return by_word or by_lemma.get(lemma) or ("a condition" if verb else "a denial or limit of its own")


def _claim(claim: Claim) -> str:
    parts = [claim.subject.node.label, claim.label, claim.object.node.label if claim.object else "-", claim.status]
    parts += [f"time {claim.time.value or 'open: ' + repr(claim.time.words.text)}"] if claim.time else []
    parts += [f"in {claim.place.node.label}"] if claim.place else []
    parts += ["lifted to the state"] if claim.lifted_from else []
    return f"{' | '.join(parts)} | confidence {_confidence(claim)}"


def _confidence(claim: Claim) -> str:
    """The figure with what it is made of; the last factor is how surely the arguments are known."""
    factors = [f"{name} {value:g}" for name, value in claim.ingredients.items()]
    known = claim.confidence / prod(claim.ingredients.values())
    return f"{claim.confidence:.2f} = {' x '.join([*factors, f'arguments {known:.2f}'])}"


# -- from the graph ----------------------------------------------------------------------------------------------------


def _record(record: Statement) -> Iterator[str]:
    item = record["object"]
    yield f"{record['subject']['label']} | {record['predicate']['label']} | {item['label'] if item else '-'}"
    yield f"  status      {record['status']}{', by a word of doubt' if record['doubted'] else ''}"
    said = " < ".join(speaker["label"] for speaker in record["speakers"]) or "the document's author"
    yield f"  speaker     {said}"
    for participant in record["participants"]:
        yield f"  {participant['role']:<12}{participant['label']}"
    if record["act_type"]:
        yield f"  type        {record['act_type']}{' ' + record['mode'] if record['mode'] else ''}"
    if record["time_text"]:
        yield f"  time        {record['time'] or 'open'}, from {record['time_text']!r}"
    if record["place"]:
        yield f"  place       {record['place']['label']}"
    yield f"  evidence    {_one_line(record['evidence']['text'])!r}"
    yield f"  sentence    {_marked(record)}"
    at = record["evidence"]
    yield f"  document    {record['document']}, characters {at['start']} to {at['end']}"
    if record["lifted_from"]:
        yield f"  lifted from {record['lifted_from']}"
    yield f"  confidence  {record['confidence']:.2f}"


def _marked(record: Statement) -> str:
    """The sentence on one line with its trigger between asterisks."""
    sentence = record["sentence"]
    start, end = (record["trigger_at"][edge] - sentence["start"] for edge in ("start", "end"))
    text = sentence["text"]
    return _one_line(f"{text[:start]}*{text[start:end]}*{text[end:]}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
