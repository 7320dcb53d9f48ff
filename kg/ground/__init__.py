"""`Frame` -> `Claim`s: referents to nodes, time phrases to dates, officials lifted to the state they act for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from kg.actors import Gazetteer
from kg.grammar import load_grammar
from kg.ground.confidence import confidence
from kg.ground.dates import resolve_time
from kg.ground.naming import naming_rule
from kg.ground.nodes import node_of
from kg.model import Argument, Article, Claim, Dropped, Filler, Frame, Referent, TimeValue

# Acts done to an official count as done to the state only where they are words: who shoots a minister shoots no state.
_VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COOPERATE"})
# Who publishes a report does not say so in it: the frame of the report is the author's own word.
_REPORTING = frozenset({"published", "reported", "announced", "presented"})
# Relations without a type, or with none for their status, that officials have for their states.
_DYADIC = frozenset(
    {"metWith", "spokeWith", "negotiatedWith", "urged", "demanded", "informed", "agreedWith", "cooperatedWith"}
    | {"supported", "praised", "thanked", "criticised", "accused", "condemned", "warned", "invited", "aided"}
    | {"visited", "signedWith", "requestedFrom", "offeredTo", "promisedTo", "exercisedWith", "welcomed", "hosted"}
)
# What happens to a person and not to the state served.
_BEFALLING = frozenset({"released", "pardoned", "acquitted", "prosecuted", "investigated", "granted"})
_FORCIBLE = frozenset({"ASSAULT", "COERCE"})
_USURPING = frozenset({"overthrow", "seize.power"})
# Labels with this word leave open what was given, which then takes part: "supplied something to".
_OPEN = "something"
# Characters of text in front of "the following year" in which the year it follows is looked for.
_TOLD_BEFORE = 400
_PERSONAL = frozenset(
    {"holdsPost", "leads", "left", "ledBy", "represents", "appointed", "elected", "resigned", "memberOf", "actsFor"}
)


def ground(frame: Frame, article: Article, gazetteer: Gazetteer) -> Iterator[Claim | Dropped]:
    """The claims of one frame, each followed by the one lifted from it."""
    grounder = _Grounder(article, gazetteer)
    time = _time(frame, article)
    everyone = _everyone(frame)
    dyadic = any(item is not None and item.referent.state for _, _, _, item in frame.pairs)
    event = _digest(article.sha256, frame.entry, frame.trigger.start, frame.trigger.end, frame.evidence.start)
    seen: set[str] = set()
    for relation, label, subject, item in frame.pairs:
        claim = grounder.claim(frame, event, time, everyone, relation, label, subject, item, dyadic)
        if claim.object is not None and claim.object.node.key == claim.subject.node.key:
            yield Dropped(article.name, frame.trigger, "subject and object are the same actor")
            continue
        for one in (claim, grounder.lifted(frame, claim, subject, item)):
            if one is not None and one.key not in seen:
                seen.add(one.key)
                yield one


def _time(frame: Frame, article: Article) -> TimeValue | None:
    """When the frame says it was or will be, given the date of the article and what it tells before."""
    words = frame.time
    if words is None:
        return None
    before = article.text[max(0, words.start - _TOLD_BEFORE) : words.start]
    return resolve_time(words, frame.sentence.text, article.published, before, ahead=frame.tense == "future")


def _everyone(frame: Frame) -> list[Argument]:
    """All arguments of a frame once, for the participants of each of its claims."""
    found: dict[Referent, Argument] = {}
    for _, _, subject, item in frame.pairs:
        found.setdefault(subject.referent, subject)
        if item is not None:
            found.setdefault(item.referent, item)
    for argument in frame.others:
        found.setdefault(argument.referent, argument)
    return list(found.values())


class _Grounder:
    def __init__(self, article: Article, gazetteer: Gazetteer) -> None:
        self.article, self.gazetteer = article, gazetteer

    def filler(self, argument: Argument) -> Filler:
        node = node_of(argument.referent, self.article, self.gazetteer)
        rule = naming_rule(argument.mention.text, node, self.gazetteer) if argument.mention else None
        return Filler(argument.role, node, argument.mention, rule)

    def claim(
        self,
        frame: Frame,
        event: str,
        time: TimeValue | None,
        everyone: list[Argument],
        relation: str,
        label: str,
        subject: Argument,
        item: Argument | None,
        dyadic: bool,
    ) -> Claim:
        who, what = self.filler(subject), self.filler(item) if item else None
        return Claim(
            key=_digest(
                self.article.name, event, who.node.key, relation, label, what.node.key if what else "", frame.status
            ),
            event=event,
            article=self.article.name,
            subject=who,
            relation=relation,
            label=label or relation,
            trigger=frame.trigger,
            evidence=frame.evidence,
            sentence=frame.sentence,
            status=frame.status,
            confidence=round(confidence(frame, [subject, *([item] if item else [])]), 2),
            object=what,
            participants=self._participants(
                frame,
                _beside(frame, everyone, subject, item),
                {who.node.key, what.node.key if what else None},
                _OPEN in label,
            ),
            event_type=self._coded(frame, who, what, dyadic),
            mode=frame.mode,
            speakers=self._speakers(frame, relation, who),
            doubted=frame.doubted,
            tense=frame.tense,
            habitual=frame.habitual,
            time=time,
            place=self.filler(frame.place) if frame.place else None,
            ingredients=frame.ingredients,
        )

    def _participants(
        self, frame: Frame, everyone: list[Argument], core: set[str | None], given: bool
    ) -> tuple[Filler, ...]:
        """Who else takes part, each node once: actors, means, what somebody is taken as, and what is ``given``.

        Co-subjects take part together only in what PLOVER knows as an event or what has its own edge between them:
        two states that both "have fjords" are not related by it.
        """
        joined = frame.event_type is not None or len({relation for relation, *_ in frame.pairs}) > 1
        others = (f for f in map(self.filler, everyone) if f.node.key not in core and (joined or f.role != "actor"))
        return tuple({f.node.key: f for f in others if f.node.is_actor or _is_means(f, given)}.values())

    def _speakers(self, frame: Frame, relation: str, who: Filler) -> tuple[Filler, ...]:
        """Who says it, besides the author; nobody says of himself that he reports, and no report speaks of itself."""
        found = (f for f in map(self.filler, frame.speakers) if not self._is_author(f))
        return tuple(f for f in found if f.node.key != who.node.key or (relation not in _REPORTING and f.node.is_actor))

    def _coded(self, frame: Frame, who: Filler, what: Filler | None, dyadic: bool) -> str | None:
        """The PLOVER root on the edge between actors or to a named agreement, where the event has such an edge.

        Its edges to other things carry none. Things do nothing that PLOVER codes, except that attacks kill.
        """
        named = what is not None and what.node.type == "Instrument" and what.node.label[:1].isupper()
        if dyadic and what is not None and not (what.node.is_actor or what.node.country or named):
            return None
        acts = who.node.is_actor or who.node.country or frame.event_type == "ASSAULT"
        return frame.event_type if acts else None

    def _is_author(self, speaker: Filler) -> bool:
        return self.article.author is not None and speaker.node.label == self.article.author

    def lifted(self, frame: Frame, claim: Claim, subject: Argument, item: Argument | None) -> Claim | None:
        """The same claim about the states that officials act for; None where nobody acts for one.

        What has no object was done to the subject: a minister who was arrested is no state that was.
        """
        undergone = item is None and frame.entry == "other"
        undergone = undergone or _is_private(frame, claim, subject)
        if claim.relation in _PERSONAL or undergone or _against_own_state(frame, subject, item):
            return None
        who = self._state(subject) or claim.subject
        what = claim.object
        if item is not None and _addressed_for_state(frame, claim.relation, subject, item):
            what = self._state(item) or what
        if (who, what) == (claim.subject, claim.object) or (what is not None and what.node.key == who.node.key):
            return None
        mine = {who.node.key, what.node.key if what else None}
        return replace(
            claim,
            key=_digest(claim.key, "lifted", who.node.key, what.node.key if what else ""),
            subject=who,
            object=what,
            participants=self._lifted_participants(frame, claim, mine),
            confidence=round(claim.confidence * 0.97, 2),
            lifted_from=claim.key,
        )

    def _lifted_participants(self, frame: Frame, claim: Claim, mine: set[str | None]) -> tuple[Filler, ...]:
        """The other parties, officials among them replaced by the state they act for."""
        states = {node_of(a.referent, self.article, self.gazetteer).key: self._state(a) for a in _everyone(frame)}
        found = (states.get(p.node.key) or p for p in claim.participants)
        return tuple({p.node.key: p for p in found if p.node.key not in mine}.values())

    def _state(self, argument: Argument) -> Filler | None:
        referent = argument.referent
        if not referent.acts or referent.state is None or referent.node == referent.state:
            return None
        return Filler(argument.role, self.gazetteer.nodes[referent.state])


def _is_means(filler: Filler, given: bool) -> bool:
    """True for means, what somebody is taken as, and what is ``given`` unless a state's name makes it a party."""
    return filler.role in {"instrument", "as"} or (given and filler.role == "object" and filler.node.country is None)


