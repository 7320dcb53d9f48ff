"""Statement records for the tests of the page: the seed articles' content, and graphs of any size."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

DATA = "https://w3id.org/actorkg/data/"
RELATION = "https://w3id.org/actorkg/relation#"
Record = dict[str, Any]


def seed_records() -> list[Record]:
    """The table in cases/view_statements.yaml as records, in its order."""
    path = Path(__file__).parent / "cases" / "view_statements.yaml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = table["statements"]
    assert len(rows) > 40, "no cases found"
    return [_record(table, number, row) for number, row in enumerate(rows)]


def node(label: str, kind: str, country: str | None = None, mention: str | None = None) -> Record:
    return {
        "iri": f"{DATA}{label.replace(' ', '_')}",
        "label": label,
        "type": kind,
        "country": country,
        "mention": mention,
    }


IRAN, ISRAEL, IRAQ = node("Iran", "State", "IRN"), node("Israel", "State", "ISR"), node("Iraq", "State", "IRQ")
PACT = node("Pact", "Instrument")


def statement(number: int, subject: Record, relation: str, thing: Record | None, **more: Any) -> Record:
    """A complete record with plain values wherever ``more`` says nothing."""
    text = more.pop("text", f"{subject['label']} {relation} {thing['label'] if thing else 'again'}.")
    quote = {"start": 0, "end": len(text), "text": text}
    record = {
        "statement": f"{DATA}claim/{number}",
        "event": f"{DATA}event/{number}",
        "document": "article.txt",
        "title": None,
        "subject": subject,
        "predicate": {"iri": RELATION + relation.replace(" ", "_"), "label": relation},
        "object": thing,
        "trigger": relation,
        "participants": [],
        "event_type": None,
        "act_type": more.get("event_type"),
        "status": "asserted",
        "speaker": None,
        "speakers": [],
        "time": None,
        "place": None,
        "evidence": quote,
        "sentence": quote,
        "trigger_at": None,
        "confidence": 0.8,
        "doubted": False,
        "tense": None,
        "lifted_from": None,
    }
    return record | more


def quoted(text: str, sentence: str, trigger: str) -> Record:
    """The places of a sentence and its trigger in a text, as a record has them."""
    start, at = text.index(sentence), text.index(trigger)
    passage = {"start": start, "end": start + len(sentence), "text": sentence}
    return {
        "sentence": passage,
        "evidence": passage,
        "trigger": trigger,
        "trigger_at": {"start": at, "end": at + len(trigger)},
    }


def data_of(page: str) -> Record:
    """The data in the text of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    data: Record = json.loads(found[1])
    return data


def large_records(count: int, per_node: int = 2) -> list[Record]:
    """Claims among ``count`` actors in circles of about fifty around a centre each, drawn without chance."""
    kinds = ("State", "Organisation", "ArmedGroup", "Person", "Bloc")
    types = ("CONSULT", "ASSAULT", "AID", "ACCUSE", None)
    actors = [
        node(f"Actor {number:05d}", kinds[number % 5], "IRN" if number % 5 == 0 else None) for number in range(count)
    ]
    records = []
    for number in range(count * per_node):
        one = number % count
        centre = one // 50 * 50
        two = centre if number < count else (one * 7 + 13) % count if one % 9 == 0 else centre + (one * 11 + 5) % 50
        two = two if two != one and two < count else (one + 1) % count
        status = "asserted" if number % 4 else "alleged"
        records.append(
            statement(number, actors[one], "met with", actors[two], event_type=types[number % 5], status=status)
        )
    return records


def _record(table: Record, number: int, row: list[Any]) -> Record:
    sentence, subject, relation, thing, trigger, status, kind, more = row
    document, text = table["sentences"][sentence]
    start = 100 * list(table["sentences"]).index(sentence)
    at = text.index(trigger)
    subject_words, object_words = more.get("mentions") or [_words(subject, text), _words(thing, text)]

    def filler(name: str, mention: str | None = None) -> Record:
        return node(name, *table["nodes"].get(name, ["Place", None]), mention)

    speaker = more.get("speaker")
    said = {key: value for key, value in filler(speaker).items() if key in {"iri", "label"}} if speaker else None
    place = more.get("place")
    return statement(
        number,
        filler(subject, subject_words),
        relation,
        filler(thing, object_words),
        statement=f"{DATA}claim/{more.get('key', number)}",
        event=f"{DATA}event/{sentence}-{trigger.replace(' ', '-')}",
        document=table["documents"][document]["name"],
        title=table["documents"][document]["title"],
        predicate={"iri": RELATION + more.get("predicate", relation.replace(" ", "_")), "label": relation},
        trigger=trigger,
        participants=[{"role": "with", **filler(name, _words(name, text))} for name in more.get("with", [])],
        event_type=kind,
        status=status,
        speaker=said,
        speakers=[said] if said else [],
        time=more.get("time"),
        place={"iri": f"{DATA}{place.replace(' ', '_')}", "label": place} if place else None,
        evidence={"start": start + at, "end": start + at + len(trigger), "text": trigger},
        sentence={"start": start, "end": start + len(text), "text": text},
        trigger_at={"start": start + at, "end": start + at + len(trigger)},
        confidence=0.9 if status == "asserted" else 0.62,
        doubted=bool(more.get("doubted")),
        lifted_from=f"{DATA}claim/{more['lifted']}" if "lifted" in more else None,
    )


def _words(name: str, text: str) -> str | None:
    return name if name in text else None
