"""Networks and tables for other programs, the bytes of every format, and the command."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from claims_by_hand import pact, stored
from conftest import ROOT, Kg
from exported import KINDS, claims_of, graph, hostile, one
from lxml import etree
from pyoxigraph import Store

from kg.errors import CallError
from kg.export import FORMATS, content, export
from kg.graph import quads
from kg.statements import statements
from kg.store import open_graph


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, seed_build: Path) -> Store:
    return graph(request.param, seed_build)


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


def one_table(store: Store, name: str, column: str) -> list[str]:
    text = content(store, "csv")[name].decode()
    return [row[column] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet() -> None:
    labels = one_table(stored(*quads(*hostile())), "nodes.csv", "Label")
    # Two: the node, and the event that has no object.
    assert [label[:6] for label in labels if "cmd" in label] == ["'=cmd|"] * 2


def test_edges_tell_type_quad_class_and_participants() -> None:
    read = nx.parse_graphml(one(stored(*quads(*pact())), "graphml").decode(), force_multigraph=True)
    (told,) = [data for _, _, data in read.edges(data=True) if data["id"].endswith("pact001")]
    assert (told["event_type"], told["quad_class"], told["place"]) == ("SUPPORT", "verbal cooperation", "Riyadh")
    assert (told["participants"], told["speaker"]) == ("with: Saudi Arabia", "Samyar Rostami")
    spoken = [data["speaker"] for _, _, data in read.edges(data=True) if data["relation"] == "joined"]
    assert spoken == ["Yahya Rahim Safavi"]


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


def test_an_empty_graph_is_no_error(tmp_path: Path) -> None:
    for form in FORMATS:
        for path in export(Store(), form, tmp_path):
            assert path.is_file()
