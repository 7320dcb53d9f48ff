from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
import yaml

from kg.actors import Gazetteer, load_actors
from kg.countries import country_codes
from kg.errors import DataError
from kg.model import NodeType
from kg.roles import Roles, load_roles

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "actors.yaml").read_text(encoding="utf-8"))
ACTORS = Path(__file__).parents[1] / "ontology" / "actors.ttl"
PREFIXES = """@prefix ent: <https://w3id.org/actorkg/data/entity/> .
@prefix kg: <https://w3id.org/actorkg/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_actors()


@pytest.fixture(scope="module")
def roles() -> Roles:
    return load_roles()


def straight(words: str) -> str:
    return words.replace("’", "'")


def test_cases_are_there() -> None:
    assert {part: len(rows) > 5 for part, rows in CASES.items()} == dict.fromkeys(
        ["names", "further", "unknown", "holders", "acts_for"], True
    )


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: case["name"])
def test_name_leads_first_to_its_node(case: dict[str, str], gazetteer: Gazetteer) -> None:
    first = gazetteer.names[straight(case["name"])][0]
    node = gazetteer.nodes[first.node_key]
    assert (node.key, node.type, node.country) == (case["key"], case["type"], case["country"])
    assert first.kind == case.get("kind", first.kind)


@pytest.mark.parametrize("case", CASES["further"], ids=lambda case: f"{case['name']} {case['key']}")
def test_name_has_a_further_meaning(case: dict[str, str], gazetteer: Gazetteer) -> None:
    assert (case["key"], case["kind"]) in {(n.node_key, n.kind) for n in gazetteer.names[case["name"]][1:]}


@pytest.mark.parametrize("words", CASES["unknown"])
def test_word_is_no_name(words: str, gazetteer: Gazetteer) -> None:
    assert words not in gazetteer.names
    assert words not in gazetteer.demonyms


@pytest.mark.parametrize("case", CASES["holders"], ids=lambda case: f"{case['name']} {case['day']}")
def test_holder_on_a_day(case: dict[str, date | str | None], gazetteer: Gazetteer) -> None:
    found = gazetteer.office_holders(case["name"], case["day"])
    assert (found.key if found else None) == case["key"]


@pytest.mark.parametrize("case", CASES["acts_for"], ids=lambda case: f"{case['key']} {case['day']}")
def test_whom_an_actor_acts_for(case: dict[str, date | str | None], gazetteer: Gazetteer) -> None:
    assert gazetteer.acts_for(case["key"], case["day"]) == case["for"]


def test_state_is_known_where_the_person_is_not(gazetteer: Gazetteer) -> None:
    assert gazetteer.office_holders("Assad", None) is None
    assert gazetteer.state_of("Assad", None) == "Syria"
    assert gazetteer.state_of("Nobody", None) is None


def test_maps_lead_to_states(gazetteer: Gazetteer) -> None:
    assert gazetteer.peoples["Iranians"] == gazetteer.demonyms["Iranian"] == gazetteer.capitals["Tehran"] == "Iran"
    assert gazetteer.peoples["Israelis"] == gazetteer.capitals["Jerusalem"] == gazetteer.cities["Haifa"] == "Israel"
    assert gazetteer.peoples["Palestinians"] == gazetteer.cities["Gaza"] == "Palestine"
    assert gazetteer.peoples["Kurds"] == gazetteer.demonyms["Kurdish"] == "Kurds"
    assert gazetteer.cities["Aleppo"] == "Syria"
    assert (gazetteer.states["RUS"], gazetteer.states["COD"]) == ("Russia", "DR_Congo")
    assert {gazetteer.nodes[key].type for key in gazetteer.capitals.values()} == {"State"}
    assert {gazetteer.nodes[key].type for key in gazetteer.cities.values()} == {"State"}


def test_gazetteer_is_wide(gazetteer: Gazetteer) -> None:
    sizes = {kind: sum(node.type == kind for node in gazetteer.nodes.values()) for kind in get_args(NodeType)}
    floors = {"State": 200, "Person": 900, "Organisation": 500, "ArmedGroup": 200, "Place": 1500, "Instrument": 80}
    assert {kind: sizes[kind] for kind in floors if sizes[kind] < floors[kind]} == {}


def test_every_node_has_key_label_type_and_a_valid_country(gazetteer: Gazetteer) -> None:
    codes = country_codes()
    for key, node in gazetteer.nodes.items():
        assert key == node.key
        assert re.fullmatch(r"[A-Za-z0-9_-]+", key), key
        assert node.label.strip() == node.label != ""
        assert node.type in get_args(NodeType)
        assert node.country is None or node.country in codes, key
        assert node.wikidata is None or re.fullmatch(r"Q[1-9][0-9]*", node.wikidata), key


def test_every_known_state_has_a_country(gazetteer: Gazetteer) -> None:
    assert [node.key for node in gazetteer.nodes.values() if node.type == "State" and node.country is None] == []


def test_no_two_names_of_one_label(gazetteer: Gazetteer) -> None:
    """A label leads to its node, unless a better known one of that name stands before it."""
    lost = [
        node.key
        for node in gazetteer.nodes.values()
        if node.type not in {"Place", "Person"}
        and node.key not in {name.node_key for name in gazetteer.names[straight(node.label)]}
    ]
    assert lost == []


def test_names_are_clean(gazetteer: Gazetteer) -> None:
    articles = {words for words in gazetteer.names if words.startswith(("the ", "a "))}
    assert articles == {"the West", "the West Bank", "the West German", "the West Germans", "the Dalai Lama"} & articles
    for words, candidates in gazetteer.names.items():
        assert words == " ".join(words.split()) and "’" not in words
        assert len(set(candidates)) == len(candidates)
        assert {name.words for name in candidates} == {words}


def test_actors_file_is_strict_turtle_without_repetition() -> None:
    triples = list(pyoxigraph.parse(path=ACTORS, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == len(set(triples)) > 10_000
    kinds = [t.subject for t in triples if t.predicate.value.endswith("#type")]
    assert len(kinds) == len(set(kinds))


def test_posts_end_after_they_start(gazetteer: Gazetteer) -> None:
    wrong = [post for post in gazetteer.posts if post.end and post.end < post.start[: len(post.end)]]
    assert wrong == []


def overlay(tmp_path: Path, turtle: str) -> Path:
    file = tmp_path / "mine.ttl"
    file.write_text(PREFIXES + turtle, encoding="utf-8")
    return file


def test_users_file_wins(tmp_path: Path, gazetteer: Gazetteer) -> None:
    file = overlay(
        tmp_path,
        'ent:Hamas a kg:Organisation ; rdfs:label "Hamas movement" ; skos:altLabel "Hamas" ; kg:country "PSE" .\n'
        'ent:UNITA_Corp a kg:Organisation ; rdfs:label "UNITA" ; kg:country "USA" ; kg:actsFor ent:Iran .\n'
        'ent:Ann_Other a kg:Person ; rdfs:label "Ann Other" ; kg:country "FRA" .\n'
        "ent:Ann_Other_2030 a org:Membership ; org:member ent:Ann_Other ; org:organization ent:France ;\n"
        '  schema:roleName "President" ; schema:startDate "2030-05" .\n',
    )
    mine = load_actors(file)
    assert (mine.nodes["Hamas"].type, mine.nodes["Hamas"].label) == ("Organisation", "Hamas movement")
    assert "HAMAS" not in mine.names
    assert [name.node_key for name in mine.names["UNITA"]] == ["UNITA_Corp", "UNITA"]
    assert mine.parent["UNITA_Corp"] == "Iran"
    holder = mine.office_holders("French President", date(2031, 1, 1))
    assert holder is not None and holder.label == "Ann Other"
    untouched = set(gazetteer.names) - {"HAMAS", "Islamic Resistance Movement", "French President"}
    assert untouched <= set(mine.names)


@pytest.mark.parametrize(
    ("turtle", "says"),
    [
        ("ent:X a kg:Organisation ; rdfs:label", "not Turtle"),
        ('ent:X a kg:Organization ; rdfs:label "X" .', "needs one class"),
        ("ent:X a kg:Organisation .", "label"),
        ('ent:X a kg:State ; rdfs:label "X" ; kg:country "Iran" .', "kg:country Iran"),
        ('ent:X a kg:State ; rdfs:label "X" ; kg:contry "IRN" .', "contry"),
        ('ent:X a kg:State ; rdfs:label "X" ; kg:actsFor ent:Atlantis .', "Atlantis"),
        ('[] a kg:State ; rdfs:label "X" .', "nameless"),
        ('ent:P a org:Membership ; org:member ent:Iran ; org:organization ent:Iran ; schema:roleName "King" ;\n'
         'schema:startDate "May 2020" .', "May 2020"),
    ],
    ids=["syntax", "class", "label", "country", "property", "link", "blank", "date"],
)  # fmt: skip
def test_bad_file_is_refused_in_one_line(turtle: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_actors(overlay(tmp_path, turtle))
    message = str(caught.value)
    assert says in message and "mine.ttl" in message
    assert "\n" not in message


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.ttl: cannot be read"):
        load_actors(tmp_path / "none.ttl")


def test_titles_say_whether_the_state_acts(roles: Roles) -> None:
    acting = ["president", "foreign minister", "crown prince", "ambassador", "secretary of state", "king"]
    assert [roles.titles[words].acts_for_state for words in acting] == [True] * len(acting)
    private = ["former president", "opposition leader", "archbishop", "major general", "ayatollah", "mr", "senator"]
    assert [roles.titles[words].acts_for_state for words in private] == [False] * len(private)


def test_words_of_titles(roles: Roles) -> None:
    assert {"prime", "minister", "foreign", "mr"} <= roles.title_words
    assert {"minister", "mr", "ayatollah"} <= roles.personal_words
    assert not {"general", "foreign", "of"} & roles.personal_words


def test_role_nouns(roles: Roles) -> None:
    troops, rebel, people = roles.nouns["troop"], roles.nouns["rebel"], roles.nouns["people"]
    assert (troops.type, troops.sector, troops.acts_for_state, troops.singular_person) == ("Group", "MIL", True, True)
    assert (rebel.type, rebel.sector, rebel.acts_for_state) == ("ArmedGroup", "REB", False)
    assert (people.type, people.singular_person) == ("People", False)
    assert roles.nouns["government"].acts_for_state and not roles.nouns["parliament"].acts_for_state


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titles: [{acts_for_state: maybe, words: [king]}]", "true or false"),
        ("titles: [{acts_for_state: true, words: [King]}]", "lower-case"),
        ("role_nouns: [{type: Thing, sector: GOV, acts_for_state: true, words: [x]}]", "Thing"),
        ("role_nouns: [{type: Group, sektor: GOV, acts_for_state: true, words: [x]}]", "sektor"),
        ("titles: [", "not YAML"),
        ("- king", "expected a mapping"),
    ],
)
def test_bad_roles_are_refused(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "roles.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=says):
        load_roles(file)
