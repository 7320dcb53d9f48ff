"""Real stores, each loading a file of ours and answering our questions; `docs/stores.md` has the recipes."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import ClassVar

import pyoxigraph as ox
from endpoints import Row, free_port, over_http, rows, run, server

from kg.queries import load_queries
from kg.query import run as ask
from kg.store import open_graph
from kg.vocab import BASE

JAVA = Path("/usr/share/java")
JARS = re.findall(
    r"\S+",
    """
    jena-arq jena-base jena-cmds jena-core jena-dboe-base jena-dboe-index jena-dboe-storage jena-dboe-trans-data
    jena-dboe-transaction jena-iri jena-rdfconnection jena-shacl jena-shex jena-tdb jena-tdb2
    commons-cli commons-codec commons-compress commons-csv commons-io commons-lang3
    gson guava httpclient httpcore jackson-core jackson-databind jackson-annotations jsonld-java protobuf
    titanium-json-ld slf4j-api slf4j-nop dexx.collection jcl-over-slf4j jakarta.json-api thrift
    """,
)
# Where the default graph is the union of the others this asks twice for the same, and DISTINCT counts once.
DISTINCT = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } }"


def answers(graph: Path) -> dict[str, list[Row]]:
    """What Oxigraph in this process answers to each ready question."""
    store = open_graph(graph)
    found = {}
    for name, query in load_queries().items():
        answer = ask(store, query.text).serialize(format=ox.QueryResultsFormat.JSON)
        found[name] = rows(json.loads(answer or b""))
    return found


class TripleStore:
    """A store that a test can load and ask; ``missing`` says what to install where it cannot."""

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def missing(cls) -> str | None:
        raise NotImplementedError

    @contextmanager
    def loaded(self, file: Path) -> Iterator[TripleStore]:
        """The store with this one file in it."""
        raise NotImplementedError

    def ask(self, query: str) -> list[Row]:
        """The rows of a SELECT query over all graphs together."""
        raise NotImplementedError

    def count(self) -> int:
        """How many triples the graphs hold together, each counted once."""
        (((_, found),),) = self.ask(DISTINCT)
        return int(found)


class Oxigraph(TripleStore):
    """Oxigraph's own server, from PyPI."""

    name = "Oxigraph"

    @classmethod
    def missing(cls) -> str | None:
        return None if cls.program() else "oxigraph is not installed: pip install oxigraph"

    @staticmethod
    def program() -> str | None:
        return shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))

    @contextmanager
    def loaded(self, file: Path) -> Iterator[TripleStore]:
        program = self.program() or ""
        run(program, "load", "--location", self.folder / "ox", "--file", file)
        port = free_port()
        bind = ["--location", str(self.folder / "ox"), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
        with server([program, "serve-read-only", *bind], port, self.folder):
            self.url = f"http://127.0.0.1:{port}/query"
            yield self

    def ask(self, query: str) -> list[Row]:
        return over_http(self.url, query)


class Virtuoso(TripleStore):
    """Virtuoso 7, from Debian, with a configuration of its own and no service."""

    name = "Virtuoso"
    DEFAULT = "urn:default"

    @classmethod
    def missing(cls) -> str | None:
        there = shutil.which("virtuoso-t") and shutil.which("isql-vt")
        return None if there else "virtuoso is not installed: apt-get install virtuoso-opensource-7"

    @contextmanager
    def loaded(self, file: Path) -> Iterator[TripleStore]:
        with self.started() as sql:
            # Bit 8 of the flags reads TriG, whose default graph is the fourth argument; 0 is Turtle 1.1.
            flags = 256 if file.suffix == ".trig" else 0
            self.sql(sql, f"DB.DBA.TTLP(file_to_string_output('{file}'), '', '{self.DEFAULT}', {flags}); checkpoint;")
            yield self

    @contextmanager
    def started(self) -> Iterator[int]:
        """A running, empty server; gives the port of its SQL side, and ``self.http`` is that of its HTTP side."""
        sql, self.http = free_port(), free_port()
        (self.folder / "vsp").mkdir()
        (self.folder / "virtuoso.ini").write_text(self._settings(sql), "utf-8")
        with server(["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"], sql, self.folder):
            yield sql

    def sql(self, port: int, statement: str) -> str:
        return run("isql-vt", f"127.0.0.1:{port}", "dba", "dba", "ERRORS=STDOUT", f"exec={statement}")

    def ask(self, query: str) -> list[Row]:
        return over_http(f"http://127.0.0.1:{self.http}/sparql", query)

    def count(self) -> int:
        """As any store, without the graphs in which Virtuoso describes itself."""
        ours = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{BASE}") || ?g = <{self.DEFAULT}>)'
        (((_, found),),) = self.ask(f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {{ {ours} }} }}")
        return int(found)

    def _settings(self, sql: int) -> str:
        here = self.folder
        return f"""[Database]
DatabaseFile = {here}/v.db
ErrorLogFile = {here}/v.log
LockFile = {here}/v.lck
TransactionFile = {here}/v.trx
xa_persistent_file = {here}/v.pxa
[TempDatabase]
DatabaseFile = {here}/v-temp.db
TransactionFile = {here}/v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {here.parent}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{self.http}
ServerRoot = {here}/vsp
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
MaxQueryExecutionTime = 60
"""


