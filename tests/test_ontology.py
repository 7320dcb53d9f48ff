"""The ontology: every term declared and described, closed over what code and lexicon use, consistent."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import owlrl
import pytest
import rdflib
import yaml
from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.model import STATUSES
from kg.ontology import FILES, declared_terms, kinds_allowed, load
from kg.resources import ontology
from kg.statements import NODE_TYPES
from kg.vocab import KG, PLOVER, PREFIXES, REL, class_iri

ROOT = Path(__file__).parents[1]
GRAPH = ROOT / "tests" / "graphs" / "good_pact.ttl"
OWL_RL_ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
OWL = "http://www.w3.org/2002/07/owl#"


def rows(query: str) -> list[list[str]]:
    """The rows of a query over the ontology, as text."""
    found = load().query(query, prefixes=PREFIXES | {"owl": OWL})
    return [[term.value for term in row] for row in found]  # type: ignore[union-attr]


def described(prefix: str) -> set[str]:
    return {iri.removeprefix(prefix) for iri in declared_terms() if iri.startswith(prefix)}


def test_code_and_ontology_have_the_same_terms() -> None:
    in_code = {name.rstrip("_") for name in KG.__annotations__}
    assert in_code == described(KG.iri)
    types = {name for name in described(PLOVER.iri) if "-" not in name}
    assert types == set(PLOVER.__annotations__) | {"CAMEO"}


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError):
        getattr(KG, "wtih")  # noqa: B009 - the name is wrong on purpose
    assert KG.with_ == NamedNode("https://w3id.org/actorkg/ontology#with")


def test_every_class_and_property_is_explained() -> None:
    for kind, needed in {
        "owl:Class": ["rdfs:label", "skos:definition", "skos:example"],
        "owl:ObjectProperty": ["rdfs:label", "skos:definition", "skos:example"],
        "owl:DatatypeProperty": ["rdfs:label", "skos:definition", "rdfs:domain", "rdfs:range", "skos:example"],
        "kg:Status": ["rdfs:label", "skos:definition", "skos:example", "skos:inScheme"],
        "skos:Concept": ["rdfs:label", "skos:definition", "skos:inScheme", "skos:example"],
        "kg:Relation": ["rdfs:domain|schema:domainIncludes", "rdfs:range|schema:rangeIncludes"],
    }.items():
        assert len(rows(f"SELECT ?term {{ ?term a {kind} }}")) >= 4
        for property_ in needed:
            missing = rows(f"SELECT ?term {{ ?term a {kind} FILTER NOT EXISTS {{ ?term {property_} ?any }} }}")
            assert not missing, (kind, property_, missing)
    ours = f'FILTER(STRSTARTS(STR(?term), "{KG.iri}"))'
    for property_ in ("rdfs:domain", "rdfs:range"):
        bare = f"SELECT ?term {{ ?term a owl:ObjectProperty {ours} FILTER NOT EXISTS {{ ?term {property_} ?any }} }}"
        assert not rows(bare), property_


def test_every_term_says_how_it_stands_to_other_vocabularies() -> None:
    """Each names a counterpart or says there is none; statuses, rules and event types have schemes of their own."""
    links = "rdfs:subClassOf|rdfs:subPropertyOf|skos:closeMatch|skos:broadMatch|skos:narrowMatch|skos:relatedMatch"
    alien = f"""?term {links} ?other
        FILTER(!STRSTARTS(STR(?other), "https://w3id.org/actorkg/"))"""
    unsaid = rows(
        f"""SELECT ?term {{ ?term a ?kind FILTER(STRSTARTS(STR(?term), "{KG.iri}"))
        FILTER(?kind NOT IN (kg:Status, kg:IdentityRule))
        FILTER NOT EXISTS {{ {alien} }} FILTER NOT EXISTS {{ ?term rdfs:subClassOf+/rdfs:subClassOf ?other }}
        FILTER NOT EXISTS {{ ?term skos:editorialNote ?note FILTER(STRSTARTS(?note, "no counterpart")) }} }}"""
    )
    assert unsaid == []
    spaces = {row[0] for row in rows(f'SELECT ?other {{ {alien} FILTER(STRSTARTS(STR(?term), "{KG.iri}")) }}')}
    reused = [PREFIXES[name] for name in ("sem", "prov", "oa", "skos", "schema")] + ["http://www.w3.org/ns/org#"]
    assert all(any(iri.startswith(space) for iri in spaces) for space in reused)


def test_examples_of_relations_are_those_the_lexicon_is_tested_on() -> None:
    files = (ROOT / "kg" / "data" / "lexicon" / "relations").glob("*.yaml")
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8")) or []]
    told = {example["text"] for entry in entries for example in entry.get("examples", [])}
    shown = {row[0] for row in rows("SELECT ?e { ?r a kg:Relation ; skos:example ?e }")}
    # A few relations have no words of their own: rules give them.
    assert len(shown - told) <= 18


def test_symmetric_and_inverse_relations_are_marked_on_both_sides() -> None:
    assert len(rows("SELECT ?r { ?r a owl:SymmetricProperty }")) > 20
    pairs = rows("SELECT ?a ?b { ?a owl:inverseOf ?b }")
    assert len(pairs) >= 6 and sorted(pairs) == sorted([b, a] for a, b in pairs)
    both = rows("SELECT ?r { ?r a owl:SymmetricProperty ; owl:inverseOf ?other }")
    assert both == []


def test_each_label_and_definition_is_one() -> None:
    for property_ in ("rdfs:label", "skos:definition"):
        assert not rows(f"SELECT ?term {{ ?term {property_} ?a, ?b FILTER(?a != ?b) }}"), property_


def test_what_the_ontology_links_within_itself_is_declared() -> None:
    linked = {quad.object.value for quad in load() if isinstance(quad.object, NamedNode)}
    ours = {iri for iri in linked if iri.startswith((KG.iri, PLOVER.iri, REL))}
    assert len(ours) > 60 and ours <= declared_terms()


def test_every_status_and_node_type_of_the_model_has_its_term() -> None:
    assert {row[0].removeprefix(KG.iri) for row in rows("SELECT ?s { ?s a kg:Status }")} == set(STATUSES)
    for node_type in NODE_TYPES:
        assert rows(f"SELECT ?c {{ ?c rdfs:subClassOf* kg:Entity FILTER(?c = <{class_iri(node_type).value}>) }}")


def test_plover_has_sixteen_types_each_with_class_score_and_cameo_root() -> None:
    found = rows(
        """SELECT ?type ?quad ?score (GROUP_CONCAT(STR(?root)) AS ?roots) { ?type skos:topConceptOf ?scheme ;
        kg:quadClass ?quad ; kg:score ?score ; skos:notation ?root } GROUP BY ?type ?quad ?score"""
    )
    assert len(found) == 16
    by_name = {type_.removeprefix(PLOVER.iri): (quad, float(score), roots) for type_, quad, score, roots in found}
    assert {quad for quad, _, _ in by_name.values()} == {
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"
    }  # fmt: skip
    assert by_name["SANCTION"] == ("material conflict", -6.0, "16")
    assert by_name["ACCUSE"][1] == -3.0 and by_name["SUPPORT"][2] == "05"
    roots = sorted(root for _, _, roots in by_name.values() for root in roots.split())
    # 01 and 02 have no PLOVER type; 08 is divided into CONCEDE and RETREAT.
    assert roots == sorted([*(f"{number:02d}" for number in range(3, 21)), "08"])


def test_the_lexicon_uses_declared_relations_types_and_modes() -> None:
    files = sorted((ROOT / "kg" / "data" / "lexicon" / "relations").glob("*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8")) or []]
    assert len(entries) > 50
    declared = declared_terms()
    for entry in entries:
        assert REL + entry["relation"] in declared, entry["id"]
        if "type" in entry:
            assert PLOVER.iri + entry["type"] in declared, entry["id"]
        if "mode" in entry:
            assert f"{PLOVER.iri}{entry['type']}-{entry['mode']}" in declared, entry["id"]


def test_a_parent_relation_finds_its_children() -> None:
    names = {row[0].removeprefix(REL) for row in rows("SELECT ?r { ?r rdfs:subPropertyOf* rel:agreed }")}
    assert {"agreed", "signed", "signedWith"} <= names and "attacked" not in names


def test_a_tight_relation_takes_its_kinds_only_and_others_any() -> None:
    assert KG.State.value in kinds_allowed("domain")[REL + "memberOf"]
    assert KG.Place.value not in kinds_allowed("domain")[REL + "memberOf"]
    assert kinds_allowed("domain")[REL + "holdsPost"] == {KG.Person.value, KG.Topic.value}
    assert REL + "signed" not in kinds_allowed("domain")


def test_every_relation_is_typed_as_one_below_the_top() -> None:
    below = {row[0] for row in rows("SELECT ?r { ?r rdfs:subPropertyOf* rel:related }")}
    assert below == {iri for iri in declared_terms() if iri.startswith(REL)}
    assert below == {row[0] for row in rows("SELECT ?r { ?r a kg:Relation, owl:ObjectProperty }")}


def test_no_relation_circles_back_to_itself() -> None:
    assert not rows("SELECT ?r { ?r rdfs:subPropertyOf+ ?r }")


@pytest.mark.parametrize("name", [*FILES, "shapes.ttl"])
@pytest.mark.parametrize("reader", [["rapper", "-q", "-c", "-i", "turtle"], ["serdi", "-q"]], ids=lambda one: one[0])
def test_ontology_files_are_turtle_for_other_readers(name: str, reader: list[str]) -> None:
    if not shutil.which(reader[0]):
        pytest.skip(f"{reader[0]} is not installed")
    run = subprocess.run([*reader, ontology(name)], check=True, capture_output=True, text=True)
    assert not run.stderr


def test_the_graph_is_consistent_under_owl_rl() -> None:
    """No node of the graph falls into two disjoint classes, and no literal out of its datatype, by OWL 2 RL rules."""
    iran = rdflib.URIRef(PREFIXES["ent"] + "Iran")
    sound = closure(GRAPH)
    assert list(sound.objects(None, OWL_RL_ERROR)) == []
    inferred = {str(kind).rpartition("#")[2] for kind in sound.objects(iran, rdflib.RDF.type)}
    assert {"State", "Actor", "Entity", "Agent"} <= inferred
    assert list(closure(GRAPH, (iran, rdflib.RDF.type, rdflib.URIRef(KG.Role.value))).objects(None, OWL_RL_ERROR))


def closure(graph: Path, *more: tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef]) -> rdflib.Graph:
    """The ontology, a graph and ``more`` with all that OWL 2 RL infers."""
    whole = rdflib.Graph()
    for path in (*map(ontology, FILES), graph):
        whole.parse(path, format="turtle")
    for triple in more:
        whole.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return whole


def test_a_missing_ontology_file_says_so() -> None:
    with pytest.raises(DataError, match=r"ontology/nothing\.ttl: not found"):
        ontology("nothing.ttl")


def test_asking_a_graph_needs_no_rdflib() -> None:
    code = "import sys, kg.store, kg.statements, kg.vocab; print('rdflib' in sys.modules, 'spacy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert run.stdout.split() == ["False", "False"]
