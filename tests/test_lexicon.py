"""The relation lexicon: its files against the ontology, and what the loader says of bad ones."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.entries import Slot
from kg.errors import DataError
from kg.lexicon import Lexicon, load_lexicon
from kg.patterns import Pattern

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "kg" / "data" / "lexicon"
PREFIXES = {
    "rel": "https://w3id.org/actorkg/relation#",
    "kg": "https://w3id.org/actorkg/ontology#",
    "plover": "https://w3id.org/actorkg/plover#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
ENTRY = {
    "id": "attack",
    "relation": "attacked",
    "type": "ASSAULT",
    "verbs": "[attack]",
    "examples": '[{text: "Israel attacked Iran.", gives: [Israel, attacked, Iran]}]',
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    for name in ("relations.ttl", "plover.ttl"):
        store.load(path=str(ROOT / "ontology" / name), format=RdfFormat.TURTLE)
    return store


def _names(store: Store, pattern: str, *variables: str) -> list[tuple[str, ...]]:
    found = store.query(f"SELECT * {{ {pattern} }}", prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    rows = [tuple(getattr(row[name], "value", "") for name in variables) for row in found]
    return [tuple(re.sub(r".*#", "", cell) for cell in row) for row in rows]


def _used(lexicon: Lexicon) -> set[str]:
    slots = [s for e in lexicon.entries.values() for table in (e.slots, e.noun_slots) for s in table.values()]
    return {e.relation for e in lexicon.entries.values()} | {s.property for s in slots if s.property}


def test_it_is_as_wide_as_promised(lexicon: Lexicon) -> None:
    assert len(lexicon.entries) >= 200
    assert sum(len(entry.patterns) for entry in lexicon.entries.values()) >= 450


def test_every_relation_has_words_or_is_given_by_code(lexicon: Lexicon, ontology: Store) -> None:
    by_code = {name for (name,) in _names(ontology, '?r skos:editorialNote "given by code"@en', "r")}
    assert "other" in by_code
    assert _used(lexicon) | by_code == set(lexicon.relations)


def test_no_relation_is_both_in_words_and_noted_as_given_by_code(lexicon: Lexicon, ontology: Store) -> None:
    by_code = {name for (name,) in _names(ontology, '?r skos:editorialNote "given by code"@en', "r")}
    assert not by_code & {entry.relation for entry in lexicon.entries.values()}


@pytest.mark.parametrize("term", ["rdfs:label", "skos:definition"])
def test_every_relation_has_a_label_and_a_definition(lexicon: Lexicon, ontology: Store, term: str) -> None:
    rows = _names(ontology, f"?r a owl:ObjectProperty ; {term} ?text", "r", "text")
    assert sorted(name for name, _ in rows) == sorted(lexicon.relations)
    assert all(text for _, text in rows)


def test_every_relation_is_below_related(lexicon: Lexicon, ontology: Store) -> None:
    below = {name for (name,) in _names(ontology, "?r rdfs:subPropertyOf* rel:related", "r")}
    assert below >= set(lexicon.relations)


def test_types_of_entries_are_those_of_their_relations(lexicon: Lexicon, ontology: Store) -> None:
    typed = dict(_names(ontology, "?r kg:eventType ?t", "r", "t"))
    wrong = {e.id: e.event_type for e in lexicon.entries.values() if typed.get(e.relation) != e.event_type}
    assert wrong == {}


def test_mutual_entries_have_symmetric_relations(lexicon: Lexicon, ontology: Store) -> None:
    symmetric = {name for (name,) in _names(ontology, "?r a owl:SymmetricProperty", "r")}
    assert {e.relation for e in lexicon.entries.values() if e.mutual} <= symmetric


def test_inverses_are_declared_on_both_sides(ontology: Store) -> None:
    inverse = set(_names(ontology, "?a owl:inverseOf ?b", "a", "b"))
    assert inverse
    assert inverse == {(b, a) for a, b in inverse}


def test_every_plover_root_and_mode_is_covered(lexicon: Lexicon, ontology: Store) -> None:
    concepts = {name for (name,) in _names(ontology, "?c a skos:Concept", "c")}
    told = {e.event_type for e in lexicon.entries.values()} | {
        f"{e.event_type}-{e.mode}" for e in lexicon.entries.values() if e.mode
    }
    assert len({name for name in concepts if "-" not in name}) == 16
    assert concepts <= told


def test_every_entry_has_examples_for_and_against(lexicon: Lexicon) -> None:
    for entry in lexicon.entries.values():
        assert entry.examples, entry.id
        assert entry.counter_examples, entry.id
        for example in entry.examples:
            assert example.gives[1] in lexicon.relations, entry.id
            assert example.gives[0] in example.text, entry.id
            assert example.gives[2] in example.text, entry.id


def test_patterns_come_most_specific_first(lexicon: Lexicon) -> None:
    expressions = [(p.noun, p.particle, p.preposition) for p in lexicon.verbs["pull"]]
    assert expressions.index((None, "out", "of")) < expressions.index((None, "out", None))
    opened = [(p.noun, p.preposition) for p in lexicon.verbs["open"]]
    assert opened.index(("fire", "on")) < len(opened) - 1


def test_two_word_nouns_are_filed_under_the_last_word(lexicon: Lexicon) -> None:
    strikes = lexicon.nouns["strike"]
    assert {p.noun for p in strikes} >= {"air", "drone", "hunger", None}
    assert strikes[-1].noun is None


@pytest.mark.parametrize(
    ("form", "particle", "noun", "preposition", "noun_last"),
    [
        ("attack", None, None, None, False),
        ("blow up", "up", None, None, False),
        ("fire at", None, None, "at", False),
        ("crack down on", "down", None, "on", False),
        ("open fire on", None, "fire", "on", False),
        ("put on alert", None, "alert", "on", True),
        ("cease fire", None, "fire", None, False),
        ("{verb: hand, particle: over}", "over", None, None, False),
        ("{verb: preside, preposition: over}", None, None, "over", False),
        ("{verb: put, preposition: on, noun: alert}", None, "alert", "on", True),
    ],
)
def test_reading_of_expressions(
    tmp_path: Path, form: str, particle: str | None, noun: str | None, preposition: str | None, noun_last: bool
) -> None:
    found = _load(tmp_path, verbs=f"[{form!r}]" if not form.startswith("{") else f"[{form}]")
    (patterns,) = found.verbs.values()
    lemma = re.findall(r"\w+", form.removeprefix("{verb: "))[0]
    assert patterns == (Pattern("attack", "verb", lemma, particle, noun, preposition, noun_last),)


@pytest.mark.parametrize(
    ("form", "modifier", "takes"),
    [
        ("pour cold water on", "cold", None),
        ("{verb: give, noun: light, modifier: green, preposition: to}", "green", None),
        ("{verb: charge, takes: clause}", None, "clause"),
        ("{verb: turn, preposition: to, takes: for}", None, "for"),
    ],
)
def test_what_an_expression_asks_for(tmp_path: Path, form: str, modifier: str | None, takes: str | None) -> None:
    found = _load(tmp_path, verbs=f"[{form!r}]" if not form.startswith("{") else f"[{form}]")
    (pattern,) = next(iter(found.verbs.values()))
    assert (pattern.modifier, pattern.takes) == (modifier, takes)


def test_a_class_stands_for_its_nouns_and_is_tried_first(tmp_path: Path) -> None:
    found = _load(tmp_path, verbs="[blast, {verb: blast, subject: weapon}]")
    narrow, wide = found.verbs["blast"]
    assert "jet" in narrow.subject
    assert wide.subject == frozenset()


@pytest.mark.parametrize(
    ("text", "message"),
    [("- jet", "expected a list of nouns under the name of each class"), ("weapon: jet", "class weapon: expected a")],
)
def test_bad_classes_are_named(tmp_path: Path, text: str, message: str) -> None:
    _write(tmp_path, {})
    (tmp_path / "classes.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_lexicon(tmp_path)


def test_slots_and_the_preposition_on(tmp_path: Path) -> None:
    found = _load(tmp_path, slots="{object: object, on: recipient=firedAt}")
    assert dict(found.entries["attack"].slots) == {"object": Slot("object", None), "on": Slot("recipient", "firedAt")}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"relation": "atacked"},
            'entry attack: relation "atacked" is not in ontology/relations.ttl; did you mean "attacked"?',
        ),
        ({"type": "ASSULT"}, 'type "ASSULT" is not in ontology/plover.ttl; did you mean "ASSAULT"?'),
        ({"mode": "aeril"}, 'mode "ASSAULT-aeril" is not in ontology/plover.ttl; did you mean "ASSAULT-aerial"?'),
        ({"noun": "[attack]"}, 'key "noun" is not known; did you mean "nouns"?'),
        ({"slots": "{objct: recipient}"}, 'key of slots "objct" is not known; did you mean "object"?'),
        ({"slots": "{object: recipent}"}, 'role "recipent" is not known; did you mean "recipient"?'),
        (
            {"slots": "{to: recipient=firdAt}"},
            'relation "firdAt" is not in ontology/relations.ttl; did you mean "firedAt"?',
        ),
        ({"verbs": "[hand over]"}, "expected the long form for 'hand over'"),
        ({"verbs": "[give in to]"}, "expected one preposition at most in 'give in to'"),
        ({"verbs": "[give water on plan]"}, "expected one noun at most in 'give water on plan'"),
        ({"verbs": "[{verb: blast, subject: wepon}]"}, 'class "wepon" is not in classes.yaml; did you mean "weapon"?'),
        ({"verbs": "[{verb: charge, takes: clauses}]"}, 'complement "clauses" is not known; did you mean "clause"?'),
        ({"verbs": "[{verb: hit, prep: at}]"}, 'key "prep" is not known; expected one of: modifier noun'),
        ({"verbs": "[attack, attack]"}, "verb 'attack' is in entry attack already; keep one"),
        ({"verbs": "[]"}, "expected verbs, nouns or adjectives"),
        ({"nouns": "[long range strike]"}, "expected one or two words and a preposition at most in the noun"),
        ({"examples": "[]"}, "expected at least one example"),
        ({"examples": "[{text: A, gives: [B]}]"}, "expected gives: [subject, relation, object]"),
        ({"mutual": "perhaps"}, "expected mutual: true or false"),
        ({"verbs": "[*other]"}, "a YAML alias"),
        ({"verbs": "[attack"}, "not YAML"),
    ],
)
def test_bad_entries_are_named(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    with pytest.raises(DataError) as caught:
        _load(tmp_path, **changes)
    assert message in str(caught.value)
    assert str(caught.value).startswith("assault.yaml")
    assert "\n" not in str(caught.value)


def test_two_files_with_one_id(tmp_path: Path) -> None:
    _write(tmp_path, {})
    shutil.copy(tmp_path / "relations" / "assault.yaml", tmp_path / "relations" / "coerce.yaml")
    with pytest.raises(DataError, match=r"coerce\.yaml: entry attack: an entry of this id exists already"):
        load_lexicon(tmp_path)


def test_two_entries_with_one_pattern(tmp_path: Path) -> None:
    _write(tmp_path, {})
    again = (tmp_path / "relations" / "assault.yaml").read_text(encoding="utf-8").replace("id: attack", "id: hit")
    (tmp_path / "relations" / "coerce.yaml").write_text(again, encoding="utf-8")
    with pytest.raises(DataError, match=r"coerce\.yaml: entry hit: verb 'attack' is in entry attack already"):
        load_lexicon(tmp_path)


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no relations"):
        load_lexicon(tmp_path)
    _write(tmp_path, {})
    (tmp_path / "light_verbs.yaml").unlink()
    with pytest.raises(DataError, match=r"light_verbs\.yaml: cannot be read"):
        load_lexicon(tmp_path)


def test_labels_are_read_between_subject_and_object(lexicon: Lexicon) -> None:
    assert lexicon.relations["signed"] == "signed"
    assert lexicon.relations["calledFor"] == "called for"
    assert lexicon.relations["memberOf"] == "is a member of"


def test_light_verbs_do_the_act_they_carry(lexicon: Lexicon) -> None:
    assert {"launch", "hold", "carry out", "impose"} <= lexicon.light_verbs
    assert not {"plan", "announce", "condemn", "sign"} & lexicon.light_verbs


def _write(folder: Path, changes: dict[str, str]) -> None:
    (folder / "relations").mkdir(exist_ok=True)
    for file in ("light_verbs.yaml", "classes.yaml"):
        shutil.copy(SHIPPED / file, folder)
    lines = [f"  {key}: {value}" for key, value in {**ENTRY, **changes}.items()]
    lines[0] = "- " + lines[0].lstrip()
    (folder / "relations" / "assault.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _load(folder: Path, **changes: str) -> Lexicon:
    _write(folder, changes)
    return load_lexicon(folder)
