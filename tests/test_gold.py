"""The gold facts are sound, the scorer counts rightly, and the pipeline reaches the recall that is asked of it."""

from __future__ import annotations

import collections
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gold.score import ACCEPTED, HERE, main, read_rows, read_texts, same_name, score

GOLD = list(read_rows(HERE / "seeds.jsonl"))
FACTS = [row for row in GOLD if not row.get("trap")]
TRAPS = [row for row in GOLD if row.get("trap")]
TEXTS = {stem[:3]: text for stem, text in read_texts().items()}
STEMS = {stem[:3]: stem for stem in read_texts()}
NO_FACT = [line.split("\t") for line in (HERE / "no_fact.txt").read_text(encoding="utf-8").splitlines()]
REQUIRED = {"id", "doc", "sent", "s", "r", "o", "status", "core"}
OPTIONAL = {"time", "place", "by", "with", "symmetric", "static", "trap"}
SENTENCE_END = re.compile(r"(?<!Mr)[.?!][”’]?\s+(?=[A-Z‘“])")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences and single lines of an article, without surrounding blanks."""
    for found in re.finditer(r"[^\n]+", text):
        start = found.start()
        for end in [*(found.start() + cut.end() for cut in SENTENCE_END.finditer(found.group())), found.end()]:
            words = text[start:end]
            if words.strip():
                yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
            start = end


def perfect(fact: dict[str, Any]) -> dict[str, Any]:
    """The statement record that says exactly what the fact says."""
    start = TEXTS[fact["doc"]].index(fact["sent"])
    statuses = {"any": "possible", "reported": "alleged"}
    return {
        "document": STEMS[fact["doc"]] + ".txt",
        "subject": {"label": fact["s"][0]},
        "object": {"label": fact["o"][0]} if fact["o"] else None,
        "predicate": {"label": fact["r"][0]},
        "trigger": fact["r"][0],
        "event_type": None,
        "participants": [{"role": "with", "label": fact["with"][0]}] if "with" in fact else [],
        "status": statuses.get(fact["status"], fact["status"]),
        "speaker": {"label": fact["by"][0]} if "by" in fact else None,
        "time": fact.get("time"),
        "place": {"label": fact["place"]} if "place" in fact else None,
        "evidence": {"start": start, "end": start + len(fact["sent"]), "text": fact["sent"]},
    }


def test_there_is_enough() -> None:
    assert len(FACTS) >= 75
    assert len(TRAPS) >= 15
    assert {row["doc"] for row in FACTS} == {row["doc"] for row in TRAPS} == set(TEXTS)


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_row_is_well_formed(row: dict[str, Any]) -> None:
    assert row.keys() >= REQUIRED
    assert row.keys() <= REQUIRED | OPTIONAL
    assert TEXTS[row["doc"]].count(row["sent"]) == 1
    assert row["s"]
    assert all(row["s"])
    assert all(row["o"])
    assert row["r"] == [""] if "" in row["r"] else row["r"]
    assert "" not in row["r"] or row.get("trap")
    assert row["status"] in {*ACCEPTED, "any"}
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row.get("time", "2025"))
    assert all(isinstance(row.get(key, []), list) for key in ("s", "r", "o", "by", "with"))


def test_ids_and_lines_are_unique() -> None:
    assert len({row["id"] for row in GOLD}) == len(GOLD)
    assert len({str({**row, "id": None}) for row in GOLD}) == len(GOLD)


def test_every_sentence_is_under_a_fact_or_listed() -> None:
    listed = {(document, words) for document, _, words in NO_FACT}
    seen = set()
    for document, text in TEXTS.items():
        at = [(text.index(fact["sent"]), len(fact["sent"])) for fact in FACTS if fact["doc"] == document]
        for start, end in sentences(text):
            words = text[start:end]
            covered = any(first < end and start < first + size for first, size in at)
            assert covered != ((document, words) in listed), words
            seen.add((document, words))
    assert listed <= seen


def test_readme_figures_are_right() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for document in TEXTS:
        figures = [sum(row["doc"] == document for row in rows) for rows in (FACTS, TRAPS)]
        figures.append(sum(line[0] == document for line in NO_FACT))
        assert f"| {document} | " + " | ".join(map(str, figures)) + " |" in readme
    assert f"The {len(NO_FACT)} sentences without a fact" in readme
    for kind, count in collections.Counter(kind for _, kind, _ in NO_FACT).items():
        assert f"| {kind} | {count} |" in readme


def test_gold_passes_itself() -> None:
    """A statement per fact finds every fact in full, and none of them is a trap."""
    result = score(GOLD, map(perfect, FACTS), read_texts())
    assert result.misses == ()
    assert (result.recall, result.full_recall, result.core_recall) == (1.0, 1.0, 1.0)
    assert (result.facts, result.traps, result.fallen) == (len(FACTS), len(TRAPS), 0)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda row: row["id"])
def test_each_trap_can_be_fallen_into(trap: dict[str, Any]) -> None:
    assert score([trap], [perfect(trap)], read_texts()).fallen == 1


TEXT = "On Monday Alpha attacked Beta. Gamma said that Delta could join the pact."
ATTACK: dict[str, Any] = {
    "id": "1",
    "doc": "made",
    "sent": "Alpha attacked Beta",
    "s": ["Alpha"],
    "r": ["attack"],
    "o": ["Beta"],
    "status": "asserted",
    "time": "2025-06",
    "core": 1,
}
JOIN: dict[str, Any] = {
    "id": "2",
    "doc": "made",
    "sent": "Delta could join the pact",
    "s": ["Delta"],
    "r": ["join"],
    "o": ["pact"],
    "status": "possible",
    "by": ["Gamma"],
    "core": 0,
}
JOINED = {key: value for key, value in JOIN.items() if key != "by"} | {"id": "3", "status": "asserted", "trap": 1}


def stated(subject: str, relation: str, other: str | None, words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "document": "made_up.txt",
        "subject": {"label": subject},
        "predicate": {"label": relation},
        "trigger": relation,
        "object": {"label": other} if other else None,
        "status": "asserted",
        "evidence": {"start": start, "end": start + len(words), "text": words},
    } | more


FULL_ATTACK = stated("Alpha", "attacked", "Beta", "Alpha attacked", time="2025-06-02")
FULL_JOIN = stated("Delta", "join", "pact", "join", status="conditional", speaker={"label": "General Gamma"})


@pytest.mark.parametrize(
    ("label", "statements", "found", "full", "fallen"),
    [
        ("nothing", [], 0, 0, 0),
        ("both in full", [FULL_ATTACK, FULL_JOIN], 2, 2, 0),
        ("the other way round", [stated("Beta", "attacked", "Alpha", "attacked", time="2025-06")], 0, 0, 0),
        ("wrong month", [FULL_ATTACK | {"time": "2025-07-02"}], 1, 0, 0),
        ("no date", [FULL_ATTACK | {"time": None}], 1, 0, 0),
        ("wrong status", [FULL_ATTACK | {"status": "negated"}], 1, 0, 0),
        ("no speaker", [FULL_JOIN | {"speaker": None}], 1, 0, 0),
        ("other relation", [stated("Alpha", "visited", "Beta", "Alpha attacked", time="2025-06")], 0, 0, 0),
        (
            "relation in the event type",
            [FULL_ATTACK | {"predicate": {"label": "struck"}, "trigger": "attack"}],
            1,
            1,
            0,
        ),
        ("evidence elsewhere", [stated("Alpha", "attacked", "Beta", "On Monday ", time="2025-06")], 0, 0, 0),
        ("other document", [FULL_ATTACK | {"document": "another.txt"}], 0, 0, 0),
        ("no object", [stated("Alpha", "attacked", None, "attacked", time="2025-06")], 0, 0, 0),
        ("the trap", [stated("Delta", "joined", "pact", "Delta could join")], 1, 0, 1),
        ("halves of two statements", [FULL_ATTACK | {"time": None}, FULL_ATTACK | {"status": "alleged"}], 1, 0, 0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_scorer_counts(label: str, statements: list[dict[str, Any]], found: int, full: int, fallen: int) -> None:
    result = score([ATTACK, JOIN, JOINED], statements, {"made_up": TEXT})
    assert (result.found, result.full, result.fallen) == (found, full, fallen)
    assert (result.facts, result.core, result.traps) == (2, 1, 1)
    assert len(result.misses) == 2 - full + fallen


def test_symmetric_fact_takes_both_directions_and_participants() -> None:
    one_way = ATTACK | {"r": ["met"], "status": "any"}
    turned = stated("Beta", "met", "Alpha", "Alpha attacked Beta")
    beside = stated("Omega", "met", "Alpha", "Alpha attacked Beta", participants=[{"role": "with", "label": "Beta"}])
    for statement in (turned, beside):
        assert score([one_way], [statement], {"made_up": TEXT}).found == 0
        assert score([one_way | {"symmetric": 1}], [statement], {"made_up": TEXT}).found == 1


def test_fact_about_one_thing_takes_it_as_subject_or_object() -> None:
    alone = ATTACK | {"o": []}
    for statement in (stated("Alpha", "attacked", None, "attacked"), stated("Omega", "attacked", "Alpha", "attacked")):
        assert score([alone], [statement], {"made_up": TEXT}).found == 1
    assert score([alone], [stated("Omega", "attacked", "Beta", "attacked")], {"made_up": TEXT}).found == 0


@pytest.mark.parametrize(
    ("name", "alias", "same"),
    [
        ("Islamic Republic of Iran", "Iran", True),
        ("Iran's parliament", "the Parliament of Iran", True),
        ("Crown Prince", "Saudi Crown Prince", True),
        ("Arabia", "Saudi Arabia", False),
        ("Iranian parliament", "Iran", False),
        ("", "Iran", False),
        ("Tehran’s credibility", "Tehran's credibility", True),
    ],
)
def test_names(name: str, alias: str, same: bool) -> None:
    assert same_name(name, [alias]) is same


def test_pipeline_reaches_the_gold(seed_statements: list[dict[str, Any]]) -> None:
    result = score(GOLD, seed_statements, read_texts())
    report = "\n".join([*result.misses, str(result)])
    assert result.core_recall >= 0.85, report
    assert result.core_full / result.core >= 0.80, report
    assert result.recall >= 0.65, report
    assert result.fallen == 0, report


def test_scorer_runs_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "statements.jsonl"
    path.write_text("\n".join(json.dumps(perfect(fact)) for fact in FACTS[1:]), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["score.py", str(path)])
    main()
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"missed  {FACTS[0]['id']} | ")
    assert out[-1].endswith(f"traps fallen into 0 of {len(TRAPS)}")
