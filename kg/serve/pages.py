"""The pages of actors, events, claims, documents and searches: what each shows, handed to its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
from jinja2 import Environment, FunctionLoader, StrictUndefined

from kg.model import STATUSES
from kg.serve import lookup
from kg.serve.evidence import card, reading
from kg.serve.lookup import Described, Involvement
from kg.serve.messages import Reply
from kg.serve.paths import link_of
from kg.serve.search import Index
from kg.serve.segments import shown
from kg.statements import NODE_TYPES, statements_of
from kg.view.style import NODE_STYLES, QUAD_STYLES, STATUS_STYLES, quad_of
from kg.vocab import DCTERMS, KG, PROV, RDF, RDFS, SEM, SKOS, class_iri

HTML = "text/html; charset=utf-8"
_ON_A_PAGE = 20
_IN_A_TIMELINE = 60
_TEMPLATES = ("base", "parts", "entity", "event", "claim", "document", "resource", "search", "problem", "editor")


@dataclass(slots=True)
class Pages:
    """The templates, and what they are filled from. ``root`` is the path before all paths of the server."""

    store: ox.Store
    base: str
    index: Index
    known: ox.Store = field(default_factory=lookup.known_actors)
    templates: Environment = field(default_factory=lambda: templates())

    def of(self, iri: str, root: str, text: str | None, choice: dict[str, str]) -> Reply | None:
        """The page of a node, by its class; None where the graph does not know it.

        ``text`` is the text of its document, where there is one and it was found; ``choice`` what of a list is wanted.
        """
        node = Described(self.store, iri)
        if not node:
            return None
        classes = set(node.all(RDF.type))
        if KG.Claim.value in classes:
            return self._claim(iri, node, root, text)
        if KG.Event.value in classes:
            return self._event(iri, node, root)
        if KG.Document.value in classes:
            return self._document(iri, node, root, text)
        if any(self._kind(classes)) or KG.Speaker.value in classes:
            return self._entity(iri, node, root, choice)
        return self._resource(iri, node, root)

    def search(self, asked: str, number: int, root: str) -> Reply:
        """What is found for these words: names of each kind, and a page of claims."""
        number = max(1, min(number, 500))
        names = {kind: self.index.find(asked, kind, _ON_A_PAGE) for kind in ("actor", "thing", "document")}
        claims = self.index.find(asked, "claim", _ON_A_PAGE, (number - 1) * _ON_A_PAGE)
        pages = -(-claims.total // _ON_A_PAGE)
        return self.page(
            "search", root, title="Search", asked=asked, names=names, claims=claims, page=number, pages=pages
        )

    def problem(self, status: int, title: str, message: str, root: str) -> Reply:
        """A page that says what went wrong."""
        return self.page("problem", root, status=status, title=title, message=message)

    def _entity(self, iri: str, node: Described, root: str, choice: dict[str, str]) -> Reply:
        parts = lookup.involvements(self.store, iri)
        takes_part = [one for one in parts if one.part != "speaker"]
        chosen = [one for one in parts if _is_chosen(one, choice)]
        claims = list(dict.fromkeys(one.claim for one in chosen))
        number = _number(choice.get("page"), len(claims))
        shown_claims = claims[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
        kind = next(self._kind(set(node.all(RDF.type))), "Person")
        dated = {one.claim: one for one in takes_part if one.time}
        return self.page(
            "entity",
            root,
            title=node.first(RDFS.label),
            iri=iri,
            kind=kind,
            country=node.first(KG.country),
            names=list(dict.fromkeys(node.all(RDFS.label) + node.all(SKOS.altLabel)))[1:],
            matches=node.all(SKOS.exactMatch),
            posts=lookup.posts(self.store, self.known, iri),
            partners=lookup.partners(self.store, iri),
            table=_by_type_and_year(takes_part),
            timeline=list(dated.values())[-_IN_A_TIMELINE:],
            undated=len({one.claim for one in takes_part}) - len(dated),
            cards=[card(one, self.base) for one in statements_of(self.store, shown_claims)],
            total=len(claims),
            every=len({one.claim for one in takes_part}),
            said=len({one.claim for one in parts if one.part == "speaker"}),
            choice={key: value for key, value in choice.items() if key != "page"},
            page=number,
            pages=-(-len(claims) // _ON_A_PAGE),
        )

    def _event(self, iri: str, node: Described, root: str) -> Reply:
        told = list(statements_of(self.store, lookup.claims_about(self.store, KG.aboutEvent, iri)))
        told.sort(
            key=lambda one: (one["document"], one["evidence"]["start"], one["lifted_from"] or "", one["statement"])
        )
        roles = {
            "Actors": SEM.hasActor, "On behalf of": KG.onBehalfOf, "With": KG.with_, "Recipient": KG.recipient,
            "Object": KG.object, "Instrument": KG.instrument, "Topic": KG.topic, "Origin": KG.origin,
            "Also": KG.participant, "Place": SEM.hasPlace,
        }  # fmt: skip
        parties = {name: self._named(node.all(property_)) for name, property_ in roles.items()}
        span = [node.first(SEM.hasEarliestBeginTimeStamp), node.first(SEM.hasLatestEndTimeStamp)]
        return self.page(
            "event",
            root,
            title=node.first(RDFS.label),
            iri=iri,
            type=node.first(SEM.eventType).rpartition("#")[2],
            time=node.first(SEM.hasTimeStamp) or " to ".join(value for value in span if value),
            time_text=node.all(KG.timeText),
            parties={name: found for name, found in parties.items() if found},
            statuses=[(name, count) for name in STATUSES if (count := sum(one["status"] == name for one in told))],
            cards=[card(one, self.base) for one in told],
        )

    def _claim(self, iri: str, node: Described, root: str, text: str | None) -> Reply:
        (statement,) = statements_of(self.store, [iri])
        source = Described(self.store, node.first(PROV.wasDerivedFrom))
        return self.page(
            "claim",
            root,
            title=node.first(RDFS.label),
            iri=iri,
            card=card(statement, self.base),
            claim=statement,
            document=node.first(PROV.wasDerivedFrom),
            document_title=source.first(DCTERMS.title) or source.first(KG.fileName),
            ingredients=node.first(KG.confidenceFrom),
            reading=reading(text, source.first(KG.sha256), [statement], around=statement["evidence"]),
            lifted=self._named([statement["lifted_from"]] if statement["lifted_from"] else []),
            lifts=self._named(lookup.claims_about(self.store, KG.liftedFrom, iri)),
            siblings=self._named(
                one for one in lookup.claims_about(self.store, KG.aboutEvent, statement["event"]) if one != iri
            ),
        )

    def _document(self, iri: str, node: Described, root: str, text: str | None) -> Reply:
        told = list(statements_of(self.store, lookup.claims_about(self.store, PROV.wasDerivedFrom, iri)))
        told.sort(key=lambda one: (one["evidence"]["start"], one["trigger_at"]["start"], one["statement"]))
        return self.page(
            "document",
            root,
            title=node.first(DCTERMS.title) or node.first(KG.fileName),
            iri=iri,
            file=node.first(KG.fileName),
            creators=self._named(node.all(DCTERMS.creator)),
            issued=node.first(DCTERMS.issued),
            publisher=node.first(DCTERMS.publisher),
            source=node.first(DCTERMS.source),
            statuses=[(name, count) for name in STATUSES if (count := sum(one["status"] == name for one in told))],
            reading=reading(text, node.first(KG.sha256), told),
            cards=[card(one, self.base) for one in told],
        )

    def _resource(self, iri: str, node: Described, root: str) -> Reply:
        rows = [
            (name, [(isinstance(v, ox.NamedNode), v.value) for v in values]) for name, values in node.values.items()
        ]
        return self.page("resource", root, title=lookup.label_of(self.store, iri), iri=iri, rows=sorted(rows))

    def _kind(self, classes: set[str]) -> Any:
        return (kind for kind in NODE_TYPES if class_iri(kind).value in classes)

    def _named(self, iris: Iterable[str]) -> list[tuple[str, str]]:
        """Each node with its label, by label."""
        return sorted(((iri, lookup.label_of(self.store, iri)) for iri in iris), key=lambda pair: (pair[1], pair[0]))

    def page(self, name: str, root: str, status: int = 200, **values: Any) -> Reply:
        """A template filled; links inside follow the data's base and the server's root."""
        template = self.templates.get_template(f"{name}.html")
        page = template.render(values | {"root": root, "link": lambda iri: link_of(self.base, iri, root)})
        return Reply(status, page.encode("utf-8", "replace"), HTML)


def templates() -> Environment:
    """The environment of all templates, each parsed already: a worker opens no file."""
    folder = files("kg.serve") / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"shown": shown, "address": lambda pairs: urlencode({k: v for k, v in pairs.items() if v})}
    environment.globals |= {
        "node_styles": NODE_STYLES,
        "quad_styles": QUAD_STYLES,
        "status_styles": STATUS_STYLES,
        "quad_of": quad_of,
    }
    for name in _TEMPLATES:
        environment.get_template(f"{name}.html")
    return environment


def _is_chosen(one: Involvement, choice: dict[str, str]) -> bool:
    """True for a claim that the reader wants listed: said by the entity or not, of a type, of a year."""
    return (
        (one.part == "speaker") == (choice.get("part") == "speaker")
        and choice.get("type", one.type or "none") == (one.type or "none")
        and choice.get("year", one.year or "none") == (one.year or "none")
        and choice.get("status", one.status) == one.status
    )


def _by_type_and_year(parts: Sequence[Involvement]) -> dict[str, Any]:
    """How many claims there are by type of event and year, undated last; types of most claims first."""
    told = {(one.type or "none", one.year or "none", one.claim) for one in parts}
    cells = Counter((kind, year) for kind, year, _ in told)
    sums = Counter(kind for kind, _, _ in told)
    years = sorted({year for _, year in cells}, key=lambda year: (year == "none", year))
    return {
        "years": years,
        "rows": sorted(sums.items(), key=lambda row: (row[0] == "none", -row[1], row[0])),
        "cells": cells,
    }


def _number(given: str | None, total: int) -> int:
    """The number of the page wanted, within those there are."""
    wanted = int(given) if given and given.isascii() and given.isdigit() and len(given) < 6 else 1
    return max(1, min(wanted, -(-total // _ON_A_PAGE) or 1))