def _addressed_for_state(frame: Frame, relation: str, subject: Argument, item: Argument) -> bool:
    """True where what is said to an official is said to the state; not for what befalls a person, nor at home."""
    known = item.referent.type in {"Person", "Group"} or item.referent.node is not None
    domestic = item.referent.state == subject.referent.state and not subject.referent.acts
    spoken = frame.event_type in _VERBAL or (frame.event_type is None and relation in _DYADIC)
    return known and spoken and not domestic and relation not in _BEFALLING


def _is_private(frame: Frame, claim: Claim, subject: Argument) -> bool:
    """True for what somebody does in person: takes a loan, drives to the airport, agrees to step down."""
    if subject.referent.type != "Person" or claim.object is None:
        return False
    if frame.entry == "other":
        return not claim.object.node.is_actor
    words = claim.object.node.label.split()
    return claim.object.node.type == "Topic" and words[0].lower() in load_grammar().personal | {"he", "she"}


def _against_own_state(frame: Frame, subject: Argument, item: Argument | None) -> bool:
    """True for an army that seizes power or arrests its own president: what it does there its state does not do."""
    if frame.entry in _USURPING and (item is None or item.referent.state in {None, subject.referent.state}):
        return True
    forced = frame.event_type in _FORCIBLE and item is not None and item.referent.acts
    return forced and item is not None and item.referent.state == subject.referent.state


def _beside(frame: Frame, everyone: list[Argument], subject: Argument, item: Argument | None) -> list[Argument]:
    """Those who take part beside a subject and its object.

    Whoever is met has not thereby met the others who are, and who is attacked as well is told in a claim of its own.
    """
    fellows = {a.referent for _, _, _, a in frame.pairs if item is not None and a is not None and a.role == item.role}
    return [a for a in everyone if not (subject.role == a.role == "with") and a.referent not in fellows]


def _digest(*parts: object) -> str:
    """Sixteen hex digits that depend on the parts alone."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
