"""Merges kept up as documents come and go: those of a fresh start, and worked out for what is concerned alone."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kg.identity import Decisions, Identity, Mentioned, Pair, Summary, differing, identify
from kg.identity import index as indexing
from kg.identity.index import Index
from kg.identity.records import Actor, Event, Place
from kg.keys import local_key

STATES = ["IRL", "CAN", "NOR"]
POSTS = [None, None, None, "foreign minister", "deputy", "deputy foreign minister"]
BODIES = ["Balkan_Water_Board", "Nordic_Fish_Council", "Supreme_Court", "BWB", "NFC", "The_Balkan_Water_Board", "Quill"]
ACRONYMS = {"Balkan_Water_Board": ("BWB",), "The_Balkan_Water_Board": ("BWB",), "Nordic_Fish_Council": ("NFC", "BWB")}
FIRST, LAST = ["Liam", "Maeve"], ["Quill", "Reed"]
KNOWN = ["NATO", "Hamas"]
# Decisions that bar merges of a surname with a name, of two documents' namesakes, and declare two bodies one.
DECISIONS = Decisions(
    same=(Pair(Mentioned("NFC"), Mentioned("Nordic_Fish_Council"), "A. N."),),
    different=(
        Pair(Mentioned("Quill"), Mentioned("Liam_Quill")),
        Pair(Mentioned("Balkan_Water_Board", "1.txt"), Mentioned("Balkan_Water_Board", "2.txt")),
        Pair(Mentioned("Supreme_Court", "3.txt"), Mentioned("Supreme_Court")),
    ),
)


def told(name: str, seed: int) -> Summary:
    """A document of a small world in which names are shared by many, drawn by its seed."""
    draw = random.Random(seed)
    bodies = {key: _body(key, draw) for key in draw.sample(BODIES, draw.randrange(4))}
    persons = {one.key: one for one in (_person(name, draw) for _ in range(draw.randrange(3)))}
    keys = [*bodies, *persons] or ["Serbia"]
    known = frozenset(key for key in KNOWN if draw.random() < 0.3)
    return Summary(
        name,
        date(2031, 1, 1) + timedelta(days=draw.choice([0, 1, 20, 500])) if draw.random() < 0.8 else None,
        frozenset(draw.sample(STATES, draw.randrange(3))),
        known | {key for key in bodies if draw.random() < 0.7},
        (*bodies.values(), *persons.values()),
        tuple(_event(f"{seed:08x}{number:08x}", keys, draw) for number in range(draw.randrange(4))),
    )


def _body(key: str, draw: random.Random) -> Actor:
    state = draw.choice([None, None, *STATES])
    return Actor(key, key.replace("_", " "), "Organisation", state, None, ACRONYMS.get(key, ())[: draw.randrange(3)])


def _person(document: str, draw: random.Random) -> Actor:
    last = draw.choice(LAST)
    alone = draw.random() < 0.5
    label = last if alone else f"{draw.choice(FIRST)} {last}"
    key = local_key(last, f"{int(document[:-4]):08x}") if alone else label.replace(" ", "_")
    return Actor(key, label, "Person", draw.choice([None, None, *STATES]), draw.choice(POSTS))


def _event(key: str, keys: list[str], draw: random.Random) -> Event:
    one, other = draw.choice(keys), draw.choice(["Greece", "Greece", *keys])
    return Event(
        key=key,
        root="ASSAULT",
        mode=draw.choice([None, None, None, "explosives"]),
        relations=frozenset({draw.choice(["bombed", "metWith", "metWith", "metWith"])}),
        agents=frozenset({one}),
        targets=frozenset({(other, "Organisation")}),
        persons=frozenset(),
        day=draw.choice(["2031-03-04", "2031-03-04", "2031-03-04", "2031-03"]),
        place=draw.choice([None, None, Place("Nis", "SRB", False)]),
    )


def database() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def histories(seed: int) -> Iterator[tuple[list[str], list[Summary], dict[str, Summary]]]:
    """Changes of a folder: what goes, what comes (some in place of what goes), and all that is there afterwards."""
    draw = random.Random(seed)
    there: dict[str, Summary] = {}
    for step in range(14):
        gone = [name for name in there if draw.random() < (0.25 if step else 0)]
        names = {f"{draw.randrange(9)}.txt" for _ in range(draw.choice([0, 1, 1, 2, 6]))}
        come = [told(name, draw.randrange(10_000)) for name in sorted(names)]
        gone += [one.document for one in come if one.document in there and one.document not in gone]
        there = {name: one for name, one in there.items() if name not in gone} | {one.document: one for one in come}
        yield gone, come, there


@pytest.mark.parametrize("decisions", [Decisions(), DECISIONS], ids=["rules alone", "with decisions"])
@pytest.mark.parametrize("seed", range(60))
def test_whatever_came_and_went_the_merges_are_those_of_a_fresh_start(seed: int, decisions: Decisions) -> None:
    index, before = Index(database(), decisions), Identity({}, {})
    merged = 0
    for gone, come, there in histories(seed):
        changed = index.change(gone, come)
        fresh = identify(there.values(), decisions)
        kept = index.identity()
        assert (kept.entities, kept.events) == (fresh.entities, fresh.events)
        # Nothing that differs is kept from those who write it, and what is the same is not written again.
        differ = differing(before, fresh) & there.keys()
        assert differ <= changed <= differ | {one.document for one in come}
        before = fresh
        merged += len(fresh.entities) + len(fresh.events)
    assert merged > 5


def test_an_acronym_explained_brings_people_together_who_are_known_by_its_company() -> None:
    """The document that comes has no person, and yet persons of others become one, and two again when it goes."""

    def of(name: str, body: str, acronyms: tuple[str, ...] = (), person: bool = True) -> Summary:
        board = Actor(body, body.replace("_", " "), "Organisation", "IRL", None, acronyms)
        actors = (board, Actor("Liam_Reed", "Liam Reed", "Person", None, None)) if person else (board,)
        return Summary(name, None, frozenset({"IRL"}), frozenset({body}), actors, ())

    index = Index(database())
    index.change((), [of("a.txt", "BWB"), of("b.txt", "Balkan_Water_Board")])
    persons = lambda: {merge.rule for merge in index.identity().entities.values() if "Reed" in merge.former}  # noqa: E731
    assert persons() == {"keptApart"}
    changed = index.change((), [of("c.txt", "Balkan_Water_Board", ("BWB",), person=False)])
    assert changed == {"a.txt", "b.txt", "c.txt"} and persons() == {"nameInContext"}
    index.change(["c.txt"], ())
    assert persons() == {"keptApart"}


def test_a_document_alone_has_the_merges_that_it_has_among_all() -> None:
    index = Index(database())
    index.change((), [told(f"{number}.txt", 100 + number) for number in range(9)])
    whole = index.identity()
    assert whole.entities and whole.events
    for number in range(9):
        alone = index.identity(f"{number}.txt")
        assert alone.entities == {at: merge for at, merge in whole.entities.items() if at[0] == f"{number}.txt"}
        assert alone.events == {at: merge for at, merge in whole.events.items() if at[0] == f"{number}.txt"}


def test_only_what_shares_a_name_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents there are, the records compared are those of the documents with this name."""

    def of(name: str, body: str) -> Summary:
        actor = Actor(body, body.replace("_", " "), "Organisation", "IRL", None)
        return Summary(name, None, frozenset(), frozenset({body}), (actor,), ())

    seen: list[int] = []
    real = indexing.thing_merges

    def counting(records: Iterator[object], words: object) -> object:
        kept = list(records)
        seen.append(len(kept))
        return real(kept, words)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing, "thing_merges", counting)
    for size in (30, 300):
        index = Index(database())
        index.change((), [of(f"{number}.txt", f"Board_of_Lake_{number // 3}") for number in range(size)])
        assert seen.pop() == size
        assert index.change((), [of("new.txt", "Board_of_Lake_4")]) == {"new.txt"}
        assert seen.pop() == 4
        assert index.change(["new.txt"], [of("new.txt", "Lough_Board")]) == {"new.txt"}
        assert seen.pop() == 3
        seen.clear()


def test_a_change_that_is_given_up_leaves_no_trace() -> None:
    base = database()
    index = Index(base)
    index.change((), [told(f"{number}.txt", number) for number in range(9)])
    before = index.identity()
    base.execute("BEGIN")
    index.change(["3.txt", "4.txt"], [told("9.txt", 77)])
    base.execute("ROLLBACK")
    assert index.identity() == before
    index.change(["3.txt"], [])
    assert index.identity() == identify(told(f"{number}.txt", number) for number in range(9) if number != 3)
