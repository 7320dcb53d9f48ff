"""Every export format, read again by a reader that had no part in writing it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib
from claims_by_hand import IRAN, Sheet, article, pact, stored
from conftest import ROOT, Kg
from lxml import etree
from pyld import jsonld
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib.compare import to_isomorphic

from kg.errors import CallError, KgError
from kg.export import FORMATS, content, export
from kg.export.context import context_file
from kg.graph import quads
from kg.model import Node
from kg.statements import statements
from kg.store import open_graph
from kg.vocab import KG, PREFIXES, RDF

HOSTILE = "=cmd|' /C calc'!A0 </script>\"\\ .\n<a> <b> ; \u2028 \u202e é قم Москва 😀 \x00\x0b"
RDF12 = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")


@pytest.fixture(scope="module", params=["pact", "hostile", "both", "seeds"])
def store(request: pytest.FixtureRequest) -> Store:
    """Graphs by hand, one with names that try to break out of every format, and the seeds'."""
    if request.param == "seeds":
        return open_graph(request.getfixturevalue("seed_build"))
    made = {"pact": [pact()], "hostile": [hostile()], "both": [pact(), hostile()]}[request.param]
    return stored(*(quad for one in made for quad in quads(*one)))


def hostile() -> tuple[Any, Any]:
    """An article whose names, title and file name are made of what formats use for themselves."""
    safe = HOSTILE.replace("\x00", "")
    sheet = Sheet(article("odd name.txt", f"{safe} met Iran. {safe} wept.", author=safe, title=safe))
    odd = Node(safe, safe, "Group", aliases=(safe + "2",))
    sheet.claim(sheet.filler("actor", odd), "metWith", "met", sheet.filler("with", IRAN, "Iran"))
    sheet.claim(sheet.filler("actor", odd), "metWith", "met", sheet.filler("with", IRAN, "Iran"), status="proposed")
    sheet.claim(sheet.filler("actor", odd), "protested", "wept")
    return sheet.article, sheet.claims


def one(store: Store, form: str) -> bytes:
    (written,) = content(store, form).values()
    return written


def turtle_graph(store: Store) -> rdflib.Graph:
    return rdflib.Graph().parse(data=one(store, "turtle"), format="turtle")


def claims_of(store: Store) -> set[str]:
    return {quad.subject.value for quad in store.quads_for_pattern(None, RDF.type, KG.Claim)}  # type: ignore[union-attr]


# --- RDF


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


# --- networks and tables


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_every_claim_is_an_edge_of_its_own_for_networkx(store: Store, form: str) -> None:
    if form == "graphml":
        read = nx.parse_graphml(one(store, form).decode(), force_multigraph=True)
    else:
        read = nx.read_gexf(io.BytesIO(one(store, form)))
    records = {record["statement"]: record for record in statements(store)}
    edges = {data["id"]: (source, target, data) for source, target, data in read.edges(data=True)}
    assert set(edges) == set(records) and read.number_of_edges() == len(records)
    for claim, record in records.items():
        source, target, data = edges[claim]
        assert source == record["subject"]["iri"]
        assert target == (record["object"]["iri"] if record["object"] else record["event"])
        assert (data["status"], data["document"]) == (record["status"], record["document"])
        assert data["date"] == (record["time"] or "") and data["speaker"]
    assert all(data["label"] and data["type"] for _, data in read.nodes(data=True))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_xml_is_well_formed_for_lxml(store: Store, form: str) -> None:
    root = etree.fromstring(one(store, form), etree.XMLParser(resolve_entities=False, no_network=True))
    edges = root.findall(".//{*}edge")
    assert len(edges) == len(claims_of(store)) == len({edge.get("id") for edge in edges})
    nodes = {node.get("id") for node in root.findall(".//{*}node")}
    assert {edge.get(end) for edge in edges for end in ("source", "target")} == nodes


