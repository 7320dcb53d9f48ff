"""Writes what is made from the ontology: its HTML pages (by pyLODE), its tables, and the JSON-LD context.

    python docs/make_ontology.py

Run it after a change in ontology/; `tests/test_ontology_docs.py` fails until then. It needs pyLODE (extra ``dev``)
and no network.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import rdflib
from pyoxigraph import Literal, QuerySolutions

from kg.export.context import context_file
from kg.ontology import load
from kg.query import shorten
from kg.vocab import KG, PREFIXES

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"kg": "Classes and properties", "relations": "The relations between actors"}
NAMES = PREFIXES | {"owl": "http://www.w3.org/2002/07/owl#", "org": "http://www.w3.org/ns/org#"}
MATCHES = ["skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"]
PARENTS = ["rdfs:subClassOf", "rdfs:subPropertyOf"]
INTRODUCTION = """# The ontology, as tables

Made by `docs/make_ontology.py` from the files in `ontology/`; do not edit. The terms one by one, as pages that need no
network: [classes and properties](kg.html), [relations](relations.html). Namespaces: `kg:`
<https://w3id.org/actorkg/ontology#>, `rel:` <https://w3id.org/actorkg/relation#>, `plover:`
<https://w3id.org/actorkg/plover#>.
"""


def files() -> dict[Path, str]:
    """Every generated file with its text."""
    made = {ROOT / "docs" / "ontology" / f"{name}.html": page(name) for name in PAGES}
    made[ROOT / "docs" / "ontology" / "README.md"] = tables()
    made[ROOT / "ontology" / "context.jsonld"] = context_file()
    return made


def page(name: str) -> str:
    """The page of one ontology file, as pyLODE makes it."""
    from pylode import OntPub

    graph = rdflib.Graph().parse(ROOT / "ontology" / f"{name}.ttl", format="turtle")
    for scheme in list(graph.subjects(rdflib.RDF.type, rdflib.SKOS.ConceptScheme)):
        graph.remove((scheme, None, None))  # pyLODE takes it for a second ontology; it is in the tables
    html: str = OntPub(ontology=graph).make_html()
    return "\n".join(line.rstrip() for line in html.splitlines()) + "\n"


def tables() -> str:
    """Statuses, rules of identity, event types, relations and alignments as Markdown."""
    parts = [INTRODUCTION, "## Statuses of a claim\n", *table(("status", "meaning", "example"), statuses())]
    parts += ["## Rules by which names are one\n", *table(("rule", "meaning"), rules())]
    parts += [
        "\n## Event types (PLOVER)\n",
        *table(("type", "quad class", "score", "CAMEO", "meaning", "modes"), types()),
    ]
    parts += ["\n## Relations\n", TREE, *tree("related", 0)]
    parts += ["\n## Alignment, term by term\n", ALIGNMENT, *table(("term", "how", "elsewhere"), alignment())]
    return "\n".join(parts) + "\n"


TREE = """\
Below each its more exact relations: `?x rdfs:subPropertyOf* rel:agreed` finds all of them. ⇄ symmetric, ⇋ has an
inverse; in brackets the PLOVER type that its events have.
"""
ALIGNMENT = """\
How a term of ours stands to those of SEM, PROV-O, ORG, Web Annotation, SKOS and schema.org: below one (a reasoner
follows it), or a match (for people and mapping tools; nothing follows from it).
"""


def table(columns: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def rules() -> Iterator[Sequence[str]]:
    """A row for each rule of identity."""
    query = "SELECT ?r ?d { ?r a kg:IdentityRule ; skos:definition ?d } ORDER BY ?r"
    yield from ((code(rule), definition) for rule, definition in answers(query))


def statuses() -> Iterator[Sequence[str]]:
    """A row for each status."""
    query = "SELECT ?s ?d ?e { ?s a kg:Status ; skos:definition ?d ; skos:example ?e } ORDER BY ?s"
    yield from ((code(status), definition, example) for status, definition, example in answers(query))


def types() -> Iterator[Sequence[str]]:
    """A row for each PLOVER type."""
    query = """SELECT ?t ?quad ?score (GROUP_CONCAT(DISTINCT STR(?root); separator=", ") AS ?roots) ?d
        { ?t kg:quadClass ?quad ; kg:score ?score ; skos:notation ?root ; skos:definition ?d }
        GROUP BY ?t ?quad ?score ?d ORDER BY ?t"""
    for type_, quad, score, roots, definition in answers(query):
        asked = f"SELECT ?m ?d {{ ?m skos:broader {type_} ; skos:definition ?d }} ORDER BY ?m"
        modes = [f"`{mode.partition('-')[2]}`" for mode, _ in answers(asked)]
        yield code(type_), quad, score, ", ".join(sorted(roots.split(", "))), definition, " ".join(modes)


def tree(relation: str, depth: int) -> Iterator[str]:
    """A relation with all below it, as a nested list."""
    query = f"""SELECT ?d ?type (EXISTS {{ rel:{relation} a owl:SymmetricProperty }} AS ?mutual) ?inverse
        {{ rel:{relation} skos:definition ?d OPTIONAL {{ rel:{relation} kg:eventType ?type }}
        OPTIONAL {{ rel:{relation} owl:inverseOf ?inverse }} }}"""
    (definition, type_, mutual, inverse) = answers(query)[0]
    marks = " ⇄" * (mutual == "true") + (f" ⇋ `{inverse}`" if inverse else "") + (f" ({type_[7:]})" if type_ else "")
    yield f"{'  ' * depth}- `rel:{relation}`{marks}: {definition}"
    for (child,) in answers(f"SELECT ?r {{ ?r rdfs:subPropertyOf rel:{relation} }} ORDER BY ?r"):
        yield from tree(child.removeprefix("rel:"), depth + 1)


def alignment() -> Iterator[Sequence[str]]:
    """A row for each link to another vocabulary, then the terms that have none."""
    query = f"""SELECT ?term ?how ?other {{ ?term ?how ?other
        FILTER(?how IN ({", ".join(PARENTS + MATCHES)}) && STRSTARTS(STR(?term), "{KG.iri}")
        && !STRSTARTS(STR(?other), "https://w3id.org/actorkg/")) }} ORDER BY ?term ?how ?other"""
    yield from ((code(term), f"`{how}`", code(other)) for term, how, other in answers(query))
    none = """SELECT ?term ?note { ?term skos:editorialNote ?note FILTER(STRSTARTS(?note, "no counterpart")) }
        ORDER BY ?term"""
    yield from ((code(term), "", note) for term, note in answers(none))


def answers(query: str) -> list[list[str]]:
    """The rows of a query over the ontology, as short text."""
    found = load().query(query, prefixes=NAMES)
    assert isinstance(found, QuerySolutions)
    return [[term.value if isinstance(term, Literal) else shorten(term, NAMES) for term in row] for row in found]


def code(term: str) -> str:
    """The term as Markdown code."""
    return f"`{term}`"


def main() -> None:
    """Write the files."""
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
