"""Identity across many documents of an invented world: how much is merged rightly, in what time and memory.

    python benchmarks/identity.py [1000 20000 100000]

The world has people of 7,200 names in forty states, so that in a large one nearly every name has several bearers, and
events that several documents tell in more or less detail: some leave out the place, the post, or the day. Summaries are
made one at a time, so that the memory is that of the index alone; the seconds of the processor are those beside making
them. Every size runs in a process of its own; the first is the measure for the others. Scores are those of pairs.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kg.identity import Summary, identify
from kg.identity.merges import Merge
from kg.identity.records import Actor, Event, Place
from kg.keys import local_key

STATES = [f"{a}{b}X" for a in "ABCDEFGH" for b in "ABCDE"]
HELD_BY_ONE = ["foreign minister", "defence minister", "president"]
HELD_BY_MANY = ["deputy", "banker", "general", "judge", "ambassador"]
FIRST = [f"First{n}" for n in range(60)]
LAST = [f"Last{n}" for n in range(120)]
START = date(2031, 1, 1)


def person(number: int) -> tuple[str, str, str, str]:
    """First and last name, state and post of a person of this world."""
    dice = random.Random(f"person {number}")
    names = dice.choice(FIRST), dice.choice(LAST)
    if number < len(STATES) * len(HELD_BY_ONE):
        return *names, STATES[number % len(STATES)], HELD_BY_ONE[number // len(STATES)]
    return *names, dice.choice(STATES), dice.choice(HELD_BY_MANY)


def event(number: int) -> tuple[str, tuple[str, str], date, str]:
    """Relation, two states, day and town of an event of this world."""
    dice = random.Random(f"event {number}")
    one, other = dice.sample(STATES, 2)
    day = START + timedelta(days=dice.randrange(700))
    return dice.choice(["metWith", "bombed"]), (one, other), day, f"Town{dice.randrange(4)}_{other}"


def summaries(size: int) -> Iterator[tuple[Summary, dict[str, str]]]:
    """The summaries of ``size`` documents, each with what its keys truly stand for."""
    for number in range(size):
        yield document(number, size)


def document(number: int, size: int) -> tuple[Summary, dict[str, str]]:
    """A document of five persons and three events, with the truth about its keys."""
    dice = random.Random(f"document {number}")
    name, truth = f"{number:07d}.txt", {}
    actors = []
    for _ in range(5):
        # Half of the mentions are of those in office, as in news.
        who = dice.randrange(size // 2 + 1) if dice.random() < 0.5 else dice.randrange(120)
        first, last, state, post = person(who)
        alone, bare = dice.random() < 0.3, dice.random() < 0.2
        key = local_key(last, f"{number:08x}") if alone else f"{first}_{last}"
        if key in truth:
            continue
        truth[key] = f"person {who}"
        label = last if alone else f"{first} {last}"
        actors.append(Actor(key, label, "Person", None if bare else state, None if dice.random() < 0.3 else post))
    events = [told for _ in range(3) if (told := _event(number, size, dice, truth))]
    published = START + timedelta(days=dice.randrange(700))
    states = frozenset(actor.country for actor in actors if actor.country)
    return Summary(name, published, states, frozenset(), tuple(actors), tuple(events)), truth


def _event(number: int, size: int, dice: random.Random, truth: dict[str, str]) -> Event | None:
    which = dice.randrange(size // 2 + 1)
    relation, (one, other), day, town = event(which)
    key = f"{number:08x}{which:08x}"
    truth[key] = f"event {which}"
    place = None if dice.random() < 0.3 else Place(town, other, False)
    mutual = relation == "metWith"
    return Event(
        key=key,
        root="CONSULT" if mutual else "ASSAULT",
        mode=None,
        relations=frozenset({relation}),
        agents=frozenset({one, other} if mutual else {one}),
        targets=frozenset() if mutual else frozenset({(other, "State")}),
        persons=frozenset(),
        day=day.isoformat()[: 7 if dice.random() < 0.2 else 10],
        place=place,
    )


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    print("documents  seconds  of 1st  peak MB   persons P/R        events P/R")
    first = 0.0
    for size in map(int, sys.argv[1:] or ("1000", "20000", "100000")):
        run = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True, timeout=3600
        )
        seconds, memory, *scores = run.stdout.split()
        first = first or float(seconds) / size
        ratio = float(seconds) / size / first
        print(f"{size:9,}  {float(seconds):7.1f}  {ratio:5.2f}x  {memory:>7}   {'  '.join(scores)}")


def measure(size: int) -> None:
    """Prints seconds, peak memory, and precision and recall by pairs for one size."""
    started = time.process_time()
    sum(len(told.actors) for told, _ in summaries(size))
    making = time.process_time() - started
    started = time.process_time()
    identity = identify(told for told, _ in summaries(size))
    seconds = time.process_time() - started - making
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{seconds:.2f} {peak}",
        *(_score(size, kind, identity.entities, identity.events) for kind in ("person", "event")),
    )


def _score(
    size: int, kind: str, entities: Mapping[tuple[str, str], Merge], events: Mapping[tuple[str, str], Merge]
) -> str:
    merges = entities if kind == "person" else events
    found: Counter[str] = Counter()
    true: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for told, truth in summaries(size):
        for key, what in truth.items():
            if what.startswith(kind):
                merge = merges.get((told.document, key))
                standing = merge.into if merge else key
                found[standing] += 1
                true[what] += 1
                both[standing, what] += 1
    right = sum(n * (n - 1) // 2 for n in both.values())
    precision = right / max(1, sum(n * (n - 1) // 2 for n in found.values()))
    return f"{precision:.4f}/{right / max(1, sum(n * (n - 1) // 2 for n in true.values())):.4f}"


if __name__ == "__main__":
    main()
