"""The documentation of the ontology is that of this ontology, and asks nobody for anything."""

from __future__ import annotations

import importlib.util
import logging
import re
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT
from lxml import html

from kg.ontology import declared_terms
from kg.vocab import KG, REL

PAGES = {"kg.html": KG.iri, "relations.html": REL}
FOLDER = ROOT / "docs" / "ontology"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_ontology", ROOT / "docs" / "make_ontology.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_documentation_is_fresh(maker: ModuleType) -> None:
    logging.getLogger().setLevel(logging.WARNING)
    made: dict[Path, str] = maker.files()
    stale = [str(path.relative_to(ROOT)) for path, text in made.items() if path.read_text("utf-8") != text]
    assert stale == [], "run: python docs/make_ontology.py"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_elsewhere(name: str) -> None:
    page = html.fromstring((FOLDER / name).read_bytes())
    loaded = [*page.xpath("//@src"), *page.xpath("//link[@rel != 'canonical']/@href"), *page.xpath("//@srcset")]
    assert [address for address in loaded if not address.startswith(("data:", "#"))] == []
    styles = " ".join(page.xpath("//style/text()") + page.xpath("//@style"))
    assert not re.search(r"@import|url\((?!['\"]?data:)", styles)
    # JSON-LD for search engines is data; nothing here is run.
    assert set(page.xpath("//script/@type")) <= {"application/ld+json"} and not page.xpath("//script[not(@type)]")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_of_every_term(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    terms = [iri for iri in declared_terms() if iri.startswith(PAGES[name])]
    statuses = {KG.iri + status for status in (*maker_statuses(), *identity_rules())}
    assert len(terms) > 70
    assert [iri for iri in terms if iri not in text and iri not in statuses] == []


def maker_statuses() -> tuple[str, ...]:
    """Individuals, which pyLODE leaves out; the tables have them."""
    from kg.model import STATUSES

    return (*STATUSES, "statuses")


def identity_rules() -> tuple[str, ...]:
    """Individuals too; the tables have them."""
    tables = (FOLDER / "README.md").read_text("utf-8")
    return tuple(re.findall(r"^\| `kg:(\w+)` \|", tables, re.M))


def test_the_tables_tell_of_every_relation_status_and_type() -> None:
    tables = (FOLDER / "README.md").read_text("utf-8")
    relations = {iri.removeprefix(REL) for iri in declared_terms() if iri.startswith(REL)}
    assert {name for name in relations if f"`rel:{name}`" not in tables} == set()
    assert all(f"`kg:{status}`" in tables for status in maker_statuses()[:-1])
    assert "  - `rel:agreed` (AGREE)" in tables and "    - `rel:signed` (SUPPORT)" in tables


def test_no_page_names_the_machine_that_made_it() -> None:
    assert [path.name for path in FOLDER.iterdir() if str(ROOT) in path.read_text("utf-8")] == []
