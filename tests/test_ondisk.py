"""The store on disk, from statements made by hand: its default graph, and its versions."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.corpus import bulk, ondisk, versions
from kg.corpus.disputes import Disputes
from kg.corpus.shard import DocumentQuads
from kg.default_graph import by_document, fill
from kg.graph.dataset import counted
from kg.graph.write import trig
from kg.store import FOLDER, open_by_document, stored
from kg.union import union
from kg.vocab import BASE, KG, RDF, RDFS, SKOS, document_iri, entity_iri, mint

LABELS = ("Council of Keepers", "council of keepers", "the Council")
NODES = [entity_iri(name) for name in ("Iran", "Council", "Zarif")]


def document(name: str, seed: int) -> DocumentQuads:
    """What a document says: a claim of its own, and of some shared nodes a label, other names, country, relations."""
    draw = random.Random(f"{name} {seed}")
    claim, graph = mint("claim", f"{name}-{seed}"), document_iri(name)
    triples = [Triple(graph, RDF.type, KG.Document), Triple(claim, RDF.type, KG.Claim)]
    for node in draw.sample(NODES, draw.randint(0, len(NODES))):
        label, other = draw.sample(LABELS, 2)
        triples += [Triple(node, RDF.type, KG.Actor), Triple(node, RDFS.label, Literal(label))]
        triples += [Triple(node, SKOS.altLabel, Literal(other))] if draw.random() < 0.5 else []
        triples += [Triple(node, KG.country, Literal(draw.choice(("IRN", "IRQ"))))] if draw.random() < 0.7 else []
        triples += [Triple(claim, RDF.subject, node), Triple(node, KG.mode, draw.choice(NODES))]
    lines = serialize([Quad(*triple, graph) for triple in triples], format=RdfFormat.N_QUADS) or b""
    return DocumentQuads(lines, lines.count(b"\n"))


def check(out: Path, version: str, held: Mapping[str, DocumentQuads]) -> Store:
    """The store of this version, whose graphs are these and whose default graph is exactly their union."""
    ondisk.mark(out, "digest", version, ())
    path = stored(out)
    assert path == out / FOLDER / version
    store = Store.read_only(str(path))
    whole = {quad for quad in store if quad.graph_name == DefaultGraph()}
    assert whole == counted(Quad(*triple) for triple in union(by_document(store)))
    named = {quad for quad in store if quad.graph_name != DefaultGraph()}
    expected = Store()
    for one in held.values():
        expected.load(input=one.nquads, format=RdfFormat.N_QUADS)
    assert named == set(expected)
    return store


def test_it_is_loaded_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of a few lines, each of named graphs or of the default graph alone; at the most two at a time."""
    loaded: list[bytes] = []
    threads: set[int] = set()

    def load(store: Store, lines: bytes) -> None:
        loaded.append(lines)
        threads.add(threading.get_ident())
        store.bulk_load(input=lines, format=RdfFormat.N_QUADS, lenient=True)

    monkeypatch.setattr(bulk, "_PORTION", 1_500)
    monkeypatch.setattr(bulk, "_load", load)
    held = {f"{number}.txt": document(f"{number}.txt", 7) for number in range(20)}
    version, sizes = ondisk.make(tmp_path, BASE, held.values(), ())
    check(tmp_path, version, held)
    assert sizes.documents == len(held)
    assert len(loaded) > 4
    assert len(threads) <= 2
    for portion in loaded:
        graphs = {quad.graph_name == DefaultGraph() for quad in parse(input=portion, format=RdfFormat.N_QUADS)}
        assert len(graphs) == 1


