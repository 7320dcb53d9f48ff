"""Two builds compared: claims are known again by their words, not by their IRIs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from claims_by_hand import IRNA, RIYADH, Sheet, article, pact, stored
from conftest import Kg, lines

from kg.compare import Difference, compare
from kg.graph import quads, write_trig
from kg.model import Claim, Filler
from kg.record import Statement
from kg.statements import statements


def records(claims: Sequence[Claim]) -> list[Statement]:
    return list(statements(stored(*quads(pact()[0], claims))))


def between(change: dict[str, object]) -> Difference:
    """The pact compared with itself after a change of the claim that Iran proposed a coalition."""
    _, claims = pact()
    changed = [replace(claim, **change) if claim.relation == "proposed" else claim for claim in claims]  # type: ignore[arg-type]
    return compare(records(claims), records(changed))


def test_equal_builds_do_not_differ() -> None:
    _, claims = pact()
    assert not compare(records(claims), records(claims))
    renamed = [replace(claim, key=f"other{claim.key}", lifted_from=None) for claim in claims]
    originals = [replace(claim, lifted_from=None) for claim in claims]
    assert not compare(records(originals), records(renamed)), "an IRI of another build is no difference"
    assert not between({"confidence": 0.1}), "confidence moves with every model"


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"status": "alleged"}, {"status": ("asserted", "alleged")}),
        ({"speakers": (Filler("speaker", IRNA),)}, {"speakers": ([], ["IRNA"])}),
        ({"place": Filler("place", RIYADH)}, {"place": (None, "Riyadh")}),
        ({"tense": "past", "habitual": True}, {"tense": (None, "past"), "habitual": (False, True)}),
    ],
)
def test_what_changed_of_a_claim_is_named(change: dict[str, object], fields: dict[str, object]) -> None:
    found = between(change)
    assert (found.added, found.gone) == ([], [])
    assert [one.fields for one in found.changed] == [fields]


def test_added_and_gone_are_mirrors() -> None:
    _, claims = pact()
    more, fewer = records(claims), records(claims[:-1])
    grown, shrunk = compare(fewer, more), compare(more, fewer)
    assert (
        [one["subject"]["label"] for one in grown.added]
        == ["Israel"]
        == [one["subject"]["label"] for one in shrunk.gone]
    )
    assert not grown.gone and not grown.changed and not shrunk.added


def test_a_sentence_rewritten_is_a_change() -> None:
    def told(text: str) -> list[Statement]:
        sheet = Sheet(article("a.txt", text))
        from claims_by_hand import IRAN, ISRAEL

        sheet.claim(sheet.filler("actor", ISRAEL), "attacked", "attacked", sheet.filler("recipient", IRAN))
        return list(statements(stored(*quads(sheet.article, sheet.claims))))

    (change,) = compare(told("Israel attacked Iran."), told("Israel attacked Iran again.")).changed
    assert change.fields == {"sentence": ("Israel attacked Iran.", "Israel attacked Iran again.")}


def test_the_opposite_of_what_stood_is_a_contradiction() -> None:
    found = between({"status": "negated"})
    assert [(one["status"], other["status"]) for one, other in found.contradicted] == [("asserted", "negated")]
    assert between({"status": "possible"}).contradicted == []
    assert between({"status": "negated", "doubted": True}).contradicted == []


def test_exit_codes_are_those_of_diff(kg: Kg, tmp_path: Path) -> None:
    read, claims = pact()
    for name, some in (("a", claims), ("b", claims[:-1])):
        (tmp_path / name).mkdir()
        write_trig(quads(read, some), tmp_path / name / "graph.trig")
    a, b = tmp_path / "a", tmp_path / "b"
    same = kg("diff", a, a)
    assert (same.code, lines(same.err)) == (0, ["kg: 0 added, 0 gone, 0 changed, 0 contradicted"])
    other = kg("diff", a, b, "--format", "json")
    assert other.code == 1
    found = json.loads(other.out)
    assert {name: len(found[name]) for name in found} == {"added": 0, "gone": 1, "changed": 0, "contradicted": 0}
    assert "Israel" in kg("diff", b, a).out
    (b / "graph.trig").write_text("<a> <b>", "utf-8")
    for broken in (b, tmp_path / "nowhere"):
        ran = kg("diff", a, broken)
        assert (ran.code, len(lines(ran.err))) == (2, 1)
