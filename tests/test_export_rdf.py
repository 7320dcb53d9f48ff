"""The RDF formats, read again by readers that had no part in writing them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from claims_by_hand import pact, stored
from conftest import ROOT
from exported import KINDS, RDF12, claims_of, graph, one, turtle_graph
from pyld import jsonld
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib.compare import to_isomorphic

from kg.errors import KgError
from kg.export import FORMATS, content
from kg.export.context import context_file
from kg.graph import quads
from kg.store import open_graph
from kg.vocab import KG, PREFIXES, RDF


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, seed_build: Path) -> Store:
    return graph(request.param, seed_build)


def test_turtle_is_what_the_build_writes(seed_build: Path) -> None:
    store = open_graph(seed_build)
    assert one(store, "turtle") == (seed_build / "graph.ttl").read_bytes()
    assert one(store, "trig") == (seed_build / "graph.trig").read_bytes()


def test_trig_and_nquads_hold_the_same_named_graphs_for_rdflib(store: Store) -> None:
    read = {}
    for form, name in (("trig", "trig"), ("nquads", "nquads")):
        dataset = rdflib.Dataset()
        dataset.parse(data=one(store, form), format=name)
        read[form] = {(s, p, o, str(g)) for s, p, o, g in dataset.quads((None, None, None, None))}
    assert read["trig"] == read["nquads"]
    assert len(read["trig"]) >= len(store)


def test_jsonld_is_the_turtle_for_pyld(store: Store) -> None:
    document = json.loads(one(store, "jsonld"))
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    read = rdflib.Graph().parse(data=lines, format="nt")
    assert to_isomorphic(read) == to_isomorphic(turtle_graph(store))


def test_jsonld_is_the_turtle_for_rdflib_and_oxigraph(store: Store) -> None:
    written = one(store, "jsonld")
    read = rdflib.Graph().parse(data=written, format="json-ld")
    assert to_isomorphic(read) == to_isomorphic(turtle_graph(store))
    oxigraph = {Triple(*list(quad)[:3]) for quad in parse(written, format=RdfFormat.JSON_LD)}
    assert oxigraph == {Triple(*list(quad)[:3]) for quad in parse(one(store, "turtle"), format=RdfFormat.TURTLE)}


def test_jsonld_reads_like_a_record() -> None:
    graph = json.loads(one(stored(*quads(*pact())), "jsonld"))["@graph"]
    (denied,) = [node for node in graph if node.get("status") == "kg:negated"]
    assert (denied["subject"], denied["predicate"], denied["object"]) == (
        "ent:Israel", "rel:attacked", "ent:Saudi_Arabia"
    )  # fmt: skip
    quotes = [part["exact"] for part in denied["evidence"]["hasSelector"] if "exact" in part]
    assert quotes == ["Israel did not attack Saudi Arabia."]
    assert denied["confidence"] == "0.9" and denied["triggerStart"] == 217
    assert {role["entity"] for role in denied["kg:role"]} == {"ent:Israel", "ent:Saudi_Arabia"}
    (signed,) = [node for node in graph if node["id"] == "claim:pact000"]
    assert signed["time"] == {"@value": "2025-09-17", "@type": "xsd:date"}
    assert not [node for node in graph if str(node["id"]).startswith(("role:", "ev:", "pos:", "quote:"))]


def test_jsonld_loses_no_node_that_nothing_leads_to() -> None:
    role = NamedNode(PREFIXES["role"] + "a")
    other = NamedNode(PREFIXES["role"] + "b")
    circle = [
        Quad(role, RDF.type, KG.Role),
        Quad(role, KG.role, other),
        Quad(other, RDF.type, KG.Role),
        Quad(other, KG.role, role),
    ]
    store = stored(*circle)
    read = rdflib.Graph().parse(data=one(store, "jsonld"), format="json-ld")
    assert to_isomorphic(read) == to_isomorphic(turtle_graph(store))


def test_jsonld_keeps_literals_that_json_would_change(tmp_path: Path) -> None:
    (tmp_path / "odd.ttl").write_text(
        """@prefix kg: <https://w3id.org/actorkg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:x:a> kg:length 007, 99999999999999999999, 5, -3 ; kg:doubted "1"^^xsd:boolean, false, "true" ;
            kg:confidence "x", 0.50, 1e3 ; kg:relationLabel "met"@en, "met" ; kg:sentence "no iri" ;
            kg:nothing <urn:y>, "z" ; <urn:p> <urn:q> .""",
        "utf-8",
    )
    store = open_graph(tmp_path / "odd.ttl")
    oxigraph = {Triple(*list(quad)[:3]) for quad in parse(one(store, "jsonld"), format=RdfFormat.JSON_LD)}
    assert oxigraph == {Triple(*list(quad)[:3]) for quad in parse(one(store, "turtle"), format=RdfFormat.TURTLE)}


def test_an_iri_that_json_ld_would_take_for_a_short_name_is_refused() -> None:
    with pytest.raises(KgError, match="prefix role"):
        content(stored(Quad(NamedNode("role:x"), RDF.type, KG.Topic)), "jsonld")


def test_rdf12_input_has_no_jsonld(tmp_path: Path) -> None:
    store = stored(Quad(NamedNode("urn:a"), RDF12, Triple(NamedNode("urn:b"), NamedNode("urn:c"), NamedNode("urn:d"))))
    with pytest.raises(KgError, match="triple terms"):
        content(store, "jsonld")


def test_the_context_file_is_fresh() -> None:
    file = ROOT / "ontology" / "context.jsonld"
    assert file.read_text("utf-8") == context_file(), "run: python docs/make_ontology.py"


def test_the_context_names_every_term_once() -> None:
    context = json.loads(context_file())["@context"]
    meant = [entry["@id"] if isinstance(entry, dict) else entry for entry in context.values()]
    assert len(meant) == len(set(meant)) > 200
    assert not {"kg", "rel", "ent", "role"} & {name for name, entry in context.items() if isinstance(entry, dict)}


def test_rdf12_reifies_what_the_core_form_describes(store: Store) -> None:
    back = list(parse(one(store, "rdf12"), format=RdfFormat.TURTLE))
    reified = {quad.subject: quad.object for quad in back if quad.predicate == RDF12}
    core = Store()
    core.extend(quad for quad in parse(one(store, "turtle"), format=RdfFormat.TURTLE))
    asked = "SELECT ?c ?s ?p ?o { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    classic = {row["c"]: Triple(row["s"], row["p"], row["o"]) for row in core.query(asked, prefixes=PREFIXES)}  # type: ignore
    assert reified == classic
    new = Store()
    new.extend(back)
    asked = "SELECT ?c ?state { ?c rdf:reifies <<( ?s ?p ?o )>> ; kg:status ?state }"
    assert len(list(new.query(asked, prefixes=PREFIXES))) == len(classic)  # type: ignore[arg-type]
    kept = {quad.subject.value for quad in back if quad.predicate == RDF.subject}  # type: ignore[union-attr]
    assert kept == claims_of(store) - {claim.value for claim in reified}  # type: ignore[union-attr]


def test_the_description_counts_what_is_there(store: Store) -> None:
    told = rdflib.Graph().parse(data=one(store, "void"), format="turtle")
    graph = turtle_graph(store)
    void, dcat = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.Namespace("http://www.w3.org/ns/dcat#")
    (dataset,) = told.subjects(rdflib.RDF.type, dcat.Dataset)
    assert int(told.value(dataset, void.triples)) == len(graph)  # type: ignore[arg-type]
    assert int(told.value(dataset, void.distinctSubjects)) == len(set(graph.subjects()))  # type: ignore[arg-type]
    for part in told.objects(dataset, void.propertyPartition):
        property_ = told.value(part, void.property)
        assert int(told.value(part, void.triples)) == len(list(graph.triples((None, property_, None))))  # type: ignore
    for part in told.objects(dataset, void.classPartition):
        class_ = told.value(part, void["class"])
        assert int(told.value(part, void.entities)) == len(set(graph.subjects(rdflib.RDF.type, class_)))  # type: ignore
    titles = {
        str(title)
        for file in told.objects(dataset, dcat.distribution)
        for title in told.objects(file, rdflib.DCTERMS.title)
    }
    rdf_files = {"turtle", "trig", "nquads", "jsonld"}
    assert titles == {name for form in rdf_files for name in FORMATS[form].files}