def test_a_new_store_has_few_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seventeen: one or two for each of its eleven kinds. The portions leave from twenty to twenty-five."""
    loaded: list[None] = []
    monkeypatch.setattr(bulk, "_PORTION", 1_500)
    held = {f"{number}.txt": document(f"{number}.txt", 7) for number in range(200)}
    version, _ = ondisk.make(tmp_path, BASE, held.values(), (), lambda: loaded.append(None))
    check(tmp_path, version, held)
    assert len(loaded) == 1
    assert len(list((tmp_path / FOLDER).rglob("*.sst"))) <= 18


@pytest.mark.parametrize("seed", range(4))
def test_the_default_graph_is_the_union_whatever_came_and_went(tmp_path: Path, seed: int) -> None:
    """Also where documents name a node differently, so that most of them decide and the others give further names."""
    draw, sizes = random.Random(seed), None
    held = {f"{number}.txt": document(f"{number}.txt", seed) for number in range(6)}
    version, sizes = ondisk.make(tmp_path, BASE, held.values(), ())
    check(tmp_path, version, held)
    for step in range(1, 6):
        gone = draw.sample(sorted(held), 2)
        come = {name: document(name, 100 * seed + step) for name in (gone[0], f"new-{step}.txt")}
        held = {name: one for name, one in held.items() if name not in gone} | come
        known = sizes if step % 2 else None
        version, sizes = ondisk.change(tmp_path, version, BASE, gone, come.values(), known, ())
        store = check(tmp_path, version, held)
        fresh = tmp_path / "fresh" / str(step)
        fresh.mkdir(parents=True)
        made, again = ondisk.make(fresh, BASE, held.values(), ())
        assert again == sizes
        assert set(check(fresh, made, held)) == set(store)


def test_a_file_of_graphs_is_asked_as_the_store_of_them(tmp_path: Path) -> None:
    held = {f"{number}.txt": document(f"{number}.txt", 5) for number in range(8)}
    store = check(tmp_path, ondisk.make(tmp_path, BASE, held.values(), ())[0], held)
    (tmp_path / "graph.trig").write_bytes(trig(by_document(store)))
    in_memory = open_by_document(tmp_path / "graph.trig")
    about = {quad for quad in store if not quad.subject.value.startswith(f"{BASE}dataset")}
    assert {quad for quad in in_memory if not quad.subject.value.startswith(f"{BASE}dataset")} == about
    twice = Store()
    twice.extend(by_document(store))
    fill(twice)
    assert set(twice) == set(store)


def test_a_change_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    held = {"a.txt": document("a.txt", 1)}
    version, sizes = ondisk.make(tmp_path, BASE, held.values(), ())
    before = set(check(tmp_path, version, held))
    damaged = DocumentQuads(b"<urn:a> <urn:b> no N-Quads\n", 1)
    with pytest.raises(SyntaxError):
        ondisk.change(tmp_path, version, BASE, ["a.txt"], [damaged], sizes, ())
    ondisk.tidy(tmp_path)
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [version]
    assert set(check(tmp_path, version, held)) == before


def test_only_versions_that_nobody_reads_are_removed(tmp_path: Path) -> None:
    for number in ("1", "2", "3"):
        (tmp_path / FOLDER / number).mkdir(parents=True)
    lock = "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_SH)"
    script = f"{lock}; print(flush=True); input()"
    command = [sys.executable, "-c", script, str(tmp_path / FOLDER / "1")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout and reader.stdout.readline()
        versions.remove_versions(tmp_path, "3")
        assert sorted(os.listdir(tmp_path / FOLDER)) == ["1", "3"]
        reader.communicate("\n", timeout=30)
    versions.remove_versions(tmp_path)
    assert not (tmp_path / FOLDER).exists()


def test_where_the_disk_knows_no_links_the_tables_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = {f"{number}.txt": document(f"{number}.txt", 3) for number in range(4)}
    version, sizes = ondisk.make(tmp_path, BASE, held.values(), ())
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links here")))
    version, _ = ondisk.change(tmp_path, version, BASE, ["1.txt"], [], sizes, ())
    check(tmp_path, version, {name: one for name, one in held.items() if name != "1.txt"})


def test_names_that_differ_are_found_and_words_that_look_like_names_are_not() -> None:
    """Literals may quote a whole statement; labels of claims belong to one document and are not compared."""
    disputes, label = Disputes(BASE), f"<{RDFS.label.value}>"
    quoted = f'"x> {label} \\"Persia\\" <"'
    for number, name in enumerate(("Iran", "Persia", "Iran")):
        lines = [
            f'<{BASE}entity/Iran> {label} "{name}"',
            f'<{BASE}entity/Iraq> {label} "Iraq"',
            f'<{BASE}claim/{name}> {label} "{number}"',
            f"<{BASE}entity/Oman> <{RDFS.label.value}x> {quoted}",
            f"<{BASE}entity/Oman> <https://example.org/says> {quoted}",
        ]
        end = f" <{BASE}doc/{number}> .\n"
        disputes.watch((end.join(lines) + end).encode())
    assert [node.value for node in disputes.nodes()] == [f"{BASE}entity/Iran"]