def test_the_tables_join(store: Store) -> None:
    tables = {
        name: list(csv.DictReader(io.StringIO(text.decode(), newline=""), strict=True))
        for name, text in content(store, "csv").items()
    }
    nodes, edges = tables["nodes.csv"], tables["edges.csv"]
    assert {edge["Id"] for edge in edges} == claims_of(store)
    assert {edge[end] for edge in edges for end in ("Source", "Target")} == {node["Id"] for node in nodes}
    assert {edge["Type"] for edge in edges} == {"Directed"} and all(node["Label"] for node in nodes)
    cells = [cell for row in (*nodes, *edges) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet() -> None:
    labels = one_table(stored(*quads(*hostile())), "nodes.csv", "Label")
    assert [label[:6] for label in labels if "cmd" in label] == [
        "'=cmd|"
    ] * 2  # the node, and the event that has no object


def one_table(store: Store, name: str, column: str) -> list[str]:
    text = content(store, "csv")[name].decode()
    return [row[column] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_edges_tell_type_quad_class_and_participants() -> None:
    read = nx.parse_graphml(one(stored(*quads(*pact())), "graphml").decode(), force_multigraph=True)
    (told,) = [data for _, _, data in read.edges(data=True) if data["id"].endswith("pact001")]
    assert (told["event_type"], told["quad_class"], told["place"]) == ("SUPPORT", "verbal cooperation", "Riyadh")
    assert (told["participants"], told["speaker"]) == ("with: Saudi Arabia", "Samyar Rostami")
    spoken = [data["speaker"] for _, _, data in read.edges(data=True) if data["relation"] == "joined"]
    assert spoken == ["Yahya Rahim Safavi"]


# --- bytes, files, command


def test_the_order_of_documents_changes_no_byte() -> None:
    made = [list(quads(*pact())), list(quads(*hostile()))]
    for form in FORMATS:
        one_way, other_way = (content(stored(*first, *second), form) for first, second in (made, reversed(made)))
        assert one_way == other_way, form


def test_same_bytes_under_other_hash_seed_locale_and_folder(tmp_path: Path, seed_build: Path) -> None:
    program = (
        "import sys, hashlib; from pathlib import Path; from kg.export import FORMATS, content; import kg.store\n"
        "store = kg.store.open_graph(Path(sys.argv[1]))\n"
        "for form in FORMATS:\n"
        "    for name, text in content(store, form).items(): print(name, hashlib.sha256(text).hexdigest())"
    )
    seen = set()
    for seed, folder in (("0", "a"), ("7", "ordner-ü")):
        shutil.copytree(seed_build, tmp_path / folder)
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Pacific/Apia", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", program, str(tmp_path / folder)]
        ran = subprocess.run(command, env=env, capture_output=True, check=True, cwd=tmp_path / folder)
        seen.add(ran.stdout)
    assert len(seen) == 1
    assert len(seen.pop().splitlines()) == sum(len(form.files) for form in FORMATS.values())


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_the_files(kg: Kg, seed_build: Path, tmp_path: Path, form: str) -> None:
    ran = kg("export", seed_build, "--format", form, "-o", tmp_path / "made")
    assert ran.code == 0, ran.err
    names = list(FORMATS[form].files)
    target = tmp_path / "made"
    written = [target] if len(names) == 1 else [target / name for name in names]
    assert ran.out.splitlines() == list(map(str, written))
    assert [path.read_bytes() for path in written] == list(content(open_graph(seed_build), form).values())
    (tmp_path / "folder").mkdir()
    assert kg("export", seed_build, "--format", form, "-o", tmp_path / "folder").code == 0
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == sorted(names)


def test_without_a_file_it_goes_to_stdout(kg: Kg, seed_build: Path) -> None:
    ran = kg("export", seed_build, "--format", "void")
    assert ran.code == 0 and "dcat:Dataset" in ran.out
    several = kg("export", seed_build, "--format", "csv")
    assert (several.code, several.out) == (2, "") and "name a folder with -o" in several.err


def test_bad_targets_are_one_line(kg: Kg, seed_build: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for form, out in (("csv", "file"), ("csv", "file/x"), ("turtle", "no/where.ttl")):
        ran = kg("export", seed_build, "--format", form, "-o", tmp_path / out)
        assert ran.code in (1, 2) and len(ran.err.splitlines()) == 1 and str(tmp_path) in ran.err
    with pytest.raises(CallError, match="no format 'xlsx'"):
        content(Store(), "xlsx")


def test_rdf12_input_has_no_jsonld(tmp_path: Path) -> None:
    store = stored(Quad(NamedNode("urn:a"), RDF12, Triple(NamedNode("urn:b"), NamedNode("urn:c"), NamedNode("urn:d"))))
    with pytest.raises(KgError, match="triple terms"):
        content(store, "jsonld")


def test_an_empty_graph_is_no_error(tmp_path: Path) -> None:
    for form in FORMATS:
        for path in export(Store(), form, tmp_path):
            assert path.is_file()