class Jena(TripleStore):
    """Apache Jena's TDB2, from Debian, whose jars lack a file that this puts back."""

    name = "Jena TDB2"

    @classmethod
    def missing(cls) -> str | None:
        there = shutil.which("java") and (JAVA / "jena-arq.jar").is_file()
        return None if there else "Jena is not installed: apt-get install libapache-jena-java default-jre-headless"

    @staticmethod
    @cache
    def classpath(folder: Path) -> str:
        """The jars of Jena, and Xerces' message files, which Debian leaves under a name where nobody looks."""
        repaired = folder / "messages"
        with zipfile.ZipFile(JAVA / "jena-core.jar") as jar:
            for member in jar.namelist():
                if member.startswith("org/apache/jena/ext/xerces/") and member.endswith(".properties"):
                    target = repaired / member.removeprefix("org/apache/jena/ext/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(jar.read(member))
        return os.pathsep.join([str(repaired), *(str(JAVA / f"{name}.jar") for name in JARS)])

    @classmethod
    def java(cls, folder: Path, main: str, *arguments: str | Path) -> str:
        # The small compiler and collector: these programs end before the large ones pay.
        return run(
            "java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", cls.classpath(folder), main, *arguments
        )

    @contextmanager
    def loaded(self, file: Path) -> Iterator[TripleStore]:
        self.has_graphs = file.suffix == ".trig"
        self.java(self.folder, "tdb2.tdbloader", "--loc", self.folder / "tdb", file)
        yield self

    def ask(self, query: str) -> list[Row]:
        return self._ask(query, union=self.has_graphs)

    def count(self) -> int:
        """As any store; as a union the default graph would hide its own triples."""
        (((_, found),),) = self._ask(DISTINCT, union=False)
        return int(found)

    def _ask(self, query: str, union: bool) -> list[Row]:
        with tempfile.NamedTemporaryFile("w", suffix=".rq", dir=self.folder, encoding="utf-8") as file:
            file.write(query)
            file.flush()
            options = ["--set", "tdb:unionDefaultGraph=true"] if union else []
            options += ["--loc", str(self.folder / "tdb"), "--query", file.name, "--results=json"]
            return rows(json.loads(self.java(self.folder, "tdb2.tdbquery", *options)))


class Comunica(TripleStore):
    """Comunica over the file itself, on Node."""

    name = "Comunica"
    FOLDER = "KG_COMUNICA"

    @classmethod
    def missing(cls) -> str | None:
        if not shutil.which("node"):
            return "node is not installed"
        return None if cls.program().is_file() else f"{cls.FOLDER} names no folder with @comunica/query-sparql-file"

    @classmethod
    def program(cls) -> Path:
        return Path(os.environ.get(cls.FOLDER, "-"), "node_modules", ".bin", "comunica-sparql-file")

    @contextmanager
    def loaded(self, file: Path) -> Iterator[TripleStore]:
        self.file = file
        yield self

    def ask(self, query: str) -> list[Row]:
        (self.folder / "q.rq").write_text(query, "utf-8")
        form = "application/sparql-results+json"
        union = ["--unionDefaultGraph"] if self.file.suffix == ".trig" else []
        return rows(json.loads(run(self.program(), self.file, "-f", self.folder / "q.rq", "-t", form, *union)))


STORES: tuple[type[TripleStore], ...] = (Oxigraph, Virtuoso, Jena, Comunica)
