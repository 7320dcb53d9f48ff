"""Articles and claims made up by chance, as many as wanted, with the proportions of real news.

A few actors, relations and topics are told of often and most rarely (Zipf), documents differ in length (log-normal),
new topics keep coming, officials are lifted to their states, and each claim has its status, speakers, time, place and
words at true offsets of a text that exists. Nothing here is a fact: who does what to whom is drawn by lot.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from world import OBJECTS, SUBJECTS, WORDS, World, fits

from kg.model import ACTOR_TYPES, Article, Block, Claim, Filler, Node, NodeType, Quote, Status, TimeValue
from kg.ontology import relation_types
from kg.vocab import REL

# The share of each kind, as counted in real articles, rounded.
STATUSES: dict[Status, int] = {
    "asserted": 64, "possible": 11, "intended": 8, "proposed": 6, "conditional": 3, "negated": 4, "alleged": 4,
}  # fmt: skip


def articles(seed: int = 0) -> Iterator[tuple[Article, list[Claim]]]:
    """Articles with their claims, without end; the same for the same seed."""
    world = World(random.Random(seed))
    for number in count():
        yield _Author(world, random.Random(f"{seed} {number}"), number).article()


class _Author:
    """One article in the making: the text so far, and the claims it makes."""

    def __init__(self, world: World, chance: random.Random, number: int) -> None:
        self.world, self.chance, self.number = world, chance, number
        self.text = ""
        self.claims: list[Claim] = []
        self.published = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
        self.name = f"{number:06}_{chance.getrandbits(64):016x}.txt"

    def article(self) -> tuple[Article, list[Claim]]:
        starts = [0]
        for number in range(min(200, max(4, int(self.chance.lognormvariate(3.0, 0.6))))):
            if number and not self.chance.randrange(3):
                self.write("\n\n")
                starts.append(len(self.text))
            elif number:
                self.write(" ")
            self.sentence()
        ends = [start - 2 for start in starts[1:]] + [len(self.text)]
        article = Article(
            self.name,
            self.text,
            hashlib.sha256(self.text.encode()).hexdigest(),
            tuple(Block(start, end, "text") for start, end in zip(starts, ends, strict=True)),
            title=f"{self.claims[0].subject.node.label}: report {self.number}",
            author=f"{self.chance.choice(WORDS['first_names'])} {self.chance.choice(WORDS['last_names'])}",
            published=self.published,
            source=self.chance.choice(WORDS["sources"]),
        )
        return article, self.claims

    def write(self, words: str) -> Quote:
        start = len(self.text)
        self.text += words
        return Quote(start, len(self.text), words)

    def filler(self, role: str, node: Node) -> Filler:
        """The node in its role, written down by its name or, at times, by another of its names."""
        other = node.aliases and self.chance.random() < 0.2
        return Filler(role, node, self.write(self.chance.choice(node.aliases) if other else node.label))

    def sentence(self) -> None:
        """One sentence: who does what to whom, and perhaps with whom, where, when, says who."""
        chance, world, start = self.chance, self.world, len(self.text)
        (status,) = chance.choices(list(STATUSES), list(STATUSES.values()))
        actor = world.node(SUBJECTS, chance, self.number)
        item = self.other({actor.key}, OBJECTS)
        relation = world.relation(actor, item, chance)
        self.write(WORDS["openings"][status])
        from_ = len(self.text)
        subject = self.filler("actor", actor)
        self.write(" ")
        trigger = self.write(world.labels[relation])
        self.write(" ")
        object_ = self.filler("recipient" if item.type in ACTOR_TYPES else "object", item)
        participants = tuple(self.participants({actor.key, item.key}, relation))
        place = self.place()
        time = self.time()
        evidence = Quote(from_, len(self.text), self.text[from_:])
        speakers = self.speakers(actor, status)
        self.write(".")
        acts = item.type != "Topic" or relation == "attacked"
        root = hashlib.sha256(f"{self.name} {start}".encode()).hexdigest()
        claim = Claim(
            key=root[:16],
            event=root[16:32],
            article=self.name,
            subject=subject,
            relation=relation,
            label=world.labels[relation],
            trigger=trigger,
            evidence=evidence,
            sentence=Quote(start, len(self.text), self.text[start:]),
            status=status,
            confidence=round(chance.uniform(0.5, 0.99), 2),
            object=object_,
            participants=participants,
            event_type=relation_types().get(REL + relation) if acts else None,
            speakers=speakers,
            tense=None if status in ("proposed", "intended") else "past",
            time=time,
            place=place,
            ingredients={"rule": 0.95, "parse": round(chance.uniform(0.6, 1), 2)},
        )
        self.claims += [claim, *self.mutual(claim), *self.lifted(claim)]

    def other(self, taken: set[str], kinds: dict[NodeType, int]) -> Node:
        """A node besides those taken."""
        while True:
            node = self.world.node(kinds, self.chance, self.number)
            if node.key not in taken:
                return node

    def participants(self, taken: set[str], relation: str) -> Iterator[Filler]:
        """Nobody in most claims, else one to four; signings and the like always have a second party."""
        mutual = f"{relation}With" in self.world.labels
        for number in range(self.chance.choices(range(5), (3 if mutual else 68, 14, 12, 4, 2))[0]):
            role = "with" if mutual or number else self.chance.choice(("with", "recipient", "instrument"))
            node = self.other(taken, {"Instrument": 1} if role == "instrument" else SUBJECTS)
            taken.add(node.key)
            self.write({"with": " with ", "recipient": " towards ", "instrument": " by "}[role])
            yield self.filler(role, node)

    def place(self) -> Filler | None:
        if self.chance.random() > 0.12:
            return None
        self.write(" in ")
        return self.filler("place", self.world.place(self.chance))

    def time(self) -> TimeValue | None:
        """A date of the weeks before publication, of any precision; some stay open, some are a span."""
        if self.chance.random() > 0.2:
            return None
        self.write(" ")
        day = self.published - timedelta(days=int(self.chance.expovariate(1 / 40)))
        kind = self.chance.choices(("day", "month", "year", "span", "open"), (50, 22, 14, 8, 6))[0]
        if kind == "day":
            return TimeValue(self.write(f"on {day:%B} {day.day}, {day.year}"), day.isoformat())
        if kind == "month":
            return TimeValue(self.write(f"in {day:%B} {day.year}"), day.isoformat()[:7])
        if kind == "year":
            return TimeValue(self.write(f"in {day.year}"), str(day.year))
        if kind == "open":
            return TimeValue(self.write("some time ago"), None)
        years = day.year - self.chance.randrange(1, 9), day.year
        return TimeValue(self.write(f"from {years[0]} to {years[1]}"), *map(str, years))

    def speakers(self, subject: Node, status: Status) -> tuple[Filler, ...]:
        """Who says so: nobody but the author in most claims, else one, seldom with a second who reports the first."""
        if self.chance.random() > (0.6 if status in ("alleged", "proposed") else 0.2):
            return ()
        kinds: dict[NodeType, int] = {"Person": 60, "Organisation": 30, "State": 10}
        self.write(", said ")
        first = self.filler("speaker", self.other({subject.key}, kinds))
        if self.chance.random() > 0.15:
            return (first,)
        self.write(" according to ")
        return first, self.filler("speaker", self.other({subject.key, first.node.key}, {"Organisation": 1}))

    def mutual(self, claim: Claim) -> Iterator[Claim]:
        """The edge to the first other party of a signing, an exercise, an exchange."""
        relation = f"{claim.relation}With"
        party = next((filler for filler in claim.participants if filler.role == "with"), None)
        if party and relation in self.world.labels and fits(relation, claim.subject.node, party.node):
            rest = tuple(filler for filler in claim.participants if filler != party)
            label = self.world.labels[relation]
            key = f"{claim.key[:-1]}w"
            yield replace(claim, key=key, relation=relation, label=label, object=party, participants=rest)

    def lifted(self, claim: Claim) -> Iterator[Claim]:
        """The same of the state that an official acts for."""
        state = self.world.gazetteer.states.get(claim.subject.node.country or "")
        taken = {filler.node.key for filler in (claim.object, *claim.participants) if filler}
        if claim.subject.node.type == "Person" and state and state not in taken | {claim.subject.node.key}:
            node = self.world.gazetteer.nodes[state]
            if fits(claim.relation, node, claim.object.node if claim.object else node):
                subject = Filler(claim.subject.role, node)
                yield replace(claim, key=f"{claim.key[:-1]}s", subject=subject, lifted_from=claim.key)
